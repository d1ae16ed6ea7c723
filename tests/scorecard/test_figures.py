"""From counts to precision, recall, F1 and its interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.scorecard.figures import Comparison, figures


def test_counts_are_summed_over_letters():
    table = figures([{"signer": Comparison(1, 2, 1)}, {"signer": Comparison(3, 4, 7), "date": Comparison(1, 1, 1)}])
    signer = table["signer"]
    assert (signer.hits, signer.found, signer.wanted) == (4, 6, 8)
    assert (signer.precision, signer.recall) == (4 / 6, 4 / 8)
    assert signer.f1 == pytest.approx(4 / 7)
    assert list(table) == ["signer", "date"]


def test_nothing_found_is_nothing_wrong():
    assert figures([{"a": Comparison(0, 0, 3)}])["a"].precision == 1
    assert figures([{"a": Comparison(0, 3, 0)}])["a"].recall == 1
    assert figures([{"a": Comparison(0, 3, 3)}])["a"].f1 == 0


def test_the_interval_is_that_of_letters_drawn_again():
    even = figures([{"a": Comparison(9, 10, 10)}] * 40)["a"]
    assert even.low == even.f1 == even.high
    uneven = figures([{"a": Comparison(10, 10, 10)}, {"a": Comparison(0, 10, 10)}] * 20)["a"]
    assert uneven.f1 == 0.5
    # The standard error of a share of one half in forty letters is 0.079; 95 % lie within 1.96 of them.
    assert uneven.low == pytest.approx(0.5 - 0.155, abs=0.04)
    assert uneven.high == pytest.approx(0.5 + 0.155, abs=0.04)
    assert uneven == figures([{"a": Comparison(10, 10, 10)}, {"a": Comparison(0, 10, 10)}] * 20)["a"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8))
def test_all_shares_lie_between_none_and_all(rows):
    letters = [{"a": Comparison(hits, hits + extra, hits + missed)} for hits, extra, missed in rows]
    figure = figures(letters)["a"]
    assert 0 <= figure.low <= figure.high <= 1
    assert 0 <= figure.precision <= 1
    assert 0 <= figure.recall <= 1
