"""How files come in: known bytes, new ones, and what is no letter."""

import datetime
import hashlib
import threading

import pytest
from django.core.files.storage import default_storage
from django.db import close_old_connections, connection

from tests import factories
from tests.factories import NOW, pdf_bytes
from tracker.archive.errors import Refused
from tracker.archive.receive import receive, tidy_name
from tracker.models import EventKind, Extraction, Letter, LetterEvent, LetterFile, Outcome, Publication, ReadingState
from tracker.models.letters import stored_file_path

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(hours=1)


def take(content, **fields):
    return receive(content, **({"name": "letter.pdf", "by": None, "now": NOW} | fields))


def path_of(content):
    return stored_file_path(LetterFile(sha256=hashlib.sha256(content).hexdigest()), "")


def test_a_new_file_is_stored_and_waits():
    user, content = factories.make_user(), pdf_bytes()
    received = take(content, by=user, source_url=" https://example.gov/letter.pdf ", reconstruction=True)
    assert (received.created, received.to_read) == (True, True)
    letter = Letter.objects.get()
    file = letter.file
    assert (file.size, file.original_name, file.uploaded_by) == (len(content), "letter.pdf", user)
    assert file.source_url == "https://example.gov/letter.pdf"
    assert file.file.name == path_of(content)
    assert default_storage.open(file.file.name).read() == content
    assert (letter.publication, letter.reading_state) == (Publication.DRAFT, ReadingState.WAITING)
    assert letter.is_reconstruction
    assert Extraction.objects.get().outcome == Outcome.WAITING
    assert [(event.kind, event.actor) for event in letter.events.all()] == [(EventKind.RECEIVED, user)]


def test_the_same_bytes_lead_to_the_letter_that_is_there():
    content = pdf_bytes()
    first = take(content)
    again = take(content, name="copy.pdf", now=LATER, source_url="https://example.gov/a.pdf")
    assert (again.created, again.letter) == (False, first.letter)
    assert str(first.letter.pk) in again.message
    assert Letter.objects.count() == LetterFile.objects.count() == Extraction.objects.count() == 1
    assert LetterEvent.objects.filter(kind=EventKind.SEEN_AGAIN, at=LATER, message="copy.pdf").count() == 1
    assert LetterFile.objects.get().source_url == "https://example.gov/a.pdf"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"PK\x03\x04 a word processor's", "not_a_pdf"), (b" " * 1024 + b"%PDF-1.7", "not_a_pdf")],
)
def test_what_is_no_pdf_is_kept_and_says_so(content, code):
    received = take(content, name="letter.docx")
    letter = Letter.objects.get()
    assert (received.created, received.to_read) == (True, False)
    assert (letter.reading_state, letter.problem) == (ReadingState.NEEDS_PERSON, code)
    assert letter.problem_sentence in received.message
    assert default_storage.open(letter.file.file.name).read() == content
    assert not Extraction.objects.filter(outcome=Outcome.WAITING).exists()
    assert take(content).message.endswith(letter.problem_sentence)


def test_a_pdf_may_have_something_before_its_header():
    assert take(b"\xef\xbb\xbf\r\n" + pdf_bytes()).to_read


def test_too_large_a_file_is_refused_and_not_kept(settings):
    settings.MAX_FILE_BYTES = 100
    content = pdf_bytes("x" * 100)
    with pytest.raises(Refused, match="at most 100 bytes are accepted"):
        take(content)
    assert not LetterFile.objects.exists()
    assert not default_storage.exists(path_of(content))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://example.gov/a.pdf", "file:///etc/passwd", "example", "https://" + "a" * 1000],
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(Refused, match="whole web address"):
        take(pdf_bytes(), source_url=address)
    assert not LetterFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\letters\\a.pdf", "a.pdf"),
        ("Lettre d’été — 5G.pdf", "Lettre d’été — 5G.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "ab Set-Cookie: x.pdf"),
        ("safe\u202efdp.exe", "safefdp.exe"),
        ("bad\udcffbyte.pdf", "badbyte.pdf"),
        ("", ""),
        ("/", ""),
        ("x" * 300 + ".pdf", "x" * 250 + "….pdf"),
        ("." + "y" * 300, "." + "y" * 253 + "…"),
        ("信.pdf", "信.pdf"),
    ],
)
def test_hostile_names(name, tidy):
    assert tidy_name(name) == tidy
    assert len(tidy) <= 255
    assert take(pdf_bytes(), name=name).letter.file.original_name == tidy


def test_bytes_that_a_dead_process_left_half_written_are_written_anew():
    content = pdf_bytes()
    default_storage.save(path_of(content), factories.ContentFile(content[:5]))
    assert default_storage.open(take(content).letter.file.file.name).read() == content


def test_a_failure_leaves_no_file_behind(monkeypatch):
    content = pdf_bytes()

    def fail(*args, **kwargs):
        raise RuntimeError("The database is full.")

    monkeypatch.setattr(LetterEvent, "log", fail)
    with pytest.raises(RuntimeError):
        take(content)
    assert not LetterFile.objects.exists()
    assert not default_storage.exists(path_of(content))


def test_the_wish_to_publish_is_kept_and_honoured_for_what_is_read():
    content = pdf_bytes()
    assert take(content, publish_when_read=True).letter.publish_when_read
    read = factories.make_letter()
    stored = read.file.file.open().read()
    receive(stored, name="again.pdf", by=None, now=LATER, publish_when_read=True)
    read.refresh_from_db()
    assert read.is_published


def test_a_withdrawn_letter_stays_withdrawn():
    letter = factories.make_letter(publication=Publication.WITHDRAWN)
    receive(letter.file.file.open().read(), name="again.pdf", by=None, now=LATER, publish_when_read=True)
    letter.refresh_from_db()
    assert letter.publication == Publication.WITHDRAWN


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_letter():
    content, received, start = pdf_bytes(), [], threading.Barrier(4)

    def upload():
        try:
            start.wait(10)
            received.append(take(content))
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=upload) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(one.created for one in received) == [False, False, False, True]
    assert len({one.letter.pk for one in received}) == 1
    assert default_storage.open(path_of(content)).read() == content
