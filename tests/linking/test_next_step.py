"""A proposed rule's next step, and what everyday words alone cannot do."""

import dataclasses

from tests.linking.test_candidates import ALL, ANSWER, BUREAU, DAY, action, kinds, letter
from tracker.linking.candidates import rank
from tracker.linking.views import ASKED, LetterView, Passage
from tracker.linking.weights import WEIGHTS


def asking(text):
    return LetterView(date=DAY, asks=(Passage(text, 0, ASKED),), body=Passage(text, 0), agencies=frozenset({BUREAU}))


def points(text, **changes):
    rule = action(1, "Labels on Kilns and Furnaces", **({"kind": "rule"} | changes))
    [found] = rank(asking(text), [rule])
    return sum(item.points for item in found.evidence if item.kind == "next_step")


def test_a_rule_is_the_next_step_of_what_the_same_sentence_calls_proposed():
    assert points("Please withdraw the proposed rule on labels for kilns and furnaces.") > 0


def test_a_proposal_in_another_sentence_says_nothing_of_it():
    assert points("Please withdraw the proposed rule on herons. Tell us of labels for kilns and furnaces.") == 0


def test_a_further_proposal_is_not_the_next_step():
    assert points("Please withdraw the proposed rule on labels for kilns.", kind="proposed_rule") == 0


def test_a_rule_at_a_usual_time_counts_more():
    text = "Please withdraw the proposed rule on labels for kilns and furnaces."
    assert points(text, days=80) > points(text, days=2)
    assert points(text, days=80) > points(text, days=1000) > 0


def test_everyday_words_alone_are_not_strong():
    words = "program state plan standards safety approval air quality program plans"
    everyday = action(1, f"{words.title()}", days=1, abstract=words)
    weights = dataclasses.replace(WEIGHTS, topic_unit=9.0)
    [found] = rank(asking(f"Please act on {words}."), [everyday], weights)
    assert "everyday" in kinds(found)
    assert WEIGHTS.bar <= found.score < WEIGHTS.strong


def test_an_identifier_is_strong_whatever_the_words():
    found = {each.key: each for each in rank(letter(), ALL)}
    assert found[5].score >= WEIGHTS.strong
    assert all("everyday" not in kinds(each) for each in found.values())
    assert found[ANSWER.key].followed
