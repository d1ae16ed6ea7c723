"""Writing the rows by which actions and letters find each other.

Whoever stores actions calls `index_actions(ids, now=…)` in the same transaction, with the keys of those that are new or
changed, their agencies included: `sources/federal_register_store.py` does for each page, and whatever enters an action
by hand or from a table must. It also puts them on the list of those that no letter has been looked through for;
`archive.relink.look_forward` works it off. A letter's row is written by `propose`.
"""

import datetime
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from tracker.linking.codes import code, codes_of_action, in_tiers, rare_codes, units_of
from tracker.linking.mentions import mentions_in
from tracker.linking.next_step import NextStep
from tracker.linking.rarity import Rarity
from tracker.linking.statutes import statutes_in
from tracker.linking.subject import IN_TITLE, MOST_NORM, may_be_rare_name, terms_of_letter
from tracker.linking.views import LetterView
from tracker.linking.weights import WEIGHTS
from tracker.models import ActionMention, ActionSearch, AgencyAction, Letter, LetterTopic
from tracker.resolving.names import folded

__all__ = ["ABSTRACT_READ", "MOST_OF_NAME", "add_topic", "index_actions", "topic_of", "write_topic"]

# The beginning of an abstract says what it is about.
ABSTRACT_READ = 1500
# So much of a law's name is kept.
MOST_OF_NAME = 200
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
    LetterTopic.objects.update_or_create(letter=letter, defaults=topic_of(view))


def add_topic(letter: Letter, view: LetterView) -> None:
    """Write that row if there is none; one that somebody else is writing stands, for it is not older."""
    LetterTopic.objects.bulk_create([LetterTopic(letter=letter, **topic_of(view))], ignore_conflicts=True)


def topic_of(view: LetterView) -> dict[str, Any]:
    """Return what the row of a letter holds (tracker.linking.sieve reads it)."""
    known, rarity = terms_of_letter(view), Rarity(())
    units = units_of(view, {stem: rarity.at_most(stem) for stem in known}, in_title=IN_TITLE * MOST_NORM)
    tiers = in_tiers(units)
    names = [stem for stem, each in known.items() if may_be_rare_name(each, rarity.long_run(stem))]
    return {
        "letter_date": view.date,
        "agencies": sorted(view.agencies),
        "surnames": sorted({folded(name)[:60] for name in view.signer_surnames}),
        "identifiers": sorted({f"{given.kind}:{given.value}"[:220] for given in view.identifiers}),
        "rare": sorted(rare_codes(view)),
        **{f"tier_{number}": tier for number, tier in enumerate(tiers, 1)},
        "worths": [math.ceil(units[number] * 100) for tier in tiers for number in tier],
        "names": sorted(code(stem, in_title=in_title) for stem in names for in_title in (True, False)),
        "statutes": sorted({each.name[:MOST_OF_NAME] for each in statutes_in(view.body.text)}),
        "speaks_of_proposal": NextStep(view, WEIGHTS).is_spoken_of,
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
