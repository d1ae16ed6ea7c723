"""Who signed: the printed names under the closing, and what stands under each.

Only the letter's ending is read, so no roster in a margin, no letterhead and no name in the body can sign. A block is a
name and its titles, or a list of names alone; ink over a name leaves no words, or on a scan scraps that make no name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading.broken_lines import had_no_room
from tracker.reading.layout import Box, bounding_box
from tracker.reading.misreadings import folded, without_specks
from tracker.reading.names import is_name, read_name
from tracker.reading.offices import LineKind, holds_together, kind_of, starts_anew
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


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line of an ending; ink may have cut it into several of the page's lines."""

    text: str
    lines: tuple[TranscriptLine, ...]

    @property
    def upright(self) -> Box:
        return bounding_box([line.upright for line in self.lines])


@dataclass(slots=True)
class _Signature:
    name: str
    rows: list[_Row] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    on_behalf_of: str = ""
    confidence: float = 1.0


def find_signers(transcript: Transcript, parts: Parts) -> tuple[Signer, ...]:
    """Return the signers in reading order."""
    signatures: list[_Signature] = []
    for block in _blocks(transcript, parts.signatures):
        signatures += _of_block(transcript, parts.signatures, block, signatures)
    sure = 1.0 if parts.closing else 0.7
    signers = []
    for signature in _without_echoes(signatures):
        span = Span(signature.rows[0].lines[0].span.start, signature.rows[-1].lines[-1].span.end)
        signers.append(
            Signer(
                text="\n".join(row.text for row in signature.rows),
                span=span,
                rule="name under the closing" if parts.closing else "names at the end",
                name=signature.name,
                title=", ".join(signature.titles),
                on_behalf_of=signature.on_behalf_of,
                confidence=round(signature.confidence * sure * transcript.confidence(span), 3),
            )
        )
    return tuple(signers)


def _blocks(transcript: Transcript, spans: Sequence[Span]) -> list[list[_Row]]:
    """Return the blocks as rows. A name that ink cut in two ("Carolyn", "B. Roe" on one baseline) is joined again."""
    blocks: list[list[_Row]] = []
    for span in spans:
        rows: list[_Row] = []
        for line in transcript.lines_in(span):
            row = _Row(without_specks(transcript.shown(line.span)), (line,))
            before = rows or (blocks[-1] if blocks else [])
            if before and _is_cut(before[-1], row):
                before[-1] = _Row(f"{before[-1].text} {row.text}", (*before[-1].lines, line))
            else:
                rows.append(row)
        if rows:
            blocks.append(rows)
    return blocks


def _is_cut(left: _Row, right: _Row) -> bool:
    one, other = left.lines[-1], right.lines[0]
    if one.page != other.page or abs(one.upright.y0 - other.upright.y0) > 0.5 * one.size:
        return False
    close = 0 <= other.upright.x0 - one.upright.x1 < 3 * one.size
    return close and not is_name(left.text) and is_name(f"{left.text} {right.text}")


def _of_block(
    transcript: Transcript, blocks: Sequence[Span], rows: Sequence[_Row], before: list[_Signature]
) -> list[_Signature]:
    """Return the signatures of one block. A block that opens with a title belongs to the name right above it."""
    texts = [row.text for row in rows]
    found: list[_Signature] = []
    for index, row in enumerate(rows):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        name = _name_in(row.text, following, alone=index == 0)
        goes_on = bool(found) and holds_together(texts[index - 1], row.text)
        if name and not goes_on and _may_begin(texts, index):
            name.rows.append(row)
            found.append(name)
        elif _is_ink(row.text):
            continue
        elif found and index == 1 and _ends_name(transcript, blocks, rows[0], row):
            found[-1].name = f"{found[-1].name} {row.text.strip(' ,')}"
            found[-1].rows.append(row)
        elif found:
            whole = kind_of(row.text) == LineKind.TITLE or starts_anew(row.text)
            rest = not whole and had_no_room(transcript, blocks, rows[index - 1].lines[-1], row.lines[0])
            _add(found[-1], row, goes_on=goes_on or rest)
        elif before and kind_of(row.text) in (LineKind.TITLE, LineKind.ORGANIZATION) and _is_under(row, before[-1]):
            _add(before[-1], row, goes_on=False)
    return found


def _ends_name(transcript: Transcript, blocks: Sequence[Span], name: _Row, row: _Row) -> bool:
    """Return whether `row` is the surname that a narrow column broke off from a long name."""
    whole = f"{name.text} {row.text}"
    alone = len(row.text.split()) == 1 and kind_of(row.text) == LineKind.OTHER
    return alone and is_name(whole) and had_no_room(transcript, blocks, name.lines[-1], row.lines[0])


def _is_under(row: _Row, signature: _Signature) -> bool:
    """Return whether `row` stands right under a signature, and not under one that ink made unreadable."""
    last, size = signature.rows[-1], row.lines[0].size
    if last.lines[-1].page != row.lines[0].page:
        return False
    below = -0.5 * size <= row.upright.y0 - last.upright.y1 < 2.5 * size
    return below and row.upright.x0 < last.upright.x1 and last.upright.x0 < row.upright.x1


def _name_in(text: str, following: str, *, alone: bool) -> _Signature | None:
    """Return the signature that `text` opens, or None: a name, a group, or what is left of a name over a title."""
    cut = _TITLE_AFTER.split(text, maxsplit=1)
    name = read_name(cut[0])
    if name and len(name.name.split()) > 1:
        titles = [title for title in (name.title, *cut[1:]) if title]
        return _Signature(name.name, titles=titles, confidence=name.confidence)
    if not alone or kind_of(text) in (LineKind.TITLE, LineKind.ADDRESS) or len(text.split()) > 8:
        return None
    if _GROUP.search(text) and not text.endswith("."):
        return _Signature(text.strip(" ,"), confidence=0.8)
    if kind_of(text) == LineKind.OTHER and kind_of(following) == LineKind.TITLE and not is_name(following):
        # A surname alone, or a name that ink made hard to read: the title under it says that it is one.
        word = re.sub(r"^[^\w]+|[^\w.]+$", "", text)
        if re.search(r"[^\W\d_]{3,}", word) and len(word.split()) < 6 and not re.search(r"\d", word):
            return _Signature(word, confidence=0.7 if re.fullmatch(r"[A-Z][\w'’-]+", word) else 0.4)
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


def _add(signature: _Signature, row: _Row, *, goes_on: bool) -> None:
    signature.rows.append(row)
    behalf = _BEHALF.match(row.text)
    if behalf:
        signature.on_behalf_of = behalf["whom"].strip(" ,.")
    elif goes_on and signature.titles:
        signature.titles[-1] = f"{signature.titles[-1]} {row.text}".strip()
    elif signature.on_behalf_of and kind_of(row.text) == LineKind.OTHER:
        signature.on_behalf_of = f"{signature.on_behalf_of} {row.text}".strip(" ,")
    else:
        signature.titles.append(row.text.strip(" ,"))


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
    return rows
