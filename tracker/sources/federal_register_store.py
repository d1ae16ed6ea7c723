"""How the Federal Register's documents become agency actions.

They are stored a page at a time, each page in one transaction. New ones are copied into a temporary table and inserted
from there in one statement; changed ones are replaced, and what they said before is kept as an `ActionVersion`;
unchanged ones are only stamped.

What was on public inspection becomes the published document: the number is the same. Before 2016 a few numbers were
given twice, years apart; the later document is then kept as "96-1234 (1996-03-01)", and said to be so.
"""

import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection, transaction

from tracker.linking.index import index_actions
from tracker.models import ActionVersion, Agency, AgencyAction
from tracker.sources.federal_register import ActionRecord, Malformed, each_once, parse_document
from tracker.sources.federal_register_agencies import AgencyIndex

__all__ = ["Stored", "store_documents"]

PAGE = 2000
_LISTS = ("rins", "dockets", "cfr_parts", "corrected_by")
_FIELDS = (
    *("kind", "source", "citation", "end_page", "subtype", "order_number", "title", "action_text", "abstract"),
    *("signed_date", "filed_date", "published_date", "effective_date", "comments_close_date", "corrects"),
    *("awaits_publication", "html_url", "pdf_url", "raw_text_url", *_LISTS),
)
_ONE_AT_A_TIME = 20200619  # Any number that no other lock of ours has.
_REUSED_AFTER = datetime.timedelta(days=60)


@dataclass(kw_only=True)
class Stored:
    """What an import did. `changed_ids` are the actions that are new or differ; `skipped` are sentences.

    `problems` are sentences by what they are about ("document 2020-13093", "agency XYZ"), each once.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    changed_ids: list[int] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    agencies_added: list[str] = field(default_factory=list)
    agencies_unknown: set[str] = field(default_factory=set)


def store_documents(raws: Iterable[object], *, now: datetime.datetime, stored: Stored | None = None) -> Stored:
    """Store raw documents, some thousands to a transaction, and return what was done.

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
            stored.problems[f"document {error.number}" if error.number else str(error)[:190]] = str(error)
            continue
        before = page.get(record.document_number)
        if before and record.thin:
            record = _filled(before, record)
        elif before and _is_another(before.published_date, before.title, record):
            record = _renumbered(record, stored)
        page[record.document_number] = record
        if len(page) >= PAGE:
            _store_page(list(page.values()), now=now, stored=stored)
            page = {}
    if page:
        _store_page(list(page.values()), now=now, stored=stored)
    return stored


def _store_page(records: list[ActionRecord], *, now: datetime.datetime, stored: Stored) -> None:
    # What is counted is what is kept: a page that fails adds nothing.
    done = Stored()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        existing = _existing(records)
        if existing:
            records = _renumbered_where_reused(records, existing, done)
        index = AgencyIndex.read()
        ids = index.ids({reference for record in records for reference in record.agencies})
        wanted = {
            record.document_number: {ids[reference] for reference in record.agencies if reference in ids}
            for record in records
        }
        new = [record for record in records if record.document_number not in existing]
        inserted = _insert(new, wanted, now=now)
        if len(inserted) < len(new):
            # Somebody entered one of them by hand since we looked.
            existing |= _existing([record for record in new if record.document_number not in inserted])
        known = [record for record in records if record.document_number in existing]
        _update(known, existing, wanted, now=now, stored=done)
        done.added = len(inserted)
        done.changed_ids += inserted.values()
        index_actions(done.changed_ids, now=now)
    stored.added += done.added
    stored.changed += done.changed
    stored.unchanged += done.unchanged
    stored.changed_ids += done.changed_ids
    stored.problems |= done.problems
    stored.agencies_added += index.added
    stored.agencies_unknown |= index.unknown
    for name in index.unknown:
        stored.problems[f"agency {name}"] = (
            f"An agency {name} is named, which is not known here; its documents are kept without it."
        )


def _existing(records: Sequence[ActionRecord]) -> dict[str, AgencyAction]:
    """Return the actions that bear these numbers, or these numbers with their date, and lock them."""
    numbers = [record.document_number for record in records]
    numbers += [_dated(record) for record in records if not record.thin and record.published_date]
    found = AgencyAction.objects.select_for_update().filter(document_number__in=numbers).order_by("pk")
    return {str(action.document_number): action for action in found.only("pk", "document_number", *_FIELDS)}


def _insert(records: Sequence[ActionRecord], wanted: dict[str, set[int]], *, now: datetime.datetime) -> dict[str, int]:
    """Add records by way of a temporary table, and return the keys by document number."""
    if not records:
        return {}
    meta = AgencyAction._meta
    given = {"document_number", "synced_at", *_FIELDS}
    fields = [each for each in meta.concrete_fields if not each.primary_key and not each.generated]
    # What documents do not say starts as a new action does.
    rest = [each.get_db_prep_save(each.get_default(), connection) for each in fields if each.name not in given]
    ordered = [each for each in fields if each.name in given] + [each for each in fields if each.name not in given]
    columns = ", ".join(connection.ops.quote_name(str(each.column)) for each in ordered)
    table = connection.ops.quote_name(meta.db_table)
    names = [each.name for each in ordered if each.name in given]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE incoming_action AS SELECT 0 AS place, {columns} FROM {table} LIMIT 0")
        with cursor.copy(f"COPY incoming_action (place, {columns}) FROM STDIN") as copy:
            for place, record in enumerate(records):
                copy.write_row([place, *(_column(record, name, now) for name in names), *rest])
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming_action ORDER BY place "
            "ON CONFLICT (document_number) DO NOTHING RETURNING document_number, id"
        )
        inserted: dict[str, int] = dict(cursor.fetchall())
        cursor.execute("DROP TABLE incoming_action")
        _link(cursor, ((pk, agency) for number, pk in inserted.items() for agency in sorted(wanted[number])))
    return inserted


def _column(record: ActionRecord, name: str, now: datetime.datetime) -> Any:
    if name == "synced_at":
        return now
    value = getattr(record, name)
    return list(value) if isinstance(value, tuple) else value


def _link(cursor: Any, pairs: Iterable[tuple[int, int]]) -> None:
    table = connection.ops.quote_name(AgencyAction.agencies.through._meta.db_table)
    with cursor.copy(f"COPY {table} (agencyaction_id, agency_id) FROM STDIN") as copy:
        for pair in pairs:
            copy.write_row(pair)


def _update(
    records: Sequence[ActionRecord],
    existing: dict[str, AgencyAction],
    wanted: dict[str, set[int]],
    *,
    now: datetime.datetime,
    stored: Stored,
) -> None:
    """Replace what differs and keep what it was; stamp the rest."""
    if not records:
        return
    through = AgencyAction.agencies.through
    held: dict[int, set[int]] = {existing[record.document_number].pk: set() for record in records}
    for action_id, agency_id in through.objects.filter(agencyaction__in=held).values_list(
        "agencyaction_id", "agency_id"
    ):
        held[action_id].add(agency_id)
    changed: list[AgencyAction] = []
    versions: list[ActionVersion] = []
    moved: list[int] = []
    slugs: dict[int, str] = {}
    for record in records:
        action = existing[record.document_number]
        values = _values(record, action)
        wants, has = wanted[record.document_number], held[action.pk]
        if record.thin and not (record.awaits_publication and action.awaits_publication and wants):
            wants = wants | has
        before: dict[str, Any] = {
            name: _plain(getattr(action, name)) for name, value in values.items() if getattr(action, name) != value
        }
        if wants != has:
            slugs = slugs or dict(Agency.objects.values_list("pk", "slug"))
            before["agencies"] = sorted(slugs[pk] for pk in has)
            moved.append(action.pk)
            held[action.pk] = wants
        if not before:
            stored.unchanged += 1
            continue
        for name, value in values.items():
            setattr(action, name, value)
        changed.append(action)
        versions.append(ActionVersion(action=action, seen_at=now, source=record.source, before=before))
    AgencyAction.objects.bulk_update(changed, _FIELDS, batch_size=250)
    ActionVersion.objects.bulk_create(versions)
    AgencyAction.objects.filter(pk__in=held).update(synced_at=now)
    through.objects.filter(agencyaction__in=moved).delete()
    with connection.cursor() as cursor:
        _link(cursor, itertools.chain.from_iterable(((pk, agency) for agency in sorted(held[pk])) for pk in moved))
    stored.changed += len(changed)
    stored.changed_ids += [action.pk for action in changed]


def _values(record: ActionRecord, action: AgencyAction) -> dict[str, Any]:
    """Return what the action is to say, given what it says."""
    values = {name: getattr(record, name) for name in _FIELDS} | {name: list(getattr(record, name)) for name in _LISTS}
    # The first day on which it was seen on inspection is the day of filing, whoever says so.
    dates = [date for date in (action.filed_date, record.filed_date) if date]
    filed = min(dates, default=None)
    if not record.thin:
        return values | {"filed_date": filed}
    if record.awaits_publication and not action.awaits_publication:
        # It is in print: all that the list adds is when it was filed.
        return {"filed_date": filed}
    if record.awaits_publication:
        # The list says anew what it said before; it knows nothing of the other fields.
        told = {name: value for name, value in values.items() if value not in ("", None, [])}
    else:
        told = {name: value for name, value in values.items() if not getattr(action, name)}
        told.pop("awaits_publication", None)
    return told | {"filed_date": filed, "dockets": _with_more(action.dockets, record.dockets)}


def _with_more(held: Sequence[str], more: Sequence[str]) -> list[str]:
    """Return what is held and then what is not among it yet."""
    return [*held, *(each for each in more if each not in held)]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _is_another(published: datetime.date | None, title: str, record: ActionRecord) -> bool:
    """Tell whether the record is another document than the one published then under this title."""
    if published is None or record.published_date is None or record.thin:
        return False
    return abs(published - record.published_date) > _REUSED_AFTER and title.casefold() != record.title.casefold()


def _dated(record: ActionRecord) -> str:
    return f"{record.document_number[:27]} ({record.published_date})"


def _renumbered(record: ActionRecord, stored: Stored) -> ActionRecord:
    number = record.document_number
    stored.problems[f"number {number} {record.published_date}"] = (
        f"The number {number} was given to two documents; that of {record.published_date} is kept as {_dated(record)}."
    )
    return replace(record, document_number=_dated(record))


def _renumbered_where_reused(
    records: Sequence[ActionRecord], existing: dict[str, AgencyAction], stored: Stored
) -> list[ActionRecord]:
    """Give those records another number whose number stands on another document."""
    result = []
    for record in records:
        action = existing.get(record.document_number)
        if not record.thin and record.published_date and _dated(record) in existing:
            record = replace(record, document_number=_dated(record))
        elif action and action.source == record.source and _is_another(action.published_date, action.title, record):
            record = _renumbered(record, stored)
        result.append(record)
    return list({record.document_number: record for record in result}.values())


def _filled(before: ActionRecord, row: ActionRecord) -> ActionRecord:
    """Return a record with what a second row about the same document adds: the other agency's docket and name."""
    return replace(
        before,
        dockets=each_once([*before.dockets, *row.dockets]),
        agencies=tuple(dict.fromkeys([*before.agencies, *row.agencies])),
    )
