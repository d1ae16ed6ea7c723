"""Where a letter's parts lie.

Two lines hold a letter together: the salutation ("Dear …:") and the closing ("Sincerely,"). What stands before the
first is the opening (letterhead, date, addresses, subject); what stands after the second is the ending (signatures,
enclosures, copies). A letter without one of them is still cut: the opening then ends where the first paragraph begins,
and the ending begins where the last run of names does. `find_*` lower their confidence when a part is missing.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby

from tracker.reading.dates import find_dates
from tracker.reading.formulas import (
    closes,
    greets,
    greets_by_title,
    is_letterhead,
    is_reference,
    opens_copies,
    opens_enclosures,
    opens_from,
    opens_subject,
    says_received,
)
from tracker.reading.layout import Zone
from tracker.reading.misreadings import folded, without_specks
from tracker.reading.names import is_name, read_name, surname
from tracker.reading.offices import LineKind, is_congress, kind_of
from tracker.reading.parts import Parts
from tracker.reading.transcript import Span, Transcript, TranscriptLine

__all__ = ["segment"]

# "ATTN: Jane Roe" says how a letter finds its way, and to whom.
_FOR_SOMEONE = re.compile(r"^(?:attn|attention|c/o)\b", re.IGNORECASE)


def segment(transcript: Transcript) -> Parts:
    """Return where each part of the letter lies, as spans of `transcript`.

    1. The salutation and the closing are found. 2. The opening and the ending are sorted line by line. 3. What is left
    between them is the body, which runs across pages as one span.
    """
    lines = [
        line for line in transcript.lines if line.zone == Zone.BODY and without_specks(transcript.shown(line.span))
    ]
    cut = _Cut(transcript, lines)
    salutation = cut.salutation()
    opening_end = salutation[0] if salutation else cut.first_paragraph()
    body_start = salutation[1] if salutation else opening_end
    closing = cut.closing(body_start)
    body_end, ending_start = closing if closing else (cut.last_paragraph(body_start),) * 2

    dateline, used = cut.dateline(opening_end)
    subject, body_start = cut.subject(opening_end, body_start, body_end)
    address = cut.address(opening_end, used, subject)
    signatures, enclosures, copies = cut.ending(ending_start)
    if not address:
        # Notes on small paper carry the address at the foot of the letter.
        address, signatures = cut.address_at_foot(signatures)
    body = lines[body_start:body_end]
    end_of_text = body[-1].span.end if body else (salutation[2].end if salutation else 0)
    start_of_text = body[0].span.start if body else end_of_text
    if salutation and body and salutation[2].end > body[0].span.start:
        start_of_text = salutation[2].end
    return Parts(
        body=Span(start_of_text, max(start_of_text, end_of_text)),
        letterhead=(
            *(span for span in cut.zone(Zone.LETTERHEAD) if span not in address),
            *cut.letterhead(opening_end, used, address, subject),
        ),
        dateline=dateline,
        inside_address=address,
        subject=subject,
        salutation=salutation[2] if salutation else None,
        closing=cut.closing_span(body_end) if closing else None,
        signatures=signatures,
        enclosures=enclosures,
        copies=copies,
        footnotes=cut.zone(Zone.FOOTNOTE),
    )


class _Cut:
    """The body's lines of one transcript, asked part by part. All positions are indexes into `lines`."""

    def __init__(self, transcript: Transcript, lines: Sequence[TranscriptLine]) -> None:
        self.transcript = transcript
        self.lines = lines
        self.texts = [without_specks(transcript.shown(line.span)) for line in lines]

    def zone(self, zone: Zone) -> tuple[Span, ...]:
        """Return one span for each block of `zone`."""
        return _block_spans(line for line in self.transcript.lines if line.zone == zone)

    def salutation(self) -> tuple[int, int, Span] | None:
        """Return (first line, line after, span) of the greeting, or None. A greeting may run over several lines."""
        opening = self.texts[:160]
        found = next((index for index, text in enumerate(opening) if greets(text)), None)
        if found is None:
            found = next((index for index in range(1, len(opening)) if self._greets_by_title(index)), None)
        for index in () if found is None else (found,):
            last = self._end_of_greeting(index)
            end = self.lines[last].span.end
            inline = re.match(r"^[^:]{5,160}:(?=\s+\S.{30,})", self.texts[last])
            if inline:
                # The first paragraph goes on in the salutation's line.
                offset = self.transcript.text[self.lines[last].span.start : end].find(":") + 1
                return index, last, Span(self.lines[index].span.start, self.lines[last].span.start + offset)
            return index, last + 1, Span(self.lines[index].span.start, end)
        return None

    def _greets_by_title(self, index: int) -> bool:
        """Whether a line that names a title and a person, alone in its block above prose, is the greeting."""
        line = self.lines[index]
        alone = self.lines[index - 1].block != line.block
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        prose = below is not None and below.block != line.block and len(self.texts[index + 1]) >= 35
        return alone and prose and greets_by_title(self.texts[index])

    def _end_of_greeting(self, index: int) -> int:
        for last in range(index, min(index + 6, len(self.lines))):
            text = self.texts[last]
            if last > index and self.lines[last].block != self.lines[index].block:
                return last - 1
            if re.search(r"[:;]\s*$", text) or re.match(r"^[^:]{5,160}:\s", text):
                return last
            if text.endswith((",", ".")) and not self._goes_on(last, index):
                return last
        return index

    def _goes_on(self, last: int, index: int) -> bool:
        """Return whether a list of addressees in a greeting goes on after a comma at the end of line `last`."""
        for later in range(last + 1, min(index + 6, len(self.lines))):
            if self.lines[later].block != self.lines[index].block or len(self.texts[later].split()) > 14:
                return False
            if re.search(r"[:;,]\s*$", self.texts[later]):
                small = [
                    word for word in self.texts[later].split() if word[0].islower() and word not in ("and", "of", "the")
                ]
                return len(small) <= 1
        return False

    def closing(self, start: int) -> tuple[int, int] | None:
        """Return (line of the closing, line after it), or None."""
        for index in range(start, len(self.texts)):
            sure = closes(self.texts[index])
            if sure and (sure == 1.0 or self._names_follow(index + 1)):
                return index, index + 1
        return None

    def closing_span(self, index: int) -> Span:
        return self.lines[index].span

    def _names_follow(self, index: int) -> bool:
        return any(is_name(text) for text in self.texts[index : index + 3])

    def first_paragraph(self) -> int:
        """Return the first line of prose, for a letter that greets nobody."""
        for index, line in enumerate(self.lines):
            if self._is_prose(line.block):
                return index
        return 0

    def last_paragraph(self, start: int) -> int:
        """Return the line after the last prose before the names or the enclosures, for a letter that does not close."""
        end = next(
            (
                i
                for i in range(start, len(self.texts))
                if opens_copies(self.texts[i]) or opens_enclosures(self.texts[i])
            ),
            len(self.lines),
        )
        first = end
        for index in range(end - 1, start - 1, -1):
            line = self.lines[index]
            if self._is_prose(line.block) or self._is_sentence(index):
                break
            if is_name(self.texts[index]) or kind_of(self.texts[index]) == LineKind.TITLE:
                first = index
        return first

    def _is_sentence(self, index: int) -> bool:
        text = self.texts[index]
        return text.endswith((".", "?", ":")) and len(text.split()) > 4 and not read_name(text)

    def _is_prose(self, block: int) -> bool:
        return block in self._prose

    @cached_property
    def _prose(self) -> frozenset[int]:
        """The blocks that are sentences: sixteen words or more, most of them without a capital."""
        wholes: dict[int, str] = {}
        for line, text in zip(self.lines, self.texts, strict=True):
            wholes[line.block] = f"{wholes.get(line.block, '')} {text}".strip()
        return frozenset(block for block, whole in wholes.items() if _reads_as_prose(whole))

    def dateline(self, opening_end: int) -> tuple[Span | None, int | None]:
        """Return the span of the date that the letter bears, and its line's index when it is one of the body's."""
        best: tuple[float, int, int | None, Span] | None = None
        inside = {id(line): index for index, line in enumerate(self.lines)}
        for position, line in enumerate(self.transcript.lines):
            index = inside.get(id(line))
            if line.page > 2 or (index is None and line.zone in (Zone.BODY, Zone.FOOTNOTE, Zone.MARGIN, Zone.FOOTER)):
                continue
            if (index is not None and index >= opening_end) or (index is None and line.page > 1):
                continue
            for span, share in self._dates_of(line):
                score = share - (0.0 if index is not None else 0.2) - (0.3 if line.zone == Zone.STAMP else 0.0)
                if best is None or score > best[0]:
                    best = (score, position, index, span)
        return (best[3], best[2]) if best and best[0] >= 0.25 else (None, None)

    def _dates_of(self, line: TranscriptLine) -> list[tuple[Span, float]]:
        raw = self.transcript.text[line.span.start : line.span.end]
        if says_received(raw) or opens_subject(raw.strip()) or self._block_says_received(line):
            return []
        return [
            (
                Span(line.span.start + date.start, line.span.start + date.end),
                len(date.text) / max(len(raw.strip()), 1) * date.confidence,
            )
            for date in find_dates(raw)
            if date.date
        ]

    def _block_says_received(self, line: TranscriptLine) -> bool:
        if line.zone != Zone.STAMP:
            return line.block in self._receipts
        beside = (other for other in self.transcript.lines if other.block == line.block and other.page == line.page)
        return any(says_received(self.transcript.shown(other.span)) for other in beside)

    def subject(self, opening_end: int, body_start: int, body_end: int) -> tuple[Span | None, int]:
        """Return the subject's span, and the first line of the body, which a subject under the greeting moves down."""
        for index in range(opening_end):
            if opens_subject(self.texts[index]):
                last = self._end_of_block(index, opening_end)
                while last + 1 < opening_end and self._stands_close(last, last + 1):
                    last += 1
                return Span(self.lines[index].span.start, self.lines[last].span.end), body_start
        if body_start < body_end:
            last = self._end_of_block(body_start, body_end)
            block = self.lines[body_start : last + 1]
            whole = " ".join(self.texts[body_start : last + 1])
            if opens_subject(self.texts[body_start]) or (all(line.bold for line in block) and len(whole) < 300):
                return Span(block[0].span.start, block[-1].span.end), last + 1
        return self._bold_subject(opening_end), body_start

    def _stands_close(self, index: int, below: int) -> bool:
        """Return whether line `below` goes on under `index` as lines of one block do, and opens no address."""
        one, other = self.lines[index], self.lines[below]
        close = one.page == other.page and -0.5 * one.size < other.upright.y0 - one.upright.y1 < 0.45 * one.size
        return close and not _addresses(self.texts[below]) and not find_dates(self.texts[below])

    def _bold_subject(self, opening_end: int) -> Span | None:
        """Return the bold block between the address and the greeting. A letterhead is bold too, but stands first."""
        seen_address = False
        for block, span, members in self._blocks(range(opening_end)):
            bold = all(self.lines[index].bold for index in members)
            text = self.transcript.shown(span)
            if bold and seen_address and not find_dates(text) and not read_name(text) and len(text) > 12:
                return span if not is_congress(text) or len(text) > 60 else None
            seen_address = seen_address or (block >= 0 and not bold)
        return None

    def _end_of_block(self, index: int, limit: int) -> int:
        last = index
        while last + 1 < limit and self.lines[last + 1].block == self.lines[index].block:
            last += 1
        return last

    def _blocks(self, indexes: Iterable[int]) -> list[tuple[int, Span, list[int]]]:
        rows = []
        for block, group in groupby(indexes, key=lambda index: self.lines[index].block):
            members = list(group)
            rows.append((block, Span(self.lines[members[0]].span.start, self.lines[members[-1]].span.end), members))
        return rows

    def _head_lines(self, opening_end: int, used: int | None) -> int:
        """Return how many of the opening's first lines are the letterhead that the page's zones did not take."""
        named = next((i for i in range(opening_end) if _addresses(self.texts[i])), None)
        if named is None:
            # A greeting's surname shows where the address begins that has no honorific.
            greeting = set(re.findall(r"[a-z'-]{3,}", folded(" ".join(self.texts[opening_end : opening_end + 2]))))
            named = next((i for i in range(opening_end) if self._greeted_in(i, greeting)), None)
        below = used is not None and any(
            not self._is_aside(i) and not opens_subject(self.texts[i]) for i in range(used + 1, opening_end)
        )
        if used is not None and (named is None or used < named) and (below or named is not None):
            return used
        # The date stands under the address, or there is none: only lines that a letterhead alone has are taken off.
        count = 0
        limit = named if named is not None else opening_end
        while count < limit and (is_letterhead(self.texts[count]) or (named is not None and self._is_scrap(count))):
            count += 1
        return count

    def _greeted_in(self, index: int, greeting: set[str]) -> bool:
        name = read_name(self.texts[index].partition(",")[0])
        return name is not None and kind_of(self.texts[index]) == LineKind.OTHER and surname(name.name) in greeting

    def _is_scrap(self, index: int) -> bool:
        """Return whether a line above the first name is what is left of a letterhead or of a roster beside it."""
        return self.texts[index].isupper() or kind_of(self.texts[index]) == LineKind.OTHER

    def letterhead(
        self, opening_end: int, used: int | None, address: Sequence[Span], subject: Span | None
    ) -> tuple[Span, ...]:
        taken = [*address, *([subject] if subject else [])]
        rows = (self.lines[i] for i in range(self._head_lines(opening_end, used)))
        return _block_spans(line for line in rows if not any(line.span.overlaps(span) for span in taken))

    def address(self, opening_end: int, used: int | None, subject: Span | None) -> tuple[Span, ...]:
        """Return one span for each block of the inside address."""
        kept = [
            index
            for index in range(self._head_lines(opening_end, used), opening_end)
            if index != used
            and not (subject and self.lines[index].span.overlaps(subject))
            and not self._is_aside(index)
            and not self._is_marginal(self.lines[index])
        ]
        strayed = self._strayed(self.lines[kept[0]]) if kept else None
        return (*([strayed.span] if strayed else []), *(span for _, span, _ in self._blocks(kept)))

    def _is_marginal(self, line: TranscriptLine) -> bool:
        """Return whether a line begins or ends outside the column of prose, where rosters stand."""
        left, right = self._column
        return line.upright.x1 < left or line.upright.x0 > right or line.upright.x1 > right + 4 * line.size

    @cached_property
    def _column(self) -> tuple[float, float]:
        """The left and right edge of the prose; no edges for a letter without prose."""
        prose = [line.upright for line in self.lines if line.block in self._prose]
        if not prose:
            return float("-inf"), float("inf")
        return min(box.x0 for box in prose), max(box.x1 for box in prose)

    def _strayed(self, first: TranscriptLine) -> TranscriptLine | None:
        """Return the line right above an address, in its type and at its edge, that the zones took for letterhead."""
        if read_name(self.transcript.shown(first.span)):
            return None
        for line in self.transcript.lines:
            if line.zone in (Zone.LETTERHEAD, Zone.HEADER) and line.page == first.page:
                close = -0.5 * first.size < first.upright.y0 - line.upright.y1 < first.size
                alike = (
                    abs(line.upright.x0 - first.upright.x0) < first.size
                    and abs(line.size - first.size) < 0.35 * first.size
                )
                if close and alike and read_name(self.transcript.shown(line.span)):
                    return line
        return None

    @cached_property
    def _receipts(self) -> frozenset[int]:
        """The blocks that are stamps of receipt: a few lines, none of which names a person."""
        found = set()
        for _, group in groupby(range(min(60, len(self.lines))), key=lambda index: self.lines[index].block):
            members = list(group)
            texts = [self.texts[index] for index in members]
            if len(members) <= 5 and any(map(says_received, texts)) and not any(map(_addresses, texts)):
                found.add(self.lines[members[0]].block)
        return frozenset(found)

    @cached_property
    def _from_lines(self) -> frozenset[int]:
        """The lines of a memorandum's head that say whom it is from, up to the next label or the block's end."""
        found: set[int] = set()
        for index, text in enumerate(self.texts[:60]):
            follows = index - 1 in found and self.lines[index].block == self.lines[index - 1].block
            if opens_from(text) or (follows and not re.match(r"^[A-Za-z]{2,10}\s*:", text)):
                found.add(index)
        return frozenset(found)

    def _is_aside(self, index: int) -> bool:
        text = self.texts[index]
        return bool(
            (kind_of(text) == LineKind.DELIVERY and not _FOR_SOMEONE.match(text))
            or index in self._from_lines
            or says_received(text)
            or self.lines[index].block in self._receipts
            or is_reference(text)
            or (len(text) < 4 and not text.isalpha())
        )

    def address_at_foot(self, signatures: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        foot = tuple(
            span
            for span in signatures
            if re.match(r"^(?:the\s+)?hon(?:orable|\.)", self.transcript.shown(span), re.IGNORECASE)
            and any(
                kind_of(self.transcript.shown(line.span)) == LineKind.ADDRESS for line in self.transcript.lines_in(span)
            )
        )
        return foot, tuple(span for span in signatures if span not in foot)

    def ending(self, start: int) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
        """Return the spans of (signatures, enclosures, copies) from line `start` on.

        Signatures end where a list begins ("Enclosure", "cc:") or prose does; what follows on later pages is attached
        to the letter and no part of it.
        """
        signatures: list[Span] = []
        enclosures: list[Span] = []
        copies: list[Span] = []
        indexes = list(range(start, len(self.lines)))
        page, strange = None, 0
        current: list[Span] | None = signatures
        for _, _, members in self._blocks(indexes):
            if page is not None and self.lines[members[0]].page > page and (enclosures or copies):
                break
            on_page = [i for i in members if page is None or self.lines[i].page <= page or not (enclosures or copies)]
            for head, run in self._runs(on_page):
                span = Span(self.lines[run[0]].span.start, self.lines[run[-1]].span.end)
                if head == "copy":
                    current = copies
                    copies.append(span)
                elif head == "enclosure":
                    current = enclosures
                    enclosures.append(span)
                elif self._is_prose(self.lines[run[0]].block):
                    return tuple(signatures), tuple(enclosures), tuple(copies)
                elif current is copies:
                    copies.append(span)
                elif current is signatures:
                    strange = 0 if self._may_sign(run) else strange + 1
                    if strange > 2:
                        return tuple(signatures), tuple(enclosures), tuple(copies)
                    signatures.append(span)
            if enclosures or copies:
                page = self.lines[members[-1]].page
        return tuple(signatures), tuple(enclosures), tuple(copies)

    def _runs(self, members: list[int]) -> list[tuple[str, list[int]]]:
        """Cut a block where a list begins inside it: "Enclosure" and "cc:" often stand close under the last name."""
        runs: list[tuple[str, list[int]]] = []
        for index in members:
            head = (
                "copy"
                if opens_copies(self.texts[index])
                else "enclosure"
                if opens_enclosures(self.texts[index])
                else ""
            )
            if head or not runs:
                runs.append((head, [index]))
            else:
                runs[-1][1].append(index)
        return runs

    def _may_sign(self, run: list[int]) -> bool:
        return any(read_name(self.texts[i]) or kind_of(self.texts[i]) != LineKind.OTHER for i in run)


def _reads_as_prose(whole: str) -> bool:
    words = whole.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= 16 and small > 0.5 * len(words) and not opens_subject(whole)


def _addresses(text: str) -> bool:
    """Return whether a line opens an inside address by itself: a name behind an honorific or a title."""
    name = read_name(re.sub(r"^to:\s*", "", text, flags=re.IGNORECASE).partition(",")[0])
    return bool(name and (name.honorific or name.title)) or folded(text) in ("the president", "the vice president")


def _block_spans(lines: Iterable[TranscriptLine]) -> tuple[Span, ...]:
    spans = []
    for _, group in groupby(lines, key=lambda line: line.block):
        members = list(group)
        spans.append(Span(members[0].span.start, members[-1].span.end))
    return tuple(spans)
