"""Who told those who were told, and who speaks where a document does."""

import pytest

from tests.reading.test_wordings_of_speakers import read

CASES = [
    # whom they had asked
    ('Mr. Poe reported it to his superiors and was told "not to worry about the money."', "his superiors"),
    ('At 9:52 p.m. a clerk telephoned your control room and was told that "all is well here."', "your control room"),
    # by whom, or in what
    ('Some were then told by a claims agent that they were "outside the eligible zone."', "claims agent"),
    ('Workers were instructed in a message from their foreman to "finish the line first."', "foreman"),
    ('The Census Bureau keeps a page where families are told that it "is safe to answer all of it."', "Census Bureau"),
    # who says that they were
    ('One clerk stated that she was told to "say it is the law and move on."', "One clerk"),
    ('According to Ms. Poe, inspectors were told to "sign the forms and move on."', "Poe"),
    # a document that somebody made, and one that somebody got
    ('The Coast Guard announced it in a release that speaks of "a proven leader with deep roots."', "Coast Guard"),
    ('The Board presented a summary. The summary says that there will be "no loss of service here."', "Board"),
    ('The Board wrote a report. Chapter 4 of the report says that "many sites have not been marked."', "Board"),
]
NOBODY = [
    'She was sent a form letter which said that "records of this kind are not open."',
    'Mrs. Roe received a second notice, warning that failure to appear "may result in removal."',
    'Ms. Roe applied in May. The notice that she received reads, in full, "Your application has been refused."',
    'Ms. Roe applied in May. A second notice told her that "no appeal may be taken from this decision."',
    'Dr. Attar found lead in the water. Her findings were at first dismissed as "near hysteria over some numbers."',
    'Many of them were turned away despite 38 U.S.C. 1710, which provides that the clinic "shall furnish care."',
]


@pytest.mark.parametrize(("text", "speaker"), CASES)
def test_who_told_is_named(text: str, speaker: str) -> None:
    assert speaker in read([text])[-1].speaker


@pytest.mark.parametrize("text", NOBODY)
def test_whoever_got_it_did_not_say_it(text: str) -> None:
    assert read([text])[-1].speaker == ""
