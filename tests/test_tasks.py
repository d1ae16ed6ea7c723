"""The doors for Celery: what they ring for, and what a dead broker does."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from tests import factories
from tracker import linking, search, tasks
from tracker.archive import ledger, process, publish
from tracker.models import AlertMatch, Extraction, Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def rung(monkeypatch):
    calls = []
    monkeypatch.setattr(tasks.process_letter, "delay", lambda **kwargs: calls.append(kwargs))
    return calls


def test_the_sweep_rings_for_what_is_due(rung):
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    lost, died, fresh = (factories.make_waiting_letter() for _ in range(3))
    Extraction.objects.filter(letter=lost).update(rung_at=long_ago)
    Extraction.objects.filter(letter=died).update(
        outcome=Outcome.RUNNING, attempt=3, rung_at=long_ago, heartbeat_at=long_ago
    )
    Extraction.objects.filter(letter=fresh).update(rung_at=timezone.now())
    tasks.sweep()
    assert rung == [{"letter_id": lost.pk}]
    died.refresh_from_db()
    assert died.problem == "died"
    tasks.sweep()
    assert len(rung) == 1


def test_the_sweep_rings_for_alerts_that_wait_and_their_round_sends_them(rung, monkeypatch, mailoutbox):
    calls = []
    monkeypatch.setattr(tasks.tell, "apply_async", lambda **options: calls.append(options))
    tasks.sweep()
    assert calls == []
    factories.make_saved_search("lamps")
    letter = factories.make_letter()
    search.index(letter)
    publish.publish(letter, by=None, now=timezone.now())
    tasks.sweep()
    assert len(calls) == 1
    tasks.tell()
    tasks.sweep()
    assert len(calls) == 1, "The mail waits whether more letters come."
    AlertMatch.objects.update(matched_at=timezone.now() - datetime.timedelta(minutes=2))
    tasks.sweep()
    assert len(calls) == 2
    tasks.tell()
    assert [mail.subject for mail in mailoutbox] == ["1 new letter: lamps"]


def test_process_letter_calls_the_verb(monkeypatch):
    seen = []
    monkeypatch.setattr(process, "process", seen.append)
    tasks.process_letter(letter_id=7)
    assert seen == [7]


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_when_the_transaction_is_kept(rung):
    with transaction.atomic():
        tasks.process_letter.delay_on_commit(letter_id=1)
        assert rung == []
    assert rung == [{"letter_id": 1}]
    with transaction.atomic():
        tasks.process_letter.delay_on_commit(letter_id=2)
        transaction.set_rollback(True)
    assert len(rung) == 1


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_does_not_answer_costs_a_warning_only(monkeypatch, caplog):
    def dead(**kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(tasks.process_letter, "delay", dead)
    with transaction.atomic():
        letter = factories.make_waiting_letter()
        tasks.process_letter.delay_on_commit(letter_id=letter.pk)
    assert "The sweep will ring again" in caplog.text
    assert "Traceback" not in caplog.text
    later = timezone.now() + datetime.timedelta(minutes=1)
    assert letter.pk in ledger.due(now=later)


def test_links_are_proposed_for_all_that_was_read(monkeypatch):
    read, _ = [factories.make_letter() for _ in range(3)], factories.make_waiting_letter()
    proposed = []
    monkeypatch.setattr(linking, "propose", lambda letter, *, now: proposed.append(letter.pk), raising=False)
    monkeypatch.setattr(tasks.propose_links, "delay", lambda **kwargs: tasks.propose_links(**kwargs))
    monkeypatch.setattr(tasks, "_LETTERS_A_CALL", 2)
    tasks.propose_links()
    assert proposed == [letter.pk for letter in read]
