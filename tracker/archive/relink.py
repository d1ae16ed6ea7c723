"""Proposing links anew, after actions were imported or a person corrected what links rest on."""

import datetime

from django.db import transaction

from tracker import linking
from tracker.models import Letter

__all__ = ["propose_links", "read_letter_ids"]


def read_letter_ids() -> list[int]:
    """Return the numbers of all letters that have been read, oldest first."""
    return list(Letter.objects.filter(transcript__isnull=False).order_by("pk").values_list("pk", flat=True))


def propose_links(letter_ids: list[int], *, now: datetime.datetime) -> int:
    """Propose links for these letters, each in a transaction of its own, and return for how many. Unread ones have
    none."""
    done = 0
    for letter_id in letter_ids:
        with transaction.atomic():
            letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
            if letter is None or not hasattr(letter, "transcript"):
                continue
            linking.propose(letter, now=now)
            done += 1
    return done
