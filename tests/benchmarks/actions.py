"""An archive for the benchmarks, made here: a million agency actions and a hundred thousand letters, from one seed.

Words are drawn as they fall in the titles of fifty years of rules (linking/title_terms.tsv, with a long tail of made-up
ones); each agency has matters of its own, and a letter to it is about one of them. Nothing is meant by any of it.
"""

import contextlib
import datetime
import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from tracker.linking import rarity
from tracker.linking.gather import around, office_stems
from tracker.linking.index import topic_of
from tracker.linking.views import ASKED, HEADING, CitedIdentifier, LetterView, Passage
from tracker.models import (
    ActionSearch,
    Agency,
    AgencyAction,
    Citation,
    InformationRequest,
    Letter,
    LetterFact,
    LetterFile,
    LetterTopic,
    LetterTranscript,
    Member,
    Recipient,
    Signature,
)

__all__ = ["LAST", "NOW", "Matters", "add_letters", "fill", "make_actions", "make_agencies", "multiply_actions"]

NOW = datetime.datetime(2026, 3, 2, 15, 30, tzinfo=datetime.UTC)
FIRST, LAST = datetime.date(1994, 1, 3), datetime.date(2026, 2, 27)
DEPARTMENTS, OFFICES = 60, 6
KINDS = (
    ("notice", "Notice"),
    ("notice", "Notice of meeting"),
    ("rule", "Final rule"),
    ("proposed_rule", "Proposed rule"),
)
_TAIL = 40_000
# The days go round, so that as many actions fall into each year as before.
_MOVED = f"date '{FIRST}' + ((published_date - date '{FIRST}') + copy.number * 1171) % {(LAST - FIRST).days}"


class Matters:
    """The words, and what each agency deals with. Most matters are a handful of words that recur together."""

    def __init__(self, agencies: Sequence[int], *, seed: int = 1) -> None:
        rng = random.Random(seed)
        lines = Path(rarity.__file__).with_name("title_terms.tsv").read_text(encoding="utf-8").splitlines()[1:]
        listed = [(stem, int(count)) for stem, count in (line.split("\t") for line in lines)]
        made = {f"{a}{b}{c}" for a, b, c in _syllables(rng, _TAIL)}
        tail = [(word, max(60 - rank // 500, 1)) for rank, word in enumerate(sorted(made))]
        self._words = [word for word, _ in (*listed, *tail)]
        self._weights = list(itertools.accumulate(count for _, count in (*listed, *tail)))
        self._matters = {
            agency: [self.words(rng, rng.randint(6, 14)) for _ in range(rng.randint(40, 400))] for agency in agencies
        }

    def words(self, rng: random.Random, count: int) -> list[str]:
        return rng.choices(self._words, cum_weights=self._weights, k=count)

    def of(self, agency: int, rng: random.Random) -> list[str]:
        """Return the words of one of an agency's matters; the first few are commonest."""
        held = self._matters[agency]
        return held[min(int(rng.paretovariate(0.7)) - 1, len(held) - 1)]

    def phrase(self, matter: list[str], rng: random.Random, *, own: int, other: int) -> str:
        words = rng.choices(matter, k=own) + self.words(rng, other)
        rng.shuffle(words)
        return " ".join(words)


def _syllables(rng: random.Random, count: int) -> Iterator[tuple[str, str, str]]:
    parts = [f"{a}{b}" for a in "bcdfghklmnprstvz" for b in ("a", "el", "in", "o", "ur")]
    for _ in range(count):
        yield rng.choice(parts), rng.choice(parts), rng.choice(("dock", "lum", "nor", "tan", "vex", "zol"))


def fill(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Copy rows into a model's table; what a row does not say has the field's default."""
    fields = model._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    defaults = {
        field.attname: field.get_default()
        for field in fields
        if not field.primary_key or field.remote_field is not None
    }
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(
                    [
                        field.get_db_prep_save(row.get(field.attname, defaults.get(field.attname)), connection)
                        if isinstance(field, models.JSONField)
                        else row.get(field.attname, defaults.get(field.attname))
                        for field in fields
                    ]
                )
        key = model._meta.pk
        if isinstance(key, models.AutoField | models.BigAutoField):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', '{key.column}'), max({key.column})) "
                f"FROM {model._meta.db_table}"
            )


def make_agencies() -> list[int]:
    """Make departments, each with offices below it, and return the keys of all."""
    for number in range(DEPARTMENTS):
        parent = Agency.objects.create(slug=f"department-{number}", name=f"Department {number} of Benchmarks")
        for office in range(OFFICES):
            Agency.objects.create(
                slug=f"office-{number}-{office}", name=f"Office {office} under Department {number}", parent=parent
            )
    return list(Agency.objects.order_by("pk").values_list("pk", flat=True))


def make_actions(
    count: int, matters: Matters, agencies: Sequence[int], *, seed: int = 2, since: datetime.date = FIRST
) -> None:
    """Make so many actions, spread over the years from `since` on; half have an abstract."""
    rng = random.Random(seed)
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    spread = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(agencies))))
    order = random.Random(seed).sample(list(agencies), len(agencies))
    first = (AgencyAction.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    named: list[tuple[int, int]] = []
    days = (LAST - since).days

    def actions() -> Iterator[dict[str, Any]]:
        for number in range(count):
            agency = rng.choices(order, cum_weights=spread)[0]
            matter = matters.of(agency, rng)
            day = since + datetime.timedelta(days=number * days // count)
            kind, words = KINDS[min(int(rng.random() * 5), 3)]
            key = first + number
            named.append((key, agency))
            if (parent := parents[agency]) is not None and rng.random() < 0.8:
                named.append((key, parent))
            abstract = ""
            if rng.random() < 0.5:
                abstract = matters.phrase(matter, rng, own=14, other=rng.randint(20, 70))
            yield {
                "id": key,
                "kind": kind,
                "document_number": f"{day.year}-B{key}",
                "citation": f"{day.year - 1935} FR {number % 80_000 + 1}",
                "title": matters.phrase(matter, rng, own=rng.randint(3, 6), other=rng.randint(3, 8)).capitalize(),
                "action_text": words,
                "abstract": abstract,
                "rins": [f"{agency:04d}-A{rng.randint(100, 999)}"] if kind != "notice" else [],
                "dockets": [f"BEN-{day.year}-{number // 4:06d}"] if rng.random() < 0.6 else [],
                "cfr_parts": [f"{agency % 50 + 1} CFR {rng.randint(1, 400)}"] if kind != "notice" else [],
                "published_date": day,
                "synced_at": NOW,
            }

    through = AgencyAction.agencies.through
    with transaction.atomic(), without_indexes(AgencyAction), without_indexes(through):
        fill(AgencyAction, actions())
        keys = itertools.count((through.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1)
        fill(
            through,
            ({"id": next(keys), "agencyaction_id": action, "agency_id": agency} for action, agency in named),
        )


def multiply_actions(times: int) -> None:
    """Say each action `times` times in all, on other days and under other numbers, together with its search rows.

    The database copies its own rows, which takes a tenth of the time of making and indexing new words.
    """
    through = AgencyAction.agencies.through
    columns = [field.column for field in AgencyAction._meta.concrete_fields if not field.generated]
    said = {
        "id": "id + copy.offset_",
        "document_number": "document_number || '-' || copy.number",
        "citation": "citation",
        "published_date": _MOVED,
    }
    chosen = ", ".join(said.get(name, f'"{name}"') for name in columns)
    quoted = ", ".join(f'"{name}"' for name in columns)
    copies = (
        "cross join (select number, number * (select max(id) from tracker_agencyaction) as offset_ "
        f"from generate_series(1, {times - 1}) number) copy"
    )
    tables = AgencyAction, through, ActionSearch
    with transaction.atomic(), contextlib.ExitStack() as without:
        for model in tables:
            without.enter_context(without_indexes(model))
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into tracker_actionsearch (action_id, agency_id, published_date, stems) "
                f"select action_id + copy.offset_, agency_id, {_MOVED}, stems from tracker_actionsearch {copies}"
            )
            cursor.execute(
                "insert into tracker_agencyaction_agencies (agencyaction_id, agency_id) "
                f"select agencyaction_id + copy.offset_, agency_id from tracker_agencyaction_agencies {copies}"
            )
            cursor.execute(
                f"insert into tracker_agencyaction ({quoted}) select {chosen} from tracker_agencyaction {copies}"
            )


class without_indexes:
    """While many rows are copied in: drop the table's further indexes, and make them again after it."""

    def __init__(self, model: type[models.Model], *, but: str = "-") -> None:
        self._table = model._meta.db_table
        self._but = but
        self._made: list[str] = []

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN "
                "(SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass)",
                [self._table, self._table],
            )
            for name, made in cursor.fetchall():
                if self._but in name:
                    continue
                cursor.execute(f'DROP INDEX "{name}"')
                self._made.append(made)

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                for made in self._made:
                    cursor.execute(made)


def add_letters(count: int, matters: Matters, agencies: Sequence[int], *, seed: int = 3) -> list[int]:
    """Make so many letters that are read and published, and return their keys. The busiest agencies get most."""
    rng = random.Random(seed)
    spread = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(agencies))))
    order = random.Random(2).sample(list(agencies), len(agencies))
    first = (Letter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    if not Member.objects.exists():
        for number in range(600):
            Member.objects.create(bioguide=f"B{number:06d}", first="Ann", last=f"Bench{number}")
    surnames = list(Member.objects.values_list("pk", "last"))
    days = (LAST - FIRST).days
    made = []
    for number in range(count):
        agency = rng.choices(order, cum_weights=spread)[0]
        matter = matters.of(agency, rng)
        subject = matters.phrase(matter, rng, own=4, other=3)
        ask = f"Please explain {matters.phrase(matter, rng, own=6, other=6)}?"
        body = matters.phrase(matter, rng, own=30, other=180)
        made.append((first + number, agency, FIRST + datetime.timedelta(days=rng.randrange(days)), subject, ask, body))
    keys = [row[0] for row in made]
    fill(
        LetterFile,
        ({"id": k, "sha256": f"bench-{k}", "file": f"bench/{k}", "size": 1, "received_at": NOW} for k in keys),
    )
    fill(
        Letter,
        (
            {
                **{"id": key, "file_id": key, "publication": "published", "reading_state": "read", "title": subject},
                **{"letter_date": day, "created_at": NOW, "changed_at": NOW, "read_at": NOW, "published_at": NOW},
            }
            for key, _, day, subject, _, _ in made
        ),
    )
    texts = {key: f"{subject}\n{body}\n{ask}" for key, _, _, subject, ask, body in made}
    fill(LetterTranscript, ({"letter_id": key, "text": text} for key, text in texts.items()))
    fill(
        LetterFact,
        (
            {"letter_id": key, "id": key, "kind": "subject", "text": subject, "start": 0, "end": len(subject)}
            for key, _, _, subject, _, _ in made
        ),
    )
    fill(
        InformationRequest,
        (
            {
                **{"letter_id": key, "id": key, "kind": "question", "text": ask},
                **{"start": len(texts[key]) - len(ask), "end": len(texts[key])},
            }
            for key, _, _, _, ask, _ in made
        ),
    )
    fill(
        Recipient,
        ({"letter_id": key, "id": key, "text": "The Secretary", "agency_id": agency} for key, agency, *_ in made),
    )
    fill(
        Signature,
        (
            {"letter_id": key, "id": key, "text": name, "name": f"Ann {name}", "member_id": member}
            for key, (member, name) in ((key, rng.choice(surnames)) for key in keys)
        ),
    )
    fill(
        Citation,
        (
            {
                **{"letter_id": key, "id": key, "kind": "docket", "text": "the docket"},
                "normalized": f"BEN-{day.year}-{rng.randrange(250_000):06d}",
            }
            for key, _, day, *_ in made
            if key % 4 == 0
        ),
    )
    _add_topics(made)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return keys


def _add_topics(made: Iterable[tuple[int, int, datetime.date, str, str, str]]) -> None:
    """Write the rows by which new actions find these letters, without fetching each letter again."""
    family = {
        agency: (*map(frozenset, around({agency})), office_stems({agency}))
        for agency in Agency.objects.values_list("pk", flat=True)
    }
    dockets: dict[int, list[str]] = {}
    for letter, number in Citation.objects.filter(kind="docket").values_list("letter_id", "normalized"):
        dockets.setdefault(letter, []).append(number)
    surnames = {row[0]: [row[1]] for row in Signature.objects.values_list("letter_id", "text")}

    def rows() -> Iterator[dict[str, Any]]:
        for key, agency, day, subject, ask, body in made:
            below, above, office = family[agency]
            view = LetterView(
                date=day,
                asks=(Passage(ask, None, ASKED),),
                headings=(Passage(subject, None, HEADING),),
                body=Passage(f"{subject}\n{body}\n{ask}", 0),
                agencies=frozenset({agency}),
                children=below,
                parents=above,
                office_stems=office,
                signer_surnames=tuple(surnames[key]),
                identifiers=tuple(
                    CitedIdentifier(kind="docket", value=number, text=number) for number in dockets.get(key, ())
                ),
            )
            yield {"letter_id": key, **topic_of(view)}

    fill(LetterTopic, rows())
