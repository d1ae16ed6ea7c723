"""How a file comes in: hash first, then the letter that is there, or a new one.

Known bytes lead to the letter that they already are. New ones are stored under their SHA-256, and the letter, its file
and a waiting run are written in one transaction. What is plainly not a letter's PDF is kept as well, in a state that
says so. The caller rings for `Received.letter` (tracker.tasks.process_letter): verbs never do.
"""

import datetime
import hashlib
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.core.validators import URLValidator
from django.db import DatabaseError, connection, transaction
from django.template.defaultfilters import filesizeformat

from tracker.archive import publish
from tracker.archive.errors import Refused
from tracker.models import (
    EventKind,
    Extraction,
    Letter,
    LetterEvent,
    LetterFile,
    Outcome,
    Publication,
    ReadingState,
    Viewer,
)
from tracker.models.letters import stored_file_path
from tracker.reading.errors import EmptyFile, NotAPDF, UnreadableFile

__all__ = ["Received", "checked_size", "checked_source_url", "receive", "tidy_name"]

# ISO 32000-1 wants "%PDF-" at the first byte; Acrobat's implementation notes (PDF 1.7, Appendix H, note 13) accept it
# anywhere in the first 1024, and files with a mail header or a BOM before it are met.
_HEADER, _HEADER_WITHIN = b"%PDF-", 1024
_NAME_LENGTH = 255
_URL_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class Received:
    """The letter, whether it is new, and a sentence about it. `to_read`: a run waits, so ring for it."""

    letter: Letter
    created: bool
    message: str
    to_read: bool


def receive(
    content: bytes,
    *,
    name: str,
    by: Viewer | None,
    now: datetime.datetime,
    source_url: str = "",
    reconstruction: bool = False,
    publish_when_read: bool = False,
) -> Received:
    """Take in one file, and return its letter.

    `name` is the file's name as it came, `by` who uploaded it (None: a command), `source_url` where it was published.
    Raises Refused, with a sentence, for a file that is too large or an address that is none; then nothing is kept.
    """
    checked_size(len(content))
    source_url = checked_source_url(source_url)
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        with transaction.atomic():
            _lock(sha256)
            file = LetterFile.objects.select_related("letter").filter(sha256=sha256).first()
            if file is not None:
                return _seen_again(file, name=name, by=by, now=now, source_url=source_url, wished=publish_when_read)
            letter_file = LetterFile(
                sha256=sha256,
                size=len(content),
                original_name=tidy_name(name),
                source_url=source_url,
                received_at=now,
                uploaded_by=by if by is not None and by.is_authenticated else None,
            )
            letter_file.file.name = _store(content, sha256, default_storage)
            letter_file.save()
            return _new_letter(letter_file, _problem(content), by, now, reconstruction, publish_when_read)
    except Exception:
        _discard(sha256)
        raise


def checked_size(size: int) -> int:
    """Return `size` (bytes). Raises Refused when it is more than is accepted: ask before you read a file."""
    if size > settings.MAX_FILE_BYTES:
        most = filesizeformat(settings.MAX_FILE_BYTES).replace("\xa0", " ")
        raise Refused(
            f"This file has {filesizeformat(size)}; at most {most} are accepted. "
            "Upload the letter without its attachments.".replace("\xa0", " ")
        )
    return size


def checked_source_url(source_url: str) -> str:
    """Return the address without white space around it; "" stays "". Raises Refused unless it is a web address."""
    source_url = source_url.strip()
    if not source_url:
        return ""
    try:
        if len(source_url) > _URL_LENGTH:
            raise ValidationError("too long")
        URLValidator(schemes=["http", "https"])(source_url)
    except ValidationError as error:
        raise Refused("The address of the source must be a whole web address: https://…") from error
    return source_url


def tidy_name(name: str) -> str:
    """Return a file's name that is safe to store and to show: no folders, nothing invisible, 255 characters at most.

    >>> tidy_name("../../etc/pass\\x00wd.pdf")
    'passwd.pdf'
    """
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    # Control and format characters (line ends, right-to-left overrides) and undecodable bytes would deceive a reader.
    kept = "".join(char if char.isprintable() else " " if char.isspace() else "" for char in name)
    kept = " ".join(unicodedata.normalize("NFC", kept).split())
    if len(kept) <= _NAME_LENGTH:
        return kept
    stem, dot, ending = kept.rpartition(".")
    ending = dot + ending if stem and len(ending) <= 10 else ""
    return kept[: _NAME_LENGTH - len(ending) - 1] + "…" + ending


def _problem(content: bytes) -> UnreadableFile | None:
    if not content:
        return EmptyFile()
    if _HEADER not in content[:_HEADER_WITHIN]:
        return NotAPDF()
    return None


def _lock(sha256: str) -> None:
    """Hold, until the transaction's end, the right to receive these bytes.

    The unique constraint on the hash alone would keep a second row out; the lock also keeps the loser of a race from
    clearing away the file that the winner has just written.
    """
    key = int.from_bytes(bytes.fromhex(sha256)[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _store(content: bytes, sha256: str, storage: Storage) -> str:
    """Write the bytes under their hash, and return the name. What a dead process left there half is written anew."""
    name = stored_file_path(LetterFile(sha256=sha256), "")
    if storage.exists(name):
        with storage.open(name) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
                return name
        storage.delete(name)
    return storage.save(name, ContentFile(content))


def _discard(sha256: str) -> None:
    """Remove the stored bytes of a file that was not received after all. Harmless when a letter has them."""
    with suppress(DatabaseError), transaction.atomic():
        _lock(sha256)
        if not LetterFile.objects.filter(sha256=sha256).exists():
            default_storage.delete(stored_file_path(LetterFile(sha256=sha256), ""))


def _new_letter(
    file: LetterFile,
    problem: UnreadableFile | None,
    by: Viewer | None,
    now: datetime.datetime,
    reconstruction: bool,
    publish_when_read: bool,
) -> Received:
    sentence = str(problem) if problem else ""
    code = problem.code if problem else ""
    letter = Letter.objects.create(
        file=file,
        reading_state=ReadingState.NEEDS_PERSON if problem else ReadingState.WAITING,
        problem=code,
        problem_sentence=sentence,
        is_reconstruction=reconstruction,
        publish_when_read=publish_when_read,
        created_at=now,
        changed_at=now,
    )
    Extraction.objects.create(
        letter=letter,
        outcome=Outcome.UNREADABLE if problem else Outcome.WAITING,
        queued_at=now,
        rung_at=now,
        finished_at=now if problem else None,
        problem=code,
        problem_sentence=sentence,
    )
    LetterEvent.log(letter, EventKind.RECEIVED, at=now, actor=by, message=file.original_name)
    if problem:
        LetterEvent.log(letter, EventKind.UNREADABLE, at=now, message=sentence)
        return Received(letter, True, f"Kept as letter {letter.pk}, but it cannot be read: {sentence}", False)
    return Received(letter, True, f"Received as letter {letter.pk}.", True)


def _seen_again(
    file: LetterFile, *, name: str, by: Viewer | None, now: datetime.datetime, source_url: str, wished: bool
) -> Received:
    letter = file.letter
    LetterEvent.log(letter, EventKind.SEEN_AGAIN, at=now, actor=by, message=tidy_name(name))
    if source_url and not file.source_url:
        LetterFile.objects.filter(pk=file.pk, source_url="").update(source_url=source_url)
    if wished and letter.publication == Publication.DRAFT:
        if publish.may_be_published(letter):
            publish.publish(letter, by=by, now=now)
        else:
            Letter.objects.filter(pk=letter.pk).update(publish_when_read=True)
    message = f"This file is already here, as letter {letter.pk}."
    if letter.reading_state == ReadingState.NEEDS_PERSON:
        message += f" It needs a person: {letter.problem_sentence}"
    to_read = letter.extractions.filter(outcome=Outcome.WAITING).exists()
    return Received(letter, False, message, to_read)
