"""How names are folded, taken apart, and known by their short forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.resolving.names import folded, ocr_folded, parsed
from tracker.resolving.nicknames import are_one_name


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Nydia M. Velázquez", "nydia m velazquez"),
        ("O’Rourke", "orourke"),
        ("U.S. Dep’t of Health & Human Services", "us dept of health and human services"),
        ("Linda T. S\u0061\u0301nchez", "linda t sanchez"),
        ("Miller-Meeks", "miller meeks"),
        ("G.K. Butterfield", "gk butterfield"),
        ("  ", ""),
    ],
)
def test_folding_keeps_only_what_tells_names_apart(written: str, expected: str) -> None:
    assert folded(written) == expected


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("printed", "words", "nicknames", "suffix"),
    [
        ("Donald S. Beyer, Jr.", ("donald", "s", "beyer"), (), "jr"),
        ("John D. Rockefeller IV", ("john", "d", "rockefeller"), (), "iv"),
        ('Jesús G. "Chuy" García', ("jesus", "g", "garcia"), ("chuy",), ""),
        ("The Honorable Johnson, Henry C. “Hank”, Jr.", ("henry", "c", "johnson"), ("hank",), "jr"),
        ("WYDEN, RON", ("ron", "wyden"), (), ""),
        ("Mariannette Miller-Meeks, M.D.", ("mariannette", "miller", "meeks"), (), ""),
        ("Senator Catherine Cortez Masto", ("catherine", "cortez", "masto"), (), ""),
        ("", (), (), ""),
        ("Jr.", ("jr",), (), ""),
    ],
)
def test_a_printed_name_is_taken_apart(
    printed: str, words: tuple[str, ...], nicknames: tuple[str, ...], suffix: str
) -> None:
    name = parsed(printed)
    assert (name.words, name.nicknames, name.suffix) == (words, nicknames, suffix)


def test_misread_letters_are_one() -> None:
    assert ocr_folded("a1") == ocr_folded("al")
    assert ocr_folded("corneil") == ocr_folded("comeil")
    assert ocr_folded("smith") != ocr_folded("smyth")


@pytest.mark.parametrize(("first", "second"), [("mike", "michael"), ("ed", "ted"), ("jack", "john"), ("bob", "rob")])
def test_short_forms_are_one_name(first: str, second: str) -> None:
    assert are_one_name(first, second)
    assert are_one_name(second, first)


def test_names_that_share_a_short_form_are_two() -> None:
    assert not are_one_name("albert", "alfred")
    assert not are_one_name("mark", "mary")
