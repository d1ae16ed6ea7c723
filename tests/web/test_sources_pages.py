"""The pages that say what was synced: to the public, and on the desk."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOW, make_action, make_user
from tracker import tasks
from tracker.models import Feed, Role, RunState, SyncProblem, SyncRun, SyncWindow, WindowState
from tracker.sources.synced import synced_to

pytestmark = pytest.mark.django_db


def day(number, month=3):
    return datetime.date(2026, month, number)


def make_run(*windows, state=RunState.FINISHED, **fields):
    fields = {"feed": Feed.DOCUMENTS, "asked_at": NOW, "finished_at": NOW, "heartbeat_at": NOW} | fields
    run = SyncRun.objects.create(state=state, **fields)
    for start, end, window_state in windows:
        sentence = "It answered 500." if window_state == WindowState.FAILED else ""
        SyncWindow.objects.create(run=run, start=start, end=end, state=window_state, sentence=sentence)
    return run


def make_problem(key, sentence, feed=Feed.DOCUMENTS, **fields):
    return SyncProblem.objects.create(
        feed=feed, key=key, sentence=sentence, first_seen_at=NOW, last_seen_at=NOW, **fields
    )


def test_before_anything_was_taken_the_page_says_so(client):
    text = client.get(reverse("sources")).text
    assert "Nothing has been taken from the Federal Register yet." in text
    make_action()
    assert "has not been asked yet" in client.get(reverse("sources")).text


def test_the_page_says_to_which_date_and_how_many_of_each_kind(client):
    make_run((day(1), day(20), WindowState.DONE))
    make_action(kind="notice", published_date=day(19))
    make_action(kind="notice", published_date=day(20), text="Words")
    make_action(kind="rule", published_date=day(21), awaits_publication=True)
    page = client.get(reverse("sources"))
    assert page.context["reached"] == synced_to() == day(20)
    text = " ".join(page.text.split())
    assert "up to <strong><time" in text
    assert "March 20, 2026" in text
    assert '?kind=notice">Notice</a></th><td class="number">2</td><td class="nowrap">Mar 20, 2026' in text
    assert "1 with full text, 1 on public inspection" in text
    assert "Last success" in text


def test_failures_are_told_in_sentences(client):
    make_run(
        (day(1), day(9), WindowState.DONE),
        (day(10), day(10), WindowState.FAILED),
        (day(11), day(12), WindowState.DONE),
        state=RunState.INCOMPLETE,
    )
    make_problem("window 2026-03-10 2026-03-10", "It answered 500.")
    make_problem("document 2026-1", "Document 2026-1 has no title.", times=4)
    make_problem("document 2026-2", "Document 2026-2 is solved.", solved_at=NOW)
    make_problem("x", "/home/clerk/rules.tsv has a bad row.", feed=Feed.FILE)
    page = client.get(reverse("sources"))
    text = " ".join(page.text.split())
    assert page.context["reached"] == day(9)
    assert "<li>March 10, 2026: It answered 500.</li>" in text
    assert "Document 2026-1 has no title." in text
    assert "4 times since March 2, 2026" in text
    assert text.count("It answered 500.") == 1
    assert "is solved" not in text
    assert "/home/clerk" not in text


def test_the_public_sees_no_paths_and_no_people(client):
    admin = make_user(Role.ADMIN, username="ada.clerk")
    make_run(feed=Feed.FILE, name="/home/clerk/rules.tsv", asked_by=admin, sentence="/home/clerk/rules.tsv is not JSON")
    text = client.get(reverse("sources")).text
    assert "/home/clerk" not in text
    assert "ada.clerk" not in text
    client.force_login(admin)
    text = client.get(reverse("desk_sources")).text
    assert "/home/clerk/rules.tsv is not JSON" in text
    assert "by ada.clerk" in text


def test_the_page_costs_the_same_with_many_runs(client, django_assert_max_num_queries):
    for number in range(1, 20):
        make_run((day(number), day(number), WindowState.DONE))
    with django_assert_max_num_queries(20):
        client.get(reverse("sources"))
    client.force_login(make_user(Role.ADMIN))
    with django_assert_max_num_queries(25):
        client.get(reverse("desk_sources"))


def test_the_pages_are_linked(client):
    assert reverse("sources") in client.get(reverse("home")).text
    assert client.get(reverse("about")).text.count(reverse("sources")) == 2
    client.force_login(make_user(Role.ADMIN))
    assert reverse("desk_sources") in client.get(reverse("desk")).text


def test_a_filter_that_is_not_known_is_said(client):
    assert "has no filter “since”" in client.get(reverse("sources"), {"since": "2020"}).text


def test_sync_now_writes_one_run_and_rings(client, monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr(tasks.sync_federal_register, "delay", lambda **what: rung.append(what))
    admin = make_user(Role.ADMIN)
    client.force_login(admin)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse("desk_sync"), follow=True)
    assert "The sync is asked for." in answer.text
    assert "waits for a worker" in answer.text
    run = SyncRun.objects.get()
    assert (run.state, run.asked_by, run.windows.count() > 0) == (RunState.WAITING, admin, True)
    assert rung == [{"run_id": run.pk}] * 2
    now = timezone.now()
    SyncRun.objects.update(state=RunState.RUNNING, started_at=now, heartbeat_at=now)
    answer = client.post(reverse("desk_sync"), follow=True)
    assert "A sync is running already." in answer.text
    assert "A sync is running since" in answer.text
    assert SyncRun.objects.count() == 1
