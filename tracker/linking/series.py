"""Dockets carry: an action that shares one with what the letter cites, or with what was found, gets points for it."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.linking.evidence import Evidence, total
from tracker.linking.identified import ANSWERS, CITED
from tracker.linking.views import ActionView, Scored
from tracker.linking.weights import Weights

__all__ = ["add_series"]

_ANCHORS = 3


def add_series(actions: Sequence[ActionView], scored: dict[int, Scored], weights: Weights) -> None:
    """Give actions of a docket or RIN the points that one of them earned on its own.

    A docket says what belongs together in an office; whether it is the letter's matter, the action's words must say. A
    later action lends nothing to an earlier one, and what was found on its own words stays ahead of what it lends to.
    """
    cited = [action for action in actions if any(item.kind in CITED for item in scored[action.key].evidence)]
    found = [
        action
        for action in actions
        if scored[action.key].followed
        and _on_its_words(scored[action.key]) >= weights.anchor
        and any(item.kind in ("topic", "names_letter", ANSWERS) for item in scored[action.key].evidence)
    ]
    found.sort(key=lambda action: -_on_its_words(scored[action.key]))
    cited_as = "It shares {} with {}, which the letter cites."
    found_as = "It shares {} with {}, which was found on its own words."
    for anchors, kind, points, sentence in (
        (cited, "docket_of_cited", weights.docket_of_cited, cited_as),
        (found[:_ANCHORS], "docket_of_found", weights.docket_of_found, found_as),
    ):
        borne = frozenset(mark for anchor in anchors for mark in anchor.series)
        for action in actions:
            if borne.isdisjoint(action.dockets) and borne.isdisjoint(action.rins):
                continue
            before = scored[action.key]
            if any(item.kind in ("docket", "rin", "docket_of_cited") for item in before.evidence):
                continue
            if sum(item.points for item in before.evidence if item.kind == "topic") < weights.least_topic_in_docket:
                continue
            for anchor in anchors:
                if anchor.key == action.key or not (shared := sorted(anchor.series & action.series)):
                    continue
                lent = points
                if kind == "docket_of_found":
                    if not before.followed or _later(anchor, action):
                        continue
                    lent = min(points, _on_its_words(scored[anchor.key]) - before.score - 0.25)
                    if lent <= 0:
                        continue
                item = Evidence(
                    kind=kind,
                    points=round(lent, 2),
                    sentence=sentence.format(shared[0], anchor.name),
                    other_field="docket",
                    other_words=shared[0],
                )
                relation = "same_docket" if before.followed and before.relation == "same_subject" else before.relation
                items = (*before.evidence, item)
                scored[action.key] = replace(before, relation=relation, score=total(items), evidence=items)
                break


def _on_its_words(scored: Scored) -> float:
    """Return its points without what is held against a further proposal: its docket leads to the rule."""
    return total(item for item in scored.evidence if item.kind != "further_proposal")


def _later(anchor: ActionView, action: ActionView) -> bool:
    ours, theirs = action.day, anchor.day
    return ours is not None and theirs is not None and theirs > ours
