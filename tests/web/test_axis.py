"""Dates on one axis: to scale, long gaps cut only where marks need the room, nothing on top of each other."""

import datetime
import itertools

import pytest

from tracker.web.axis import Dated, axis

DAY = datetime.date(2020, 4, 14)


def drawn(*days, width=960):
    points = [
        Dated(number, "action", DAY + datetime.timedelta(days=day), f"Rule {number}")
        for number, day in enumerate(days, 1)
    ]
    return axis(points, width=width)


def places(found):
    return [float(mark.x) for mark in sorted(found.marks, key=lambda mark: mark.number)]


@pytest.mark.parametrize("days", [(), (5,), (5, 5)])
def test_one_day_is_no_axis(days):
    assert drawn(*days) is None


def test_days_stand_to_scale():
    found = drawn(0, 100, 300)
    first, second, third = places(found)
    assert (third - first) / (second - first) == pytest.approx(3, rel=0.01)
    assert not found.breaks
    assert first == 14
    assert third == 960 - 14


@pytest.mark.parametrize("width", [340, 960])
def test_a_long_gap_is_cut_and_says_how_long_it_is(width):
    found = drawn(0, 65, 4000, width=width)
    (cut,) = found.breaks
    assert cut.label == "10.8 years"
    first, second, third = places(found)
    assert second - first == pytest.approx(width - 28 - 62, abs=0.2)
    assert third - second == pytest.approx(62, abs=0.2)
    assert len(found.stretches) == 2


def test_what_is_to_scale_stays_so_beside_a_cut():
    first, second, third, _ = places(drawn(0, 10, 40, 9000))
    assert (third - second) / (second - first) == pytest.approx(3, rel=0.02)


@pytest.mark.parametrize("width", [340, 960])
@pytest.mark.parametrize("days", [(0, 1, 2, 3, 900, 901), range(0, 4000, 7), (0, 0, 0, 0, 1, 12000)])
def test_no_two_marks_lie_on_each_other_and_none_is_lost(days, width):
    found = drawn(*days, width=width)
    for one, other in itertools.combinations(found.marks, 2):
        distance = max(abs(float(one.x) - float(other.x)), abs(float(one.y) - float(other.y)))
        assert distance >= 20, (one, other)
    assert sum(mark.more or 1 for mark in found.marks) == len(days)
    assert all(14 <= float(mark.x) <= width - 14 for mark in found.marks)
    assert all(float(mark.y) - 10 > 0 and float(mark.y) + 10 < found.base for mark in found.marks)
    assert found.height < 200


@pytest.mark.parametrize("width", [340, 960])
@pytest.mark.parametrize("days", [(0, 20), (0, 400), (0, 65, 900, 1600), (0, 20000)])
def test_labels_leave_each_other_room(days, width):
    found = drawn(*days, width=width)
    xs = [float(tick.x) for tick in found.ticks]
    assert all(later - earlier >= 34 for earlier, later in itertools.pairwise(xs))
