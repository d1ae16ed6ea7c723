"""From what a person typed to the tree.

    query    := either+                      AND may stand between; all must hold
    either   := denied (OR denied)*          OR binds more tightly than standing side by side
    denied   := (- | NOT)* near
    near     := atom (NEAR/n atom)*
    atom     := word | "phrase" | prefix* | field:value | field:(query) | (query)

Nothing is an error. What cannot be read so is read as words, and a note says so. The time that reading takes grows with
the length of the text and no faster.
"""

import datetime
from dataclasses import dataclass, replace

from tracker.search.language.naming import RANGES, field_named, nearest_field
from tracker.search.language.notes import Note
from tracker.search.language.questions import without_asking
from tracker.search.language.tokens import Kind, Token, is_one_word, tokens
from tracker.search.language.tree import (
    And,
    Field,
    FieldTerm,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Span,
    Words,
)
from tracker.search.language.values import TEXT_FIELDS, Misunderstood, typed_value
from tracker.search.language.written import written

__all__ = ["MOST_CHARACTERS", "MOST_TERMS", "Parsed", "parse"]

# A query is a line, not a document. What is longer is cut, and said.
MOST_CHARACTERS = 500
MOST_TERMS = 64
_MOST_DEPTH = 12

_NEAR_UNSAID = 10
_NEAR_MOST = 30

_SINGLE = (Kind.WORD, Kind.PHRASE)
_BEGINS_ATOM = frozenset({Kind.WORD, Kind.PHRASE, Kind.FIELD, Kind.OPEN})


@dataclass(frozen=True, slots=True)
class Parsed:
    """`text` is what was typed, as far as it was used; `node` is None when it says nothing.

    `asking` are the words of asking, which are passed over and not in the tree.
    """

    text: str
    node: Node | None
    notes: tuple[Note, ...] = ()
    asking: tuple[Words, ...] = ()


def parse(text: str, *, today: datetime.date) -> Parsed:
    """Return what `text` says. `today` is the day from which "today" and "last year" are reckoned."""
    text = "".join(" " if each.isspace() or not each.isprintable() else each for each in text).strip()
    notes: list[Note] = []
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rstrip()
        notes.append(Note(f"Only the first {MOST_CHARACTERS} characters of the query were used."))
    reader = _Reader(text, today)
    node, asking = without_asking(text, reader.query())
    notes += reader.notes
    if asking:
        words = ", ".join(f"“{word}”" for word in dict.fromkeys(each.text.lower() for each in asking))
        notes.append(Note(f"Read as a question, without {words}. Put a word in quotation marks to search for it."))
    while node is not None and len(written(node)) > MOST_CHARACTERS:
        # Written out in full it is longer than a query may be: its last part goes.
        node = _without_last(node)
        notes.append(Note("The end of the query was left out: written out in full it is too long."))
    if text and node is None and not notes:
        notes.append(Note("There is no word in this query."))
    return Parsed(text, node, tuple(dict.fromkeys(notes)), asking)


class _Reader:
    """Goes through the tokens once, from left to right."""

    def __init__(self, text: str, today: datetime.date) -> None:
        self.text, self.today = text, today
        self.notes: list[Note] = []
        self._at = self._terms = self._depth = 0
        self._field: Field | None = None
        self._tokens = []
        for token in tokens(text):
            if token.kind is Kind.LONE_QUOTE:
                self._say("A quotation mark is not closed, so it was passed over.")
            else:
                self._tokens.append(token)

    # The grammar, from the whole to its parts.

    def query(self) -> Node | None:
        """Return the tree of everything that was typed."""
        parts: list[Node] = []
        while self._next() is not None:
            if (group := self._all()) is not None:
                parts.append(group)
            if self._take(Kind.CLOSE):
                self._say("A bracket is closed that was not opened, so it was passed over.")
        return _joined(And, parts)

    def _all(self) -> Node | None:
        parts: list[Node] = []
        while (token := self._next()) is not None and token.kind is not Kind.CLOSE:
            before = self._at
            if (node := self._either()) is not None:
                parts.append(node)
            if self._at == before:
                # An operator with nothing to join.
                self._pass_operator(token, parts)
        return _joined(And, parts)

    def _either(self) -> Node | None:
        parts = []
        if (first := self._denied()) is not None:
            parts.append(first)
        while parts and self._is(Kind.OR) and self._operand_follows():
            self._at += 1
            if (node := self._denied()) is not None:
                parts.append(node)
        return _joined(Or, parts)

    def _denied(self) -> Node | None:
        start = self._next()
        denied = False
        while (self._is(Kind.MINUS) or self._is(Kind.NOT)) and self._operand_follows():
            self._at += 1
            denied = not denied
        node = self._near()
        if node is None or not denied or start is None:
            return node
        return node.node if isinstance(node, Not) else Not(node, (start.start, node.span[1]))

    def _near(self) -> Node | None:
        first = self._atom()
        if first is None or not self._is(Kind.NEAR):
            return first
        parts: list[Node] = [first]
        left: Node = first
        while (token := self._next()) is not None and token.kind is Kind.NEAR and self._operand_follows():
            self._at += 1
            right = self._atom()
            if right is None:
                continue
            joined = self._neighbours(left, right, token)
            if joined is None:
                parts.append(right)
            elif parts[-1] is left:
                parts[-1] = joined
            else:
                parts.append(joined)
            left = right
        return _joined(And, parts)

    def _neighbours(self, left: Node, right: Node, token: Token) -> Near | None:
        if not (_may_be_near(left) and _may_be_near(right)):
            self._say("NEAR stands between words and phrases only; here it was read as AND.")
            return None
        distance = int(token.text) if token.text else _NEAR_UNSAID
        if not 1 <= distance <= _NEAR_MOST:
            distance = min(max(distance, 1), _NEAR_MOST)
            self._say(f"NEAR looks from 1 to {_NEAR_MOST} words on; here it looks {distance}.")
        assert isinstance(left, Words | Phrase | Prefix | Or)
        assert isinstance(right, Words | Phrase | Prefix | Or)
        return Near(left, right, distance, (left.span[0], right.span[1]))

    def _atom(self) -> Node | None:
        token = self._next()
        if token is None or not self._begins_atom(self._at):
            return None
        self._at += 1
        match token.kind:
            case Kind.OPEN:
                return self._group(token)
            case Kind.FIELD:
                return self._fielded(token)
            case _:
                return self._single(token)

    def _group(self, opened: Token) -> Node | None:
        if self._depth >= _MOST_DEPTH:
            self._say(f"Brackets stand more than {_MOST_DEPTH} deep; the innermost were passed over.")
            return None
        self._depth += 1
        node = self._all()
        self._depth -= 1
        if not self._take(Kind.CLOSE):
            self._say("A bracket is not closed; it was taken to end with the query.")
        return node

    # Words and fields.

    def _single(self, token: Token) -> Node | None:
        """Return the node of a word or phrase; in a name's group, of all plain words that stand side by side."""
        span = (token.start, token.end)
        if token.kind is Kind.PHRASE:
            return self._counted(Phrase(token.text, span)) if any(map(str.isalnum, token.text)) else None
        if self._names_are_asked:
            words = [token.text]
            while (following := self._next()) is not None and following.kind is Kind.WORD:
                words.append(following.text)
                span = (token.start, following.end)
                self._at += 1
            return self._counted(Words(" ".join(words), span))
        return self._word(token.text, span)

    def _word(self, text: str, span: Span) -> Node | None:
        if "*" not in text:
            return self._plain_words(text, span)
        begin = text.rstrip("*")
        if "*" not in begin and sum(map(str.isalnum, begin)) >= 2 and is_one_word(begin + "*"):
            return self._counted(Prefix(begin, span))
        self._say(f"An asterisk stands at the end of two letters or more; “{text}” was read without it.")
        return self._plain_words(text.replace("*", " "), span)

    def _plain_words(self, text: str, span: Span) -> Node | None:
        """Return `text` as words; what would be read as a sign of the language is a phrase of one word."""
        words = [word for word in text.split() if any(map(str.isalnum, word))]
        nodes = [Words(word, span) if is_one_word(word) else Phrase(word, span) for word in words]
        return _joined(And, [counted for node in nodes if (counted := self._counted(node)) is not None])

    def _fielded(self, token: Token) -> Node | None:
        field, sign = field_named(token.text), RANGES.get(token.text.lower(), "")
        if sign:
            field = Field.DATE
        if field is None:
            return self._unknown_field(token)
        value = self._next()
        if value is None or (value.kind not in (*_SINGLE, Kind.OPEN) and not value.is_value):
            self._say(f"Nothing was asked of “{token.text}:”, so it was left out.")
            return None
        self._at += 1
        if value.kind is Kind.OPEN:
            return self._fielded_group(field, token, value)
        text, end = value.text, value.end
        if text and not text.strip("<>=≤≥") and self._is(Kind.WORD):
            # "signers:> 20"
            text, end = text + self._tokens[self._at].text, self._tokens[self._at].end
            self._at += 1
        if not any(map(str.isalnum, text)):
            self._say(f"Nothing was asked of “{token.text}:”, so it was left out.")
            return None
        span = (token.start, end)
        if field in TEXT_FIELDS:
            node = Phrase(text, span) if value.kind is Kind.PHRASE else self._word(text, span)
            if isinstance(node, Phrase):
                node = self._counted(node)
            return self._handed_down(field, node) if node is not None else None
        node = self._term(field, sign + text, span, (value.start, end))
        return self._counted(node) if isinstance(node, FieldTerm) else node

    def _fielded_group(self, field: Field, token: Token, opened: Token) -> Node | None:
        outer, self._field = self._field, field
        node = self._group(opened)
        self._field = outer
        if node is None:
            self._say(f"Nothing was asked of “{token.text}:”, so it was left out.")
            return None
        return self._handed_down(field, node)

    def _handed_down(self, field: Field, node: Node) -> Node | None:
        """Return the group with the field before each of its values."""
        match node:
            case And() | Or():
                handed = [self._handed_down(field, each) for each in node.nodes]
                return _joined(type(node), [each for each in handed if each is not None])
            case Not():
                inner = self._handed_down(field, node.node)
                if inner is None:
                    return None
                return inner.node if isinstance(inner, Not) else Not(inner, node.span)
            case FieldTerm():
                return node
            case Words() | Phrase() | Prefix() | Near() if field in TEXT_FIELDS:
                return FieldTerm(field, node, node.span)
            case Words() | Phrase():
                return self._term(field, node.text, node.span, node.span)
            case _:
                # NEAR between names means nothing: its sides are asked for, both.
                assert isinstance(node, Near)
                self._say("NEAR stands between words and phrases only; here it was read as AND.")
                both = [self._handed_down(field, side) for side in (node.left, node.right)]
                return _joined(And, [each for each in both if each is not None])

    def _term(self, field: Field, text: str, span: Span, value: Span) -> Node | None:
        """Return the field's term; when it takes no such value, the value as words."""
        try:
            return FieldTerm(field, typed_value(field, text, self.today), span)
        except Misunderstood as error:
            instead = f"{self.text[: value[0]]}{error.instead}{self.text[value[1] :]}" if error.instead else ""
            self._say(error.sentence, instead)
            return self._plain_words(text.replace("*", " ").strip("<>=≤≥ "), span)

    def _unknown_field(self, token: Token) -> Node | None:
        """Return the name as a word; what stands behind it is read next, on its own."""
        near = nearest_field(token.text)
        instead = f"{self.text[: token.start]}{near}:{self.text[token.end :]}" if near else ""
        ask = f"Did you mean “{near}:”?" if near else "It was read as a word."
        self._say(f"There is no field “{token.text}:”. {ask}", instead)
        return self._plain_words(token.text, (token.start, token.end - 1))

    # Small steps.

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _is(self, kind: Kind) -> bool:
        token = self._next()
        return token is not None and token.kind is kind

    def _take(self, kind: Kind) -> bool:
        if self._is(kind):
            self._at += 1
            return True
        return False

    def _operand_follows(self) -> bool:
        """Return whether something that an operator can take stands behind the one that is next."""
        at = self._at + 1
        while at < len(self._tokens) and self._tokens[at].kind in (Kind.MINUS, Kind.NOT):
            at += 1
        return self._begins_atom(at)

    def _begins_atom(self, at: int) -> bool:
        """Return whether a word, phrase, field or group begins here. Among names, OR is Oregon where one must stand."""
        if at >= len(self._tokens):
            return False
        if self._tokens[at].kind is Kind.OR and self._names_are_asked and at:
            after = self._tokens[at + 1].kind if at + 1 < len(self._tokens) else Kind.CLOSE
            before = self._tokens[at - 1].kind
            return after in (Kind.OR, Kind.AND, Kind.CLOSE) and before in (Kind.OR, Kind.AND, Kind.OPEN, Kind.MINUS)
        return self._tokens[at].kind in _BEGINS_ATOM

    @property
    def _names_are_asked(self) -> bool:
        return self._field is not None and self._field not in TEXT_FIELDS

    def _pass_operator(self, token: Token, parts: list[Node]) -> None:
        """Go past an operator that has nothing to join, and say so, but for AND, which changes nothing."""
        self._at += 1
        if token.kind is not Kind.AND:
            name = "-" if token.kind is Kind.MINUS else token.kind.name
            self._say(f"{name} has nothing to join here, so it was passed over.")

    def _counted(self, node: Node | None) -> Node | None:
        if node is None:
            return None
        self._terms += 1
        if self._terms > MOST_TERMS:
            self._say(f"Only the first {MOST_TERMS} words and fields of the query were used.")
            return None
        return node

    def _say(self, sentence: str, instead: str = "") -> None:
        self.notes.append(Note(sentence, instead))


def _may_be_near(node: Node) -> bool:
    if isinstance(node, Or):
        return all(isinstance(each, Words | Phrase | Prefix) for each in node.nodes)
    return isinstance(node, Words | Phrase | Prefix)


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    """Return one node for all parts: none for none, the part itself for one, groups of the same kind taken in."""
    flat: list[Node] = []
    for part in parts:
        flat += part.nodes if isinstance(part, kind) else (part,)
    if len(flat) < 2:
        return flat[0] if flat else None
    return kind(tuple(flat), (flat[0].span[0], max(part.span[1] for part in flat)))


def _without_last(node: Node) -> Node | None:
    match node:
        case And() | Or():
            last = _without_last(node.nodes[-1])
            kept = [*node.nodes[:-1], *([last] if last is not None else [])]
            return _joined(type(node), kept)
        case Not():
            inner = _without_last(node.node)
            return replace(node, node=inner) if inner is not None else None
        case _:
            return None
