"""What is stored of a reading, and that a person's word outlives every run."""

import dataclasses
import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.factories import BLOCKS, NOW, make_reading, make_resolved, span_of
from tracker.archive.record import record
from tracker.archive.rows import ROW_MODELS
from tracker.models import LetterTranscript, ReadingState, Signature
from tracker.reading import rows
from tracker.reading.transcript import Span
from tracker.resolving.records import Candidate, OfficialRecord, Resolution, ResolutionState

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(days=1)


def stored(letter):
    """Everything that a reading stores, numbers included."""
    found = {model.__name__: list(model.objects.filter(letter=letter).values()) for model in ROW_MODELS}
    found["pages"] = list(letter.pages.values())
    found["footnotes"] = list(letter.footnotes.values())
    found["transcript"] = LetterTranscript.objects.filter(letter=letter).values().get()
    found["letter"] = type(letter).objects.filter(pk=letter.pk).values().get()
    return found


def read(letter, reading=None, at=NOW, **fields):
    reading = reading or make_reading(**fields)
    record(letter, reading, make_resolved(reading), extracted_at=at)
    return reading


def longer_reading():
    """The same letter, read by a better reader: a block more at the top, other quotation marks, another line end."""
    blocks = ("United States Senate", *BLOCKS[:3], BLOCKS[3].replace("“", '"').replace("in\nnine", "in nine"))
    blocks = (*blocks, *BLOCKS[4:])
    transcript = factories.make_transcript(blocks)
    quoted = "fail on one night in nine,"
    return make_reading(
        blocks,
        facts=(
            rows.Fact(
                kind=rows.FactKind.DATE,
                text="March 3, 2025",
                span=span_of(transcript, "March 3, 2025"),
                rule="test",
                date=datetime.date(2025, 3, 3),
            ),
        ),
        quotations=(
            rows.Quotation(
                text=quoted, span=span_of(transcript, quoted), rule="test", kind=rows.QuotationKind.QUOTATION
            ),
        ),
    )


def test_all_that_was_read_is_stored():
    letter = factories.make_waiting_letter()
    reading = read(letter)
    letter.refresh_from_db()
    assert letter.reading_state == ReadingState.READ
    assert letter.letter_date == datetime.date(2025, 3, 3)
    assert letter.title == "Two senators to the Harbor Safety Administration"
    assert [row.name for row in letter.signatures.all()] == ["Jane Q. Rivers", "Tom Hale"]
    assert [row.speaker for row in letter.quotations.all()] == ["Coast Survey", "pilots"]
    ask = letter.requests.get(number="2")
    assert ask.deadline.date == datetime.date(2025, 4, 1)
    page = letter.pages.get()
    for quotation, row in zip(reading.quotations, letter.quotations.all(), strict=True):
        expected = [place.box for place in reading.transcript.boxes(quotation.span)]
        assert page.boxes(row.start, row.end) == pytest.approx(expected) or page.boxes(row.start, row.end) == expected


def test_to_record_twice_changes_nothing():
    letter = factories.make_waiting_letter()
    read(letter)
    once = stored(letter)
    read(letter)
    assert stored(letter) == once


def test_footnotes_are_those_of_the_last_reading():
    letter = factories.make_waiting_letter()
    blocks = ["A rule was promised. ¹", "1 See the letter of January 5."]
    note = "See the letter of January 5."
    transcript = factories.make_transcript(blocks)
    span, mark = span_of(transcript, note), span_of(transcript, "¹")
    reading = make_reading(blocks, footnotes=(rows.Footnote(mark="1", text=note, span=span, mark_span=mark),))
    read(letter, reading)
    once = stored(letter)
    [row] = letter.footnotes.all()
    assert (row.mark, row.text, row.start, row.end, row.page) == ("1", note, span.start, span.end, 1)
    assert (row.mark_start, row.mark_end, row.mark_page) == (mark.start, mark.end, 1)
    read(letter, reading)
    assert stored(letter) == once
    uncalled = dataclasses.replace(reading.footnotes[0], mark_span=None)
    read(letter, dataclasses.replace(reading, footnotes=(uncalled,)))
    assert letter.footnotes.get().mark_start is None
    read(letter, make_reading(blocks))
    assert not letter.footnotes.exists()


def test_the_number_of_queries_does_not_grow_with_the_letter():
    short, long = factories.make_waiting_letter(), factories.make_waiting_letter()
    asks = ["Why?" + "!" * number for number in range(60)]
    transcript = factories.make_transcript(("To whom", *asks))
    requests = tuple(
        rows.InformationRequest(
            text=ask,
            span=span_of(transcript, ask),
            rule="test",
            kind=rows.RequestKind.QUESTION,
            parent=0 if at else None,
        )
        for at, ask in enumerate(asks)
    )
    counts = []
    for letter, count in ((short, 2), (long, 60)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read(letter, make_reading(("To whom", *asks), requests=requests[:count]))
        counts.append(len(queries))
    assert long.requests.filter(parent__isnull=False).count() == 59
    assert counts[0] == counts[1] < 60


def test_a_row_that_the_reader_no_longer_finds_goes_and_the_others_keep_their_numbers():
    letter = factories.make_waiting_letter()
    reading = read(letter)
    kept = letter.quotations.get(speaker="pilots").pk
    read(letter, dataclasses.replace(reading, quotations=reading.quotations[1:]))
    assert list(letter.quotations.values_list("pk", "order")) == [(kept, 0)]


def test_what_resolved_is_linked_as_of_the_letters_date():
    member = factories.make_member("R000001")
    agency = factories.make_agency("harbor-safety-administration")
    start = datetime.date(2023, 1, 1)
    official = factories.make_official(agency, start=start)
    letter = factories.make_waiting_letter()
    reading = make_reading()
    nobody = Resolution(state=ResolutionState.UNMATCHED)
    ambiguous = Resolution(
        state=ResolutionState.AMBIGUOUS,
        why="Two members bear this name.",
        candidates=(Candidate(key="H000001", label="Tom Hale (R–UT)", score=0.5, why="surname"),),
    )
    resolved = make_resolved(
        reading,
        recipient_agencies=(Resolution(state=ResolutionState.RESOLVED, key=agency.slug, why="Its own name."),),
        recipient_officials=(OfficialRecord(name="Ada Marsh", title="Administrator", agency=agency.slug, start=start),),
        signer_members=(Resolution(state=ResolutionState.RESOLVED, key="R000001", why="The only one."), ambiguous),
        signer_agencies=(nobody, nobody),
    )
    record(letter, reading, resolved, extracted_at=NOW)
    recipient = letter.recipients.get()
    assert (recipient.agency, recipient.official, recipient.resolution) == (agency, official, "resolved")
    first, second = letter.signatures.all()
    assert (first.member, first.term) == (member, member.terms.get())
    assert (second.member, second.resolution, second.resolution_why) == (
        None,
        "ambiguous",
        "Two members bear this name.",
    )
    assert second.candidates[0]["key"] == "H000001"
    assert second.candidates[0]["kind"] == "member"


def test_nested_quotations_point_to_the_one_around_them():
    letter = factories.make_waiting_letter()
    transcript = factories.make_transcript(["He said “she said ‘no’ twice” there."])
    outer, inner = span_of(transcript, "she said ‘no’ twice"), span_of(transcript, "no")
    kind = rows.QuotationKind.QUOTATION
    quotations = (
        rows.Quotation(text="she said ‘no’ twice", span=outer, rule="test", kind=kind),
        rows.Quotation(text="no", span=inner, rule="test", kind=kind, nested_in=0),
    )
    reading = make_reading(["He said “she said ‘no’ twice” there."], quotations=quotations)
    read(letter, reading)
    first, second = letter.quotations.all()
    assert (first.nested_in, second.nested_in) == (None, first)
    # A person confirms the outer one: the inner one stays a row of its own, inside it.
    letter.quotations.filter(pk=first.pk).update(review_state="confirmed")
    read(letter, reading)
    assert list(letter.quotations.values_list("pk", "nested_in")) == [(first.pk, None), (second.pk, first.pk)]
    # A person dismisses the outer one: the inner one stands alone.
    letter.quotations.filter(pk=first.pk).update(review_state="dismissed")
    read(letter, reading)
    assert list(letter.quotations.values_list("pk", "nested_in")) == [(first.pk, None), (second.pk, None)]


class TestPersonsRows:
    def test_they_stay_and_move_with_their_words(self):
        letter = factories.make_waiting_letter()
        reading = read(letter)
        row = letter.quotations.get(speaker="Coast Survey")
        letter.quotations.filter(pk=row.pk).update(
            review_state="corrected", speaker="United States Coast Survey", as_read={"speaker": "Coast Survey"}
        )
        better = longer_reading()
        read(letter, better, at=LATER)
        row.refresh_from_db()
        assert row.speaker == "United States Coast Survey"
        assert better.transcript.shown(Span(row.start, row.end)) == "fail on one night in nine,"
        assert row.start != reading.quotations[0].span.start
        assert letter.quotations.count() == 1

    def test_a_dismissed_row_is_not_added_again(self):
        letter = factories.make_waiting_letter()
        read(letter)
        letter.quotations.filter(speaker="Coast Survey").update(review_state="dismissed")
        read(letter, longer_reading(), at=LATER)
        assert [row.review_state for row in letter.quotations.all()] == ["dismissed"]

    def test_a_row_whose_words_are_gone_stays_without_a_place(self):
        letter = factories.make_waiting_letter()
        read(letter)
        letter.quotations.filter(speaker="pilots").update(review_state="confirmed")
        read(letter, make_reading(["Nothing of the kind."]), at=LATER)
        row = letter.quotations.get()
        assert (row.text, row.start, row.end, row.page) == ("steer by memory.", None, None, None)

    def test_what_was_entered_by_hand_is_not_doubled(self):
        letter = factories.make_waiting_letter()
        Signature.objects.create(letter=letter, name="Jane Q. Rivers", text="Jane Q. Rivers", review_state="entered")
        read(letter)
        assert sorted(letter.signatures.values_list("name", "review_state")) == [
            ("Jane Q. Rivers", "entered"),
            ("Tom Hale", "extracted"),
        ]

    def test_the_date_that_a_person_gave_is_the_letters(self):
        letter = factories.make_waiting_letter()
        read(letter)
        letter.facts.filter(kind="date").update(review_state="corrected", date=datetime.date(2024, 3, 3))
        read(letter, longer_reading(), at=LATER)
        letter.refresh_from_db()
        assert letter.letter_date == datetime.date(2024, 3, 3)
        assert letter.facts.filter(kind="date").count() == 1

    def test_a_written_title_stays(self):
        letter = factories.make_waiting_letter(title="Lamps", title_entered=True)
        read(letter)
        letter.refresh_from_db()
        assert letter.title == "Lamps"

    def test_to_record_twice_changes_nothing_for_them_either(self):
        letter = factories.make_waiting_letter()
        read(letter)
        letter.quotations.filter(speaker="pilots").update(review_state="dismissed")
        letter.requests.filter(number="1").update(review_state="confirmed")
        letter.recipients.create(text="The Board", name="", review_state="entered")
        read(letter)
        once = stored(letter)
        read(letter)
        assert stored(letter) == once


def test_text_that_postgresql_cannot_keep_is_kept_in_place():
    letter = factories.make_waiting_letter()
    transcript = factories.make_transcript(["A \x00 b \ud800 word " + "x" * 400])
    reading = make_reading(
        ["A \x00 b \ud800 word " + "x" * 400],
        recipients=(rows.Recipient(text="\x00", span=span_of(transcript, "word"), rule="test", name="x" * 400),),
        notes=("A note with \x00.",),
    )
    read(letter, reading)
    assert letter.transcript.text.startswith("A \ufffd b \ufffd word")
    recipient = letter.recipients.get()
    assert recipient.name == "x" * 199 + "…"
    assert letter.transcript.text[recipient.start : recipient.end] == "word"
