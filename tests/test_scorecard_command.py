"""`manage.py scorecard`: from gold and PDFs to JSON, Markdown and a page; and what it says when it cannot."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command

from tests.hostile import one_page
from tracker.scorecard import read_gold

GOLD = {
    "date": "2021-01-05",
    "recipients": [{"name": "Ada Example", "title": "Secretary of Examples"}],
    "signers": [{"name": "Grace Sample"}],
    "quotations": [],
    "requests": [
        {"text": "We write to ask for the report that the law requires of your department.", "kind": "documents"}
    ],
    "deadlines": [],
    "citations": [],
}


@pytest.fixture
def folders(tmp_path):
    gold, text = tmp_path / "gold", tmp_path / "text"
    gold.mkdir()
    text.mkdir()
    (gold / "one.json").write_text(json.dumps({"id": "one", "gold": GOLD}))
    (text / "one.pdf").write_bytes(one_page())
    return gold, text


def run(tmp_path, **options):
    out = io.StringIO()
    call_command("scorecard", out=tmp_path / "out", workers=2, stdout=out, **options)
    return out.getvalue(), json.loads((tmp_path / "out" / "scorecard.json").read_text())


def test_a_gold_set_and_a_folder_of_pdfs(tmp_path, folders):
    gold, text = folders
    said, card = run(tmp_path, gold=gold, text=text)
    assert "text: 1 of 1 letters read" in said
    fields = card["runs"][0]["fields"]
    assert fields["date"]["f1"] == fields["request"]["f1"] == fields["signer"]["f1"] == 1
    assert card["letters"] == 1


def test_what_is_missing_or_unreadable_counts_as_missed(tmp_path, folders, capsys):
    gold, text = folders
    for name in ("two", "three"):
        (gold / f"{name}.json").write_text(json.dumps({"id": name, "gold": GOLD}))
    (text / "two.pdf").write_bytes(b"PK\x03\x04 no PDF")
    (text / "one.boxes.json").write_text("not JSON")
    said, card = run(tmp_path, gold=gold, text=text, markdown=True)
    [only] = card["runs"]
    assert (only["letters"], only["read"]) == (3, 1)
    assert only["fields"]["date"]["recall"] == pytest.approx(1 / 3, abs=0.001)
    problems = {row["letter"]: row["sentence"] for row in only["problems"]}
    assert problems["three"].startswith("There is no three.pdf in")
    assert problems["two"].startswith("This is not a PDF.")
    assert said.startswith("| field | text: P |")
    assert "- two (text): This is not a PDF." in said
    assert "counts as missed" in capsys.readouterr().err


def test_the_page_stands_by_itself(tmp_path, folders):
    gold, text = folders
    (gold / "hard.json").write_text(
        json.dumps({"id": "hard", "gold": {**GOLD, "signers": [{"name": "<b>Ann</b> & Poe"}]}})
    )
    (text / "hard.pdf").write_bytes(one_page())
    run(tmp_path, gold=gold, text=text)
    page = (tmp_path / "out" / "scorecard.html").read_text()
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=|@import|url\("(?!data:)""", page)
    assert "prefers-color-scheme: dark" in page
    assert "&lt;b&gt;Ann&lt;/b&gt; &amp; Poe" in page
    assert "every 100" in page


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"gold": "nowhere"}, "There is no folder"),
        ({"text": "nowhere"}, "Name with --text"),
        ({"scans": "nowhere"}, "Name with --scans"),
        ({"text": "empty"}, "one.pdf, for one, does not"),
        ({}, "Give --text or --scans"),
        ({"scans_from_text": True}, "needs --text"),
        ({"text": "text", "scans": "text", "scans_from_text": True}, "not both"),
        ({"text": "text", "roster": "/nowhere/at/all"}, "nowhere"),
        ({"text": "text", "workers": 0}, "--workers"),
        ({"text": "text", "out": "gold/one.json"}, "cannot be written to"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path, folders, options, said):
    (tmp_path / "empty").mkdir()
    paths = {
        name: tmp_path / value if name in ("gold", "text", "scans", "out") else value for name, value in options.items()
    }
    with pytest.raises(CommandError, match=said):
        call_command("scorecard", **{"gold": folders[0], "out": tmp_path / "out", "stdout": io.StringIO(), **paths})


def test_the_projects_own_letters_are_set_here_and_read(tmp_path):
    from tracker.management.commands.scorecard import OWN_GOLD

    letters = read_gold(OWN_GOLD)
    assert 8 <= len(letters) <= 12
    assert all("Fiction" in letter.source["mark"] for letter in letters)
    _, card = run(tmp_path)
    [text] = card["runs"]
    assert (text["name"], text["read"]) == ("text", len(letters))
    assert card["gold"] == "tests/letters"
    # What these letters were written to hold, not how well they are read.
    assert all(text["fields"][field]["wanted"] > 5 for field in text["fields"])
    assert {field["wanted"] for name, field in text["fields"].items() if name == "date"} == {len(letters)}
    assert text["fields"]["quotation's line boxes"]["wanted"] > 15


def test_scans_are_made_of_the_text(tmp_path, folders):
    gold, text = folders
    _, card = run(tmp_path, gold=gold, text=text, scans_from_text=True)
    assert [one["name"] for one in card["runs"]] == ["text", "scans"]
    assert card["runs"][1]["fields"]["date"]["f1"] == 1


def test_each_member_is_left_out_in_turn(tmp_path, capsys):
    """In the project's own letters nobody is taken for somebody else but for a namesake who sits at the same time."""
    _, card = run(tmp_path, leave_one_out=True)
    [text] = card["runs"]
    left_out = text["left_out"]
    assert left_out["names"] > 20
    assert left_out["names"] == left_out["wrong"] + left_out["ambiguous"] + left_out["unmatched"]
    wrong = left_out["wrong_names"]
    assert len(wrong) == left_out["wrong"]
    assert {" ".join(row["name"].split()[1:2]) for row in wrong} == {"Whitaker"}  # Ann, and Anne
    assert f"of {left_out['names']} names {left_out['wrong']} (" in capsys.readouterr().err
