"""Publishing a letter, and taking it back."""

import datetime

from django.db import transaction
from django.db.models.functions import Coalesce

from tracker import search
from tracker.archive.errors import NotAllowed
from tracker.models import (
    EventKind,
    Letter,
    LetterEvent,
    LetterTranscript,
    Publication,
    ReadingState,
    ReviewState,
    Viewer,
)

__all__ = ["may_be_published", "publish", "withdraw"]


def may_be_published(letter: Letter) -> bool:
    """Return whether there is something to publish: a reading, or, for what no machine can read, a person's entries."""
    if LetterTranscript.objects.filter(letter=letter).exists():
        return True
    entered = (ReviewState.ENTERED, ReviewState.CORRECTED, ReviewState.CONFIRMED)
    return any(
        rows.filter(review_state__in=entered).exists() for rows in (letter.facts, letter.recipients, letter.signatures)
    )


def publish(letter: Letter, *, by: Viewer | None, now: datetime.datetime) -> Letter:
    """Make the letter public. Harmless when it already is. Raises NotAllowed when there is nothing to show yet."""
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(pk=letter.pk)
        if letter.is_published:
            return letter
        if not may_be_published(letter):
            raise NotAllowed(
                "This letter could not be read. Enter its date, whom it is to or who signed it, then publish it."
                if letter.reading_state == ReadingState.NEEDS_PERSON
                else "This letter has not been read yet. Publish it when it has."
            )
        Letter.objects.filter(pk=letter.pk).update(
            publication=Publication.PUBLISHED,
            published_at=Coalesce("published_at", now),
            publish_when_read=False,
            changed_at=now,
        )
        search.index(letter)
        LetterEvent.log(letter, EventKind.PUBLISHED, at=now, actor=by)
    letter.refresh_from_db()
    return letter


def withdraw(letter: Letter, *, by: Viewer | None, now: datetime.datetime, reason: str = "") -> Letter:
    """Take the letter back from the public. Harmless when it is not there. It can be published again."""
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(pk=letter.pk)
        changed = Letter.objects.filter(pk=letter.pk, publication=Publication.PUBLISHED).update(
            publication=Publication.WITHDRAWN, publish_when_read=False, changed_at=now
        )
        if changed:
            search.index(letter)
            LetterEvent.log(letter, EventKind.WITHDRAWN, at=now, actor=by, message=reason)
    letter.refresh_from_db()
    return letter
