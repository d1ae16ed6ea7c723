"""What a process gives up before it touches a byte of a stranger's file: memory beyond a limit, large files, the
network, the starting of any program but Tesseract, and life after its parent's.
"""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

__all__ = ["cut_off", "keep_to_itself", "limit"]

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38


def keep_to_itself() -> None:
    """Let no process of the same user look into this one, or write into it, and let no program that it starts gain
    rights. A process that is forked inherits both.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def cut_off(*, parent: int) -> None:
    """Give up the network and other programs; die when `parent` dies.

    The number of processes is not limited by the kernel, because that limit counts all of the user's: what may be
    started is decided by the audit hook. Each step that a machine does not permit is left out; the hook always holds.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        # A network namespace of one's own has no interface but a loopback that is down. Root may make one; others
        # need a user namespace around it, which some machines forbid.
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    if os.getppid() != parent:
        os._exit(1)
    sys.addaudithook(_forbid)


def limit(*, memory_bytes: int, file_bytes: int, cpu_seconds: int) -> None:
    """Give up memory beyond a limit, large files, many descriptors, and time without end."""
    for which, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NOFILE, 128),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        top = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (top, top))


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse sockets, and every program but Tesseract."""
    if event.startswith("socket."):
        raise PermissionError("The reader has no network.")
    if event == "subprocess.Popen" and Path(os.fsdecode(arguments[0])).name != "tesseract":
        raise PermissionError("The reader starts no programs.")
    if event in ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "pty.spawn"):
        raise PermissionError("The reader starts no programs.")
