"""The scorecard: for each way of getting the pages (text, scans) the figures, what was left open, the hardest letters.

{"gold": …, "letters": 10, "reader_version": "1", "runs": [{"name": "text", "fields": {"date": {"precision": …}}, …}]}
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.scorecard.abstentions import Abstention, AbstentionCount, counted
from tracker.scorecard.boxes import FIELD as BOXES
from tracker.scorecard.boxes import SetLine, compare_boxes
from tracker.scorecard.fields import CHARACTERS, compare
from tracker.scorecard.figures import Comparison, Fault, Figure, figures
from tracker.scorecard.gold import GoldLetter

__all__ = ["HardLetter", "LeftOut", "LetterRead", "Run", "card_form", "run_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRead:
    """What came of one gold letter: its reading's form, or a sentence that says why there is none.

    `lines` are those that its typesetter set, None when no boxes file lies beside it.
    """

    letter: GoldLetter
    form: Mapping[str, Any] | None = None
    problem: str = ""
    abstained: tuple[Abstention, ...] = ()
    decided: Mapping[str, int] | None = None
    lines: tuple[SetLine, ...] | None = None
    left_out: tuple["LeftOut", ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a signer's name means once the member that it means is out of the roster: `state`, and why.

    It should mean nobody; "resolved" is a wrong match.
    """

    name: str
    state: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HardLetter:
    """A letter with many faults: how many, and each, field by field."""

    name: str
    count: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The gold set read in one way. `problems` are pairs of a letter's name and a sentence."""

    name: str
    letters: int
    read: int
    fields: Mapping[str, Figure]
    abstained: Sequence[AbstentionCount]
    problems: Sequence[tuple[str, str]]
    hardest: Sequence[HardLetter]
    left_out: Sequence[tuple[str, LeftOut]] = ()


def run_of(name: str, letters: Sequence[LetterRead], *, worst: int) -> Run:
    """Return the run of that name, with up to `worst` of the letters that have most faults, the worst first."""
    compared = [_compared(one) for one in letters]
    table = figures(compared)
    if BOXES in table:
        table = {**{field: figure for field, figure in table.items() if field != BOXES}, BOXES: table[BOXES]}
    hard = [_hard(one.letter.name, fields) for one, fields in zip(letters, compared, strict=True)]
    hard.sort(key=lambda one: -one.count)
    return Run(
        name=name,
        letters=len(letters),
        read=sum(one.form is not None for one in letters),
        fields=table,
        abstained=counted(
            [row for one in letters for row in one.abstained], [dict(one.decided or {}) for one in letters]
        ),
        problems=[(one.letter.name, one.problem) for one in letters if one.problem],
        hardest=[one for one in hard if one.count][:worst],
        left_out=[(one.letter.name, row) for one in letters for row in one.left_out],
    )


def _compared(one: LetterRead) -> dict[str, Comparison]:
    fields = compare(one.form, one.letter.gold)
    if one.lines is not None:
        fields[BOXES] = compare_boxes(one.form, one.letter.gold, one.lines)
    return fields


def _hard(name: str, fields: Mapping[str, Comparison]) -> HardLetter:
    faults = [fault for comparison in fields.values() for fault in comparison.faults]
    count = sum(comparison.missing for field, comparison in fields.items() if field != CHARACTERS)
    return HardLetter(name=name, count=round(count), faults=tuple(faults))


def card_form(runs: Sequence[Run], *, gold: str, reader_version: str, made: datetime.date) -> dict[str, Any]:
    """Return the scorecard as one JSON object; figures have four decimals."""
    return {
        "gold": gold,
        "letters": max((run.letters for run in runs), default=0),
        "reader_version": reader_version,
        "made": made.isoformat(),
        "runs": [_run_form(run) for run in runs],
    }


def _run_form(run: Run) -> dict[str, Any]:
    return {
        "name": run.name,
        "letters": run.letters,
        "read": run.read,
        "fields": {field: _figure_form(figure) for field, figure in run.fields.items()},
        "abstained": [
            {
                "kind": one.kind,
                "count": one.count,
                "of": one.of,
                "reasons": [{"why": why, "count": count} for why, count in one.reasons],
                "example": one.example,
            }
            for one in run.abstained
        ],
        "left_out": _left_out_form(run),
        "problems": [{"letter": name, "sentence": sentence} for name, sentence in run.problems],
        "hardest": [
            {
                "letter": one.name,
                "count": one.count,
                "faults": [
                    {"field": fault.field, "found": fault.found, "wanted": fault.wanted} for fault in one.faults
                ],
            }
            for one in run.hardest
        ],
    }


def _figure_form(figure: Figure) -> dict[str, float]:
    shares = {name: round(getattr(figure, name), 4) for name in ("precision", "recall", "f1", "low", "high")}
    return {**shares, **{name: round(getattr(figure, name)) for name in ("hits", "found", "wanted")}}


def _left_out_form(run: Run) -> dict[str, Any]:
    states = Counter(row.state for _, row in run.left_out)
    return {
        "names": len(run.left_out),
        "wrong": states["resolved"],
        "ambiguous": states["ambiguous"],
        "unmatched": states["unmatched"],
        "wrong_names": [
            {"letter": letter, "name": row.name, "why": row.why}
            for letter, row in run.left_out
            if row.state == "resolved"
        ],
    }
