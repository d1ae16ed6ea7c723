"""What a document of the Federal Register becomes, from files and from the API, whatever it looks like."""

import datetime
import gzip
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import NOW, make_action, make_agency
from tracker.models import ActionKind, Agency, AgencyAction
from tracker.reading.dockets import docket_numbers
from tracker.samples import SAMPLES
from tracker.sources import federal_register_store
from tracker.sources.federal_register import Malformed, documents_in, parse_document
from tracker.sources.federal_register_store import store_documents

DOCUMENT = {
    "document_number": "2020-13093",
    "title": "Release of “Technology”  to Certain\nEntities",
    "type": "Rule",
    "action": "Interim final rule.",
    "abstract": "Authorizes the release.",
    "citation": "85 FR 36719",
    "docket_ids": ["Docket No. 200609-0154", "DOCKET #: BIS-2020-0017"],
    "dockets": [{"id": "BIS-2020-0017"}],
    "regulation_id_numbers": ["0694-AI06"],
    "cfr_references": [{"title": 15, "part": 744}, {"title": 15, "part": None}],
    "publication_date": "2020-06-18",
    "effective_on": "2020-06-18",
    "comments_close_on": None,
    "correction_of": None,
    "html_url": "https://www.federalregister.gov/d/2020-13093",
    "pdf_url": "javascript:alert(1)",
    "agencies": [
        {"id": 54, "slug": "commerce-department", "name": "Commerce Department", "parent_id": None},
        {"id": 241, "slug": "industry-and-security-bureau", "name": "Industry and Security Bureau", "parent_id": 54},
        {"raw_name": "Office of the Secretary"},
    ],
}


def document(**changes):
    return DOCUMENT | changes


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("DOCKET #: RBS-23-BUSINESS-0024", ("RBS-23-BUSINESS-0024",)),
        ("Docket No. 200609-0154", ("200609-0154",)),
        ("Docket No. EPA–HQ–OPP–2003–0132; FRL–7728–2", ("EPA-HQ-OPP-2003-0132",)),
        ("MC2024-136 and CP2024-142", ("MC2024-136", "CP2024-142")),
        ("WC Docket No. 18-336", ("WC 18-336",)),
        ("Internal Agency Docket No. FEMA-4751-DR", ("FEMA-4751-DR",)),
        ("Docket No. 23-CRB-0017-AU (RFC Media)", ("23-CRB-0017-AU",)),
        ("bis-2020-0017", ("BIS-2020-0017",)),
        ("Sequence No. 1", ()),
        ("", ()),
    ],
)
def test_dockets_lose_their_labels(printed, numbers):
    assert docket_numbers(printed) == numbers


def test_a_case_of_acquisition_in_the_title_is_a_docket():
    title = "Federal Acquisition Regulation: FAR Case 2007–006, Contractor Ethics"
    given = parse_document(document(title=title, docket_ids=["FAR Case 2007-006", "Sequence 1"], dockets=[]))
    assert given.dockets == ("FAR 2007-006",)
    assert parse_document(document(title=title)).dockets == ("200609-0154", "BIS-2020-0017", "FAR 2007-006")


def test_a_document_is_read():
    record = parse_document(document())
    assert (record.document_number, record.citation, record.kind) == ("2020-13093", "85 FR 36719", ActionKind.RULE)
    assert record.title == "Release of “Technology” to Certain Entities"
    assert record.dockets == ("200609-0154", "BIS-2020-0017")
    assert record.cfr_parts == ("15 CFR 744",)
    assert record.published_date == datetime.date(2020, 6, 18)
    assert record.comments_close_date is None
    assert record.pdf_url == ""
    assert [agency.slug for agency in record.agencies] == ["commerce-department", "industry-and-security-bureau"]


def test_a_correction_names_what_it_corrects():
    address = "https://www.federalregister.gov/api/v1/documents/2020-13093?publication_date=2020-06-18"
    assert parse_document(document(document_number="C1-2020-13093", correction_of=address)).corrects == "2020-13093"


def test_what_presidents_sign_has_its_day_number_and_kind():
    record = parse_document(
        document(
            type="Presidential Document",
            subtype="Executive Order",
            executive_order_number=14028,
            presidential_document_number="14028",
            signing_date="2021-05-12",
            end_page=26647,
        )
    )
    assert (record.subtype, record.order_number, record.end_page) == ("Executive Order", "14028", 26647)
    assert (record.signed_date, record.filed_date) == (datetime.date(2021, 5, 12), None)


@pytest.mark.parametrize(
    ("put_up", "filed"),
    [
        ("1592397912", datetime.date(2020, 6, 17)),  # 17 June 2020, 08:45 in Washington
        ("1592440000", datetime.date(2020, 6, 17)),  # 00:26 UTC of the 18th
        ("1703857512", None),  # years after it was published
        ("1480000000", None),  # years before
        ("15923979", None),
    ],
)
def test_the_day_of_filing_is_when_its_pdf_was_put_up(put_up, filed):
    address = f"https://public-inspection.federalregister.gov/2020-13093.pdf?{put_up}"
    assert parse_document(document(public_inspection_pdf_url=address)).filed_date == filed


def test_corrections_are_named_and_none_corrects_itself():
    base = "https://www.federalregister.gov/api/v1/documents/"
    record = parse_document(
        document(correction_of=f"{base}2020-13093", corrections=[f"{base}C1-2020-13093", f"{base}R1-2020-13093", 3])
    )
    assert (record.corrects, record.corrected_by) == ("", ("C1-2020-13093", "R1-2020-13093"))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (None, "not an object"),
        ("2020-13093", "not an object"),
        ({}, "no document number"),
        (document(document_number=None), "no document number"),
        (document(title=" "), "has no title"),
        (document(publication_date="18 June"), "not a date"),
        (document(effective_on=20), "not a date"),
    ],
)
def test_a_malformed_document_is_refused_with_a_reason(raw, why):
    with pytest.raises(Malformed, match=why):
        parse_document(raw)


def test_odd_values_are_survived():
    record = parse_document(
        document(type="Something new", agencies=None, docket_ids="x", cfr_references=[3], dockets=[{}], abstract=None)
    )
    assert (record.kind, record.agencies, record.dockets, record.cfr_parts) == (ActionKind.OTHER, (), (), ())


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (json.dumps({"count": 2, "results": [DOCUMENT, DOCUMENT]}), 2),
        (json.dumps([{"results": [DOCUMENT]}, {"results": [DOCUMENT]}]), 2),
        (json.dumps([DOCUMENT]), 1),
        (json.dumps(DOCUMENT), 1),
        (json.dumps(DOCUMENT) + "\n" + json.dumps({"results": [DOCUMENT]}) + "\n{broken\n", 3),
        (json.dumps({"results": "none"}), 1),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_files_come_in_many_forms(tmp_path, content, count, packed):
    path = tmp_path / "documents"
    path.write_bytes(gzip.compress(content.encode()) if packed else content.encode())
    assert len(list(documents_in(path))) == count


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff\xfe\x00", b"\x1f\x8bnot gzip"])
def test_a_file_that_is_none_is_refused(tmp_path, content):
    path = tmp_path / "documents.json"
    path.write_bytes(content)
    with pytest.raises(Malformed):
        list(documents_in(path))


@pytest.mark.django_db
def test_documents_are_stored_once_and_kept_up():
    commerce = make_agency("commerce-department", federal_register_id=54)
    done = store_documents([document(), {"title": "x"}], now=NOW)
    assert (done.added, done.changed, done.unchanged, len(done.skipped)) == (1, 0, 0, 1)
    action = AgencyAction.objects.get()
    bureau = Agency.objects.get(slug="industry-and-security-bureau")
    assert (bureau.parent, bureau.federal_register_id, done.agencies_added) == (commerce, 241, [bureau.slug])
    assert set(action.agencies.all()) == {commerce, bureau}
    # The same again changes nothing but when it was seen.
    later = NOW + datetime.timedelta(days=1)
    done = store_documents([document()], now=later)
    assert (done.added, done.changed, done.unchanged, done.changed_ids) == (0, 0, 1, [])
    action.refresh_from_db()
    assert action.synced_at == later
    # A changed one keeps its number, its text and what points at it.
    AgencyAction.objects.update(text="The full text.")
    done = store_documents([document(title="Another title", agencies=DOCUMENT["agencies"][:1])], now=later)
    assert (done.changed, done.changed_ids) == (1, [action.pk])
    action = AgencyAction.objects.get()
    assert (action.title, action.text, list(action.agencies.all())) == ("Another title", "The full text.", [commerce])


@pytest.mark.django_db
def test_of_two_with_one_number_the_later_counts():
    done = store_documents([document(title="First"), document(title="Second")], now=NOW)
    assert (done.added, AgencyAction.objects.get().title) == (1, "Second")


@pytest.mark.django_db
def test_an_agency_is_found_by_its_number_when_its_slug_changed():
    old = make_agency("commerce-department-of-old", federal_register_id=54)
    store_documents([document(agencies=DOCUMENT["agencies"][:1])], now=NOW)
    assert list(AgencyAction.objects.get().agencies.all()) == [old]


@pytest.mark.django_db
def test_a_page_is_stored_whole_or_not_at_all(monkeypatch):
    monkeypatch.setattr(federal_register_store, "PAGE", 2)
    link, calls = federal_register_store._link, []

    def fails_the_second_time(cursor, pairs):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("the database went away")
        link(cursor, pairs)

    monkeypatch.setattr(federal_register_store, "_link", fails_the_second_time)
    done = federal_register_store.Stored()
    with pytest.raises(RuntimeError):
        store_documents(
            [document(document_number=f"2020-{number}") for number in range(10001, 10005)], now=NOW, stored=done
        )
    assert sorted(AgencyAction.objects.values_list("document_number", flat=True)) == ["2020-10001", "2020-10002"]
    # What is counted is what is kept.
    assert (done.added, len(done.changed_ids)) == (2, 2)


@pytest.mark.django_db
def test_a_table_of_rules_fills_gaps_and_overwrites_nothing(tmp_path):
    bureau = make_agency("industry-and-security-bureau", short_name="BIS")
    kept = make_action(document_number="2020-13093", title="The title of the API", dockets=["200609-0154"])
    path = tmp_path / "rules.tsv"
    columns = (
        "document_id agency_id docket_id document_type subtype fr_doc_num posted_date "
        "comment_start comment_end withdrawn title"
    )
    rows = [
        [
            "BIS-2020-0017-0001",
            "BIS",
            "BIS-2020-0017",
            "Rule",
            "",
            "2020-13093",
            "2020-06-18",
            "",
            "",
            "False",
            "Short title",
        ],
        [
            "BIS-2020-0001-0029",
            "XYZ",
            "BIS-2020-0001",
            "Rule",
            "",
            "",
            "2020-08-20",
            "",
            "",
            "False",
            '"A title\nin two lines"',
        ],
    ]
    path.write_text("\n".join("\t".join(row) for row in [columns.split(), *rows]) + "\n")
    done = store_documents(documents_in(path), now=NOW)
    assert (done.added, done.changed, done.skipped, done.agencies_unknown) == (1, 1, [], {"XYZ"})
    kept.refresh_from_db()
    assert kept.title == "The title of the API"
    assert kept.dockets == ["200609-0154", "BIS-2020-0017"]
    assert list(kept.agencies.all()) == [bureau]
    other = AgencyAction.objects.exclude(pk=kept.pk).get()
    assert (other.document_number, other.title, other.source) == (
        "BIS-2020-0001-0029",
        "A title in two lines",
        "Regulations.gov",
    )
    assert store_documents(documents_in(path), now=NOW).unchanged == 2


@pytest.mark.django_db
def test_the_command_takes_files_and_reports(tmp_path, capsys):
    path = tmp_path / "documents.json"
    path.write_text(json.dumps({"results": [DOCUMENT, {"document_number": "2020-1"}]}))
    call_command("import_federal_register", str(path), str(SAMPLES / "federal_register.json"))
    said = capsys.readouterr()
    assert "Document 2020-1 has no title." in said.err
    assert "1 left out" in said.out
    assert AgencyAction.objects.filter(citation="84 FR 22961").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["x.json", "--since", "2020-01-01"],
        ["--since", "June"],
        ["--since", "2020-02-01", "--until", "2020-01-01"],
        ["/nowhere.json"],
    ],
)
def test_the_command_refuses_in_a_sentence(arguments):
    with pytest.raises(CommandError):
        call_command("import_federal_register", *arguments)


@pytest.mark.django_db
def test_a_real_page_of_the_api_is_stored():
    folder = Path(os.environ.get("LETTERBOOK_REAL_DATA") or Path(__file__).resolve().parents[3] / "shared")
    path = folder / "data" / "federal_register" / "documents-2024-01.json.gz"
    if not path.exists():
        pytest.skip("The real page of the Federal Register's API is not here; LETTERBOOK_REAL_DATA names its folder.")
    done = store_documents(documents_in(path), now=NOW)
    assert (done.added, done.skipped) == (1000, [])
    correction = AgencyAction.objects.get(document_number="C1-2023-27742")
    assert correction.corrects == "2023-27742"
    assert correction.original().document_number == "C1-2023-27742"  # What it corrects is of 2023, and not here.
    assert not AgencyAction.objects.filter(filed_date=None).exists()
    assert AgencyAction.objects.get(document_number="2023-28935").kind_label == "Proclamation"
    assert AgencyAction.objects.get(document_number="2023-26792").pages == "89 FR 43–48"
    assert AgencyAction.objects.filter(dockets__contains=["RBS-23-BUSINESS-0024"]).exists()
    assert not AgencyAction.objects.filter(agencies=None).exclude(kind=ActionKind.PRESIDENTIAL_DOCUMENT).exists()
    assert store_documents(documents_in(path), now=NOW).unchanged == 1000
