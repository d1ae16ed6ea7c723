"""The narrow row by which a letter is found: written in the same transaction as the letter."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from tracker.models.letters import Letter

__all__ = ["LetterSearch"]


class LetterSearch(models.Model):
    """One row a letter: the weighted vector of its words. Title and subject A, asks and quotations B, body C."""

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, primary_key=True, related_name="search_row")
    letter_date = models.DateField(null=True, blank=True)
    vector = SearchVectorField()
    names = models.TextField(blank=True, help_text="Signers, recipients and agencies, for search by name.")

    class Meta:
        indexes = [GinIndex(fields=["vector"], name="letter_search_vector")]

    def __str__(self) -> str:
        return f"Search row of letter {self.letter_id}"
