"""New actions look forward: the letters that they may belong with are searched again, and no others."""

import datetime
import itertools

import pytest

from tests.factories import NOW, make_action, make_agency, make_letter
from tracker import linking
from tracker.archive import relink
from tracker.models import ActionLink, ActionSearch, ActionWaiting, Letter, LetterTopic

pytestmark = pytest.mark.django_db

TITLE = "Harbor Lights: Inspection Logs of Lamps That Failed"
MATTERS = {
    "answer": {"title": f"{TITLE}; Lamps Inspection", "published_date": datetime.date(2025, 6, 18),
               "dockets": ["HSA-2025-0001"],
               "abstract": "The inspection logs of lamps that failed must be kept by pilots."},
    "docket": {"title": "Inspection of Harbor Lamps", "published_date": datetime.date(2031, 1, 7),
               "dockets": ["HSA-2025-0001"]},
    "cited": {"title": "Harbor Lights", "citation": "90 FR 1234", "published_date": datetime.date(2025, 1, 7)},
    "naming": {"title": "Long Creek", "published_date": datetime.date(2026, 6, 18),
               "abstract": "In a letter of March 3, 2025, Senators Rivers and Hale asked who pays."},
    "other": {"title": "Drawbridge Operation: Long Creek", "published_date": datetime.date(2025, 6, 20)},
}  # fmt: skip


@pytest.fixture
def agency():
    return make_agency("harbor-safety", name="Harbor Safety Administration")


def bare_letter(**fields):
    letter = make_letter(**fields)
    letter.citations.all().delete()
    linking.propose(letter, now=NOW)
    return letter


def make_matter(name, agency):
    agencies = [] if name == "naming" else [agency]
    return make_action(document_number=f"2025-{list(MATTERS).index(name)}", agencies=agencies, **MATTERS[name])


def links():
    return sorted(ActionLink.objects.values_list("letter__title", "action__document_number", "relation", "score"))


def test_only_letters_that_it_may_belong_with_are_searched_again(agency):
    department = make_agency("harbor-department")
    agency.parent = department
    agency.save()
    near = bare_letter(agencies=[agency])
    bare_letter(agencies=[agency], letter_date=datetime.date(2009, 1, 1))
    bare_letter(agencies=[make_agency("elsewhere")])
    bare_letter()
    for holder in (agency, department):
        action = make_action(title="Inspection Logs of Lamps", agencies=[holder])
        assert list(linking.letters_to_search_again([action.pk])) == [near.pk]
    assert list(linking.letters_to_search_again([make_matter("other", agency).pk])) == []
    assert list(linking.letters_to_search_again([])) == []


@pytest.mark.parametrize(
    ("kind", "normalized", "action"),
    [
        ("federal_register", "90 FR 1234", {"citation": "90 FR 1234"}),
        ("federal_register", "FR Doc. 2025-77", {"document_number": "2025-77"}),
        ("docket", "HSA-2025-0001", {"dockets": ["HSA-2025-0001"]}),
        ("rin", "RIN 0694-AI06", {"rins": ["0694-AI06"]}),
    ],
)
def test_a_letter_that_gives_an_identifier_is_searched_again_whatever_the_agency(kind, normalized, action):
    letter = make_letter()
    letter.citations.update(kind=kind, normalized=normalized)
    linking.propose(letter, now=NOW)
    far = datetime.date(2040, 1, 1)
    action = make_action(title="x", published_date=far, agencies=[make_agency("elsewhere")], **action)
    assert list(linking.letters_to_search_again([action.pk])) == [letter.pk]


def test_a_letter_that_is_spoken_of_is_searched_again_whatever_the_agency_and_the_year():
    letter = bare_letter()
    bare_letter(letter_date=datetime.date(2024, 3, 3))
    spoken = make_action(title="x", text="a " * 500 + MATTERS["naming"]["abstract"], published_date=None)
    stranger = make_action(title="x", text="In a letter dated March 3, 2025, Senator Brook asked.")
    undated = make_action(title="x", text="We have comments from Senators Rivers, Brook, and others.")
    assert list(linking.letters_to_search_again([spoken.pk])) == [letter.pk]
    assert list(linking.letters_to_search_again([stranger.pk])) == []
    assert letter.pk in linking.letters_to_search_again([undated.pk])
    relink.look_forward(now=NOW)
    link = ActionLink.objects.get(action=spoken)
    assert link.evidence[0]["kind"] == "names_letter"


def test_what_shares_a_docket_with_a_link_is_looked_at(agency):
    letter = bare_letter(agencies=[agency])
    first = make_matter("answer", agency)
    linking.propose(letter, now=NOW)
    assert letter.action_links.get().action == first
    later = make_matter("docket", agency)
    assert list(linking.letters_to_search_again([later.pk])) == [letter.pk]


@pytest.mark.parametrize("order", list(itertools.permutations(("letter", "answer", "docket", "naming")))[::3])
def test_in_whatever_order_they_come_the_links_are_those_of_a_full_search(agency, order):
    for name in (*order, "cited", "other"):
        if name == "letter":
            linking.propose(make_letter(agencies=[agency], title="ours"), now=NOW)
        else:
            make_matter(name, agency)
        while relink.look_forward(now=NOW):
            pass
    step_by_step = links()
    assert {number for _, number, *_ in step_by_step} == {"2025-0", "2025-1", "2025-2", "2025-3"}
    ActionLink.objects.all().delete()
    linking.propose(Letter.objects.get(), now=NOW)
    assert links() == step_by_step


def test_what_was_looked_at_waits_no_more_and_what_a_lost_worker_took_waits_again(agency):
    letter = bare_letter(agencies=[agency])
    action = make_action(title=TITLE, agencies=[agency])
    ActionWaiting.objects.update(taken_at=NOW)
    assert relink.look_forward(now=NOW + datetime.timedelta(minutes=1)) == 0
    assert relink.look_forward(now=NOW + datetime.timedelta(hours=1)) == 1
    assert letter.action_links.get().action == action
    assert relink.waiting(now=NOW + datetime.timedelta(days=1)) == 0


def test_an_action_that_changes_meanwhile_stays_on_the_list(agency, monkeypatch):
    action = make_action(title=TITLE, agencies=[agency])
    look = linking.letters_to_search_again

    def changed_meanwhile(action_ids):
        linking.index_actions([action.pk], now=NOW)
        return look(action_ids)

    monkeypatch.setattr(linking, "letters_to_search_again", changed_meanwhile)
    assert relink.look_forward(now=NOW) == 1
    assert relink.waiting(now=NOW) == 1


def test_actions_from_before_there_were_search_rows_are_indexed_and_all_letters_searched(agency, monkeypatch):
    letter = bare_letter(agencies=[agency])
    monkeypatch.setattr(relink, "AT_ONCE", 2)
    for number in range(5):
        make_action(title=TITLE, document_number=f"2025-{number}", agencies=[agency])
    ActionSearch.objects.all().delete()
    assert relink.look_forward(now=NOW) == 5
    assert ActionSearch.objects.count() == letter.action_links.count() == 5


def test_letters_from_before_there_were_rows_of_letters_are_found(agency, monkeypatch):
    monkeypatch.setattr(relink, "_LETTERS_AT_ONCE", 2)
    letters = [bare_letter(agencies=[agency]) for _ in range(5)]
    LetterTopic.objects.all().delete()
    action = make_action(title=TITLE, agencies=[agency])
    assert relink.look_forward(now=NOW) == 1
    assert set(ActionLink.objects.filter(action=action).values_list("letter", flat=True)) == {
        letter.pk for letter in letters
    }
    assert relink.look_forward(now=NOW) == 0


def test_a_letter_that_cites_a_page_inside_an_action_is_searched_again(agency):
    letter = make_letter()
    letter.citations.update(kind="federal_register", normalized="84 FR 22963")
    linking.propose(letter, now=NOW)
    around, before, after, elsewhere = (
        make_action(title="x", citation=citation, end_page=end_page, published_date=datetime.date(2019, 5, 21))
        for citation, end_page in (
            ("84 FR 22961", 22968),
            ("84 FR 22950", 22962),
            ("84 FR 22964", 22970),
            ("83 FR 22961", 22968),
        )
    )
    assert list(linking.letters_to_search_again([around.pk])) == [letter.pk]
    assert list(linking.letters_to_search_again([before.pk, after.pk, elsewhere.pk])) == []
    linking.propose(letter, now=NOW)
    link = letter.action_links.get()
    assert (link.action, link.relation) == (around, "cited")


def test_a_changed_title_takes_the_link_away(agency):
    letter = bare_letter(agencies=[agency])
    action = make_action(title=TITLE, agencies=[agency])
    relink.look_forward(now=NOW)
    assert letter.action_links.count() == 1
    action.title = "Drawbridge Operation: Short Creek"
    action.save()
    linking.index_actions([action.pk], now=NOW)
    relink.look_forward(now=NOW)
    assert letter.action_links.count() == 0
