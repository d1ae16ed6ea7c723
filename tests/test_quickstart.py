"""`manage.py quickstart`: one command, from nothing to a page that can be read, and nothing left behind."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tracker.management.quickstart.programs import NoPort, bound_socket
from tracker.management.quickstart.single import Elsewhere, only_one
from tracker.management.quickstart.supervisor import PAUSES, STEADY, Supervisor

ROOT = Path(__file__).resolve().parent.parent
OK = re.compile(r"ok: 6 letters, (\d+) recipients, (\d+) signers, (\d+) quotations, (\d+) actions linked")

servers = pytest.mark.xdist_group("servers")


@pytest.fixture
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="lb-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def start(var: Path, *arguments: str) -> subprocess.Popen[str]:
    ours = ("DATABASE_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("PYTEST")}
    return subprocess.Popen(
        [sys.executable, "manage.py", "quickstart", *arguments],
        cwd=ROOT,
        env={**kept, "LETTERBOOK_VAR": str(var), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def processes_of(var: Path) -> list[str]:
    """Command lines of all processes that were started for this var folder, by their environment."""
    found = []
    mark = f"LETTERBOOK_VAR={var}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (folder / "cmdline").read_bytes()
            if mark in (folder / "environ").read_bytes().split(b"\0") or str(var).encode() in words:
                found.append(words.replace(b"\0", b" ").decode(errors="replace"))
    return found


def read_until(process: subprocess.Popen[str], words: str) -> str:
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    pytest.fail(f"It ended without saying “{words}”:\n{said}")


@servers
def test_from_nothing_to_six_letters_and_again(var):
    # 1. The check, from nothing.
    checked = start(var, "--check", "--port", "0")
    said, _ = checked.communicate(timeout=300)
    assert checked.returncode == 0, said
    assert OK.fullmatch(said.splitlines()[-1])
    assert "Admin login, shown this once" in said
    assert not processes_of(var)

    # 2. A second start finds everything as it was, and serves it.
    running = start(var, "--port", "0")
    try:
        said = read_until(running, "Letterbook is at")
        assert len(re.findall(r"(?:Tables|Static files) +up to date", said)) == 2
        assert "6 in the archive" in said
        assert "Admin login, shown this once" not in said
        origin = re.search(r"Letterbook is at (http://127\.0\.0\.1:\d+)/", said)[1]
        page = httpx.get(f"{origin}/letters/", trust_env=False, timeout=20)
        assert page.status_code == 200

        # 3. No port but that of the web server, and only on this machine.
        port = int(origin.rsplit(":", 1)[1])
        assert listening_ports(var) == {("127.0.0.1", port)}

        # 4. Another start in the same folder says where it is, and leaves it alone.
        second = start(var)
        said, _ = second.communicate(timeout=60)
        assert second.returncode == 0
        assert f"already runs here at {origin}/" in said

        # 5. What dies is started again.
        (web,) = [
            int(pid.name)
            for pid in Path("/proc").glob("[0-9]*")
            if "gunicorn tracker.wsgi:application --bind fd://" in words_of(pid) and parent_of(pid) == running.pid
        ]
        os.kill(web, signal.SIGKILL)
        read_until(running, "The web server ended (SIGKILL); it is started again in 0.5 s.")
        deadline = time.monotonic() + 30
        while True:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{origin}/letters/", trust_env=False, timeout=20).status_code == 200:
                    break
            assert time.monotonic() < deadline, "The web server did not come back."
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
    assert running.returncode == 0
    assert not processes_of(var)
    assert not list((var / "tmp").iterdir())

    # 6. Killed without a word, it leaves nothing behind either.
    killed = start(var, "--port", "0")
    read_until(killed, "Letterbook is at")
    killed.kill()
    killed.communicate()
    deadline = time.monotonic() + 20
    while (left := processes_of(var)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left


def words_of(pid: Path) -> str:
    with contextlib.suppress(OSError):
        return (pid / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def parent_of(pid: Path) -> int:
    with contextlib.suppress(OSError):
        return int((pid / "stat").read_text().rsplit(")", 1)[1].split()[1])
    return 0


def listening_ports(var: Path) -> set[tuple[str, int]]:
    """Addresses at which any process of this installation listens, from the kernel's own table."""
    inodes = set()
    mark = f"LETTERBOOK_VAR={var}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (folder / "environ").read_bytes().split(b"\0") or str(var) in words_of(folder):
                for descriptor in (folder / "fd").iterdir():
                    with contextlib.suppress(OSError):
                        inodes.add(os.readlink(descriptor))
    found = set()
    for table, width in (("tcp", 8), ("tcp6", 32)):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            address, port = fields[1].split(":")
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes:
                host = ".".join(str(byte) for byte in bytes.fromhex(address)[::-1]) if width == 8 else address
                found.add((host, int(port, 16)))
    return found


@servers
def test_an_unreachable_database_is_one_sentence(var):
    process = subprocess.run(
        [sys.executable, "manage.py", "quickstart", "--check"],
        cwd=ROOT,
        env={**os.environ, "LETTERBOOK_VAR": str(var), "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert process.returncode != 0
    assert "The database does not answer" in process.stderr
    assert "Traceback" not in process.stdout + process.stderr


def test_a_taken_port_gives_the_next():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with bound_socket(port) as listener:
            assert listener.getsockname()[0] == "127.0.0.1"
            assert listener.getsockname()[1] > port


def test_no_port_at_all_is_said():
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", 65535))
        taken.listen()
        with pytest.raises(NoPort, match="Choose another with --port"):
            bound_socket(65535)


def test_the_second_in_a_folder_learns_of_the_first(tmp_path):
    with only_one(tmp_path) as announce:
        with pytest.raises(Elsewhere, match="still starting"), only_one(tmp_path):
            pass
        announce("http://127.0.0.1:8001")
        words = rf"at http://127\.0\.0\.1:8001/ \(process {os.getpid()}"
        with pytest.raises(Elsewhere, match=words), only_one(tmp_path):
            pass
    with only_one(tmp_path):
        assert json.loads((tmp_path / "quickstart.lock").read_text())["origin"] == ""


class Child:
    def __init__(self, log: list[str], name: str) -> None:
        self.log, self.name, self.is_alive, self.ending = log, name, True, "exit code 1"

    def ask_to_stop(self) -> None:
        self.log.append(f"ask {self.name}")

    def stop(self) -> None:
        self.log.append(f"stop {self.name}")


def test_a_child_that_keeps_dying_is_started_again_ever_more_slowly():
    said: list[str] = []
    log: list[str] = []
    time_now = 0.0
    started: list[Child] = []

    def begin() -> Child:
        started.append(Child(log, "worker"))
        return started[-1]

    supervisor = Supervisor(said.append, clock=lambda: time_now)
    supervisor.start("The worker", begin)
    for pause in (*PAUSES, PAUSES[-1]):
        started[-1].is_alive = False
        supervisor.look()
        assert said[-1] == f"The worker ended (exit code 1); it is started again in {pause:g} s."
        count = len(started)
        time_now += pause - 0.01
        supervisor.look()
        assert len(started) == count
        time_now += 0.02
        supervisor.look()
        assert len(started) == count + 1
    # Once it has stayed up for a while, it is trusted again.
    time_now += STEADY + 1
    started[-1].is_alive = False
    supervisor.look()
    assert said[-1].endswith(f"in {PAUSES[0]:g} s.")


def test_programs_are_stopped_before_the_servers_that_they_use():
    log: list[str] = []
    supervisor = Supervisor(log.append)
    for name, is_server in (("postgres", True), ("valkey", True), ("web", False), ("worker", False)):
        supervisor.start(name, lambda name=name: Child(log, name), is_server=is_server)
    supervisor.stop()
    assert log == [
        *("ask worker", "ask web", "stop worker", "stop web"),
        *("ask valkey", "ask postgres", "stop valkey", "stop postgres"),
    ]
