"""The back-fill command and the daily task: what they ask, show and ring for."""

import datetime
import io

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone
from misbehaving import Clock, serving, status

from tests.factories import NOW, make_agency, make_letter
from tracker import linking, tasks
from tracker.archive import syncing
from tracker.management.commands import import_federal_register as command
from tracker.management.progress import Progress
from tracker.models import ActionWaiting, AgencyAction, Feed, RunState, SyncRun, WindowState
from tracker.sources import federal_register_api, sync
from tracker.sources.polite import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def upstream(monkeypatch):
    with serving() as server:
        monkeypatch.setattr(federal_register_api, "BASE", server.base)
        clock = Clock()
        for module in (command, tasks):
            monkeypatch.setattr(
                module, "Caller", lambda client: Caller(client, clock=clock, sleep=clock.sleep, attempts=2)
            )
        yield server


@pytest.fixture
def rung(monkeypatch):
    calls = []
    monkeypatch.setattr(tasks.look_forward, "delay_on_commit", lambda: calls.append("look forward"))
    return calls


def backfill(*arguments):
    call_command("import_federal_register", *arguments)


def test_days_are_filled_and_letters_near_are_searched_again(upstream, rung, capsys):
    agency = make_agency("harbor-office", federal_register_id=900)
    letter = make_letter(letter_date=datetime.date(2023, 12, 1), agencies=[agency])
    linking.propose(letter, now=NOW)
    upstream.fill("2024-01-01", days=40, a_day=2)
    upstream.documents[-1]["title"] = "Inspection logs of lamps that failed"
    backfill("--since", "2024-01-01", "--until", "2024-02-09")
    assert AgencyAction.objects.count() == 80
    said = capsys.readouterr()
    assert "Imported 80 new and 0 changed documents" in said.out
    assert "100%: to 2024-02-09, page 1 of 1" in said.err
    assert rung == ["look forward"]
    waiting = list(ActionWaiting.objects.values_list("action_id", flat=True))
    assert list(linking.letters_to_search_again(waiting)) == [letter.pk]
    backfill("--since", "2024-01-01", "--until", "2024-02-09")
    assert rung == ["look forward"]


def test_a_broken_run_is_resumed(upstream, rung):
    upstream.fill("2024-01-01", days=60, a_day=1)
    upstream.faults = [None, status(500), status(500)]
    with pytest.raises(CommandError, match=r"it answered 500.*What came before it is stored"):
        backfill("--since", "2024-01-01", "--until", "2024-02-29")
    assert AgencyAction.objects.count() == 31
    upstream.asked.clear()
    backfill("--resume")
    assert AgencyAction.objects.count() == 60
    assert [query["conditions[publication_date][gte]"][0] for _, query in upstream.asked] == ["2024-02-01"]
    with pytest.raises(CommandError, match="nothing to resume"):
        backfill("--resume")


def test_one_type_of_one_agency(upstream, rung):
    make_agency("harbor-office")
    backfill("--since", "2024-01-01", "--until", "2024-01-02", "--type", "rule", "--agency", "harbor-office")
    query = upstream.asked[0][1]
    assert (query["conditions[type][]"], query["conditions[agencies][]"]) == (["RULE"], ["harbor-office"])
    with pytest.raises(CommandError, match="No agency is known as harbour"):
        backfill("--since", "2024-01-01", "--agency", "harbour")
    assert SyncRun.objects.count() == 1


def test_days_that_are_not_out_yet_are_not_asked_for(upstream, rung):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(CommandError, match="the last issue that is out"):
        backfill("--since", tomorrow.isoformat())
    backfill("--since", "2024-01-01", "--until", "2024-01-01")
    with pytest.raises(CommandError, match="leave --since away"):
        backfill("--resume", "--since", "2024-01-01")


def test_an_issue_counts_from_nine_in_the_morning():
    early = datetime.datetime(2026, 3, 2, 8, 59, tzinfo=datetime.UTC)
    assert sync.last_full_day(early) == datetime.date(2026, 3, 1)
    assert sync.last_full_day(early.replace(hour=9)) == datetime.date(2026, 3, 2)


def test_inspection_and_texts_are_asked_for(upstream, rung, capsys):
    upstream.on_inspection = [{"document_number": "2026-1", "title": "Lamps", "publication_date": "2026-03-04"}]
    backfill("--inspection", "--text", "5")
    assert AgencyAction.objects.get().awaits_publication
    assert "Full texts of 0 actions" in capsys.readouterr().out
    assert list(SyncRun.objects.order_by("pk").values_list("feed", flat=True)) == [Feed.INSPECTION, Feed.TEXTS]


def test_a_file_is_a_run_too(tmp_path, rung):
    path = tmp_path / "documents.json"
    path.write_text('[{"document_number": "2024-1", "title": "Lamps"}, {"document_number": "2024-2"}]')
    backfill(str(path))
    run = SyncRun.objects.get()
    assert (run.feed, run.name, run.state) == (Feed.FILE, str(path), RunState.FINISHED)
    assert (run.added, run.skipped) == (1, 1)
    path.write_text("<html>")
    with pytest.raises(CommandError, match="is not JSON"):
        backfill(str(path))
    assert SyncRun.objects.first().state == RunState.INCOMPLETE


def test_the_task_of_the_day(upstream, rung):
    today = sync.last_full_day(timezone.localtime())
    upstream.add("2026-1", today.isoformat())
    upstream.on_inspection = [{"document_number": "2026-2", "title": "Lamps"}]
    tasks.sync_federal_register()
    assert AgencyAction.objects.count() == 2
    states = dict(SyncRun.objects.values_list("feed", "state"))
    assert states == dict.fromkeys([Feed.DOCUMENTS, Feed.INSPECTION, Feed.TEXTS], RunState.FINISHED)
    run = SyncRun.objects.get(feed=Feed.DOCUMENTS)
    assert run.until == today
    # A call that comes twice does it once.
    upstream.asked.clear()
    tasks.sync_federal_register(run_id=run.pk)
    assert upstream.asked == []


def test_when_upstream_is_down_the_task_ends_and_says_so(upstream, rung):
    upstream.faults = [status(503)] * 100
    tasks.sync_federal_register()
    run = SyncRun.objects.get(feed=Feed.DOCUMENTS)
    assert run.state == RunState.INCOMPLETE
    assert "it answered 503" in run.sentence
    assert run.windows.filter(state=WindowState.DONE).count() == 0
    upstream.faults = []
    tasks.sync_federal_register()
    assert SyncRun.objects.filter(feed=Feed.DOCUMENTS).first().state == RunState.FINISHED


def test_a_sync_that_nobody_answered_is_rung_for_again():
    run = syncing.ask_for_sync(now=NOW, until=NOW.date())
    assert syncing.ask_for_sync(now=NOW, until=NOW.date()) == run
    minute = datetime.timedelta(minutes=1)
    assert syncing.to_ring_again(now=NOW + minute / 2) == []
    assert syncing.to_ring_again(now=NOW + 2 * minute) == [run.pk]
    assert syncing.to_ring_again(now=NOW + 3 * minute) == []
    other = SyncRun.objects.create(
        feed=Feed.TEXTS, state=RunState.RUNNING, asked_at=NOW, heartbeat_at=NOW + 13 * minute
    )
    assert syncing.to_ring_again(now=NOW + 14 * minute) == []
    other.delete()
    assert syncing.to_ring_again(now=NOW + 14 * minute) == [run.pk]


def test_the_clock_rings_each_day():
    entry = settings.CELERY_BEAT_SCHEDULE["sync"]
    assert entry["task"] == tasks.sync_federal_register.name
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({9}, {15})
    assert settings.CELERY_TIMEZONE == "America/New_York"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_gets_a_bar_and_a_file_gets_lines():
    clock = Clock()
    screen, log = Terminal(), io.StringIO()
    bar, lines = Progress(screen, clock=clock), Progress(log, clock=clock)
    for done in range(1, 5):
        clock.now += 30
        bar.show(done, 4, f"window {done}")
        lines.show(done, 4, f"window {done}")
    bar.close()
    lines.close()
    drawn = screen.getvalue().split("\r")
    assert drawn[1] == "[######------------------]  25%  window 1  about 2 min left"
    assert drawn[4].rstrip() == "[########################] 100%  window 4"
    assert screen.getvalue().endswith("\n")
    assert log.getvalue().splitlines()[0] == "25%: window 1  about 2 min left"
    assert len(log.getvalue().splitlines()) == 4
    # Lines come ten seconds apart.
    clock.now += 5
    lines.show(1, 4, "soon")
    assert "soon" not in log.getvalue()
