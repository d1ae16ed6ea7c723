"""Words are marked where they were asked for, and only there."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from factories import make_letter, make_reading, span_of

from tracker import search
from tracker.models import ReviewState
from tracker.reading import rows

pytestmark = pytest.mark.django_db

PUBLIC = AnonymousUser()
TODAY = datetime.date(2026, 3, 2)
BLOCKS = (
    "SUBJECT: Lamps at night",
    "Lamps fail at night. The survey said that “lamps fail in the cold,” and the lamps did.",
    "1. How many lamps failed?",
)


@pytest.fixture
def letter():
    reading = make_reading(BLOCKS)
    transcript = reading.transcript

    def found(words):
        return {"text": words, "span": span_of(transcript, words), "rule": "test"}

    reading = make_reading(
        BLOCKS,
        facts=(rows.Fact(kind=rows.FactKind.SUBJECT, **found("Lamps at night")),),
        quotations=(rows.Quotation(kind=rows.QuotationKind.QUOTATION, **found("lamps fail in the cold,")),),
        requests=(rows.InformationRequest(kind=rows.RequestKind.QUESTION, **found("How many lamps failed?")),),
    )
    letter = make_letter(published=True, reading=reading, title="Lamps at night")
    search.index(letter)
    return letter


def marked(letter, query):
    """Return each word marked in the snippets, with the one before it."""
    (hit,) = search.search(query, PUBLIC, today=TODAY).results
    text = letter.transcript.text
    return [" ".join(text[:end].split()[-2:]) for snippet in hit.snippets for _, end in snippet.spans]


def test_words_of_the_whole_letter_are_marked_everywhere(letter):
    assert {"SUBJECT: Lamps", "night Lamps", "that “lamps", "the lamps", "many lamps"} >= set(marked(letter, "lamps"))
    assert len(search.where_found("lamps", letter.transcript, today=TODAY)) == 5


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("quoted:lamps", ["that “lamps"]),
        ('quoted:"lamps fail"', ["that “lamps", "“lamps fail"]),
        ("asks:lamps", ["many lamps"]),
        ("topic:lamps", ["SUBJECT: Lamps"]),
        ("quoted:(lamps cold)", ["that “lamps", "the cold"]),
        ("quoted:cold asks:many", ["the cold", "How many"]),
        ("survey quoted:lamps", ["The survey", "that “lamps"]),
        ("quoted:lamps -asks:visas", ["that “lamps"]),
    ],
)
def test_words_of_a_part_are_marked_in_it_alone(letter, query, words):
    assert marked(letter, query) == words


def test_what_a_person_dismissed_is_no_part(letter):
    letter.quotations.create(order=9, kind="quotation", text="entered by hand: cold")
    letter.quotations.filter(start__isnull=False).update(review_state=ReviewState.DISMISSED)
    search.index(letter)
    assert marked(letter, "quoted:cold") == []


def test_where_found_joins_words_that_stand_side_by_side(letter):
    text = letter.transcript.text
    spans = search.where_found('"lamps fail"', letter.transcript, today=TODAY)
    assert [text[start:end] for start, end in spans] == ["Lamps fail", "lamps fail", "lamps failed"]
    for nothing in ("", "the of", "from:rivers", "-lamps", "no-such-word", "\x00", '"'):
        assert search.where_found(nothing, letter.transcript, today=TODAY) == []


def test_a_snippet_stays_in_its_paragraph():
    letter = make_letter(
        published=True, blocks=("NW Washington, DC 20520", "Re: Old lamps", "The pier is dark. We ask for lanterns.")
    )
    search.index(letter)
    for word, expected in (("lamps", "Re: Old lamps"), ("dark", "The pier is dark. We ask for lanterns.")):
        (hit,) = search.search(word, PUBLIC).results
        snippet = hit.snippets[0]
        assert "".join(text for text, _ in snippet.segments) == expected
        assert snippet.opens
        assert snippet.closes
