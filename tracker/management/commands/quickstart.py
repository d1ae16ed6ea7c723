"""`manage.py quickstart`: a whole Letterbook on this machine, from nothing, with six sample letters in it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.management.quickstart.installation import Installation, QuickstartProblem
from tracker.management.quickstart.say import Teller, heed_signals


class Command(BaseCommand):
    help = (
        "Start Letterbook on this machine, with six sample letters: database, queue, worker and web server, all in the "
        "folder var (or LETTERBOOK_VAR). Ctrl-C stops all of it; the next start finds everything as it was. With "
        "DATABASE_URL and CELERY_BROKER_URL set, those servers are used instead of the embedded ones."
    )
    # They need no servers, but a second, which the first look at the archive can do without.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8000, help="Port on 127.0.0.1; when it is taken, the next free one. 0: any."
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help=(
                "Go the same way in the same folder (set LETTERBOOK_VAR for a fresh one), compare what was read with "
                "what is known of the samples, ask the web server for their pages, stop, and exit 0 only when all is "
                "right. Where Letterbook already runs, that one is checked."
            ),
        )

    def handle(self, *, port: int, check: bool, **options: Any) -> None:
        if not 0 <= port <= 65535:
            raise CommandError("--port must be between 0 and 65535.")
        heed_signals()
        installation = Installation(Teller(), port=port)
        try:
            if not check:
                installation.run()
                return
            counts = installation.check()
        except QuickstartProblem as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            if check:
                raise CommandError("The check was interrupted.") from None
            return
        self.stdout.write(f"ok: {counts}")
