"""From what stands behind a field's colon to the typed value that the field takes."""

import datetime

from tracker.search.language.choices import CHOICES
from tracker.search.language.dates import days, numbers
from tracker.search.language.naming import choice, nearest_choice
from tracker.search.language.tokens import is_one_word
from tracker.search.language.tree import Field, Name, Value

__all__ = ["TEXT_FIELDS", "Misunderstood", "typed_value"]

# Fields whose value is words to be found inside a part of the letter.
TEXT_FIELDS = frozenset({Field.QUOTED, Field.ASKS, Field.TOPIC})


class Misunderstood(Exception):
    """The value is none that the field takes. `sentence` says so; `instead` is the nearest right value, or ""."""

    def __init__(self, sentence: str, instead: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.instead = sentence, instead


def typed_value(field: Field, written: str, today: datetime.date) -> Value:
    """Return the value of a field that takes no text; raise Misunderstood when it is none."""
    match field:
        case Field.DATE | Field.DUE:
            if found := days(written, today):
                return found
            raise Misunderstood(
                f"“{written}” is no date like 2020, 2020-04, 2020-04-14, 2019..2020-06 or >2019, "
                "so it was searched as words."
            )
        case Field.SIGNERS:
            if counted := numbers(written):
                return counted
            raise Misunderstood(f"“{written}” is no number like 5, >20 or 5..10, so it was searched as words.")
        case Field.STATUS | Field.TYPE | Field.HAS | Field.IS:
            if chosen := choice(field, written):
                return chosen
            near = nearest_choice(field, written)
            known = ", ".join(option.key for option in CHOICES[field])
            ask = f"Did you mean “{field}:{near}”?" if near else f"It takes: {known}."
            raise Misunderstood(f"“{field}:” does not know “{written}”, so it was searched as words. {ask}", near)
        case _:
            # An asterisk stands behind one plain word; inside quotation marks it says nothing.
            plain = written if is_one_word(written) else " ".join(written.replace("*", " ").split())
            return Name(plain)
