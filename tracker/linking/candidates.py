"""Which agency actions belong with a letter, how strongly, and why. Pure: records in, scored records out.

Evidence is additive (tracker.linking.weights; docs/linking.md tells each kind). What was published or filed before the
letter is never what followed: it is `cited` when the letter cites it, and else `background`.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.linking.evidence import Evidence, total
from tracker.linking.identified import ANSWERS, CITED, identifiers, names_letter
from tracker.linking.next_step import NextStep
from tracker.linking.rarity import Statistics
from tracker.linking.routine import Routines
from tracker.linking.series import add_series
from tracker.linking.statutes import Statutes
from tracker.linking.subject import Part, Subject
from tracker.linking.surroundings import NOTHING, Surroundings
from tracker.linking.views import ActionView, LetterView, Scored
from tracker.linking.weights import WEIGHTS, Weights
from tracker.linking.wording import Wording

__all__ = ["Ranked", "Statistics", "rank", "rank_among"]

_IDENTIFIED = CITED | {"docket", "rin"}
# Each of these alone ties a letter to an action.
_TELLING = _IDENTIFIED | {"names_letter", ANSWERS, "docket_of_cited", "rare"}
# So many of the best, and all within this much of the bar, are given the passages of both sides.
_PLACED, _NEAR_THE_BAR = 20, 1.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """Every action with its score and evidence, best first; and what was counted among them."""

    scored: list[Scored]
    among: Surroundings


def rank(
    letter: LetterView,
    actions: Sequence[ActionView],
    weights: Weights = WEIGHTS,
    *,
    statistics: Statistics | None = None,
) -> list[Scored]:
    """Return every action with its score and evidence, best first. `statistics` are the whole archive's; without them
    rarity is reckoned from the candidates and a long record."""
    return rank_among(letter, actions, weights, statistics=statistics).scored


def rank_among(
    letter: LetterView,
    actions: Sequence[ActionView],
    weights: Weights = WEIGHTS,
    *,
    statistics: Statistics | None = None,
    among: Surroundings = NOTHING,
    earlier: Sequence[ActionView] = (),
) -> Ranked:
    """Return every action with its score and evidence, and what was counted.

    1. Each is scored by itself: identifiers, subject, laws, agency, moment, routine.
    2. Those that can still reach the bar are searched for shared wording.
    3. An action that shares a docket or RIN with one that the letter cites, or with one that already stands above the
       bar on its own words, gets the points of its docket.
    4. What rests on everyday words alone is kept below `strong`.
    5. The best are given the passages that their evidence rests on.

    `among` is what was counted among other candidates before, which are not given again; of them, `earlier` are the
    documents that the letter cites.
    """
    subject = Subject(letter, actions, weights, statistics, among)
    parts = {action.key: subject.parts(action) for action in actions}
    routines = Routines(letter, weights)
    statutes = Statutes(letter, (action for action in actions if parts[action.key]), weights, among.laws)
    next_step = NextStep(letter, weights)
    agency = _Agency(letter, weights)
    moment = _Moment(letter, weights, weights.time_of_proposed if next_step.is_spoken_of else 1.0)
    after = {action.key for action in actions if _followed(letter, action)}
    found: dict[int, list[Evidence]] = {}
    for action in actions:
        items = [
            *identifiers(letter, action, weights),
            *names_letter(letter, action, weights),
            *subject.evidence(action, parts[action.key]),
        ]
        # Without any of these an action cannot come near the bar, and needs no further look.
        if items:
            items += statutes(action)
            items += routines(action)
        items += agency(action)
        if action.key in after:
            items += moment(action)
            if parts[action.key]:
                items += next_step(action, items, parts[action.key])
        found[action.key] = items
    cited = [action for action in actions if any(item.kind in CITED for item in found[action.key])]
    wording = Wording(letter, (*cited, *earlier), weights, subject.everyday)
    scored: dict[int, Scored] = {}
    for action in actions:
        items = found[action.key]
        # Wording is costly to compare, so only where it can still matter.
        if any(item.kind in _IDENTIFIED for item in items) or (
            parts[action.key] and total(items) + weights.wording_most >= weights.bar
        ):
            items += wording(action)
        followed = action.key in after
        scored[action.key] = Scored(
            key=action.key,
            relation=_relation(items, followed),
            followed=followed,
            score=total(items),
            evidence=tuple(items),
        )
    add_series(actions, scored, weights)
    for action in actions:
        if scored[action.key].score >= weights.strong:
            scored[action.key] = _held_back(scored[action.key], subject.tells(action, parts[action.key]), weights)
    ranked = sorted(scored.values(), key=lambda each: (-each.score, each.key))
    by_key = {action.key: action for action in actions}
    placed = [
        _placed(each, by_key[each.key], subject, parts[each.key])
        if place < _PLACED or each.score >= weights.bar - _NEAR_THE_BAR
        else each
        for place, each in enumerate(ranked)
    ]
    titles, by_agencies = subject.rarity.counted()
    counted = Surroundings(titles=titles, by_agencies=by_agencies, stems=subject.stems, laws=statutes.counted())
    return Ranked(placed, counted)


def _followed(letter: LetterView, action: ActionView) -> bool:
    return letter.date is not None and action.day is not None and action.day > letter.date


def _held_back(scored: Scored, tells: bool, weights: Weights) -> Scored:
    """Keep what rests on a sum of everyday words below `strong`: a person is asked, and nobody else is shown it."""
    if tells or any(item.kind in _TELLING for item in scored.evidence):
        return scored
    item = Evidence(
        kind="everyday",
        points=round(weights.strong - 0.25 - scored.score, 2),
        sentence="No identifier, and no rare word or name, is in both.",
    )
    items = (*scored.evidence, item)
    return replace(scored, score=total(items), evidence=items)


def _placed(scored: Scored, action: ActionView, subject: Subject, parts: Sequence[Part]) -> Scored:
    items = tuple(subject.placed(action, item, parts) if item.kind == "topic" else item for item in scored.evidence)
    return replace(scored, evidence=items)


class _Agency:
    """Whose action it is, as seen from the letter; reckoned once for each set of agencies."""

    def __init__(self, letter: LetterView, weights: Weights) -> None:
        self._kinds = (
            (letter.agencies, weights.agency_same, "{} is one of the letter’s correspondents."),
            (letter.children, weights.agency_child, "{} belongs to one of the letter’s correspondents."),
            (letter.parents, weights.agency_parent, "{} is above one of the letter’s correspondents."),
        )
        self._known: dict[tuple[frozenset[int], str], list[Evidence]] = {}

    def __call__(self, action: ActionView) -> list[Evidence]:
        for keys, points, sentence in self._kinds:
            if shared := keys & action.agencies:
                name = action.agency_names.get(min(shared), "The agency")
                known = (action.agencies, name)
                if known not in self._known:
                    self._known[known] = [
                        Evidence(
                            kind="agency",
                            points=points,
                            sentence=sentence.format(name),
                            other_field="agencies",
                            other_words=name,
                        )
                    ]
                return self._known[known]
        return []


class _Moment:
    """How soon after the letter an action came; reckoned once for each day. Only a part of the points counts where the
    letter speaks of a proposed rule."""

    def __init__(self, letter: LetterView, weights: Weights, part: float) -> None:
        self._date = letter.date
        self._most = weights.time_most * part
        self._half_life = weights.time_half_life_months
        self._known: dict[datetime.date, list[Evidence]] = {}

    def __call__(self, action: ActionView) -> list[Evidence]:
        day = action.day
        if day is None or self._date is None:
            return []
        if day not in self._known:
            count = (day - self._date).days
            points = self._most * 0.5 ** (count / 30.44 / self._half_life)
            self._known[day] = [
                Evidence(
                    kind="time",
                    points=round(points, 2),
                    sentence=f"Published {count} day{'' if count == 1 else 's'} after the letter.",
                    other_field="published",
                    other_words=day.isoformat(),
                )
            ]
        return self._known[day]


def _relation(items: Sequence[Evidence], followed: bool) -> str:
    kinds = {item.kind for item in items}
    if kinds & CITED and not followed:
        return "cited"
    if not followed:
        return "background"
    if ANSWERS in kinds:
        return "answers"
    if "names_letter" in kinds:
        return "cites"
    if kinds & {"docket", "rin", "docket_of_cited"}:
        return "same_docket"
    return "same_subject"
