"""What of a letter is searched: its row, written in the transaction that changes the letter."""

import datetime
from collections.abc import Sequence

from django.db import OperationalError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Left

from tracker.models import Letter, LetterLink, LetterSearch, LetterTranscript, SearchWord, UncountedText
from tracker.search.row_sql import WRITE_ROWS
from tracker.search.vocabulary import WRITE_WORDS, words_of_all

__all__ = [
    "VERSION",
    "count_anew",
    "count_words",
    "index",
    "index_many",
    "rewrite_rows",
    "waiting",
]

# Of the rows that are written here. Raise it when they change; `manage.py reindex` then writes older ones anew.
VERSION = 4

# A vector may have 1 MiB (PostgreSQL, "Limitations" of text search). Ordinary prose of 300 pages stays far below.
_MOST_CHARACTERS = 2_000_000

# Which words there are is seen in the first hundred pages.
_MOST_FOR_WORDS = 300_000

# From so many letters on they are written as a batch.
_BATCH = 50

# As many letters' words are counted in one statement, in less than a second.
_COUNTED_AT_ONCE = 500

# PostgreSQL's error code for it.
_PROGRAM_LIMIT_EXCEEDED = "54000"


def index(letter: Letter) -> LetterSearch:
    """Write the letter's search row from its rows as they stand; call it in the transaction that changed them.

    The letters that it answers or takes up are written too: whether they are answered is in their rows.
    """
    earlier = LetterLink.objects.filter(letter=letter).values_list("earlier_id", flat=True)
    index_many([letter.pk, *earlier])
    return LetterSearch.objects.get(letter=letter)


def index_many(letter_ids: Sequence[int]) -> None:
    """Write the search rows of these letters, in the order of their dates, and remember words that are new."""
    ids = sorted(set(letter_ids))
    if ids:
        _write_rows(ids)
        _remember_words(ids, count=False)


def rewrite_rows(letter_ids: Sequence[int]) -> None:
    """Write the search rows of letters of which nothing changed, only how rows are written: no search is told."""
    with transaction.atomic(), connection.cursor() as cursor:
        # The trigger that notes changed letters asks for it (migration 0012).
        cursor.execute("set local letterbook.rewriting = 'on'")
        _write_rows(letter_ids)
        cursor.execute("set local letterbook.rewriting = 'off'")


def _write_rows(letter_ids: Sequence[int]) -> None:
    """Write the search rows of these letters, in the order of their dates."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            _write(cursor, letter_ids, _MOST_CHARACTERS)
    except OperationalError as error:
        # A text is too long for a vector: index as much as fits of each by itself, and say so in its row.
        if getattr(error.__cause__, "sqlstate", "") != _PROGRAM_LIMIT_EXCEEDED:
            raise
        for pk in letter_ids:
            _index_what_fits(pk)


def _remember_words(letter_ids: Sequence[int], *, count: bool) -> None:
    """Remember the words of these letters; with `count`, add to how often they were seen."""
    conflict = "update set seen = tracker_searchword.seen + excluded.seen" if count else "nothing"
    texts = LetterTranscript.objects.filter(letter__in=letter_ids).values_list(Left("text", _MOST_FOR_WORDS), flat=True)
    with transaction.atomic(), connection.cursor() as cursor:
        # A few texts at a time: one may have 300 pages.
        words = words_of_all(texts.iterator(chunk_size=100))
        seen = list(words.values()) if count else [0] * len(words)
        cursor.execute(WRITE_WORDS.format(conflict=conflict), {"words": list(words), "seen": seen})
        if count:
            UncountedText.objects.filter(letter__in=letter_ids).delete()


def count_words(among: Sequence[int] | None = None) -> bool:
    """Count the words of letters that wait for it, `among` these or the first few; return whether there were any.

    Not when a letter is stored: the commonest words are in every letter, and whoever stores one would wait for all
    others who do.
    """
    with transaction.atomic():
        texts = UncountedText.objects.select_for_update(skip_locked=True).order_by("letter")
        texts = texts[:_COUNTED_AT_ONCE] if among is None else texts.filter(letter__in=among)
        ids = list(texts.values_list("letter", flat=True))
        if ids:
            _remember_words(ids, count=True)
    return bool(ids)


def count_anew() -> None:
    """Forget how often words were seen, and have the words of every text wait to be counted."""
    with transaction.atomic(), connection.cursor() as cursor:
        SearchWord.objects.update(seen=0)
        cursor.execute(
            "insert into tracker_uncountedtext (letter_id) select letter_id from tracker_lettertranscript"
            " on conflict do nothing"
        )


def waiting(*, written_since: datetime.datetime | None = None) -> QuerySet[Letter]:
    """Return the letters that have no row, or that of an earlier version, or one that was written before a time."""
    rows = LetterSearch.objects.filter(letter=OuterRef("pk"), version=VERSION)
    if written_since:
        rows = rows.filter(indexed_at__gte=written_since)
    return Letter.objects.filter(~Exists(rows))


def _index_what_fits(pk: int) -> None:
    length = _MOST_CHARACTERS
    while True:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                _write(cursor, [pk], length)
        except OperationalError as error:
            if length == 0 or getattr(error.__cause__, "sqlstate", "") != _PROGRAM_LIMIT_EXCEEDED:
                raise
            length //= 2
        else:
            return


def _write(cursor, ids: Sequence[int], most: int) -> None:  # type: ignore[no-untyped-def]
    # What waits to be sorted into the index is read by every search. One letter's change sorts in what waits.
    if len(ids) < _BATCH:
        cursor.execute("set local gin_pending_list_limit = '256kB'")
    cursor.execute(WRITE_ROWS, {"ids": list(ids), "most": most, "version": VERSION})
