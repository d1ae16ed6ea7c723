"""Which lists are lists of asks: by the words that lead into them, and by their entries."""

import pytest

from tracker.reading.asks import ask_in, recipient_pattern
from tracker.reading.lists import (
    announces_asks,
    ask_for_themselves,
    heads_asks,
    is_left_open,
    names_what_follows,
    only_announces,
)

RECIPIENT = recipient_pattern({"Environmental Protection Agency", "EPA", "Administrator Hale"})

LEADS = [
    "The Committee would be assisted by the following:",
    "We seek the following information:",
    "The following information is requested:",
    "By no later than June 1, kindly furnish:",
    "Would you kindly inform us:",
    "Will you tell us:",
    "May we have, by June 1:",
    "Can you say:",
    "Could the Agency tell us:",
    "What we should like to know is this:",
    "What we want to know is:",
    "What we need is:",
    "What we ask is:",
    "What we ask of the Agency is modest:",
    "Here is what we ask:",
    "Here are our questions:",
    "Here, then, are the questions to which we should like answers:",
    "There are four things that we would ask of you:",
    "Before the Committee acts it must know:",
    "The Committee must know:",
    "It should:",
    "We suggest three steps:",
    "We propose the following:",
    "We recommend:",
    "Your answer should state:",
    "Your reply should include:",
    "The report should address:",
    "We ask:",
    "We ask for:",
    "We need:",
    "We request:",
    "Please:",
    "Please, then:",
    "You are requested to bring with you:",
    "You are directed to produce:",
    "Among the matters that we would have you address are:",
    "With respect to each, state:",
    "For each such case, provide:",
    "It is our request that the Agency:",
    "Our request is that you:",
    "We want the Agency to:",
    "We urge that the Agency:",
    "The documents to be produced are:",
    "The records we seek are these:",
    "This request covers:",
    "The request extends to:",
    "I should be grateful for:",
    "I would be grateful to learn:",
    "We invite you to explain:",
    "The Subcommittee directs that you produce:",
    "Pursuant to House Rule X, the Committee hereby requires the production of:",
    "To resolve these matters, answer the following:",
    "Answers to the following would help us:",
    "These are the questions that we would put to you:",
    "Our questions are few:",
    "Our requests are four:",
    "Two questions follow:",
    "Several questions therefore arise:",
    "A number of questions remain unanswered:",
    "The following questions remain:",
    "We would therefore know:",
    "We wish to be told:",
    "We would be told:",
    "Be so good as to tell us:",
    "In answering, please state:",
    "In your reply, we would have you state:",
    "The Agency owes the public answers to these questions:",
    "We believe that answers are owed to these questions:",
    "To us it seems that the Agency ought:",
    "We think that you should:",
    "In our view, EPA should, at a minimum:",
    "At a minimum, the Agency should:",
    "You could begin by doing these things:",
    "We commend to you these steps:",
    "The steps that we ask you to take are these:",
    "Our staff will need, by March 1:",
    "The Committee will need:",
    "Send us:",
    "Do these things:",
    "Let us have, by return of mail:",
    "Let the Agency:",
    "So that we may judge for ourselves, produce:",
    "We look to you for:",
    "We look to the Agency to:",
    "To the Administrator, then, these questions:",
    "To that end we put four questions:",
    "Accordingly, we would appreciate the following:",
    "We call for:",
    "We call on the Agency to do the following:",
    "It would assist us to have:",
    "It would help the Committee to know:",
    "Would the Agency be willing to:",
    "Will you commit to:",
    "Will you commit, on behalf of the Agency, to the following:",
    "We want answers, and in particular these:",
    "We are owed an account of:",
    "We expect to receive:",
    "We expect:",
    "We ask that it do the following:",
    "On these points we request your assurance:",
    "We should like your views on the following:",
    "We would value your comments on these points:",
    "By March 3 you are to deliver:",
    "The Committee demands:",
    "The information that we require is:",
    "The Committee requires of you:",
]

NO_LEADS = [
    "We are concerned about the following:",
    "We have three concerns:",
    "Our reasons are these:",
    "You stated the following:",
    "The facts are as follows:",
    "The bill would:",
    "The Act directs the Agency to:",
    "Your proposal would:",
    "The Inspector General made four recommendations:",
    "Last year we asked you these questions:",
    "You have told us:",
    "We have learned:",
    "The Agency has already:",
    "In our state, the program has:",
    "The rule, if finalized, would:",
    "Congress provided funds to:",
    "We support provisions that:",
    "As we noted in our letter of May 3, the Agency failed to:",
    "Among the questions that the auditors asked were these:",
    "Your answers to our questions were these:",
    "GAO found that the Agency did not:",
    "The Agency's response to our requests was as follows:",
    "We are grateful for your work to:",
]


@pytest.mark.parametrize("lead", LEADS)
def test_it_leads_into_asks(lead: str) -> None:
    assert ask_in(lead, recipient=RECIPIENT) or announces_asks(lead)


@pytest.mark.parametrize("lead", NO_LEADS)
def test_it_leads_into_something_else(lead: str) -> None:
    assert not announces_asks(lead)
    assert ask_in(lead, recipient=RECIPIENT) is None


def test_a_sentence_that_stops_leads_only_into_what_it_speaks_of() -> None:
    assert announces_asks("We have three questions, which follow below.")
    assert not announces_asks("We have three questions.")


@pytest.mark.parametrize("heading", ["Requests", "Our questions:", "Questions for the Administrator", "What we ask"])
def test_headings_of_asks(heading: str) -> None:
    assert heads_asks(heading)


@pytest.mark.parametrize(
    "heading", ["Background", "The request of the board was denied in May", "What the law provides"]
)
def test_other_headings(heading: str) -> None:
    assert not heads_asks(heading)


@pytest.mark.parametrize(
    ("lead", "open_"),
    [("The bill would:", True), ("It directs the agency to:", True), ("We found three faults:", False)],
)
def test_a_clause_that_the_entries_complete(lead: str, *, open_: bool) -> None:
    assert is_left_open(lead) is open_


def test_an_ask_names_what_follows() -> None:
    assert names_what_follows("Please answer the questions below.")
    assert not names_what_follows("Please answer by May 1.")


def test_entries_tell_by_themselves() -> None:
    asks = ["How many were told?", "Provide the minutes.", "Who told them?", "Copies of all notices."]
    assert ask_for_themselves(asks, "For the Commission")
    assert not ask_for_themselves(["The dam is old.", "Who built it?", "It leaks."], "For the Commission")
    commands = ["Revise the rule.", "Identify a method.", "Publish both."]
    assert ask_for_themselves(commands, "We see three steps for you:")
    assert not ask_for_themselves(commands, "The board issued three recommendations:")


@pytest.mark.parametrize(
    "lead",
    ["We also have the following questions:", "Here are our questions:", "Several questions therefore arise:"],
)
def test_a_lead_that_has_questions_asks_none_itself(lead: str) -> None:
    assert announces_asks(lead)
    assert only_announces(lead)
    assert ask_in(lead, recipient=RECIPIENT) is None


@pytest.mark.parametrize("lead", ["Please answer these questions:", "Our requests are four:", "Will you commit to:"])
def test_a_lead_that_asks_does_more_than_announce(lead: str) -> None:
    assert not only_announces(lead)
