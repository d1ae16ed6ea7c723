"""What an action's record leads to: its parts of the Code, its dockets and numbers at their own sources, its relatives.

Only identifiers of a known form become addresses; any other is shown as it was written.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from tracker.models import ActionKind, Agency, AgencyAction
from tracker.web.wording import date_words, joined

__all__ = ["Change", "Identifier", "Relatives", "cfr_part", "changes", "docket", "relatives", "rin"]

MOST_RELATIVES = 20
# What a reader calls the fields of a record; others change without a word.
_FIELD_WORDS = {
    "title": "title",
    "kind": "kind",
    "action_text": "action",
    "abstract": "abstract",
    "agencies": "agencies",
    "citation": "citation",
    "end_page": "last page",
    "signed_date": "day of signing",
    "filed_date": "day of filing",
    "published_date": "day of publication",
    "effective_date": "effective date",
    "comments_close_date": "end of the comment period",
    "dockets": "dockets",
    "rins": "RIN",
    "cfr_parts": "CFR parts",
    "corrects": "document that it corrects",
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier as written, and where it can be looked up; "" when that is not known."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Relatives:
    """The other actions of the docket, those that this one corrects, and those that correct it."""

    of_docket: tuple[AgencyAction, ...]
    total: int
    corrects: tuple[AgencyAction, ...]
    corrected_by: tuple[AgencyAction, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a source said before it said something else: each field by its words, and what it was ("" for nothing)."""

    seen_on: datetime.date
    source: str
    before: tuple[tuple[str, str], ...]


def cfr_part(text: str) -> Identifier:
    """Return a part of the Code of Federal Regulations with its address.

    >>> cfr_part("15 CFR 744").url
    'https://www.ecfr.gov/current/title-15/part-744'
    """
    match = re.fullmatch(r"(\d{1,2}) CFR (?:Part )?(\d{1,5}[a-z]?)", text.strip(), re.IGNORECASE)
    return Identifier(text, f"https://www.ecfr.gov/current/title-{match[1]}/part-{match[2]}" if match else "")


def docket(text: str) -> Identifier:
    """Return a docket with its address where it has the form of those at regulations.gov.

    >>> docket("BIS-2020-0017").url, docket("240712-0190").url
    ('https://www.regulations.gov/docket/BIS-2020-0017', '')
    """
    is_there = re.fullmatch(r"[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*-\d{4}-\d{4}", text.strip())
    return Identifier(text, f"https://www.regulations.gov/docket/{text.strip()}" if is_there else "")


def rin(text: str) -> Identifier:
    """Return a regulation identifier number with its address at the office that gives them."""
    is_one = re.fullmatch(r"\d{4}-[A-Z]{2}\d{2}", text.strip())
    base = "https://www.reginfo.gov/public/do/eAgendaViewRule?RIN="
    return Identifier(text, f"{base}{text.strip()}" if is_one else "")


def changes(action: AgencyAction) -> list[Change]:
    """Return what the record said before, the latest change first, without changes of what no reader sees."""
    versions = list(action.versions.all())
    slugs = {slug for version in versions for slug in version.before.get("agencies", ())}
    names = dict(Agency.objects.filter(slug__in=slugs).values_list("slug", "name")) if slugs else {}
    found = []
    for version in versions:
        before = tuple(
            (words, _said(name, version.before[name], names))
            for name, words in _FIELD_WORDS.items()
            if name in version.before
        )
        if before:
            found.append(Change(timezone.localdate(version.seen_at), version.source, before))
    return found


def _said(name: str, value: Any, agencies: Mapping[str, str]) -> str:
    if name == "agencies":
        return joined([agencies.get(slug, slug) for slug in value])
    if name == "kind":
        return str(dict(ActionKind.choices).get(value, value))
    if isinstance(value, list):
        return joined(list(map(str, value)))
    if name.endswith("_date") and value:
        return date_words(datetime.date.fromisoformat(value))
    return str(value if value is not None else "")


def relatives(action: AgencyAction) -> Relatives:
    """Return the actions that share a docket or a RIN with this one, newest first, and its corrections."""
    listed = _listed().exclude(pk=action.pk)
    shared = Q()
    if action.dockets:
        shared |= Q(dockets__overlap=action.dockets)
    if action.rins:
        shared |= Q(rins__overlap=action.rins)
    same = listed.filter(shared) if shared else listed.none()
    number = action.document_number
    return Relatives(
        of_docket=tuple(same[:MOST_RELATIVES]),
        total=same.count(),
        corrects=tuple(listed.filter(document_number=action.corrects)[:1]) if action.corrects else (),
        corrected_by=tuple(listed.filter(corrects=number)[:MOST_RELATIVES]) if number else (),
    )


def _listed() -> QuerySet[AgencyAction]:
    return (
        AgencyAction.objects.defer("text", "abstract")
        .prefetch_related("agencies")
        .order_by(F("published_date").desc(nulls_last=True), "-pk")
    )
