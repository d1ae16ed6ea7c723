"""What is counted: a reading in the form of `reading_form`, compared with a letter's gold, field by field.

    date · recipient name · recipient, all fields · agency · signer · signer's Bioguide ID · marked span, any type ·
    marked span's type · quotation, exact span · quotation, characters · speaker, given the span · request ·
    numbered request · deadline · citation

docs/accuracy.md says in words what each means. A letter that was not read is compared as one in which nothing was
found. A field whose gold is not complete for a letter (a signer without a Bioguide ID) is left out for that letter.
"""

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from tracker.scorecard.figures import Comparison, Fault
from tracker.scorecard.likeness import (
    bare,
    in_each_other,
    like,
    likeness,
    matches,
    same_name,
    same_speaker,
    without_marks,
)

__all__ = ["CHARACTERS", "compare", "exact_quotations"]

Row = Mapping[str, Any]
Pairs = Sequence[tuple[int, int]]

CHARACTERS = "quotation, characters"
"""The one field that counts characters, not facts."""

SPOKEN = ("quotation", "block_quotation")
"""The types of marked spans that are somebody's words."""

_WHOLE = 0.85  # how alike a title or an organization must be
_SAME_REQUEST = 0.75
_OF_NO_WEIGHT_IN_AN_AGENCY = frozenset(("of", "the", "u", "s", "department"))


def compare(reading: Row | None, gold: Row) -> dict[str, Comparison]:
    """Return the comparison of every field. `reading` None, or a problem's form, has found nothing."""
    found = reading or {}
    return {
        **_date(found, gold),
        **_recipients(found.get("recipients") or [], gold.get("recipients") or []),
        **_signers(found.get("signers") or [], gold.get("signers") or []),
        **_marked_spans(found.get("quotations") or [], gold.get("quotations") or []),
        **_requests(found.get("requests") or [], gold.get("requests") or []),
        **_deadlines(found.get("deadlines") or [], gold.get("deadlines") or []),
        **_citations(found.get("citations") or [], gold.get("citations") or []),
    }


def exact_quotations(found: Sequence[Row], wanted: Sequence[Row]) -> Pairs:
    """Return which found row is which of the wanted ones: they have the same words, but for marks at the ends."""
    return matches(found, wanted, lambda one, other: without_marks(one.get("text")) == without_marks(other.get("text")))


def _date(found: Row, gold: Row) -> dict[str, Comparison]:
    one, other = found.get("date"), gold.get("date")
    faults = () if one == other else (Fault("date", one or "", other or ""),)
    return {"date": Comparison(int(bool(other) and one == other), int(bool(one)), int(bool(other)), faults)}


def _recipients(found: Sequence[Row], wanted: Sequence[Row]) -> dict[str, Comparison]:
    pairs = matches(found, wanted, _same_recipient)
    whole = [(i, j) for i, j in pairs if _is_whole(found[i], wanted[j])]
    agencies = [row["agency"] for row in found if row.get("agency")]
    wanted_agencies = [row["agency"] for row in wanted if row.get("agency")]
    return {
        "recipient name": _rows("recipient name", found, wanted, pairs, _who),
        "recipient, all fields": _rows("recipient, all fields", found, wanted, whole, _whole),
        "agency": _rows("agency", agencies, wanted_agencies, matches(agencies, wanted_agencies, _same_agency), str),
    }


def _same_recipient(one: Row, other: Row) -> bool:
    if other.get("name"):
        return same_name(one.get("name"), other["name"])
    return likeness(_post(one), _post(other)) > 0.8


def _post(row: Row) -> str | None:
    return row.get("title") or row.get("organization")


def _is_whole(one: Row, other: Row) -> bool:
    return all(
        not other.get(part) or likeness(one.get(part), other[part]) >= _WHOLE for part in ("title", "organization")
    )


def _same_agency(one: str, other: str) -> bool:
    if likeness(one, other) >= 0.9:
        return True
    first, second = (set(bare(name).split()) - _OF_NO_WEIGHT_IN_AN_AGENCY for name in (one, other))
    return first == second


def _who(row: Row) -> str:
    return row.get("name") or _post(row) or ""


def _whole(row: Row) -> str:
    return " · ".join(row[part] for part in ("name", "title", "organization") if row.get(part))


def _signers(found: Sequence[Row], wanted: Sequence[Row]) -> dict[str, Comparison]:
    pairs = matches(found, wanted, lambda one, other: same_name(one.get("name"), other.get("name")))
    compared = {"signer": _rows("signer", found, wanted, pairs, _who)}
    wanted_keys = [row["bioguide"] for row in wanted if row.get("bioguide")]
    if len(wanted_keys) == len(wanted):
        field = "signer's Bioguide ID"
        keys = [row["bioguide"] for row in found if row.get("bioguide")]
        names = {row["bioguide"]: _who(row) for row in (*found, *wanted) if row.get("bioguide")}
        compared[field] = _set(field, keys, wanted_keys, lambda key: f"{key} {names[key]}")
    return compared


def _marked_spans(found: Sequence[Row], wanted: Sequence[Row]) -> dict[str, Comparison]:
    marked = exact_quotations(found, wanted)
    right = [(i, j) for i, j in marked if found[i].get("type") == wanted[j]["type"]]
    spoken = [row for row in found if row.get("type", "quotation") in SPOKEN]
    wanted_spoken = [row for row in wanted if row["type"] in SPOKEN]
    exact = exact_quotations(spoken, wanted_spoken)
    types = tuple(
        Fault("marked span's type", _typed(found[i]), _typed(wanted[j])) for i, j in marked if (i, j) not in right
    )
    return {
        "marked span, any type": _rows("marked span, any type", found, wanted, marked, _typed),
        "marked span's type": Comparison(len(right), len(marked), len(marked), types),
        "quotation, exact span": _rows("quotation, exact span", spoken, wanted_spoken, exact, _text),
        CHARACTERS: _characters(spoken, wanted_spoken),
        "speaker, given the span": _speakers(spoken, wanted_spoken, exact),
    }


def _typed(row: Row) -> str:
    return f"{str(row.get('type', 'quotation')).replace('_', ' ')}: {_text(row)}"


def _text(row: Row) -> str:
    return row.get("text") or ""


def _characters(found: Sequence[Row], wanted: Sequence[Row]) -> Comparison:
    """Count characters of quotations: those of the nearest quotation that the two texts share."""
    has = sum(len(without_marks(row.get("text"))) for row in found)
    asks = sum(len(without_marks(row["text"])) for row in wanted)
    near = matches(found, wanted, lambda one, other: like(one.get("text"), other["text"], least=0.3))
    shared = 0.0
    for i, j in near:
        one, other = without_marks(found[i].get("text")), without_marks(wanted[j]["text"])
        shared += SequenceMatcher(None, one, other, autojunk=False).ratio() * len(other)
    return Comparison(min(shared, has, asks), has, asks)


def _speakers(found: Sequence[Row], wanted: Sequence[Row], exact: Pairs) -> Comparison:
    asked = [(found[i].get("speaker") or "", wanted[j]) for i, j in exact if wanted[j].get("speaker")]
    faults = tuple(
        Fault("speaker, given the span", speaker, f"{row['speaker']}: {_text(row)}")
        for speaker, row in asked
        if not (speaker and same_speaker(speaker, row["speaker"]))
    )
    return Comparison(len(asked) - len(faults), sum(bool(speaker) for speaker, _ in asked), len(asked), faults)


def _requests(found: Sequence[Row], wanted: Sequence[Row]) -> dict[str, Comparison]:
    def same(one: Row, other: Row) -> float:
        return like(one.get("text"), other["text"], least=_SAME_REQUEST) or in_each_other(
            one.get("text"), other["text"]
        )

    numbered = [row for row in found if row.get("number")]
    wanted_numbered = [row for row in wanted if row.get("number")]
    pairs = matches(
        numbered, wanted_numbered, lambda one, other: like(one.get("text"), other["text"], least=_SAME_REQUEST) > 0
    )
    return {
        "request": _rows("request", found, wanted, matches(found, wanted, same), _text),
        "numbered request": _rows("numbered request", numbered, wanted_numbered, pairs, _text),
    }


def _deadlines(found: Sequence[Row], wanted: Sequence[Row]) -> dict[str, Comparison]:
    words = {row["date"]: _text(row) for row in (*found, *wanted) if row.get("date")}
    dates, asked = ({row["date"] for row in rows if row.get("date")} for rows in (found, wanted))
    return {"deadline": _set("deadline", sorted(dates), sorted(asked), lambda date: f"{date}: {words[date]}")}


def _citations(found: Sequence[Row], wanted: Sequence[Row]) -> dict[str, Comparison]:
    return {"citation": _rows("citation", found, wanted, matches(found, wanted, _same_citation), _text)}


def _same_citation(one: Row, other: Row) -> bool:
    if one.get("kind") != other["kind"]:
        return False
    first, second = bare(one.get("text")), bare(other["text"])
    return first in second or second in first or likeness(one.get("normalized"), other.get("normalized")) > 0.9


def _set(field: str, found: Sequence[str], wanted: Sequence[str], shown: Callable[[str], str]) -> Comparison:
    """Compare what is the same or not at all: dates, keys."""
    same = set(found) & set(wanted)
    missed = [shown(one) for one in wanted if one not in same]
    extra = [shown(one) for one in found if one not in same]
    return Comparison(len(same), len(found), len(wanted), _side_by_side(field, extra, missed))


def _rows(
    field: str, found: Sequence[Any], wanted: Sequence[Any], pairs: Pairs, shown: Callable[[Any], str]
) -> Comparison:
    hit, met = {i for i, _ in pairs}, {j for _, j in pairs}
    extra = [shown(row) for i, row in enumerate(found) if i not in hit]
    missed = [shown(row) for j, row in enumerate(wanted) if j not in met]
    return Comparison(len(pairs), len(found), len(wanted), _side_by_side(field, extra, missed))


def _side_by_side(field: str, extra: Sequence[str], missed: Sequence[str]) -> tuple[Fault, ...]:
    """Lay what was found wrongly beside what it most likely is, and the rest alone, in the order of the letter."""
    beside = {j: i for i, j in matches(extra, missed, lambda one, other: like(one, other, least=0.5))}
    faults = [Fault(field, extra[beside[j]] if j in beside else "", text) for j, text in enumerate(missed)]
    return (*faults, *(Fault(field, text, "") for i, text in enumerate(extra) if i not in beside.values()))
