"""The sentence that says what a letter is written for."""

import pytest

from tracker.reading.purpose import find_purpose
from tracker.reading.segment import segment
from tracker.reading.transcript import Transcript

HEAD = ("March 3, 2021", "The Honorable Ann Roe\nSecretary\nHarbor Department", "Dear Secretary Roe:")
ENDING = ("Sincerely,", "Ann Poe\nUnited States Senator")
MATTER = (
    "The lights of the two old piers have been dark since the storm of January, and no boat can land there at night."
)
MORE = "The towns behind them live on what the boats bring in, and their fishermen have waited for two months now."


def purpose(*body):
    transcript = Transcript.from_blocks((*HEAD, *body, *ENDING))
    fact = find_purpose(transcript, segment(transcript))
    if fact is None:
        return None
    assert transcript.shown(fact.span) == fact.text
    return " ".join(fact.text.split()), fact.rule


@pytest.mark.parametrize(
    "sentence",
    [
        "We write to urge you to repair the harbor lights of Oldport.",
        "I am writing regarding the harbor lights of Oldport.",
        "I’m writing to you today to express my concern about the harbor lights.",
        "As members of the Harbor Caucus, we write with great alarm about the lights of Oldport.",
        "We, the undersigned members, write in strong support of the rule on harbor lights.",
        "In light of the storm, I write again to ask what became of the harbor lights.",
        "I write on behalf of the fishermen of Oldport and of their families.",
        "This letter responds to your request for information of April 8, 2010.",
        "This is in reply to your letter about the harbor lights of Oldport.",
        "We write to Lamps, Inc., as its neighbors, seeking an account of the harbor lights.",
    ],
)
def test_a_letter_says_that_it_is_written_and_for_what(sentence):
    assert purpose(f"{MATTER} {sentence} {MORE}") == (sentence, "says what it is written for")


@pytest.mark.parametrize(
    "sentence",
    [
        "We therefore respectfully urge you to repair the harbor lights of Oldport before winter.",
        "I object strongly to the way in which the lights of Oldport were put out.",
        "I am requesting a full account of what was spent on the lights of Oldport.",
    ],
)
def test_else_it_asks_at_its_start(sentence):
    assert purpose(f"{MATTER} I write as a member of the committee. {sentence} {MORE}") == (
        sentence,
        "asks at its start",
    )


def test_else_it_opens_with_a_concern():
    worried = "I am deeply concerned by the report that the lights of Oldport will stay dark."
    assert purpose(f"{worried} {MATTER} {MORE}") == (worried, "opens with a concern")
    assert purpose(f"{MATTER} {MORE} {MORE} {worried}") is None


@pytest.mark.parametrize(
    "body",
    [
        f"{MATTER} {MORE}",
        f"{MATTER} It is in this regard that I write to you today. {MORE}",
        f"{MATTER} The mayor wrote: “We write to urge you to repair the lights of Oldport.” {MORE}",
        f"{MATTER} They urge you to repair the lights of Oldport before the winter comes. {MORE}",
        f"{MATTER} We ask for your help. {MORE}",
        " ".join([MATTER, *[MORE] * 20, "We write to urge you to repair the harbor lights."]),
    ],
)
def test_what_is_no_purpose(body):
    assert purpose(body) is None


def test_of_several_the_surest_form_counts_and_then_the_first():
    asks = "We urge you to say when the lights of Oldport will burn again, and why not."
    writes = "We write about the harbor lights of Oldport."
    again = "We also write to ask for the report on the storm."
    assert purpose(f"{asks} {writes} {again}") == (writes, "says what it is written for")
    assert purpose(f"{asks} {MATTER} {asks}") == (asks, "asks at its start")


def test_a_sentence_goes_on_in_the_next_paragraph_of_the_text():
    assert purpose("We write to urge you to repair the harbor\nlights of Oldport. " + MORE)[0] == (
        "We write to urge you to repair the harbor lights of Oldport."
    )
    assert purpose(MATTER, "We write to urge you to repair the harbor lights.", MORE)[0] == (
        "We write to urge you to repair the harbor lights."
    )
