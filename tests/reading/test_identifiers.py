"""Citations, their normal forms, and where each can be read."""

import datetime

import pytest

from tracker.reading.citation_addresses import url_for
from tracker.reading.identifiers import congress_on, find_citations
from tracker.reading.parts import Parts
from tracker.reading.rows import CitationKind
from tracker.reading.transcript import Span, Transcript

K = CitationKind


def cited(text: str, day: datetime.date | None = datetime.date(2020, 4, 14)) -> list[tuple[CitationKind, str]]:
    transcript = Transcript.from_blocks([text])
    rows = find_citations(transcript, Parts(body=Span(0, len(text))), day)
    for row in rows:
        assert transcript.shown(row.span) == row.text
    return [(row.kind, row.normalized) for row in rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("under 42 U.S.C. § 1983", [(K.USC, "42 U.S.C. 1983")]),
        ("(42 U.S.C. 2000d § et seq.)", [(K.USC, "42 U.S.C. 2000d et seq.")]),
        ("22 USC 3927(c), which", [(K.USC, "22 U.S.C. 3927(c)")]),
        ("50 U.S.C. §§ 4801-4852", [(K.USC, "50 U.S.C. 4801-4852")]),
        ("15 C.F.R. Parts 730, 744 and 772", [(K.CFR, "15 CFR 730"), (K.CFR, "15 CFR 744"), (K.CFR, "15 CFR 772")]),
        ("5 C.F.R. 2635.101", [(K.CFR, "5 CFR 2635.101")]),
        ("section 2635.703 of Title 5 of the U.S. Code of Federal Regulations (CFR)", [(K.CFR, "5 CFR 2635.703")]),
        (
            "5 U.S.C. § 552, 5 U.S.C. §§ 551-559, 26 U.S.C. Section 501(c)(3)",
            [(K.USC, "5 U.S.C. 552"), (K.USC, "5 U.S.C. 551-559"), (K.USC, "26 U.S.C. 501(c)(3)")],
        ),
        ("44 U.S.C. chapter 31", [(K.USC, "44 U.S.C. ch. 31")]),
        ("section 552(a) of title 5 requires", [(K.USC, "5 U.S.C. 552(a)")]),
        ("section 5 of title 2 of the Clean Rivers Act", []),
        ("Section 12 of title 4 of the Revised Code of Ohio", []),
        ("part 93 of title 14", [(K.CFR, "14 CFR 93")]),
        ("section 501(c)(3) of the Internal Revenue Code of 1986", [(K.USC, "26 U.S.C. 501(c)(3)")]),
        ("Section 7216 of the Internal Revenue Code, 26 U.S.C. § 7216, forbids", [(K.USC, "26 U.S.C. 7216")]),
        ("IRC § 7216", [(K.USC, "26 U.S.C. 7216")]),
        ("Public Law No: 117-58", [(K.PUBLIC_LAW, "Pub. L. 117-58")]),
        ("See In re Gault, 387 U.S. 1 (1967).", [(K.CASE, "In re Gault, 387 U.S. 1 (1967)")]),
        ("We write in re examination of the files.", []),
        ("title 18, United States Code, section 1001", [(K.USC, "18 U.S.C. 1001")]),
        ("50 U.S.C. App. 2401", [(K.USC, "50 U.S.C. App. 2401")]),
        ("40 C.F.R. §§ 60.1-60.5", [(K.CFR, "40 CFR 60.1-60.5")]),
        ("40 CFR parts 1500 through 1508", [(K.CFR, "40 CFR 1500-1508")]),
        ("Title 21, Code of Federal Regulations, Part 312", [(K.CFR, "21 CFR 312")]),
        ("124 Stat. 119, as amended", [(K.STATUTES_AT_LARGE, "124 Stat. 119")]),
        ("73 Fed. Reg. 12,345-12,350", [(K.FEDERAL_REGISTER, "73 FR 12345")]),
        ("at 14 S. 12th Street", []),
        ("GN Docket Nos. 14-28 and 10-127", [(K.DOCKET, "GN Docket 14-28"), (K.DOCKET, "GN Docket 10-127")]),
        ("AMS-NOP-15-0012 and CMS-1693-P", [(K.DOCKET, "AMS-NOP-15-0012"), (K.DOCKET, "CMS-1693-P")]),
        ("File No. S7-08-19", [(K.DOCKET, "S7-08-19")]),
        (
            "Dobbs v. Jackson Women's Health Organization, No. 19-1392",
            [(K.CASE, "Dobbs v. Jackson Women's Health Organization")],
        ),
        (
            "Obergefell v. Hodges, Olmstead v. Zimring",
            [(K.CASE, "Obergefell v. Hodges"), (K.CASE, "Olmstead v. Zimring")],
        ),
        ("Pub. L. No. 116-92", [(K.PUBLIC_LAW, "Pub. L. 116-92")]),
        ("Public Law 109–54", [(K.PUBLIC_LAW, "Pub. L. 109-54")]),
        ("134 Stat. 281", [(K.STATUTES_AT_LARGE, "134 Stat. 281")]),
        ("85 FR 36719", [(K.FEDERAL_REGISTER, "85 FR 36719")]),
        ("84 Fed. Reg. 22,961", [(K.FEDERAL_REGISTER, "84 FR 22961")]),
        ("in the Federal Register (2022-17680)", [(K.FEDERAL_REGISTER, "FR Doc. 2022-17680")]),
        ("H.R. 2764", [(K.BILL, "H.R. 2764 (116th)")]),
        ("S. 3661, to repeal", [(K.BILL, "S. 3661 (116th)")]),
        ("House Resolution 38 requires", [(K.BILL, "H.Res. 38 (116th)")]),
        ("S. Con. Res. 14", [(K.BILL, "S.Con.Res. 14 (116th)")]),
        ("SB 1024 and HB 741", [(K.BILL, "S.B. 1024"), (K.BILL, "H.B. 741")]),
        ("Executive Order 13,873", [(K.EXECUTIVE_ORDER, "E.O. 13873")]),
        ("E.O. 12866 and", [(K.EXECUTIVE_ORDER, "E.O. 12866")]),
        ("RIN 0694-AI06", [(K.RIN, "RIN 0694-AI06")]),
        ("Docket No. BIS-2020-0017", [(K.DOCKET, "BIS-2020-0017")]),
        ("EPA-HQ-OAR-2021-0317", [(K.DOCKET, "EPA-HQ-OAR-2021-0317")]),
        ("WC Docket No. 17-108", [(K.DOCKET, "WC Docket 17-108")]),
        ("under FAR Case 2007–006, and", [(K.DOCKET, "FAR Case 2007-006")]),
        ("DFARS case 2019-D041", [(K.DOCKET, "DFARS Case 2019-D041")]),
        ("its proposal, REG–106089–18, would", [(K.DOCKET, "REG-106089-18")]),
        ("Docket No. R-1723", [(K.DOCKET, "R-1723")]),
        ("Docket No. ATF 2021R-05F", [(K.DOCKET, "ATF 2021R-05F")]),
        ("in so far case 2007-006 went", []),
        ("FERC Docket No. CP17-40-000", [(K.DOCKET, "CP17-40-000")]),
        ("In Michel v. Anderson, the court", [(K.CASE, "Michel v. Anderson")]),
        (
            "of United States v. Estate of Parsons, 367 F.3d 409 (5th Cir. 2004) (en banc), he",
            [(K.CASE, "United States v. Estate of Parsons, 367 F.3d 409 (5th Cir. 2004) (en banc)")],
        ),
    ],
)
def test_normal_forms(text: str, found: list[tuple[CitationKind, str]]) -> None:
    assert cited(f"We cite it: {text}.") == found


@pytest.mark.parametrize(
    "text",
    ["Notice PH-2004-7 and EA-2007-05", "COVID-2019-0001", "the U.S. 5 years ago", "Part 3 of 4", "100 FRIENDS 20"],
)
def test_what_is_no_citation(text: str) -> None:
    assert cited(f"We name {text}.") == []


def test_a_citation_that_stands_twice_is_two_rows() -> None:
    assert len(cited("S. 1490 and again S. 1490.")) == 2


def test_bills_have_no_congress_without_a_date() -> None:
    assert cited("See S. 1490.", None) == [(K.BILL, "S. 1490")]


def test_congress_begins_on_the_third_of_january() -> None:
    assert congress_on(datetime.date(2021, 1, 2)) == 116
    assert congress_on(datetime.date(2021, 1, 3)) == 117
    assert congress_on(datetime.date(1789, 3, 4)) == 1


@pytest.mark.parametrize(
    ("kind", "normalized", "url"),
    [
        (K.USC, "42 U.S.C. 2000d et seq.", "https://www.govinfo.gov/link/uscode/42/2000d"),
        (K.CFR, "15 CFR 744", "https://www.ecfr.gov/current/title-15/part-744"),
        (K.CFR, "5 CFR 2635.101", "https://www.ecfr.gov/current/title-5/section-2635.101"),
        (K.PUBLIC_LAW, "Pub. L. 116-92", "https://www.govinfo.gov/link/plaw/116/public/92"),
        (K.FEDERAL_REGISTER, "85 FR 36719", "https://www.federalregister.gov/citation/85-FR-36719"),
        (K.FEDERAL_REGISTER, "FR Doc. 2020-13093", "https://www.federalregister.gov/d/2020-13093"),
        (K.BILL, "H.R. 2764 (117th)", "https://www.congress.gov/bill/117th-congress/house-bill/2764"),
        (
            K.BILL,
            "S.Con.Res. 14 (117th)",
            "https://www.congress.gov/bill/117th-congress/senate-concurrent-resolution/14",
        ),
        (K.BILL, "H.Res. 38 (117th)", "https://www.congress.gov/bill/117th-congress/house-resolution/38"),
        (K.BILL, "S.B. 1024", ""),
        (K.DOCKET, "BIS-2020-0017", "https://www.regulations.gov/docket/BIS-2020-0017"),
        (K.DOCKET, "WC Docket 17-108", ""),
        (K.CASE, "Michel v. Anderson", ""),
        (K.DOCKET, "javascript:alert(1)", ""),
    ],
)
def test_addresses(kind: CitationKind, normalized: str, url: str) -> None:
    assert url_for(kind, normalized) == url
