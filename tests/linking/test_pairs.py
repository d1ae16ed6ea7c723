"""Which earlier letter is meant."""

import datetime

import pytest

from tracker.linking.pairs import Correspondence, Mention, score_pair
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
