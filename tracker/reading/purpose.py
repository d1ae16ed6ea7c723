"""The sentence in which a letter says what it is written for: "We write to urge you to …".

Official letters say it in one of their first sentences, in the first person, for it is how they are taught to be
written. Three forms are known, the surest first; of one form the first sentence in the letter counts.

1. It says that it is written, and for what: "I am writing regarding …", "This letter responds to …".
2. It asks or takes a side at its start: "we urge you to …", "I object to …".
3. It opens with what the writers are worried about: "I am deeply concerned by …".

What stands between quotation marks somebody else says. A sentence that says that it is written and not for what ("I
write as a member of the committee.") is none.
"""

import re
from collections.abc import Iterator

from tracker.reading.marks import pairs_in
from tracker.reading.parts import Parts
from tracker.reading.rows import Fact, FactKind
from tracker.reading.sentences import sentences
from tracker.reading.transcript import Span, Transcript

__all__ = ["find_purpose"]

# As much of the body is its start. Worries open a letter, or are one point of many.
_LOOKED_THROUGH = 4000
_SENTENCES, _OPENING = 14, 3
_FEWEST_WORDS = 6
_FEWEST_OF_AN_ASK = 10  # "We ask for your help." says nothing of the matter.

_WHO = r"(?:\bI|\b[Ww]e|\bthe undersigned(?: \w+){0,4})"
_ADVERBS = (
    r"(?:,[^,]{1,90},)?(?:\s(?:again|also|all|both|further|hereby|jointly|now|once again|once more|simply|therefore|"
    r"thus|today|together|still|do|must|would like to|want to|wish to|\w+ly))*"
)
_WRITES = re.compile(
    rf"{_WHO}{_ADVERBS}(?:['’]m|['’]re|\sam|\sare)?{_ADVERBS}\s(?:write|writing)\b"
    r"|\b[Tt]his (?:letter|correspondence) (?:is|responds|replies|follows|serves|concerns|constitutes|provides)\b"
    r"|\b[Tt]his (?:is|responds|replies) (?:in reply|in response|to)\b"
)
_FOR_WHAT = re.compile(
    r"\bto (?!you\b|your\b|the\b|our\b|both\b|each\b|all\b|[A-Z])[a-z]+"
    r"|\b(?:about|because|concerning|expressing|following|regarding|requesting|respecting|responds|seeking|urging)\b"
    r"|\bin (?:\w+ )?(?:connection|favor|light|opposition|order|reference|regards?|relation|reply|response|support)\b"
    r"|\bwith (?:\w+ ){0,3}(?:alarm|concerns?|regards?|reference|respect|urgency)\b"
    r"|\bon (?:behalf|the (?:matter|subject|topic|issue))\b|\bout of\b"
)
_ASKS = re.compile(
    rf"{_WHO}{_ADVERBS}\s(?:ask|beseech|call (?:on|upon|for)|condemn|demand|encourage|endorse|implore|insist|"
    r"object|oppose|petition|propose|recommend|request|respectfully|seek|strongly|suggest|support|urge)\b"
    rf"|{_WHO}\s(?:am|are)(?:\s\w+ly)?\s(?:asking|calling (?:on|upon|for)|opposed|requesting|seeking|urging)\b"
)
_WORRIES = re.compile(
    rf"{_WHO}(?:\s(?:am|are|was|were|remain|have been|continue to be))(?:\s(?:very|deeply|gravely|\w+ly|again|also))*\s"
    r"(?:alarmed|appalled|concerned|disappointed|dismayed|disturbed|frustrated|outraged|troubled|worried)\b"
)


def find_purpose(transcript: Transcript, parts: Parts) -> Fact | None:
    """Return the sentence, or None where the letter's start has none of the forms."""
    found: dict[str, tuple[float, Span]] = {}
    for number, (span, words) in enumerate(_first_sentences(transcript, parts)):
        length = len(words.split())
        if length < _FEWEST_WORDS:
            continue
        written = _WRITES.search(words)
        if written and _FOR_WHAT.search(words, written.start()):
            found.setdefault("says what it is written for", (0.95, span))
            break
        if length >= _FEWEST_OF_AN_ASK and _ASKS.search(words):
            found.setdefault("asks at its start", (0.8, span))
        elif number < _OPENING and _WORRIES.search(words):
            found.setdefault("opens with a concern", (0.7, span))
    if not found:
        return None
    rule, (sure, span) = max(found.items(), key=lambda each: each[1][0])
    return Fact(
        kind=FactKind.PURPOSE,
        text=transcript.shown(span),
        span=span,
        rule=rule,
        confidence=round(sure * transcript.confidence(span), 3),
    )


def _first_sentences(transcript: Transcript, parts: Parts) -> Iterator[tuple[Span, str]]:
    """Give span and words of the body's first sentences, with blanks for what is quoted."""
    start = parts.body.start
    text = transcript.text[start : min(parts.body.end, start + _LOOKED_THROUGH)].replace("\n", " ")
    (pairs,) = pairs_in([text])
    quoted = [pair.inner for pair in pairs if not pair.single]
    words = text
    for first, last in quoted:
        words = words[:first] + " " * (last - first) + words[last:]
    for first, last in sentences(text, quoted=quoted)[:_SENTENCES]:
        first += len(text[first:last]) - len(text[first:last].lstrip())
        yield Span(start + first, start + last), words[first:last]
