"""The narrow row by which a letter is found: written in the same transaction as the letter."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from tracker.models.letters import Letter

__all__ = ["LetterSearch"]


class LetterSearch(models.Model):
    """One row a letter. The vector's four weights are four zones, so that one index also answers zoned queries.

    A: title, subject and names. B: quoted passages. C: requests. D: the whole text.
    """

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, primary_key=True, related_name="search_row")
    letter_date = models.DateField(null=True, blank=True)
    vector = SearchVectorField()
    complete = models.BooleanField(
        default=True, help_text="False when the text was too long to index whole; its end is then not found by search."
    )

    class Meta:
        indexes = [GinIndex(fields=["vector"], name="letter_search_vector")]

    def __str__(self) -> str:
        return f"Search row of letter {self.letter_id}"
