"""Whose preposition stands before a noun, which is then no subject: "|her vice president| for regulatory affairs said".

The noun next to a verb is its subject in official prose, unless a preposition governs it; then the subject is what the
preposition hangs on, through up to three of them, or whom a clause with "who" tells of.
"""

import re

from tracker.reading.lexicon import ROLE_NOUNS, words
from tracker.reading.noun_phrases import walk
from tracker.reading.phrase_kinds import Phrase, PhraseKind, head_noun, names_people, phrase_kind

__all__ = ["NOBODY", "governor"]

_PREPOSITIONS = words(
    """in at near outside from with of to on under within across inside against among for about into through like"""
)
_ON_WHAT = words(
    "accompanying announcing explaining describing regarding concerning about outlining detailing denying approving"
)
_STEPS = 3

NOBODY = Phrase(0, 0, "")
"""What `governor` returns where the subject is a thing: "|A plaque| near his office reads"."""


def governor(text: str, tokens: list[re.Match[str]], found: Phrase | None) -> Phrase | None:
    """Return the phrase on which `found` hangs, with it, None where no preposition stands before it, else NOBODY.

    `tokens` are those of the sentence up to the verb.
    """
    if found is None:
        return None
    kind = phrase_kind(found.text)
    ahead = [token for token in tokens if token.end() <= found.start]
    if kind in (PhraseKind.DOCUMENT, PhraseKind.LAW) and ahead and ahead[-1][0] in _ON_WHAT:
        # "|his statement| accompanying the order"
        told = walk(text, ahead[:-1])
        return told if told and phrase_kind(told.text) == PhraseKind.DOCUMENT else None
    if kind in (PhraseKind.PRONOUN, PhraseKind.DOCUMENT, PhraseKind.LAW):
        return None
    at = found.start
    whole: Phrase | None = None
    hangs = False
    for _ in range(_STEPS):
        before = [token for token in tokens if token.end() <= at]
        if len(before) < 2 or before[-1][0].lower() not in _PREPOSITIONS:
            break
        head = walk(text, before[:-1])
        if head is None and len(before) > 2 and before[-2][0].endswith("ed"):
            # "|An unsigned note| slipped under a door warned"
            head = walk(text, before[:-2])
            return head if head and phrase_kind(head.text) == PhraseKind.DOCUMENT else None
        if head is None or text[head.end : before[-1].start()].strip(" ."):
            break
        if phrase_kind(head.text) == PhraseKind.DOCUMENT:
            # "A letter from |the Board|" is the Board's; "the officer's review of a trial" is of no trial.
            owned = before[-1][0].lower() == "of" and re.search(r"[’']s?\s", head.text)
            if owned:
                return Phrase(head.start, found.end, text[head.start : found.end])
            if before[-1][0].lower() in {"from", "of"}:
                break
            if before[-1][0].lower() in {"to", "for"} and phrase_kind(found.text) != PhraseKind.OTHER:
                return head  # "whose |message| to staff acknowledged"
        if names_people(found.text) and before[-1][0].lower() == "of":
            break  # "hundreds of miners"
        hangs = True
        if _is_somebody(head.text):
            whole = Phrase(head.start, found.end, text[head.start : found.end])
        at = head.start
    if who := _IN_CLAUSE.search(text, max(0, found.start - 120), found.start):
        head = walk(text, [token for token in tokens if token.end() <= who.start()])
        if head and _is_somebody(head.text):
            return head
    return whole or (NOBODY if hangs else None)


def _is_somebody(text: str) -> bool:
    noun = head_noun(text)
    return noun[:1].isalpha() and (
        noun.lower() in ROLE_NOUNS
        or names_people(noun)
        or (noun[:1].isupper() and phrase_kind(text) in (PhraseKind.NAME, PhraseKind.ROLE))
    )


# "who is waiting for |a lung| told", "who owns a packing house in |Dorchester County|, Maryland, explained"
_IN_CLAUSE = re.compile(
    r",?\s(?:and\s)?who\s(?:is|was|are|were|has|had|have|owns|owned|runs|ran|lives|lived|works|worked|leads|led|farms|"
    r"teaches|taught|serves|served)\s(?:[^,.;:\"“”]{2,100}\s)?(?:in|at|near|for|from|of|with|on|to)\s$"
)
