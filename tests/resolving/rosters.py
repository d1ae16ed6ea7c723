"""A few members and agencies, as the registries of these tests know them. Names and terms are public facts."""

import datetime

from tracker.resolving.records import AgencyRecord, MemberRecord, OfficialRecord, TermRecord


def on(date: str) -> datetime.date:
    return datetime.date.fromisoformat(date)


def member(
    bioguide: str, first: str, last: str, chamber: str, state: str, party: str, start: str, end: str, **names: str
) -> MemberRecord:
    term = TermRecord(chamber=chamber, state=state, party=party, start=on(start), end=on(end))
    return MemberRecord(bioguide=bioguide, first=first, last=last, terms=(term,), **names)


MEMBERS = (
    member("M000133", "Edward", "Markey", "senate", "MA", "D", "2013-07-16", "2027-01-03", middle="J.", nickname="Ed"),
    member("C001113", "Catherine", "Cortez Masto", "senate", "NV", "D", "2017-01-03", "2029-01-03", middle="Marie"),
    member("V000128", "Chris", "Van Hollen", "senate", "MD", "D", "2017-01-03", "2029-01-03"),
    member("W000797", "Debbie", "Wasserman Schultz", "house", "FL", "D", "2005-01-04", "2027-01-03"),
    member("L000580", "Michelle", "Lujan Grisham", "house", "NM", "D", "2013-01-03", "2019-01-03"),
    member("V000081", "Nydia", "Velázquez", "house", "NY", "D", "1993-01-05", "2027-01-03", middle="M."),
    member(
        "G000586",
        "Jesús",
        "García",
        "house",
        "IL",
        "D",
        "2019-01-03",
        "2027-01-03",
        middle="G.",
        nickname="Chuy",
        official_full='Jesús G. "Chuy" García',
    ),
    member("R000486", "Lucille", "Roybal-Allard", "house", "CA", "D", "1993-01-05", "2023-01-03"),
    member(
        "C001062", "K.", "Conaway", "house", "TX", "R", "2005-01-04", "2021-01-03", middle="Michael", nickname="Mike"
    ),
    member("F000445", "J.", "Forbes", "house", "VA", "R", "2001-06-19", "2017-01-03", middle="Randy"),
    member("F000463", "Deb", "Fischer", "senate", "NE", "R", "2013-01-03", "2031-01-03"),
    member("S001193", "Eric", "Swalwell", "house", "CA", "D", "2013-01-03", "2027-01-03"),
    member("G000553", "Al", "Green", "house", "TX", "D", "2005-01-04", "2027-01-03"),
    member("G000590", "Mark", "Green", "house", "TN", "R", "2019-01-03", "2025-07-20", middle="E."),
    member("J000177", "Tim", "Johnson", "senate", "SD", "D", "1997-01-07", "2015-01-03"),
    member("J000285", "Timothy", "Johnson", "house", "IL", "R", "2001-01-03", "2013-01-03", middle="V."),
    member("R000572", "Mike", "Rogers", "house", "MI", "R", "2001-01-03", "2015-01-03", middle="J."),
    member("R000575", "Mike", "Rogers", "house", "AL", "R", "2003-01-07", "2027-01-03", middle="D."),
    member("L000263", "Sander", "Levin", "house", "MI", "D", "1983-01-03", "2019-01-03", middle="M."),
    member("L000261", "Carl", "Levin", "senate", "MI", "D", "1979-01-15", "2015-01-03"),
    member("C001047", "Shelley", "Capito", "senate", "WV", "R", "2015-01-06", "2027-01-03", middle="Moore"),
    member("P000149", "Donald", "Payne", "house", "NJ", "D", "1989-01-03", "2013-01-03"),
    member("P000604", "Donald", "Payne", "house", "NJ", "D", "2011-01-03", "2024-04-24", middle="M.", suffix="Jr."),
    member("H001038", "Brian", "Higgins", "house", "NY", "D", "2005-01-04", "2024-02-02"),
    member("H001077", "Clay", "Higgins", "house", "LA", "R", "2017-01-03", "2027-01-03"),
    member("W000154", "John", "Warner", "senate", "VA", "R", "1979-01-02", "2009-01-03", middle="William"),
    member(
        "G000386", "Charles", "Grassley", "senate", "IA", "R", "1981-01-05", "2029-01-03", middle="E.", nickname="Chuck"
    ),
)

AGENCIES = (
    AgencyRecord(slug="agriculture-department", name="Agriculture Department", short_name="USDA"),
    AgencyRecord(slug="forest-service", name="Forest Service", short_name="FS", parent="agriculture-department"),
    AgencyRecord(slug="operations-office", name="Operations Office", short_name="OO", parent="agriculture-department"),
    AgencyRecord(
        slug="inspector-general-office-agriculture-department",
        name="Inspector General Office, Agriculture Department",
        parent="agriculture-department",
    ),
    AgencyRecord(slug="commerce-department", name="Commerce Department", short_name="DOC"),
    AgencyRecord(
        slug="industry-and-security-bureau",
        name="Industry and Security Bureau",
        short_name="BIS",
        parent="commerce-department",
    ),
    AgencyRecord(slug="defense-department", name="Defense Department", short_name="DOD"),
    AgencyRecord(slug="army-department", name="Army Department", short_name="USA", parent="defense-department"),
    AgencyRecord(slug="engineers-corps", name="Engineers Corps", short_name="COE", parent="defense-department"),
    AgencyRecord(slug="education-department", name="Education Department", short_name="ED"),
    AgencyRecord(slug="environmental-protection-agency", name="Environmental Protection Agency", short_name="EPA"),
    AgencyRecord(slug="executive-office-of-the-president", name="Executive Office of the President", short_name="EOP"),
    AgencyRecord(
        slug="federal-aviation-administration",
        name="Federal Aviation Administration",
        short_name="FAA",
        parent="transportation-department",
    ),
    AgencyRecord(slug="justice-department", name="Justice Department", short_name="DOJ"),
    AgencyRecord(slug="prisons-bureau", name="Prisons Bureau", short_name="BOP", parent="justice-department"),
    AgencyRecord(slug="management-and-budget-office", name="Management and Budget Office", short_name="OMB"),
    AgencyRecord(slug="postal-service", name="Postal Service", short_name="USPS"),
    AgencyRecord(slug="state-department", name="State Department", short_name="DOS"),
    AgencyRecord(
        slug="trade-representative-office-of-united-states",
        name="Trade Representative, Office of United States",
        short_name="USTR",
    ),
    AgencyRecord(slug="transportation-department", name="Transportation Department", short_name="DOT"),
    AgencyRecord(slug="u-s-house-of-representatives", name="U.S. House of Representatives", short_name="HOUSE"),
    AgencyRecord(slug="veterans-affairs-department", name="Veterans Affairs Department", short_name="VA"),
)

OFFICIALS = (
    OfficialRecord(
        name="Wilbur Ross",
        title="Secretary of Commerce",
        agency="commerce-department",
        start=on("2017-02-28"),
        end=on("2021-01-20"),
    ),
    OfficialRecord(
        name="Gina Raimondo",
        title="Secretary of Commerce",
        agency="commerce-department",
        start=on("2021-03-03"),
        end=on("2025-01-20"),
    ),
    OfficialRecord(
        name="Mike Pompeo",
        title="Secretary of State",
        agency="state-department",
        start=on("2018-04-26"),
        end=on("2021-01-20"),
    ),
)
