"""How far the archive has looked in the Federal Register, reckoned from the ledger of syncs and nothing else.

A day counts as had when a window over it is done that asked for every kind of document, of all agencies or of the one
in question. Pages that say "searched to" and the sync page ask here, so that they agree.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tracker.models import Agency, Feed, SyncWindow, WindowState

__all__ = ["Span", "gaps", "merged", "spans", "synced_to"]

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `start` to `end`, both included."""

    start: datetime.date
    end: datetime.date


def synced_to(agencies: Iterable[Agency] | None = None, *, since: datetime.date | None = None) -> datetime.date | None:
    """Return the last publication day up to which everything was had that was asked for; None if nothing was.

    With `agencies`, what these published is enough. With `since`, only what was published from that day on counts: the
    date of a letter, which a gap years earlier does not touch.
    """
    if agencies is None:
        return _reached("", since)
    reached = [_reached(agency.slug, since) for agency in agencies]
    if not reached or None in reached:
        return _reached("", since) if not reached else None
    return min(day for day in reached if day is not None)


def spans(agency: str = "") -> list[Span]:
    """Return the stretches of days that were had whole, oldest first."""
    return merged(_windows(agency).filter(state=WindowState.DONE).values_list("start", "end"))


def gaps(agency: str = "") -> list[Span]:
    """Return the stretches of days that were asked for and not had: what a sync takes up again."""
    return _without(merged(_windows(agency).values_list("start", "end")), spans(agency))


def merged(days: Iterable[tuple[datetime.date, datetime.date]]) -> list[Span]:
    """Return spans that overlap or touch as one.

    >>> day = datetime.date(2024, 1, 1)
    >>> merged([(day + 5 * _DAY, day + 6 * _DAY), (day, day + 4 * _DAY)])
    [Span(start=datetime.date(2024, 1, 1), end=datetime.date(2024, 1, 7))]
    """
    found: list[Span] = []
    for start, end in sorted(days):
        if found and start <= found[-1].end + _DAY:
            found[-1] = Span(found[-1].start, max(found[-1].end, end))
        else:
            found.append(Span(start, end))
    return found


def _reached(agency: str, since: datetime.date | None) -> datetime.date | None:
    had = [span for span in spans(agency) if since is None or span.end >= since]
    if not had:
        return None
    missing = [span.start for span in gaps(agency) if since is None or span.end >= since]
    first = min(missing, default=None)
    if first is None or first > had[-1].end:
        return had[-1].end
    # Up to the day before the first gap, if anything was had before it.
    before = [min(span.end, first - _DAY) for span in had if span.start < first]
    return max(before, default=None)


def _windows(agency: str) -> QuerySet[SyncWindow]:
    filtered = Q(run__agency="") | Q(run__agency=agency)
    return SyncWindow.objects.filter(filtered, run__feed=Feed.DOCUMENTS, run__kinds=[])


def _without(asked: Sequence[Span], had: Sequence[Span]) -> list[Span]:
    """Return what is left of the spans when others are taken out; both in order and apart."""
    left: list[Span] = []
    for span in asked:
        start = span.start
        for other in had:
            if other.end < start or other.start > span.end:
                continue
            if other.start > start:
                left.append(Span(start, other.start - _DAY))
            start = other.end + _DAY
        if start <= span.end:
            left.append(Span(start, span.end))
    return left
