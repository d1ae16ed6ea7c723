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
        # The name stands beside the noun, before or behind it, or bears it as a title.
        (
            'The insurer, Liberty Crest, refused to pay. It told her that it "was excluded by the policy."',
            "Liberty Crest",
        ),
        ('Stellar Dynamics, a contractor, built it. The contractor said it "was tested twice."', "Stellar Dynamics"),
        ('We saw Warden Prentiss. "Come any day you like and see for yourselves," the warden said.', "Warden Prentiss"),
        ('The maps are those of a firm, Geodyne. That firm’s note admits that they "were not verified."', "Geodyne"),
        # An agency by another's name than the one that is written to.
        (
            'The Centers for Disease Control and Prevention wrote it. The agency says that it "is no surprise."',
            "Centers for Disease Control",
        ),
        ('Half of it was lost. More of it will be. The company said it "had no choice at all."', "the company"),
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
