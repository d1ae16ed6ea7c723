"""Which words of a text can be compared, and which runs of words two texts share."""

import pytest

from tracker.linking.rarity import Rarity
from tracker.linking.terms import WordRuns, as_said, stem, terms, terms_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("standards", "standard"),
        ("organizations", "organization"),
        ("participating", "participation"),
        ("Entities", "entity"),
        ("exports", "export"),
        ("U.S.", "US"),
        ("visas", "visa"),
    ],
)
def test_forms_of_a_word_meet(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("organization", "organic"), ("release", "relevant"), ("H-2B", "H-2A")])
def test_different_words_stay_apart(one, other):
    assert stem(one) != stem(other)


def test_words_of_every_letter_and_rule_are_none():
    assert terms_of("We request that the Secretary issue the final rule of 2020, please, on page 7.") == set()


def test_a_term_knows_its_place():
    text = "Release of “Technology”"
    assert [(text[term.start : term.end], term.start) for term in terms(text, 0)] == [
        ("Release", 0),
        ("Technology", 12),
    ]
    assert next(terms(text, 100)).start == 100


def test_runs_that_both_have():
    text = "They meet in a standards organization, which\nis on the Entity List. The Entity List is long."
    found = WordRuns(text).shared_with("A standards organization and the entity list")
    assert [text[start:end] for start, end in found] == ["a standards organization", "the Entity List"]
    assert WordRuns(text).shared_with("They meet in the long list") == []


def test_runs_that_only_name_the_office_are_none():
    runs = WordRuns("the Department of Agriculture (USDA) said")
    office = frozenset({stem("Agriculture"), stem("USDA")})
    assert runs.shared_with("Department of Agriculture (USDA)", apart_from=office) == []
    assert runs.shared_with("Department of Agriculture (USDA)")


def test_rarity_falls_with_use():
    rarity = Rarity([{"dot"}, {"dot", "huawei"}])
    assert 0 < rarity["dot"] < rarity["standard"] < rarity["huawei"] <= 1


def test_among_many_candidates_their_own_vocabulary_counts():
    few = Rarity([{"huawei"}])
    many = Rarity([{"huawei"}] * 900 + [{"other"}] * 100)
    assert many["huawei"] < few["huawei"] / 2


def test_a_list_of_words_has_them_as_they_are_written():
    assert [as_said(word) for word in ("Harbors", "H-2B", "PFAS", "lamps")] == ["harbors", "H-2B", "PFAS", "lamps"]
