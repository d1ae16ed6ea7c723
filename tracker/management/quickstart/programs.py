"""The programs that make an installation: web server, worker and clock, each a process with its log in var/log."""

import os
import shutil
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from tracker.embedded import Process, log_dir

__all__ = ["NoPort", "Place", "beat", "bound_socket", "web", "worker"]

HOST = "127.0.0.1"
_TRIED_PORTS = 50


class NoPort(Exception):
    """No port could be had; the message is a sentence."""


def bound_socket(port: int) -> socket.socket:
    """Return a listening socket on 127.0.0.1, at `port` or the next one that is free.

    It stays open here and is handed to each web server in turn, so that the port is kept when one has to be started
    again, and who comes in between waits instead of being turned away. Raises NoPort.
    """
    for candidate in range(port, min(port + _TRIED_PORTS, 65536)) if port else [0]:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
            listener.listen(256)
        except OSError:
            listener.close()
            continue
        return listener
    raise NoPort(f"No port from {port} on is free on {HOST}. Choose another with --port.")


@dataclass(frozen=True)
class Place:
    """Where an installation lies, and the address at which it answers."""

    base_dir: Path
    var_dir: Path
    origin: str

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the programs: ours, with this place in it. An address that was set stays."""
        path = os.pathsep.join(part for part in (str(self.base_dir), os.environ.get("PYTHONPATH")) if part)
        own = {"LETTERBOOK_VAR": str(self.var_dir), "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}
        return {"LETTERBOOK_ORIGIN": self.origin, **os.environ, **own, "TMPDIR": str(self.temporary)}

    @property
    def temporary(self) -> Path:
        """Where the programs put what they need for a moment: ours, so that what a killed one left can be cleared."""
        return self.var_dir / "tmp"

    def clear_temporary(self) -> None:
        """Make the folder of temporary files, empty. Only before any program runs."""
        shutil.rmtree(self.temporary, ignore_errors=True)
        self.temporary.mkdir(mode=0o700, parents=True)

    def log(self, program: str) -> Path:
        return log_dir(self.var_dir) / f"{program}.log"


def web(place: Place, listener: socket.socket) -> Process:
    """Start gunicorn on the listening socket."""
    argv = [sys.executable, "-m", "gunicorn", "tracker.wsgi:application", "--bind", f"fd://{listener.fileno()}"]
    # Loaded once and then forked: half the memory, half the time to start.
    argv += ["--preload", "--workers", "2", "--threads", "4", "--timeout", "60", "--graceful-timeout", "5"]
    argv += ["--access-logfile", "-", "--no-control-socket"]
    return Process(
        name="The web server",
        argv=argv,
        log=place.log("web"),
        env=place.environment,
        cwd=place.base_dir,
        pass_fds=[listener.fileno()],
        stop_signals=((signal.SIGTERM, 7.0), (signal.SIGQUIT, 2.0)),
        death_signal=signal.SIGQUIT,
    ).start()


def worker(place: Place) -> Process:
    """Start a Celery worker with a process for each processor, four at most."""
    count = min(4, os.cpu_count() or 1)
    argv = [sys.executable, "-m", "celery", "-A", "tracker.celery", "worker", "--loglevel", "INFO"]
    argv += ["--concurrency", str(count), "--hostname", "quickstart@%h", "--without-gossip", "--without-mingle"]
    return Process(
        name="The worker",
        argv=argv,
        log=place.log("worker"),
        env=place.environment,
        cwd=place.base_dir,
        # First it may finish the letter at hand, then it drops it: the ledger knows, and the next start reads it.
        stop_signals=((signal.SIGTERM, 8.0), (signal.SIGQUIT, 3.0)),
        # Its pool's processes are killed by the kernel as soon as it is gone.
        death_signal=signal.SIGKILL,
    ).start()


def beat(place: Place) -> Process:
    """Start Celery's clock, which sends the sweep."""
    argv = [sys.executable, "-m", "celery", "-A", "tracker.celery", "beat", "--loglevel", "INFO", "--pidfile="]
    return Process(
        name="The clock",
        argv=argv,
        log=place.log("beat"),
        env=place.environment,
        cwd=place.base_dir,
        stop_signals=((signal.SIGTERM, 5.0),),
    ).start()
