"""The query shown back, part by part, each with the query that is left when it is taken out."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tracker.search.language.tree import And, Node
from tracker.search.language.written import written

__all__ = ["Chip", "chips", "parts"]


@dataclass(frozen=True, slots=True)
class Chip:
    """`words` say the part, `text` is how it is written, `without` is the query that has everything but this part."""

    words: str
    text: str
    without: str


def parts(node: Node | None) -> tuple[Node, ...]:
    """Return what must all hold: the parts that can be taken out one by one."""
    if node is None:
        return ()
    return node.nodes if isinstance(node, And) else (node,)


def chips(node: Node | None, in_words: Callable[[Node], str]) -> tuple[Chip, ...]:
    """Return a chip for each part; `in_words` says a part in words."""
    found = parts(node)
    return tuple(Chip(in_words(part), written(part), _written_without(node, index)) for index, part in enumerate(found))


def _written_without(node: Node | None, index: int) -> str:
    rest = [part for at, part in enumerate(parts(node)) if at != index]
    if len(rest) < 2 or not isinstance(node, And):
        return written(rest[0]) if rest else ""
    return written(replace(node, nodes=tuple(rest)))
