"""Who signed: the printed names under the closing, and what stands under each.

Only the letter's ending is read, so no roster in a margin, no letterhead and no name in the body can sign. A block is a
name and its titles, or a list of names alone; ink over a name leaves no words, or on a scan scraps that make no name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading.broken_lines import had_no_room
from tracker.reading.misreadings import folded
from tracker.reading.names import is_name, read_name
from tracker.reading.offices import LineKind, holds_together, is_member_title, kind_of
from tracker.reading.parts import Parts
from tracker.reading.rows import Signer
from tracker.reading.transcript import Span, Transcript, TranscriptLine

__all__ = ["find_signers"]

_BEHALF = re.compile(r"^(?:on behalf of|in behalf of|for(?: and on behalf of)?)\s+(?P<whom>.+)$", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:delegation|caucus|members of|coalition|task force|committee members|working group)\b", re.IGNORECASE
)
_INK = re.compile(r"[^\w\s.,'’\"“”()/&-]")


_TITLE_AFTER = re.compile(
    r",\s+(?=Chair|Ranking|Member|Co-|Vice|U\.S\.|United|Acting|Secretary|Director|Administrator|President|Inspector)"
)


@dataclass(slots=True)
class _Signature:
    name: str
    lines: list[TranscriptLine]
    titles: list[str] = field(default_factory=list)
    on_behalf_of: str = ""
    confidence: float = 1.0


def find_signers(transcript: Transcript, parts: Parts) -> tuple[Signer, ...]:
    """Return the signers in reading order."""
    signatures: list[_Signature] = []
    for block in parts.signatures:
        signatures += _of_block(transcript, parts.signatures, list(transcript.lines_in(block)), signatures)
    sure = 1.0 if parts.closing else 0.7
    rows = []
    for signature in _without_echoes(signatures):
        span = Span(signature.lines[0].span.start, signature.lines[-1].span.end)
        rows.append(
            Signer(
                text="\n".join(transcript.shown(line.span) for line in signature.lines),
                span=span,
                rule="name under the closing" if parts.closing else "names at the end",
                name=signature.name,
                title=", ".join(signature.titles),
                on_behalf_of=signature.on_behalf_of,
                confidence=round(signature.confidence * sure * transcript.confidence(span), 3),
            )
        )
    return tuple(rows)


def _of_block(
    transcript: Transcript, blocks: Sequence[Span], lines: Sequence[TranscriptLine], before: list[_Signature]
) -> list[_Signature]:
    """Return the signatures of one block. A block that opens with a title belongs to the name before it."""
    texts = [transcript.shown(line.span) for line in lines]
    found: list[_Signature] = []
    for index, (line, text) in enumerate(zip(lines, texts, strict=True)):
        current = found[-1] if found else (before[-1] if before and not found else None)
        following = texts[index + 1] if index + 1 < len(texts) else ""
        name = _name_in(text, following, alone=index == 0)
        goes_on = bool(found) and index > 0 and holds_together(texts[index - 1], text)
        if name and not goes_on and _may_begin(texts, index):
            found.append(name if not isinstance(name, str) else _Signature(name, []))
            found[-1].lines.append(line)
        elif current is None or _is_ink(text):
            continue
        elif found or kind_of(text) in (LineKind.TITLE, LineKind.ORGANIZATION):
            rest = (
                bool(found)
                and kind_of(text) != LineKind.TITLE
                and had_no_room(transcript, blocks, lines[index - 1], line)
            )
            _add(current, line, text, goes_on=goes_on or rest)
    return found


def _name_in(text: str, following: str, *, alone: bool) -> _Signature | None:
    """Return the signature that `text` opens, or None: a name, a group, or a surname over a title."""
    cut = _TITLE_AFTER.split(text, maxsplit=1)
    name = read_name(cut[0])
    if name and len(name.name.split()) > 1 and (is_name(name.name) or name.honorific or name.title):
        titles = [name.title] if name.title else []
        if len(cut) > 1:
            titles.append(cut[1])
        return _Signature(name.name, [], titles, confidence=name.confidence)
    if (
        alone
        and _GROUP.search(text)
        and kind_of(text) != LineKind.TITLE
        and not text.endswith(".")
        and len(text.split()) < 9
    ):
        return _Signature(text.strip(" ,"), [], confidence=0.8)
    word = text.strip(" ,.")
    if (
        alone
        and re.fullmatch(r"[A-Z][A-Za-z'’-]{2,}", word)
        and kind_of(following) == LineKind.TITLE
        and kind_of(word) == LineKind.OTHER
    ):
        return _Signature(word, [], confidence=0.7)
    return None


def _may_begin(texts: Sequence[str], index: int) -> bool:
    """Return whether a name at line `index` opens a signature inside a block that has begun already.

    A list of names alone is as many signers; between titles, a name needs a title under it, since a title that the
    column broke may leave two capitalised words on a line of their own.
    """
    if index == 0:
        return True
    earlier = texts[:index]
    if not any(read_name(text) for text in earlier):
        return True
    others = [text for text in texts if not read_name(text)]
    if not others:
        return True
    return index + 1 < len(texts) and kind_of(texts[index + 1]) == LineKind.TITLE and not is_name(texts[index + 1])


def _add(signature: _Signature, line: TranscriptLine, text: str, *, goes_on: bool) -> None:
    signature.lines.append(line)
    behalf = _BEHALF.match(text)
    if behalf:
        signature.on_behalf_of = behalf["whom"].strip(" ,.")
    elif goes_on and signature.titles:
        signature.titles[-1] = f"{signature.titles[-1]} {text}".strip()
    elif signature.on_behalf_of and kind_of(text) == LineKind.OTHER:
        signature.on_behalf_of = f"{signature.on_behalf_of} {text}".strip(" ,")
    else:
        signature.titles.append(text.strip(" ,"))


def _is_ink(text: str) -> bool:
    """Return whether a line is what a scanner made of handwriting: signs and scraps, no word of length."""
    words = re.findall(r"[A-Za-z]{3,}", text)
    return not words or (bool(_INK.search(text)) and len(words) < 2)


def _without_echoes(signatures: Sequence[_Signature]) -> list[_Signature]:
    """Drop a name that the next one repeats: a signature set in type above the printed name."""
    rows: list[_Signature] = []
    for signature in signatures:
        if rows and folded(rows[-1].name) == folded(signature.name):
            rows[-1] = signature if not rows[-1].titles else rows[-1]
            continue
        rows.append(signature)
    titled = [row for row in rows if any(is_member_title(title) for title in row.titles)]
    if len(titled) > 3 and len(titled) >= 0.9 * len(rows):
        # Where nearly all have a title, a row of words without one and of doubtful shape is ink.
        rows = [row for row in rows if row.titles or row.confidence >= 0.9]
    return rows
