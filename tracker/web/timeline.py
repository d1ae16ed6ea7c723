"""What came before a letter and what followed it, in order of date, each entry with its reasons in sentences.

What a machine proposes stands apart from it, and says that it is a proposal. What has no date comes last.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.models import (
    ActionLink,
    Coverage,
    Letter,
    LetterLink,
    LetterRelation,
    LinkState,
    Relation,
)
from tracker.models.actions import Decided
from tracker.web.axis import Axis, Dated, axis
from tracker.web.letter_facts import action_noun
from tracker.web.links import MOST_PROPOSALS
from tracker.web.wording import counted, date_words, days_between, joined, shortened

__all__ = ["Entry", "Reason", "TimeLine", "decision", "reasons", "time_line"]

_KIND_WORDS = {
    Relation.ANSWERS.value: "Answers this letter",
    Relation.CITES.value: "Cites this letter",
    Relation.CITED.value: "This letter cites it",
    Relation.SAME_DOCKET.value: "Same docket",
    Relation.SAME_SUBJECT.value: "Same subject",
    Relation.BACKGROUND.value: "Background",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: a sentence, and the words on both sides where there are any."""

    sentence: str
    letter_words: str = ""
    other_words: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One point of the time line. `kind` is letter, earlier, later, background, action, deadline or coverage."""

    kind: str
    date: datetime.date | None
    title: str
    url: str = ""
    distance: str = ""
    what: str = ""
    citation: str = ""
    citation_url: str = ""
    reasons: tuple[Reason, ...] = ()
    is_proposed: bool = False
    decided: str = ""
    approximate: str = ""  # when only this is known: "May 2020"
    answered: str = ""  # of a day asked for that has passed: what this archive has by way of an answer


@dataclass(frozen=True)
class TimeLine:
    """`entries` rest on the letter itself and on what a person accepted; `proposals` on no person's word."""

    entries: tuple[Entry, ...]
    proposals: tuple[Entry, ...] = ()
    held_back: int = 0  # weaker proposals that are not shown

    @property
    def has_followed(self) -> bool:
        """Whether a person accepted that anything followed."""
        return bool(self.kinds & {"action", "later"})

    @property
    def kinds(self) -> set[str]:
        return {entry.kind for entry in self.entries}

    @property
    def has_other(self) -> bool:
        return bool(self.kinds & {"background", "earlier", "coverage"})

    @property
    def _points(self) -> list[Dated]:
        dated = ((number, entry) for number, entry in enumerate(self.entries, 1) if entry.date)
        return [Dated(number, entry.kind, entry.date, entry.title) for number, entry in dated if entry.date]

    @property
    def wide(self) -> Axis | None:
        """The drawing for a wide screen, of two dates or more."""
        return axis(self._points, width=960)

    @property
    def narrow(self) -> Axis | None:
        return axis(self._points, width=340)


def time_line(
    letter: Letter,
    *,
    action_links: Sequence[ActionLink],
    earlier_links: Sequence[LetterLink],
    later_links: Sequence[LetterLink],
    coverage: Sequence[Coverage],
    today: datetime.date,
    proposals_known: int = 0,
) -> TimeLine:
    """Return the entries in order of date. The links are those that the viewer may see; all has been fetched.

    `proposals_known` is how many proposals of actions there are, those too weak to be shown among them.
    """
    ordered = sorted(action_links, key=lambda link: -link.score)
    proposals = [link for link in ordered if link.state == LinkState.PROPOSED][:MOST_PROPOSALS]
    shown = [link for link in ordered if link.state == LinkState.CONFIRMED] + proposals
    found = [
        Entry(kind="letter", date=letter.letter_date, title="This letter"),
        *(_from_action(letter, link) for link in shown),
        *(_from_letter(letter, link, link.earlier, earlier=True) for link in earlier_links),
        *(_from_letter(letter, link, link.letter, earlier=False) for link in later_links),
        *_deadlines(letter, _answers(ordered, later_links), today),
        *(_from_coverage(letter, article) for article in coverage),
    ]
    rank = ["background", "earlier", "letter", "coverage", "deadline", "later", "action"]
    found.sort(key=lambda entry: (entry.date or datetime.date.max, rank.index(entry.kind)))
    return TimeLine(
        tuple(entry for entry in found if not entry.is_proposed),
        tuple(entry for entry in found if entry.is_proposed),
        held_back=max(proposals_known - len(proposals), 0),
    )


def _answers(action_links: Sequence[ActionLink], later_links: Sequence[LetterLink]) -> list[tuple[datetime.date, str]]:
    """Return the date of each confirmed answer with its noun, the earliest first."""
    replies = [
        (link.letter.letter_date, "reply")
        for link in later_links
        if link.state == LinkState.CONFIRMED and link.relation == LetterRelation.REPLIES_TO
    ]
    actions = [
        (link.action.published_date, "published answer")
        for link in action_links
        if link.state == LinkState.CONFIRMED and link.relation == Relation.ANSWERS
    ]
    return sorted((date, noun) for date, noun in (*replies, *actions) if date is not None)


def _distance(letter: Letter, date: datetime.date | None) -> str:
    if date is None or letter.letter_date is None:
        return ""
    span = days_between(letter.letter_date, date)
    if span == "the same day":
        return "The same day"
    return f"{span} {'later' if date > letter.letter_date else 'before'}"


def decision(link: Decided) -> str:
    if link.state != LinkState.CONFIRMED:
        return ""
    on = f" on {date_words(link.decided_at.date())}" if link.decided_at else ""
    reason = f": {link.reason}" if link.reason else ""
    return f"Accepted by a person{on}{reason}".rstrip(".") + "."


def reasons(link: Decided) -> tuple[Reason, ...]:
    items = sorted(link.evidence, key=lambda item: -float(item.get("points") or 0))
    return tuple(
        Reason(
            sentence=str(item["sentence"]),
            letter_words=shortened(str(item.get("letter_words") or ""), 160),
            other_words=shortened(str(item.get("other_words") or ""), 160),
        )
        for item in items
        if item.get("sentence")
    )


def _from_action(letter: Letter, link: ActionLink) -> Entry:
    action = link.action
    date = action.published_date
    is_before = date is not None and letter.letter_date is not None and date < letter.letter_date
    is_background = is_before or link.relation in (Relation.BACKGROUND, Relation.CITED)
    noun = action_noun(action)
    agencies = joined([agency.name for agency in action.agencies.all()])
    what = ". ".join(
        part for part in (_KIND_WORDS[link.relation], noun[:1].upper() + noun[1:] + (f", {agencies}" * bool(agencies)))
    )
    return Entry(
        kind="background" if is_background else "action",
        date=date,
        title=action.title,
        url=action.get_absolute_url(),
        distance=_distance(letter, date),
        what=what,
        citation=action.pages or action.document_number or "",
        citation_url=action.html_url,
        reasons=reasons(link),
        is_proposed=link.state == LinkState.PROPOSED,
        decided=decision(link),
    )


def _from_letter(letter: Letter, link: LetterLink, other: Letter, *, earlier: bool) -> Entry:
    replies = link.relation == LetterRelation.REPLIES_TO
    if earlier:
        what = "This letter replies to it" if replies else "This letter follows it up"
    else:
        what = "Replies to this letter" if replies else "Follows up this letter"
    return Entry(
        kind="earlier" if earlier else "later",
        date=other.letter_date,
        title=str(other),
        url=other.get_absolute_url(),
        distance=_distance(letter, other.letter_date),
        what=f"{what}. Letter {other.pk}",
        reasons=reasons(link),
        is_proposed=link.state == LinkState.PROPOSED,
        decided=decision(link),
    )


def _deadlines(letter: Letter, answers: Sequence[tuple[datetime.date, str]], today: datetime.date) -> list[Entry]:
    """Return one entry for each date by which the letter wants something."""
    rows = [row for row in letter.deadlines.all() if row.date and not row.is_dismissed]
    wanted = [row for row in letter.requests.all() if not row.is_dismissed and row.deadline_id]
    entries = []
    for date in dict.fromkeys(row.date for row in rows):
        assert date is not None
        same = {row.pk for row in rows if row.date == date}
        asks = [row for row in wanted if row.deadline_id in same]
        written = next(row.text for row in rows if row.date == date)
        how = f"As written: “{shortened(written, 120)}”"
        is_settled = bool(asks) and not any(row.is_open for row in asks)
        entries.append(
            Entry(
                kind="deadline",
                date=date,
                title="The day asked for",
                distance=_distance(letter, date),
                what=f"{counted(len(asks), 'request').capitalize()} due. {how}" if asks else how,
                answered="" if is_settled or date >= today else _answered(date, answers),
            )
        )
    return entries


def _answered(day: datetime.date, answers: Sequence[tuple[datetime.date, str]]) -> str:
    """Say what this archive has of an answer by a day that has passed. That it has none says nothing of the agency."""
    if not answers:
        return "No reply in this archive."
    date, noun = answers[0]
    if date <= day:
        return f"A {noun} in this archive is dated {date_words(date)}."
    return f"A {noun} in this archive is dated {date_words(date)}, {days_between(day, date)} after this day."


def _from_coverage(letter: Letter, article: Coverage) -> Entry:
    date = article.published_date or _month_in(article.published_text)
    passages = list(article.passages.all())
    found = sum(passage.start is not None for passage in passages)
    what = f"{article.publication}, press coverage"
    if len(passages) == found:
        what += f". It quotes {counted(found, 'passage')} of the letter word for word" if found else ""
    else:
        what += f". It quotes {counted(len(passages), 'passage')}; word for word in the letter: {found}"
    return Entry(
        kind="coverage",
        date=date,
        title=article.title,
        url=article.url,
        distance=_distance(letter, date) if article.published_date else "",
        what=what,
        approximate="" if article.published_date else article.published_text,
    )


def _month_in(text: str) -> datetime.date | None:
    """Return the first day of a month as written ("May 2020"), for its place in the order."""
    match = re.fullmatch(r"\s*([A-Z][a-z]+)\s+(\d{4})\s*", text)
    if not match:
        return None
    months = [f"{datetime.date(2000, month, 1):%B}" for month in range(1, 13)]
    return datetime.date(int(match[2]), months.index(match[1]) + 1, 1) if match[1] in months else None
