"""Where quotations begin and end, and what kind they are."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.parts import Parts
from tracker.reading.quotations import find_quotations
from tracker.reading.rows import Quotation, QuotationKind
from tracker.reading.transcript import Span, Transcript


def quotations(*paragraphs: str, set_off: int | None = None) -> tuple[Quotation, ...]:
    """Read plain paragraphs as a body; `set_off` is the one that is set inset on both sides and smaller."""
    transcript = Transcript.from_blocks(paragraphs)
    lines = tuple(
        dataclasses.replace(
            line,
            size=11.0 if line.block == set_off else 12.0,
            upright=dataclasses.replace(
                line.upright, x0=108 if line.block == set_off else 72, x1=500 if line.block == set_off else 540
            ),
        )
        for line in transcript.lines
    )
    transcript = Transcript(transcript.text, lines, transcript.words)
    return find_quotations(transcript, Parts(body=Span(0, len(transcript.text))))


def texts(*paragraphs: str) -> list[str]:
    return [row.text for row in quotations(*paragraphs)]


@pytest.mark.parametrize(
    ("opening", "closing"), [('"', '"'), ("“", "”"), ("``", "''"), ("''", "''"), ("„", "“"), ("“", "“"), ("”", "”")]
)
def test_marks_of_every_make_open_and_close(opening: str, closing: str) -> None:
    said = "the rules are far too slow"
    assert texts(f"The GAO found that {opening}{said},{closing} and we agree.") == [f"{said},"]


def test_apostrophes_are_no_marks() -> None:
    assert texts("The states' rights and the '90s aren't quoted; the farmers' market isn't either.") == []


def test_span_is_that_of_the_words_without_marks() -> None:
    paragraph = "He said, “It is late.” Yes."
    (row,) = quotations(paragraph)
    assert paragraph[row.span.start : row.span.end] == row.text == "It is late."


def test_words_across_a_line_end_are_one_passage() -> None:
    assert texts('The report says "the river\nis rising again" and more.') == ["the river is rising again"]


def test_single_marks_nest_in_double_ones() -> None:
    outer, inner = quotations("She wrote, “Users may report ‘politically sensitive content’ to the firm’s staff.”")
    assert inner.text == "politically sensitive content"
    assert inner.nested_in == 0
    assert outer.nested_in is None
    assert outer.text.endswith("staff.")


def test_each_paragraph_of_a_longer_quotation_is_a_passage() -> None:
    rows = texts("He wrote: “The first thing is the money.", "“The second thing is the time.” We agree.")
    assert rows == ["The first thing is the money.", "The second thing is the time."]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    rows = texts('He asked you, "Do you accept that these were rockets?', 'You said: "People are still debating this."')
    assert rows == ["Do you accept that these were rockets?", "People are still debating this."]


@pytest.mark.parametrize("remains", ["™", "’", "'"])
def test_the_remains_of_a_closing_mark_close_where_no_other_does(remains: str) -> None:
    assert texts(f"They chose a so-called “wheel and axle{remains} plan for the ports. No more is known.") == [
        "wheel and axle"
    ]
    assert texts(f"Its “open door{remains} plan and its “closed door” plan agree.") == ["open door", "closed door"]


def test_an_apostrophe_closes_nothing() -> None:
    assert texts("The “ mills’ owners and the farmers’ unions met on Sunday.") == []
    assert texts("He said, “the mills’ owners don’t agree.") == ["the mills’ owners don’t agree."]
    assert texts("The “Bright™ lamp” is sold in shops.") == ["Bright™ lamp"]


def test_a_speck_that_looks_like_a_mark_opens_nothing() -> None:
    assert texts("The policy hurts “ incarcerated people. Such talks will help to reduce the rate.") == []


def test_inches_are_no_quotation() -> None:
    assert texts('Use paper of 8.5" by 11" for all forms.') == []


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("The Infrastructure Investment and Jobs Act (“IIJA”) provides funds.", QuotationKind.DEFINED_TERM),
        ('The Export Controls Act of 2018 (the "Act") applies.', QuotationKind.DEFINED_TERM),
        ("The program, also known as the “Great Firewall,” is large.", QuotationKind.DEFINED_TERM),
        ('A report titled "Revitalizing the Semiconductor Ecosystem" came out.', QuotationKind.TITLE),
        ("Only two were in the recent “Our Commitment to Election Integrity” report.", QuotationKind.TITLE),
        ('We oppose the so-called "deal" in every form.', QuotationKind.SCARE),
        ("These toxic “forever chemicals” persist in water.", QuotationKind.SCARE),
        ("Secretary Panetta called it a “department-wide priority.”", QuotationKind.QUOTATION),
        ('The hearing said "no one can know what will come next" of it.', QuotationKind.QUOTATION),
    ],
)
def test_kinds(paragraph: str, kind: QuotationKind) -> None:
    (row,) = quotations(paragraph)
    assert row.kind == kind
    assert row.rule


def test_a_paragraph_set_off_after_a_colon_is_a_block_quotation() -> None:
    words = "seek[s] to minimize the impact by achieving savings elsewhere\nin the budget of the judiciary as a whole."
    before = "We have read the letter of May\nand all that came with it.\nJudge Sentelle wrote that the draft plan:"
    (row,) = quotations(before, words, "We agree with that,\nand ask for no more.", set_off=1)
    assert row.kind == QuotationKind.BLOCK
    assert row.text.startswith("seek[s] to minimize")
    assert row.speaker == "Judge Sentelle"


@pytest.mark.parametrize(
    "end", ["Director Roe warned her staff that", "Director Roe wrote,", "Director Roe has found a"]
)
def test_a_paragraph_set_off_that_completes_a_sentence_is_a_block_quotation(end: str) -> None:
    words = "boats that lie here over the winter will be towed\nat the cost of those to whom they belong\nor be sold."
    before = f"We have read the notice of May\nand all that came with it.\n{end}"
    (row,) = quotations(before, words, "We agree with that,\nand ask for no more.", set_off=1)
    assert row.kind == QuotationKind.BLOCK
    assert row.text.startswith("boats that lie here")
    assert row.speaker == "Director Roe"


def test_what_is_set_off_under_a_heading_or_not_set_off_at_all_completes_no_sentence() -> None:
    words = "boats that lie here over the winter\nwill be towed."
    assert quotations("The rules of the new harbor", words, "We agree\nwith that.", set_off=1) == ()
    assert quotations("Director Roe warned her staff that", words, "We agree\nwith that.") == ()


def test_marks_within_a_block_quotation_are_quotations_in_it() -> None:
    words = "I was told once more that the pump is not in the plan\nand is not to be “brought up again”.\nSo be it."
    before = "We have read the mails of May\nand all that came with them.\nOne of them, from the chief engineer, reads:"
    block, inner = quotations(before, words, "We agree with that,\nand ask for no more.", set_off=1)
    assert block.kind == QuotationKind.BLOCK
    assert (inner.text, inner.nested_in) == ("brought up again", 0)


def test_a_paragraph_set_off_without_a_lead_in_is_none() -> None:
    assert (
        quotations("We write\nto you today.", "This is small\nand inset on both sides.", "Yes\nindeed.", set_off=1)
        == ()
    )


def test_letters_without_body_have_none() -> None:
    assert find_quotations(Transcript.from_blocks([]), Parts(body=Span(0, 0))) == ()


@given(st.text(alphabet="ab “”\"'’‘.,\n", max_size=300))
def test_any_text_gives_spans_within_it_in_order(text: str) -> None:
    rows = quotations(*text.split("\n\n"))
    whole = "\n\n".join(text.split("\n\n"))
    for row in rows:
        assert 0 <= row.span.start < row.span.end <= len(whole)
        assert row.nested_in is None or row.span in rows[row.nested_in].span
    starts = [row.span.start for row in rows]
    assert starts == sorted(starts)
