"""Real replies of an Inspector General to Congress, where the real data is at hand."""

import datetime
import os
from pathlib import Path

import pytest

from tracker.reading import read_letter
from tracker.reading.rows import Direction, FactKind

REAL = Path(os.environ.get("LETTERBOOK_REAL_DATA") or Path(__file__).resolve().parents[3] / "shared") / "data/real_pdfs"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real replies are not here (set LETTERBOOK_REAL_DATA)")


def test_a_reply_in_one_column():
    reading = read_letter((REAL / "2014-08-18_denali-oig_to_grassley-coburn.pdf").read_bytes())
    assert reading.date == datetime.date(2014, 8, 18)
    assert reading.direction == Direction.TO_CONGRESS
    assert [row.name for row in reading.recipients] == ["Charles E. Grassley", "Tom Coburn"]
    assert [row.name for row in reading.signers] == ["David Sheppard"]
    answered = [fact.date for fact in reading.facts if fact.kind == FactKind.EARLIER_LETTER]
    assert answered == [datetime.date(2010, 4, 8), datetime.date(2014, 7, 31)]


def test_a_reply_to_four_in_two_columns():
    reading = read_letter((REAL / "2015-03-25_denali-oig_to_johnson-carper-grassley-leahy.pdf").read_bytes())
    assert reading.date == datetime.date(2015, 3, 25)
    assert [(row.name, row.title, row.organization) for row in reading.recipients] == [
        ("Ron Johnson", "Chairman", "Committee on Homeland Security and Governmental Affairs"),
        ("Thomas R. Carper", "Ranking Member", "Committee on Homeland Security and Governmental Affairs"),
        ("Charles E. Grassley", "Chairman", "Committee on the Judiciary"),
        ("Patrick J. Leahy", "Ranking Member", "Committee on the Judiciary"),
    ]
    answered = [fact.date for fact in reading.facts if fact.kind == FactKind.EARLIER_LETTER]
    assert answered == [datetime.date(2015, 2, 27)]
    copies = [fact.text for fact in reading.facts if fact.kind == FactKind.COPY]
    assert copies == [
        "Todd Zinser, Inspector General, U.S. Department of Commerce",
        "Joel Niemeyer, Federal Co-Chair, Denali Commission",
    ]
