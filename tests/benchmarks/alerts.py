"""What alerts and feeds cost: saved searches asked about letters that changed, and the newest letters of a search.

    python -m tests.benchmarks.corpus --letters 100000 --var /tmp/letters
    python -m tests.benchmarks.alerts --var /tmp/letters [--searches 1000 5000] [--letters 1000 10000] [--how new]

The searches are queries of the kinds that the benchmark of search has, none alike. Everything is taken back at the end.
"""

import argparse
import itertools
import os
import statistics
import time
from pathlib import Path

from tests.benchmarks.corpus import SEED, prepare
from tests.benchmarks.search import mix


def keep_all(searches: int) -> None:
    """Keep so many searches, none alike."""
    from django.utils import timezone

    from tracker.models import Cadence, Role, SavedSearch, User

    now = timezone.now()
    owner = User.objects.create(username="alerts", role=Role.STAFFER, email="alerts@example.org")
    SavedSearch.objects.bulk_create(
        SavedSearch(
            owner=owner, name=text, query=text, cadence=Cadence.DAILY, created_at=now, seen_on=timezone.localdate(now)
        )
        for text in different(searches)
    )


def different(number: int) -> list[str]:
    """Return so many queries, none alike, of the kinds that the benchmark of search has."""
    texts: dict[str, None] = {}
    for seed in itertools.count(SEED):
        texts |= dict.fromkeys(asked.text for asked in mix(seed))
        if len(texts) >= number:
            return list(texts)[:number]
    raise AssertionError


# Letters that were public before are asked about twice, as they were and as they are.
CHANGE = {
    "changed": "update tracker_lettersearch set signers = signers + 1 where letter_id in ({})",
    "new": "insert into tracker_letterchange (letter_id, since, published, signers, facets, flags, cites, vector)"
    " select letter_id, clock_timestamp(), false, 0, '{{}}', '{{}}', '{{}}', '' from ({}) as new",
}


def match_all(searches: int, changed: int, how: str) -> None:
    """Ask so many saved searches about so many letters that changed, in batches as alerts do."""
    from django.db import connection
    from django.utils import timezone

    from tracker import alerts
    from tracker.models import AlertMatch, LetterChange

    some = "select letter_id from tracker_lettersearch where published order by md5(letter_id::text) limit %s"
    with connection.cursor() as cursor:
        cursor.execute(CHANGE[how].format(some), [changed])
    assert LetterChange.objects.count() == changed
    began, worked = time.perf_counter(), processor_seconds()
    done = 0
    while number := alerts.match(now=timezone.now()):
        done += number
    seconds, work = time.perf_counter() - began, processor_seconds() - worked
    assert done == changed
    matches = AlertMatch.objects.count()
    print(
        f"{searches:,} searches asked about {done:,} {how} letters: {work:.1f} s of the processors,"
        f" {seconds:.1f} s by the clock, {1e6 * work / searches / done:.1f} µs a search and letter;"
        f" {matches:,} matches, {AlertMatch.objects.filter(known=True).count():,} of them known before",
        flush=True,
    )


def processor_seconds() -> float:
    """Return what this process and its connection's process in PostgreSQL have used of the processors."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (pid,) = cursor.fetchone()
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return time.process_time() + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


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
    parser.add_argument("--searches", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--letters", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--how", nargs="+", default=list(CHANGE), choices=list(CHANGE))
    parser.add_argument("--no-feeds", action="store_true")
    arguments = parser.parse_args()
    server = prepare(arguments.var)
    try:
        from django.core.management import call_command
        from django.db import transaction

        call_command("reindex")
        if not arguments.no_feeds:
            newest_of_all()
        for searches, letters, how in itertools.product(arguments.searches, arguments.letters, arguments.how):
            with transaction.atomic():
                keep_all(searches)
                match_all(searches, letters, how)
                transaction.set_rollback(True)
    finally:
        server.stop()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
