"""Who waits for whom: letters that may be linked take turns, others do not wait, and who looks forward sees all."""

import threading

import pytest
from django.db import OperationalError, connection, transaction

from tests.factories import NOW, make_action, make_agency, make_letter, make_member
from tracker import linking
from tracker.archive import relink
from tracker.models import ActionLink

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(call):
    """Call in another connection, with little patience for locks, and return what it raised."""
    raised = []

    def run():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '400ms'")
                call()
        except OperationalError as error:
            raised.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()
    return raised


def test_letters_of_other_people_do_not_wait_and_those_of_the_same_do():
    member = make_member("R000001", last="Rivers")
    first = make_letter(letter_date=None, members=[member])
    same, other = make_letter(letter_date=None, members=[member]), make_letter(letter_date=None)
    with transaction.atomic():
        linking.propose(first, now=NOW)
        assert not elsewhere(lambda: linking.propose(other, now=NOW))
        assert elsewhere(lambda: linking.propose(same, now=NOW))
    assert not elsewhere(lambda: linking.propose(same, now=NOW))


def test_letters_to_one_agency_take_turns():
    agency = make_agency("harbor-safety")
    first, second = make_letter(agencies=[agency]), make_letter(agencies=[agency])
    with transaction.atomic():
        linking.propose(first, now=NOW)
        assert elsewhere(lambda: linking.propose(second, now=NOW))


def test_an_action_that_comes_while_a_letter_is_proposed_is_not_missed():
    agency = make_agency("harbor-safety")
    letter, ended, looked = make_letter(agencies=[agency]), threading.Event(), threading.Event()

    def come_and_look():
        make_action(title="Harbor Lights: Inspection Logs of Lamps That Failed", agencies=[agency])
        looked.set()
        relink.look_forward(now=NOW)
        assert ended.is_set()
        connection.close()

    thread = threading.Thread(target=come_and_look)
    with transaction.atomic():
        linking.propose(letter, now=NOW)
        thread.start()
        assert looked.wait(30)
        thread.join(0.5)
        assert thread.is_alive()
        ended.set()
    thread.join(60)
    assert ActionLink.objects.filter(letter=letter).count() == 1
