"""A registry straight from upstream's files: resolving without a database."""

from pathlib import Path

from tracker.resolving.agency_names import names_of
from tracker.resolving.memory import MemoryRegistry
from tracker.resolving.records import AgencyRecord, OfficialRecord
from tracker.sources.agencies import read_agencies
from tracker.sources.legislators import parse_roster
from tracker.sources.officials import PRESIDENTS, read_officials

__all__ = ["registry_from_files"]


def registry_from_files(
    *, roster: str | Path | None = None, agencies: str | Path | None = None, officials: str | Path | None = None
) -> MemoryRegistry:
    """Return a registry of what upstream's files hold; what is not given stays empty.

    `roster` is a file or folder of members, `agencies` the Federal Register's list, `officials` a table of post
    holders. Each may be an address. Raises SourceUnavailable with a sentence.
    """
    listed: list[AgencyRecord] = read_agencies(agencies)[0] if agencies else []
    held: list[OfficialRecord] = list(PRESIDENTS)
    if officials:
        names = {key: slug for key, (_, slug) in names_of(listed).items()}
        held = read_officials(officials, agency_names=names)[0]
    return MemoryRegistry(parse_roster(roster) if roster else [], listed, held)
