"""The six samples are what their sources make, and say what facts.json says that they say. No database."""

import csv
import json
import tomllib

import pypdfium2
import pytest
import yaml

from tracker.reading import read_letter
from tracker.reading.layout import Engine
from tracker.reading.rows import QuotationKind
from tracker.samples import SAMPLES, sample_pdfs

FACTS = json.loads((SAMPLES / "facts.json").read_text())["letters"]
NAMES = sorted(FACTS)
_READ = {}


def reading(name):
    if name not in _READ:
        _READ[name] = read_letter((SAMPLES / name).read_bytes())
    return _READ[name]


def page_texts(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def plain(text):
    return " ".join(text.split()).strip("“”‘’\"', ")


def test_there_are_six():
    assert [path.name for path in sample_pdfs()] == NAMES
    assert len(NAMES) == 6
    assert all(path.stat().st_size < 150_000 for path in sample_pdfs())


@pytest.mark.parametrize("name", NAMES)
def test_each_is_what_its_source_makes(name):
    from tracker.samples.typeset import made_from

    source = SAMPLES / "letters" / name.replace(".pdf", ".toml")
    made, kept = made_from(source), (SAMPLES / name).read_bytes()
    if made == kept:
        return
    # Another version of a library may write other bytes; the pages must still say the same.
    assert page_texts(made) == page_texts(kept)
    assert len(page_texts(made)) == len(page_texts(kept))


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_that_it_is_a_reconstruction(name):
    for page in reading(name).pages:
        words = " ".join(line.text for line in page.lines)
        assert "Reconstruction for demonstration" in words
        assert "not the original document" in words


@pytest.mark.parametrize("name", NAMES)
def test_the_mark_is_not_taken_for_the_letters_own_words(name):
    read = reading(name)
    rows = [*read.requests, *read.recipients, *read.signers, *read.quotations, *read.facts]
    assert not [row.text for row in rows if "Reconstruction" in row.text]


@pytest.mark.parametrize("name", NAMES)
def test_reading_gives_date_people_and_asks(name):
    read, facts = reading(name), FACTS[name]
    assert str(read.date) == facts["date"]
    assert read.direction == facts["direction"]
    assert [row.name for row in read.recipients] == [row["name"] for row in facts["recipients"]]
    assert [row.name for row in read.signers] == [row["name"] for row in facts["signers"]]
    assert len(read.requests) == facts["requests"]
    assert sorted(str(row.date) for row in read.deadlines) == facts["deadlines"]
    assert set(facts.get("citations", [])) <= {row.normalized for row in read.citations}
    engine = Engine.OCR if facts.get("scan") else Engine.TEXT_LAYER
    assert {page.engine for page in read.pages} == {engine}


def test_the_scan_has_no_text_layer():
    (scan,) = [name for name in NAMES if FACTS[name].get("scan")]
    assert not "".join(page_texts((SAMPLES / scan).read_bytes())).strip()


@pytest.mark.parametrize("name", NAMES)
def test_reading_gives_the_quoted_words_their_speaker(name):
    spoken = [row for row in reading(name).quotations if row.kind in (QuotationKind.QUOTATION, QuotationKind.BLOCK)]
    found = [(plain(row.text), row.speaker) for row in spoken]
    assert found == [(plain(row["text"]), row["speaker"]) for row in FACTS[name]["quotations"]]
    assert all(reading(name).transcript.boxes(row.span) for row in spoken)


def test_reading_tells_which_letters_a_reply_names():
    (reply,) = [name for name in NAMES if FACTS[name].get("replies_to")]
    named = {str(row.date) for row in reading(reply).facts if row.kind == "earlier_letter"}
    assert named == {FACTS[earlier]["date"] for earlier in FACTS[reply]["replies_to"]}


def test_the_roster_has_everyone_who_signs_in_office_on_that_day():
    roster = {member["id"]["bioguide"]: member for member in yaml.safe_load((SAMPLES / "legislators.yaml").read_text())}
    for name in NAMES:
        day = FACTS[name]["date"]
        for person in [*FACTS[name]["signers"], *FACTS[name]["recipients"]]:
            if "bioguide" in person:
                terms = roster[person["bioguide"]]["terms"]
                assert any(term["start"] <= day <= term["end"] for term in terms), (name, person)
    surnames = [member["name"]["last"] for member in roster.values()]
    assert all(surnames.count(name) > 1 for name in ("Scott", "Johnson", "Young", "King", "Collins", "Paul", "Moran"))


def test_agencies_officials_and_documents_fit_together():
    agencies = json.loads((SAMPLES / "agencies.json").read_text())
    by_slug = {agency["slug"]: agency for agency in agencies}
    numbers = {agency["id"] for agency in agencies}
    assert all(agency["parent_id"] is None or agency["parent_id"] in numbers for agency in agencies)
    with (SAMPLES / "officials.csv").open() as file:
        assert {row["agency"] for row in csv.DictReader(file)} <= set(by_slug)
    for facts in FACTS.values():
        assert {row["agency"] for row in [*facts["recipients"], *facts["signers"]] if "agency" in row} <= set(by_slug)
    documents = json.loads((SAMPLES / "federal_register.json").read_text())["results"]
    by_citation = {document["citation"]: document for document in documents if document["citation"]}
    assert len({document["document_number"] for document in documents}) == len(documents)
    for document in documents:
        for agency in document["agencies"]:
            assert by_slug[agency["slug"]]["id"] == agency["id"]
    for facts in FACTS.values():
        wanted = [*facts.get("before_it", []), *facts.get("same_docket_later", []), *facts.get("below_the_bar", [])]
        assert set(wanted) <= set(by_citation)
    assert by_citation["85 FR 36719"]["document_number"] == "2020-13093"


def test_sources_are_named_like_their_pdfs():
    for path in (SAMPLES / "letters").glob("*.toml"):
        assert tomllib.loads(path.read_text())["slug"] == path.stem
        assert f"{path.stem}.pdf" in NAMES
