"""`manage.py reread NUMBER… | --all | --needs-person`: have letters read again; what persons said of them stays."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker import tasks
from tracker.archive import review
from tracker.archive.errors import NotAllowed
from tracker.models import Letter, ReadingState


class Command(BaseCommand):
    help = "Have letters read again, after the reader or the registry has changed. What a person decided stays."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", type=int, metavar="NUMBER", help="The number of a letter.")
        parser.add_argument("--all", action="store_true", help="All letters.")
        parser.add_argument("--needs-person", action="store_true", help="Those that could not be read.")

    def handle(self, *args: Any, **options: Any) -> None:
        letters = Letter.objects.order_by("pk")
        if options["numbers"]:
            letters = letters.filter(pk__in=options["numbers"])
            missing = set(options["numbers"]) - set(letters.values_list("pk", flat=True))
            if missing:
                raise CommandError(f"There is no letter {', '.join(map(str, sorted(missing)))}.")
        elif options["needs_person"]:
            letters = letters.filter(reading_state=ReadingState.NEEDS_PERSON)
        elif not options["all"]:
            raise CommandError("Give the numbers of letters, or --all, or --needs-person.")
        asked = 0
        for letter in letters.iterator():
            try:
                review.reread(letter, by=None, now=timezone.now())
            except NotAllowed as error:
                self.stdout.write(f"letter {letter.pk}: {error.sentence}")
                continue
            tasks.process_letter.delay_on_commit(letter_id=letter.pk)
            asked += 1
        self.stdout.write(f"Asked for {asked} letter{'' if asked == 1 else 's'} to be read again.")
