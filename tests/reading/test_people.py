"""Whether a name is one person's or a body's."""

import pytest

from tracker.reading.people import are_people, is_office, is_person, is_titled

PEOPLE = [
    "Ms. Roe",
    "Jane Roe",
    "Philip Anders",  # whose surname ends as the plural of those who do something
    "Henry Mills",
    "Albert Moss (Ret.)",
    "contracting officer Brent Roe",
    "Former Medicare actuary Dean Roe",
    "Federal Public Defender Deirdre Roe",
    "State Representative Neal Tidwell",
    "Congressional Budget Office Director Douglas Roe",
    "FSA Administrator Jim Roe",
    "Vice Admiral Robert Kessler",
    "Superintendent Ellery",
    "its chief clerk",
    "a dairy farmer in Addison County",
    "One carrier from Minot",
    "one of the engineers",
    "the President",
]
NO_PEOPLE = [
    "the Baltimore Sun",
    "Great Plains Power",
    "Harlan Valley",
    "Johns Hopkins University",
    "Independent Community Bankers of America",
    "the Department of Energy",
    "GAO",
    "the carrier",
    "its report",
    "South Dakota",
    "the engineers",
    "Morrow Rail",
]


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_is_known(name):
    assert is_person(name)


@pytest.mark.parametrize("name", NO_PEOPLE)
def test_a_body_or_a_thing_is_no_person(name):
    assert not is_person(name)


def test_several_people_are_told_from_a_body_that_is_called_after_them():
    assert are_people("the inspectors")
    assert not are_people("the Independent Community Bankers of America")
    assert not are_people("the inspector")


def test_an_office_may_be_spoken_of_as_a_body():
    assert is_office("VA Inspector General")
    assert is_office("Comptroller of the Currency")
    assert not is_office("Inspector General Roe")


def test_a_title_is_seen():
    assert is_titled("Under Secretary Roe")
    assert is_titled("Ms. Roe")
    assert not is_titled("Secretary of Energy")
    assert not is_titled("Jane Roe")
