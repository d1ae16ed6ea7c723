"""The subject of a clause: who stands before a finite verb, and whom a sentence is about.

No parser stands behind this (see `phrases.py`): a subject is the noun phrase right before a verb, or the one with which
a sentence opens.
"""

import re
from collections.abc import Iterator

from tracker.reading.lexicon import ADVERBS, PRONOUNS, STOP_WORDS
from tracker.reading.noun_phrases import FINITE, phrase_after
from tracker.reading.phrase_kinds import Phrase, PhraseKind, names_people, phrase_kind
from tracker.reading.phrases import phrase_before

__all__ = ["clause_subject", "first_subject", "opening_subject", "subjects_in"]


def clause_subject(text: str, end: int, *, main: bool = False, floor: int = 0) -> Phrase | None:
    """Return the subject of the last clause before `end` that has a name, a role or "you" before a finite verb.

    Nothing before `floor` is looked at. With `main`, clauses that hang on "that", "whether" or "who" are passed over.
    """
    floor = max(floor, end - 600)
    verbs = list(FINITE.finditer(text, floor, end))[-12:]
    for verb in reversed(verbs):
        phrase = phrase_before(text, verb.start(), floor=floor)
        if phrase is None or not (phrase_kind(phrase.text) in _SUBJECTS or names_people(phrase.text)):
            continue
        if " " not in phrase.text and _UNDER_PREPOSITION.search(text, max(floor, phrase.start - 8), phrase.start):
            continue  # "his last day in |office|"
        if main and _HANGS.search(text[max(floor, phrase.start - 12) : phrase.start]):
            continue
        return phrase
    return None


_HANGS = re.compile(r"\b(?:that|whether|which|who|whose|if|because|how|why|where|when|as|than)\s+$", re.IGNORECASE)


# "In |a letter| dated May 30": what a preposition governs is no subject.
_UNDER_PREPOSITION = re.compile(r"\b(?:in|by|with|from|into|under|within|upon|of)\s+$", re.IGNORECASE)


def first_subject(text: str, start: int, end: int) -> Phrase | None:
    """Return the subject of the first finite verb in the sentence from `start` to `end`."""
    for verb in list(FINITE.finditer(text, start, min(end, start + 400)))[:4]:
        phrase = phrase_before(text, verb.start(), floor=start)
        if phrase and phrase_kind(phrase.text) not in {PhraseKind.OTHER, PhraseKind.WRITER}:
            return phrase
    return None


_SUBJECTS = frozenset({PhraseKind.NAME, PhraseKind.RECIPIENT, PhraseKind.WRITER, PhraseKind.ROLE})


def opening_subject(text: str, start: int, end: int) -> Phrase | None:
    """Return the noun phrase with which the sentence from `start` to `end` opens, after a conjunction or an adverbial.

    "But |the Board| said" · "In 2014, |a provider| that …" · "When the yard called, |the manager| was kind"
    """
    at = start
    if opener := _OPENER.match(text, start, end):
        at = opener.end()
    for _ in range(4):
        word = _WORD.match(text, at, end)
        if word is None:
            return None
        low = word["word"].lower()
        if _IMPERATIVE.match(text, word.start("word"), end):
            at = word.end()
            continue
        adverbial = (
            _TIME.match(text, word.start("word"), end)
            or low in _OPENS_ADVERBIAL
            or (low.endswith("ed") and word["word"] != low and _BY.match(text, word.end(), end))
            or (low.endswith("ing") and word["word"] != low and not _ACTS.match(text, word.end(), end))
        )
        if not adverbial:
            phrase = phrase_after(text, word.start("word"))
            return phrase if phrase and phrase.end <= end else None
        comma = text.find(",", word.end(), min(end, at + 220))
        if low in _OF_TIME and (subject := _behind_time(text, word.start("word"), comma if comma > 0 else end)):
            return subject
        # "On May 3, 2012, the Board": a year is no subject.
        if comma > 0 and (year := re.compile(r",\s(?:19|20)\d\d,").match(text, comma)):
            comma = year.end() - 1
        if comma < 0:
            return None
        at = comma + 1
    return None


_OF_TIME = frozenset(("in", "on", "at", "during", "last", "this", "early", "late", "throughout", "by", "since"))


def _behind_time(text: str, start: int, stop: int) -> Phrase | None:
    """Return the subject behind an adverbial that no comma closes: "In 2012 |the Board| sent the firm a notice"."""
    verb = FINITE.search(text, start, min(stop, start + 160))
    if verb is None or _CLAUSE.search(text, start, verb.start()):
        return None
    subject = phrase_before(text, verb.start(), floor=start)
    apart = subject and subject.start - start > 3 and text[subject.start - 1] == " "
    if not subject or not apart or _UNDER_PREPOSITION.search(text[start : subject.start]):
        return None
    return subject if phrase_kind(subject.text) in _SUBJECTS | {PhraseKind.PRONOUN, PhraseKind.DOCUMENT} else None


_CLAUSE = re.compile(r"\b(?:who|which|that|when|where|whom|whose|after|before|as|while)\b")

_OPENER = re.compile(
    r"[\s\d.)(•]*(?:(?:And|But|Yet|So|Nor|Still|However|Meanwhile|Moreover|Indeed|Then|Nevertheless|Nonetheless|Thus|"
    r"Likewise|Similarly|First|Second|Third|Finally|Even|Only|Hence|Instead|Today|Yesterday),?\s)?"
)
# "Six years later, …" · "That spring, …": when it was, and not who.
_TIME = re.compile(
    r"(?:[\w-]+\s){0,3}(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|spring|summer|fall|autumn|winter|"
    r"morning|"
    r"afternoon|evening|night|time)(?:\s(?:later|earlier|before|after|ago|on))?,",
    re.IGNORECASE,
)
# "Consider Ms. Reyes."
_IMPERATIVE = re.compile(
    r"(?:Consider|Take|Meet|Recall|Remember|Ask|Hear|Imagine|Picture|Compare|Note)\s(?=[A-Z]|the\s|an?\s)"
)
_BY = re.compile(r"\s(?:by|in|on|at|to|from|as|for|with)\s")
# "Denning told us": a name that ends as a participle does.
_ACTS = re.compile(r"\s(?:has|have|had|was|is|said|says|told|tells|wrote|writes|[a-z]{3,}ed)\s")
_WORD = re.compile(r"\s{0,3}(?P<word>[\w&$’'-]+)")
_OPENS_ADVERBIAL = (STOP_WORDS | ADVERBS) - PRONOUNS - {"he", "she", "it", "they"} | frozenset(
    ("asked", "pressed", "testifying", "there", "here", "within", "among", "beyond", "last", "this", "these", "such")
) - {"this", "these", "such"}


def subjects_in(text: str, start: int, end: int) -> Iterator[Phrase]:
    """Yield the subjects of the finite verbs from `start` to `end`, the last first, those of hanging clauses last."""
    hanging: list[Phrase] = []
    for verb in reversed(list(FINITE.finditer(text, start, end))[-6:]):
        phrase = phrase_before(text, verb.start(), floor=start)
        if phrase is None or phrase.start < start or _UNDER_PREPOSITION.search(text[start : phrase.start]):
            continue
        if _HANGS.search(text[max(start, phrase.start - 12) : phrase.start]):
            hanging.append(phrase)
        else:
            yield phrase
    yield from hanging
