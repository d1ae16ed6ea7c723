"""A letter as a record: what exports and the API say of it, in a fixed number of queries for any number of letters.

Only what a person confirmed is said to have followed, and only letters that the viewer may see have a record.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse

from tracker.models import (
    Agency,
    Citation,
    Deadline,
    Direction,
    InformationRequest,
    Letter,
    LetterRelation,
    LinkState,
    Member,
    Publication,
    Quotation,
    Recipient,
    Signature,
    Viewer,
    may_see_drafts,
)
from tracker.reading.rows import QuotationKind
from tracker.search.codes import STATUSES, Kind, kind_of, value_of
from tracker.web.links import BEFORE, shown_action_links, shown_later_links

__all__ = ["AddresseeRecord", "FollowedRecord", "LetterRecord", "QuotedRecord", "Records", "SignerRecord"]

_SPOKEN = [QuotationKind.QUOTATION.value, QuotationKind.BLOCK.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerRecord:
    """`bioguide` is "" when the name is matched to no member; party, state and chamber are those of the day."""

    name: str
    bioguide: str
    party: str
    state: str
    chamber: str
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeRecord:
    """`agency` is the known agency's name, "" when matched to none; the other three are as the letter has them."""

    name: str
    title: str
    organization: str
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedRecord:
    text: str
    speaker: str
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedRecord:
    """What a person confirmed to have followed: `what` is the kind of an action, or "Reply" or "Follow-up"."""

    date: datetime.date
    what: str
    title: str
    citation: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRecord:
    """`deadline` is the first day by which anything was asked for; `open_deadline` the first of what is still open.

    `status` is as `status:` asks for it, "" for letters that are to no agency; `overdue` as `status:overdue`.
    """

    type: str = "letter"
    letter: int
    date: datetime.date | None
    title: str
    direction: str
    signers: tuple[SignerRecord, ...]
    recipients: tuple[AddresseeRecord, ...]
    requests: int
    deadline: datetime.date | None
    open_deadline: datetime.date | None
    status: str
    overdue: bool
    quotations: tuple[QuotedRecord, ...]
    citations: tuple[str, ...]
    followed: tuple[FollowedRecord, ...]
    address: str
    source_address: str
    sha256: str
    publication: str
    reconstruction: bool

    @property
    def agencies(self) -> list[str]:
        """The agencies that it is to, each once."""
        return _once(each.agency for each in self.recipients)

    @property
    def speakers(self) -> list[str]:
        """Whose words it quotes, each once."""
        return _once(each.speaker for each in self.quotations)

    @property
    def parties(self) -> list[tuple[str, int]]:
        """How many signers each party has, the largest first."""
        return _counted(each.party for each in self.signers)

    @property
    def states(self) -> list[tuple[str, int]]:
        return _counted(each.state for each in self.signers)


class Records:
    """Makes records for one viewer; what members and agencies are called is looked up once."""

    def __init__(self, viewer: Viewer, *, today: datetime.date) -> None:
        self.viewer, self.today = viewer, today
        self._status = Kind.STATUS_WITH_DRAFTS if may_see_drafts(viewer) else Kind.STATUS
        self._members: dict[str, str] = {}
        self._agencies: dict[int | None, str] = {None: ""}

    def of(self, ids: Sequence[int]) -> list[LetterRecord]:
        """Return the records of these letters in this order, without those that the viewer may not see."""
        ids = list(ids)
        heads = {
            row[0]: row
            for row in Letter.objects.visible_to(self.viewer)
            .filter(pk__in=_among(ids))
            .order_by()
            .values_list(
                "pk",
                "letter_date",
                "title",
                "direction",
                "publication",
                "is_reconstruction",
                "file__source_url",
                "file__sha256",
                "search_row__due_date",
                "search_row__facets",
            )
        }
        ids = [pk for pk in ids if pk in heads]
        signers, addressees = self._signers(ids), self._addressees(ids)
        asked = dict(
            InformationRequest.objects.kept()
            .filter(letter__in=_among(ids))
            .order_by()
            .values_list("letter")
            .annotate(Count("pk"))
        )
        deadlines = _of_letters(Deadline.objects.kept().filter(date__isnull=False), ids, "date")
        quoted = _of_letters(Quotation.objects.kept().filter(kind__in=_SPOKEN), ids, "text", "speaker", "page")
        cited = _of_letters(Citation.objects.kept(), ids, "normalized", "text")
        followed = self._followed(ids, {pk: row[1] for pk, row in heads.items()})
        found = []
        for pk in ids:
            _, date, title, direction, publication, is_made, source, sha256, due, facets = heads[pk]
            status = self._status_in(facets or ())
            found.append(
                LetterRecord(
                    letter=pk,
                    date=date,
                    title=title,
                    direction=Direction(direction).label,
                    signers=signers.get(pk, ()),
                    recipients=addressees.get(pk, ()),
                    requests=asked.get(pk, 0),
                    deadline=min((day for (day,) in deadlines.get(pk, ())), default=None),
                    open_deadline=due,
                    status=status,
                    overdue=status == "unanswered" and due is not None and due < self.today,
                    quotations=tuple(
                        QuotedRecord(text=_one_line(text), speaker=_one_line(speaker), page=page)
                        for text, speaker, page in quoted.get(pk, ())
                    ),
                    citations=tuple(_once(_one_line(form or text) for form, text in cited.get(pk, ()))),
                    followed=followed.get(pk, ()),
                    address=letter_address(pk),
                    source_address=source,
                    sha256=sha256,
                    publication=Publication(publication).label,
                    reconstruction=is_made,
                )
            )
        return found

    def _signers(self, ids: list[int]) -> dict[int, tuple[SignerRecord, ...]]:
        rows = _of_letters(
            Signature.objects.kept(),
            ids,
            *("name", "text", "member_id", "agency_id", "term__party", "term__state", "term__chamber"),
        )
        self._learn(Member, {row[2] for each in rows.values() for row in each if row[2]})
        self._learn(Agency, {row[3] for each in rows.values() for row in each if row[3]})
        return {
            pk: tuple(
                SignerRecord(
                    name=self._members.get(bioguide) or _one_line(name or text.split("\n")[0]),
                    bioguide=bioguide or "",
                    party=party or "",
                    state=state or "",
                    chamber=chamber or "",
                    agency=self._agencies.get(agency, ""),
                )
                for name, text, bioguide, agency, party, state, chamber in each
            )
            for pk, each in rows.items()
        }

    def _addressees(self, ids: list[int]) -> dict[int, tuple[AddresseeRecord, ...]]:
        rows = _of_letters(Recipient.objects.kept(), ids, "name", "title", "organization", "agency_id", "member_id")
        self._learn(Agency, {row[3] for each in rows.values() for row in each if row[3]})
        self._learn(Member, {row[4] for each in rows.values() for row in each if row[4]})
        return {
            pk: tuple(
                AddresseeRecord(
                    name=self._members.get(member) or _one_line(name),
                    title=_one_line(title),
                    organization=_one_line(organization),
                    agency=self._agencies.get(agency, ""),
                )
                for name, title, organization, agency, member in each
            )
            for pk, each in rows.items()
        }

    def _learn(self, model: "type[Member] | type[Agency]", keys: set[Any]) -> None:
        """Look up the names of those that are not known yet."""
        known: dict[Any, str] = self._members if model is Member else self._agencies
        if new := keys - known.keys():
            for key, each in model.objects.in_bulk(new).items():
                known[key] = each.full_name if isinstance(each, Member) else each.name

    def _status_in(self, facets: Iterable[int]) -> str:
        return next((STATUSES[value_of(each) - 1] for each in facets if kind_of(each) == self._status), "")

    def _followed(
        self, ids: list[int], dates: dict[int, datetime.date | None]
    ) -> dict[int, tuple[FollowedRecord, ...]]:
        """Return what is confirmed and dated on or after each letter's date, in the order of time."""
        found: dict[int, list[FollowedRecord]] = defaultdict(list)
        actions = (
            shown_action_links().filter(state=LinkState.CONFIRMED, letter__in=_among(ids)).exclude(relation__in=BEFORE)
        )
        told = ["kind", "action_text", "subtype", "corrects", "title", "citation", "published_date"]
        only = ["letter_id", "action_id", *(f"action__{name}" for name in told)]
        for link in actions.order_by("action_id").prefetch_related(None).only(*only):
            action, since = link.action, dates[link.letter_id]
            if since and action.published_date and action.published_date >= since:
                found[link.letter_id].append(
                    FollowedRecord(
                        date=action.published_date,
                        what=action.kind_label,
                        title=_one_line(action.title),
                        citation=action.citation,
                        address=f"{settings.SITE_ORIGIN}{action.get_absolute_url()}",
                    )
                )
        later = shown_later_links(self.viewer).filter(state=LinkState.CONFIRMED, earlier__in=_among(ids))
        for pk, other, relation, day, title in (
            later.order_by("letter_id")
            .prefetch_related(None)
            .values_list("earlier_id", "letter_id", "relation", "letter__letter_date", "letter__title")
        ):
            since = dates[pk]
            if since and day and day >= since:
                what = "Reply" if relation == LetterRelation.REPLIES_TO else "Follow-up"
                found[pk].append(
                    FollowedRecord(date=day, what=what, title=title, citation="", address=letter_address(other))
                )
        return {pk: tuple(sorted(each, key=lambda one: one.date)) for pk, each in found.items()}


def letter_address(pk: int) -> str:
    """Return the whole address of a letter's page."""
    return f"{settings.SITE_ORIGIN}{reverse('letter', args=[pk])}"


def _among(ids: list[int]) -> RawSQL:
    """Return the numbers as one value of a query: as many values they would cost more than what is asked."""
    return RawSQL("select unnest(%s::bigint[])", [ids])


def _of_letters(rows: QuerySet[Any], ids: list[int], *names: str) -> dict[int, list[tuple[Any, ...]]]:
    """Return the named values of each letter's rows, in the order of the letter."""
    ordered = rows.filter(letter__in=_among(ids)).order_by("letter_id", "order", "pk").values_list("letter_id", *names)
    return {pk: [row[1:] for row in each] for pk, each in groupby(ordered, key=itemgetter(0))}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _once(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]


def _counted(values: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(value for value in values if value).items(), key=lambda item: (-item[1], item[0]))
