"""Writing the rows by which actions and letters find each other.

Whoever stores actions calls `index_actions(ids, now=…)` in the same transaction, with the keys of those that are new or
changed, their agencies included: `sources/federal_register_store.py` does for each page, and whatever enters an action
by hand or from a table must. It also puts them on the list of those that no letter has been looked through for;
`archive.relink.look_forward` works it off. A letter's row is written by `propose`.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from tracker.linking.codes import codes_of_action, rare_codes, tiers_of
from tracker.linking.mentions import mentions_in
from tracker.linking.views import LetterView
from tracker.models import ActionMention, ActionSearch, AgencyAction, Letter, LetterTopic
from tracker.resolving.names import folded

__all__ = ["ABSTRACT_READ", "add_topic", "index_actions", "write_topic"]

# The beginning of an abstract says what it is about.
ABSTRACT_READ = 1500
_AT_ONCE = 2000
# Arrays of keys, for thousands of parameters take longer to write than the statement to run. What a few thousand rows
# cannot carry, a text and a long abstract, is only said to be there.
_ROWS = f"""
select id, published_date, title, left(abstract, {ABSTRACT_READ}), text <> '' or length(abstract) > {ABSTRACT_READ},
    array(select agency_id from tracker_agencyaction_agencies where agencyaction_id = action.id order by agency_id)
from tracker_agencyaction action where id = any(%s::bigint[])
"""
_WAIT = """
insert into tracker_actionwaiting (action_id, since) select key, %s from unnest(%s::bigint[]) as key
on conflict (action_id) do update set since = excluded.since, taken_at = null
"""


def index_actions(action_ids: Sequence[int], *, now: datetime.datetime, waiting: bool = True) -> None:
    """Write the search rows of these actions anew, and note that letters are to be looked through for them.

    Runs in the caller's transaction, in a few statements for each 2,000 actions. Without `waiting`, nothing is noted.
    """
    for start in range(0, len(action_ids), _AT_ONCE):
        part = list(action_ids[start : start + _AT_ONCE])
        _index(part)
        if waiting:
            _run(_WAIT, [now, part])


def write_topic(letter: Letter, view: LetterView) -> None:
    """Write the row by which actions that come later find this letter."""
    LetterTopic.objects.update_or_create(letter=letter, defaults=_topic(view))


def add_topic(letter: Letter, view: LetterView) -> None:
    """Write that row if there is none; one that somebody else is writing stands, for it is not older."""
    LetterTopic.objects.bulk_create([LetterTopic(letter=letter, **_topic(view))], ignore_conflicts=True)


def _topic(view: LetterView) -> dict[str, Any]:
    return {
        "letter_date": view.date,
        "agencies": sorted(view.agencies),
        "surnames": sorted({folded(name)[:60] for name in view.signer_surnames}),
        "identifiers": sorted({f"{given.kind}:{given.value}"[:220] for given in view.identifiers}),
        "rare": sorted(rare_codes(view)),
        **{f"tier_{number}": tier for number, tier in enumerate(tiers_of(view), 1)},
    }


def _index(action_ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [action_ids])
        rows = cursor.fetchall()
    for model in (ActionSearch, ActionMention):
        # New actions have none, which is soon said.
        _run(f"delete from {model._meta.db_table} where action_id = any(%s::bigint[])", [action_ids])
    # A COPY holds the connection, so what it needs has been fetched before.
    _copy(
        "tracker_actionsearch (action_id, agency_id, published_date, stems)",
        (
            (key, agency, day, codes)
            for key, day, title, abstract, _, agencies in rows
            for codes in [_as_array(codes_of_action(title, abstract))]
            for agency in agencies or (None,)
        ),
    )
    ActionMention.objects.bulk_create(_mentions(rows), batch_size=500)


def _mentions(rows: Iterable[tuple[Any, ...]]) -> Iterator[ActionMention]:
    further = []
    for key, _, _, beginning, long, _ in rows:
        if long:
            further.append(key)
        else:
            yield from _mentions_of(key, beginning)
    # One at a time: a text may have fifty megabytes.
    said = AgencyAction.objects.filter(pk__in=further).values_list("pk", "abstract", "text")
    for key, abstract, text in said.iterator(chunk_size=1) if further else ():
        yield from _mentions_of(key, f"{abstract}\n\n{text}")


def _mentions_of(key: int, text: str) -> Iterator[ActionMention]:
    for mention in mentions_in(text):
        surnames = [name[:60] for name in mention.surnames]
        yield ActionMention(action_id=key, day=mention.day, surnames=surnames, words=mention.words)


def _as_array(numbers: Iterable[int]) -> str:
    # As the server reads it; the driver would take longer over it than the server.
    return f"{{{','.join(map(str, numbers))}}}"


def _copy(into: str, rows: Iterable[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _run(statement: str, values: Sequence[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)  # type: ignore[arg-type]
