"""Cues near a passage that give way to one further off: they tell of somebody, and somebody else says so of them.

"The minister said that Canada |wants| …": who says is more than who wants. As Judge Roe wrote, |the State's account|
"is false". The agency |has found| "an elephant", as a judge put it.
"""

import re

from tracker.reading.cues import HELD_NOUN, SHEETS
from tracker.reading.scene import Attribution, Scene
from tracker.reading.speaking_verbs import WEAK

__all__ = ["OF_OURS", "as_told", "gives_way", "told_that"]


def gives_way(name: str, match: re.Match[str], answer: Attribution, end: int, scene: Scene, text: str) -> bool:
    """Whether the cue `match`, of the kind `name`, with `answer`, says less than a cue further from the passage."""
    if match[0] in {"found", "finds"} and not text[match.end() : end].strip(' "“'):
        return True
    told = name == "passive cue" and not as_told(name, match, text) and answer.speaker_span
    if told and _does_it(told[1], end, scene):
        return True
    return _is_weak(name, match[0]) or _is_subject(name, match, scene)


def as_told(name: str, match: re.Match[str], text: str) -> bool:
    """Whether a cue is inserted to say who reported it: "Your reply, |as reported by| the Blade, was that …"."""
    return name == "passive cue" and match[0][:3].lower() == "as " and text[match.start() - 2 : match.start()] == ", "


def _does_it(at: int, end: int, scene: Scene) -> bool:
    """Whether the passage tells what they do of whom a participle tells: the studies made by the firm "were late"."""
    directly = not scene.context.text[at:end].strip()
    return directly and bool(_PREDICATE.match(scene.context.text, scene.passage.inner[0]))


def told_that(answer: Attribution, end: int, text: str, floor: int) -> bool:
    """Whether somebody tells of it, before a colon: "A baker wrote that |her bank| assured her …: “I did …”"."""
    if answer.speaker_span is None or text[floor:end].rstrip()[-1:] != ":":
        return False
    return bool(_WROTE_THAT.search(text, floor, answer.speaker_span[0]))


_WROTE_THAT = re.compile(r"\b(?:wrote|told|said|recalled|explained|testified|reported)\b[^.;:\"“”]{0,40}\sthat\s$")


def _is_weak(name: str, cue: str) -> bool:
    """Whether a cue tells who wants, thinks or holds something, which somebody else may be saying of them."""
    return name in {"document acts", "would say", "under a rule"} or bool(
        WEAK.fullmatch(cue) or (name == "cue noun and owner" and HELD_NOUN.search(cue))
    )


def _is_subject(name: str, match: re.Match[str], scene: Scene) -> bool:
    """Whether the passage says something of the noun of saying: As Judge Roe wrote, the State's account "is false"."""
    if name != "cue noun and owner":
        return False
    between = scene.context.text[match.end() : scene.passage.outer[0]].strip()
    # We heard from counsel that the states' letters were "too vague".
    if not between or (between in {"is", "are", "was", "were"} and bool(SHEETS.search(match[0]))):
        return True
    # Mr. Roe said that the report of the auditors on the yard was "full of errors".
    said_of_it = _OF_WHAT_IS.fullmatch(between) or (
        _TO_WHOM.fullmatch(between) and _PREDICATE.match(scene.context.text, scene.passage.inner[0])
    )
    return bool(said_of_it) and bool(_THAT.search(scene.context.text, *_lead(match, scene)))


_OF_WHAT_IS = re.compile(
    r"that\s[^,;:.]{2,80}\s(?:is|are|was|were)\s[^,;:.]{2,80}\s(?:is|are|was|were)|"
    r"(?:(?:on|of|for|about|in|by)\s[^,;:.]{2,60}\s)?(?:is|are|was|were|(?:would|will|could|may|might|has|had|have)\s(?:be|been))"
)
# … that the Bureau's instructions to its staff "may have hindered the work"
_TO_WHOM = re.compile(r"(?:on|of|for|about|in|by|to)\s[^,;:.]{2,60}")
_PREDICATE = re.compile(
    r"(?:may|might|can|could|will|would|should|must|ha[sd]|have|is|are|was|were|do|does|did|fail(?:s|ed)?|lack(?:s|ed)?)\s"
)
_THAT = re.compile(r"\bthat\s(?:[\w&.’'-]+\s?){0,4}$")


def _lead(match: re.Match[str], scene: Scene) -> tuple[int, int]:
    return max(scene.passage.sentence[0], match.start() - 60), match.start()


# "the records |I requested| are": the letter's own voice says what they are, and not what is quoted.
OF_OURS = re.compile(
    r"\b(?:the|those|these|that|any|all|every|what)\s(?:[\w-]+\s){1,3}(?:that\s|which\s)?(?:I|we)\s(?:have\s|had\s|\w+ly\s)?$"
)
