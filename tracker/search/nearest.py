"""The nearest right name for one that nobody knows: of those that the viewer may see in letters, or that are public.

Agencies, states, parties and kinds of actions are known to all. Of members only those are offered who signed, or were
sent, a letter that the viewer may see: a draft is not told by a suggestion.
"""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from tracker.models import Agency, AgencyName, Letter, Member, Signature, Viewer
from tracker.resolving.names import folded, parsed
from tracker.resolving.states import STATE_NAMES
from tracker.search.language import Field
from tracker.search.language.naming import nearest

__all__ = ["nearest_name", "signing_members"]

# PostgreSQL's own default for "similar" (pg_trgm.similarity_threshold), which the index serves.
_LIKE = 0.3

_COMMON = ["republican", "democrat", "independent", "senate", "house"]
_KINDS = ["rule", "proposed rule", "notice", "presidential document"]


def nearest_name(field: Field, written: str, viewer: Viewer) -> str:
    """Return the name that was most likely meant, as it would be typed; "" when none is near."""
    match field:
        case Field.FROM:
            return _member(written, viewer) or nearest(folded(written), [*_COMMON, *map(folded, STATE_NAMES.values())])
        case Field.TO:
            return _agency(written) or _member(written, viewer)
        case Field.FOLLOWED_BY:
            return nearest(folded(written), _KINDS) or _agency(written)
        case _:
            return ""


def signing_members(viewer: Viewer) -> QuerySet[Member]:
    """Return the members who signed a letter that the viewer may see."""
    seen = Signature.objects.kept().filter(member=OuterRef("pk"), letter__in=Letter.objects.visible_to(viewer))
    return Member.objects.filter(Exists(seen))


def _member(written: str, viewer: Viewer) -> str:
    words = parsed(written).words
    if not words:
        return ""
    surname = words[-1]
    similar = signing_members(viewer).filter(folded_surname__trigram_similar=surname)
    found = similar.annotate(like=TrigramSimilarity("folded_surname", surname)).order_by("-like", "pk")[:20]
    known = {member.folded_surname: member for member in found}
    name = nearest(surname, known) or next((m.folded_surname for m in found if m.like >= 0.5), "")
    if not name:
        return ""
    member = known[name]
    given = folded(member.nickname or member.first)
    return f"{given} {name}" if len(words) > 1 else name


def _agency(written: str) -> str:
    """Return the name of the nearest agency: its short name or alias when that is near, else its own name."""
    name = folded(written)
    shorts = {
        folded(short): short for short in Agency.objects.exclude(short_name="").values_list("short_name", flat=True)
    }
    if short := nearest(name, shorts):
        return shorts[short]
    aliases = AgencyName.objects.filter(folded__trigram_similar=name)
    alias = aliases.annotate(like=TrigramSimilarity("folded", name)).order_by("-like", "pk").first()
    lowered = Agency.objects.annotate(lowered=Lower("name")).filter(lowered__trigram_similar=name)
    agency = lowered.annotate(like=TrigramSimilarity("lowered", name)).order_by("-like", "pk").first()
    found = [(each.like, each.name) for each in (agency, alias) if each is not None and each.like >= _LIKE]
    return max(found)[1] if found else ""
