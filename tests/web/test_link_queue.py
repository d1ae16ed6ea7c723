"""The queue of links: best first, filtered, both texts beside each other, decided one after the other, taken back."""

import pytest
from django.urls import reverse
from factories import (
    BLOCKS,
    NOW,
    make_action,
    make_action_link,
    make_agency,
    make_letter,
    make_letter_link,
    make_transcript,
    make_user,
    span_of,
)

from tracker.models import ActionLink, LetterLink, LinkState, Relation, Role

pytestmark = pytest.mark.django_db
QUEUE = "/desk/links/"


@pytest.fixture
def admin(client):
    user = make_user(Role.ADMIN, username="ann")
    client.force_login(user)
    return user


def shown(client, address=QUEUE, **data):
    return client.get(address, data, follow=True).context["link"]


def decide(client, link, verdict, *, address=QUEUE, **data):
    """Send the form that the page has for this link."""
    context = client.get(address).context
    which = "action" if isinstance(link, ActionLink) else "letter"
    sent = {"verdict": verdict, "was": link.state, "next": context["then"], "stay": context["stay"]} | data
    return client.post(reverse("desk_decide_link", args=[which, link.pk]), sent, follow=True)


def test_an_empty_queue_says_so(client, admin):
    assert "No link waits for a decision" in client.get(QUEUE).text
    assert "No link fits these filters" in client.get(QUEUE, {"state": "rejected"}).text


def test_the_pile_on_the_desk_leads_to_it(client, admin):
    make_action_link(make_letter(), make_action())
    assert client.get(reverse("desk"), {"pile": "links"}).url == QUEUE


def test_best_first_over_all_letters_of_both_kinds(client, admin):
    draft, public = make_letter(), make_letter(published=True)
    links = [
        make_action_link(draft, make_action(), score=8),
        make_action_link(public, make_action(), score=20),
        make_letter_link(public, draft, score=12),
        make_action_link(public, make_action(), score=12),
    ]
    order = [links[1], links[3], links[2], links[0]]
    found, address = [], QUEUE
    while address:
        context = client.get(address).context
        found.append(context["link"])
        assert context["place"] == len(found)
        address = context["next_address"]
    assert found == order
    back = [found[-1]]
    address = context["before_address"]
    while address:
        context = client.get(address).context
        back.append(context["link"])
        address = context["before_address"]
    assert back == order[::-1]


def test_filters(client, admin):
    agency, other = make_agency("lamps"), make_agency("roads")
    bureau = make_agency("bulbs", parent=agency)
    first, second = make_letter(), make_letter()
    strong = make_action_link(first, make_action(agencies=[bureau]), score=30, relation=Relation.CITES)
    weak = make_action_link(second, make_action(agencies=[other]), score=2)
    open_ = make_action_link(second, make_action(), state=LinkState.UNDECIDED, reason="Wait.", score=9)
    pair = make_letter_link(second, first, score=12)
    for filters, wanted in [
        ({"relation": "cites"}, [strong]),
        ({"relation": "replies_to"}, [pair]),
        ({"agency": "lamps"}, [strong]),
        ({"agency": "roads"}, [weak]),
        ({"points": "weak"}, [weak]),
        ({"points": "strong"}, [strong, pair]),
        ({"state": "undecided"}, [open_]),
        ({"state": "all"}, [strong, pair, open_, weak]),
        ({"letter": str(first.pk)}, [strong, pair]),
    ]:
        context = client.get(QUEUE, filters).context
        assert [each for each, _, _ in context["rows"]] == wanted, filters
        assert context["total"] == len(wanted)


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        ({"state": "odd"}, "no state"),
        ({"relation": "caused"}, "no relation"),
        ({"points": "9"}, "no range"),
        ({"agency": "no\0where"}, "No agency is known"),
        ({"letter": "x"}, "no number of a letter"),
        ({"letter": "9" * 30}, "no number of a letter"),
        ({"colour": "red"}, "no filter “colour”"),
        ({"at": "action-99999999"}, "there no more"),
        ({"at": "nonsense"}, "there no more"),
        ({"page": "99"}, "no page 99"),
        ({"page": "x"}, "no page number"),
    ],
)
def test_what_an_address_cannot_ask_for_is_said(client, admin, filters, sentence):
    link = make_action_link(make_letter(), make_action())
    answer = client.get(QUEUE, filters)
    assert sentence in answer.text
    assert answer.context["link"] == link


def test_both_texts_stand_beside_each_other_with_the_evidence_marked(client, admin):
    span = span_of(make_transcript(), "How many lamps failed in the past year?")
    items = [
        {
            "kind": "topic",
            "points": 3.5,
            "sentence": "Both speak of “lamps” and “failing”.",
            "letter_span": [span.start, span.end],
            "letter_words": "How many lamps failed in the past year?",
            "other_field": "title",
            "other_words": "Failing Lamps",
        }
    ]
    text = (
        "Preamble.\n\nThe Administration was asked why each lamp that was failing is still a lamp.\n\nEnd <b>here</b>."
    )
    action = make_action(title="Failing Lamps & Others", abstract="On lamps.", text=text)
    make_action_link(make_letter(), action, evidence=items)
    page = client.get(QUEUE).text
    assert '<mark class="named shared">lamps</mark>' in page
    assert '<mark class="named"> failed in the past year?</mark>' in page
    assert '<mark class="shared">Failing</mark> <mark class="shared">Lamps</mark> &amp; Others' in page
    assert 'that was <mark class="shared">failing</mark> is still' in page
    assert "Preamble." not in page
    assert 'id="mark-why-1"' in page
    assert "3.5" in page


def test_a_letter_beside_the_earlier_one(client, admin):
    earlier = make_letter(title="The earlier one")
    items = [{"kind": "topic", "points": 2, "sentence": "Both speak of “lamps”.", "letter_span": None}]
    make_letter_link(make_letter(), earlier, evidence=items)
    answer = client.get(QUEUE)
    assert "The earlier one" in answer.text
    assert answer.context["earlier"].passages
    assert '<mark class="shared">lamps</mark>' in answer.text


def test_a_huge_text_is_looked_through_at_its_beginning(client, admin):
    action = make_action(text="lamps and lights " * 40_000)
    items = [{"kind": "topic", "points": 2, "sentence": "Both speak of “lamps” and “lights”.", "letter_span": None}]
    make_action_link(make_letter(), action, evidence=items)
    answer = client.get(QUEUE)
    assert "Only the beginning of its text" in answer.text
    assert len(answer.content) < 60_000


@pytest.mark.parametrize(
    ("evidence", "blocks"), [([], BLOCKS), ([{"sentence": "x", "letter_span": [5, 900000]}], BLOCKS), ([{}], ["Hm."])]
)
def test_odd_evidence_breaks_nothing(client, admin, evidence, blocks):
    make_action_link(make_letter(blocks=blocks), make_action(published_date=None), evidence=evidence)
    assert client.get(QUEUE).status_code == 200


@pytest.mark.parametrize("verdict", ["confirmed", "rejected", "undecided"])
def test_after_a_decision_the_next_is_shown(client, admin, verdict):
    letter = make_letter()
    first, second = (make_action_link(letter, make_action(), score=score) for score in (20, 10))
    answer = decide(client, first, verdict, reason="I looked.", relation="cites")
    first.refresh_from_db()
    assert (first.state, first.reason, first.relation, first.decided_by) == (verdict, "I looked.", "cites", admin)
    assert answer.context["link"] == second
    assert answer.context["undo"].link == first


def test_at_the_end_of_the_list_it_begins_anew(client, admin):
    letter = make_letter()
    first, last = (make_action_link(letter, make_action(), score=score) for score in (20, 10))
    answer = decide(client, last, "confirmed", address=f"{QUEUE}?at=action-{last.pk}")
    assert answer.context["link"] == first
    assert "the end of the list" in answer.text


def test_the_filters_stay(client, admin):
    letter, other = make_letter(), make_letter()
    first = make_action_link(letter, make_action(), score=20)
    make_action_link(other, make_action(), score=15)
    second = make_action_link(letter, make_action(), score=10)
    answer = decide(client, first, "confirmed", address=f"{QUEUE}?letter={letter.pk}")
    assert answer.context["link"] == second
    assert answer.context["filters"].letter == letter.pk


def test_a_decision_is_taken_back_as_it_was(client, admin):
    link = make_action_link(make_letter(), make_action(), state=LinkState.UNDECIDED, reason="Wait.", decided_at=NOW)
    address = f"{QUEUE}?state=undecided"
    answer = decide(client, link, "confirmed", address=address, relation="answers")
    undo = answer.context["undo"]
    assert "Undo" in answer.text
    client.post(
        reverse("desk_decide_link", args=["action", link.pk]),
        {"verdict": undo.was, "was": "confirmed", "reason": undo.reason, "relation": undo.relation, "next": undo.back},
    )
    link.refresh_from_db()
    assert (link.state, link.reason, link.relation) == ("undecided", "Wait.", "same_subject")
    assert client.get(QUEUE).context["undo"] is None


@pytest.mark.parametrize("verdict", ["rejected", "undecided"])
def test_without_a_reason_it_stays_and_says_so(client, admin, verdict):
    link = make_action_link(make_letter(), make_action())
    make_action_link(make_letter(), make_action(), score=20)
    answer = decide(client, link, verdict, address=f"{QUEUE}?at=action-{link.pk}", relation="cites")
    assert "Say w" in answer.text
    assert answer.context["link"] == link
    assert answer.context["relation"] == "cites"
    link.refresh_from_db()
    assert link.state == LinkState.PROPOSED


def test_the_second_of_two_is_told_and_loses_nothing(client, admin):
    link = make_letter_link(make_letter(), make_letter())
    LetterLink.objects.update(state=LinkState.REJECTED, reason="Other lamps.", decided_by=make_user(username="bo"))
    address = f"{QUEUE}?at=letter-{link.pk}"
    answer = decide(client, link, "confirmed", address=address, reason="Same lamps.")
    assert "This was rejected in the meantime by bo: “Other lamps.”. Nothing was changed." in answer.text
    assert answer.context["link"] == link
    assert answer.context["reason"] == "Same lamps."
    link.refresh_from_db()
    assert link.state == LinkState.REJECTED


def test_what_was_decided_can_be_found_and_opened_again(client, admin):
    link = make_action_link(make_letter(), make_action(), state=LinkState.REJECTED, reason="No.", decided_at=NOW)
    assert shown(client, state="rejected") == link
    decide(client, link, "proposed", address=f"{QUEUE}?state=rejected")
    assert shown(client) == link


def test_ten_thousand_cost_no_more_questions_than_ten(client, admin, django_assert_max_num_queries):
    letter = make_letter()
    action = make_action()
    make_action_link(letter, action, score=99)
    letters = [make_letter(blocks=["Lamps."], with_images=False) for _ in range(3)]
    for each in letters:
        make_letter_link(each, letter)
    with django_assert_max_num_queries(40) as few:
        client.get(QUEUE)
    kinds = [{**vars(action), "pk": None, "id": None, "document_number": f"n-{number}"} for number in range(300)]
    for kind in kinds:
        for name in ("_state", "pk"):
            kind.pop(name)
    actions = type(action).objects.bulk_create([type(action)(**kind) for kind in kinds])
    ActionLink.objects.bulk_create(
        ActionLink(letter=letter, action=each, relation="same_subject", score=number, proposed_at=NOW)
        for number, each in enumerate(actions)
    )
    with django_assert_max_num_queries(len(few)):
        answer = client.get(QUEUE, {"at": f"action-{ActionLink.objects.order_by('score').first().pk}"})
    assert answer.context["place"] == answer.context["total"] == 304
    assert len(answer.content) < 120_000
