"""How rare a term is: over many years of rules, and among the candidates for one letter.

`title_terms.tsv` counts in how many titles of some 126,000 rules and proposed rules (1971–2023) a stem stands; what is
not listed stands in fewer than the last number. It is counted anew by

    python -m tracker.linking.rarity TABLE_OF_RULES.tsv.gz
"""

import csv
import gzip
import math
import sys
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from tracker.linking.terms import terms_of

__all__ = ["Rarity"]

_TABLE = Path(__file__).with_name("title_terms.tsv")
_LISTED_FROM = 50
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

    def __getitem__(self, stem: str) -> float:
        number, listed = _record()
        long_run = _share(listed.get(stem, 5), number)
        here = _share(self._counts[stem], self._number)
        return (1 - self._trust) * long_run + self._trust * here


def _share(count: int, number: int) -> float:
    if number < 2:
        return 1.0
    count = min(max(count, 1), number)
    greatest = math.log(1 + (number - 0.5) / 1.5)
    return math.log(1 + (number - count + 0.5) / (count + 0.5)) / greatest


@lru_cache(maxsize=1)
def _record() -> tuple[int, dict[str, int]]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    counts = dict(line.split("\t") for line in lines[1:])
    return int(lines[0].split("\t")[1]), {stem: int(count) for stem, count in counts.items()}


def _count(path: Path) -> None:
    """Count the stems of a table of rules (columns fr_doc_num and title), each document once, and write the table."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            key = row["fr_doc_num"] or row["document_id"]
            if key not in seen:
                seen.add(key)
                counts.update(terms_of(row["title"] or ""))
    lines = [f"documents\t{len(seen)}"]
    lines += [f"{stem}\t{count}" for stem, count in counts.most_common() if count >= _LISTED_FROM]
    _TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(seen):,} titles, {len(lines) - 1:,} stems listed.")


if __name__ == "__main__":
    _count(Path(sys.argv[1]))
