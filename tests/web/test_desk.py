"""The desk: uploading, watching, checking rows, deciding links, publishing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from factories import (
    make_action,
    make_action_link,
    make_agency,
    make_letter,
    make_letter_link,
    make_member,
    make_user,
    make_waiting_letter,
    pdf_bytes,
)

from tracker import tasks
from tracker.models import EventKind, Letter, LinkState, Publication, ReviewState, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = make_user(Role.ADMIN)
    client.force_login(user)
    return user


@pytest.fixture
def rung(monkeypatch):
    """The letters for which the broker was told."""
    calls = []
    monkeypatch.setattr(tasks.process_letter, "delay_on_commit", lambda *, letter_id: calls.append(letter_id))
    return calls


def pdf(name="letter.pdf", content=None):
    return SimpleUploadedFile(name, pdf_bytes() if content is None else content, "application/pdf")


def do(client, letter, which, row, **data):
    return client.post(reverse("desk_row_verb", args=[letter.pk, which, row.pk]), data, follow=True)


# Uploading


def test_many_files_become_many_letters_each_rung_for(client, admin, rung):
    answer = client.post(reverse("desk_upload"), {"pdfs": [pdf("a.pdf"), pdf("b.pdf")]}, follow=True)
    letters = list(Letter.objects.order_by("pk"))
    assert [str(letter.file) for letter in letters] == ["a.pdf", "b.pdf"]
    assert rung == [letter.pk for letter in letters]
    assert "2 letters received" in answer.text
    assert all(letter.file.uploaded_by == admin for letter in letters)


def test_the_same_bytes_again_lead_to_the_letter_that_is_there(client, admin, rung):
    content = pdf_bytes()
    client.post(reverse("desk_upload"), {"pdfs": [pdf("a.pdf", content)]})
    answer = client.post(reverse("desk_upload"), {"pdfs": [pdf("copy.pdf", content)]}, follow=True)
    letter = Letter.objects.get()
    assert f"already here, as letter {letter.pk}" in answer.text


def test_a_bad_file_among_good_ones_stops_none(client, admin, rung, settings):
    settings.MAX_FILE_BYTES = 1000
    files = [pdf("good.pdf"), pdf("huge.pdf", b"%PDF-" + b"x" * 2000), pdf("note.txt", b"hello"), pdf("none.pdf", b"")]
    answer = client.post(reverse("desk_upload"), {"pdfs": files}, follow=True)
    assert "huge.pdf: This file has" in answer.text
    kept = Letter.objects.order_by("pk")
    assert [str(letter.file) for letter in kept] == ["good.pdf", "note.txt", "none.pdf"]
    assert "This is not a PDF" in answer.text
    assert "This file has no pages" in answer.text
    assert rung == [kept[0].pk]


def test_no_file_and_a_bad_address_are_said(client, admin):
    answer = client.post(reverse("desk_upload"), {"source_url": "nowhere"})
    assert answer.status_code == 422
    assert "Choose at least one PDF" in answer.text
    assert "whole web address" in answer.text


def test_source_and_wish_to_publish_are_kept(client, admin, rung):
    data = {"pdfs": [pdf()], "source_url": "https://www.senate.gov/letter.pdf", "publish": "on"}
    client.post(reverse("desk_upload"), data)
    letter = Letter.objects.get()
    assert letter.file.source_url == "https://www.senate.gov/letter.pdf"
    assert letter.publish_when_read


def test_the_watched_state_is_told_as_json(client, admin):
    waiting, read = make_waiting_letter(), make_letter()
    answer = client.get(reverse("desk_status"), {"ids": f"{waiting.pk},{read.pk},x,99999999", "as": "json"})
    assert [(one["id"], one["state"]) for one in answer.json()["letters"]] == [
        (waiting.pk, "waiting"),
        (read.pk, "read"),
    ]


# Piles


@pytest.mark.parametrize("pile", ["person", "reading", "check", "links", "published"])
def test_an_empty_pile_says_so(client, admin, pile):
    assert "empty" in client.get(reverse("desk"), {"pile": pile}, follow=True).text


def test_each_letter_lies_on_its_pile(client, admin):
    make_waiting_letter(name="waiting.pdf")
    make_waiting_letter(name="broken.pdf", reading_state="needs_person", problem_sentence="This PDF is damaged.")
    make_letter(name="draft.pdf")
    make_letter(name="public.pdf", published=True)
    piles = {"reading": "waiting.pdf", "person": "broken.pdf", "check": "draft.pdf", "published": "public.pdf"}
    for pile, name in piles.items():
        text = client.get(reverse("desk"), {"pile": pile}).text
        assert [other for other in piles.values() if other in text] == [name]
    assert "This PDF is damaged." in client.get(reverse("desk")).text


def test_an_unknown_pile_is_said(client, admin):
    assert "no pile “nonsense”" in client.get(reverse("desk"), {"pile": "nonsense"}).text


def test_a_full_pile_asks_a_fixed_number_of_questions(client, admin, django_assert_max_num_queries):
    for _ in range(8):
        make_letter(with_images=False)
    with django_assert_max_num_queries(20):
        client.get(reverse("desk"), {"pile": "check"})


# Checking rows


def test_the_review_page_shows_rows_beside_the_page(client, admin):
    letter = make_letter()
    text = client.get(reverse("desk_letter", args=[letter.pk])).text
    for words in ("Ada Marsh", "Jane Q. Rivers", "steer by memory.", "Coast Survey", "90 FR 1234", "April 1, 2025"):
        assert words in text
    assert 'href="#quote-2"' in text
    assert 'id="quote-2"' in text


def test_a_row_is_confirmed(client, admin):
    letter = make_letter()
    row = letter.signatures.first()
    do(client, letter, "signature", row, verb="confirm")
    row.refresh_from_db()
    assert (row.review_state, row.reviewed_by) == (ReviewState.CONFIRMED, admin)
    assert letter.events.filter(kind=EventKind.ROW_CONFIRMED, actor=admin).exists()


def test_all_rows_of_a_kind_are_confirmed_at_once_but_what_was_decided_stays(client, admin):
    letter = make_letter()
    dismissed, other = letter.signatures.all()
    do(client, letter, "signature", dismissed, verb="dismiss")
    url = reverse("desk_letter_verb", args=[letter.pk])
    client.post(url, {"verb": "confirm_all", "kind": "signature"})
    dismissed.refresh_from_db()
    other.refresh_from_db()
    assert (dismissed.review_state, other.review_state) == (ReviewState.DISMISSED, ReviewState.CONFIRMED)
    assert set(letter.quotations.values_list("review_state", flat=True)) == {ReviewState.EXTRACTED}
    assert "Nothing was done" in client.post(url, {"verb": "confirm_all", "kind": "x"}, follow=True).text


def test_a_row_is_dismissed_and_restored(client, admin):
    letter = make_letter()
    row = letter.quotations.first()
    do(client, letter, "quotation", row, verb="dismiss")
    row.refresh_from_db()
    assert row.review_state == ReviewState.DISMISSED
    do(client, letter, "quotation", row, verb="restore")
    row.refresh_from_db()
    assert row.review_state == ReviewState.EXTRACTED


def test_a_row_is_corrected_and_what_was_read_is_kept(client, admin):
    letter = make_letter()
    row = letter.quotations.first()
    data = {"verb": "correct", "text": row.text, "kind": row.kind, "speaker": "National Coast Survey", "source": ""}
    do(client, letter, "quotation", row, **data)
    row.refresh_from_db()
    assert (row.speaker, row.review_state) == ("National Coast Survey", ReviewState.CORRECTED)
    assert row.as_read == {"speaker": "Coast Survey"}


def test_agency_and_member_are_chosen_by_name_and_bioguide(client, admin):
    agency = make_agency("harbor-safety-administration", name="Harbor Safety Administration", aliases=["HSA"])
    member = make_member("R000999", first="Jane", last="Rivers")
    letter = make_letter()
    recipient, signature = letter.recipients.get(), letter.signatures.first()
    fields = {"name": recipient.name, "title": recipient.title, "organization": recipient.organization}
    do(client, letter, "recipient", recipient, verb="correct", agency="hsa", **fields)
    do(client, letter, "signature", signature, verb="correct", member="r000999", name=signature.name, title="")
    recipient.refresh_from_db()
    signature.refresh_from_db()
    assert recipient.agency == agency
    assert signature.member == member


def test_an_agencys_name_is_learnt_for_all_letters(client, admin):
    agency = make_agency("harbor-office", name="Harbor Office")
    letter, other = make_letter(), make_letter()
    row = letter.recipients.get()
    fields = {"name": row.name, "title": row.title, "organization": row.organization, "learn": "on"}
    do(client, letter, "recipient", row, verb="correct", agency="Harbor Office", **fields)
    assert agency.names.filter(folded="harbor safety administration").exists()
    assert other.recipients.get().agency == agency


@pytest.mark.parametrize(
    ("kind", "data", "sentence"),
    [
        ("recipient", {"name": "x", "agency": "No Such Agency"}, "No agency is known as"),
        ("signature", {"name": "x", "member": "Z999999"}, "No member of Congress has the Bioguide ID"),
        ("deadline", {"text": "soon", "date": "2025-02-30"}, "Enter a valid date"),
        ("quotation", {"text": "", "kind": "quotation"}, "This field is required"),
    ],
)
def test_a_wrong_correction_changes_nothing_and_is_said(client, admin, kind, data, sentence):
    letter = make_letter()
    rows = {"recipient": letter.recipients, "signature": letter.signatures, "deadline": letter.deadlines}
    row = rows.get(kind, letter.quotations).first()
    answer = do(client, letter, kind, row, verb="correct", **data)
    assert answer.status_code == 422
    assert sentence in answer.text
    row.refresh_from_db()
    assert row.review_state == ReviewState.EXTRACTED


def test_a_row_is_entered_by_hand(client, admin):
    letter = make_letter()
    url = reverse("desk_new_row", args=[letter.pk, "citation"])
    client.post(url, {"text": "46 USC 70001", "kind": "usc", "normalized": "46 USC 70001"})
    row = letter.citations.get(normalized="46 USC 70001")
    assert row.review_state == ReviewState.ENTERED


def test_a_row_of_another_letter_is_not_found(client, admin):
    letter, other = make_letter(), make_letter()
    answer = do(client, letter, "quotation", other.quotations.first(), verb="dismiss")
    assert answer.status_code == 404


@pytest.mark.parametrize("verb", ["", "explode"])
def test_an_unknown_verb_does_nothing_and_says_so(client, admin, verb):
    letter = make_letter()
    assert "Nothing was done" in do(client, letter, "quotation", letter.quotations.first(), verb=verb).text
    answer = client.post(reverse("desk_letter_verb", args=[letter.pk]), {"verb": verb}, follow=True)
    assert "Nothing was done" in answer.text


def test_a_rows_form_is_there_only_while_it_is_corrected(client, admin):
    letter = make_letter()
    row = letter.signatures.first()
    address = reverse("desk_letter", args=[letter.pk])
    plain = client.get(address).text
    assert 'name="verb" value="correct"' not in plain
    assert f"edit=signature-{row.pk}#row-signature-{row.pk}" in plain
    opened = client.get(address, {"edit": f"signature-{row.pk}"}).text
    assert opened.count('name="verb" value="correct"') == 1
    assert f'id="id-signature-{row.pk}-name"' in opened
    alone = client.get(address, {"edit": f"signature-{row.pk}", "only": "row"}).text
    assert alone.count("<li") == 1
    assert f'id="id-signature-{row.pk}-name"' in alone
    assert "csrfmiddlewaretoken" in alone


@pytest.mark.parametrize("edit", ["", "signature-999999", "nonsense", "signature-x", "colour-1"])
def test_a_row_that_is_not_there_has_no_form(client, admin, edit):
    letter = make_letter()
    address = reverse("desk_letter", args=[letter.pk])
    assert 'value="correct"' not in client.get(address, {"edit": edit}).text
    assert client.get(address, {"edit": edit, "only": "row"}).status_code == 404


def test_the_row_alone_is_for_admins(client):
    letter = make_letter()
    row = letter.signatures.first()
    client.force_login(make_user(Role.STAFFER))
    address = reverse("desk_letter", args=[letter.pk])
    assert client.get(address, {"edit": f"signature-{row.pk}", "only": "row"}).status_code == 403


# Links


def test_a_link_is_accepted_rejected_with_a_reason_and_reopened(client, admin):
    link = make_action_link(make_letter(), make_action())
    url = reverse("desk_decide_link", args=["action", link.pk])
    client.post(url, {"verdict": "confirmed", "reason": "Same lamps."})
    link.refresh_from_db()
    assert (link.state, link.reason, link.decided_by) == (LinkState.CONFIRMED, "Same lamps.", admin)
    client.post(url, {"verdict": "proposed"})
    answer = client.post(url, {"verdict": "rejected"}, follow=True)
    assert "Say why" in answer.text
    client.post(url, {"verdict": "rejected", "reason": "Other lamps."})
    link.refresh_from_db()
    assert (link.state, link.reason) == (LinkState.REJECTED, "Other lamps.")


def test_a_link_between_letters_is_decided_from_the_queue(client, admin):
    link = make_letter_link(make_letter(), make_letter())
    url = reverse("desk_decide_link", args=["letter", link.pk])
    back = reverse("desk") + "?pile=links"
    answer = client.post(url, {"verdict": "confirmed", "next": back})
    assert answer.url == back
    link.refresh_from_db()
    assert link.state == LinkState.CONFIRMED


def test_next_leads_nowhere_else(client, admin):
    link = make_letter_link(make_letter(), make_letter())
    url = reverse("desk_decide_link", args=["letter", link.pk])
    answer = client.post(url, {"verdict": "confirmed", "next": "https://elsewhere.example/"})
    assert answer.url.startswith("/desk/")


def test_the_evidence_is_shown_with_its_points(client, admin):
    link = make_action_link(make_letter(), make_action(title="Harbor lamps"))
    text = client.get(reverse("desk"), {"pile": "links"}, follow=True).text
    assert "Harbor lamps" in text
    assert link.evidence[0]["sentence"] in text


# The letter


def test_publishing_and_withdrawing(client, admin):
    letter = make_letter()
    url = reverse("desk_letter_verb", args=[letter.pk])
    client.post(url, {"verb": "publish"})
    letter.refresh_from_db()
    assert letter.publication == Publication.PUBLISHED
    client.post(url, {"verb": "withdraw", "reason": "Wrong file."})
    letter.refresh_from_db()
    assert letter.publication == Publication.WITHDRAWN


def test_what_was_not_read_cannot_be_published(client, admin):
    letter = make_waiting_letter()
    answer = client.post(reverse("desk_letter_verb", args=[letter.pk]), {"verb": "publish"}, follow=True)
    assert "has not been read yet" in answer.text


def test_reading_again_rings(client, admin, rung):
    letter = make_letter()
    client.post(reverse("desk_letter_verb", args=[letter.pk]), {"verb": "reread"})
    assert rung == [letter.pk]


def test_a_title_is_written(client, admin):
    letter = make_letter()
    client.post(reverse("desk_letter_verb", args=[letter.pk]), {"verb": "title", "title": "Harbor lamps"})
    letter.refresh_from_db()
    assert (letter.title, letter.title_entered) == ("Harbor lamps", True)


def test_markup_in_a_letter_is_shown_as_text(client, admin):
    letter = make_letter(title="<script>alert(1)</script>")
    letter.quotations.update(text="<img src=x onerror=alert(1)>")
    text = client.get(reverse("desk_letter", args=[letter.pk])).text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
