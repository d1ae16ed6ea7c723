"""Whom "you" means: the one addressee, or in a letter to several the one whom its sentence calls by name or post.

"Madam Secretary, when you came before us …" · "your visit to Toledo, Mr. Roe, when you said …" · "As you told us,
Administrator Roe, …". Once called, the same person is meant to the end of the paragraph. A letter to several in which
nobody is called leaves "you" open.
"""

import re
from dataclasses import dataclass

from tracker.reading.scene import Context, Passage

__all__ = ["Meant", "meant_by_you"]


@dataclass(frozen=True, slots=True)
class Meant:
    """Who is meant, and where the letter calls them; `span` is None where the address alone says it."""

    name: str
    span: tuple[int, int] | None = None


_LONGEST = 1200  # Characters of a sentence that are looked through.
_NAME = r"(?:[A-Z][\w’'-]+|[A-Z]\.)(?:\s(?:[A-Z][\w’'-]+|[A-Z]\.)){0,3}"
_CALLED = re.compile(
    r"(?:^|(?<=[,—–]\s)|(?<=[.?!:”\"]\s)|(?<=\bAnd\s)|(?<=\bBut\s)|(?<=\bYet\s)|(?<=\bSo\s))"
    r"(?:(?:Madam|Mister|Mr\.)\s(?P<post>Attorney\sGeneral|[A-Z][\w’'-]+\sGeneral|Under\sSecretary|[A-Z][a-z]+)|"
    r"(?:Mr\.|Ms\.|Mrs\.|Dr\.|Gen\.|Adm\.|Amb\.)\s(?P<surname>" + _NAME + r")|"
    r"(?P<title>(?:Acting\s|Deputy\s|Under\s|Assistant\s)*(?:Secretary|Administrator|Director|Chairman|Chairwoman|"
    r"Chair|Commissioner|Governor|President|Ambassador|Admiral|Colonel|Minister|Superintendent|Chancellor|Mayor|"
    r"(?:Attorney|Postmaster|Comptroller|Surgeon|Inspector)\sGeneral|General))(?:\s(?P<holder>" + _NAME + r"))?)"
    r"(?=[,—–?.]|\s[—–])"
)


def meant_by_you(context: Context, passage: Passage, at: int) -> Meant | None:
    """Return whom the "you" or "your" at `at`, near `passage`, means; None when that stays open."""
    if context.recipient:
        return Meant(context.recipient)
    scopes = [passage.sentence, *passage.past] if passage.sentence[0] <= at < passage.sentence[1] else []
    if passage.lead_in and passage.lead_in not in scopes:
        scopes.append(passage.lead_in)
    for first, end in scopes:
        start = max(first, end - _LONGEST)
        called = list(_CALLED.finditer(context.masked[start:end]))
        # The call that stands nearest before "you" is meant, else the one behind it: "As you said, Mr. Roe, …".
        called.sort(key=lambda call: (start + call.start() > at, abs(start + call.start() - at)))
        for call in called:
            if name := _who_is_called(call, context):
                return Meant(name, (start + call.start(), start + call.end()))
    return None


def _who_is_called(call: re.Match[str], context: Context) -> str:
    """Return the name of the one addressee whom a call fits; where it fits none, the name that it gives, if any."""
    surname, post = call["surname"] or call["holder"] or "", call["post"] or call["title"] or ""
    if surname and not context.addressees:
        return call[0]
    words = {_stem(word) for word in post.split()}
    fits = [
        name
        for name, title in context.addressees
        # "Mr. Roe" has a name where "Mr. Secretary" has a post.
        if name and (name.split()[-1] == (surname or post).split()[-1] or (not surname and words <= _stems(title)))
    ]
    return fits[0] if len(fits) == 1 else ""


def _stems(title: str) -> set[str]:
    return {_stem(word) for word in title.split()}


def _stem(word: str) -> str:
    word = word.strip(",.;").lower()
    return re.sub(r"^(chair)(?:man|woman|person)$", r"\1", word)
