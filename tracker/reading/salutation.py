"""Whom a greeting names, and whether these are the persons of the inside address.

A greeting repeats the address in short: "Dear Secretaries Ross, Esper, and Pompeo:" promises three blocks that end in
these surnames. So it is a checksum. Where it disagrees, an address was read wrongly or its writer erred; either way a
person has to look. A greeting that names no one ("Dear Colleagues:") or only first names ("Dear Jane:") checks nothing
but the number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reading.misreadings import folded, meant, word_list
from tracker.reading.names import surname
from tracker.reading.offices import is_office_word
from tracker.reading.rows import Recipient

__all__ = ["Greeted", "disagreements", "greeted", "is_greeted"]

_OPENING = re.compile(r"^(?:my\s+)?(?:dear|to)\b\s*", re.IGNORECASE)
_BETWEEN = re.compile(r",\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+|\s*;\s*|\s*/\s*", re.IGNORECASE)
# What stands before an office or a name and is neither.
_BEFORE = word_list(
    "acting deputy assistant associate vice ranking majority minority principal under interim designate madam madame "
    "mr mrs ms miss mx dr doctor messrs mssrs mmes prof professor honorable hon rev reverend the most right sir "
    "general generals attorney attorneys surgeon postmaster comptroller inspector solicitor lieutenant major "
    "brigadier colonel captain admiral rear commander sergeant lt col capt gen adm vadm radm ltg bg king queen prime "
    "minister rabbi cardinal father sister brother congressman congresswoman sen rep gov democratic republican former "
    "esteemed"
)
# Who is greeted as a crowd; no one can be looked for in an address by these.
_CROWD = word_list(
    "members member colleagues colleague friends friend commission committee board staff council all everyone sirs "
    "gentlemen ladies whom concern counsel team office department agency delegation conferees appropriators"
)
_PLURAL = re.compile(r"(?:ies|s|men|women)$")


@dataclass(frozen=True, slots=True)
class Greeted:
    """One person of a greeting: the surname (or all that was written of a name), and the title before it.

    `name` is "" when only an office is greeted ("Mr. Secretary"); `many` when that office stands in the plural.
    """

    name: str
    title: str = ""
    many: bool = False


def greeted(greeting: str) -> tuple[Greeted, ...] | None:
    """Return the persons whom a greeting names, in order; None when it speaks to a crowd or cannot be taken apart.

    >>> [(one.title, one.name) for one in greeted("Dear Secretaries Ross and Esper, and Administrator Roe:") or ()]
    [('Secretary', 'Ross'), ('Secretary', 'Esper'), ('Administrator', 'Roe')]
    """
    rest = _OPENING.sub("", re.sub(r"\s+", " ", greeting).strip(), count=1).strip(" :,;.")
    people: list[Greeted] = []
    shared = ""
    for part in _BETWEEN.split(re.sub(r",?\s+(?:jr|sr|ii|iii|iv)\b\.?", "", rest, flags=re.IGNORECASE)):
        words = part.split()
        if not words:
            continue
        if any(folded(word).strip(".") in _CROWD for word in words):
            return None
        leading = 0
        while leading < len(words) and _leads(words[leading]):
            leading += 1
        title, name = " ".join(words[:leading]), " ".join(words[leading:])
        if any(word[0].islower() and folded(word) not in ("de", "la", "von", "van", "der", "del") for word in words):
            return None
        many = bool(leading) and bool(_PLURAL.search(words[leading - 1])) and is_office_word(words[leading - 1])
        if not name and people and not people[-1].name and not people[-1].many:
            continue  # "Mr. Chairman and Madam Secretary" may be one person or two.
        if title:
            shared = _singular(title) if many else ""
        people.append(Greeted(name, (_singular(title) if many and name else title) or shared, many and not name))
    return tuple(people)


def disagreements(greeting: str, recipients: Sequence[Recipient]) -> tuple[str, ...]:
    """Return a sentence for each person whom greeting and address do not share, and for a number that differs."""
    people = greeted(greeting)
    if not people or not recipients:
        return ()
    notes: list[str] = []
    named = [one for one in people if one.name and (one.title or len(people) > 1)]
    addressed = [recipient for recipient in recipients if recipient.name]
    if named and len(named) == len(people):
        notes += [
            f"The greeting names {one.name}, who is in no address. Check the addressees."
            for one in named
            if not any(is_greeted(recipient.name, one) for recipient in recipients)
        ]
        notes += [
            f"{recipient.name} is in an address, but the greeting does not name them. Check the addressees."
            for recipient in addressed
            if not any(is_greeted(recipient.name, one) for one in people)
        ]
    elif len(people) == 1 and not people[0].name:
        if people[0].many and len(recipients) == 1 and recipients[0].name:
            notes.append("The greeting is to several, but one addressee was found. Check the addressees.")
        elif not people[0].many and len(addressed) > 1:
            notes.append(f"The greeting is to one, but {len(addressed)} addressees were found. Check the addressees.")
    return tuple(notes)


def _leads(word: str) -> bool:
    plain = folded(word).strip(".,")
    return plain in _BEFORE or is_office_word(plain) or any(is_office_word(part) for part in plain.split("-")[:1])


def _singular(title: str) -> str:
    """Return "Secretary" for "Secretaries"; a word that is no plural stays."""
    *before, last = title.split(" ")
    for plural, singular in (("ies", "y"), ("women", "woman"), ("men", "man"), ("s", "")):
        if last.endswith(plural) and len(last) > len(plural) + 3:
            last = last.removesuffix(plural) + singular
            break
    return " ".join([*before, last])


def is_greeted(name: str, person: Greeted) -> bool:
    """Return whether `name` is that of this person of the greeting: it holds the surname, or a scan spoiled one."""
    words = set(re.findall(r"[a-z'-]{2,}", folded(name)))
    own = surname(person.name)
    if not own:
        return False
    if own in words or any(part in words for part in own.split("-") if len(part) > 2):
        return True
    if any(own in word.split("-") for word in words):
        return True
    return len(own) > 3 and meant(own, words) is not None
