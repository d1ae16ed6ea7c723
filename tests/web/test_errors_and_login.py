"""What goes wrong is said in the site's own words; a login that fails too often is closed for a while."""

import factories
import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.views import defaults

from tracker.models import Role

pytestmark = pytest.mark.django_db


def test_error_pages_render_with_their_status():
    request = RequestFactory().get("/x")
    for view, status, words in [
        (lambda: defaults.bad_request(request, Exception()), 400, "could not be understood"),
        (lambda: defaults.permission_denied(request, Exception()), 403, "not open to you"),
        (lambda: defaults.page_not_found(request, Exception()), 404, "There is no such page"),
        (lambda: defaults.server_error(request), 500, "Something went wrong here"),
    ]:
        response = view()
        assert response.status_code == status
        assert words in response.content.decode()


def test_the_page_for_a_fault_asks_nothing_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        defaults.server_error(RequestFactory().get("/x"))


def test_a_form_without_its_token_is_refused_politely():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "That form could not be accepted" in response.content.decode()


def test_log_in_and_out(client: Client):
    factories.make_user(Role.ADMIN, username="ada")
    assert (
        "Please enter a correct username"
        in client.post("/login/", {"username": "ada", "password": "no"}).content.decode()
    )
    response = client.post("/login/", {"username": "ada", "password": factories.PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/desk/")
    text = client.get("/").content.decode()
    assert "Log out" in text
    assert 'href="/desk/"' in text
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/"
    assert "Log out" not in client.get("/").content.decode()


def test_a_login_never_leads_to_another_site(client: Client):
    factories.make_user(Role.ADMIN, username="ada")
    answer = client.post("/login/?next=//evil.example/", {"username": "ada", "password": factories.PASSWORD})
    assert answer["Location"] == "/desk/"


def test_too_many_wrong_passwords_close_the_door_for_a_while(client: Client):
    factories.make_user(Role.ADMIN, username="ada")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = client.post("/login/", {"username": "ada", "password": "wrong"})
    assert response.status_code == 429
    assert "Too many wrong passwords" in response.content.decode()
    assert client.post("/login/", {"username": "ada", "password": factories.PASSWORD}).status_code == 429


def test_staffers_are_not_led_to_the_desk(client: Client):
    client.force_login(factories.make_user(Role.STAFFER))
    assert 'href="/desk/"' not in client.get("/").content.decode()
