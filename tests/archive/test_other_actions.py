"""Actions entered by hand and from tables: what is stored, what is refused with a sentence, and what the log keeps."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from tests.factories import NOW, make_action, make_action_link, make_agency, make_letter, make_user
from tracker import linking
from tracker.archive import other_actions
from tracker.archive.errors import ArchiveError, InvalidChange, NotAllowed
from tracker.models import ActionLink, AgencyAction, LinkState
from tracker.sources.action_table import TEMPLATE, read_table

HEADING = "key,kind,title,date,agencies,address,text"
ROW = "k1,Press release,Harbor lamps,2025-04-01,Harbor Safety Administration,https://example.gov/1,Lamps."


def table(*rows, heading=HEADING):
    return read_table("\r\n".join((heading, *rows)).encode())


def sentences(*rows, heading=HEADING):
    return [sentence for _, sentence in table(*rows, heading=heading).wrong]


def test_the_template_is_a_table_that_can_be_read():
    found = read_table(TEMPLATE.encode())
    assert (found.wrong, found.problem, found.rows[0].dockets) == ([], "", ("HSA-2025-0001",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_tables_as_spreadsheets_write_them(encoding, mark):
    cells = [line.split(",") for line in (HEADING, ROW.replace("lamps", "lämps – “x”"))]
    [row] = read_table("\r\n".join(mark.join(line) for line in cells).encode(encoding)).rows
    assert (row.title, row.date) == ("Harbor lämps – “x”", datetime.date(2025, 4, 1))


@pytest.mark.parametrize("written", ["4/1/2025", "April 1, 2025", "1 April 2025"])
def test_dates_as_people_write_them(written):
    [row] = table(ROW.replace("2025-04-01", f'"{written}"')).rows
    assert row.date == datetime.date(2025, 4, 1)


def test_quotes_commas_and_new_lines_within_cells():
    [row] = table(ROW.replace("Harbor lamps", '"Harbor ""lamps"",\nand more"')).rows
    assert row.title == 'Harbor "lamps", and more'


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (ROW.replace("2025-04-01", ""), "Row 2 has no date"),
        (ROW.replace("2025-04-01", "spring"), "Row 2 has the date “spring”, which cannot be read"),
        (ROW.replace("2025-04-01", "2025-02-30"), "which cannot be read"),
        (ROW.replace("Harbor lamps", ""), "Row 2 has no title."),
        (ROW.replace("Press release", "Poem"), "Row 2 has the kind “Poem”"),
        (ROW.replace("Harbor Safety Administration", ""), "Row 2 names no agency"),
        (ROW.replace("https://example.gov/1", ""), "Row 2 gives no address"),
        (ROW.replace("https://example.gov/1", "javascript:alert(1)"), "Row 2 gives an address that is none"),
        (ROW.replace("https://example.gov/1", "https://[::1"), "Row 2 gives an address that is none"),
        (ROW.replace("Harbor lamps", '"=HYPERLINK(""x"")"'), "Row 2 has a formula in “title”"),
        (ROW.replace("Harbor lamps", "#REF!"), "Row 2 has a formula in “title”"),
        (ROW + ",and more", "Row 2 has more cells than the heading"),
    ],
)
def test_a_row_that_is_wrong_is_named(row, sentence):
    [said] = sentences(row)
    assert sentence in said


def test_a_row_that_stands_twice_is_named():
    assert sentences(ROW, ROW) == ["Row 3 has the same key or address as row 2."]
    assert len(table(ROW, ROW).rows) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04xx", "Excel workbook"),
        (b"title,date\nx,y", "kind, agencies, address are missing"),
        (HEADING.encode(), "a heading and no rows"),
        (b"a\0b", "no text"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(content, sentence):
    assert sentence in read_table(content).problem


def test_no_more_rows_than_are_taken_at_once():
    rows = [ROW.replace("k1", f"k{number}") for number in range(4)]
    found = read_table("\n".join((HEADING, *rows)).encode(), most=3)
    assert (len(found.rows), found.wrong[0][0]) == (3, 5)


@pytest.fixture
def agency(db):
    return make_agency("harbor-safety", name="Harbor Safety Administration")


def test_a_second_import_changes_and_doubles_nothing(agency):
    done, keys = other_actions.store(table(ROW), by=make_user(), now=NOW, name="a.csv")
    assert (len(done.new), len(keys)) == (1, 1)
    done, keys = other_actions.store(table(ROW), by=None, now=NOW)
    assert (len(done.new), len(done.unchanged), keys) == (0, 1, [])
    done, keys = other_actions.store(table(ROW.replace("Harbor lamps", "Lamps")), by=None, now=NOW)
    assert [fields for _, fields in done.changed] == [["title"]]
    action = AgencyAction.objects.get()
    assert (action.title, action.kind, list(action.agencies.all())) == ("Lamps", "press_release", [agency])
    assert [(event.kind, event.message, event.before) for event in action.events.all()] == [
        ("entered", "From a.csv", {}),
        ("corrected", "", {"title": "Harbor lamps"}),
    ]


def test_an_unknown_agency_leaves_its_row_out_and_no_other(agency):
    other = ROW.replace("k1", "k2").replace("Harbor Safety Administration", "Office of Dreams")
    done, keys = other_actions.store(table(ROW, other), by=None, now=NOW)
    assert len(keys) == AgencyAction.objects.count() == 1
    assert done.wrong == [
        (3, "Row 3 names an agency that is not known here: “Office of Dreams”. Use the Federal Register's name.")
    ]


def entered(agency, **changes):
    values = {"kind": "testimony", "title": "On lamps", "published_date": datetime.date(2025, 5, 1),
              "html_url": "https://example.gov/t"} | changes  # fmt: skip
    return other_actions.enter(values, [agency], by=make_user(), now=NOW)


def test_by_hand_an_address_is_taken_once(agency):
    entered(agency)
    with pytest.raises(InvalidChange, match="This address is that of “On lamps”"):
        entered(agency)


def test_a_correction_keeps_what_was_there(agency):
    action, other = entered(agency), make_agency("elsewhere")
    values = {
        "title": "On lamps, again",
        "published_date": datetime.date(2025, 5, 2),
        "html_url": "https://example.gov/u",
    }
    changed = other_actions.correct(action, values, [other], by=make_user(), now=NOW, reason="Read again.")
    assert changed == ["agencies", "html_url", "published_date", "title"]
    event = action.events.last()
    assert (event.message, event.before["title"], event.before["published_date"]) == (
        "Read again.",
        "On lamps",
        "2025-05-01",
    )
    assert event.before["agencies"] == [agency.name]
    assert other_actions.correct(action, values, [other], by=make_user(), now=NOW) == []
    assert action.events.count() == 2


def test_what_comes_from_a_register_is_not_corrected_here(agency):
    action = make_action(document_number="2025-1")
    with pytest.raises(NotAllowed):
        other_actions.correct(action, {"title": "x"}, [agency], by=make_user(), now=NOW)
    with pytest.raises(NotAllowed):
        other_actions.withdraw(action, reason="x", by=make_user(), now=NOW)


def test_withdrawn_is_shown_nowhere_and_can_be_restored(agency, client):
    action, letter = entered(agency), make_letter(published=True)
    make_action_link(letter, action, state=LinkState.CONFIRMED)
    make_action_link(make_letter(), action, state=LinkState.PROPOSED)
    assert "On lamps" in client.get(letter.get_absolute_url()).text
    with pytest.raises(InvalidChange, match="Say why"):
        other_actions.withdraw(action, reason="", by=make_user(), now=NOW)
    other_actions.withdraw(action, reason="A mistake.", by=make_user(), now=NOW)
    assert "On lamps" not in client.get(letter.get_absolute_url()).text
    assert client.get(action.get_absolute_url()).status_code == 404
    assert [link.state for link in ActionLink.objects.all()] == [LinkState.CONFIRMED]
    [(number, sentence)] = other_actions.plan(table(ROW.replace("k1", "https://example.gov/t"))).wrong
    assert (number, "was withdrawn" in sentence) == (2, True)
    other_actions.restore(action, by=make_user(), now=NOW)
    assert "On lamps" in client.get(letter.get_absolute_url()).text
    with pytest.raises(ArchiveError):
        other_actions.restore(action, by=make_user(), now=NOW)


def test_the_command_stores_and_says_what_it_left_out(agency, tmp_path, capsys):
    path = tmp_path / "actions.csv"
    path.write_text("\n".join((HEADING, ROW, ROW.replace("k1", "k2").replace("2025-04-01", ""))))
    call_command("import_actions", str(path), "--check")
    assert not AgencyAction.objects.exists()
    call_command("import_actions", str(path))
    said = capsys.readouterr()
    assert "Imported 1 new and 0 changed actions; 0 unchanged, 1 left out." in said.out
    assert "Row 3 has no date" in said.err
    path.write_text("nothing")
    with pytest.raises(CommandError, match="are missing"):
        call_command("import_actions", str(path))


def test_a_new_action_is_looked_for_by_the_letters_of_its_agency(agency):
    letter = make_letter(agencies=[agency])
    linking.propose(letter, now=NOW)
    row = ROW.replace("Harbor lamps", "Inspection logs of lamps that failed")
    _, keys = other_actions.store(table(row), by=None, now=NOW)
    assert list(linking.letters_to_search_again(keys)) == [letter.pk]
