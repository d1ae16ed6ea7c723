"""Which agency a document means: found by the Federal Register's number, then by slug, abbreviation or name.

Those that are not known yet are added from what the document says of them; an abbreviation of Regulations.gov or a mere
name that nobody bears is unknown, and the document is kept without it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F

from tracker.models import Agency
from tracker.sources.federal_register import AgencyReference

__all__ = ["AgencyIndex"]

# Agencies whose abbreviation at Regulations.gov is not their short name in the Federal Register.
_SLUGS = {
    "AID": "agency-for-international-development",
    "CRB": "copyright-royalty-board",
    "EERE": "energy-efficiency-and-renewable-energy-office",
    "FINCEN": "financial-crimes-enforcement-network",
    "FISCAL": "bureau-of-the-fiscal-service",
}


@dataclass
class AgencyIndex:
    """The agencies as they stand, by number, slug and short name. Read it within the transaction that uses it."""

    by_number: dict[int, int] = field(default_factory=dict)
    by_slug: dict[str, int] = field(default_factory=dict)
    by_short_name: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)

    @classmethod
    def read(cls) -> "AgencyIndex":
        index = cls()
        # Departments come first, because their offices often bear their short name too.
        rows = Agency.objects.order_by(F("parent").asc(nulls_first=True), "pk").values_list(
            "pk", "federal_register_id", "slug", "short_name", "name"
        )
        for pk, number, slug, short_name, name in rows:
            index.by_slug[slug] = pk
            if number is not None:
                index.by_number[number] = pk
            index.by_name.setdefault(name.casefold(), pk)
            if short_name:
                index.by_short_name.setdefault(short_name.upper(), pk)
        return index

    def ids(self, references: Iterable[AgencyReference]) -> dict[AgencyReference, int]:
        """Return the key of each agency that is named, adding those that only the documents know."""
        found: dict[AgencyReference, int] = {}
        children: list[tuple[int, int]] = []
        for each in sorted(
            references, key=lambda each: (each.parent_id is not None, each.slug, each.name, each.short_name)
        ):
            pk = self._known(each)
            if pk is None and not each.slug:
                self.unknown.add(each.short_name or each.name)
                continue
            if pk is None:
                pk = self._add(each)
                if each.parent_id is not None:
                    children.append((pk, each.parent_id))
            found[each] = pk
        for child, parent_number in children:
            if parent_number in self.by_number:
                Agency.objects.filter(pk=child).update(parent=self.by_number[parent_number])
        return found

    def _known(self, each: AgencyReference) -> int | None:
        if not each.slug and each.name:
            return self.by_name.get(each.name.casefold())
        if not each.slug:
            return self.by_slug.get(_SLUGS.get(each.short_name, "")) or self.by_short_name.get(each.short_name)
        return self.by_number.get(each.federal_register_id or -1) or self.by_slug.get(each.slug)

    def _add(self, each: AgencyReference) -> int:
        agency = Agency.objects.create(slug=each.slug, name=each.name, federal_register_id=each.federal_register_id)
        self.by_slug[each.slug] = agency.pk
        if each.federal_register_id is not None:
            self.by_number[each.federal_register_id] = agency.pk
        self.added.append(each.slug)
        return agency.pk
