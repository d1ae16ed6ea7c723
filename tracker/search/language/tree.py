"""What a query says, as a tree.

    from:(inhofe OR cruz) -to:epa "export control" NEAR/5 standard*

is read as

    And((
        Or((FieldTerm(FROM, Name("inhofe")), FieldTerm(FROM, Name("cruz")))),
        Not(FieldTerm(TO, Name("epa"))),
        Near(Phrase("export control"), Prefix("standard"), 5),
    ))

A field before a group is handed down to what stands in the group, so a `FieldTerm` has always one value. `And` and `Or`
have two parts or more, none of them of the same kind; `Not` holds no `Not`. A span says where a node stands in the text
that was typed; two nodes that say the same are equal wherever they stand.
"""

import dataclasses
import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

__all__ = [
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
    "Or",
    "Phrase",
    "Prefix",
    "Span",
    "Text",
    "Value",
    "Words",
]

# Half-open: text[start:end].
Span: TypeAlias = tuple[int, int]
_NOWHERE: Span = (0, 0)


class Field(StrEnum):
    """What can be asked of a letter. The value is how it is written before the colon."""

    FROM = "from"
    TO = "to"
    QUOTED = "quoted"
    SPEAKER = "speaker"
    ASKS = "asks"
    CITES = "cites"
    DATE = "date"
    DUE = "due"
    STATUS = "status"
    FOLLOWED_BY = "followed-by"
    SIGNERS = "signers"
    TYPE = "type"
    TOPIC = "topic"
    HAS = "has"
    IS = "is"


@dataclass(frozen=True, slots=True)
class Words:
    """One word as typed: "5G", "U.S.", "dual-use". Words beside one another are an `And` of such nodes."""

    text: str
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, next to one another."""

    text: str
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so; `text` is without the asterisk."""

    text: str
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Both, in either order, at most `distance` words on (1 is next to one another).

    Each side is Words, Phrase, Prefix, or an Or of these.
    """

    left: "Words | Phrase | Prefix | Or"
    right: "Words | Phrase | Prefix | Or"
    distance: int
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """What is looked up by its name or number, as a person wrote it: "inhofe", "Ted Cruz", "OK", "85 FR 36719"."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a field's known words, in the form that the field's list has: "overdue", "quotation"."""

    key: str


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both within; None is open. `written` is how a person put it: "2019..2020-06"."""

    since: datetime.date | None
    until: datetime.date | None
    written: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Numbers:
    """From the least to the most, both within; None is open. `written` is how a person put it: ">20"."""

    least: int | None
    most: int | None
    written: str = dataclasses.field(default="", compare=False)


# Words to be found inside a part of the letter: a quotation, a request, its title, subject and purpose.
Text: TypeAlias = Words | Phrase | Prefix | Near
Value: TypeAlias = Text | Name | Choice | Days | Numbers


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """A field and the one value that is asked of it.

    | fields | value |
    | --- | --- |
    | from, to, speaker, cites, followed-by | Name |
    | quoted, asks, topic | Words, Phrase, Prefix or Near |
    | date, due | Days |
    | signers | Numbers |
    | status, type, has, is | Choice |
    """

    field: Field
    value: Value
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever `node` does not find."""

    node: "Node"
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    nodes: tuple["Node", ...]
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    nodes: tuple["Node", ...]
    span: Span = dataclasses.field(default=_NOWHERE, compare=False)


Node: TypeAlias = Words | Phrase | Prefix | Near | FieldTerm | Not | And | Or
