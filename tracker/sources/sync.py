"""A sync: the Federal Register asked window by window, and what it says stored, so that it can go on where it stopped.

1. `start` writes a run with its windows. Recent days are windows of their own, older ones go by months: their addresses
   stay the same from one sync to the next, so that the API can answer that nothing changed.
2. `carry_out` takes one window after the other. A window with more documents than the API gives is halved. One that
   fails is left with a sentence; after three in a row the API counts as down, and the rest waits.
3. `daily` starts where the last left off, some days back, and takes up what was asked for and not had.

One sync runs at a time: a lock of the database's session says so, and goes when a worker dies.

Busy                       another sync is running
"""

import contextlib
import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Sum

from tracker.models import Feed, RunState, SourceAnswer, SyncRun, SyncWindow, WindowState
from tracker.sources import problems
from tracker.sources.federal_register_api import FederalRegister, Memory, Page, TooMany
from tracker.sources.federal_register_store import Stored, store_documents
from tracker.sources.fetch import SourceUnavailable
from tracker.sources.synced import gaps, synced_to

__all__ = ["Busy", "carry_out", "daily", "last_full_day", "look_at_inspection", "one_at_a_time", "start", "to_resume"]

OVERLAP = datetime.timedelta(days=7)
FIRST_TIME = datetime.timedelta(days=30)
SINGLE_DAYS = datetime.timedelta(days=14)
# An issue is out by six in Washington; before nine, today's is not counted on.
OUT_BY_HOUR = 9
_DAY = datetime.timedelta(days=1)
_FAILURES_IN_A_ROW = 3
_LOCK = 20200614  # Any number that no other lock of ours has.

Clock = Callable[[], datetime.datetime]
Step = Callable[[SyncRun, SyncWindow, Page], None]


class Busy(Exception):
    """Another sync is running. `str(error)` says so to a person."""


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock of syncs while the block runs, and mark what broke off. Raises Busy."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise Busy("Another sync is running. Wait until it has ended, and try again.")
    try:
        # Whatever says that it runs has died: nobody else can hold the lock.
        SyncRun.objects.filter(state=RunState.RUNNING).update(
            state=RunState.BROKEN_OFF,
            finished_at=F("heartbeat_at"),
            sentence="It broke off. What it stored stands; the next sync takes up the rest.",
        )
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def last_full_day(local: datetime.datetime) -> datetime.date:
    """Return the last day whose issue is out, at this time in Washington."""
    return local.date() if local.hour >= OUT_BY_HOUR else local.date() - _DAY


@transaction.atomic
def start(
    since: datetime.date,
    until: datetime.date,
    *,
    now: datetime.datetime,
    agency: str = "",
    kinds: Sequence[str] = (),
    asked_by: Any = None,
    also: Sequence[tuple[datetime.date, datetime.date]] = (),
) -> SyncRun:
    """Write a run that asks for these days, both included, and for the spans in `also`."""
    run = SyncRun.objects.create(
        feed=Feed.DOCUMENTS,
        since=since,
        until=until,
        agency=agency,
        kinds=sorted(kinds),
        asked_by=asked_by,
        asked_at=now,
    )
    wanted = [*((first, min(last, since - _DAY)) for first, last in also if first < since), (since, until)]
    SyncWindow.objects.bulk_create(
        SyncWindow(run=run, start=first, end=last)
        for span in wanted
        for first, last in _windows(*span, singles_from=now.date() - SINGLE_DAYS)
    )
    return run


def daily(*, now: datetime.datetime, until: datetime.date, asked_by: Any = None) -> SyncRun:
    """Write the run of a day: from some days before where the last got to, and what was asked for and not had."""
    reached = synced_to(since=until - 4 * FIRST_TIME)
    since = min(reached - OVERLAP, until) if reached else until - FIRST_TIME
    return start(since, until, now=now, asked_by=asked_by, also=[(gap.start, gap.end) for gap in gaps()])


def to_resume() -> SyncRun | None:
    """Return the newest run that was not finished, if any."""
    unfinished = SyncRun.objects.filter(feed=Feed.DOCUMENTS).exclude(state=RunState.FINISHED)
    return unfinished.filter(windows__state__in=[WindowState.WAITING, WindowState.FAILED]).distinct().first()


def carry_out(
    run: SyncRun, upstream: FederalRegister, *, clock: Clock, on_step: Step | None = None, fresh: bool = False
) -> Stored:
    """Ask for the windows of a run that are not done, store what comes, and return what was done.

    With `fresh`, everything is sent again, also what has not changed since it was stored.

    Hold `one_at_a_time` around it. Nothing that upstream does is raised; it ends in the run's sentence.
    """
    stored, began = Stored(), clock()
    run.state, run.started_at, run.heartbeat_at = RunState.RUNNING, run.started_at or began, began
    run.finished_at, run.sentence = None, ""
    run.save()
    run.windows.filter(state=WindowState.FAILED).update(state=WindowState.WAITING)
    failures = 0
    while failures < _FAILURES_IN_A_ROW:
        window = run.windows.filter(state=WindowState.WAITING).first()
        if window is None:
            break
        try:
            _take(run, window, upstream, stored, clock=clock, on_step=on_step, fresh=fresh)
            failures = 0
        except TooMany as error:
            if window.start == window.end:
                _fail(window, f"The Federal Register counts {error}, more than it can give.", now=clock())
            else:
                _halve(window)
        except SourceUnavailable as error:
            failures += 1
            _fail(window, str(error), now=clock())
    problems.solve_documents(Feed.DOCUMENTS, since=began, now=clock())
    problems.solve_windows(Feed.DOCUMENTS, gaps, now=clock())
    _finish(run, stored, now=clock())
    return stored


def look_at_inspection(upstream: FederalRegister, *, clock: Clock) -> tuple[SyncRun, Stored]:
    """Store what is on public inspection today. What upstream does ends in the run's sentence."""
    began = clock()
    run = SyncRun.objects.create(
        feed=Feed.INSPECTION, state=RunState.RUNNING, asked_at=began, started_at=began, heartbeat_at=began
    )
    stored = Stored()
    try:
        store_documents(upstream.on_inspection(), now=began, stored=stored)
        problems.note(Feed.INSPECTION, stored.problems, now=clock())
        problems.solve(Feed.INSPECTION, "list", now=clock())
        problems.solve_documents(Feed.INSPECTION, since=began, now=clock())
    except SourceUnavailable as error:
        run.sentence = str(error)[:500]
        problems.note(Feed.INSPECTION, {"list": str(error)}, now=clock())
    run.state = RunState.INCOMPLETE if run.sentence else RunState.FINISHED
    run.added, run.changed = stored.added, stored.changed
    run.unchanged, run.skipped = stored.unchanged, len(stored.skipped)
    run.heartbeat_at = run.finished_at = clock()
    run.save()
    return run, stored


def _take(
    run: SyncRun,
    window: SyncWindow,
    upstream: FederalRegister,
    stored: Stored,
    *,
    clock: Clock,
    on_step: Step | None,
    fresh: bool,
) -> None:
    """Store a window's documents. It is done when as many came as were counted, or when nothing changed."""
    before = Stored(**{name: getattr(stored, name) for name in ("added", "changed", "unchanged")})
    skipped, came, count, answers = len(stored.skipped), 0, 0, []
    pages = upstream.documents(
        window.start,
        window.end,
        agency=run.agency,
        kinds=run.kinds,
        remembered=None if fresh else _remembered_answer,
    )
    for page in pages:
        now, count = clock(), page.count
        left_out = len(stored.skipped)
        store_documents(page.documents, now=now, stored=stored)
        problems.note(Feed.DOCUMENTS, stored.problems, now=now)
        stored.problems = {}
        came += page.results
        if len(stored.skipped) == left_out and (page.etag or page.last_modified):
            answers.append(_answer(page, now))
        SyncRun.objects.filter(pk=run.pk).update(heartbeat_at=now)
        if on_step:
            on_step(run, window, page)
    window.expected = count
    window.added += stored.added - before.added
    window.changed += stored.changed - before.changed
    window.unchanged += stored.unchanged - before.unchanged
    window.skipped = len(stored.skipped) - skipped
    if came < count:
        SyncWindow.objects.filter(pk=window.pk).update(
            expected=count,
            added=window.added,
            changed=window.changed,
            unchanged=window.unchanged,
            skipped=window.skipped,
        )
        raise SourceUnavailable(
            f"The Federal Register counted {count:,} documents and gave {came:,}. What it gave is stored; the rest is "
            "asked for again."
        )
    window.state, window.done_at, window.sentence = WindowState.DONE, clock(), ""
    window.save()
    SourceAnswer.objects.bulk_create(
        answers,
        update_conflicts=True,
        unique_fields=["address"],
        update_fields=["etag", "last_modified", "count", "results", "stored_at"],
    )
    problems.solve(Feed.DOCUMENTS, _key(window), now=clock())


def _answer(page: Page, now: datetime.datetime) -> SourceAnswer:
    return SourceAnswer(
        address=page.address,
        etag=page.etag,
        last_modified=page.last_modified,
        count=page.count,
        results=page.results,
        stored_at=now,
    )


def _remembered_answer(address: str) -> Memory | None:
    row = SourceAnswer.objects.filter(pk=address).first()
    return Memory(row.etag, row.last_modified, row.count, row.results) if row else None


def _key(window: SyncWindow) -> str:
    # What asked for some kinds only fills no gap, and is solved by the same question alone.
    run = window.run
    if run.kinds:
        return f"part {window.start} {window.end} {run.agency} {','.join(run.kinds)}"
    return f"window {window.start} {window.end} {run.agency}".rstrip()


def _fail(window: SyncWindow, sentence: str, *, now: datetime.datetime) -> None:
    SyncWindow.objects.filter(pk=window.pk).update(state=WindowState.FAILED, sentence=sentence[:500])
    problems.note(Feed.DOCUMENTS, {_key(window): f"{_days(window)}: {sentence}"}, now=now)


def _days(window: SyncWindow) -> str:
    first, last = (f"{day:%B} {day.day}, {day.year}" for day in (window.start, window.end))
    return first if first == last else f"{first} to {last}"


@transaction.atomic
def _halve(window: SyncWindow) -> None:
    middle = window.start + (window.end - window.start) // 2
    for first, last in ((window.start, middle), (middle + _DAY, window.end)):
        SyncWindow.objects.create(run_id=window.run_id, start=first, end=last)
    window.delete()


def _finish(run: SyncRun, stored: Stored, *, now: datetime.datetime) -> None:
    left = run.windows.exclude(state=WindowState.DONE)
    sums = run.windows.aggregate(*(Sum(name) for name in ("added", "changed", "unchanged", "skipped")))
    for name in ("added", "changed", "unchanged", "skipped"):
        setattr(run, name, sums[f"{name}__sum"] or 0)
    failed = left.filter(state=WindowState.FAILED).order_by("-start").first()
    run.state = RunState.INCOMPLETE if failed else RunState.FINISHED
    if failed:
        more = left.count() - 1
        rest = f" {more:,} more span{'s' if more > 1 else ''} of days wait." if more else ""
        run.sentence = f"{_days(failed)}: {failed.sentence}{rest}"[:500]
    run.heartbeat_at = run.finished_at = now
    run.save()


def _windows(
    since: datetime.date, until: datetime.date, *, singles_from: datetime.date
) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Yield spans that together are these days: calendar months, or what of them is asked for, and recent days."""
    start = since
    while start <= until:
        end = start
        if start < singles_from:
            month_end = (start.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY
            end = min(month_end, until, singles_from - _DAY)
        yield start, end
        start = end + _DAY
