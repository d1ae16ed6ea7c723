"""`manage.py upload FILE|DIR…`: take letters in, the same way as the desk does."""

import argparse
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker import tasks
from tracker.archive.errors import Refused
from tracker.archive.receive import Received, checked_size, checked_source_url, receive, tidy_name
from tracker.models import Extraction, Letter, Outcome

_OPEN = (Outcome.WAITING, Outcome.RUNNING)


class Command(BaseCommand):
    help = (
        "Take in letters from PDF files; folders are searched for PDFs to any depth. A file that is already here leads "
        "to the letter that it is. One bad file does not stop the others."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="FILE|DIR", help="A PDF, or a folder with PDFs.")
        parser.add_argument("--source-url", default="", help="The web address where the files were published.")
        parser.add_argument("--publish", action="store_true", help="Publish each letter as soon as it is read.")
        parser.add_argument(
            "--reconstruction", action="store_true", help="Mark the letters as set by this project, for demonstration."
        )
        parser.add_argument("--wait", action="store_true", help="Wait until all are read, and show how it goes.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            source_url = checked_source_url(options["source_url"])
        except Refused as error:
            raise CommandError(error.sentence) from error
        letters: list[int] = []
        for path in _files(options["paths"]):
            try:
                received = _receive(path, source_url, options["reconstruction"], options["publish"])
            except Refused as error:
                self._say(f"refused      {_shown(path)}: {error.sentence}")
            except OSError as error:
                self._say(f"not found    {_shown(path)}: {error.strerror or 'it cannot be opened'}.")
            else:
                letters.append(received.letter.pk)
                self._say(_line(received, path))
        if not letters:
            raise CommandError("No file could be received.")
        if options["wait"]:
            self._wait(list(dict.fromkeys(letters)))

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _wait(self, letter_ids: list[int]) -> None:
        """Say a line for each letter as it is done, until all are."""
        left, told = letter_ids, 0
        while True:
            waiting = set(
                Extraction.objects.filter(letter__in=left, outcome__in=_OPEN).values_list("letter_id", flat=True)
            )
            done = [pk for pk in left if pk not in waiting]
            left = sorted(waiting)
            for letter in Letter.objects.filter(pk__in=done).order_by("pk"):
                state = letter.get_reading_state_display().lower()
                about = letter.problem_sentence or letter.title or "no title"
                told += 1
                self._say(f"letter {letter.pk:<5} {state}: {about} ({told} of {len(letter_ids)})")
            if not left:
                return
            time.sleep(0.5)


def _files(paths: Iterable[str]) -> Iterator[Path]:
    """Give each file named, whatever its ending, and the PDFs in each folder named, in the order of their names."""
    for name in paths:
        path = Path(name)
        if not path.is_dir():
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders.sort()
            yield from (Path(folder, file) for file in sorted(files) if file.lower().endswith(".pdf"))


def _receive(path: Path, source_url: str, reconstruction: bool, publish: bool) -> Received:
    size = path.stat().st_size
    if not path.is_file():
        raise Refused("This is not a file.")
    checked_size(size)
    received = receive(
        path.read_bytes(),
        name=path.name,
        by=None,
        now=timezone.now(),
        source_url=source_url,
        reconstruction=reconstruction,
        publish_when_read=publish,
    )
    if received.to_read:
        tasks.process_letter.delay_on_commit(letter_id=received.letter.pk)
    return received


def _line(received: Received, path: Path) -> str:
    letter = received.letter
    state = letter.get_reading_state_display().lower() if received.created else "already here"
    problem = f": {letter.problem_sentence}" if letter.problem_sentence else ""
    return f"letter {letter.pk:<5} {state}  {_shown(path)}{problem}"


def _shown(path: Path) -> str:
    return tidy_name(path.name) or "(a file without a name)"
