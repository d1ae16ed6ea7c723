"""What an action's record leads to: its parts of the Code, its dockets and numbers at their own sources, its relatives.

Only identifiers of a known form become addresses; any other is shown as it was written.
"""

import re
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from tracker.models import AgencyAction

__all__ = ["Identifier", "Relatives", "cfr_part", "docket", "relatives", "rin"]

MOST_RELATIVES = 20


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
