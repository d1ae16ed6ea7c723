"""The facets of what was found, in words: what divides it, how many of each, and how to ask for one alone."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from tracker.models import ActionKind, Chamber, Member
from tracker.resolving.states import STATE_NAMES
from tracker.search.codes import FACETS, STATUSES, Kind, kind_of, letters_of, of_letters, value_of

__all__ = ["Facet", "FacetValue", "facets"]

_TITLES = {
    Kind.YEAR: "Year",
    Kind.AGENCY: "Agency",
    Kind.MEMBER: "Signer",
    Kind.PARTY: "Party",
    Kind.STATE: "State",
    Kind.CHAMBER: "Chamber",
    Kind.COMMITTEE: "Committee",
    Kind.STATUS: "Status",
    Kind.FOLLOWED: "Followed by",
}
_STATUS_WORDS = {"unanswered": "Not answered", "answered": "Answered", "partly": "Answered in part"}
_PARTIES = {"D": "Democrats", "R": "Republicans", "I": "Independents", "ID": "Independent Democrats"}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """`term` is what to add to the query to keep these alone."""

    label: str
    term: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    values: tuple[FacetValue, ...]


def facets(counts: list[tuple[int, int]], *, with_drafts: bool) -> tuple[Facet, ...]:
    """Return the facets in their order, the largest value of each first, years from the newest."""
    by_kind: dict[Kind, list[tuple[int, int]]] = defaultdict(list)
    for packed, count in counts:
        by_kind[kind_of(packed)].append((value_of(packed), count))
    if with_drafts:
        by_kind[Kind.STATUS] = by_kind[Kind.STATUS_WITH_DRAFTS]
    names = _Names(by_kind)
    found = []
    for kind in FACETS:
        values = [FacetValue(*said, count) for value, count in by_kind[kind] if (said := names.said(kind, value))]
        if kind is Kind.YEAR:
            values.sort(key=lambda each: each.label, reverse=True)
        if values:
            found.append(Facet(kind.name.lower(), _TITLES[kind], tuple(values)))
    return tuple(found)


# One statement for all, since each of its parts takes less than a journey to the database.
_NAMES = """
select 'agency', id::text, array[name, slug] from tracker_agency where id = any(%s)
union all
select 'member', bioguide, array[first, middle, last, suffix, official_full]
from tracker_member where bioguide = any(%s)
union all
select 'committee', left(code, 4), array[name, code] from tracker_committee where code = any(%s)
"""


class _Names:
    """Looks all names up at once."""

    def __init__(self, by_kind: dict[Kind, list[tuple[int, int]]]) -> None:
        agencies = [value for value, _ in by_kind[Kind.AGENCY]]
        members = [_bioguide(value) for value, _ in by_kind[Kind.MEMBER]]
        committees = [letters_of(value) + end for value, _ in by_kind[Kind.COMMITTEE] for end in ("", "00")]
        self.found: dict[tuple[str, str], list[str]] = {}
        if agencies or members or committees:
            with connection.cursor() as cursor:
                cursor.execute(_NAMES, [agencies, members, committees])
                self.found = {(kind, key): parts for kind, key, parts in cursor.fetchall()}

    def said(self, kind: Kind, value: int) -> tuple[str, str] | None:
        """Return the label and the term of a value; None for what is known no longer."""
        match kind:
            case Kind.YEAR:
                return (str(value), f"date:{value}") if value else None
            case Kind.AGENCY:
                agency = self.found.get(("agency", str(value)))
                return (agency[0], f"to:{agency[1]}") if agency else None
            case Kind.MEMBER:
                member = self.found.get(("member", _bioguide(value)))
                return (_full_name(*member), f"from:{_bioguide(value)}") if member else None
            case Kind.COMMITTEE:
                committee = self.found.get(("committee", letters_of(value)))
                return (committee[0], f"from:{committee[1]}") if committee else None
            case Kind.PARTY:
                letters = letters_of(value)
                return _PARTIES.get(letters, letters), f"from:{letters}"
            case Kind.STATE:
                letters = letters_of(value)
                return STATE_NAMES.get(letters, letters), f"from:{letters}"
            case Kind.CHAMBER:
                return (Chamber.SENATE.label, "from:senate") if value == 1 else (Chamber.HOUSE.label, "from:house")
            case Kind.STATUS:
                status = STATUSES[value - 1]
                return _STATUS_WORDS[status], f"status:{status}"
            case Kind.FOLLOWED:
                action = next((each for each in ActionKind if of_letters(each.value[:5]) == value), None)
                return (action.label, f'followed-by:"{action.label.lower()}"') if action else None
        return None


def _full_name(first: str, middle: str, last: str, suffix: str, official: str) -> str:
    return Member(first=first, middle=middle, last=last, suffix=suffix, official_full=official).full_name


def _bioguide(value: int) -> str:
    return f"{chr(value // 1_000_000 + 65)}{value % 1_000_000:06d}"
