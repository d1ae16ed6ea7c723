"""What alerts and feeds cost: saved searches asked about letters that changed, and the newest letters of a search.

    python -m tests.benchmarks.corpus --letters 100000 --var /tmp/letters
    python -m tests.benchmarks.alerts --var /tmp/letters [--searches 1000] [--changed 1000]

The searches are the 200 queries of the benchmark of search, each again with a word that no letter has denied, so that
none are alike. Everything is taken back at the end.
"""

import argparse
import statistics
import time
from pathlib import Path

from tests.benchmarks.corpus import prepare
from tests.benchmarks.search import mix


def match_all(searches: int, changed: int) -> None:
    """Ask so many saved searches about so many letters that changed, in one batch."""
    from django.db import connection
    from django.utils import timezone

    from tracker import alerts
    from tracker.models import AlertMatch, Cadence, LetterChange, Role, SavedSearch, User

    now, queries = timezone.now(), mix()
    owner = User.objects.create(username="alerts", role=Role.STAFFER, email="alerts@example.org")
    texts = [f"{queries[number % 200].text} -absent{number}" for number in range(searches)]
    SavedSearch.objects.bulk_create(
        SavedSearch(
            owner=owner, name=text, query=text, cadence=Cadence.DAILY, created_at=now, seen_on=timezone.localdate(now)
        )
        for text in texts
    )
    with connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(
            "update tracker_lettersearch set signers = signers + 1 where letter_id in"
            " (select letter_id from tracker_lettersearch where published order by md5(letter_id::text) limit %s)",
            [changed],
        )
        print(f"{LetterChange.objects.count():,} letters changed in {time.perf_counter() - began:.2f} s")
    began = time.perf_counter()
    done = alerts.match(now=now, at_once=changed)
    seconds = time.perf_counter() - began
    known = AlertMatch.objects.filter(known=True).count()
    print(
        f"{searches:,} searches asked about {done:,} letters in {seconds:.1f} s,"
        f" {1000 * seconds / searches:.1f} ms a search; {known:,} matches, all known before"
    )
    assert AlertMatch.objects.count() == known


def newest_of_all() -> None:
    """Ask for the first page of each query's feed, the second of two rounds counting."""
    from django.contrib.auth.models import AnonymousUser
    from django.utils import timezone

    from tracker.search import ask

    times = []
    for counts in (False, True):
        for asked in mix():
            began = time.perf_counter()
            ask(asked.text, AnonymousUser(), today=timezone.localdate()).newest(offset=0, limit=51)
            if counts:
                times.append((time.perf_counter() - began, asked.text))
    ordered = sorted(each for each, _ in times)
    print(
        f"feeds of {len(times)} queries: median {1000 * statistics.median(ordered):.1f} ms,"
        f" p95 {1000 * ordered[int(0.95 * len(ordered))]:.1f} ms"
    )
    for seconds, text in sorted(times, reverse=True)[:5]:
        print(f"    {1000 * seconds:7.1f} ms  {text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--var", type=Path, required=True, help="Folder of the letters' database.")
    parser.add_argument("--searches", type=int, default=1000)
    parser.add_argument("--changed", type=int, default=1000)
    arguments = parser.parse_args()
    server = prepare(arguments.var)
    try:
        from django.core.management import call_command
        from django.db import transaction

        call_command("reindex")
        newest_of_all()
        with transaction.atomic():
            match_all(arguments.searches, arguments.changed)
            transaction.set_rollback(True)
    finally:
        server.stop()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
