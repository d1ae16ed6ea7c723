"""Import post holders from a table."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.sources import officials
from tracker.sources.fetch import SourceUnavailable


class Command(BaseCommand):
    help = (
        "Import post holders from a CSV: cabinet turnover, or name,title,agency,start,end,acting; a path or an address."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="PATH|URL")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = officials.load(options["source"])
        except SourceUnavailable as error:
            raise CommandError(str(error)) from error
        for sentence in done.skipped:
            self.stderr.write(sentence)
        self.stdout.write(self.style.SUCCESS(f"Imported {done}."))
