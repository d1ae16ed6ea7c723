"""Which time limits are the recipient's, and which belong to what the sentence speaks of."""

import datetime

import pytest

from tracker.reading.deadlines import find_limits
from tracker.reading.whose_limit import is_for_recipient

DAY = datetime.date(2021, 8, 17)


def of_recipient(text: str) -> list[str]:
    return [limit.text for limit in find_limits(text, DAY) if is_for_recipient(limit, text, DAY)]


@pytest.mark.parametrize(
    "text",
    [
        "Please take no final step before September 10.",
        "We ask that you hold the record open until September 10.",
        "We urge you to drop the plan to close the mill by December 31.",
        "We ask that you reverse your decision to close the mill by September 30.",
        "Please list every permit that will expire before December 31.",
        "Please list all permits issued by September 1.",
        "Please state whether the Agency will do so by December 31.",
        "Please explain why the Agency did not act within 30 days.",
        "We ask that every patient be seen within 30 days.",
        "We ask that the rule guarantee each owner an answer within 48 hours.",
        "Do you expect to finish by December 31?",
        "We write today to ask for your help.",
        "Do you plan to close any office before September 30? If so, please list them.",
        "Please tell us how many beds are in use today.",
        "Please explain what it did in the next twelve hours.",
        "We ask that you not enforce the requirement of direct supervision for all the services that are furnished in"
        " small and critical hospitals before January 1.",
    ],
)
def test_limits_of_something_else(text: str) -> None:
    assert find_limits(text, DAY)
    assert of_recipient(text) == []


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("You have until September 10 to reply.", "until September 10"),
        ("We ask that all documents be produced within 30 days.", "within 30 days"),
        ("Please send the list of permits by September 10.", "by September 10"),
        ("Please send us your plan to mend the dam by September 10.", "by September 10"),
        ("We ask that you meet the deadline of September 30.", "the deadline of September 30"),
        ("We call on you to close, today, every one of these gates.", "today"),
        ("Will you reply by September 10?", "by September 10"),
        ("So that we may see why it was not done, please answer by September 10.", "by September 10"),
        ("I ask that you report back to me in 60 days.", "in 60 days"),
        ("Please inform us within 30 days of the number of claims that are pending.", "within 30 days"),
        ("Please advise me within two weeks of the schedule for this work.", "within two weeks"),
    ],
)
def test_limits_of_the_recipient(text: str, limit: str) -> None:
    assert of_recipient(text) == [limit]
