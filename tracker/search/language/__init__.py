"""The query language: what a person typed, read as a tree (pure: nothing here knows the database).

`parse` reads, `written` writes the tree back as text, `chips` shows it part by part. `tree` has the nodes, `choices`
the words that some fields take.
"""

from tracker.search.language.chips import Chip, chips, parts
from tracker.search.language.choices import CHOICES, Option, option
from tracker.search.language.notes import Note
from tracker.search.language.parser import MOST_CHARACTERS, Parsed, parse
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
from tracker.search.language.written import written

__all__ = [
    "CHOICES",
    "MOST_CHARACTERS",
    "And",
    "Chip",
    "Choice",
    "Days",
    "Field",
    "FieldTerm",
    "Name",
    "Near",
    "Node",
    "Not",
    "Note",
    "Numbers",
    "Option",
    "Or",
    "Parsed",
    "Phrase",
    "Prefix",
    "Span",
    "Text",
    "Value",
    "Words",
    "chips",
    "option",
    "parse",
    "parts",
    "written",
]
