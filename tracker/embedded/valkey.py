"""The embedded broker: Valkey on a Unix socket, with its append-only file in var/valkey."""

import os
import signal
import socket
from collections.abc import Mapping
from pathlib import Path

from tracker.embedded.binaries import valkey_binary
from tracker.embedded.places import log_dir, make_socket_dir
from tracker.embedded.process import Process
from tracker.embedded.server import Server, start_or_attach

__all__ = ["start_valkey"]

_SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    # What was queued survives a crash but for the last second; the ledger and its sweep make up for that.
    "appendonly": "yes",
    "appendfsync": "everysec",
    "save": "",
    "maxmemory-policy": "noeviction",
    "daemonize": "no",
}


def start_valkey(var_dir: Path, *, settings: Mapping[str, str] | None = None, seconds: float = 30.0) -> Server:
    """Start Valkey with its data in `var_dir`/valkey, or attach to the one that runs there. Raises EmbeddedProblem."""
    data = var_dir / "valkey"
    address = make_socket_dir(var_dir) / "valkey.sock"

    def launch(lock: int) -> Process:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        address.unlink(missing_ok=True)
        options = {**_SETTINGS, "unixsocket": str(address), "dir": str(data), **(settings or {})}
        argv: list[str | Path] = [valkey_binary()]
        for name, value in options.items():
            argv += [f"--{name}", value]
        return Process(
            name="Valkey",
            argv=argv,
            log=log_dir(var_dir) / "valkey.log",
            env={**os.environ, "LC_ALL": "C"},
            cwd=Path("/"),
            pass_fds=[lock],
            stop_signals=((signal.SIGTERM, 10.0),),
        ).start()

    return start_or_attach(
        name="Valkey", lock=var_dir / "valkey.lock", launch=launch, answers=lambda: _answers(address), seconds=seconds
    )


def _answers(address: Path) -> bool:
    """Return whether PING is answered with PONG; while it still loads its data it answers with an error."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2.0)
            line.connect(str(address))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
    except OSError:
        return False
