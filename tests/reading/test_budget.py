"""Programs are given a processor's time; the clock ends only what a busy machine does not get to."""

import io
import sys
import time

import pytest
from PIL import Image

from tracker.reading import budget, ocr, pdf
from tracker.reading.budget import Budget, OutOfTime
from tracker.reading.errors import NoText, TooBusy

LOOP = "while True: pass"
WAIT = "import time; time.sleep(60)"
ECHO = "import sys; sys.stdout.write(sys.stdin.read().upper())"

needs_tesseract = pytest.mark.skipif(not ocr.is_available(), reason="no OCR engine is installed")


def run(given: Budget, code: str, text: bytes = b"") -> bytes:
    return given.run([sys.executable, "-S", "-c", code], text, {})


def scan() -> bytes:
    page, buffer = Image.effect_noise((1700, 2200), 120), io.BytesIO()
    page.save(buffer, "PDF", resolution=200)
    return buffer.getvalue()


def test_a_program_gets_what_it_is_given_and_its_time_is_counted():
    given = Budget(20)
    assert run(given, ECHO, b"words " * 50_000) == b"WORDS " * 50_000
    assert 0 < 20 - given.left < 10


def test_a_program_that_fails_has_printed_nothing():
    assert run(Budget(20), "print('half'); raise SystemExit(1)") == b""


def test_work_beyond_the_budget_is_ended_and_nothing_is_left(monkeypatch):
    monkeypatch.setattr(budget, "_PATIENCE", 100.0)  # this machine may be busy
    given = Budget(1)
    with pytest.raises(OutOfTime):
        run(given, LOOP)
    assert given.left <= 0


def test_a_program_that_only_waits_has_not_used_up_its_time(monkeypatch):
    monkeypatch.setattr(budget, "_PATIENCE", 0.02)
    start = time.monotonic()
    with pytest.raises(TooBusy):
        run(Budget(50), WAIT)
    assert time.monotonic() - start < 30


@needs_tesseract
def test_a_scan_that_takes_too_much_work_is_not_called_empty(monkeypatch):
    def spend(given, *_):
        given.left = 0
        raise OutOfTime

    monkeypatch.setattr(Budget, "run", spend)
    with pytest.raises(NoText, match="more time than a letter should need"):
        pdf.pages_of(scan())


@needs_tesseract
def test_a_machine_without_time_is_not_the_scans_fault(monkeypatch):
    monkeypatch.setattr(budget, "_PATIENCE", 0.001)
    with pytest.raises(TooBusy):
        pdf.pages_of(scan())
