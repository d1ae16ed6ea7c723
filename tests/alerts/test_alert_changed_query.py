"""A saved search that is made to ask otherwise: nothing told twice, nothing missed, nothing that it found that day."""

import datetime
import threading

import pytest
from django.core import mail as django_mail
from django.db import connection
from factories import NOW, make_saved_search, publish_letter, retitle

from tracker import alerts, search
from tracker.alerts import composing, keeping, matching
from tracker.models import AlertMail, Cadence, LetterChange, MailState, SavedSearch

pytestmark = pytest.mark.django_db

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


def match(now=NOW):
    while alerts.match(now=now):
        pass


def ask_for(kept, query, *, now=NOW + HOUR, **fields):
    kept.refresh_from_db()
    return alerts.change(kept, **({"name": kept.name, "cadence": kept.cadence} | fields), query=query, now=now)


def to_tell(kept):
    return set(kept.matches.to_tell().values_list("letter_id", flat=True))


def mailed(kept, now):
    """Match, write and send what is due; return the letters of each mail that was sent, oldest first."""
    match(now - datetime.timedelta(minutes=5))
    for pk in composing.due_searches(now=now):
        alerts.compose(pk, now=now)
    for pk in AlertMail.objects.open().values_list("pk", flat=True):
        alerts.send(pk, clock=lambda: now, through=django_mail.get_connection())
    sent = AlertMail.objects.filter(search=kept, state=MailState.SENT).order_by("pk")
    return [set(each.letters) for each in sent]


def test_what_the_new_query_finds_that_day_is_known():
    kept = make_saved_search("topic:lamps")
    buoys = publish_letter("On buoys")
    match()
    ask_for(kept, "topic:buoys")
    retitle(buoys, "On buoys and bells")
    match()
    assert to_tell(kept) == set()
    fresh = publish_letter("More buoys")
    match()
    assert to_tell(kept) == {fresh.pk}


def test_what_waits_is_told_when_the_new_query_finds_it_too_and_else_not():
    kept = make_saved_search("topic:lamps", cadence=Cadence.WEEKLY)
    both, lamps = publish_letter("On lamps and buoys"), publish_letter("On lamps")
    match()
    assert to_tell(kept) == {both.pk, lamps.pk}
    ask_for(kept, "topic:buoys")
    assert to_tell(kept) == {both.pk}


def test_letters_that_changed_and_were_not_matched_yet_are_not_lost():
    kept = make_saved_search("topic:lamps")
    both, buoys = publish_letter("On lamps and buoys"), publish_letter("On buoys")
    ask_for(kept, "topic:buoys")
    assert to_tell(kept) == {both.pk}, "The old query would have told it."
    match()
    assert to_tell(kept) == {both.pk}, "The other is known: it was there on the day of the change."
    assert kept.matches.get(letter=buoys).known


def test_what_fell_due_and_was_not_asked_yet_is_not_lost():
    kept = make_saved_search("status:overdue")
    letter = publish_letter()
    letter.deadlines.update(date=NOW.date() + DAY)
    search.index(letter)
    match()
    assert to_tell(kept) == set()
    ask_for(kept, "status:overdue lamps", now=NOW + 3 * DAY)
    assert to_tell(kept) == {letter.pk}
    match(NOW + 3 * DAY)
    assert to_tell(kept) == {letter.pk}


def test_what_was_told_is_told_again_only_when_the_new_query_finds_it_anew():
    kept = make_saved_search("topic:lamps")
    both, lamps = publish_letter("On lamps and buoys"), publish_letter("On lamps")
    assert mailed(kept, NOW + HOUR) == [{both.pk, lamps.pk}]
    ask_for(kept, "topic:buoys", now=NOW + 2 * HOUR)
    retitle(both, "On lamps and buoys and bells")
    assert len(mailed(kept, NOW + 3 * HOUR)) == 1, "It was told before."
    retitle(lamps, "On lamps, and on buoys")
    assert mailed(kept, NOW + 4 * HOUR)[1:] == [{lamps.pk}], "Now it is found by what is asked now."


def test_there_and_back_tells_nothing_twice():
    kept = make_saved_search("topic:lamps")
    letter = publish_letter("On lamps")
    assert mailed(kept, NOW + HOUR) == [{letter.pk}]
    ask_for(kept, "topic:buoys", now=NOW + 2 * HOUR)
    ask_for(kept, "topic:lamps", now=NOW + 3 * HOUR)
    retitle(letter, "On lamps again")
    assert len(mailed(kept, NOW + 4 * HOUR)) == 1


def test_a_mail_that_could_not_be_sent_before_is_written_anew():
    kept = make_saved_search("topic:lamps")
    both, lamps = publish_letter("On lamps and buoys"), publish_letter("On lamps")
    match()
    old = alerts.compose(kept.pk, now=NOW + HOUR)
    assert set(old.letters) == {both.pk, lamps.pk}
    AlertMail.objects.filter(pk=old.pk).update(state=MailState.RETRYING, next_try_at=NOW + 2 * HOUR)
    ask_for(kept, "topic:buoys", now=NOW + 2 * HOUR)
    assert mailed(kept, NOW + 3 * HOUR) == []
    old.refresh_from_db()
    assert old.state == MailState.DROPPED
    assert old.error.startswith("The search was made to ask otherwise")
    assert mailed(kept, NOW + 4 * HOUR) == [{both.pk}]
    assert "title, subject or purpose: buoys" in django_mail.outbox[0].body


def test_turned_on_and_changed_at_once_it_begins_anew():
    kept = make_saved_search("topic:lamps", cadence=Cadence.OFF)
    publish_letter("On lamps and buoys")
    ask_for(kept, "topic:buoys", cadence=Cadence.DAILY)
    match()
    assert to_tell(kept) == set()
    fresh = publish_letter("More buoys")
    match()
    assert to_tell(kept) == {fresh.pk}


def test_the_feed_keeps_its_address_and_the_name_follows_the_query_it_was_made_of():
    kept = make_saved_search("topic:lamps", name="")
    token = kept.feed_token
    changed = ask_for(kept, "topic:buoys")
    assert (changed.feed_token, changed.name, changed.query) == (token, "topic:buoys", "topic:buoys")
    assert changed.query_changed_at == NOW + HOUR
    assert ask_for(kept, "topic:bells", name="Bells").name == "Bells"
    assert ask_for(kept, "topic:lamps").name == "Bells"


def test_saying_the_same_is_no_change():
    kept = make_saved_search("topic:lamps")
    publish_letter("On lamps")
    changed = ask_for(kept, "  topic:lamps ")
    assert changed.query_changed_at is None
    assert not kept.matches.exists()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("", "says nothing"), ("((", "says nothing"), ("x" * 501, "500 characters"), ("buoys", "as “Buoys”")],
)
def test_what_cannot_be_kept_is_said_and_changes_nothing(query, sentence):
    kept = make_saved_search("lamps")
    make_saved_search("buoys", owner=kept.owner, name="Buoys")
    with pytest.raises(alerts.InvalidSearch, match=sentence) as raised:
        ask_for(kept, query, name="Other")
    assert raised.value.field == "query"
    kept.refresh_from_db()
    assert (kept.query, kept.name) == ("lamps", "lamps")


def test_a_query_that_cannot_be_asked_can_be_changed(monkeypatch):
    kept = make_saved_search("broken")
    letter = publish_letter()
    really_ask = keeping.ask

    def ask(text, viewer, *, today):
        if text == "broken":
            with connection.cursor() as cursor:
                cursor.execute("select 1 / 0")
        return really_ask(text, viewer, today=today)

    monkeypatch.setattr(keeping, "ask", ask)
    assert ask_for(kept, "lamps").query == "lamps"
    match()
    assert kept.matches.get(letter=letter).known


@pytest.mark.django_db(transaction=True)
def test_a_search_that_is_changed_while_it_is_matched_is_asked_the_new_query(monkeypatch):
    """The matcher has asked the old query, and not yet written down what it found, when the query is changed."""
    kept = make_saved_search("topic:lamps OR topic:bells")
    letter = publish_letter("On lamps")
    match()
    kept.matches.all().delete()
    retitle(letter, "On lamps still")
    asked, may_go_on = threading.Event(), threading.Event()
    really_hold_off = matching.hold_off_others

    def hold_off():
        asked.set()
        assert may_go_on.wait(10)
        really_hold_off()

    monkeypatch.setattr(matching, "hold_off_others", hold_off)
    results = []

    def run():
        try:
            results.append(alerts.match(now=NOW))
        finally:
            connection.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert asked.wait(10)
    ask_for(kept, "topic:buoys")
    may_go_on.set()
    thread.join(10)
    assert results == [1]
    monkeypatch.undo()
    assert not kept.matches.exists(), "What the old query knew is nothing to the new one."
    retitle(letter, "On lamps and buoys")
    match()
    assert to_tell(SavedSearch.objects.get()) == {letter.pk}
    assert not LetterChange.objects.exists()
