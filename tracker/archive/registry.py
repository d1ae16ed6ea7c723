"""The registry as the database has it: members, agencies and officials as the resolver's plain records."""

import datetime
from collections.abc import Iterable, Sequence
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from tracker.models import Agency, AgencyName, Member, Official, Term
from tracker.resolving.records import AgencyRecord, MemberRecord, OfficialRecord, TermRecord

__all__ = ["DatabaseRegistry"]


class DatabaseRegistry:
    """Fetches what is asked, and keeps it: make a new one for each letter, so that corrections count at once."""

    def __init__(self) -> None:
        self._surnames: dict[str, Sequence[MemberRecord]] = {}
        self._serving: dict[datetime.date, Sequence[MemberRecord]] = {}

    def members_with_surname(self, folded_surname: str) -> Sequence[MemberRecord]:
        if folded_surname not in self._surnames:
            members = Member.objects.filter(folded_surname=folded_surname).order_by("bioguide")
            self._surnames[folded_surname] = _member_records(members.prefetch_related(_terms()))
        return self._surnames[folded_surname]

    def members_serving(self, on: datetime.date) -> Sequence[MemberRecord]:
        if on not in self._serving:
            serving = Term.objects.filter(start__lte=on, end__gte=on).values("member")
            members = Member.objects.filter(pk__in=serving).order_by("bioguide")
            self._serving[on] = _member_records(members.prefetch_related(_terms()))
        return self._serving[on]

    def agencies(self) -> Sequence[AgencyRecord]:
        return self._agencies

    def agency_aliases(self) -> Sequence[tuple[str, str]]:
        return self._aliases

    def officials(self) -> Sequence[OfficialRecord]:
        return self._officials

    @cached_property
    def _agencies(self) -> Sequence[AgencyRecord]:
        fields = ("slug", "name", "short_name", "parent__slug", "federal_register_id")
        return tuple(
            AgencyRecord(slug=slug, name=name, short_name=short, parent=parent or "", federal_register_id=number)
            for slug, name, short, parent, number in Agency.objects.order_by("slug").values_list(*fields)
        )

    @cached_property
    def _aliases(self) -> Sequence[tuple[str, str]]:
        return tuple(AgencyName.objects.order_by("folded").values_list("folded", "agency__slug"))

    @cached_property
    def _officials(self) -> Sequence[OfficialRecord]:
        fields = ("name", "title", "agency__slug", "start", "end", "acting")
        rows = Official.objects.order_by("agency__slug", "start", "name", "title").values_list(*fields)
        return tuple(
            OfficialRecord(name=name, title=title, agency=slug, start=start, end=end, acting=acting)
            for name, title, slug, start, end, acting in rows
        )


def _terms() -> "Prefetch[str, QuerySet[Term], str]":
    return Prefetch("terms", queryset=Term.objects.order_by("start"))


def _member_records(members: Iterable[Member]) -> tuple[MemberRecord, ...]:
    return tuple(
        MemberRecord(
            bioguide=member.bioguide,
            first=member.first,
            last=member.last,
            middle=member.middle,
            suffix=member.suffix,
            nickname=member.nickname,
            official_full=member.official_full,
            terms=tuple(
                TermRecord(
                    chamber=term.chamber,
                    state=term.state,
                    party=term.party,
                    start=term.start,
                    end=term.end,
                    district=term.district,
                )
                for term in member.terms.all()
            ),
        )
        for member in members
    )
