"""The narrow row by which a letter is found, written in the same transaction as the letter; and the words in use."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from tracker.models.accounts import Viewer, may_see_drafts
from tracker.models.letters import Letter

__all__ = ["LetterChange", "LetterSearch", "SearchWord", "UncountedText"]


class LetterSearchQuerySet(models.QuerySet["LetterSearch"]):
    def visible_to(self, viewer: Viewer) -> "LetterSearchQuerySet":
        """Keep the rows of what `Letter.objects.visible_to` keeps: `published` mirrors it, by a trigger."""
        return self if may_see_drafts(viewer) else self.filter(published=True)


class SearchedColumns(models.Model):
    """What a query can ask of a letter: the columns of its search row, and of the row as it was before a change."""

    letter_date = models.DateField(null=True, blank=True)
    published = models.BooleanField(default=False)
    signers = models.PositiveSmallIntegerField(default=0)
    due_date = models.DateField(null=True, blank=True)
    facets = ArrayField(models.IntegerField(), default=list)
    flags = ArrayField(models.IntegerField(), default=list)
    cites = ArrayField(models.TextField(), default=list)
    vector = SearchVectorField()
    titled = SearchVectorField(null=True)
    quoted = SearchVectorField(null=True)
    asked = SearchVectorField(null=True)
    signed = SearchVectorField(null=True)
    addressed = SearchVectorField(null=True)
    speakers = SearchVectorField(null=True)

    class Meta:
        abstract = True


class LetterSearch(SearchedColumns):
    """One row a letter. What filters and counts is in the row, the vectors are stored outside of it.

    `vector` finds words anywhere, its weights rank: A title, subject and purpose, B names, C quotations and requests,
    D the whole text. The other vectors are the parts that can be asked for alone. `facets` and `flags` hold the codes
    of `tracker.search.codes`.
    """

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, primary_key=True, related_name="search_row")
    packed = models.BinaryField(default=bytes, help_text="The facets once more, four bytes each, to be counted.")
    complete = models.BooleanField(
        default=True, help_text="False when the text was too long to index whole; its end is then not found by search."
    )
    version = models.PositiveSmallIntegerField(
        default=0, help_text="Of what writes these rows; older ones are written anew."
    )
    indexed_at = models.DateTimeField(null=True)

    objects = LetterSearchQuerySet.as_manager()

    class Meta:
        indexes = [
            # One index for all: a word and any number of filters are intersected inside it.
            GinIndex(
                fields=[
                    "vector",
                    "titled",
                    "quoted",
                    "asked",
                    "signed",
                    "addressed",
                    "speakers",
                    "cites",
                    "facets",
                    "flags",
                ],
                name="letter_search_all",
            ),
            models.Index(
                models.F("letter_date").desc(nulls_last=True), models.F("letter_id").desc(), name="letter_search_date"
            ),
            models.Index(models.F("due_date"), condition=models.Q(due_date__isnull=False), name="letter_search_due"),
        ]

    def __str__(self) -> str:
        return f"Search row of letter {self.letter_id}"


class LetterChange(SearchedColumns):
    """A published letter that changed, and for which no saved search has been asked since.

    The columns are those of the search row before the change; of a letter that was not public they hold nothing.
    A trigger on the search rows writes it, so that no door can forget to (migration 0012).
    """

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField(help_text="When the letter changed last.")

    class Meta:
        indexes = [models.Index(fields=["since", "letter"], name="letter_change_since")]

    def __str__(self) -> str:
        return f"Letter {self.letter_id} changed {self.since:%Y-%m-%d %H:%M}"


class SearchWord(models.Model):
    """A word that letters use, for "did you mean" and for what a scan may have made of a word.

    Words of drafts are among them: show one to the public only after finding a public letter that has it.
    """

    word = models.CharField(max_length=40, primary_key=True)
    seen = models.PositiveIntegerField(default=1, help_text="In how many letters, as far as they are counted.")
    shape = models.CharField(max_length=40, db_index=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], name="search_word_trigram", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word


class UncountedText(models.Model):
    """A text whose words are not yet added to how often words are seen (`SearchWord.seen`)."""

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return f"Words of letter {self.letter_id}"
