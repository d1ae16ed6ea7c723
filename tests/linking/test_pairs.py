"""Which earlier letter is meant."""

import datetime

import pytest

from tracker.linking.pairs import Ask, Correspondence, Mention, Place, match_letters, score_pair
from tracker.linking.weights import LETTER_WEIGHTS

ASKED_ON, ANSWERED_ON = datetime.date(2014, 7, 31), datetime.date(2014, 8, 18)
SENATOR, COMMISSION = {"G000386": "Chuck Grassley"}, {113: "Denali Commission"}
TEXT = "Please send the open recommendations of the Inspector General about the Togiak resource center."


def correspondence(key, date, direction="to_agency", **changes):
    fields = {"text": TEXT, "members": SENATOR, "agencies": COMMISSION}
    return Correspondence(key=key, date=date, direction=direction, **(fields | changes))


def reply(*mentions, **changes):
    return correspondence(2, ANSWERED_ON, "to_congress", mentions=mentions, **changes)


NAMED = Mention("your request of July 31, 2014", ASKED_ON, (20, 49))
UNNAMED = Mention("your recent letter", None, (20, 38))
ASKING = correspondence(1, ASKED_ON)


def test_a_reply_that_names_the_date_is_found():
    pair = score_pair(reply(NAMED), ASKING)
    assert (pair.earlier, pair.relation) == (1, "replies_to")
    assert pair.score >= LETTER_WEIGHTS.bar
    (named,) = [item for item in pair.evidence if item.kind == "names_letter"]
    assert (named.letter_span, named.letter_words, named.other_words) == ((20, 49), NAMED.text, "2014-07-31")


def test_between_letters_to_agencies_it_is_a_follow_up():
    later = correspondence(2, ANSWERED_ON, mentions=(NAMED,))
    assert score_pair(later, ASKING).relation == "follows_up"


def test_a_letter_without_its_date_is_found_by_people_and_matter():
    assert score_pair(reply(UNNAMED), ASKING).score >= LETTER_WEIGHTS.bar
    assert score_pair(reply(UNNAMED, text="Thank you."), ASKING).score < LETTER_WEIGHTS.bar


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        (reply(), ASKING),  # it speaks of none
        (reply(Mention("your letter of July 1, 2014", datetime.date(2014, 7, 1))), ASKING),  # of another
        (reply(NAMED), correspondence(1, ANSWERED_ON)),  # not earlier
        (reply(NAMED), correspondence(1, None)),
        (reply(NAMED), correspondence(2, ASKED_ON)),  # itself
        (reply(NAMED), correspondence(1, ASKED_ON, members={"X000001": "Other"}, agencies={1: "Other"})),
    ],
)
def test_what_cannot_be_meant_is_none(later, earlier):
    assert score_pair(later, earlier) is None


def test_the_date_alone_is_not_enough():
    stranger = correspondence(1, ASKED_ON, members={"X000001": "Other"}, text="Quite another thing.")
    pair = score_pair(reply(NAMED, text="Thank you."), stranger)
    weights = LETTER_WEIGHTS
    assert pair.score == weights.names_date + weights.agency + weights.strangers < weights.bar
    assert weights.names_date < weights.bar


def test_of_two_letters_of_one_day_the_subject_decides():
    other = correspondence(3, ASKED_ON, text="We ask about the wages of ferry crews.")
    assert [pair.earlier for pair in match_letters(reply(NAMED), [other, ASKING])] == [1]


def test_where_the_subject_cannot_decide_both_stand_weaker():
    alone = match_letters(reply(NAMED), [ASKING])
    both = match_letters(reply(NAMED), [ASKING, correspondence(3, ASKED_ON)])
    assert [pair.earlier for pair in both] == [1, 3]
    assert all(pair.score == alone[0].score + LETTER_WEIGHTS.equal_rival for pair in both)
    assert all(pair.evidence[-1].kind == "rival" for pair in both)


def test_an_exact_date_leaves_no_slip_for_another():
    near = correspondence(3, ASKED_ON - datetime.timedelta(days=1))
    assert [pair.earlier for pair in match_letters(reply(NAMED), [near])] == [3]
    assert [pair.earlier for pair in match_letters(reply(NAMED), [near, ASKING])] == [1]


def test_your_letter_again_means_the_one_that_was_named():
    named = Mention(NAMED.text, NAMED.date, NAMED.span, owner="reader")
    again = Mention("your letter", owner="reader")
    other = correspondence(3, ASKED_ON - datetime.timedelta(days=40))
    assert [pair.earlier for pair in match_letters(reply(again), [other])] == [3]
    assert [pair.earlier for pair in match_letters(reply(named, again), [other, ASKING])] == [1]


def test_a_reply_answers_each_letter_that_it_names():
    second = Mention("August 1, 2014", datetime.date(2014, 8, 1))
    follow_up = correspondence(3, datetime.date(2014, 8, 1))
    assert {pair.earlier for pair in match_letters(reply(NAMED, second), [ASKING, follow_up])} == {1, 3}


def test_a_number_that_both_bear_is_enough_without_a_mention():
    numbers = {"numbers": (("EC210417", Place("EC-21-0417", (3, 13))),)}
    pair = score_pair(reply(text="Thank you.", **numbers), correspondence(1, ASKED_ON, **numbers))
    assert pair.score >= LETTER_WEIGHTS.bar
    [item] = [item for item in pair.evidence if item.kind == "number"]
    assert (item.letter_span, item.other_span, item.other_words) == ((3, 13), (3, 13), "EC-21-0417")


def test_both_sides_of_a_date_have_their_place():
    asked = correspondence(1, ASKED_ON, dateline=Place("July 31, 2014", (0, 13)))
    assert score_pair(reply(NAMED), asked).evidence[0].other_span == (0, 13)


def test_requests_that_are_stated_again_are_named():
    ask = Ask("2", "How many lamps failed in the past year?", (50, 89))
    text = f"{TEXT} Question 2: {ask.text} In all, 41."
    pair = score_pair(reply(NAMED, text=text), correspondence(1, ASKED_ON, asks=(ask, Ask("3", "Who keeps the logs?"))))
    [item] = [item for item in pair.evidence if item.kind == "request"]
    assert (item.sentence, item.other_span) == ("It takes up request 2 of the other letter.", (50, 89))
    assert text[slice(*item.letter_span)].startswith("How many lamps")
