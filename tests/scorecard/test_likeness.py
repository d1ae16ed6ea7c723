"""When two texts, names or speakers are the same, and how lists are paired."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.scorecard.likeness import (
    bare,
    folded,
    in_each_other,
    like,
    likeness,
    matches,
    same_name,
    same_speaker,
    without_marks,
)


def test_marks_dashes_and_spaces_are_folded():
    assert folded("  “Sec.\u00a04”—n\u00adow ") == '"sec. 4"-now'
    assert bare("“Sec. 4”—now") == "sec 4 now"
    assert without_marks("“We will,” she said.") == 'we will," she said'
    assert folded(None) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Honorable Charles E. “Chuck” Grassley", "Charles Grassley", True),
        ("Raúl M. Grijalva", "Raul Grijalva", True),
        ("Christopher A. Coons", "Chris Coons", True),
        ("Grassley", "Charles E. Grassley", True),
        ("Angus S. King, Jr.", "Angus King", True),
        ("Jeff Merkley", "Jeff Merkly", True),
        ("Tim Scott", "Rick Scott", False),
        ("", "Tim Scott", False),
        (None, None, False),
    ],
)
def test_names(one, other, same):
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("DOE", "Department of Energy", True),
        ("Secretary Roe", "Ada Roe", True),
        ("Secretary Roe", "the Secretary", False),
        ("the report", "a report of the Department", False),
        ("inspector general", "the Department’s inspector general", True),
    ],
)
def test_speakers(one, other, same):
    assert same_speaker(one, other) is same


def test_a_long_text_within_another_is_half_a_match():
    assert (
        in_each_other(
            "Provide the list of all grants that were made since 2019.",
            "2. Provide the list of all grants that were made since 2019. Why?",
        )
        == 0.5
    )
    assert in_each_other("Provide the list.", "Provide the list. Why?") == 0


texts = st.text(alphabet="abc .,“’", max_size=20)


@given(texts, texts, st.sampled_from([0.3, 0.75, 0.9]))
def test_the_short_cut_changes_no_likeness(one, other, least):
    whole = likeness(one, other)
    assert like(one, other, least=least) == (whole if whole >= least else 0)


def test_the_best_pairs_come_first_then_the_nearest():
    score = {("a", "x"): 0.5, ("a", "y"): 0.9, ("b", "y"): 1.0}
    assert matches(["a", "b"], ["x", "y"], lambda one, other: score.get((one, other), 0)) == [(1, 1), (0, 0)]
    assert sorted(matches(["s", "s"], ["s", "s", "s"], lambda one, other: one == other)) == [(0, 0), (1, 1)]


@given(st.lists(st.integers(0, 3), max_size=6), st.lists(st.integers(0, 3), max_size=6))
def test_no_row_is_in_two_pairs(found, wanted):
    pairs = matches(found, wanted, lambda one, other: one == other)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(found[i] == wanted[j] for i, j in pairs)
    assert len(pairs) == sum(min(found.count(value), wanted.count(value)) for value in range(4))
