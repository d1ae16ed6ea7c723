"""Where what a letter cites can be read: an address for each normal form of `identifiers.py`."""

import re
from collections.abc import Callable

from tracker.reading.rows import CitationKind

__all__ = ["url_for"]


def url_for(kind: CitationKind, normalized: str) -> str:
    """Return the address at which what is cited can be read, or "" when there is none to be told from the citation.

    Laws and the CFR lead to govinfo's link service and eCFR, the Federal Register to its own site, bills to
    congress.gov, dockets to regulations.gov. A normal form that is not ours gives "".
    """
    builder = _ADDRESSES.get(kind)
    return builder(normalized) if builder else ""


def _usc_url(normalized: str) -> str:
    match = re.fullmatch(r"(\d{1,2}) U\.S\.C\. (\d{1,5}[a-z]{0,3}(?:-\d{1,4}[a-z]?)?).*", normalized)
    return f"https://www.govinfo.gov/link/uscode/{match[1]}/{match[2]}" if match else ""


def _cfr_url(normalized: str) -> str:
    match = re.fullmatch(r"(\d{1,2}) CFR (\d{1,4}[a-z]?)(?:\.(\d{1,5}[a-z]?(?:-\d{1,3}[A-Za-z]?)?))?.*", normalized)
    if not match:
        return ""
    if match[3]:
        return f"https://www.ecfr.gov/current/title-{match[1]}/section-{match[2]}.{match[3]}"
    return f"https://www.ecfr.gov/current/title-{match[1]}/part-{match[2]}"


def _law_url(normalized: str) -> str:
    match = re.fullmatch(r"Pub\. L\. (\d{2,3})-(\d{1,4})", normalized)
    return f"https://www.govinfo.gov/link/plaw/{match[1]}/public/{match[2]}" if match else ""


def _statute_url(normalized: str) -> str:
    match = re.fullmatch(r"(\d{1,3}) Stat\. (\d{1,5})", normalized)
    return f"https://www.govinfo.gov/link/statute/{match[1]}/{match[2]}" if match else ""


def _register_url(normalized: str) -> str:
    if match := re.fullmatch(r"(\d{1,3}) FR (\d{1,6})", normalized):
        return f"https://www.federalregister.gov/citation/{match[1]}-FR-{match[2]}"
    if match := re.fullmatch(r"FR Doc\. ([A-Z\d]{1,4}-\d{4,6}(?:-\d)?)", normalized):
        return f"https://www.federalregister.gov/d/{match[1]}"
    return ""


def _bill_url(normalized: str) -> str:
    match = re.fullmatch(r"((?:H|S)\.(?:R\.|(?:J\.|Con\.)?Res\.)?) (\d{1,5}) \((\d{1,3}(?:st|nd|rd|th))\)", normalized)
    if not match:
        return ""
    chamber = "house" if match[1][0] == "H" else "senate"
    form = {"": "bill", "J": "joint-resolution", "Con": "concurrent-resolution"}
    middle = match[1].split(".")[1] if match[1].endswith("Res.") else ""
    named = "resolution" if middle == "Res" else form.get(middle, "bill")
    return f"https://www.congress.gov/bill/{match[3]}-congress/{chamber}-{named}/{match[2]}"


def _order_url(normalized: str) -> str:
    match = re.fullmatch(r"E\.O\. (\d{4,5})", normalized)
    return f"https://www.federalregister.gov/executive-order/{match[1]}" if match and int(match[1]) >= 12890 else ""


def _rin_url(normalized: str) -> str:
    match = re.fullmatch(r"RIN (\d{4}-[A-Z]{2}\d{2})", normalized)
    return f"https://www.federalregister.gov/regulations/{match[1]}" if match else ""


def _docket_url(normalized: str) -> str:
    match = re.fullmatch(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-(?:19|20)\d{2}-[A-Z0-9]{1,6}(?:-[A-Z0-9]{1,6})*", normalized)
    return f"https://www.regulations.gov/docket/{normalized}" if match else ""


_ADDRESSES: dict[CitationKind, Callable[[str], str]] = {
    CitationKind.USC: _usc_url,
    CitationKind.CFR: _cfr_url,
    CitationKind.PUBLIC_LAW: _law_url,
    CitationKind.STATUTES_AT_LARGE: _statute_url,
    CitationKind.FEDERAL_REGISTER: _register_url,
    CitationKind.BILL: _bill_url,
    CitationKind.EXECUTIVE_ORDER: _order_url,
    CitationKind.RIN: _rin_url,
    CitationKind.DOCKET: _docket_url,
}
