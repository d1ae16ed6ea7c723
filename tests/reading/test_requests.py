"""What is asked for: sentences, lists and their entries; what is no ask."""

import datetime

import pytest

from tracker.reading.parts import Parts
from tracker.reading.requests import find_requests
from tracker.reading.rows import Deadline, InformationRequest, RequestKind
from tracker.reading.transcript import Span, Transcript

DAY = datetime.date(2021, 8, 17)
ADDRESS = "The Honorable Michael Regan\nAdministrator\nEnvironmental Protection Agency"


def read(*paragraphs: str, address: str = ADDRESS) -> tuple[tuple[InformationRequest, ...], tuple[Deadline, ...]]:
    transcript = Transcript.from_blocks([address, *paragraphs])
    body = Span(len(address) + 2, len(transcript.text))
    return find_requests(transcript, Parts(body=body, inside_address=(Span(0, len(address)),)), DAY)


def asked(*paragraphs: str, address: str = ADDRESS) -> list[str]:
    return [row.text for row in read(*paragraphs, address=address)[0]]


@pytest.mark.parametrize(
    "sentence",
    [
        "We urge you to act upon this without delay.",
        "I am writing to strongly urge the agency to review the plan.",
        "We therefore respectfully request that you extend the comment period.",
        "I am requesting a detailed explanation of the rule.",
        "I would like to know whether the rule is final.",
        "We would also appreciate a briefing on the matter.",
        "I also ask that you provide a full report on your actions.",
        "I appreciate receiving your response by September 5, 2021.",
        "I hope you will rescind this notice.",
        "If so, please describe these efforts in full.",
        "What studies has the Agency made of the rivers?",
        "The EPA should update its consent orders.",
        "It is imperative that EPA address this issue.",
        "The Environmental Protection Agency must not wait any longer.",
        "Do not tie the hands of local communities.",
    ],
)
def test_asks(sentence: str) -> None:
    assert asked(f"The river is high. {sentence} The dam is old.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "We look forward to working with you on it.",
        "Please do not hesitate to contact my office.",
        "Last year we requested that the council be enlarged.",
        "I will urge the Armed Services Committees to reject it.",
        "We are not urging reductions of any kind.",
        "The plan should be developed with industry.",
        "The law states the EPA must submit a plan.",
        "We recognize that the EPA must consider many factors.",
        "Is this the best we can do for our children?",
        'The report says, "We urge the agency to stop all of its work on this now."',
        "Thank you for your attention to this request.",
        "We appreciate your efforts in this matter.",
    ],
)
def test_what_is_no_ask(sentence: str) -> None:
    assert asked(f"The river is high. {sentence} The dam is old.") == []


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "The Honorable Ann Hale\nSecretary\nU.S. Department of the Interior",
            "The Bureau of Land Management should act.",
        ),
        ("The Honorable Ann Hale\nSecretary\nU.S. Department of the Interior", "Interior should cancel the sale."),
        ("Ann Hale\nAdministrator\nCenters for Medicare & Medicaid Services", "CMS should withdraw the rule."),
        ("Ann Hale\nPresident\nNorthfield Airlines, Inc.", "Northfield should refund these fares."),
    ],
)
def test_the_recipient_by_its_other_names(address: str, sentence: str) -> None:
    assert asked(sentence, address=address) == [sentence]


def test_a_longer_name_than_the_recipients_is_somebody_else() -> None:
    address = "The Honorable Ann Hale\nSecretary\nU.S. Department of Commerce"
    assert asked("The Chamber of Commerce should pay for it.", address=address) == []


def test_a_sentence_leads_into_a_numbered_list() -> None:
    rows, limits = read(
        "The rule is new. Please answer the following questions by September 1, 2021:",
        "1. Why was it made?\n2. Copies of all minutes.\n3. A list of those who wrote it; and",
        "Thank you for your time.",
    )
    assert [row.number for row in rows] == ["", "1", "2", "3"]
    assert rows[1].text == "1. Why was it made?"
    assert rows[2].rule == "item"
    assert [limit.date for limit in limits] == [datetime.date(2021, 9, 1)]
    assert [row.deadline for row in rows] == [0, 0, 0, 0]


def test_a_list_that_no_ask_leads_into_is_none() -> None:
    assert asked("The board made three findings:", "1. Revise the rule.\n2. Find a way.", "That is all.") == []


def test_questions_in_a_list_ask_by_themselves() -> None:
    assert asked("If the levels are enough:", "• What will the EPA do next?", "• Who pays?") == [
        "What will the EPA do next?",
        "Who pays?",
    ]


def test_a_lettered_entry_is_a_part_of_its_numbered_one() -> None:
    rows, _ = read(
        "Please answer these questions:",
        "1. When did the spill begin?\n(a) Who saw it first?\n(b) Who was told?\n2. What did it cost?",
    )
    assert [row.number for row in rows] == ["", "1", "a", "b", "2"]
    assert [row.parent for row in rows] == [None, None, 1, 1, None]


def test_a_line_that_begins_with_a_number_in_mid_sentence_is_no_entry() -> None:
    rows = asked("We ask that you weigh (1) the cost of the dam and\n(2) the time that it takes. The rest is known.")
    assert rows == ["We ask that you weigh (1) the cost of the dam and (2) the time that it takes."]


def test_the_kind_is_kept_with_the_ask() -> None:
    rows, _ = read("The dam is old. Please provide copies of all letters about it. Why was it not mended?")
    assert [row.kind for row in rows] == [RequestKind.DOCUMENTS, RequestKind.QUESTION]


@pytest.mark.parametrize(
    ("entries", "kind"),
    [
        ("1. All drafts of the plan;\n2. The log of the gate.", RequestKind.DOCUMENTS),
        ("1. The number of mills that stopped;\n2. How long each stood still.", RequestKind.QUESTION),
    ],
)
def test_a_sentence_that_only_leads_in_is_of_its_entries_kind(entries: str, kind: RequestKind) -> None:
    rows, _ = read("Please provide the following by August 28:", entries)
    assert [row.kind for row in rows] == [kind] * 3


def test_things_listed_under_an_action_belong_to_it() -> None:
    rows, _ = read("We ask that you examine how the plan affects:", "1. the reports of the mills;\n2. the river.")
    assert {row.kind for row in rows} == {RequestKind.ACTION}


def test_to_get_in_touch_is_asked_for_a_briefing_and_its_day() -> None:
    (row,), (limit,) = read("Please have your staff contact us to arrange a briefing by September 3.")
    assert (row.kind, row.deadline) == (RequestKind.BRIEFING, 0)
    assert (limit.text, limit.date) == ("by September 3", datetime.date(2021, 9, 3))


@pytest.mark.parametrize(
    "sentence",
    [
        "Please contact Ms. Lee of my staff with any questions.",
        "Please have your staff contact Ms. Lee of my staff by September 3 with any questions.",
        "If you have questions or would like to arrange a briefing, please contact our staff.",
    ],
)
def test_whom_to_call_with_questions_is_no_ask(sentence: str) -> None:
    assert read(sentence) == ((), ())


def test_a_question_that_the_next_sentence_answers_is_put_to_nobody() -> None:
    assert asked("Who pays for the dam? The answer is the mills. Who built the dam? It is old.") == [
        "Who built the dam?"
    ]


def test_that_there_are_questions_is_no_ask_but_its_list_is_one() -> None:
    rows, _ = read("We also have the following questions:", "1. Who built the dam?\n2. The cost of the gate.")
    assert [row.number for row in rows] == ["1", "2"]


def test_a_limit_on_the_answer_holds_for_what_was_asked_before() -> None:
    rows, limits = read("Why was the rule made?", "Please send your response no later than 14 days from receipt.")
    assert limits[0].date == datetime.date(2021, 8, 31)
    assert "letter's date" in limits[0].reckoning
    assert [row.deadline for row in rows] == [0, 0]


def test_a_limit_in_a_quotation_or_of_a_law_is_none() -> None:
    _, limits = read(
        'The law says a plan is due "not later than 2 years after the date of enactment of this Act."',
        "The report is due by March 1, 2023.",
    )
    assert limits == ()


def test_a_word_that_may_be_a_duty_takes_no_limit_from_an_ask() -> None:
    _, limits = read("We urge you to propose a rule on duty hours now and to issue it before the end of this year.")
    assert [limit.date for limit in limits] == [datetime.date(2021, 12, 31)]


def test_a_day_without_its_year_that_has_lately_passed_is_no_limit() -> None:
    rows, limits = read("What did your agency know of the dam before August 2?", "Please reply by August 28.")
    assert [limit.date for limit in limits] == [datetime.date(2021, 8, 28)]
    assert len(rows) == 2


def test_as_soon_as_possible_is_no_limit() -> None:
    rows, limits = read("We request a meeting with you as soon as possible.")
    assert len(rows) == 1
    assert limits == ()


def test_today_is_a_limit_only_at_the_end() -> None:
    assert read("We write today to urge you to release the funds.")[1] == ()
    assert [limit.date for limit in read("We urge you to release all of the funds today.")[1]] == [DAY]


def test_today_set_off_in_what_is_asked_is_a_limit() -> None:
    assert [limit.date for limit in read("We call on you to close, today, every one of these gates.")[1]] == [DAY]
    assert read("We ask you, today, to keep your word to the mills.")[1] == ()


ARGUED = (
    "Set up a task force on the river. The Comptroller has found that the work is badly led. Nine bodies have a hand "
    "in it. A task force would give them one."
)


def test_what_argues_for_an_entry_is_no_part_of_it() -> None:
    rows = asked("We ask that you take these steps:", f"1. {ARGUED}", "2. Fund the plan for the bay in full.")
    assert rows[1:] == ["1. Set up a task force on the river.", "2. Fund the plan for the bay in full."]


def test_what_leads_up_to_an_entrys_question_is_part_of_it() -> None:
    entry = "1. In May you closed the dam. The mills had no notice of it. Six of them stopped work. Why was none given?"
    assert asked("Please answer these questions:", entry, "2. Who gave the order?")[1:] == [
        entry,
        "2. Who gave the order?",
    ]


def test_one_sentence_behind_what_asks_stays_with_it() -> None:
    entry = "1. Who gave the order? Its copy bears no name."
    assert asked("Please answer these questions:", entry)[1:] == [entry]


def test_what_leads_into_a_list_may_be_a_question_left_open() -> None:
    rows, _ = read("The dam is old. Will you commit to:", "(1) the draining of the lake;\n(2) a new gate?")
    assert [row.number for row in rows] == ["", "1", "2"]


def test_entries_between_questions_are_asked_too() -> None:
    assert asked(
        "For the Regional Office",
        "1. Who opened the gate?\n2. Copies of the log.\n3. When was it closed?\n4. Provide the name of the keeper.",
    ) == [
        "1. Who opened the gate?",
        "2. Copies of the log.",
        "3. When was it closed?",
        "4. Provide the name of the keeper.",
    ]


def test_a_heading_between_a_lead_in_and_its_list_asks_nothing() -> None:
    rows = asked("Please answer these questions.", "Requests", "1. The log of the gate.", "2. The keeper's name.")
    assert rows == ["Please answer these questions.", "1. The log of the gate.", "2. The keeper's name."]


def test_a_list_goes_on_behind_a_paragraph_where_its_numbers_do() -> None:
    rows = asked(
        "Please produce the following:",
        "1. The log of the gate.\n2. The minutes of May.",
        "The Board has told us that these exist.",
        "3. The keeper's diary.",
    )
    assert rows[-1] == "3. The keeper's diary."
    assert not any(row.startswith("The Board") for row in rows)


def test_entries_without_a_stop_are_told_by_their_numbers() -> None:
    assert asked("Please produce:", "1. The log of the gate\n2. The minutes of May\n3. The keeper's diary") == [
        "Please produce:",
        "1. The log of the gate",
        "2. The minutes of May",
        "3. The keeper's diary",
    ]


def test_roman_numbers_are_markers_in_turn() -> None:
    rows, _ = read("Please produce:", "I. The log of the gate.", "II. The minutes.", "III. The diary.")
    assert [row.number for row in rows] == ["", "I", "II", "III"]


@pytest.mark.parametrize("marker", ["Question 1:", "Request No. 1.", "Q1.", "1:", "1 –", "1."])
def test_markers_of_many_makes(marker: str) -> None:
    rows, _ = read(
        "Please answer the following:",
        f"{marker} 2019 was dry; what was done?" if marker == "1." else f"{marker} What was done?",
    )
    assert [row.number for row in rows] == ["", "1"]


def test_a_numbered_heading_is_no_entry() -> None:
    assert asked("We ask that you act.", "I. The price of a berth", "Berths are dear. They were cheap.") == [
        "We ask that you act."
    ]


def test_what_others_recommended_in_a_list_is_no_ask() -> None:
    assert (
        asked("The Inspector General issued these recommendations:", "1. Provide the log.\n2. Identify the keeper.")
        == []
    )
    assert asked("The bill would:", "1. Require the owners to pay.\n2. Provide a fund.") == []


def test_a_few_spoken_words_ask_nothing_of_the_recipient() -> None:
    assert asked("We asked whether we might cite her. “Please do,” she replied.") == []


def test_limits_that_are_joined_are_two() -> None:
    _, limits = read("We look for a reply by September 3, and for a plan of repair by the end of October.")
    assert [limit.date for limit in limits] == [datetime.date(2021, 9, 3), datetime.date(2021, 10, 31)]


@pytest.mark.parametrize(
    "sentence",
    [
        "We ask for a rule with a duty on the owner to report a leak within five days.",
        "Do you expect to have a rule before the end of this year?",
        "We ask that the rule guarantee each owner an answer within 48 hours.",
        "Please explain why the Agency did not act within 30 days.",
    ],
)
def test_limits_of_somebody_else(sentence: str) -> None:
    assert read(sentence)[1] == ()
