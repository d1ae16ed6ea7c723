"""The pages of saved searches: keeping one, its settings, and that each person sees their own alone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import NOW, make_letter, make_saved_search, make_user

from tracker import alerts, search
from tracker.archive import publish
from tracker.models import AlertMail, Cadence, MailState, Role, SavedSearch

pytestmark = pytest.mark.django_db


@pytest.fixture
def staffer(client):
    user = make_user(Role.STAFFER, email="jo@example.org")
    client.force_login(user)
    return user


def save(client, **fields):
    return client.post("/searches/save/", {"q": "lamps", "order": "newest", "name": "", "cadence": "daily"} | fields)


def do(client, kept, verb, **fields):
    return client.post(kept.get_absolute_url(), {"verb": verb} | fields)


def test_a_search_is_kept_from_the_results_page(client: Client, staffer):
    assert "Save this search" in client.get("/search/?q=lamps").text
    answer = save(client, q="lamps  from:rivers", name="  Rivers\non lamps ")
    kept = SavedSearch.objects.get()
    assert (kept.owner, kept.query, kept.order, kept.cadence) == (staffer, "lamps from:rivers", "newest", "daily")
    assert kept.name == "Rivers on lamps"
    assert answer.url == kept.get_absolute_url()
    assert "You keep this search" in client.get("/search/?q=lamps++from:rivers").text
    listed = client.get("/searches/").text
    assert "/search/?q=lamps%20from%3Arivers&amp;order=newest" in listed
    assert "Alert daily. No alert yet." in listed


def test_the_public_reads_of_the_feed_and_is_led_back_after_a_login(client: Client):
    page = client.get("/search/?q=lamps").text
    assert "New letters that it finds come as a feed" in page
    assert "Save this search" not in page
    answer = save(client)
    assert answer.url == "/login/?next=/search/%3Fq%3Dlamps%26order%3Dnewest"
    assert not SavedSearch.objects.exists()


def test_a_search_that_is_saved_twice_is_kept_once(client: Client, staffer):
    save(client, name="Harbor lamps")
    answer = save(client, q=" lamps ")
    assert "You keep this search already, as “Harbor lamps”." in client.get(answer.url).text
    assert SavedSearch.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"q": ""}, "this search says nothing"),
        ({"q": "(("}, "this search says nothing"),
        ({"q": "x" * 501}, "500 characters at most"),
        ({"cadence": "hourly"}, "Choose how often"),
    ],
)
def test_what_cannot_be_kept_is_said(client: Client, staffer, fields, sentence):
    answer = save(client, **fields)
    assert sentence in client.get(answer.url).text
    assert not SavedSearch.objects.exists()


def test_an_order_that_is_none_is_by_relevance(client: Client, staffer):
    save(client, order="sideways")
    assert SavedSearch.objects.get().order == "relevance"


def test_without_an_address_there_is_the_feed_alone(client: Client):
    client.force_login(make_user(Role.STAFFER))
    answer = save(client)
    assert "no e-mail address" in client.get(answer.url).text
    save(client, cadence="off")
    assert "told by feed only" in client.get("/searches/").text
    kept = SavedSearch.objects.get()
    answer = do(client, kept, "change", name="Lamps", cadence="daily")
    assert answer.status_code == 422
    assert "no e-mail address" in answer.text
    assert 'value="daily" selected' in answer.text


def test_nobody_keeps_more_searches_than_can_be_looked_after(client: Client, staffer, monkeypatch):
    monkeypatch.setattr("tracker.alerts.keeping.MOST_KEPT", 1)
    save(client)
    answer = save(client, q="buoys")
    assert "Delete one" in client.get(answer.url).text
    assert SavedSearch.objects.count() == 1


def test_name_and_cadence_are_changed(client: Client, staffer):
    kept = make_saved_search(owner=staffer)
    assert do(client, kept, "change", name="New name", cadence="weekly").url == kept.get_absolute_url()
    kept.refresh_from_db()
    assert (kept.name, kept.cadence) == ("New name", Cadence.WEEKLY)
    answer = do(client, kept, "change", name=" ", cadence="weekly")
    assert (answer.status_code, "Give the search a name" in answer.text) == (422, True)


def test_pause_and_go_on(client: Client, staffer):
    kept = make_saved_search(owner=staffer)
    do(client, kept, "pause")
    assert "Alerts are paused since" in client.get("/searches/").text
    do(client, kept, "resume")
    assert "Alert at once" in client.get(kept.get_absolute_url()).text


def test_what_is_deleted_can_be_put_back(client: Client, staffer):
    kept = make_saved_search(owner=staffer, name="Lamps")
    page = client.get(do(client, kept, "delete").url).text
    assert "Put back" in page
    assert client.get(kept.get_absolute_url()).status_code == 404
    assert do(client, kept, "pause").status_code == 404
    do(client, kept, "put_back")
    assert client.get(kept.get_absolute_url()).status_code == 200


def test_the_feeds_address_is_shown_and_renewed(client: Client, staffer):
    kept = make_saved_search(owner=staffer)
    assert kept.feed_token in client.get(kept.get_absolute_url()).text
    do(client, kept, "renew")
    page = client.get(kept.get_absolute_url()).text
    assert kept.feed_token not in page
    kept.refresh_from_db()
    assert kept.feed_token in page


def test_mails_are_listed_with_what_failed_and_sent_again(client: Client, staffer):
    kept = make_saved_search(owner=staffer)
    mail = AlertMail.objects.create(
        search=kept,
        owner=staffer,
        name=kept.name,
        to=staffer.email,
        message_id="<a@b>",
        letters=[1, 2],
        state=MailState.GIVEN_UP,
        error="The mail server could not be reached: gone",
        attempts=10,
        created_at=NOW,
        next_try_at=NOW,
    )
    assert "One alert could not be delivered." in client.get("/searches/").text
    page = client.get(kept.get_absolute_url()).text
    assert "Tried 10 times. The mail server could not be reached: gone" in page
    do(client, kept, "send_again", mail=str(mail.pk))
    mail.refresh_from_db()
    assert mail.state == MailState.RETRYING
    assert do(client, kept, "send_again", mail="x").status_code == 404


def test_what_is_new_since_the_last_alert_is_counted_once_for_each_letter(client: Client, staffer):
    kept = make_saved_search(owner=staffer)
    for number in range(3):
        letter = make_letter(title=f"Lamps {number}", with_images=False)
        search.index(letter)
        publish.publish(letter, by=None, now=NOW)
        AlertMail.objects.create(
            search=kept, name="", message_id=str(number), created_at=NOW, next_try_at=NOW, state=MailState.GIVEN_UP
        )
    alerts.match(now=NOW)
    page = client.get("/searches/").text
    assert "3 new since." in page
    assert "Three alerts could not be delivered." in page


def test_a_form_that_does_not_say_what_to_do_changes_nothing(client: Client, staffer):
    kept = make_saved_search(owner=staffer)
    assert "Nothing was changed" in client.get(do(client, kept, "explode").url).text


def test_each_person_sees_their_own(client: Client, staffer):
    other = make_saved_search(name="Somebody else’s")
    assert other.name not in client.get("/searches/").text
    assert client.get(other.get_absolute_url()).status_code == 404
    for verb in ("change", "pause", "delete", "renew", "send_again"):
        assert do(client, other, verb, name="Mine", cadence="off").status_code == 404
    other.refresh_from_db()
    assert (other.name, other.deleted_at, other.paused_at) == ("Somebody else’s", None, None)
    # A mail of somebody else is not sent again through one's own search.
    mail = AlertMail.objects.create(
        search=other, name="", message_id="<a@b>", state=MailState.GIVEN_UP, created_at=NOW, next_try_at=NOW
    )
    assert do(client, make_saved_search(owner=staffer), "send_again", mail=str(mail.pk)).status_code == 404


def test_a_list_asks_no_more_often_for_many_searches_than_for_few(client: Client, staffer, django_assert_num_queries):
    make_saved_search(owner=staffer)
    with CaptureQueriesContext(connection) as few:
        client.get("/searches/")
    for number in range(10):
        make_saved_search(f"lamps {number}", owner=staffer)
    with django_assert_num_queries(len(few)):
        client.get("/searches/")


def test_admins_see_the_audit(client: Client):
    client.force_login(make_user(Role.ADMIN))
    kept = make_saved_search(name="Harbor lamps")
    for state in (MailState.SENT, MailState.GIVEN_UP):
        AlertMail.objects.create(
            search=kept,
            owner=kept.owner,
            name=kept.name,
            to="jo@example.org",
            text=f"Text that was {state}",
            message_id=f"<{state}>",
            letters=[1],
            state=state,
            error="Refused." if state == MailState.GIVEN_UP else "",
            created_at=NOW,
            next_try_at=NOW,
            sent_at=NOW,
        )
    page = client.get(reverse("desk_alerts")).text
    assert "One alert could not be delivered." in page
    assert ("Text that was sent" in page, "Text that was given_up" in page) == (True, True)
    only = client.get(reverse("desk_alerts"), {"state": "given_up"}).text
    assert ("Text that was sent" in only, "Text that was given_up" in only) == (False, True)
    assert "no state of a mail" in client.get(reverse("desk_alerts"), {"state": "x"}).text
    assert "One alert could not be delivered." in client.get(reverse("desk"), {"pile": "check"}).text
    for name in ("savedsearch", "alertmail"):
        listed = client.get(reverse(f"admin:tracker_{name}_changelist"))
        assert listed.status_code == 200
    shown = client.get(reverse("admin:tracker_savedsearch_change", args=[kept.pk])).text
    assert "Harbor lamps" in shown
    assert kept.feed_token not in shown


def test_a_query_is_changed_and_shown_back(client: Client, staffer):
    kept = make_saved_search(owner=staffer, name="Lamps")
    token = kept.feed_token
    page = client.get(kept.get_absolute_url()).text
    assert 'name="q" maxlength="500" value="lamps"' in page
    assert "what it finds on that day counts as known" in page
    answer = do(client, kept, "change", q="  lamps from:rivrs the ", name="Lamps", cadence="daily")
    kept.refresh_from_db()
    assert (kept.query, kept.name, kept.cadence, kept.feed_token) == (
        "lamps from:rivrs the",
        "Lamps",
        Cadence.DAILY,
        token,
    )
    page = client.get(answer.url).text
    assert "The changes are kept. What the search finds today counts as known." in page
    assert f'href="{kept.get_absolute_url()}?q=from%3Arivrs%20the" aria-label="Take out: lamps"' in page
    assert "No member, party, state, chamber, committee or agency is known as “rivrs”" in page
    assert "<s>the</s>" in page
    assert "Not kept yet" not in page


def test_a_search_without_a_name_of_its_own_is_listed_by_its_whole_query(client: Client, staffer):
    query = " ".join(f"word{number}" for number in range(40))
    kept = make_saved_search(query, owner=staffer, name="")
    assert kept.is_named_by_query
    page = client.get("/searches/").text
    assert page.count(query) == 1
    assert '<p class="typed' not in page
    make_saved_search("buoys", owner=staffer, name="Named")
    assert '<p class="typed clamped">buoys</p>' in client.get("/searches/").text
    assert "See what it finds" in client.get(kept.get_absolute_url()).text


def test_a_query_is_looked_at_before_it_is_kept(client: Client, staffer):
    kept = make_saved_search(owner=staffer)
    answer = do(client, kept, "look", q="buoys (", name="Buoys", cadence="weekly")
    page = client.get(answer.url).text
    assert "Not kept yet." in page
    assert 'value="buoys ("' in page
    assert 'value="Buoys"' in page
    assert 'value="weekly" selected' in page
    assert "has no filter" not in page
    kept.refresh_from_db()
    assert kept.query == "lamps"
    assert "too common to search for" in client.get(f"{kept.get_absolute_url()}?q=the").text
    # Its last part cannot be taken out: a search asks for something.
    assert "Take out" not in client.get(kept.get_absolute_url()).text


@pytest.mark.parametrize(
    ("query", "sentence"), [("", "says nothing"), ("x" * 501, "500 characters at most"), ("buoys", "as “Buoys”")]
)
def test_a_query_that_cannot_be_kept_stands_in_the_form_with_a_sentence(client: Client, staffer, query, sentence):
    kept = make_saved_search(owner=staffer)
    make_saved_search("buoys", owner=staffer, name="Buoys")
    answer = do(client, kept, "change", q=query, name="Other", cadence="daily")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{query}"' in answer.text
    kept.refresh_from_db()
    assert (kept.query, kept.name) == ("lamps", "lamps")
