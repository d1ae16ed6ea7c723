"""Read letters from PDF files and print what they say; nothing is stored, and no database is needed.

With --json one object a line, as it becomes known, in the order of the files. A file that cannot be read gives a line
with its problem, and the next one is read.
"""

import json
import os
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import connection

from tracker import sandbox
from tracker.archive.registry import DatabaseRegistry
from tracker.management.reading_form import problem_form, reading_form, reading_table
from tracker.reading import Reading, UnreadableFile, read_letter
from tracker.resolving import resolve
from tracker.resolving.records import AgencyRecord, Registry
from tracker.sources.fetch import SourceUnavailable
from tracker.sources.files import registry_from_files


@dataclass(frozen=True)
class _Outcome:
    """What came of one file: a reading, or a problem's code and sentence."""

    file: str
    reading: Reading | None = None
    code: str = ""
    sentence: str = ""


class Command(BaseCommand):
    help = (
        "Read letters from PDF files and print what they say. With --roster and --agencies names are resolved against "
        "those files; without them against the database, if one answers; else not at all."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="Print one JSON object a line.")
        parser.add_argument("--roster", metavar="DIR", help="Upstream's files of members of Congress, or one of them.")
        parser.add_argument("--agencies", metavar="FILE", help="The Federal Register's list of agencies.")
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="Files read at a time.")
        parser.add_argument("--no-ocr", action="store_true", help="Leave pages without a text layer unread.")
        parser.add_argument(
            "--no-sandbox",
            action="store_true",
            help="Read without the child process's limits of time and memory; for files that you trust.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jobs"] < 1:
            raise CommandError("--jobs must be at least 1.")
        if options["no_ocr"] and not options["no_sandbox"]:
            raise CommandError("--no-ocr goes with --no-sandbox: the sandbox always reads scans.")
        registry = self._registry(options["roster"], options["agencies"])
        agencies = {agency.slug: agency for agency in registry.agencies()} if registry else {}
        for outcome in _outcomes(options["files"], options["jobs"], not options["no_ocr"], not options["no_sandbox"]):
            self._show(outcome, registry, agencies, as_json=options["json"])

    def _show(
        self, outcome: _Outcome, registry: Registry | None, agencies: Mapping[str, AgencyRecord], *, as_json: bool
    ) -> None:
        if outcome.reading is None:
            form = problem_form(outcome.file, outcome.code, outcome.sentence)
        else:
            resolved = resolve(outcome.reading, registry) if registry else None
            form = reading_form(outcome.file, outcome.reading, resolved, agencies)
        self.stdout.write(json.dumps(form, ensure_ascii=False) if as_json else reading_table(form))
        self.stdout.flush()

    def _registry(self, roster: str | None, agencies: str | None) -> Registry | None:
        if roster or agencies:
            try:
                return registry_from_files(roster=roster, agencies=agencies)
            except SourceUnavailable as error:
                raise CommandError(str(error)) from error
        try:
            connection.ensure_connection()
            registry = DatabaseRegistry()
            registry.agencies()
        except DatabaseError:
            self.stderr.write("No database answers, and no --roster was given: names stay unresolved.")
            return None
        return registry


def _outcomes(files: list[str], jobs: int, ocr: bool, boxed: bool) -> Iterator[_Outcome]:
    """Read `files`, `jobs` at a time, and yield their outcomes in order as they are known."""
    jobs = min(jobs, len(files))
    if jobs == 1 and not boxed:
        yield from (_read(file, ocr, boxed) for file in files)
        return
    # The sandbox is a process of its own for each file, so that threads suffice to wait for several.
    executor: Executor = ThreadPoolExecutor(jobs) if boxed else ProcessPoolExecutor(jobs)
    with executor:
        yield from executor.map(_read, files, [ocr] * len(files), [boxed] * len(files))


def _read(file: str, ocr: bool, boxed: bool) -> _Outcome:
    try:
        content = Path(file).read_bytes()
    except OSError as error:
        return _Outcome(file, code="unreadable", sentence=f"This file could not be opened: {error.strerror or error}.")
    try:
        return _Outcome(file, sandbox.read(content) if boxed else read_letter(content, ocr=ocr))
    except UnreadableFile as error:
        return _Outcome(file, code=error.code, sentence=str(error))
