"""Which lines are the letter's own words, and which are the paper's: letterhead, rosters, running heads, page numbers.

Zones are told by place, type size and repetition, and only where these leave a doubt by a word or two. When in doubt a
line stays in the body: a head line too many is a smaller fault than a sentence lost.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reading.blocks import Setting
from tracker.reading.glyphs import Rule
from tracker.reading.layout import Zone
from tracker.reading.strips import Strip

__all__ = ["Face", "zone_pages"]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"\b{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b|\b\d{{1,2}}\s+{_MONTH}\s+(?:19|20)\d\d\b", re.I
)
_PAGE_NUMBER = re.compile(r"^\W*(?:page|pg\.?)?\W*(?:\d{1,3}|[ivx]{1,5})\W*(?:(?:of|/)\W*\d{1,3})?\W*$", re.I)
_PAGE_WORD = re.compile(r"\bpage\s+(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\b", re.I)
_PAPER = re.compile(
    r"https?://|\bwww\.|\.gov\b|printed on recycled|recycled paper|\(?\d{3}\)?[ -]\d{3}-\d{4}|"
    r"washington,? d\.?c\.?|^\W*$",
    re.I,
)
_NOTE_MARK = re.compile(r"^(?:\[?\(?\d{1,3}[\])]?\.?|[*†‡§]+)$")
_GREETS = re.compile(r"^(?:my )?dear\b", re.I)
_OPENS = re.compile(r"^(?:dear|the honorable|hon\.|mr\.|mrs\.|ms\.|dr\.|members\b|to:|re:|via )", re.I)


@dataclass(frozen=True, slots=True)
class Face:
    """A page's size, its strips in the order of rows, and the thin rules drawn on it."""

    number: int
    width: float
    height: float
    strips: Sequence[Strip]
    rules: Sequence[Rule] = ()


def zone_pages(faces: Sequence[Face], setting: Setting) -> None:
    """Set each strip's zone. Steps that come first have the last word."""
    repeated = _repeated(faces)
    greeted_on = next((face.number for face in faces if any(_GREETS.match(strip.text) for strip in face.strips)), 0)
    for face in faces:
        _find_margins(face, setting)
        _find_footers(face, setting, repeated)
        if face.number == faces[0].number:
            _find_letterhead(face, setting)
        else:
            # Addresses that go on over a page's end repeat titles and towns of the first page, and are no running head.
            words = _head_words(faces[0]) if face.number > greeted_on else set()
            _find_header(face, setting, repeated, words)
        _find_footnotes(face, setting)
        _find_small_print(face, setting)


def _key(strip: Strip) -> str:
    return re.sub(r"\d+", "#", strip.text.casefold()).strip()


def _repeated(faces: Sequence[Face]) -> set[str]:
    """Return the texts (figures aside) that stand at the same height on two pages or more, near an edge.

    What stands twice on one page ("Member of Congress" under each of its signatures) is no furniture.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for face in faces:
        on_page = Counter(_key(strip) for strip in face.strips)
        places = {
            (_key(strip), round(strip.y / 6) + nudge)
            for strip in face.strips
            if (strip.y < 0.2 * face.height or strip.y > 0.85 * face.height) and on_page[_key(strip)] == 1
            for nudge in (0, 1)
        }
        seen.update(places)
    return {text for (text, _), count in seen.items() if count > 1 and text}


def _head_words(first: Face) -> set[str]:
    """Return what a running head may repeat from the first page: the short lines above the salutation.

    What stands there twice is a title or a town of several addressees, and tells no head.
    """
    head: Counter[str] = Counter()
    for strip in first.strips:
        if strip.y > 0.6 * first.height or strip.text.casefold().startswith("dear "):
            break
        if len(strip.text) <= 60:
            head[_bare(strip.text)] += 1
    return {text for text, count in head.items() if count == 1}


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _rows(strips: Sequence[Strip]) -> list[list[Strip]]:
    rows: list[list[Strip]] = []
    for strip in strips:
        if rows and rows[-1][0].row == strip.row:
            rows[-1].append(strip)
        else:
            rows.append([strip])
    return rows


def _find_margins(face: Face, setting: Setting) -> None:
    """Tiny type at the sides of the page, or beside the body's column, is a roster of members or a printer's mark."""
    middle = face.width / 2
    for strip in face.strips:
        tiny = strip.size <= 0.68 * setting.size
        beside = strip.x1 < setting.left - 2 or strip.x0 > setting.right + 2
        centred = abs((strip.x0 + strip.x1) / 2 - middle) < 0.08 * face.width
        in_footer = strip.y > 0.88 * face.height
        if in_footer or centred:
            continue
        aside = strip.x1 < middle - 0.05 * face.width or strip.x0 > middle + 0.05 * face.width
        if (tiny and strip.y < 0.45 * face.height and aside) or (beside and strip.size < 0.9 * setting.size):
            strip.zone = Zone.MARGIN


def _find_footers(face: Face, setting: Setting, repeated: set[str]) -> None:
    """From the foot of the page upwards: page numbers, what every page repeats, and the office's centred address."""
    rows = _rows([strip for strip in face.strips if strip.zone is Zone.BODY])
    for row in reversed(rows):
        if row[0].y < 0.86 * face.height:
            break
        for strip in row:
            number = bool(_PAGE_NUMBER.match(strip.text)) and any(char.isalnum() for char in strip.text)
            centred = abs((strip.x0 + strip.x1 - face.width) / 2) < 0.05 * face.width and strip.x0 > setting.left + 20
            paper = centred and strip.size <= 0.85 * setting.size and bool(_PAPER.search(strip.text))
            # A note begins at the text's own edge; what is small and set in the middle of the foot is the office's.
            tiny = strip.size <= (0.7 if centred else 0.6) * setting.size
            if number or paper or tiny or (_key(strip) in repeated and strip.y > 0.9 * face.height):
                strip.zone = Zone.FOOTER
        if any(strip.zone is Zone.BODY for strip in row):
            break


def _find_small_print(face: Face, setting: Setting) -> None:
    """At the very foot, addresses in small type that are no footnotes."""
    for strip in face.strips:
        low = strip.zone is Zone.BODY and strip.y > 0.9 * face.height
        if low and strip.size <= 0.85 * setting.size and _PAPER.search(strip.text):
            strip.zone = Zone.FOOTER


def _find_letterhead(face: Face, setting: Setting) -> None:
    """On the first page, what stands above the first line of the letter itself.

    A letterhead is larger or smaller than the text, or set in the middle of the page; a date is neither read as one
    nor passed over, wherever it stands.
    """
    middle = face.width / 2
    rows = _rows([strip for strip in face.strips if strip.zone is Zone.BODY])
    head: list[Strip] = []
    for row in rows:
        if row[0].y > 0.45 * face.height or any(_DATE.search(s.text) or _OPENS.match(s.text) for s in row):
            break
        other_size = all(not 0.9 <= strip.size / setting.size <= 1.1 for strip in row)
        centre = (min(strip.x0 for strip in row) + max(strip.x1 for strip in row)) / 2
        narrow = row[-1].x1 - row[0].x0 < 0.75 * (setting.right - setting.left)  # an indented line seems centred too
        is_centred = (
            narrow and abs(centre - middle) < 0.03 * face.width and row[0].x0 > setting.left + 1.5 * setting.size
        )
        if not other_size and not is_centred:
            break
        head.extend(row)
    for strip in head:
        strip.zone = Zone.LETTERHEAD


def _find_header(face: Face, setting: Setting, repeated: set[str], head_words: set[str]) -> None:
    """On later pages, the short lines at the top that number the page, or repeat another page or the first one's lines.

    The head ends at the first gap, or at the first line that is long, or that is neither repeated nor a page number
    and has no such line below it.
    """
    rows = _rows([strip for strip in face.strips if strip.zone is Zone.BODY and strip.y < 0.22 * face.height])
    head: list[list[Strip]] = []
    for row in rows[:7]:
        if head and row[0].y - head[-1][0].y > 1.75 * setting.lead * setting.size:
            break
        if any(strip.x1 - strip.x0 > 0.7 * (setting.right - setting.left) for strip in row):
            break
        head.append(row)
    last = -1
    for index, row in enumerate(head):
        if any(_is_head(strip, repeated, head_words) for strip in row):
            last = index
    for row in head[: last + 1]:
        for strip in row:
            strip.zone = Zone.HEADER


def _is_head(strip: Strip, repeated: set[str], head_words: set[str]) -> bool:
    text = strip.text
    if _PAGE_NUMBER.match(text) and any(char.isalnum() for char in text):
        return True
    if _PAGE_WORD.search(text) and len(text) < 60:
        return True
    return _key(strip) in repeated or _bare(text) in head_words


def _find_footnotes(face: Face, setting: Setting) -> None:
    """Small type at the foot of the page that begins with a mark, or stands under a rule."""
    rows = [row for row in _rows([strip for strip in face.strips if strip.zone is Zone.BODY]) if row]
    start = len(rows)
    while start and max(strip.size for strip in rows[start - 1]) <= 0.9 * setting.size:
        start -= 1
    notes = rows[start:]
    while notes and not _opens_notes(notes[0], rows[start - 1] if start else None, face, setting):
        notes = notes[1:]
        start += 1
    if not notes or notes[0][0].y < 0.25 * face.height:
        return
    for row in notes:
        for strip in row:
            strip.zone = Zone.FOOTNOTE


def _opens_notes(row: list[Strip], above: list[Strip] | None, face: Face, setting: Setting) -> bool:
    first = row[0].words[0]
    if first.superscript or _NOTE_MARK.match(first.text) or re.match(r"^(?:\[\d{1,3}\]|\d{1,2})\D", first.text):
        return True
    ceiling = above[0].y if above else 0.0
    return any(ceiling < rule.y < row[0].y and rule.x1 - rule.x0 < 0.6 * face.width for rule in face.rules)
