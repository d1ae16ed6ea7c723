"""Which agency actions belong with a letter, how strongly, and why. Pure: records in, scored records out.

Evidence is additive (tracker.linking.weights). What the action is about is measured in *topic units*: each term that
letter and action share counts from 0 to 1 by how rare it is among the candidates, and by where it stands: in what the
letter asks and in the action's title it counts most. What was published before the letter is never what followed: it is
`cited` when the letter cites it, and else `background`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.linking.evidence import Evidence, total
from tracker.linking.rarity import Rarity
from tracker.linking.routine import routine
from tracker.linking.subject import Known, terms_of_letter, topic, wording
from tracker.linking.terms import WordRuns, terms_of
from tracker.linking.views import ActionView, CitedIdentifier, LetterView, Scored
from tracker.linking.weights import WEIGHTS, Weights

__all__ = ["rank"]

# Abstracts are read for this many candidates, the best by title; all titles are read.
ABSTRACTS_READ = 1500
_CITED = ("citation", "docket", "rin")


def rank(letter: LetterView, actions: Sequence[ActionView], weights: Weights = WEIGHTS) -> list[Scored]:
    """Return every action with its score and evidence, best first.

    1. Each is scored by itself: identifiers, agency, topic, wording, moment, routine.
    2. An action that shares a docket or RIN with one that the letter cites, or with one that already stands above the
       bar on its own words, gets the points of its docket.
    """
    known = terms_of_letter(letter)
    titles = {action.key: terms_of(action.title) for action in actions}
    rarity = Rarity(titles.values())
    read = _abstracts_to_read(actions, titles, known, rarity)
    words_of_letter = WordRuns(letter.body.text)
    scored: dict[int, Scored] = {}
    for action in actions:
        in_abstract = terms_of(action.abstract) - titles[action.key] if action.key in read else set()
        items = [
            *_identifiers(letter, action, weights),
            *_names_letter(letter, action, weights),
            *topic(letter, action, known, rarity, titles[action.key], in_abstract, weights),
        ]
        followed = letter.date is not None and action.day is not None and action.day > letter.date
        # Without any of these an action cannot come near the bar, and needs no further look.
        speaks = bool(items)
        items += _agency(letter, action, weights)
        if followed:
            items += _moment(letter, action, weights)
        if speaks:
            items += routine(action, weights)
            # Wording is costly to compare, so only where it can still matter.
            if items[0].kind in _CITED or total(items) + weights.wording_most >= weights.bar:
                items += wording(letter, action, words_of_letter, weights)
        scored[action.key] = Scored(
            key=action.key,
            relation=_relation(items, followed),
            followed=followed,
            score=total(items),
            evidence=tuple(items),
        )
    _add_series(actions, scored, weights)
    return sorted(scored.values(), key=lambda each: (-each.score, each.key))


def _abstracts_to_read(
    actions: Sequence[ActionView], titles: Mapping[int, set[str]], known: Mapping[str, Known], rarity: Rarity
) -> set[int]:
    if len(actions) <= ABSTRACTS_READ:
        return {action.key for action in actions}
    by_title = {
        action.key: sum(known[stem].weight * rarity[stem] for stem in titles[action.key] if stem in known)
        for action in actions
    }
    return set(sorted(by_title, key=lambda key: -by_title[key])[:ABSTRACTS_READ])


def _identifiers(letter: LetterView, action: ActionView, weights: Weights) -> list[Evidence]:
    found = []
    for given in letter.identifiers:
        if given.kind in ("citation", "document") and given.value in (action.citation, action.document_number):
            found.append(_identified("citation", weights.citation, "The letter cites this document", given, given.kind))
        elif given.kind == "docket" and given.value in action.dockets:
            found.append(
                _identified("docket", weights.docket, f"The letter names its docket, {given.value}", given, "docket")
            )
        elif given.kind == "rin" and given.value in action.rins:
            found.append(
                _identified("rin", weights.rin, f"The letter names its regulation number, {given.value}", given, "rin")
            )
        elif given.kind == "cfr_part" and given.value in action.cfr_parts:
            found.append(
                _identified(
                    "cfr_part", weights.cfr_part, f"The letter cites {given.value}, which it amends", given, "cfr_parts"
                )
            )
    # The same identifier given twice is one reason.
    return list({(item.kind, item.other_words): item for item in reversed(found)}.values())


def _identified(kind: str, points: float, sentence: str, given: CitedIdentifier, other_field: str) -> Evidence:
    return Evidence(
        kind=kind,
        points=points,
        sentence=f"{sentence}.",
        letter_span=given.span,
        letter_words=given.text,
        other_field=other_field,
        other_words=given.value,
    )


def _names_letter(letter: LetterView, action: ActionView, weights: Weights) -> list[Evidence]:
    if letter.date is None:
        return []
    day = f"{letter.date:%B} {letter.date.day}, {letter.date.year}"
    for other_field, text in (("abstract", action.abstract), ("text", action.text)):
        at = text.find(day)
        while at >= 0:
            around = text[max(at - 250, 0) : at + 250]
            if re.search(r"\bletter\b", around, re.I) and any(name in around for name in letter.signer_surnames):
                sentence = f"It names a letter of {day} by one of the signers."
                return [
                    Evidence(
                        kind="names_letter",
                        points=weights.names_letter,
                        sentence=sentence,
                        other_field=other_field,
                        other_words=" ".join(around.split()),
                    )
                ]
            at = text.find(day, at + 1)
    return []


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
    months = (day - letter.date).days / 30.44
    points = weights.time_most * 0.5 ** (months / weights.time_half_life_months)
    count = (day - letter.date).days
    sentence = f"Published {count} day{'' if count == 1 else 's'} after the letter."
    return [
        Evidence(
            kind="time",
            points=round(points, 2),
            sentence=sentence,
            other_field="published",
            other_words=day.isoformat(),
        )
    ]


def _relation(items: Sequence[Evidence], followed: bool) -> str:
    kinds = {item.kind for item in items}
    if "citation" in kinds and not followed:
        return "cited"
    if not followed:
        return "background"
    if "names_letter" in kinds:
        return "cites"
    if kinds & {"docket", "rin", "docket_of_cited"}:
        return "same_docket"
    return "same_subject"


def _add_series(actions: Sequence[ActionView], scored: dict[int, Scored], weights: Weights) -> None:
    """Give actions of a docket the points that one of them earned on its own."""
    cited = [action for action in actions if any(item.kind == "citation" for item in scored[action.key].evidence)]
    found = [
        action
        for action in actions
        if scored[action.key].followed
        and scored[action.key].score >= weights.anchor
        and any(item.kind in ("topic", "names_letter") for item in scored[action.key].evidence)
    ]
    found.sort(key=lambda action: -scored[action.key].score)
    for anchors, kind, points, sentence in (
        (cited, "docket_of_cited", weights.docket_of_cited, "It shares {} with {}, which the letter cites."),
        (
            found[:3],
            "docket_of_found",
            weights.docket_of_found,
            "It shares {} with {}, which was found on its own words.",
        ),
    ):
        for action in actions:
            before = scored[action.key]
            if any(item.kind in ("docket", "rin", "docket_of_cited") for item in before.evidence) or not action.series:
                continue
            # A docket says what belongs together in an office; whether it is the letter's matter, the words must say.
            if sum(item.points for item in before.evidence if item.kind == "topic") < weights.least_topic_in_docket:
                continue
            for anchor in anchors:
                if anchor.key == action.key or not (shared := sorted(anchor.series & action.series)):
                    continue
                lent = points
                if kind == "docket_of_found":
                    if not before.followed or _later(anchor, action):
                        continue
                    # What an action earned on its own words stays ahead of what it lends to.
                    lent = min(points, scored[anchor.key].score - before.score - 0.25)
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


def _later(anchor: ActionView, action: ActionView) -> bool:
    """Whether the anchor came after the action: a later rule lends nothing to an earlier one."""
    ours, theirs = action.day, anchor.day
    return ours is not None and theirs is not None and theirs > ours
