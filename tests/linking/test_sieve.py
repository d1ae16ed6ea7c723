"""The sieve for new actions compared with the scoring: what would stand above the bar is never passed over."""

import datetime
import itertools
import random

import pytest
from made import DAY, a_letter, made_action, made_letter

from tests.factories import make_action, make_agency
from tracker import linking
from tracker.linking.candidates import rank
from tracker.linking.codes import code
from tracker.linking.gather import letter_view, views_of
from tracker.linking.retrieve import RARE_IN_ACTIONS, retrieve
from tracker.linking.terms import WordRuns
from tracker.linking.weights import WEIGHTS
from tracker.models import AgencyAction, LetterTopic

pytestmark = pytest.mark.django_db


def above_the_bar(view, action):
    [found] = rank(view, [action])
    return found.score >= (WEIGHTS.bar if found.followed else WEIGHTS.background_bar)


@pytest.mark.parametrize("seed", range(2))
def test_what_the_scoring_puts_above_the_bar_is_not_passed_over(seed):
    rng = random.Random(seed)
    department, office = make_agency("harbor-department"), make_agency("harbor-safety")
    office.parent = department
    office.save()
    letters = [made_letter(rng, rng.choice((office, department))) for _ in range(5)]
    for number in range(30):
        made_action(rng, rng.choice((office, department)), number)
    actions = tuple(views_of(AgencyAction.objects.all()))
    views = {letter.pk: letter_view(letter) for letter in letters}
    # A score has two sides: of the action alone, and among many, for rarity is reckoned among the candidates.
    among_many = {pk: {each.key: each for each in rank(view, actions)} for pk, view in views.items()}
    found, passed_over = 0, 0
    for action in actions:
        again = linking.letters_to_search_again([action.key])
        for pk, view in views.items():
            scored = among_many[pk][action.key]
            least = WEIGHTS.bar if scored.followed else WEIGHTS.background_bar
            if scored.score >= least or above_the_bar(view, action):
                assert pk in again, (seed, action, view)
                # None is named where the letter is searched wholly.
                assert again[pk] <= {action.key}
                found += 1
            else:
                passed_over += pk not in again
    assert found > 5
    assert passed_over > 5


@pytest.mark.parametrize(
    ("ask", "action"),
    [
        ("Finish the proposed rule on kilns, ovens and furnaces.", {"kind": "rule", "title": "Kilns, Furnaces, Ovens"}),
        ("Explain kilns and furnaces under the Harbor Lamps Act.",
         {"title": "Kilns and Furnaces", "abstract": "Issued under the Harbor Lamps Act."}),
        ("Explain what Quillfish and Zanthor knew.", {"title": "Quillfish and Zanthor"}),
        ("Explain the old drainage of levees.", {"title": "On the old drainage of levees"}),
    ],
)  # fmt: skip
def test_each_kind_of_evidence_alone_can_bring_a_letter_back(ask, action):
    agency = make_agency("harbor-safety")
    letter = a_letter(agency, f"Harbors matter. {ask}", ask)
    made = make_action(agencies=[agency], published_date=DAY + datetime.timedelta(days=60), **action)
    [view] = views_of(AgencyAction.objects.filter(pk=made.pk))
    assert above_the_bar(letter_view(letter), view)
    assert list(linking.letters_to_search_again([made.pk])) == [letter.pk]


def test_a_row_says_what_each_number_counts_the_most_in_the_first_tier():
    a_letter(make_agency("harbor-safety"), "Harbors matter. Explain Quillfish plans.", "Explain Quillfish plans.")
    topic = LetterTopic.objects.get()
    tiers = (topic.tier_1, topic.tier_2, topic.tier_3, topic.tier_4, topic.tier_5)
    worths = dict(zip((number for tier in tiers for number in tier), topic.worths, strict=True))
    name, word = (code(stem, in_title=True) for stem in ("quillfish", "plan"))
    assert worths[name] > worths[word] > worths[code("plan", in_title=False)]
    assert name in topic.names
    assert word not in topic.names
    for above, below in itertools.pairwise(tier for tier in tiers if tier):
        assert min(worths[number] for number in above) >= max(worths[number] for number in below)


def test_a_run_that_a_longer_one_elsewhere_would_hide_is_still_seen():
    text = "copies of the harbor. harbor lamps inspection"
    assert WordRuns(text).may_share_with("of the harbor lamps inspection")
    assert not WordRuns(text).may_share_with("of the lamps")


def test_an_action_of_another_agency_is_looked_at_only_for_words_that_few_actions_have():
    letter = a_letter(
        make_agency("harbor-safety"), "On Quillfish and Zanthor. Explain Quillfish and Zanthor.", "Explain Quillfish"
    )
    title, elsewhere = "Quillfish, Zanthor, Quillfish and Zanthor", make_agency("elsewhere")
    first = make_action(title=title, agencies=[elsewhere], published_date=DAY + datetime.timedelta(days=9))
    assert list(linking.letters_to_search_again([first.pk])) == [letter.pk]
    assert first.pk in retrieve(letter_view(letter)).keys
    for number in range(RARE_IN_ACTIONS):
        make_action(title="Quillfish", document_number=f"again-{number}", published_date=DAY)
    assert first.pk not in retrieve(letter_view(letter)).keys
    assert list(linking.letters_to_search_again([first.pk])) == []
