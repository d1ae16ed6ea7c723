"""Import members of Congress and committees from upstream's files."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.sources import legislators
from tracker.sources.fetch import SourceUnavailable


class Command(BaseCommand):
    help = (
        "Import members of Congress, their terms and committees in the form of unitedstates/congress-legislators: "
        "a file, a folder, or an address (one file, or a folder ending in /)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="?", default=legislators.UPSTREAM, metavar="PATH|URL")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = legislators.load(options["source"], now=timezone.now())
        except SourceUnavailable as error:
            raise CommandError(str(error)) from error
        for sentence in done.skipped[:20]:
            self.stderr.write(sentence)
        if len(done.skipped) > 20:
            self.stderr.write(f"… and {len(done.skipped) - 20} more rows were left out.")
        for sentence in done.notes:
            self.stdout.write(sentence)
        self.stdout.write(self.style.SUCCESS(f"Imported {done}."))
