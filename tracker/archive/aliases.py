"""Names under which letters address agencies: to correct one mends every letter that used it."""

import datetime

from tracker import search
from tracker.archive.record import refresh
from tracker.models import (
    Agency,
    AgencyName,
    EventKind,
    Letter,
    LetterEvent,
    Recipient,
    Resolution,
    ReviewState,
    Viewer,
)
from tracker.resolving.names import folded

__all__ = ["learn"]


def learn(
    name: str, agency: Agency, *, by: Viewer, now: datetime.datetime, besides: Recipient | None = None
) -> list[Letter]:
    """Remember that `name`, as letters write it, is this agency; return the other letters that this mended.

    Mended are recipients of that organization whom the machine gave to no agency, or to another; what a person said of
    a recipient stays (`besides` is the one just corrected). Call it in a transaction.
    """
    key = folded(name)[:250]
    if not key:
        return []
    AgencyName.objects.update_or_create(folded=key, defaults={"agency": agency, "name": name[:250]})
    written = Recipient.objects.exclude(organization="").order_by().values_list("organization", flat=True).distinct()
    same = [organization for organization in written if folded(organization) == key]
    rows = Recipient.objects.filter(organization__in=same, review_state=ReviewState.EXTRACTED).exclude(agency=agency)
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    letter_ids = sorted(set(rows.values_list("letter_id", flat=True)))
    # Locked in the order of their numbers, so that two people who mend at once don't wait in a circle.
    letters = list(Letter.objects.select_for_update().filter(pk__in=letter_ids).order_by("pk"))
    rows.update(
        agency=agency,
        official=None,
        resolution=Resolution.RESOLVED,
        resolution_why=f"“{name[:120]}” is a name of it, a person says."[:300],
    )
    for letter in letters:
        refresh(letter, now=now)
        search.index(letter)
        LetterEvent.log(
            letter,
            EventKind.ROW_CORRECTED,
            at=now,
            actor=by,
            message=f"“{name[:200]}” is now known to be {agency.name}.",
        )
    return letters
