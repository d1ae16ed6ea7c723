"""Who "one of them" is: somebody of the people of whom the letter spoke just before."""

import re

from tracker.reading.cues import SEVERAL, UNNAMED
from tracker.reading.lexicon import ROLE_NOUNS
from tracker.reading.phrase_kinds import Phrase, head_noun, names_people
from tracker.reading.scene import OWN_VOICE, Attribution, Scene, plain
from tracker.reading.subjects import opening_subject

__all__ = ["is_unnamed", "one_of_them"]


def is_unnamed(text: str) -> bool:
    """Whether a phrase says no more of somebody than that they are of several: "one", "another of them"."""
    return UNNAMED.fullmatch(text) is not None


def one_of_them(subject: Phrase, rule: str, cue: str, at: int, scene: Scene, text: str) -> Attribution:
    """Return who "one" or "others" is, of the people named before: the Board heard |twelve engineers|. |One| said …

    Where there are none the words are somebody's of whom no more is known, and nobody else's.
    """
    one = _one_before(subject, scene, text)
    if one and not (names_people(one.text) or head_noun(one.text).lower() in ROLE_NOUNS):
        return Attribution("", OWN_VOICE)  # "One slide is headed so. Another says": it is no person.
    if one:
        other = _ONE.sub("another ", one.text, count=1)
        return Attribution(other, rule, (subject.start, subject.end), cue, at, confidence=0.7)
    bounds = [(scene.passage.sentence[0], subject.start), *scene.passage.past[:2]]
    people = next(filter(None, (_people_in_sentence(text, start, end) for start, end in bounds)), "")
    if not people:
        return Attribution("", OWN_VOICE)
    who = re.sub(r"\sof\s(?:them|these|those)$", "", plain(subject.text))
    return Attribution(f"{who} of {people}", rule, (subject.start, subject.end), cue, at, confidence=0.7)


def _one_before(subject: Phrase, scene: Scene, text: str) -> Phrase | None:
    """Return the "one" whom "another" follows: "|One nurse| wrote … Another said"."""
    if subject.text.lower() != "another" or not scene.passage.past:
        return None
    one = opening_subject(text, *scene.passage.past[0])
    return one if one and _ONE.match(one.text) else None


_ONE = re.compile(r"(?:One|one|An?|an?)\s(?!of\b)")


def _people_in_sentence(text: str, start: int, end: int) -> str:
    """Return several people: whom the sentence is about ("|Lawyers| in the Board's office"), else who stands last."""
    subject = opening_subject(text, start, end)
    head = head_noun(subject.text).lower() if subject else ""
    if head.endswith("s") and (head in ROLE_NOUNS or head[:-1] in ROLE_NOUNS or names_people(head)):
        return f"the {head}"
    if heard := list(_HEARD_FROM.finditer(text, start, end)):
        return f"the {heard[-1]['head']}"
    found = [people for many in SEVERAL.finditer(text, start, end) if (people := _people_in(many["words"]))]
    if found:
        return f"{found[-1][:1].lower()}{found[-1][1:]}"
    plain_words = reversed(re.findall(r"(?<=\s)[a-z]+s\b(?!’)", text[start:end]))
    return next((f"the {word}" for word in plain_words if word in ROLE_NOUNS or names_people(word)), "")


# We have heard from dozens of small |processors| in our states.
_HEARD_FROM = re.compile(
    r"\b(?:heard\sfrom|(?:met|spoke|spoken|visited)\swith|(?:letters|calls|messages|e-?mails|complaints)\sfrom|surveyed|"
    r"interviewed|contacted\sby)\s(?:[\w,-]+\s){0,6}?(?!(?:dozens|hundreds|thousands|scores|numbers)\b)(?P<head>[a-z-]+[a-rt-z]s)\b"
    r"(?=[.,;]|\s(?:in|from|at|who|whose|across|throughout|about|that|affected|on|near|with)\b)"
)


def _people_in(words: str) -> str:
    """Return the words up to the first that is for several people: "several farmers" of "several farmers in our"."""
    taken: list[str] = []
    for word in words.split():
        taken.append(word)
        if len(taken) > 1 and word.endswith("s") and (word in ROLE_NOUNS or names_people(word)):
            return " ".join(taken)
    return ""
