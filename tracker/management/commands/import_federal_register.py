"""Import the Federal Register’s documents, from files or the API, and have letters looked through for what is new."""

import datetime
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.management.progress import Progress
from tracker.models import Agency, Feed, RunState, SyncRun, SyncWindow
from tracker.sources import problems, sync, texts
from tracker.sources.federal_register import Malformed, documents_in
from tracker.sources.federal_register_api import TYPES, FederalRegister, Page
from tracker.sources.federal_register_store import Stored, store_documents
from tracker.sources.fetch import SourceUnavailable
from tracker.sources.polite import Caller, open_client
from tracker.tasks import look_forward

SHOWN = 20
HEARTBEAT_EVERY = 5000


class Command(BaseCommand):
    help = (
        "Import documents of the Federal Register: files or addresses in the API's JSON form (pages, lists or lines; a "
        "table of rules works too; gzipped or not), or, with --since, the API itself."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="*", metavar="FILE|URL")
        parser.add_argument("--since", type=_date, metavar="DATE", help="Ask the API for what was published from DATE.")
        parser.add_argument("--until", type=_date, metavar="DATE", help="… up to DATE; the last issue when not given.")
        parser.add_argument("--agency", default="", metavar="SLUG", help="… by this agency alone.")
        parser.add_argument(
            "--type", action="append", default=[], choices=sorted(TYPES), dest="kinds", help="… of this type alone."
        )
        parser.add_argument("--fresh", action="store_true", help="… also what has not changed since it was stored.")
        parser.add_argument("--resume", action="store_true", help="Go on with the last sync that was not finished.")
        parser.add_argument("--inspection", action="store_true", help="Take what is on public inspection today, too.")
        parser.add_argument(
            "--text", nargs="?", type=int, const=texts.AT_ONCE, metavar="MANY", help="Fetch full texts near letters."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        sources, since, resume = options["sources"], options["since"], options["resume"]
        asks = bool(since) or resume
        if sources and (asks or options["inspection"] or options["text"]):
            raise CommandError("Give either files, or what to ask the API for, not both.")
        if since and resume:
            raise CommandError("--resume goes on with what was asked before: leave --since away.")
        if not (sources or asks or options["inspection"] or options["text"]):
            raise CommandError("Give files, --since DATE, --resume, --inspection or --text.")
        self.progress = Progress(sys.stderr)
        self.verbosity = options["verbosity"]
        try:
            with sync.one_at_a_time():
                stored = Stored()
                sentences = self._import_files(sources, stored) if sources else self._ask(options, stored)
        except sync.Busy as busy:
            raise CommandError(str(busy)) from busy
        self._finish(stored)
        if sentences:
            raise CommandError(" ".join([*sentences, "What came before it is stored."]))

    def _import_files(self, sources: list[str], stored: Stored) -> list[str]:
        for source in sources:
            now = timezone.now()
            run = SyncRun.objects.create(
                feed=Feed.FILE,
                name=source[:600],
                state=RunState.RUNNING,
                asked_at=now,
                started_at=now,
                heartbeat_at=now,
            )
            done = Stored()
            try:
                store_documents(self._beating(run, documents_in(source)), now=now, stored=done)
            except (SourceUnavailable, Malformed) as error:
                run.sentence = str(error)[:500]
            problems.note(Feed.FILE, done.problems, now=timezone.now())
            problems.solve_documents(Feed.FILE, since=now, now=timezone.now())
            run.state = RunState.INCOMPLETE if run.sentence else RunState.FINISHED
            run.added, run.changed = done.added, done.changed
            run.unchanged, run.skipped = done.unchanged, len(done.skipped)
            run.heartbeat_at = run.finished_at = timezone.now()
            run.save()
            _add(stored, done)
            if run.sentence:
                return [run.sentence]
        return []

    def _ask(self, options: dict[str, Any], stored: Stored) -> list[str]:
        """Ask the API for what the options say, and return the sentences of what failed."""
        sentences = []
        with open_client() as client:
            upstream = FederalRegister(Caller(client))
            if options["since"] or options["resume"]:
                run = self._run(options)
                done = sync.carry_out(
                    run, upstream, clock=timezone.now, on_step=self._show_page, fresh=options["fresh"]
                )
                self.progress.close()
                _add(stored, done)
                sentences.append(run.sentence)
            if options["inspection"]:
                run, done = sync.look_at_inspection(upstream, clock=timezone.now)
                _add(stored, done)
                sentences.append(run.sentence)
            if options["text"]:
                run, had = texts.fetch_texts(upstream.caller, clock=timezone.now, limit=options["text"])
                stored.changed_ids += had
                self.stdout.write(f"Full texts of {len(had)} actions were had; {run.skipped} were not.")
                sentences.append(run.sentence)
        return [sentence for sentence in sentences if sentence]

    def _run(self, options: dict[str, Any]) -> SyncRun:
        if options["resume"]:
            run = sync.to_resume()
            if run is None:
                raise CommandError("Every sync was finished: there is nothing to resume.")
            return run
        now = timezone.now()
        last = sync.last_full_day(timezone.localtime(now))
        until = min(options["until"] or last, last)
        if until < options["since"]:
            raise CommandError(f"--until lies before --since; the last issue that is out is that of {last}.")
        agency = options["agency"]
        if agency and Agency.objects.exists() and not Agency.objects.filter(slug=agency).exists():
            raise CommandError(f"No agency is known as {agency}. The names are those of import_agencies.")
        return sync.start(options["since"], until, now=now, agency=agency, kinds=options["kinds"])

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

    def _beating(self, run: SyncRun, raws: Iterable[object]) -> Iterator[object]:
        for number, raw in enumerate(raws, 1):
            if number % HEARTBEAT_EVERY == 0:
                SyncRun.objects.filter(pk=run.pk).update(heartbeat_at=timezone.now())
            if number % 10_000 == 0 and self.verbosity:
                self.stdout.write(f"{number:,} documents read …")
            yield raw

    def _show_page(self, run: SyncRun, window: SyncWindow, page: Page) -> None:
        if not self.verbosity or run.since is None or run.until is None:
            return
        first = min(run.since, window.start)
        days = (run.until - first).days + 1
        within = ((window.end - window.start).days + 1) * page.number / page.pages
        note = f"to {window.end}, page {page.number} of {page.pages}"
        self.progress.show((window.start - first).days + within, days, note)


def _add(total: Stored, part: Stored) -> None:
    total.added += part.added
    total.changed += part.changed
    total.unchanged += part.unchanged
    total.changed_ids += part.changed_ids
    total.skipped += part.skipped
    total.agencies_added += part.agencies_added
    total.agencies_unknown |= part.agencies_unknown


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} is not a date; write it as 2020-06-18.") from error
