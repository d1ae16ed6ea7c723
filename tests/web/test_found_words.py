"""The words of a search are outlined on the page that they stand on, and marked in the transcript."""

import html
import re

import pytest
from django.test import Client
from factories import make_letter, make_reading

from tracker import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    letter = make_letter(published=True)
    search.index(letter)
    return letter


def page(client: Client, letter, query: str, number: int = 1) -> str:
    response = client.get(f"/letters/{letter.pk}/pages/{number}/", {"q": query})
    assert response.status_code == 200
    return response.text


def outlines(text: str) -> dict[str, list[tuple[float, ...]]]:
    """Return each outline's label with its rectangles."""
    found = {}
    for label, rects in re.findall(r'class="mark mark-found"[^>]*aria-label="Found: ([^"]*)"[^>]*>(.*?)</a>', text):
        numbers = re.findall(r'x="([\d.-]+)" y="([\d.-]+)" width="([\d.-]+)" height="([\d.-]+)"', rects)
        found[html.unescape(label)] = [tuple(map(float, each)) for each in numbers]
    return found


def test_each_snippet_leads_to_its_words_outlined(client: Client, letter):
    text = client.get("/search/", {"q": '"old lamps" from:nobody OR lamps'}).text
    (link, *_) = re.findall(r'class="snippet-page" href="([^"]*)"', text)
    address, _, anchor = html.unescape(link).partition("#")
    assert address.startswith(f"/letters/{letter.pk}/pages/1/?q=%22old%20lamps%22")
    opened = client.get(address).text
    assert f'id="{anchor}"' in opened
    assert f'href="#{anchor.removeprefix("mark-")}"' in opened
    assert f'id="{anchor.removeprefix("mark-")}"' in opened


def test_an_outline_lies_where_the_words_stand(client: Client, letter):
    found = outlines(page(client, letter, '"old lamps"'))
    assert list(found) == ["“old lamps”"]
    start = letter.transcript.text.index("old lamps")
    (box,) = letter.pages.get().boxes(start, start + len("old lamps"))
    ((x, y, width, height),) = found["“old lamps”"]
    assert (x, y) == pytest.approx((box.x0 - 1.2, box.y0 - 1.2), abs=0.1)
    assert (width, height) == pytest.approx((box.width + 2.4, box.height + 2.4), abs=0.2)


def test_words_over_the_end_of_a_line_have_a_box_in_each(client: Client):
    letter = make_letter(published=True, blocks=("Pilots steer by the old\nlamps of the harbor.",))
    (rects,) = outlines(page(client, letter, '"old lamps"')).values()
    assert len(rects) == 2
    assert rects[0][1] < rects[1][1]


def test_words_of_a_part_are_outlined_in_it_alone(client: Client, letter):
    assert len(outlines(page(client, letter, "lamps"))) == len(outlines(page(client, letter, "lamps quoted:night"))) - 1
    assert outlines(page(client, letter, "asks:lamps")).keys() == {"“lamps”"}
    assert page(client, letter, "asks:lamps").count('class="mark mark-found"') == 1
    assert page(client, letter, "lamps").count('class="mark mark-found"') == 2


@pytest.mark.parametrize("missing", [{"words": []}, {"image": ""}])
def test_a_letter_without_boxes_or_picture_says_where_else_the_words_are(client: Client, letter, missing):
    letter.pages.update(**missing)
    text = page(client, letter, "lamps")
    assert outlines(text) == {}
    start = letter.transcript.text.index("lamps")
    link = f"/letters/{letter.pk}/transcript/?q=lamps#text-hit-{start}"
    assert f'href="{link}" id="hit-{start}"><mark>lamps</mark></a>' in text
    assert "they lead to the transcript" in text
    assert f'id="text-hit-{start}"' in client.get(link).text


def test_a_page_full_of_words_is_marked_up_to_a_number(client: Client, monkeypatch):
    monkeypatch.setattr("tracker.web.found._MOST", 3)
    letter = make_letter(published=True, blocks=("Lamps. " * 9,))
    letter.transcript.lines.append([len(letter.transcript.text), len(letter.transcript.text) + 14, 2, "body", 1])
    letter.transcript.text += "Lamps."
    letter.transcript.save()
    assert page(client, letter, "lamps").count('class="mark mark-found"') == 3
    place = len(letter.transcript.text) - 6
    letter.pages.create(
        number=2,
        width=612,
        height=792,
        engine="text",
        confidence=1,
        image="some.webp",
        words=[[place, place + 6, 72, 72, 110, 84, 1]],
    )
    assert page(client, letter, "lamps", 2).count('class="mark mark-found"') == 1


def test_words_near_one_another_share_a_stretch(client: Client):
    letter = make_letter(
        published=True, blocks=("Lamps and lamps, and <b>more</b> lamps. " + "Nothing of it. " * 20 + "Lamps.",)
    )
    text = page(client, letter, "lamps")
    (shown,) = re.findall(r'<ul class="found-places">(.*?)</ul>', text, re.DOTALL)
    assert shown.count("<li>") == 2
    first = re.sub(r"<[^>]+>", "", shown.split("</li>")[0])
    assert html.unescape(first).strip().startswith("… Lamps and lamps, and <b>more</b> lamps. Nothing of it.")
    assert len(set(re.findall(r'href="#mark-(hit-\d+)" id="hit-', shown))) == 4


def test_words_on_other_pages_are_told_of(client: Client):
    letter = make_letter(published=True, reading=make_reading(("Old lamps.", "New lights.")))
    letter.transcript.lines[1][2] = 2
    letter.transcript.save()
    letter.pages.create(number=2, width=612, height=792, engine="text", confidence=1)
    search.index(letter)
    text = page(client, letter, "lights")
    assert "The words do not stand on this page." in text
    assert f'href="/letters/{letter.pk}/pages/2/?q=lights">page 2</a>' in text
    assert f'href="/letters/{letter.pk}/pages/2/?q=lights" rel="next"' in text
    second = page(client, letter, "lights", 2)
    assert "<mark>lights</mark></a>" in second
    assert "they lead to the transcript" in second


def test_the_transcript_marks_them_within_passages_and_without(client: Client, letter):
    text = client.get(f"/letters/{letter.pk}/transcript/", {"q": "lamps night"}).text
    start = letter.transcript.text.index("lamps")
    assert f'<mark class="text-mark-found" id="text-hit-{start}">lamps</mark>' in text
    night = letter.transcript.text.index("night in")
    assert f'<mark class="text-mark-quote text-mark-found " id="text-hit-{night}">night</mark></a>' in text
    plain = re.sub(r"<[^>]+>", "", text)
    assert "the old lamps “fail on one night in nine,” and pilots" in html.unescape(plain)
    without = client.get(f"/letters/{letter.pk}/transcript/").text
    assert "text-mark-found" not in without
    assert "do not stand in this text" in client.get(f"/letters/{letter.pk}/transcript/", {"q": "visas"}).text


@pytest.mark.parametrize(
    "query", ['"', "-", "to:", "the of", "visas", "<b>x</b>", "\x00", "a" * 10_000, "%s {x}", "from:rivers", "1-2,3-4"]
)
def test_nothing_that_an_address_asks_fails(client: Client, letter, query):
    text = page(client, letter, query)
    assert outlines(text) == {}
    assert "<b>x</b>" not in text
    assert client.get(f"/letters/{letter.pk}/transcript/", {"q": query}).status_code == 200


def test_a_letter_without_a_transcript_opens(client: Client, letter):
    letter.transcript.delete()
    assert "do not stand in this letter’s text" in page(client, letter, "lamps")


def test_a_page_asked_for_nothing_is_as_it_was(client: Client, letter):
    text = client.get(f"/letters/{letter.pk}/pages/1/").text
    assert "found" not in text
    assert client.get(f"/letters/{letter.pk}/pages/1/", {"q": " "}).text == text


def test_a_draft_is_not_opened_by_its_words(client: Client):
    draft = make_letter()
    assert client.get(f"/letters/{draft.pk}/pages/1/", {"q": "lamps"}).status_code == 404
    assert client.get(f"/letters/{draft.pk}/transcript/", {"q": "lamps"}).status_code == 404
