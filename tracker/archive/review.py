"""What a person says of what was read: confirm, correct, dismiss, restore, enter; ask to read again.

Every verb locks the letter, changes rows by conditional UPDATEs, logs who did what, draws the letter's own fields from
its rows again, and writes the search row, in one transaction. A page that was drawn from `letter.changed_at` knows that
it is stale.
"""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import transaction

from tracker import linking, search
from tracker.archive.aliases import learn
from tracker.archive.anchoring import FoldedText
from tracker.archive.errors import ChangedMeanwhile, InvalidChange, NotAllowed
from tracker.archive.fields import EDITABLE, checked_changes
from tracker.archive.record import refresh
from tracker.archive.rows import storable
from tracker.models import (
    Agency,
    Citation,
    EventKind,
    ExtractedRow,
    Extraction,
    InformationRequest,
    Letter,
    LetterEvent,
    LetterFact,
    LetterTranscript,
    Outcome,
    Quotation,
    ReadingState,
    Recipient,
    ReviewState,
    Signature,
    User,
    Viewer,
)

__all__ = [
    "confirm_row",
    "confirm_rows",
    "correct_row",
    "dismiss_row",
    "enter_row",
    "reread",
    "restore_row",
    "set_title",
]

Row = TypeVar("Row", bound=ExtractedRow)

_LINKS_REST_ON = (LetterFact, Recipient, Signature, Citation, InformationRequest)
# What follows from a correction, and is not itself one.
_FOLLOWING = frozenset({"resolution", "resolution_why", "page"})
_ENTERED_RULE = "entered by hand"
_STALE = "This was read anew, or changed by somebody else, in the meantime. Look at it again."


def confirm_row(row: Row, *, by: Viewer, now: datetime.datetime) -> Row:
    """Say that a row is right as it was read. Harmless when a person has already spoken for it."""
    with _reviewed(row.letter_id, now):
        row = _locked(row)
        if row.review_state == ReviewState.EXTRACTED:
            _change(row, {"review_state": ReviewState.CONFIRMED}, by, now)
            _log(row, EventKind.ROW_CONFIRMED, by, now)
        elif row.is_dismissed:
            raise NotAllowed("This row was dismissed. Restore it first.")
    return row


def confirm_rows(letter: Letter, model: type[Row], *, by: Viewer, now: datetime.datetime) -> list[Row]:
    """Say that all rows of one kind of which no person has spoken are right as they were read, and return them."""
    with _reviewed(letter.pk, now) as letter:
        unspoken = model._default_manager.filter(letter=letter, review_state=ReviewState.EXTRACTED)
        rows: list[Row] = list(unspoken)  # type: ignore[arg-type]
        for row in rows:
            _change(row, {"review_state": ReviewState.CONFIRMED}, by, now)
            _log(row, EventKind.ROW_CONFIRMED, by, now)
    return rows


def correct_row(
    row: Row, changes: Mapping[str, Any], *, by: Viewer, now: datetime.datetime, learn_alias: bool = False
) -> Row:
    """Change fields of a row (see fields.EDITABLE); what the machine had read is kept in `as_read`.

    With `learn_alias`, and an agency chosen for a recipient, the organization as this letter writes it becomes a name
    of that agency, and all letters that use it are mended. Changes that change nothing confirm the row. Raises
    InvalidChange for a value that a field cannot have.
    """
    with _reviewed(row.letter_id, now, of=type(row)) as letter:
        row = _locked(row)
        if row.is_dismissed:
            raise NotAllowed("This row was dismissed. Restore it first.")
        fields = checked_changes(type(row), letter, changes)
        changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
        corrected = sorted(set(changed) - _FOLLOWING)
        if corrected:
            as_read = row.as_read
            if row.review_state != ReviewState.ENTERED:
                # The first reading stays, however often the row is corrected.
                as_read = {name: _jsonable(getattr(row, name)) for name in corrected} | as_read
                changed["review_state"] = ReviewState.CORRECTED
            _change(row, {**changed, "as_read": as_read}, by, now)
            names = ", ".join(name.removesuffix("_id").replace("_", " ") for name in corrected)
            _log(row, EventKind.ROW_CORRECTED, by, now, names)
        elif row.review_state == ReviewState.EXTRACTED:
            _change(row, {**changed, "review_state": ReviewState.CONFIRMED}, by, now)
            _log(row, EventKind.ROW_CONFIRMED, by, now)
        if learn_alias and isinstance(row, Recipient) and row.agency_id:
            written = (row.as_read.get("organization") or row.organization).strip()
            if written:
                learn(written, Agency.objects.get(pk=row.agency_id), besides=row, by=by, now=now)
    row.refresh_from_db()
    return row


def dismiss_row(row: Row, *, by: Viewer, now: datetime.datetime) -> Row:
    """Say that there is no such thing in the letter. No later reading brings it back."""
    with _reviewed(row.letter_id, now, of=type(row)):
        row = _locked(row)
        if not row.is_dismissed:
            _change(row, {"review_state": ReviewState.DISMISSED}, by, now)
            # What was part of it stands on its own, or belongs to what this was part of.
            if isinstance(row, Quotation):
                row.nested.update(nested_in=row.nested_in_id)
            if isinstance(row, InformationRequest):
                row.parts.update(parent=row.parent_id)
            _log(row, EventKind.ROW_DISMISSED, by, now)
    return row


def restore_row(row: Row, *, by: Viewer, now: datetime.datetime) -> Row:
    """Take a dismissal back. Harmless when the row was not dismissed."""
    with _reviewed(row.letter_id, now, of=type(row)):
        row = _locked(row)
        if row.is_dismissed:
            state = ReviewState.EXTRACTED
            if row.rule == _ENTERED_RULE:
                state = ReviewState.ENTERED
            elif row.as_read:
                state = ReviewState.CORRECTED
            _change(row, {"review_state": state}, by, now)
            _log(row, EventKind.ROW_RESTORED, by, now)
    return row


def enter_row(
    letter: Letter, model: type[Row], values: Mapping[str, Any], *, by: Viewer, now: datetime.datetime
) -> Row:
    """Add a row that the machine did not find. Where its words stand just once in the letter, it gets that place."""
    with _reviewed(letter.pk, now, of=model) as letter:
        fields = checked_changes(model, letter, values)
        if not fields.get("text"):
            fields["text"] = str(fields.get("name") or fields.get("date") or fields.get("title") or "")
        if not fields["text"]:
            raise InvalidChange("Write the words as they stand in the letter.", field="text")
        if "kind" in EDITABLE[model] and not fields.get("kind"):
            raise InvalidChange("Choose of what kind this is.", field="kind")
        if fields.get("start") is None:
            text = LetterTranscript.objects.filter(letter=letter).values_list("text", flat=True).first() or ""
            span = FoldedText(text).find(fields["text"])
            if span is not None:
                fields.update(checked_changes(model, letter, {"start": span.start, "end": span.end}))
        row = model(
            letter=letter,
            order=model._default_manager.filter(letter=letter).count(),
            rule=_ENTERED_RULE,
            review_state=ReviewState.ENTERED,
            reviewed_by=_person(by),
            reviewed_at=now,
            **fields,
        )
        row.save(force_insert=True)
        _log(row, EventKind.ROW_ENTERED, by, now)
    return row


def set_title(letter: Letter, title: str, *, by: Viewer, now: datetime.datetime) -> Letter:
    """Write the letter's heading by hand; an empty one gives the choice back to the machine."""
    title = " ".join(storable(title).split())
    if len(title) > 300:
        raise InvalidChange("The title may have 300 characters at most.", field="title")
    with _reviewed(letter.pk, now) as locked:
        Letter.objects.filter(pk=locked.pk).update(title=title, title_entered=bool(title))
        LetterEvent.log(locked, EventKind.TITLE_SET, at=now, actor=by, message=title)
    letter.refresh_from_db()
    return letter


def reread(letter: Letter, *, by: Viewer | None, now: datetime.datetime) -> Extraction:
    """Ask for the letter to be read again. The caller rings. Raises NotAllowed when it already waits."""
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(pk=letter.pk)
        if letter.extractions.filter(outcome__in=(Outcome.WAITING, Outcome.RUNNING)).exists():
            raise NotAllowed("This letter already waits to be read.")
        extraction = Extraction.objects.create(letter=letter, queued_at=now, rung_at=now)
        Letter.objects.filter(pk=letter.pk).update(
            reading_state=ReadingState.WAITING, problem="", problem_sentence="", changed_at=now
        )
        LetterEvent.log(letter, EventKind.REREAD_ASKED, at=now, actor=by)
    return extraction


@contextmanager
def _reviewed(letter_id: int, now: datetime.datetime, *, of: type[ExtractedRow] | None = None) -> Iterator[Letter]:
    """Hold the letter while its rows change, then draw from them what is drawn from them.

    `of` is the model whose rows change in what they say; where proposed links rest on it, they are proposed anew.
    """
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(pk=letter_id)
        yield letter
        refresh(letter, now=now)
        if of in _LINKS_REST_ON and LetterTranscript.objects.filter(letter=letter).exists():
            linking.propose(letter, now=now)
        search.index(letter)


def _locked(row: Row) -> Row:
    """Return the row as it is stored now."""
    stored: Row | None = type(row)._default_manager.select_for_update().filter(pk=row.pk).first()  # type: ignore[assignment]
    if stored is None:
        raise ChangedMeanwhile(_STALE)
    return stored


def _change(row: ExtractedRow, fields: Mapping[str, Any], by: Viewer, now: datetime.datetime) -> None:
    reviewed = {**fields, "reviewed_by": _person(by), "reviewed_at": now}
    same = type(row)._default_manager.filter(pk=row.pk, review_state=row.review_state)
    if not same.update(**reviewed):
        raise ChangedMeanwhile(_STALE)
    row.refresh_from_db()


def _log(row: ExtractedRow, kind: EventKind, by: Viewer, now: datetime.datetime, message: str = "") -> None:
    """Add to the letter's log of what kind the row is and how it begins."""
    noun = row._meta.verbose_name
    words = " ".join(row.text.split())
    about = f"{noun} “{words[:80]}{'…' if len(words) > 80 else ''}”"
    LetterEvent.log(row.letter, kind, at=now, actor=by, message=f"{about}: {message}" if message else about)


def _person(by: Viewer) -> User | None:
    return by if isinstance(by, User) else None


def _jsonable(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
