"""What is found beside the letters: the people, agencies and actions of that name."""

import re

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from tracker.models import Agency, AgencyAction, Letter, Member, Signature, Viewer
from tracker.resolving.names import folded
from tracker.search.values import agencies_named

__all__ = ["actions_of", "agencies_of", "people_of"]

# How many actions with the words are looked at for the three newest.
_LOOKED_AT = 200


def people_of(words: str, viewer: Viewer) -> list[Member]:
    """Return up to five members, with a letter that the viewer may see, of whose name the query gives the surname."""
    plain = [folded(word) for word in re.findall(r"[^\W\d_][\w'’-]+", words)]
    if not plain or len(plain) > 4:
        return []
    signed = Signature.objects.kept().filter(member=OuterRef("pk"), letter__in=Letter.objects.visible_to(viewer))
    members = Member.objects.filter(Exists(signed), folded_surname__in=[*plain, " ".join(plain), " ".join(plain[1:])])
    ranked = sorted(members[:50], key=lambda member: -sum(word in folded(member.full_name).split() for word in plain))
    return ranked[:5]


def agencies_of(words: str) -> list[Agency]:
    """Return the agencies of this name."""
    return agencies_named(words)


def actions_of(words: str) -> list[AgencyAction]:
    """Return up to five actions with this citation, number, RIN or docket; else three whose titles have the words."""
    mark = words.strip()
    if not mark:
        return []
    if any(map(str.isdigit, mark)):
        same = (
            Q(citation__iexact=mark) | Q(document_number=mark) | Q(rins__contains=[mark]) | Q(dockets__contains=[mark])
        )
        if found := list(AgencyAction.objects.filter(same)[:5]):
            return found
    matches = RawSQL(
        "to_tsvector('letterbook', tracker_agencyaction.title) @@ plainto_tsquery('letterbook', %s)", [words]
    )
    some = AgencyAction.objects.annotate(found=matches).filter(found=True).order_by().values("pk")[:_LOOKED_AT]
    return list(AgencyAction.objects.filter(pk__in=list(some.values_list("pk", flat=True)))[:3])
