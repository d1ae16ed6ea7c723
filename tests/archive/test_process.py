"""The straight line from a waiting letter to a read one, and every way out of it."""

import datetime

import pytest
from django.core.files.storage import default_storage

from tests import factories
from tests.factories import NOW, make_reading, make_resolved
from tracker import linking, resolving, search
from tracker.archive import ledger
from tracker.archive.process import process
from tracker.models import EventKind, Extraction, Letter, LetterSearch, Outcome, Publication, ReadingState
from tracker.reading.errors import DamagedPDF, NoText, TooBusy, TooCostly

pytestmark = pytest.mark.django_db


class Reader:
    """Stands in for the sandbox: gives a reading, pictures and heartbeats, or an error."""

    def __init__(self, reading=None, error=None, meanwhile=None):
        self.reading = reading or make_reading()
        self.error = error
        self.meanwhile = meanwhile
        self.calls = 0

    def __call__(self, pdf, *, images_dir=None, on_beat=None):
        self.calls += 1
        self.pdf = pdf
        if self.meanwhile:
            self.meanwhile()
        on_beat()
        for page in self.reading.pages:
            (images_dir / f"{page.number}.webp").write_bytes(factories.picture_bytes())
        if self.error:
            raise self.error
        return self.reading


@pytest.fixture(autouse=True)
def proposed(monkeypatch):
    """Count what is proposed, in place of the proposing itself."""
    letters = []
    monkeypatch.setattr(linking, "propose", lambda letter, *, now: letters.append(letter.pk), raising=False)
    return letters


def run(letter, reader=None, at=NOW, resolve=lambda reading, registry: make_resolved(reading)):
    return process(letter.pk, now=lambda: at, read=reader or Reader(), resolve=resolve)


def test_a_waiting_letter_is_read_once(proposed):
    content = factories.pdf_bytes()
    letter = factories.make_waiting_letter(content)
    reader = Reader()
    assert run(letter, reader) == Outcome.READ
    assert reader.pdf == content
    letter.refresh_from_db()
    assert (letter.reading_state, letter.read_at) == (ReadingState.READ, NOW)
    page = letter.pages.get()
    assert page.image.name == f"pages/{letter.file.sha256}/1.webp"
    assert default_storage.open(page.image.name).read() == factories.picture_bytes()
    assert LetterSearch.objects.filter(letter=letter).exists()
    assert proposed == [letter.pk]
    extraction = Extraction.objects.get()
    assert (extraction.outcome, extraction.reader_version) == (Outcome.READ, "test")
    assert set(extraction.stats["seconds"]) == {"read", "pictures", "resolve", "record", "link", "index"}
    # A second call, or a call for a letter that is not there, finds nothing to do.
    assert run(letter, reader) is None
    assert process(0, read=reader) is None
    assert reader.calls == 1
    assert letter.events.filter(kind=EventKind.READ).count() == 1


def test_an_unreadable_file_says_what_to_do():
    letter = factories.make_waiting_letter()
    assert run(letter, Reader(error=DamagedPDF())) == Outcome.UNREADABLE
    letter.refresh_from_db()
    assert (letter.reading_state, letter.problem) == (ReadingState.NEEDS_PERSON, "damaged")
    assert letter.problem_sentence == DamagedPDF.sentence
    assert letter.events.get(kind=EventKind.UNREADABLE).message == DamagedPDF.sentence
    assert run(letter) is None


def test_a_letter_without_words_keeps_its_pages_as_pictures():
    letter = factories.make_waiting_letter()
    run(letter, Reader(error=NoText()))
    page = letter.pages.get()
    assert (page.number, page.words, page.boxes(0, 10)) == (1, [], [])
    assert page.width / page.height == pytest.approx(61 / 79)
    assert default_storage.exists(page.image.name)
    # A new reading that fails takes nothing from the one before.
    read = factories.make_letter()
    Extraction.objects.create(letter=read, queued_at=NOW, rung_at=NOW)
    words = read.pages.get().words
    run(read, Reader(error=NoText()))
    assert read.pages.get().words == words


def test_a_surprise_is_logged_and_tried_again_three_times(caplog):
    letter = factories.make_waiting_letter()
    reader = Reader(error=ZeroDivisionError("a surprise"))
    assert [run(letter, reader) for _ in range(4)] == [Outcome.WAITING, Outcome.WAITING, Outcome.FAILED, None]
    assert caplog.text.count("a surprise") == 3
    letter.refresh_from_db()
    assert (letter.reading_state, letter.problem) == (ReadingState.NEEDS_PERSON, "failed")
    assert "Traceback" not in letter.problem_sentence


def test_what_a_busy_machine_had_no_time_for_is_tried_again_and_then_says_so(caplog):
    letter = factories.make_waiting_letter()
    reader = Reader(error=TooBusy())
    assert run(letter, reader) == Outcome.WAITING
    letter.refresh_from_db()
    assert (letter.reading_state, letter.problem) == (ReadingState.WAITING, "")
    assert [run(letter, reader) for _ in range(3)] == [Outcome.WAITING, Outcome.UNREADABLE, None]
    letter.refresh_from_db()
    assert (letter.problem, letter.problem_sentence) == ("too_busy", TooBusy.sentence)
    assert not caplog.text


def test_a_surprise_while_recording_leaves_nothing_half_done(monkeypatch):
    letter = factories.make_waiting_letter()

    def fail(letter):
        raise RuntimeError("The index is full.")

    with monkeypatch.context() as patch:
        patch.setattr(search, "index", fail)
        assert run(letter) == Outcome.WAITING
    assert not letter.signatures.exists()
    assert not letter.pages.exists()
    assert run(letter) == Outcome.READ
    assert letter.signatures.count() == 2


@pytest.mark.parametrize("damage", ["gone", "altered"])
def test_a_lost_original_is_not_read(damage):
    letter = factories.make_waiting_letter()
    name = letter.file.file.name
    default_storage.delete(name)
    if damage == "altered":
        default_storage.save(name, factories.ContentFile(b"%PDF-1.7 something else"))
    reader = Reader()
    assert run(letter, reader) == Outcome.UNREADABLE
    assert reader.calls == 0
    letter.refresh_from_db()
    assert letter.problem == "lost_original"


@pytest.mark.parametrize("beat_seconds", [0, 1000], ids=["noticed while reading", "noticed at the end"])
def test_a_worker_that_was_taken_for_dead_stores_nothing(settings, beat_seconds):
    settings.BEAT_SECONDS = beat_seconds
    letter = factories.make_waiting_letter()
    much_later = NOW + datetime.timedelta(seconds=settings.LEASE_SECONDS + 1)
    taken = []

    def taken_over():
        taken.append(ledger.claim(letter.pk, worker="another", now=much_later))

    assert run(letter, Reader(meanwhile=taken_over)) is None
    assert not letter.signatures.exists()
    assert not letter.events.filter(kind=EventKind.READ).exists()
    row = Extraction.objects.get()
    assert (row.worker, row.outcome, row.attempt) == ("another", Outcome.RUNNING, 2)
    ledger.beat(taken[0], now=much_later)


def test_a_letter_is_published_when_read_if_that_was_wished():
    letter = factories.make_waiting_letter(publish_when_read=True)
    run(letter)
    letter.refresh_from_db()
    assert (letter.publication, letter.publish_when_read) == (Publication.PUBLISHED, False)
    assert letter.events.filter(kind=EventKind.PUBLISHED).count() == 1


def test_one_that_cannot_be_read_is_not_published():
    letter = factories.make_waiting_letter(publish_when_read=True)
    run(letter, Reader(error=TooCostly()))
    letter.refresh_from_db()
    assert letter.publication == Publication.DRAFT


def test_who_was_in_office_is_asked_as_of_the_date_that_a_person_gave():
    letter = factories.make_letter()
    date = datetime.date(2021, 3, 3)
    letter.facts.filter(kind="date").update(review_state="corrected", date=date)
    Extraction.objects.create(letter=letter, queued_at=NOW, rung_at=NOW)
    asked = []

    def resolve(reading, registry):
        asked.append(reading.date)
        return make_resolved(reading)

    run(letter, resolve=resolve)
    assert asked == [date]
    assert Letter.objects.get().letter_date == date


def test_processing_twice_gives_the_same_rows():
    letter = factories.make_waiting_letter()
    run(letter)
    rows = {name: list(getattr(letter, name).values()) for name in ("signatures", "quotations", "requests", "pages")}
    Extraction.objects.create(letter=letter, queued_at=NOW, rung_at=NOW)
    assert run(letter) == Outcome.READ
    assert rows == {name: list(getattr(letter, name).values()) for name in rows}


def test_the_default_resolver_is_the_house_resolver(monkeypatch):
    called = []
    monkeypatch.setattr(
        resolving, "resolve", lambda reading, registry: called.append(registry) or make_resolved(reading), raising=False
    )
    letter = factories.make_waiting_letter()
    process(letter.pk, now=lambda: NOW, read=Reader())
    assert called
