"""The facets of what was found, in words: what divides it, how many of each, and how to ask for one alone."""

from collections import defaultdict
from dataclasses import dataclass

from tracker.models import ActionKind, Agency, Chamber, Committee, Member
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


class _Names:
    """Looks all names up at once."""

    def __init__(self, by_kind: dict[Kind, list[tuple[int, int]]]) -> None:
        def wanted(kind: Kind) -> list[int]:
            return [value for value, _ in by_kind[kind]]

        self.agencies = Agency.objects.in_bulk(wanted(Kind.AGENCY)) if by_kind[Kind.AGENCY] else {}
        bioguides = [_bioguide(value) for value in wanted(Kind.MEMBER)]
        self.members = Member.objects.in_bulk(bioguides) if bioguides else {}
        codes = [letters_of(value) for value in wanted(Kind.COMMITTEE)]
        self.committees = {
            committee.code[:4]: committee
            for committee in (
                Committee.objects.filter(code__in=[f"{c}{end}" for c in codes for end in ("", "00")]) if codes else ()
            )
        }

    def said(self, kind: Kind, value: int) -> tuple[str, str] | None:
        """Return the label and the term of a value; None for what is known no longer."""
        match kind:
            case Kind.YEAR:
                return (str(value), f"date:{value}") if value else None
            case Kind.AGENCY:
                agency = self.agencies.get(value)
                return (agency.name, f"to:{agency.slug}") if agency else None
            case Kind.MEMBER:
                member = self.members.get(_bioguide(value))
                return (member.full_name, f"from:{member.bioguide}") if member else None
            case Kind.COMMITTEE:
                committee = self.committees.get(letters_of(value))
                return (committee.name, f"from:{committee.code}") if committee else None
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


def _bioguide(value: int) -> str:
    return f"{chr(value // 1_000_000 + 65)}{value % 1_000_000:06d}"
