"""Laws in a text, and what they and other outright names are worth between a letter and an action."""

import datetime

import pytest

from tracker.linking.candidates import rank
from tracker.linking.statutes import statutes_in
from tracker.linking.views import ASKED, ActionView, CitedIdentifier, LetterView, Passage

DAY = datetime.date(2020, 4, 14)
ASK = "Please revise the harbor lantern standards of the Coastal Lantern Act."


def scored(letter_fields=None, **fields):
    view = LetterView(date=DAY, asks=(Passage(ASK, 0, ASKED),), body=Passage(ASK, 0), **(letter_fields or {}))
    action = ActionView(
        key=1, published=DAY + datetime.timedelta(days=9), **({"title": "Harbor Lantern Standards"} | fields)
    )
    return rank(view, (action,))[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("under 15 U.S.C. § 4601 and", "15 usc 4601"),
        ("Public Law 116-260 says", "public law 116-260"),
        ("Pub. L. No. 116–260 says", "public law 116-260"),
        ("Title IV of the Higher Education Act of 1965", "higher education act"),
        ("This Clean Air Act rule", "clean air act"),
    ],
)
def test_a_law_is_known_by_number_section_or_name(text, name):
    assert [each.name for each in statutes_in(text)] == [name]


@pytest.mark.parametrize("text", ["They act now.", "The Act says", "an Act of Congress"])
def test_a_law_without_a_name_is_none(text):
    assert statutes_in(text) == []


def test_a_law_that_both_name_is_evidence_with_its_places():
    abstract = "These rules carry out the Coastal Lantern Act."
    (item,) = [item for item in scored(abstract=abstract).evidence if item.kind == "statute"]
    assert ASK[slice(*item.letter_span)] == abstract[slice(*item.other_span)] == "Coastal Lantern Act"
    assert not [item for item in scored(abstract="Of the Inland Lamp Act.").evidence if item.kind == "statute"]


@pytest.mark.parametrize(("page", "kind"), [(100, "citation"), (107, "pin_cite"), (110, "pin_cite"), (111, None)])
def test_a_page_inside_a_document_names_it(page, kind):
    given = CitedIdentifier(kind="citation", value=f"85 FR {page}", text=f"85 FR {page}", span=(0, 9))
    found = scored({"identifiers": (given,)}, citation="85 FR 100", end_page=110)
    assert {item.kind for item in found.evidence} & {"citation", "pin_cite"} == ({kind} if kind else set())


def test_a_text_that_answers_the_letter_does_more_than_name_it():
    names = {"signer_surnames": ("Rivers",)}
    assert scored(names, text="We had a letter of April 14, 2020, from Senator Rivers.").relation == "cites"
    assert scored(names, text="In response to a letter of April 14, 2020, from Senator Rivers, …").relation == "answers"


def test_a_rule_is_the_next_step_only_where_a_proposed_rule_is_spoken_of():
    kinds = {item.kind for item in scored(kind="rule").evidence}
    assert "next_step" not in kinds
    said = {"headings": (Passage("Proposed rule on harbor lantern standards", None, 0.9),)}
    assert "next_step" in {item.kind for item in scored(said, kind="rule").evidence}
    assert "next_step" not in {item.kind for item in scored(said, kind="notice").evidence}


def test_a_routine_that_the_letter_speaks_of_is_not_marked_down():
    title = "Harbor Lantern Standards; Safety Zone"
    assert "routine" in {item.kind for item in scored(title=title).evidence}
    said = {"headings": (Passage("The safety zone at the harbor", None, 0.9),)}
    assert "routine" not in {item.kind for item in scored(said, title=title).evidence}
