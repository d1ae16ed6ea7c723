"""How well search ranks: forty questions with judged answers, beside PostgreSQL's plain full text search.

    python -m tests.benchmarks.relevance PDFS --members FOLDER --agencies FILE --var FOLDER [--show NUMBER …]

PDFS holds the 74 letters that `relevance.toml` judges, as PDFs named by the letters (L00015.pdf). They are not part of
this project; without them nothing is measured, and that is said. The first run makes an archive in `--var` as a user
would: members and agencies imported, each PDF received, read, recorded and published. Later runs take it as it is.

Each question is asked of `tracker.search.search` as the public asks it, and of the peer: `websearch_to_tsquery` on one
vector of title and whole text, ranked by `ts_rank`. The peer knows no fields, so it gets the words of their values; and
curly quotation marks are blanks to it, which a server in the C locale would take for letters.
nDCG@10: gains 2^grade - 1, discounted by log2(place + 1), over the best order of all that was judged.
"""

import argparse
import datetime
import math
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from tests.benchmarks.corpus import prepare

QUESTIONS = Path(__file__).with_suffix(".toml")
PLACES = 10
# The day of asking: it decides what is overdue, and how new a letter is.
TODAY = datetime.date(2026, 5, 1)

_PEER = """
    select f.original_name from tracker_letter l
    join tracker_letterfile f on f.id = l.file_id join tracker_lettertranscript t on t.letter_id = l.id,
    lateral (select to_tsvector('english', translate(l.title || ' ' || t.text, '“”‘’', '    ')) as words) as letter,
    websearch_to_tsquery('english', %s) as asked
    where letter.words @@ asked order by ts_rank(letter.words, asked) desc, l.id limit %s
"""


@dataclass(frozen=True, slots=True)
class Question:
    number: int
    kind: str
    asked: str
    peer: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What each side put first, and how good that is."""

    question: Question
    ours: Sequence[str]
    theirs: Sequence[str]

    @property
    def scores(self) -> tuple[float, float]:
        return ndcg(self.ours, self.question.grades), ndcg(self.theirs, self.question.grades)


def questions(path: Path = QUESTIONS) -> list[Question]:
    """Return the questions in their order."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["question"]
    return [
        Question(
            row["number"],
            row["kind"],
            row["asked"],
            row.get("peer", row["asked"]),
            {each["letter"]: each["grade"] for each in row["judged"]},
        )
        for row in rows
    ]


def ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return the gain of the first places, as a part of the most that could be had.

    >>> ndcg(["a", "b"], {"a": 3, "b": 1})
    1.0
    """
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(name, 0) for name in found]) / best


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:PLACES]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("--members", required=True, help="For manage.py import_legislators.")
    parser.add_argument("--agencies", required=True, help="For manage.py import_agencies.")
    parser.add_argument("--var", type=Path, help="A folder that keeps the archive for a second run.")
    parser.add_argument("--show", type=int, nargs="*", default=[], metavar="NUMBER", help="List what was found.")
    options = parser.parse_args()
    asked = questions()
    missing = sorted({name for each in asked for name in each.grades if not (options.pdfs / f"{name}.pdf").is_file()})
    if missing:
        print(f"Skipped: {options.pdfs} lacks {len(missing)} of the judged letters ({', '.join(missing[:3])}, …).")
        return
    server = prepare(options.var or Path(tempfile.mkdtemp(prefix="letterbook-bench-")))
    try:
        _fill(options)
        _report([_answered(each) for each in asked], frozenset(options.show))
    finally:
        server.stop()  # type: ignore[attr-defined]


def _fill(options: argparse.Namespace) -> None:
    """Bring members, agencies and letters in, as far as they are not there, and write search rows that are old."""
    from django.core.management import call_command
    from django.utils import timezone

    from tracker.archive.process import process
    from tracker.archive.receive import receive
    from tracker.models import Agency, Letter, Member

    if not Member.objects.exists():
        call_command("import_legislators", options.members, verbosity=0)
    if not Agency.objects.exists():
        call_command("import_agencies", options.agencies, verbosity=0)
    for path in sorted(options.pdfs.glob("*.pdf")):
        received = receive(path.read_bytes(), name=path.name, by=None, now=timezone.now(), publish_when_read=True)
        if received.to_read:
            process(received.letter.pk)
    call_command("reindex", verbosity=0)
    print(f"{Letter.objects.visible_to(None).count()} public letters", flush=True)


def _answered(question: Question) -> Answer:
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection

    from tracker.models import Letter
    from tracker.search import search

    results = search(question.asked, AnonymousUser(), today=TODAY)
    near = results.nearly.results if results.nearly else []
    ids = [hit.letter.pk for hit in (*results.results, *near)][:PLACES]
    names = dict(Letter.objects.filter(pk__in=ids).values_list("pk", "file__original_name"))
    with connection.cursor() as cursor:
        cursor.execute(_PEER, (question.peer, PLACES))
        theirs = [Path(name).stem for (name,) in cursor.fetchall()]
    return Answer(question, [Path(names[pk]).stem for pk in ids], theirs)


def _report(answers: Sequence[Answer], shown: frozenset[int]) -> None:
    print("   |  letterbook | plain peer | kind               | asked")
    for each in answers:
        ours, theirs = each.scores
        question = each.question
        print(f"{question.number:2} |       {ours:.3f} |      {theirs:.3f} | {question.kind:18} | {question.asked}")
        if question.number in shown:
            for name, found in (("letterbook", each.ours), ("peer", each.theirs)):
                print(f"     {name}: " + " ".join(f"{one}:{question.grades.get(one, 0)}" for one in found))
            print("     judged: " + " ".join(f"{one}:{grade}" for one, grade in question.grades.items()))
    for name, part in (
        ("all 40", answers),
        ("odd (tuned)", [each for each in answers if each.question.number % 2]),
        ("even (held out)", [each for each in answers if not each.question.number % 2]),
    ):
        ours, theirs = zip(*(each.scores for each in part), strict=True)
        print(
            f"{name}: nDCG@{PLACES} letterbook {mean(ours):.3f}, plain peer {mean(theirs):.3f};"
            f" nothing found {sum(not each.ours for each in part)} and {sum(not each.theirs for each in part)}"
        )


if __name__ == "__main__":
    main()
