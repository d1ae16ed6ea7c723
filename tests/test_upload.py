"""`manage.py upload` and `manage.py reread`: many files, good and bad."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tests.factories import pdf_bytes
from tracker import tasks
from tracker.models import Extraction, Letter, Outcome, ReadingState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rung(monkeypatch):
    """The letters that were rung for, in place of a broker."""
    calls = []
    monkeypatch.setattr(tasks.process_letter, "delay_on_commit", lambda *, letter_id: calls.append(letter_id))
    return calls


def upload(*paths, **options):
    out = io.StringIO()
    call_command("upload", *map(str, paths), stdout=out, **options)
    return out.getvalue().splitlines()


def test_folders_and_files(tmp_path, rung):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "b.PDF").write_bytes(pdf_bytes())
    (tmp_path / "in" / "deep" / "a.pdf").write_bytes(pdf_bytes())
    (tmp_path / "in" / "notes.txt").write_text("not taken")
    (tmp_path / "scan.bin").write_bytes(pdf_bytes())
    lines = upload(tmp_path / "in", tmp_path / "scan.bin", source_url="https://example.gov/letters", publish=True)
    assert [line.split()[-1] for line in lines] == ["b.PDF", "a.pdf", "scan.bin"]
    letters = list(Letter.objects.order_by("pk"))
    assert rung == [letter.pk for letter in letters]
    assert all(letter.publish_when_read and not letter.is_reconstruction for letter in letters)
    assert {letter.file.source_url for letter in letters} == {"https://example.gov/letters"}


def test_one_bad_file_does_not_stop_the_others(tmp_path, rung, settings):
    settings.MAX_FILE_BYTES = 1000
    same = pdf_bytes()
    for name, content in {"1.pdf": b"", "2.pdf": b"x" * 1001, "3.pdf": same, "4.pdf": same, "5.pdf": b"no"}.items():
        (tmp_path / name).write_bytes(content)
    lines = upload(tmp_path / "absent.pdf", tmp_path)
    assert [" ".join(line.split()[:1]) for line in lines] == ["not", "letter", "refused", "letter", "letter", "letter"]
    assert "This is not a PDF." in lines[-1]
    assert "already here" in lines[-2]
    assert "at most 1000 bytes" in lines[2]
    assert Letter.objects.count() == 3
    # The same bytes are rung for twice: harmless, and of use when the first call was lost.
    assert set(rung) == {Letter.objects.get(reading_state=ReadingState.WAITING).pk}


def test_only_nothing_at_all_is_a_failure(tmp_path):
    with pytest.raises(CommandError, match="No file could be received"):
        upload(tmp_path)
    with pytest.raises(CommandError, match="whole web address"):
        upload(tmp_path, source_url="not an address")
    assert not Letter.objects.exists()


def test_wait_shows_how_each_ended(tmp_path, monkeypatch):
    def work(*, letter_id):
        Extraction.objects.filter(letter=letter_id).update(outcome=Outcome.READ)
        Letter.objects.filter(pk=letter_id).update(reading_state=ReadingState.READ, title="Lamps")

    monkeypatch.setattr(tasks.process_letter, "delay_on_commit", work)
    (tmp_path / "a.pdf").write_bytes(pdf_bytes())
    (tmp_path / "b.pdf").write_bytes(b"no")
    lines = upload(tmp_path, wait=True)
    assert len(lines) == 4
    assert lines[2].endswith("read: Lamps (1 of 2)")
    assert lines[3].endswith("(2 of 2)")
    assert "needs a person: This is not a PDF." in lines[3]


def test_reread(rung):
    read, waiting = factories.make_letter(), factories.make_waiting_letter()
    out = io.StringIO()
    call_command("reread", str(read.pk), str(waiting.pk), stdout=out)
    assert rung == [read.pk]
    assert "already waits" in out.getvalue()
    assert out.getvalue().endswith("Asked for 1 letter to be read again.\n")
    with pytest.raises(CommandError, match="There is no letter 0"):
        call_command("reread", "0")
    with pytest.raises(CommandError):
        call_command("reread")
