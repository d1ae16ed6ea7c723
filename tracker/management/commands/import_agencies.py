"""Import agencies in the form of the Federal Register's API."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.sources import agencies
from tracker.sources.fetch import SourceUnavailable


class Command(BaseCommand):
    help = "Import agencies in the form of the Federal Register's API: a file or an address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="?", default=agencies.UPSTREAM, metavar="PATH|URL")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = agencies.load(options["source"])
        except SourceUnavailable as error:
            raise CommandError(str(error)) from error
        for sentence in done.skipped:
            self.stderr.write(sentence)
        self.stdout.write(self.style.SUCCESS(f"Imported {done}."))
