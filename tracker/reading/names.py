"""What a person's name looks like in print, and what stands before and after it.

"The Honorable", "Mr." and "Dr." are honorifics and no part of a name; "Secretary" before a name is a title, and "M.D."
after it a credential; "Jr." belongs to the name. Whether the words left over can be a name at all is decided
by their shape (two to seven capitalised words, initials, particles) and by words that no name holds ("Committee").
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.reading.misreadings import folded, phrase_list, starts_like, word_list

__all__ = ["STATES", "PrintedName", "is_name", "read_name", "split_names", "surname"]

HONORIFICS = frozenset(
    phrase_list(
        "the right honorable|the right honourable|the rt. hon|the rt hon|rt. hon|the honorable|the honourable|"
        "the honorables|the hon|the right hon|"
        "honorable|honourable|hon|h.e|his excellency|her excellency|his eminence|his majesty|her majesty|"
        "his royal highness|her royal highness|his holiness|his grace|his eminence|"
        "the most reverend|most reverend|the right reverend|right reverend|the reverend|reverend|rev|mr|mrs|ms|miss|mx|"
        "messrs|dr|doctor|professor|prof|sir"
    )
)
_SURE_HONORIFICS = frozenset({"the honorable", "honorable", "the hon", "hon", "the hon.", "hon."})
_GRADES = ("", "acting ", "deputy ", "interim ", "vice ", "assistant ", "under ")
_OFFICES = phrase_list(
    "secretary|administrator|director|commissioner|chairman|chairwoman|chair|president|attorney general|"
    "inspector general|comptroller|comptroller general|postmaster general|surgeon general"
)
# Titles that offices set before a name.
LEADING_TITLES = frozenset(
    (
        *(grade + office for grade in _GRADES for office in _OFFICES),
        *phrase_list(
            "undersecretary|solicitor general|adjutant general|ranking member|republican leader|democratic leader|"
            "majority leader|minority leader|leader|speaker|senator|sen|representative|rep|congressman|congresswoman|"
            "congressmember|delegate|resident commissioner|governor|gov|lieutenant governor|mayor|ambassador|judge|"
            "chief judge|justice|chief justice|commandant|superintendent|general|gen|lieutenant general|lt. gen|ltg|"
            "lt. general|major general|maj. gen|brigadier general|brig. gen|admiral|adm|vice admiral|vadm|"
            "rear admiral|radm|colonel|col|captain|capt|commander|major|chief|premier|prime minister|minister|"
            "chancellor|king|queen|treasurer|architect|archivist|librarian|sheriff|bishop|archbishop|cardinal|"
            "counselor"
        ),
    )
)
_RANKS = frozenset(
    phrase_list(
        "general|gen|lieutenant general|lt. gen|lt. general|ltg|major general|maj. gen|brigadier general|"
        "brig. gen|admiral|adm|vice admiral|vadm|rear admiral|radm|colonel|col|captain|capt|commander|major|"
        "judge|justice"
    )
)
_SUFFIX = r"(?:Jr|Sr|JR|SR|II|III|IV|V)\b\.?"
_CREDENTIAL = (
    r"(?:M\.?\s?D\.?|Ph\.?\s?D\.?|D\.?P\.?M\.?|D\.?O\.?|D\.?D\.?S\.?|J\.?D\.?|D\.?V\.?M\.?|D\.?M\.?D\.?|Pharm\.?\s?D\.?|Ed\.?\s?D\.?|"
    r"Sc\.?\s?D\.?|Dr\.?\s?P\.?\s?H\.?|R\.?\s?N\.?|P\.\s?E\.|MPP|MSN|DNP|LL\.?M\.?|M\.?P\.?|MEP|K\.?C\.?|Q\.?C\.?|P\.C\.|[OMC]\.?B\.?E\.?|M\.?L\.?A\.?|M\.?N\.?A\.?|M\.?P\.?H\.?|M\.?B\.?A\.?|M\.?S\.?W?\.?|M\.?P\.?A\.?|C\.?P\.?A\.?|Esq(?:uire)?\.?|M\.?C\.?|FACP|FAAP|FACS|"
    r"USN|USMC|USA|USAF|USCG|U\.S\.\s?(?:Navy|Army|Air Force|Marine Corps|Coast Guard)|\(?[Rr]et(?:ired|\.)?\)?)"
)
_TAIL = re.compile(rf"[\s,]+{_CREDENTIAL}\s*\)?$")
_PARTICLES = word_list(
    "de la las los del della der den von van da di do dos das du el al bin ibn ben y e le ter ten zu st"
)
_NO_NAME = word_list(
    "united states senate senator senators congress congressional congresswoman congressman house representative "
    "representatives member members committee committees subcommittee chair chairman chairwoman chairperson "
    "chairmen co-chair cochair vice ranking leader speaker department agency commission commissioner "
    "administration administrator office bureau secretary director president district executive officer company "
    "inc llc corporation corp ltd service services council board institute institutes university federal "
    "national attorney counsel governor mayor ambassador commandant caucus delegation sincerely respectfully "
    "enclosure enclosures attachment page cc dear re subject street avenue suite room building pentagon "
    "assistant deputy acting undersecretary of the and for on in to at by with is are we our security affairs "
    "health energy commerce education labor treasury defense interior agriculture transportation housing "
    "veterans environment finance budget appropriations judiciary intelligence oversight technology trade "
    "relations resources management operations policy research development systems center centers authority "
    "foundation association union appropriation works legislation communications ceo cfo group airlines bank "
    "forces army navy treasurer administrative regional congress. u.s. u.s us via email date tel fax phone "
    "phone: page: northwest northeast southwest southeast democratic republican majority minority chief general "
    "region division branch program embassy customs protection bldg circle drive road plaza boulevard capitol "
    "n.e n.w s.e s.w adviser advisor coordinator city county state"
)
STATES = frozenset(
    phrase_list(
        "alabama|alaska|american samoa|arizona|arkansas|california|colorado|connecticut|delaware|"
        "district of columbia|florida|georgia|guam|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|"
        "maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|"
        "new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|"
        "pennsylvania|puerto rico|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|"
        "virgin islands|washington|west virginia|wisconsin|wyoming"
    )
)
_PLACES = frozenset(
    phrase_list("white house|los angeles|san francisco|new orleans|air force|coast guard|marine corps|supreme court")
)
_LONGEST = 300
"""Characters. No name is longer with all its titles, and what is must not cost more the longer it is."""
_WORD = re.compile(r"^[^\W\d_][^\W\d_]*(?:[’'`.-][^\W\d_]*)*$")
_NICKNAME = re.compile(r"\s[\"“”'‘’(][^\"“”()]{1,20}[\"“”'’)](?=\s|$|,)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedName:
    """A name as printed, without honorific, title or credentials. `honorific` and `title` are what stood before it."""

    name: str
    honorific: str = ""
    title: str = ""
    confidence: float = 1.0


@lru_cache(maxsize=1024)  # a line is asked for by several rules
def read_name(text: str) -> PrintedName | None:
    """Return the name that `text` is, or None when it cannot be one.

    A single word is a name only behind an honorific or a title ("Administrator Leavitt").
    """
    if len(text) > _LONGEST:
        return None
    # A zero alone before a stop is an initial that was misread: no name holds a number.
    text = re.sub(r"(?<=[^\W\d_]\s)0\.(?=\s[^\W\d_])", "O.", text)
    # Behind a name's comma two letters that begin so can only be "Jr.", whatever a scan made of the second.
    text = re.sub(r"(?<=[a-z]),\s(?:J[a-z]|[Il1]r)\.?$", ", Jr.", text)
    rest, honorific, title, sure = text.strip(" ,;:*"), "", "", 1.0
    for _ in range(3):
        # Honorifics and titles may stand in a row: "The Honorable Judge Thomas F. Hogan".
        begins = starts_like(rest, HONORIFICS)
        if begins and rest[begins[1] :].strip():
            honorific, rest, sure = (
                honorific or rest[: begins[1]].strip(),
                rest[begins[1] :].strip(" ,"),
                min(sure, begins[2]),
            )
            continue
        leads = starts_like(rest, LEADING_TITLES, near=False)
        if (
            leads
            and not rest[: leads[1]].endswith(",")
            and _shaped(_bare(_without_credentials(rest[leads[1] :])), least=1)
        ):
            title, rest = f"{title} {rest[: leads[1]].strip()}".strip(), rest[leads[1] :].strip()
            continue
        break
    name = _without_credentials(rest)
    if not _shaped(_bare(name), least=1 if honorific or title else 2):
        name, sure = (_legible(rest), 0.5) if honorific and folded(honorific) in _SURE_HONORIFICS else ("", 0.0)
        if not name:
            return None
    if folded(title).rstrip(".") in _RANKS:
        # A rank or "Judge" is how a person is addressed, not the office that the letter goes to.
        honorific, title = f"{honorific} {title}".strip(), ""
    return PrintedName(name=name, honorific=honorific, title=title, confidence=sure)


def _legible(text: str) -> str:
    """Return what a scan left of a name behind "The Honorable": words up to the first sign, the last capitalised."""
    words = []
    for word in text.split():
        if not word[0].isalpha() or folded(word).strip(".,") in _NO_NAME:
            break
        words.append(word)
    found = " ".join(words).strip(" ,")
    return found if len(words) < 6 and re.search(r"\b[^\W\d_a-z][^\W\d_]{2,}$", found) else ""


def is_name(text: str) -> bool:
    """Return whether `text` alone can be a person's name: two words or more, no title, nothing else beside it."""
    return len(text) <= _LONGEST and _shaped(_bare(_without_credentials(text.strip())), least=2)


def surname(name: str) -> str:
    """Return the last word of a name, folded, without suffix ("jr")."""
    words = re.findall(r"[a-z'-]+", folded(_NICKNAME.sub(" ", _without_credentials(name))))
    while len(words) > 1 and words[-1] in {"jr", "sr", "ii", "iii", "iv", "v"}:
        words.pop()
    return words[-1] if words else ""


def split_names(text: str) -> tuple[str, ...]:
    """Return the persons of a line that names several: "The Honorable A. B and the Honorable C. D"."""
    parts = re.split(
        r",?\s+(?:and|&)\s+(?=(?:the\s+)?(?:hon|mr|ms|mrs|dr)(?:\b|orable))|,\s+(?=the\s+hon)",
        text,
        flags=re.IGNORECASE,
    )
    if len(parts) == 1:
        # "Secretary Jane Roe and Administrator Max Moe": each has a title and a name of its own.
        titled = [part.strip() for part in re.split(r",\s+and\s+|\s+(?:and|&)\s+|,\s+", text)]
        names = [read_name(part) for part in titled]
        if all(name and name.title and len(name.name.split()) > 1 for name in names):
            parts = titled
    return tuple(part for part in parts if part.strip())


def _without_credentials(text: str) -> str:
    text = text.strip(" ,;*")
    shorter = _TAIL.sub("", text).strip(" ,")
    while shorter != text:
        text, shorter = shorter, _TAIL.sub("", shorter).strip(" ,")
    return re.sub(r"^/s/\s*|\s*\((?:[A-Z]{2}|[RDI]-[A-Z]{2}(?:-\d+)?)\)$|,?\s+[RDI]-[A-Z]{2}$", "", text).strip()


def _bare(name: str) -> list[str]:
    plain = re.sub(rf"[,\s]+{_SUFFIX}\s*$", "", _NICKNAME.sub(" ", name.strip(" ,")))
    return plain.split()


def _shaped(words: list[str], *, least: int) -> bool:
    if not least <= len(words) <= 7 or folded(" ".join(words)) in STATES | _PLACES:
        return False
    whole = 0
    for position, word in enumerate(words):
        if not _WORD.match(word) or folded(word).strip(".") in _NO_NAME:
            return False
        if word[0].islower():
            # "von Eschenbach" and "d'Arcy" keep a small letter; other small words are prose.
            if folded(word) not in _PARTICLES and not re.match(r"[a-z]['’][A-Z]|ap$", word):
                return False
            if position == len(words) - 1:
                return False
        elif len(word.strip(".")) > 1:
            whole += 1
    # Somewhere there must be a whole word: a row of initials is an office's file mark.
    return whole >= 1
