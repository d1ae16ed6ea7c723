"""Which agency actions belong with a letter, how strongly, and why. Pure: records in, scored records out.

Evidence is additive (tracker.linking.weights; docs/linking.md tells each kind). What was published or filed before the
letter is never what followed: it is `cited` when the letter cites it, and else `background`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.linking.evidence import Evidence, total
from tracker.linking.identified import ANSWERS, CITED, identifiers, names_letter
from tracker.linking.rarity import Statistics
from tracker.linking.routine import Routines
from tracker.linking.series import add_series
from tracker.linking.statutes import Statutes
from tracker.linking.subject import Part, Subject
from tracker.linking.views import ActionView, LetterView, Scored
from tracker.linking.weights import WEIGHTS, Weights
from tracker.linking.wording import Wording

__all__ = ["Statistics", "rank"]

_IDENTIFIED = CITED | {"docket", "rin"}
# So many of the best, and all within this much of the bar, are given the passages of both sides.
_PLACED, _NEAR_THE_BAR = 20, 1.0
_PROPOSED = re.compile(
    r"\bpropos(?:ed|al)\b(?: \w+){0,3}? (?:rule|regulation|standard|amendment)s?\b|\bproposed rule|\bNPRM\b"
    r"|\bcomment period\b|\bnotice of proposed",
    re.IGNORECASE,
)


def rank(
    letter: LetterView,
    actions: Sequence[ActionView],
    weights: Weights = WEIGHTS,
    *,
    statistics: Statistics | None = None,
) -> list[Scored]:
    """Return every action with its score and evidence, best first.

    1. Each is scored by itself: identifiers, subject, laws, agency, moment, routine.
    2. Those that can still reach the bar are searched for shared wording.
    3. An action that shares a docket or RIN with one that the letter cites, or with one that already stands above the
       bar on its own words, gets the points of its docket.
    4. The best are given the passages that their evidence rests on.

    `statistics` are the whole archive's; without them rarity is reckoned from the candidates and a long record.
    """
    subject = Subject(letter, actions, weights, statistics)
    parts = {action.key: subject.parts(action) for action in actions}
    routines = Routines(letter, weights)
    statutes = Statutes(letter, (action for action in actions if parts[action.key]), weights)
    next_step = _NextStep(letter, weights)
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
        items += _agency(letter, action, weights)
        if _followed(letter, action):
            items += _moment(letter, action, weights)
            if parts[action.key]:
                items += next_step(action, items)
        found[action.key] = items
    cited = [action for action in actions if any(item.kind in CITED for item in found[action.key])]
    wording = Wording(letter, cited, weights)
    scored: dict[int, Scored] = {}
    for action in actions:
        items = found[action.key]
        # Wording is costly to compare, so only where it can still matter.
        if any(item.kind in _IDENTIFIED for item in items) or (
            parts[action.key] and total(items) + weights.wording_most >= weights.bar
        ):
            items += wording(action)
        followed = _followed(letter, action)
        scored[action.key] = Scored(
            key=action.key,
            relation=_relation(items, followed),
            followed=followed,
            score=total(items),
            evidence=tuple(items),
        )
    add_series(actions, scored, weights)
    ranked = sorted(scored.values(), key=lambda each: (-each.score, each.key))
    by_key = {action.key: action for action in actions}
    return [
        _placed(each, by_key[each.key], subject, parts[each.key])
        if place < _PLACED or each.score >= weights.bar - _NEAR_THE_BAR
        else each
        for place, each in enumerate(ranked)
    ]


def _followed(letter: LetterView, action: ActionView) -> bool:
    return letter.date is not None and action.day is not None and action.day > letter.date


def _placed(scored: Scored, action: ActionView, subject: Subject, parts: Sequence[Part]) -> Scored:
    items = tuple(subject.placed(action, item, parts) if item.kind == "topic" else item for item in scored.evidence)
    return replace(scored, evidence=items)


def _agency(letter: LetterView, action: ActionView, weights: Weights) -> list[Evidence]:
    for keys, points, sentence in (
        (letter.agencies & action.agencies, weights.agency_same, "{} is one of the letter’s correspondents."),
        (letter.children & action.agencies, weights.agency_child, "{} belongs to one of the letter’s correspondents."),
        (letter.parents & action.agencies, weights.agency_parent, "{} is above one of the letter’s correspondents."),
    ):
        if keys:
            name = action.agency_names.get(min(keys), "The agency")
            return [
                Evidence(
                    kind="agency",
                    points=points,
                    sentence=sentence.format(name),
                    other_field="agencies",
                    other_words=name,
                )
            ]
    return []


def _moment(letter: LetterView, action: ActionView, weights: Weights) -> list[Evidence]:
    day = action.day
    if day is None or letter.date is None:
        return []
    count = (day - letter.date).days
    points = weights.time_most * 0.5 ** (count / 30.44 / weights.time_half_life_months)
    return [
        Evidence(
            kind="time",
            points=round(points, 2),
            sentence=f"Published {count} day{'' if count == 1 else 's'} after the letter.",
            other_field="published",
            other_words=day.isoformat(),
        )
    ]


class _NextStep:
    """Whether a letter's subject or asks speak of a proposed rule: then a rule on the same is its next step.

    How far it is the same, the topic must have said: it gets no more than a part of the topic's points.
    """

    def __init__(self, letter: LetterView, weights: Weights) -> None:
        self._weights = weights
        self._said = self._span = None
        for passage in (*letter.headings, *letter.asks):
            if match := _PROPOSED.search(passage.text):
                self._said = " ".join(match[0].split())
                if passage.start is not None:
                    self._span = (passage.start + match.start(), passage.start + match.end())
                break

    def __call__(self, action: ActionView, items: Sequence[Evidence]) -> list[Evidence]:
        if self._said is None or action.kind != "rule":
            return []
        topic = sum(item.points for item in items if item.kind == "topic")
        return [
            Evidence(
                kind="next_step",
                points=round(min(self._weights.next_step, topic * self._weights.next_step_share), 2),
                sentence="The letter speaks of a proposed rule, and this is a rule.",
                letter_span=self._span,
                letter_words=self._said,
                other_field="kind",
                other_words=action.action_text or "Rule",
            )
        ]


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
