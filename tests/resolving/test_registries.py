"""The registry of the database answers as the one in memory does."""

import datetime

import pytest

from tests.resolving.rosters import AGENCIES, MEMBERS, OFFICIALS, on
from tracker.archive.registry import DatabaseRegistry
from tracker.models import AgencyName
from tracker.resolving.agencies import AgencyIndex, resolve_agency
from tracker.resolving.members import resolve_member
from tracker.resolving.memory import MemoryRegistry
from tracker.sources import agencies, legislators, officials
from tracker.sources.roster import Roster

NOW = datetime.datetime(2026, 1, 5, 12, tzinfo=datetime.UTC)


@pytest.fixture
def stored(db: None) -> DatabaseRegistry:
    legislators.store(Roster(members={member.bioguide: member for member in MEMBERS}), now=NOW)
    agencies.store(list(AGENCIES))
    officials.store(list(OFFICIALS))
    return DatabaseRegistry()


@pytest.fixture
def in_memory() -> MemoryRegistry:
    return MemoryRegistry(MEMBERS, AGENCIES, OFFICIALS)


def test_both_know_the_same(stored: DatabaseRegistry, in_memory: MemoryRegistry) -> None:
    for date in (on("2011-02-07"), on("2020-04-14"), on("1950-01-01")):
        assert {one.bioguide for one in stored.members_serving(date)} == {
            one.bioguide for one in in_memory.members_serving(date)
        }
    for surname in ("johnson", "cortez masto", "masto", "schultz", "nobody", ""):
        assert set(stored.members_with_surname(surname)) == set(in_memory.members_with_surname(surname)), surname
    assert {one.slug for one in stored.agencies()} == {one.slug for one in in_memory.agencies()}
    assert dict(stored.agency_aliases()) == dict(in_memory.agency_aliases())
    assert set(stored.officials()) == set(in_memory.officials())


@pytest.mark.parametrize(
    ("name", "date", "title"),
    [
        ("Ed Markey", "2020-04-14", ""),
        ("Cathy Masto", "2020-04-14", ""),
        ("Eric Swalwe", "2020-04-14", ""),
        ("Higgins", "2020-04-14", ""),
        ("Tim Johnson", "2011-02-07", "United States Senator"),
        ("Carl Levin", "2020-04-14", ""),
        ("Debbie Schultz", None, ""),
        ("Nobody Known", "2020-04-14", ""),
    ],
)
def test_both_resolve_members_alike(
    stored: DatabaseRegistry, in_memory: MemoryRegistry, name: str, date: str | None, title: str
) -> None:
    when = on(date) if date else None
    assert resolve_member(name, when, stored, title=title) == resolve_member(name, when, in_memory, title=title)


@pytest.mark.parametrize(
    ("title", "organization"),
    [
        ("Director", "Federal Bureau of Prisons, U.S. Department of Justice"),
        ("Secretary", "Florida Department of Education"),
        ("Secretary", "Department of Cornmerce"),
        ("", "Department of Commerce and Department of State"),
    ],
)
def test_both_resolve_agencies_alike(
    stored: DatabaseRegistry, in_memory: MemoryRegistry, title: str, organization: str
) -> None:
    answers = [
        resolve_agency(AgencyIndex.of(registry), title=title, organization=organization)
        for registry in (stored, in_memory)
    ]
    assert answers[0] == answers[1]


def test_a_corrected_alias_counts_in_the_next_registry(stored: DatabaseRegistry) -> None:
    name = AgencyName.objects.get(folded="department of agriculture")
    name.agency = AgencyName.objects.get(folded="forest service").agency
    name.save()
    agencies.store(list(AGENCIES))
    found = resolve_agency(AgencyIndex.of(DatabaseRegistry()), organization="Department of Agriculture")
    assert found.key == "forest-service"


def test_a_letter_costs_few_queries(stored: DatabaseRegistry, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(6):
        AgencyIndex.of(stored)
        stored.officials()
        for name in ("Ed Markey", "Deb Fischer", "Chris Van Hollen", "Al Green"):
            resolve_member(name, on("2020-04-14"), stored)
