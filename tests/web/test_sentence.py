"""The sentence at the head of a letter is put together from its rows, says only what they say, and names no cause."""

import datetime
import itertools
import re

import pytest

from tracker.web.sentence import Addressee, Ask, Earlier, Followed, LetterFacts, Writer, lede, plain

DAY = datetime.date(2020, 4, 14)
SENATORS = tuple(
    Writer(name=name, chamber="senate", party="R") for name in ["Inhofe", "Cornyn", "Cotton", "Crapo", "Rubio", "Young"]
)
SECRETARIES = tuple(
    Addressee(name=name, title=f"Secretary of {agency}", agency=agency)
    for name, agency in [("Ross", "Commerce"), ("Brouillette", "Energy"), ("Esper", "Defense"), ("Pompeo", "State")]
)
ASK = Ask(kind="action", text="We therefore urge the Department of Commerce to issue regulations.")
RULE = Followed(
    what="action",
    date=datetime.date(2020, 6, 18),
    agency="Commerce",
    noun="interim final rule",
    relation="same_subject",
)


def said(**fields) -> str:
    return plain(lede(LetterFacts(**({"date": DAY} | fields))))


def test_who_to_whom_what_and_what_followed():
    assert said(writers=SENATORS, addressees=SECRETARIES, asks=(ASK,), followed=(RULE,)) == (
        "Six Republican senators wrote to the secretaries of Commerce, Energy, Defense and State. "
        "They “urge the Department of Commerce to issue regulations.” "
        "65 days later Commerce published an interim final rule on the same subject."
    )


@pytest.mark.parametrize(
    ("writers", "expected"),
    [
        (SENATORS[:1], "Senator Inhofe wrote this letter."),
        (SENATORS[:2], "Senators Inhofe and Cornyn wrote this letter."),
        ((*SENATORS[:3], Writer(name="Hale", chamber="senate", party="D")), "Four senators of both parties wrote"),
        ((*SENATORS[:2], Writer(name="X")), "Two senators and one other signer wrote"),
        (
            (*SENATORS[:2], Writer(name="A", chamber="house", party="R"), Writer(name="B", chamber="house", party="R")),
            "Two Republican senators and two Republican representatives wrote",
        ),
        ((Writer(name="A"), Writer(name="B"), Writer(name="C")), "Three signers wrote"),
        ((Writer(name="David Sheppard", title="Inspector", agency="Denali"),), "David Sheppard, Inspector, wrote"),
    ],
)
def test_writers(writers, expected):
    assert said(writers=writers).startswith(expected)


def test_a_party_is_named_only_when_every_signer_is_known_to_be_of_it():
    unmatched = (*SENATORS[:5], Writer(name="Somebody"))
    assert "Republican" not in said(writers=unmatched)


@pytest.mark.parametrize(
    ("addressees", "expected"),
    [
        (
            (Addressee(name="Ada Marsh", title="Secretary", agency="Health and Human Services"),),
            "Ada Marsh, Secretary of Health",
        ),
        ((Addressee(name="Ada Marsh", title="Secretary", agency="Interior"),), "Ada Marsh, Secretary of the Interior"),
        (
            tuple(Addressee(name=n, title="Secretary", agency=n) for n in ("Commerce", "Treasury")),
            "the secretaries of Commerce and the Treasury",
        ),
        (
            (
                Addressee(
                    name="Ada Marsh",
                    title="Acting Director",
                    agency="Personnel Management Office",
                    organization="U.S. Office of Personnel Management",
                ),
            ),
            "Ada Marsh, Acting Director of the Office of Personnel Management",
        ),
        ((Addressee(name="Ada Marsh", title="Administrator", agency="Harbor Administration"),), "Ada Marsh, Adminis"),
        ((Addressee(name="", organization="Harbor Administration"),), "the Harbor Administration."),
        (tuple(Addressee(name=n, agency="Commerce") for n in "abc"), "three officials of Commerce"),
        (tuple(Addressee(name=n) for n in "abcd"), "four recipients"),
        (tuple(Addressee(name=n, chamber="house") for n in "abc"), "three members of Congress"),
    ],
)
def test_addressees(addressees, expected):
    assert said(addressees=addressees).startswith(f"A letter to {expected}")


def test_questions_are_counted_and_the_day_asked_for_is_said():
    asks = (*[Ask(kind="question", text="Why?")] * 7, Ask(kind="documents", text="Send the logs."))
    text = said(writers=SENATORS, asks=asks, deadline=datetime.date(2020, 5, 1))
    assert text.endswith("The letter asks seven questions and requests documents, by May 1, 2020.")


def test_a_day_that_is_not_for_all_requests_is_not_said_of_all():
    asks = (ASK, Ask(kind="action", text="Answer by May 1."))
    text = said(writers=SENATORS, asks=asks, deadline=datetime.date(2020, 5, 1), deadline_is_for_all=False)
    assert text.endswith("issue regulations”, with one further request; the first day asked for is May 1, 2020.")


def test_a_proposal_is_called_one():
    proposed = Followed(what="action", date=RULE.date, agency="Commerce", noun="rule", confirmed=False)
    text = said(writers=SENATORS, followed=(proposed,))
    assert "Proposed by machine, not yet checked by a person: 65 days later Commerce published a rule." in text


def test_what_a_person_confirmed_silences_proposals():
    proposed = Followed(what="action", date=DAY, agency="Energy", noun="rule", confirmed=False)
    text = said(writers=SENATORS, followed=(proposed, RULE))
    assert "Proposed" not in text
    assert "Energy" not in text


def test_nothing_found_is_said_with_how_far_was_searched():
    text = said(writers=SENATORS, searched_to=datetime.date(2024, 7, 18))
    assert text.endswith("Up to July 18, 2024, nothing is confirmed to have followed.")


def test_a_reply_says_to_what_it_replies():
    day = datetime.date(2020, 3, 15)
    text = said(writers=SENATORS[:1], earlier=Earlier(date=day, is_reply=True))
    assert text.endswith(". It replies to a letter of March 15, 2020, 30 days before.")
    text = said(writers=SENATORS[:1], earlier=Earlier(date=day, is_reply=False, confirmed=False))
    assert text.endswith("not yet checked by a person: it follows up a letter of March 15, 2020, 30 days before.")


@pytest.mark.parametrize(
    ("asks", "expected"),
    [
        (["We urge you to act."], "They “urge you to act.”"),
        (["We urge you to act.", "Do more."], "They “urge you to act”, with one further request."),
        (["2) Send the logs"], "The letter asks: “Send the logs.”"),
        (["Please provide the following:", "1. Logs.", "2. Lamps."], "The letter makes three requests for action."),
        (['We ask that "lamps" burn.'], "They “ask that ‘lamps’ burn.”"),
    ],
)
def test_requests_are_quoted_or_counted(asks, expected):
    text = said(writers=SENATORS, asks=tuple(Ask(kind="action", text=ask) for ask in asks))
    assert text.endswith(expected)


def test_nothing_known_is_nothing_said():
    assert lede(LetterFacts()) == ()


def test_no_word_for_cause():
    """Whatever the rows hold, our own words never say that one thing brought about another."""
    cause = re.compile(r"because|caus|led to|result|prompt|thanks to|therefore|due to|in response|consequen", re.I)
    kinds = ["question", "documents", "action", "briefing", "preservation"]
    whats = ["action", "reply", "follow_up"]
    relations = ["answers", "cites", "same_docket", "same_subject", ""]
    for kind, what, relation, sure in itertools.product(kinds, whats, relations, [True, False]):
        followed = Followed(what=what, date=RULE.date, agency="Commerce", relation=relation, confirmed=sure)
        text = said(writers=SENATORS, addressees=SECRETARIES, asks=(Ask(kind=kind, text="X"),), followed=(followed,))
        assert not cause.search(text), text
