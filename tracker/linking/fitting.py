"""Fitting the table of weights to what people decided: a monotone logistic regression, held towards the stated table.

A decided link keeps its evidence, so the points of each kind are known. The chance that a person confirms it is
1 / (1 + exp(cut − slope · Σ factorₖ · pointsₖ)). Factors never go below zero: evidence for a link can lose all its
weight, but it cannot turn into evidence against it, nor what is marked down into a reason for it. All factors are 1 in
the stated table, and each pays for leaving 1; how much is chosen by cross-validation, in which the links of one letter
stay together.

1. `slope` and `cut` are fitted with all factors at 1. That is the stated table, calibrated: the one to beat.
2. Factors and `cut` are fitted, for several strengths of holding. The strength with the least log loss in
   cross-validation is taken.
3. The factors multiply the stated weights; the bars move so that each stands at the same chance as before.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import pairwise
from typing import Any

from tracker.linking.weights import Weights

__all__ = ["FOLDS", "LEAST_DECISIONS", "LEAST_OF_EACH", "Bin", "Decision", "Fit", "differences", "fit", "groups_of"]

LEAST_DECISIONS = 150
# With fewer of one answer there is nothing to tell the two apart by.
LEAST_OF_EACH = 15
STRENGTHS = (1.0, 10.0, 100.0)
FOLDS = 5
_LEAST_SLOPE, _LEAST_CHANCE = 0.02, 1e-9
# The descent ends after so many steps, or with one that gains less.
_STEPS, _ENOUGH = 300, 1e-6

# Which kinds of evidence share a factor, and the weights that it multiplies.
GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "names_letter": (("names_letter", "answers_letter"), ("names_letter",)),
    "citation": (("citation",), ("citation",)),
    "pin_cite": (("pin_cite",), ("pin_cite",)),
    "docket": (("docket",), ("docket",)),
    "rin": (("rin",), ("rin",)),
    "docket_of_cited": (("docket_of_cited",), ("docket_of_cited",)),
    "docket_of_found": (("docket_of_found",), ("docket_of_found",)),
    "cfr_part": (("cfr_part",), ("cfr_part",)),
    "statute": (("statute",), ("statute",)),
    "agency": (("agency",), ("agency_same", "agency_child", "agency_parent")),
    "topic": (("topic",), ("topic_unit", "topic_full", "topic_most", "least_topic_in_docket")),
    "rare": (("rare",), ("rare_term", "rare_most")),
    "wording": (("wording",), ("wording_run", "wording_most")),
    "next_step": (("next_step",), ("next_step", "next_step_share")),
    "further_proposal": (("further_proposal",), ("further_proposal",)),
    "time": (("time",), ("time_most",)),
    "correction": (("correction",), ("correction",)),
    "routine": (("routine",), ("routine",)),
}
_GROUP_OF = {kind: name for name, (kinds, _) in GROUPS.items() for kind in kinds}
_BARS = ("anchor", "bar", "background_bar", "strong")


@dataclass(frozen=True, slots=True)
class Decision:
    """A link that a person confirmed or rejected: the letter's key, and the points of each group of evidence."""

    letter: int
    points: Mapping[str, float]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """A tenth of the decisions, by the chance given to them: what was expected, and what was decided."""

    number: int
    expected: float
    confirmed: float


@dataclass(frozen=True, slots=True)
class Fit:
    """What came out. Losses and bins are of links that were not used for the fit that foretold them."""

    weights: Weights
    factors: Mapping[str, float]
    strength: float
    loss_before: float
    loss_after: float
    bins_before: tuple[Bin, ...]
    bins_after: tuple[Bin, ...]

    @property
    def is_better(self) -> bool:
        return self.loss_after < self.loss_before


@dataclass(frozen=True, slots=True)
class _Model:
    slope: float
    cut: float
    factors: Mapping[str, float]

    def chance(self, points: Mapping[str, float]) -> float:
        score = sum(self.factors.get(name, 1.0) * value for name, value in points.items())
        return _logistic(self.slope * score - self.cut)


def groups_of(evidence: Iterable[Mapping[str, object]]) -> dict[str, float]:
    """Return the points of each group in a stored link's evidence; kinds that are not known any longer are left out."""
    points: dict[str, float] = {}
    for item in evidence:
        name, value = _GROUP_OF.get(str(item.get("kind"))), item.get("points")
        if name is not None and isinstance(value, (int, float)):
            points[name] = points.get(name, 0.0) + value
    return points


def fit(decisions: Sequence[Decision], stated: Weights) -> Fit:
    """Return the table that the decisions speak for; the caller sees to it that there are enough of both answers."""
    folds = _folds(decisions)
    before = _foretold(folds, _calibrated)
    tried = {strength: _foretold(folds, partial(_fitted, strength=strength)) for strength in STRENGTHS}
    strength = min(tried, key=lambda each: (_loss(tried[each]), -each))
    after = tried[strength]
    base, model = _calibrated(decisions), _fitted(decisions, strength)
    return Fit(
        weights=_table(stated, base, model),
        factors=model.factors,
        strength=strength,
        loss_before=_loss(before),
        loss_after=_loss(after),
        bins_before=_bins(before),
        bins_after=_bins(after),
    )


def _folds(decisions: Sequence[Decision]) -> list[tuple[list[Decision], list[Decision]]]:
    """Return pairs of what is fitted and what is foretold; letters are dealt out in order of their keys."""
    place = {letter: index % FOLDS for index, letter in enumerate(sorted({each.letter for each in decisions}))}
    return [
        (
            [each for each in decisions if place[each.letter] != fold],
            [each for each in decisions if place[each.letter] == fold],
        )
        for fold in range(FOLDS)
    ]


def _foretold(
    folds: Iterable[tuple[list[Decision], list[Decision]]], fitted: Callable[[Sequence[Decision]], _Model]
) -> list[tuple[float, bool]]:
    found: list[tuple[float, bool]] = []
    for known, unknown in folds:
        if known and unknown:
            model = fitted(known)
            found += [(model.chance(each.points), each.confirmed) for each in unknown]
    return found


def _calibrated(decisions: Sequence[Decision]) -> _Model:
    """Fit slope and cut with all factors at 1, by Newton's steps, a little held so that a clean split stays finite."""
    scores = [(sum(each.points.values()), each.confirmed) for each in decisions]
    middle = sum(score for score, _ in scores) / len(scores)
    slope, cut = 0.5, 0.0
    for _ in range(50):
        gs, gc, hss, hsc, hcc = 1e-3 * slope, 1e-3 * cut, 1e-3, 0.0, 1e-3
        for score, confirmed in scores:
            x = score - middle
            p = _logistic(slope * x - cut)
            wrong, spread = p - confirmed, p * (1 - p)
            gs, gc = gs + wrong * x, gc - wrong
            hss, hsc, hcc = hss + spread * x * x, hsc - spread * x, hcc + spread
        determinant = hss * hcc - hsc * hsc
        if determinant <= 1e-12:
            break
        ds, dc = (hcc * gs - hsc * gc) / determinant, (hss * gc - hsc * gs) / determinant
        # A step that is too long is cut: far from the middle the curve is flat.
        shrink = min(1.0, 1.0 / max(abs(ds), abs(dc), 1e-12))
        slope, cut = slope - shrink * ds, cut - shrink * dc
        if abs(ds) + abs(dc) < 1e-9:
            break
    slope = max(slope, _LEAST_SLOPE)
    return _Model(slope, cut + slope * middle, {})


def _fitted(decisions: Sequence[Decision], strength: float) -> _Model:
    """Fit factors and cut by projected gradient descent with steps that are halved until they help."""
    base = _calibrated(decisions)
    number = len(decisions)
    names = sorted({name for each in decisions for name in each.points})
    rows = [
        ([(names.index(name), base.slope * value) for name, value in each.points.items()], float(each.confirmed))
        for each in decisions
    ]

    def chances(factors: Sequence[float], cut: float) -> list[float]:
        return [_logistic(sum(factors[index] * value for index, value in row) - cut) for row, _ in rows]

    def cost(found: Sequence[float], factors: Sequence[float]) -> float:
        loss = sum(math.log(max(p if yes else 1 - p, _LEAST_CHANCE)) for p, (_, yes) in zip(found, rows, strict=True))
        return (strength * sum((value - 1) ** 2 for value in factors) / 2 - loss) / number

    factors, cut, step = [1.0] * len(names), base.cut, 1.0
    found = chances(factors, cut)
    best = cost(found, factors)
    for _ in range(_STEPS):
        slopes = [strength * (value - 1) / number for value in factors]
        of_cut = 0.0
        for p, (row, yes) in zip(found, rows, strict=True):
            wrong = (p - yes) / number
            of_cut -= wrong
            for index, value in row:
                slopes[index] += wrong * value
        while step > _ENOUGH:
            moved = [max(value - step * slope, 0.0) for value, slope in zip(factors, slopes, strict=True)]
            tried = chances(moved, cut - step * of_cut)
            if (now := cost(tried, moved)) < best:
                break
            step /= 2
        else:
            break
        gained, best, found, factors, cut, step = best - now, now, tried, moved, cut - step * of_cut, step * 1.5
        if gained < _ENOUGH:
            break
    return _Model(base.slope, cut, dict(zip(names, factors, strict=True)))


def _table(stated: Weights, base: _Model, model: _Model) -> Weights:
    changed: dict[str, float] = {}
    for name, (_, weights) in GROUPS.items():
        for weight in weights:
            changed[weight] = getattr(stated, weight) * model.factors.get(name, 1.0)
    # Its share is of the topic's points, which have a factor of their own.
    if topic := model.factors.get("topic", 1.0):
        changed["next_step_share"] /= topic
    for bar in _BARS:
        changed[bar] = max(getattr(stated, bar) + (model.cut - base.cut) / base.slope, 0.0)
    rounded: dict[str, Any] = {name: round(value, 2) + 0.0 for name, value in changed.items()}
    return replace(stated, **rounded)


def differences(stated: Weights, fitted: Weights) -> list[tuple[str, float, float]]:
    """Return the weights that differ: name, as stated, as fitted."""
    pairs = [(each.name, getattr(stated, each.name), getattr(fitted, each.name)) for each in fields(Weights)]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _loss(found: Sequence[tuple[float, bool]]) -> float:
    """Return the mean log loss, in nats."""
    return -sum(math.log(max(p if yes else 1 - p, _LEAST_CHANCE)) for p, yes in found) / max(len(found), 1)


def _bins(found: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    ordered = sorted(found)
    edges = [round(index * len(ordered) / 10) for index in range(11)]
    parts = [ordered[start:end] for start, end in pairwise(edges) if end > start]
    return tuple(
        Bin(len(part), sum(p for p, _ in part) / len(part), sum(yes for _, yes in part) / len(part)) for part in parts
    )


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
