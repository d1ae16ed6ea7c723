"""New actions look forward: which letters may come out otherwise because these actions are new or changed.

Two kinds. Some letters are *bound* to an action: it is proposed for them, they give an identifier of it, it speaks of
them or of a signer, or it shares a docket with something that is proposed for them. For the others, what the letter's
row holds weighs the action (tracker.linking.sieve), and only where it can come up to the bar is the letter looked at
again. What is proposed then is what a full search finds, so in whatever order letters and actions come in, they come to
the same links (tests/linking/test_forward.py); but a letter that is not looked at keeps the points that were reckoned
on the day of its last search, where a word's rarity has changed since.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import connection

from tracker.linking.retrieve import MOST_PAGES, YEARS_AFTER, page_of
from tracker.linking.sieve import IN_WINDOW, letters_near
from tracker.models import ActionLink, ActionMention, ActionSearch, Agency, AgencyAction, LetterTopic, Relation
from tracker.resolving.names import folded

__all__ = ["letters_to_search_again"]

_AT_ONCE = 500
_PARTS = f"""
select distinct t.letter_id
from tracker_agencyaction a
join tracker_actionsearch f on f.action_id = a.id
join tracker_lettertopic t on {IN_WINDOW}
where t.letter_id = any(%s) and a.id = any(%s) and f.agency_id = %s and t.agencies && %s::int[]
  and t.identifiers && (select array_agg('cfr_part:' || part) from unnest(a.cfr_parts) part)::varchar[]
"""
_IN_SERIES = """
select distinct l.letter_id from tracker_agencyaction a join tracker_actionlink l on l.action_id = a.id
where (a.dockets && %s::varchar[] or a.rins && %s::varchar[]) and l.relation <> %s
"""


def letters_to_search_again(action_ids: Sequence[int]) -> dict[int, frozenset[int]]:
    """Return the letters whose links may be others since these actions, which have been indexed, are new or changed.

    With each come the actions that are to be scored for it; a letter with none is bound to one, and searched wholly.
    """
    wholly: set[int] = set()
    scored: dict[int, set[int]] = defaultdict(set)
    for start in range(0, len(action_ids), _AT_ONCE):
        part = list(action_ids[start : start + _AT_ONCE])
        wholly |= _bound(part)
        for letter, actions in _near(part).items():
            scored[letter] |= actions
    return {
        letter: frozenset() if letter in wholly else frozenset(scored[letter])
        for letter in sorted(wholly | scored.keys())
    }


def _bound(action_ids: list[int]) -> set[int]:
    found = set(ActionLink.objects.filter(action__in=action_ids).values_list("letter_id", flat=True))
    found |= _naming(action_ids)
    given: set[str] = set()
    series: tuple[set[str], set[str]] = set(), set()
    actions = AgencyAction.objects.filter(pk__in=action_ids)
    fields = ("citation", "end_page", "document_number", "dockets", "rins")
    for citation, end_page, number, dockets, rins in actions.values_list(*fields):
        given |= {f"citation:{page}" for page in _pages(citation, end_page)}
        given |= {f"document:{number}"} if number else set()
        given |= {f"docket:{docket}" for docket in dockets} | {f"rin:{rin}" for rin in rins}
        series[0].update(dockets)
        series[1].update(rins)
    found |= _of_parts(action_ids)
    if given:
        topics = LetterTopic.objects.filter(identifiers__overlap=sorted(given))
        found.update(topics.values_list("letter_id", flat=True))
    if series[0] or series[1]:
        found |= _letters(_IN_SERIES, [sorted(series[0]), sorted(series[1]), Relation.BACKGROUND.value])
    return found


def _pages(citation: str, end_page: int | None) -> list[str]:
    """Return the citations of each page of a document."""
    if not citation or end_page is None or (first := page_of(citation)) is None:
        return [citation] if citation else []
    last = min(max(end_page, first[1]), first[1] + MOST_PAGES)
    return [f"{first[0]} FR {page}" for page in range(first[1], last + 1)]


def _naming(action_ids: list[int]) -> set[int]:
    """Return the letters that these actions speak of: of a day that is named together with a signer, or signed by one
    of those that are named without a day, in the years before."""
    found: set[int] = set()
    mentions = ActionMention.objects.filter(action__in=action_ids)
    for day, surnames, words, published in mentions.values_list("day", "surnames", "words", "action__published_date"):
        if day is not None:
            said = f" {folded(words)} "
            signed = LetterTopic.objects.filter(letter_date=day).values_list("letter_id", "surnames")
            found.update(letter for letter, names in signed if any(f" {name} " in said for name in names))
        elif published is not None:
            since = published - datetime.timedelta(days=366 * YEARS_AFTER)
            signed_by = LetterTopic.objects.filter(surnames__overlap=surnames, letter_date__range=(since, published))
            found.update(signed_by.values_list("letter_id", flat=True))
    return found


def _near(action_ids: list[int]) -> dict[int, set[int]]:
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    rows = ActionSearch.objects.filter(action__in=action_ids, agency__isnull=False)
    agencies = sorted(set(rows.values_list("agency_id", flat=True)))
    return letters_near(action_ids, {agency: _related(agency, parents) for agency in agencies})


def _of_parts(action_ids: list[int]) -> set[int]:
    """Return the letters that cite a part of the CFR which one of these actions amends, of the agencies around it."""
    amending = AgencyAction.objects.filter(pk__in=action_ids).exclude(cfr_parts=[]).values_list("cfr_parts", flat=True)
    parts = sorted({f"cfr_part:{part}" for parts in amending for part in parts})
    citing = list(LetterTopic.objects.filter(identifiers__overlap=parts).values_list("letter_id", flat=True))
    if not parts or not citing:
        return set()
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    rows = ActionSearch.objects.filter(action__in=action_ids, agency__isnull=False)
    found: set[int] = set()
    for agency in sorted(set(rows.values_list("agency_id", flat=True))):
        found |= _letters(_PARTS, [citing, action_ids, agency, _related(agency, parents)])
    return found


def _related(agency: int, parents: Mapping[int, int | None]) -> list[int]:
    """Return the agencies to which it belongs, those that belong to it, and itself: letters to these look at it."""
    above = [agency]
    while (parent := parents.get(above[-1])) is not None and parent not in above:
        above.append(parent)
    below, level = {agency}, {agency}
    while level:
        level = {key for key, parent in parents.items() if parent in level} - below
        below |= level
    return sorted({*above, *below})


def _letters(statement: str, values: Sequence[object]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)  # type: ignore[arg-type]
        return {row[0] for row in cursor.fetchall()}
