"""The heading under which a letter is listed."""

import pytest

from tracker.archive.title import title_for
from tracker.models import Agency, Letter, LetterFact, Member, Recipient, Signature, Term

LETTER = Letter()
COMMERCE = Agency(pk=1, slug="commerce-department", name="Commerce Department")
PRISONS = Agency(pk=2, slug="prisons-bureau", name="Prisons Bureau")
INHOFE = Member(bioguide="I000024", first="James", last="Inhofe")


def signers(count, title="United States Senator", **fields):
    return [Signature(name=f"Signer {number}", title=title, **fields) for number in range(1, count + 1)]


def to(*offices):
    return [Recipient(title=title, organization=organization) for title, organization in offices]


SECRETARIES = to(
    ("Secretary", "U.S. Department of Commerce"),
    ("Secretary of Energy", ""),
    ("Acting Secretary", "Department of the\nTreasury"),
    ("Secretary", "State Department"),
)


@pytest.mark.parametrize(
    ("signatures", "recipients", "title"),
    [
        (signers(6), SECRETARIES, "Six senators to the Secretaries of Commerce, Energy, the Treasury and State"),
        (signers(1), to(("Secretary of the Interior", "")), "Senator Signer 1 to the Secretary of the Interior"),
        (
            signers(26, "Member of Congress"),
            to(("Administrator", "Environmental Protection Agency")),
            "26 representatives to the Environmental Protection Agency",
        ),
        (
            [*signers(1), *signers(1, "Member of Congress")],
            to(("President", "The White House")),
            "Two members of Congress to the White House",
        ),
        (signers(1, "Chair", on_behalf_of="Committee on Rules"), to(("", "Meta")), "Committee on Rules to Meta"),
        (signers(2), [], "Letter from two senators"),
        ([], to(("Director", "U.S. Department of Justice")), "Letter to the Department of Justice"),
        (signers(2), to(*[("", f"Agency {number}") for number in range(5)]), "Two senators to five agencies"),
        (signers(2), [Recipient(name="Ada Marsh", title="Mayor")], "Two senators to Ada Marsh"),
        (
            signers(2),
            [Recipient(organization="FEDERAL BUREAU OF PRISONS", agency=PRISONS)],
            "Two senators to the Prisons Bureau",
        ),
        (
            signers(2),
            [Recipient(organization="Federal Bureau of Prisons", agency=PRISONS)],
            "Two senators to the Federal Bureau of Prisons",
        ),
        ([], [], ""),
    ],
)
def test_who_to_whom(signatures, recipients, title):
    assert title_for(LETTER, [], recipients, signatures) == title


def test_an_agency_answers_a_senator():
    letter = Letter(direction="to_congress")
    by = [Signature(name="Ann Lee", title="Assistant Secretary", agency=COMMERCE)]
    senator = Recipient(name="James M. Inhofe", title="United States Senator", member=INHOFE)
    assert title_for(letter, [], [senator], by) == "Commerce Department to Senator James M. Inhofe"
    assert title_for(letter, [], [senator, senator], by) == "Commerce Department to two senators"


def test_the_term_says_the_chamber_where_the_print_does_not():
    by = [Signature(name="James M. Inhofe", member=INHOFE, term=Term(member=INHOFE, chamber="senate"))]
    assert title_for(LETTER, [], [], by) == "Letter from Senator James M. Inhofe"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re:  Harbor\nlights.", "Harbor lights"),
        ("SUBJECT: Lamps", "Lamps"),
        ("Request for records", "Request for records"),
        ("Re:", "Two senators to Meta"),
        ("word " * 60, "word " * 38 + "word…"),
    ],
)
def test_the_subject_line_comes_first(subject, title):
    fact = LetterFact(kind="subject", text=subject)
    assert title_for(LETTER, [fact], to(("", "Meta")), signers(2)) == title
