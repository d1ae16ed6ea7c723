"""What was taken from elsewhere: to which date, how many records of each kind, and what went wrong, in sentences."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.models import (
    ActionKind,
    Agency,
    AgencyAction,
    Feed,
    Member,
    Official,
    RunState,
    SyncProblem,
    SyncRun,
    SyncWindow,
    WindowState,
)
from tracker.sources.synced import Span, gaps, spans, synced_to
from tracker.web.paging import known_filters

__all__ = ["source_facts", "sources"]

SHOWN = 12
# What went wrong with a file on our own disk says nothing to the public.
_PUBLIC_FEEDS = (Feed.DOCUMENTS, Feed.INSPECTION, Feed.TEXTS)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: how many are kept, and how new the newest is."""

    value: str
    label: str
    count: int
    newest: datetime.date | None


@dataclass(frozen=True, slots=True)
class Missing:
    """Days that were asked for and not had, and why."""

    span: Span
    sentence: str


def sources(request: HttpRequest) -> HttpResponse:
    """Show what was synced, to which date."""
    problems = SyncProblem.objects.filter(solved_at=None, feed__in=_PUBLIC_FEEDS)
    return render(request, "sources.html", {"notes": known_filters(request, [])} | source_facts(problems))


def source_facts(problems: "QuerySet[SyncProblem]") -> dict[str, Any]:
    """Return what the public page and the desk's both say."""
    # Windows that failed are told as days that are missing.
    others = problems.exclude(key__startswith="window ")
    runs = SyncRun.objects.filter(feed=Feed.DOCUMENTS)
    return {
        "reached": synced_to(),
        "spans": spans()[::-1],
        "missing": [_missing(gap) for gap in gaps()][::-1],
        "kinds": _kinds(),
        "on_inspection": AgencyAction.objects.filter(awaits_publication=True).count(),
        "with_text": AgencyAction.objects.exclude(text="").count(),
        "last_success": runs.filter(state=RunState.FINISHED).aggregate(at=Max("finished_at"))["at"],
        "last_asked": runs.exclude(state=RunState.WAITING).first(),
        "problems": others[:SHOWN],
        "more_problems": max(others.count() - SHOWN, 0),
        "people": {
            "members": Member.objects.count(),
            "agencies": Agency.objects.count(),
            "officials": Official.objects.count(),
        },
    }


def _kinds() -> list[Kind]:
    found = AgencyAction.objects.order_by().values("kind").annotate(many=Count("pk"), newest=Max("published_date"))
    rows = {row["kind"]: row for row in found}
    return [
        Kind(value, str(label), rows[value]["many"], rows[value]["newest"])
        for value, label in ActionKind.choices
        if value in rows
    ]


def _missing(gap: Span) -> Missing:
    """Return a gap with what was said when its days were asked for last."""
    failed = SyncWindow.objects.filter(
        run__feed=Feed.DOCUMENTS, start__lte=gap.end, end__gte=gap.start, state=WindowState.FAILED
    )
    said = failed.order_by("-run__asked_at", "-pk").values_list("sentence", flat=True).first()
    return Missing(gap, said or "These days wait for the next sync.")
