"""What holds of the reading of any text that is made of what letters are made of, in whatever order it comes.

Nothing raises; every fact lies in the text, in order, and shows its words; parts lie within their wholes; and the work
grows with the text, counted in calls.
"""

import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import pages_of_text, read_text
from tracker.reading.reader import read_pages

any_letter = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

MARKS = ["“", "”", "‘", "’", '"', "'", "``", "''", "«", "(", ")", "[", "]", "(the “Act”)", "’s", "¹", "³ "]
LISTS = ["\n\n1. ", "\n2) ", "\n\n(a) ", "\n   b. ", "\nii. ", "\n\n• ", "\n\n- ", "\n\nQuestion 3: "]
ASKS = [
    "Please provide ",
    "we ask that you ",
    "We urge the Commission to ",
    "Why did you ",
    "? ",
    "the following questions: ",
    "preserve all records ",
    "a briefing ",
    "Would you kindly ",
]
DATES = [
    "May 1, 2021",
    "by close of business Friday",
    "within 14 days of receipt",
    "ten business days",
    "no later than June 31, 2021",
    "the 3rd of March",
    "2020-02-30",
    "JUN 0 3 2022",
    "within 99999999999 days",
    "February 29, 2021",
]
SAYS = [
    "According to the Council, ",
    "she said, ",
    "As Mr. Roe has said, ",
    " he wrote: ",
    "the Department’s report found that ",
    "said that ",
    "told us ",
    ": ",
]
CITES = [
    "5 U.S.C. §§ 552(a)(1), 553 and 706",
    "40 CFR parts 60, 61, and 63",
    "Pub. L. No. 117-58, 135 Stat. 429",
    "H.R. 3684",
    "S. Con. Res. 14",
    "85 Fed. Reg. 36,719",
    "Executive Order 14008",
    "RIN 0694-AI06",
    "EPA-HQ-OAR-2017-0483",
    "WC Docket No. 17-108",
    "Roe v. Doe, 410 U.S. 113 (1973)",
    "§ ",
    "C.F.R.",
]
NAMES = [
    "The Honorable Ada Roe\nSecretary\nU.S. Department of Energy\nWashington, DC 20585",
    "Ann Poe\nUnited States Senator",
    "Samuel F. O’Dowd Jr.\nMember of Congress",
    "José M. Arredondo",
    "Dear Secretary Roe:",
    "Dear Secretaries Roe, Poe, and Doe:",
    "Sincerely,",
    "on behalf of the Caucus",
    "cc: Mr. Doe",
    "Enclosures (2)",
    "RE: Ferries",
    "Received JUN 0 3 2022",
    "United States Senate",
]
WORDS = [
    "the ferries that serve our islands ",
    "rule ",
    "Act ",
    "in fiscal year 2021 ",
    "The Department ",
    "and ",
    ". ",
    ", ",
    "; ",
    "-\n",
    "\xad\n",
    " ",
]
BREAKS = ["\n", "\n\n", "\n\n\n", "\t", "\f", "\x01", "\n\n\x02", "\n\x05", "\ufffd", "\u200b", "\x00"]

pieces = st.one_of(
    *(st.sampled_from(some) for some in (MARKS, LISTS, ASKS, DATES, SAYS, CITES, NAMES, WORDS, WORDS, BREAKS))
)
loose = st.lists(pieces, max_size=60).map("".join)
OPENING = "March 3, 2021\n\nThe Honorable Ada Roe\nSecretary\nU.S. Department of Energy\n\nDear Secretary Roe:\n\n"
ENDING = "\n\nSincerely,\n\nAnn Poe\nUnited States Senator\n\nBen Doe\nUnited States Senator\n"


@any_letter
@given(loose)
def test_any_run_of_pieces_is_read(text):
    read_text(text.encode())


@any_letter
@given(loose)
def test_any_body_is_read_between_an_opening_and_an_ending(text):
    reading = read_text(f"{OPENING}{text}{ENDING}".encode())
    body = reading.transcript.text.find("Dear Secretary Roe:")
    assert body >= 0
    for row in (*reading.quotations, *reading.requests, *reading.deadlines):
        assert row.span.start > body


@any_letter
@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text):
    read_text(text.encode("utf-8", "replace"))


def calls_of(text):
    """How many calls, of Python's functions and C's, reading `text` takes."""
    pages, count = pages_of_text(text), 0

    def one_more(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(one_more)
    try:
        read_pages(pages)
    finally:
        sys.setprofile(before)
    return count


@settings(any_letter, max_examples=12)
@given(st.lists(pieces, min_size=5, max_size=25).map("".join))
def test_the_work_grows_with_the_text(text):
    """Twice as much again costs about twice as much again; were the cost quadratic, it would be four times."""
    letters = [OPENING + (text + "\n\n") * times + ENDING for times in (12, 24, 48)]
    for letter in letters:  # What is made ready once, patterns above all, is no part of the growth.
        calls_of(letter)
    first, second, third = map(calls_of, letters)
    assert third - second <= 2.7 * (second - first) + 2_000
