"""The reader's process, kept warm: it has everything imported, and forks a fresh process for each file, ahead of time.

    python -m tracker.reading.child SOCKET PARENT   (the number of an open socket's descriptor, and the parent's id)

It is started by tracker.sandbox. Itself it never touches a byte of a file: what a file does to the process that reads
it ends with that process, and the next file meets the same clean copy. That copy is made before its file comes: it
reads a letter of our own, so that it need no longer share the memory that reading writes to, and waits. The two sides
speak in lines:

    parent: a Job in JSON, with four descriptors: the file, the answer, the complaint, and the pipe for progress
    child:  started PID              in a process group of its own
            ended STATUS KILOBYTES MILLISECONDS   when it has ended: its exit status (negative: a signal), the most
                                     memory it had, and a processor's time that it and what it waited for took
    parent: stop                     (at any time between) ends it now

The process that reads confines itself first (see confinement), answers with an Outcome in MessagePack, and says on the
pipe, a byte at a time, what it is about: "o" for a page that goes to OCR, "p" for a page's picture written.
"""

import contextlib
import gc
import os
import select
import signal
import socket
import sys
import traceback
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from tracker.reading.confinement import cut_off, keep_to_itself, limit
from tracker.reading.errors import NoText, TooCostly, UnreadableFile
from tracker.reading.rows import Reading

__all__ = ["Job", "Outcome", "main"]

_LOOK_SECONDS = 1.0  # how often to see whether the parent is still there
_TAKE_SECONDS = 4.0  # for a process that is getting ready, on a busy machine, to take its file


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What one file may cost (bytes, seconds, pages), where scratch files go, and where pictures go, if anywhere."""

    max_pages: int
    memory_bytes: int
    file_bytes: int
    cpu_seconds: int
    folder: str
    images_dir: str | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the parent gets back: a reading, or the code and sentence of an UnreadableFile.

    The pages' lines stay behind: their words are in the transcript, and to send them twice takes time.
    """

    reading: Reading | None = None
    code: str = ""
    sentence: str = ""


def main(arguments: list[str]) -> int:
    """Serve the parent until it closes the socket or dies."""
    keep_to_itself()
    connection = socket.socket(fileno=int(arguments[0]))
    _warm_up()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the parent is gone
        _Server(connection, int(arguments[1])).serve()
    return 0


def _warm_up() -> None:
    """Import, compile and look up what every reading needs, by reading a letter of our own."""
    from PIL import Image

    from tracker.reading import ocr

    _read_specimen()
    ocr.is_available()
    Image.init()
    # What is there now stays for good; a collection in a fork would only copy its pages.
    gc.collect()
    gc.freeze()


def _read_specimen() -> None:
    from tracker.reading.reader import read_letter
    from tracker.reading.specimen import specimen

    read_letter(specimen(), ocr=False)


class _Server:
    """Takes one job after another, and hands each to a process of its own."""

    def __init__(self, connection: socket.socket, parent: int) -> None:
        self._connection = connection
        self._parent = parent

    def serve(self) -> None:
        reader = self._fork()
        try:
            while (job := self._next_job()) is not None:
                if not reader.is_handed(*job):
                    reader.end()  # somebody has ended it, or halted it, while it waited
                    reader = self._fork()
                    if not reader.is_handed(*job):
                        return  # the parent starts another child
                for descriptor in job[1]:
                    os.close(descriptor)
                self._connection.sendall(b"started %d\n" % reader.pid)
                self._wait(reader.line.fileno())
                self._connection.sendall(b"ended %d %d %d\n" % reader.end())
                reader = self._fork()
        finally:
            reader.end()

    def _fork(self) -> "_Reader":
        ours, theirs = socket.socketpair()
        own = os.getpid()
        pid = os.fork()
        if not pid:
            self._connection.close()
            ours.close()
            _become_reader(theirs, own)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.setpgid(pid, pid)  # both sides do it, so that it is done before either goes on
        theirs.close()
        ours.settimeout(_TAKE_SECONDS)
        return _Reader(pid, ours)

    def _next_job(self) -> tuple[bytes, list[int]] | None:
        """Return the next job's line with its descriptors, or None when the parent is gone."""
        while self._wait():
            line, descriptors = _received(self._connection)
            if not line:
                return None
            # A stop that came too late stands before the job or by itself: what it was to stop has ended.
            if job := line.rpartition(b"stop\n")[2]:
                return job, descriptors
        return None

    def _wait(self, *others: int) -> bool:
        """Wait until the parent says something, or one of `others` does; False when the parent is gone."""
        while os.getppid() == self._parent:
            ready, _, _ = select.select([self._connection.fileno(), *others], [], [], _LOOK_SECONDS)
            if ready:
                return True
        return False


def _received(connection: socket.socket) -> tuple[bytes, list[int]]:
    """Return the next line with the descriptors that came with it; no line when the other side is gone."""
    line, descriptors = b"", list[int]()
    while not line.endswith(b"\n"):
        said, received, _, _ = socket.recv_fds(connection, 65_536, 8)
        descriptors.extend(received)
        line += said
        if not said:
            return b"", descriptors
    for descriptor in descriptors:
        os.set_inheritable(descriptor, False)
    return line, descriptors


@dataclass(frozen=True, slots=True)
class _Reader:
    """A process that waits for a file or reads one; the end of its `line` closes when it is gone."""

    pid: int
    line: socket.socket

    def is_handed(self, job: bytes, descriptors: list[int]) -> bool:
        """Hand the job over, and return whether somebody has taken it."""
        try:
            socket.send_fds(self.line, [job], descriptors)
            return bool(self.line.recv(1))
        except OSError:
            return False

    def end(self) -> tuple[int, int, int]:
        """Kill the process and all that it started, and reap it; return its exit status, memory and time.

        It is killed before it is reaped: until then its number is nobody else's.
        """
        self.line.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        _, status, usage = os.wait4(self.pid, 0)
        scale = 1024 if sys.platform == "darwin" else 1
        milliseconds = round(1000 * (usage.ru_utime + usage.ru_stime))
        return os.waitstatus_to_exitcode(status), usage.ru_maxrss // scale, milliseconds


def _become_reader(line: socket.socket, parent: int) -> None:
    """Make ready, read the file of the job that comes, and end. The exit status is 0 whenever there is an Outcome."""
    status = 1
    try:
        os.setpgid(0, 0)
        cut_off(parent=parent)
        _read_specimen()
        said, descriptors = _received(line)
        if said:
            line.sendall(b"t")  # taken: from here on the file may be what ends this process
            job = msgspec.json.decode(said, type=Job)
            *standard, pipe = descriptors
            for number, descriptor in enumerate(standard):
                os.dup2(descriptor, number)
                os.close(descriptor)
            os.chdir(job.folder)
            os.environ.update(HOME=job.folder, TMPDIR=job.folder)
            limit(memory_bytes=job.memory_bytes, file_bytes=job.file_bytes, cpu_seconds=job.cpu_seconds)
            _answer(job, pipe)
            status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _answer(job: Job, pipe: int) -> None:
    with open(0, "rb", closefd=False) as file:
        pdf = file.read()
    try:
        outcome = Outcome(reading=_read(pdf, job, pipe))
    except UnreadableFile as error:
        outcome = Outcome(code=error.code, sentence=str(error))
    except (MemoryError, RecursionError):
        outcome = Outcome(code=TooCostly.code, sentence=TooCostly.sentence)
    with open(1, "wb", closefd=False) as file:
        file.write(msgspec.msgpack.encode(outcome))


def _read(pdf: bytes, job: Job, pipe: int) -> Reading:
    # Imported late: most who import this module want its types only.
    from tracker.reading.pdf import pages_of
    from tracker.reading.pictures import write_page_pictures
    from tracker.reading.reader import read_pages

    def say(word: bytes) -> None:
        os.write(pipe, word)

    def draw() -> None:
        if job.images_dir is not None:
            write_page_pictures(pdf, Path(job.images_dir), on_page=lambda: say(b"p"))

    try:
        pages = pages_of(pdf, max_pages=job.max_pages, on_ocr=lambda _: say(b"o"))
    except NoText:
        draw()  # A person will have to read the pages instead, and needs to see them.
        raise
    reading = read_pages(pages)
    draw()
    return replace(reading, pages=tuple(replace(page, lines=()) for page in reading.pages))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
