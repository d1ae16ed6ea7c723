"""Which fields of a row a person may change, and what a value must be.

A value comes as a form gives it (text) or as Python has it; it is checked here, once, for the desk, the admin and the
command line alike.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_date

from tracker.archive.errors import InvalidChange
from tracker.archive.rows import storable
from tracker.models import (
    Agency,
    Citation,
    Deadline,
    ExtractedRow,
    InformationRequest,
    Letter,
    LetterFact,
    LetterTranscript,
    Member,
    Official,
    Quotation,
    Recipient,
    Resolution,
    Signature,
)

__all__ = ["EDITABLE", "checked_changes"]

# Text and place are every row's.
EDITABLE: dict[type[ExtractedRow], tuple[str, ...]] = {
    LetterFact: ("kind", "text", "date"),
    Recipient: ("text", "name", "title", "organization", "address", "acting", "agency", "official", "member"),
    Signature: ("text", "name", "title", "on_behalf_of", "member", "agency"),
    Quotation: ("text", "kind", "speaker", "source", "cue"),
    Deadline: ("text", "date", "reckoning"),
    InformationRequest: ("text", "kind", "number", "answer", "deadline"),
    Citation: ("text", "kind", "normalized"),
}
_PLACE = ("start", "end")


def checked_changes(model: type[ExtractedRow], letter: Letter, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields to set, by attribute name ("agency_id"), with values fit to be stored.

    What follows from a change is among them: the page, from a place; the resolution, from whom a person chose. Raises
    InvalidChange for a field that is not one of this model's, or a value that it cannot have.
    """
    fields: dict[str, Any] = {}
    for name, value in changes.items():
        if name in _PLACE:
            continue
        if name not in EDITABLE[model]:
            raise InvalidChange(f"{name} is not a field of this row.", field=name)
        column = model._meta.get_field(name)
        if isinstance(column, models.ForeignKey):
            target = _target(name, value, letter)
            fields[column.attname] = target.pk if target else None
        else:
            assert isinstance(column, models.Field)
            fields[name] = _plain(column, value)
    if any(name in changes for name in _PLACE):
        fields.update(_checked_place(letter, changes.get("start"), changes.get("end")))
    if {"agency_id", "member_id"} & set(fields):
        chosen = any(fields.get(name) for name in ("agency_id", "member_id"))
        fields["resolution"] = Resolution.RESOLVED if chosen else Resolution.UNMATCHED
        fields["resolution_why"] = "Chosen by a person." if chosen else "A person says that it is none that is known."
    return fields


def _plain(column: "models.Field[Any, Any]", value: Any) -> Any:
    label = str(column.verbose_name).capitalize()
    if isinstance(column, models.DateField):
        return _date(label, column.name, value)
    if isinstance(column, models.BooleanField):
        return value if isinstance(value, bool) else str(value).strip().lower() in ("1", "true", "on", "yes")
    text = storable("" if value is None else str(value)).strip()
    if column.max_length and len(text) > column.max_length:
        raise InvalidChange(f"{label} may have {column.max_length} characters at most.", field=column.name)
    if column.choices:
        try:
            column.clean(text, None)
        except ValidationError as error:
            raise InvalidChange(f"{label} cannot be “{text[:40]}”.", field=column.name) from error
    return text


def _date(label: str, name: str, value: Any) -> datetime.date | None:
    if value is None or isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    if not text:
        return None
    try:
        date = parse_date(text)
    except ValueError:
        date = None
    if date is None:
        raise InvalidChange(f"{label} must be a date of the calendar, as in 2020-04-14.", field=name)
    return date


def _target(name: str, value: Any, letter: Letter) -> models.Model | None:
    """Find the agency (slug), member (Bioguide ID), official or deadline (number) that `value` names."""
    if value is None or value == "" or isinstance(value, models.Model):
        return value or None
    key = str(value).strip()
    finders: dict[str, Callable[[], models.Model | None]] = {
        "agency": lambda: Agency.objects.filter(slug=key).first(),
        "member": lambda: Member.objects.filter(pk=key.upper()).first(),
        "official": lambda: Official.objects.filter(pk=int(key)).first() if _is_number(key) else None,
        "deadline": lambda: Deadline.objects.filter(pk=int(key), letter=letter).first() if _is_number(key) else None,
    }
    found = finders[name]()
    if found is None:
        noun = {"agency": "agency", "member": "member of Congress"}.get(name, name)
        raise InvalidChange(f"There is no {noun} “{key[:40]}” here. Choose one from the list.", field=name)
    return found


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) < 18


def _checked_place(letter: Letter, start: Any, end: Any) -> dict[str, int | None]:
    """Check a place in the transcript, and say on which page it begins."""
    if start in (None, "") and end in (None, ""):
        return {"start": None, "end": None, "page": None}
    length = len(LetterTranscript.objects.filter(letter=letter).values_list("text", flat=True).first() or "")
    if not (_is_number(str(start)) and _is_number(str(end)) and 0 <= int(start) < int(end) <= length):
        raise InvalidChange("Mark some words of the letter.", field="start")
    start, end = int(start), int(end)
    for page in letter.pages.all():
        if any(word[1] > start and word[0] < end for word in page.words):
            return {"start": start, "end": end, "page": page.number}
    return {"start": start, "end": end, "page": None}
