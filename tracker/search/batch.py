"""Letters that changed, laid out so that many queries can be put to them: what alerts ask.

Several queries are asked in one statement. Of many letters the search rows are copied first, into temporary tables with
the index that the real ones have: a query then reads the rows that have its words, where it would else read every row
of the batch, vectors and all. What is found is the same (tests/search/test_batch.py holds one against the other).
"""

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.postgres.indexes import GinIndex
from django.db import DatabaseError, connection, transaction

from tracker.models import LetterChange, LetterSearch
from tracker.search.asking import Question
from tracker.search.sql import PLANNED

__all__ = ["ChangedLetters", "changed_letters"]

logger = logging.getLogger(__name__)

# Below so many letters, or so many pairs of a letter and a query, copying costs more than it saves.
_LETTERS, _PAIRS = 30, 10_000

# What the index of the real table covers; the row before a change has the same columns.
_INDEXED = [index.fields for index in LetterSearch._meta.indexes if isinstance(index, GinIndex)]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Search rows to ask: those of `ids` in a table, or all of a copy."""

    table: str
    ids: list[int]
    is_copy: bool = False

    @property
    def condition(self) -> tuple[str, tuple[list[int], ...]]:
        return ("", ()) if self.is_copy else ("s.letter_id = any(%s) and ", (self.ids,))


@dataclass(frozen=True, slots=True)
class ChangedLetters:
    """Letters on the list of changes, as they are and, those that were public, as they were before."""

    after: _Rows
    before: _Rows

    def found(self, questions: Sequence[Question]) -> list[tuple[set[int], set[int]]]:
        """Return, for each question, which letters it found before they changed and which it finds now."""
        answers: list[tuple[set[int], set[int]]] = [(set(), set()) for _ in questions]
        parts, values = [], []
        for number, question in enumerate(questions):
            for which, rows in enumerate((self.before, self.after)):
                if rows.ids:
                    of_batch, ids = rows.condition
                    parts.append(
                        f"(select {number}, {which}, s.letter_id from {rows.table} s"
                        f" where {of_batch}{question.condition.text})"
                    )
                    values += [*ids, *question.condition.values]
        if not parts:
            return answers
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(PLANNED)
            cursor.execute(" union all ".join(parts), values)
            for number, which, letter in cursor.fetchall():
                answers[number][which].add(letter)
        return answers


@contextmanager
def changed_letters(letter_ids: Collection[int], *, queries: int) -> Iterator[ChangedLetters]:
    """Give these letters, all on the list of changes, so that about so many queries can be put to them.

    Call it in a transaction. Many are copied as they stand at this moment.
    """
    ids = sorted(letter_ids)
    public = LetterChange.objects.filter(pk__in=ids, published=True)
    after = _Rows(LetterSearch._meta.db_table, ids)
    before = _Rows(LetterChange._meta.db_table, sorted(public.values_list("pk", flat=True)))
    copied = {}
    for name, rows in (("letterbook_after", after), ("letterbook_before", before)):
        if len(rows.ids) >= _LETTERS and len(rows.ids) * queries >= _PAIRS and (copy := _copy(rows, name)):
            copied[name] = copy
    yield ChangedLetters(copied.get("letterbook_after", after), copied.get("letterbook_before", before))
    with connection.cursor() as cursor:
        for name in copied:
            cursor.execute(f"drop table {name}")


def _copy(rows: _Rows, name: str) -> _Rows | None:
    """Copy the rows; None when this database lets us make no temporary table, and the rows are asked as they lie."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # As in the real table, the vectors lie outside of the rows, which are read without them.
            cursor.execute(
                f"create temporary table {name} (like {rows.table} including storage)"
                " with (toast_tuple_target = 128) on commit drop"
            )
            cursor.execute(f"insert into {name} select * from {rows.table} where letter_id = any(%s)", [rows.ids])
            cursor.execute("set local maintenance_work_mem = '128MB'")
            for fields in _INDEXED:
                cursor.execute(f"create index on {name} using gin ({', '.join(fields)})")
    except DatabaseError:
        logger.warning("Letters that changed could not be copied, so alerts take longer.", exc_info=True)
        return None
    return _Rows(name, rows.ids, is_copy=True)
