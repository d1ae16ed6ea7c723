"""`manage.py reindex [--all [--before TIME]] [--jobs N]`: write letters' search rows, while the site runs."""

import argparse
import datetime
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tracker.models import Letter, SearchWord
from tracker.search.document import count_anew, count_words, rewrite_rows, waiting

# Letters in a transaction, and letters whose words are counted together, since most words are in all of them.
_BATCH, _GROUP = 500, 10_000

_Task: TypeAlias = tuple[Callable[[Sequence[int]], int], Sequence[int]]


class Command(BaseCommand):
    help = (
        "Write the search rows of letters that have none or an old one. Each batch is a transaction of its own: the "
        "command can be stopped at any time and given again."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="All letters, also those whose row is up to date.")
        parser.add_argument("--jobs", type=int, default=1, help="How many connections write at once.")
        parser.add_argument("--before", help="With --all, to go on where it was stopped: the time that it printed.")

    def handle(self, *args: Any, **options: Any) -> None:
        before = self._before(options)
        if before:
            self.stdout.write(f"To go on after a stop: reindex --all --before {before.isoformat()}")
        wanted = waiting(written_since=before)
        if (options["all"] and not options["before"]) or not SearchWord.objects.exists():
            count_anew()
        # In the order of their dates, so that rows of one time lie side by side.
        ids = list(wanted.order_by(F("letter_date").asc(nulls_first=True), "pk").values_list("pk", flat=True))
        done, began = 0, time.monotonic()
        # A group's words are counted beside its first rows: whoever is free takes what is next.
        tasks = (task for group in _cut(ids, _GROUP) for task in _tasks(group))
        for number in _done(tasks, max(1, options["jobs"])):
            if number:
                done += number
                rate = done / (time.monotonic() - began)
                self.stdout.write(f"{done:,} of {len(ids):,} letters, {rate:,.0f} a second")
        with connection.cursor() as cursor:
            cursor.execute("select gin_clean_pending_list('letter_search_all'::regclass)")
            cursor.execute("analyze tracker_lettersearch")
            cursor.execute("analyze tracker_searchword")
        self.stdout.write("Every letter's search row is up to date.")

    def _before(self, options: dict[str, Any]) -> datetime.datetime | None:
        if not options["all"]:
            if options["before"]:
                raise CommandError("--before goes with --all.")
            return None
        if not options["before"]:
            return timezone.now()
        before = parse_datetime(options["before"])
        if before is None:
            raise CommandError("Give --before the time that the command printed, as in 2026-03-02T15:30:00+00:00.")
        return before


def _write(ids: Sequence[int]) -> int:
    """Write the rows of a batch of letters; return how many there are."""
    with transaction.atomic():
        # Held, so that no row is written from what a person is changing at this moment.
        letters = Letter.objects.select_for_update().filter(pk__in=ids).order_by("pk")
        rewrite_rows(list(letters.values_list("pk", flat=True)))
    return len(ids)


def _count(ids: Sequence[int]) -> int:
    """Count the words of a group of letters, no row of which is written by it."""
    count_words(ids)
    return 0


def _tasks(group: Sequence[int]) -> Iterator[_Task]:
    """Return what there is to do for a group of letters, each with the letters that it is done for."""
    yield _count, group
    for batch in _cut(group, _BATCH):
        yield _write, batch


def _done(tasks: Iterable[_Task], jobs: int) -> Iterator[int]:
    """Do the tasks, so many at once, each thread over a connection of its own; yield what each returns, in order."""
    if jobs == 1:
        yield from map(_do, tasks)
        return
    used: list[BaseDatabaseWrapper] = []

    def begin() -> None:
        # One connection for all tasks of a thread: a new one would have to find its way through the buffers anew.
        connection.inc_thread_sharing()
        used.append(connections[DEFAULT_DB_ALIAS])

    try:
        with ThreadPoolExecutor(jobs, initializer=begin) as pool:
            yield from pool.map(_do, tasks)
    finally:
        for each in used:
            each.close()


def _do(task: _Task) -> int:
    work, ids = task
    return work(ids)


def _cut(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
