"""A run, the JSON that it gives, and the table as Markdown."""

import datetime
import json

import pytest

from tests.fuzz.targets import pages_of_text
from tracker.reading.reader import read_pages
from tracker.reading.rows import Deadline, Reading
from tracker.reading.transcript import Span, Transcript
from tracker.resolving import MemoryRegistry, resolve
from tracker.scorecard import GoldLetter, GoldProblem, LetterRead, card_form, markdown, read_gold, run_of
from tracker.scorecard.abstentions import Abstention, abstentions, counted
from tracker.scorecard.boxes import FIELD, SetLine

GOLD = {"date": "2021-01-05", "signers": [{"name": "Ann Poe", "bioguide": "P000001"}]}
LETTER = """January 5, 2021

The Honorable Ada Roe
Secretary
Department of Somewhere

Dear Secretary Roe:

We write to ask for the report on “the ferries that never came” which
the law requires of your department, and we ask that you send it as soon
as the work on it allows, within a time that you will know best.

Sincerely,

Ann Poe
United States Senator
"""


def letter(name, gold=GOLD):
    return GoldLetter(name=name, gold=gold, source={})


def form(**changes):
    return {"date": "2021-01-05", "signers": [{"name": "Ann Poe", "bioguide": "P000001"}], "quotations": [], **changes}


def test_the_hardest_letters_come_first_and_boxes_last():
    right, wrong = form(), form(date=None, signers=[])
    rows = [
        LetterRead(letter=letter("a"), form=right, lines=(SetLine(1, (0, 0, 9, 9), "x"),)),
        LetterRead(letter=letter("b"), form=wrong),
        LetterRead(letter=letter("c"), problem="This file has no pages."),
    ]
    run = run_of("text", rows, worst=1)
    assert (run.letters, run.read) == (3, 2)
    assert list(run.fields)[-1] == FIELD
    assert run.fields["date"].recall == pytest.approx(1 / 3)
    assert [(one.name, one.count) for one in run.hardest] == [("b", 3)]
    assert run.problems == [("c", "This file has no pages.")]
    card = card_form([run], gold="here", reader_version="1", made=datetime.date(2026, 1, 2))
    assert json.loads(json.dumps(card)) == card
    assert card["runs"][0]["fields"]["date"] == {
        "precision": 1.0,
        "recall": 0.3333,
        "f1": 0.5,
        "low": pytest.approx(0, abs=0.01),
        "high": 1.0,
        "hits": 1,
        "found": 1,
        "wanted": 3,
    }


def test_markdown_has_both_runs_side_by_side():
    one = run_of("text", [LetterRead(letter=letter("a"), form=form())], worst=0)
    abstained = (Abstention("signer unmatched", "Ann Poe", "No member | bears\nthis name."),)
    two = run_of(
        "scans",
        [LetterRead(letter=letter("a"), form=form(date=None), abstained=abstained, decided={"signer unmatched": 1})],
        worst=0,
    )
    table = markdown(card_form([one, two], gold="here", reader_version="1", made=datetime.date(2026, 1, 2)))
    lines = table.splitlines()
    assert lines[0].startswith("| field | text: P | R | F1 | 95 % of F1 | found / wanted | scans: P | R |")
    assert (
        lines[2]
        == "| date | 1.000 | 1.000 | 1.000 | 1.000–1.000 | 1 / 1 | 1.000 | 0.000 | 0.000 | 0.000–0.000 | 0 / 1 |"
    )
    assert "| signer unmatched | 1 of 1 | No member \\| bears this name. (1) |" in lines
    figures = lines[2 : 2 + len(one.fields)]
    assert {line.count("|") for line in [*lines[:2], *figures]} == {12}


def test_what_is_left_open_is_counted_with_its_reason():
    reading = read_pages(pages_of_text(LETTER))
    rows, of = abstentions(reading, resolve(reading, MemoryRegistry([], [], [])))
    assert [(row.kind, row.what) for row in rows if row.kind != "note"] == [
        ("signer unmatched", "Ann Poe"),
        ("recipient unmatched", "Ada Roe"),
        ("quotation without a speaker", "the ferries that never came"),
    ]
    assert all(row.why for row in rows)
    assert (of["signer ambiguous"], of["recipient unmatched"], of["letter without a date"]) == (1, 1, 1)
    unresolved, _ = abstentions(reading, None)
    assert {row.kind for row in unresolved} <= {"quotation without a speaker", "note"}


def test_a_letter_of_which_nothing_is_known():
    text = Transcript.from_blocks(["soon"])
    deadline = Deadline(text="soon", span=Span(0, 4), rule="x", reckoning="It names no day.")
    reading = Reading(
        reader_version="1",
        pages=(),
        transcript=text,
        deadlines=(deadline,),
        notes=("Pages 1, 2 are blank.", "Page 3: blank."),
    )
    rows, _ = abstentions(reading, None)
    assert [(row.kind, row.why) for row in rows] == [
        ("deadline without a date", "It names no day."),
        ("letter without a date", "No date was found on the letter."),
        ("note", "Pages 1, 2 are blank."),
        ("note", "A page: blank."),
    ]


def test_counts_keep_the_commonest_reasons():
    rows = [Abstention("signer ambiguous", f"n{i}", "Two fit." if i else "Three fit.") for i in range(3)]
    [count] = counted(rows, [{"signer ambiguous": 4}, {"signer ambiguous": 3}])
    assert (count.count, count.of, count.reasons, count.example) == (3, 7, (("Two fit.", 2), ("Three fit.", 1)), "n0")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", "{", "could not be read as gold"),
        ("a.toml", "gold = 3", "is no table"),
        ("a.json", '{"gold": {"requests": [1]}}', "is no list of rows"),
        ("a.json", '{"gold": {"quotations": [{"text": "x"}]}}', "has no type"),
        ("a.json", '{"letter": {}}', "No file in"),
        ("a.json", '{"skip": true, "gold": {}}', "No file in"),
    ],
)
def test_gold_that_cannot_be_used_says_why(tmp_path, name, content, said):
    (tmp_path / name).write_text(content)
    with pytest.raises(GoldProblem, match=said):
        read_gold(tmp_path)


def test_gold_of_both_forms_is_read_in_order_of_names(tmp_path):
    (tmp_path / "b.json").write_text('{"id": "L2", "gold": {"date": null}}')
    (tmp_path / "a.toml").write_text("[gold]\ndate = 2021-01-05\n")
    assert [(one.name, one.gold["date"]) for one in read_gold(tmp_path)] == [("L2", None), ("a", "2021-01-05")]
    (tmp_path / "c.json").write_text('{"id": "L2", "gold": {}}')
    with pytest.raises(GoldProblem, match="second letter named L2"):
        read_gold(tmp_path)
    with pytest.raises(GoldProblem, match="There is no folder"):
        read_gold(tmp_path / "nowhere")
