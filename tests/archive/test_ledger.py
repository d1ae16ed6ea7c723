"""Who may read a letter, and for whom to ring."""

import datetime
import threading

import pytest
from django.db import close_old_connections, connection, transaction

from tests import factories
from tests.factories import NOW
from tracker.archive import ledger
from tracker.archive.errors import ClaimLost
from tracker.models import Extraction, Letter, Outcome, ReadingState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _intervals(settings):
    settings.LEASE_SECONDS, settings.RING_AGAIN_SECONDS = 20, 20


def after(seconds):
    return NOW + datetime.timedelta(seconds=seconds)


def claim(letter, seconds=0, worker="one"):
    return ledger.claim(letter.pk, worker=worker, now=after(seconds))


def test_one_claims_and_the_other_does_not():
    letter = factories.make_waiting_letter()
    held = claim(letter)
    assert (held.attempt, claim(letter, 1, "two")) == (1, None)
    row = Extraction.objects.get()
    assert (row.outcome, row.worker, row.heartbeat_at) == (Outcome.RUNNING, "one", NOW)
    assert Letter.objects.get().reading_state == ReadingState.READING


def test_a_run_whose_heart_stopped_is_claimed_again_and_the_first_is_fenced_off():
    letter = factories.make_waiting_letter()
    first = claim(letter)
    ledger.beat(first, now=after(15))
    assert claim(letter, 30, "two") is None
    second = claim(letter, 36, "two")
    assert second.attempt == 2
    with pytest.raises(ClaimLost):
        ledger.beat(first, now=after(37))
    with pytest.raises(ClaimLost), transaction.atomic():
        ledger.hold(first)
    with pytest.raises(ClaimLost):
        ledger.finish(first, outcome=Outcome.READ, now=after(37))
    ledger.finish(second, outcome=Outcome.READ, now=after(38))
    assert Extraction.objects.get().outcome == Outcome.READ
    with pytest.raises(ClaimLost):
        ledger.beat(second, now=after(39))


def test_after_three_deaths_a_person_is_asked():
    letter = factories.make_waiting_letter()
    for seconds in (0, 30, 60):
        assert claim(letter, seconds)
        assert ledger.abandon(now=after(seconds + 10)) == []
    assert claim(letter, 90) is None
    assert ledger.due(now=after(90)) == []
    assert ledger.abandon(now=after(90)) == [letter.pk]
    assert ledger.abandon(now=after(91)) == []
    letter.refresh_from_db()
    assert (letter.reading_state, letter.problem) == (ReadingState.NEEDS_PERSON, "died")
    assert "broken off three times" in letter.problem_sentence
    assert Extraction.objects.get().outcome == Outcome.FAILED
    assert letter.events.filter(kind="unreadable").count() == 1


def test_a_run_given_back_waits_until_its_attempts_are_used_up():
    letter = factories.make_waiting_letter()
    for seconds in (0, 1):
        assert ledger.release(claim(letter, seconds), now=after(seconds))
        letter.refresh_from_db()
        assert letter.reading_state == ReadingState.WAITING
    assert not ledger.release(claim(letter, 2), now=after(2))


def test_a_failed_new_reading_keeps_the_one_before():
    letter = factories.make_letter()
    Extraction.objects.create(letter=letter, queued_at=NOW, rung_at=NOW)
    ledger.finish(claim(letter), outcome=Outcome.UNREADABLE, now=NOW, problem="damaged", sentence="It is damaged.")
    letter.refresh_from_db()
    assert letter.reading_state == ReadingState.READ
    assert letter.problem_sentence.endswith("the one before is kept. It is damaged.")


class TestDue:
    def test_what_was_never_started_is_due_after_a_while_and_rung_for_once(self):
        letter = factories.make_waiting_letter()
        assert ledger.due(now=after(19)) == []
        assert ledger.due(now=after(21)) == [letter.pk]
        assert ledger.due(now=after(22)) == []
        assert ledger.due(now=after(42)) == [letter.pk]

    def test_what_has_gone_silent_is_due(self):
        letter = factories.make_waiting_letter()
        claim(letter, 1)
        assert ledger.due(now=after(20)) == []
        assert ledger.due(now=after(22)) == [letter.pk]

    def test_what_waits_its_turn_is_left_in_peace(self):
        waiting, busy = factories.make_waiting_letter(), factories.make_waiting_letter()
        held = claim(busy, 1)
        for seconds in range(10, 600, 15):
            ledger.beat(held, now=after(seconds))
        assert ledger.due(now=after(599)) == []
        ledger.beat(held, now=after(601))
        assert ledger.due(now=after(602)) == [waiting.pk]

    def test_what_was_given_back_is_due_soon_even_then(self):
        failed, busy = factories.make_waiting_letter(), factories.make_waiting_letter()
        ledger.release(claim(failed), now=after(1))
        ledger.beat(claim(busy, 1), now=after(15))
        assert ledger.due(now=after(20)) == []
        assert ledger.due(now=after(22)) == [failed.pk]

    def test_what_is_closed_is_not_due(self):
        letter = factories.make_waiting_letter()
        ledger.finish(claim(letter), outcome=Outcome.READ, now=after(1))
        assert ledger.due(now=after(1000)) == []


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_claims():
    letter, claims, start = factories.make_waiting_letter(), [], threading.Barrier(4)

    def work(name):
        try:
            start.wait(10)
            claims.append(claim(letter, 0, name))
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len([held for held in claims if held]) == 1
    assert Extraction.objects.get().attempt == 1
