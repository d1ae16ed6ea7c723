"""Lists of organizations: whom a letter speaks with is not what it is about."""

import pytest

from tracker.linking.candidates import rank
from tracker.linking.listed import organizations_listed
from tracker.linking.subject import terms_of_letter
from tracker.linking.views import ASKED, ActionView, LetterView, Passage

LISTED = "the National Pilots Council, the Dredge Owners Association, and the Kiln Federation of America"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"You told {LISTED}, that it is late.", [LISTED.removeprefix("the ")]),
        ("We heard the Dredge Owners Society and the Lamp League.", ["Dredge Owners Society and the Lamp League"]),
        ("We heard the Dredge Owners Association.", []),
        ("the Pilots Council. The Lamp Society", []),
        ("Pilots, dredges, and the Lamp Society", []),
        ("councils, associations and federations", []),
    ],
)  # fmt: skip
def test_two_or_more_in_a_row_are_a_list(text, found):
    assert [text[start:end] for start, end in organizations_listed(text)] == found


def test_what_organizations_are_called_after_is_not_the_letters_matter():
    listing = f"You told {LISTED} that inspectors stay at home."
    letter = LetterView(date=None, asks=(Passage(listing, 0, ASKED),), body=Passage(f"{listing} A dredge was seen.", 0))
    known = terms_of_letter(letter)
    assert "kiln" not in known
    assert not any(stem.startswith("pilot") for stem in known)
    # What stands elsewhere too counts there.
    [dredge] = [each for stem, each in known.items() if stem.startswith("dredg")]
    assert dredge.weight < ASKED
    action = ActionView(key=1, title="Pilots and Kilns", published=None)
    assert rank(letter, [action])[0].score == 0
