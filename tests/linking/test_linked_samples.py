"""The six samples, read, resolved and linked as any letter is, against what facts.json knows of them."""

import json
import os
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.factories import NOW, picture_bytes
from tracker.archive import receive
from tracker.archive.process import process
from tracker.linking.coverage import load_coverage
from tracker.models import CoveragePassage, Letter, LinkSearch, Outcome, Relation
from tracker.reading import read_letter
from tracker.samples import SAMPLES, sample_pdfs
from tracker.sources.federal_register import documents_in
from tracker.sources.federal_register_store import store_documents

pytestmark = pytest.mark.django_db

FACTS = json.loads((SAMPLES / "facts.json").read_text())["letters"]
STANDING = "2020-04-14-5g-standards.pdf"
BEFORE = (Relation.CITED, Relation.BACKGROUND)
_READ = {}


def read_here(pdf, *, images_dir=None, on_beat=None):
    """Read in this process, each sample once, in place of the sandbox's child."""
    if pdf not in _READ:
        _READ[pdf] = read_letter(pdf)
    for page in _READ[pdf].pages:
        (images_dir / f"{page.number}.webp").write_bytes(picture_bytes())
    return _READ[pdf]


def load_records():
    for command, file in (
        ("import_legislators", "legislators.yaml"),
        ("import_agencies", "agencies.json"),
        ("import_officials", "officials.csv"),
    ):
        call_command(command, str(SAMPLES / file), stdout=sys.stderr)
    store_documents(documents_in(SAMPLES / "federal_register.json"), now=NOW)


def take_in(paths):
    for path in paths:
        letter = receive.receive(path.read_bytes(), name=path.name, by=None, now=NOW, reconstruction=True).letter
        assert process(letter.pk, now=lambda: NOW, read=read_here) == Outcome.READ
    return {letter.file.original_name: letter for letter in Letter.objects.select_related("file")}


def check_actions(letters):
    for name, letter in letters.items():
        facts = FACTS[name]
        links = list(letter.action_links.order_by("-score", "pk").select_related("action"))
        followed = [link.action.citation for link in links if link.relation not in BEFORE]
        before = [link.action.citation for link in links if link.relation in BEFORE]
        assert followed[:1] == [facts["first_proposed"]] if "first_proposed" in facts else not followed, name
        assert set(facts.get("same_docket_later", [])) <= set(followed)
        assert set(facts.get("before_it", [])) <= set(before)
        assert not set(facts.get("below_the_bar", [])) & {*followed, *before}
        assert not [link for link in links if "Extension of Validity" in link.action.title]
        for link in links:
            day = link.action.published_date
            assert (day > letter.letter_date) == (link.relation not in BEFORE)
            assert any(item["letter_words"] and item["other_words"] for item in link.evidence), link
    standing = letters[STANDING].action_links
    assert standing.get(action__citation="84 FR 22961").relation == Relation.CITED
    assert (
        standing.filter(action__citation__in=FACTS[STANDING]["same_docket_later"], relation="same_docket").count() == 2
    )


def check_letters(letters):
    for name, facts in FACTS.items():
        links = letters[name].earlier_links.select_related("earlier__file")
        found = {
            relation: {link.earlier.file.original_name for link in links if link.relation == relation}
            for relation in ("replies_to", "follows_up")
        }
        assert found == {relation: set(facts.get(relation, [])) for relation in found}, name


@pytest.mark.parametrize("order", ["oldest first", "newest first"])
def test_the_samples_are_linked_in_whatever_order_they_come(order):
    load_records()
    letters = take_in(sample_pdfs() if order == "oldest first" else reversed(sample_pdfs()))
    check_actions(letters)
    check_letters(letters)
    assert LinkSearch.objects.count() == 6
    assert load_coverage(SAMPLES / "coverage.json") == []
    passages = CoveragePassage.objects.filter(coverage__letter=letters[STANDING])
    text = letters[STANDING].transcript.text
    for passage in passages:
        words = text[passage.start : passage.end]
        assert words.split()[0] == passage.text.split()[0]
        assert words.split()[-1].strip(".”") == passage.text.split()[-1].strip(".'")
        assert passage.page == 1
    assert passages.count() == 2


def test_a_thousand_real_documents_do_not_come_between():
    folder = Path(os.environ.get("LETTERBOOK_REAL_DATA") or Path(__file__).resolve().parents[3] / "shared")
    noise = folder / "data" / "federal_register" / "documents-2024-01.json.gz"
    if not noise.exists():
        pytest.skip("The real page of the Federal Register's API is not here; LETTERBOOK_REAL_DATA names its folder.")
    load_records()
    assert store_documents(documents_in(noise), now=NOW).added == 1000
    check_actions(take_in(path for path in sample_pdfs() if "first_proposed" in FACTS[path.name]))
