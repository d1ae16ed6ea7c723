"""The registry that looks names up in the database: what the importers brought and what people corrected."""

import datetime
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from tracker.models import Agency, AgencyName, Member, Official, Term
from tracker.resolving.records import AgencyRecord, MemberRecord, OfficialRecord, TermRecord

__all__ = ["DatabaseRegistry"]


class DatabaseRegistry:
    """What the database knows when it is first asked. Make one for each letter, so that corrections count at once.

    Each question is one or two queries, and is asked once.
    """

    def __init__(self) -> None:
        self._bearing: dict[str, tuple[MemberRecord, ...]] = {}
        self._serving: dict[datetime.date, tuple[MemberRecord, ...]] = {}
        self._agencies: tuple[AgencyRecord, ...] | None = None
        self._aliases: tuple[tuple[str, str], ...] | None = None
        self._officials: tuple[OfficialRecord, ...] | None = None

    def members_with_surname(self, folded_surname: str) -> Sequence[MemberRecord]:
        if folded_surname not in self._bearing:
            surname = Q(folded_surname=folded_surname)
            if len(folded_surname) > 3:
                # Either half of "cortez masto" is also looked for, as `MemoryRegistry` does.
                surname |= Q(folded_surname__startswith=f"{folded_surname} ")
                surname |= Q(folded_surname__endswith=f" {folded_surname}")
                surname |= Q(folded_surname__contains=f" {folded_surname} ")
            self._bearing[folded_surname] = _records(Member.objects.filter(surname))
        return self._bearing[folded_surname]

    def members_serving(self, on: datetime.date) -> Sequence[MemberRecord]:
        if on not in self._serving:
            serving = Term.objects.filter(start__lte=on, end__gte=on).values("member")
            self._serving[on] = _records(Member.objects.filter(pk__in=serving))
        return self._serving[on]

    def agencies(self) -> Sequence[AgencyRecord]:
        if self._agencies is None:
            self._agencies = tuple(
                AgencyRecord(
                    slug=slug, name=name, short_name=short_name, parent=parent or "", federal_register_id=identifier
                )
                for slug, name, short_name, parent, identifier in Agency.objects.order_by("slug").values_list(
                    "slug", "name", "short_name", "parent__slug", "federal_register_id"
                )
            )
        return self._agencies

    def agency_aliases(self) -> Sequence[tuple[str, str]]:
        if self._aliases is None:
            names = AgencyName.objects.all()
            self._aliases = tuple(names.order_by("folded").values_list("folded", "agency__slug"))
        return self._aliases

    def officials(self) -> Sequence[OfficialRecord]:
        if self._officials is None:
            self._officials = tuple(
                OfficialRecord(name=name, title=title, agency=agency, start=start, end=end, acting=acting)
                for name, title, agency, start, end, acting in Official.objects.order_by("pk").values_list(
                    "name", "title", "agency__slug", "start", "end", "acting"
                )
            )
        return self._officials


def _records(members: QuerySet[Member]) -> tuple[MemberRecord, ...]:
    """Return `members` with all their terms, from two queries for plain rows."""
    terms: dict[str, list[TermRecord]] = {}
    for bioguide, chamber, state, party, start, end, district in (
        Term.objects.filter(member__in=members.values("pk"))
        .order_by("start", "chamber")
        .values_list("member_id", "chamber", "state", "party", "start", "end", "district")
    ):
        term = TermRecord(chamber=chamber, state=state, party=party, start=start, end=end, district=district)
        terms.setdefault(bioguide, []).append(term)
    return tuple(
        MemberRecord(
            bioguide=bioguide,
            first=first,
            middle=middle,
            last=last,
            suffix=suffix,
            nickname=nickname,
            official_full=official_full,
            terms=tuple(terms.get(bioguide, ())),
        )
        for bioguide, first, middle, last, suffix, nickname, official_full in members.order_by("pk").values_list(
            "bioguide", "first", "middle", "last", "suffix", "nickname", "official_full"
        )
    )
