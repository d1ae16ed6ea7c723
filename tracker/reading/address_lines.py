"""The lines of an inside address as their writer meant them.

What the page shows is cut by columns: a line too long for its column goes on below, two addressees named on one line
are two, and on a scan that is a little askew a column may come in pieces. Here the pieces are put together again, and
each line is told apart by what it gives.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reading.broken_lines import had_no_room
from tracker.reading.misreadings import without_specks
from tracker.reading.names import PrintedName, is_name, read_name, split_names
from tracker.reading.offices import LineKind, ends_title, holds_together, kind_of
from tracker.reading.transcript import Span, Transcript, TranscriptLine

__all__ = ["AddressLine", "address_lines", "before_title"]


_TO = re.compile(r"^(?:to:|memorandum\s+(?:for|to):?)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AddressLine:
    """A line of an address as its writer meant it: one or more printed lines. `first` opens a block of the page."""

    text: str
    span: Span
    first: bool
    kind: LineKind
    name: PrintedName | None


def address_lines(transcript: Transcript, blocks: Sequence[Span], *, greeting: str = "") -> list[AddressLine]:
    """Return the lines of the address `blocks` in the order in which they are read, broken ones joined.

    `greeting` is the salutation's text: a surname that it names may have been broken off in the address.
    """
    entries: list[AddressLine] = []
    for rows in _stacks(transcript, blocks):
        index, first = 0, True
        while index < len(rows):
            taken = [rows[index]]
            while index + len(taken) < len(rows) and _broken(
                transcript, blocks, taken, rows[index + len(taken)], greeting
            ):
                taken.append(rows[index + len(taken)])
            text = _TO.sub("", _joined(transcript, taken))
            names = split_names(text) if len(taken) == 1 else (text,)
            for part in names if all(read_name(before_title(part)) for part in names) else (text,):
                at = transcript.text.find(part, taken[0].span.start)
                span = (
                    Span(at, at + len(part))
                    if len(names) > 1 and at >= 0
                    else Span(taken[0].span.start, taken[-1].span.end)
                )
                name = read_name(before_title(part))
                # "The Honorable Jane Roe, Jr." has the shape of a city and its state, but no city is honorable.
                kind = (
                    LineKind.OTHER if name and name.honorific and kind_of(part) == LineKind.ADDRESS else kind_of(part)
                )
                entries.append(AddressLine(part, span, first, kind, name))
                first = False
            index += len(taken)
    return entries


def before_title(text: str) -> str:
    """Return a line up to the comma before a title: "Admiral Jane Roe, Commandant"."""
    for mark in re.finditer(r",\s+|\s+[-–—]\s+|\s+\((?=[^()]*\)$)", text):
        right = text[mark.end() :].rstrip(")")
        if kind_of(right) == LineKind.TITLE or kind_of(right) == LineKind.ORGANIZATION:
            return text[: mark.start()]
    return text


def _joined(transcript: Transcript, lines: Sequence[TranscriptLine]) -> str:
    return " ".join(without_specks(transcript.shown(line.span)) for line in lines).strip()


def _stacks(transcript: Transcript, blocks: Sequence[Span]) -> list[list[TranscriptLine]]:
    """Return the lines of each block, a block that stands close under another of its column joined to it.

    On a scan that is a little askew, columns of addresses may be cut across: two names, then two titles.
    """
    stacks: list[list[TranscriptLine]] = []
    for block in blocks:
        lines = [line for line in transcript.lines_in(block) if without_specks(transcript.shown(line.span))]
        if not lines:
            continue
        top, edge = lines[0], _left_edge(transcript, lines[0])
        above = next(
            (
                stack
                for stack in stacks
                if stack[-1].page == top.page
                and abs(_left_edge(transcript, stack[-1]) - edge) < 0.7 * top.size
                and -0.5 * top.size < top.upright.y0 - stack[-1].upright.y1 < 0.45 * top.size
            ),
            None,
        )
        if above is None:
            stacks.append(lines)
        else:
            above += lines
    return stacks


def _left_edge(transcript: Transcript, line: TranscriptLine) -> float:
    """Return where a line's first word begins; a speck before it is no word."""
    words = transcript.words_in(line.span)
    whole = (word.upright.x0 for word in words if re.search(r"\w", transcript.text[word.span.start : word.span.end]))
    return next(whole, line.upright.x0)


# "The Honorable Jane Roe, Ranking" over "Member": these are no posts without what follows.
_OPENS_A_POST = re.compile(
    r",\s(?:(?:Ranking|Vice|Deputy|Acting|Assistant|Associate|Senior|Executive|Attorney|Postmaster|Inspector|Comptroller|Under)\s?){1,2}$"
)


# "Subcommittee on Agriculture, Rural Development, Food and Drug" over "Administration, and Related Agencies"
_LISTS = re.compile(r"(?:Sub)?[Cc]ommittee\son\s(?!.*,\sand\s)[^,]+,\s")
_ENDS_LIST = re.compile(r"[A-Z]\w+(?:\s[A-Z]\w+)*,\sand\s[A-Z]|and\s[A-Z]")


def _broken(
    transcript: Transcript,
    blocks: Sequence[Span],
    taken: Sequence[TranscriptLine],
    following: TranscriptLine,
    greeting: str,
) -> bool:
    """Return whether `following` is the rest of the line `taken`, broken because the column was too narrow."""
    before, after = _joined(transcript, taken), _joined(transcript, [following])
    opens = _OPENS_A_POST.search(before)
    if opens and len(after.split()) == 1 and kind_of(f"{opens[0][1:]} {after}".strip()) == LineKind.TITLE:
        return True
    if _LISTS.match(before) and _ENDS_LIST.match(after):
        return True
    if len(taken) > 3 or (kind_of(before) == LineKind.ADDRESS and not before.endswith(",")):
        return False
    if read_name(after) and read_name(after) != PrintedName(name=after) and not re.search(r"\b(?:and|of|&)$", before):
        return False
    if read_name(before) and not re.search(r"(?:,|\b(?:and|&))$", before):
        # A name fills its line; only the end of a long name may be broken off.
        rest = len(after.split()) == 1 and kind_of(after) == LineKind.OTHER
        name = read_name(before)
        if rest and name and name.honorific and " " not in name.name and is_name(f"{name.name} {after}"):
            # "The Honorable Chiquita" has no surname yet.
            return True
        whole = rest and is_name(f"{before} {after}")
        fuller = rest and name is not None and is_name(f"{name.name} {after}")
        if fuller and re.search(rf"\b{re.escape(after)}\b", greeting):
            return True  # The greeting names the surname that the column broke off.
        return whole and had_no_room(transcript, blocks, taken[-1], following)
    if holds_together(before, after):
        if before.endswith(","):
            # "Chairman," over "Committee on …" are a title and a body; "Committee on Agriculture," goes on.
            return kind_of(before) == LineKind.ORGANIZATION or had_no_room(transcript, blocks, taken[-1], following)
        return True
    indent = _left_edge(transcript, following) - _left_edge(transcript, taken[0])
    if indent > 0.4 * following.size and following.page == taken[0].page:
        # A hanging indent marks the rest of a long line.
        return (
            abs(following.upright.y0 - taken[-1].upright.y0) < 3 * following.size and kind_of(after) != LineKind.ADDRESS
        )
    if kind_of(after) in (LineKind.ADDRESS, LineKind.DELIVERY):
        return False
    # An office's noun ends a title: "Chief Executive Officer" over "Meta" are two lines, however narrow the column.
    if ends_title(before):
        return False
    return had_no_room(transcript, blocks, taken[-1], following) and not _stands_alone(after)


def _stands_alone(text: str) -> bool:
    """Return whether a line makes sense without the one before: a title, or a body of two words and more."""
    if is_name(text) and len(text.split()) > 1 and kind_of(text) == LineKind.OTHER:
        return True
    return kind_of(text) == LineKind.TITLE or (kind_of(text) == LineKind.ORGANIZATION and len(text.split()) > 1)
