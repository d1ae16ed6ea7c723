"""When those delegates served whom no table of Congresses lists: former ones, since 1973.

Delegates and resident commissioners (District of Columbia, Puerto Rico, Guam, the Virgin Islands, American Samoa, the
Northern Marianas) sign letters like any member, but roll-call tables leave them out. Dates are those of the
Biographical Directory of Congress, to the day where a term began or ended between Congresses.
"""

import datetime

__all__ = ["FORMER_DELEGATES"]


def _from(start: str, end: str) -> tuple[datetime.date, datetime.date]:
    return datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)


# Bioguide ID: the stretches of service, each with its first and last day.
FORMER_DELEGATES: dict[str, tuple[tuple[datetime.date, datetime.date], ...]] = {
    "A000359": (_from("2001-01-03", "2005-01-02"),),  # Acevedo-Vilá, PR
    "B000362": (_from("1973-01-03", "1977-01-03"),),  # Benítez, PR
    "B000551": (_from("1985-01-03", "1993-01-03"),),  # Blaz, GU
    "B001245": (_from("2003-01-03", "2019-01-03"),),  # Bordallo, GU
    "C000380": (_from("1997-01-03", "2015-01-03"),),  # Christensen, VI
    "C000646": (_from("1992-03-04", "1993-01-03"),),  # Colorado, PR
    "C000788": (_from("1977-01-03", "1985-01-03"),),  # Corrada del Río, PR
    "D000209": (_from("1973-01-03", "1979-01-03"), _from("1981-01-03", "1995-01-03")),  # de Lugo, VI
    "E000254": (_from("1979-01-03", "1981-01-03"),),  # Evans, VI
    "F000010": (_from("1989-01-03", "2015-01-03"),),  # Faleomavaega, AS
    "F000046": (_from("1971-03-23", "1991-01-03"),),  # Fauntroy, DC
    "F000351": (_from("1995-01-03", "1997-01-03"),),  # Frazer, VI
    "F000435": (_from("1985-01-03", "1992-03-04"),),  # Fuster, PR
    "F000452": (_from("2005-01-03", "2009-01-02"),),  # Fortuño, PR
    "G000582": (_from("2017-01-03", "2025-01-02"),),  # González-Colón, PR
    "P000596": (_from("2009-01-03", "2017-01-03"),),  # Pierluisi, PR
    "R000417": (_from("1993-01-03", "2001-01-03"),),  # Romero-Barceló, PR
    "S001077": (_from("1981-01-03", "1988-09-06"),),  # Sunia, AS
    "S001177": (_from("2009-01-03", "2025-01-03"),),  # Sablan, MP
    "S001204": (_from("2019-01-03", "2023-01-03"),),  # San Nicolas, GU
    "U000014": (_from("1993-01-03", "2003-01-03"),),  # Underwood, GU
    "W000686": (_from("1973-01-03", "1985-01-03"),),  # Won Pat, GU
}
