"""The laws, rules, dockets, bills, orders and cases that a letter cites, each in one normal form.

An own grammar, because libraries that read court citations know no dockets, RINs, bills or lists of CFR parts. Every
pattern begins with a rare fixed word or a number, and every repetition is bounded, so that the time is linear in the
text.

    "15 C.F.R. Parts 730, 744 and 772"   ->   15 CFR 730 · 15 CFR 744 · 15 CFR 772
    "84 Fed. Reg. 22,961"                ->   84 FR 22961
    "Pub. L. No. 116-92", "P.L. 116-92"  ->   Pub. L. 116-92
    "H. Res. 38", letter of 2022         ->   H.Res. 38 (117th)

Normal forms follow the Bluebook's order of parts and govinfo's spelling; each can be turned into an address at which
the thing can be read (`url_for`). OCR's "§ 78l" for "§ 781" is not mended: the two cannot be told apart.
"""

import bisect
import datetime
import re
from collections.abc import Iterator

from tracker.reading.court_cases import cases_in
from tracker.reading.dockets import CASE
from tracker.reading.parts import Parts
from tracker.reading.rows import Citation, CitationKind
from tracker.reading.transcript import Span, Transcript

__all__ = ["congress_on", "find_citations", "normalized_citations"]

_SECTION = r"\d{1,5}[a-z]{0,3}(?:-\d{1,4}[a-z]?)?(?:\s?\((?:\d{1,2}|[A-Za-z]{1,4})\)){0,6}"
_MARK = r"(?:§§?|[Ss]ections?|[Ss]ecs?\.|[Ss]ec\.)"
_ET_SEQ = r"(?P<seq>(?:,?\s§)?,?\s[Ee]t\.?\s[Ss]eq\b\.?)?"
# A list goes on only with numbers of its own: the next one may be the title or volume of another citation.
_OF_ANOTHER = r"(?![\w,.]*\s?(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R|F\.?\s?R\b|Fed|Stat|United\sStates\sCode|Code\sof))"

_USC = re.compile(
    rf"(?<![\w.])(?P<title>\d{{1,2}})\s?(?:U\.?\s?S\.?\s?C\b\.?(?:\s?A\b\.?)?|United States Code|"
    rf"U\.S\. Code)\s?,?\s?(?P<appendix>App(?:endix|\.)\s)?(?:{_MARK}\s?)?(?P<sections>{_SECTION}(?:(?:,?\s(?:and|or|"
    rf"through|to)\s|,\s|\s?[-–—]\s?)(?:§§?\s?)?{_OF_ANOTHER}{_SECTION}(?![\w.-])){{0,8}}){_ET_SEQ}"
)
_CODE = r"(?:U\.?\s?S\.?\sCode|United\sStates\sCode|U\.?\s?S\.?\s?C\b\.?)(?!\sof\sFederal)"
_USC_WORDS = re.compile(
    rf"\b(?:[Ss]ections?|[Ss]ecs?\.|§§?)\s?(?P<sections>{_SECTION}(?:(?:,?\s(?:and|or|through|to)\s|,\s|"
    rf"\s?[-–—]\s?){_SECTION}){{0,8}}),?\s(?:of|under)\s[Tt]itle\s(?P<title>\d{{1,2}}),?\s(?:of\s)?(?:the\s)?{_CODE}"
)
# "section 40103(b) of title 49": the Code is meant where no other is named.
_USC_NO_CODE = re.compile(
    rf"\b(?:[Ss]ections?|[Ss]ecs?\.|§§?)\s?(?P<sections>{_SECTION}(?:(?:,?\s(?:and|or|through|to)\s|,\s|"
    rf"\s?[-–—]\s?){_SECTION}){{0,8}}),?\s(?:of|under)\s[Tt]itle\s(?P<title>[1-9]|[1-4]\d|5[0-4])(?![\w(]|\.\d)"
    r"(?!,?\s(?:of\s)?(?:the\s|that\s|this\s|such\s|said\s|its\s|an?\s)?(?:(?:U\.?\s?S|United|Code|C\.?\s?F\.?\s?R)|"
    r"[\w’-]+\s(?:[\w’-]+\s){0,6}?"
    r"(?:Act|Code|Law|Laws|Statutes|Ordinance|Regulations|bill|Revised)\b))(?!\sof\s(?:the|that|this|such|said|"
    r"division|Public)\b)"
)
# "section 501(c)(3) of the Internal Revenue Code", unless the Code's own title follows.
_TAX_CODE = re.compile(
    rf"\b(?:(?:[Ss]ections?|[Ss]ecs?\.|§§?)\s?(?P<sections>{_SECTION}(?:(?:,?\s(?:and|or|through|to)\s|"
    rf",\s){_SECTION}){{0,8}}),?\s"
    rf"(?:of|under)\sthe\s(?:(?:U\.S\.\s)?Internal\sRevenue\s|Tax\s)Code(?:\sof\s19(?:39|54|86))?|(?:IRC|"
    rf"I\.R\.C\.)\s(?:{_MARK}\s?)?"
    rf"(?P<after>{_SECTION}))(?!,?\s\(?26\sU\.?S)"
)
# "title 18, United States Code, section 1001"
_USC_TITLE_FIRST = re.compile(
    rf"\b[Tt]itle\s(?P<title>\d{{1,2}}),?\s(?:of\s)?(?:the\s)?{_CODE},?\s(?:at\s)?{_MARK}\s?(?P<sections>{_SECTION}(?:(?:,?\s(?:and|or|through|to)\s|,\s|\s?[-–—]\s?){_OF_ANOTHER}{_SECTION}){{0,8}})"
)
_USC_CHAPTER = re.compile(
    r"(?<![\w.])(?P<title>\d{1,2})\s?(?:U\.?\s?S\.?\s?C\b\.?|United\sStates\sCode|U\.S\.\sCode)\s?,?\s?(?:[Cc]hapter|"
    r"[Cc]h\.)\s?(?P<chapter>\d{1,4}[A-Z]?)(?!\w)"
)
_PART = r"\d{1,4}[a-z]?(?:\.\d{1,5}[a-z]?(?:-\d{1,3}[A-Za-z]?(?!\d|\.\d))?(?:\s?\((?:\d{1,2}|[A-Za-z]{1,4})\)){0,6})?"
_CFR = re.compile(
    r"(?<![\w.])(?P<title>\d{1,2})\s?(?:C\.?\s?F\.?\s?R\b\.?|Code of Federal Regulations)\s?,?\s?"
    rf"(?P<word>(?:[Pp]arts?|[Pp]ts?\.|[Ss]ubparts?|{_MARK})\s?)?(?P<parts>{_PART}(?:(?:,?\s(?:and|or|through|to)\s|"
    rf",\s|;\s|\s?[-–—]\s?)(?:§§?\s?)?{_OF_ANOTHER}{_PART}){{0,24}}){_ET_SEQ}"
)
# "Title 21, Code of Federal Regulations, Part 312"
_CFR_TITLE_FIRST = re.compile(
    r"\b[Tt]itle\s(?P<title>\d{1,2}),?\s(?:of\s)?(?:the\s)?(?:U\.?\s?S\.?\s|"
    r"United\sStates\s)?(?:Code\sof\sFederal\sRegulations|C\.?F\.?R\b\.?)(?:\s\(C\.?F\.?R\.?\))?,?\s(?:at\s)?"
    rf"(?:[Pp]arts?|[Pp]ts?\.|{_MARK})\s?(?P<parts>{_PART}(?:(?:,?\s(?:and|or|through|to)\s|"
    rf",\s){_OF_ANOTHER}{_PART}){{0,24}})"
)
_CFR_WORDS = re.compile(
    rf"\b(?:[Ss]ections?|[Pp]arts?|§§?)\s?(?P<parts>{_PART}),?\s(?:of|under)\s[Tt]itle\s(?P<title>\d{{1,2}})"
    r"(?P<code>,?\s(?:of\s)?(?:the\s)?(?:U\.?\s?S\.?\s|United\sStates\s)?(?:Code\sof\sFederal\sRegulations|"
    r"C\.?F\.?R\.?)(?:\s\(C\.?F\.?R\.?\))?)?"
)
_A_SECTION, _A_PART = re.compile(_SECTION), re.compile(_PART)
_PUBLIC_LAW = re.compile(
    r"\b(?:Public\s(?:Laws?|Law\sNos?[.:]{0,2}|Law\sNumber)|Pub\.?\s?L\.?(?:\s?No\.?)?|P\.\s?L\.?(?:\s?No\.?)?|"
    r"PL)\s?(?P<congress>\d{2,3})\s?[-–—‑]\s?(?P<number>\d{1,4})(?!\d)"
)
_STAT = re.compile(r"(?<![\w.])(?P<volume>\d{1,3})\sStat(?:utes\sat\sLarge|\.)?\s(?P<page>\d{1,5})(?!\d|,\d{3})")
_FR = re.compile(
    r"(?<![\w.])(?P<volume>\d{1,3})\s?(?:F\.\s?R\.|FR|Fed\.?\s?Reg\.?|Federal\sRegister)\s?(?:at\s|p\.\s|"
    r"page\s)?(?P<page>\d{1,3},\d{3}|\d{2,6})(?!\d)(?:\s?[-–—]\s?(?:\d{1,3},\d{3}|\d{2,6})(?!\d|[-/]))?"
)
_FR_DOCUMENT = re.compile(
    r"\b(?:FR\sDoc(?:ument)?\.?(?:\s?No\.?|\sNumber)?:?\s?|Federal\sRegister\s(?:[Dd]ocument\s)?(?:[Nn]o\.\s|"
    r"[Nn]umber\s)?\(?|[Dd]ocument\s(?:[Nn]umber|[Nn]o\.)\s)(?P<number>(?:19|20)?\d{2}[-–]\d{4,6}|"
    r"[CEZR]\d-\d{4,5}(?:-\d)?)(?!\d)\)?"
)
_BILL = re.compile(
    r"(?<![\w.’'&-])(?P<kind>H\.?\s?R\.?|S\.?|H\.?\s?B\.?|S\.?\s?B\.?|A\.?\s?B\.|(?P<chamber>H\.?|S\.?|House|"
    r"Senate)\s?(?P<form>(?:J\.?|Joint|C(?:on)?\.?|Concurrent)\s?)?(?:Res\.?|Resolution)|House\s[Bb]ill|"
    r"Senate\s[Bb]ill)\s?(?:No\.\s?)?(?P<number>\d{1,5})(?![\d.,]*\d|(?:st|nd|rd|th)\b|\s?(?:U\.?S\.?C|C\.?F\.?R|"
    r"Stat|Fed|F\.?\dd)|-\d)"
)
_ORDER = re.compile(
    r"\b(?:Executive\sOrders?|Exec\.\sOrder|E\.\s?O\.|EO)\s?(?:\(E\.?O\.?\)\s)?(?:No\.?\s|Nos\.\s|Number\s|"
    r"#)?(?P<numbers>\d{1,2},?\d{3}(?:(?:,?\sand\s|,\s)\d{1,2},?\d{3}(?!\d)){0,4})(?!\d)"
)
_RIN = re.compile(r"\b(?P<rin>\d{4}[-–‑]\s?[A-Z]{2}\d{2})\b")
_AGENCIES_OF_DOCKETS = r"[A-Z]{2,6}\d?(?:[-–][A-Z]{1,6}\d?){0,2}"
_DOCKET = re.compile(
    rf"(?<![\w-])(?P<docket>{_AGENCIES_OF_DOCKETS}[-–](?:19|20)\d{{2}}[-–](?:[A-Z]{{1,6}}[-–]){{0,2}}\d{{4,6}}|"
    # A year of two digits needs an office beside the agency (AMS-NOP-15-0012); CMS and the Internal Revenue Service
    # number their files by rule.
    r"[A-Z]{2,6}(?:[-–][A-Z]{1,6}){1,2}[-–]\d{2}[-–]\d{4}|CMS[-–]\d{4}[-–](?:PN|FN|IFC|NC|P|F|N)|"
    r"REG[-–]\d{6}[-–]\d{2})(?![\w-])"
)
_DOCKET_NUMBER = re.compile(
    r"(?:(?:[A-Z]{1,6}\d{0,3}[-–])?\d{2,4}[-–][A-Z0-9]{1,6}(?:[-–][A-Z0-9]{1,7}){0,3}|"
    r"[A-Z]{1,6}[-–]?\d{2,4}[-–][A-Z0-9]{1,6}(?:[-–][A-Z0-9]{1,7}){0,3}|\d{6,9}[-–]\d{4}(?:[-–]\d{2})?|"
    # The Surface Transportation Board, the Federal Trade Commission, the Federal Reserve, the Postal Regulatory
    # Commission, the Bureau of Alcohol, Tobacco, Firearms and Explosives.
    r"(?:EP|FD|AB|MCF|NOR)\s\d{2,5}(?:\s\(Sub-No\.\s\d{1,3}\))?|(?:C|R|OP)-\d{4}|(?:RM|PI|N|C|R|MC|CP)\d{4}-\d{1,3}|"
    r"ATF\s\d{4}R-\d{2,3}[A-Z]?)(?![\w-])"
)
_AND_DOCKET = re.compile(r",?\s(?:and\s|&\s)|,\s|;\s")
_DOCKET_NAMED = re.compile(
    r"\b(?:(?P<kind>(?:WC|WT|GN|MB|CG|PS|IB|ET|MM|CC|EB|AU|OEA|MD|CS|OET)\sDocket)|Docket|"
    r"(?=File\sN[ou]\S{0,6}\s(?:S7|SR|4)-)File)s?\s?(?:ID|Id)?\s?(?:Nos?\.?|Numbers?|#)?:?\s?(?P<docket>)"
    rf"(?={_DOCKET_NUMBER.pattern})"
)


def find_citations(transcript: Transcript, parts: Parts, date: datetime.date | None = None) -> tuple[Citation, ...]:
    """Return every citation of the body, the subject and the footnotes, in the order of the text.

    `date` is the date that the letter bears: bills and resolutions are of the Congress that sat on it. Without it they
    are normalized without a Congress. Overlapping finds are settled for the longer.
    """
    text = re.sub(r"\s", " ", transcript.text)
    spans = [span for span in (parts.subject, parts.body, *parts.footnotes) if span is not None and len(span)]
    congress = congress_on(date) if date else None
    found: list[Citation] = []
    for span in spans:
        for kind, start, end, normalized, rule in _all(text[span.start : span.end], congress):
            place = Span(span.start + start, span.start + end)
            found.append(
                Citation(
                    text=transcript.shown(place),
                    span=place,
                    rule=rule,
                    kind=kind,
                    normalized=normalized,
                    confidence=0.97 * transcript.confidence(place),
                )
            )
    return tuple(_settled(found))


def normalized_citations(text: str) -> tuple[str, ...]:
    """Return the normal forms of what a few words cite, in capitals or not; bills and resolutions without a Congress.

    >>> normalized_citations("85 fed. reg. 36,719"), normalized_citations("15 cfr 744")
    (('85 FR 36719',), ('15 CFR 744',))
    """
    plain = " ".join(text.split())[:300]
    codes = re.sub(r"\b(?:cfr|usc|fr|rin)\b", lambda match: match[0].upper(), plain, flags=re.IGNORECASE)
    for tried in (plain, codes, plain.upper(), plain.title()):
        if found := tuple(dict.fromkeys(normalized for _, _, _, normalized, _ in _all(tried, None))):
            return found
    return ()


def congress_on(day: datetime.date) -> int:
    """Return the number of the Congress that sat on `day`: each begins on 3 January of an odd year (20th Amendment)."""
    year = day.year - (1 if (day.month, day.day) < (1, 3) else 0)
    return (year - 1787) // 2


_Find = tuple[CitationKind, int, int, str, str]
_TO = re.compile(r"\s?[-–—]\s?(?:§§?\s?)?|\s(?:through|to)\s(?:§§?\s?)?")


def _numbers(piece: re.Pattern[str], text: str) -> list[tuple[int, int, str]]:
    """Return where each number of a list stands and how it is written; "1500 through 1508" is one, "1500-1508".

    >>> _numbers(re.compile(r"\\d+"), "50, 56 through 58")
    [(0, 2, '50'), (4, 17, '56-58')]
    """
    found: list[tuple[int, int, str]] = []
    for match in piece.finditer(text):
        plain = match[0].replace(" ", "")
        if found and _TO.fullmatch(text, found[-1][1], match.start()):
            start, _, first = found.pop()
            found.append((start, match.end(), f"{first}-{plain}"))
        else:
            found.append((match.start(), match.end(), plain))
    return found


def _all(text: str, congress: int | None) -> Iterator[_Find]:
    yield from _sections(text, _USC, CitationKind.USC, "U.S.C.")
    yield from _sections(text, _USC_WORDS, CitationKind.USC, "U.S.C.")
    yield from _sections(text, _USC_TITLE_FIRST, CitationKind.USC, "U.S.C.")
    yield from _sections(text, _USC_NO_CODE, CitationKind.USC, "U.S.C.")
    for match in _TAX_CODE.finditer(text):
        group = "sections" if match["sections"] else "after"
        yield from _listed_under(match, group, _A_SECTION, CitationKind.USC, "26 U.S.C.", "section of the tax code")
    for match in _USC_CHAPTER.finditer(text):
        normalized = f"{match['title']} U.S.C. ch. {match['chapter']}"
        yield CitationKind.USC, match.start(), match.end(), normalized, "title and chapter"
    yield from _cfr(text)
    for match in _PUBLIC_LAW.finditer(text):
        yield (
            CitationKind.PUBLIC_LAW,
            match.start(),
            match.end(),
            f"Pub. L. {match['congress']}-{match['number']}",
            "public law",
        )
    for match in _STAT.finditer(text):
        normalized = f"{match['volume']} Stat. {match['page']}"
        yield CitationKind.STATUTES_AT_LARGE, match.start(), match.end(), normalized, "statutes at large"
    for match in _FR.finditer(text):
        normalized = f"{match['volume']} FR {match['page'].replace(',', '')}"
        yield CitationKind.FEDERAL_REGISTER, match.start(), match.end(), normalized, "volume and page"
    for match in _FR_DOCUMENT.finditer(text):
        end = match.end() if match[0].count("(") == match[0].count(")") else match.end("number")
        normalized = f"FR Doc. {match['number'].replace('–', '-')}"
        yield CitationKind.FEDERAL_REGISTER, match.start(), end, normalized, "document number"
    yield from _bills(text, congress)
    for match in _ORDER.finditer(text):
        for number in re.finditer(r"\d{1,2},?\d{3}", match["numbers"]):
            plain = number[0].replace(",", "")
            start = match.start() if number.start() == 0 else match.start("numbers") + number.start()
            yield (
                CitationKind.EXECUTIVE_ORDER,
                start,
                match.start("numbers") + number.end(),
                f"E.O. {plain}",
                "order number",
            )
    for match in _RIN.finditer(text):
        rin = re.sub(r"[–‑]\s?|-\s", "-", match["rin"])
        yield CitationKind.RIN, match.start(), match.end(), f"RIN {rin}", "regulation identifier"
    yield from _dockets(text)
    for start, end, normalized, rule in cases_in(text):
        yield CitationKind.CASE, start, end, normalized, rule


def _sections(text: str, pattern: re.Pattern[str], kind: CitationKind, code: str) -> Iterator[_Find]:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        of = f"{code} App." if groups.get("appendix") else code
        yield from _listed_under(match, "sections", _A_SECTION, kind, f"{match['title']} {of}", "title and section")


def _listed_under(
    match: re.Match[str], group: str, piece: re.Pattern[str], kind: CitationKind, code: str, rule: str
) -> Iterator[_Find]:
    """Yield each number of the list in `group`; the first with what leads up to it, the last with what ends it."""
    numbers, base = _numbers(piece, match[group]), match.start(group)
    for index, (start, end, number) in enumerate(numbers):
        last = index == len(numbers) - 1
        seq = " et seq." if last and match.groupdict().get("seq") else ""
        yield (
            kind,
            match.start() if index == 0 else base + start,
            match.end() if last else base + end,
            f"{code} {number}{seq}",
            rule,
        )


def _cfr(text: str) -> Iterator[_Find]:
    for match in (*_CFR.finditer(text), *_CFR_TITLE_FIRST.finditer(text)):
        yield from _listed_under(match, "parts", _A_PART, CitationKind.CFR, f"{match['title']} CFR", "title and part")
    for match in _CFR_WORDS.finditer(text):
        # "Section 2635.101 of title 5" and "part 93 of title 14" can only be the CFR: the Code is not cited so.
        if match["code"] or "." in match["parts"] or match[0].lower().startswith("part"):
            normalized = f"{match['title']} CFR {match['parts'].replace(' ', '')}"
            yield CitationKind.CFR, match.start(), match.end(), normalized, "part of a title"


def _bills(text: str, congress: int | None) -> Iterator[_Find]:
    for match in _BILL.finditer(text):
        kind = re.sub(r"[.\s]", "", match["kind"]).upper()
        number = match["number"]
        if kind == "S" and "." not in match["kind"]:
            continue  # "S 25" may be a street or a seat.
        if kind in {"HB", "SB", "AB"}:
            # House and Senate Bills are those of a state.
            yield CitationKind.BILL, match.start(), match.end(), f"{kind[0]}.B. {number}", "state bill"
            continue
        spelled = _BILL_FORMS.get(_short(match, kind))
        if spelled is None:
            continue
        of = f" ({_ordinal(congress)})" if congress else ""
        yield CitationKind.BILL, match.start(), match.end(), f"{spelled} {number}{of}", "bill of this Congress"


_BILL_FORMS = {
    "HR": "H.R.",
    "S": "S.",
    "HRES": "H.Res.",
    "SRES": "S.Res.",
    "HJRES": "H.J.Res.",
    "SJRES": "S.J.Res.",
    "HCONRES": "H.Con.Res.",
    "SCONRES": "S.Con.Res.",
}


def _short(match: re.Match[str], kind: str) -> str:
    if kind == "HOUSEBILL":
        return "HR"
    if kind == "SENATEBILL":
        return "S"
    if not match["chamber"]:
        return kind
    form = (match["form"] or "").strip(". ").upper()
    return match["chamber"][0] + ("J" if form.startswith("J") else "CON" if form.startswith("C") else "") + "RES"


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _dockets(text: str) -> Iterator[_Find]:
    for match in _DOCKET.finditer(text):
        docket = match["docket"].replace("–", "-")
        if re.match(r"(?:FY|CY|COVID|SARS|HIV|UTC|EST|RIN)-", docket):
            continue
        yield CitationKind.DOCKET, match.start(), match.end(), docket, "docket of an agency"
    for match in _DOCKET_NAMED.finditer(text):
        kind = f"{match['kind']} " if match["kind"] else ""
        for start, number in _listed(text, match):
            normalized = f"{kind}{number[0].replace('–', '-')}"
            yield CitationKind.DOCKET, start, number.end(), normalized, "called a docket"
    for match in CASE.finditer(text):
        normalized = f"{match['series']} Case " + re.sub(r"\s?[-–‑]\s?", "-", match["number"])
        yield CitationKind.DOCKET, match.start(), match.end(), normalized, "case of acquisition"


def _listed(text: str, first: re.Match[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield a docket's number, and those that go on from it: "GN Docket Nos. 14-28 and 10-127"."""
    number = _DOCKET_NUMBER.match(text, first.start("docket"))
    start = first.start()
    while number is not None:
        yield start, number
        more = _AND_DOCKET.match(text, number.end())
        number = _DOCKET_NUMBER.match(text, more.end()) if more else None
        start = number.start() if number else 0


def _settled(found: list[Citation]) -> list[Citation]:
    """Where two finds overlap, keep the longer; the order is that of the text."""
    kept: list[Citation] = []
    starts: list[int] = []
    for citation in sorted(found, key=lambda c: (-len(c.span), c.span.start)):
        at = bisect.bisect_left(starts, citation.span.start)
        clear_before = at == 0 or kept[at - 1].span.end <= citation.span.start
        clear_after = at == len(kept) or citation.span.end <= kept[at].span.start
        if clear_before and clear_after:
            kept.insert(at, citation)
            starts.insert(at, citation.span.start)
    return kept
