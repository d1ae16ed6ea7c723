"""Who held which post, when: read from tables of post holders, and kept.

Two forms of CSV are read, told apart by their first line:

1. Cabinet turnover: president, position, appointee, start_date, end_date. Dates are month/day/two-digit year, or "Still
   in office". Positions are abbreviated ("OMB Director") and set to agencies by the table below; a further column
   `agency` (slug) says it for other posts, and `acting` (yes) for acting ones.
2. Letterbook's own: name, title, agency, start, end, acting. `agency` is a slug or any name of an agency; dates
   are ISO; an empty end means still in office; acting is yes or no.

    done = load("officials.csv")                    a path or an http(s) address
"""

import csv
import datetime
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from tracker.models import Agency, AgencyName, Official
from tracker.resolving.names import folded
from tracker.resolving.records import OfficialRecord
from tracker.sources.fetch import SourceUnavailable, read_bytes

__all__ = ["PRESIDENTS", "LoadedOfficials", "load", "parse_officials", "read_officials", "store"]

_EOP = "executive-office-of-the-president"

# Position as the cabinet table writes it -> (title, agency's slug). "Secretary of X" follows by rule.
_POSITIONS = {
    "OMB Director": ("Director, Office of Management and Budget", "management-and-budget-office"),
    "CEA Chair": ("Chair, Council of Economic Advisers", _EOP),
    "UN Ambassador": ("Ambassador to the United Nations", "state-department"),
    "SBA Administrator": ("Administrator, Small Business Administration", "small-business-administration"),
    "EPA Administrator": ("Administrator, Environmental Protection Agency", "environmental-protection-agency"),
    "U.S. Trade Representative": ("United States Trade Representative", "trade-representative-office-of-united-states"),
    "OSTP Director": ("Director, Office of Science and Technology Policy", "science-and-technology-policy-office"),
    "Director of Central Intelligence": ("Director of Central Intelligence", "central-intelligence-agency"),
    "CIA Director": ("Director, Central Intelligence Agency", "central-intelligence-agency"),
    "Director of Central Intelligence/CIA Director": (
        "Director, Central Intelligence Agency",
        "central-intelligence-agency",
    ),
    "Director of National Intelligence": (
        "Director of National Intelligence",
        "national-intelligence-office-of-the-national-director",
    ),
    "Attorney General": ("Attorney General", "justice-department"),
    "Vice President": ("Vice President of the United States", _EOP),
    "Chief of Staff": ("White House Chief of Staff", _EOP),
    "Secretary of Housing & Urban Development": (
        "Secretary of Housing and Urban Development",
        "housing-and-urban-development-department",
    ),
    "Secretary of Health & Human Services": (
        "Secretary of Health and Human Services",
        "health-and-human-services-department",
    ),
    # The Department of Health, Education and Welfare became Health and Human Services in 1980.
    "Secretary of Health, Education & Welfare": (
        "Secretary of Health, Education, and Welfare",
        "health-and-human-services-department",
    ),
    "Secretary of Health, Education & Welfare/Secretary of Health & Human Services": (
        "Secretary of Health and Human Services",
        "health-and-human-services-department",
    ),
}
_SECRETARY = re.compile(r"^Secretary of (?:the )?(?P<what>[\w ]+)$")


def _presidency(name: str, start: str, end: str | None) -> OfficialRecord:
    return OfficialRecord(
        name=name,
        title="President of the United States",
        agency=_EOP,
        start=datetime.date.fromisoformat(start),
        end=datetime.date.fromisoformat(end) if end else None,
    )


# Tables of department heads leave out the head of all departments.
PRESIDENTS: tuple[OfficialRecord, ...] = (
    _presidency("Jimmy Carter", "1977-01-20", "1981-01-20"),
    _presidency("Ronald Reagan", "1981-01-20", "1989-01-20"),
    _presidency("George H. W. Bush", "1989-01-20", "1993-01-20"),
    _presidency('William J. "Bill" Clinton', "1993-01-20", "2001-01-20"),
    _presidency("George W. Bush", "2001-01-20", "2009-01-20"),
    _presidency("Barack Obama", "2009-01-20", "2017-01-20"),
    _presidency("Donald J. Trump", "2017-01-20", "2021-01-20"),
    _presidency('Joseph R. "Joe" Biden, Jr.', "2021-01-20", "2025-01-20"),
    _presidency("Donald J. Trump", "2025-01-20", None),
)


@dataclass(frozen=True, slots=True)
class LoadedOfficials:
    """How many post holders there are from this source, and what was left out, in sentences."""

    officials: int
    skipped: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.officials} post holders"


def parse_officials(content: bytes, skipped: list[str], *, agency_names: Mapping[str, str]) -> list[OfficialRecord]:
    """Return the post holders of a CSV of either form. Raises ValueError, with a sentence, when it is of neither.

    `agency_names` maps folded names of agencies to slugs, for the form in which a person names them.
    """
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig", errors="replace")))
    header = {(name or "").strip() for name in rows.fieldnames or ()}
    numbered = [
        (number, {(key or "").strip(): (value or "") for key, value in row.items() if not isinstance(value, list)})
        for number, row in enumerate(rows, 2)
    ]
    if {"position", "appointee", "start_date"} <= header:
        read, numbered = _cabinet_row, _joined(numbered)
    elif {"name", "title", "agency"} <= header:
        read = _own_row
    else:
        raise ValueError(
            "It is no table of post holders: its first line needs name, title, agency, start, end "
            "or president, position, appointee, start_date, end_date"
        )
    found: dict[tuple[str, str, str, datetime.date | None], OfficialRecord] = {}
    for number, row in numbered:
        try:
            official = read(row, agency_names)
            found[official.agency, official.name, official.title, official.start] = official
        except (KeyError, ValueError, TypeError) as error:
            skipped.append(f"Line {number}: left out, {error}.")
    return list(found.values())


def _joined(rows: list[tuple[int, dict[str, str]]]) -> list[tuple[int, dict[str, str]]]:
    """Make one row of two where a post holder stayed on under the next President.

    The table ends the first row with "Obama admin" and begins the second with "Bush admin".
    """
    stayed: dict[tuple[str, str], str] = {}
    joined = []
    for number, row in rows:
        who = row["appointee"].strip(), row["position"].strip()
        if row.get("end_date", "").strip().endswith(" admin"):
            stayed[who] = row["start_date"]
        elif row["start_date"].strip().endswith(" admin") and who in stayed:
            joined.append((number, row | {"start_date": stayed.pop(who)}))
        else:
            joined.append((number, row))
    return joined


def _cabinet_row(row: Mapping[str, str], agency_names: Mapping[str, str]) -> OfficialRecord:
    position, appointee = row["position"].strip(), row["appointee"].strip()
    if not appointee:
        raise ValueError("it names nobody")
    title, agency = _POSITIONS.get(position, ("", ""))
    secretary = _SECRETARY.match(position)
    if row.get("agency", "").strip():
        title, agency = title or position, row["agency"].strip()
    elif not agency and secretary:
        title, agency = position, f"{folded(secretary['what']).replace(' ', '-')}-department"
    if not agency:
        raise ValueError(f"the position {position!r} is not known")
    start = _american_date(row["start_date"])
    open_end = row["end_date"].strip().casefold() in ("", "still in office")
    end = None if open_end else _american_date(row["end_date"])
    if end is None:
        end = _end_of_presidency(row.get("president", ""), start)
    if end is not None and end < start:
        raise ValueError(f"it ends on {end}, before its start on {start}")
    return OfficialRecord(name=appointee, title=title, agency=agency, start=start, end=end, acting=_is_yes(row))


def _end_of_presidency(president: str, start: datetime.date) -> datetime.date | None:
    """Who was "still in office" when a table was made left with his President at the latest."""
    for presidency in PRESIDENTS:
        if folded(president) in folded(presidency.name) and presidency.start and presidency.start <= start:
            ends = presidency.end
            if ends is None or start < ends:
                return ends
    return None


def _own_row(row: Mapping[str, str], agency_names: Mapping[str, str]) -> OfficialRecord:
    name, title, agency = (row.get(key, "").strip() for key in ("name", "title", "agency"))
    if not name or not title:
        raise ValueError("it has no name or no title")
    slug = agency if agency in agency_names.values() else agency_names.get(folded(agency), "")
    if not slug:
        raise ValueError(f"{agency!r} is no agency that is known; import agencies first")
    start, end = (
        datetime.date.fromisoformat(row[key].strip()) if row.get(key, "").strip() else None for key in ("start", "end")
    )
    if start and end and end < start:
        raise ValueError(f"it ends on {end}, before its start on {start}")
    return OfficialRecord(name=name, title=title, agency=slug, start=start, end=end, acting=_is_yes(row))


def _is_yes(row: Mapping[str, str]) -> bool:
    return row.get("acting", "").strip().casefold() in ("yes", "true", "1", "y", "acting")


def _american_date(text: str) -> datetime.date:
    """Read "2/28/17" or "2/28/2017". Two-digit years are from 1970 on."""
    found = re.fullmatch(r"\s*(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\s*", text)
    if not found:
        raise ValueError(f"{text!r} is no date")
    month, day, year = (int(part) for part in found.groups())
    if year < 100:
        year += 1900 if year >= 70 else 2000
    return datetime.date(year, month, day)


def read_officials(
    source: str | Path, *, agency_names: Mapping[str, str], timeout: float = 30.0, tries: int = 3
) -> tuple[list[OfficialRecord], list[str]]:
    """Return the post holders at a path or address, Presidents included, and sentences about what was left out.

    Raises SourceUnavailable.
    """
    skipped: list[str] = []
    try:
        content = read_bytes(source, timeout=timeout, tries=tries) or b""
        officials = parse_officials(content, skipped, agency_names=agency_names)
    except ValueError as error:
        raise SourceUnavailable(f"{source} could not be read. {error}.") from error
    return [*PRESIDENTS, *officials], skipped


def load(source: str | Path, *, timeout: float = 30.0, tries: int = 3) -> LoadedOfficials:
    """Read post holders from a path or an address and keep them. Raises SourceUnavailable. Twice is harmless."""
    names = dict(AgencyName.objects.values_list("folded", "agency__slug"))
    names |= {folded(name): slug for name, slug in Agency.objects.values_list("name", "slug")}
    officials, skipped = read_officials(source, agency_names=names, timeout=timeout, tries=tries)
    return store(officials, skipped=skipped)


@transaction.atomic
def store(officials: list[OfficialRecord], *, skipped: list[str] | None = None) -> LoadedOfficials:
    """Write post holders by agency, name, title and start; those of agencies that are not known are left out."""
    left_out = list(skipped or ())
    agencies = dict(Agency.objects.values_list("slug", "pk"))
    unknown = sorted({one.agency for one in officials if one.agency not in agencies})
    if unknown:
        left_out.append(f"Post holders of agencies that are not in the list were left out: {', '.join(unknown)}.")
    rows = {
        (one.agency, one.name, one.title, one.start): Official(
            agency_id=agencies[one.agency],
            name=one.name[:160],
            title=one.title[:160],
            start=one.start,
            end=one.end,
            acting=one.acting,
        )
        for one in officials
        if one.agency in agencies
    }
    Official.objects.bulk_create(
        rows.values(),
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["agency", "name", "title", "start"],
        update_fields=["end", "acting"],
    )
    return LoadedOfficials(len(rows), tuple(left_out))
