"""Scoring: what is cited, what is about the same, what only looks so. Records in, scored records out."""

import datetime

import pytest

from tracker.linking.candidates import rank
from tracker.linking.terms import terms_of
from tracker.linking.views import ASKED, ActionView, CitedIdentifier, LetterView, Passage
from tracker.linking.weights import WEIGHTS

COMMERCE, BUREAU, ENERGY = 54, 241, 136
DAY = datetime.date(2020, 4, 14)
ASK = "We ask that you issue rules on the release of technology in standards organizations."
BODY = (
    "Since a company was put on the Entity List (84 FR 22961), engineers have held back in standards organizations. "
    f"{ASK} Technology is written into standards, and standards organizations decide which technology."
)


def letter(**changes):
    start = BODY.index(ASK)
    fields = {
        "date": DAY,
        "asks": (Passage(ASK, start + 100, ASKED),),
        "body": Passage(BODY, 100),
        "identifiers": (CitedIdentifier(kind="citation", value="84 FR 22961", text="84 FR 22961", span=(150, 161)),),
        "signer_surnames": ("Rivers",),
        "agencies": frozenset({COMMERCE}),
        "children": frozenset({BUREAU}),
    }
    return LetterView(**(fields | changes))


def action(key, title, days=60, **changes):
    fields = {
        "published": DAY + datetime.timedelta(days=days),
        "agencies": frozenset({BUREAU}),
        "agency_names": {BUREAU: "Industry and Security Bureau"},
        "document_number": f"2020-{key}",
    }
    return ActionView(key=key, title=title, **(fields | changes))


ANSWER = action(
    1,
    "Release of “Technology” to Entities in the Context of Standards Organizations",
    dockets=("BIS-2020-0017",),
    abstract="Engineers may bring technology into standards organizations in which a listed company takes part.",
)
LATER = action(2, "Standards-Related Activities and Technology", days=1500, dockets=("BIS-2020-0017",))
LICENSE = action(3, "Temporary General License: Extension of Validity", days=34)
LISTING = action(4, "Addition of Entities to the Entity List", days=50)
CITED = action(
    5, "Addition of Entities to the Entity List", days=-328, citation="84 FR 22961", dockets=("BIS-2019-0009",)
)
OLDER = action(6, "Release of Technology to Standards Organizations", days=-30)
OTHERS = tuple(action(100 + number, f"Import of Goods of Kind {number}: Tariff", days=number) for number in range(60))
ALL = (ANSWER, LATER, LICENSE, LISTING, CITED, OLDER, *OTHERS)


def scored(view=None, actions=ALL):
    return {each.key: each for each in rank(view or letter(), actions)}


def kinds(each):
    return {item.kind for item in each.evidence}


def test_what_is_about_the_ask_comes_first_among_what_followed():
    ranked = rank(letter(), ALL)
    assert next(each.key for each in ranked if each.followed) == ANSWER.key
    assert scored()[ANSWER.key].score >= WEIGHTS.bar
    assert {"agency", "topic", "time", "wording"} <= kinds(scored()[ANSWER.key])


def test_evidence_adds_up_and_has_words_on_both_sides():
    each = scored()[ANSWER.key]
    assert each.score == pytest.approx(sum(item.points for item in each.evidence), abs=0.01)
    (topic,) = [item for item in each.evidence if item.kind == "topic"]
    assert topic.letter_words == ASK
    assert topic.other_words == ANSWER.title
    start = BODY.index(ASK) + 100
    assert topic.letter_span == (start, start + len(ASK))
    for word in ("release", "technology", "standards", "organizations"):
        assert f"“{word}”" in topic.sentence


def test_routine_and_unrelated_actions_stay_below_the_bar():
    for key in (LICENSE.key, LISTING.key, *(other.key for other in OTHERS)):
        assert scored()[key].score < WEIGHTS.bar


@pytest.mark.parametrize(
    "words",
    [
        "Temporary General License: Extension of Validity",
        "Agency Information Collection Activities",
        "Notice of Open Meeting",
        "Privacy Act of 1974; System of Records",
    ],
)
def test_routine_types_are_marked_down(words):
    plain, marked = action(9, f"{ANSWER.title} Now"), action(10, f"{ANSWER.title}; {words}")
    found = scored(actions=(*ALL, plain, marked))
    assert "routine" in kinds(found[10])
    assert "routine" not in kinds(found[9])
    assert found[10].score < WEIGHTS.bar <= found[9].score


def test_what_came_before_never_followed():
    found = scored()
    assert (found[CITED.key].relation, found[CITED.key].followed) == ("cited", False)
    assert (found[OLDER.key].relation, found[OLDER.key].followed) == ("background", False)
    assert "time" not in kinds(found[OLDER.key])
    same_day = action(7, ANSWER.title, days=0)
    assert not scored(actions=(*ALL, same_day))[7].followed
    filed_before = action(8, ANSWER.title, days=2, filed=DAY - datetime.timedelta(days=1))
    assert not scored(actions=(*ALL, filed_before))[8].followed


def test_a_docket_carries_to_what_came_later():
    found = scored()
    assert found[LATER.key].relation == "same_docket"
    assert "docket_of_found" in kinds(found[LATER.key])
    assert found[LATER.key].score < found[ANSWER.key].score


def test_a_docket_does_not_carry_to_another_matter():
    other = action(9, "Hiring of Bureau Drivers", days=90, dockets=("BIS-2020-0017",))
    assert "docket_of_found" not in kinds(scored(actions=(*ALL, other))[9])


def test_a_docket_of_what_is_cited_carries():
    follow = action(9, "Entity List: Technology of Listed Entities", days=90, dockets=("BIS-2019-0009",))
    found = scored(actions=(*ALL, follow))[9]
    assert found.relation == "same_docket"
    assert "docket_of_cited" in kinds(found)


@pytest.mark.parametrize(
    ("identifier", "fields", "kind"),
    [
        (("citation", "85 FR 1"), {"citation": "85 FR 1"}, "citation"),
        (("document", "2020-77"), {"document_number": "2020-77"}, "citation"),
        (("docket", "X-2020-0001"), {"dockets": ("X-2020-0001",)}, "docket"),
        (("rin", "0694-AI06"), {"rins": ("0694-AI06",)}, "rin"),
        (("cfr_part", "15 CFR 744"), {"cfr_parts": ("15 CFR 744",)}, "cfr_part"),
    ],
)
def test_an_identifier_is_evidence_whatever_the_agency(identifier, fields, kind):
    given = CitedIdentifier(kind=identifier[0], value=identifier[1], text="as written", span=(3, 13))
    view = letter(identifiers=(given, given))
    found = scored(view, (action(9, "Quite another thing", agencies=frozenset({ENERGY}), **fields), *OTHERS))[9]
    (item,) = [item for item in found.evidence if item.kind == kind]
    assert (item.letter_span, item.letter_words, item.other_words) == ((3, 13), "as written", identifier[1])
    assert kinds(found) == {kind, "time"}


def test_an_action_that_names_the_letter_is_found():
    text = "Comments came in a letter from Senator Rivers of April 14, 2020, and from others."
    found = scored(actions=(action(9, "Quite another thing", text=text), *OTHERS))[9]
    assert found.relation == "cites"
    assert found.score >= WEIGHTS.bar
    for other in (text.replace("Rivers", "Brooks"), text.replace("14", "15"), text.replace("letter", "speech")):
        assert "names_letter" not in kinds(scored(actions=(action(9, "Quite another thing", text=other), *OTHERS))[9])


def test_a_correction_counts_less():
    correction = action(9, f"{ANSWER.title}; Correction")
    assert scored(actions=(*ALL, correction))[9].score < scored()[ANSWER.key].score
    assert "correction" in kinds(scored(actions=(*ALL, action(9, ANSWER.title, corrects="2020-1")))[9])


def test_the_sooner_the_more():
    late = action(9, ANSWER.title, days=600)
    found = scored(actions=(*ALL, late))
    assert found[9].score < found[ANSWER.key].score


def test_an_agency_and_a_moment_alone_never_reach_the_bar():
    assert max(WEIGHTS.agency_same, WEIGHTS.agency_child) + WEIGHTS.time_most < WEIGHTS.bar


def test_the_offices_own_names_say_nothing():
    ask = "Please have the Industry and Security Bureau look at it."
    body = Passage(ask, 0)
    view = letter(asks=(Passage(ask, 0, ASKED),), body=body, identifiers=())
    named = action(9, "Industry and Security: Bureau Offices", days=10)
    assert "topic" in kinds(scored(view, (named, *OTHERS))[9])
    quiet = letter(
        asks=view.asks, body=body, identifiers=(), office_stems=frozenset(terms_of("Industry and Security Bureau"))
    )
    assert "topic" not in kinds(scored(quiet, (named, *OTHERS))[9])


def test_nothing_to_go_by_gives_nothing():
    assert rank(LetterView(date=None), ()) == []
    assert all(each.score < WEIGHTS.bar for each in rank(LetterView(date=None), ALL))
    assert not any(each.followed for each in rank(LetterView(date=None), ALL))


def test_the_words_for_cause_are_never_used():
    for each in rank(letter(), ALL):
        for item in each.evidence:
            assert "cause" not in item.sentence.lower()
            assert "led to" not in item.sentence.lower()
