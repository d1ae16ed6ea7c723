"""Two letters that are read at the same moment, by two workers, find each other all the same."""

import datetime
import threading

import pytest
from django.db import connection, transaction

from tests.factories import NOW, make_agency, make_letter, make_member, make_reading, make_transcript, span_of
from tracker import linking
from tracker.models import LetterLink
from tracker.reading.rows import Direction, Fact, FactKind, Signer

MENTION = "your letter of March 3, 2025"


def make_reply(agency):
    blocks = ("April 2, 2025", "Dear Senators:", f"We thank you for {MENTION} about harbor lights.", "Ada Marsh")
    transcript = make_transcript(blocks)

    def fact(kind: FactKind, text: str, date: datetime.date) -> Fact:
        return Fact(kind=kind, text=text, span=span_of(transcript, text), rule="test", date=date)

    facts = (
        fact(FactKind.DATE, blocks[0], datetime.date(2025, 4, 2)),
        fact(FactKind.EARLIER_LETTER, MENTION, datetime.date(2025, 3, 3)),
    )
    signer = Signer(text="Ada Marsh", span=span_of(transcript, "Ada Marsh"), rule="test", name="Ada Marsh")
    letter = make_letter(reading=make_reading(blocks, facts=facts, signers=(signer,), direction=Direction.TO_CONGRESS))
    letter.signatures.update(agency=agency)
    return letter


@pytest.mark.parametrize("first", ["the letter", "the reply"])
def test_neither_misses_the_other(transactional_db, first):
    agency = make_agency("harbor-safety", name="Harbor Safety Administration")
    members = [make_member("R000001", last="Rivers"), make_member("H000001", first="Tom", last="Hale")]
    makers = {
        "the letter": lambda: make_letter(agencies=[agency], members=members),
        "the reply": lambda: make_reply(agency),
    }
    (second,) = set(makers) - {first}
    proposed, waiting, errors = threading.Event(), threading.Event(), []

    def other_worker() -> None:
        try:
            proposed.wait(20)
            with transaction.atomic():
                letter = makers[second]()
                waiting.set()
                linking.propose(letter, now=NOW)
        except Exception as error:  # To be raised where the test sees it.
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=other_worker)
    thread.start()
    with transaction.atomic():
        linking.propose(makers[first](), now=NOW)
        proposed.set()
        assert waiting.wait(20)
        # The other one has written its letter by now, and looks for ours, which is not there for it yet.
        thread.join(0.5)
    thread.join(20)
    assert not errors
    link = LetterLink.objects.get()
    assert (link.letter.direction, link.relation) == (Direction.TO_CONGRESS, "replies_to")
