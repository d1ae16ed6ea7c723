"""`manage.py reindex [--all [--before TIME]]`: write the rows by which letters are found, while the site runs."""

import argparse
import datetime
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tracker.models import Letter, LetterSearch, SearchWord
from tracker.search.document import VERSION, index_many, waiting

_BATCH = 500


class Command(BaseCommand):
    help = (
        "Write the search rows of letters that have none or an old one. Each batch is a transaction of its own: the "
        "command can be stopped at any time and given again."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="All letters, also those whose row is up to date.")
        parser.add_argument("--before", help="With --all, to go on where it was stopped: the time that it printed.")

    def handle(self, *args: Any, **options: Any) -> None:
        before = self._before(options)
        if before:
            self.stdout.write(f"To go on after a stop: reindex --all --before {before.isoformat()}")
        wanted = waiting(written_since=before)
        # Words are counted from the beginning when all letters are written, and are else only added to.
        recount = not LetterSearch.objects.filter(version=VERSION).exists() or (
            options["all"] and not options["before"]
        )
        if recount and options["all"]:
            SearchWord.objects.update(seen=0)
        in_all, done, began = wanted.count(), 0, time.monotonic()
        for ids in _batches(wanted):
            with transaction.atomic():
                # Held, so that no row is written from what a person is changing at this moment.
                held = list(
                    Letter.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True)
                )
                index_many(held, recount_words=recount, is_change=False)
            done += len(ids)
            seconds = time.monotonic() - began
            self.stdout.write(f"{done:,} of {in_all:,} letters, {done / seconds:,.0f} a second")
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


def _batches(wanted: Any) -> Any:
    """Give the ids of letters in the order of their dates, so that rows of one time lie side by side."""
    date, pk = None, 0
    first = True
    while True:
        rest = wanted.order_by(F("letter_date").asc(nulls_first=True), "pk")
        if not first:
            later = Q(letter_date=date, pk__gt=pk) if date else Q(letter_date__isnull=True, pk__gt=pk)
            rest = rest.filter(later | (Q(letter_date__gt=date) if date else Q(letter_date__isnull=False)))
        batch = list(rest.values_list("pk", "letter_date")[:_BATCH])
        if not batch:
            return
        first, (pk, date) = False, batch[-1]
        yield [number for number, _ in batch]
