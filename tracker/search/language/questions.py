"""A question as people ask it of one another: which of its words are the asking, not the matter.

    who asked EPA about PFAS in drinking water?   ->   EPA PFAS drinking water, with "asked" passed over

Words such as "who" and "about" are in no index anyway (PostgreSQL's list of English stop words). What is listed here
are the words of asking, writing and wanting, which a letter need not have for being the answer. They are passed over
only where the whole query reads as a question, and only as plain words: in quotation marks, a field, a group or behind
a minus they are searched for.
"""

import re

from tracker.search.language.tree import And, Node, Words

__all__ = ["without_asking"]

_BEGINS = re.compile(
    r"(?:who|whom|whose|what|which|when|where|why|how|has|have|had|did|does|do|is|are|was|were|can|could|should"
    r"|any|anyone|anybody|show|find|list|letters?\s+(?:from|to|by|on|about|of|that|which|asking|regarding|concerning))\s",
    re.IGNORECASE,
)
_ASKING_WORDS = """
anybody anyone anything ask asked asking asks concerning ever everybody everyone find letter letters list regarding
request requested requesting requests said say saying says send sending sends sent show somebody someone tell telling
tells told urge urged urges urging want wanted wanting wants write writes writing written wrote
"""
_ASKING = frozenset(_ASKING_WORDS.split())


def without_asking(text: str, node: Node | None) -> tuple[Node | None, tuple[Words, ...]]:
    """Return the tree without the words of asking, and these words; all of it where `text` is no question.

    A query of nothing but such words keeps them.
    """
    if not isinstance(node, And) or not (_BEGINS.match(text) or text.endswith("?")):
        return node, ()
    asking = tuple(each for each in node.nodes if isinstance(each, Words) and each.text.lower() in _ASKING)
    kept = tuple(each for each in node.nodes if each not in asking)
    if not asking or not kept:
        return node, ()
    return (kept[0] if len(kept) == 1 else And(kept, node.span)), asking
