"""Import the Federal Register’s documents, from files or the API, and have letters looked through for what is new."""

import datetime
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.sources.federal_register import Malformed, documents_in
from tracker.sources.federal_register_api import documents_since, open_client
from tracker.sources.federal_register_store import Stored, store_documents
from tracker.sources.fetch import SourceUnavailable
from tracker.tasks import look_forward

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Import documents of the Federal Register: files or addresses in the API's JSON form (pages, lists or lines; a "
        "table of rules works too; gzipped or not), or, with --since, the API itself."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="*", metavar="FILE|URL")
        parser.add_argument("--since", type=_date, metavar="DATE", help="Ask the API for what was published from DATE.")
        parser.add_argument("--until", type=_date, metavar="DATE", help="… up to DATE; today when not given.")
        parser.add_argument("--agency", default="", metavar="SLUG", help="… by this agency alone.")

    def handle(self, *args: Any, **options: Any) -> None:
        sources, since = options["sources"], options["since"]
        if bool(sources) == bool(since):
            raise CommandError("Give either files or --since DATE.")
        now, stored = timezone.now(), Stored()
        try:
            if since:
                until = options["until"] or timezone.localdate()
                if until < since:
                    raise CommandError("--until lies before --since.")
                with open_client() as client:
                    for page in documents_since(
                        since, until=until, agency=options["agency"], client=client, on_page=self._show_page
                    ):
                        store_documents(page, now=now, stored=stored)
            for source in sources:
                store_documents(self._shown(documents_in(source)), now=now, stored=stored)
        except (SourceUnavailable, Malformed) as error:
            self._finish(stored)
            raise CommandError(f"{error} What came before it is stored.") from error
        self._finish(stored)

    def _finish(self, stored: Stored) -> None:
        """Say what was done, and ring for the letters to be looked through."""
        for sentence in stored.skipped[:SHOWN]:
            self.stderr.write(sentence)
        if len(stored.skipped) > SHOWN:
            self.stderr.write(f"… and {len(stored.skipped) - SHOWN} more were left out.")
        if stored.agencies_unknown:
            self.stdout.write(
                f"Agencies not known by their abbreviation: {', '.join(sorted(stored.agencies_unknown))}."
            )
        if stored.agencies_added:
            self.stdout.write(f"Agencies added: {', '.join(stored.agencies_added)}.")
        if stored.changed_ids:
            look_forward.delay_on_commit()
        self.stdout.write(
            self.style.SUCCESS(
                f"Imported {stored.added} new and {stored.changed} changed documents; {stored.unchanged} unchanged, "
                f"{len(stored.skipped)} left out. Letters are looked through for what is new."
            )
        )

    def _shown(self, raws: Iterable[object]) -> Iterator[object]:
        for number, raw in enumerate(raws, 1):
            if number % 10_000 == 0:
                self.stdout.write(f"{number:,} documents read …")
            yield raw

    def _show_page(self, end: datetime.date, number: int, pages: int) -> None:
        self.stdout.write(f"To {end}: page {number} of {pages}")


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} is not a date; write it as 2020-06-18.") from error
