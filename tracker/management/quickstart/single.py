"""One `quickstart` for each var folder: the first holds a lock and says where it answers."""

import contextlib
import fcntl
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["Elsewhere", "only_one"]


class Elsewhere(Exception):
    """Another one runs here; the message is a sentence that says where."""

    def __init__(self, pid: int | None, origin: str) -> None:
        self.origin = origin
        where = f" at {origin}/" if origin else " and is still starting"
        whose = f" (process {pid}; Ctrl-C there stops it)" if pid else ""
        super().__init__(f"Letterbook already runs here{where}{whose}.")


@contextlib.contextmanager
def only_one(var_dir: Path) -> Iterator[Callable[[str], None]]:
    """Hold the folder for ourselves; call what is yielded with the address, once there is one. Raises Elsewhere."""
    var_dir.mkdir(parents=True, exist_ok=True)
    with (var_dir / "quickstart.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            try:
                known = json.load(file)
                raise Elsewhere(known["pid"], known["origin"]) from None
            except (ValueError, KeyError):
                raise Elsewhere(None, "") from None

        def announce(origin: str) -> None:
            file.seek(0)
            file.truncate()
            json.dump({"pid": os.getpid(), "origin": origin}, file)
            file.flush()

        announce("")
        try:
            yield announce
        finally:
            file.truncate(0)
