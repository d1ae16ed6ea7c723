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
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from tracker.linking.terms import terms_of

__all__ = ["Rarity"]

_TITLES, _ABSTRACTS = (Path(__file__).with_name(name) for name in ("title_terms.tsv", "abstract_terms.tsv"))
# From so many candidates on, half of a term's rarity is taken from among them.
_HALF_TRUST = 300


class Rarity:
    """From 0 (in every title) to 1 (in a single one), as `rarity[stem]`.

    The inverse document frequency of BM25 over its greatest value, in the rules of fifty years and in the candidates'
    own titles, mixed: among few candidates the long record counts, among many their own vocabulary.
    """

    def __init__(self, documents: Iterable[set[str]]) -> None:
        self._counts: Counter[str] = Counter()
        self._number = 0
        for document in documents:
            self._counts.update(document)
            self._number += 1
        self._trust = self._number / (self._number + _HALF_TRUST)
        self._known: dict[str, float] = {}

    def __getitem__(self, stem: str) -> float:
        if stem not in self._known:
            here = _share(self._counts[stem], self._number)
            self._known[stem] = (1 - self._trust) * _long_run(stem) + self._trust * min(here, _long_run(stem) + 0.25)
        return self._known[stem]


def _share(count: int, number: int) -> float:
    if number < 2:
        return 1.0
    count = min(max(count, 1), number)
    greatest = math.log(1 + (number - 0.5) / 1.5)
    return math.log(1 + (number - count + 0.5) / (count + 0.5)) / greatest


def _long_run(stem: str) -> float:
    """Return how rare a stem is in titles or in abstracts, whichever has it oftener."""
    titles, abstracts = _record()
    in_titles = _share(titles[1].get(stem, 5), titles[0])
    # A thousand abstracts cannot tell a rare word from a very rare one; they tell the words of all prose.
    in_prose = _share(max(abstracts[1].get(stem, 0), 1), abstracts[0])
    return min(in_titles, in_prose)


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
