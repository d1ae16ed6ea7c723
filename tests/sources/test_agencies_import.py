"""The Federal Register's list of agencies: read and kept with parents and names."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tracker.models import Agency, AgencyName
from tracker.sources.agencies import load, read_agencies
from tracker.sources.fetch import SourceUnavailable

LIST = [
    {"id": 54, "name": "Commerce Department", "short_name": "DOC", "slug": "commerce-department", "parent_id": None},
    {
        "id": 241,
        "name": "Industry and Security Bureau",
        "short_name": "BIS",
        "slug": "industry-and-security-bureau",
        "parent_id": 54,
    },
    {"id": 9, "name": "", "slug": "nameless"},
    "not an agency",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "agencies.json"
    path.write_text(json.dumps(LIST))
    return path


def test_the_list_is_read_and_what_is_malformed_told(file: Path) -> None:
    agencies, skipped = read_agencies(file)
    assert [(one.slug, one.parent, one.federal_register_id) for one in agencies] == [
        ("commerce-department", "", 54),
        ("industry-and-security-bureau", "commerce-department", 241),
    ]
    assert len(skipped) == 2


@pytest.mark.parametrize("content", ["", "[]", "{}", "<html>", '{"errors": "no"}'])
def test_what_is_no_list_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "agencies.json"
    path.write_text(content)
    with pytest.raises(SourceUnavailable):
        read_agencies(path)


@pytest.mark.django_db
def test_agencies_are_kept_with_parents_and_names(file: Path) -> None:
    done = load(file)
    assert done.agencies == 2
    assert Agency.objects.get(slug="industry-and-security-bureau").parent == Agency.objects.get(
        slug="commerce-department"
    )
    for name in ("bureau of industry and security", "bis", "industry and security bureau"):
        assert AgencyName.objects.get(folded=name).agency.slug == "industry-and-security-bureau"
    assert AgencyName.objects.get(folded="us department of commerce").agency.slug == "commerce-department"
    names = AgencyName.objects.count()
    assert load(file).new_names == 0
    assert (Agency.objects.count(), AgencyName.objects.count()) == (2, names)


@pytest.mark.django_db
def test_an_agency_that_was_made_by_hand_is_taken_over(file: Path) -> None:
    Agency.objects.create(slug="commerce-department", name="Commerce")
    load(file)
    assert Agency.objects.get(slug="commerce-department").federal_register_id == 54


@pytest.mark.django_db
def test_the_command_says_what_it_did(file: Path) -> None:
    out = StringIO()
    call_command("import_agencies", str(file), stdout=out, stderr=StringIO())
    assert "Imported 2 agencies" in out.getvalue()


def test_the_command_fails_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_agencies", str(tmp_path / "nowhere.json"))
