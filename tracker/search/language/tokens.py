"""What stands in a query, piece by piece, from left to right.

Each character is looked at a fixed number of times, whatever is typed. Nothing is an error: a quotation mark that
nothing closes is a token of its own, and a mark that says nothing is none.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

__all__ = ["Kind", "Token", "is_one_word", "tokens"]


class Kind(Enum):
    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    MINUS = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()
    LONE_QUOTE = auto()  # a quotation mark that nothing closes


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is the word, the phrase without its marks, the field's name, or the distance of NEAR ("" when not given).

    `is_value` is set when it stands right behind a field's colon.
    """

    kind: Kind
    text: str
    start: int
    end: int
    is_value: bool = False


_QUOTES = '"“”„‟«»'
_SPACE_OR_QUOTE = re.compile(rf"[\s{_QUOTES}]")
_QUOTE = re.compile(rf"[{_QUOTES}]")
_FIELD = re.compile(r"([A-Za-z][A-Za-z_-]{0,19}):(?!//)")
_NEAR = re.compile(r"(?:NEAR|[Nn]ear(?=/)|near(?=/)|[wW](?=/\d))(?:/?(\d{1,4}))?")
_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}
_MARKS = ",;!?"
_SPACES = re.compile(r"\s+")


def tokens(text: str) -> list[Token]:
    """Return the pieces of `text`; what has neither letter nor digit is left out, but for the signs of the language.

    '-to:epa "export  control"' -> MINUS, FIELD to, WORD epa, PHRASE export control
    """
    found: list[Token] = []
    at, last_quote = 0, _last_quote(text)
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at] in _QUOTES:
            at = _phrase(text, at, last_quote, found)
        else:
            end = _end_of_run(text, at)
            _run(text, at, end, found)
            at = end
    return found


def is_one_word(text: str) -> bool:
    """Return whether `text`, typed alone, is one plain word and comes back as it is."""
    found = tokens(text)
    return len(found) == 1 and found[0].kind is Kind.WORD and found[0].text == text


def _last_quote(text: str) -> int:
    return max((match.start() for match in _QUOTE.finditer(text)), default=-1)


def _end_of_run(text: str, at: int) -> int:
    stop = _SPACE_OR_QUOTE.search(text, at)
    return stop.start() if stop else len(text)


def _follows_colon(found: list[Token], at: int) -> bool:
    return bool(found) and found[-1].kind is Kind.FIELD and found[-1].end == at


def _phrase(text: str, at: int, last_quote: int, found: list[Token]) -> int:
    """Add the phrase that begins at the quotation mark; return where to go on."""
    if at >= last_quote:
        found.append(Token(Kind.LONE_QUOTE, text[at], at, at + 1))
        return at + 1
    close = _QUOTE.search(text, at + 1)
    end = close.end() if close else len(text)
    words = _SPACES.sub(" ", text[at + 1 : end - 1].replace("*", " ")).strip()
    if _says_something(words) or _follows_colon(found, at):
        found.append(Token(Kind.PHRASE, words, at, end, _follows_colon(found, at)))
    return end


def _run(text: str, start: int, end: int, found: list[Token]) -> None:
    """Add the pieces of a run of characters that has neither space nor quotation mark."""
    closing = _brackets(text, start, end)
    at = start
    while at < end:
        is_value = _follows_colon(found, at)
        if text[at] == "(":
            found.append(Token(Kind.OPEN, "(", at, at + 1, is_value))
            at += 1
        elif text[at] == ")":
            found.append(Token(Kind.CLOSE, ")", at, at + 1))
            at += 1
        elif text[at] == "-" and not is_value:
            # A dash alone, or one behind which nothing is said, is no sign for "not".
            if at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] != ")":
                found.append(Token(Kind.MINUS, "-", at, at + 1))
            at += 1
        elif not is_value and (name := _FIELD.match(text, at, end)):
            found.append(Token(Kind.FIELD, name[1], at, name.end()))
            at = name.end()
        else:
            stop = _end_of_word(text, at, end, closing, is_value)
            _word(text, at, stop, is_value, found)
            at = stop


def _brackets(text: str, start: int, end: int) -> dict[int, int]:
    """Return, for each bracket that is closed within the run, where: those of 501(c)(3) belong to the word."""
    closing: dict[int, int] = {}
    stack: list[int] = []
    for at in range(start, end):
        if text[at] == "(":
            stack.append(at)
        elif text[at] == ")" and stack:
            closing[stack.pop()] = at
    return closing


def _end_of_word(text: str, at: int, end: int, closing: dict[int, int], is_value: bool) -> int:
    begin = at
    while at < end and text[at] != ")":
        if text[at] == "(":
            before = text[begin:at]
            if at not in closing or (not is_value and (before in _OPERATORS or _NEAR.fullmatch(before))):
                break
            at = closing[at]
        at += 1
    return at


def _word(text: str, at: int, stop: int, is_value: bool, found: list[Token]) -> None:
    written = text[at:stop]
    if not is_value:
        if written in _OPERATORS:
            found.append(Token(_OPERATORS[written], written, at, stop))
            return
        if near := _NEAR.fullmatch(written):
            found.append(Token(Kind.NEAR, near[1] or "", at, stop))
            return
    word = written.strip(_MARKS)
    compares = found[-1:] and found[-1].kind is Kind.FIELD and not word.strip("<>=≤≥")
    if is_value or compares or _says_something(word):
        begin = at + (len(written) - len(written.lstrip(_MARKS)) if word else 0)
        found.append(Token(Kind.WORD, word, begin, begin + len(word) if word else stop, is_value))


def _says_something(text: str) -> bool:
    return any(each.isalnum() for each in text)
