"""Which earlier letters a reply answers or a follow-up recalls, and why. Pure.

1. Each earlier letter is scored by itself: what is said of it, a number that both bear, people, offices, subject.
2. Then those that one mention could mean are weighed against each other: a date that one letter bears exactly is no
   slip for another; of two letters of one day, the subject decides, and where it cannot, both stand, weaker.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.linking.evidence import Evidence, listed, total
from tracker.linking.meant import TO_AGENCY, TO_CONGRESS, Fit, Mention, fit, may_mean
from tracker.linking.rarity import Rarity
from tracker.linking.terms import WordRuns, as_said, terms, terms_of
from tracker.linking.weights import LETTER_WEIGHTS, LetterWeights

__all__ = [
    "FOLLOWS_UP",
    "REPLIES_TO",
    "Ask",
    "Correspondence",
    "Mention",
    "Place",
    "ScoredPair",
    "match_letters",
    "score_pair",
]

REPLIES_TO, FOLLOWS_UP = "replies_to", "follows_up"
_NAMES = "names_letter"
# Months are part of a date; the others stand before a name.
_NO_MATTER = frozenset().union(
    terms_of("January February March April May June July August September October November December"),
    terms_of("Mr Mrs Ms Dr Hon Esq"),
)
_RESTATED = 6  # words in a row that are a question stated again, and no turn of phrase


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a letter, with their span where it is known."""

    text: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that a letter asks for, with its number as printed."""

    number: str
    text: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """What of a letter is compared with other letters.

    `members` (by Bioguide ID, with a name) and `agencies` (by key, with a name) stand on either side of it; `roots` are
    the departments above the agencies. `unknown` are folded surnames of people whom nobody could resolve, `addressed`
    and `signed` the surnames of officials. `numbers` are reference numbers, in their plain form.
    """

    key: int
    date: datetime.date | None
    direction: str
    text: str
    members: dict[str, str]
    agencies: dict[int, str]
    mentions: tuple[Mention, ...] = ()
    roots: frozenset[int] = frozenset()
    unknown: frozenset[str] = frozenset()
    addressed: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    numbers: tuple[tuple[str, Place], ...] = ()
    body: tuple[int, int] | None = None
    dateline: Place | None = None
    subject: Place | None = None
    asks: tuple[Ask, ...] = ()

    @property
    def spoken(self) -> str:
        """Its subject, and what it says between salutation and closing: in their addresses and letterheads all letters
        to one office agree."""
        heading = f"{self.subject.text}\n" if self.subject else ""
        return heading + self.text[slice(*self.body)] if self.body else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPair:
    """A proposal: the earlier letter's key, the relation, and what speaks for it. `how` is the kind of fit."""

    earlier: int
    relation: str
    score: float
    evidence: tuple[Evidence, ...]
    how: str = ""
    mention: Mention | None = None
    date: datetime.date | None = None


def match_letters(
    later: Correspondence, earlier: Iterable[Correspondence], weights: LetterWeights = LETTER_WEIGHTS
) -> list[ScoredPair]:
    """Return the pairs that stand at or above the bar, the best first: one for each letter that is answered."""
    others = list(earlier)
    dated = {mention.owner for mention in later.mentions if mention.date is not None}
    # "Your letter" without a date, after "your letter of May 3", means that one again.
    meant = [mention for mention in later.mentions if mention.date is not None or mention.owner not in dated]
    later = replace(later, mentions=tuple(meant))
    pairs = [pair for other in others if (pair := score_pair(later, other, weights))]
    exact = {pair.mention for pair in pairs if pair.how == "exact" and pair.score >= weights.bar}
    pairs = [pair for pair in pairs if not (pair.how == "nearly" and pair.mention in exact)]
    pairs = _weighed(pairs, weights)
    return sorted((pair for pair in pairs if pair.score >= weights.bar), key=lambda pair: (-pair.score, pair.earlier))


def score_pair(
    later: Correspondence, earlier: Correspondence, weights: LetterWeights = LETTER_WEIGHTS
) -> ScoredPair | None:
    """Return how well `earlier` fits what `later` says of an earlier letter, or None when it cannot be meant.

    A letter that mentions none, and bears no number of another, recalls none, however alike the two are.
    """
    if later.key == earlier.key or (later.date and earlier.date and earlier.date >= later.date):
        return None
    number = _shared_number(later, earlier, weights)
    named = _named(later, earlier)
    if named is None and (number is None or (later.direction, earlier.direction) == (TO_AGENCY, TO_CONGRESS)):
        return None
    mention = named[0] if named else None
    items = [_naming(mention, named[1], earlier, weights)] if mention and named else []
    items += [number] if number else []
    people = _people(later, earlier, weights)
    offices = _offices(later, earlier, weights)
    if not number and all(item is None or item.points < 0 for item in (people, offices)):
        return None
    items += [item for item in (people, offices, _official(later, earlier, weights)) if item]
    items += _topic(later, earlier, mention, weights)
    items += _restated(later, earlier, weights)
    relation = REPLIES_TO if later.direction == TO_CONGRESS and earlier.direction == TO_AGENCY else FOLLOWS_UP
    return ScoredPair(
        earlier=earlier.key,
        relation=relation,
        score=total(items),
        evidence=tuple(items),
        how=named[1].kind if named else "number",
        mention=mention,
        date=earlier.date,
    )


def _weighed(pairs: Sequence[ScoredPair], weights: LetterWeights) -> list[ScoredPair]:
    """Return the pairs, less what rivals take from each other: letters that one and the same mention could mean."""
    groups: dict[tuple[str, Mention | None, datetime.date | None], list[ScoredPair]] = {}
    for pair in pairs:
        day = pair.date if pair.how == "exact" else None
        key = (pair.how, pair.mention, day) if pair.mention else (f"{pair.how} {pair.earlier}", None, None)
        groups.setdefault(key, []).append(pair)
    weighed: list[ScoredPair] = []
    for (how, mention, _), rivals in groups.items():
        plural = mention is not None and bool(re.search(r"\b(?:letters|inquiries|requests)\b", mention.text, re.I))
        best = max(pair.score for pair in rivals)
        near = [pair for pair in rivals if best - pair.score < weights.clear_lead]
        for pair in rivals:
            if best < weights.bar or len(rivals) == 1 or (plural and how != "exact"):
                weighed.append(pair)
            elif pair not in near:
                points = round(weights.worse_rival * (best - pair.score), 2)
                weighed.append(_less(pair, points, "Another letter that could be meant fits better."))
            elif len(near) > 1:
                weighed.append(_less(pair, weights.equal_rival, "Another letter that could be meant fits as well."))
            else:
                weighed.append(pair)
    return weighed


def _less(pair: ScoredPair, points: float, sentence: str) -> ScoredPair:
    items = (*pair.evidence, Evidence(kind="rival", points=points, sentence=sentence))
    return replace(pair, evidence=items, score=total(items))


def _named(later: Correspondence, earlier: Correspondence) -> tuple[Mention, Fit] | None:
    """Return the mention that fits best, and how; None when none can mean this letter."""
    if later.date is None or earlier.date is None:
        return None
    fits = [
        (mention, found)
        for mention in later.mentions
        if may_mean(mention, later.direction, earlier.direction) and (found := fit(mention, earlier.date, later.date))
    ]
    order = ("exact", "received", "month", "nearly", "undated")
    return min(fits, key=lambda each: order.index(each[1].kind), default=None)


def _naming(mention: Mention, found: Fit, earlier: Correspondence, weights: LetterWeights) -> Evidence:
    points = {
        "exact": weights.names_date,
        "received": weights.names_received,
        "month": weights.names_month,
        "nearly": weights.names_nearly,
        "undated": weights.names_some_letter,
    }[found.kind]
    dated = earlier.date.isoformat() if earlier.date else ""
    return Evidence(
        kind=_NAMES,
        points=points,
        sentence=found.sentence,
        letter_span=mention.span,
        letter_words=mention.text,
        other_field="date",
        other_span=earlier.dateline.span if earlier.dateline else None,
        other_words=earlier.dateline.text if earlier.dateline else dated,
    )


def _shared_number(later: Correspondence, earlier: Correspondence, weights: LetterWeights) -> Evidence | None:
    theirs = dict(earlier.numbers)
    for number, place in later.numbers:
        if number in theirs:
            return Evidence(
                kind="number",
                points=weights.number,
                sentence=f"Both bear the number {place.text}.",
                letter_span=place.span,
                letter_words=place.text,
                other_field="reference number",
                other_span=theirs[number].span,
                other_words=theirs[number].text,
            )
    return None


def _people(later: Correspondence, earlier: Correspondence, weights: LetterWeights) -> Evidence | None:
    shared = [name for key, name in later.members.items() if key in earlier.members]
    if shared:
        smaller = min(len(later.members), len(earlier.members))
        points = weights.member + (weights.every_member if len(shared) == smaller else 0)
        sentence = f"{listed(shared[:4])} {'stands' if len(shared) == 1 else 'stand'} in both letters."
        return Evidence(kind="members", points=points, sentence=sentence, other_field="correspondents")
    ours = later.unknown | {_surname(name) for name in later.members.values()}
    theirs = earlier.unknown | {_surname(name) for name in earlier.members.values()}
    if (later.unknown or earlier.unknown) and (same := sorted(ours & theirs)):
        sentence = f"The surname {listed(name.title() for name in same[:4])} stands in both letters."
        return Evidence(kind="members", points=weights.surname, sentence=sentence, other_field="correspondents")
    if later.members and earlier.members:
        sentence = "No member of Congress stands in both letters."
        return Evidence(kind="members", points=weights.strangers, sentence=sentence, other_field="correspondents")
    return None


def _offices(later: Correspondence, earlier: Correspondence, weights: LetterWeights) -> Evidence | None:
    shared = [name for key, name in later.agencies.items() if key in earlier.agencies]
    if shared:
        points, sentence = weights.agency, f"Both are between Congress and {listed(shared[:3])}."
    elif later.roots & earlier.roots:
        names = [*list(later.agencies.values())[:1], *list(earlier.agencies.values())[:1]]
        points, sentence = weights.agency_family, f"{listed(names)} belong to one department."
    elif later.agencies and earlier.agencies:
        points, sentence = weights.other_agency, "The two letters are with different agencies."
    else:
        return None
    return Evidence(kind="agency", points=points, sentence=sentence, other_field="correspondents")


def _official(later: Correspondence, earlier: Correspondence, weights: LetterWeights) -> Evidence | None:
    """Find whom the letter was written to, signing the answer, or named there ("your letter to Secretary Ross")."""
    for name in earlier.addressed:
        if name in later.signed:
            sentence = f"{listed([name.title()])} was written to, and signs this one."
            return Evidence(kind="official", points=weights.official, sentence=sentence, other_field="recipient")
        named = re.search(
            rf"(?:on\s+behalf\s+of|(?:letter|correspondence|inquiry)\s+(?:\w+\s+){{0,3}}to|secretary|administrator|chairman|"
            rf"director|commissioner|general)\s+(?:[A-Z][\w.]*\s+){{0,3}}{re.escape(name)}\b",
            later.text,
            re.IGNORECASE,
        )
        if named and later.direction == TO_CONGRESS:
            sentence = f"It speaks of {listed([name.title()])}, to whom the other was written."
            return Evidence(
                kind="official",
                points=weights.official,
                sentence=sentence,
                letter_span=named.span(),
                letter_words=re.sub(r"\s+", " ", named.group()),
                other_field="recipient",
            )
    return None


def _topic(
    later: Correspondence, earlier: Correspondence, mention: Mention | None, weights: LetterWeights
) -> list[Evidence]:
    """Compare what the two speak of, and, above all, what the sentence that names the letter says that it is about."""
    ours, theirs = _matter(later.spoken), _matter(earlier.spoken)
    rarity = Rarity([ours, theirs])
    people = {cut for name in (*later.members.values(), *later.agencies.values()) for cut in terms_of(name)}
    shared = sorted((ours & theirs) - people, key=lambda stem: (-rarity[stem], stem))
    words = {term.stem: as_said(later.text[term.start : term.end]) for term in terms(later.text)}
    items = []
    if len(shared) >= 3:
        smaller: set[str] = min(ours - people, theirs - people, key=len)
        part = _part(shared, smaller, rarity)
        points = weights.topic_most * min(part / weights.topic_full, 1.0)
        sentence = f"Both speak of {listed(words[stem] for stem in shared[:6])}."
        items.append(Evidence(kind="topic", points=round(points, 2), sentence=sentence, other_field="text"))
    focus = _focus(later, mention)
    if focus:
        about = _matter(focus.text) - people
        same = sorted(about & theirs, key=lambda stem: (-rarity[stem], stem))
        if same:
            heading = earlier.subject if earlier.subject and set(same) & terms_of(earlier.subject.text) else None
            items.append(
                Evidence(
                    kind="subject",
                    points=round(weights.subject_most * _part(same, about, rarity), 2),
                    sentence=f"Where it names the letter, it speaks of {listed(words[stem] for stem in same[:4])}.",
                    letter_span=focus.span,
                    letter_words=re.sub(r"\s+", " ", focus.text),
                    other_field="subject" if heading else "text",
                    other_span=heading.span if heading else None,
                    other_words=heading.text if heading else "",
                )
            )
    return items


def _matter(text: str) -> set[str]:
    """Return the terms of a text that can tell one matter from another: no dates, which are weighed apart, no bare
    numbers, and no forms of address."""
    return {cut for cut in terms_of(text) if not cut.isdigit()} - _NO_MATTER


def _part(shared: Iterable[str], of: Iterable[str], rarity: Rarity) -> float:
    """Return which part of the terms' weight is shared; a rare term weighs more."""
    whole = sum(rarity[stem] ** 2 for stem in of)
    return sum(rarity[stem] ** 2 for stem in shared) / whole if whole else 0.0


def _focus(later: Correspondence, mention: Mention | None) -> Place | None:
    """Return the words behind a mention, to the end of its sentence; without any, the letter's own subject line."""
    if mention and mention.span:
        rest = re.match(
            r"(?:[^.?!]|\.(?=\w)|(?<=\b[A-Z])\.){8,400}", later.text[mention.span[1] : mention.span[1] + 400]
        )
        if rest and len(terms_of(rest.group())) >= 2:
            return Place(rest.group().strip(), (mention.span[1], mention.span[1] + rest.end()))
    return later.subject


def _restated(later: Correspondence, earlier: Correspondence, weights: LetterWeights) -> list[Evidence]:
    """Find the requests that the later letter states again, word for word, as a reply does before it answers each."""
    if not earlier.asks:
        return []
    runs = WordRuns(later.text, least=_RESTATED)
    found = []
    for ask in earlier.asks:
        if places := runs.shared_with(ask.text):
            start, end = places[0]
            which = f"request {ask.number}" if ask.number else "a request"
            found.append((which, (start, end), ask))
    each = min(weights.restated, weights.restated_most / max(len(found), 1))
    return [
        Evidence(
            kind="request",
            points=round(each, 2),
            sentence=f"It takes up {which} of the other letter.",
            letter_span=span,
            letter_words=re.sub(r"\s+", " ", later.text[slice(*span)]),
            other_field="request",
            other_span=ask.span,
            other_words=ask.text,
        )
        for which, span, ask in found
    ]


def _surname(name: str) -> str:
    return (name.split() or [""])[-1].lower()
