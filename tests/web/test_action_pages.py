"""The pages of agency actions: the record, the letters that belong to each and why, its docket; the list."""

import datetime

import factories
import pytest
from django.test import Client

from tracker.models import ActionKind, ActionVersion, AgencyAction, LinkState, Relation
from tracker.web.action_facts import cfr_part, docket, rin

pytestmark = pytest.mark.django_db
CONFIRMED = LinkState.CONFIRMED


def page_of(client: Client, action) -> str:
    answer = client.get(f"/actions/{action.pk}/")
    assert answer.status_code == 200
    return answer.text


def test_the_record_is_whole(client: Client):
    agency = factories.make_agency("harbor-office", name="Harbor Office")
    action = factories.make_action(
        title="Harbor lights",
        agencies=[agency],
        document_number="2025-00042",
        citation="90 FR 25000",
        action_text="Interim final rule.",
        abstract="On lamps & lights.",
        dockets=["HSA-2025-0001", "250612-01"],
        rins=["0694-AI06"],
        cfr_parts=["15 CFR 744"],
        filed_date=datetime.date(2025, 6, 16),
        effective_date=datetime.date(2025, 7, 1),
        comments_close_date=datetime.date(2025, 8, 1),
        html_url="https://www.federalregister.gov/d/2025-00042",
    )
    text = page_of(client, action)
    for words in [
        "<dt>Kind</dt><dd>Interim final rule</dd>",
        "<dt>Action</dt><dd>Interim final rule.</dd>",
        "90 FR 25000",
        "2025-00042",
        "On lamps &amp; lights.",
        "June 16, 2025",
        "June 18, 2025",
        "July 1, 2025",
        "August 1, 2025",
        'href="/agencies/harbor-office/"',
        'href="https://www.regulations.gov/docket/HSA-2025-0001"',
        'href="https://www.ecfr.gov/current/title-15/part-744"',
        "RIN=0694-AI06",
        "250612-01",
        'href="https://www.federalregister.gov/d/2025-00042"',
    ]:
        assert words in text, words


def test_an_action_of_which_little_is_known_has_its_page(client: Client):
    action = factories.make_action(title="An order", published_date=None, document_number="x")
    text = page_of(client, action)
    assert "No date is known." in text
    assert "None that is known here." in text
    assert "No letter kept here is known to belong to this action." in text
    assert "Other actions of its docket" not in text


@pytest.mark.parametrize(
    ("identifier", "is_linked"),
    [
        (cfr_part("15 CFR 744"), True),
        (cfr_part("15 CFR Part 744"), True),
        (cfr_part("javascript:alert(1)"), False),
        (docket("EPA-HQ-OAR-2021-0317"), True),
        (docket("Docket No. 12"), False),
        (docket("HSA-2025-0001/../x"), False),
        (rin("0694-AI06"), True),
        (rin("0694-AI06&x=1"), False),
    ],
)
def test_only_identifiers_of_a_known_form_become_addresses(identifier, is_linked):
    assert bool(identifier.url) == is_linked


def test_letters_stand_by_how_they_belong(client: Client):
    action = factories.make_action(published_date=datetime.date(2025, 6, 18))
    for title, relation, date in [
        ("It answers this one", Relation.ANSWERS, datetime.date(2025, 3, 3)),
        ("It came before", Relation.SAME_SUBJECT, datetime.date(2025, 2, 3)),
        ("It cites the action", Relation.CITED, datetime.date(2025, 9, 3)),
    ]:
        letter = factories.make_letter(published=True, title=title, letter_date=date)
        factories.make_action_link(letter, action, relation=relation, state=CONFIRMED, decided_at=factories.NOW)
    text = page_of(client, action)
    order = [
        "Letters that it answers or cites",
        "It answers this one",
        "Letters that came before it",
        "It came before",
        "Letters that name it or came after it",
        "It cites the action",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "107 days before this action" in text
    assert "The letter is addressed to the agency that issued it." in text
    assert "Accepted by a person on March 2, 2026." in text


def test_corrections_lead_both_ways(client: Client):
    rule = factories.make_action(title="The rule", document_number="2025-00001", citation="90 FR 1")
    first = factories.make_action(title="First correction", document_number="C1-2025-00001", corrects="2025-00001")
    second = factories.make_action(title="Second correction", document_number="C2-2025-00001", corrects="C1-2025-00001")
    lost = factories.make_action(title="A correction of nothing", corrects="1999-00001")
    assert f'href="/actions/{first.pk}/"' in page_of(client, rule)
    text = page_of(client, first)
    assert f'href="/actions/{rule.pk}/"' in text
    assert f'href="/actions/{second.pk}/"' in text
    assert "Document 1999-00001, which is not kept here." in page_of(client, lost)


def test_the_others_of_its_docket_are_listed(client: Client, django_assert_max_num_queries):
    agency = factories.make_agency("harbor-office")
    action = factories.make_action(dockets=["HSA-2025-0001"], rins=["0694-AI06"])
    for number in range(25):
        factories.make_action(title=f"Notice {number}.", dockets=["HSA-2025-0001"], agencies=[agency])
    factories.make_action(title="By its number.", rins=["0694-AI06"], published_date=datetime.date(2026, 1, 1))
    factories.make_action(title="Elsewhere.", dockets=["HSA-2025-0002"])
    with django_assert_max_num_queries(12):
        text = page_of(client, action)
    assert "By its number." in text
    assert "Elsewhere." not in text
    assert "26 others share its docket or number" in text
    assert text.count('class="action-row"') == 20
    assert client.get("/actions/", {"docket": "HSA-2025-0001"}).context["found"].total == 26


def test_filters_of_the_list(client: Client):
    agency = factories.make_agency("harbor-office")
    rule = factories.make_action(title="Rule", agencies=[agency], published_date=datetime.date(2024, 12, 31))
    notice = factories.make_action(title="Notice", kind=ActionKind.NOTICE, published_date=datetime.date(2025, 1, 1))
    factories.make_action_link(factories.make_letter(published=True), rule, state=CONFIRMED)
    factories.make_action_link(factories.make_letter(), notice, state=CONFIRMED)
    factories.make_action_link(factories.make_letter(published=True), notice)
    for filters, wanted in [
        ({}, [notice, rule]),
        ({"year": "2024"}, [rule]),
        ({"year": "2025"}, [notice]),
        ({"kind": "notice"}, [notice]),
        ({"agency": "harbor-office"}, [rule]),
        ({"letters": "yes"}, [rule]),
        ({"letters": "yes", "year": "2025"}, []),
    ]:
        assert list(client.get("/actions/", filters).context["found"].page) == wanted, filters
    assert client.get("/actions/").context["years"] == [2025, 2024]
    assert [each.letters for each in client.get("/actions/").context["found"].page] == [0, 1]


@pytest.mark.parametrize("year", ["99", "20x4", "٢٠٢٤", "9999"])
def test_a_year_that_is_none_is_said(client: Client, year: str):
    factories.make_action()
    answer = client.get("/actions/", {"year": year})
    assert "is no year" in answer.text
    assert answer.context["found"].total == 1


def test_a_full_list_asks_a_fixed_number_of_questions(client: Client, django_assert_num_queries):
    letter = factories.make_letter(published=True)
    agency = factories.make_agency("harbor-office")

    def more(count):
        for _ in range(count):
            factories.make_action_link(letter, factories.make_action(agencies=[agency]), state=CONFIRMED)

    more(2)
    client.get("/actions/")
    with django_assert_num_queries(6):
        client.get("/actions/")
    more(22)
    with django_assert_num_queries(6):
        client.get("/actions/")


def test_what_the_source_said_before_is_told(client: Client):
    agency = factories.make_agency("harbor-office", name="Harbor Office")
    action = factories.make_action(title="Lamps, as corrected", agencies=[agency])
    before = {"title": "Lamps <b>", "agencies": ["harbor-office", "gone"], "effective_date": "2025-07-01", "rins": []}
    for number, values in enumerate((before, {"raw_text_url": "https://example.org/"})):
        seen_at = factories.NOW + datetime.timedelta(days=number)
        ActionVersion.objects.create(action=action, seen_at=seen_at, source="Federal Register", before=values)
    text = client.get(action.get_absolute_url()).text
    assert "Seen on March 2, 2026. Before: title “Lamps &lt;b&gt;”; agencies “Harbor Office and gone”" in text
    assert "effective date “July 1, 2025”; no RIN." in text
    assert "March 3, 2026" not in text


def test_an_unchanged_record_says_nothing_of_changes(client: Client):
    assert "Changed there" not in client.get(factories.make_action().get_absolute_url()).text


def test_a_kind_is_said_as_a_reader_says_it(client: Client):
    interim = factories.make_action(action_text="Interim final rule; request for comments.", citation="85 FR 36719")
    correction = factories.make_action(kind=ActionKind.NOTICE, corrects="2025-1")
    AgencyAction.objects.filter(pk=interim.pk).update(end_page=36720)
    listed = client.get("/actions/").text
    for text in (listed, client.get(interim.get_absolute_url()).text):
        assert "Interim final rule" in text
        assert "85 FR 36719–36720" in text
    assert "Correction of a notice" in listed
    assert "Correction of a notice" in client.get(correction.get_absolute_url()).text
