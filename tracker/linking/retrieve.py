"""Which actions are worth scoring for a letter, found in the database among a million: keys only.

What the correspondents' family did in the letter's years is weighed by the letter's tiers (tracker.linking.codes) in
one run through an index, and the best few hundred stay. Whatever the agency and the year, there come in what bears an
identifier that the letter gives, what speaks of the letter, and what shares rare words with it.
"""

import datetime
import re
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection
from django.db.models import Q

from tracker.linking.codes import WORTH, rare_codes, tiers_of
from tracker.linking.views import CitedIdentifier, LetterView
from tracker.models import ActionMention, AgencyAction
from tracker.resolving.names import folded

__all__ = ["BEST", "MOST_PAGES", "YEARS_AFTER", "YEARS_BEFORE", "Found", "few_have", "page_of", "retrieve", "window"]

YEARS_BEFORE, YEARS_AFTER = 2, 3
# So many are scored of those that the letter's family published; what follows a letter is among the first.
BEST = 400
MOST_IDENTIFIED, MOST_NAMED, MOST_BY_PART, MOST_RARE = 500, 150, 150, 60
# A page that a letter cites is looked for in documents that begin so many pages before it; hardly any is longer.
MOST_PAGES = 1500
_PAGE = re.compile(r"(\d{1,4}) FR (\d{1,6})")
# Words are rare together when no more actions than this have one of them.
RARE_IN_ACTIONS = 40
# An action has a row for each of its agencies, mostly an office and its department: with so many rows a word is not
# rare, and the thousands that a common one has are not fetched to find that out.
_ROWS_LOOKED_AT = 2 * RARE_IN_ACTIONS + 1

_WEIGHED = " + ".join(
    f"{worth} * letterbook_ints.icount(letterbook_ints._int_inter(stems, %s::int[]))" for worth in WORTH
)
_NEAR = f"""
select action_id, max(weighed) as best from (
    select action_id, {_WEIGHED} as weighed from tracker_actionsearch
    where agency_id = any(%s) and published_date between %s and %s
      and letterbook_ints._int_overlap(stems, %s::int[])
) near group by action_id order by best desc, action_id limit %s
"""
_FEW = f"""
select wanted.number from unnest(%s::int[]) as wanted(number)
cross join lateral (
    select count(distinct action_id) as actions, count(*) as found from (
        select action_id from tracker_actionsearch where stems @> array[wanted.number] limit {_ROWS_LOOKED_AT}
    ) some_of_them
) having_it where having_it.found < {_ROWS_LOOKED_AT} and having_it.actions <= {RARE_IN_ACTIONS}
"""
_RARE = f"""
with few as (
    select held.action_id from unnest(%s::int[]) as wanted(number)
    cross join lateral (
        select array_agg(distinct action_id) as actions, count(*) as found from (
            select action_id from tracker_actionsearch where stems @> array[wanted.number] limit {_ROWS_LOOKED_AT}
        ) some_of_them
    ) having_it cross join lateral unnest(having_it.actions) as held(action_id)
    where having_it.found < {_ROWS_LOOKED_AT} and cardinality(having_it.actions) <= %s
), shared as (
    select action_id from few group by action_id having count(*) >= 2
)
select action_id, max({_WEIGHED}) as best from tracker_actionsearch
where action_id in (select action_id from shared) group by action_id order by best desc, action_id limit %s
"""


class Found:
    """The keys of the candidates, and the words by which some of them speak of the letter."""

    def __init__(self) -> None:
        self.keys: dict[int, None] = {}
        self.words: dict[int, str] = {}

    def add(self, keys: Collection[int]) -> None:
        self.keys.update(dict.fromkeys(keys))


def retrieve(letter: LetterView) -> Found:
    """Return what is worth scoring. Without a date or a known agency, a letter has only what it identifies."""
    found, tiers = Found(), tiers_of(letter)
    found.add(_identified(letter.identifiers))
    _add_named(found, letter)
    family = _family(letter)
    if letter.date is not None and family:
        start, end = window(letter.date)
        found.add(_near(family, start, end, tiers))
        found.add(_of_parts(letter, family, start, end))
    if letter.date is not None:
        found.add(_rare(rare_codes(letter), tiers))
    return found


def window(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of what is looked through for a letter of this day."""
    return _years(day, -YEARS_BEFORE), _years(day, YEARS_AFTER)


def few_have(numbers: Collection[int]) -> set[int]:
    """Return those of these numbers that so few actions have that two of them find an action of any agency."""
    return set(_keys(_FEW, [sorted(numbers)])) if numbers else set()


def _family(letter: LetterView) -> list[int]:
    return sorted(letter.agencies | letter.children | letter.parents)


def _near(family: list[int], start: datetime.date, end: datetime.date, tiers: Sequence[list[int]]) -> list[int]:
    any_tier = sorted({number for tier in tiers for number in tier})
    return _keys(_NEAR, [*tiers, family, start, end, any_tier, BEST])


def _rare(numbers: list[int], tiers: Sequence[list[int]]) -> list[int]:
    return _keys(_RARE, [numbers, RARE_IN_ACTIONS, *tiers, MOST_RARE]) if numbers else []


def _keys(statement: str, values: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


def _of_parts(letter: LetterView, family: list[int], start: datetime.date, end: datetime.date) -> list[int]:
    """Return what amends a part of the CFR that the letter cites: the family's, in the letter's years, soonest first.

    Elsewhere a part finds nothing: many rules amend it.
    """
    parts = [given.value for given in letter.identifiers if given.kind == "cfr_part"]
    if not parts:
        return []
    amending = AgencyAction.objects.filter(
        cfr_parts__overlap=parts, published_date__range=(letter.date, end), agencies__in=family
    )
    return list(amending.order_by("published_date", "pk").values_list("pk", flat=True).distinct()[:MOST_BY_PART])


def _identified(identifiers: Sequence[CitedIdentifier]) -> list[int]:
    values: dict[str, list[str]] = {}
    for each in identifiers:
        values.setdefault(each.kind, []).append(each.value)
    meant = Q()
    for kind, field in (
        ("citation", "citation__in"),
        ("document", "document_number__in"),
        ("docket", "dockets__overlap"),
        ("rin", "rins__overlap"),
    ):
        if kind in values:
            meant |= Q(**{field: values[kind]})
    for cited in values.get("citation", ()):
        if page := page_of(cited):
            volume, number = page
            before = [f"{volume} FR {first}" for first in range(max(number - MOST_PAGES, 1), number)]
            meant |= Q(citation__in=before, end_page__gte=number)
    if not meant:
        return []
    newest = AgencyAction.objects.filter(meant).order_by("-published_date", "-pk")
    return list(newest.values_list("pk", flat=True)[:MOST_IDENTIFIED])


def page_of(citation: str) -> tuple[int, int] | None:
    """Return the volume and the page of "84 FR 22963"."""
    match = _PAGE.fullmatch(citation)
    return (int(match[1]), int(match[2])) if match else None


def _add_named(found: Found, letter: LetterView) -> None:
    """Add what names a letter of this day, and what, in the years after it, names one of its signers."""
    if letter.date is None:
        return
    dated = ActionMention.objects.filter(day=letter.date).values_list("action_id", "words")
    for key, words in dated.order_by("pk")[:MOST_NAMED]:
        found.keys[key] = None
        found.words[key] = f"{found.words[key]}\n\n{words}" if key in found.words else words
    surnames = sorted({folded(name) for name in letter.signer_surnames})
    if surnames:
        naming = ActionMention.objects.filter(
            day=None, surnames__overlap=surnames, action__published_date__range=(letter.date, window(letter.date)[1])
        )
        found.add(naming.order_by("action__published_date", "pk").values_list("action_id", flat=True)[:MOST_NAMED])


def _years(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
