"""What is found, by whom, and with what beside it."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from factories import make_action, make_agency, make_letter, make_member, make_reading, make_user

from tracker import search
from tracker.models import AgencyAction, LetterSearch, ReviewState, Role
from tracker.search import find

pytestmark = pytest.mark.django_db

PUBLIC = AnonymousUser()


@pytest.fixture
def letter():
    parent = make_agency("transportation-department", name="Transportation Department", short_name="DOT")
    agency = make_agency("harbor-safety-administration", parent=parent, aliases=["HSA"])
    member = make_member(first="Jane", last="Rivers", state="OR")
    letter = make_letter(published=True, agencies=[agency], members=[member])
    search.index(letter)
    return letter


def found(text, viewer=PUBLIC):
    return [hit.letter.pk for hit in search.search(text, viewer).results]


@pytest.mark.parametrize(
    "text",
    [
        "lamps",
        "lamp",  # stemming
        '"harbor lights"',
        "lights -tariff",
        "tariff OR lamps",
        "Rivers",  # a signer
        "Marsh",  # the addressee
        "90 FR 1234",
        'quoted:"one night"',
        "asks:logs",
        'speaker:"Coast Survey"',
        'cites:"90 FR 1234"',
        "from:rivers",
        'from:"Jane Rivers"',
        "from:OR",
        "to:HSA",
        "to:DOT",  # the parent finds what its children received
        "date:2025-03",
        "date:..2025 lamps",
        "-date:2024 lamps",
    ],
)
def test_finds(letter, text):
    assert found(text) == [letter.pk]


@pytest.mark.parametrize(
    "text",
    [
        "tariff",
        '"lights harbor"',
        "lamps -lights",
        "quoted:logs",  # asked, not quoted
        'asks:"one night"',  # quoted, not asked
        "speaker:Hale",
        "from:marsh",
        "to:energy",
        "date:2024",
        "-date:2025 lamps",
        "lamps from:nobody",
    ],
)
def test_does_not_find(letter, text):
    assert found(text) == []


def test_a_draft_is_found_by_staffers_and_admins_only():
    draft = make_letter()
    search.index(draft)
    assert search.search("lamps", PUBLIC).total == 0
    assert search.search("lamps", make_user(Role.PUBLIC)).total == 0
    assert found("lamps", make_user(Role.STAFFER)) == [draft.pk]
    assert found("lamps", make_user(Role.ADMIN)) == [draft.pk]


def test_a_person_is_offered_only_when_a_visible_letter_is_theirs():
    member = make_member(last="Rivers")
    draft = make_letter(members=[member])
    search.index(draft)
    assert search.search("Rivers", PUBLIC).beside.people == []
    assert search.search("Rivers", make_user(Role.STAFFER)).beside.people == [member]


def test_snippets_mark_the_words_and_name_the_page(letter):
    (hit,) = search.search("lamps", PUBLIC).results
    marked = [text for snippet in hit.snippets for text, is_hit in snippet.segments if is_hit]
    assert marked
    assert {text.lower() for text in marked} == {"lamps"}
    assert {snippet.page for snippet in hit.snippets} == {1}


def test_snippets_are_text_and_never_markup(letter):
    letter.transcript.text = letter.transcript.text.replace("harbor", "<b>harbor</b>")
    letter.transcript.save()
    (hit,) = search.search("lamps", PUBLIC).results
    assert all("\x02" not in text and "\x03" not in text for snippet in hit.snippets for text, _ in snippet.segments)


def test_the_united_states_is_found_however_it_is_written():
    blocks = ("U.S. companies and the US market",)
    letter = make_letter(published=True, reading=_reading(blocks))
    search.index(letter)
    assert found("US companies") == found("U.S. companies") == found("USA") == [letter.pk]


def test_a_dismissed_quotation_is_no_longer_found_as_quoted(letter):
    letter.quotations.update(review_state=ReviewState.DISMISSED)
    search.index(letter)
    assert found('quoted:"one night"') == []


def test_words_too_common_are_said():
    results = search.search("the of and", PUBLIC)
    assert results.total == 0
    assert "common" in results.notes[0]


def test_titles_weigh_more_than_bodies():
    in_body = make_letter(published=True)
    in_title = make_letter(published=True, title="Lamps in harbors", letter_date=datetime.date(2020, 1, 1))
    search.index(in_body)
    search.index(in_title)
    assert found("lamps") == [in_title.pk, in_body.pk]


def test_counts_are_exact_and_pages_hold_twenty(letter, monkeypatch):
    monkeypatch.setattr(find, "PAGE_SIZE", 2)
    for _ in range(4):
        search.index(make_letter(published=True, with_images=False))
    results = search.search("lamps", PUBLIC, page=2)
    assert (results.total, results.pages, results.page, len(results.results)) == (5, 3, 2, 2)
    beyond = search.search("lamps", PUBLIC, page=99)
    assert (beyond.page, len(beyond.results)) == (3, 1)


def test_agencies_and_actions_of_that_name_come_along(letter):
    action = make_action(citation="90 FR 30001")
    assert search.search("HSA", PUBLIC).beside.agencies[0].slug == "harbor-safety-administration"
    assert search.search("90 FR 30001", PUBLIC).beside.actions == [action]
    assert search.search("harbor lights", PUBLIC).beside.actions == [action]
    AgencyAction.objects.filter(pk=action.pk).update(title="“Harbor-lights” in U.S. ports")
    for words in ("harbor lights", "“harbor lights”", "US ports"):
        assert search.search(words, PUBLIC).beside.actions == [action]


def test_indexing_twice_leaves_one_row(letter):
    search.index(letter)
    assert LetterSearch.objects.filter(letter=letter).count() == 1


def test_the_row_goes_with_its_transaction():
    letter = make_letter(published=True)

    class Undo(Exception):
        pass

    def index_and_fail():
        with transaction.atomic():
            search.index(letter)
            raise Undo

    with pytest.raises(Undo):
        index_and_fail()
    assert found("lamps") == []


def test_a_text_too_long_for_a_vector_is_indexed_in_part_and_says_so():
    words = " ".join(f"word{number:07d}x" for number in range(120_000))
    letter = make_letter(published=True, reading=_reading((words,)), with_images=False)
    row = search.index(letter)
    assert not row.complete
    assert found("word0000001x") == [letter.pk]


@pytest.mark.parametrize("text", ["", " ", '"', "-", "to:", "'; drop table x", "\x00", "a" * 10_000, "-date:2020"])
def test_nothing_that_is_typed_fails(letter, text):
    search.search(text, PUBLIC)


def test_a_page_of_results_asks_a_fixed_number_of_questions(letter, django_assert_max_num_queries):
    for _ in range(5):
        search.index(make_letter(published=True, with_images=False))
    with django_assert_max_num_queries(20):
        search.search("lamps", PUBLIC)


def _reading(blocks):
    return make_reading(blocks)
