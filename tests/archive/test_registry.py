"""The registry as the database has it."""

import datetime

import pytest

from tests import factories
from tracker.archive.registry import DatabaseRegistry
from tracker.resolving.records import AgencyRecord, OfficialRecord, TermRecord

pytestmark = pytest.mark.django_db


def test_records_are_those_of_the_database_and_fetched_once(django_assert_num_queries):
    agency = factories.make_agency(
        "bureau", name="Bureau", parent=factories.make_agency("office"), aliases=["The Büro"]
    )
    start = datetime.date(2020, 1, 1)
    factories.make_official(agency, name="Ada Marsh", title="Director", start=start, acting=True)
    for _ in range(3):
        factories.make_member(last="Velázquez", chamber="house", state="NY")
    factories.make_member("H000001", last="Hale", end=datetime.date(2021, 1, 3))
    registry = DatabaseRegistry()
    with django_assert_num_queries(7):
        for _ in range(2):
            members = registry.members_with_surname("velazquez")
            assert [member.last for member in members] == ["Velázquez"] * 3
            serving = registry.members_serving(datetime.date(2024, 1, 1))
            assert [member.bioguide for member in serving] == [member.bioguide for member in members]
            assert AgencyRecord(slug="bureau", name="Bureau", parent="office") in registry.agencies()
            assert list(registry.agency_aliases()) == [("the buro", "bureau")]
            assert list(registry.officials()) == [
                OfficialRecord(name="Ada Marsh", title="Director", agency="bureau", start=start, acting=True)
            ]
    assert members[0].terms == (
        TermRecord(
            chamber="house", state="NY", party="D", start=datetime.date(2019, 1, 3), end=datetime.date(2031, 1, 3)
        ),
    )
    assert "H000001" in [member.bioguide for member in registry.members_serving(datetime.date(2021, 1, 3))]
