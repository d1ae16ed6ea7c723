"""What an installation needs before it is of use: tables, static files, reference data, a person with a login.

Each stage does nothing when there is nothing to do, and returns a sentence that says what it did.
"""

import datetime
import hashlib
import secrets
import threading
from io import StringIO
from pathlib import Path
from queue import Empty, SimpleQueue

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tracker import samples
from tracker.models import Agency, AgencyAction, Member, Official, Role, User
from tracker.search import waiting
from tracker.sources import legislators
from tracker.sources.fetch import SourceUnavailable
from tracker.sources.roster import Roster

__all__ = ["Login", "first_admin", "members", "migrate", "records", "search_rows", "static_files"]

# A machine with no way out must not wait long for it: seconds until the address answers, and for the whole download.
ANSWER_WITHIN, DOWNLOAD_WITHIN = 3.0, 20.0


def migrate() -> str:
    """Bring the database's tables up to date."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return "up to date"
    call_command("migrate", verbosity=0, interactive=False)
    return f"{len(plan)} migrations"


def search_rows() -> str:
    """Write the search rows of letters that have none, or that of an earlier version."""
    letters = waiting().count()
    if not letters:
        return "up to date"
    call_command("reindex", stdout=StringIO())
    return f"{letters} letter{'' if letters == 1 else 's'} indexed"


def static_files() -> str:
    """Collect the static files for the web server, unless none has changed since the last time."""
    root = Path(settings.STATIC_ROOT)
    stamp, now = root / ".collected", _static_fingerprint()
    if stamp.is_file() and stamp.read_text() == now:
        return "up to date"
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(now)
    return "collected"


def _static_fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def members(now: datetime.datetime) -> str:
    """Load the members of Congress: all from their public address when it answers, else those of the samples."""
    if count := Member.objects.count():
        return f"{count} members known"
    try:
        found = _roster_from_upstream()
    except SourceUnavailable as unavailable:
        loaded = legislators.load(samples.SAMPLES / "legislators.yaml", now=now)
        return (
            f"{loaded.members} members, from the small roster of the samples, because the full one could not be had "
            f"({unavailable}) Load it with: manage.py import_legislators {legislators.UPSTREAM}"
        )
    loaded = legislators.store(found, now=now)
    return f"{loaded.members} members, from {legislators.UPSTREAM}"


def _roster_from_upstream() -> Roster:
    """Return upstream's roster. Raises SourceUnavailable, also when it takes too long in all."""
    answer: SimpleQueue[Roster | SourceUnavailable] = SimpleQueue()

    def fetch() -> None:
        try:
            answer.put(legislators.read_roster(legislators.UPSTREAM, timeout=ANSWER_WITHIN, tries=1))
        except SourceUnavailable as unavailable:
            answer.put(unavailable)

    # The timeouts of a connection bound each read, not their sum; so the sum is bounded here.
    threading.Thread(target=fetch, daemon=True, name="roster").start()
    try:
        found = answer.get(timeout=DOWNLOAD_WITHIN)
    except Empty:
        raise SourceUnavailable(f"{legislators.UPSTREAM} did not send it within {DOWNLOAD_WITHIN:.0f} s.") from None
    if isinstance(found, SourceUnavailable):
        raise found
    return found


def records() -> str:
    """Load the agencies, officials and Federal Register documents that come with the samples."""
    for model, command, file in (
        (Agency, "import_agencies", "agencies.json"),
        (Official, "import_officials", "officials.csv"),
        (AgencyAction, "import_federal_register", "federal_register.json"),
    ):
        if not model._default_manager.exists():
            # What it says is for whoever calls it by hand.
            call_command(command, str(samples.SAMPLES / file), stdout=StringIO())
    return (
        f"{Agency.objects.count()} agencies, {Official.objects.count()} officials, "
        f"{AgencyAction.objects.count()} Federal Register documents"
    )


class Login:
    """A name and a password that is known only now."""

    def __init__(self, name: str, password: str) -> None:
        self.name, self.password = name, password


def first_admin() -> Login | None:
    """Make an admin with a random password; None when there already is one."""
    if User.objects.filter(role=Role.ADMIN).exists():
        return None
    name = "admin"
    while User.objects.filter(username=name).exists():
        name = f"admin-{secrets.token_hex(2)}"
    password = secrets.token_urlsafe(15)
    User.objects.create_superuser(username=name, email="", password=password, role=Role.ADMIN)
    return Login(name, password)
