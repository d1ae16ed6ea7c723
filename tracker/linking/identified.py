"""What names an action or a letter outright: page, document number, docket, RIN, part of the CFR; and, the other way,
an action's text that names the letter."""

import re
from collections.abc import Sequence

from tracker.linking.evidence import Evidence
from tracker.linking.views import ActionView, CitedIdentifier, LetterView
from tracker.linking.weights import Weights

__all__ = ["ANSWERS", "CITED", "identifiers", "names_letter"]

# The kinds that name one document, and those that name a file of several.
CITED = frozenset({"citation", "pin_cite"})
ANSWERS = "answers_letter"
_PAGE = re.compile(r"^(\d+) FR (\d+)$")
_ANSWERING = re.compile(
    r"\b(?:in (?:response|reply|answer) to|respond(?:s|ed|ing)? to|answer(?:s|ed|ing) |as requested (?:in|by)"
    r"|at the request of|(?:grant|den)(?:s|ied|ies|ed|ying|ing) the)\b",
    re.IGNORECASE,
)
_AROUND = 250


def identifiers(letter: LetterView, action: ActionView, weights: Weights) -> list[Evidence]:
    """Return an item for each identifier of the action's that the letter gives; one given twice is one reason."""
    found = []
    for given in letter.identifiers:
        value = given.value
        if given.kind in ("citation", "document") and value in (action.citation, action.document_number):
            said = "The letter cites this document."
            found.append(_item("citation", weights.citation, said, given, given.kind))
        elif given.kind == "citation" and _is_inside(value, action):
            said = f"The letter cites a page inside this document, which begins at {action.citation}."
            found.append(_item("pin_cite", weights.pin_cite, said, given, "citation", action.citation))
        elif given.kind == "docket" and value in action.dockets:
            found.append(_item("docket", weights.docket, f"The letter names its docket, {value}.", given, "docket"))
        elif given.kind == "rin" and value in action.rins:
            said = f"The letter names its regulation number, {value}."
            found.append(_item("rin", weights.rin, said, given, "rin"))
        elif given.kind == "cfr_part" and value in action.cfr_parts:
            said = f"The letter cites {value}, which it amends."
            found.append(_item("cfr_part", weights.cfr_part, said, given, "cfr_parts"))
    return list({(item.kind, item.other_words): item for item in reversed(found)}.values())


def _item(
    kind: str, points: float, sentence: str, given: CitedIdentifier, other_field: str, other_words: str = ""
) -> Evidence:
    return Evidence(
        kind=kind,
        points=points,
        sentence=sentence,
        letter_span=given.span,
        letter_words=given.text,
        other_field=other_field,
        other_words=other_words or given.value,
    )


def _is_inside(cited: str, action: ActionView) -> bool:
    """Whether a page of the Federal Register lies after the action's first page and no later than its last."""
    if action.end_page is None or not (page := _PAGE.match(cited)) or not (first := _PAGE.match(action.citation)):
        return False
    return page[1] == first[1] and int(first[2]) < int(page[2]) <= action.end_page


def names_letter(letter: LetterView, action: ActionView, weights: Weights) -> list[Evidence]:
    """Return an item when the action's abstract or text names a letter of this day by one of its signers."""
    if letter.date is None or not (action.abstract or action.text):
        return []
    day = f"{letter.date:%B} {letter.date.day}, {letter.date.year}"
    for other_field, text in (("abstract", action.abstract), ("text", action.text)):
        at = text.find(day)
        while at >= 0:
            start, end = max(at - _AROUND, 0), at + _AROUND
            around = text[start:end]
            if re.search(r"\bletter\b", around, re.I) and _one_of(letter.signer_surnames, around):
                answers = _ANSWERING.search(around) is not None
                said = "answers" if answers else "names"
                return [
                    Evidence(
                        kind=ANSWERS if answers else "names_letter",
                        points=weights.names_letter,
                        sentence=f"It {said} a letter of {day} by one of the signers.",
                        other_field=other_field,
                        other_words=" ".join(around.split()),
                        other_span=(start, min(end, len(text))),
                    )
                ]
            at = text.find(day, at + 1)
    return []


def _one_of(names: Sequence[str], text: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names if name)
