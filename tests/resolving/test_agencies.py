"""Which agency an addressee belongs to: the most specific one named, and none for states, companies and Congress."""

import pytest

from tests.resolving.rosters import AGENCIES, OFFICIALS, on
from tracker.resolving.agencies import AgencyIndex, official_on, resolve_agency
from tracker.resolving.agency_names import names_of
from tracker.resolving.memory import MemoryRegistry
from tracker.resolving.records import AgencyRecord, ResolutionState

INDEX = AgencyIndex.of(MemoryRegistry((), AGENCIES, OFFICIALS))


@pytest.mark.parametrize(
    ("title", "organization", "slug"),
    [
        ("Secretary", "U.S. Department of Agriculture", "agriculture-department"),
        ("Secretary", "Department of Veterans’ Affairs", "veterans-affairs-department"),
        ("Administrator", "United States Environmental Protection Agency", "environmental-protection-agency"),
        ("Administrator", "EPA", "environmental-protection-agency"),
        ("Director", "Federal Bureau of Prisons", "prisons-bureau"),
        ("Director", "Federal Bureau of Prisons, U.S. Department of Justice", "prisons-bureau"),
        ("Director, Bureau of Prisons", "U.S. Department of Justice", "prisons-bureau"),
        ("Director", "Office of Management & Budget", "management-and-budget-office"),
        ("Director", "Office of Management and Budget, The White House", "management-and-budget-office"),
        ("Chief", "USDA Forest Service", "forest-service"),
        ("Undersecretary for Natural Resources", "U.S. Department of Agriculture", "agriculture-department"),
        ("Regional Administrator", "Federal Aviation Administration", "federal-aviation-administration"),
        ("Secretary of Commerce", "", "commerce-department"),
        (
            "Under Secretary of Commerce for Industry and Security",
            "U.S. Department of Commerce",
            "industry-and-security-bureau",
        ),
        ("Attorney General", "", "justice-department"),
        ("", "Secretary of State", "state-department"),
        ("Attorney General of the United States", "", "justice-department"),
        ("Secretary of Defense", "The Pentagon", "defense-department"),
        ("Secretary of the Army", "", "army-department"),
        ("Chief of Engineers", "U.S. Army Corps of Engineers, Department of the Army", "engineers-corps"),
        ("Postmaster General and Chief Executive Officer", "United States Postal Service", "postal-service"),
        ("United States Trade Representative", "", "trade-representative-office-of-united-states"),
        ("President of the United States", "", "executive-office-of-the-president"),
        ("The President", "The White House", "executive-office-of-the-president"),
        ("President", "United States of America", "executive-office-of-the-president"),
        ("Commander", "United States Central Command", "defense-department"),
        ("Ambassador", "U.S. Embassy", "state-department"),
        (
            "Inspector General",
            "Office of Inspector General, U.S. Department of Agriculture",
            "inspector-general-office-agriculture-department",
        ),
        ("Administrator", "Envimnmental Protection Agency", "environmental-protection-agency"),
        ("Secretary", "Department of Cornmerce", "commerce-department"),
    ],
)
def test_an_address_resolves_to_the_most_specific_agency(title: str, organization: str, slug: str) -> None:
    found = resolve_agency(INDEX, organization=organization, title=title)
    assert (found.state, found.key) == (ResolutionState.RESOLVED, slug), found
    assert found.why
    assert found.rule


@pytest.mark.parametrize(
    ("title", "organization"),
    [
        ("Commissioner of Education", "Florida Department of Education"),
        ("Secretary", "State of Ohio, Department of Education"),
        ("Secretary", "New York City Department of Education"),
        ("Attorney General", "State of Texas"),
        ("Attorney General of the State of Texas", ""),
        ("Speaker", "U.S. House of Representatives"),
        ("Chairman", "Senate Committee on Agriculture, Nutrition and Forestry"),
        ("Majority Leader", "United States Senate"),
        ("President and Chief Executive Officer", "CBS Radio, Inc."),
        ("President", "Florida Senate"),
        ("Secretary-General", "United Nations"),
        ("President", "Federal Reserve Bank of New York"),
        ("Attorney General", "Texas"),
        ("Director", "Office of Operations"),
        ("Minister", "Ministry of Defense"),
        ("Secretary", ""),
        ("", ""),
    ],
)
def test_other_bodies_resolve_to_none(title: str, organization: str) -> None:
    found = resolve_agency(INDEX, organization=organization, title=title)
    assert (found.state, found.key) == (ResolutionState.UNMATCHED, ""), found
    assert found.why


def test_a_part_that_stands_above_its_department_counts() -> None:
    street = "950 Pennsylvania Avenue, NW\nWashington, DC 20530"
    address = f"Federal Bureau of Prisons\n{street}"
    found = resolve_agency(INDEX, organization="U.S. Department of Justice", title="Director", address=address)
    assert found.key == "prisons-bureau"
    # A part of another department is a street's or a building's name.
    found = resolve_agency(INDEX, organization="U.S. Department of Agriculture", title="Director", address=address)
    assert found.key == "agriculture-department"
    found = resolve_agency(INDEX, organization="U.S. Department of Justice", title="Director", address=street)
    assert found.key == "justice-department"


def test_a_state_post_is_told_by_its_address() -> None:
    found = resolve_agency(INDEX, title="Attorney General", address="300 W. 15th Street, Austin, TX 78701")
    assert found.key == ""
    federal = resolve_agency(
        INDEX, title="Attorney General", address="950 Pennsylvania Avenue NW, Washington, DC 20530"
    )
    assert federal.key == "justice-department"


def test_two_agencies_of_which_neither_is_part_of_the_other_stay_ambiguous() -> None:
    found = resolve_agency(INDEX, organization="Department of Commerce and Department of State")
    assert found.state == ResolutionState.AMBIGUOUS
    assert {candidate.key for candidate in found.candidates} == {"commerce-department", "state-department"}


def test_a_name_alone_resolves_by_the_post_held_on_the_date() -> None:
    found = resolve_agency(
        INDEX, name="Wilbur L. Ross, Jr.", title="Secretary", date=on("2020-04-14"), officials=OFFICIALS
    )
    assert (found.key, found.rule) == ("commerce-department", "post held on the date")
    later = resolve_agency(INDEX, name="Wilbur Ross", title="Secretary", date=on("2023-04-14"), officials=OFFICIALS)
    assert later.key == ""
    private = resolve_agency(INDEX, name="Wilbur Ross", title="Owner", date=on("2020-04-14"), officials=OFFICIALS)
    assert private.key == ""


def test_the_post_holder_is_found_under_any_form_of_the_name() -> None:
    found = official_on("Michael R. Pompeo", "state-department", on("2020-04-14"), OFFICIALS)
    assert found is not None
    assert found.name == "Mike Pompeo"
    assert official_on("Michael R. Pompeo", "state-department", on("2015-04-14"), OFFICIALS) is None
    assert official_on("Michael R. Pompeo", "state-department", None, OFFICIALS) is None


def test_names_are_turned_back() -> None:
    names = {key: slug for key, (_, slug) in names_of(AGENCIES).items()}
    assert names["department of agriculture"] == "agriculture-department"
    assert names["us department of agriculture"] == "agriculture-department"
    assert names["bureau of industry and security"] == "industry-and-security-bureau"
    assert names["office of the us trade representative"] == "trade-representative-office-of-united-states"
    assert "usa" not in names
    assert "u-s-house-of-representatives" not in names.values()


def test_a_short_name_that_two_agencies_share_stands_for_neither() -> None:
    names = names_of(
        [
            AgencyRecord(slug="harbor-office", name="Harbor Office", short_name="HBO"),
            AgencyRecord(slug="humboldt-office", name="Humboldt Office", short_name="HBO"),
        ]
    )
    assert "hbo" not in names


def test_what_a_person_set_an_alias_to_counts() -> None:
    registry = MemoryRegistry((), AGENCIES, aliases=[("Department of Agriculture", "forest-service")])
    found = resolve_agency(AgencyIndex.of(registry), organization="Department of Agriculture")
    assert found.key == "forest-service"
