"""Read a gold set, and write how well it was read: figures, what was left open, the hardest letters. No database.

Without options it sets the project's own gold letters (tests/letters), reads them, and writes var/scorecard/.
"""

import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tracker.management.scorecard.page import page
from tracker.management.scorecard.pages import (
    CannotSet,
    PageSource,
    can_be_set,
    from_folder,
    scanned_from,
    typeset_here,
)
from tracker.management.scorecard.run import read_letters
from tracker.reading.reader import READER_VERSION
from tracker.resolving.records import Registry
from tracker.samples import SAMPLES
from tracker.scorecard import GoldLetter, GoldProblem, Run, card_form, markdown, read_gold, run_of
from tracker.sources.fetch import SourceUnavailable
from tracker.sources.files import registry_from_files

OWN_GOLD = Path(settings.BASE_DIR) / "tests" / "letters"


class Command(BaseCommand):
    help = (
        "Read a set of letters whose facts people wrote down, and write precision and recall of each field, what the "
        "reader left open, and the hardest letters, as JSON and as a page. Needs no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--gold", type=Path, default=OWN_GOLD, metavar="DIR", help="Gold letters; without it, the project's own."
        )
        parser.add_argument("--text", type=Path, metavar="DIR", help="The letters as PDFs with a text layer.")
        parser.add_argument("--scans", type=Path, metavar="DIR", help="The letters as scans.")
        parser.add_argument(
            "--scans-from-text", action="store_true", help="Make scans of the text PDFs, slightly turned and noisy."
        )
        parser.add_argument(
            "--roster", metavar="DIR", help="Members of Congress, as for read_letter; legislators.yaml beside the gold."
        )
        parser.add_argument("--agencies", metavar="FILE", help="The Federal Register's list; without it the samples'.")
        parser.add_argument("--out", type=Path, metavar="DIR", help="Where to write; var/scorecard without it.")
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="Letters read at a time."
        )
        parser.add_argument(
            "--worst", type=int, default=8, metavar="N", help="How many of the hardest letters to show."
        )
        parser.add_argument(
            "--leave-one-out",
            action="store_true",
            help="Look each resolved signer up again with that member out of the roster, and count wrong matches.",
        )
        parser.add_argument("--markdown", action="store_true", help="Print the table as Markdown.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["workers"] < 1 or options["worst"] < 0:
            raise CommandError("--workers must be at least 1, and --worst not less than 0.")
        console = Console(file=sys.stderr, highlight=False)
        try:
            letters = read_gold(options["gold"])
            sources = _sources(letters, options)
            registry = self._registry(options)
        except (GoldProblem, CannotSet, SourceUnavailable) as error:
            raise CommandError(str(error)) from error
        runs = [self._run(console, name, letters, source, registry, options) for name, source in sources]
        gold = "tests/letters" if options["gold"] == OWN_GOLD else str(options["gold"])
        card = card_form(runs, gold=gold, reader_version=READER_VERSION, made=timezone.localdate())
        written = _write(card, options["out"] or Path(settings.VAR_DIR) / "scorecard")
        if options["markdown"]:
            self.stdout.write(markdown(card))
        else:
            _show(Console(file=cast("IO[str]", self.stdout), highlight=False), runs)
        for run in runs:
            for name, sentence in run.problems:
                console.print(f"[yellow]![/] {name} ({run.name}) counts as missed. {sentence}", soft_wrap=True)
            if options["leave_one_out"]:
                _show_left_out(console, run)
        console.print("Written: " + " and ".join(str(path) for path in written), soft_wrap=True)

    def _registry(self, options: dict[str, Any]) -> Registry | None:
        beside = options["gold"] / "legislators.yaml"
        roster = options["roster"] or (beside if beside.is_file() else None)
        if roster is None:
            self.stderr.write("No --roster was given: names of members stay unresolved, which counts as missed.")
        return registry_from_files(roster=roster, agencies=options["agencies"] or SAMPLES / "agencies.json")

    def _run(
        self,
        console: Console,
        name: str,
        letters: list[GoldLetter],
        source: PageSource,
        registry: Registry | None,
        options: dict[str, Any],
    ) -> Run:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task(f"Reading {name}", total=len(letters))
            read = read_letters(
                letters,
                source,
                registry,
                workers=options["workers"],
                on_read=lambda: progress.advance(task),
                leave_one_out=options["leave_one_out"],
            )
        return run_of(name, read, worst=options["worst"])


def _sources(letters: list[GoldLetter], options: dict[str, Any]) -> list[tuple[str, PageSource]]:
    """Return where the pages of each run come from. Raises CommandError or CannotSet with a sentence."""
    for name in ("text", "scans"):
        folder = options[name]
        if folder is not None and not folder.is_dir():
            raise CommandError(f"There is no folder {folder}. Name with --{name} the one that holds the letters' PDFs.")
        if folder is not None and not any((folder / f"{letter.name}.pdf").exists() for letter in letters):
            raise CommandError(
                f"None of the {len(letters)} gold letters lies in {folder}; {letters[0].name}.pdf, for one, does not."
            )
    if options["scans"] and options["scans_from_text"]:
        raise CommandError("Give --scans or --scans-from-text, not both.")
    sources: list[tuple[str, PageSource]] = []
    text: PageSource | None = None
    if options["text"]:
        text = from_folder(options["text"])
    elif all(can_be_set(letter) for letter in letters):
        text = typeset_here() if options["scans_from_text"] or not options["scans"] else None
    if text is not None:
        sources.append(("text", text))
    if options["scans"]:
        sources.append(("scans", from_folder(options["scans"])))
    elif options["scans_from_text"]:
        if text is None:
            raise CommandError("--scans-from-text needs --text: these gold letters cannot be set here.")
        sources.append(("scans", scanned_from(text)))
    if not sources:
        raise CommandError("Give --text or --scans: this gold set has facts, but no letters that can be set here.")
    return sources


def _write(card: dict[str, Any], folder: Path) -> tuple[Path, Path]:
    as_json, as_page = folder / "scorecard.json", folder / "scorecard.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        as_json.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        as_page.write_text(page(card), encoding="utf-8")
    except OSError as error:
        raise CommandError(
            f"{folder} cannot be written to: {error.strerror or error}. Name another with --out."
        ) from error
    return as_json, as_page


def _show(console: Console, runs: list[Run]) -> None:
    for run in runs:
        table = Table(title=f"{run.name}: {run.read} of {run.letters} letters read", title_justify="left")
        table.add_column("field")
        for head in ("P", "R", "F1", "95 % of F1", "found", "wanted"):
            table.add_column(head, justify="right")
        for field, figure in run.fields.items():
            shares = [f"{value:.3f}" for value in (figure.precision, figure.recall, figure.f1)]
            counts = [f"{figure.found:.0f}", f"{figure.wanted:.0f}"]
            table.add_row(field, *shares, f"{figure.low:.3f}–{figure.high:.3f}", *counts)
        console.print(table)
        for one in run.abstained:
            console.print(f"  {one.kind}: {one.count}" + (f" of {one.of}" if one.of else ""))


def _show_left_out(console: Console, run: Run) -> None:
    rows = run.left_out
    wrong = [(letter, row) for letter, row in rows if row.state == "resolved"]
    open_ = sum(row.state == "ambiguous" for _, row in rows)
    share = f" ({len(wrong) / len(rows):.2%})" if rows else ""
    console.print(
        f"{run.name}, each member left out in turn: of {len(rows)} names {len(wrong)}{share} went to somebody else, "
        f"{open_} stayed ambiguous, {len(rows) - len(wrong) - open_} unmatched.",
        soft_wrap=True,
    )
    for letter, row in wrong:
        console.print(f"  {letter}: {row.name}. {row.why}", soft_wrap=True)
