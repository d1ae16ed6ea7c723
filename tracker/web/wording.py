"""Numbers, lists and spans of days in words, as the archive writes them."""

import datetime
import re
from collections.abc import Sequence

from tracker.reading.numbers import NUMBER_WORDS

__all__ = [
    "counted",
    "date_words",
    "days_between",
    "joined",
    "number_words",
    "shortened",
    "with_article",
    "within_marks",
]

_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def number_words(number: int, *, up_to: int = 9) -> str:
    """Return the number in words when it is at most `up_to` (99 at most), else in figures with commas.

    >>> number_words(6), number_words(42), number_words(42, up_to=99)
    ('six', '42', 'forty-two')
    """
    if not 0 <= number <= min(up_to, 99):
        return f"{number:,}"
    if number < 20:
        return NUMBER_WORDS[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{NUMBER_WORDS[ones]}" if ones else "")


def counted(number: int, one: str, many: str = "", *, up_to: int = 9) -> str:
    """Return the number with its noun.

    >>> counted(1, "letter"), counted(12, "reply", "replies")
    ('one letter', '12 replies')
    """
    return f"{number_words(number, up_to=up_to)} {one if number == 1 else many or one + 's'}"


def joined(parts: Sequence[str], *, conjunction: str = "and") -> str:
    """Return the parts as a list in a sentence.

    >>> joined(["Commerce", "Energy", "State"])
    'Commerce, Energy and State'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"


def with_article(noun: str) -> str:
    """Return the noun with "a" or "an".

    >>> with_article("interim final rule"), with_article("rule")
    ('an interim final rule', 'a rule')
    """
    return f"{'an' if noun[:1].lower() in 'aeio' or noun.lower().startswith('un') else 'a'} {noun}"


def date_words(date: datetime.date) -> str:
    """Return the date as letters bear it: "April 14, 2020"."""
    return f"{date:%B} {date.day}, {date.year}"


def days_between(earlier: datetime.date, later: datetime.date, *, most_days: int = 730) -> str:
    """Return how far apart two dates are, in days, and in years past `most_days`: "65 days", "the same day"."""
    days = abs((later - earlier).days)
    if days == 0:
        return "the same day"
    if days <= most_days:
        return "one day" if days == 1 else f"{days} days"
    return f"{days / 365.25:.1f} years".replace(".0 ", " ")


def shortened(text: str, length: int) -> str:
    """Return the text cut at a word, with an ellipsis, when it is longer than `length` characters."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:–—-") + " …"


def within_marks(text: str) -> str:
    """Return words that are to stand between double quotation marks: those inside become single ones.

    >>> within_marks("the (“Act”), called “ours” by all")
    'the (‘Act’), called ‘ours’ by all'
    """
    text = text.replace("“", "‘").replace("”", "’")
    return re.sub(r'"(?=\w)', "‘", text).replace('"', "’")
