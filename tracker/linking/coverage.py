"""Press coverage: passages that an article quotes from a letter, aligned to where they stand in it.

An article's house style changes marks ("US" for "U.S.", single for double quotation marks), so words are compared, not
characters; a passage with a word or two changed is still found.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from tracker.models import Coverage, CoveragePassage, Letter
from tracker.reading.transcript import Span

__all__ = ["align", "align_coverage", "load_coverage"]

# How alike the words must be for a passage that does not stand there word for word (0–100).
LEAST_LIKENESS = 90.0
_WORD = re.compile(r"\w+(?:[.'’\-]\w+)*\.?")


def align(passage: str, text: str) -> Span | None:
    """Return where in `text` the passage stands, from its first word to its last, or None when it is not there."""
    wanted = [word for word, _, _ in _words(passage)]
    there = _words(text)
    if not wanted or len(there) < len(wanted):
        return None
    words = [word for word, _, _ in there]
    for index in range(len(words) - len(wanted) + 1):
        if words[index] == wanted[0] and words[index : index + len(wanted)] == wanted:
            return Span(there[index][1], there[index + len(wanted) - 1][2])
    return _nearly(wanted, there)


def _nearly(wanted: list[str], there: list[tuple[str, int, int]]) -> Span | None:
    joined, starts = "", []
    for word, _, _ in there:
        starts.append(len(joined))
        joined += word + " "
    best = fuzz.partial_ratio_alignment(" ".join(wanted), joined, score_cutoff=LEAST_LIKENESS)
    if best is None:
        return None
    inside = [index for index, start in enumerate(starts) if best.dest_start - 1 <= start < best.dest_end]
    return Span(there[inside[0]][1], there[inside[-1]][2]) if inside else None


def _words(text: str) -> list[tuple[str, int, int]]:
    """Return the words with their places, folded: "U.S." and "US" are one, case and marks do not count."""
    found = []
    for match in _WORD.finditer(text):
        word, end = match[0], match.end()
        if word.endswith(".") and word.count(".") == 1:
            word, end = word[:-1], end - 1
        found.append((word.replace(".", "").replace("’", "'").casefold(), match.start(), end))
    return found


def align_coverage(letter: Letter) -> int:
    """Align all passages that are kept for this letter with its transcript, and return how many were found."""
    text = letter.transcript.text
    lines = letter.transcript.lines
    found = 0
    for passage in CoveragePassage.objects.filter(coverage__letter=letter):
        span = align(passage.text, text)
        page = next((line[2] for line in lines if span and line[0] <= span.start < line[1]), None)
        place = (span.start, span.end, page) if span else (None, None, None)
        if (passage.start, passage.end, passage.page) != place:
            passage.start, passage.end, passage.page = place
            passage.save(update_fields=["start", "end", "page"])
        found += span is not None
    return found


def load_coverage(path: Path) -> list[str]:
    """Store the articles listed in a JSON file, and return a sentence for each whose letter is not there.

    Each entry names the letter by a PDF beside the file (`file`); the letter is the one that has those bytes. Loading
    twice changes nothing.
    """
    missing = []
    for entry in json.loads(path.read_text(encoding="utf-8")):
        digest = hashlib.sha256((path.parent / entry["file"]).read_bytes()).hexdigest()
        letter = Letter.objects.filter(file__sha256=digest).first()
        if letter is None:
            missing.append(
                f"{entry['publication']}, “{entry['title']}”: the letter {entry['file']} is not in the archive."
            )
            continue
        _store(letter, entry)
    return missing


def _store(letter: Letter, entry: dict[str, Any]) -> None:
    coverage, _ = Coverage.objects.update_or_create(
        letter=letter,
        publication=entry["publication"],
        title=entry["title"],
        defaults={
            "url": entry.get("url", ""),
            "published_date": entry.get("published_date"),
            "published_text": entry.get("published_text", ""),
        },
    )
    kept = set(coverage.passages.values_list("text", flat=True))
    CoveragePassage.objects.bulk_create(
        CoveragePassage(coverage=coverage, text=text) for text in entry["passages"] if text not in kept
    )
    if hasattr(letter, "transcript"):
        align_coverage(letter)
