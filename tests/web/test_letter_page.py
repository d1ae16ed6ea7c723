"""A letter's page shows each row where it stands, with its reasons, and each state of a letter as it is."""

import dataclasses
import datetime
import re

import factories
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from tracker import search
from tracker.models import (
    ActionWaiting,
    Coverage,
    LetterPage,
    LinkState,
    Publication,
    ReadingState,
    Relation,
    ReviewState,
)
from tracker.reading import rows
from tracker.reading.transcript import Span

pytestmark = pytest.mark.django_db


def text_of(client: Client, letter) -> str:
    response = client.get(f"/letters/{letter.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_each_row_is_marked_on_the_page_where_its_words_stand(client: Client):
    letter = factories.make_letter(published=True)
    text = text_of(client, letter)
    row = letter.quotations.get(order=0)
    page = letter.pages.get()
    box = page.boxes(row.start, row.end)[0]
    svg = text[text.index("<svg") : text.index("</svg>")]
    assert f'viewBox="0 0 {page.width:.1f} {page.height:.1f}"' in svg
    mark = svg[svg.index('id="mark-quote-1"') :]
    x, y = re.search(r'<rect x="([\d.-]+)" y="([\d.-]+)"', mark).groups()
    assert (float(x), float(y)) == pytest.approx((box.x0 - 1.2, box.y0 - 1.2), abs=0.1)
    assert {f"mark-{kind}-1" for kind in ("to", "signed", "ask", "quote")} <= set(re.findall(r'id="(mark-[^"]+)"', svg))


def test_what_a_letter_is_written_for_stands_at_its_top_and_in_lists(client: Client):
    letter = factories.make_letter(published=True)
    words = "We write about the new rule on harbor lights."
    start = letter.transcript.text.index(words)
    purpose = letter.facts.create(
        kind="purpose", text=words, start=start, end=start + len(words), page=1, order=99, rule="r", confidence=0.9
    )
    search.index(letter)
    assert f'“{words}” <a href="#page-1">page 1</a>' in text_of(client, letter)
    for address in ("/", "/letters/", "/search/?q=type:letter", "/search/feed.atom?q=lamps"):
        assert words in client.get(address).content.decode(), address
    # In what is found by words, these stand in its place.
    assert words not in client.get("/search/?q=lamps").content.decode()
    assert [hit.letter for hit in search.search('topic:"harbor lights"', AnonymousUser()).results] == [letter]
    asked = letter.requests.first()
    asked.kind, asked.text = "action", "We write to urge you to mend the old lamps."
    asked.save()
    letter.requests.exclude(pk=asked.pk).delete()
    assert "“urge you to mend the old lamps" in text_of(client, letter)
    assert 'class="purpose"' in text_of(client, letter)
    purpose.text = asked.text
    purpose.save()
    assert 'class="purpose"' not in text_of(client, letter), "What the first sentence quotes is not said twice."
    purpose.text = "We write about the “Lamp Rule”."
    purpose.save()
    assert "“We write about the ‘Lamp Rule’.”" in text_of(client, letter)
    purpose.text = words
    purpose.review_state = ReviewState.DISMISSED
    purpose.save()
    assert words not in text_of(client, letter)
    assert words not in client.get("/letters/").content.decode()


def test_dismissed_rows_are_gone_and_checked_ones_say_so(client: Client):
    letter = factories.make_letter(published=True)
    letter.quotations.filter(order=1).update(review_state=ReviewState.DISMISSED)
    letter.quotations.filter(order=0).update(review_state=ReviewState.CONFIRMED, reviewed_at=factories.NOW)
    text = text_of(client, letter)
    assert "steer by memory" not in text
    assert "Confirmed by a person, Mar 2, 2026" in text
    assert "1 of " in text
    assert "entries were checked by a person" in text


def test_deadline_as_date_and_as_written(client: Client):
    letter = factories.make_letter(published=True)
    letter.deadlines.update(reckoning="29 days after 2025-03-03")
    text = text_of(client, letter)
    assert 'datetime="2025-04-01">April 1, 2025</time> (“by April 1, 2025”: 29 days after 2025-03-03)' in text


def test_names_that_nobody_is_known_by_are_said_to_be_unmatched(client: Client):
    letter = factories.make_letter(published=True, members=[factories.make_member()])
    letter.signatures.filter(order=1).update(
        resolution="ambiguous", candidates=[{"label": "Tom Hale (OH)"}, {"label": "Thomas Hale (NY)"}]
    )
    letter.recipients.update(resolution_why="No agency is known by this name.")
    text = text_of(client, letter)
    assert "May be Tom Hale (OH) or Thomas Hale (NY)." in text
    assert "<b>Unmatched.</b> No agency is known by this name." in text
    assert "1 of 2 names is not matched to anybody." in text
    assert "D–OR" in text


def test_time_line_is_in_order_and_says_why(client: Client):
    letter = factories.make_letter(published=True)
    agency = factories.make_agency("harbor-office")
    after = factories.make_action(title="A rule on lamps", published_date=datetime.date(2025, 6, 18), agencies=[agency])
    factories.make_action(published_date=datetime.date(2025, 6, 19), agencies=[agency])
    ActionWaiting.objects.all().delete()
    before = factories.make_action(title="Lamps are studied", published_date=datetime.date(2024, 1, 2))
    factories.make_action_link(
        letter, after, state=LinkState.CONFIRMED, decided_at=factories.NOW, reason="Same lamps", score=1
    )
    factories.make_action_link(letter, before, relation=Relation.BACKGROUND, state=LinkState.CONFIRMED)
    Coverage.objects.create(letter=letter, publication="Daily Lamp", title="Dark harbors", published_text="May 2025")
    factories.make_search(letter, agencies=[agency], synced_to=datetime.date(2026, 1, 1))
    text = text_of(client, letter)
    line = text[text.index('class="entries"') :]
    titles = ["Lamps are studied", "This letter", "The day asked for", "Dark harbors", "A rule on lamps"]
    places = [line.index(title) for title in titles]
    assert places == sorted(places)
    assert "107 days later" in line
    assert "The letter is addressed to the agency that issued it." in line
    assert "Accepted by a person on March 2, 2026: Same lamps." in line
    assert "Proposed" not in line
    assert "Searched to January 1, 2026: 2 actions of 1 agency." in line


def test_proposals_stand_apart_and_say_that_they_are(client: Client, settings):
    settings.SHOW_PROPOSALS = True
    letter = factories.make_letter(published=True)
    sure, unsure = factories.make_action(title="A sure rule"), factories.make_action(title="An unsure rule")
    factories.make_action_link(letter, sure, state=LinkState.CONFIRMED)
    factories.make_action_link(letter, unsure)
    above, below = text_of(client, letter).split("Proposed, and not confirmed")
    assert "A sure rule" in above
    assert "Proposed by machine, not yet checked by a person" not in above
    assert "An unsure rule" not in above[above.index('class="time-line"') :]
    assert "An unsure rule" in below
    assert below.count("Proposed by machine, not yet checked by a person") == 1


def test_a_day_that_passed_without_a_reply_is_said_in_plain_words(client: Client):
    letter = factories.make_letter(published=True)
    assert "No reply in this archive." in text_of(client, letter)
    reply = factories.make_letter(published=True, direction="to_congress", letter_date=datetime.date(2025, 4, 9))
    link = factories.make_letter_link(reply, letter)
    assert "No reply in this archive." in text_of(client, letter)
    link.state = LinkState.CONFIRMED
    link.save()
    text = text_of(client, letter)
    assert "No reply in this archive." not in text
    assert "A reply in this archive is dated April 9, 2025, 8 days after this day." in text.replace("eight", "8")
    reply.publication = "draft"
    reply.save()
    assert "No reply in this archive." in text_of(client, letter)


def test_a_day_to_come_and_a_settled_ask_say_nothing_of_a_reply(client: Client):
    letter = factories.make_letter(published=True)
    letter.requests.update(answer="answered")
    assert "No reply" not in text_of(client, letter)
    letter.requests.update(answer="open")
    letter.deadlines.update(date=datetime.date(2999, 1, 1))
    assert "No reply" not in text_of(client, letter)


def test_the_axis_says_the_same_as_the_list(client: Client):
    letter = factories.make_letter(published=True)
    for days in (40, 41, 900, 2400):
        date = letter.letter_date + datetime.timedelta(days=days)
        factories.make_action_link(
            letter, factories.make_action(title=f"Rule {days}", published_date=date), state=LinkState.CONFIRMED
        )
    text = text_of(client, letter)
    numbers = re.findall(r'<li class="entry entry-(\w+)" id="entry-(\d+)"', text)
    assert len(numbers) == 6
    for drawing in ("axis-wide", "axis-narrow"):
        svg = text[text.index(f'<svg class="{drawing}"') :]
        svg = svg[: svg.index("</svg>")]
        assert set(re.findall(r'axis-mark axis-(\w+)" href="#entry-(\d+)"', svg)) == set(numbers)
        assert "style=" not in svg


def test_weaker_proposals_are_counted_not_shown(client: Client, settings):
    settings.SHOW_PROPOSALS = True
    letter = factories.make_letter(published=True)
    for number in range(9):
        factories.make_action_link(letter, factories.make_action(title=f"Rule {number}."), score=number + 2)
    factories.make_search(letter)
    text = text_of(client, letter)
    assert "Rule 8." in text
    assert "Rule 6." in text  # 8 points
    assert "Rule 5." not in text  # 7 points
    assert "Six weaker proposals are kept for an editor and not shown." in text.replace("six weaker", "Six weaker")


def test_what_shares_a_docket_is_shown_only_beside_a_strong_proposal(client: Client, settings):
    settings.SHOW_PROPOSALS = True
    carried = [{"kind": "docket_of_found", "points": 4.0, "sentence": "It shares a docket."}]
    for score, shown in [(7.6, True), (7.4, False)]:
        letter = factories.make_letter(published=True)
        factories.make_action_link(letter, factories.make_action(title="The first rule"), score=score)
        factories.make_action_link(letter, factories.make_action(title="The next rule"), score=6.8, evidence=carried)
        text = text_of(client, letter)
        assert ("The first rule" in text, "The next rule" in text) == (shown, shown)


def test_searched_in_vain_is_said(client: Client):
    letter = factories.make_letter(published=True)
    letter.deadlines.all().delete()
    factories.make_search(letter, agencies=[factories.make_agency("harbor-office")])
    text = text_of(client, letter)
    assert "Searched on March 2, 2026: 0 actions of 1 agency; none is confirmed to have followed." in text


@pytest.mark.parametrize(
    ("synced_to", "words"),
    [
        (datetime.date(2026, 1, 1), "Searched to January 1, 2026: 1 action of"),
        (datetime.date(2030, 1, 1), "Searched to March 3, 2028: 1 action of"),
        (datetime.date(2025, 1, 1), "Searched on March 2, 2026: 1 action of"),
    ],
)
def test_searched_to_is_the_day_up_to_which_the_source_was_had(client: Client, synced_to, words):
    agency = factories.make_agency("harbor-office")
    letter = factories.make_letter(published=True, agencies=[agency])
    factories.make_action(published_date=datetime.date(2027, 12, 30), agencies=[agency])
    ActionWaiting.objects.all().delete()
    factories.make_search(letter, agencies=[agency], synced_to=synced_to)
    assert words in text_of(client, letter)


def test_a_letter_without_a_known_agency_was_searched_for_what_it_cites(client: Client):
    letter = factories.make_letter(published=True)
    factories.make_search(letter, synced_to=datetime.date(2026, 1, 1))
    assert "Searched on March 2, 2026 for what it cites and names alone" in text_of(client, letter)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ReadingState.WAITING, "Not read yet."),
        (ReadingState.READING, "Being read now."),
        (ReadingState.NEEDS_PERSON, "This letter could not be read by machine."),
    ],
)
def test_a_letter_that_is_not_read_claims_nothing(client: Client, state: str, words: str):
    letter = factories.make_waiting_letter(
        publication=Publication.PUBLISHED, published_at=factories.NOW, reading_state=state
    )
    text = text_of(client, letter)
    assert words in text
    assert "was found" not in text
    assert "letter.pdf" in text


def test_very_long_letters_come_in_parts(client: Client, django_assert_max_num_queries):
    letter = factories.make_letter(published=True)
    first = letter.pages.get()
    for number in range(2, 301):
        LetterPage.objects.create(
            letter=letter, number=number, width=612, height=792, engine="ocr", confidence=0.9, image=first.image.name
        )
    with django_assert_max_num_queries(40):
        text = text_of(client, letter)
    assert text.count('<svg class="marks"') == 12
    assert text.count('loading="lazy"') == 11
    assert "Pages 1 to 12 of 300 are shown here." in text
    further = client.get(f"/letters/{letter.pk}/?from=13").content.decode()
    assert 'id="page-13"' in further
    assert 'id="page-12"' not in further
    # From there, a row of page 1 is still reached: on that page alone.
    assert f'href="/letters/{letter.pk}/pages/1/#mark-quote-1"' in further
    for nonsense in ("0", "-4", "x", "9" * 30, "²"):
        assert client.get(f"/letters/{letter.pk}/", {"from": nonsense}).status_code == 200


def test_the_transcript_marks_and_escapes(client: Client):
    blocks = ["May 2, 2025", "We <b>write</b> & ask.", "Sincerely,"]
    letter = factories.make_letter(published=True, blocks=blocks)
    text = client.get(f"/letters/{letter.pk}/transcript/").content.decode()
    assert "We &lt;b&gt;write&lt;/b&gt; &amp; ask." in text
    full = factories.make_letter(published=True)
    text = client.get(f"/letters/{full.pk}/transcript/").content.decode()
    assert re.search(
        r'#quote-1" id="text-quote-1"><mark class="text-mark-quote ">fail on one night in nine,</mark>', text
    )
    assert "Jane Q. Rivers\nUnited States Senator" in text


def test_the_pdf_is_sent_as_it_came_under_a_name_of_ours(client: Client):
    content = factories.pdf_bytes()
    letter = factories.make_waiting_letter(
        content, name='x"; evil\r\n.pdf', publication=Publication.PUBLISHED, published_at=factories.NOW
    )
    response = client.get(f"/letters/{letter.pk}/letter.pdf")
    assert b"".join(response.streaming_content) == content
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == f'inline; filename="letter-{letter.pk}.pdf"'
    again = client.get(f"/letters/{letter.pk}/letter.pdf", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert client.post(f"/letters/{letter.pk}/letter.pdf").status_code == 405


def test_a_page_without_a_picture_says_so(client: Client):
    letter = factories.make_letter(published=True, with_images=False)
    assert "There is no picture of this page." in text_of(client, letter)
    assert client.get(f"/letters/{letter.pk}/pages/1.webp").status_code == 404


def test_many_signers_are_all_there_the_later_ones_folded(client: Client):
    letter = factories.make_letter(published=True)
    letter.signatures.all().delete()
    for order in range(250):
        letter.signatures.create(order=order, text=f"Signer {order}.", name=f"Signer {order}.")
    text = text_of(client, letter)
    assert all(f"Signer {order}.<" in text for order in range(250))
    assert "The other 226 signers" in text
    assert text.index("Signer 23.<") < text.index("The other 226 signers") < text.index("Signer 24.<")


def with_notes(**fields):
    """Return a letter with a note that a mark calls, and one that none does."""
    blocks = ["The mills were promised a rule. ¹ None came.", "1 See <the> letter of January 5, 2019.", "2 At 7."]
    reading = factories.make_reading(blocks)
    spans = {words: factories.span_of(reading.transcript, words) for words in ("See <the>", "2019.", "At 7.", "¹")}
    whole = Span(spans["See <the>"].start, spans["2019."].end)
    notes = (
        rows.Footnote(mark="1", text=reading.transcript.shown(whole), span=whole, mark_span=spans["¹"]),
        rows.Footnote(mark="2", text="At 7.", span=spans["At 7."]),
    )
    reading = dataclasses.replace(reading, footnotes=notes)
    return factories.make_letter(reading=reading, **fields)


def test_a_footnote_and_its_mark_lead_to_each_other(client: Client):
    letter = with_notes(published=True)
    text = text_of(client, letter)
    svg = text[text.index("<svg") : text.index("</svg>")]
    assert '<a href="#note-1" class="mark mark-note"' in svg
    assert 'id="mark-note-1"' in svg
    section = text[text.index('<ol class="notes">') :]
    note = section[section.index('<li id="note-1">') : section.index('<li id="note-2">')]
    assert "See &lt;the&gt; letter of January 5, 2019." in note
    assert '<a href="#mark-note-1">page 1</a>' in note
    assert "nothing in the text was found to call it" not in note
    assert "nothing in the text was found to call it" in section[section.index('<li id="note-2">') :]
    box = letter.pages.get().boxes(letter.footnotes.get(order=0).mark_start, letter.footnotes.get(order=0).mark_end)[0]
    assert f'<rect x="{box.x0 - 1.2:.1f}"' in svg[svg.index('id="mark-note-1"') :]


def test_in_the_transcript_too(client: Client):
    letter = with_notes(published=True)
    text = client.get(f"/letters/{letter.pk}/transcript/").content.decode()
    called, note = re.findall(
        r'<a class="passage-link" href="([^"]+)" id="([^"]+)"><mark class="text-mark-note ?">', text
    )
    assert called == ("#text-note-1", "text-mark-note-1")
    assert note == ("#text-mark-note-1", "text-note-1")
    page = client.get(f"/letters/{letter.pk}/pages/1/").content.decode()
    assert '<a href="#mark-note-1">where its mark stands</a>' in page
    assert 'id="note-2"' in page


def test_a_letter_without_footnotes_says_nothing_of_them(client: Client):
    assert "ootnote" not in text_of(client, factories.make_letter(published=True))
