"""Deciding a link: accept, reject, leave open, open again; one decision at a time, each in the log."""

import datetime

import factories
import pytest
from django.db import connection

from tracker.archive.errors import ChangedMeanwhile, InvalidChange
from tracker.archive.links import decide_link
from tracker.models import ActionLink, EventKind, Letter, LetterRelation, LinkState, Relation

pytestmark = pytest.mark.django_db
LATER = factories.NOW + datetime.timedelta(days=1)


@pytest.fixture
def letter():
    return factories.make_letter()


@pytest.fixture
def admin():
    return factories.make_user(username="ann")


@pytest.fixture
def said(admin):
    return {"by": admin, "now": LATER}


@pytest.fixture
def link(letter):
    return factories.make_action_link(letter, factories.make_action(citation="90 FR 5"))


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (LinkState.CONFIRMED, EventKind.LINK_CONFIRMED),
        (LinkState.REJECTED, EventKind.LINK_REJECTED),
        (LinkState.UNDECIDED, EventKind.LINK_UNDECIDED),
    ],
)
def test_decide_a_link_to_an_action(letter, link, admin, said, state, kind):
    link = decide_link(link, state=state, reason=" The docket\nis the same. ", **said)
    assert (link.state, link.reason) == (state, "The docket is the same.")
    assert (link.decided_by, link.decided_at) == (admin, LATER)
    event = letter.events.get(kind=kind)
    assert (event.actor, event.message) == (admin, "90 FR 5 (same subject): The docket is the same.")
    assert Letter.objects.get().changed_at == LATER
    link = decide_link(link, state=LinkState.PROPOSED, reason="", **said)
    assert (link.decided_by, link.decided_at, link.reason) == (None, None, "")
    assert letter.events.last().kind == EventKind.LINK_REOPENED


@pytest.mark.parametrize("state", [LinkState.REJECTED, LinkState.UNDECIDED])
def test_what_leaves_no_trace_for_the_public_takes_a_reason(link, said, state):
    with pytest.raises(InvalidChange):
        decide_link(link, state=state, reason=" ", **said)
    link.refresh_from_db()
    assert link.state == LinkState.PROPOSED


def test_to_accept_takes_none(link, said):
    assert decide_link(link, state="confirmed", reason="", **said).state == LinkState.CONFIRMED


def test_the_relation_can_be_changed(letter, link, said):
    link = decide_link(link, state="confirmed", relation="answers", reason="It says so.", **said)
    assert link.relation == Relation.ANSWERS
    assert letter.events.last().message == "90 FR 5 (answers the letter): It says so."
    with pytest.raises(InvalidChange):
        decide_link(link, state="proposed", relation=LetterRelation.FOLLOWS_UP, reason="", **said)


def test_both_letters_of_a_link_say_so(letter, said):
    earlier = factories.make_letter()
    link = factories.make_letter_link(letter, earlier)
    decide_link(link, state="confirmed", reason="It names it.", **said)
    earlier.refresh_from_db()
    assert earlier.changed_at == LATER
    assert letter.events.last().message == f"letter {earlier.pk} (replies to): It names it."
    assert earlier.events.last().message == f"letter {letter.pk} (replies to): It names it."


def test_the_second_of_two_is_told_what_the_first_said(letter, link, said):
    seen_by_the_second = ActionLink.objects.get(pk=link.pk)
    decide_link(link, state="rejected", reason="Other lamps.", was="proposed", **said)
    with pytest.raises(ChangedMeanwhile, match=r"rejected in the meantime by ann: “Other lamps\.”\. Nothing"):
        decide_link(seen_by_the_second, state="confirmed", reason="", was="proposed", **said)
    with pytest.raises(ChangedMeanwhile):
        decide_link(seen_by_the_second, state="confirmed", reason="", **said)
    link.refresh_from_db()
    assert (link.state, link.reason) == (LinkState.REJECTED, "Other lamps.")
    assert letter.events.filter(kind=EventKind.LINK_CONFIRMED).count() == 0


def test_what_was_opened_again_is_not_taken_back_unseen(link, said):
    with pytest.raises(ChangedMeanwhile, match="opened again"):
        decide_link(link, state="proposed", reason="", was="confirmed", **said)


def test_a_proposal_that_was_withdrawn_is_said(link, said):
    ActionLink.objects.all().delete()
    with pytest.raises(ChangedMeanwhile, match="withdrawn"):
        decide_link(link, state="confirmed", reason="", **said)


def test_a_link_that_was_left_open_is_kept_and_can_be_decided(letter, link, said):
    decide_link(link, state="undecided", reason="The docket is not at hand.", **said)
    link = decide_link(link, state="confirmed", reason="", was="undecided", **said)
    assert link.state == LinkState.CONFIRMED


def test_the_queue_has_an_index_for_each_kind_of_link():
    with connection.cursor() as cursor:
        cursor.execute("select indexname from pg_indexes where indexname like '%%link_queue'")
        assert {name for (name,) in cursor.fetchall()} == {"action_link_queue", "letter_link_queue"}
