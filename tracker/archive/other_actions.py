"""Actions that no register publishes: entered by hand or from a table, corrected, withdrawn, each with a line in a log.

Such a record is known by its own key, or else by its address, so that the same table imported again changes what
differs and doubles nothing. Of a table, the rows that are right are stored and the others named: each row stands for
itself, and when the table is mended and imported again, what is stored already stays as it is.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from tracker import linking
from tracker.archive.errors import InvalidChange, NotAllowed
from tracker.models import (
    ActionEvent,
    ActionEventKind,
    ActionLink,
    Agency,
    AgencyAction,
    AgencyName,
    LinkState,
    Viewer,
)
from tracker.resolving.names import folded
from tracker.sources.action_table import ActionRow, ActionTable

__all__ = ["BY_HAND", "Plan", "correct", "enter", "plan", "restore", "store", "withdraw"]

BY_HAND, FROM_TABLE = "Entered by hand", "Imported from a table"
_AT_ONCE = 1000
_FIELDS = ("kind", "title", "published_date", "abstract", "text", "citation", "dockets", "rins", "html_url")


@dataclass(kw_only=True)
class Plan:
    """What importing a table would do. `changed` are rows with the names of the fields that would change."""

    new: list[ActionRow] = field(default_factory=list)
    changed: list[tuple[ActionRow, list[str]]] = field(default_factory=list)
    unchanged: list[ActionRow] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)

    @property
    def to_store(self) -> list[ActionRow]:
        return [*self.new, *(row for row, _ in self.changed)]


def enter(values: dict[str, Any], agencies: Sequence[Agency], *, by: Viewer, now: datetime.datetime) -> AgencyAction:
    """Store an action that a person entered. `values` are fields of AgencyAction, `html_url` and `title` among them.

    Raises InvalidChange when its key or address is that of another one.
    """
    values = {"own_key": values["html_url"], "source": BY_HAND} | values
    with transaction.atomic():
        _free(values["own_key"], apart_from=None)
        action = AgencyAction.objects.create(synced_at=now, **values)
        action.agencies.set(agencies)
        linking.index_actions([action.pk], now=now)
        _log(action, ActionEventKind.ENTERED, by=by, now=now)
    return action


def correct(
    action: AgencyAction,
    values: dict[str, Any],
    agencies: Sequence[Agency],
    *,
    by: Viewer,
    now: datetime.datetime,
    reason: str = "",
) -> list[str]:
    """Change what differs, keep what was there in the log, and return the names of the fields that changed."""
    with transaction.atomic():
        stored = AgencyAction.everything.select_for_update().get(pk=action.pk)
        if stored.own_key is None:
            raise NotAllowed("This record comes from a register; it is corrected there.")
        values = dict(values)
        if stored.own_key == stored.html_url and "html_url" in values:
            values["own_key"] = values["html_url"]
            _free(values["own_key"], apart_from=stored.pk)
        before = _differing(stored, values)
        held = list(stored.agencies.order_by("name"))
        if {agency.pk for agency in held} != {agency.pk for agency in agencies}:
            before["agencies"] = [agency.name for agency in held]
            stored.agencies.set(agencies)
        if before:
            for name in before.keys() - {"agencies"}:
                setattr(stored, name, values[name])
            stored.synced_at = now
            stored.save()
            linking.index_actions([stored.pk], now=now)
            _log(stored, ActionEventKind.CORRECTED, by=by, now=now, message=reason, before=before)
    return sorted(before.keys() - {"own_key"})


def withdraw(action: AgencyAction, *, reason: str, by: Viewer, now: datetime.datetime) -> None:
    """Take an action from all pages. What a person decided of its links stays; proposals that nobody decided go."""
    if not reason:
        raise InvalidChange("Say why it is withdrawn; the log keeps it.", field="reason")
    with transaction.atomic():
        changed = AgencyAction.objects.filter(pk=action.pk, own_key__isnull=False).update(withdrawn_at=now)
        if not changed:
            raise NotAllowed("Only what was entered here, and is not withdrawn yet, can be withdrawn.")
        ActionLink.objects.filter(action=action, state=LinkState.PROPOSED).delete()
        # What is withdrawn is hidden from the index, so this takes its rows away.
        linking.index_actions([action.pk], now=now, waiting=False)
        _log(action, ActionEventKind.WITHDRAWN, by=by, now=now, message=reason)


def restore(action: AgencyAction, *, by: Viewer, now: datetime.datetime) -> None:
    """Show a withdrawn action again."""
    with transaction.atomic():
        withdrawn = AgencyAction.everything.filter(pk=action.pk, withdrawn_at__isnull=False)
        if not withdrawn.update(withdrawn_at=None):
            raise NotAllowed("It is not withdrawn.")
        linking.index_actions([action.pk], now=now)
        _log(action, ActionEventKind.RESTORED, by=by, now=now)


def plan(table: ActionTable) -> Plan:
    """Return what storing the table would do, without doing it."""
    done = Plan(wrong=list(table.wrong))
    known = _known_agencies()
    for start in range(0, len(table.rows), _AT_ONCE):
        part = table.rows[start : start + _AT_ONCE]
        stored = _stored(part)
        for row in part:
            unknown = [name for name in row.agencies if _agency(name, known) is None]
            action = stored.get(row.own_key)
            if unknown:
                named = ", ".join(f"“{name[:60]}”" for name in unknown)
                one = "an agency that is" if len(unknown) == 1 else "agencies that are"
                sentence = f"Row {row.number} names {one} not known here: {named}. Use the Federal Register's name."
                done.wrong.append((row.number, sentence))
            elif action is None:
                done.new.append(row)
            elif action.withdrawn_at is not None:
                sentence = f"Row {row.number} is an action that was withdrawn; restore it before it is imported again."
                done.wrong.append((row.number, sentence))
            elif fields := _changes(action, row, known):
                done.changed.append((row, fields))
            else:
                done.unchanged.append(row)
    done.wrong.sort()
    return done


def store(table: ActionTable, *, by: Viewer | None, now: datetime.datetime, name: str = "") -> tuple[Plan, list[int]]:
    """Store the rows that are right, in one transaction; return what was done, and the keys of what is new or changed.

    `name` is the file's, for the log.
    """
    with transaction.atomic():
        done = plan(table)
        known = _known_agencies()
        keys: list[int] = []
        rows = done.to_store
        for start in range(0, len(rows), _AT_ONCE):
            keys += _store_page(rows[start : start + _AT_ONCE], known, by=by, now=now, name=name)
    return done, keys


def _store_page(
    rows: Sequence[ActionRow], known: dict[str, int], *, by: Viewer | None, now: datetime.datetime, name: str
) -> list[int]:
    stored = _stored(rows, lock=True)
    events, new, changed = [], [], []
    message = f"From {name}"[:500] if name else ""
    for row in rows:
        values = _values(row)
        action = stored.get(row.own_key)
        if action is None:
            new.append(AgencyAction(own_key=row.own_key, source=FROM_TABLE, synced_at=now, **values))
            continue
        before = _differing(action, values)
        wanted = _wanted(row, known)
        if {agency.pk for agency in action.agencies.all()} != wanted:
            before["agencies"] = sorted(agency.name for agency in action.agencies.all())
        for field_name, value in values.items():
            setattr(action, field_name, value)
        action.synced_at = now
        changed.append(action)
        events.append(_event(action, ActionEventKind.CORRECTED, by=by, now=now, message=message, before=before))
    AgencyAction.objects.bulk_create(new)
    AgencyAction.objects.bulk_update(changed, [*_FIELDS, "synced_at"], batch_size=250)
    touched = {action.own_key: action for action in (*new, *changed)}
    through = AgencyAction.agencies.through
    through.objects.filter(agencyaction__in=changed).delete()
    through.objects.bulk_create(
        through(agencyaction_id=touched[row.own_key].pk, agency_id=key)
        for row in rows
        for key in sorted(_wanted(row, known))
    )
    events += [_event(action, ActionEventKind.ENTERED, by=by, now=now, message=message) for action in new]
    ActionEvent.objects.bulk_create(events)
    keys = [action.pk for action in touched.values()]
    linking.index_actions(keys, now=now)
    return keys


def _stored(rows: Iterable[ActionRow], *, lock: bool = False) -> dict[str, AgencyAction]:
    actions = AgencyAction.everything.filter(own_key__in=[row.own_key for row in rows])
    if lock:
        actions = actions.select_for_update().order_by("pk")
    return {str(action.own_key): action for action in actions.prefetch_related("agencies")}


def _values(row: ActionRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "title": row.title,
        "published_date": row.date,
        "abstract": row.summary,
        "text": row.text,
        "citation": row.citation,
        "dockets": list(row.dockets),
        "rins": list(row.rins),
        "html_url": row.address,
    }


def _changes(action: AgencyAction, row: ActionRow, known: dict[str, int]) -> list[str]:
    fields = list(_differing(action, _values(row)))
    same = {agency.pk for agency in action.agencies.all()} == _wanted(row, known)
    return fields if same else [*fields, "agencies"]


def _differing(action: AgencyAction, values: dict[str, Any]) -> dict[str, Any]:
    """Return the stored values that differ, as the log keeps them."""
    before = {name: getattr(action, name) for name, value in values.items() if getattr(action, name) != value}
    return {name: value.isoformat() if isinstance(value, datetime.date) else value for name, value in before.items()}


def _wanted(row: ActionRow, known: dict[str, int]) -> set[int]:
    return {key for name in row.agencies if (key := _agency(name, known)) is not None}


def _known_agencies() -> dict[str, int]:
    """Return agencies by slug, and by folded name and short name where only one bears it."""
    names: dict[str, set[int]] = {}
    slugs: dict[str, int] = {}
    # Departments come first, because their offices often bear their short name too.
    ordered = Agency.objects.order_by(F("parent").asc(nulls_first=True), "pk")
    short: dict[str, int] = {}
    for key, slug, name, short_name in ordered.values_list("pk", "slug", "name", "short_name"):
        slugs[slug] = key
        names.setdefault(folded(name), set()).add(key)
        if short_name:
            short.setdefault(folded(short_name), key)
    for name, key in AgencyName.objects.values_list("folded", "agency"):
        names.setdefault(name, set()).add(key)
    return short | {name: next(iter(keys)) for name, keys in names.items() if len(keys) == 1} | slugs


def _agency(name: str, known: dict[str, int]) -> int | None:
    return known.get(name.lower()) or known.get(folded(name))


def _free(own_key: str, *, apart_from: int | None) -> None:
    other = AgencyAction.everything.filter(own_key=own_key).first()
    if other is not None and other.pk != apart_from:
        withdrawn = ", which was withdrawn" if other.withdrawn_at else ""
        raise InvalidChange(f"This address is that of “{other}”{withdrawn}.", field="html_url")


def _event(
    action: AgencyAction,
    kind: ActionEventKind,
    *,
    by: Viewer | None,
    now: datetime.datetime,
    message: str = "",
    before: dict[str, Any] | None = None,
) -> ActionEvent:
    person = by if by is not None and by.is_authenticated else None
    return ActionEvent(action=action, kind=kind, at=now, actor=person, message=message[:500], before=before or {})


def _log(action: AgencyAction, kind: ActionEventKind, **values: Any) -> None:
    _event(action, kind, **values).save()
