"""Who waits for whom while links are proposed. All locks end with the transaction that takes them.

Letters are proposed at the same time by several workers. Two that may be linked with each other take turns, or neither
would see the other, and no later run would make up for it; all others do not wait. What two such letters have in common
is known before either looks: a member, an agency, or a reference number that stands in both.

A new action could be missed in the same way: by a letter that looked before the action was kept, and by the action's
run before the letter was kept. So whoever looks forward first waits for the proposals that are under way.
"""

import zlib
from collections.abc import Iterable

from django.db import connection, transaction

__all__ = ["proposing", "take_turns", "wait_for_proposals"]

# Two numbers that no other lock of ours has.
_PROPOSING, _TURN = 20200618, 20200414


def proposing() -> None:
    """Note, to the end of the transaction, that a letter looks for what belongs with it."""
    _run("SELECT pg_advisory_xact_lock_shared(%s, 0)", [_PROPOSING])


def wait_for_proposals() -> None:
    """Wait until the proposals that are under way have ended; those that begin later see what is kept now."""
    with transaction.atomic():
        _run("SELECT pg_advisory_xact_lock(%s, 0)", [_PROPOSING])


def take_turns(marks: Iterable[str]) -> None:
    """Hold these marks to the end of the transaction, in one order for all, so that no two wait for each other."""
    for number in sorted({zlib.crc32(mark.encode()) & 0x7FFFFFFF for mark in marks}):
        _run("SELECT pg_advisory_xact_lock(%s, %s)", [_TURN, number])


def _run(statement: str, values: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
