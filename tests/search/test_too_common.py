"""Words that the index does not have hold nothing back, wherever they stand."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from factories import make_letter, make_member

from tracker import search

pytestmark = pytest.mark.django_db

PUBLIC = AnonymousUser()
TODAY = datetime.date(2026, 3, 2)


@pytest.fixture
def letter():
    letter = make_letter(published=True, members=[make_member(last="Rivers")])
    search.index(letter)
    return letter


@pytest.mark.parametrize(
    "query",
    [
        "the lamps",
        "the from:rivers",
        "who wrote from:rivers",
        "lamps quoted:the",
        "lamps asks:(of OR the)",
        "lamps -the",
        "lamps -quoted:the",
        "from:rivers -about",
        "lamps OR quoted:the",
        "lamps (the NEAR/3 of)",
    ],
)
def test_what_else_is_asked_is_found(letter, query):
    assert [hit.letter for hit in search.search(query, PUBLIC, today=TODAY).results] == [letter]
    question = search.ask(query, PUBLIC, today=TODAY)
    assert question.among([letter.pk]) == {letter.pk}


@pytest.mark.parametrize("query", ["buoyage OR quoted:the", "the from:nobody", "buoyage -quoted:the"])
def test_a_common_word_finds_nothing_by_itself(letter, query):
    assert search.search(query, PUBLIC, today=TODAY).results == []
    assert search.ask(query, PUBLIC, today=TODAY).among([letter.pk]) == set()


@pytest.mark.parametrize("query", ["the", "quoted:the", "-the", "the OR of", "quoted:(the of)"])
def test_nothing_but_common_words_finds_nothing(letter, query):
    assert search.ask(query, PUBLIC, today=TODAY).among([letter.pk]) == set()
