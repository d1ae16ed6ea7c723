"""A proposed rule's next step, and what everyday words alone cannot do."""

import dataclasses

from tests.linking.test_candidates import ALL, ANSWER, BUREAU, DAY, action, kinds, letter
from tracker.linking.candidates import rank
from tracker.linking.views import ASKED, CitedIdentifier, LetterView, Passage
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


def marked_down(text, title="Labels on Kilns and Furnaces", **changes):
    proposal = action(1, title, **({"kind": "proposed_rule"} | changes))
    [found] = rank(asking(text), [proposal])
    return sum(item.points for item in found.evidence if item.kind == "further_proposal")


SAID = "Please finish the proposed rule on labels for kilns and furnaces."


def test_a_rule_comes_before_a_further_proposal_in_the_same_words():
    further = action(1, "Labels on Kilns and Furnaces", kind="proposed_rule", days=80)
    rule = action(2, "Labels on Kilns, Ovens and Furnaces for Homes", kind="rule", days=80)
    assert [each.key for each in rank(asking(SAID), [further, rule])] == [2, 1]
    assert marked_down(SAID) == WEIGHTS.further_proposal


def test_a_further_proposal_counts_less_only_for_a_letter_on_a_proposed_rule():
    assert marked_down("Please tell us of labels for kilns and furnaces.") == 0
    assert marked_down("Please finish the proposed rule on herons. Tell us of labels for kilns and furnaces.") == 0
    assert marked_down(SAID, kind="notice") == 0


def test_more_time_that_the_letter_asks_for_is_not_marked_down():
    asked = "Please extend the comment period of the proposed rule on labels for kilns and furnaces."
    longer = "Labels on Kilns and Furnaces; Extension of Comment Period"
    assert marked_down(asked, longer) == 0
    assert marked_down(asked) < 0
    assert marked_down(SAID, longer) < 0


def test_a_proposal_that_the_letter_waits_for_is_not_marked_down():
    assert marked_down("Please publish the proposed rule on labels for kilns and furnaces.") == 0
    assert marked_down("You have published a proposed rule on labels for kilns and furnaces.") < 0
    assert marked_down("Withdraw the draft proposed rule on labels for kilns and furnaces.") == 0


def test_a_further_proposal_that_is_marked_down_still_leads_to_the_rule_of_its_docket():
    further = action(1, "Labels on Kilns and Furnaces", kind="proposed_rule", days=80, dockets=("KIL-1",))
    rule = action(2, "Efficient Kilns", kind="rule", days=300, dockets=("KIL-1",))
    weights = dataclasses.replace(WEIGHTS, topic_unit=3.0)
    first, second = rank(asking(SAID), [further, rule], weights)
    assert (first.key, second.key) == (2, 1)
    assert "docket_of_found" in kinds(first)
    assert "further_proposal" in kinds(second)


def test_soonness_counts_less_for_a_letter_on_a_proposed_rule():
    def of_time(text):
        [found] = rank(asking(text), [action(1, "Labels on Kilns", days=1)])
        return sum(item.points for item in found.evidence if item.kind == "time")

    assert of_time(SAID) < of_time("Please tell us of labels for kilns.") / 2


def test_a_further_proposal_of_a_docket_that_the_letter_names_is_not_marked_down():
    given = CitedIdentifier(kind="docket", value="KIL-2025-0001", text="KIL-2025-0001")
    view = dataclasses.replace(asking(SAID), identifiers=(given,))
    [found] = rank(view, [action(1, "Labels on Kilns and Furnaces", kind="proposed_rule", dockets=(given.value,))])
    assert "docket" in kinds(found)
    assert "further_proposal" not in kinds(found)


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
