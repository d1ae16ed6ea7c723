"""Quoted passages stand where the letter says them, whatever the house style."""

import json

import pytest

from tests.factories import make_letter
from tracker.linking.coverage import align, align_coverage, load_coverage
from tracker.models import Coverage, CoveragePassage

LETTER = (
    "When U.S. export controls restrict\nU.S. companies, others fill any gaps. As the Committee has said, "
    "it “would leave an opening” for them. It would be\nharmful to all of us."
)


def found(passage):
    span = align(passage, LETTER)
    return LETTER[span.start : span.end] if span else None


def test_marks_case_and_line_ends_do_not_count():
    assert found("US export controls restrict US companies") == "U.S. export controls restrict\nU.S. companies"
    assert found("As the committee has said, it 'would leave an opening' for them.").endswith("for them")


def test_a_word_changed_is_still_found():
    passage = "As the Committee said, it would leave an opening for them. It would be harmful to us all"
    assert found(passage).startswith("As the Committee has said")


@pytest.mark.parametrize("passage", ["", "…", "Nobody said that here at all.", LETTER + " And much more than it says."])
def test_what_is_not_there_is_none(passage):
    assert align(passage, LETTER) is None


@pytest.mark.django_db
def test_articles_are_stored_with_their_passages(tmp_path):
    letter = make_letter()
    with letter.file.file.open() as file:
        (tmp_path / "letter.pdf").write_bytes(file.read())
    article = {
        "file": "letter.pdf",
        "publication": "The Pilot",
        "title": "Lamps",
        "published_text": "May 2025",
        "passages": ["The old lamps 'fail on one night in nine'", "never said"],
    }
    (tmp_path / "other.pdf").write_bytes(b"another")
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps([article, article | {"file": "other.pdf"}]))
    for _ in range(2):
        assert load_coverage(path) == ["The Pilot, “Lamps”: the letter other.pdf is not in the archive."]
    coverage = Coverage.objects.get()
    assert (coverage.letter, coverage.published_text) == (letter, "May 2025")
    there, missing = coverage.passages.all()
    assert letter.transcript.text[there.start : there.end] == "the old lamps “fail on one night in\nnine"
    assert (there.page, missing.start, missing.page) == (1, None, None)
    # After another reading they are aligned anew.
    CoveragePassage.objects.update(start=1, end=2, page=9)
    assert align_coverage(letter) == 1
    there.refresh_from_db()
    assert there.page == 1
