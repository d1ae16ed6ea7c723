"""Where an installation keeps its sockets, logs and key, all below its own var folder."""

import contextlib
import hashlib
import os
import re
import secrets
import stat
from pathlib import Path
from urllib.parse import quote

from tracker.embedded.problems import NotOurs

__all__ = ["POSTGRES_PORT", "broker_url", "database_url", "log_dir", "make_socket_dir", "secret_key", "socket_dir"]

# No port is opened; PostgreSQL still names its socket after one.
POSTGRES_PORT = 5432

# Addresses made of these characters mean the same to libpq, to PostgreSQL's lists of folders and in a URL.
_PLAIN_PATH = re.compile(r"[A-Za-z0-9_./+~-]+")


def socket_dir(var_dir: Path) -> Path:
    """Return the folder of both servers' Unix sockets: var/run, or one in /tmp where var's path is long or unusual.

    A socket's path may have about 107 bytes (unix(7)), of which ".s.PGSQL.5432.lock" takes 19.
    """
    wanted = var_dir / "run"
    if len(os.fsencode(wanted)) <= 80 and _PLAIN_PATH.fullmatch(str(wanted)):
        return wanted
    mark = hashlib.sha256(os.fsencode(var_dir)).hexdigest()[:12]
    return Path("/tmp") / f"letterbook-{os.getuid()}-{mark}"


def make_socket_dir(var_dir: Path) -> Path:
    """Make the folder of the sockets, closed to all other users, and return it.

    Whoever can reach the sockets is trusted by both servers, so a folder of somebody else's making is refused.
    """
    folder = socket_dir(var_dir)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or (os.geteuid() != 0 and found.st_uid != os.geteuid()):
        raise NotOurs(f"{folder} belongs to another user. Remove it, or set LETTERBOOK_VAR to a folder of your own.")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)
    return folder


def log_dir(var_dir: Path) -> Path:
    """Return the folder of the logs of everything that `quickstart` runs."""
    return var_dir / "log"


def database_url(var_dir: Path, name: str = "letterbook") -> str:
    """Return the address of a database on the embedded PostgreSQL, in the form that DATABASE_URL takes."""
    return f"postgres://letterbook@{quote(str(socket_dir(var_dir)), safe='')}:{POSTGRES_PORT}/{name}"


def broker_url(var_dir: Path) -> str:
    """Return Celery's address of the embedded Valkey."""
    return f"redis+socket://{socket_dir(var_dir) / 'valkey.sock'}"


def secret_key(var_dir: Path) -> str:
    """Return this installation's own secret key, made on first use and kept in var/secret-key (mode 0600).

    Raises NotOurs when the folder cannot be read or written.
    """
    path = var_dir / "secret-key"
    try:
        with contextlib.suppress(FileNotFoundError):
            return path.read_text()
        var_dir.mkdir(parents=True, exist_ok=True)
        return _new_key(path)
    except OSError as error:
        raise NotOurs(
            f"{error.filename} cannot be used ({error.strerror}). Set LETTERBOOK_VAR to a folder of your own."
        ) from error


def _new_key(path: Path) -> str:
    key = secrets.token_urlsafe(50)
    # Written aside and linked into place, so that a second process never reads half a key.
    aside = path.with_name(f"secret-key.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(key)
    try:
        os.link(aside, path)
    except FileExistsError:
        return path.read_text()
    finally:
        aside.unlink()
    return key
