"""A query made ready, and put to some letters only: those that changed, those of a mail, the newest of a feed.

What it finds among published letters is what `search` finds of them. Nothing is counted or ranked here.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection, transaction

from tracker.models import Viewer
from tracker.search.compile import Compiled, compile_query
from tracker.search.gather import is_broad
from tracker.search.highlight import Snippet, Sought, snippets, sought_in
from tracker.search.language import FieldTerm, Node
from tracker.search.sql import PLANNED, Sql
from tracker.search.suggest import all_with_misreadings, with_misreadings
from tracker.search.understanding import Understood, understand
from tracker.search.values import Meaning

__all__ = ["TOO_COMMON", "Question", "ask", "ask_all"]

TOO_COMMON = "The words of this query are too common to search for. Add a rarer one."

# Of a broad query a feed looks through so many of the newest letters before it asks for everything that is found.
_NEWEST = 20_000
_MOST_SECONDS = 5


@dataclass(frozen=True)
class Question:
    """A query as a viewer's, on a day. All that it finds here is published, whoever asks.

    `node` is what is searched for, with scans' misreadings; `compiled`, with drafts for those who see them.
    """

    query: Understood
    node: Node | None
    compiled: Compiled

    @cached_property
    def sought(self) -> tuple[Sought, ...]:
        """What is to be marked; to find letters it is not needed."""
        return sought_in(self.node)

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be understood, in sentences."""
        sentences = tuple(note.sentence for note in self.query.notes)
        return (*sentences, TOO_COMMON) if self.is_too_common else sentences

    @property
    def is_too_common(self) -> bool:
        """Whether words are asked for, and none of them is searched for."""
        return bool(self.compiled.said) and not self.sought

    @property
    def condition(self) -> Sql:
        if self.query.node is None and self.query.text:
            return Sql("false")  # what was typed says nothing
        return Sql(f"s.published and {self.compiled.condition.text}", self.compiled.condition.values)

    def among(self, letter_ids: Collection[int]) -> set[int]:
        """Return which of these letters it finds."""
        return self._found("tracker_lettersearch", letter_ids)

    def found_before(self, letter_ids: Collection[int]) -> set[int]:
        """Return which of these letters, all on the list of changes, it found before they changed."""
        return self._found("tracker_letterchange", letter_ids)

    def found_since(self, earlier: "Question") -> set[int]:
        """Return the letters that it finds and the same query of an earlier day does not, though none has changed."""
        if earlier.condition == self.condition:
            return set()
        then = earlier.condition
        return _ids(
            Sql(
                f"select s.letter_id from tracker_lettersearch s where {self.condition.text}"
                f" and ({then.text}) is not true",
                self.condition.values + then.values,
            )
        )

    def newest(self, *, offset: int, limit: int) -> list[int]:
        """Return letters in the order in which they were published, newest first.

        Raises OperationalError when that takes longer than a feed may.
        """
        ordered = "order by l.published_at desc, l.id desc limit %s offset %s"
        among_newest = Sql(
            "select l.id from (select id, published_at from tracker_letter where publication = 'published'"
            " order by published_at desc, id desc limit %s) l"
            f" join tracker_lettersearch s on s.letter_id = l.id where {self.condition.text} {ordered}",
            (_NEWEST, *self.condition.values, limit, offset),
        )
        of_all = Sql(
            "select l.id from tracker_lettersearch s join tracker_letter l on l.id = s.letter_id"
            f" where {self.condition.text} {ordered}",
            (*self.condition.values, limit, offset),
        )
        if is_broad(self.condition) and len(found := _list(among_newest, most_seconds=_MOST_SECONDS)) == limit:
            return found
        return _list(of_all, most_seconds=_MOST_SECONDS)

    def snippets(self, letter_ids: Sequence[int]) -> dict[int, tuple[Snippet, ...]]:
        """Return where the words stand in these letters."""
        return snippets(letter_ids, self.sought)

    def _found(self, table: str, letter_ids: Collection[int]) -> set[int]:
        if not letter_ids:
            return set()
        return _ids(
            Sql(
                f"select s.letter_id from {table} s where s.letter_id = any(%s) and {self.condition.text}",
                (list(letter_ids), *self.condition.values),
            )
        )


def ask(text: str, viewer: Viewer, *, today: datetime.date) -> Question:
    """Return the query made ready. An empty one finds every published letter."""
    query = understand(text, viewer, today=today)
    node = with_misreadings(query.node) if query.node is not None else None
    return _compiled(query, node, viewer, today)


def ask_all(asked: Iterable[tuple[str, Viewer, datetime.date]]) -> list[Question]:
    """Return the queries made ready, each for its viewer and day, as `ask` does, but without sentences for names that
    nobody knows. What they have in common is looked up once.
    """
    asked = list(asked)
    looked_up: dict[FieldTerm, Meaning | None] = {}
    read = [
        understand(text, viewer, today=today, looked_up=looked_up, with_nearest=False) for text, viewer, today in asked
    ]
    nodes = iter(all_with_misreadings([query.node for query in read if query.node is not None]))
    return [
        _compiled(query, next(nodes) if query.node is not None else None, viewer, today)
        for query, (_, viewer, today) in zip(read, asked, strict=True)
    ]


def _compiled(query: Understood, node: Node | None, viewer: Viewer, today: datetime.date) -> Question:
    return Question(query, node, compile_query(node, viewer, today, query.meanings))


def _ids(statement: Sql) -> set[int]:
    return set(_list(statement))


def _list(statement: Sql, *, most_seconds: int = 0) -> list[int]:
    """Return the first column; `most_seconds` of 0 sets no limit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local statement_timeout = '{most_seconds}s'")
        cursor.execute(PLANNED)
        cursor.execute(statement.text, statement.values)
        return [row[0] for row in cursor.fetchall()]
