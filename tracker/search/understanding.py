"""What was typed, understood: the tree, what its names mean, what could not be understood, and the parts in words.

The door through which pages, the API, saved searches, feeds and exports read a query.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tracker.models import Viewer
from tracker.search.language import (
    And,
    Chip,
    Field,
    FieldTerm,
    Name,
    Node,
    Not,
    Note,
    Or,
    Words,
    chips,
    parse,
    written,
)
from tracker.search.language.wording import in_words
from tracker.search.lexemes import is_too_common, too_common_in
from tracker.search.nearest import nearest_name
from tracker.search.values import Meaning, meaning

__all__ = ["Understood", "terms", "understand"]

# More sentences than this help nobody.
_MOST_NOTES = 6

_NOBODY = {
    Field.FROM: "No member, party, state, chamber, committee or agency is known as “{}”; signers' names were searched.",
    Field.TO: "No agency or official is known as “{}”; recipients' names were searched.",
    Field.FOLLOWED_BY: "No action, agency or kind of action is known as “{}”.",
}


@dataclass(frozen=True, slots=True)
class Understood:
    """`node` is None when nothing was asked. `meanings` has each term whose value is a name.

    `asking` are words of asking, which the tree has not.
    """

    text: str
    node: Node | None
    meanings: Mapping[FieldTerm, Meaning] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    asking: tuple[Words, ...] = ()

    @property
    def written(self) -> str:
        """The query in the one form that is kept and linked to."""
        return written(self.node)

    @property
    def chips(self) -> tuple[Chip, ...]:
        return chips(
            self.node,
            lambda node: in_words(node, self.name_in_words),
            asking=self.asking,
            is_passed_over=is_too_common,
        )

    @property
    def passed_over(self) -> str:
        """The sentence for words beside others that nearly every letter has; of words of asking a note speaks."""
        if self.node is None or is_too_common(self.node) or not (words := too_common_in(self.node)):
            return ""
        named = [f"“{word}”" for word in words]
        listed = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
        is_one = len(named) == 1
        return (
            f"{listed} {'is' if is_one else 'are'} in nearly every letter,"
            f" and {'is' if is_one else 'are'} not searched for."
        )

    def name_in_words(self, term: FieldTerm) -> str:
        """Return whom or what a term's name means, as it is shown back."""
        found = self.meanings.get(term)
        return found.words if found else (term.value.text if isinstance(term.value, Name) else "")


def understand(
    text: str,
    viewer: Viewer,
    *,
    today: datetime.date,
    looked_up: dict[FieldTerm, Meaning | None] | None = None,
    with_nearest: bool = True,
) -> Understood:
    """Return what was typed, understood. Names are looked up once each; the viewer decides which names are offered.

    `looked_up` has names that were looked up for other queries, and takes those of this one. Without `with_nearest`,
    nobody reads the notes, and no sentence is made for names that nobody knows.
    """
    parsed = parse(text, today=today)
    looked_up = {} if looked_up is None else looked_up
    meanings: dict[FieldTerm, Meaning] = {}
    notes = list(parsed.notes)
    for term, following in terms(parsed.node):
        if term in meanings:
            continue
        if term not in looked_up:
            looked_up[term] = meaning(term)
        found = looked_up[term]
        if found is None:
            continue
        meanings[term] = found
        if with_nearest and not found.is_known and term.field in _NOBODY:
            notes.append(_unknown(parsed.text, term, following, viewer))
    return Understood(parsed.text, parsed.node, meanings, tuple(notes[:_MOST_NOTES]), parsed.asking)


def terms(node: Node | None, following: Node | None = None) -> Iterator[tuple[FieldTerm, Node | None]]:
    """Return each field's term, with the node that stands behind it."""
    match node:
        case FieldTerm():
            yield node, following
        case Not():
            yield from terms(node.node, following)
        case And() | Or():
            for index, each in enumerate(node.nodes):
                behind = node.nodes[index + 1] if isinstance(node, And) and index + 1 < len(node.nodes) else None
                yield from terms(each, behind)
        case _:
            return


def _unknown(text: str, term: FieldTerm, following: Node | None, viewer: Viewer) -> Note:
    """Return the sentence for a name that nobody knows, with the nearest that somebody does."""
    assert isinstance(term.value, Name)
    name = term.value.text
    sentence = _NOBODY[term.field].format(name)
    if isinstance(following, Words):
        # from:ted cruz
        both = FieldTerm(term.field, Name(f"{name} {following.text}"))
        found = meaning(both)
        if found is not None and found.is_known:
            return Note(f"{sentence} Did you mean “{written(both)}”?", _put(text, term, both, following.span[1]))
    near = nearest_name(term.field, name, viewer)
    if not near:
        return Note(sentence)
    meant = FieldTerm(term.field, Name(near))
    return Note(f"{sentence} Did you mean “{written(meant)}”?", _put(text, term, meant, term.span[1]))


def _put(text: str, term: FieldTerm, meant: FieldTerm, end: int) -> str:
    """Return the query with the meant term in the place of the typed one, which may stand in a field's group."""
    start = term.span[0]
    typed = text[start : term.span[1]]
    whole = written(meant)
    put = whole if re.match(r"[A-Za-z_-]+:", typed) else whole.partition(":")[2]
    return f"{text[:start]}{put}{text[end:]}"
