"""What a query says: the tree of whatever is typed."""

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.search.language import (
    MOST_CHARACTERS,
    And,
    Choice,
    Days,
    Field,
    FieldTerm,
    Name,
    Near,
    Not,
    Numbers,
    Or,
    Phrase,
    Prefix,
    Words,
    chips,
    parse,
    parts,
    written,
)
from tracker.search.language.tokens import Kind, tokens

TODAY = datetime.date(2026, 3, 4)


def read(text):
    return parse(text, today=TODAY)


def term(field, value):
    return FieldTerm(Field(field), value)


INHOFE, CRUZ = term("from", Name("inhofe")), term("from", Name("cruz"))
A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("harbor", Words("harbor")),
        ("harbor lights", And((Words("harbor"), Words("lights")))),
        ("a AND b", And((A, B))),
        ('"harbor  lights"', Phrase("harbor lights")),
        ("“harbor lights”", Phrase("harbor lights")),
        ("a OR b", Or((A, B))),
        ("a OR b OR c", Or((A, B, C))),
        ("a b OR c", And((A, Or((B, C))))),
        ("(a b) OR c", Or((And((A, B)), C))),
        ("a (b c)", And((A, B, C))),
        ("-a b", And((Not(A), B))),
        ("NOT a b", And((Not(A), B))),
        ("NOT(a b)", Not(And((A, B)))),
        ("--a", A),
        ("-(-a)", A),
        ("standard*", Prefix("standard")),
        ("a NEAR/5 b", Near(A, B, 5)),
        ("a near/5 b", Near(A, B, 5)),
        ("a w/5 b", Near(A, B, 5)),
        ("a NEAR b", Near(A, B, 10)),
        ("-a NEAR/2 b", Not(Near(A, B, 2))),
        ("(a OR b) NEAR/3 c", Near(Or((A, B)), C, 3)),
        ("a NEAR/1 b NEAR/2 c", And((Near(A, B, 1), Near(B, C, 2)))),
        ("U.S. dual-use 5G", And((Words("U.S."), Words("dual-use"), Words("5G")))),
        ("501(c)(3) and, 12:30", And((Words("501(c)(3)"), Words("and"), Words("12:30")))),
        ("https://example.org/a", Words("https://example.org/a")),
        ("from:inhofe", INHOFE),
        ("FROM: inhofe", INHOFE),
        ("by:inhofe", INHOFE),
        ("from:(inhofe OR cruz)", Or((INHOFE, CRUZ))),
        ("from:inhofe OR from:cruz a", And((Or((INHOFE, CRUZ)), A))),
        ("from:(inhofe -cruz)", And((INHOFE, Not(CRUZ)))),
        ("-from:(inhofe OR cruz)", Not(Or((INHOFE, CRUZ)))),
        ("from:(Ted Cruz OR inhofe)", Or((term("from", Name("Ted Cruz")), INHOFE))),
        ('from:"Ted Cruz"', term("from", Name("Ted Cruz"))),
        ("from:OR", term("from", Name("OR"))),
        ("from:(OK OR OR)", Or((term("from", Name("OK")), term("from", Name("OR"))))),
        ("-to:epa", Not(term("to", Name("epa")))),
        ('quoted:"one night"', term("quoted", Phrase("one night"))),
        ("quoted:(a NEAR/5 b)", term("quoted", Near(A, B, 5))),
        ("quoted:(a b)", And((term("quoted", A), term("quoted", B)))),
        ("asks:doc*", term("asks", Prefix("doc"))),
        ('cites:"85 FR 36719"', term("cites", Name("85 FR 36719"))),
        ("followed-by:rule", term("followed-by", Name("rule"))),
        ("followed_by:rule", term("followed-by", Name("rule"))),
        ("status:overdue", term("status", Choice("overdue"))),
        ("status:Past-Due", term("status", Choice("overdue"))),
        ('has:"due date"', term("has", Choice("deadline"))),
        ("is:bipartisan", term("is", Choice("bipartisan"))),
        ("type:(reply OR follow-up)", Or((term("type", Choice("reply")), term("type", Choice("follow-up"))))),
        ("signers:>20", term("signers", Numbers(21, None))),
        ("signers: > 20", term("signers", Numbers(21, None))),
        ("signers:5..10", term("signers", Numbers(5, 10))),
        ("signers:20+", term("signers", Numbers(20, None))),
        ("signers:<=3", term("signers", Numbers(None, 3))),
        ("signers:2", term("signers", Numbers(2, 2))),
    ],
)
def test_reads(text, tree):
    parsed = read(text)
    assert parsed.node == tree
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("value", "since", "until"),
    [
        ("2019..2020-06", "2019-01-01", "2020-06-30"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-04-14", "2020-04-14", "2020-04-14"),
        ("4/14/2020", "2020-04-14", "2020-04-14"),
        ("4/2020", "2020-04-01", "2020-04-30"),
        ('"April 14, 2020"', "2020-04-14", "2020-04-14"),
        ('"14 Apr 2020"', "2020-04-14", "2020-04-14"),
        ("apr-2020", "2020-04-01", "2020-04-30"),
        ("2020..", "2020-01-01", None),
        ("..2020", None, "2020-12-31"),
        ("<2024-05", None, "2024-04-30"),
        ("<=2024-05", None, "2024-05-31"),
        (">2024-05", "2024-06-01", None),
        (">=2024-05", "2024-05-01", None),
        ("today", "2026-03-04", "2026-03-04"),
        ("30-days-ago..today", "2026-02-02", "2026-03-04"),
        ("..in-2-weeks", None, "2026-03-18"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("this-month", "2026-03-01", "2026-03-31"),
        ('"next week"', "2026-03-09", "2026-03-15"),
    ],
)
def test_dates_are_days_from_the_first_to_the_last(value, since, until):
    parsed = read(f"due:{value}")
    days = Days(since and datetime.date.fromisoformat(since), until and datetime.date.fromisoformat(until))
    assert parsed.node == term("due", days)
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("since:2019", "date:>=2019"),
        ("until:2019", "date:<=2019"),
        ("before:2019-06", "date:<2019-06"),
        ("after:2019-06-30", "date:>2019-06-30"),
        ("year:2020", "date:2020"),
        ("state:OK", "from:OK"),
        ("deadline:2020", "due:2020"),
    ],
)
def test_other_names_of_a_field_mean_the_same(text, same):
    assert read(text).node == read(same).node is not None


@pytest.mark.parametrize(
    ("text", "same", "sentence"),
    [
        ("form:inhofe", "form inhofe", "There is no field “form:”. Did you mean “from:”?"),
        ("xyzzy:inhofe", "xyzzy inhofe", "There is no field “xyzzy:”. It was read as a word."),
        ("status:overdu", "overdu", "Did you mean “status:overdue”?"),
        ("has:unicorn", "unicorn", "It takes: reply, action"),
        ("date:spring", "spring", "“spring” is no date"),
        ("date:2020-13", "2020-13", "“2020-13” is no date"),
        ("date:2020-02-30", "2020-02-30", "is no date"),
        ("date:0000", "0000", "is no date"),
        ("date:2019..spring", "2019..spring", "is no date"),
        ("signers:many", "many", "is no number"),
        ("from: lamps:", "lamps", "Nothing was asked of “from:”"),
        ("a from:", "a", "Nothing was asked of “from:”"),
        ("a from:()", "a", "Nothing was asked of “from:”"),
        ('"harbor lights', "harbor lights", "A quotation mark is not closed"),
        ("(a b", "a b", "A bracket is not closed"),
        ("a) b", "a b", "A bracket is closed that was not opened"),
        ("a OR", "a", "OR has nothing to join here"),
        ("OR a", "a", "OR has nothing to join here"),
        ("NEAR a", "a", "NEAR has nothing to join here"),
        ("a NOT", "a", "NOT has nothing to join here"),
        ("st*nd", "st nd", "An asterisk stands at the end"),
        ("a NEAR/99 b", "a NEAR/30 b", "NEAR looks from 1 to 30 words on; here it looks 30"),
        ("a NEAR/5 from:b", "a from:b", "NEAR stands between words and phrases only"),
        ("from:(a NEAR/5 b)", "from:a from:b", "NEAR stands between words and phrases only"),
    ],
)
def test_what_cannot_be_read_is_read_as_words_and_said(text, same, sentence):
    parsed = read(text)
    assert parsed.node == read(same).node is not None
    assert any(sentence in note.sentence for note in parsed.notes)


def test_a_note_offers_the_whole_query_mended():
    (note,) = read("lamps form:inhofe date:2020").notes
    assert note.instead == "lamps from:inhofe date:2020"
    (note,) = read("status:overdu OR x").notes
    assert note.instead == "status:overdue OR x"


@pytest.mark.parametrize("text", ["", " ", '"', "-", ":", "()", "((((", "* *", '"" ""', "&", "\x00", "OR", "-from:"])
def test_what_says_nothing_is_nothing(text):
    assert read(text).node is None


def test_what_is_too_long_is_cut_and_said():
    parsed = read("word " * 1000)
    assert len(parsed.text) <= MOST_CHARACTERS
    assert str(MOST_CHARACTERS) in parsed.notes[0].sentence
    assert "first 64 words" in parsed.notes[1].sentence
    assert len(parts(parsed.node)) == 64


def test_a_query_that_is_too_long_once_written_out_loses_its_end():
    parsed = read("followed-by:(" + " ".join(f"-w{number}" for number in range(60)) + ")")
    assert 10 < len(parts(parsed.node)) < 60
    assert "too long" in parsed.notes[-1].sentence
    assert read(written(parsed.node)).node == parsed.node


def test_spans_say_where_it_was_typed():
    text = 'lamps -from:"Ted Cruz" (a OR b)'
    spans = [text[slice(*part.span)] for part in parts(read(text).node)]
    assert spans == ["lamps", '-from:"Ted Cruz"', "a OR b"]


@pytest.mark.parametrize(
    "text",
    ["(" * 500, '"' * 499, "a(" * 250, "(a" * 250, "-" * 500, "a:" * 250, "from:(" * 83, "a NEAR " * 70, "*" * 500],
)
def test_hostile_text_is_read_in_steps_that_grow_with_its_length(text):
    assert len(tokens(text)) <= len(text)
    read(text)


def test_reading_takes_steps_in_proportion(monkeypatch):
    """Twice the text, twice the looks at a character: counted, not timed."""

    class Counting(str):
        looks = 0

        def __getitem__(self, key):
            Counting.looks += 1
            return super().__getitem__(key)

    def looks(text):
        Counting.looks = 0
        tokens(Counting(text))
        return Counting.looks

    for piece in ["(", "a(", "(a)", "a)", '"', '"a', "a:", "-", "a ", "((a))b"]:
        assert looks(piece * 2000) <= 2.1 * looks(piece * 1000) + 50


SIGNS = ["OR", "AND", "NOT", "NEAR", "NEAR/3", "w/2", "-", "--", "(", ")", '"', "“", "*", ":", ".", ",", "'", "—", "+"]
FIELDS = ["from:", "to:", "quoted:", "asks:", "date:", "due:", "signers:", "status:", "has:", "form:", "x:", "https://"]
OTHERS = [
    "..",
    "<",
    ">",
    "<=",
    "/",
    "=",
    " ",
    " ",
    "a",
    "b",
    "2019",
    "20",
    "overdue",
    "U.S.",
    "501(c)(3)",
    "é",
    "\x00",
    "today",
    "ß",
]
ALPHABET = st.sampled_from([*SIGNS, *FIELDS, *OTHERS])
TYPED = st.lists(ALPHABET, max_size=40).map("".join) | st.text(max_size=80)


@settings(max_examples=800, deadline=None)
@given(TYPED)
@example("from:from:*")
def test_nothing_that_is_typed_fails_and_what_is_written_reads_the_same(text):
    parsed = read(text)
    out = written(parsed.node)
    again = read(out)
    assert again.node == parsed.node
    assert again.notes == ()
    assert written(again.node) == out
    assert len(out) <= MOST_CHARACTERS


@settings(max_examples=400, deadline=None)
@given(TYPED)
def test_a_chip_takes_away_its_part_and_no_other(text):
    node = read(text).node
    whole = parts(node)
    shown = chips(node, written)
    assert len(shown) == len(whole)
    for index, chip in enumerate(shown):
        assert read(chip.text).node == whole[index]
        assert parts(read(chip.without).node) == whole[:index] + whole[index + 1 :]


def test_brackets_and_dashes_inside_words_belong_to_them():
    assert [(token.kind, token.text) for token in tokens("744.11(a) dual-use (b)")] == [
        (Kind.WORD, "744.11(a)"),
        (Kind.WORD, "dual-use"),
        (Kind.OPEN, "("),
        (Kind.WORD, "b"),
        (Kind.CLOSE, ")"),
    ]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("who asked about harbor lights?", "who about harbor lights"),
        ("Which letters want lamps", "Which lamps"),
        ("has anyone written about lamps", "has about lamps"),
        ("letters from Oregon", "from Oregon"),
        ("lamps asked for?", "lamps for"),
        ("who asked from:rivers", "who from:rivers"),
        # No question.
        ("asked letters", "asked letters"),
        ("harbor letters", "harbor letters"),
        # Not a plain word.
        ('who "asked" about lamps', 'who "asked" about lamps'),
        ("who -asked lamps", "who -asked lamps"),
        ("what lamps (asked OR told)", "what lamps (asked OR told)"),
        ("what asks:letters lamps", "what asks:letters lamps"),
        # Nothing else was said.
        ("letters?", "letters"),
        ("any letters from", "any from"),
    ],
)
def test_words_of_asking_are_passed_over_in_a_question(text, tree):
    assert written(read(text).node) == tree
    assert any("Read as a question" in note.sentence for note in read(text).notes) == (text.rstrip("?") != tree)


def test_a_question_reads_the_same_when_it_was_written_back():
    node = read("who asked EPA about PFAS in drinking water?").node
    assert read(written(node)).node == node
    assert not read(written(node)).notes
