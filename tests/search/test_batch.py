"""Many queries put to letters that changed find what each finds by itself, however the letters are laid out."""

import datetime
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories import NOW, make_agency, make_letter, make_member, make_user
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import search
from tracker.archive import publish, review
from tracker.models import Letter, LetterChange, Role
from tracker.search import batch

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 3, 2)
WORDS = ["lamps", "buoys", "bells", "harbor", "pilots", "memory", "rule", "the", "who", "Velázquez", "dual-use", "U.S."]
FIELDS = """
from:rivers from:hale from:OR from:R from:senate from:nobody to:harbor-safety to:commerce to:nobody date:2025
date:2024..2025-03 date:2026.. due:<2026 due:tomorrow signers:>1 signers:1 status:overdue status:unanswered
status:answered type:letter type:reply has:quotation has:deadline has:reply is:joint is:draft is:published
speaker:coast speaker:pilots followed-by:rule quoted:memory quoted:the asks:lamps asks:inspection* topic:bells
topic:(lamps|OR|buoys) sausage:lamps cites:"90|FR|1234" quoted:"steer|by" "old|lamps" "the|rule|on|harbor" "of|the"
old|NEAR/2|lamps pilots|NEAR|memory
"""
ATOMS = [*WORDS, *[f"{word[:4]}*" for word in WORDS], *[each.replace("|", " ") for each in FIELDS.split()]]


def queries():
    return st.recursive(
        st.sampled_from(ATOMS),
        lambda some: st.one_of(
            some.map(lambda each: f"-({each})"),
            st.tuples(some, some).map(lambda two: f"({two[0]}) ({two[1]})"),
            st.tuples(some, some).map(lambda two: f"({two[0]}) OR ({two[1]})"),
        ),
        max_leaves=5,
    )


def make_changes():
    """Return letters that are new, changed, withdrawn, published again; and one that has not changed."""
    rng = random.Random(5)
    agencies = [make_agency("harbor-safety", name="Harbor Safety"), make_agency("commerce", name="Commerce Department")]
    members = [make_member(last="Rivers"), make_member(last="Hale", state="OK", party="R", chamber="house")]
    letters = []
    for number in range(24):
        letter = make_letter(
            title=" ".join(rng.sample(WORDS, 3)),
            agencies=rng.sample(agencies, 1),
            members=rng.sample(members, rng.choice([1, 2])),
            direction=rng.choice(["to_agency", "to_agency", "to_congress"]),
            letter_date=datetime.date(rng.choice([2024, 2025]), rng.randrange(1, 13), 3),
            with_images=False,
        )
        search.index(letter)
        letters.append(publish.publish(letter, by=None, now=NOW) if number % 4 else letter)
    LetterChange.objects.all().delete()
    for letter in letters[:18]:
        match rng.randrange(3):
            case 0:
                review.set_title(letter, " ".join(rng.sample(WORDS, 3)), by=make_user(), now=NOW)
            case 1 if letter.is_published:
                publish.withdraw(letter, by=None, now=NOW)
            case _:
                publish.publish(Letter.objects.get(pk=letter.pk), by=None, now=NOW)
    return list(LetterChange.objects.values_list("pk", flat=True))


@pytest.fixture(params=["as they lie", "copied"])
def layout(request, monkeypatch):
    if request.param == "copied":
        monkeypatch.setattr(batch, "_LETTERS", 1)
        monkeypatch.setattr(batch, "_PAIRS", 1)
    return request.param


def test_what_is_found_is_what_each_query_finds_by_itself(layout):
    changed = make_changes()
    viewers = [make_user(Role.STAFFER), make_user(Role.PUBLIC)]
    both = set()
    with search.changed_letters(changed, queries=1000) as letters:
        assert letters.after.is_copy == letters.before.is_copy == (layout == "copied")

        @settings(max_examples=60, deadline=None, derandomize=True)
        @given(st.lists(st.tuples(queries(), st.sampled_from(viewers)), min_size=1, max_size=12))
        def check(asked):
            questions = search.ask_all((text, viewer, TODAY) for text, viewer in asked)
            plain = [search.ask(text, viewer, today=TODAY) for text, viewer in asked]
            assert [each.condition for each in questions] == [each.condition for each in plain]
            expected = [(each.found_before(changed), each.among(changed)) for each in plain]
            assert letters.found(questions) == expected
            both.update((bool(before), bool(now)) for before, now in expected)

        check()
    assert both == {(False, False), (False, True), (True, False), (True, True)}, "The test tests too little."


def test_the_copy_goes_with_its_use_and_can_be_made_again(layout):
    changed = make_changes()
    for _ in range(2):
        with search.changed_letters(changed, queries=1000) as letters:
            assert letters.found([]) == []
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_class where relname like 'letterbook_%' and relpersistence = 't'")
        assert cursor.fetchone() == (0,)


def test_letters_that_were_not_public_before_are_asked_about_once():
    letter = make_letter(title="On lamps", with_images=False)
    search.index(letter)
    publish.publish(letter, by=None, now=NOW)
    questions = search.ask_all([("lamps", make_user(Role.STAFFER), TODAY)])
    with search.changed_letters([letter.pk], queries=1) as letters, CaptureQueriesContext(connection) as asked:
        assert letters.found(questions) == [(set(), {letter.pk})]
    assert not any("tracker_letterchange" in each["sql"] for each in asked)


def test_where_no_temporary_table_may_be_made_letters_are_asked_about_as_they_lie(monkeypatch, caplog):
    changed = make_changes()
    monkeypatch.setattr(batch, "_LETTERS", 1)
    monkeypatch.setattr(batch, "_PAIRS", 1)
    question = search.ask("lamps", make_user(Role.STAFFER), today=TODAY)
    expected = [(question.found_before(changed), question.among(changed))]
    monkeypatch.setattr(batch, "_INDEXED", [["no_such_column"]])
    with search.changed_letters(changed, queries=1000) as letters:
        assert letters.found([question]) == expected
    assert "alerts take longer" in caplog.text


def test_few_letters_or_few_queries_are_not_worth_a_copy():
    changed = make_changes()
    for queries_, ids in ((1, changed), (100_000, changed[:3])):
        with search.changed_letters(ids, queries=queries_) as letters:
            assert not letters.after.is_copy
