"""For which letters one of some new actions may come up to the bar: what is left is searched wholly.

Nothing is passed over that the scoring would put above the bar, so every part of a score is taken at its most
(tests/linking/test_sieve.py compares both):

1. The database weighs each action by the letter's tiers, and leaves out what cannot come near with all else added.
2. Of the rest, each word counts what it can at most, and names, laws and a next step count where both sides have them.
3. Where only shared wording could still bring it up, both texts are compared for a run of words.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, models

from tracker.linking.codes import LEAST_OF_TIER
from tracker.linking.index import ABSTRACT_READ, MOST_OF_NAME
from tracker.linking.retrieve import YEARS_AFTER, YEARS_BEFORE, few_have
from tracker.linking.statutes import statutes_in
from tracker.linking.subject import IN_TITLE, MOST_NORM, MOST_OFTEN
from tracker.linking.terms import WordRuns
from tracker.linking.views import ASKED
from tracker.linking.weights import WEIGHTS
from tracker.models import ActionSearch, AgencyAction, LetterTopic, LetterTranscript

__all__ = ["IN_WINDOW", "letters_near"]

_AT_ONCE = 1000
IN_WINDOW = (
    f"t.letter_date between f.published_date - interval '{YEARS_AFTER} years 1 day' "
    f"and f.published_date + interval '{YEARS_BEFORE} years 1 day'"
)
# No number in a tier counts more than the least of the tier above.
_MOST_OF_TIER = (ASKED * MOST_OFTEN * IN_TITLE * MOST_NORM, *LEAST_OF_TIER[:-1])
_UNITS = " + ".join(
    f"{most:.4f} * letterbook_ints.icount(letterbook_ints._int_inter(t.tier_{number}, f.stems))"
    for number, most in enumerate(_MOST_OF_TIER, 1)
)
_DAY = "least(f.published_date, a.filed_date, a.signed_date)"
# What an action must bring beside its agency and its day.
_NEEDED = (
    f"case when {_DAY} > t.letter_date then {WEIGHTS.bar} - {WEIGHTS.time_most * max(WEIGHTS.time_of_proposed, 1.0)} * "
    f"power(0.5, ({_DAY} - t.letter_date) / 30.44 / {WEIGHTS.time_half_life_months}) "
    f"else {WEIGHTS.background_bar} end - {{agency}}"
)
_STEP = (
    f"case when t.speaks_of_proposal and a.kind = 'rule' then "
    f"least({WEIGHTS.next_step}, {WEIGHTS.next_step_share} * pair.topic) else 0 end"
)
_NAMES = (
    f"least({WEIGHTS.rare_most}, {WEIGHTS.rare_term} * "
    "letterbook_ints.icount(letterbook_ints._int_inter(t.names, f.stems)))"
)
_STATUTE = f"case when t.statutes <> '{{{{}}}}' then {WEIGHTS.statute} else 0 end"
_PAIRS = f"""
select distinct t.letter_id, f.action_id, pair.needed
from tracker_actionsearch f
join tracker_agencyaction a on a.id = f.action_id
join tracker_lettertopic t on {{joined}}
cross join lateral (select {WEIGHTS.topic_unit} * ({_UNITS}) as topic, {_NEEDED} as needed) pair
where f.action_id = any(%s) and {{chosen}}
  and pair.topic + {_STEP} + {_NAMES} + {_STATUTE} + {WEIGHTS.wording_most} >= pair.needed
"""
_OF_FAMILY = _PAIRS.format(
    agency=max(WEIGHTS.agency_same, WEIGHTS.agency_child, WEIGHTS.agency_parent),
    joined=IN_WINDOW,
    chosen="f.agency_id = %s and t.agencies && %s::int[]",
)
_RARE = _PAIRS.format(
    agency=0.0,
    joined="t.rare && f.stems",
    chosen="letterbook_ints.icount(letterbook_ints._int_inter(t.rare, f.stems)) >= 2",
)


@dataclass(frozen=True, slots=True)
class _Action:
    """What of a new action is weighed for each letter."""

    kind: str
    title: str
    abstract: str
    stems: frozenset[int]
    statutes: frozenset[str]


def letters_near(action_ids: Sequence[int], related: Mapping[int, Sequence[int]]) -> dict[int, set[int]]:
    """Return the letters for which an action may come up to the bar by what it says, its agency and its day, each with
    these actions; `related` holds, for each agency of the actions, those whose letters look at it."""
    needed: dict[int, dict[int, float]] = defaultdict(dict)
    rows = [_pairs(_OF_FAMILY, [list(action_ids), agency, list(near)]) for agency, near in related.items()]
    rows.append(_rare_in_both(_pairs(_RARE, [list(action_ids)])))
    for letter, action, points in (row for part in rows for row in part):
        needed[letter][action] = min(points, needed[letter].get(action, WEIGHTS.background_bar))
    actions = _actions({action for pairs in needed.values() for action in pairs})
    found: dict[int, set[int]] = {}
    letters = sorted(needed)
    for start in range(0, len(letters), _AT_ONCE):
        part = letters[start : start + _AT_ONCE]
        found |= _weighed({letter: needed[letter] for letter in part}, actions)
    return found


def _pairs(statement: str, values: Sequence[object]) -> list[tuple[int, int, float]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)  # type: ignore[arg-type]
        return [(letter, action, float(points)) for letter, action, points in cursor.fetchall()]


def _rare_in_both(rows: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Return the rows of letters and actions that share two words which few actions have: no other agency's action is
    looked at for a letter."""
    rare = {key: set(held) for key, held in _held(LetterTopic, "letter_id", "rare", {row[0] for row in rows})}
    stems = {key: set(held) for key, held in _held(ActionSearch, "action_id", "stems", {row[1] for row in rows})}
    few = few_have({number for letter, action, _ in rows for number in rare[letter] & stems[action]})
    return [row for row in rows if len(rare[row[0]] & stems[row[1]] & few) >= 2]


def _held(model: type[models.Model], key: str, field: str, keys: set[int]) -> Iterable[tuple[int, list[int]]]:
    return model._default_manager.filter(**{f"{key}__in": keys}).values_list(key, field)


def _actions(keys: set[int]) -> dict[int, _Action]:
    stems = dict(ActionSearch.objects.filter(action__in=keys).values_list("action_id", "stems"))
    said = AgencyAction.objects.filter(pk__in=keys).values_list("pk", "kind", "title", "abstract")
    return {
        key: _Action(kind, title, beginning, frozenset(stems[key]), _statutes((title, beginning)))
        for key, kind, title, abstract in said
        for beginning in [abstract[:ABSTRACT_READ]]
    }


def _statutes(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(each.name[:MOST_OF_NAME] for text in texts for each in statutes_in(text))


def _weighed(needed: Mapping[int, Mapping[int, float]], actions: Mapping[int, _Action]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    by_wording: dict[int, list[int]] = {}
    for topic in LetterTopic.objects.filter(pk__in=list(needed)):
        tiers = (topic.tier_1, topic.tier_2, topic.tier_3, topic.tier_4, topic.tier_5)
        worths = dict(zip((number for tier in tiers for number in tier), topic.worths, strict=True))
        names, statutes = set(topic.names), set(topic.statutes)
        for key, points in needed[topic.pk].items():
            if (action := actions.get(key)) is None:
                continue
            most = _at_most(worths, names, statutes, topic.speaks_of_proposal, action)
            if most >= points:
                found[topic.pk].add(key)
            elif most + WEIGHTS.wording_most >= points:
                by_wording.setdefault(topic.pk, []).append(key)
    for letter, text in LetterTranscript.objects.filter(letter__in=by_wording).values_list("letter_id", "text"):
        runs = WordRuns(text)
        for key in by_wording[letter]:
            if runs.may_share_with(actions[key].title) or runs.may_share_with(actions[key].abstract):
                found[letter].add(key)
    return found


def _at_most(
    worths: Mapping[int, int], names: set[int], statutes: set[str], speaks_of_proposal: bool, action: _Action
) -> float:
    """Return the points that an action can bring by its topic, a next step, names and laws."""
    topic = WEIGHTS.topic_unit * sum(worths.get(number, 0) for number in action.stems) / 100
    points = topic + min(WEIGHTS.rare_most, WEIGHTS.rare_term * len(names & action.stems))
    if speaks_of_proposal and action.kind == "rule":
        points += min(WEIGHTS.next_step, WEIGHTS.next_step_share * topic)
    if not statutes.isdisjoint(action.statutes):
        points += WEIGHTS.statute
    return points
