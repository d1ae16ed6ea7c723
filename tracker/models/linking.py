"""The narrow rows by which an action finds its letters and a letter its actions, and the list of what is yet to do.

All are drawn from actions and letters and can be made again. `stems` and tiers hold numbers (tracker.linking.codes):
each stands for the stem of a word in a title or in an abstract.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from tracker.models.actions import AgencyAction
from tracker.models.agencies import Agency
from tracker.models.letters import Letter

__all__ = ["ActionMention", "ActionSearch", "ActionWaiting", "LetterSurroundings", "LetterTopic"]


class ActionSearch(models.Model):
    """One row for an action and each agency of it, and one without agency where none is known.

    The index on agency and day carries the stems, so that what a few agencies did in a few years is read as one run of
    the index and weighed without a look at the table.
    """

    action = models.ForeignKey(AgencyAction, on_delete=models.CASCADE, related_name="search_rows")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    published_date = models.DateField(null=True)
    stems = ArrayField(models.IntegerField(), default=list)

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "published_date"], include=["action", "stems"], name="action_search_of_agency"
            ),
            GinIndex(fields=["stems"], name="action_search_stems"),
        ]

    def __str__(self) -> str:
        return f"Search row of action {self.action_id}"


class ActionMention(models.Model):
    """Where an action's abstract or text speaks of a letter: its day, whom it names, and the words around."""

    action = models.ForeignKey(AgencyAction, on_delete=models.CASCADE, related_name="mentions")
    day = models.DateField(null=True, db_index=True)
    surnames = ArrayField(models.CharField(max_length=60), default=list)
    words = models.TextField()

    class Meta:
        indexes = [GinIndex(fields=["surnames"], name="action_mention_surnames")]

    def __str__(self) -> str:
        return self.words[:80]


class ActionWaiting(models.Model):
    """An action that is new or changed, and for which no letter has been looked through since."""

    action = models.OneToOneField(AgencyAction, on_delete=models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, help_text="When a worker began to look; one that is lost is replaced.")

    class Meta:
        indexes = [models.Index(fields=["since", "action"], name="action_waiting_since")]

    def __str__(self) -> str:
        return f"Action {self.action_id} waits since {self.since:%Y-%m-%d %H:%M}"


class LetterTopic(models.Model):
    """What of a letter decides whether an action may belong with it. Written whenever its links are proposed.

    Each tier holds the stems that count about equally much, the weightiest in `tier_1`: as much as they can count,
    however rare they are among the candidates of the day.
    """

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, primary_key=True, related_name="topic")
    letter_date = models.DateField(null=True)
    agencies = ArrayField(models.IntegerField(), default=list, help_text="The correspondents' own keys.")
    surnames = ArrayField(models.CharField(max_length=60), default=list, help_text="Of the signers, folded.")
    identifiers = ArrayField(models.CharField(max_length=220), default=list, help_text="As in docket:BIS-2020-0017.")
    rare = ArrayField(models.IntegerField(), default=list, help_text="Its weightiest stems among those that are rare.")
    tier_1 = ArrayField(models.IntegerField(), default=list)
    tier_2 = ArrayField(models.IntegerField(), default=list)
    tier_3 = ArrayField(models.IntegerField(), default=list)
    tier_4 = ArrayField(models.IntegerField(), default=list)
    tier_5 = ArrayField(models.IntegerField(), default=list)
    worths = ArrayField(
        models.SmallIntegerField(), default=list, help_text="What each counts at most, in the tiers’ order; hundredths."
    )
    names = ArrayField(models.IntegerField(), default=list, help_text="Its stems that are names and rare.")
    statutes = ArrayField(models.CharField(max_length=200), default=list, help_text="The laws that it names.")
    speaks_of_proposal = models.BooleanField(default=False, help_text="Whether an ask speaks of a proposed rule.")

    class Meta:
        indexes = [
            GinIndex(fields=["agencies"], name="letter_topic_agencies"),
            GinIndex(fields=["surnames"], name="letter_topic_surnames"),
            GinIndex(fields=["identifiers"], name="letter_topic_identifiers"),
            GinIndex(fields=["rare"], name="letter_topic_rare"),
            models.Index(fields=["letter_date"], name="letter_topic_date"),
        ]

    def __str__(self) -> str:
        return f"What letter {self.letter_id} is about"


class LetterSurroundings(models.Model):
    """What the last whole search of a letter counted among its candidates: by it, a new action is scored alone.

    A letter without a row, or with an old one, is searched wholly.
    """

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, primary_key=True, related_name="+")
    counted = models.JSONField(help_text="As tracker.linking.surroundings keeps it.")
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"What surrounds letter {self.letter_id}"
