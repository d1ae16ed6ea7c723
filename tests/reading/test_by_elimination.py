"""Who must have said it when no cue says so, and where that would be a guess."""

import pytest

from tests.reading.test_wordings_of_speakers import read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('The Inspector General examined forty files. The report says that none was "signed by anybody."', "Inspector"),
        (
            'The Circuit Court of Appeals rejected this, reasoning that no agency "may rewrite its own charter."',
            "Court",
        ),
        ('Mr. Everett met with us again that night. "Please do not let this happen to anybody else."', "Everett"),
        ('"It was sold before we knew of it," Ann Poe, a baker in Bath, grumbled at the hearing.', "Ann Poe"),
        (
            'The Board found that the gauge "was never read." The report also warns that it "may fail in a storm."',
            "Board",
        ),
        ('Your money, Mr. Roe told us, "is not a gift." It is "an investment in the peace of all of us."', "Roe"),
    ],
)
def test_who_is_left_is_named_and_said_to_be_so(text: str, speaker: str) -> None:
    row = read([text])[-1]
    assert speaker in row.speaker
    assert row.speaker_rule == "by elimination"
    assert row.confidence < 0.6


@pytest.mark.parametrize(
    "text",
    [
        'Ms. Roe ignored the report. The report says that the gauge was "not read for the better part of a year."',
        'Mr. Roe was told last spring that the gauge was "not read for the better part of a year."',
        'The Board has known since May that the gauge was "not read for the better part of a year."',
        'The Board must show that the gauge is "read by somebody who can read it, every day."',
        'Nobody at the Board explained that the gauge is "read by somebody who can read it, every day."',
        'Did the Board decide that the gauge is "read by somebody who can read it, every day"?',
    ],
)
def test_what_would_be_a_guess_stays_open(text: str) -> None:
    assert [row.speaker for row in read([text])] == [""]
