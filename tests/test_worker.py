"""A real worker process reads letters that reach it through a real broker, also when the one before it was killed."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from tracker import embedded, tasks
from tracker.archive.receive import receive
from tracker.celery import app
from tracker.models import EventKind, Extraction, Letter, Outcome, ReadingState
from tracker.samples import SAMPLES

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.xdist_group("servers")

# A worker that has shown no sign of life for this long has lost its letter; quick, so that the test is.
LEASE = {
    "LETTERBOOK_BEAT_SECONDS": "0.5",
    "LETTERBOOK_LEASE_SECONDS": "3",
    "LETTERBOOK_RING_AGAIN_SECONDS": "2",
    "LETTERBOOK_SWEEP_SECONDS": "1",
}


class Station:
    """Worker and clock as processes of their own, on the test's database, with a broker of their own."""

    def __init__(self, var: Path) -> None:
        database = connection.settings_dict
        host = database["HOST"].replace("/", "%2F")
        who = f"{database['USER']}:{database['PASSWORD']}".rstrip(":")
        self.var = var
        self.broker = embedded.start_valkey(var)
        self.broker_url = embedded.broker_url(var)
        self.processes: list[embedded.Process] = []
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST")},
            **LEASE,
            "LETTERBOOK_VAR": str(var),
            "TMPDIR": str(var),  # What a killed worker leaves goes with it.
            "DATABASE_URL": f"postgres://{who}@{host}:{database['PORT'] or 5432}/{database['NAME']}",
            "CELERY_BROKER_URL": self.broker_url,
        }

    def start(self, *arguments: str) -> embedded.Process:
        argv = [sys.executable, "-m", "celery", "-A", "tracker.celery", *arguments]
        process = embedded.Process(
            name=arguments[0],
            argv=argv,
            log=self.var / "log" / f"{arguments[0]}.log",
            env=self.env,
            cwd=ROOT,
            stop_signals=((signal.SIGTERM, 10.0), (signal.SIGQUIT, 5.0)),
        )
        self.processes.append(process.start())
        return process

    def start_worker(self) -> embedded.Process:
        return self.start("worker", "--concurrency", "1", "--loglevel", "INFO", "--without-gossip", "--without-mingle")

    def start_clock(self) -> embedded.Process:
        return self.start("beat", "--pidfile=", "--loglevel", "INFO")

    def ring(self, letter: Letter) -> None:
        with app.connection_for_write(self.broker_url) as line:
            tasks.process_letter.apply_async(kwargs={"letter_id": letter.pk}, connection=line)

    def last_words(self) -> str:
        return "\n".join(f"{process.name}: {process.last_words(12)}" for process in self.processes)

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.stop()
        self.broker.stop()


@pytest.fixture
def station(transactional_db, settings) -> Iterator[Station]:
    with tempfile.TemporaryDirectory(prefix="lb-") as folder:
        settings.MEDIA_ROOT = Path(folder) / "files"
        station = Station(Path(folder))
        yield station
        station.stop()


def received(name: str) -> Letter:
    return receive((SAMPLES / name).read_bytes(), name=name, by=None, now=timezone.now()).letter


def wait_for(met: Callable[[], bool], station: Station, *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not met():
        if time.monotonic() > deadline:
            pytest.fail(f"Not within {seconds} s. {list(Extraction.objects.values())}\n{station.last_words()}")
        time.sleep(0.02)


def is_read(letter: Letter) -> bool:
    return Letter.objects.filter(pk=letter.pk, reading_state=ReadingState.READ).exists()


def test_a_worker_reads_a_letter_that_is_rung_for(station):
    station.start_worker()
    letter = received("2020-04-14-5g-standards.pdf")
    station.ring(letter)
    wait_for(lambda: is_read(letter), station, seconds=60)

    run = letter.extractions.get()
    assert (run.outcome, run.attempt) == (Outcome.READ, 1)
    assert str(Letter.objects.get(pk=letter.pk).letter_date) == "2020-04-14"
    assert letter.signatures.count() == 6
    assert all(page.image and page.words for page in letter.pages.all())


def test_the_clock_rings_for_a_letter_whose_call_was_lost(station):
    letter = received("2020-04-14-5g-standards.pdf")
    station.start_worker()
    station.start_clock()
    wait_for(lambda: is_read(letter), station, seconds=60)
    assert letter.extractions.get().attempt == 1


def test_a_letter_whose_worker_is_killed_is_read_once_by_the_next(station):
    # The scan, because recognizing its words takes long enough to be in the midst of it.
    letter = received("2010-04-08-inspectors-general.pdf")
    killed = station.start_worker()
    station.ring(letter)
    wait_for(lambda: letter.extractions.filter(outcome=Outcome.RUNNING).exists(), station, seconds=60)
    time.sleep(0.3)
    os.kill(killed.popen.pid, signal.SIGKILL)
    killed.popen.wait()
    time.sleep(0.5)
    assert letter.extractions.get().outcome == Outcome.RUNNING, "It was killed too late to be in the midst of it."

    began = time.monotonic()
    station.start_worker()
    station.start_clock()
    wait_for(lambda: is_read(letter), station, seconds=60)
    assert time.monotonic() - began < 60

    run = letter.extractions.get()
    assert (run.outcome, run.attempt) == (Outcome.READ, 2)
    first = {
        "pages": list(letter.pages.values_list("number", flat=True)),
        "recipients": list(letter.recipients.values_list("pk", flat=True)),
        "signatures": list(letter.signatures.values_list("pk", flat=True)),
    }
    assert first["pages"] == [1]
    assert len(first["signatures"]) == 2
    # The call that the killed worker had taken may come back later: nothing is read a second time.
    station.ring(letter)
    time.sleep(3)
    assert letter.extractions.get() == run
    assert list(letter.signatures.values_list("pk", flat=True)) == first["signatures"]
    assert letter.events.filter(kind=EventKind.READ).count() == 1
