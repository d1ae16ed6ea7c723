"""What a query could not say, in sentences, each with the query that was perhaps meant."""

from dataclasses import dataclass

__all__ = ["Note"]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence for the person who searched. `instead` is the whole query, mended, or "" when nobody can tell how."""

    sentence: str
    instead: str = ""
