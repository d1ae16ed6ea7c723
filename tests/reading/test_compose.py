"""The transcript: reading order, page breaks, hyphens, marks; and that every character knows its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.compose import compose
from tracker.reading.layout import Box, Line, Page, Word, Zone, bounding_box
from tracker.reading.transcript import Span

LONG = "and the small mills of our States cannot wait any longer than they have"


def line(text, *, y=100.0, x=72.0, zone=Zone.BODY, block=0, raised=()):
    words, at = [], x
    for part in text.split():
        words.append(Word(part, Box(at, y - 10, at + 6 * len(part), y + 3), 12, superscript=part in raised))
        at += 6 * (len(part) + 1)
    return Line(tuple(words), bounding_box([word.box for word in words]), zone, block)


def page(number, *lines):
    return Page(number, 612, 792, lines)


def test_body_first_then_footnotes_then_the_paper():
    transcript = compose(
        [
            page(
                1,
                line("Senate", zone=Zone.LETTERHEAD),
                line("One.", block=1),
                line("note", zone=Zone.FOOTNOTE, block=2),
            ),
            page(2, line("Page 2", zone=Zone.HEADER), line("Two.", block=1), line("7", zone=Zone.FOOTER, block=2)),
        ]
    )
    assert transcript.text == "One.\n\nTwo.\n\nnote\n\nSenate\n\nPage 2\n\n7"
    assert [one.zone for one in transcript.lines] == [
        Zone.BODY,
        Zone.BODY,
        Zone.FOOTNOTE,
        Zone.LETTERHEAD,
        Zone.HEADER,
        Zone.FOOTER,
    ]


def test_a_sentence_runs_on_across_a_page_break():
    transcript = compose(
        [page(1, line(LONG)), page(2, line("Page 2", zone=Zone.HEADER), line("already waited.", block=1))]
    )
    assert transcript.text.startswith(f"{LONG}\nalready waited.\n\n")
    assert transcript.lines[0].block == transcript.lines[1].block
    span = Span(transcript.text.index("than"), transcript.text.index("waited") + 6)
    assert [box.page for box in transcript.boxes(span)] == [1, 2]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG + ".", "Sincerely,"),
        ("Ada Example", "Ben Specimen"),
        (LONG + ";", "2. the second of the answers that we have been waiting for since spring"),
        ("United States Senator of some State, and of another", "cc: The Honorable Ben Specimen"),
    ],
)
def test_what_only_follows_on_the_next_page_is_a_block_of_its_own(before, after):
    assert compose([page(1, line(before)), page(2, line(after))]).text == f"{before}\n\n{after}"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("the co-", "chair said", "the co-chair said"),
        ("families and commu-", "nities of", "families and communities of"),
        ("a Non-", "Proliferation treaty", "a Non-Proliferation treaty"),
        ("from 2019-", "2020 on", "from 2019-2020 on"),
        ("pre-", "and post-award", "pre-\nand post-award"),
        ("it was -", "or seemed", "it was -\nor seemed"),
        ("the regu\xad", "lators", "the regulators"),
        ("the law-", "enforcement officers", "the law-enforcement officers"),
    ],
)
def test_hyphens_at_line_ends(first, second, expected):
    transcript = compose([page(1, line(first), line(second, y=114))])
    assert transcript.text == expected


def test_a_broken_word_is_joined_where_the_letter_has_it_whole():
    lines = line("the gate-"), line("keeper and", y=114), line("the gatekeeper", y=128)
    assert compose([page(1, *lines)]).text == "the gatekeeper and\nthe gatekeeper"
    lines = line("the gate-"), line("keeper and", y=114), line("the gate-keeper", y=128)
    assert compose([page(1, *lines)]).text == "the gate-keeper and\nthe gate-keeper"


def test_both_halves_of_a_broken_word_have_their_boxes():
    transcript = compose([page(1, line("commu-"), line("nities", y=114))])
    assert transcript.text == "communities"
    assert [box.box.y0 for box in transcript.boxes(Span(0, 11))] == [90, 104]
    assert len(transcript.boxes(Span(0, 3))) == 1


def test_a_footnotes_mark_neither_glues_nor_reads_as_a_number():
    transcript = compose([page(1, line("an abuse. 12 According to", raised=("12",)))])
    assert transcript.text == "an abuse. ¹² According to"
    assert not re.search(r"\d", transcript.text)


words = st.text(alphabet="abcdefgh-.,\xad", min_size=1, max_size=9)


@given(
    st.lists(
        st.tuples(
            st.lists(words, min_size=1, max_size=6), st.sampled_from(list(Zone)), st.integers(0, 3), st.integers(1, 3)
        ),
        max_size=12,
    )
)
def test_every_character_stands_in_one_placed_word(drawn):
    lines: dict[int, list[Line]] = {1: [], 2: [], 3: []}
    for row, (texts, zone, block, number) in enumerate(drawn):
        lines[number].append(line(" ".join(texts), y=100 + 14 * row, zone=zone, block=block))
    transcript = compose([page(number, *own) for number, own in lines.items()])
    covered = set()
    for word in transcript.words:
        assert not covered.intersection(range(word.span.start, word.span.end))
        covered.update(range(word.span.start, word.span.end))
        assert not re.search(r"\s", transcript.text[word.span.start : word.span.end])
    assert {at for at, char in enumerate(transcript.text) if not char.isspace()} == covered
    starts = [word.span.start for word in transcript.words]
    assert starts == sorted(starts)
    assert len(transcript.lines) == len(drawn)
    for one in transcript.lines:
        assert all(box.page == one.page for box in transcript.boxes(one.span))
