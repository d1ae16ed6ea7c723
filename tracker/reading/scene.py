"""A quoted passage, the letter around it, and what was found out about who said it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.reading.noun_phrases import MONTH

__all__ = ["OWN_VOICE", "Attribution", "Context", "Passage", "Scene", "is_date", "plain"]

OWN_VOICE = "own voice"
"""The rule of an attribution to the letter's writers, whose words are no quotation of somebody."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage where it stands: offsets into `Context.text`.

    `sentence` is the sentence that quotes it (for a passage inside another quotation, the sentence in there), and
    `previous` the one before it; `lead_in` is the last sentence of the paragraph before, when that ends with a colon,
    and then `previous` is the one before the lead-in; `alone` says that the passage is all that its paragraph holds.
    `past` has the sentences before it in its paragraph, the nearest first, or the last of the paragraph before; `above`
    has these last where there is but one before it in its own.
    """

    outer: tuple[int, int]
    inner: tuple[int, int]
    sentence: tuple[int, int]
    previous: tuple[int, int] | None = None
    lead_in: tuple[int, int] | None = None
    alone: bool = False
    depth: int = 0
    past: tuple[tuple[int, int], ...] = ()
    above: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it, or what it stands in. `speaker` "" means that only the source is known."""

    speaker: str
    rule: str
    speaker_span: tuple[int, int] | None = None
    cue: str = ""
    cue_at: int = -1
    source: str = ""
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Context:
    """The letter around its passages. `text` has line ends as spaces; `masked` has quoted words blanked as well, so
    that a verb inside one quotation is no cue for the next. `recipient` is the one addressee's name, or "", and `body`
    the department, agency or company that they answer for; of several, `addressees` has each one's name and post.
    `defined` has the short names that the letter defines, `holders` who holds a post of which it speaks."""

    text: str
    masked: str
    recipient: str = ""
    body: str = ""
    defined: Mapping[str, str] = field(default_factory=dict)
    addressees: tuple[tuple[str, str], ...] = ()
    holders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """The passage that is being attributed, the letter around it, and what came before in the same scope.

    `around` is who says the passage in which this one stands: the "I" of a quotation is its speaker.
    """

    passage: Passage
    context: Context
    earlier: Sequence[tuple[Passage, Attribution | None]]
    around: Attribution | None = None


_DATES = re.compile(rf"(?:(?:{MONTH.pattern})\b|\d)", re.ASCII)


def is_date(text: str) -> bool:
    """Whether a phrase begins as a date does: "the letter of October 3" has no maker October."""
    return _DATES.match(text) is not None


def plain(text: str) -> str:
    """Return words of the letter on one line, without the punctuation at their edges."""
    return re.sub(r"\s+", " ", text).strip(" ,;:")
