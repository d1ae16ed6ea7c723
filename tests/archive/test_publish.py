"""Publishing, and taking back."""

import datetime

import pytest

from tests import factories
from tests.factories import NOW
from tracker.archive import publish
from tracker.archive.errors import NotAllowed
from tracker.models import EventKind, Letter, Publication, ReadingState

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(hours=1)


def test_publish_and_withdraw():
    letter, admin = factories.make_letter(), factories.make_user("admin")
    letter = publish.publish(letter, by=admin, now=NOW)
    assert (letter.publication, letter.published_at) == (Publication.PUBLISHED, NOW)
    assert publish.publish(letter, by=admin, now=LATER).published_at == NOW
    assert letter.events.filter(kind=EventKind.PUBLISHED, actor=admin).count() == 1
    letter = publish.withdraw(letter, by=admin, now=LATER, reason="It names a private person.")
    assert letter.publication == Publication.WITHDRAWN
    publish.withdraw(letter, by=admin, now=LATER)
    assert letter.events.get(kind=EventKind.WITHDRAWN).message == "It names a private person."
    assert not Letter.objects.visible_to(factories.make_user("public")).exists()


def test_what_was_not_read_is_not_published():
    letter = factories.make_waiting_letter()
    with pytest.raises(NotAllowed, match="not been read yet"):
        publish.publish(letter, by=None, now=NOW)
    Letter.objects.update(reading_state=ReadingState.NEEDS_PERSON)
    with pytest.raises(NotAllowed, match="Enter its date"):
        publish.publish(letter, by=None, now=NOW)
    assert Letter.objects.get().publication == Publication.DRAFT


def test_what_a_person_entered_is_enough():
    letter = factories.make_waiting_letter(reading_state=ReadingState.NEEDS_PERSON)
    letter.signatures.create(text="Ann Lee", name="Ann Lee", review_state="entered")
    assert publish.publish(letter, by=None, now=NOW).is_published
