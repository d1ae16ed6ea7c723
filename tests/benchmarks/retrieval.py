"""Measure what linking costs in a large archive; `python -m tests.benchmarks.retrieval --help` names the parts."""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

__all__ = ["main"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=1_000_000)
    parser.add_argument("--letters", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=60, help="Letters whose candidates are timed.")
    parser.add_argument("--var", type=Path, help="A folder that keeps the database for a second run.")
    options = parser.parse_args()
    var = options.var or Path(tempfile.mkdtemp(prefix="letterbook-bench-"))
    from tracker import embedded

    os.environ["LETTERBOOK_VAR"] = str(var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    server = embedded.start_postgres(var, settings={"shared_buffers": "256MB", "max_wal_size": "8GB"})
    try:
        import django

        django.setup()
        _run(options)
    finally:
        server.stop()


def _run(options: argparse.Namespace) -> None:
    from django.core.management import call_command

    from tests.benchmarks import actions
    from tracker.linking.gather import letter_view, pool_for
    from tracker.models import ActionSearch, Agency, AgencyAction, Letter

    call_command("migrate", verbosity=0)
    if not Agency.objects.exists():
        actions.make_agencies()
    keys = list(Agency.objects.order_by("pk").values_list("pk", flat=True))
    matters = actions.Matters(keys)
    if not AgencyAction.objects.exists():
        _timed(f"{options.actions:,} actions made", lambda: actions.make_actions(options.actions, matters, keys))
    if not Letter.objects.exists():
        _timed(f"{options.letters:,} letters made", lambda: actions.add_letters(options.letters, matters, keys))
    if not ActionSearch.objects.exists():
        _timed("search rows of the actions", _index_all)
    letters = list(Letter.objects.order_by("pk")[: options.sample])
    views = [letter_view(letter) for letter in letters]
    for view in views[:10]:
        pool_for(view)
    spent, sizes = [], []
    for view in views:
        begun = time.perf_counter()
        pool = pool_for(view)
        spent.append((time.perf_counter() - begun) * 1000)
        sizes.append(len(pool.actions))
    _say("candidates for one letter", spent)
    print(f"candidates: median {statistics.median(sizes):,.0f}, most {max(sizes):,}")


def _index_all() -> None:
    from django.db import connection, transaction

    from tests.benchmarks.actions import NOW, without_indexes
    from tracker.linking import index_actions
    from tracker.models import ActionSearch, ActionWaiting, AgencyAction

    keys = list(AgencyAction.objects.order_by("pk").values_list("pk", flat=True))
    # The rows of an action are found by its index, so that one stays.
    with transaction.atomic(), without_indexes(ActionSearch, but="action_id"):
        index_actions(keys, now=NOW, waiting=False)
    ActionWaiting.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE tracker_actionsearch")


def _timed(what: str, call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    spent = time.perf_counter() - begun
    print(f"{what}: {spent:.1f} s", flush=True)
    return spent


def _say(what: str, spent: list[float]) -> None:
    ordered = sorted(spent)
    p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    print(f"{what}: median {statistics.median(spent):.0f} ms, p95 {p95:.0f} ms over {len(spent)}", flush=True)


if __name__ == "__main__":
    main()
