"""manage.py read_letter: one line a file, whatever the file, and no database."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tracker.management.reading_form import reading_form, reading_table
from tracker.reading import read_letter
from tracker.resolving.records import Resolution, ResolutionState, Resolved

SAMPLES = Path(__file__).parents[1] / "tracker" / "samples"
LETTER = SAMPLES / "2020-04-14-5g-standards.pdf"


def run(*files: Path | str, **options: Any) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("read_letter", *map(str, files), json=True, stdout=out, stderr=io.StringIO(), **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_names_are_resolved_against_files_without_a_database(tmp_path: Path) -> None:
    (form,) = run(
        LETTER,
        roster=str(SAMPLES / "legislators.yaml"),
        agencies=str(SAMPLES / "agencies.json"),
        no_sandbox=True,
        jobs=1,
    )
    assert form["file"] == str(LETTER)
    assert form["pages"] == 1
    assert form["date"] == "2020-04-14"
    assert {row["agency"] for row in form["recipients"]} == {
        "Commerce Department",
        "Energy Department",
        "Defense Department",
        "State Department",
    }
    assert [row["bioguide"] for row in form["signers"]] == [
        "I000024",
        "C001056",
        "C001095",
        "C000880",
        "R000595",
        "Y000064",
    ]
    for row in form["quotations"]:
        assert row["boxes"]
        assert all(len(box) == 5 and box[0] in (1, 2) for box in row["boxes"])


def test_a_resolved_misreading_is_shown_mended_beside_the_name_as_written() -> None:
    reading = read_letter(LETTER.read_bytes())
    written = [row.name for row in reading.signers]
    nothing = Resolution(state=ResolutionState.UNMATCHED)
    mended = Resolution(state=ResolutionState.RESOLVED, key="I000024", name="James Inhofe")
    resolved = Resolved(
        recipient_agencies=(),
        recipient_officials=(),
        recipient_members=(),
        signer_members=(mended, *(nothing for _ in written[1:])),
        signer_agencies=(),
    )
    rows = reading_form("letter.pdf", reading, resolved, {})["signers"]
    assert [row["as_written"] for row in rows] == written
    assert [row["name"] for row in rows] == ["James Inhofe", *written[1:]]


def test_a_bad_file_gives_a_line_and_stops_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"this is not a pdf")
    forms = run(
        bad, tmp_path / "missing.pdf", LETTER, roster=str(SAMPLES / "legislators.yaml"), no_sandbox=True, jobs=1
    )
    assert [form.get("problem") for form in forms] == ["not_a_pdf", "unreadable", None]
    assert forms[0]["sentence"].startswith("This is not a PDF.")
    assert forms[1]["sentence"].startswith("This file could not be opened")
    assert [Path(form["file"]).name for form in forms] == ["bad.pdf", "missing.pdf", LETTER.name]


def test_the_sandbox_reads_the_same(tmp_path: Path) -> None:
    roster = str(SAMPLES / "legislators.yaml")
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\nbroken")
    boxed = run(LETTER, bad, roster=roster, jobs=2)
    plain = run(LETTER, bad, roster=roster, no_sandbox=True, jobs=1)
    assert boxed == plain


def test_a_roster_that_is_not_there_is_said() -> None:
    with pytest.raises(CommandError, match="nowhere"):
        run(LETTER, roster="/nowhere/at/all", no_sandbox=True)


def test_options_that_would_be_ignored_are_refused() -> None:
    with pytest.raises(CommandError, match="--no-sandbox"):
        run(LETTER, no_ocr=True)
    with pytest.raises(CommandError, match="--jobs"):
        run(LETTER, jobs=0)


def test_a_form_without_resolution_has_no_keys() -> None:
    reading = read_letter(LETTER.read_bytes())
    form = reading_form("a.pdf", reading, None, {})
    assert {row["bioguide"] for row in form["signers"]} == {None}
    assert {row["agency"] for row in form["recipients"]} == {None}
    json.dumps(form)


def test_the_table_is_for_a_person() -> None:
    form = reading_form("a.pdf", read_letter(LETTER.read_bytes()), None, {})
    table = reading_table(form)
    assert table.startswith("a.pdf\n")
    assert "2020-04-14" in table
    assert "Committee on Foreign Investment in the United States" in table
    problem = {"file": "b.pdf", "problem": "empty", "sentence": "This file has no pages."}
    assert reading_table(problem) == "b.pdf\n  empty: This file has no pages.\n"
