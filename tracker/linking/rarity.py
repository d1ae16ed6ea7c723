"""How rare a term is: over many years of rules, in the prose of abstracts, and among the candidates for one letter.

`title_terms.tsv` counts in how many titles of some 126,000 rules and proposed rules (1971–2023) a stem stands,
`abstract_terms.tsv` in how many of some 700 abstracts; what is not listed stands in fewer than the last number. Both
are counted anew by

    DJANGO_SETTINGS_MODULE=tracker.settings python -m tracker.linking.rarity RULES.tsv.gz DOCUMENTS.json.gz
"""

import csv
import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from pathlib import Path

from tracker.linking.surroundings import NOTHING, Counts, Surroundings
from tracker.linking.terms import terms_of

__all__ = ["Rarity", "Statistics"]

_TITLES, _ABSTRACTS = (Path(__file__).with_name(name) for name in ("title_terms.tsv", "abstract_terms.tsv"))
# From so many candidates on, half of a term's rarity is taken from among them.
_HALF_TRUST = 300
# Among the candidates a stem may be rarer than in the long run, by this much at most.
_RARER = 0.25
NO_AGENCIES: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Statistics:
    """The whole archive: how many actions it has, and in how many of their titles each stem stands."""

    number: int
    counts: Mapping[str, int]


class Rarity:
    """From 0 (in every title) to 1 (in a single one), for a stem in an action of these agencies.

    The inverse document frequency of BM25 over its greatest value, mixed from three: over the archive (or, without
    its statistics, over the rules of fifty years), among all candidates, and among those of the same agencies. Among
    few candidates the long record counts, among many their own vocabulary: "tolerance" is rare in rules, and says
    nothing among those on pesticides.
    """

    def __init__(
        self,
        documents: Iterable[Collection[str]],
        agencies: Iterable[frozenset[int]] | None = None,
        *,
        statistics: Statistics | None = None,
        among: Surroundings = NOTHING,
    ) -> None:
        """Count the stems of each document, given once each, beside what was counted before; `agencies` are the
        documents', in the same order."""
        self._statistics = statistics
        self._everywhere = _Counted(among.titles)
        self._by_agencies: dict[frozenset[int], _Counted] = defaultdict(_Counted)
        self._by_agencies.update({agencies: _Counted(counts) for agencies, counts in among.by_agencies.items()})
        for stems, theirs in zip(documents, agencies or repeat(NO_AGENCIES), strict=False):
            self._everywhere.add(stems)
            if theirs:
                self._by_agencies[theirs].add(stems)
        self._known: dict[tuple[frozenset[int], str], float] = {}

    def __getitem__(self, stem: str) -> float:
        return self.of(stem)

    def of(self, stem: str, agencies: frozenset[int] = NO_AGENCIES) -> float:
        key = (agencies, stem)
        if key not in self._known:
            long_run = self.long_run(stem)
            mixed = self._everywhere.mixed_with(long_run, stem, most=long_run + _RARER)
            if agencies in self._by_agencies:
                mixed = self._by_agencies[agencies].mixed_with(mixed, stem, most=long_run + _RARER)
            self._known[key] = mixed
        return self._known[key]

    def counted(self) -> tuple[Counts, dict[frozenset[int], Counts]]:
        """Return what has been counted: over all documents, and over those of each set of agencies."""
        return self._everywhere.counts_now(), {key: each.counts_now() for key, each in self._by_agencies.items()}

    def at_most(self, stem: str) -> float:
        """Return how rare it can be at most, whatever the candidates and their agencies."""
        return min(self.long_run(stem) + _RARER, 1.0)

    def long_run(self, stem: str) -> float:
        """Return how rare it is over the archive, whatever the agencies."""
        if self._statistics is None or self._statistics.number < _HALF_TRUST:
            return _long_run(stem)
        in_titles = _share(self._statistics.counts.get(stem, 0), self._statistics.number)
        return min(in_titles, _in_prose(stem))


class _Counted:
    """In how many documents each stem stands."""

    def __init__(self, before: Counts = NOTHING.titles) -> None:
        self.number = before.number
        self.counts: Counter[str] = Counter(before.having)

    def counts_now(self) -> Counts:
        return Counts(self.number, self.counts)

    def add(self, stems: Collection[str]) -> None:
        self.number += 1
        self.counts.update(stems)

    def mixed_with(self, before: float, stem: str, *, most: float) -> float:
        trust = self.number / (self.number + _HALF_TRUST)
        return (1 - trust) * before + trust * min(_share(self.counts[stem], self.number), most)


def _share(count: int, number: int) -> float:
    if number < 2:
        return 1.0
    count = min(max(count, 1), number)
    greatest = math.log(1 + (number - 0.5) / 1.5)
    return math.log(1 + (number - count + 0.5) / (count + 0.5)) / greatest


@lru_cache(maxsize=100_000)
def _long_run(stem: str) -> float:
    """Return how rare a stem is in titles or in abstracts, whichever has it oftener."""
    titles, _ = _record()
    return min(_share(titles[1].get(stem, 5), titles[0]), _in_prose(stem))


def _in_prose(stem: str) -> float:
    # A thousand abstracts cannot tell a rare word from a very rare one; they tell the words of all prose.
    _, abstracts = _record()
    return _share(max(abstracts[1].get(stem, 0), 1), abstracts[0])


@lru_cache(maxsize=1)
def _record() -> tuple[tuple[int, dict[str, int]], tuple[int, dict[str, int]]]:
    return _table(_TITLES), _table(_ABSTRACTS)


def _table(path: Path) -> tuple[int, dict[str, int]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    counts = dict(line.split("\t") for line in lines[1:])
    return int(lines[0].split("\t")[1]), {stem: int(count) for stem, count in counts.items()}


def _count(texts: dict[str, str], path: Path, *, least: int) -> None:
    counts = Counter(stem for text in texts.values() for stem in terms_of(text))
    lines = [f"documents\t{len(texts)}"]
    lines += [f"{stem}\t{count}" for stem, count in counts.most_common() if count >= least]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(texts):,} texts, {len(lines) - 1:,} stems listed.")


def _count_anew(rules: Path, documents: Path) -> None:
    """Count a table of rules (fr_doc_num, title), each document once, and the abstracts of a page of the API."""
    with gzip.open(rules, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    _count({row["fr_doc_num"] or row["document_id"]: row["title"] or "" for row in rows}, _TITLES, least=50)
    page = json.loads(gzip.decompress(documents.read_bytes()))["results"]
    _count({raw["document_number"]: raw["abstract"] or "" for raw in page if raw["abstract"]}, _ABSTRACTS, least=4)


if __name__ == "__main__":
    _count_anew(Path(sys.argv[1]), Path(sys.argv[2]))
