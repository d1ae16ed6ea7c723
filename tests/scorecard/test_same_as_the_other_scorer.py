"""Our figures are those of the scorer that the development letters came with, field by field, on poor readings too."""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.scorecard import LetterRead, read_gold, run_of

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER, GOLD = SHARED / "tools" / "score_readings.py", SHARED / "letters" / "dev"

pytestmark = pytest.mark.skipif(
    not (SCORER.exists() and GOLD.is_dir()),
    reason="The development letters and their scorer do not lie beside this copy.",
)


def spoilt(gold, chance):
    """The gold as a poor reader would give it: rows lost, doubled, cut, retyped, their names and dates changed."""
    reading = copy.deepcopy(dict(gold))
    if chance.random() < 0.2:
        reading["date"] = chance.choice([None, "2001-01-01"])
    for field in ("recipients", "signers", "quotations", "requests", "deadlines", "citations"):
        rows = []
        for row in reading.get(field, []):
            if chance.random() < 0.12:
                continue
            for key, value in row.items():
                if isinstance(value, str) and chance.random() < 0.15:
                    cut = chance.randrange(len(value) + 1)
                    row[key] = chance.choice([value[:cut], value[cut:], value.upper(), value + " and so on", None])
            if field == "quotations" and chance.random() < 0.1:
                row["type"] = chance.choice(["quotation", "title", "scare"])
            rows += [row] * chance.choice([1, 1, 1, 1, 2])
        if chance.random() < 0.1:
            chance.shuffle(rows)
        reading[field] = rows
    return reading


@pytest.mark.parametrize("seed", [1, 2])
def test_the_figures_are_the_same(seed, tmp_path):
    chance = random.Random(seed)
    letters = read_gold(GOLD)
    forms = {letter.name: spoilt(letter.gold, chance) for letter in letters if chance.random() < 0.95}
    lines = [json.dumps({"file": f"{name}.pdf", **form}) for name, form in forms.items()]
    (tmp_path / "readings.jsonl").write_text("\n".join(lines))
    said = subprocess.run(
        [sys.executable, SCORER, "--json", "--gold", GOLD, "--readings", tmp_path / "readings.jsonl"],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = json.loads(said.stdout)
    ours = run_of("text", [LetterRead(letter=letter, form=forms.get(letter.name)) for letter in letters], worst=0)
    assert (ours.letters, ours.read) == (theirs["letters"], theirs["read"])
    assert list(ours.fields) == list(theirs["fields"])
    for field, other in theirs["fields"].items():
        figure = ours.fields[field]
        mine = {name: round(getattr(figure, name), 3) for name in ("precision", "recall", "f1")}
        assert mine == {name: other[name] for name in mine}, field
        assert (round(figure.found), round(figure.wanted)) == (other["found"], other["wanted"]), field
        # Both bound the same, by other draws.
        assert figure.low == pytest.approx(other["low"], abs=0.06), field
        assert figure.high == pytest.approx(other["high"], abs=0.06), field
        assert figure.f1 < 1, f"{field} was not spoilt, so nothing was compared."
