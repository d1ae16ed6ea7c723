"""What is found beside the letters: the people, agencies and actions of that name."""

import re
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from tracker.models import Agency, AgencyAction, Letter, Member, Signature, Viewer
from tracker.resolving.names import folded
from tracker.search.values import agencies_named

__all__ = ["Beside", "beside"]

# How many actions with the words are looked at for the three newest.
_LOOKED_AT = 200
_FIRST = 3

# Most words are nobody's name: whether it is worth while to ask is asked for all at once.
_ANY = """
select
    exists (select from tracker_member where folded_surname = any(%(surnames)s)),
    exists (select from tracker_agency
        where name ilike all(%(parts)s) or short_name ilike %(whole)s or slug = %(slug)s or name ilike %(whole)s)
    or exists (select from tracker_agencyname where folded = %(name)s),
    array(select id from tracker_agencyaction
        where to_tsvector('letterbook', letterbook_plain(title))
            @@ plainto_tsquery('letterbook', letterbook_plain(%(words)s)) and withdrawn_at is null
        limit %(most)s)
"""


@dataclass(frozen=True, slots=True)
class Beside:
    people: list[Member] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)
    actions: list[AgencyAction] = field(default_factory=list)


def beside(words: str, viewer: Viewer) -> Beside:
    """Return what bears this name: up to five members with a letter that the viewer may see, agencies, and actions."""
    name = folded(words)
    if not name:
        return Beside()
    surnames = _surnames(words)
    asked: dict[str, str | int | list[str]] = {
        "surnames": surnames,
        "parts": [f"%{_plainly(part)}%" for part in name.split()],
        "whole": _plainly(words.strip()),
        "words": words,
        "slug": name.replace(" ", "-"),
        "name": name,
        "most": _LOOKED_AT,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ANY, asked)
        is_surname, is_agency, actions = cursor.fetchone()
    return Beside(
        _people(surnames, viewer) if is_surname else [],
        agencies_named(words) if is_agency else [],
        _numbered(words.strip())
        or (list(AgencyAction.objects.defer("text", "abstract").filter(pk__in=actions)[:_FIRST]) if actions else []),
    )


def _plainly(words: str) -> str:
    """Return words for ILIKE, in which nothing stands for something else."""
    return re.sub(r"([\\%_])", r"\\\1", words)


def _surnames(words: str) -> list[str]:
    """Return what of the words may be a surname: each, all, or all but the first."""
    plain = [folded(word) for word in re.findall(r"[^\W\d_][\w'’-]+", words)]
    return [*plain, " ".join(plain), " ".join(plain[1:])] if 0 < len(plain) <= 4 else []


def _people(surnames: list[str], viewer: Viewer) -> list[Member]:
    """Return up to five members of these surnames, those first of whose name the most is given."""
    signed = Signature.objects.kept().filter(member=OuterRef("pk"), letter__in=Letter.objects.visible_to(viewer))
    members = Member.objects.filter(Exists(signed), folded_surname__in=surnames)
    ranked = sorted(
        members[:50], key=lambda member: -sum(word in folded(member.full_name).split() for word in surnames)
    )
    return ranked[:5]


def _numbered(mark: str) -> list[AgencyAction]:
    """Return up to five actions with this citation, number, RIN or docket."""
    if not any(map(str.isdigit, mark)):
        return []
    same = Q(citation__iexact=mark) | Q(document_number=mark) | Q(rins__contains=[mark]) | Q(dockets__contains=[mark])
    return list(AgencyAction.objects.defer("text", "abstract").filter(same)[:5])
