"""Every fact that a search filters by or counts, as one small integer: its kind above, its value in the lower 26 bits.

A letter's search row holds two sorted arrays of them: `facets`, which are counted for the person who searches, and
`flags`, which are only asked for. One index answers both, and one pass over the rows counts all facets at once.
"""

import re
from enum import IntEnum

__all__ = [
    "BITS",
    "FACETS",
    "STATUSES",
    "Flag",
    "Kind",
    "code",
    "kind_of",
    "letters_of",
    "of_letters",
    "of_member",
    "of_subcommittee",
    "value_of",
]

BITS = 26
_MASK = (1 << BITS) - 1


class Kind(IntEnum):
    """What a code says. Never renumber: rows hold the numbers. Values are given in brackets."""

    YEAR = 1  # the letter's year; 0 is no date
    AGENCY = 2  # an addressee or one above it (Agency.pk)
    MEMBER = 3  # a signer (Bioguide ID: letter * 1,000,000 + number)
    PARTY = 4  # a signer's (letters)
    STATE = 5  # a signer's (letters)
    CHAMBER = 6  # a signer's (1 Senate, 2 House)
    COMMITTEE = 7  # on which a signer sat in the term of the letter (letters of the full committee)
    STATUS = 8  # as the public may know it (STATUSES)
    FOLLOWED = 9  # kind of an action that followed (letters: first five of ActionKind)
    STATUS_WITH_DRAFTS = 10  # as staffers know it, who see replies that are not published
    FLAG = 11  # see Flag
    FOLLOWED_BY_AGENCY = 12  # agency of an action that followed, or one above it (Agency.pk)
    FOLLOWED_BY_ACTION = 13  # AgencyAction.pk
    FROM_AGENCY = 14  # a signer's agency or one above it (Agency.pk)
    SUBCOMMITTEE = 15  # on which a signer sat in the term of the letter (of_subcommittee)
    TO_OFFICIAL = 16  # an addressee (Official.pk)
    TO_MEMBER = 17  # an addressee (as MEMBER)
    MONTH = 18  # the letter's month (year * 12 + month, from 0 to 11); 0 is no date


# What is counted. Of the two kinds of status, the viewer's own.
FACETS = (
    Kind.YEAR,
    Kind.AGENCY,
    Kind.MEMBER,
    Kind.PARTY,
    Kind.STATE,
    Kind.CHAMBER,
    Kind.COMMITTEE,
    Kind.STATUS,
    Kind.FOLLOWED,
)

STATUSES = ("unanswered", "answered", "partly")


class Flag(IntEnum):
    """What holds of a letter or doesn't. The last three have a twin for those who see drafts: + WITH_DRAFTS."""

    QUOTATION = 1
    REQUEST = 2
    QUESTION = 3
    DOCUMENTS = 4
    BRIEFING = 5
    PRESERVATION = 6
    DEADLINE = 7
    CITATION = 8
    PRESS = 9
    SCAN = 10
    JOINT = 11
    BIPARTISAN = 12
    BICAMERAL = 13
    RECONSTRUCTION = 14
    ACTION = 15
    UNMATCHED_SIGNER = 16
    TO_AGENCY = 21
    TO_CONGRESS = 22
    OTHER = 23
    REPLIED_TO = 31
    TAKEN_UP = 32
    TAKES_UP = 33
    WITH_DRAFTS = 64


def code(kind: Kind, value: int) -> int:
    """Return the code of a kind and a value.

    >>> value_of(code(Kind.YEAR, 2020)), kind_of(code(Kind.YEAR, 2020)).name
    (2020, 'YEAR')
    """
    return int(kind) << BITS | value & _MASK


def kind_of(packed: int) -> Kind:
    return Kind(packed >> BITS)


def value_of(packed: int) -> int:
    return packed & _MASK


def of_letters(letters: str) -> int:
    """Return the number that stands for up to five letters A to Z; the database's `letterbook_letters` does the same.

    >>> letters_of(of_letters("OK")), letters_of(of_letters("ssga"))
    ('OK', 'SSGA')
    """
    number = 0
    for letter in letters.upper()[:5]:
        number = number << 5 | (ord(letter) - 64 & 31)
    return number


def letters_of(number: int) -> str:
    letters = ""
    while number:
        letters = chr((number & 31) + 64) + letters
        number >>= 5
    return letters


def of_member(bioguide: str) -> int | None:
    """Return the number that stands for a member: "I000024" is I and 24. None for what is no Bioguide ID."""
    if not re.fullmatch(r"[A-Z]\d{6}", bioguide):
        return None
    return (ord(bioguide[0]) - 65) * 1_000_000 + int(bioguide[1:])


def of_subcommittee(committee: str) -> int | None:
    """Return the number that stands for a subcommittee's code: "SSCM01". None for that of a full committee."""
    found = re.fullmatch(r"([HJS])([A-Z]{3})(\d\d)", committee)
    if not found or found[3] == "00":
        return None
    return ("HJS".index(found[1]) + 1) << 22 | of_letters(found[2]) << 7 | int(found[3])
