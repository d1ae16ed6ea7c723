"""Whom and what a name in a query means: `from:`, `to:`, `cites:` and `followed-by:`.

Each function returns the codes (tracker.search.codes) that a letter must have one of, and whether the name is known.
"""

import re
from collections.abc import Iterable
from functools import reduce

from django.db.models import Q

from tracker.models import ActionKind, Agency, AgencyAction, AgencyName, Committee, Member
from tracker.resolving.names import folded
from tracker.resolving.states import STATE_NAMES
from tracker.search.codes import Kind, code, of_letters

__all__ = ["agencies_named", "cited_as", "followers_named", "member_code", "members_named", "signers_named"]

_PARTIES = {
    "r": "R",
    "republican": "R",
    "republicans": "R",
    "gop": "R",
    "d": "D",
    "democrat": "D",
    "democrats": "D",
    "democratic": "D",
    "i": "I",
    "id": "ID",
    "independent": "I",
    "independents": "I",
}
_CHAMBERS = {
    "senate": 1,
    "senator": 1,
    "senators": 1,
    "house": 2,
    "house of representatives": 2,
    "representative": 2,
    "representatives": 2,
}
_STATES = {folded(name): letters for letters, name in STATE_NAMES.items()}

_COMMITTEE_WORDS = frozenset(["committee", "subcommittee", "on", "the", "of", "and", "senate", "house", "us"])

# How people name the kinds of actions.
_ACTION_KINDS = {
    "rule": (ActionKind.RULE,),
    "rules": (ActionKind.RULE,),
    "final rule": (ActionKind.RULE,),
    "interim final rule": (ActionKind.RULE,),
    "proposed rule": (ActionKind.PROPOSED_RULE,),
    "proposed": (ActionKind.PROPOSED_RULE,),
    "proposal": (ActionKind.PROPOSED_RULE,),
    "notice": (ActionKind.NOTICE,),
    "notices": (ActionKind.NOTICE,),
    "presidential document": (ActionKind.PRESIDENTIAL_DOCUMENT,),
    "executive order": (ActionKind.PRESIDENTIAL_DOCUMENT,),
    "order": (ActionKind.PRESIDENTIAL_DOCUMENT,),
    "other": (ActionKind.OTHER,),
    "action": tuple(ActionKind),
    "any": tuple(ActionKind),
}


def member_code(bioguide: str) -> int | None:
    """Return a member's code: "I000024" is I and 24. None for what is no Bioguide ID."""
    if not re.fullmatch(r"[A-Z]\d{6}", bioguide):
        return None
    return code(Kind.MEMBER, (ord(bioguide[0]) - 65) * 1_000_000 + int(bioguide[1:]))


def members_named(value: str) -> list[Member]:
    """Return the members of this Bioguide ID, or of this surname with, when it is given, this first name."""
    name = folded(value)
    words = name.split()
    if not words:
        return []
    if re.fullmatch(r"[A-Za-z]\d{6}", value.strip()):
        return list(Member.objects.filter(bioguide=value.strip().upper()))
    surnames = {" ".join(words[at:]) for at in range(len(words))}
    found = Member.objects.filter(folded_surname__in=surnames)[:2000]
    return [member for member in found if _is_called(member, words)]


def _is_called(member: Member, words: list[str]) -> bool:
    given = words[: len(words) - len(member.folded_surname.split())]
    called = folded(f"{member.first} {member.middle} {member.nickname} {member.official_full}").split()
    return all(
        word in called or (len(word) == 1 and any(each.startswith(word) for each in called)) or word in _CHAMBERS
        for word in given
    )


def signers_named(value: str) -> tuple[list[int], bool]:
    """Return the codes of a party, a state, a chamber, a committee, an agency or members of this name."""
    name = folded(value)
    codes: list[int] = []
    if name in _PARTIES:
        codes.append(code(Kind.PARTY, of_letters(_PARTIES[name])))
    if name in _CHAMBERS:
        codes.append(code(Kind.CHAMBER, _CHAMBERS[name]))
    if value.strip().upper() in STATE_NAMES:
        codes.append(code(Kind.STATE, of_letters(value.strip())))
    elif name in _STATES:
        codes.append(code(Kind.STATE, of_letters(_STATES[name])))
    if not codes:
        codes += [found for member in members_named(value) if (found := member_code(member.bioguide)) is not None]
    if not codes:
        codes += _committees_named(name)
    codes += [code(Kind.FROM_AGENCY, agency.pk) for agency in _agencies_called(value)]
    return codes, bool(codes)


def _committees_named(name: str) -> list[int]:
    words = [word for word in name.split() if word not in _COMMITTEE_WORDS]
    if not words:
        return []
    named = Committee.objects.filter(*[Q(name__icontains=word) for word in words], parent__isnull=True)
    if "senate" in name.split():
        named = named.filter(chamber="senate")
    elif "house" in name.split():
        named = named.filter(chamber="house")
    by_code = Committee.objects.filter(code__iexact=name)
    return [code(Kind.COMMITTEE, of_letters(each.code[:4])) for each in (named | by_code)[:20]]


def _agencies_called(value: str) -> list[Agency]:
    known = AgencyName.objects.filter(folded=folded(value)).values("agency")
    named = Q(short_name__iexact=value) | Q(slug=value.lower().replace(" ", "-")) | Q(name__iexact=value)
    return list(Agency.objects.filter(Q(pk__in=known) | named)[:5])


def agencies_named(value: str) -> list[Agency]:
    """Return up to five agencies of this name, short name or slug; else three whose name has all the words."""
    name = folded(value)
    if not name:
        return []
    if found := _agencies_called(value):
        return found
    parts = [Q(name__icontains=part) for part in name.split()]
    if len(parts) > 6:
        return []
    return list(Agency.objects.filter(reduce(Q.__and__, parts)).order_by("parent_id", "name")[:3])


def cited_as(value: str) -> str:
    """Return a citation as rows hold it: lower case, one space, the Code's sections without their sign.

    >>> cited_as("15 C.F.R. § 744")
    '15 cfr 744'
    """
    text = " ".join(value.lower().replace("§", " ").split())
    for written, meant in (("c.f.r.", "cfr"), ("f.r.", "fr"), ("fed. reg.", "fr")):
        text = text.replace(written, meant)
    return re.sub(r"\b(cfr) (?:part|parts|section) ", r"\1 ", text)


def followers_named(value: str) -> tuple[list[int], bool]:
    """Return the codes of a kind of action, of agencies whose actions followed, or of one action by its number."""
    name = folded(value)
    kinds: Iterable[ActionKind] = _ACTION_KINDS.get(name, ())
    codes = [code(Kind.FOLLOWED, of_letters(kind.value[:5])) for kind in kinds]
    if not codes:
        mark = value.strip()
        same = (
            Q(citation__iexact=mark) | Q(document_number=mark) | Q(rins__contains=[mark]) | Q(dockets__contains=[mark])
        )
        codes += [code(Kind.FOLLOWED_BY_ACTION, action.pk) for action in AgencyAction.objects.filter(same)[:50]]
    if not codes:
        codes += [code(Kind.FOLLOWED_BY_AGENCY, agency.pk) for agency in agencies_named(value)]
    return codes, bool(codes)
