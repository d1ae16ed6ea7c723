"""The search row mirrors the letter, and what is asked of it is answered from it."""

import datetime

import factories
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import OperationalError, connection
from factories import (
    make_action,
    make_action_link,
    make_agency,
    make_letter,
    make_letter_link,
    make_member,
    make_official,
    make_user,
)

from tracker import linking, search
from tracker.archive import links, other_actions, publish, relink
from tracker.management.commands import reindex
from tracker.management.quickstart import stages
from tracker.models import (
    Agency,
    AgencyAction,
    Answer,
    Committee,
    CommitteeSeat,
    Direction,
    Letter,
    LetterSearch,
    LinkState,
    Member,
    Publication,
    Role,
    SearchWord,
    UncountedText,
)
from tracker.search import document, find, gather
from tracker.search.codes import letters_of, of_letters

pytestmark = pytest.mark.django_db

PUBLIC = AnonymousUser()
TODAY = datetime.date(2026, 3, 2)


@pytest.fixture
def letter():
    parent = make_agency("commerce-department", name="Commerce Department")
    agency = make_agency("industry-bureau", name="Industry Bureau", parent=parent, short_name="IB")
    senator = make_member("R000001", first="Jane", last="Rivers", state="OR", party="D")
    other = make_member("H000002", first="Tom", last="Hale", state="OK", party="R", chamber="house")
    committee = Committee.objects.create(code="SSCM", name="Senate Committee on Commerce", chamber="senate")
    CommitteeSeat.objects.create(committee=committee, member=senator, as_of=datetime.date(2025, 1, 10))
    letter = make_letter(published=True, agencies=[agency], members=[senator, other])
    make_action_link(letter, make_action(agencies=[agency], citation="90 FR 30001"), state=LinkState.CONFIRMED)
    search.index(letter)
    return letter


def found(text, viewer=PUBLIC, **more):
    return [hit.letter.pk for hit in search.search(text, viewer, today=TODAY, **more).results]


@pytest.mark.parametrize(
    "text",
    [
        "from:R000001",
        "from:(rivers OR cruz)",
        "from:rivers (the OR of)",
        "from:D",
        "from:republican",
        "from:oklahoma",
        "from:senate",
        'from:"commerce committee"',
        'from:"Jane Q. Rivers"',
        "to:IB",
        'to:"commerce department"',
        "followed-by:rule",
        "followed-by:IB",
        'followed-by:"90 FR 30001"',
        "status:unanswered",
        "status:overdue",
        "signers:2",
        "signers:>1 lamps",
        "due:2025-04",
        "is:bipartisan",
        "is:bicameral",
        "is:joint",
        "is:published",
        "type:letter",
        "has:documents",
        "has:question has:deadline",
        "has:action",
        "has:citation",
        "lamp*",
        "lamps NEAR/6 nine",
        "nine NEAR/6 lamps",
        "tariff OR from:rivers",
        "(tariff OR lamps) -from:cruz",
        "-tariff",
        "topic:senators",
        'quoted:(tariff OR "steer by memory")',
        "date:2025 -has:reply",
    ],
)
def test_finds(letter, text):
    assert found(text) == [letter.pk]


@pytest.mark.parametrize(
    "text",
    [
        "from:I",
        "from:texas",
        'from:"Jane Hale"',
        "followed-by:notice",
        "status:answered",
        "signers:>2",
        "due:2024",
        "is:draft",
        "is:reconstruction",
        "type:reply",
        "has:briefing",
        "has:scan",
        "lamps NEAR/2 inspection",
        "topic:lamps",
        "-lamps",
        "tariff OR from:cruz",
        "lamps -has:question",
    ],
)
def test_does_not_find(letter, text):
    assert found(text) == []


def test_the_row_agrees_with_the_one_predicate_of_visibility():
    draft, public, withdrawn = make_letter(), make_letter(published=True), make_letter(published=True)
    for each in (draft, public, withdrawn):
        search.index(each)
    publish.withdraw(withdrawn, by=None, now=factories.NOW)
    # Not even a change behind the verbs' back parts them.
    Letter.objects.filter(pk=draft.pk).update(publication=Publication.PUBLISHED, published_at=factories.NOW)
    for viewer in (PUBLIC, make_user(Role.PUBLIC), make_user(Role.STAFFER), make_user(Role.ADMIN)):
        rows = set(LetterSearch.objects.visible_to(viewer).values_list("pk", flat=True))
        assert rows == set(Letter.objects.visible_to(viewer).values_list("pk", flat=True))
        assert set(found("lamps", viewer)) == rows


def test_facets_count_what_divides_the_letters(letter):
    facets = {facet.name: facet for facet in search.search("lamps", PUBLIC, today=TODAY).facets}
    said = {name: {(value.label, value.count) for value in facet.values} for name, facet in facets.items()}
    assert said == {
        "year": {("2025", 1)},
        "agency": {("Industry Bureau", 1), ("Commerce Department", 1)},
        "member": {("Jane Rivers", 1), ("Tom Hale", 1)},
        "party": {("Democrats", 1), ("Republicans", 1)},
        "state": {("Oregon", 1), ("Oklahoma", 1)},
        "chamber": {("Senate", 1), ("House of Representatives", 1)},
        "committee": {("Senate Committee on Commerce", 1)},
        "status": {("Not answered", 1)},
        "followed": {("Rule", 1)},
    }


def test_every_facet_value_can_be_asked_for(letter):
    for facet in search.search("lamps", PUBLIC, today=TODAY).facets:
        for value in facet.values:
            assert found(f"lamps {value.term}") == [letter.pk], value.term


def test_a_draft_is_in_no_facet_and_no_status(letter):
    reply = make_letter(direction=Direction.TO_CONGRESS)
    link = make_letter_link(reply, letter)
    links.decide_link(link, state=LinkState.CONFIRMED, reason="", by=make_user(), now=factories.NOW)
    staffer = make_user(Role.STAFFER)
    assert found("status:answered") == []
    assert found("has:reply") == []
    assert found("status:answered", staffer) == found("has:reply", staffer) == [letter.pk]
    facets = {facet.name: facet for facet in search.search("lamps", PUBLIC, today=TODAY).facets}
    assert [(value.label, value.count) for value in facets["status"].values] == [("Not answered", 1)]
    publish.publish(reply, by=None, now=factories.NOW)
    assert found("status:answered") == [letter.pk]


def test_answers_of_requests_make_the_status(letter):
    reply = make_letter(published=True, direction=Direction.TO_CONGRESS)
    make_letter_link(reply, letter, state=LinkState.CONFIRMED)
    letter.requests.filter(number="1").update(answer=Answer.ANSWERED)
    search.index(letter)
    assert found("status:partly type:letter") == [letter.pk]
    letter.requests.update(answer=Answer.ANSWERED)
    search.index(letter)
    assert found("status:answered") == [letter.pk]
    assert LetterSearch.objects.get(letter=letter).due_date is letter.next_deadline is None


def test_the_due_date_is_the_letters_own(letter):
    assert LetterSearch.objects.get(letter=letter).due_date == Letter.objects.get(pk=letter.pk).next_deadline
    assert LetterSearch.objects.get(letter=letter).due_date == datetime.date(2025, 4, 1)


def test_a_rejected_link_is_found_no_more(letter):
    link = letter.action_links.get()
    links.decide_link(
        link, state=LinkState.REJECTED, reason="No.", by=make_user(), now=factories.NOW, was=LinkState.CONFIRMED
    )
    assert found("has:action") == []


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("the F.C.C. said", "FCC"),
        ("the FCC said", "F.C.C."),
        ("dual-use goods", "dual use"),
        ("dual use goods", "dual-use"),
        ("5G networks", "5g"),
        ("the Velázquez bill", "velazquez"),
        ("goods/services", "services"),
        ("docket BIS-2020-0011", '"BIS-2020-0011"'),
    ],
)
def test_habits_of_writing_hide_nothing(written, asked):
    letter = make_letter(published=True, blocks=(written,))
    search.index(letter)
    assert found(asked) == [letter.pk]


def test_what_a_scan_makes_of_a_word_is_found_by_the_word():
    misread = make_letter(published=True, blocks=("The govemment of Oregon",))
    search.index(misread)
    SearchWord.objects.create(word="government", seen=500, shape="govemment")
    assert found("government") == [misread.pk]


def test_two_common_words_of_one_shape_are_two_words():
    letter = make_letter(published=True, blocks=("A modem is a device",))
    search.index(letter)
    SearchWord.objects.create(word="modern", seen=3, shape="modem")
    assert found("modern") == []


@pytest.mark.parametrize(
    ("text", "meant"), [("lmaps", "lamps"), ("harbor inspektion", "harbor inspection"), ("from:Rivrs", "from:rivers")]
)
def test_a_slip_is_answered_with_what_was_meant(letter, text, meant):
    results = search.search(text, PUBLIC, today=TODAY)
    assert results.total == 0
    assert results.did_you_mean == meant


def test_a_word_of_a_draft_is_suggested_to_nobody_who_may_not_see_it():
    draft = make_letter(blocks=("The zyzzogeton affair",))
    search.index(draft)
    assert search.search("zyzzogetom", PUBLIC, today=TODAY).did_you_mean == ""
    assert search.search("zyzzogetom", make_user(Role.STAFFER), today=TODAY).did_you_mean == "zyzzogeton"


def test_more_than_are_counted_is_said_and_the_newest_are_shown(letter, monkeypatch):
    monkeypatch.setattr(gather, "COUNTED", 3)
    monkeypatch.setattr(find, "COUNTED", 3)
    days = [datetime.date(2000 + number, 5, 1) for number in range(6)]
    older = [make_letter(published=True, letter_date=day, with_images=False) for day in days]
    for each in older:
        search.index(each)
    for many in (10_000, 0):
        # Found at once, and year by year.
        monkeypatch.setattr(gather, "_MANY", many)
        results = search.search("lamps", PUBLIC, today=TODAY, order=search.Order.NEWEST)
        assert (results.total, results.is_exact) == (3, False)
        assert [hit.letter.pk for hit in results.results][:3] == [letter.pk, older[5].pk, older[4].pk]
        assert set(found("lamps")) >= {letter.pk, older[5].pk, older[4].pk}


@pytest.mark.parametrize("broad", [0, float("inf")], ids=["by month", "by year"])
def test_stretch_by_stretch_counts_the_same(letter, monkeypatch, broad):
    search.index(make_letter(published=True, letter_date=None))
    expected = search.search("lamps", PUBLIC, today=TODAY)
    monkeypatch.setattr(gather, "_MANY", -1)
    monkeypatch.setattr(gather, "_BROAD", broad)
    by_time = search.search("lamps", PUBLIC, today=TODAY)
    assert expected.total == 2
    assert (by_time.total, by_time.facets) == (expected.total, expected.facets)
    assert [hit.letter.pk for hit in by_time.results] == [hit.letter.pk for hit in expected.results]


@pytest.mark.parametrize(
    ("query", "sooner"),
    [
        ("lamps", False),
        ("public lamps", False),
        ("to:commerce lamps", False),
        ('"public lamps"', True),
        ("public-lamps", True),
        ("public NEAR lamps", True),
        ('lamps OR "public order"', True),
    ],
)
def test_words_that_must_stand_side_by_side_are_gone_through_by_time_sooner(letter, monkeypatch, query, sooner):
    asked = []
    stretches = gather._stretches
    monkeypatch.setattr(gather, "_stretches", lambda *given: asked.append(given) or stretches(*given))
    at_once = search.search(query, PUBLIC, today=TODAY)
    assert not asked
    monkeypatch.setattr(gather, "_MANY_READ", -1)
    by_time = search.search(query, PUBLIC, today=TODAY)
    assert bool(asked) == sooner
    assert (by_time.total, by_time.facets) == (at_once.total, at_once.facets)


@pytest.mark.parametrize("many", [-1, 25_000], ids=["stretch by stretch", "at once"])
@pytest.mark.parametrize(
    ("days", "since", "until"),
    [
        ("2019..2020", "2019-01-01", "2020-12-31"),
        ("2019-03", "2019-03-01", "2019-03-31"),
        ("2019-11..2020-02", "2019-11-01", "2020-02-29"),
        ("2019-03-15..2020-01", "2019-03-15", "2020-01-31"),
        ("2020..", "2020-01-01", "9999-12-31"),
        ("..2019", "0001-01-01", "2019-12-31"),
        ("2019-07-04", "2019-07-04", "2019-07-04"),
        ("..2019-07-04", "0001-01-01", "2019-07-04"),
        ("2033..", "2033-01-01", "9999-12-31"),
        ("1700..1800", "1700-01-01", "1800-12-31"),
    ],
)
def test_days_are_those_asked_for_in_whatever_form_the_index_is_asked(monkeypatch, days, since, until, many):
    monkeypatch.setattr(gather, "_MANY", many)
    written = "1791-10-14 2018-12-31 2019-01-01 2019-03-01 2019-03-14 2019-03-15 2019-03-31 2019-07-04 2019-11-01"
    written += " 2019-12-31 2020-01-31 2020-02-01 2020-02-29 2020-03-01 2020-12-31 2021-01-01 2034-05-05"
    dated = {make_letter(published=True, letter_date=datetime.date.fromisoformat(day), with_images=False): day
             for day in written.split()}  # fmt: skip
    dated[make_letter(published=True, letter_date=None, with_images=False)] = ""
    for each in dated:
        search.index(each)
    expected = {each.pk for each, day in dated.items() if day and since <= day <= until}
    assert set(found(f"date:{days}")) == set(found(f"date:{days} lamps")) == expected
    assert set(found(f"lamps -date:{days}")) == {each.pk for each in dated} - expected


def test_an_old_letter_whose_title_says_it_stands_before_newer_ones_though_not_all_are_counted(monkeypatch):
    monkeypatch.setattr(gather, "COUNTED", 3)
    monkeypatch.setattr(find, "COUNTED", 3)
    monkeypatch.setattr(gather, "CANDIDATES", 2)
    monkeypatch.setattr(gather, "_MANY", -1)
    old = make_letter(published=True, title="Lamps", letter_date=datetime.date(2001, 5, 1), with_images=False)
    newer = [
        make_letter(published=True, title="Piers", letter_date=datetime.date(2010 + n, 5, 1), with_images=False)
        for n in range(6)
    ]
    for each in (old, *newer):
        search.index(each)
    assert found("lamps")[0] == old.pk


def test_orders(letter):
    old = make_letter(published=True, letter_date=datetime.date(2001, 1, 1))
    old.deadlines.update(date=datetime.date(2001, 2, 1))
    search.index(old)
    assert found("lamps", order=search.Order.NEWEST) == [letter.pk, old.pk]
    assert found("lamps", order=search.Order.OLDEST) == [old.pk, letter.pk]
    assert found("lamps", order=search.Order.DEADLINE) == [old.pk, letter.pk]
    assert set(found("lamps", order=search.Order.SIGNERS)) == {letter.pk, old.pk}


def test_words_side_by_side_and_newer_letters_stand_higher():
    apart = make_letter(published=True, blocks=("The lamps of some harbor are like any light here",))
    together = make_letter(published=True, blocks=("The light of some harbor lamps are like any here",))
    newer = make_letter(published=True, blocks=("The light of some harbor lamps are like any here",), letter_date=TODAY)
    for each in (apart, together, newer):
        search.index(each)
    assert found("harbor lamps") == [newer.pk, together.pk, apart.pk]


def test_snippets_say_where_the_words_stand(letter):
    text = letter.transcript.text
    (hit,) = search.search('"old lamps"', PUBLIC, today=TODAY).results
    (snippet,) = hit.snippets
    assert [text[start:end] for start, end in snippet.spans] == ["old", "lamps"]


def test_reindex_writes_what_is_missing_or_old_and_goes_on_where_it_stopped(letter, capsys):
    missing = make_letter(published=True)
    undated = make_letter(published=True, letter_date=None)
    LetterSearch.objects.filter(letter=letter).update(version=0)
    call_command("reindex")
    assert "3 of 3 letters" in capsys.readouterr().out
    assert set(found("lamps")) == {letter.pk, missing.pk, undated.pk}
    call_command("reindex")
    assert "of" not in capsys.readouterr().out.split("Every")[0]
    started = min(LetterSearch.objects.values_list("indexed_at", flat=True))
    LetterSearch.objects.filter(letter=undated).update(indexed_at=factories.NOW - datetime.timedelta(days=9000))
    call_command("reindex", all=True, before=started.isoformat())
    assert "1 of 1 letters" in capsys.readouterr().out


def test_words_of_letters_that_come_one_by_one_are_counted_later_and_once():
    letters = [make_letter(published=True, blocks=("Old lamps on the pier",)) for _ in range(3)]
    for letter in letters:
        search.index(letter)
    assert SearchWord.objects.get(word="lamps").seen == 0
    while search.count_words():
        pass
    assert SearchWord.objects.get(word="lamps").seen == 3
    search.index(letters[0])
    assert not search.count_words()
    call_command("reindex", all=True)
    assert SearchWord.objects.get(word="lamps").seen == 3
    make_letter(blocks=("Old lamps on the pier",))
    call_command("reindex")
    assert SearchWord.objects.get(word="lamps").seen == 4


def test_a_word_that_nobody_counted_yet_is_no_misreading():
    letter = make_letter(published=True, blocks=("A modem is a device",))
    search.index(letter)
    SearchWord.objects.create(word="modern", seen=0, shape="modem")
    assert found("modern") == []


@pytest.mark.django_db(transaction=True)
def test_several_connections_write_rows_at_once(monkeypatch):
    monkeypatch.setattr(reindex, "_BATCH", 2)
    letters = [make_letter(published=True, with_images=False, blocks=(f"Lamp number {n}",)) for n in range(7)]
    call_command("reindex", jobs=3)
    rows = LetterSearch.objects.filter(version=document.VERSION)
    assert set(rows.values_list("letter", flat=True)) == {letter.pk for letter in letters}
    assert found("number") == [letter.pk for letter in reversed(letters)]
    assert SearchWord.objects.get(word="number").seen == 7


@pytest.mark.django_db(transaction=True)
def test_where_one_connection_fails_the_command_does_and_can_be_given_again(monkeypatch):
    letters = [make_letter(published=True, with_images=False) for _ in range(6)]
    UncountedText.objects.all().delete()  # as those that were put into the tables by other ways
    write = reindex.rewrite_rows

    def breaks(ids):
        if letters[3].pk in ids:
            raise OperationalError("the server is gone")
        write(ids)

    monkeypatch.setattr(reindex, "rewrite_rows", breaks)
    monkeypatch.setattr(reindex, "_GROUP", 2)
    monkeypatch.setattr(reindex, "_BATCH", 2)
    with pytest.raises(OperationalError, match="gone"):
        call_command("reindex", jobs=2)
    monkeypatch.undo()
    assert search.waiting().count() >= 2
    call_command("reindex", jobs=2)
    assert not search.waiting().exists()
    assert set(found("lamps")) == {letter.pk for letter in letters}
    assert SearchWord.objects.get(word="lamps").seen == 6


@pytest.mark.parametrize(
    "text",
    ["lamps", "lamps -tariff", '"old lamps"', "lamps OR tariff", "lamps topic:old", "lamps nine", "lamp* nine"],
)
def test_what_is_weighed_first_is_what_was_found(monkeypatch, text):
    """Of many letters those are looked for whose title, quotations or requests say it: none that was not asked for."""
    monkeypatch.setattr(gather, "CANDIDATES", 0)
    for title, body in (
        ("Lamps", "The tariff is old. Lamps cost nine dollars."),
        ("Old lamps", "The lamps are nine."),
        ("On tariffs", "Old wicks, and lamps."),
        ("A harbor", "Nothing is said of them."),
        ("Lamps old", "It was said, “We have old” and “lamps of nine.”"),
    ):
        search.index(make_letter(published=True, title=title, blocks=(body,), with_images=False))
    first = found(text)
    monkeypatch.setattr(gather, "CANDIDATES", 300)
    assert sorted(first) == sorted(found(text))
    assert first, "Each query finds some."


def test_a_misread_word_takes_no_letter_from_those_weighed_first(monkeypatch):
    monkeypatch.setattr(gather, "CANDIDATES", 1)
    titled = make_letter(published=True, title="The government", blocks=("March 3, 2001", "It is far."))
    for word in ("government", "govemment", "government"):
        search.index(make_letter(published=True, title="A letter", blocks=(f"The {word} of Oregon",)))
    search.index(titled)
    SearchWord.objects.filter(word="government").update(seen=500)
    assert found("government")[0] == titled.pk


def test_letters_are_packed_the_same_by_the_database():
    with connection.cursor() as cursor:
        for letters in ("OK", "D", "SSCM", "propo", ""):
            cursor.execute("select letterbook_letters(%s)", [letters])
            assert cursor.fetchone()[0] == of_letters(letters)
            assert letters_of(of_letters(letters)) == letters.upper()


def test_what_is_asked_of_a_name_is_what_is_shown_back(letter):
    """A party, an official, a subcommittee: the letter is found by what the chip says, and not by like words."""
    department = Agency.objects.get(slug="commerce-department")
    official = make_official(department, name="Ada Marsh", title="Secretary of Commerce")
    letter.recipients.update(official=official)
    senator = Member.objects.get(bioguide="R000001")
    for code in ("SSCM07", "SSCM08"):
        Committee.objects.create(code=code, name=f"Subcommittee on {code}", chamber="senate", parent_id="SSCM")
    CommitteeSeat.objects.create(committee_id="SSCM07", member=senator, as_of=datetime.date(2025, 1, 10))
    search.index(letter)
    assert found("from:SSCM07") == found("from:SSCM") == found('to:"Secretary of Commerce"') == [letter.pk]
    assert found("from:SSCM08") == []
    assert found('from:"Rivers, Jane"') == found("from:riv*") == [letter.pk]


def test_a_name_that_was_matched_to_nobody_is_found_as_it_is_signed(letter):
    letter.signatures.filter(member="H000002").update(member=None, term=None, name="Thomas Hale")
    search.index(letter)
    assert found("from:hale") == [letter.pk]
    assert found("from:H000002") == []


def test_a_bill_without_a_congress_is_that_of_any(letter):
    letter.citations.update(normalized="H.R. 1234 (119th)")
    search.index(letter)
    assert found('cites:"H.R. 1234"') == [letter.pk]
    assert found('cites:"H.R. 123"') == []


def test_overdue_is_one_thing(letter):
    for day in (datetime.date(2025, 4, 1), datetime.date(2025, 4, 2)):
        late = [hit.letter.pk for hit in search.search("status:overdue", PUBLIC, today=day).results]
        assert (late == [letter.pk]) is letter.is_overdue_on(day)
    reply = make_letter(published=True, direction=Direction.TO_CONGRESS)
    make_letter_link(reply, letter, state=LinkState.CONFIRMED)
    search.index(reply)
    letter = Letter.objects.get(pk=letter.pk)
    assert letter.pk not in found("status:overdue")
    assert not letter.is_overdue_on(TODAY)


def test_a_link_is_found_once_it_is_confirmed(letter):
    link = letter.action_links.get()
    link.delete()
    link = make_action_link(letter, make_action(citation="90 FR 30009"))
    search.index(letter)
    assert found("has:action") == []
    links.decide_link(link, state=LinkState.CONFIRMED, reason="", by=make_user(), now=factories.NOW)
    assert found("has:action") == [letter.pk]


def test_an_action_that_changes_or_is_withdrawn_is_found_as_it_now_is(letter):
    action = make_action(own_key="A-1", kind="notice")
    make_action_link(letter, action, state=LinkState.CONFIRMED)
    search.index(letter)
    assert found("followed-by:notice") == [letter.pk]
    AgencyAction.objects.filter(pk=action.pk).update(kind="other")
    linking.index_actions([action.pk], now=factories.NOW)
    relink.look_forward(now=factories.NOW)
    assert (found("followed-by:notice"), found("followed-by:other")) == ([], [letter.pk])
    other_actions.withdraw(action, reason="Not theirs.", by=make_user(), now=factories.NOW)
    assert found("followed-by:other") == []
    other_actions.restore(action, by=make_user(), now=factories.NOW)
    assert found("followed-by:other") == [letter.pk]


def test_an_upgrade_writes_the_rows_that_are_missing(letter):
    LetterSearch.objects.all().delete()
    assert found("lamps") == []
    assert stages.search_rows() == "1 letter indexed"
    assert found("lamps") == [letter.pk]
    assert stages.search_rows() == "up to date"
