"""What went wrong at a source: noted once, however often it is met, and solved when it is gone.

The first time it is logged; after that only counted.
"""

import datetime
import logging
from collections.abc import Callable, Iterable, Mapping

from django.db import transaction
from django.db.models import F

from tracker.models import AgencyAction, Feed, SyncProblem
from tracker.sources.synced import Span

__all__ = ["note", "solve", "solve_documents", "solve_windows"]

logger = logging.getLogger(__name__)


@transaction.atomic
def note(feed: Feed, problems: Mapping[str, str], *, now: datetime.datetime) -> None:
    """Note problems, as sentences by what they are about."""
    wanted = {key[:200]: sentence[:500] for key, sentence in problems.items()}
    known = {
        problem.key: problem for problem in SyncProblem.objects.select_for_update().filter(feed=feed, key__in=wanted)
    }
    fresh = [key for key in wanted if key not in known or known[key].solved_at is not None]
    SyncProblem.objects.bulk_create(
        [
            SyncProblem(feed=feed, key=key, sentence=sentence, first_seen_at=now, last_seen_at=now)
            for key, sentence in wanted.items()
            if key not in known
        ],
        ignore_conflicts=True,
    )
    SyncProblem.objects.filter(pk__in=[problem.pk for problem in known.values()]).update(
        last_seen_at=now, times=F("times") + 1, solved_at=None
    )
    for key, problem in known.items():
        if problem.sentence != wanted[key]:
            SyncProblem.objects.filter(pk=problem.pk).update(sentence=wanted[key])
    for key in fresh:
        logger.warning("%s", wanted[key])


def solve(feed: Feed, *keys: str, now: datetime.datetime) -> int:
    """Mark problems as gone, and return how many."""
    return SyncProblem.objects.filter(feed=feed, key__in=keys, solved_at=None).update(solved_at=now)


def solve_documents(feed: Feed, *, since: datetime.datetime, now: datetime.datetime) -> int:
    """Mark those problems of documents as gone that were stored since then, and not met again."""
    standing = SyncProblem.objects.filter(
        feed=feed, solved_at=None, key__startswith="document ", last_seen_at__lt=since
    ).values_list("key", flat=True)
    numbers = [key.removeprefix("document ") for key in standing]
    stored = AgencyAction.objects.filter(document_number__in=numbers, synced_at__gte=since)
    return solve(feed, *(f"document {number}" for number in stored.values_list("document_number", flat=True)), now=now)


def solve_windows(feed: Feed, gaps: Callable[[str], Iterable[Span]], *, now: datetime.datetime) -> int:
    """Mark those problems of windows as gone whose days were had by another window. `gaps` are those of an agency."""
    solved = []
    missing: dict[str, list[Span]] = {}
    for key in SyncProblem.objects.filter(feed=feed, solved_at=None, key__startswith="window ").values_list(
        "key", flat=True
    ):
        _, first, last, *agency = key.split(" ")
        slug = "".join(agency)
        if slug not in missing:
            missing[slug] = list(gaps(slug))
        start, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        if not any(gap.start <= end and gap.end >= start for gap in missing[slug]):
            solved.append(key)
    return solve(feed, *solved, now=now)
