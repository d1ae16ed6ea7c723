"""What it costs to read one name for another."""

import pytest

from tracker.resolving.strokes import misreading_cost, traced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dwight #¥ans", "dwight ??ans"),
        ("José B/S¥rrant", "jose b?s?rrant"),
        ("Roybal-Allard, Lucille", "roybal allard lucille"),
        ("O’Rourke", "orourke"),
        ("", ""),
    ],
)
def test_a_name_is_traced(text, expected):
    assert traced(text) == expected


def test_the_right_name_costs_nothing_and_halves_are_told_apart():
    assert misreading_cost("judy chu", "judy", "chu") == (0.0, 0.0)
    given, surname = misreading_cost("judy xxu", "judy", "chu")
    assert (given, surname) == (0.0, 2.0)


@pytest.mark.parametrize(
    ("nearer", "farther", "first", "last"),
    [
        ("john larsom", "john larsxn", "john", "larson"),  # two letters for one, and another letter
        ("jim g?rlach", "jim gxrlach", "jim", "gerlach"),  # a sign nobody could read, and another letter
        ("lois frankl", "lois fraxkl", "lois", "frankel"),
        ("tedlieu", "txd lieu", "ted", "lieu"),  # a lost space, and another letter
        ("stephen lyfich", "stephen lyxxch", "stephen", "lynch"),  # "fi" for n
        ("katffy castof", "katxxy castox", "kathy", "castor"),  # "ff" for h, "f" for r
        ("mike agher", "mxke gxllxgher", "mike", "gallagher"),  # torn in one place, and misread in three
    ],
)
def test_what_a_scanner_does_costs_less_than_another_letter(nearer, farther, first, last):
    assert 0 < sum(misreading_cost(nearer, first, last)) < sum(misreading_cost(farther, first, last))
