"""The reader's process: reads one PDF from standard input, and answers in JSON on standard output.

    python -m tracker.reading.child OPTIONS   (OPTIONS is a JSON object, see Options)

It is started by tracker.sandbox, which watches the clock. Before it touches a byte of the file it gives up what it does
not need: memory beyond a limit, large files, the network, and the starting of any program but Tesseract. It says on
the pipe whose number it was given, a byte at a time, what it is about: "o" for a page that goes to OCR, "p" for a
page's picture written.
"""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import msgspec

from tracker.reading.errors import NoText, TooCostly, UnreadableFile
from tracker.reading.rows import Reading

__all__ = ["Options", "Outcome", "main"]

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the parent hands over: bytes, seconds, pages, and the number of the pipe's file descriptor."""

    parent: int
    pipe: int
    max_pages: int
    memory_bytes: int
    file_bytes: int
    cpu_seconds: int
    images_dir: str | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the parent gets back: a reading, or the code and sentence of an UnreadableFile."""

    reading: Reading | None = None
    code: str = ""
    sentence: str = ""


def main(arguments: list[str]) -> int:
    """Read, and write an Outcome. The exit status is 0 whenever there is one."""
    options = msgspec.json.decode(arguments[0], type=Options)
    confine(options)
    pdf = sys.stdin.buffer.read()
    try:
        outcome = Outcome(reading=_read(pdf, options))
    except UnreadableFile as error:
        outcome = Outcome(code=error.code, sentence=str(error))
    except (MemoryError, RecursionError):
        outcome = Outcome(code=TooCostly.code, sentence=TooCostly.sentence)
    sys.stdout.buffer.write(msgspec.json.encode(outcome))
    sys.stdout.buffer.flush()
    return 0


def _read(pdf: bytes, options: Options) -> Reading:
    # Imported late, so that the limits hold for the libraries as well.
    from tracker.reading.pdf import pages_of
    from tracker.reading.pictures import write_page_pictures
    from tracker.reading.reader import read_pages

    def draw() -> None:
        if options.images_dir is not None:
            write_page_pictures(pdf, Path(options.images_dir), on_page=lambda: _say(options, b"p"))

    try:
        pages = pages_of(pdf, max_pages=options.max_pages, on_ocr=lambda _: _say(options, b"o"))
    except NoText:
        draw()  # A person will have to read the pages instead, and needs to see them.
        raise
    reading = read_pages(pages)
    draw()
    return reading


def _say(options: Options, word: bytes) -> None:
    os.write(options.pipe, word)


def confine(options: Options) -> None:
    """Give up memory, large files, descriptors, the network, and other programs; die when the parent dies.

    The number of processes is not limited by the kernel, because that limit counts all of the user's: what may be
    started is decided by the audit hook. Each step that a machine does not permit is left out; the hook always holds.
    """
    for limit, value in (
        (resource.RLIMIT_AS, options.memory_bytes),
        (resource.RLIMIT_CPU, options.cpu_seconds),
        (resource.RLIMIT_FSIZE, options.file_bytes),
        (resource.RLIMIT_NOFILE, 128),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        top = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (top, top))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        # A network namespace of one's own has no interface but a loopback that is down. Root may make one; others
        # need a user namespace around it, which some machines forbid.
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
        if os.getppid() != options.parent:
            os._exit(1)
    sys.addaudithook(_forbid)


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse sockets, and every program but Tesseract."""
    if event.startswith("socket."):
        raise PermissionError("The reader has no network.")
    if event == "subprocess.Popen" and Path(os.fsdecode(arguments[0])).name != "tesseract":
        raise PermissionError("The reader starts no programs.")
    if event in ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "pty.spawn"):
        raise PermissionError("The reader starts no programs.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
