"""The numbers under which offices keep letters: reference, control, tracking and case numbers.

Three places tell them: a label in the opening ("In Reply Refer To: EC-21-0417"), a code that stands alone there
("OEX-20-000123"), and, in the body, a label that says "number" or brackets behind an earlier letter that is named
("your letter of May 5 (EXEC-2020-0012)"). A number that is said to be the reader's, or that stands behind an earlier
letter, is another letter's; all others are this one's. A docket's number, a court's case and a phone are none.
"""

import bisect
import re
from collections.abc import Iterator, Sequence

from tracker.reading.layout import Zone
from tracker.reading.parts import Parts
from tracker.reading.rows import Fact, FactKind
from tracker.reading.transcript import Span, Transcript

__all__ = ["find_other_numbers", "find_own_numbers", "plain_number"]

_NUMBER = r"(?P<number>#?[A-Z0-9][A-Z0-9./_-]{3,30})"
_LABEL = re.compile(
    r"\b(?P<label>in\s+reply,?\s+(?:please\s+)?refer\s+to|(?:our|your)\s+ref(?:erence)?|ref(?:erence)?|control|"
    r"correspondence(?:\s+control)?|tracking|workflow|inquiry|case|file|log|letter|exec(?:utive)?\s+sec(?:retariat)?)"
    rf"\.?\s*(?:(?:no|number|id|#)\b\.?)?\s*[:#.]?\s*{_NUMBER}",
    re.IGNORECASE,
)
_LABEL_IN_BODY = re.compile(
    r"\b(?P<label>reference|control|correspondence|tracking|workflow|inquiry|case)\s+"
    rf"(?:control\s+)?(?:numbers?|no\.|id|#)\s*[:#]?\s*(?:is\s+)?{_NUMBER}",
    re.IGNORECASE,
)
# "OEX-20-000123", "EXEC-2020-0012", "AL-21-000-4512": capitals, then at least two groups, with digits at the end.
_CODE = r"[A-Z]{2,8}(?:[-/ ][A-Z]{1,4})?(?:[-/]\d{1,6}){1,3}[A-Z]?"
_ALONE = re.compile(rf"\s*(?P<number>{_CODE})\s*")
_IN_BRACKETS = re.compile(rf"\(\s*(?P<number>{_CODE})\s*\)")
_BEHIND = re.compile(r"[^.;()]{0,60}\([^()]{3,60}\)")
_COURT = re.compile(r"\d+:\d|-(?:cv|cr|mc|md)-|^\d{1,2}/\d{1,2}/\d{2,4}$", re.IGNORECASE)


def plain_number(number: str) -> str:
    """Return a number with capitals and figures alone, for comparing: "#ec-21/0417" and "EC 21-0417" are one."""
    return re.sub(r"[^A-Z0-9]", "", number.upper())


def find_own_numbers(transcript: Transcript, parts: Parts) -> Iterator[Fact]:
    """Yield the numbers in the opening: this letter's own, or, where it says "your reference", the reader's."""
    end = parts.salutation.start if parts.salutation else parts.body.start
    for line in transcript.lines:
        opening = line.zone == Zone.BODY and line.span.end <= end
        if not opening and not (line.page == 1 and line.zone in (Zone.HEADER, Zone.STAMP, Zone.LETTERHEAD)):
            continue
        if parts.subject and line.span.overlaps(parts.subject):
            continue
        text = transcript.text[line.span.start : line.span.end]
        found = [match for match in _LABEL.finditer(text) if _is_number(match["number"])]
        for match in found:
            label = re.sub(r"\s+", " ", match["label"].lower())
            kind = FactKind.OTHER_REFERENCE if label.startswith("your") else FactKind.REFERENCE
            yield _fact(transcript, kind, line.span.start, match, label)
        if not found and (alone := _ALONE.fullmatch(text)):
            yield _fact(transcript, FactKind.REFERENCE, line.span.start, alone, "number alone")


def find_other_numbers(transcript: Transcript, parts: Parts, earlier: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the numbers in subject and body: right behind an earlier letter, or with a label that says "number"."""
    taken: set[int] = set()
    for fact in earlier:
        behind = _BEHIND.match(transcript.text, fact.span.end, fact.span.end + 130)
        for match in _numbers_in(behind) if behind else ():
            if match.start("number") not in taken:
                taken.add(match.start("number"))
                yield _fact(transcript, FactKind.OTHER_REFERENCE, 0, match, "of an earlier letter")
    starts = sorted(fact.span.start for fact in earlier)
    for part in (parts.subject, parts.body):
        if not part:
            continue
        found = [*_LABEL_IN_BODY.finditer(transcript.text, part.start, part.end)]
        if part == parts.subject:
            found += _LABEL.finditer(transcript.text, part.start, part.end)
        for match in found:
            if not _is_number(match["number"]) or match.start("number") in taken:
                continue
            taken.add(match.start("number"))
            of_another = _is_of_another(transcript.text, match.start(), starts)
            kind = FactKind.OTHER_REFERENCE if of_another else FactKind.REFERENCE
            yield _fact(transcript, kind, 0, match, f"{match['label'].lower()} number in the text")


def _numbers_in(behind: "re.Match[str]") -> Iterator["re.Match[str]"]:
    for pattern in (_LABEL, _IN_BRACKETS):
        for match in pattern.finditer(behind.string, behind.start(), behind.end()):
            if _is_number(match["number"]):
                yield match


def _is_of_another(text: str, start: int, earlier: Sequence[int]) -> bool:
    """Return whether "your" or an earlier letter stands shortly before, in the same sentence."""
    before = text[max(0, start - 160) : start]
    sentence = before[max(before.rfind(". "), before.rfind("\n\n")) + 1 :]
    named = bisect.bisect_left(earlier, start - len(sentence)) < bisect.bisect_left(earlier, start)
    return named or bool(re.search(r"\byour\s+(?:[\w-]+,?\s+){0,4}$", sentence, re.IGNORECASE))


def _is_number(number: str) -> bool:
    return bool(re.search(r"\d", number)) and not _COURT.search(number)


def _fact(transcript: Transcript, kind: FactKind, offset: int, match: "re.Match[str]", rule: str) -> Fact:
    number = match["number"].rstrip(".-/_")
    span = Span(offset + match.start("number"), offset + match.start("number") + len(number))
    sure = round(0.9 * transcript.confidence(span), 3)
    return Fact(kind=kind, text=transcript.shown(span), span=span, rule=rule, confidence=sure)
