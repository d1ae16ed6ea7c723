"""Import agency actions that no register publishes from a table, and propose links anew where they may change."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.archive import other_actions
from tracker.sources.action_table import TEMPLATE, read_table
from tracker.tasks import look_forward

SHOWN = 50


class Command(BaseCommand):
    help = (
        "Import press releases, testimony, guidance, court filings and other actions from a CSV file. A row that is "
        "here already, by its key or else its address, is brought up to date."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE")
        parser.add_argument("--check", action="store_true", help="Say what would be done, and do nothing.")
        parser.add_argument("--template", action="store_true", help="Write an empty table to fill in.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            self.stdout.write(TEMPLATE, ending="")
            return
        if not options["file"]:
            raise CommandError("Give a file, or --template.")
        path = Path(options["file"])
        try:
            table = read_table(path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        if table.problem:
            raise CommandError(f"{path.name}: {table.problem}")
        if options["check"]:
            done = other_actions.plan(table)
        else:
            done, keys = other_actions.store(table, by=None, now=timezone.now(), name=path.name)
            if keys:
                look_forward.delay_on_commit()
        for _, sentence in done.wrong[:SHOWN]:
            self.stderr.write(sentence)
        if len(done.wrong) > SHOWN:
            self.stderr.write(f"… and {len(done.wrong) - SHOWN} more rows are wrong.")
        verb = "Would import" if options["check"] else "Imported"
        self.stdout.write(
            self.style.SUCCESS(
                f"{verb} {len(done.new)} new and {len(done.changed)} changed actions; {len(done.unchanged)} unchanged, "
                f"{len(done.wrong)} left out."
            )
        )
