"""Which earlier letter a reply answers or a follow-up recalls, and why. Pure."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.linking.evidence import Evidence, listed, total
from tracker.linking.rarity import Rarity
from tracker.linking.terms import terms, terms_of
from tracker.linking.weights import LETTER_WEIGHTS, LetterWeights

__all__ = ["FOLLOWS_UP", "REPLIES_TO", "Correspondence", "Mention", "ScoredPair", "score_pair"]

REPLIES_TO, FOLLOWS_UP = "replies_to", "follows_up"
TO_AGENCY, TO_CONGRESS = "to_agency", "to_congress"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a letter speaks of an earlier one: its words, their span, and the date that they give."""

    text: str
    date: datetime.date | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """What of a letter is compared with other letters. `members` (by Bioguide ID, with a name) and `agencies` (by key,
    with a name) stand on either side of it."""

    key: int
    date: datetime.date | None
    direction: str
    text: str
    members: dict[str, str]
    agencies: dict[int, str]
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPair:
    earlier: int
    relation: str
    score: float
    evidence: tuple[Evidence, ...]


def score_pair(
    later: Correspondence, earlier: Correspondence, weights: LetterWeights = LETTER_WEIGHTS
) -> ScoredPair | None:
    """Return how well `earlier` fits what `later` says of an earlier letter, or None when it cannot be meant.

    A letter that mentions none recalls none, however alike the two are.
    """
    if later.date is None or earlier.date is None or earlier.date >= later.date or later.key == earlier.key:
        return None
    mention = _mention(later.mentions, earlier.date)
    if mention is None:
        return None
    items = [_named(mention, earlier.date, weights)]
    shared = [name for key, name in later.members.items() if key in earlier.members]
    if shared:
        smaller = min(len(later.members), len(earlier.members))
        points = weights.member + (weights.every_member if len(shared) == smaller else 0)
        sentence = f"{listed(shared[:4])} {'stands' if len(shared) == 1 else 'stand'} in both letters."
        items.append(Evidence(kind="members", points=points, sentence=sentence, other_field="correspondents"))
    offices = [name for key, name in later.agencies.items() if key in earlier.agencies]
    if offices:
        sentence = f"Both are between Congress and {listed(offices[:3])}."
        items.append(Evidence(kind="agency", points=weights.agency, sentence=sentence, other_field="correspondents"))
    if not shared and not offices:
        return None
    items += _topic(later, earlier, weights)
    relation = REPLIES_TO if later.direction == TO_CONGRESS and earlier.direction == TO_AGENCY else FOLLOWS_UP
    return ScoredPair(earlier=earlier.key, relation=relation, score=total(items), evidence=tuple(items))


def _mention(mentions: Sequence[Mention], date: datetime.date) -> Mention | None:
    """Return the mention that gives this date, else one that gives none; one of another date means another letter."""
    dated = [mention for mention in mentions if mention.date == date]
    undated = [mention for mention in mentions if mention.date is None]
    return next(iter(dated or undated), None)


def _named(mention: Mention, date: datetime.date, weights: LetterWeights) -> Evidence:
    if mention.date is None:
        sentence, points = "It speaks of an earlier letter, without its date.", weights.names_some_letter
    else:
        sentence, points = f"It names a letter of {date:%B} {date.day}, {date.year}.", weights.names_date
    return Evidence(
        kind="names_letter",
        points=points,
        sentence=sentence,
        letter_span=mention.span,
        letter_words=mention.text,
        other_field="date",
        other_words=date.isoformat(),
    )


def _topic(later: Correspondence, earlier: Correspondence, weights: LetterWeights) -> list[Evidence]:
    ours, theirs = terms_of(later.text), terms_of(earlier.text)
    rarity = Rarity([ours, theirs])
    shared = sorted(ours & theirs, key=lambda stem: (-rarity[stem], stem))[:10]
    if len(shared) < 3:
        return []
    points = min(sum(rarity[stem] for stem in shared) * weights.topic_unit, weights.topic_most)
    words = {term.stem: later.text[term.start : term.end].lower() for term in terms(later.text)}
    sentence = f"Both speak of {listed(words[stem] for stem in shared[:6])}."
    return [Evidence(kind="topic", points=points, sentence=sentence, other_field="text")]
