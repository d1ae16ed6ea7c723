"""What the import of a table of rules costs, as a ratio measured in one run.

    python -m tests.benchmarks.importing RULES.tsv.gz [--agencies AGENCIES.json] [--rounds N]

Both sides get an embedded PostgreSQL that nobody else uses. The peer is the least that any import must do: the same
rows, already read and split, sent by COPY straight into an empty table with the same columns and indexes. Then the same
table is imported over itself, which must change nothing. Seconds are printed too, and hold for this machine alone.
"""

import argparse
import datetime
import gzip
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from tracker import embedded


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rules", type=Path)
    parser.add_argument("--agencies", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    var = Path(tempfile.mkdtemp(prefix="letterbook-bench-"))
    os.environ.pop("DATABASE_URL", None)
    os.environ["LETTERBOOK_VAR"] = str(var)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    server = embedded.start_postgres(var)
    try:
        import django

        django.setup()
        measure(options)
    finally:
        server.stop()
        shutil.rmtree(var, ignore_errors=True)


def measure(options: argparse.Namespace) -> None:
    from django.core.management import call_command

    from tracker.models import ActionVersion, AgencyAction
    from tracker.sources.federal_register import documents_in
    from tracker.sources.federal_register_store import store_documents

    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    call_command("migrate", verbosity=0)
    if options.agencies:
        call_command("import_agencies", str(options.agencies), verbosity=0)
    imported, busy, copied, again = [], [], [], []
    for _ in range(options.rounds):
        empty()
        began, worked = time.perf_counter(), processor_time()
        done = store_documents(documents_in(options.rules), now=now)
        imported.append(time.perf_counter() - began)
        busy.append(processor_time() - worked)
        began = time.perf_counter()
        second = store_documents(documents_in(options.rules), now=now)
        again.append(time.perf_counter() - began)
        copied.append(copy_alone())
        versions = ActionVersion.objects.count()
    whole, floor, over = (statistics.median(times) for times in (imported, copied, again))
    with gzip.open(options.rules) as lines:
        rows = sum(1 for _ in lines) - 1
    kept = AgencyAction.objects.count()
    print(f"{rows:,} rows became {kept:,} actions: {done.added:,} new, {done.changed:,} changed")
    print(f"processor time of an import, here and in the database: {statistics.median(busy):.1f} s")
    print(f"imported again: {second.added + second.changed:,} new or changed; {versions:,} earlier versions kept")
    print(f"import / COPY of the same rows with the same indexes: {whole / floor:.2f} ({whole:.1f} s / {floor:.1f} s)")
    print(f"imported again / COPY: {over / floor:.2f} ({over:.1f} s)")


def processor_time() -> float:
    """Return the seconds that this process and its database process have had a processor; Linux says the latter."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def empty() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE tracker_agencyaction, tracker_agencyaction_agencies CASCADE")
        cursor.execute("CHECKPOINT")


def copy_alone() -> float:
    """Return how long the rows take by COPY into a table with the same indexes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_peer")
        cursor.execute("CREATE TABLE bench_peer (LIKE tracker_agencyaction INCLUDING ALL)")
        with cursor.copy("COPY (SELECT * FROM tracker_agencyaction ORDER BY id) TO STDOUT") as out:
            content = b"".join(bytes(part) for part in out)
        cursor.execute("CHECKPOINT")
        began = time.perf_counter()
        with cursor.copy("COPY bench_peer FROM STDIN") as into:
            into.write(content)
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
