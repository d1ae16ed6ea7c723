"""The fuzz targets on the corpus, on the hostile files, and on what chance makes of both: nothing may fail.

`fuzz_reader.py` runs the same targets under atheris, for as long as one likes. What it finds goes into corpus/, under a
name that says what it is.
"""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import fuzz_reader
from tests.fuzz.targets import TARGETS, pages_of_text, read_pdf, read_text
from tests.hostile import HOSTILE
from tracker.reading.errors import TooCostly, TooLarge
from tracker.reading.layout import Zone
from tracker.samples import sample_pdfs

CORPUS = Path(__file__).resolve().parent / "corpus"
FILES = sorted(path.relative_to(CORPUS) for path in CORPUS.glob("*/*"))
# What would take the limits of a process to end, which the sandbox's own tests set.
APART = {name for name, (_, problem) in HOSTILE.items() if problem in (TooCostly, TooLarge)} | {"20,000 boxes"}

unhurried = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_what_was_found_once_is_read(path):
    TARGETS[path.parent.name]((CORPUS / path).read_bytes())


def test_the_corpus_is_small_and_there():
    assert {path.parent.name for path in FILES} == set(TARGETS)
    assert sum((CORPUS / path).stat().st_size for path in FILES) < 200_000


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - APART))
def test_hostile_files_end_in_a_state(name):
    read_pdf(HOSTILE[name][0]())


PDFS = [path.read_bytes() for path in sample_pdfs() if path.stat().st_size < 6_000] + [
    (CORPUS / path).read_bytes() for path in FILES if path.parent.name == "pdf"
]
TEXTS = [(CORPUS / path).read_bytes()[:1_500] for path in FILES if path.parent.name == "text"]


@st.composite
def spoilt(draw, wholes):
    """One of `wholes`, with bytes changed, a piece lost, doubled, or put elsewhere, and its end cut off."""
    content = bytearray(draw(st.sampled_from(wholes)))
    for _ in range(draw(st.integers(0, 6))):
        if not content:
            break
        at = draw(st.integers(0, len(content) - 1))
        length = draw(st.integers(1, 40))
        piece = bytes(content[at : at + length])
        change = draw(st.sampled_from(["byte", "lose", "double", "move", "digit"]))
        if change == "byte":
            content[at] = draw(st.integers(0, 255))
        elif change == "digit":
            content[at] = draw(st.sampled_from(list(b"0123456789-.")))
        elif change == "lose":
            del content[at : at + length]
        elif change == "double":
            content[at:at] = piece
        else:
            elsewhere = draw(st.integers(0, len(content)))
            content[elsewhere:elsewhere] = piece
    return bytes(content[: draw(st.integers(len(content) // 2, len(content)))])


@unhurried
@given(spoilt(PDFS))
def test_a_spoilt_pdf_ends_in_a_state(content):
    read_pdf(content)


@unhurried
@given(spoilt(TEXTS))
def test_a_spoilt_letter_is_read(content):
    read_text(content)


def test_typed_text_becomes_pages():
    first, second = pages_of_text("\x02Senate\n\nDear Ms. Roe:\ta column\nAgain ¹\f\nNext")
    assert [(line.text, line.zone, line.block) for line in first.lines] == [
        ("Senate", Zone.LETTERHEAD, 0),
        ("Dear Ms. Roe:", Zone.BODY, 1),
        ("a column", Zone.BODY, 2),
        ("Again ¹", Zone.BODY, 2),
    ]
    assert first.lines[3].words[1].superscript
    assert [line.text for line in second.lines] == ["Next"]


def test_the_fuzzer_says_what_it_needs(monkeypatch):
    with pytest.raises(SystemExit, match=r"fuzz_reader\.py pdf or"):
        fuzz_reader.main(["fuzz_reader.py"])
    monkeypatch.setitem(sys.modules, "atheris", None)
    with pytest.raises(SystemExit, match="pip install atheris"):
        fuzz_reader.main(["fuzz_reader.py", "pdf"])
