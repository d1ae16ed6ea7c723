"""Why a verb did not do what was asked.

    ArchiveError
    ├── Refused            a file or an address that is not taken at all
    ├── NotAllowed         the letter, or the row, is not in a state for this
    ├── InvalidChange      a value that the field cannot have
    ├── ChangedMeanwhile   somebody, or a new reading, was faster
    └── ClaimLost          a run that another worker has taken over; never shown

`str(error)` is a sentence for a person.
"""

__all__ = ["ArchiveError", "ChangedMeanwhile", "ClaimLost", "InvalidChange", "NotAllowed", "Refused"]


class ArchiveError(Exception):
    """Something that the archive does not do. `sentence` says why, to a person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(ArchiveError):
    pass


class NotAllowed(ArchiveError):
    pass


class InvalidChange(ArchiveError):
    """`field` is the name of the field whose value was refused, "" when it is none in particular."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class ChangedMeanwhile(ArchiveError):
    pass


class ClaimLost(ArchiveError):
    pass
