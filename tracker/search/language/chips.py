"""The query shown back, part by part, each with the query that is left when it is taken out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tracker.search.language.tree import And, Node, Words
from tracker.search.language.written import written

__all__ = ["Chip", "chips", "parts"]


@dataclass(frozen=True, slots=True)
class Chip:
    """`words` say the part, `text` is how it is written, `without` is the query that has everything but this part.

    What is `passed_over` was typed and is not searched for.
    """

    words: str
    text: str
    without: str
    passed_over: bool = False


def parts(node: Node | None) -> tuple[Node, ...]:
    """Return what must all hold: the parts that can be taken out one by one."""
    if node is None:
        return ()
    return node.nodes if isinstance(node, And) else (node,)


def chips(
    node: Node | None,
    in_words: Callable[[Node], str],
    *,
    asking: Sequence[Words] = (),
    is_passed_over: Callable[[Node], bool] = lambda part: False,
) -> tuple[Chip, ...]:
    """Return a chip for each part, and for each word of asking in its place; `in_words` says a part in words."""
    found = [
        (part.span, Chip(in_words(part), written(part), _written_without(node, index), is_passed_over(part)))
        for index, part in enumerate(parts(node))
    ]
    found += [(word.span, Chip(word.text, word.text, written(node), passed_over=True)) for word in asking]
    if asking:
        found.sort(key=lambda each: each[0])
    return tuple(chip for _, chip in found)


def _written_without(node: Node | None, index: int) -> str:
    rest = [part for at, part in enumerate(parts(node)) if at != index]
    if len(rest) < 2 or not isinstance(node, And):
        return written(rest[0]) if rest else ""
    return written(replace(node, nodes=tuple(rest)))
