"""Becomes a server: gives up root where asked, asks the kernel for a signal when the parent dies, then execs.

Run by path, with `python -I -S`, so that it starts in some milliseconds and nothing of the project is imported. It is a
process of its own, and not Popen's preexec_fn, because that one may deadlock in a parent with threads.

    launch.py PARENT_PID SIGNAL as-is|namespace|UID:GID PROGRAM [ARGUMENT…]
"""

import ctypes
import os
import signal
import sys

CLONE_NEWUSER = 0x10000000  # unshare(2)
PR_SET_PDEATHSIG = 1  # prctl(2)
NOBODY = 65534


def main() -> None:
    parent, death_signal, identity, *program = sys.argv[1:]
    if identity == "namespace":
        _enter_user_namespace()
    elif identity != "as-is":
        uid, gid = map(int, identity.split(":"))
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    # After the change of user, which would clear it. Elsewhere than on Linux our own death goes unnoticed.
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    if os.getppid() != int(parent):
        sys.exit("the parent is gone")
    # Python ignores these two; an exec'd program would inherit that.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    os.execv(program[0], program)


def _enter_user_namespace() -> None:
    """Stay the same user on disk, but bear the number of "nobody" and have none of root's powers (user_namespaces(7)).

    PostgreSQL refuses to run as root. This works wherever the files lie, below /root too.
    """
    uid, gid = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        sys.exit(f"no user namespace: {os.strerror(ctypes.get_errno())}")
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{NOBODY} {uid} 1"),
        ("gid_map", f"{NOBODY} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(line)


if __name__ == "__main__":
    main()
