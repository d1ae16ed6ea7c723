"""One PostgreSQL and one Valkey for the whole run, in a temporary folder that goes with it.

Without DATABASE_URL the controlling process starts the embedded PostgreSQL, before the settings are read; the xdist
workers inherit its address, and pytest-django gives each of them a database of its own. With DATABASE_URL set, that
server is used. In the same way Valkey stands in for CELERY_BROKER_URL, so that a task that is rung for reaches a real
broker; no worker listens there (tests/test_worker.py has its own).
"""

import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest

from tracker import embedded

# A commit that passes goes on passing; `pytest --hypothesis-profile explore` looks for cases that nobody has seen.
hypothesis.settings.register_profile("repeatable", derandomize=True, database=None)
hypothesis.settings.register_profile("explore", max_examples=1_000)
hypothesis.settings.load_profile("repeatable")

# What a crash would lose may be lost here.
POSTGRES_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}

_run = pytest.StashKey[tuple[Path, list[embedded.Server]]]()


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and not config.getoption("help", False):
        _start_servers(config)
    _fit_settings(os.environ.get("PYTEST_XDIST_WORKER", "only"))


def pytest_unconfigure(config: pytest.Config) -> None:
    var, servers = config.stash.get(_run, (None, []))
    for server in reversed(servers):
        server.stop()
    if var is not None:
        shutil.rmtree(var, ignore_errors=True)


def _start_servers(config: pytest.Config) -> None:
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the tests choose the settings and where they look.")
    var = Path(tempfile.mkdtemp(prefix="letterbook-tests-"))
    servers: list[embedded.Server] = []
    config.stash[_run] = (var, servers)
    if not os.environ.get("DATABASE_URL"):
        servers.append(embedded.start_postgres(var, settings=POSTGRES_SETTINGS))
    if not os.environ.get("CELERY_BROKER_URL"):
        servers.append(embedded.start_valkey(var))
    os.environ["LETTERBOOK_VAR"] = str(var)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"


def _fit_settings(worker: str) -> None:
    """Change what differs in tests, before anything has used it."""
    import django
    from django.conf import settings

    settings.MEDIA_ROOT = Path(settings.VAR_DIR) / f"files-{worker}"
    settings.STATIC_ROOT = Path(settings.VAR_DIR) / f"static-{worker}"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Logins in tests need no slow hashing.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Let no test see what another left in the cache."""
    from django.core.cache import cache

    cache.clear()
