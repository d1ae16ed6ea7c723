"""What a person types, and how it is understood."""

import datetime

import pytest

from tracker.search.query import Field, Filter, parse


def test_words_phrases_and_minus_are_left_to_the_database():
    query = parse('5G "standards setting" OR huawei -tariff')
    assert query.words == '5G "standards setting" OR huawei -tariff'
    assert query.filters == ()
    assert query.notes == ()


def test_fields_are_taken_out_of_the_words():
    query = parse('from:inhofe export -to:"Energy Department" quoted:"negative consequences"')
    assert query.words == "export"
    assert query.filters == (
        Filter(Field.FROM, "inhofe"),
        Filter(Field.TO, "Energy Department", negated=True),
        Filter(Field.QUOTED, "negative consequences"),
    )


@pytest.mark.parametrize(
    ("value", "since", "until"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-04-14", "2020-04-14", "2020-04-14"),
        ("2019..2020-06", "2019-01-01", "2020-06-30"),
        ("2019..", "2019-01-01", None),
        ("..2020", None, "2020-12-31"),
    ],
)
def test_dates_are_ranges_of_days(value, since, until):
    (asked,) = parse(f"date:{value}").filters
    assert asked.since == (datetime.date.fromisoformat(since) if since else None)
    assert asked.until == (datetime.date.fromisoformat(until) if until else None)


@pytest.mark.parametrize("value", ["2020-13", "2020-02-30", "spring", "..", "0000", "2019..spring"])
def test_a_date_that_is_none_is_read_as_words_and_said(value):
    query = parse(f"date:{value}")
    assert query.filters == ()
    assert value in query.words
    assert value in query.notes[0]


def test_an_unknown_field_is_said_and_searched_as_words():
    query = parse("form:inhofe")
    assert query.words == '"form inhofe"'
    assert "form:" in query.notes[0]
    assert "from:" in query.notes[0]


@pytest.mark.parametrize("text", ['"', "-", ":", "from:", '"unclosed', "\x00", "((", "a:b:c", "-from:", "'; drop"])
def test_nothing_that_is_typed_is_an_error(text):
    query = parse(text)
    assert "\x00" not in query.words
    assert not query.filters


def test_a_very_long_query_is_cut_and_said():
    query = parse("word " * 1000)
    assert len(query.words) <= 500
    assert "500" in query.notes[0]
