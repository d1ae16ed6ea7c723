"""A registry in memory: upstream's files without a database, and the registry of the tests."""

import datetime
from collections.abc import Iterable, Sequence

from tracker.resolving.agency_names import names_of
from tracker.resolving.names import folded
from tracker.resolving.records import AgencyRecord, MemberRecord, OfficialRecord

__all__ = ["MemoryRegistry"]


class MemoryRegistry:
    """Members, agencies and officials, indexed for looking up. `aliases` are further names: (name, slug)."""

    def __init__(
        self,
        members: Iterable[MemberRecord] = (),
        agencies: Iterable[AgencyRecord] = (),
        officials: Iterable[OfficialRecord] = (),
        *,
        aliases: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._members = tuple(members)
        self._agencies = tuple(agencies)
        self._officials = tuple(officials)
        self._by_surname: dict[str, list[MemberRecord]] = {}
        for member in self._members:
            surname = folded(member.last)
            for key in {surname, *(part for part in surname.split() if len(part) > 3)}:
                self._by_surname.setdefault(key, []).append(member)
        names = {key: slug for key, (_, slug) in names_of(self._agencies).items()}
        names |= {folded(name): slug for name, slug in aliases}
        self._aliases = tuple(names.items())
        self._serving: dict[datetime.date, tuple[MemberRecord, ...]] = {}

    def members_with_surname(self, folded_surname: str) -> Sequence[MemberRecord]:
        return self._by_surname.get(folded_surname, ())

    def members_serving(self, on: datetime.date) -> Sequence[MemberRecord]:
        if on not in self._serving:
            self._serving[on] = tuple(
                member for member in self._members if any(term.start <= on <= term.end for term in member.terms)
            )
        return self._serving[on]

    def agencies(self) -> Sequence[AgencyRecord]:
        return self._agencies

    def agency_aliases(self) -> Sequence[tuple[str, str]]:
        return self._aliases

    def officials(self) -> Sequence[OfficialRecord]:
        return self._officials
