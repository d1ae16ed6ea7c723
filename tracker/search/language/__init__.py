"""The query language: what a person typed, read as a tree (pure: nothing here knows the database).

`tree` has the nodes, `choices` the words that some fields take.
"""

from tracker.search.language.choices import CHOICES, Option, option
from tracker.search.language.tree import (
    And,
    Choice,
    Days,
    Field,
    FieldTerm,
    Name,
    Near,
    Node,
    Not,
    Numbers,
    Or,
    Phrase,
    Prefix,
    Span,
    Text,
    Value,
    Words,
)

__all__ = [
    "CHOICES",
    "And",
    "Choice",
    "Days",
    "Field",
    "FieldTerm",
    "Name",
    "Near",
    "Node",
    "Not",
    "Numbers",
    "Option",
    "Or",
    "Phrase",
    "Prefix",
    "Span",
    "Text",
    "Value",
    "Words",
    "option",
]
