"""Sixty-odd letters of fiction, read by the reader's own rules, and which of them answer or follow up which.

tests/benchmarks/correspondence.py prints how many are found, and each that is missed or wrong.
"""

import datetime
import tomllib
from pathlib import Path

from tracker.linking.meant import Mention, with_owners
from tracker.linking.pairs import Correspondence, Place, match_letters
from tracker.reading.facts import find_facts
from tracker.reading.letter_numbers import plain_number
from tracker.reading.rows import Fact, FactKind
from tracker.reading.segment import segment
from tracker.reading.transcript import Transcript

__all__ = ["found_pairs", "letters", "wanted_pairs"]

TABLE = Path(__file__).with_name("correspondence.toml")
_DEPARTMENTS = {"Harbor": "Transport", "Roads": "Transport", "Transport": "Transport"}


def letters() -> list[dict]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))["letter"]


def wanted_pairs() -> set[tuple[str, str]]:
    return {(letter["id"], earlier) for letter in letters() for earlier in letter.get("answers", ())}


def blocks_of(letter: dict) -> tuple[str, ...]:
    day = datetime.date.fromisoformat(letter["date"])
    to = letter["way"] == "to"
    greeting = "Dear Secretary Doe:" if to else f"Dear Senator {letter['members'][0]}:"
    under = f"{letter['members'][0]}\nUnited States Senator" if to else "Max Moe\nAssistant Secretary"
    number = (letter["number"],) if "number" in letter else ()
    return (f"{day:%B} {day.day}, {day.year}", *number, greeting, letter["words"], "Sincerely,", under)


def read(letter: dict, key: int, agencies: dict[str, int]) -> Correspondence:
    """Return what of a letter is compared: its facts as the reader finds them, its people as the table has them."""
    transcript = Transcript.from_blocks(blocks_of(letter))
    day = datetime.date.fromisoformat(letter["date"])
    facts = find_facts(transcript, segment(transcript), day)
    numbers = [fact for fact in facts if fact.kind in (FactKind.REFERENCE, FactKind.OTHER_REFERENCE)]
    return Correspondence(
        key=key,
        date=day,
        direction="to_agency" if letter["way"] == "to" else "to_congress",
        text=transcript.text,
        members={name: f"Pat {name}" for name in letter["members"]},
        agencies={agencies[name]: name for name in letter["agencies"]},
        roots=frozenset(agencies[_DEPARTMENTS.get(name, name)] for name in letter["agencies"]),
        mentions=with_owners(_mention(fact) for fact in facts if fact.kind == FactKind.EARLIER_LETTER),
        numbers=tuple((plain_number(fact.text), Place(fact.text, _span(fact))) for fact in numbers),
    )


def found_pairs() -> set[tuple[str, str]]:
    table = letters()
    names = sorted({name for letter in table for name in letter["agencies"]} | set(_DEPARTMENTS.values()))
    agencies = {name: key for key, name in enumerate(names, 1)}
    all_read = [read(letter, key, agencies) for key, letter in enumerate(table)]
    found = set()
    for later in all_read:
        for pair in match_letters(later, [other for other in all_read if other.key != later.key]):
            found.add((table[later.key]["id"], table[pair.earlier]["id"]))
    return found


def _mention(fact: Fact) -> Mention:
    return Mention(fact.text, fact.date, _span(fact), fact.rule)


def _span(fact: Fact) -> tuple[int, int]:
    return fact.span.start, fact.span.end
