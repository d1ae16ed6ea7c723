"""How often the right action is found: a proposed rule stands in for a letter, and its final rule for what followed.

    DJANGO_SETTINGS_MODULE=tracker.settings python -m tests.benchmarks.linking RULES.tsv.gz
        [--pairs N] [--seed N] [--half tuned|held|both] [--show N] [--jobs N]

RULES.tsv.gz is a table of rules and proposed rules (document_id, agency_id, docket_id, document_type, fr_doc_num,
posted_date, withdrawn, title). A pair is a proposed rule and the first rule of its docket after it, at most 36
months later. Only titles are compared, and identifiers are taken out of them first. Left out are pairs
that any search would find (of the stems of both titles together, 40 % or more are shared), dockets that are an
office's catch-all (more than 12 documents), and corrections. What is ranked is every document of the 36 months after
the proposed rule:

BM25               k1 1.2, b 0.75, over all of them
BM25 in agency     the same over those of the proposed rule's agency
letterbook         tracker.linking.candidates.rank, as the site calls it, over those of the agency and the 500 of others
                   that BM25 puts first

The pairs fall into two halves by a hash of their docket: the weights may be set by the one, and the other is reported.
It reports and never asserts.
"""

import argparse
import csv
import datetime
import gzip
import hashlib
import math
import multiprocessing
import random
import re
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import django

django.setup()

from tracker.linking.candidates import rank  # noqa: E402
from tracker.linking.terms import title_stems  # noqa: E402
from tracker.linking.views import ASKED, ActionView, LetterView, Passage  # noqa: E402

WINDOW = datetime.timedelta(days=1096)
MOST_IN_DOCKET = 12
OTHERS = 500
_IDENTIFIER = re.compile(
    r"\b(?:RIN:?\s*)?\d{4}-[A-Z]{2}\d{2}\b|\b[A-Z]{2,}[A-Z0-9]*(?:[-_][A-Z0-9]+){2,}\b|\bFRL-?[\d-]+|\b\d+ FR \d+\b"
    r"|\b(?:docket|case)\s+(?:no|number)s?\.?\s*[\w-]+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z0-9]+")
_CORRECTION = re.compile(r"\bcorrect(?:ion|ing|ed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A row of the table. `stems` are its title's, in order."""

    key: int
    agency: str
    docket: str
    kind: str
    day: datetime.date
    title: str
    stems: tuple[str, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    proposed: Document
    rule: Document


class Archive:
    """The documents by date, with what a search needs."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = sorted(documents, key=lambda each: (each.day, each.key))
        self.days = [each.day for each in self.documents]
        self.by_agency: dict[str, list[int]] = defaultdict(list)
        for place, each in enumerate(self.documents):
            self.by_agency[each.agency].append(place)

    def window(self, day: datetime.date) -> range:
        return range(bisect_right(self.days, day), bisect_right(self.days, day + WINDOW))

    def window_of(self, agency: str, day: datetime.date) -> list[int]:
        places, window = self.by_agency[agency], self.window(day)
        return places[bisect_right(places, window.start - 1) : bisect_right(places, window.stop - 1)]


def read_documents(path: Path) -> list[Document]:
    """Return the table's documents, each once."""
    documents: dict[str, Document] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t")):
            name = row["fr_doc_num"] or row["document_id"]
            if name in documents or row["withdrawn"] == "True" or not row["posted_date"]:
                continue
            title = _IDENTIFIER.sub(" ", row["title"] or "")
            documents[name] = Document(
                key=number,
                agency=row["agency_id"],
                docket=row["docket_id"],
                kind="proposed_rule" if row["document_type"] == "Proposed Rule" else "rule",
                day=datetime.date.fromisoformat(row["posted_date"]),
                title=title,
                stems=title_stems(title),
                number=row["fr_doc_num"],
            )
    return list(documents.values())


def pairs_of(documents: Iterable[Document]) -> list[Pair]:
    """Return the pairs that are hard to find by their titles."""
    dockets: dict[str, list[Document]] = defaultdict(list)
    for each in documents:
        if each.docket:
            dockets[each.docket].append(each)
    pairs = []
    for name in sorted(dockets):
        group = sorted(dockets[name], key=lambda each: each.day)
        if len(group) > MOST_IN_DOCKET or "FRDOC" in name:
            continue
        group = [each for each in group if not _CORRECTION.search(each.title) and len(set(each.stems)) >= 3]
        rules = [each for each in group if each.kind == "rule"]
        for proposed in (each for each in group if each.kind == "proposed_rule"):
            later = [each for each in rules if proposed.day < each.day <= proposed.day + WINDOW]
            if later and _overlap(proposed, later[0]) < 0.4:
                pairs.append(Pair(proposed, later[0]))
    return pairs


def _overlap(one: Document, other: Document) -> float:
    ours, theirs = ({word.removesuffix("s") for word in _WORD.findall(each.title.lower())} for each in (one, other))
    return len(ours & theirs) / max(len(ours | theirs), 1)


def is_held_out(pair: Pair) -> bool:
    return hashlib.sha256(pair.proposed.docket.encode()).digest()[0] % 2 == 1


def bm25(query: Sequence[str], documents: Sequence[Document]) -> list[Document]:
    """Return the documents that share a stem with the query, best first; ties by date."""
    lengths = sum(len(each.stems) for each in documents)
    average = max(lengths / max(len(documents), 1), 1)
    wanted = set(query)
    counts = Counter(stem for each in documents for stem in wanted.intersection(each.stems))
    idf = {stem: math.log(1 + (len(documents) - counts[stem] + 0.5) / (counts[stem] + 0.5)) for stem in wanted}
    found = []
    for each in documents:
        if wanted.isdisjoint(each.stems):
            continue
        norm = 1.2 * (0.25 + 0.75 * len(each.stems) / average)
        often = Counter(stem for stem in each.stems if stem in wanted)
        found.append((-sum(idf[stem] * n * 2.2 / (n + norm) for stem, n in often.items()), each.day, each.key, each))
    return [each[-1] for each in sorted(found, key=lambda each: each[:3])]


def letter_of(document: Document, agencies: dict[str, int]) -> LetterView:
    """Return a letter that says nothing but that there is a proposed rule of this title."""
    text = f"Proposed rule: {document.title}" if document.kind == "proposed_rule" else document.title
    return LetterView(
        date=document.day,
        asks=(Passage(text, 0, ASKED),),
        body=Passage(text, 0),
        agencies=frozenset({agencies[document.agency]}),
    )


def action_of(document: Document, agencies: dict[str, int]) -> ActionView:
    return ActionView(
        key=document.key,
        kind=document.kind,
        title=document.title,
        published=document.day,
        agencies=frozenset({agencies[document.agency]}),
        stems=document.stems,
    )


def places_of(archive: Archive, agencies: dict[str, int], pair: Pair) -> dict[str, tuple[int, list[str]]]:
    """Return at which place (from 1; 0 when nowhere) each method has the pair's rule, and the titles it put first."""
    window = [archive.documents[place] for place in archive.window(pair.proposed.day)]
    own = [archive.documents[place] for place in archive.window_of(pair.proposed.agency, pair.proposed.day)]
    query = pair.proposed.stems
    everywhere = bm25(query, window)
    others = [each for each in everywhere if each.agency != pair.proposed.agency][:OTHERS]
    titles = {each.key: each.title for each in window}
    found = {
        "BM25": [each.key for each in everywhere],
        "BM25 in agency": [each.key for each in bm25(query, own)],
        "letterbook": [
            each.key
            for each in rank(
                letter_of(pair.proposed, agencies), [action_of(document, agencies) for document in (*own, *others)]
            )
        ],
    }
    return {
        name: (
            next((place for place, key in enumerate(keys, 1) if key == pair.rule.key), 0),
            [titles[key] for key in keys[:3]],
        )
        for name, keys in found.items()
    }


_work: Callable[[Pair], dict[str, tuple[int, list[str]]]]


def _run(pair: Pair) -> dict[str, tuple[int, list[str]]]:
    return _work(pair)


def report(label: str, found: Sequence[dict[str, tuple[int, list[str]]]]) -> None:
    print(f"\n{label}: {len(found):,} pairs")
    print(f"| {'':14} | recall@1 | recall@5 | 95 in 100   | recall@20 | MRR   |")
    print("| -------------- | -------- | -------- | ----------- | --------- | ----- |")
    for name in found[0] if found else ():
        places = [each[name][0] for each in found]
        at = {k: sum(0 < place <= k for place in places) / len(places) for k in (1, 5, 20)}
        mrr = sum(1 / place for place in places if place) / len(places)
        low, high = interval([0 < place <= 5 for place in places])
        print(f"| {name:14} | {at[1]:8.3f} | {at[5]:8.3f} | {low:.3f}–{high:.3f} | {at[20]:9.3f} | {mrr:.3f} |")


def interval(found: Sequence[bool], *, times: int = 2000) -> tuple[float, float]:
    """Return between what the share lies in 95 of 100 samples of as many, drawn from these with replacement."""
    rng = random.Random(1)
    shares = sorted(sum(rng.choices(found, k=len(found))) / len(found) for _ in range(times))
    return shares[int(times * 0.025)], shares[int(times * 0.975) - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules", type=Path)
    parser.add_argument("--pairs", type=int, default=0, help="a sample of so many pairs; all by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=("tuned", "held", "both"), default="both")
    parser.add_argument("--show", type=int, default=0, help="print so many of the pairs that were missed")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()

    documents = read_documents(given.rules)
    archive = Archive(documents)
    agencies = {name: number for number, name in enumerate(sorted({each.agency for each in documents}), 1)}
    pairs = pairs_of(documents)
    print(f"{len(documents):,} documents, {len(pairs):,} pairs that are hard to find by their titles.")
    if given.pairs and given.pairs < len(pairs):
        pairs = random.Random(given.seed).sample(pairs, given.pairs)
    halves = {"tuned": [each for each in pairs if not is_held_out(each)], "held": [*filter(is_held_out, pairs)]}

    global _work
    _work = lambda pair: places_of(archive, agencies, pair)  # noqa: E731
    for half in ("tuned", "held") if given.half == "both" else (given.half,):
        begun = time.perf_counter()
        # Forked, so that the archive is read once.
        with multiprocessing.get_context("fork").Pool(given.jobs) as pool:
            found = pool.map(_run, halves[half], chunksize=4)
        report({"tuned": "Weights set by these", "held": "Held out"}[half], found)
        print(f"{time.perf_counter() - begun:.0f} s")
        missed = [
            (pair, each) for pair, each in zip(halves[half], found, strict=True) if not 0 < each["letterbook"][0] <= 5
        ]
        for pair, each in random.Random(given.seed).sample(missed, min(given.show, len(missed))):
            place, first = each["letterbook"]
            print(
                f"\n{pair.proposed.agency} {pair.proposed.docket}, place {place or '–'} "
                f"(BM25 in agency: {each['BM25 in agency'][0]})"
            )
            print(f"  proposed  {pair.proposed.day} {pair.proposed.title[:160]}")
            print(f"  rule      {pair.rule.day} {pair.rule.title[:160]}")
            for title in first:
                print(f"  ranked    {title[:160]}")


if __name__ == "__main__":
    main()
