"""The court cases that a text names: by two parties, with a reporter or without, or by one party and its reporter.

    "Long Island Care at Home, Ltd. v. Coke, 551 U.S. 158 (2007)"   ->   the same
    "In Roe vs. Poe, the Court held"                                ->   Roe v. Poe

Each is sought around its "v.", within a window, so that the time is linear in the text.
"""

import re
from collections.abc import Iterator

__all__ = ["cases_in"]

_PARTY = r"(?:[A-Z][\w&.’'-]*|of|the|ex\srel\.|and|&|for|in|re)"
_CASE = re.compile(
    rf"(?P<first>(?<![\w.])[A-Z][\w&.’'-]*(?:,?\s{_PARTY}){{0,7}})\sv\.?s?\.?\s(?P<second>[A-Z][\w&.’'-]*(?:,?\s{_PARTY}){{0,7}})"
    r"(?P<reporter>,?\s(?P<volume>\d{1,4})\s(?:U\.\s?S\.|S\.\s?Ct\.|F\.\s?(?:2d|3d|4th)|F\.\s?Supp\.(?:\s?(?:2d|"
    r"3d))?|F\.|B\.R\.|F\.R\.D\.|Fed\.\sCl\.|Vet\.\sApp\.|L\.\s?Ed\.(?:\s?2d)?)\s(?P<page>\d{1,5}|"
    r"_{2,4})(?:,\s\d{1,5}(?:[-–]\d{1,5})?)?(?:\s\([^()]{2,40}\)){0,2})?"
)
# "In re Gault, 387 U.S. 1 (1967)": a case of one party is told by its reporter.
_REPORTER = (
    r"\d{1,4}\s(?:U\.\s?S\.|S\.\s?Ct\.|F\.\s?(?:2d|3d|4th)|F\.\s?Supp\.(?:\s?(?:2d|3d))?|F\.|B\.R\.|Fed\.\sCl\.|"
    r"Vet\.\sApp\.|"
    r"L\.\s?Ed\.(?:\s?2d)?|I\.\s?&\s?N\.\sDec\.)\s(?:\d{1,5}|"
    r"_{2,4})(?:,\s\d{1,5}(?:[-–]\d{1,5})?)?(?:\s\([^()]{2,40}\)){0,2}"
)
_IN_RE = re.compile(
    rf"\b(?:In\sre(?:\sthe)?|Ex\sparte|(?:In\sthe\s)?Matter\sof)\s[A-Z][\w&.’'-]*(?:,?\s{_PARTY}){{0,9}},\s{_REPORTER}"
)
_LEADING = re.compile(
    r"^(?:(?:In|See|Following|Under|As|The|And|But|When|While|Since|After|Before|Per|Citing|Cf\.?|Also|Both|Until|"
    r"From|By|Of|On|At|For|With|That|This|Like|Unlike|Whereas|Court|Supreme|decision|case),?\s){1,4}"
)


def cases_in(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield where each case stands, its normal form, and the rule that found it."""
    for alone in _IN_RE.finditer(text):
        yield alone.start(), alone.end(), alone[0], "one party and reporter"
    for versus in re.finditer(r"\sv(?:s)?\.\s", text):
        # The window keeps the search linear, whatever stands around.
        window = max(0, versus.start() - 120)
        tail = re.search(rf"[A-Z][\w&.’'-]*(?:,?\s{_PARTY}){{0,7}}$", text[window : versus.start()])
        if not tail:
            continue
        start = window + tail.start()
        # A sentence that ended just before is no part of the parties' names: "of the Constitution. In Michel v. …"
        for ended in re.finditer(r"[a-z]{5,}[.;:]\s", text[start : versus.start()]):
            start += ended.end() if start + ended.end() < versus.start() else 0
            break
        lead = _LEADING.match(text[start : versus.start()] + " ")
        if lead and start + lead.end() < versus.start():
            start += lead.end()
        if re.search(r"\sv(?:s)?\.\s$", text[max(0, start - 5) : start]) and "," in text[start : versus.start()]:
            # The first names are the second party of the case before.
            start += re.match(r"[^,]*,\s?(?:and\s)?", text[start : versus.start()]).end()  # type: ignore[union-attr]
        while re.match(r"(?:of|the|and|for|in|re|&)\s", text[start : start + 5]):
            start += text[start : start + 5].index(" ") + 1
        match = _CASE.match(text, start, min(len(text), versus.end() + 220))
        if not match:
            continue
        end = match.end()
        if not match["reporter"]:
            end = match.start("second") + len(re.sub(r"(?:,?\s(?:of|the|and|for|in|re|&))+$", "", match["second"]))
            second = text[match.start("second") : end]
            if re.match(r"\sv(?:s)?\.\s", text[end : end + 5]):
                second = second.rpartition(",")[0]  # The last name is a party of the next case.
            second = re.sub(r",?\s(?:Nos?\.?|Case|Civil|Docket)$", "", second)
            end = match.start("second") + len(second)
        cited = text[start:end].rstrip(" .,")
        yield start, start + len(cited), re.sub(r"\svs?\.\s", " v. ", cited), "parties"
