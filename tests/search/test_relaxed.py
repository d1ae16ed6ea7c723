"""What is shown when few letters have all the words: those that have most, apart, with what each lacks."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories import make_agency, make_letter, make_member, make_user

from tracker import search
from tracker.models import Direction, Role
from tracker.search import relaxed

pytestmark = pytest.mark.django_db

PUBLIC = AnonymousUser()
SIGNED = "Sincerely,"


def letter(*sentences, **fields):
    fields = {"published": True, "title": "A letter", "letter_date": None} | fields
    made = make_letter(blocks=(*sentences, SIGNED), with_images=False, **fields)
    search.index(made)
    return made.pk


@pytest.fixture
def letters():
    """Three on lead in water, of which none has the word "tap", and a few that share only common words with these."""
    return {
        "lead": letter("Lead was found in the drinking water of this city."),
        "pipes": letter("Replace the pipes: lead gets into water there."),
        "flood": letter("The water rose in spring, and the city asks for help."),
        "visas": letter("The city waits for visas, and visas are late."),
        "draft": letter("The zanthic compound is in the tap water, with lead.", published=False),
    }


def near(text, viewer=PUBLIC):
    found = search.search(text, viewer).nearly
    return {hit.letter.pk: hit.lacking for hit in found.results} if found else {}


def test_letters_with_most_of_the_words_follow_and_say_what_they_lack(letters):
    results = search.search("lead pipes city", PUBLIC)
    assert results.total == 0
    assert results.results == []
    assert results.facets == ()
    assert near("lead pipes city") == {letters["pipes"]: ("city",), letters["lead"]: ("pipes",)}
    assert results.nearly.total == 2
    assert results.nearly.is_exact


def test_what_was_found_is_not_shown_twice_and_not_counted_with_the_rest(letters):
    results = search.search("lead water drinking", PUBLIC)
    assert [hit.letter.pk for hit in results.results] == [letters["lead"]]
    assert results.total == 1
    assert near("lead water drinking") == {letters["pipes"]: ("drinking",)}
    assert results.nearly.total == 1


def test_rare_words_weigh_most(letters):
    # "water" is in three letters, "visas" in one.
    assert near("visas water") == {letters["visas"]: ("water",)}
    assert near("city visas help spring") == {letters["flood"]: ("visas",)}


def test_a_word_that_no_letter_has_is_named_and_not_asked_for(letters):
    results = search.search("lead drinking qwzx", PUBLIC)
    assert results.nearly.unknown == ("qwzx",)
    assert near("lead drinking qwzx")[letters["lead"]] == ("qwzx",)


def test_more_unknown_words_than_known_ones_find_nothing(letters):
    assert search.search("lead qwzx vbnw", PUBLIC).nearly is None


def test_a_word_of_a_draft_is_unknown_to_the_public(letters):
    assert search.search("lead zanthic", PUBLIC).nearly.unknown == ("zanthic",)
    assert letters["draft"] not in near("lead zanthic water")
    staff = make_user(Role.ADMIN)
    assert [hit.letter.pk for hit in search.search("lead zanthic", staff).results] == [letters["draft"]]
    assert near("lead zanthic pipes", staff) == {letters["draft"]: ("pipes",), letters["pipes"]: ("zanthic",)}


@pytest.mark.parametrize(
    "text",
    [
        'visas "lead pipes"',  # a phrase
        "lead pipes city -water",  # what is denied
        "lead pipes city status:answered",  # a field
        "lead pipes city (visas OR spring)",  # a group
        "lead pipes city vis*",  # a beginning
        "lead NEAR/2 city pipes",
    ],
)
def test_only_plain_words_are_given_up(letters, text):
    assert near(text) == {}


def test_what_holds_as_asked_still_finds(letters):
    assert near('lead drinking spring "this city"') == {letters["lead"]: ("spring",)}


def test_a_word_typed_twice_counts_once(letters):
    assert near("lead lead pipes city") == near("lead pipes city")


@pytest.mark.parametrize("text", ["lead", "qwzx", '"lead pipes"', "from:rivers", "the and of", "lead OR pipes"])
def test_a_query_without_two_words_is_not_relaxed(letters, text):
    assert search.search(text, PUBLIC).nearly is None


def test_nothing_is_relaxed_where_enough_have_all(letters):
    for number in range(relaxed.FEW):
        letter(f"Number {number}: harbor lamps.")
    assert search.search("harbor lamps", PUBLIC).nearly is None


def test_other_orders_show_what_was_found_alone(letters):
    assert search.search("lead pipes city", PUBLIC, order=search.Order.NEWEST).nearly is None


def test_no_more_than_enough_are_shown_but_all_are_counted(letters):
    for number in range(relaxed.ENOUGH + 3):
        letter(f"Number {number}: harbor lamps.")
    results = search.search("harbor lamps number city", PUBLIC)
    assert len(results.nearly.results) == relaxed.ENOUGH
    assert results.nearly.total == relaxed.ENOUGH + 3


def test_the_rarest_words_of_a_long_query_decide(letters):
    assert near("lead found drinking water city spring rose") == {letters["lead"]: ("spring", "rose")}


def test_the_page_sets_them_apart(client: Client, letters):
    text = client.get("/search/", {"q": "lead pipes city"}).text
    assert ">No letter</h2>" in text
    assert "2 with most of the words</h2>" in text
    assert "No letter has all of these words" in text
    assert "Without “pipes”" in text
    assert "Narrow</h2>" not in text
    text = client.get("/search/", {"q": "lead water drinking qwzx"}).text
    assert "No letter that you may see has “qwzx”" in text


def test_the_page_asks_no_more_often_for_many_than_for_few(client: Client, letters):
    for number in range(relaxed.ENOUGH):
        letter(f"Number {number}: harbor lamps.")
    asked = []
    for text, shown in (("lead pipes city", 2), ("harbor lamps number city", relaxed.ENOUGH)):
        client.get("/search/", {"q": text})
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/search/", {"q": text}).text.count("register-row") == shown
        asked.append(len(queries))
    assert asked[1] <= asked[0]


def test_a_question_is_answered_by_its_matter(letters):
    results = search.search("who wrote about lead in drinking water?", PUBLIC)
    assert [hit.letter.pk for hit in results.results] == [letters["lead"]]
    assert [note.sentence for note in results.query.notes] == [
        "Read as a question, without “wrote”. Put a word in quotation marks to search for it."
    ]


@pytest.fixture
def agencies():
    department = make_agency(
        "interior-department", name="Interior Department", short_name="DOI", aliases=["Landhouse", "U.S. Parks"]
    )
    service = make_agency(
        "wildlife-service", name="Wildlife Service", short_name="WS", parent=department, aliases=["PARTS"]
    )
    return department, service


@pytest.mark.parametrize("word", ["WS", "ws", "DOI", "Interior", "Landhouse", "landhouse"])
def test_a_letter_is_found_by_other_names_of_the_agency_and_of_its_department(agencies, word):
    made = make_letter(published=True, agencies=[agencies[1]])
    search.index(made)
    assert [hit.letter.pk for hit in search.search(f"{word} lamps", PUBLIC).results] == [made.pk]


@pytest.mark.parametrize("word", ["PARTS", "Parks"])
def test_names_of_parts_and_words_of_long_names_are_not_taken_for_the_agency(agencies, word):
    made = make_letter(published=True, agencies=[agencies[1]])
    search.index(made)
    assert search.search(f"{word} lamps", PUBLIC).results == []


def test_a_reply_is_found_by_the_agency_that_signed_it(agencies):
    made = make_letter(
        published=True, members=[make_member()], direction=Direction.TO_CONGRESS, letter_date=datetime.date(2025, 3, 3)
    )
    made.signatures.update(agency=agencies[1], member=None)
    search.index(made)
    assert [hit.letter.pk for hit in search.search("DOI lamps", PUBLIC).results] == [made.pk]


@pytest.mark.parametrize("text", ["forever", "chemicals", "O'Hale", "O’Hale", "“forever chemicals”"])
def test_words_beside_curly_marks_are_found(text):
    """A server in the C locale takes such marks for letters."""
    made = letter("These “forever chemicals” worry Mr. O’Hale…")
    assert [hit.letter.pk for hit in search.search(text, PUBLIC).results] == [made]
