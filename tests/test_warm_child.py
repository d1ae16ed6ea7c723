"""The warm child: one for each caller at a time, replaced when anything is amiss, and gone with its parent."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hostile
import pytest
from test_sandbox import is_there

from tracker import sandbox
from tracker.reading import errors
from tracker.reading.rows import Reading
from tracker.reading.specimen import specimen
from tracker.sandbox import reading, warm

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")


@pytest.fixture(autouse=True)
def _no_child_before_or_after():
    warm._close_idle()
    yield
    warm._close_idle()


def lent() -> tuple[int, int]:
    """Return the process id and the count of files of the child that the next caller is lent."""
    with warm.child() as child:
        return child._process.pid, child.files


def eventually(condition) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end and not condition():
        time.sleep(0.02)
    return condition()


def test_one_child_reads_file_after_file():
    texts = {sandbox.read(hostile.one_page()).transcript.text for _ in range(3)}
    assert len(texts) == 1
    assert lent()[1] == 3


def test_the_specimen_that_warms_is_read_whole():
    read = sandbox.read(specimen())
    assert (read.recipients[0].name, read.signers[0].name) == ("Ada Example", "Grace Sample")
    assert read.date is not None
    assert read.quotations
    assert read.requests
    assert read.citations


def test_a_file_that_cannot_be_read_costs_no_child():
    first = lent()[0]
    with pytest.raises(errors.DamagedPDF):
        sandbox.read(hostile.truncated())
    assert lent()[0] == first


def test_a_child_whose_reader_ran_out_of_time_is_replaced():
    first = lent()[0]
    with pytest.raises(errors.TooCostly):
        sandbox.read(hostile.flate_bomb(), limits=sandbox.Limits(wall_seconds=0.3))
    assert lent()[0] != first
    assert isinstance(sandbox.read(hostile.one_page()), Reading)


def test_a_child_is_replaced_after_so_many_files(monkeypatch):
    monkeypatch.setattr(warm, "MOST_FILES", 2)
    first = lent()[0]
    sandbox.read(hostile.one_page())
    assert lent()[0] == first
    sandbox.read(hostile.one_page())
    assert lent()[0] != first


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_child_that_died_or_hangs_is_replaced_without_a_word_to_the_caller(number, monkeypatch):
    monkeypatch.setattr(warm, "FORK_SECONDS", 0.5)
    sandbox.read(hostile.one_page())
    first = lent()[0]
    os.kill(first, number)
    assert isinstance(sandbox.read(hostile.one_page()), Reading)
    assert lent()[0] != first


def waiting_under(child: int) -> list[int]:
    """Return the process ids of what the child has forked and not yet reaped."""
    return [int(pid) for pid in Path(f"/proc/{child}/task/{child}/children").read_text().split()]


@needs_proc
def test_the_process_for_the_next_file_stands_ready_and_reads_it(monkeypatch):
    sandbox.read(hostile.one_page())
    child = lent()[0]
    assert eventually(lambda: len(waiting_under(child)) == 1)
    [ready] = waiting_under(child)
    readers, start = [], warm.Child.start

    def noting(child, job, descriptors):
        start(child, job, descriptors)
        readers.append(child._reader)

    monkeypatch.setattr(warm.Child, "start", noting)
    for _ in range(2):
        assert isinstance(sandbox.read(hostile.one_page()), Reading)
    assert readers[0] == ready != readers[1]


@needs_proc
def test_a_process_that_is_ended_while_it_waits_is_replaced_without_a_word_to_the_caller():
    sandbox.read(hostile.one_page())
    child = lent()[0]
    assert eventually(lambda: len(waiting_under(child)) == 1)
    [ready] = waiting_under(child)
    os.kill(ready, signal.SIGKILL)
    assert isinstance(sandbox.read(hostile.one_page()), Reading)
    assert lent()[0] == child


@needs_proc
def test_a_process_that_waits_goes_with_its_child():
    sandbox.read(hostile.one_page())
    child = lent()[0]
    assert eventually(lambda: len(waiting_under(child)) == 1)
    [ready] = waiting_under(child)
    warm._close_idle()
    assert eventually(lambda: not is_there(ready))


@needs_proc
def test_a_child_killed_while_it_reads_takes_its_reader_along_and_the_file_is_read_anew(monkeypatch):
    seen, start = [], warm.Child.start

    def killing_the_first(child, job, descriptors):
        start(child, job, descriptors)
        seen.append(child._reader)
        if len(seen) == 1:
            os.kill(child._process.pid, signal.SIGKILL)

    monkeypatch.setattr(warm.Child, "start", killing_the_first)
    assert isinstance(sandbox.read(hostile.many_pages(200)), Reading)
    assert len(seen) == 2
    assert eventually(lambda: not is_there(seen[0]))


def test_a_stop_that_comes_too_late_spoils_no_job():
    sandbox.read(hostile.one_page())
    with warm.child() as child:
        first = child._process.pid
        os.kill(first, signal.SIGSTOP)  # so that it reads the stop and the job at once
        child._connection.sendall(b"stop\n")
    goes_on = threading.Timer(0.3, os.kill, (first, signal.SIGCONT))
    goes_on.start()
    assert isinstance(sandbox.read(hostile.one_page()), Reading)
    goes_on.join()
    assert lent()[0] == first


def test_a_file_that_loses_one_child_after_another_is_given_up(monkeypatch):
    def lose(*_):
        raise warm.ChildLost("Gone.")

    monkeypatch.setattr(reading, "_run", lose)
    with pytest.raises(errors.TooCostly):
        sandbox.read(hostile.one_page())


def test_callers_at_the_same_time_have_a_child_each():
    barrier = threading.Barrier(3)

    def read(_):
        with warm.child() as child:
            barrier.wait(60)
            return child._process.pid

    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(read, range(3)))) == 3


def test_a_child_outlives_the_thread_that_started_it():
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(lambda: (sandbox.read(hostile.one_page()), lent()[0])[1]).result()
    assert isinstance(sandbox.read(hostile.one_page()), Reading)
    assert lent()[0] == first


def test_a_forked_worker_has_a_child_of_its_own():
    sandbox.read(hostile.one_page())
    first = lent()[0]
    pid = os.fork()
    if not pid:
        try:
            ok = isinstance(sandbox.read(hostile.one_page()), Reading) and lent()[0] != first
            warm._close_idle()
        finally:
            os._exit(0 if ok else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert lent()[0] == first
    assert isinstance(sandbox.read(hostile.one_page()), Reading)


PARENT = """
import sys
sys.path.insert(0, "tests")
import hostile
from tracker import sandbox
from tracker.sandbox import warm
with warm.child() as child:
    print(child._process.pid)
start = warm.Child.start
def noted(child, job, descriptors):
    start(child, job, descriptors)
    print(child._reader, flush=True)
warm.Child.start = noted
sandbox.read(hostile.many_pages(300))
"""


@needs_proc
def test_child_and_reader_die_with_a_parent_that_is_killed():
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, cwd=warm._ROOT) as parent:
        pids = [int(parent.stdout.readline()) for _ in range(2)]
        assert all(map(is_there, pids))
        parent.kill()
    assert eventually(lambda: not any(map(is_there, pids)))


SECOND = """
import os, sys
from tracker.reading import child, reader
def poison(pdf, job, say):
    if hasattr(reader, "poisoned"):
        raise SystemExit(9)
    reader.poisoned = True
    return reader.read_letter(pdf)
child._read = poison
raise SystemExit(child.main(sys.argv[1:]))
"""


def test_what_one_file_does_to_its_reader_the_next_file_does_not_meet(monkeypatch):
    popen = subprocess.Popen

    def changed(command, **options):
        return popen([command[0], "-c", SECOND, *command[3:]], **options)

    monkeypatch.setattr(warm.subprocess, "Popen", changed)
    for _ in range(2):
        assert isinstance(sandbox.read(hostile.one_page()), Reading)
    assert lent()[1] == 2
