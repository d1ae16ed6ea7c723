"""Who waits for whom. All locks end with the transaction that takes them.

Matching writes down what it found, and strikes letters off the list of changes, while nobody begins to keep a search or
writes a mail: a search that is kept at this moment would else be asked about a letter by neither, and a match that is
taken back because its letter was withdrawn could be lost when the letter is published again.
"""

from django.db import connection

__all__ = ["hold_off_matching", "hold_off_others", "is_only_matcher"]

# A number that no other lock of ours has.
_ALERTS = 20201030


def hold_off_matching() -> None:
    """Let no matches be written down until the transaction ends. Any number may hold it off at once."""
    _run(f"SELECT pg_advisory_xact_lock_shared({_ALERTS}, 0)")


def hold_off_others() -> None:
    """Wait for those who hold matching off, and let nobody begin to until the transaction ends."""
    _run(f"SELECT pg_advisory_xact_lock({_ALERTS}, 0)")


def is_only_matcher() -> bool:
    """Return whether nobody else is matching; nobody else will until the transaction ends."""
    return bool(_run(f"SELECT pg_try_advisory_xact_lock({_ALERTS}, 1)"))


def _run(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]
