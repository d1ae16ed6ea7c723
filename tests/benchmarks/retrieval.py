"""Measure what linking costs in a large archive; `python -m tests.benchmarks.retrieval --help` names the parts."""

import argparse
import datetime
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.importing import processor_time

__all__ = ["main"]

# A tenth of the actions is made; the database says each of them ten times, on other days.
TIMES = 10
DAY = datetime.timedelta(days=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=1_000_000)
    parser.add_argument("--letters", type=int, default=100_000)
    parser.add_argument("--day", type=int, default=150, help="New actions for which letters are looked through.")
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
    from django.db import connection

    from tests.benchmarks import actions
    from tracker.linking.gather import candidates_for, letter_view
    from tracker.models import Agency, AgencyAction, Letter

    call_command("migrate", verbosity=0)
    if not Agency.objects.exists():
        actions.make_agencies()
    keys = list(Agency.objects.order_by("pk").values_list("pk", flat=True))
    matters = actions.Matters(keys)
    if not AgencyAction.objects.exists():
        made = max(options.actions // TIMES, 1)
        _timed(f"{made:,} actions made", lambda: actions.make_actions(made, matters, keys))
        _timed("their search rows", _index_all)
        _timed(f"said {TIMES} times", lambda: actions.multiply_actions(TIMES))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE tracker_actionsearch, tracker_agencyaction, tracker_agencyaction_agencies")
    if not Letter.objects.exists():
        _timed(f"{options.letters:,} letters made", lambda: actions.add_letters(options.letters, matters, keys))
    letters = list(Letter.objects.order_by("pk")[: options.sample])
    views = [letter_view(letter) for letter in letters]
    for view in views[:10]:
        candidates_for(view)
    spent, sizes = [], []
    worked = processor_time()
    for view in views:
        begun = time.perf_counter()
        found = candidates_for(view)
        spent.append((time.perf_counter() - begun) * 1000)
        sizes.append(len(found))
    _say("candidates for one letter", spent)
    print(f"of the processor: {(processor_time() - worked) * 1000 / len(views):.0f} ms each")
    print(f"candidates: median {statistics.median(sizes):,.0f}, most {max(sizes):,}", flush=True)
    _a_day(options.day, matters, keys)


def _a_day(count: int, matters: Any, keys: list[int]) -> None:
    """Let so many new actions come in, and their letters be found and looked at, as on a day of a running archive.

    There, every letter has been searched wholly before. Here only those are that the actions will reach, which also
    says what a whole search of each costs: that is what the day would cost if none were scored alone.
    """
    from django.db import transaction

    from tests.benchmarks.actions import LAST, NOW, make_actions
    from tracker import linking
    from tracker.archive import relink
    from tracker.models import ActionLink, AgencyAction, Letter, LetterSurroundings

    newest = AgencyAction.objects.order_by("-pk").values_list("pk", flat=True)[0]

    def make() -> list[int]:
        make_actions(count, matters, keys, seed=newest, since=LAST)
        return list(AgencyAction.objects.filter(pk__gt=newest).order_by("pk").values_list("pk", flat=True))

    with transaction.atomic():
        made = make()
        linking.index_actions(made, now=NOW)
        ahead = linking.letters_to_search_again(made)
        transaction.set_rollback(True)

    def search_wholly() -> None:
        for letter in Letter.objects.filter(pk__in=ahead).order_by("pk").iterator(chunk_size=200):
            with transaction.atomic():
                linking.propose_actions(letter, now=NOW)

    LetterSurroundings.objects.all().delete()
    _timed(f"{len(ahead):,} letters searched wholly, before the day", search_wholly)
    linked = ActionLink.objects.count()
    new = make()
    _timed(f"{count} new actions indexed", lambda: linking.index_actions(new, now=NOW))
    found: dict[int, frozenset[int]] = {}
    _timed("their letters found", lambda: found.update(linking.letters_to_search_again(new)))
    bound = sum(not alone for alone in found.values())
    print(f"{len(found):,} of {Letter.objects.count():,} letters are looked at, {bound:,} of them searched wholly")
    _timed("look_forward in all", lambda: relink.look_forward(now=NOW + DAY))
    wholly = LetterSurroundings.objects.filter(counted_at__gt=NOW).count()
    print(f"{wholly:,} were searched wholly; {ActionLink.objects.count() - linked:,} more links stand", flush=True)


def _index_all() -> None:
    from django.db import transaction

    from tests.benchmarks.actions import NOW
    from tracker.linking import index_actions
    from tracker.models import AgencyAction

    with transaction.atomic():
        index_actions(list(AgencyAction.objects.order_by("pk").values_list("pk", flat=True)), now=NOW, waiting=False)


def _timed(what: str, call: Callable[[], object]) -> float:
    begun, worked = time.perf_counter(), processor_time()
    call()
    spent = time.perf_counter() - begun
    print(f"{what}: {spent:.1f} s, of the processor {processor_time() - worked:.1f} s", flush=True)
    return spent


def _say(what: str, spent: list[float]) -> None:
    ordered = sorted(spent)
    p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    print(f"{what}: median {statistics.median(spent):.0f} ms, p95 {p95:.0f} ms over {len(spent)}", flush=True)


if __name__ == "__main__":
    main()
