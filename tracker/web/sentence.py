"""The sentence at the head of a letter: who wrote to whom, what they ask, and what followed how many days later.

It is put together from the letter's rows alone, the way a careful journalist would: what is not known is not said, a
machine's proposal is called one, and no word says that one thing caused another.

    Six Republican senators wrote to the secretaries of Commerce, Energy, Defense and State. They “urge the Department
    of Commerce to issue regulations …” 65 days later Commerce published an interim final rule on the same subject.
"""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.models import Chamber, Relation
from tracker.reading.rows import RequestKind
from tracker.web.wording import counted, date_words, days_between, joined, shortened, with_article, within_marks

__all__ = [
    "Addressee",
    "Ask",
    "Earlier",
    "Followed",
    "LetterFacts",
    "Segment",
    "Writer",
    "addressees_in_words",
    "lede",
    "plain",
    "writers_in_words",
]


PROPOSED = "Proposed by machine, not yet checked by a person:"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the sentence; `strong` is what a reader's eye should catch."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A signer. `chamber` and `party` are those of the term on the letter's date, "" when the name is unmatched."""

    name: str
    chamber: str = ""
    party: str = ""
    agency: str = ""  # for an official who answers
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A recipient. `agency` is a short name ("Commerce"), "" when unmatched; `chamber` is set for a member."""

    name: str
    title: str = ""
    agency: str = ""
    chamber: str = ""
    organization: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Something dated after the letter: an agency's action, a reply or a follow-up letter.

    `what` is "action", "reply" or "follow_up"; `agency` who did it; `noun` what it was ("interim final rule").
    """

    what: str
    date: datetime.date
    agency: str = ""
    noun: str = ""
    relation: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The letter that this one goes back to: it replies, or it follows up."""

    date: datetime.date
    is_reply: bool
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What the sentence is made of. `earlier` is the letter to which this one replies, or which it follows up."""

    writers: tuple[Writer, ...] = ()
    addressees: tuple[Addressee, ...] = ()
    asks: tuple[Ask, ...] = ()
    date: datetime.date | None = None
    deadline: datetime.date | None = None
    deadline_is_for_all: bool = True
    earlier: Earlier | None = None
    followed: tuple[Followed, ...] = ()
    searched_to: datetime.date | None = None


def lede(facts: LetterFacts) -> tuple[Segment, ...]:
    """Return the sentence as segments; empty when the letter gives neither writers nor addressees."""
    segments = [*_who_to_whom(facts), *_earlier(facts), *_asks(facts), *_what_followed(facts)]
    return tuple(segment for segment in segments if segment.text)


def plain(segments: Sequence[Segment]) -> str:
    """Return the sentence as text, for lists, feeds and descriptions."""
    return "".join(segment.text for segment in segments).strip()


# Who wrote to whom.


def _who_to_whom(facts: LetterFacts) -> list[Segment]:
    who = writers_in_words(facts.writers)
    whom = addressees_in_words(facts.addressees)
    if who and whom:
        # "Ada Marsh, Administrator, wrote": what stands beside a name is set off on both sides.
        comma = "," if len(facts.writers) == 1 and ", " in who else ""
        return [Segment(who, True), Segment(f"{comma} wrote to "), Segment(whom, True), Segment(". ")]
    if who:
        comma = "," if len(facts.writers) == 1 and ", " in who else ""
        return [Segment(who, True), Segment(f"{comma} wrote this letter. ")]
    if whom:
        return [Segment("A letter to "), Segment(whom, True), Segment(". ")]
    return []


def writers_in_words(writers: Sequence[Writer]) -> str:
    """Return who signed: one or two by name, more by number, chamber and party. "" when nobody is known to have."""
    if not writers:
        return ""
    if len(writers) <= 2:
        chambers = {writer.chamber for writer in writers}
        if len(writers) == 2 and len(chambers) == 1 and "" not in chambers:
            title = _member_title(chambers.pop())
            return f"{title}s {writers[0].name} and {writers[1].name}"
        return joined([_named_writer(writer) for writer in writers])
    by_chamber = Counter(writer.chamber for writer in writers if writer.chamber)
    if not by_chamber:
        agencies = list(dict.fromkeys(writer.agency for writer in writers if writer.agency))
        of = f" of {joined(agencies)}" if len(agencies) in (1, 2) else ""
        return _sentence_start(counted(len(writers), "signer", up_to=99)) + of
    parties = _parties(writers)
    groups = [
        (by_chamber[Chamber.SENATE.value], f"{parties}senator"),
        (by_chamber[Chamber.HOUSE.value], f"{parties}representative"),
        (len(writers) - by_chamber.total(), "other signer"),
    ]
    first, *rest = [(number, noun) for number, noun in groups if number]
    parts = [counted(*first, up_to=99)] + [counted(number, noun) for number, noun in rest]
    both = " of both parties" if _are_of_both_parties(writers) else ""
    return _sentence_start(joined(parts)) + both


def _named_writer(writer: Writer) -> str:
    if writer.chamber:
        return f"{_member_title(writer.chamber)} {writer.name}"
    if writer.agency:
        post = f", {writer.title}" if writer.title else ""
        return f"{writer.name}{post} of {_with_the(writer.agency)}" if not post else f"{writer.name}{post}"
    return writer.name


def _parties(writers: Sequence[Writer]) -> str:
    """Return "Republican " or "Democratic " when every signer is matched and of that one party."""
    parties = {writer.party if writer.chamber else "" for writer in writers}
    return {"R": "Republican ", "D": "Democratic "}.get(parties.pop(), "") if len(parties) == 1 else ""


def _are_of_both_parties(writers: Sequence[Writer]) -> bool:
    return {"R", "D"} <= {writer.party for writer in writers if writer.chamber}


def addressees_in_words(addressees: Sequence[Addressee]) -> str:
    """Return to whom it is: secretaries by department, one or two by name, more by number and agency."""
    if not addressees:
        return ""
    secretaries = [_secretary_of(addressee) for addressee in addressees]
    if len(addressees) > 1 and all(secretaries):
        return f"the secretaries of {joined([_with_the(name) for name in secretaries])}"
    chambers = {addressee.chamber for addressee in addressees}
    if len(addressees) == 2 and len(chambers) == 1 and "" not in chambers:
        return f"{_member_title(chambers.pop())}s {addressees[0].name} and {addressees[1].name}"
    if len(addressees) <= 2:
        return " and ".join(_named_addressee(addressee) for addressee in addressees)
    if all(addressee.chamber for addressee in addressees):
        return counted(len(addressees), "member of Congress", "members of Congress")
    agencies = list(dict.fromkeys(addressee.agency for addressee in addressees if addressee.agency))
    if not agencies:
        return counted(len(addressees), "recipient")
    if len(agencies) <= 4 and all(addressee.agency for addressee in addressees):
        return f"{counted(len(addressees), 'official')} of {joined(agencies)}"
    return f"{counted(len(addressees), 'recipient')}, at {joined([*agencies[:3], 'elsewhere'])}"


def _secretary_of(addressee: Addressee) -> str:
    """Return the department of a secretary, as in "Secretary of Commerce", else ""."""
    match = re.fullmatch(r"(?:Acting )?Secretary of (?:the )?(.+)", addressee.title)
    if match:
        return match[1]
    return addressee.agency if addressee.title in ("Secretary", "Acting Secretary") else ""


def _named_addressee(addressee: Addressee) -> str:
    if addressee.chamber:
        return f"{_member_title(addressee.chamber)} {addressee.name}"
    house = _house(addressee)
    if not addressee.name:
        return addressee.title or _with_the(house)
    if not addressee.title:
        return f"{addressee.name} of {_with_the(house)}" if house else addressee.name
    of = f" of {_with_the(house)}" if house and " of " not in addressee.title and len(addressee.title) < 30 else ""
    return f"{addressee.name}, {addressee.title}{of}"


def _house(addressee: Addressee) -> str:
    """Return where an addressee sits. The Federal Register turns names round ("Personnel Management Office"): then as
    the letter has it.
    """
    name, written = (
        addressee.agency,
        re.sub(r"^(?:the )?(?:(?:U\.\s?S\.|US|United States) )?", "", addressee.organization),
    )
    return written if not name or _words_of(name) == _words_of(written) else name


def _words_of(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - {"and", "for", "of", "on", "the"}


def _member_title(chamber: str) -> str:
    return "Senator" if chamber == Chamber.SENATE.value else "Representative"


def _with_the(agency: str) -> str:
    """Return the name with "the" where running text would have it: bodies have, acronyms and bare names have not."""
    body = "Department|Agency|Administration|Bureau|Commission|Service|Office|Board|Corps|Committee|Survey|Reserve"
    department = "Interior|Treasury|Army|Navy|Air Force"
    needs = re.search(rf"\b(?:{body})\b|^(?:{department})$", agency) and not agency.lower().startswith("the ")
    return f"the {agency}" if needs else agency


# What this letter goes back to, and what it asks.


def _earlier(facts: LetterFacts) -> list[Segment]:
    if facts.earlier is None or facts.date is None:
        return []
    verb = "replies to" if facts.earlier.is_reply else "follows up"
    when = f"a letter of {date_words(facts.earlier.date)}, {days_between(facts.earlier.date, facts.date)} before. "
    if facts.earlier.confirmed:
        return [Segment(f"It {verb} {when}")]
    return [Segment(f"{PROPOSED} it {verb} {when}")]


def _asks(facts: LetterFacts) -> list[Segment]:
    if not facts.asks:
        return []
    kinds = Counter(ask.kind for ask in facts.asks)
    due = f", by {date_words(facts.deadline)}" if facts.deadline else ""
    if facts.deadline and not facts.deadline_is_for_all:
        due = f"; the first day asked for is {date_words(facts.deadline)}"
    introduces = facts.asks[0].text.rstrip().endswith(":")
    if set(kinds) == {RequestKind.ACTION.value} and len(facts.asks) <= 3 and not introduces:
        more = f", with {counted(len(facts.asks) - 1, 'further request')}" if len(facts.asks) > 1 else ""
        plural = len(facts.writers) > 1
        return [Segment(_asked_in_its_words(facts.asks[0].text, plural=plural, tail=more + due))]
    clauses = []
    if kinds[RequestKind.QUESTION.value]:
        clauses.append(f"asks {counted(kinds[RequestKind.QUESTION.value], 'question')}")
    if kinds[RequestKind.DOCUMENTS.value]:
        clauses.append("requests documents")
    if kinds[RequestKind.BRIEFING.value]:
        clauses.append("requests a briefing")
    if kinds[RequestKind.PRESERVATION.value]:
        clauses.append("asks that records be preserved")
    if kinds[RequestKind.ACTION.value]:
        clauses.append(f"makes {counted(kinds[RequestKind.ACTION.value], 'request')} for action")
    return [Segment(f"The letter {joined(clauses)}{due}. ")]


_ASKING = re.compile(r"\b(urge|ask|request|call on|call upon|encourage|implore|insist|respectfully (?:ask|request))\b")


def _asked_in_its_words(text: str, *, plural: bool, tail: str) -> str:
    """Return what is asked, quoted: from its verb on after "They" where the letter says "we urge …"."""
    text = within_marks(re.sub(r"\s+", " ", text).strip())
    text = re.sub(r"^(?:\(?\d{1,2}[.)]|[a-z][.)])\s+", "", text)
    verb = _ASKING.search(text)
    if plural and verb and re.search(r"\b[Ww]e\b", text[: verb.start()]):
        opening, quoted = "They", shortened(text[verb.start() :], 190)
    else:
        opening, quoted = "The letter asks:", shortened(text, 190)
    if tail:
        return f"{opening} “{quoted.rstrip('.')}”{tail}. "
    return f"{opening} “{quoted if quoted.endswith(('…', '?', '!', '.')) else quoted + '.'}” "


# What followed.

_RELATIONS = {
    Relation.ANSWERS.value: " that answers the letter",
    Relation.CITES.value: " that cites the letter",
    Relation.SAME_DOCKET.value: " in a docket connected with the letter",
    Relation.SAME_SUBJECT.value: " on the same subject",
}


def _what_followed(facts: LetterFacts) -> list[Segment]:
    if facts.date is None:
        return []
    ordered = sorted(facts.followed, key=lambda followed: followed.date)
    sure = [followed for followed in ordered if followed.confirmed]
    for what in ("reply", "follow_up", "action"):
        extra = [followed for followed in sure if followed.what == what][1:]
        sure = [followed for followed in sure if followed not in extra]
    if sure:
        return [part for followed in sure[:3] for part in _event(followed, facts.date)]
    proposed = [followed for followed in facts.followed if not followed.confirmed]
    if proposed:
        # The first that was handed in is the strongest.
        return [Segment(f"{PROPOSED} "), *_event(proposed[0], facts.date)]
    if facts.searched_to:
        return [Segment(f"Up to {date_words(facts.searched_to)}, nothing is confirmed to have followed.")]
    return []


def _event(followed: Followed, date: datetime.date) -> list[Segment]:
    span = days_between(date, followed.date)
    later = f"{span} later" if span != "the same day" else "The same day"
    by = f" by {_with_the(followed.agency)}" if followed.agency else ""
    if followed.what == "reply":
        return [Segment(_sentence_start(later), True), Segment(f" a reply{by} was written. ")]
    if followed.what == "follow_up":
        return [Segment(_sentence_start(later), True), Segment(" a follow-up letter was written. ")]
    noun = with_article(followed.noun or "document")
    relation = _RELATIONS.get(followed.relation, "")
    if followed.agency:
        did = f" {_with_the(followed.agency)} published {noun}{relation}. "
    else:
        did = f" {noun} was published{relation}. "
    return [Segment(_sentence_start(later), True), Segment(did)]


def _sentence_start(text: str) -> str:
    return text[:1].upper() + text[1:]
