"""Each kind of bad input from end to end: nothing half kept, logged once, shown on the pages, tried again."""

import datetime
import logging

import pytest
from django.urls import reverse
from misbehaving import body, client_of, half, hang_up, serving, stall, status

from tests.factories import NOW, make_agency, make_user
from tracker.models import AgencyAction, Role, RunState, SyncProblem, WindowState
from tracker.sources import sync
from tracker.sources.federal_register import INSPECTION, parse_document

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 2, 27)
SENT = {"document_number": "2026-1", "title": "Harbor lights", "publication_date": "2026-02-27", "type": "Rule"}
# Public inspection as the API's own code gives it: every field, in its order, with the values of made-up documents.
ON_INSPECTION = {
    "agencies": [
        {
            "raw_name": "HARBOR OFFICE",
            "name": "Harbor Office",
            "id": 900,
            "url": "https://www.federalregister.gov/agencies/harbor-office",
            "json_url": "https://www.federalregister.gov/api/v1/agencies/900",
            "slug": "harbor-office",
        },
        {"raw_name": "Office of the Pilot"},
    ],
    "agency_names": ["Harbor Office", "Office of the Pilot"],
    "docket_numbers": ["Docket No. USCG-2026-0007"],
    "document_number": "2026-04321",
    "filed_at": "2026-03-02T08:45:00.000-05:00",
    "editorial_note": None,
    "excerpts": None,
    "filing_type": "regular",
    "html_url": "https://www.federalregister.gov/public-inspection/2026-04321/harbor-lights",
    "json_url": "https://www.federalregister.gov/api/v1/public-inspection-documents/2026-04321.json",
    "raw_text_url": "https://www.federalregister.gov/public-inspection/raw_text/202/604/321.txt",
    "num_pages": 12,
    "page_views": {"count": 0, "last_updated": "2026-03-02 10:15:03 -0500"},
    "publication_date": "2026-03-03",
    "last_public_inspection_issue": "2026-03-02",
    "type": "Rule",
    "pdf_file_name": "2026-04321.pdf",
    "pdf_file_size": 251812,
    "pdf_updated_at": "2026-03-02T08:45:03.000-05:00",
    "pdf_url": "https://public-inspection.federalregister.gov/2026-04321.pdf?1772459103",
    "title": "Harbor lights",
    "toc_doc": "Harbor lights",
    "toc_subject": "Rules:",
    "subject_1": "Harbor lights",
    "subject_2": None,
    "subject_3": None,
}


def clock():
    return NOW


@pytest.fixture
def upstream():
    with serving() as server:
        yield server


def take(upstream, run=None, **settings):
    run = run or sync.start(DAY, DAY, now=NOW)
    with client_of(upstream, attempts=2, **settings) as api, sync.one_at_a_time():
        done = sync.carry_out(run, api, clock=clock)
    run.refresh_from_db()
    return run, done


def on_the_pages(client):
    """Return what the public's page of sources and the desk's say."""
    said = client.get(reverse("sources")).content.decode()
    client.force_login(make_user(Role.ADMIN))
    said += client.get(reverse("desk_sources")).content.decode()
    client.logout()
    return said


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (status(503), "it answered 503"),
        (status(429), "it answered 429"),
        (hang_up, "could not be reached"),
        (stall(1.0), "it was too slow"),
        (half, "could not be reached"),
        (body(b"<html>Down for repairs</html>"), "was not JSON"),
        (body(b'{"count": 1}'), "was not a page of documents"),
    ],
    ids=["down", "busy", "gone", "slow", "half", "malformed", "no page"],
)  # fmt: skip
def test_what_upstream_does_is_said_once_shown_and_tried_again(upstream, client, caplog, fault, why):
    upstream.add("2026-1", "2026-02-27")
    with caplog.at_level(logging.WARNING, logger="tracker.sources"):
        for _ in range(2):
            upstream.faults = [fault, fault]
            run, _ = take(upstream, timeout=0.3)
            assert (run.state, run.windows.get().state) == (RunState.INCOMPLETE, WindowState.FAILED)
    assert AgencyAction.objects.count() == 0
    problem = SyncProblem.objects.get()
    assert why in problem.sentence
    assert (problem.times, [record.getMessage() for record in caplog.records]) == (2, [problem.sentence])
    assert why in on_the_pages(client)
    upstream.faults = []
    run, done = take(upstream, run)
    assert (run.state, done.added) == (RunState.FINISHED, 1)
    problem.refresh_from_db()
    assert problem.solved_at is not None
    assert why not in client.get(reverse("sources")).content.decode()


def test_a_number_that_comes_twice_is_one_record_whichever_page_it_stands_on(upstream):
    upstream.fill("2026-02-27", days=1, a_day=1000)
    again = dict(upstream.documents[0])
    upstream.documents.append(again | {"title": "As corrected on the second page"})
    run, done = take(upstream)
    assert (run.state, done.added, done.changed) == (RunState.FINISHED, 1000, 1)
    number = again["document_number"]
    assert AgencyAction.objects.get(document_number=number).title == "As corrected on the second page"
    assert AgencyAction.objects.count() == 1000


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("publication_date", "published_date"),
        ("effective_on", "effective_date"),
        ("comments_close_on", "comments_close_date"),
        ("signing_date", "signed_date"),
    ],
)
def test_a_date_that_is_missing_is_no_date(name, field):
    without = {key: value for key, value in SENT.items() if key != name}
    assert [getattr(parse_document(raw), field) for raw in (without, SENT | {name: None}, SENT | {name: ""})] == [
        None
    ] * 3


def test_a_document_without_any_date_is_kept_and_shown(upstream, client):
    upstream.on_inspection = [{**ON_INSPECTION, "publication_date": None, "filed_at": None}]
    with client_of(upstream) as api:
        run, _ = sync.look_at_inspection(api, clock=clock)
    action = AgencyAction.objects.get()
    assert (run.state, action.published_date) == (RunState.FINISHED, None)
    assert client.get(action.get_absolute_url()).status_code == 200
    assert client.get(reverse("action_list")).status_code == 200


def test_an_agency_that_nobody_knows_is_said_and_the_document_kept(upstream, client, caplog):
    known = make_agency("pilot-office", name="Office of the Pilot")
    upstream.add("2026-1", "2026-02-27", agencies=[{"raw_name": "OFFICE OF THE PILOT"}])
    upstream.add("2026-2", "2026-02-27", agencies=[{"raw_name": "Office of Lost Anchors"}])
    upstream.add("2026-3", "2026-02-27", agencies=[{"id": 900, "slug": "harbor-office", "name": "Harbor Office"},
                                                   {"raw_name": "Office of the Secretary"}])  # fmt: skip
    with caplog.at_level(logging.WARNING, logger="tracker.sources"):
        for _ in range(2):
            take(upstream)
    named = {
        each.document_number: [agency.slug for agency in each.agencies.all()] for each in AgencyAction.objects.all()
    }
    assert named == {"2026-1": [known.slug], "2026-2": [], "2026-3": ["harbor-office"]}
    said = "An agency Office of Lost Anchors is named, which is not known here"
    assert [record.getMessage()[: len(said)] for record in caplog.records] == [said]
    assert said in on_the_pages(client)


def test_an_entry_of_the_inspection_list_is_read_as_the_api_writes_it():
    record = parse_document({**ON_INSPECTION, INSPECTION: True})
    assert (record.document_number, record.title, record.kind) == ("2026-04321", "Harbor lights", "rule")
    assert (record.filed_date, record.published_date) == (datetime.date(2026, 3, 2), datetime.date(2026, 3, 3))
    assert (record.dockets, record.awaits_publication) == (("USCG-2026-0007",), True)
    assert [(each.slug, each.federal_register_id) for each in record.agencies] == [("harbor-office", 900)]
    assert record.html_url == ON_INSPECTION["html_url"]
    assert record.raw_text_url == ON_INSPECTION["raw_text_url"]


@pytest.mark.parametrize(
    ("filed_at", "day"),
    [
        ("2026-03-02T16:15:00.000-05:00", datetime.date(2026, 3, 2)),
        ("2026-03-03T02:30:00Z", datetime.date(2026, 3, 2)),
        ("2026-03-02", datetime.date(2026, 3, 2)),
        (None, None),
    ],
)
def test_the_day_of_filing_is_washingtons(filed_at, day):
    assert parse_document({**ON_INSPECTION, INSPECTION: True, "filed_at": filed_at}).filed_date == day


def test_an_entry_without_a_title_has_what_the_table_of_contents_says():
    raw = {**ON_INSPECTION, INSPECTION: True, "title": "", "toc_subject": "Harbor Safety:", "toc_doc": "Lamps at Night"}
    assert parse_document(raw).title == "Harbor Safety: Lamps at Night"


def test_a_notice_of_a_meeting_under_the_sunshine_act_is_a_notice():
    assert parse_document({**SENT, "type": "Sunshine Act Document"}).kind == "notice"
