"""Tables of post holders, in both forms."""

import datetime
import itertools
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.resolving.rosters import AGENCIES
from tracker.models import Official
from tracker.sources import agencies
from tracker.sources.officials import PRESIDENTS, parse_officials

CABINET = (
    "\ufeffpresident,position,appointee,start_date,end_date,length\n"
    "Carter,Secretary of Commerce,Juanita Kreps,1/23/77,10/31/79,1011\n"
    "Trump,Secretary of Commerce,Wilbur Ross,2/28/17,1/20/21,1422\n"
    "Biden,Secretary of the Treasury,Janet Yellen,1/26/21,Still in office,\n"
    "Biden,OMB Director,Shalanda Young,3/17/22,Still in office,\n"
    "Biden,Court Jester,Nobody Known,3/17/22,Still in office,\n"
    "Biden,Secretary of State,Antony Blinken,someday,Still in office,\n"
    "Trump,Attorney General,Reverse Order,2/28/19,1/20/18,\n"
)
WITH_AGENCY = (
    "president,position,appointee,start_date,end_date,agency,acting\n"
    'Obama,"Inspector General, Denali Commission",David Sheppard,5/28/14,,denali-commission,yes\n'
)
OWN = (
    "name,title,agency,start,end,acting\n"
    "Ada Marsh,Administrator,Environmental Protection Agency,2021-03-11,,yes\n"
    "Bo Field,Director,BIS,2020-01-01,2021-01-01,\n"
    "Cy Lost,Director,Bureau of Nothing,2020-01-01,,\n"
    ",Director,BIS,,,\n"
)


def test_the_cabinet_table_is_read() -> None:
    skipped: list[str] = []
    found = parse_officials(CABINET.encode(), skipped, agency_names={})
    assert [(one.name, one.title, one.agency, one.start, one.end) for one in found] == [
        (
            "Juanita Kreps",
            "Secretary of Commerce",
            "commerce-department",
            datetime.date(1977, 1, 23),
            datetime.date(1979, 10, 31),
        ),
        (
            "Wilbur Ross",
            "Secretary of Commerce",
            "commerce-department",
            datetime.date(2017, 2, 28),
            datetime.date(2021, 1, 20),
        ),
        # Still in office when the table was made, but no longer than her President.
        (
            "Janet Yellen",
            "Secretary of the Treasury",
            "treasury-department",
            datetime.date(2021, 1, 26),
            datetime.date(2025, 1, 20),
        ),
        (
            "Shalanda Young",
            "Director, Office of Management and Budget",
            "management-and-budget-office",
            datetime.date(2022, 3, 17),
            datetime.date(2025, 1, 20),
        ),
    ]
    assert len(skipped) == 3
    assert "Court Jester" in skipped[0]
    assert "someday" in skipped[1]


def test_who_stayed_under_the_next_president_held_one_post() -> None:
    table = (
        "president,position,appointee,start_date,end_date\n"
        "Bush 43,Secretary of Defense,Bob Gates,12/18/06,Obama admin\n"
        "Obama,Secretary of Defense,Bob Gates,Bush admin,6/30/11\n"
    )
    (found,) = parse_officials(table.encode(), [], agency_names={})
    assert (found.start, found.end) == (datetime.date(2006, 12, 18), datetime.date(2011, 6, 30))


def test_an_agency_column_says_it_for_other_posts() -> None:
    (found,) = parse_officials(WITH_AGENCY.encode(), [], agency_names={})
    assert (found.agency, found.acting, found.title) == (
        "denali-commission",
        True,
        "Inspector General, Denali Commission",
    )


def test_our_own_table_is_read_by_any_name_of_an_agency() -> None:
    skipped: list[str] = []
    names = {
        "environmental protection agency": "environmental-protection-agency",
        "bis": "industry-and-security-bureau",
    }
    found = parse_officials(OWN.encode(), skipped, agency_names=names)
    assert [(one.name, one.agency, one.acting, one.end) for one in found] == [
        ("Ada Marsh", "environmental-protection-agency", True, None),
        ("Bo Field", "industry-and-security-bureau", False, datetime.date(2021, 1, 1)),
    ]
    assert len(skipped) == 2


def test_presidents_follow_one_another() -> None:
    for one, following in itertools.pairwise(PRESIDENTS):
        assert one.end == following.start


@pytest.mark.django_db
def test_the_command_keeps_post_holders_once(tmp_path: Path) -> None:
    agencies.store(list(AGENCIES))
    file = tmp_path / "officials.csv"
    file.write_text(OWN)
    out, err = StringIO(), StringIO()
    call_command("import_officials", str(file), stdout=out, stderr=err)
    count = Official.objects.count()
    call_command("import_officials", str(file), stdout=StringIO(), stderr=StringIO())
    assert Official.objects.count() == count == len(PRESIDENTS) + 2
    assert f"Imported {count} post holders" in out.getvalue()
    assert "Bureau of Nothing" in err.getvalue()


@pytest.mark.django_db
def test_the_command_fails_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "officials.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="no table of post holders"):
        call_command("import_officials", str(file))
