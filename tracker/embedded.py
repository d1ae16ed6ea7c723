"""The embedded PostgreSQL and broker of `quickstart`: where they live, how they are started, watched and stopped.

Imports no Django, so that the settings may ask it for the addresses.
"""

import hashlib
import os
import secrets
from pathlib import Path

__all__ = ["broker_url", "secret_key", "socket_dir"]


def socket_dir(var_dir: Path) -> Path:
    """Return the folder of both servers' Unix sockets: var/run, or a short one in /tmp where var's path is too long.

    A socket's path may have about 107 bytes (unix(7)), of which ".s.PGSQL.5432.lock" takes 19.
    """
    wanted = var_dir / "run"
    if len(os.fsencode(wanted)) <= 80:
        return wanted
    mark = hashlib.sha256(os.fsencode(var_dir)).hexdigest()[:12]
    return Path("/tmp") / f"letterbook-{os.getuid()}-{mark}"


def broker_url(var_dir: Path) -> str:
    """Return Celery's address of the embedded Valkey."""
    return f"redis+socket://{socket_dir(var_dir) / 'valkey.sock'}"


def secret_key(var_dir: Path) -> str:
    """Return this installation's own secret key, made on first use and kept in var/secret-key (mode 0600)."""
    path = var_dir / "secret-key"
    try:
        return path.read_text()
    except FileNotFoundError:
        var_dir.mkdir(parents=True, exist_ok=True)
        key = secrets.token_urlsafe(50)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text()
        with os.fdopen(handle, "w") as file:
            file.write(key)
        return key
