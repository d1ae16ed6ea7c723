"""The states, districts and territories that send members to Congress, and how letters name them (USPS codes)."""

import re
from functools import lru_cache

__all__ = ["STATE_NAMES", "state_named_in"]

STATE_NAMES = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AS": "American Samoa",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "GU": "Guam",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "MP": "Northern Mariana Islands",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "PR": "Puerto Rico",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "VI": "Virgin Islands",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
}

# "(R-TX)", "D–OR", "(CA-14)", "[NY]": a code counts only where its marks say that it is one, for "IN", "OR", "ME" and
# "OK" are words too.
_CODE = re.compile(
    r"[(\[]\s*([A-Z]{2})(?:[-–—\s]*(?:\d{1,2}|AL))?\s*[)\]]|\b[DRI][-–—]\s?([A-Z]{2})\b|\b([A-Z]{2})-\d{1,2}\b"
)
# The longest first, so that West Virginia is not Virginia. Washington is too often the city.
_NAME = re.compile(
    r"\b("
    + "|".join(sorted((name for code, name in STATE_NAMES.items() if code != "WA"), key=len, reverse=True))
    + r")\b"
)
_CODE_OF = {name: code for code, name in STATE_NAMES.items()}


@lru_cache(maxsize=4096)
def state_named_in(text: str, *, codes_only: bool = False) -> str:
    """Return the code of the one state that `text` names, or "" when it names none or several."""
    found = {code for match in _CODE.finditer(text) for code in match.groups() if code in STATE_NAMES}
    if not codes_only:
        found |= {_CODE_OF[match.group(1)] for match in _NAME.finditer(text)}
    return found.pop() if len(found) == 1 else ""
