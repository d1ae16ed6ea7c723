"""What a mention says of an earlier letter's date and of who wrote it."""

import datetime

import pytest

from tracker.linking.meant import Mention, fit, may_mean, with_owners

WRITTEN = datetime.date(2021, 6, 1)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "named", "date", "kind"),
    [
        ("your letter of May 13, 2021", "2021-05-13", "2021-05-13", "exact"),
        ("your letter of May 13, 2021", "2021-05-13", "2021-05-15", "nearly"),
        ("your letter of May 13, 2021", "2021-05-13", "2021-05-31", "nearly"),
        ("your letter of May 13, 2021", "2021-05-13", "2021-05-23", "nearly"),
        ("your letter of May 13, 2021", "2021-05-13", "2020-05-13", "nearly"),
        ("your letter of May 13, 2021", "2021-05-13", "2019-05-13", None),
        ("your letter of May 13, 2021", "2021-05-13", "2021-05-24", None),
        ("your letter received May 13, 2021", None, "2021-05-03", "received"),
        ("your letter received May 13, 2021", None, "2021-05-14", None),
        ("your letter received May 13, 2021", None, "2021-03-14", None),
        ("The May 2021 letter", None, "2021-05-30", "month"),
        ("The May 2021 letter", None, "2020-05-30", None),
        ("your recent letter", None, "2021-01-30", "undated"),
        ("your recent letter", None, "2018-01-30", None),
    ],
)
def test_how_a_date_fits(text, named, date, kind):
    found = fit(Mention(text, day(named) if named else None), day(date), WRITTEN)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("your letter", "reader"),
        ("On May 5, 2021, you wrote", "reader"),
        ("We wrote to you", "writer"),
        ("I renew my request", "writer"),
        ("the letter I sent you", "writer"),
        ("A July 2019 letter", ""),
    ],
)
def test_whose_letter_it_is(text, owner):
    assert [mention.owner for mention in with_owners([Mention(text)])] == [owner]


def test_in_a_list_it_is_whose_the_first_is():
    mentions = with_owners([Mention("your letters of May 5"), Mention("June 6", rule="and"), Mention("June 7")])
    assert [mention.owner for mention in mentions] == ["reader", "reader", ""]


def test_your_letter_went_the_other_way():
    yours, ours, someones = (Mention("x", owner=owner) for owner in ("reader", "writer", ""))
    assert may_mean(yours, "to_congress", "to_agency")
    assert not may_mean(yours, "to_congress", "to_congress")
    assert may_mean(ours, "to_agency", "to_agency")
    assert not may_mean(ours, "to_agency", "to_congress")
    assert may_mean(someones, "to_agency", "to_agency")
    assert may_mean(yours, "other", "other")
