"""Who "the insurer" or "the Director" is: the name that a common noun takes up, and where none is."""

import pytest

from tests.reading.test_wordings_of_speakers import read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Meridian Rail cut its service. The company said that this "will serve everybody better."', "Meridian Rail"),
        ('We saw a memo from Trellis Health. In it, the insurer says to "deny all of them once."', "Trellis Health"),
        ('The D.C. Circuit spoke to this. "No agency may do so without a reason," the court said.', "D.C. Circuit"),
        ('Captain Roe told Commander Paxton. The commander said that it "will have to wait a while."', "Paxton"),
        (
            'The Hartford Courant reported it. The newspaper wrote that it "took us all by surprise."',
            "Hartford Courant",
        ),
        # Two may be meant, or a person, or none.
        (
            'We wrote to Roe Rail and Poe Rail. It was a pity. The company said it "had no choice at all."',
            "the company",
        ),
        ('Ann Poe met with us. The company said that it "had no choice in the matter at all."', "the company"),
        ('It was a pity. The company said that it "had no choice in the matter at all."', "the company"),
    ],
)
def test_whom_a_common_noun_takes_up(text: str, speaker: str) -> None:
    assert speaker in read([text])[-1].speaker
