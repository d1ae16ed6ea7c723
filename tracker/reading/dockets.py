"""The normal form of docket numbers, so that "Docket No. EPA–HQ–OPP–2003–0132; FRL–7728–2" and a bare number meet.

Agencies print them behind labels of their own ("DOCKET #:", "Internal Agency Docket No.", "Docket ID"), several in one
line, with dashes of any length, and with remarks behind them. What is left here is the number itself, in capitals. A
number that is only counted within a series keeps the series' name ("WC Docket No. 18-336" is "WC 18-336"), because
another series counts the same.
"""

import re

__all__ = ["CASE", "case_numbers", "docket_numbers"]

_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212]\s*")
# Numbers as Regulations.gov gives them: an agency, perhaps offices and types, a year and a count (EPA-HQ-OPP-2003-0132,
# BIS-2020-0017, RBS-23-BUSINESS-0024, FDA-1976-N-0020).
_FULL = re.compile(r"\b[A-Z]{2,8}(?:-[A-Z0-9]{1,10}){0,4}-(?:\d{4}|\d{2})(?:-[A-Z]{1,10})?-\d{3,5}\b")
_LABEL = re.compile(
    r"^(?P<series>.*?)\b(?:dockets?|files?|investigations?|cases?)\b"
    r"\s*(?:id|identification|numbers?|nos?\.?|#)?\s*[.:#]*\s*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[;,]\s*|\s+AND\s+")
# Changes of the rules for acquisition are counted as cases of their regulation (FAR Case 2007-006).
CASE = re.compile(
    r"\b(?P<series>FAR|DFARS|[A-Z]{2,5}AR)\s[Cc]ase\s(?:No\.\s)?(?P<number>(?:19|20)\d\d\s?[-–‑]\s?[A-Z]?\d{2,4})\b"
)
_SERIES_THAT_SAYS_NOTHING = {"", "AGENCY", "INTERNAL AGENCY", "THE", "OUR", "ID"}


def docket_numbers(text: str) -> tuple[str, ...]:
    """Return the docket numbers in one printed entry, in order, each once.

    >>> docket_numbers("DOCKET #: RBS-23-BUSINESS-0024")
    ('RBS-23-BUSINESS-0024',)
    >>> docket_numbers("Docket No. 200609-0154")
    ('200609-0154',)
    >>> docket_numbers("MC2024-136 and CP2024-142")
    ('MC2024-136', 'CP2024-142')
    """
    plain = _DASHES.sub("-", text[:400]).strip().upper()
    found = _FULL.findall(plain)
    if not found:
        label = _LABEL.match(plain)
        series = label["series"].strip(" ,.") if label else ""
        rest = plain[label.end() :] if label else plain
        if series in _SERIES_THAT_SAYS_NOTHING:
            series = ""
        for part in _SPLIT.split(rest):
            number = part.split("(")[0].strip(" .:")
            # A bare count ("Sequence No. 1") identifies nothing.
            if sum(mark.isdigit() for mark in number) >= 3:
                found.append(f"{series} {number}".strip())
    return tuple(dict.fromkeys(number[:80] for number in found))


def case_numbers(title: str) -> tuple[str, ...]:
    """Return the cases of acquisition that a title names, as `docket_numbers` gives them.

    >>> case_numbers("FAR Case 2007–006, Contractor Compliance Program")
    ('FAR 2007-006',)
    """
    return tuple(dict.fromkeys(number for case in CASE.finditer(title) for number in docket_numbers(case[0])))
