"""A search is taken away whole, as a file that says what was asked, with nothing in it that the viewer may not see."""

import csv
import datetime
import io
import json

import openpyxl
import pytest
import time_machine
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from factories import (
    make_action,
    make_action_link,
    make_agency,
    make_letter,
    make_letter_link,
    make_member,
    make_user,
)

from tracker import search
from tracker.models import Letter, LinkState, Publication, Relation, Role
from tracker.search import Order
from tracker.web import export_files, exporting
from tracker.web.export_files import COLUMNS
from tracker.web.records import Records

pytestmark = pytest.mark.django_db

FORMS = ["csv", "jsonl", "xlsx"]
# The places that exports hold in this database.
TAKEN = (
    "select count(*) from pg_locks where locktype = 'advisory' and classid = "
    f"{exporting._LOCK} and database = (select oid from pg_database where datname = current_database())"
)
OF_SEARCH = ["query", "exported_at", "found", "search"]


@pytest.fixture
def letter():
    """From Jane Rivers and an unmatched signer, with a reply and a rule that followed."""
    agency = make_agency("harbor-safety", name="Harbor Safety Administration")
    member = make_member("R000001", first="Jane", last="Rivers", state="OR", party="D")
    letter = make_letter(published=True, agencies=[agency], members=[member])
    letter.file.source_url = "https://rivers.example/letter.pdf"
    letter.file.save()
    rule = make_action(agencies=[agency], citation="90 FR 25000", title="Harbor Lights; Final Rule")
    make_action_link(letter, rule, state=LinkState.CONFIRMED)
    make_action_link(letter, make_action(title="Only proposed"))
    make_action_link(
        letter, make_action(title="Was there before"), state=LinkState.CONFIRMED, relation=Relation.BACKGROUND
    )
    reply = make_letter(
        published=True, direction="to_congress", letter_date=datetime.date(2025, 4, 9), title="A reply", blocks=["No."]
    )
    make_letter_link(reply, letter, state=LinkState.CONFIRMED)
    for each in (letter, reply):
        search.index(each)
    return letter


def export(client: Client, form: str, query: str = "lamps", **more):
    response = client.get(f"/search/export.{form}", {"q": query, **more})
    assert response.status_code == 200, response.content
    return response


def csv_rows(client: Client, query: str = "lamps", **more) -> list[dict[str, str]]:
    content = b"".join(export(client, "csv", query, **more).streaming_content)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def json_lines(client: Client, query: str = "lamps", **more) -> list[dict]:
    content = b"".join(export(client, "jsonl", query, **more).streaming_content)
    assert content.endswith(b"\n")
    return [json.loads(line) for line in content.splitlines()]


def book_of(client: Client, query: str = "lamps", **more) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(b"".join(export(client, "xlsx", query, **more).streaming_content)))


def sheet_rows(client: Client, query: str = "lamps", **more) -> list[dict]:
    head, *rows = book_of(client, query, **more)["Letters"].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def numbers(client: Client, form: str, query: str = "lamps", **more) -> list[int]:
    match form:
        case "csv":
            return [int(row["letter"]) for row in csv_rows(client, query, **more) if row["letter"]]
        case "jsonl":
            return [line["letter"] for line in json_lines(client, query, **more) if line["type"] == "letter"]
        case _:
            return [row["letter"] for row in sheet_rows(client, query, **more)]


@time_machine.travel("2026-03-02 15:30:00+00:00", tick=False)
def test_a_file_without_a_letter_says_what_was_asked(client: Client, letter):
    query, order = "=no-such-word", "oldest"
    address = f"{settings.SITE_ORIGIN}/search/?q=%3Dno-such-word&order=oldest"
    (row,) = csv_rows(client, query, order=order)
    assert {name for name, cell in row.items() if cell} == set(OF_SEARCH)
    assert [row[name] for name in OF_SEARCH] == ["'=no-such-word", "2026-03-02T10:30:00-05:00", "0", address]
    head, end = json_lines(client, query, order=order)
    assert (head["query"], head["found"], head["exported_at"], head["address"]) == (
        query,
        0,
        "2026-03-02T10:30:00-05:00",
        address,
    )
    assert end == {"type": "end", "letters": 0}
    book = book_of(client, query, order=order)
    assert book["Letters"].max_row == 1
    about = dict(book["About"].iter_rows(max_row=8, values_only=True))
    assert (about["Query"], about["Letters found"], about["Exported at"], about["Search"]) == (
        query,
        0,
        "2026-03-02T10:30:00-05:00",
        address,
    )


@time_machine.travel("2026-03-02 15:30:00+00:00", tick=False)
def test_a_row_of_the_table_has_what_the_letter_says(client: Client, letter):
    (row,) = csv_rows(client)
    assert list(row) == [column.name for column in COLUMNS] + OF_SEARCH
    reply = Letter.objects.get(title="A reply")
    assert row == {
        "letter": str(letter.pk),
        "date": "2025-03-03",
        "title": "Two senators to the Harbor Safety Administration",
        "direction": "Congress to agency",
        "signers": "2",
        "signer_names": "Jane Rivers; Tom Hale",
        "signer_bioguides": "R000001",
        "parties": "D 1",
        "states": "OR 1",
        "recipients": "Ada Marsh, Administrator, Harbor Safety Administration",
        "agencies": "Harbor Safety Administration",
        "requests": "2",
        "deadline": "2025-04-01",
        "open_deadline": "2025-04-01",
        "status": "answered",
        "overdue": "",
        "quotations": "2",
        "speakers": "Coast Survey; pilots",
        "quoted": "“fail on one night in nine,” (Coast Survey) | “steer by memory.” (pilots)",
        "citations": "90 FR 1234",
        "followed": "2025-04-09 Reply, A reply | 2025-06-18 Rule, 90 FR 25000, Harbor Lights; Final Rule",
        "address": f"{settings.SITE_ORIGIN}/letters/{letter.pk}/",
        "source_address": "https://rivers.example/letter.pdf",
        "sha256": letter.file.sha256,
        "publication": "Published",
        "reconstruction": "",
        "query": "lamps",
        "exported_at": "2026-03-02T10:30:00-05:00",
        "found": "1",
        "search": f"{settings.SITE_ORIGIN}/search/?q=lamps&order=newest",
    }
    assert reply.pk != letter.pk


def test_the_lines_have_the_same_with_its_structure(client: Client, letter):
    head, line, end = json_lines(client, "lamps OR from:nobody", order="oldest")
    assert head["type"] == "search"
    assert (head["query"], head["found"], head["order"]) == ("lamps OR from:nobody", 1, "oldest")
    assert head["understood"] == "lamps OR from:nobody"
    assert "is known as “nobody”" in head["notes"][0]
    assert datetime.datetime.fromisoformat(head["exported_at"]).tzinfo
    assert head["address"] == f"{settings.SITE_ORIGIN}/search/?q=lamps%20OR%20from%3Anobody&order=oldest"
    assert line["type"] == "letter"
    assert line["signers"][0] == {
        "name": "Jane Rivers",
        "bioguide": "R000001",
        "party": "D",
        "state": "OR",
        "chamber": "senate",
        "agency": "",
    }
    assert (line["signers"][1]["name"], line["signers"][1]["bioguide"]) == ("Tom Hale", "")
    assert line["quotations"][0] == {"text": "fail on one night in nine,", "speaker": "Coast Survey", "page": 1}
    assert [(each["what"], each["date"]) for each in line["followed"]] == [
        ("Reply", "2025-04-09"),
        ("Rule", "2025-06-18"),
    ]
    assert (line["overdue"], line["reconstruction"], line["open_deadline"]) == (False, False, "2025-04-01")
    assert end == {"type": "end", "letters": 1}


def test_the_workbook_has_dates_numbers_and_a_sheet_about_it(client: Client, letter):
    book = book_of(client, "lamps  ")
    assert book.sheetnames == ["Letters", "About"]
    row = dict(zip(*book["Letters"].iter_rows(values_only=True), strict=True))
    assert row["date"].date() == datetime.date(2025, 3, 3)
    assert (row["signers"], row["letter"]) == (2, letter.pk)
    assert book["Letters"]["B2"].number_format == "yyyy-mm-dd"
    about = {name: value for name, value in book["About"].iter_rows(values_only=True) if name}
    assert (about["Query"], about["Letters found"], about["Order"]) == ("lamps", 1, "newest")
    assert about["Search"] == f"{settings.SITE_ORIGIN}/search/?q=lamps&order=newest"
    assert datetime.datetime.fromisoformat(about["Exported at"])
    assert {column.name for column in COLUMNS} <= set(about)


def test_status_is_as_the_query_language_has_it(client: Client):
    late, early = make_letter(published=True), make_letter(published=True)
    early.deadlines.update(date=datetime.date(2099, 1, 1))
    for each in (late, early):
        search.index(each)
    rows = {int(row["letter"]): row for row in csv_rows(client)}
    assert {pk: (row["status"], row["overdue"]) for pk, row in rows.items()} == {
        late.pk: ("unanswered", "yes"),
        early.pk: ("unanswered", ""),
    }
    assert numbers(client, "csv", "status:overdue") == [late.pk]


@pytest.mark.parametrize("form", FORMS)
def test_all_that_is_found_in_the_order_asked_for(client: Client, form, monkeypatch):
    monkeypatch.setattr(exporting, "_BATCH", 2)
    dates = [datetime.date(2020 + number, 1, 1) for number in range(4)] + [None]
    letters = [make_letter(published=True, letter_date=date, with_images=False) for date in dates]
    search.index_many([letter.pk for letter in letters])
    ids = [letter.pk for letter in letters]
    newest = [*reversed(ids[:4]), ids[4]]
    assert numbers(client, form) == numbers(client, form, order="relevance") == newest
    assert numbers(client, form, order="newest") == newest
    assert numbers(client, form, order="oldest") == ids
    assert numbers(client, form, "lamps date:2021..2022", order="oldest") == ids[1:3]
    assert numbers(client, form, "the of") == numbers(client, form, "no-such-word") == []


def test_more_is_exported_than_a_page_counts(client: Client, monkeypatch):
    monkeypatch.setattr(search.gather, "COUNTED", 3)
    monkeypatch.setattr(search.find, "COUNTED", 3)
    letters = [make_letter(published=True, with_images=False) for _ in range(6)]
    search.index_many([letter.pk for letter in letters])
    assert not search.search("lamps", make_user(Role.PUBLIC)).is_exact
    assert len(numbers(client, "csv")) == 6
    assert json_lines(client)[0]["found"] == 6


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("role", [None, Role.PUBLIC, Role.STAFFER, Role.ADMIN])
def test_a_draft_is_exported_to_staffers_and_admins_only(client: Client, letter, form, role):
    draft = make_letter(title="Unpublished lamps")
    withdrawn = make_letter(title="Withdrawn lamps", publication=Publication.WITHDRAWN)
    answer = make_letter(title="An unpublished reply", blocks=["No."], letter_date=datetime.date(2025, 5, 5))
    make_letter_link(answer, letter, state=LinkState.CONFIRMED)
    for each in (draft, withdrawn, answer, letter):
        search.index(each)
    if role:
        client.force_login(make_user(role))
    sees = role in (Role.STAFFER, Role.ADMIN)
    assert set(numbers(client, form)) == ({letter.pk, draft.pk, withdrawn.pk} if sees else {letter.pk})
    (line,) = [line for line in json_lines(client) if line.get("letter") == letter.pk]
    assert ("An unpublished reply" in [each["title"] for each in line["followed"]]) == sees
    assert json_lines(client)[0]["found"] == (3 if sees else 1)


def test_a_hidden_reply_answers_nothing_for_the_public(client: Client):
    letter = make_letter(published=True)
    reply = make_letter(blocks=["No."], direction="to_congress", letter_date=datetime.date(2025, 4, 9))
    make_letter_link(reply, letter, state=LinkState.CONFIRMED)
    for each in (letter, reply):
        search.index(each)
    assert csv_rows(client)[0]["status"] == "unanswered"
    client.force_login(make_user(Role.STAFFER))
    assert csv_rows(client)[0]["status"] == "answered"


EVIL = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1+1", '=HYPERLINK("http://x.example","y")']


@pytest.mark.parametrize("words", EVIL)
def test_no_cell_is_a_formula(client: Client, letter, words):
    Letter.objects.filter(pk=letter.pk).update(title=words)
    letter.signatures.filter(order=0).update(member=None, name=words, agency=None)
    (row,) = csv_rows(client, "lamps")
    assert (row["title"], row["signer_names"][0]) == (f"'{words}", "'")
    book = book_of(client)
    cell = book["Letters"]["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)
    line = json_lines(client)[1]
    assert line["title"] == words


def test_the_query_is_no_formula_either(client: Client, letter):
    (row,) = csv_rows(client, "-visas lamps")
    assert row["query"] == "'-visas lamps"
    book = book_of(client, "-visas lamps")
    cells = {row[0].value: row[1] for row in book["About"].iter_rows()}
    assert (cells["Query"].value, cells["Query"].data_type) == ("-visas lamps", "s")
    assert cells["Query"].quotePrefix


def test_commas_quotes_and_lines_stay_in_their_cells(client: Client, letter):
    title = 'Lamps, "old" ones; and | new\x07 ones'
    Letter.objects.filter(pk=letter.pk).update(title=title)
    letter.quotations.filter(order=0).update(text="one\r\ntwo\u2028three, “four”")
    (row,) = csv_rows(client)
    assert row["title"] == title
    assert row["quoted"].startswith("“one two three, “four”” (Coast Survey) | ")
    assert sheet_rows(client)[0]["quoted"] == row["quoted"]
    assert json_lines(client)[1]["title"] == title


def test_a_cell_too_long_for_excel_is_cut_and_the_workbook_says_so(client: Client, letter):
    letter.quotations.filter(order=0).update(text="long " * 10_000)
    book = book_of(client)
    cell = next(cell for cell in book["Letters"][2] if cell.column == 19)
    assert len(cell.value) == 32_767
    assert cell.value.endswith("…")
    notes = [value for name, value in book["About"].iter_rows(values_only=True) if name == "Note"]
    assert notes == ["1 cells were longer than the 32,767 characters that a cell holds, and are cut."]


def test_more_rows_than_a_sheet_has_are_refused_with_what_to_do(client: Client, letter, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_ROWS_OF_A_SHEET", 0)
    response = client.get("/search/export.xlsx", {"q": "lamps"})
    assert response.status_code == 400
    assert "Narrow the query, or export it as CSV or JSON Lines." in response.text


def test_a_workbook_that_takes_too_long_is_given_up(client: Client, letter, monkeypatch):
    monkeypatch.setattr(exporting, "_WHOLE_SECONDS", -1)
    response = client.get("/search/export.xlsx", {"q": "lamps"})
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    with pytest.raises(TimeoutError, match="at 0 of 1 letters"):
        list(export(client, "csv").streaming_content)


def test_dates_before_excels_calendar_are_text(client: Client):
    old = make_letter(published=True, letter_date=datetime.date(1899, 7, 4))
    search.index(old)
    assert sheet_rows(client)[0]["date"] == "1899-07-04"


@pytest.mark.parametrize("form", FORMS)
def test_what_cannot_be_exported_is_refused_with_a_sentence(client: Client, form):
    nothing = client.get(f"/search/export.{form}")
    assert (nothing.status_code, "Search for something first" in nothing.text) == (400, True)
    order = client.get(f"/search/export.{form}", {"q": "lamps", "order": "<b>worst"})
    assert order.status_code == 400
    assert "“&lt;b&gt;worst”: ask for newest, oldest, deadline or signers" in order.text
    assert client.post(f"/search/export.{form}", {"q": "lamps"}).status_code == 405
    assert client.get("/search/export.pdf", {"q": "lamps"}).status_code == 404


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("query", ['"', "-", "to:", "'; drop table x", "a" * 10_000, "\x00", "100%", "%s {x}"])
def test_nothing_that_is_typed_fails(client: Client, letter, form, query):
    assert b"".join(export(client, form, query).streaming_content)


def test_the_name_of_the_file_is_plain(client: Client, letter):
    with time_machine.travel("2026-03-02 15:30:00+00:00", tick=False):
        for form, kind in exporting.FORMS.items():
            response = export(client, form, 'lamps "; filename=x.exe')
            assert response["Content-Disposition"] == f'attachment; filename="letterbook-2026-03-02-1030.{form}"'
            assert response["Content-Type"] == kind
            assert response["Cache-Control"] == "private, no-store"
            assert b"".join(response.streaming_content)


def test_batches_ask_a_fixed_number_of_questions(letter, django_assert_max_num_queries):
    letters = [make_letter(published=True, with_images=False) for _ in range(5)]
    ids = [letter.pk, *(each.pk for each in letters)]
    search.index_many(ids)
    with django_assert_max_num_queries(12):
        assert len(Records(make_user(Role.PUBLIC), today=datetime.date(2026, 3, 2)).of(ids)) == 6


@pytest.mark.django_db(transaction=True)
class TestOfOneMoment:
    """With transactions of their own."""

    def letters(self, number):
        letters = [make_letter(published=True, with_images=False, blocks=["Old lamps."]) for _ in range(number)]
        search.index_many([letter.pk for letter in letters])
        return letters

    def test_what_changes_meanwhile_is_not_seen(self, client: Client, monkeypatch, in_another_connection):
        monkeypatch.setattr(exporting, "_BATCH", 1)
        letters = self.letters(4)
        response = export(client, "jsonl", order="oldest")
        chunks = iter(response.streaming_content)
        head, first = json.loads(next(chunks)), json.loads(next(chunks))
        in_another_connection(
            f"update tracker_letter set title = 'Changed', publication = 'draft' where id > {first['letter']}"
        )
        rest = [json.loads(line) for chunk in chunks for line in chunk.splitlines()]
        assert [line.get("letter") for line in rest[:-1]] == [letter.pk for letter in letters[1:]]
        assert "Changed" not in [line.get("title") for line in rest]
        assert rest[-1] == {"type": "end", "letters": head["found"]}
        response.close()
        assert not connection.in_atomic_block

    def test_one_who_goes_away_ends_it(self, client: Client, monkeypatch, in_another_connection):
        monkeypatch.setattr(exporting, "_BATCH", 1)
        self.letters(3)
        response = export(client, "csv")
        chunks = iter(response.streaming_content)
        next(chunks), next(chunks)
        assert connection.in_atomic_block
        assert in_another_connection(TAKEN) == [(1,)]
        response.close()
        assert not connection.in_atomic_block
        assert in_another_connection(TAKEN) == [(0,)]
        assert list(chunks) == []

    def test_one_who_goes_away_before_the_first_chunk_ends_it_too(self, client: Client):
        self.letters(1)
        response = export(client, "csv")
        assert connection.in_atomic_block
        response.close()
        assert not connection.in_atomic_block

    @pytest.mark.parametrize("form", FORMS)
    def test_no_more_than_a_few_at_once(self, client: Client, settings, another_connection, form):
        settings.EXPORTS_AT_ONCE = 1
        self.letters(1)
        with another_connection.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute("select pg_advisory_xact_lock(%s, 0)", [exporting._LOCK])
            response = client.get(f"/search/export.{form}", {"q": "lamps"})
            assert (response.status_code, response["Retry-After"]) == (503, "30")
            assert "no more than 1 exports run at once" in response.text
            settings.EXPORTS_AT_ONCE = 2
            assert len(numbers(client, form)) == 1
            cursor.execute("rollback")
        settings.EXPORTS_AT_ONCE = 1
        assert len(numbers(client, form)) == 1

    @pytest.mark.parametrize("form", FORMS)
    def test_a_search_that_takes_too_long_is_stopped(self, client: Client, another_connection, monkeypatch, form):
        monkeypatch.setattr(exporting, "_STATEMENT_SECONDS", 1)
        self.letters(1)
        with another_connection.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute("lock table tracker_lettersearch")
            response = client.get(f"/search/export.{form}", {"q": "lamps"})
            cursor.execute("rollback")
        assert response.status_code == 503
        assert "Narrow the query" in response.text
        assert not connection.in_atomic_block


@pytest.fixture
def another_connection():
    other = connections["default"].copy()
    yield other
    other.close()


@pytest.fixture
def in_another_connection(another_connection):
    def run(statement):
        with another_connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None

    return run


def test_by_relevance_is_newest_first():
    assert search.gather.ORDERS[Order.RELEVANCE] == search.gather.ORDERS[Order.NEWEST]


def test_every_column_is_explained():
    assert all(column.says.endswith(".") for column in COLUMNS)
    assert export_files.MOST_ROWS_OF_A_SHEET == 2**20 - 1


def test_the_page_says_what_a_large_workbook_takes(client: Client, monkeypatch):
    letters = [make_letter(published=True, with_images=False) for _ in range(4)]
    search.index_many([letter.pk for letter in letters])
    assert "made whole before it comes" not in client.get("/search/?q=lamps").text
    monkeypatch.setattr(search.gather, "COUNTED", 3)
    monkeypatch.setattr(search.find, "COUNTED", 3)
    assert "made whole before it comes" in client.get("/search/?q=lamps").text
