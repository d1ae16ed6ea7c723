"""What an ask wants, by the act that is asked for and what it is to give."""

import pytest

from tracker.reading.asks import ask_in, recipient_pattern
from tracker.reading.kinds_of_ask import kind_of_ask, kind_of_entries, leaves_kind_open
from tracker.reading.rows import RequestKind

RECIPIENT = recipient_pattern({"Federal Aviation Administration", "FAA"})

SENTENCES = {
    RequestKind.DOCUMENTS: [
        "Please provide copies of all contracts with the vendor.",
        "Please send us the minutes of the May meeting.",
        "Please produce, by June 3, all documents and communications about the fire.",
        "We request all records of the inspection.",
        "We ask that you provide our offices with the unredacted report.",
        "I request a copy of the memorandum.",
        "We would like a list of the plants that were closed.",
        "We would appreciate receiving a copy of the study.",
        "Please furnish a detailed breakdown of the costs.",
        "We request that the FAA submit to the Committee its plan for the tower.",
        "Please make the data available to our staff.",
        "We urge you to turn over the documents.",
        "Please share with us any analysis of the rule.",
        "The Committee requests the following documents:",
        "We renew our request for the logs.",
        "Provide all e-mails between the two offices.",
        "Please include a log of what was withheld.",
        "I am requesting the inspection records of the last five years.",
        "Send us the report.",
        "Please provide us with all materials given to the board.",
    ],
    RequestKind.QUESTION: [
        "Please explain why the tower was closed.",
        "Please tell us who approved the payment.",
        "Please let us know whether the FAA will appeal.",
        "We would like to know how many were hired.",
        "We request an explanation of the delay.",
        "Please describe the steps that the FAA has taken.",
        "We ask that you answer the following questions:",
        "Please provide answers to the questions below.",
        "Please respond to the following questions by June 3:",
        "We are writing to learn what became of the grant.",
        "I write to inquire about the status of the grant.",
        "We would be grateful for your views on the bill.",
        "Please identify each person who saw the report.",
        "We request information about the program.",
        "Please provide an update on the report.",
        "Please provide the number of claims that were denied.",
        "We would appreciate an explanation of the policy.",
        "Please confirm that the records exist.",
        "When will the report be done?",
        "Would you please tell us when the report will be done?",
        "If so, please state the reasons.",
        "Explain how the list was made.",
        "List each grant, its amount and its purpose.",
        "We ask you to clarify the guidance.",
        "Please advise us of the status of the report.",
        "The Committee would like to understand how the list was made.",
        "We want to know whether the contract was bid.",
    ],
    RequestKind.BRIEFING: [
        "We request a briefing for our staff.",
        "Please have your staff contact us to arrange a briefing by June 3.",
        "We would like to meet with you to discuss the tower.",
        "I request a meeting with you.",
        "We ask that the FAA brief our staff on the report.",
        "Please schedule a briefing for Committee staff on these documents.",
        "We also ask that you make the Chief Engineer available to brief Members.",
        "Please contact my office to schedule a meeting on this matter.",
        "We would like our staff to be briefed on the plan.",
        "A classified briefing is requested no later than June 3.",
        "Please provide a briefing on the contracts.",
        "We would welcome a briefing on the data.",
    ],
    RequestKind.PRESERVATION: [
        "Please preserve all documents relating to the fire.",
        "We ask that you take steps to preserve all records, including e-mail.",
        "Please ensure that all relevant communications are preserved.",
        "You are directed to retain all documents relating to the fire.",
        "Please do not destroy any records.",
        "Please direct all offices to issue a litigation hold.",
    ],
    RequestKind.ACTION: [
        "We urge you to reopen the tower.",
        "We ask that you extend the comment period by 60 days.",
        "We request an extension of the comment period.",
        "Please reconsider the list of closed towers.",
        "Please ensure that the funds reach the towns named in the report.",
        "We ask that the FAA withdraw the guidance.",
        "The FAA should revise its data rules.",
        "I ask for your full consideration of the application.",
        "We request a prompt response.",
        "Please respond in writing by June 3.",
        "I would appreciate a reply by June 3.",
        "Please submit your answers by June 3.",
        "We call on you to release the men who are held without charge.",
        "We call on the FAA to publish the rule.",
        "We ask that you rescind the order and brief our staff on the matter.",
        "Please repeat each question before its answer.",
        "Please work with our staff on the rule.",
        "I urge you to provide adequate funds for the tower.",
        "We ask that you provide pilots with the notice that the law requires.",
        "Please give this request your full attention.",
        "We ask you to hold a public hearing in Dayton.",
        "We ask that you investigate whether the records were altered by the vendor.",
        "We request that the Inspector General review how the list was made.",
        "I request an investigation into the documents that were lost.",
        "We request that you conduct an audit of the contracts.",
        "Please join us at the hearing on June 3.",
        "You are invited to testify on June 3.",
        "We hope that you will act on the report.",
        "We encourage the FAA to consider the data.",
        "Please number each answer.",
        "Do not close the tower.",
        "We ask that you appoint a new chief.",
    ],
}
ENTRIES = {
    RequestKind.DOCUMENTS: [
        "1. All drafts of the rule;",
        "2. Any communications with the vendor; and",
        "3. The contract between the two.",
        "6. For each plant, copies of the inspection reports.",
        "a. Documents sufficient to show the cost;",
        "(b) A list of all grants made since 2010.",
        "3. Please provide the memorandum of May 3.",
        "7. Copies of the letters.",
        "11. The report of the board.",
        "14. Reports of the board on the fire.",
    ],
    RequestKind.QUESTION: [
        "4. The number of workers at each plant.",
        "5. For each plant, the name of its head.",
        "7. How the list was made.",
        "8. A description of the process.",
        "9. An explanation of the delay.",
        "c) The status of the rule.",
        "1. The rule was made in May. Who wrote it?",
        "2. Please explain the delay.",
        "4. State the date on which the list was made.",
        "8. Has the FAA done so? If so, please provide the report.",
        "9. Whether the FAA has acted.",
        "10. The date on which the report was sent.",
        "12. Identify the author of the report.",
    ],
    RequestKind.BRIEFING: [
        "13. A briefing on the plan.",
    ],
    RequestKind.PRESERVATION: [
        "15. Preserve all records of the fire.",
    ],
    RequestKind.ACTION: [
        "5. Extend the comment period by 60 days.",
        "6. Rescind the memorandum of May 3.",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SENTENCES.items() for text in texts])
def test_kinds_of_sentences(kind: RequestKind, text: str) -> None:
    ask = ask_in(text, recipient=RECIPIENT)
    assert ask is not None
    assert kind_of_ask(text, rule=ask.rule) == kind


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in ENTRIES.items() for text in texts])
def test_kinds_of_entries(kind: RequestKind, text: str) -> None:
    assert kind_of_ask(text, rule="item") == kind


def test_things_under_an_action_are_of_it() -> None:
    assert kind_of_ask("2. The records of the towns.", rule="item", of_action=True) == RequestKind.ACTION
    assert kind_of_ask("2. Provide the records of the towns.", rule="item", of_action=True) == RequestKind.DOCUMENTS


@pytest.mark.parametrize(
    ("lead", "is_open"),
    [
        ("Please provide the following by June 3:", True),
        ("We ask that you send us the following information and documents:", True),
        ("Please produce the following documents:", False),
        ("Please respond to the following:", False),
        ("We ask that you take the following steps:", False),
    ],
)
def test_leads_that_leave_the_kind_to_their_entries(lead: str, *, is_open: bool) -> None:
    assert leaves_kind_open(lead) is is_open


def test_most_entries_tell() -> None:
    papers, told = RequestKind.DOCUMENTS, RequestKind.QUESTION
    assert kind_of_entries([papers, papers, told]) == papers
    assert kind_of_entries([papers, told]) == told
