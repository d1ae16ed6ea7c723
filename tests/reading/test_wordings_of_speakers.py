"""The same question in some hundreds of wordings: who is said to have said it, and where nobody is."""

import tomllib
from pathlib import Path

import pytest

from tracker.reading.parts import Parts
from tracker.reading.quotations import find_quotations
from tracker.reading.rows import Quotation
from tracker.reading.transcript import Span, Transcript

ADDRESS = "The Honorable John Doe\nAdministrator\nFederal Sample Administration"
WORDINGS = tomllib.loads(Path(__file__).with_name("speakers.toml").read_text(encoding="utf-8"))
PARAGRAPHS = tomllib.loads(Path(__file__).with_name("speakers_in_paragraphs.toml").read_text(encoding="utf-8"))


def read(paragraphs: list[str]) -> tuple[Quotation, ...]:
    transcript = Transcript.from_blocks([ADDRESS, *paragraphs])
    body = Span(len(ADDRESS) + 2, len(transcript.text))
    return find_quotations(transcript, Parts(body=body, inside_address=(Span(0, len(ADDRESS)),)))


@pytest.mark.parametrize("case", WORDINGS["said"] + PARAGRAPHS["said"], ids=lambda case: case["text"][0][:60])
def test_the_speaker_is_named(case):
    rows = read(case["text"])
    assert len(rows) == len(case["speakers"])
    for row, speaker in zip(rows, case["speakers"], strict=True):
        assert speaker.lower() in row.speaker.lower() if speaker else not row.speaker
        assert bool(row.speaker_rule) == bool(row.speaker)


@pytest.mark.parametrize("case", WORDINGS["open"], ids=lambda case: case["text"][0][:60])
def test_nobody_is_named(case):
    assert [row.speaker for row in read(case["text"])] == ["" for _ in case["speakers"]]
