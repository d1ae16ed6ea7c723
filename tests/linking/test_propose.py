"""What is proposed is stored with its reasons, kept in step, and never against a person's decision."""

import datetime

import pytest

from tests.factories import (
    NOW,
    make_action,
    make_agency,
    make_letter,
    make_member,
    make_reading,
    make_transcript,
    make_user,
    span_of,
)
from tracker import linking
from tracker.linking.gather import letter_view
from tracker.models import ActionLink, ActionWaiting, Letter, LetterLink, LinkSearch, LinkState, Relation
from tracker.reading import rows
from tracker.reading.rows import Direction, Fact, FactKind

pytestmark = pytest.mark.django_db

LATER = NOW + datetime.timedelta(days=1)
TITLE = "Harbor Lights: Inspection Logs of Lamps That Failed"


@pytest.fixture
def department():
    return make_agency("harbor-department")


@pytest.fixture
def agency(department):
    return make_agency("harbor-safety", name="Harbor Safety Administration", parent=department)


def make_noise(agency, count=40):
    for number in range(count):
        make_action(
            title=f"Drawbridge Operation {number}: Long Creek", document_number=f"2025-{number}", agencies=[agency]
        )


def test_what_followed_what_is_cited_and_what_was_searched(agency):
    make_noise(agency)
    answer = make_action(title=TITLE, document_number="2025-9001", agencies=[agency])
    cited = make_action(
        title="Harbor Lights",
        document_number="2025-9002",
        citation="90 FR 1234",
        published_date=datetime.date(2025, 1, 7),
    )
    letter = make_letter(agencies=[agency])
    done = linking.propose(letter, now=NOW)
    links = {link.action: link for link in letter.action_links.all()}
    assert set(links) == {answer, cited}
    assert done.actions == 2
    looked = linking.searched(letter)
    assert (looked.searched_at, looked.actions, looked.agencies, looked.none_above) == (NOW, 0, 2, False)
    ActionWaiting.objects.all().delete()
    assert linking.searched(letter).actions == 41
    assert links[answer].relation == Relation.SAME_SUBJECT
    assert links[cited].relation == Relation.CITED
    assert links[answer].state == LinkState.PROPOSED
    assert links[answer].score == pytest.approx(sum(item["points"] for item in links[answer].evidence), abs=0.05)
    topic = next(item for item in links[answer].evidence if item["kind"] == "topic")
    start, end = topic["letter_span"]
    assert topic["letter_words"] in letter.transcript.text[start:end].replace("\n", " ")
    assert topic["other_words"] == TITLE
    assert LinkSearch.objects.get().best_score == links[answer].score


def test_nothing_found_is_stored_too(agency):
    make_noise(agency)
    letter = make_letter(agencies=[agency])
    linking.propose(letter, now=NOW)
    assert not ActionLink.objects.exists()
    ActionWaiting.objects.all().delete()
    assert (linking.searched(letter).actions, linking.searched(letter).none_above) == (40, True)


def test_an_archive_without_actions_is_searched(agency):
    letter = make_letter(agencies=[agency])
    assert linking.searched(letter) is None
    linking.propose(letter, now=NOW)
    assert linking.searched(letter).actions == LinkSearch.objects.get().best_score == 0


def test_a_letter_without_date_or_agency_finds_what_it_cites():
    cited = make_action(citation="90 FR 1234", document_number="2025-1")
    letter = make_letter(letter_date=None)
    linking.propose(letter, now=NOW)
    assert [(link.action, link.relation) for link in letter.action_links.all()] == [(cited, Relation.CITED)]


def test_running_it_again_changes_nothing(agency):
    make_noise(agency)
    make_action(title=TITLE, document_number="2025-9001", agencies=[agency])
    letter = make_letter(agencies=[agency])
    linking.propose(letter, now=NOW)
    before = list(ActionLink.objects.values())
    linking.propose(letter, now=LATER)
    assert list(ActionLink.objects.values()) == before
    assert LinkSearch.objects.get().searched_at == LATER


def test_the_agencies_below_and_above_are_searched(department, agency):
    below = make_agency("harbor-lamps-office", name="Lamps Office", parent=agency)
    for number, holder in enumerate((department, below, make_agency("elsewhere"))):
        make_action(title=TITLE, document_number=f"2025-{number}", agencies=[holder])
    letter = make_letter(agencies=[agency])
    linking.propose(letter, now=NOW)
    ActionWaiting.objects.all().delete()
    assert linking.searched(letter).actions == 2


def test_a_decision_stands_and_an_unsupported_proposal_goes(agency):
    make_noise(agency)
    rejected = make_action(title=TITLE, document_number="2025-9001", agencies=[agency])
    stale = make_action(title=f"{TITLE} Again", document_number="2025-9002", agencies=[agency])
    letter = make_letter(agencies=[agency])
    linking.propose(letter, now=NOW)
    ActionLink.objects.filter(action=rejected).update(
        state=LinkState.REJECTED, reason="Another harbor.", decided_by=make_user(), decided_at=NOW, score=1
    )
    for action in (rejected, stale):
        action.title = "Drawbridge Operation: Short Creek"
        action.save()
    linking.propose(letter, now=LATER)
    link = ActionLink.objects.get()
    assert (link.action, link.state, link.reason, link.score) == (rejected, LinkState.REJECTED, "Another harbor.", 1)


def test_a_docket_leads_past_the_years(agency):
    make_noise(agency)
    make_action(
        title=f"{TITLE}; Lamps Inspection", document_number="2025-9001", agencies=[agency], dockets=["HSA-2025-0001"],
        abstract="The inspection logs of lamps that failed must be kept by pilots.",
    )  # fmt: skip
    years_later = make_action(
        title="Inspection of Harbor Lamps",
        document_number="2031-1",
        agencies=[agency],
        published_date=datetime.date(2031, 1, 7),
        dockets=["HSA-2025-0001"],
    )
    letter = make_letter(agencies=[agency])
    linking.propose(letter, now=NOW)
    assert letter.action_links.get(action=years_later).relation == Relation.SAME_DOCKET


def test_a_dismissed_citation_counts_no_more():
    make_action(citation="90 FR 1234", document_number="2025-1")
    letter = make_letter()
    linking.propose(letter, now=NOW)
    assert letter.action_links.count() == 1
    letter.citations.update(review_state="dismissed")
    linking.propose(letter, now=LATER)
    assert letter.action_links.count() == 0


def asking_and_reply(agency, *, mention="your letter of March 3, 2025", date=datetime.date(2025, 3, 3)):
    """Return makers of a letter of 3 March 2025 and of the reply to it."""
    members = [make_member("R000001", last="Rivers"), make_member("H000001", first="Tom", last="Hale")]

    def reply():
        blocks = ("April 2, 2025", "Dear Senators:", f"We thank you for {mention} about harbor lights.", "Ada Marsh")
        transcript = make_transcript(blocks)
        fact = Fact(
            kind=FactKind.EARLIER_LETTER, text=mention, span=span_of(transcript, mention), rule="test", date=date
        )
        day = Fact(
            kind=FactKind.DATE, text=blocks[0], span=span_of(transcript, blocks[0]), rule="test",
            date=datetime.date(2025, 4, 2),
        )  # fmt: skip
        signer = rows.Signer(text="Ada Marsh", span=span_of(transcript, "Ada Marsh"), rule="test", name="Ada Marsh")
        reading = make_reading(blocks, facts=(day, fact), signers=(signer,), direction=Direction.TO_CONGRESS)
        letter = make_letter(reading=reading)
        letter.signatures.update(agency=agency)
        return letter

    return (lambda: make_letter(agencies=[agency], members=members)), reply


def test_a_reply_is_linked_with_the_letter_that_it_names(agency):
    ask, reply = asking_and_reply(agency)
    asking, answer = ask(), reply()
    done = linking.propose(answer, now=NOW)
    link = LetterLink.objects.get()
    assert (link.letter, link.earlier, link.relation, done.letters) == (answer, asking, "replies_to", 1)
    named = link.evidence[0]
    assert (named["kind"], named["letter_words"]) == ("names_letter", "your letter of March 3, 2025")
    linking.propose(answer, now=LATER)
    assert LetterLink.objects.get().proposed_at == NOW


def test_a_reply_that_came_in_first_is_linked_when_its_letter_comes(agency):
    ask, reply = asking_and_reply(agency)
    answer = reply()
    linking.propose(answer, now=NOW)
    assert not LetterLink.objects.exists()
    asking = ask()
    linking.propose(asking, now=NOW)
    link = LetterLink.objects.get()
    assert (link.letter, link.earlier) == (answer, asking)


def test_a_decided_pair_stands(agency):
    ask, reply = asking_and_reply(agency)
    ask()
    answer = reply()
    linking.propose(answer, now=NOW)
    LetterLink.objects.update(state=LinkState.REJECTED)
    answer.facts.filter(kind=FactKind.EARLIER_LETTER).delete()
    linking.propose(answer, now=LATER)
    assert LetterLink.objects.get().state == LinkState.REJECTED
    LetterLink.objects.update(state=LinkState.PROPOSED)
    linking.propose(answer, now=LATER)
    assert not LetterLink.objects.exists()


def test_another_date_means_another_letter(agency):
    ask, reply = asking_and_reply(agency, mention="your letter of March 4, 2025", date=datetime.date(2025, 3, 4))
    ask()
    linking.propose(reply(), now=NOW)
    assert not LetterLink.objects.exists()


def test_where_the_letter_gives_words_of_others_is_known_and_its_own_terms_are_not_among_it(agency):
    letter = make_letter(agencies=[agency])
    text = letter.transcript.text
    quoted = letter_view(letter).quoted
    assert [text[start:end] for start, end in quoted] == ["fail on one night in\nnine,", "steer by memory."]
    letter.quotations.filter(text__startswith="steer").update(kind=rows.QuotationKind.DEFINED_TERM)
    assert letter_view(Letter.objects.get()).quoted == quoted[:1]


def test_wording_that_the_letter_quotes_does_not_count(agency):
    make_noise(agency)
    action = make_action(
        title=TITLE,
        abstract="Old harbor lamps fail on one night in nine.",
        document_number="2025-9003",
        agencies=[agency],
    )
    letter = make_letter(agencies=[agency])

    def shared():
        linking.propose(letter, now=NOW)
        items = letter.action_links.get(action=action).evidence
        return [item["letter_words"] for item in items if item["kind"] == "wording"]

    with_quotations = shared()
    letter.quotations.all().delete()
    assert "fail on one night in nine" in " ".join(shared())
    assert "fail on one night in nine" not in " ".join(with_quotations)
