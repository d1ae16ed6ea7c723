"""Syncs: windows, what breaks off, what is taken up again, and how far the archive says that it has looked."""

import datetime
import logging

import pytest
from django.db import connections
from misbehaving import body, client_of, serving, status

from tests.factories import NOW, make_action, make_agency
from tracker.models import (
    ActionVersion,
    ActionWaiting,
    AgencyAction,
    Feed,
    RunState,
    SyncProblem,
    SyncRun,
    SyncWindow,
    WindowState,
)
from tracker.sources import sync
from tracker.sources.synced import Span, gaps, spans, synced_to

pytestmark = pytest.mark.django_db

D = datetime.date


def clock():
    """Time goes on by a second each time that it is looked at."""
    clock.now += datetime.timedelta(seconds=1)
    return clock.now


@pytest.fixture(autouse=True)
def _reset_clock():
    clock.now = NOW


@pytest.fixture
def upstream():
    with serving() as server:
        yield server


def take(upstream, since, until, **fields):
    run = sync.start(since, until, now=NOW, **fields)
    return carry_on(run, upstream), run


def carry_on(run, upstream, **options):
    with client_of(upstream, attempts=2) as api, sync.one_at_a_time():
        return sync.carry_out(run, api, clock=clock, **options)


def states(run):
    return [(window.start, window.end, window.state) for window in run.windows.all()]


def test_old_days_go_by_months_and_recent_ones_alone():
    run = sync.start(D(2025, 12, 20), D(2026, 3, 2), now=NOW)
    found = [(window.start, window.end) for window in run.windows.all()]
    assert found[:3] == [
        (D(2025, 12, 20), D(2025, 12, 31)),
        (D(2026, 1, 1), D(2026, 1, 31)),
        (D(2026, 2, 1), D(2026, 2, 15)),
    ]
    assert found[3:] == [(day, day) for day in (D(2026, 2, 16) + datetime.timedelta(days=n) for n in range(15))]


def test_a_run_is_carried_out_and_counted(upstream):
    upstream.fill("2024-01-30", days=4, a_day=3)
    done, run = take(upstream, D(2024, 1, 30), D(2024, 2, 2))
    assert (done.added, len(done.changed_ids)) == (12, 12)
    run.refresh_from_db()
    assert (run.state, run.added, run.sentence) == (RunState.FINISHED, 12, "")
    assert run.finished_at >= run.heartbeat_at >= run.started_at > NOW
    assert [(window.expected, window.added) for window in run.windows.all()] == [(6, 6), (6, 6)]
    # The same again adds and changes nothing.
    again, _ = take(upstream, D(2024, 1, 30), D(2024, 2, 2))
    assert (again.added, again.changed, again.unchanged, again.changed_ids) == (0, 0, 12, [])
    assert AgencyAction.objects.count() == 12
    assert ActionVersion.objects.count() == 0


def test_a_window_beyond_the_cap_is_halved_until_it_fits(upstream):
    upstream.fill("2024-01-01", days=31, a_day=400)
    done, run = take(upstream, D(2024, 1, 1), D(2024, 1, 31))
    assert done.added == 31 * 400
    assert [window.end for window in run.windows.all()] == [D(2024, 1, 16), D(2024, 1, 31)]
    assert spans() == [Span(D(2024, 1, 1), D(2024, 1, 31))]


def test_a_day_beyond_the_cap_is_said_and_stops_nothing(upstream):
    upstream.fill("2024-01-01", days=1, a_day=10_050)
    upstream.fill("2024-01-02", days=1, a_day=2)
    done, run = take(upstream, D(2024, 1, 1), D(2024, 1, 2))
    assert done.added == 2
    assert states(run) == [
        (D(2024, 1, 1), D(2024, 1, 1), WindowState.FAILED),
        (D(2024, 1, 2), D(2024, 1, 2), WindowState.DONE),
    ]
    run.refresh_from_db()
    assert run.state == RunState.INCOMPLETE
    assert "more than it can give" in run.sentence


def test_what_failed_is_taken_up_by_the_next_and_the_problem_is_solved(upstream):
    upstream.fill("2026-02-20", days=11, a_day=1)
    upstream.faults = [None, None, status(500), status(500)]
    _, run = take(upstream, D(2026, 2, 20), D(2026, 3, 2))
    assert gaps() == [Span(D(2026, 2, 22), D(2026, 2, 22))]
    assert synced_to() == D(2026, 2, 21)
    problem = SyncProblem.objects.get()
    assert (problem.key, problem.solved_at) == ("window 2026-02-22 2026-02-22", None)
    assert "it answered 500" in problem.sentence
    later = NOW + datetime.timedelta(days=1)
    run = sync.daily(now=later, until=D(2026, 3, 3))
    assert (run.since, run.until) == (D(2026, 2, 14), D(2026, 3, 3))
    carry_on(run, upstream)
    assert gaps() == []
    assert synced_to() == D(2026, 3, 3)
    problem.refresh_from_db()
    assert problem.solved_at is not None


def test_an_old_gap_is_taken_up_by_the_day(upstream):
    upstream.faults = [status(500), status(500)]
    take(upstream, D(2020, 1, 5), D(2020, 1, 20))
    take(upstream, D(2026, 2, 20), D(2026, 3, 1))
    # A letter of this year is not touched by a gap six years ago; what is said of all is.
    assert synced_to(since=D(2026, 1, 1)) == D(2026, 3, 1)
    assert synced_to() is None
    run = sync.daily(now=NOW, until=D(2026, 3, 2))
    assert (D(2020, 1, 5), D(2020, 1, 20)) in [(window.start, window.end) for window in run.windows.all()]
    carry_on(run, upstream)
    assert synced_to() == D(2026, 3, 2)


def test_the_first_day_looks_back_a_month_and_later_ones_a_week(upstream):
    run = sync.daily(now=NOW, until=D(2026, 3, 2))
    assert (run.since, run.until) == (D(2026, 1, 31), D(2026, 3, 2))
    carry_on(run, upstream)
    assert sync.daily(now=NOW, until=D(2026, 3, 3)).since == D(2026, 2, 23)


def test_when_the_api_is_down_the_rest_waits(upstream):
    upstream.faults = [status(503)] * 100
    _, run = take(upstream, D(2026, 2, 20), D(2026, 3, 1))
    assert [state for *_, state in states(run)] == [WindowState.FAILED] * 3 + [WindowState.WAITING] * 7
    run.refresh_from_db()
    assert run.sentence.endswith("9 more spans of days wait.")
    assert synced_to() is None
    assert sync.to_resume() == run
    upstream.faults = []
    carry_on(run, upstream)
    run.refresh_from_db()
    assert (run.state, run.sentence) == (RunState.FINISHED, "")
    assert sync.to_resume() is None


def test_fewer_documents_than_were_counted_leave_the_window_open(upstream):
    one = upstream.add("2024-1", "2024-01-02")
    upstream.faults = [
        body(f'{{"count": 2, "results": [{{"document_number": "2024-1", "title": "{one["title"]}"}}]}}'.encode())
    ]
    _, run = take(upstream, D(2024, 1, 2), D(2024, 1, 2))
    run.refresh_from_db()
    assert run.state == RunState.INCOMPLETE
    assert "January 2, 2024: The Federal Register counted 2 documents and gave 1." in run.sentence
    assert AgencyAction.objects.count() == 1
    carry_on(run, upstream)
    assert synced_to() == D(2024, 1, 2)


class Killed(BaseException):
    pass


def test_a_worker_that_dies_leaves_what_it_had_and_the_next_goes_on(upstream):
    upstream.fill("2026-02-25", days=4, a_day=2)

    def dies(run, window, page):
        if window.start == D(2026, 2, 27):
            raise Killed

    run = sync.start(D(2026, 2, 25), D(2026, 2, 28), now=NOW)
    with pytest.raises(Killed):
        carry_on(run, upstream, on_step=dies)
    run.refresh_from_db()
    assert run.state == RunState.RUNNING
    assert synced_to() == D(2026, 2, 26)
    with client_of(upstream) as api, sync.one_at_a_time():
        run.refresh_from_db()
        assert run.state == RunState.BROKEN_OFF
        assert "broke off" in run.sentence
        # What it had stored waits to be looked through, for the list of what waits is written with it.
        assert ActionWaiting.objects.count() == AgencyAction.objects.count() == 6
        resumed = sync.to_resume()
        sync.carry_out(resumed, api, clock=clock)
    assert resumed == run
    assert synced_to() == D(2026, 2, 28)
    days = [query["conditions[publication_date][gte]"][0] for _, query in upstream.asked]
    assert days == ["2026-02-25", "2026-02-26", "2026-02-27", "2026-02-27", "2026-02-28"]


@pytest.mark.django_db(transaction=True)
def test_one_sync_runs_at_a_time():
    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [sync._LOCK])
            with pytest.raises(sync.Busy, match="Another sync is running"), sync.one_at_a_time():
                pytest.fail("Two at once")
            cursor.execute("SELECT pg_advisory_unlock(%s)", [sync._LOCK])
            with sync.one_at_a_time():
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [sync._LOCK])
                assert cursor.fetchone() == (False,)
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [sync._LOCK])
            assert cursor.fetchone() == (True,)
    finally:
        other.close()


def test_what_has_not_changed_is_not_asked_for_again_unless_told(upstream):
    upstream.etags = True
    upstream.fill("2026-02-27", days=1, a_day=2)
    take(upstream, D(2026, 2, 27), D(2026, 2, 27))
    done, run = take(upstream, D(2026, 2, 27), D(2026, 2, 27))
    assert upstream.answered == [200, 304]
    assert (done.unchanged, run.windows.get().state) == (0, WindowState.DONE)
    run = sync.start(D(2026, 2, 27), D(2026, 2, 27), now=NOW)
    assert carry_on(run, upstream, fresh=True).unchanged == 2


def test_a_page_with_a_bad_document_is_not_remembered_as_had(upstream):
    upstream.etags = True
    upstream.add("2024-1", "2024-01-02", title=None)
    take(upstream, D(2024, 1, 2), D(2024, 1, 2))
    take(upstream, D(2024, 1, 2), D(2024, 1, 2))
    assert upstream.answered == [200, 200]


def test_a_problem_is_logged_once_and_counted(upstream, caplog):
    bad = upstream.add("2024-1", "2024-01-02", title=None)
    upstream.add("2024-2", "2024-01-02")
    with caplog.at_level(logging.WARNING, logger="tracker.sources"):
        for _ in range(3):
            _, run = take(upstream, D(2024, 1, 2), D(2024, 1, 2))
    assert [record.getMessage() for record in caplog.records] == ["Document 2024-1 has no title."]
    problem = SyncProblem.objects.get()
    assert (problem.key, problem.times, problem.solved_at) == ("document 2024-1", 3, None)
    run.refresh_from_db()
    assert (run.state, run.skipped, run.unchanged) == (RunState.FINISHED, 1, 1)
    bad["title"] = "It has one now"
    take(upstream, D(2024, 1, 2), D(2024, 1, 2))
    problem.refresh_from_db()
    assert problem.solved_at is not None
    # When it comes back it is said again.
    bad["title"] = None
    with caplog.at_level(logging.WARNING, logger="tracker.sources"):
        take(upstream, D(2024, 1, 2), D(2024, 1, 2))
    problem.refresh_from_db()
    assert (problem.solved_at, len(caplog.records)) == (None, 2)


def test_one_agency_or_one_kind_fills_no_gap_of_all(upstream):
    harbor, coast = make_agency("harbor-office"), make_agency("coast-survey")
    take(upstream, D(2024, 1, 1), D(2024, 1, 31), agency="harbor-office")
    take(upstream, D(2024, 1, 1), D(2024, 2, 20), kinds=["rule"])
    assert synced_to() is None
    assert synced_to([harbor]) == D(2024, 1, 31)
    assert synced_to([harbor, coast]) is None
    take(upstream, D(2023, 12, 1), D(2024, 1, 15))
    assert synced_to() == synced_to([coast]) == synced_to([]) == D(2024, 1, 15)
    assert synced_to([harbor, coast]) == D(2024, 1, 15)
    assert synced_to([harbor]) == D(2024, 1, 31)


def test_what_is_on_inspection_becomes_the_published_document(upstream):
    entry = {
        "document_number": "2026-04321",
        "title": "Harbor lights",
        "type": "Rule",
        "filed_at": "2026-03-02T08:45:00.000-05:00",
        "publication_date": "2026-03-03",
        "docket_numbers": ["Docket No. USCG-2026-0007"],
        "agencies": [{"id": 900, "slug": "harbor-office", "name": "Harbor Office"}],
        "pdf_url": "https://public-inspection.federalregister.gov/2026-04321.pdf",
    }
    upstream.on_inspection = [entry, {"title": "No number"}]
    with client_of(upstream) as api:
        run, _ = sync.look_at_inspection(api, clock=clock)
        assert (run.state, run.added, run.skipped) == (RunState.FINISHED, 1, 1)
        sync.look_at_inspection(api, clock=clock)
        action = AgencyAction.objects.get()
        assert (action.awaits_publication, action.filed_date) == (True, D(2026, 3, 2))
        assert action.dockets == ["USCG-2026-0007"]
        # It is put off by a day while it waits.
        upstream.on_inspection = [entry | {"publication_date": "2026-03-04"}]
        sync.look_at_inspection(api, clock=clock)
        action.refresh_from_db()
        assert action.published_date == D(2026, 3, 4)
        upstream.add(
            "2026-04321",
            "2026-03-04",
            title="Harbor Lights; Final Rule",
            citation="91 FR 9",
            docket_ids=["USCG-2026-0007"],
        )
        take(upstream, D(2026, 3, 4), D(2026, 3, 4))
        # The list still has it: print stands.
        sync.look_at_inspection(api, clock=clock)
    action = AgencyAction.objects.get()
    assert (action.awaits_publication, action.title, action.citation) == (False, "Harbor Lights; Final Rule", "91 FR 9")
    assert action.filed_date == D(2026, 3, 2)
    assert [agency.slug for agency in action.agencies.all()] == ["harbor-office"]
    before = action.versions.latest("pk").before
    assert before["awaits_publication"] is True
    assert before["title"] == "Harbor lights"


def test_a_changed_record_keeps_what_it_said(upstream):
    document = upstream.add("2024-1", "2024-01-02", comments_close_on="2024-02-01")
    take(upstream, D(2024, 1, 2), D(2024, 1, 2))
    document |= {
        "comments_close_on": "2024-03-01",
        "agencies": [{"id": 901, "slug": "coast-survey", "name": "Coast Survey"}],
    }
    done, _ = take(upstream, D(2024, 1, 2), D(2024, 1, 2))
    action = AgencyAction.objects.get()
    assert done.changed_ids == [action.pk]
    version = action.versions.get()
    assert version.before == {"comments_close_date": "2024-02-01", "agencies": ["harbor-office"]}
    assert (version.source, action.comments_close_date) == ("Federal Register", D(2024, 3, 1))


def test_a_number_that_was_given_twice_keeps_both_documents(upstream):
    upstream.add("96-1234", "1996-03-01", title="Bridges")
    upstream.add("96-1234", "1996-12-20", title="Ferries")
    for _ in range(2):
        done, _ = take(upstream, D(1996, 1, 1), D(1996, 12, 31))
    assert dict(AgencyAction.objects.values_list("document_number", "title")) == {
        "96-1234": "Bridges",
        "96-1234 (1996-12-20)": "Ferries",
    }
    assert (done.added, done.changed, ActionVersion.objects.count()) == (0, 0, 0)
    assert "was given to two documents" in SyncProblem.objects.get().sentence


def test_a_correction_of_a_correction_leads_to_the_first():
    make_action(document_number="2024-1")
    make_action(document_number="C1-2024-1", corrects="2024-1")
    last = make_action(document_number="C2-2024-1", corrects="C1-2024-1")
    assert last.original().document_number == "2024-1"
    assert last.kind_label == "Correction of a rule"
    lost = make_action(document_number="C1-2023-9", corrects="2023-9")
    assert lost.original() == lost
    # Upstream may say that two correct each other.
    AgencyAction.objects.filter(document_number="2024-1").update(corrects="C2-2024-1")
    assert last.original().document_number == "2024-1"


def test_inspection_that_cannot_be_had_says_so(upstream):
    upstream.faults = [status(500)] * 2
    with client_of(upstream, attempts=2) as api:
        run, _ = sync.look_at_inspection(api, clock=clock)
        assert (run.state, SyncProblem.objects.get().feed) == (RunState.INCOMPLETE, Feed.INSPECTION)
        sync.look_at_inspection(api, clock=clock)
    assert SyncProblem.objects.get().solved_at is not None


def test_a_database_that_fails_half_way_leaves_no_half_record(upstream, monkeypatch):
    upstream.fill("2024-01-02", days=1, a_day=3)
    run = sync.start(D(2024, 1, 2), D(2024, 1, 2), now=NOW)

    def fails(*args):
        raise RuntimeError("the database went away")

    with monkeypatch.context() as patch:
        patch.setattr("tracker.sources.federal_register_store._link", fails)
        with pytest.raises(RuntimeError):
            carry_on(run, upstream)
    assert AgencyAction.objects.count() == 0
    assert SyncWindow.objects.get().state == WindowState.WAITING
    assert carry_on(SyncRun.objects.get(), upstream).added == 3
    assert AgencyAction.objects.filter(agencies__slug="harbor-office").count() == 3
