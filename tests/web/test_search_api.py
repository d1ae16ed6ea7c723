"""The API answers in JSON what the search page shows, to the same eyes; what it cannot answer, with a sentence."""

import pytest
from django.conf import settings
from django.test import Client
from factories import make_agency, make_letter, make_member, make_user

from tracker import search
from tracker.models import Role
from tracker.search import find

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    agency = make_agency("harbor-safety", name="Harbor Safety Administration", short_name="HSA")
    member = make_member("R000001", first="Jane", last="Rivers")
    letter = make_letter(published=True, agencies=[agency], members=[member])
    search.index(letter)
    return letter


def asked(client: Client, query: str, **more):
    response = client.get("/api/search", {"q": query, **more})
    assert response["Content-Type"] == "application/json"
    return response.status_code, response.json()


def test_what_was_found_with_its_words_and_where_they_stand(client: Client, letter):
    status, found = asked(client, "lamps from:rivers")
    assert status == 200
    assert (found["count"], found["is_exact"], found["page"], found["pages"]) == (1, True, 1, 1)
    assert (found["next"], found["previous"]) == (None, None)
    assert asked(client, "form:rivers")[1]["query"]["notes"] == [
        {"sentence": "There is no field “form:”. Did you mean “from:”?", "instead": "from:rivers"}
    ]
    assert [part["words"] for part in found["query"]["parts"]][1] == "signed by Jane Rivers"
    (shown,) = found["letters"]
    assert shown["letter"] == letter.pk
    assert shown["address"] == f"{settings.SITE_ORIGIN}/letters/{letter.pk}/"
    assert [each["name"] for each in shown["signers"]] == ["Jane Rivers", "Tom Hale"]
    snippet = shown["snippets"][0]
    assert snippet["page"] == 1
    assert {each["text"] for each in snippet["segments"] if each["found"]} == {"lamps"}
    assert client.get(snippet["address"].removeprefix(settings.SITE_ORIGIN).partition("#")[0]).status_code == 200


def test_facets_and_what_is_found_beside(client: Client, letter):
    _, found = asked(client, "Rivers")
    assert found["people"] == [
        {"name": "Jane Rivers", "bioguide": "R000001", "address": f"{settings.SITE_ORIGIN}/people/R000001/"}
    ]
    (year,) = [facet for facet in found["facets"] if facet["name"] == "year"]
    assert year["values"] == [{"label": "2025", "term": "date:2025", "count": 1}]
    assert asked(client, "HSA")[1]["agencies"][0]["slug"] == "harbor-safety"


def test_what_has_most_of_the_words_stands_apart(client: Client, letter):
    _, found = asked(client, "harbor lamps pilots zeppelin")
    assert (found["count"], found["letters"]) == (0, [])
    assert (found["nearly"]["count"], found["nearly"]["unknown"]) == (1, ["zeppelin"])
    (near,) = found["nearly"]["letters"]
    assert (near["letter"], near["lacking"]) == (letter.pk, ["zeppelin"])
    assert near["snippets"][0]["page"] == 1
    assert asked(client, "lamps", order="newest")[1]["nearly"] is None


def test_pages_lead_on_and_back(client: Client, letter, monkeypatch):
    monkeypatch.setattr(find, "PAGE_SIZE", 1)
    search.index(make_letter(published=True, with_images=False))
    _, first = asked(client, "lamps", order="oldest")
    assert first["next"] == f"{settings.SITE_ORIGIN}/api/search?q=lamps&order=oldest&page=2"
    second = client.get(first["next"].removeprefix(settings.SITE_ORIGIN)).json()
    assert (second["page"], second["next"]) == (2, None)
    assert second["previous"].endswith("page=1")
    assert first["letters"][0]["letter"] < second["letters"][0]["letter"]
    assert asked(client, "lamps", page=3) == (
        404,
        {"error": "There is no page 3 of these results: the last is 2."},
    )


@pytest.mark.parametrize("role", [None, Role.PUBLIC, Role.STAFFER])
def test_drafts_are_for_those_who_may_see_them(client: Client, letter, role):
    draft = make_letter(title="Unpublished lamps")
    search.index(draft)
    if role:
        client.force_login(make_user(role))
    _, found = asked(client, "lamps")
    sees = role == Role.STAFFER
    assert (found["count"], draft.pk in [each["letter"] for each in found["letters"]]) == (
        (2, True) if sees else (1, False)
    )


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"q": ""}, "Say what to search for"),
        ({"q": "lamps", "page": "x"}, "“x” is no page number"),
        ({"q": "lamps", "page": "0"}, "“0” is no page number"),
        ({"q": "lamps", "order": "worst"}, "ask for relevance, newest, oldest, deadline or signers"),
    ],
)
def test_what_it_cannot_answer_it_says(client: Client, letter, more, sentence):
    response = client.get("/api/search", more)
    assert response.status_code == 400
    assert sentence in response.json()["error"]


def test_only_questions_are_taken(client: Client):
    response = client.post("/api/search", {"q": "lamps"})
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.json() == {"error": "Ask with GET."}


@pytest.mark.parametrize("query", ['"', "-", "to:", "'; drop table x", "\x00", "the of", "no-such-word"])
def test_nothing_that_is_typed_fails(client: Client, letter, query):
    assert asked(client, query)[0] == 200


def test_a_page_asks_a_fixed_number_of_questions(client: Client, letter, django_assert_max_num_queries):
    for _ in range(4):
        search.index(make_letter(published=True, with_images=False))
    with django_assert_max_num_queries(35):
        asked(client, "lamps")
