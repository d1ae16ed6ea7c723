"""The queue of links: those to actions and those between letters in one order, best first, as far as filters let them.

Two tables are read as one list: a page of it is a UNION, its length two counts, and the place of a link in it two more,
so that ten thousand proposals cost no more to show than ten.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, overload
from urllib.parse import urlencode

from django.db.models import Q, QuerySet, Value
from django.http import HttpRequest

from tracker.linking.weights import WEIGHTS
from tracker.models import (
    ActionLink,
    Agency,
    AgencyAction,
    Letter,
    LetterLink,
    LetterRelation,
    LinkState,
    Relation,
)

__all__ = ["BANDS", "KINDS", "STATES", "AnyLink", "Filters", "Proposals", "address_of", "asked_for", "find", "key_of"]

AnyLink = ActionLink | LetterLink

KINDS: dict[str, type[ActionLink] | type[LetterLink]] = {"action": ActionLink, "letter": LetterLink}
STATES = {
    "": "To decide",
    LinkState.UNDECIDED.value: "Left open",
    LinkState.CONFIRMED.value: "Accepted",
    LinkState.REJECTED.value: "Rejected",
    "all": "All",
}
BANDS = {"": "Any", "strong": "Strong", "fair": "Fair", "weak": "Weak"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for in the address, as far as it is known; `notes` say what is not."""

    state: str = ""
    relation: str = ""
    agency: Agency | None = None
    band: str = ""
    letter: int | None = None
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def query(self) -> dict[str, str]:
        """The filters as an address has them."""
        given = {
            "state": self.state,
            "relation": self.relation,
            "agency": self.agency.slug if self.agency else "",
            "points": self.band,
            "letter": str(self.letter or ""),
        }
        return {name: value for name, value in given.items() if value}

    @property
    def is_any(self) -> bool:
        return bool(self.query)


def asked_for(request: HttpRequest) -> Filters:
    """Return the filters of the address."""
    given = {name: request.GET.get(name, "").strip() for name in ("state", "relation", "agency", "points", "letter")}
    notes = []
    if given["state"] not in STATES:
        notes.append(f"“{given['state'][:40]}” is no state of a link, so those to decide are shown.")
        given["state"] = ""
    if given["relation"] and given["relation"] not in (*Relation.values, *LetterRelation.values):
        notes.append(f"“{given['relation'][:40]}” is no relation, so all are shown.")
        given["relation"] = ""
    if given["points"] not in BANDS:
        notes.append(f"“{given['points'][:40]}” is no range of points, so all are shown.")
        given["points"] = ""
    slug = given["agency"]
    agency = Agency.objects.filter(slug=slug).first() if slug and "\0" not in slug else None
    if slug and agency is None:
        notes.append(f"No agency is known as “{slug[:60]}”, so links of all agencies are shown.")
    letter = int(given["letter"]) if given["letter"].isascii() and given["letter"].isdigit() else None
    if given["letter"] and (letter is None or letter >= 2**31):
        notes.append(f"“{given['letter'][:40]}” is no number of a letter, so links of all letters are shown.")
        letter = None
    return Filters(given["state"], given["relation"], agency, given["points"], letter, tuple(notes))


class Proposals(Sequence[AnyLink]):
    """The list: most points first; of as many, links to actions before those to letters, and the newest first."""

    def __init__(self, filters: Filters, letters: QuerySet[Letter]) -> None:
        """`letters` are those that the viewer may see."""
        own = _own(filters)
        self._actions = ActionLink.objects.filter(own, _of_action(filters), letter__in=letters).order_by()
        self._letters = LetterLink.objects.filter(
            own, _of_letter(filters), letter__in=letters, earlier__in=letters
        ).order_by()
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            self._count = self._actions.count() + self._letters.count()
        return self._count

    def count(self, value: Any = None) -> int:
        """How many there are; it takes an argument only because a sequence's does."""
        return len(self)

    @overload
    def __getitem__(self, index: int) -> AnyLink: ...
    @overload
    def __getitem__(self, index: slice) -> list[AnyLink]: ...
    def __getitem__(self, index: int | slice) -> AnyLink | list[AnyLink]:
        if isinstance(index, int):
            return self._ordered(self._actions, self._letters, slice(index, index + 1))[0]
        return self._ordered(self._actions, self._letters, index)

    def place_of(self, link: AnyLink) -> int | None:
        """Return how many stand before the link; None when it is not in the list."""
        mine = self._actions if isinstance(link, ActionLink) else self._letters
        if not mine.filter(pk=link.pk).exists():
            return None
        actions, letters = _before(link)
        return self._actions.filter(actions).count() + self._letters.filter(letters).count()

    def after(self, link: AnyLink) -> AnyLink | None:
        """Return the one that follows; the link itself need not be in the list any more."""
        actions, letters = _before(link)
        mine = Q(pk=link.pk)
        rest_actions = self._actions.exclude(actions | mine if isinstance(link, ActionLink) else actions)
        rest_letters = self._letters.exclude(letters | mine if isinstance(link, LetterLink) else letters)
        return next(iter(self._ordered(rest_actions, rest_letters, slice(0, 1))), None)

    def before(self, link: AnyLink) -> AnyLink | None:
        """Return the one that stands before it."""
        actions, letters = _before(link)
        number = self._actions.filter(actions).count() + self._letters.filter(letters).count()
        return self[number - 1] if number else None

    @staticmethod
    def _ordered(actions: QuerySet[ActionLink], letters: QuerySet[LetterLink], part: slice) -> list[AnyLink]:
        keys = (
            actions.annotate(which=Value(0))
            .values_list("score", "which", "id")
            .union(letters.annotate(which=Value(1)).values_list("score", "which", "id"), all=True)
            .order_by("-score", "which", "-id")[part]
        )
        wanted = [(which, pk) for _, which, pk in keys]
        found: dict[tuple[int, int], AnyLink] = {}
        chosen = [pk for which, pk in wanted if which == 0]
        for link in (
            ActionLink.objects.filter(pk__in=chosen)
            .select_related("letter", "action", "decided_by")
            .defer("action__text", "action__abstract")
        ):
            found[0, link.pk] = link
        chosen = [pk for which, pk in wanted if which == 1]
        for pair in LetterLink.objects.filter(pk__in=chosen).select_related("letter", "earlier", "decided_by"):
            found[1, pair.pk] = pair
        return [found[key] for key in wanted if key in found]


def key_of(link: AnyLink) -> str:
    """Return the link's name in addresses: "action-12"."""
    return f"{'action' if isinstance(link, ActionLink) else 'letter'}-{link.pk}"


def find(key: str, letters: QuerySet[Letter]) -> AnyLink | None:
    """Return the link of this name, whatever its state, with what a page shows of it."""
    which, _, number = key.partition("-")
    if which not in KINDS or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    if which == "action":
        links = ActionLink.objects.select_related("letter", "action", "decided_by").defer("action__text")
        return links.filter(pk=int(number), letter__in=letters).first()
    pairs = LetterLink.objects.select_related("letter", "earlier", "decided_by")
    return pairs.filter(pk=int(number), letter__in=letters, earlier__in=letters).first()


def address_of(filters: Filters, **more: str) -> str:
    """Return the address of the queue under these filters, below its own path: "?state=undecided&at=action-12"."""
    return f"?{urlencode(filters.query | more)}"


def _own(filters: Filters) -> Q:
    """What both kinds of link are asked for."""
    wanted = Q()
    if filters.state != "all":
        wanted &= Q(state=filters.state or LinkState.PROPOSED)
    if filters.band == "strong":
        wanted &= Q(score__gte=WEIGHTS.strong)
    elif filters.band == "fair":
        wanted &= Q(score__gte=WEIGHTS.bar, score__lt=WEIGHTS.strong)
    elif filters.band == "weak":
        wanted &= Q(score__lt=WEIGHTS.bar)
    return wanted


def _of_action(filters: Filters) -> Q:
    wanted = Q()
    if filters.relation:
        wanted &= Q(relation=filters.relation)
    if filters.letter:
        wanted &= Q(letter=filters.letter)
    if filters.agency:
        through = AgencyAction.agencies.through.objects.filter(agency__in=filters.agency.family_ids())
        wanted &= Q(action__in=through.values("agencyaction"))
    return wanted


def _of_letter(filters: Filters) -> Q:
    wanted = Q()
    if filters.relation:
        wanted &= Q(relation=filters.relation)
    if filters.letter:
        wanted &= Q(letter=filters.letter) | Q(earlier=filters.letter)
    if filters.agency:
        family = filters.agency.family_ids()
        of_agency = Letter.objects.filter(Q(recipients__agency__in=family) | Q(signatures__agency__in=family))
        wanted &= Q(letter__in=of_agency.values("pk"))
    return wanted


def _before(link: AnyLink) -> tuple[Q, Q]:
    """Return what stands before the link: among the links to actions, and among those between letters."""
    above = Q(score__gt=link.score)
    if isinstance(link, ActionLink):
        return above | Q(score=link.score, pk__gt=link.pk), above
    return Q(score__gte=link.score), above | Q(score=link.score, pk__gt=link.pk)
