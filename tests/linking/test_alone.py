"""A new action scored alone, among what the letter's last search counted, compared with a whole search."""

import datetime
import importlib
import random
from dataclasses import replace

import pytest
from made import DAY, a_letter, made_action, made_letter

from tests.factories import NOW, make_action, make_agency, make_letter
from tracker import linking
from tracker.archive import relink
from tracker.linking.candidates import rank, rank_among
from tracker.linking.gather import letter_view, views_of
from tracker.linking.surroundings import as_kept, from_kept
from tracker.linking.weights import WEIGHTS
from tracker.models import ActionLink, AgencyAction, LetterLink, LetterSurroundings, LinkSearch

pytestmark = pytest.mark.django_db

# The package's front door has a function of this name.
proposing = importlib.import_module("tracker.linking.propose")

ASK = "Explain what Quillfish and Zanthor knew of the kiln."
TITLE = "Quillfish and Zanthor: Kilns"


def make_offices():
    department, office = make_agency("harbor-department"), make_agency("harbor-safety")
    office.parent = department
    office.save()
    return department, office


def look_forward():
    while relink.look_forward(now=NOW):
        pass


def reasons(scored):
    return [(item.kind, item.sentence) for item in scored.evidence]


def scores():
    found = ActionLink.objects.values_list("letter", "action", "score")
    return {(letter, action): score for letter, action, score in found}


@pytest.fixture
def office():
    return make_agency("harbor-safety")


@pytest.fixture
def letter(office):
    return a_letter(office, f"Harbors matter. {ASK}", ASK)


@pytest.fixture
def never_wholly(monkeypatch):
    def fails(view):
        raise AssertionError("the letter is searched wholly")

    monkeypatch.setattr(proposing, "candidates_for", fails)


def answer(office, number=1, title=TITLE, **fields):
    fields = {"published_date": DAY + datetime.timedelta(days=40), "agencies": [office]} | fields
    return make_action(title=title, document_number=f"2025-{number}", **fields)


@pytest.mark.parametrize("seed", range(3))
def test_alone_an_action_has_the_points_that_it_has_among_all(seed):
    rng = random.Random(seed)
    offices = make_offices()
    letters = [made_letter(rng, rng.choice(offices)) for _ in range(4)]
    for number in range(60):
        made_action(rng, rng.choice(offices), number)
    actions = list(views_of(AgencyAction.objects.order_by("pk")))
    for letter in letters:
        view = letter_view(letter)
        for count in (0, 1, 20, 55):
            before, new = actions[:count], actions[count:]
            kept = from_kept(as_kept(rank_among(view, before).among))
            alone = rank_among(view, new, among=kept)
            among_all = {each.key: each for each in rank(view, actions)}
            counted = rank_among(view, actions).among
            assert (alone.among.titles, alone.among.by_agencies) == (counted.titles, counted.by_agencies)
            for each in alone.scored:
                assert reasons(each) == reasons(among_all[each.key])
                # How many actions matter, among which laws are counted, was reckoned with the rarity of before.
                assert each.score == pytest.approx(among_all[each.key].score, abs=0.05)


@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_passed_over_that_a_whole_search_would_propose(seed, monkeypatch):
    monkeypatch.setattr(proposing, "WEIGHTS", replace(WEIGHTS, at_most=1000))
    rng = random.Random(seed)
    offices = make_offices()
    letters, new, found, alone = [], [], 0, []
    add = proposing._added
    monkeypatch.setattr(proposing, "_added", lambda *args, **kwargs: alone.append(add(*args, **kwargs)) or alone[-1])
    for number in range(80):
        if number % 8 == 0:
            letters.append(made_letter(rng, rng.choice(offices)))
        new.append(made_action(rng, rng.choice(offices), number).pk)
        if rng.random() > 0.3:
            continue
        look_forward()
        linked = scores()
        for letter in letters:
            view = letter_view(letter)
            for each in rank(view, proposing.candidates_for(view)):
                least = proposing._least(each)
                if each.key in new and each.score >= least:
                    assert abs(linked[letter.pk, each.key] - each.score) <= proposing.DRIFT
                    found += 1
                elif each.key in new and (letter.pk, each.key) in linked:
                    assert each.score >= least - proposing.DRIFT
        new = []
    assert found > 5
    assert alone.count(True) > 5


def test_a_new_action_is_added_without_a_whole_search(letter, office, never_wholly):
    searched = LinkSearch.objects.get().searched_at
    action = answer(office)
    look_forward()
    link = letter.action_links.get()
    assert (link.action, link.relation) == (action, "same_subject")
    search = LinkSearch.objects.get()
    assert (search.best_score, search.searched_at) == (link.score, searched)
    assert LetterSurroundings.objects.get().counted["titles"][0] == 1


def test_what_is_added_is_what_a_whole_search_finds(letter, office):
    for number in range(3):
        answer(office, number, title=f"{TITLE} {number}")
        look_forward()
    added = list(ActionLink.objects.order_by("action").values_list("action", "relation", "score", "evidence"))
    linking.propose(letter, now=NOW)
    found = list(ActionLink.objects.order_by("action").values_list("action", "relation", "score", "evidence"))
    assert [each[:2] for each in added] == [each[:2] for each in found]
    assert added[-1] == found[-1]


@pytest.mark.parametrize("why", ["never counted", "counted long ago", "near the bar", "shares a docket with a link"])
def test_where_it_cannot_be_told_the_letter_is_searched_wholly(letter, office, monkeypatch, why):
    fields = {}
    if why == "never counted":
        LetterSurroundings.objects.all().delete()
    elif why == "counted long ago":
        LetterSurroundings.objects.update(counted_at=NOW - proposing.TRUSTED_FOR - datetime.timedelta(days=1))
    elif why == "near the bar":
        monkeypatch.setattr(proposing, "DRIFT", 100.0)
        fields = {"title": "Zanthor kilns"}
    else:
        answer(office, 7, dockets=["HSA-2025-0001"])
        look_forward()
        fields = {"dockets": ["HSA-2025-0001"]}
    wholly = []
    find = proposing.candidates_for
    monkeypatch.setattr(proposing, "candidates_for", lambda view: wholly.append(1) or find(view))
    action = answer(office, **fields)
    look_forward()
    assert wholly == [1]
    assert LetterSurroundings.objects.get().counted_at == NOW
    if why != "near the bar":
        assert letter.action_links.filter(action=action).exists()


def test_what_shares_a_docket_with_an_added_action_is_looked_at(letter, office, never_wholly):
    elsewhere = make_agency("elsewhere")
    draft = make_action(
        title=f"{TITLE} of Quillfish", agencies=[elsewhere], document_number="2030-1", dockets=["HSA-2025-0001"],
        published_date=DAY + datetime.timedelta(days=2000), abstract="Quillfish and Zanthor.",
    )  # fmt: skip
    relink.ActionWaiting.objects.all().delete()
    action = answer(office, dockets=["HSA-2025-0001"])
    look_forward()
    assert set(letter.action_links.values_list("action", flat=True)) == {action.pk, draft.pk}


def test_a_full_list_keeps_the_best(letter, office):
    for number in range(WEIGHTS.at_most):
        weak = answer(office, number, title=f"Kiln of Quillfish and Zanthor, lamps, ferries {number} and more words")
        ActionLink.objects.create(letter=letter, action=weak, proposed_at=NOW, score=6.5 + number / 100, evidence=[])
    weakest, rejected = letter.action_links.order_by("score")[:2]
    ActionLink.objects.filter(pk=rejected.pk).update(state="rejected")
    relink.ActionWaiting.objects.all().delete()
    best = answer(office, 99)
    look_forward()
    kept = set(letter.action_links.values_list("action", flat=True))
    assert best.pk in kept
    assert weakest.action_id not in kept
    assert rejected.action_id in kept
    assert len(kept) == WEIGHTS.at_most


def test_links_with_other_letters_are_not_looked_for_again(letter, office, monkeypatch):
    other = make_letter()
    LetterLink.objects.create(letter=letter, earlier=other, proposed_at=NOW, score=9, evidence=[])
    monkeypatch.setattr(proposing, "propose_letters", lambda *args, **kwargs: pytest.fail("letters are looked for"))
    LetterSurroundings.objects.all().delete()
    answer(office)
    look_forward()
    assert letter.action_links.count() == 1
    assert LetterLink.objects.count() == 1
