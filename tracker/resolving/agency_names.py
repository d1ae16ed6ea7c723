"""Under which names agencies are addressed: derived from the Federal Register's list, and known from the field.

The Federal Register turns names round ("Agriculture Department", "Prisons Bureau", "Trade Representative, Office of
United States"); letters write them out ("U.S. Department of Agriculture"). `derived_names` turns them back.
`WELL_KNOWN` adds abbreviations, former names, and bodies that the list does not have, which stand for the agency that
they belong to (the Cybersecurity and Infrastructure Security Agency for Homeland Security).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tracker.resolving.names import folded
from tracker.resolving.records import AgencyRecord
from tracker.resolving.well_known_agencies import WELL_KNOWN

__all__ = ["SET_ASIDE", "derived_names", "names_of"]

# Listed by the Federal Register, but not whom a letter to an agency means: a chamber of Congress, a chartered private
# corporation, a heading, two offices of the White House that answer under the President's, and offices of one
# department whose bare name ("Office of Operations") might be any department's.
SET_ASIDE = frozenset(
    {
        "u-s-house-of-representatives",
        "united-states-olympic-and-paralympic-committee",
        "presidential-documents",
        "the-white-house-office",
        "counsel-to-the-president",
        "operations-office",
        "transportation-office",
    }
)

_TURNED = re.compile(
    r"^(?P<what>.+) (?P<kind>Department|Bureau|Office|Administration|Commission|Corps|Service|Institute|Board)$"
)
_TURNED_WITH_COMMA = re.compile(r"^(?P<what>[^,]+), (?P<kind>(?:Office|Advisory Committee|Interagency Commission).*)$")
_PLACE = re.compile(r"^(?P<name>.+), (?P<parent>[A-Z][^,]+)$")
# Short names that are words, or that mean something else in an address.
_NO_SHORT_NAMES = frozenset(
    {
        "USA",
        "DC",
        "ARTS",
        "HOUSE",
        "SAINT",
        "PACIFIC",
        "ARCTIC",
        "ACTION",
        "ANTITRUST",
        "APPAL",
        "PRES",
        "TD",
        "PC",
        "AO",
    }
    | {
        "NEIGHBOR",
        "MISS",
        "CODEX",
        "ED",
        "NE",
        "PT",
        "TA",
        "FS",
        "EIB/USEIB",
        "CORP/CNCS",
        "NSA/CSS",
        "DOE OHA",
        "DOI OHA",
    }
)


def derived_names(agency: AgencyRecord) -> Iterator[str]:
    """Yield the names under which letters write to `agency`, as far as they follow from its own.

    "Prisons Bureau" -> Bureau of Prisons, Bureau for Prisons …; "Energy Department" -> Department of Energy
    """
    names = [agency.name]
    place = _PLACE.match(agency.name)
    if place and place["parent"].endswith("Department"):
        # "Inspector General Office, Agriculture Department".
        what = place["parent"].removesuffix(" Department")
        office = place["name"].removesuffix(" Office")
        for joint in (" of the ", " of "):
            of_what = (place["parent"], f"Department of {what}", f"U.S. Department of {what}")
            names += [f"Office{joint}{office}, {department}" for department in of_what]
    for name in list(names):
        turned = _TURNED.match(name) or _TURNED_WITH_COMMA.match(name)
        if turned:
            kind, what = turned["kind"].removesuffix(" of"), turned["what"]
            names += [f"{kind} {joint} {what}" for joint in ("of", "of the", "for", "on")]
    yield from names
    for name in names:
        if not name.startswith(("U.S.", "United States")):
            yield f"U.S. {name}"
            yield f"United States {name}"
        else:
            yield re.sub(r"^(?:U\.S\.|United States) ", "", name)
            yield re.sub(r"^(?:U\.S\.|United States) ", lambda found: _OTHER_STYLE[found.group()], name)


_OTHER_STYLE = {"U.S. ": "United States ", "United States ": "U.S. "}


def names_of(agencies: Iterable[AgencyRecord]) -> dict[str, tuple[str, str]]:
    """Return folded name -> (name as written, slug) for all `agencies`, each name once.

    Where two agencies claim a name, the Federal Register's own name for one comes first, then what is well known, then
    what is derived; a short name that two agencies share stands for neither.
    """
    listed = {agency.slug: agency for agency in agencies if agency.slug not in SET_ASIDE}
    found: dict[str, tuple[str, str]] = {}
    for agency in listed.values():
        found.setdefault(folded(agency.name), (agency.name, agency.slug))
    for slug, names in WELL_KNOWN.items():
        for name in names if slug in listed else ():
            found.setdefault(folded(name), (name, slug))
            written_out = re.sub(r"^U\.S\. ", "United States ", name)
            found.setdefault(folded(written_out), (written_out, slug))
    for agency in listed.values():
        for name in derived_names(agency):
            found.setdefault(folded(name), (name, agency.slug))
    shared = Counter(agency.short_name for agency in listed.values())
    for agency in listed.values():
        short = agency.short_name
        if len(short) > 1 and shared[short] == 1 and short not in _NO_SHORT_NAMES:
            found.setdefault(folded(short), (short, agency.slug))
    return {key: value for key, value in found.items() if key}
