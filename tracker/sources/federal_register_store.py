"""How the Federal Register's documents become agency actions.

They are stored page by page, each page in one transaction: new ones are added, changed ones replaced, unchanged ones
only stamped. Agencies are found by the Federal Register's number, then by slug; those that are not known yet are added
from what the document says of them.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.db.models import F

from tracker.linking.index import index_actions
from tracker.models import Agency, AgencyAction
from tracker.sources.federal_register import ActionRecord, AgencyReference, Malformed, each_once, parse_document

__all__ = ["Stored", "store_documents"]

PAGE = 1000
_FIELDS = (
    *("kind", "source", "citation", "title", "action_text", "abstract", "rins", "dockets", "cfr_parts", "corrects"),
    *("filed_date", "published_date", "effective_date", "comments_close_date", "html_url", "pdf_url"),
)
# Agencies whose abbreviation at Regulations.gov is not their short name in the Federal Register.
_SLUGS = {
    "AID": "agency-for-international-development",
    "CRB": "copyright-royalty-board",
    "EERE": "energy-efficiency-and-renewable-energy-office",
    "FINCEN": "financial-crimes-enforcement-network",
    "FISCAL": "bureau-of-the-fiscal-service",
}


@dataclass(kw_only=True)
class Stored:
    """What an import did. `changed_ids` are the actions that are new or differ; `skipped` are sentences."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    changed_ids: list[int] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    agencies_added: list[str] = field(default_factory=list)
    agencies_unknown: set[str] = field(default_factory=set)


def store_documents(raws: Iterable[object], *, now: datetime.datetime, stored: Stored | None = None) -> Stored:
    """Store raw documents, a thousand to a transaction, and return what was done.

    A malformed one is skipped with its reason; of two with the same number, the later one counts. Running it twice over
    the same documents changes nothing but `synced_at`. Pass `stored` to go on counting.
    """
    stored = stored if stored is not None else Stored()
    page: dict[str, ActionRecord] = {}
    for raw in raws:
        try:
            record = parse_document(raw)
        except Malformed as error:
            stored.skipped.append(str(error))
            continue
        before = page.get(record.document_number)
        page[record.document_number] = _filled(before, record) if before and record.thin else record
        if len(page) >= PAGE:
            _store_page(list(page.values()), now=now, stored=stored)
            page = {}
    if page:
        _store_page(list(page.values()), now=now, stored=stored)
    return stored


@transaction.atomic
def _store_page(records: list[ActionRecord], *, now: datetime.datetime, stored: Stored) -> None:
    numbers = [record.document_number for record in records]
    existing = {
        action.document_number: action
        for action in AgencyAction.objects.select_for_update()
        .filter(document_number__in=numbers)
        .defer("text")
        .order_by("pk")
    }
    agency_ids = _agency_ids({reference for record in records for reference in record.agencies}, stored)
    wanted = {
        record.document_number: {agency_ids[reference] for reference in record.agencies if reference in agency_ids}
        for record in records
    }
    through = AgencyAction.agencies.through
    held: dict[int, set[int]] = {action.pk: set() for action in existing.values()}
    for action_id, agency_id in through.objects.filter(agencyaction__in=held).values_list(
        "agencyaction_id", "agency_id"
    ):
        held[action_id].add(agency_id)

    new: list[AgencyAction] = []
    changed: list[AgencyAction] = []
    for record in records:
        action = existing.get(record.document_number)
        if action is None:
            new.append(AgencyAction(document_number=record.document_number, synced_at=now, **_values(record)))
            continue
        values = _values(record)
        if record.thin:
            values = {name: value for name, value in values.items() if not getattr(action, name)}
            values["dockets"] = [
                *action.dockets,
                *(docket for docket in record.dockets if docket not in action.dockets),
            ]
            wanted[record.document_number] |= held[action.pk]
        if wanted[record.document_number] == held[action.pk] and all(
            getattr(action, name) == value for name, value in values.items()
        ):
            stored.unchanged += 1
            continue
        for name, value in values.items():
            setattr(action, name, value)
        changed.append(action)

    AgencyAction.objects.bulk_create(new)
    AgencyAction.objects.bulk_update(changed, _FIELDS, batch_size=250)
    AgencyAction.objects.filter(pk__in=held).update(synced_at=now)
    touched = [*new, *changed]
    through.objects.filter(agencyaction__in=[action.pk for action in changed]).delete()
    through.objects.bulk_create(
        through(agencyaction_id=action.pk, agency_id=agency_id)
        for action in touched
        for agency_id in sorted(wanted[str(action.document_number)])
    )
    index_actions([action.pk for action in touched], now=now)
    stored.added += len(new)
    stored.changed += len(changed)
    stored.changed_ids += [action.pk for action in touched]


def _agency_ids(references: set[AgencyReference], stored: Stored) -> dict[AgencyReference, int]:
    """Return the key of each agency that is named, adding those that only the documents know."""
    by_number: dict[int, int] = {}
    by_slug: dict[str, int] = {}
    by_short_name: dict[str, int] = {}
    # Departments come first, because their offices often bear their short name too.
    agencies = Agency.objects.order_by(F("parent").asc(nulls_first=True), "pk").values_list(
        "pk", "federal_register_id", "slug", "short_name"
    )
    for known_pk, number, slug, short_name in agencies:
        by_slug[slug] = known_pk
        if number is not None:
            by_number[number] = known_pk
        if short_name:
            by_short_name.setdefault(short_name.upper(), known_pk)
    found: dict[AgencyReference, int] = {}
    children: list[tuple[int, int]] = []
    for reference in sorted(references, key=lambda each: (each.parent_id is not None, each.slug, each.short_name)):
        if not reference.slug:
            known = by_slug.get(_SLUGS.get(reference.short_name, "")) or by_short_name.get(reference.short_name)
            if known is None:
                stored.agencies_unknown.add(reference.short_name)
            else:
                found[reference] = known
            continue
        pk: int | None = by_number.get(reference.federal_register_id or -1) or by_slug.get(reference.slug)
        if pk is None:
            agency = Agency.objects.create(
                slug=reference.slug, name=reference.name, federal_register_id=reference.federal_register_id
            )
            pk = by_slug[reference.slug] = agency.pk
            if reference.federal_register_id is not None:
                by_number[reference.federal_register_id] = pk
            if reference.parent_id is not None:
                children.append((pk, reference.parent_id))
            stored.agencies_added.append(reference.slug)
        found[reference] = pk
    for child_pk, parent_number in children:
        if parent_number in by_number:
            Agency.objects.filter(pk=child_pk).update(parent=by_number[parent_number])
    return found


def _filled(before: ActionRecord, row: ActionRecord) -> ActionRecord:
    """Return a record with what a second row about the same document adds: the other agency's docket and name."""
    return replace(
        before,
        dockets=each_once([*before.dockets, *row.dockets]),
        agencies=tuple(dict.fromkeys([*before.agencies, *row.agencies])),
    )


def _values(record: ActionRecord) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in _FIELDS}
    return values | {name: list(values[name]) for name in ("rins", "dockets", "cfr_parts")}
