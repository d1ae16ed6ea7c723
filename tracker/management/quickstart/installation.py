"""One installation from start to stop: servers, stages, programs, samples; said on the terminal as it goes.

The order: 1. the embedded servers (or those that are set), 2. tables, static files and reference data, 3. web server,
worker and clock, 4. the sample letters and what was read of them; then it watches until it is told to stop. `--check`
goes the same way, and ends with the comparison.
"""

import contextlib
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerUnavailable

from tracker.celery import app
from tracker.embedded import EmbeddedProblem, start_postgres, start_valkey
from tracker.management.quickstart import check, programs, report, sample_decisions, sample_letters, stages
from tracker.management.quickstart.say import Teller, deaf
from tracker.management.quickstart.single import Elsewhere, only_one
from tracker.management.quickstart.supervisor import Supervisor
from tracker.models import Letter, Role, User

__all__ = ["Installation", "QuickstartProblem"]

WEB_ANSWERS_WITHIN = 60.0  # seconds
# One letter may take a minute at most; when nothing at all was done for this long, something is wrong.
NOTHING_DONE_FOR = 180.0
DEATHS_AT_START = 3
GLANCE = 0.25  # seconds between two looks at the children


class QuickstartProblem(Exception):
    """What keeps the installation from running, or from being what it should; sentences for a person."""


class Installation:
    """What `manage.py quickstart` runs, in the var folder and on the servers that the settings name."""

    def __init__(self, tell: Teller, *, port: int) -> None:
        self._tell = tell
        self._port = port
        self._var = Path(settings.VAR_DIR)
        self._supervisor = Supervisor(tell.warn)
        self._listener: socket.socket | None = None
        self._origin = ""

    def run(self) -> None:
        """Start everything, and stay until Ctrl-C. Where it already runs, say so. Raises QuickstartProblem."""
        try:
            with only_one(self._var) as announce, self._up(announce):
                self._tell.line(f"\n[bold]Letterbook is at {self._origin}/[/]   Ctrl-C stops it.")
                while True:
                    self._supervisor.look()
                    time.sleep(GLANCE)
        except Elsewhere as elsewhere:
            self._tell.line(str(elsewhere))

    def check(self) -> report.Counts:
        """Start everything, compare what is stored and shown with what is known, and stop.

        Where it already runs, that one is compared and left running. Raises QuickstartProblem, a sentence for each
        thing that is wrong.
        """
        try:
            with only_one(self._var) as announce, self._up(announce):
                return self._compared()
        except Elsewhere as elsewhere:
            self._tell.line(str(elsewhere))
            self._origin = elsewhere.origin
            return self._compared()

    def _compared(self) -> report.Counts:
        letters = list(sample_letters.letters())
        wrong = check.stored_differences(letters) + check.web_differences(letters, self._origin)
        if wrong:
            raise QuickstartProblem("\n".join(wrong))
        return report.count(letters)

    @contextlib.contextmanager
    def _up(self, announce: Callable[[str], None]) -> Iterator[None]:
        """Everything started and the samples read; stopped again however this is left."""
        try:
            try:
                self._servers()
                self._stages()
                self._programs()
                announce(self._origin)
                self._samples()
                self._login()
            except (EmbeddedProblem, programs.NoPort) as problem:
                raise QuickstartProblem(str(problem)) from problem
            except OSError as error:
                raise QuickstartProblem(f"{error.filename or 'A file'}: {error.strerror or error}.") from error
            except OperationalError as error:
                raise QuickstartProblem(f"The database does not answer: {' '.join(str(error).split())}") from error
            connection.close()
            yield
        finally:
            with deaf():
                connection.close()
                self._supervisor.stop()
                if self._listener is not None:
                    self._listener.close()
                self._tell.line("Stopped.")

    def _servers(self) -> None:
        if os.environ.get("DATABASE_URL"):
            with self._tell.step("PostgreSQL") as done, connection.cursor() as cursor:
                cursor.execute("SHOW server_version")
                done(f"that of DATABASE_URL, version {cursor.fetchone()[0]}")
        else:
            with self._tell.step("PostgreSQL") as done:
                self._supervisor.start("PostgreSQL", lambda: start_postgres(self._var), is_server=True)
                done(f"embedded, in {self._var / 'postgres'}")
        if os.environ.get("CELERY_BROKER_URL"):
            with self._tell.step("Broker") as done:
                try:
                    with app.connection_for_write() as line:
                        line.ensure_connection(max_retries=3, interval_start=0.5, timeout=10)
                        done(f"that of CELERY_BROKER_URL, {line.as_uri()}")
                except (BrokerUnavailable, OSError) as error:
                    raise QuickstartProblem(f"The broker of CELERY_BROKER_URL does not answer: {error}") from error
        else:
            with self._tell.step("Valkey") as done:
                self._supervisor.start("Valkey", lambda: start_valkey(self._var), is_server=True)
                done(f"embedded, in {self._var / 'valkey'}")

    def _stages(self) -> None:
        now = timezone.now()
        for name, stage in (
            ("Tables", stages.migrate),
            ("Static files", stages.static_files),
            ("Members of Congress", lambda: stages.members(now)),
            ("Reference data", stages.records),
            ("Search", stages.search_rows),
        ):
            with self._tell.step(name) as done:
                done(stage())

    def _programs(self) -> None:
        self._listener = listener = programs.bound_socket(self._port)
        port = listener.getsockname()[1]
        self._origin = f"http://{programs.HOST}:{port}"
        if self._port not in (0, port):
            self._tell.warn(f"Port {self._port} is taken; {port} is used instead.")
        place = programs.Place(Path(settings.BASE_DIR), self._var, self._origin)
        place.clear_temporary()
        with self._tell.step("Web server") as done:
            self._supervisor.start("The web server", lambda: programs.web(place, listener))
            self._await_web()
            done(f"{self._origin}/  (logs of all programs: {self._var / 'log'})")
        # After the web server, so that on a small machine a reader need not wait for these as well.
        self._supervisor.start("The worker", lambda: programs.worker(place))
        self._supervisor.start("The clock", lambda: programs.beat(place))

    def _await_web(self) -> None:
        deadline = time.monotonic() + WEB_ANSWERS_WITHIN
        with httpx.Client(trust_env=False, timeout=2.0) as client:
            while True:
                self._look()
                with contextlib.suppress(httpx.HTTPError):
                    if client.get(f"{self._origin}/healthz").status_code == 200:
                        return
                if time.monotonic() > deadline:
                    log = self._var / "log" / "web.log"
                    raise QuickstartProblem(
                        f"The web server was not well within {WEB_ANSWERS_WITHIN:.0f} s. See its log, {log}."
                    )
                time.sleep(0.05)

    def _look(self) -> None:
        """Look after the children while we start: one that cannot even start will not do better later."""
        self._supervisor.look()
        if name := self._supervisor.hopeless(DEATHS_AT_START):
            raise QuickstartProblem(f"{name} does not start; its last words stand above.")

    def _samples(self) -> None:
        sent = self._var / "samples-sent"
        if sent.exists() and Letter.objects.exists():
            # What somebody has since removed is not sent again.
            count = 0
        else:
            count = sample_letters.upload(timezone.now())
            sent.touch()
        progress = sample_letters.progress()
        if not count and progress.is_complete:
            sample_decisions.decide(timezone.now())
            self._tell.done("Sample letters", f"{progress.of} in the archive")
            return
        with self._tell.step("Sample letters") as done:
            last, since = progress, time.monotonic()
            while not progress.is_complete:
                self._tell.now(f"{progress.done} of {progress.of} read   {progress.reading}")
                self._look()
                time.sleep(GLANCE)
                progress = sample_letters.progress()
                if progress != last:
                    last, since = progress, time.monotonic()
                elif time.monotonic() - since > NOTHING_DONE_FOR:
                    raise QuickstartProblem(
                        f"Only {progress.done} of {progress.of} sample letters were read, and for "
                        f"{NOTHING_DONE_FOR:.0f} s nothing more happened. "
                        f"See the worker's log, {self._var / 'log' / 'worker.log'}."
                    )
            sample_letters.load_press()
            decided = sample_decisions.decide(timezone.now())
            done(f"{count} sent in, {progress.done} of {progress.of} read, {decided} links accepted as the samples say")
        self._tell.show(report.table(list(sample_letters.letters())))

    def _login(self) -> None:
        # Made last, so that nothing can go wrong between the making and the showing.
        login = stages.first_admin()
        if login is not None:
            self._tell.line(
                f"\nAdmin login, shown this once:  [bold]{login.name}[/]  [bold]{login.password}[/]"
                f"   at {self._origin}/login/"
            )
            return
        admin = User.objects.filter(role=Role.ADMIN).order_by("pk").first()
        if admin is not None:
            self._tell.line(f"A new password for the admin: manage.py changepassword {admin.username}")
