"""A letter is cited in three forms; programs read back what was written, whatever stands in a title or a name."""

import datetime
import io

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import NormalizeFieldKeys, SeparateCoAuthors, SplitNameParts
from django.conf import settings
from django.test import Client
from factories import make_agency, make_letter, make_member, make_reading, make_user, span_of
from hypothesis import given
from hypothesis import strategies as st

from tracker import search
from tracker.models import Letter, Role
from tracker.reading import rows
from tracker.web.references import Person, Reference, bibtex, plain, ris

pytestmark = pytest.mark.django_db


def item(**fields) -> Reference:
    usual = {
        "number": 12,
        "title": "Two senators to the Harbor Safety Administration",
        "date": datetime.date(2025, 9, 3),
        "authors": (
            Person("Jane Q. Rivers, Jr.", "Rivers", "Jane Q.", "Jr.", "U.S. Senator"),
            Person("Tom Hale", office="Chair"),
        ),
        "recipients": ("Ada Marsh, Administrator, Harbor Safety Administration",),
        "address": "https://letters.example/letters/12/",
        "sha256": "ab" * 32,
        "is_reconstruction": False,
        "is_published": True,
    }
    return Reference(**(usual | fields))


def parsed_bibtex(text: str):
    library = bibtexparser.parse_string(
        text, append_middleware=[NormalizeFieldKeys(), SeparateCoAuthors(), SplitNameParts()]
    )
    assert library.failed_blocks == []
    return library.entries


def parsed_ris(text: str) -> list[dict]:
    return rispy.load(io.StringIO(text.replace("\r\n", "\n")))


def test_plain_is_as_bluebook_has_letters():
    assert plain(item()) == (
        "Letter from Jane Q. Rivers, Jr., U.S. Senator, & Tom Hale, Chair, to Ada Marsh, Administrator, Harbor Safety "
        "Administration, “Two senators to the Harbor Safety Administration” (Sept. 3, 2025), "
        "https://letters.example/letters/12/ (Letterbook, letter 12, SHA-256 abababababababab)."
    )


def test_many_are_et_al_and_what_is_not_known_is_not_said():
    many = tuple(Person(f"Name {number}", "Name", str(number), "", "U.S. Senator") for number in range(3))
    assert plain(item(authors=many)).startswith("Letter from Name 0, U.S. Senator, et al., to Ada Marsh")
    bare = item(authors=(), recipients=(), title="", date=None, is_reconstruction=True, is_published=False)
    assert plain(bare) == (
        "Letter (undated), https://letters.example/letters/12/ (reconstruction for demonstration, not public, "
        "Letterbook, letter 12, SHA-256 abababababababab)."
    )


def test_bibtex_is_read_back():
    (entry,) = parsed_bibtex(bibtex(item()))
    assert (entry.entry_type, entry.key) == ("misc", "letterbook12")
    first, second = entry["author"]
    assert (first.last, first.jr, first.first) == (["Rivers"], ["Jr."], ["Jane", "Q."])
    assert second.last == ["{Tom Hale}"]
    assert entry["title"] == "{Two senators to the Harbor Safety Administration}"
    assert (entry["year"], entry["month"], entry["day"]) == ("2025", "sep", "3")
    assert entry["howpublished"] == "Letter to Ada Marsh, Administrator, Harbor Safety Administration"
    assert entry["url"] == "https://letters.example/letters/12/"
    assert entry["note"] == f"Letterbook, letter 12. SHA-256 {'ab' * 32}."


def test_bibtex_names_the_first_twenty_and_others():
    many = tuple(Person(f"First{number} de la Cruz", "de la Cruz", f"First{number}") for number in range(21))
    (entry,) = parsed_bibtex(bibtex(item(authors=many)))
    assert len(entry["author"]) == 21
    assert entry["author"][0].last == ["{de la Cruz}"]
    assert entry["author"][20].last == ["others"]
    (twenty,) = parsed_bibtex(bibtex(item(authors=many[:20])))
    assert "others" not in [name.last[0] for name in twenty["author"]]


def test_what_tex_takes_for_commands_is_spelt_out():
    title = r"50% of A&B: $5 #1 x_y {z} ~ ^ \input{/etc/passwd} “§ 7”"
    text = bibtex(item(title=title))
    assert (
        r"title = {{50\% of A\&B: \$5 \#1 x\_y \textbraceleft{}z\textbraceright{} \textasciitilde{} "
        r"\textasciicircum{} \textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{} “§ 7”}}"
    ) in text
    assert len(parsed_bibtex(text)) == 1


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_title_and_name_are_read_back(title, name):
    from tracker.web.references import _one_line

    title, name = _one_line(title), _one_line(name)
    both = [item(title=title, authors=(Person(name),) if name else (), number=number) for number in (1, 2)]
    assert [entry.key for entry in parsed_bibtex("\n".join(map(bibtex, both)))] == ["letterbook1", "letterbook2"]
    text = "\r\n".join(map(ris, both))
    for line in text.split("\r\n"):
        assert not line or line[2:6] == "  - "
        assert "\n" not in line
        assert "\r" not in line
    assert text.count("ER  - ") >= 2


def test_ris_is_read_back():
    (entry,) = parsed_ris(ris(item(recipients=("One", "Two"))))
    assert (entry["type_of_reference"], entry["id"]) == ("PCOMM", "letterbook12")
    assert entry["authors"] == ["Rivers, Jane Q., Jr.", "Tom Hale"]
    assert entry["secondary_authors"] == ["One", "Two"]
    assert entry["title"] == "Two senators to the Harbor Safety Administration"
    assert (entry["year"], entry["date"]) == ("2025", "2025/09/03/")
    assert entry["urls"] == ["https://letters.example/letters/12/"]
    assert ris(item()).endswith("\r\nER  - \r\n")
    undated = ris(item(date=None, authors=(Person("A * B"),)))
    assert "PY  - " not in undated
    assert "AU  - A B\r\n" in undated


@pytest.fixture
def letters():
    agency = make_agency("harbor-safety", name="Harbor Safety Administration")
    member = make_member("R000001", first="Jane", last="Rivers", suffix="Jr.")
    letters = [make_letter(published=True, agencies=[agency], members=[member], with_images=False) for _ in range(3)]
    search.index_many([letter.pk for letter in letters])
    return letters


def test_a_selection_is_cited_in_its_order(client: Client, letters):
    first, _, third = letters
    address = f"/cite.bib?letter={third.pk}&letter={first.pk}&letter={third.pk}"
    response = client.get(address)
    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="letters.bib"'
    assert [entry.key for entry in parsed_bibtex(response.text)] == [f"letterbook{third.pk}", f"letterbook{first.pk}"]
    (one,) = parsed_ris(client.get(f"/cite.ris?letter={first.pk}").text)
    assert one["authors"] == ["Rivers, Jane, Jr.", "Tom Hale"]
    assert one["urls"] == [f"{settings.SITE_ORIGIN}/letters/{first.pk}/"]
    text = client.get(f"/cite.txt?letter={first.pk}")
    assert text["Content-Disposition"] == f'inline; filename="letter-{first.pk}.txt"'
    assert text.text.startswith("Letter from Jane Rivers, Jr., U.S. Senator, & Tom Hale, United States Senator, to Ada")


def test_a_letters_page_has_its_citation_and_its_forms(client: Client, letters):
    text = client.get(f"/letters/{letters[0].pk}/").text
    assert "U.S. Senator, &amp; Tom Hale, United States Senator, to Ada Marsh" in text
    for form in ("bib", "ris", "txt"):
        assert f'href="/cite.{form}?letter={letters[0].pk}"' in text


def test_a_whole_search_is_cited_up_to_a_number(client: Client, letters, monkeypatch):
    response = client.get("/cite.ris", {"q": "lamps", "order": "oldest"})
    assert [entry["id"] for entry in parsed_ris(response.text)] == [f"letterbook{each.pk}" for each in letters]
    monkeypatch.setattr("tracker.web.cite.MOST_CITED", 2)
    refused = client.get("/cite.ris", {"q": "lamps"})
    assert refused.status_code == 400
    assert "3 letters are found. Narrow the search to 2 or fewer" in refused.text
    assert client.get("/cite.ris", {"letter": [each.pk for each in letters]}).status_code == 400


@pytest.mark.parametrize("form", ["bib", "ris", "txt"])
def test_a_draft_is_cited_for_staffers_only(client: Client, letters, form):
    draft = make_letter(title="Unpublished lamps")
    search.index(draft)
    hidden = client.get(f"/cite.{form}", {"letter": [letters[0].pk, draft.pk]})
    nowhere = client.get(f"/cite.{form}", {"letter": [letters[0].pk, 999_999]})
    assert hidden.status_code == nowhere.status_code == 404
    assert hidden.text.replace(str(draft.pk), "999999") == nowhere.text
    assert "Unpublished lamps" not in client.get(f"/cite.{form}", {"q": "lamps"}).text
    client.force_login(make_user(Role.STAFFER))
    assert "Unpublished lamps" in client.get(f"/cite.{form}", {"q": "lamps"}).text
    shown = client.get(f"/cite.{form}", {"letter": draft.pk}).text
    assert "not public" in shown.lower()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"letter": "x"}, 400),
        ({"letter": "-1"}, 400),
        ({"letter": "9" * 30}, 400),
        ({"letter": "１"}, 400),
        ({"q": "no-such-word"}, 404),
        ({"q": "the of"}, 404),
        ({"q": "\x00"}, 404),
        ({"letter": "0"}, 404),
    ],
)
def test_what_cannot_be_cited_gets_a_sentence(client: Client, letters, asked, status):
    response = client.get("/cite.bib", asked)
    assert response.status_code == status
    assert '<p class="lede">' in response.text
    assert Letter.objects.count() == 3


def test_a_selection_asks_a_fixed_number_of_questions(client: Client, letters, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        client.get("/cite.bib", {"letter": [each.pk for each in letters]})


def test_a_name_of_several_lines_is_one(client: Client):
    blocks = ("Dear all:", "Tom\nHale")
    reading = make_reading(blocks)
    signer = rows.Signer(name="", text="Tom\nHale", span=span_of(reading.transcript, "Tom\nHale"), rule="test")
    letter = make_letter(published=True, reading=make_reading(blocks, signers=(signer,)), title="One\r\nER  - \r\ntwo")
    (entry,) = parsed_ris(client.get(f"/cite.ris?letter={letter.pk}").text)
    assert (entry["title"], entry["authors"]) == ("One ER - two", ["Tom"])
