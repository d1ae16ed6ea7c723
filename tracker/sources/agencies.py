"""Agencies in the form of the Federal Register's API (`/api/v1/agencies`): read, and kept with their names.

agencies = read_agencies("agencies.json")       a path or an http(s) address
done = load("agencies.json")                    the same, into the database
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from tracker.models import Agency, AgencyName
from tracker.resolving.agency_names import names_of
from tracker.resolving.records import AgencyRecord
from tracker.sources.fetch import SourceUnavailable, read_bytes
from tracker.sources.roster import parsed_document

__all__ = ["UPSTREAM", "LoadedAgencies", "load", "parse_agencies", "read_agencies", "store"]

UPSTREAM = "https://www.federalregister.gov/api/v1/agencies"


@dataclass(frozen=True, slots=True)
class LoadedAgencies:
    """How many agencies the source has, how many names were new, and what was left out, in sentences."""

    agencies: int
    new_names: int
    skipped: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.agencies} agencies, {self.new_names} new names for them"


def parse_agencies(document: Any, skipped: list[str]) -> list[AgencyRecord]:
    """Return the agencies of the API's answer: a list of objects with id, slug, name, short_name and parent_id.

    Entries that are malformed are left out, each with a sentence in `skipped`.
    """
    entries = document if isinstance(document, list) else []
    slugs = {entry["id"]: entry.get("slug") for entry in entries if isinstance(entry, dict) and "id" in entry}
    found: dict[str, AgencyRecord] = {}
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not entry.get("slug") or not entry.get("name"):
            skipped.append(f"Entry {number}: left out, it has no name or no slug.")
            continue
        identifier, slug = entry.get("id"), str(entry["slug"])
        found[slug] = AgencyRecord(
            slug=slug,
            name=str(entry["name"]).strip(),
            short_name=str(entry.get("short_name") or "").strip(),
            parent=str(slugs.get(entry.get("parent_id")) or ""),
            federal_register_id=identifier if isinstance(identifier, int) else None,
        )
    return list(found.values())


def read_agencies(source: str | Path, *, timeout: float = 30.0, tries: int = 3) -> tuple[list[AgencyRecord], list[str]]:
    """Return the agencies at a path or address, and sentences about what was left out. Raises SourceUnavailable."""
    content = read_bytes(source, timeout=timeout, tries=tries) or b""
    skipped: list[str] = []
    try:
        agencies = parse_agencies(parsed_document(content, str(source)), skipped)
    except ValueError as error:
        raise SourceUnavailable(f"{error}.") from error
    if not agencies:
        raise SourceUnavailable(f"{source} holds no agencies in the form of the Federal Register's API.")
    return agencies, skipped


def load(source: str | Path, *, timeout: float = 30.0, tries: int = 3) -> LoadedAgencies:
    """Read agencies from a path or an address and keep them. Raises SourceUnavailable. To run it twice is harmless."""
    agencies, skipped = read_agencies(source, timeout=timeout, tries=tries)
    return store(agencies, skipped=skipped)


@transaction.atomic
def store(agencies: list[AgencyRecord], *, skipped: list[str] | None = None) -> LoadedAgencies:
    """Write agencies by their slug, their parents, and those names of theirs that nobody has taken.

    A name that is there stays as it is: a person may have set it to another agency.
    """
    fresh = {agency.slug: agency for agency in agencies}
    # A number that wandered to another slug must be free before it is given.
    numbers = [agency.federal_register_id for agency in agencies if agency.federal_register_id]
    Agency.objects.filter(federal_register_id__in=numbers).exclude(slug__in=fresh).update(federal_register_id=None)
    Agency.objects.bulk_create(
        [
            Agency(
                slug=agency.slug[:200],
                name=agency.name[:250],
                short_name=agency.short_name[:60],
                federal_register_id=agency.federal_register_id,
            )
            for agency in fresh.values()
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "short_name", "federal_register_id"],
    )
    rows = {row.slug: row for row in Agency.objects.all()}
    for agency in fresh.values():
        parent = rows.get(agency.parent)
        # A small list may name a parent that it does not hold; what is known already stays.
        if parent is not None:
            rows[agency.slug].parent = parent
    Agency.objects.bulk_update([rows[slug] for slug in fresh], ["parent"], batch_size=500)
    before = AgencyName.objects.count()
    AgencyName.objects.bulk_create(
        [
            AgencyName(agency=rows[slug], name=name[:250], folded=key[:250])
            for key, (name, slug) in names_of(fresh.values()).items()
        ],
        ignore_conflicts=True,
        batch_size=2000,
    )
    return LoadedAgencies(len(fresh), AgencyName.objects.count() - before, tuple(skipped or ()))
