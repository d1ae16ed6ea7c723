"""Letters that changed are matched with saved searches: nothing missed, nothing twice, nothing that was known."""

import datetime
import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from factories import NOW, make_letter, make_letter_link, make_saved_search, make_user, publish_letter, retitle

from tracker import alerts, search
from tracker.alerts import matching
from tracker.archive import publish, review
from tracker.models import (
    AlertMatch,
    Cadence,
    Letter,
    LetterChange,
    LinkState,
    Publication,
    Quotation,
    Role,
    SavedSearch,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def match(now=NOW):
    done = 0
    while number := alerts.match(now=now):
        done += number
    return done


def told(kept):
    return set(kept.matches.to_tell().values_list("letter_id", flat=True))


def test_a_new_letter_is_matched_once():
    kept = make_saved_search("lamps")
    letter = publish_letter()
    assert match() == 1
    assert told(kept) == {letter.pk}
    retitle(letter, "Two senators on lamps and buoys")
    assert match() == 1
    assert kept.matches.count() == 1
    assert match() == 0


def test_a_letter_that_is_changed_so_that_it_matches_is_told():
    kept = make_saved_search('topic:"lighthouse keepers"')
    letter = publish_letter()
    match()
    assert told(kept) == set()
    retitle(letter, "On lighthouse keepers")
    match()
    assert told(kept) == {letter.pk}


def test_a_draft_is_matched_when_it_is_published_and_not_before():
    kept = make_saved_search("lamps")
    letter = make_letter(title="Two senators on lamps")
    search.index(letter)
    retitle(letter, "Two senators on old lamps")
    assert not LetterChange.objects.exists()
    publish.publish(letter, by=None, now=NOW)
    match()
    assert told(kept) == {letter.pk}


def test_what_was_there_before_the_search_was_kept_is_not_told_even_when_it_changes():
    letter = publish_letter()
    match()
    kept = make_saved_search("lamps")
    retitle(letter, "Two senators on lamps and buoys")
    match()
    assert told(kept) == set()
    # Nor after it came and went.
    publish.withdraw(letter, by=None, now=NOW)
    match()
    publish.publish(Letter.objects.get(pk=letter.pk), by=None, now=NOW)
    match()
    assert told(kept) == set()


def test_a_letter_that_still_waits_to_be_matched_when_the_search_is_kept_is_known():
    publish_letter()
    kept = make_saved_search("lamps")
    match()
    assert told(kept) == set()
    assert kept.matches.get().known


def test_a_letter_that_is_withdrawn_and_published_again_is_not_told_twice():
    kept = make_saved_search("lamps")
    letter = publish_letter()
    match()
    publish.withdraw(letter, by=None, now=NOW)
    match()
    publish.publish(Letter.objects.get(pk=letter.pk), by=None, now=NOW)
    match()
    assert kept.matches.count() == 1


@pytest.mark.django_db(transaction=True)
def test_writing_all_rows_anew_alerts_nobody():
    make_saved_search("lamps")
    letter = publish_letter()
    match()
    AlertMatch.objects.all().delete()
    search.document.LetterSearch.objects.filter(letter=letter).update(version=0)
    LetterChange.objects.all().delete()
    call_command("reindex", "--all", verbosity=0)
    assert not LetterChange.objects.exists()
    search.index(letter)
    assert not LetterChange.objects.exists(), "A row that says the same is no change."
    retitle(letter, "Something else")
    assert LetterChange.objects.exists(), "After writing anew, changes are noted again."


def test_a_reply_that_is_published_changes_the_letter_that_it_answers():
    kept = make_saved_search("has:reply lamps")
    letter = publish_letter()
    match()
    assert told(kept) == set()
    reply = make_letter(direction="to_congress", blocks=["We answer."], title="Reply")
    make_letter_link(reply, letter, state=LinkState.CONFIRMED, decided_at=NOW)
    search.index(reply)
    publish.publish(reply, by=None, now=NOW)
    match()
    assert told(kept) == {letter.pk}


def test_owners_are_told_of_public_letters_only_and_by_what_they_may_see():
    everything = make_saved_search("is:draft OR lamps")
    staffers = make_saved_search("has:reply lamps")
    publics = make_saved_search("has:reply lamps", owner=make_user(Role.PUBLIC, email="ann@example.org"))
    make_letter(title="A draft on lamps")
    letter = publish_letter()
    draft = make_letter(direction="to_congress", blocks=["We answer."], title="Reply")
    make_letter_link(draft, letter, state=LinkState.CONFIRMED, decided_at=NOW)
    search.index(draft)
    match()
    assert told(everything) == {letter.pk}
    assert (told(staffers), told(publics)) == ({letter.pk}, set())


def test_what_falls_due_by_the_turn_of_a_day_is_told():
    deadline = datetime.date(2026, 3, 4)
    kept = make_saved_search("status:overdue")
    letter = publish_letter()
    letter.deadlines.update(date=deadline)
    search.index(letter)
    match()
    assert told(kept) == set()
    assert match(NOW + 2 * DAY) == 0
    assert told(kept) == set()
    match(NOW + 3 * DAY)
    assert told(kept) == {letter.pk}
    # What was overdue when the search was kept is known.
    late = make_saved_search("status:overdue", now=NOW + 3 * DAY)
    match(NOW + 5 * DAY)
    assert told(late) == set()


def test_off_and_deleted_searches_match_nothing_and_begin_anew():
    off = make_saved_search("lamps", cadence=Cadence.OFF)
    deleted = make_saved_search("lamps", name="Deleted")
    alerts.delete(deleted, now=NOW)
    first = publish_letter()
    match()
    assert not AlertMatch.objects.exists()
    alerts.change(off, name="On", cadence=Cadence.DAILY, now=NOW)
    alerts.put_back(deleted, now=NOW)
    retitle(first, "Still on lamps")
    second = publish_letter("More lamps")
    match()
    assert told(off) == told(deleted) == {second.pk}


def test_what_waits_when_alerts_are_turned_off_is_not_told_when_they_are_turned_on_again():
    kept = make_saved_search("lamps")
    publish_letter()
    match()
    alerts.change(kept, name="Lamps", cadence=Cadence.OFF, now=NOW)
    alerts.change(kept, name="Lamps", cadence=Cadence.AT_ONCE, now=NOW)
    assert told(kept) == set()


def test_a_pause_misses_nothing():
    kept = make_saved_search("lamps")
    alerts.pause(kept, now=NOW)
    letter = publish_letter()
    match()
    assert told(kept) == {letter.pk}


def test_a_worker_that_dies_while_it_matches_loses_nothing(monkeypatch):
    kept = make_saved_search("lamps")
    letter = publish_letter()

    def die(changes):
        raise MemoryError

    monkeypatch.setattr(matching, "_strike_off", die)
    with pytest.raises(MemoryError):
        alerts.match(now=NOW)
    assert not AlertMatch.objects.exists()
    monkeypatch.undo()
    match()
    assert told(kept) == {letter.pk}
    assert not LetterChange.objects.exists()


def test_a_letter_that_changes_while_it_is_matched_stays_on_the_list(monkeypatch):
    kept = make_saved_search('topic:"lighthouse keepers"')
    letter = publish_letter()
    really_ask = matching._ask_about

    def ask_and_change(searches, changes, now):
        found = really_ask(searches, changes, now)
        if searches:
            retitle(letter, "On lighthouse keepers")
        return found

    monkeypatch.setattr(matching, "_ask_about", ask_and_change)
    assert alerts.match(now=NOW) == 0
    monkeypatch.undo()
    assert told(kept) == set()
    match()
    assert told(kept) == {letter.pk}


def test_a_search_that_breaks_stops_no_other_and_says_so(monkeypatch):
    broken, sound = make_saved_search("broken"), make_saved_search("lamps")
    for number in range(5):
        make_saved_search(f"lamps {number}")
    really_ask = matching.ask_all

    def ask_all(asked):
        asked = list(asked)
        if any(text == "broken" for text, *_ in asked):
            with connection.cursor() as cursor:
                cursor.execute("select 1 / 0")
        return really_ask(asked)

    monkeypatch.setattr(matching, "ask_all", ask_all)
    letter = publish_letter()
    match()
    assert told(sound) == {letter.pk}
    broken.refresh_from_db()
    assert broken.problem.startswith("This search could not be asked on March 2, 2026")


def test_alike_searches_are_asked_once():
    make_saved_search("lamps")
    publish_letter()
    with CaptureQueriesContext(connection) as for_one:
        match()
    for _ in range(30):
        make_saved_search("lamps")
    publish_letter()
    with CaptureQueriesContext(connection) as for_many:
        match()
    assert AlertMatch.objects.to_tell().count() == 1 + 31
    assert len(for_many) == len(for_one)


def in_thread(work):
    """Begin work on a connection of its own; return the thread and what it returns or raises."""
    results = []

    def run():
        try:
            results.append(work())
        except BaseException as error:
            results.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread, results


@pytest.mark.django_db(transaction=True)
def test_two_workers_match_each_letter_once():
    searches = [make_saved_search(f"lamps -absent{number}") for number in range(5)]
    letters = [publish_letter(f"Lamps {number}", with_images=False) for number in range(6)]
    barrier = threading.Barrier(3)

    def work():
        barrier.wait(10)
        return match()

    threads = [in_thread(work) for _ in range(3)]
    for thread, _ in threads:
        thread.join(30)
    assert not [result for _, results in threads for result in results if isinstance(result, BaseException)]
    match()
    assert all(told(kept) == {letter.pk for letter in letters} for kept in searches)
    assert not LetterChange.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_search_that_is_kept_while_letters_are_matched_misses_nothing():
    """The letter changes after the search looked at the list, and is struck off before the search is there to see."""
    owner = make_user(Role.STAFFER, email="jo@example.org")
    kept_but_open, may_end = threading.Event(), threading.Event()

    def keep():
        with transaction.atomic():
            make_saved_search("lamps", owner=owner)
            kept_but_open.set()
            assert may_end.wait(10)

    keeping, kept_result = in_thread(keep)
    assert kept_but_open.wait(10)
    letter = publish_letter()
    matching_thread, matched = in_thread(lambda: alerts.match(now=NOW))
    matching_thread.join(1)
    assert matching_thread.is_alive(), "Matching waits for the search that is being kept."
    may_end.set()
    keeping.join(10)
    matching_thread.join(10)
    assert (kept_result, matched) == ([None], [1])
    assert told(SavedSearch.objects.get()) == {letter.pk}


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_is_being_changed_does_not_hold_matching_up():
    make_saved_search("lamps")
    first, second = publish_letter("Lamps one"), publish_letter("Lamps two")
    with transaction.atomic():
        Letter.objects.filter(pk=first.pk).update(publication=Publication.WITHDRAWN)
        thread, results = in_thread(lambda: alerts.match(now=NOW))
        thread.join(10)
        assert results == [1]
    assert list(LetterChange.objects.values_list("letter_id", flat=True)) == [first.pk]
    assert AlertMatch.objects.filter(letter=second).exists()


def test_a_dismissed_quotation_is_a_change():
    kept = make_saved_search("lamps -quoted:memory")
    letter = publish_letter()
    match()
    assert told(kept) == set()
    review.dismiss_row(Quotation.objects.get(letter=letter, text__contains="memory"), by=make_user(), now=NOW)
    match()
    assert told(kept) == {letter.pk}
