"""Where a letter lists organizations: with whom somebody spoke, or who wrote, and not what the letter is about.

"the National Pork Producers Council, the National Chicken Council and the National Turkey Federation" is no more about
chicken than about councils. One organization alone may be the matter, so only lists of them are found.
"""

import re

__all__ = ["organizations_listed"]

_NAME = (
    r"(?:[A-Z][\w’'&.-]*\s+(?:(?:of|for|and|on|the)\s+){0,2}){1,7}"
    r"(?:Associations?|Councils?|Institutes?|Federations?|Coalitions?|Alliances?|Society|League|Foundations?)\b"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s?){1,4})?"
)
_LIST = re.compile(rf"{_NAME}(?:,?\s+and\s+(?:the\s+)?{_NAME}|,\s+(?:the\s+)?{_NAME})+")


def organizations_listed(text: str) -> list[tuple[int, int]]:
    """Return where two or more names of organizations stand in a row."""
    return [match.span() for match in _LIST.finditer(text)]
