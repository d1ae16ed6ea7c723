"""Whom and what the names in a query mean, how the query is shown back, and what is said of a name nobody knows."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from factories import make_action, make_agency, make_letter, make_member, make_official, make_user

from tracker.models import Committee, Role
from tracker.search.language import parts
from tracker.search.understanding import understand

pytestmark = pytest.mark.django_db

PUBLIC = AnonymousUser()
TODAY = datetime.date(2026, 3, 4)


@pytest.fixture
def archive():
    department = make_agency("commerce-department", name="Commerce Department", aliases=["DOC"])
    bureau = make_agency("industry-and-security-bureau", name="Industry and Security Bureau", parent=department)
    bureau.short_name = "BIS"
    bureau.save()
    make_official(department, name="Wilbur Ross", title="Secretary of Commerce")
    james = make_member("R000011", first="James", last="Rivers", nickname="Jim", state="OK", party="R")
    masto = make_member("C000022", first="Catherine", last="Cortez Masto", state="NV")
    committee = Committee.objects.create(code="SSCM", name="Senate Committee on Commerce, Science", chamber="senate")
    Committee.objects.create(code="SSCM01", name="Subcommittee on Oceans", chamber="senate", parent=committee)
    make_action(citation="85 FR 36719", document_number="2020-13093", agencies=[bureau])
    make_letter(published=True, members=[james, masto], agencies=[department])
    return department, bureau, james, masto


def only(text, viewer=PUBLIC):
    """Return the one meaning of the text's one name."""
    (found,) = understand(text, viewer, today=TODAY).meanings.values()
    return found


@pytest.mark.parametrize(
    "name",
    ["rivers", '"James Rivers"', '"Jim Rivers"', '"Sen. Rivers"', '"Rivers, James"', "r000011", "riv*", '"J. Rivers"'],
)
def test_a_member_is_known_by_the_names_that_people_write(archive, name):
    assert only(f"from:{name}").members == ("R000011",)


@pytest.mark.parametrize("name", ["masto", '"cortez masto"', "(cortez masto)", '"Catherine Cortez Masto"', "cortez"])
def test_either_half_of_a_surname_is_enough(archive, name):
    assert only(f"from:{name}").members == ("C000022",)


def test_another_first_name_is_another_person(archive):
    assert not only('from:"Peter Rivers"').is_known


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("OK", "states", ("OK",)),
        ("oklahoma", "states", ("OK",)),
        ('"new york"', "states", ("NY",)),
        ("R", "parties", ("R",)),
        ("democrats", "parties", ("D",)),
        ("independent", "parties", ("I", "ID")),
        ("senate", "chambers", ("senate",)),
        ("house", "chambers", ("house",)),
        ('"senate commerce"', "committees", ("SSCM", "SSCM01")),
        ("sscm", "committees", ("SSCM", "SSCM01")),
    ],
)
def test_parties_states_chambers_and_committees_are_known(archive, name, field, value):
    found = only(f"from:{name}")
    assert getattr(found, field) == value
    assert found.is_known


def test_a_state_that_is_also_a_surname_is_both(archive):
    make_member("W000033", first="Craig", last="Washington", state="TX")
    found = only("from:washington")
    assert (found.states, found.members) == (("WA",), ("W000033",))
    assert found.words == "a member from Washington or Craig Washington"


@pytest.mark.parametrize("name", ["commerce", "DOC", '"Commerce Department"', "commerce-department"])
def test_an_agency_comes_with_all_below_it(archive, name):
    department, bureau, *_ = archive
    found = only(f"to:{name}")
    assert found.agencies == (department.pk,)
    assert found.words == "Commerce Department and its parts"
    assert only("to:bis").agencies == (bureau.pk,)


def test_an_official_is_known_by_name_and_title(archive):
    assert len(only("to:ross").officials) == len(only('to:"Secretary of Commerce"').officials) == 1
    assert only("to:ross").words == "Wilbur Ross, Secretary of Commerce"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("rule", "kinds"),
        ('"proposed rule"', "kinds"),
        ('"85 FR 36719"', "actions"),
        ('"85 fed. reg. 36,719"', "actions"),
        ("2020-13093", "actions"),
        ("commerce", "agencies"),
    ],
)
def test_what_followed_is_a_kind_an_action_or_an_agency(archive, name, field):
    found = only(f"followed-by:{name}")
    assert getattr(found, field)
    assert sum(map(bool, (found.kinds, found.actions, found.agencies))) == 1


@pytest.mark.parametrize(
    ("written", "normalized"),
    [
        ("85 fed. reg. 36,719", "85 FR 36719"),
        ("15 cfr part 744", "15 CFR 744"),
        ("15 C.F.R. § 744.11", "15 CFR 744.11"),
        ("pub. l. 116-92", "Pub. L. 116-92"),
        ("0694-AH99", "RIN 0694-AH99"),
    ],
)
def test_citations_are_known_in_their_normal_form(archive, written, normalized):
    assert only(f'cites:"{written}"').normalized == (normalized,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("from:(rivers OR masto)", "signed by James Rivers or Catherine Cortez Masto"),
        ("-to:commerce", "not to Commerce Department and its parts"),
        ("from:OK", "signed by a member from Oklahoma"),
        ('quoted:"negative national security"', "quoted: “negative national security”"),
        ('"export control" NEAR/5 standard*', "“export control” near standard… (5 words)"),
        ("date:2019..2020-06", "dated 2019 to June 2020"),
        ("date:2020", "dated 2020"),
        ("date:2020-04", "dated April 2020"),
        ("date:2020-04-14", "dated April 14, 2020"),
        ("due:<2024-05", "due April 2024 or earlier"),
        ("signers:>20", "at least 21 signers"),
        ("signers:1", "1 signer"),
        ("signers:2..5", "2 to 5 signers"),
        ("status:late", "overdue"),
        ("has:deadline", "has a deadline"),
        ("followed-by:rule", "followed by a rule"),
        ("a OR (b c)", "a or (b and c)"),
        ("-(a OR b)", "not (a or b)"),
        ('cites:"85 FR 36719"', "cites 85 FR 36719"),
        ("topic:5G", "title, subject or purpose: 5G"),
    ],
)
def test_a_part_is_shown_back_in_words(archive, text, words):
    understood = understand(text, PUBLIC, today=TODAY)
    assert [chip.words for chip in understood.chips] == [words]
    assert understood.notes == ()


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("lamps from:rivrs", "lamps from:rivers"),
        ('from:"jim rivrs" lamps', 'from:"jim rivers" lamps'),
        ("from:(rivrs OR masto)", "from:(rivers OR masto)"),
        ("from:oklahma", "from:oklahoma"),
        ("from:catherine cortez", 'from:"catherine cortez"'),
        ("to:comerce", 'to:"Commerce Department"'),
        ("to:bsi", "to:BIS"),
        ("followed-by:ruel", "followed-by:rule"),
    ],
)
def test_the_nearest_name_is_offered(archive, text, instead):
    (note,) = understand(text, PUBLIC, today=TODAY).notes
    assert "Did you mean" in note.sentence
    assert note.instead == instead
    assert understand(instead, PUBLIC, today=TODAY).notes == ()


def test_a_name_that_is_near_nothing_is_said_too(archive):
    (note,) = understand("from:xqzvw", PUBLIC, today=TODAY).notes
    assert note.sentence.startswith("No member, party, state")
    assert note.instead == ""


def test_whose_letters_are_drafts_is_offered_to_those_only_who_see_them(archive):
    make_letter(members=[make_member(last="Zanzibar")])
    (note,) = understand("from:zanzibra", PUBLIC, today=TODAY).notes
    assert "anzibar" not in note.sentence
    (note,) = understand("from:zanzibra", make_user(Role.STAFFER), today=TODAY).notes
    assert note.instead == "from:zanzibar"


def test_what_is_left_without_a_chip_is_understood_as_before(archive):
    understood = understand("lamps from:(rivers OR masto) -to:bis", PUBLIC, today=TODAY)
    for index, chip in enumerate(understood.chips):
        rest = understand(chip.without, PUBLIC, today=TODAY)
        kept = parts(understood.node)
        assert parts(rest.node) == kept[:index] + kept[index + 1 :]


def test_a_query_asks_the_database_a_fixed_number_of_times_for_each_name(archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        understand("from:rivers from:rivers rivers 5G quoted:x status:overdue", PUBLIC, today=TODAY)


@pytest.mark.parametrize(
    ("text", "chips", "sentence"),
    [
        ("lamps", ["lamps"], ""),
        (
            "state of the union",
            ["state", "~of", "~the", "union"],
            "“of” and “the” are in nearly every letter, and are not searched for.",
        ),
        ("lamps quoted:the", ["lamps", "~quoted: the"], "“the” is in nearly every letter, and is not searched for."),
        ("lamps -about", ["lamps", "~not about"], "“about” is in nearly every letter, and is not searched for."),
        # Part of a chip: the sentence says it.
        ("lamps OR the", ["lamps or the"], "“the” is in nearly every letter, and is not searched for."),
        # A word of asking stands where it was typed; of it a note speaks.
        (
            "who asked for lamps?",
            ["~who", "~asked", "~for", "lamps"],
            "“who” and “for” are in nearly every letter, and are not searched for.",
        ),
        ("letters from rivers", ["~letters", "~from", "rivers"], None),
        # Of nothing else the results speak.
        ("the of", ["~the", "~of"], ""),
        ("th*", ["th…"], ""),
    ],
)
def test_words_that_are_not_searched_for_are_marked(archive, text, chips, sentence):
    understood = understand(text, PUBLIC, today=TODAY)
    assert [f"{'~' if chip.passed_over else ''}{chip.words}" for chip in understood.chips] == chips
    assert sentence is None or understood.passed_over == sentence


def test_a_word_of_asking_can_be_taken_out(archive):
    understood = understand("who asked for lamps?", PUBLIC, today=TODAY)
    (asked,) = [chip for chip in understood.chips if chip.words == "asked"]
    assert asked.without == "who for lamps"
