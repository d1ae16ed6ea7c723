"""Writing the rows by which actions and letters find each other.

Whoever stores actions calls `index_actions(ids, now=…)` in the same transaction, with the keys of those that are new or
changed, their agencies included: `sources/federal_register_store.py` does for each page, and whatever enters an action
by hand or from a table must. It also puts them on the list of those that no letter has been looked through for;
`archive.relink.look_forward` works it off. A letter's row is written by `propose`.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from django.db import connection
from django.db.models.functions import Left

from tracker.linking.codes import codes_of_action, rare_codes, tiers_of
from tracker.linking.mentions import mentions_in
from tracker.linking.views import LetterView
from tracker.models import ActionMention, ActionSearch, ActionWaiting, AgencyAction, Letter, LetterTopic
from tracker.resolving.names import folded

__all__ = ["ABSTRACT_READ", "index_actions", "index_letter"]

# The beginning of an abstract says what it is about.
ABSTRACT_READ = 1500
_AT_ONCE = 2000


def index_actions(action_ids: Sequence[int], *, now: datetime.datetime, waiting: bool = True) -> None:
    """Write the search rows of these actions anew, and note that letters are to be looked through for them.

    Runs in the caller's transaction, in a few statements for each 2,000 actions. Without `waiting`, nothing is noted.
    """
    for start in range(0, len(action_ids), _AT_ONCE):
        part = list(action_ids[start : start + _AT_ONCE])
        _index(part)
        if waiting:
            ActionWaiting.objects.bulk_create(
                (ActionWaiting(action_id=key, since=now) for key in part),
                update_conflicts=True,
                unique_fields=["action"],
                update_fields=["since", "taken_at"],
            )


def index_letter(letter: Letter, view: LetterView) -> None:
    """Write the row by which actions that come later find this letter."""
    tiers = {f"tier_{number}": tier for number, tier in enumerate(tiers_of(view), 1)}
    LetterTopic.objects.update_or_create(
        letter=letter,
        defaults={
            "letter_date": view.date,
            "agencies": sorted(view.agencies),
            "surnames": sorted({folded(name)[:60] for name in view.signer_surnames}),
            "identifiers": sorted({f"{given.kind}:{given.value}"[:220] for given in view.identifiers}),
            "rare": sorted(rare_codes(view)),
            **tiers,
        },
    )


def _index(action_ids: list[int]) -> None:
    rows = (
        AgencyAction.objects.filter(pk__in=action_ids)
        .annotate(beginning=Left("abstract", ABSTRACT_READ))
        .values_list("pk", "published_date", "title", "beginning")
    )
    through = AgencyAction.agencies.through.objects.filter(agencyaction_id__in=action_ids)
    pairs = sorted(through.values_list("agencyaction_id", "agency_id"))
    agencies: dict[int, list[int | None]] = {
        key: [agency for _, agency in held] for key, held in groupby(pairs, key=lambda pair: pair[0])
    }
    ActionSearch.objects.filter(action__in=action_ids).delete()
    # A COPY holds the connection, so what it needs has been fetched before.
    _copy(
        "tracker_actionsearch (action_id, agency_id, published_date, stems)",
        (
            (key, agency, day, codes)
            for key, day, title, abstract in list(rows)
            for codes in [codes_of_action(title, abstract)]
            for agency in agencies.get(key, [None])
        ),
    )
    ActionMention.objects.filter(action__in=action_ids).delete()
    ActionMention.objects.bulk_create(_mentions(action_ids), batch_size=500)


def _mentions(action_ids: Sequence[int]) -> Iterator[ActionMention]:
    said = AgencyAction.objects.filter(pk__in=action_ids).exclude(abstract="", text="")
    # One at a time: a text may have fifty megabytes.
    for key, abstract, text in said.values_list("pk", "abstract", "text").iterator(chunk_size=1):
        for mention in mentions_in(f"{abstract}\n\n{text}"):
            surnames = [name[:60] for name in mention.surnames]
            yield ActionMention(action_id=key, day=mention.day, surnames=surnames, words=mention.words)


def _copy(into: str, rows: Iterable[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
