"""What a search costs, beside SQLite FTS5 and Tantivy, in one run over the same letters.

    python -m tests.benchmarks.corpus --letters 100000 --var /tmp/letters
    python -m tests.benchmarks.search --var /tmp/letters [--only letterbook fts5 tantivy] [--clients 8] [--seconds 30]

Each of 200 queries asks for the first 20 letters with marked words, the count and nine facets. The three engines take
turns, query by query; the second of two rounds counts. FTS5 ranks by bm25 and counts all; Tantivy (pip install tantivy;
left out, and said, where it is not) likewise. Letterbook's figures are those of `tracker.search.search`, with all that
its page of results needs: visibility, names of facets, the letters' own rows, suggestions for misspelt words.
"""

import argparse
import multiprocessing
import os
import random
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.corpus import HEAD, SEED, SERVER, Corpus, prepare

SHOWN = 20
PUBLISHED = """
    select s.letter_id, l.title, coalesce(q.words, ''), coalesce(a.words, ''), t.text, s.facets,
        to_char(l.letter_date, 'YYYYMMDD')::int
    from tracker_lettersearch s join tracker_letter l on l.id = s.letter_id
    join tracker_lettertranscript t on t.letter_id = l.id
    left join lateral (select string_agg(text, ' ') as words from tracker_quotation where letter_id = l.id) q on true
    left join lateral (
        select string_agg(text, ' ') as words from tracker_informationrequest where letter_id = l.id) a on true
    where s.published order by s.letter_date, s.letter_id
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as Letterbook takes it, and its parts for the peers."""

    kind: str
    text: str
    words: tuple[str, ...] = ()
    phrase: str = ""
    part: str = ""
    code: int = 0
    since: int = 0
    until: int = 0


def mix(seed: int = SEED) -> list[Asked]:
    """Return the 200 queries: the same in every run with the same seed."""
    from tracker.search.codes import STATUSES, Kind, code, of_member

    corpus, rng = Corpus(), random.Random(seed)
    common, middling, rare = HEAD[75:330], corpus.words[400:4000], corpus.words[20_000:]
    asked = [Asked("rare", word, (word,)) for word in rng.sample(rare, 30)]
    asked += [Asked("common", " ".join(pair), tuple(pair)) for pair in (rng.sample(common, 2) for _ in range(30))]
    asked += [Asked("common", word, (word,)) for word in rng.sample(common, 15)]
    asked += [
        Asked("middling", f"{a} {b}", (a, b))
        for a, b in zip(rng.sample(middling, 15), rng.sample(common, 15), strict=True)
    ]
    phrases = """national security implications|far reaching consequences|final rule|entity list|staff briefing
        standards setting|health emergency|press reports|export control rules|prompt response""".replace("\n", "|")
    said = [each.strip() for each in phrases.split("|")]
    said += [" ".join(rng.sample(corpus.topics[number], 2)) for number in range(15)]
    asked += [Asked("phrase", f'"{words}"', phrase=words) for words in said]
    for number in range(40):
        word = rng.choice(common)
        match number % 4:
            case 0:
                bioguide = rng.choice(corpus.members)[0]
                asked.append(
                    Asked(
                        "fielded", f"from:{bioguide} {word}", (word,), code=code(Kind.MEMBER, of_member(bioguide) or 0)
                    )
                )
            case 1:
                pk, name, *_ = corpus.agencies[rng.randrange(60)]
                slug = name.lower().replace(" ", "-") + (f"-{pk}" if pk > 15 else "")
                asked.append(Asked("fielded", f"to:{slug} {word}", (word,), code=code(Kind.AGENCY, pk)))
            case 2:
                year = rng.randrange(2008, 2024)
                asked.append(
                    Asked(
                        "fielded",
                        f"{word} date:{year}..{year + 2}",
                        (word,),
                        since=year * 10000,
                        until=(year + 3) * 10000,
                    )
                )
            case _:
                status = code(Kind.STATUS, STATUSES.index("answered") + 1)
                asked.append(Asked("fielded", f"{word} status:answered", (word,), code=status))
    asked += [Asked("fielded", f"quoted:{word}", (word,), part="quoted") for word in rng.sample(common, 10)]
    broad = "secretary department congress agency washington honorable sincerely letter committee public"
    asked += [Asked("broad", word, (word,)) for word in broad.split()]
    names = rng.sample([member[2] for member in corpus.members], 200 - len(asked))
    for name in names:
        at = rng.randrange(1, len(name) - 1)
        slip = (name[:at] + name[at + 1] + name[at] + name[at + 2 :]).lower()
        asked.append(Asked("misspelt", slip, (slip,)))
    return asked


Engine = Callable[[Asked], int]


def letterbook() -> Engine:
    from django.contrib.auth.models import AnonymousUser

    from tracker.search import search

    viewer = AnonymousUser()
    return lambda asked: search(asked.text, viewer).total


def fts5(folder: Path, rows: Callable[[], Iterator[tuple]]) -> Engine:
    """Build, once, a table of letters, one of facets and an FTS5 index of four columns; return how it is asked."""
    path = folder / "fts5.sqlite"
    if not path.exists():
        began = time.monotonic()
        base = sqlite3.connect(path)
        base.executescript(
            "pragma journal_mode = off; pragma synchronous = off;"
            "create table letter (id integer primary key, day integer);"
            "create table facet (letter integer, code integer, primary key (letter, code)) without rowid;"
            "create virtual table words using fts5(title, quoted, asked, body, tokenize = 'porter unicode61');"
        )
        for pk, title, quoted, asked, text, facets, day in rows():
            base.execute("insert into letter values (?, ?)", (pk, day))
            base.executemany("insert into facet values (?, ?)", [(pk, code) for code in facets])
            base.execute(
                "insert into words (rowid, title, quoted, asked, body) values (?, ?, ?, ?, ?)",
                (pk, title, quoted, asked, text),
            )
        base.execute("create index facet_code on facet (code, letter)")
        base.execute("insert into words (words) values ('optimize')")
        base.execute("analyze")
        base.commit()
        print(f"fts5 built in {time.monotonic() - began:.0f} s, {path.stat().st_size / 1e6:,.0f} MB")
    base = sqlite3.connect(path)
    base.execute("pragma mmap_size = 8000000000")
    base.execute("pragma cache_size = -400000")

    def ask(asked: Asked) -> int:
        match = f'"{asked.phrase}"' if asked.phrase else " AND ".join(f'"{word}"' for word in asked.words)
        match = f"{asked.part} : ({match})" if asked.part else match
        where, values = "words match ?", [match]
        if asked.code:
            where += " and words.rowid in (select letter from facet where code = ?)"
            values.append(asked.code)  # type: ignore[arg-type]
        if asked.until:
            where += " and words.rowid in (select id from letter where day >= ? and day < ?)"
            values += [asked.since, asked.until]  # type: ignore[list-item]
        (total,) = base.execute(f"select count(*) from words where {where}", values).fetchone()
        base.execute(
            f"select code, count(*) from facet where letter in (select rowid from words where {where}) group by code",
            values,
        ).fetchall()
        base.execute(
            "select rowid, snippet(words, -1, '[', ']', '…', 30) from words"
            f" where {where} order by bm25(words, 10, 5, 5, 1) limit {SHOWN}",
            values,
        ).fetchall()
        return int(total)

    return ask


def tantivy_engine(folder: Path, rows: Callable[[], Iterator[tuple]]) -> Engine:
    """Build, once, an index of four stemmed fields and the codes as a fast field; return how it is asked."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    # A number of Python's is a signed one to a document that is made without its schema.
    builder.add_integer_field("pk", stored=True)
    for name in ("title", "quoted", "asked"):
        builder.add_text_field(name, tokenizer_name="en_stem")
    builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
    builder.add_integer_field("code", indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    schema = builder.build()
    path = folder / "tantivy"
    if not path.exists():
        began = time.monotonic()
        path.mkdir()
        writer = tantivy.Index(schema, path=str(path)).writer(heap_size=300_000_000, num_threads=1)
        for pk, title, quoted, asked, text, facets, day in rows():
            writer.add_document(
                tantivy.Document(pk=pk, title=title, quoted=quoted, asked=asked, body=text, code=facets, day=day)
            )
        writer.commit()
        writer.wait_merging_threads()
        size = sum(each.stat().st_size for each in path.iterdir())
        print(f"tantivy built in {time.monotonic() - began:.0f} s, {size / 1e6:,.0f} MB")
    index = tantivy.Index(schema, path=str(path))
    index.reload()
    searcher = index.searcher()
    aggregation = {"codes": {"terms": {"field": "code", "size": 3000}}}

    def ask(asked: Asked) -> int:
        text = f'"{asked.phrase}"' if asked.phrase else " ".join(f"+{word}" for word in asked.words)
        fields = [asked.part] if asked.part else ["title", "quoted", "asked", "body"]
        query = index.parse_query(text, fields, field_boosts={"title": 10.0, "quoted": 5.0, "asked": 5.0})
        parts = [(tantivy.Occur.Must, query)]
        if asked.code:
            parts.append((tantivy.Occur.Must, tantivy.Query.term_query(schema, "code", asked.code)))
        if asked.until:
            limits = tantivy.Query.range_query(
                schema, "day", tantivy.FieldType.Integer, asked.since, asked.until, True, False
            )
            parts.append((tantivy.Occur.Must, limits))
        if len(parts) > 1:
            query = tantivy.Query.boolean_query(parts)
        found = searcher.search(query, SHOWN, count=True)
        searcher.aggregate(query, aggregation)
        maker = tantivy.SnippetGenerator.create(searcher, query, schema, "body")
        for _, address in found.hits:
            maker.snippet_from_doc(searcher.doc(address)).to_html()
        return int(found.count or 0)

    return ask


def measure(engines: dict[str, Engine], queries: list[Asked]) -> dict[str, list[float]]:
    """Return the milliseconds of each query of each engine, which take turns."""
    taken: dict[str, list[float]] = {name: [] for name in engines}
    totals: dict[str, list[int]] = {name: [] for name in engines}
    for counts in (False, True):
        for asked in queries:
            for name, ask in engines.items():
                began = time.perf_counter()
                total = ask(asked)
                if counts:
                    taken[name].append((time.perf_counter() - began) * 1000)
                    totals[name].append(total)
    print("\n| engine | median ms | p95 ms | p95 / Letterbook's | letters found |\n| --- | --- | --- | --- | --- |")
    own = _p95(taken["letterbook"]) if "letterbook" in taken else None
    for name, times in taken.items():
        ratio = f"{_p95(times) / own:.2f}" if own else ""
        print(f"| {name} | {statistics.median(times):.1f} | {_p95(times):.1f} | {ratio} | {sum(totals[name]):,} |")
    print("\n| kind | queries | " + " | ".join(f"{name} median, p95" for name in engines) + " |")
    print("| --- |" + " --- |" * (len(engines) + 1))
    for kind in dict.fromkeys(asked.kind for asked in queries):
        places = [place for place, asked in enumerate(queries) if asked.kind == kind]
        cells = [[taken[name][place] for place in places] for name in engines]
        said = " | ".join(f"{statistics.median(cell):.1f}, {_p95(cell):.1f}" for cell in cells)
        print(f"| {kind} | {len(places)} | {said} |")
    if "letterbook" in taken:
        print("\nThe slowest ten of Letterbook:")
        slowest = sorted(
            zip(taken["letterbook"], totals["letterbook"], queries, strict=True), key=lambda each: -each[0]
        )
        for milliseconds, total, asked in slowest[:10]:
            print(f"    {milliseconds:7.1f} ms {total:8,} letters  {asked.kind}: {asked.text}")
    return taken


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def clients(count: int, seconds: float, queries: list[Asked]) -> None:
    """Ask from `count` processes at once for some time; print how many are answered and how fast."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    results = context.Queue()

    def client(number: int) -> None:
        ask, order = letterbook(), list(queries)
        random.Random(number).shuffle(order)
        ask(order[0])
        times, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            began = time.perf_counter()
            ask(order[len(times) % len(order)])
            times.append((time.perf_counter() - began) * 1000)
        results.put(times)

    processes = [context.Process(target=client, args=(number,)) for number in range(count)]
    for process in processes:
        process.start()
    times = [each for _ in processes for each in results.get()]
    for process in processes:
        process.join()
    print(f"\n{count} clients for {seconds:.0f} s: {len(times) / seconds:.0f} queries/s, p95 {_p95(times):.0f} ms")


def sizes() -> None:
    """Print how large the index is beside the text."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select (select sum(octet_length(text)) from tracker_lettertranscript),"
            " pg_total_relation_size('tracker_lettersearch'), pg_relation_size('tracker_lettersearch'),"
            " pg_relation_size('letter_search_all'), pg_total_relation_size('tracker_searchword'),"
            " (select count(*) from tracker_lettersearch)"
        )
        text, everything, rows, index, words, letters = cursor.fetchone()
    print(
        f"{letters:,} letters, {text / 1e6:,.0f} MB of text; search {(everything + words) / text:.2f} times that: "
        f"rows {rows / 1e6:,.0f} MB, index {index / 1e6:,.0f} MB, vectors {(everything - rows - index) / 1e6:,.0f} MB, "
        f"words {words / 1e6:,.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--var", type=Path, required=True, help="The folder that tests.benchmarks.corpus filled.")
    parser.add_argument("--only", nargs="+", default=["letterbook", "fts5", "tantivy"])
    parser.add_argument("--every", type=int, default=1, help="Ask every nth query only, for a quick look.")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=30)
    arguments = parser.parse_args()
    server = prepare(arguments.var)
    try:
        from django.core.management import call_command
        from django.db import connection

        began = time.monotonic()
        call_command("reindex", stdout=open(os.devnull, "w"))  # noqa: SIM115
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; reindex {time.monotonic() - began:.0f} s")
        print(f"the database has {SERVER['shared_buffers']} of buffers")
        with connection.cursor() as cursor:
            cursor.execute("vacuum tracker_lettersearch")
        sizes()

        def rows() -> Iterator[tuple]:
            with connection.connection.cursor("published") as cursor:
                cursor.itersize = 2000
                cursor.execute(PUBLISHED)
                yield from cursor

        def in_transaction() -> Iterator[tuple]:
            from django.db import transaction

            with transaction.atomic():
                yield from rows()

        engines: dict[str, Engine] = {}
        if "letterbook" in arguments.only:
            engines["letterbook"] = letterbook()
        if "fts5" in arguments.only:
            engines["fts5"] = fts5(arguments.var, in_transaction)
        if "tantivy" in arguments.only:
            try:
                engines["tantivy"] = tantivy_engine(arguments.var, in_transaction)
            except ImportError:
                print("Tantivy is not installed, so it is left out: pip install tantivy")
                shutil.rmtree(arguments.var / "tantivy", ignore_errors=True)
        queries = mix()[:: arguments.every]
        measure(engines, queries)
        if arguments.clients:
            clients(arguments.clients, arguments.seconds, queries)
        print(f"load {os.getloadavg()[0]:.1f} at the end")
    finally:
        server.stop()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
