"""Each example of the help page is understood as it stands, and finds something in the sample letters."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.linking.test_linked_samples import load_records, take_in
from tracker import search
from tracker.management.quickstart import sample_decisions
from tracker.models import Letter, Publication
from tracker.samples import sample_pdfs
from tracker.search.language import CHOICES, Field
from tracker.web.search_help import EXAMPLES, SECTIONS

pytestmark = pytest.mark.django_db

PUBLIC = AnonymousUser()
TODAY = datetime.date(2026, 3, 4)


def test_every_field_is_explained():
    explained = {entry.name.rstrip(":") for section in SECTIONS for entry in section.entries}
    assert {field.value for field in Field} <= explained
    for section in SECTIONS:
        for entry in section.entries:
            assert entry.examples, entry.name
            if entry.options:
                assert entry.options == CHOICES[Field(entry.name.rstrip(":"))]


def test_each_example_is_understood_without_a_note():
    load_records()
    for example in EXAMPLES:
        understood = search.understand(example, PUBLIC, today=TODAY)
        assert understood.chips, example
        assert understood.notes == (), example
        assert all(found.is_known for found in understood.meanings.values()), example


def test_each_example_finds_something():
    load_records()
    take_in(sample_pdfs())
    now = datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC)
    Letter.objects.update(publication=Publication.PUBLISHED, published_at=now)
    for letter in Letter.objects.all():
        search.index(letter)
    assert sample_decisions.decide(now)
    assert [example for example in EXAMPLES if not search.search(example, PUBLIC).total] == []
