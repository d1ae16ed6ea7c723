"""Letters in a list, as rows of a register: date, who to whom, what for, and what followed, in a few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from tracker.models import Letter, LetterFact, Viewer
from tracker.reading.rows import FactKind
from tracker.web.letter_facts import addressees_of, followed_by, writers_of
from tracker.web.links import shown_action_links, shown_later_links
from tracker.web.sentence import Followed, addressees_in_words, writers_in_words
from tracker.web.wording import days_between, shortened

__all__ = ["Outcome", "RegisterRow", "fetch_for_register", "for_register", "register"]

_PURPOSE = 230  # characters: three lines at most


@dataclass(frozen=True, slots=True)
class Outcome:
    """What followed, in few words: "Reply after 40 days"."""

    text: str
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """`purpose` is the letter's own sentence on what it is written for, cut to a few lines; "" where none was found."""

    letter: Letter
    who: str
    whom: str
    purpose: str
    outcomes: tuple[Outcome, ...]


def for_register(letters: QuerySet[Letter], viewer: Viewer) -> QuerySet[Letter]:
    """Fetch with the letters all that their rows show."""
    return letters.prefetch_related(*_lookups(viewer))


def fetch_for_register(letters: list[Letter], viewer: Viewer) -> list[Letter]:
    """Fetch what the rows show for letters that are there already, and return the same letters."""
    prefetch_related_objects(letters, *_lookups(viewer))
    return letters


def _lookups(viewer: Viewer) -> "tuple[str | Prefetch[Any], ...]":
    return (
        "recipients__agency",
        "recipients__member__terms",
        "signatures__agency",
        "signatures__member",
        "signatures__term",
        Prefetch("facts", LetterFact.objects.kept().filter(kind=FactKind.PURPOSE.value), to_attr="purposes"),
        Prefetch("action_links", queryset=shown_action_links(), to_attr="shown_actions"),
        Prefetch("later_links", queryset=shown_later_links(viewer), to_attr="shown_later"),
    )


def register(letters: Iterable[Letter]) -> list[RegisterRow]:
    """Return a row for each letter that `for_register` fetched."""
    rows = []
    for letter in letters:
        actions, later = getattr(letter, "shown_actions"), getattr(letter, "shown_later")  # noqa: B009
        purposes: list[LetterFact] = getattr(letter, "purposes")  # noqa: B009
        rows.append(
            RegisterRow(
                letter=letter,
                who=writers_in_words(writers_of(letter)),
                whom=addressees_in_words(addressees_of(letter)),
                purpose=shortened(purposes[0].text, _PURPOSE) if purposes else "",
                outcomes=_outcomes(letter, followed_by(letter, actions, later)),
            )
        )
    return rows


def _outcomes(letter: Letter, followed: Iterable[Followed]) -> tuple[Outcome, ...]:
    """Return the first reply, follow-up and action; a proposal only where nothing of its kind is confirmed."""
    best: dict[str, Followed] = {}
    for item in followed:
        known = best.get(item.what)
        if known is None or (item.confirmed and (not known.confirmed or item.date < known.date)):
            best[item.what] = item
    return tuple(Outcome(_in_few_words(letter, item), not item.confirmed) for item in best.values())


def _in_few_words(letter: Letter, item: Followed) -> str:
    assert letter.letter_date is not None
    noun = {"reply": "Reply", "follow_up": "Follow-up"}.get(item.what) or item.noun[:1].upper() + item.noun[1:]
    span = days_between(letter.letter_date, item.date)
    return f"{noun} {'the same day' if span == 'the same day' else f'after {span}'}"
