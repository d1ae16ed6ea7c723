"""Mails about saved searches: one for many letters, retried until it is sent, and nothing in it that is not public."""

import datetime
import smtplib
import threading
from email import message_from_bytes
from email.policy import default as policy

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from factories import NOW, make_letter, make_saved_search, make_user, publish_letter

from tracker import alerts, search
from tracker.alerts import sending, telling
from tracker.alerts.timing import APART, QUIET, TRIES
from tracker.archive import publish
from tracker.models import AlertMail, Cadence, Letter, MailState, Role, SavedSearch

pytestmark = pytest.mark.django_db

LATER = NOW + QUIET
DAY = datetime.timedelta(days=1)


def tell(now=LATER):
    return alerts.tell(clock=lambda: now)


def matched(now=NOW):
    while alerts.match(now=now):
        pass


def sent():
    return [message_from_bytes(each.message().as_bytes(), policy=policy) for each in outbox.outbox]


def plain(message):
    return message.get_body(("plain",)).get_content()


class Refusing(EmailBackend):
    """A mail server that does not answer as long as `broken`."""

    broken = True

    def send_messages(self, messages):
        if Refusing.broken:
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        return super().send_messages(messages)


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    Refusing.broken = True
    return Refusing


def test_a_mail_tells_of_the_letter_why_it_was_found_and_where_it_is():
    kept = make_saved_search("lamps memory", name="Harbor lamps")
    letter = publish_letter("Two senators on <lamps> & buoys")
    matched()
    assert tell() == 1
    [message] = sent()
    assert message["To"] == "jo@example.org"
    assert message["Subject"] == "1 new letter: Harbor lamps"
    assert message["Auto-Submitted"] == "auto-generated"
    text = plain(message)
    assert "Two senators on <lamps> & buoys\nMarch 3, 2025, no. " in text
    assert "“steer by memory.”" in text
    assert "(page 1)" in text
    assert f"http://127.0.0.1:8000/letters/{letter.pk}/" in text
    assert "http://127.0.0.1:8000/search/?q=lamps%20memory&order=newest" in text
    html = message.get_body(("html",)).get_content()
    assert "Two senators on &lt;lamps&gt; &amp; buoys" in html
    assert "steer by <mark>memory</mark>" in html
    kept.refresh_from_db()
    assert kept.last_alert_at == LATER
    audit = AlertMail.objects.get()
    assert (audit.state, audit.letters, audit.to, audit.attempts) == (
        MailState.SENT,
        [letter.pk],
        "jo@example.org",
        1,
    )
    assert audit.text.strip() == text.replace("\r\n", "\n").strip()
    assert audit.subject == message["Subject"]
    assert tell(LATER + DAY) == 0


def test_without_words_the_mail_says_what_was_asked():
    make_saved_search("type:letter")
    publish_letter()
    matched()
    tell()
    assert "Asked: a letter to an agency" in plain(sent()[0]) or "Asked: " in plain(sent()[0])


def test_an_import_is_one_mail_that_says_how_many(monkeypatch):
    monkeypatch.setattr("tracker.alerts.writing.SHOWN", 5)
    make_saved_search("lamps")
    letters = [publish_letter(f"Lamps number {number:03}") for number in range(12)]
    for number, letter in enumerate(letters):
        Letter.objects.filter(pk=letter.pk).update(published_at=NOW + datetime.timedelta(seconds=number))
    matched()
    assert tell(NOW) == 0, "More may come."
    assert tell() == 1
    [message] = sent()
    assert message["Subject"] == "12 new letters: lamps"
    text = plain(message)
    assert [f"Lamps number {number:03}" in text for number in range(12)] == [False] * 7 + [True] * 5
    assert "There are 7 more." in text
    assert len(AlertMail.objects.get().letters) == 12
    # The next ones wait until some time has passed.
    publish_letter("One more lamp")
    matched(LATER)
    assert tell(LATER + QUIET) == 0
    assert tell(LATER + APART) == 1


def test_daily_mails_go_out_once_a_day():
    make_saved_search("lamps", cadence=Cadence.DAILY)
    publish_letter()
    matched()
    assert tell(NOW + datetime.timedelta(hours=1)) == 0
    tomorrow = NOW.replace(day=3, hour=12, minute=5)  # 7:05 in Washington
    assert tell(tomorrow) == 1
    publish_letter("Lamps again")
    matched(tomorrow)
    assert tell(tomorrow + datetime.timedelta(hours=8)) == 0
    assert tell(tomorrow + DAY) == 1


def test_a_failed_mail_is_tried_again_under_the_same_message_id(refusing):
    make_saved_search("lamps")
    publish_letter()
    matched()
    assert tell() == 0
    mail = AlertMail.objects.get()
    assert (mail.state, mail.attempts) == (MailState.RETRYING, 1)
    assert mail.error == "The mail server could not be reached: Connection unexpectedly closed"
    assert not alerts.waiting(now=LATER)
    assert tell() == 0
    refusing.broken = False
    assert alerts.waiting(now=mail.next_try_at)
    assert tell(mail.next_try_at) == 1
    assert [message["Message-ID"] for message in sent()] == [mail.message_id]
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.error) == (MailState.SENT, 2, "")


def test_a_mail_that_always_fails_is_given_up_and_can_be_sent_again(refusing):
    kept = make_saved_search("lamps")
    publish_letter()
    matched()
    now = LATER
    for _ in range(TRIES):
        assert tell(now) == 0
        now = AlertMail.objects.get().next_try_at
    mail = AlertMail.objects.get()
    assert (mail.state, mail.attempts) == (MailState.GIVEN_UP, TRIES)
    assert not alerts.waiting(now=now + 9 * DAY) or not AlertMail.objects.open().exists()
    refusing.broken = False
    assert tell(now + 9 * DAY) == 0
    assert alerts.send_again(mail, now=now + 9 * DAY)
    assert tell(now + 9 * DAY) == 1
    assert sent()[0]["Message-ID"] == mail.message_id
    assert not alerts.send_again(mail, now=now), "What was sent is not sent again."
    assert kept.matches.count() == 1


def test_a_refused_address_is_said_in_words(settings, monkeypatch):
    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({"jo@example.org": (550, b"No such\r\nuser here")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    make_saved_search("lamps")
    publish_letter()
    matched()
    tell()
    assert AlertMail.objects.get().error == "The mail server does not accept the address: 550 No such user here"


def test_a_letter_that_is_withdrawn_before_the_mail_is_written_is_left_out():
    make_saved_search("lamps")
    stays, goes = publish_letter("Lamps that stay"), publish_letter("Lamps that go")
    matched()
    publish.withdraw(goes, by=None, now=NOW)
    tell()
    assert AlertMail.objects.get().letters == [stays.pk]
    assert "Lamps that go" not in plain(sent()[0])
    # When it comes back it is told.
    publish.publish(Letter.objects.get(pk=goes.pk), by=None, now=NOW)
    matched(LATER)
    assert tell(LATER + APART) == 1
    assert "Lamps that go" in plain(sent()[1])


def test_a_letter_that_is_withdrawn_before_a_retry_is_left_out(refusing):
    make_saved_search("lamps")
    stays, goes = publish_letter("Lamps that stay"), publish_letter("Lamps that go")
    matched()
    tell()
    publish.withdraw(goes, by=None, now=NOW)
    refusing.broken = False
    assert tell(LATER + DAY) == 1
    assert "Lamps that go" not in sent()[0].as_string()
    assert sent()[0]["Subject"] == "1 new letter: lamps"
    assert AlertMail.objects.get().letters == [stays.pk]


def test_a_mail_of_which_nothing_is_left_is_not_sent_and_its_letter_is_told_when_it_comes_back(refusing):
    make_saved_search("lamps")
    letter = publish_letter()
    matched()
    tell()
    publish.withdraw(letter, by=None, now=NOW)
    refusing.broken = False
    assert tell(LATER + DAY) == 0
    assert AlertMail.objects.get().state == MailState.DROPPED
    publish.publish(Letter.objects.get(pk=letter.pk), by=None, now=NOW)
    matched(LATER + DAY)
    assert tell(LATER + DAY + QUIET) == 1


def test_a_letter_that_no_longer_matches_when_the_mail_is_written_is_left_out():
    make_saved_search("topic:lamps")
    letter = publish_letter()
    matched()
    Letter.objects.filter(pk=letter.pk).update(title="On buoys", title_entered=True)
    search.index(letter)
    assert tell() == 0
    assert not AlertMail.objects.exists()


@pytest.mark.parametrize("how", ["off", "deleted", "closed", "no address"])
def test_a_mail_is_not_sent_when_its_owner_no_longer_wants_or_may_have_it(refusing, how):
    kept = make_saved_search("lamps")
    publish_letter()
    matched()
    tell()
    refusing.broken = False
    if how == "off":
        alerts.unsubscribe(kept)
    elif how == "deleted":
        alerts.delete(kept, now=NOW)
    elif how == "closed":
        type(kept.owner).objects.update(is_active=False)
    else:
        type(kept.owner).objects.update(email="")
    assert tell(LATER + DAY) == 0
    assert sent() == []
    mail = AlertMail.objects.get()
    assert mail.state == MailState.DROPPED
    assert mail.error


def test_a_paused_search_tells_all_when_it_goes_on(refusing):
    kept = make_saved_search("lamps")
    first = publish_letter("First lamps")
    matched()
    tell()
    refusing.broken = False
    alerts.pause(kept, now=LATER)
    second = publish_letter("Second lamps")
    matched(LATER)
    assert tell(LATER + DAY) == 0
    alerts.resume(kept)
    assert tell(LATER + 2 * DAY) == 1
    assert AlertMail.objects.get(state=MailState.SENT).letters == [second.pk, first.pk]


def test_who_lost_the_right_to_see_drafts_is_told_what_the_public_sees():
    user = make_user(Role.STAFFER, email="jo@example.org")
    make_saved_search("is:draft OR lamps", owner=user)
    user.role = Role.PUBLIC
    user.save()
    publish_letter()
    make_letter(title="Secret lamps")
    matched()
    assert tell() == 1
    assert "Secret" not in sent()[0].as_string()


def test_names_cannot_put_headers_into_a_mail():
    kept = make_saved_search("lamps", name="Lamps\r\nBcc: all@example.org\x00\u2028\u202eX")
    assert kept.name == "Lamps Bcc: all@example.org X"
    SavedSearch.objects.update(name="Lamps\r\nBcc: all@example.org")
    publish_letter()
    matched()
    assert tell() == 1
    [message] = sent()
    assert message["Bcc"] is None
    assert message["Subject"] == "1 new letter: Lamps Bcc: all@example.org"


def test_a_title_with_line_breaks_stays_in_the_body():
    make_saved_search("lamps")
    letter = publish_letter("Two senators\r\nBcc: x@example.org on lamps")
    matched()
    tell()
    assert sent()[0]["Bcc"] is None
    assert AlertMail.objects.get().letters == [letter.pk]


def test_the_link_in_the_mail_ends_it_without_a_login_and_in_one_click():
    kept = make_saved_search("lamps", name="<b>Lamps</b>")
    publish_letter()
    matched()
    tell()
    message = sent()[0]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message["List-Unsubscribe"].strip(" <>")
    assert address in plain(message)
    path = address.removeprefix("http://127.0.0.1:8000")
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(path)
    assert page.status_code == 200
    assert "&lt;b&gt;Lamps&lt;/b&gt;" in page.text
    assert "jo@example.org" not in page.text
    assert "noindex" in page["X-Robots-Tag"]
    kept.refresh_from_db()
    assert kept.has_alerts, "To look at the page changes nothing: mail programs fetch links."
    assert browser.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    kept.refresh_from_db()
    assert not kept.has_alerts
    assert "no more mails" in browser.get(path).text
    assert browser.post(path).status_code == 200
    assert browser.get(path.replace(":", ":x")).status_code == 404
    assert browser.post("/searches/unsubscribe/1:nonsense/").status_code == 404


def test_a_worker_that_dies_after_sending_sends_once_more_under_the_same_message_id(monkeypatch):
    make_saved_search("lamps")
    publish_letter()
    matched()

    def die(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(sending, "_ended", die)
    with pytest.raises(MemoryError):
        tell()
    monkeypatch.undo()
    assert tell(LATER + sending.LEASE) == 0, "Another may still be at it."
    assert tell(LATER + sending.LEASE + datetime.timedelta(seconds=1)) == 1
    first, second = sent()
    assert first["Message-ID"] == second["Message-ID"]


def test_a_worker_that_dies_while_it_writes_a_mail_loses_nothing(monkeypatch):
    kept = make_saved_search("lamps")
    publish_letter()
    matched()
    monkeypatch.setattr("tracker.models.alerts.AlertMatchQuerySet.update", lambda *a, **k: 1 / 0, raising=False)
    with pytest.raises(ZeroDivisionError):
        alerts.compose(kept.pk, now=LATER)
    monkeypatch.undo()
    assert not AlertMail.objects.exists()
    assert tell() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_and_send_one_mail():
    make_saved_search("lamps")
    publish_letter()
    matched()
    barrier = threading.Barrier(3)
    results = []

    def work():
        barrier.wait(10)
        try:
            results.append(tell())
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    tell()
    assert AlertMail.objects.count() == len(sent()) == 1
    assert len(results) == 3


def test_deleted_searches_are_forgotten_after_a_while_and_the_audit_stays():
    kept = make_saved_search("lamps", name="Lamps")
    publish_letter()
    matched()
    tell()
    alerts.delete(kept, now=LATER)
    tell(LATER + 29 * DAY)
    assert SavedSearch.objects.exists()
    tell(LATER + 31 * DAY)
    assert not SavedSearch.objects.exists()
    mail = AlertMail.objects.get()
    assert (mail.search, mail.name, len(mail.letters)) == (None, "Lamps", 1)


def test_the_sweep_rings_only_when_there_is_something_to_do():
    assert not alerts.waiting(now=NOW)
    make_saved_search("lamps")
    assert not alerts.waiting(now=NOW)
    publish_letter()
    assert alerts.waiting(now=NOW)
    matched()
    assert not alerts.waiting(now=NOW)
    assert alerts.waiting(now=LATER)
    tell()
    assert not alerts.waiting(now=LATER)
    assert telling.due_searches(now=LATER + DAY) == []


def test_a_search_that_breaks_holds_no_other_up(monkeypatch):
    broken, _ = make_saved_search("lamps -absent"), make_saved_search("lamps")
    publish_letter()
    matched()
    really_compose = telling.compose

    def compose(search_id, *, now):
        if search_id == broken.pk:
            raise ZeroDivisionError
        return really_compose(search_id, now=now)

    monkeypatch.setattr(telling, "compose", compose)
    assert tell() == 1
    broken.refresh_from_db()
    assert broken.problem
    monkeypatch.undo()
    assert tell() == 1
