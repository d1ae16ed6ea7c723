"""All that a query finds, however many: what is taken away is neither cut nor ranked, and is of one moment."""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from tracker.search.asking import Question
from tracker.search.gather import Order, order_by
from tracker.search.sql import PLANNED

__all__ = ["every", "snapshot"]

_AT_ONCE = 10_000


@contextmanager
def snapshot(*, seconds: int) -> Iterator[None]:
    """Read all that is read within as of one moment, in a transaction (within another one, as that one reads).

    A statement that takes longer than `seconds` is stopped, and so is a transaction that waits as long for whoever
    takes its rows: both raise OperationalError.
    """
    has_its_own = not connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            if has_its_own:
                cursor.execute("set transaction isolation level repeatable read")
            cursor.execute(
                f"set local statement_timeout = '{seconds:d}s';"
                f"set local idle_in_transaction_session_timeout = '{seconds:d}s'"
            )
        yield


def every(question: Question, *, order: Order) -> "array[int]":
    """Return the numbers of all letters found, in their order; by relevance is newest first. Call it in a transaction.

    Nothing is found by what says nothing. Those who may see drafts find them too.
    The numbers alone are held, eight bytes each: a hundred thousand are less than a megabyte.
    """
    ids = array("q")
    if question.node is None:
        return ids
    condition = question.compiled.condition
    with connection.cursor() as cursor:
        # All rows are wanted, not the first.
        cursor.execute(f"{PLANNED}; set local cursor_tuple_fraction = 1")
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"select s.letter_id from tracker_lettersearch s where {condition.text}"
            f" order by {order_by(order, condition)}",
            condition.values,
        )
        while rows := cursor.fetchmany(_AT_ONCE):
            ids.extend(pk for (pk,) in rows)
    return ids
