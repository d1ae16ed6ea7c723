"""What a person can do otherwise, in a sentence."""

__all__ = ["InvalidSearch"]


class InvalidSearch(Exception):
    """A search cannot be kept as it was asked for. `field` names what to change."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field
