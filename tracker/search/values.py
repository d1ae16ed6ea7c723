"""Whom and what the names in a query mean: the part of reading a query for which the database is asked.

Each name becomes a frozen record of ids and codes, with the words in which it is shown back. Nothing here says which
letters there are; a record of nothing is a name that nobody knows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

from django.db.models import Q

from tracker.models import (
    ActionKind,
    Agency,
    AgencyAction,
    AgencyName,
    Chamber,
    Committee,
    Member,
    Official,
)
from tracker.reading.identifiers import normalized_citations
from tracker.resolving.names import folded, parsed
from tracker.resolving.nicknames import are_one_name
from tracker.resolving.states import STATE_NAMES
from tracker.search.language import Field, FieldTerm, Name

__all__ = [
    "Addressee",
    "Cited",
    "FollowedBy",
    "Meaning",
    "Signer",
    "Spoken",
    "meaning",
    "members_named",
]


@dataclass(frozen=True, slots=True)
class Signer:
    """`from:`. A letter is meant when any signature is of any of these.

    `name` is as it may stand under a letter, folded. Members by Bioguide ID, parties and states as terms have them,
    chambers as `Chamber`, committees by code (with their subcommittees), agencies, each of which stands for all below
    it.
    """

    name: str
    words: str
    members: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    chambers: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    agencies: tuple[int, ...] = ()

    @property
    def is_known(self) -> bool:
        return any((self.members, self.parties, self.states, self.chambers, self.committees, self.agencies))


@dataclass(frozen=True, slots=True)
class Addressee:
    """`to:`. Agencies, each of which stands for all below it, officials, and members who were written to."""

    name: str
    words: str
    agencies: tuple[int, ...] = ()
    officials: tuple[int, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        return any((self.agencies, self.officials, self.members))


@dataclass(frozen=True, slots=True)
class Spoken:
    """`speaker:`. `name` stands, folded, among the words by which the speaker is called."""

    name: str
    words: str

    @property
    def is_known(self) -> bool:
        return bool(self.name)


@dataclass(frozen=True, slots=True)
class Cited:
    """`cites:`. `normalized` are the citation's normal forms; when there are none, `written` stands in a citation."""

    written: str
    words: str
    normalized: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        return bool(self.written)


@dataclass(frozen=True, slots=True)
class FollowedBy:
    """`followed-by:`. Actions by their key, agencies, each of which stands for all below it, kinds as `ActionKind`."""

    name: str
    words: str
    actions: tuple[int, ...] = ()
    agencies: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        return any((self.actions, self.agencies, self.kinds))


Meaning: TypeAlias = Signer | Addressee | Spoken | Cited | FollowedBy

_PARTIES = {
    "R": ("r", "rep", "republican", "republicans", "gop"),
    "D": ("d", "dem", "democrat", "democrats", "democratic"),
    "I": ("i", "ind", "independent", "independents"),
    "L": ("libertarian", "libertarians"),
}
_PARTY_OF = {name: party for party, names in _PARTIES.items() for name in names}
_PARTY_WORDS = {"R": "a Republican", "D": "a Democrat", "I": "an independent", "L": "a Libertarian"}
# Senators who sit as independents with the Democrats are "ID" in some years' lists.
_SAME_PARTY = {"I": ("I", "ID")}

_CHAMBER_OF = {
    **dict.fromkeys(("senate", "senator", "senators", "sen"), Chamber.SENATE),
    **dict.fromkeys(
        ("house", "representative", "representatives", "house of representatives", "congressman", "congresswoman"),
        Chamber.HOUSE,
    ),
}
_CHAMBER_WORDS = {Chamber.SENATE: "a senator", Chamber.HOUSE: "a representative"}
_STATE_OF = {folded(name): code for code, name in STATE_NAMES.items()}

# Words that a committee's name shares with all others.
_IN_MANY_NAMES = "committee subcommittee select special joint on the of and senate house us"
_COMMITTEE_WORDS = frozenset(_IN_MANY_NAMES.split())

_KINDS = {
    ActionKind.RULE: ("rule", "rules", "final rule", "interim final rule", "regulation"),
    ActionKind.PROPOSED_RULE: ("proposed rule", "proposed rules", "proposed", "proposal", "nprm", "proposed_rule"),
    ActionKind.NOTICE: ("notice", "notices"),
    ActionKind.PRESIDENTIAL_DOCUMENT: ("presidential document", "executive order", "order", "proclamation"),
    ActionKind.OTHER: ("other",),
}
_KIND_OF = {folded(name): kind for kind, names in _KINDS.items() for name in names}
_ANY_ACTION = frozenset({"any", "anything", "action", "actions", "an action"})

_BIOGUIDE = re.compile(r"[A-Za-z]\d{6}")


def meaning(term: FieldTerm) -> Meaning | None:
    """Return what the term's name means; None for fields that take no name."""
    if not isinstance(term.value, Name):
        return None
    written = term.value.text
    match term.field:
        case Field.FROM:
            return _signer(written)
        case Field.TO:
            return _addressee(written)
        case Field.SPEAKER:
            return Spoken(folded(written), written)
        case Field.CITES:
            return Cited(written, written, normalized_citations(written))
        case Field.FOLLOWED_BY:
            return _followed_by(written)
        case _:
            return None


def _signer(written: str) -> Signer:
    name = folded(written)
    if party := _PARTY_OF.get(name):
        return Signer(name, _PARTY_WORDS[party], parties=_SAME_PARTY.get(party, (party,)))
    if chamber := _CHAMBER_OF.get(name):
        return Signer(name, _CHAMBER_WORDS[chamber], chambers=(chamber.value,))
    state = written.upper() if written.upper() in STATE_NAMES else _STATE_OF.get(name, "")
    # Two letters are a state; "Washington" is a state and several people.
    members = [] if len(written) == 2 and state else members_named(written)
    if state or members:
        said = [f"a member from {STATE_NAMES[state]}"] if state else []
        said += [_people(members, written)] if members else []
        return Signer(
            _as_signed(written),
            " or ".join(said),
            tuple(member.pk for member in members),
            states=(state,) if state else (),
        )
    if committees := _committees(name):
        first = committees[0]
        said_of = first.name if len(committees) == 1 else f"a committee on {written}"
        return Signer(name, f"a member of {said_of}", committees=tuple(each.pk for each in committees))
    if agencies := agencies_named(written):
        return Signer(name, _agency_words(agencies), agencies=_keys(agencies))
    return Signer(_as_signed(written), f"“{written}”")


def _as_signed(written: str) -> str:
    """Return the name as it would stand under a letter: without honours, the surname last, the asterisk kept."""
    if written.endswith("*"):
        return f"{folded(written)}*"
    return " ".join(parsed(written).words) or folded(written)


def _people(members: list[Member], written: str) -> str:
    if len(members) == 1:
        return members[0].full_name
    return f"anyone of {len(members)} named {written}"


def members_named(written: str) -> list[Member]:
    """Return the members of this Bioguide ID, or whom this name fits: "Sen. Jim Inhofe", "Inhofe, James", "inh*"."""
    if _BIOGUIDE.fullmatch(written):
        return list(Member.objects.filter(pk=written.upper()))
    if written.endswith("*"):
        begin = folded(written)
        return list(Member.objects.filter(folded_surname__startswith=begin)[:200]) if len(begin) > 1 else []
    words = parsed(written).words
    if not words:
        return []
    tails = [" ".join(words[at:]) for at in range(len(words))]
    surname = Q(folded_surname__in=tails)
    if len(words[-1]) > 3:
        # Either half of "cortez masto".
        surname |= Q(folded_surname__startswith=f"{words[-1]} ") | Q(folded_surname__endswith=f" {words[-1]}")
    found = Member.objects.filter(surname).order_by("pk")[:2000]
    return [member for member in found if _is_called(member, words)]


def _is_called(member: Member, words: tuple[str, ...]) -> bool:
    """Return whether the words before the surname are this member's: first name, nickname, initial, middle name."""
    surname = tuple(member.folded_surname.split())
    given = words[: -len(surname)] if words[-len(surname) :] == surname else words[:-1]
    called = folded(f"{member.first} {member.middle} {member.nickname} {member.official_full}").split()
    return all(
        word in called
        or are_one_name(word, folded(member.first))
        or (len(word) == 1 and any(each.startswith(word) for each in called))
        for word in given
    )


def _committees(name: str) -> list[Committee]:
    """Return the committees of this code, or whose names have all the words, with their subcommittees."""
    by_code = list(Committee.objects.filter(code__iexact=name))
    words = [word for word in name.split() if word not in _COMMITTEE_WORDS]
    if not words and not by_code:
        return []
    found = by_code
    if not found:
        named = Committee.objects.filter(*[Q(name__icontains=word) for word in words])
        chamber = next((_CHAMBER_OF[word] for word in name.split() if word in ("senate", "house")), None)
        if chamber:
            named = named.filter(chamber=chamber)
        full = list(named.filter(parent__isnull=True)[:20])
        found = full or list(named[:20])
    below = Committee.objects.filter(parent__in=[each.pk for each in found]).exclude(pk__in=[each.pk for each in found])
    return [*found, *below] if len(found) > 1 or not below else [found[0], *below]


def agencies_named(written: str) -> list[Agency]:
    """Return the agencies of this name, alias, short name or slug; else up to five whose name has all the words."""
    name = folded(written)
    if not name:
        return []
    slug = name.replace(" ", "-")
    known = AgencyName.objects.filter(folded=name).values("agency")
    exact = Q(pk__in=known) | Q(short_name__iexact=written) | Q(slug__iexact=slug) | Q(name__iexact=written)
    if found := list(Agency.objects.filter(exact)[:5]):
        return found
    words = name.split()
    if len(words) > 6:
        return []
    parts = [Q(name__icontains=word) for word in words]
    found = list(Agency.objects.filter(reduce(Q.__and__, parts)).order_by("name")[:50])
    # "commerce" is the department, not each bureau that has the word in its name; of several heads, all are meant.
    heads = [agency for agency in found if agency.parent_id is None]
    return (heads or found)[:5]


def _keys(agencies: Iterable[Agency]) -> tuple[int, ...]:
    return tuple(agency.pk for agency in agencies)


def _agency_words(agencies: list[Agency]) -> str:
    names = [agency.name for agency in agencies[:3]] + (["others"] if len(agencies) > 3 else [])
    said = " or ".join(names)
    return f"{said} and its parts" if len(agencies) == 1 and agencies[0].children.exists() else said


def _addressee(written: str) -> Addressee:
    name = folded(written)
    agencies = agencies_named(written)
    if agencies:
        return Addressee(name, _agency_words(agencies), _keys(agencies))
    officials = _officials(written)
    members = members_named(written)
    said = f"{officials[0].name}, {officials[0].title}" if len({each.name for each in officials}) == 1 else written
    if not officials and members:
        said = _people(members, written)
    return Addressee(
        _as_signed(written),
        said if officials or members else f"“{written}”",
        officials=tuple(each.pk for each in officials),
        members=tuple(each.pk for each in members),
    )


def _officials(written: str) -> list[Official]:
    """Return the officials to whom the name or the title fits: "Ross", "Wilbur Ross", "Secretary of Commerce"."""
    words = parsed(written).words
    if not words:
        return []
    named = Official.objects.filter(*[Q(name__icontains=word) for word in words])
    found = [each for each in named[:200] if set(words) <= set(folded(each.name).split())]
    return found or list(Official.objects.filter(title__iexact=written)[:200])


def _followed_by(written: str) -> FollowedBy:
    name = folded(written)
    if name in _ANY_ACTION:
        return FollowedBy(name, "an agency action", kinds=tuple(kind.value for kind in ActionKind))
    if kind := _KIND_OF.get(name):
        words = {ActionKind.OTHER: "an action of another kind"}.get(kind, f"a {kind.label.lower()}")
        return FollowedBy(name, words, kinds=(kind.value,))
    mark = written.strip()
    same = Q(citation__iexact=mark) | Q(document_number=mark) | Q(rins__contains=[mark]) | Q(dockets__contains=[mark])
    for citation in normalized_citations(mark):
        same |= Q(citation=citation)
    if actions := list(AgencyAction.objects.filter(same).values_list("pk", flat=True)[:50]):
        return FollowedBy(name, mark, actions=tuple(actions))
    if agencies := agencies_named(written):
        return FollowedBy(name, f"an action of {_agency_words(agencies)}", agencies=_keys(agencies))
    return FollowedBy(name, f"“{written}”")
