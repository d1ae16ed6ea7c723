"""What a person says of what was read, and what follows from it."""

import datetime

import pytest

from tests import factories
from tests.factories import NOW
from tracker import search
from tracker.archive import review
from tracker.archive.errors import ChangedMeanwhile, InvalidChange, NotAllowed
from tracker.models import (
    AgencyName,
    EventKind,
    Extraction,
    InformationRequest,
    LetterFact,
    LetterSearch,
    ReadingState,
    Recipient,
    Signature,
)

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(hours=1)


@pytest.fixture
def admin():
    return factories.make_user("admin")


@pytest.fixture
def letter():
    return factories.make_letter()


@pytest.fixture
def said(admin):
    return {"by": admin, "now": LATER}


def events(letter):
    return list(letter.events.exclude(kind=EventKind.RECEIVED).values_list("kind", flat=True))


def test_confirm(letter, admin, said):
    row = review.confirm_row(letter.signatures.first(), **said)
    assert (row.review_state, row.reviewed_by, row.reviewed_at) == ("confirmed", admin, LATER)
    review.confirm_row(row, **said)
    event = letter.events.get(kind=EventKind.ROW_CONFIRMED)
    assert event.actor == admin
    assert "Jane Q. Rivers" in event.message
    letter.refresh_from_db()
    assert letter.changed_at == LATER


def test_correct_keeps_what_was_read_first(letter, said):
    row = letter.quotations.get(speaker="pilots")
    row = review.correct_row(row, {"speaker": "harbor pilots", "kind": "scare"}, **said)
    row = review.correct_row(row, {"speaker": "the harbor’s pilots"}, **said)
    assert (row.speaker, row.kind, row.review_state) == ("the harbor’s pilots", "scare", "corrected")
    assert row.as_read == {"speaker": "pilots", "kind": "quotation"}
    assert events(letter) == [EventKind.ROW_CORRECTED] * 2
    assert letter.events.last().message.endswith(": speaker")


def test_a_correction_that_changes_nothing_confirms(letter, said):
    row = review.correct_row(letter.quotations.get(speaker="pilots"), {"speaker": "pilots"}, **said)
    assert (row.review_state, row.as_read) == ("confirmed", {})


def test_search_finds_what_was_corrected_at_once(letter, admin, said):
    assert not search.search("Zebulon", admin).results
    review.correct_row(letter.signatures.first(), {"name": "Zebulon Quincy"}, **said)
    assert [hit.letter for hit in search.search("Zebulon", admin).results] == [letter]


def test_the_date_is_the_letters_and_decides_the_terms(said):
    member = factories.make_member("R000001", start=datetime.date(2025, 1, 3))
    letter = factories.make_letter(members=[member])
    signature = letter.signatures.first()
    assert signature.term is not None
    review.correct_row(letter.facts.get(kind="date"), {"date": "2024-12-03"}, **said)
    letter.refresh_from_db()
    signature.refresh_from_db()
    assert (letter.letter_date, signature.term) == (datetime.date(2024, 12, 3), None)
    assert letter.facts.get(kind="date").as_read == {"date": "2025-03-03"}


def test_whom_a_person_chooses_is_whom_it_means(letter, said):
    agency, member = factories.make_agency("coast-survey"), factories.make_member("H000001", last="Hale")
    recipient = review.correct_row(letter.recipients.get(), {"agency": "coast-survey"}, **said)
    assert (recipient.agency, recipient.resolution) == (agency, "resolved")
    assert recipient.as_read == {"agency_id": None}
    signature = review.correct_row(letter.signatures.last(), {"member": "h000001"}, **said)
    assert (signature.member, signature.term) == (member, member.terms.get())
    letter.refresh_from_db()
    assert letter.title == "Two senators to the Coast Survey"
    recipient = review.correct_row(recipient, {"agency": ""}, **said)
    assert (recipient.agency, recipient.resolution) == (None, "unmatched")


def test_one_alias_mends_every_letter_that_used_it(letter, said):
    agency = factories.make_agency("harbor-agency")
    other, decided = factories.make_letter(), factories.make_letter()
    decided.recipients.update(review_state="confirmed")
    review.correct_row(letter.recipients.get(), {"agency": agency.slug}, learn_alias=True, **said)
    assert AgencyName.objects.get().folded == "harbor safety administration"
    mended = other.recipients.get()
    assert (mended.agency, mended.resolution, mended.review_state) == (agency, "resolved", "extracted")
    assert other.events.last().kind == EventKind.ROW_CORRECTED
    assert LetterSearch.objects.filter(letter=other).exists()
    assert decided.recipients.get().agency is None
    # The name moves on when a person says so.
    right = factories.make_agency("right-agency")
    review.correct_row(letter.recipients.get(), {"agency": right.slug}, learn_alias=True, **said)
    assert AgencyName.objects.get().agency == right
    assert other.recipients.get().agency == right


@pytest.mark.parametrize(
    ("model", "changes", "field"),
    [
        (LetterFact, {"date": "2024-02-30"}, "date"),
        (LetterFact, {"date": "soon"}, "date"),
        (LetterFact, {"kind": "nonsense"}, "kind"),
        (Recipient, {"agency": "no-such-agency"}, "agency"),
        (Recipient, {"official": "999999999999999999999"}, "official"),
        (Recipient, {"name": "x" * 201}, "name"),
        (Recipient, {"review_state": "confirmed"}, "review_state"),
        (Recipient, {"letter_id": 1}, "letter_id"),
        (Signature, {"member": "X000000"}, "member"),
        (Signature, {"start": "5", "end": "4"}, "start"),
        (Signature, {"start": "0", "end": "1000000"}, "start"),
        (InformationRequest, {"answer": "maybe"}, "answer"),
    ],
)
def test_values_that_cannot_be(letter, said, model, changes, field):
    row = model.objects.filter(letter=letter).first()
    with pytest.raises(InvalidChange) as caught:
        review.correct_row(row, changes, **said)
    assert caught.value.field == field
    assert caught.value.sentence.endswith(".")
    row.refresh_from_db()
    assert row.review_state == "extracted"
    assert events(letter) == []


def test_a_deadline_of_another_letter_cannot_be_chosen(letter, said):
    foreign = factories.make_letter().deadlines.get()
    with pytest.raises(InvalidChange):
        review.correct_row(letter.requests.first(), {"deadline": foreign.pk}, **said)


def test_links_are_proposed_anew_from_what_a_person_corrected(letter, said):
    action = factories.make_action(document_number="2024-00042", citation="89 FR 4242")
    citation = letter.citations.get()
    review.correct_row(citation, {"normalized": "89 FR 4242"}, **said)
    assert [link.action for link in letter.action_links.all()] == [action]
    review.dismiss_row(citation, **said)
    assert not letter.action_links.exists()


def test_a_place_is_marked_in_the_transcript(letter, said):
    at = letter.transcript.text.index("old lamps")
    row = review.correct_row(letter.quotations.first(), {"start": str(at), "end": str(at + 9)}, **said)
    assert (row.start, row.end, row.page) == (at, at + 9, 1)


def test_dismiss_and_restore(letter, said):
    row = letter.signatures.last()
    review.dismiss_row(row, **said)
    letter.refresh_from_db()
    assert letter.title == "Senator Jane Q. Rivers to the Harbor Safety Administration"
    with pytest.raises(NotAllowed):
        review.confirm_row(row, **said)
    with pytest.raises(NotAllowed):
        review.correct_row(row, {"name": "x"}, **said)
    assert review.restore_row(row, **said).review_state == "extracted"
    review.correct_row(row, {"name": "Thomas Hale"}, **said)
    review.dismiss_row(row, **said)
    assert review.restore_row(row, **said).review_state == "corrected"
    letter.refresh_from_db()
    assert letter.title == "Two senators to the Harbor Safety Administration"


def test_what_was_nested_in_a_dismissed_row_stands_on_its_own(letter, said):
    outer, inner = letter.quotations.all()
    letter.quotations.filter(pk=inner.pk).update(nested_in=outer)
    review.dismiss_row(outer, **said)
    inner.refresh_from_db()
    assert inner.nested_in is None


def test_enter(letter, admin, said):
    row = review.enter_row(letter, Signature, {"name": "Ann Lee", "title": "United States Senator"}, **said)
    assert (row.text, row.start, row.review_state, row.reviewed_by) == ("Ann Lee", None, "entered", admin)
    letter.refresh_from_db()
    assert letter.title.startswith("Three senators")
    placed = review.enter_row(letter, LetterFact, {"kind": "reference", "text": "90 FR 1234"}, **said)
    assert letter.transcript.text[placed.start : placed.end] == "90 FR 1234"
    assert placed.page == 1
    # Words that stand in several places have no place of their own.
    assert review.enter_row(letter, LetterFact, {"kind": "reference", "text": "United States"}, **said).start is None
    review.dismiss_row(placed, **said)
    assert review.restore_row(placed, **said).review_state == "entered"
    with pytest.raises(InvalidChange):
        review.enter_row(letter, Signature, {"name": "  "}, **said)
    with pytest.raises(InvalidChange):
        review.enter_row(letter, LetterFact, {"text": "x"}, **said)


def test_a_letter_that_no_machine_can_read_can_be_entered(said):
    letter = factories.make_waiting_letter(reading_state=ReadingState.NEEDS_PERSON)
    review.enter_row(letter, LetterFact, {"kind": "date", "date": "2020-04-14"}, **said)
    letter.refresh_from_db()
    assert letter.letter_date == datetime.date(2020, 4, 14)


def test_a_row_that_a_new_reading_took_away(letter, said):
    row = letter.signatures.first()
    letter.signatures.all().delete()
    with pytest.raises(ChangedMeanwhile):
        review.confirm_row(row, **said)
    assert events(letter) == []


def test_title(letter, said):
    assert review.set_title(letter, "  Lamps\n of the harbor ", **said).title == "Lamps of the harbor"
    assert letter.title_entered
    assert review.set_title(letter, "", **said).title == "Two senators to the Harbor Safety Administration"
    assert not letter.title_entered
    with pytest.raises(InvalidChange):
        review.set_title(letter, "x" * 301, **said)


def test_ask_to_read_again(letter, said):
    extraction = review.reread(letter, **said)
    assert Extraction.objects.filter(letter=letter, outcome="waiting").get() == extraction
    letter.refresh_from_db()
    assert letter.reading_state == ReadingState.WAITING
    with pytest.raises(NotAllowed):
        review.reread(letter, **said)
    assert letter.events.filter(kind=EventKind.REREAD_ASKED).count() == 1
