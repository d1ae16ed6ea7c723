"""From the tree back to text: one way of writing for everything that can be said.

Read again, the text gives the same tree: it is what a chip's link, a saved search and a feed's address hold.
"""

from tracker.search.language.tokens import is_one_word
from tracker.search.language.tree import (
    And,
    Choice,
    Days,
    FieldTerm,
    Name,
    Near,
    Node,
    Not,
    Numbers,
    Or,
    Phrase,
    Prefix,
    Value,
    Words,
)

__all__ = ["written"]


def written(node: Node | None) -> str:
    """Return the query that says what the tree says; "" for None."""
    match node:
        case None:
            return ""
        case And():
            return " ".join(_within(each) for each in node.nodes)
        case Or():
            return _grouped(node) or " OR ".join(_within(each) for each in node.nodes)
        case Not():
            return f"-{_within(node.node)}" if not isinstance(node.node, Near) else f"-({written(node.node)})"
        case FieldTerm():
            return f"{node.field}:{_value(node.value)}"
        case _:
            return _plain(node)


def _within(node: Node) -> str:
    """Return the node as a part of another: And and Or in brackets."""
    text = written(node)
    return f"({text})" if isinstance(node, And | Or) and _is_open(node) else text


def _is_open(node: Node) -> bool:
    return not (isinstance(node, Or) and _grouped(node))


def _grouped(node: Or) -> str:
    """Return "from:(inhofe OR cruz)" when all parts ask the same field and each is short to write; else ""."""
    fields = {each.field if isinstance(each, FieldTerm) else None for each in node.nodes}
    if len(fields) != 1 or None in fields:
        return ""
    values = [_value(each.value) for each in node.nodes if isinstance(each, FieldTerm)]
    if not all(value.startswith('"') or is_one_word(value) for value in values):
        return ""
    return f"{fields.pop()}:({' OR '.join(values)})"


def _value(value: Value) -> str:
    match value:
        case Name():
            return _quoted_unless_plain(value.text)
        case Choice():
            return value.key
        case Days() | Numbers():
            return _quoted_unless_plain(value.written)
        case Near():
            return f"({_plain(value)})"
        case _:
            return _plain(value)


def _plain(node: Words | Phrase | Prefix | Near) -> str:
    match node:
        case Words():
            return node.text
        case Phrase():
            return f'"{node.text}"'
        case Prefix():
            return f"{node.text}*"
        case Near():
            return f"{_within(node.left)} NEAR/{node.distance} {_within(node.right)}"


def _quoted_unless_plain(text: str) -> str:
    return text if is_one_word(text) else f'"{text}"'
