"""Who holds a post, as a letter says it of one person."""

import pytest

from tracker.reading.speakers import posts_held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("the Department's Inspector General, Glenn Roe, wrote", {"Inspector General": "Inspector General Glenn Roe"}),
        ("Director Ann Poe wrote. The Director added", {"Director": "Director Ann Poe"}),
        ("Deputy Director Ann Poe wrote. The Director added", {}),
        ("the former Director, Ann Poe, wrote", {}),
        ("Director Ann Poe and Director Carl Moss wrote", {}),
        ("Secretary Ann Poe wrote", {}),
    ],
)
def test_a_post_has_its_one_holder(text, held):
    assert posts_held(text) == held
