"""The reader's process: every hostile file ends in its state, in time, and leaves this process as it was."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import hostile
import pytest

from tracker import sandbox
from tracker.reading import errors
from tracker.reading.rows import Reading
from tracker.sandbox import reading, warm


@pytest.mark.parametrize("name", hostile.HOSTILE)
def test_each_hostile_file_ends_in_its_state_within_a_minute(name):
    build, expected = hostile.HOSTILE[name]
    pdf = build()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.monotonic()
    if expected is None:
        assert isinstance(sandbox.read(pdf), Reading)
    else:
        with pytest.raises(errors.UnreadableFile) as caught:
            sandbox.read(pdf)
        assert type(caught.value) is expected
        assert str(caught.value).endswith(".")
    assert time.monotonic() - start < 60
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 100 * 1024, f"the parent grew by {grown} KB"


def test_a_locked_but_open_letter_is_read_like_any_other():
    locked, plain = sandbox.read(hostile.owner_locked()), sandbox.read(hostile.one_page())
    assert locked.transcript.text == plain.transcript.text
    assert "the report that the law requires" in plain.transcript.text
    assert [recipient.name for recipient in plain.recipients] == ["Ada Example"]


def test_pictures_are_written_for_every_page(tmp_path):
    from PIL import Image

    folder = tmp_path / "pictures"
    sandbox.read(hostile.many_pages(3), images_dir=folder)
    assert sorted(path.name for path in folder.iterdir()) == ["1.webp", "2.webp", "3.webp"]
    with Image.open(folder / "1.webp") as picture:
        assert picture.format == "WEBP"
        assert picture.size == (1275, 1650)  # 8.5 by 11 inches at 150 dpi


def test_a_page_without_words_can_still_be_seen(tmp_path):
    with pytest.raises(errors.NoText):
        sandbox.read(hostile.blank_scan(), images_dir=tmp_path)
    assert (tmp_path / "1.webp").exists()


def test_bytes_and_pages_are_limited_with_the_number_said():
    with pytest.raises(errors.TooLarge, match="2 pages"):
        sandbox.read(hostile.many_pages(3), limits=sandbox.Limits(max_pages=2))
    with pytest.raises(errors.TooLarge, match="1 MB"):
        sandbox.read(b"%PDF-" + b"x" * (1 << 20), limits=sandbox.Limits(max_bytes=1 << 20))


def test_time_runs_out_for_a_reader_that_does_not_end():
    start = time.monotonic()
    with pytest.raises(errors.TooCostly):
        sandbox.read(hostile.flate_bomb(), limits=sandbox.Limits(wall_seconds=1.5))
    assert time.monotonic() - start < 10


def test_a_reader_that_waited_for_a_processor_is_not_called_costly(monkeypatch):
    # Of a minute and a half by the clock next to nothing was work; of half a minute a page's OCR may have been.
    assert reading._was_waiting(1.0, 90.0)
    assert not reading._was_waiting(1.0, 30.0)
    assert not reading._was_waiting(50.0, 90.0)
    told = []
    monkeypatch.setattr(reading, "_was_waiting", lambda *seconds: told.append(seconds) or True)
    with pytest.raises(errors.TooBusy):
        sandbox.read(hostile.flate_bomb(), limits=sandbox.Limits(wall_seconds=1.5))
    [(worked, passed)] = told
    assert 0 < worked <= passed


def test_the_heart_beats_and_can_stop_the_reading(monkeypatch):
    monkeypatch.setattr(reading, "BEAT_SECONDS", 0.01)
    beats = []
    sandbox.read(hostile.many_pages(40), on_beat=lambda: beats.append(1))
    assert beats

    class Lost(Exception):
        pass

    def stop() -> None:
        raise Lost

    readers = []
    monkeypatch.setattr(warm.Child, "stop", _noting_the_reader(warm.Child.stop, readers))
    with pytest.raises(Lost):
        sandbox.read(hostile.many_pages(250), on_beat=stop)
    assert len(readers) == 1
    assert not is_there(readers[0])


def _noting_the_reader(stop, readers):
    def noting(child):
        readers.append(child._reader)
        stop(child)

    return noting


def test_a_crashed_reader_is_a_damaged_file_and_a_killed_one_too_costly(monkeypatch):
    for number, expected in ((signal.SIGSEGV, errors.DamagedPDF), (signal.SIGKILL, errors.TooCostly)):
        monkeypatch.setattr(reading, "_run", lambda *_, number=number: -number)
        with pytest.raises(expected):
            sandbox.read(hostile.one_page())


def test_a_fault_of_ours_is_not_called_the_files(monkeypatch, caplog):
    monkeypatch.setattr(reading, "_run", lambda *_: 1)
    with pytest.raises(errors.UnreadableFile) as caught:
        sandbox.read(hostile.one_page())
    assert type(caught.value) is errors.UnreadableFile
    assert "status 1" in caplog.text


CONFINED = """
import os, socket, subprocess, sys
from tracker.reading.confinement import cut_off, limit
cut_off(parent=int(sys.argv[1]))
limit(memory_bytes=800 << 20, file_bytes=1 << 20, cpu_seconds=20)
def refused(act):
    try:
        act()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
print(refused(lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), 1)))
print(refused(lambda: subprocess.run(["/bin/true"])))
print(refused(lambda: os.system("true")))
print(refused(os.fork))
print(refused(lambda: bytearray(900 * 1024 * 1024)))
print(refused(lambda: open("large", "wb").write(b"x" * 3_000_000)))
"""


def test_the_reader_has_no_network_no_programs_and_little_memory(tmp_path):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        done = subprocess.run(
            [sys.executable, "-c", CONFINED, str(os.getpid()), str(server.getsockname()[1])],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PYTHONPATH": str(warm._ROOT), "PATH": os.environ["PATH"]},
            check=False,
        )
    words = done.stdout.split()
    assert words[:5] == ["PermissionError"] * 4 + ["MemoryError"], done.stderr
    # The kernel ends the process, or refuses to write on.
    assert words[5:] == ["OSError"] or done.returncode == -signal.SIGXFSZ


def test_no_secret_reaches_the_child(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://user:secret@host/db")
    assert not any("secret" in value for value in warm.environment().values())


def is_there(pid: int) -> bool:
    """Whether a process of this number runs (one that has ended and was not reaped yet runs no more)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
