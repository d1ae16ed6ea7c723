"""Who is said to have said a passage, by which sieve, and when nobody is named."""

import pytest

from tracker.reading.parts import Parts
from tracker.reading.quotations import find_quotations
from tracker.reading.rows import Quotation
from tracker.reading.transcript import Span, Transcript

COMMITTEE = "Committee on Foreign Investment in the United States"
ADDRESS = "The Honorable Dirk Kempthorne\nSecretary of the Interior"


def read(*paragraphs: str, addresses: tuple[str, ...] = ()) -> tuple[Quotation, ...]:
    transcript = Transcript.from_blocks([*addresses, *paragraphs])
    start, spans = 0, []
    for address in addresses:
        spans.append(Span(start, start + len(address)))
        start += len(address) + 2
    parts = Parts(body=Span(start, len(transcript.text)), inside_address=tuple(spans))
    return find_quotations(transcript, parts)


STANDING = (
    "As the Committee on Foreign Investment in the United States has said, any limits that hinder participation in "
    "standards bodies {0}would leave an opening for China to expand its influence,{1} a result that {0}would have "
    "substantial negative national security consequences for the United States.{1}"
)


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("‘", "’")])
def test_the_second_passage_of_a_sentence_carries_the_speaker_on(opening: str, closing: str) -> None:
    first, second = read(STANDING.format(opening, closing))
    assert first.speaker == second.speaker == COMMITTEE
    assert first.speaker_rule == "cue and subject"
    assert second.speaker_rule == "carried on"


def test_so_do_passages_within_a_passage() -> None:
    outer, first, second = read(f"“When controls restrict companies, others gain. {STANDING.format('‘', '’')}”")
    assert outer.nested_in is None
    assert first.nested_in == second.nested_in == 0
    assert first.speaker == second.speaker == COMMITTEE


def test_the_speaker_knows_its_place() -> None:
    paragraph = 'Last week the GAO warned that "the plan is not ready for use."'
    (row,) = read(paragraph)
    assert row.speaker_span is not None
    assert paragraph[row.speaker_span.start : row.speaker_span.end] == "the GAO"
    assert row.cue == "warned"


@pytest.mark.parametrize(
    ("paragraph", "speaker", "rule"),
    [
        ('According to the NAS study, the "evidence is inadequate to decide anything."', "NAS", "according to"),
        ('"The evidence is thin and old," according to the Inspector General.', "Inspector General", "said after it"),
        ('"We have a plan for this year," said Mr. Lew.', "Mr. Lew", "said after it"),
        ('"We have a plan for this year," the GAO wrote.', "GAO", "said after it"),
        (
            "James H. Reynolds, the U.S. Attorney who oversaw the case, stated that “the prosecution was unjust.”",
            "James H. Reynolds",
            "cue and subject",
        ),
        (
            'USDA\'s chief economist, Keith Collins, warned that, "Prices are likely to have a slight decline."',
            "Keith Collins",
            "cue and subject",
        ),
        (
            'Kenneth Krieg, Under Secretary of Defense for Logistics claimed that it was an "exhaustive review of it."',
            "Kenneth Krieg",
            "cue and subject",
        ),
        (
            "On May 3, the American Academy of Pediatrics (AAP), American Medical Association (AMA), and Acme Council "
            "sent a letter urging you to take “swift action to investigate it all.”",
            "American Academy of Pediatrics (AAP), American Medical Association (AMA), and Acme Council",
            "cue and subject",
        ),
        (
            'HUD\'s notice states that they can appeal only with "a case to HUD that is clear."',
            "HUD",
            "cue and subject",
        ),
        (
            "As noted by Human Rights Watch, “the run-up was marred by violations.”",
            "Human Rights Watch",
            "cue and subject",
        ),
        (
            'The allegations by the unknown author that they "colluded" are wrong.',
            "the unknown author",
            "cue noun and owner",
        ),
    ],
)
def test_sieves(paragraph: str, speaker: str, rule: str) -> None:
    (row,) = read(paragraph)
    assert (row.speaker, row.speaker_rule) == (speaker, rule)


def test_you_are_the_addressee_when_there_is_one() -> None:
    said = 'In May you stated that "the door is always open to all of them."'
    assert read(said, addresses=(ADDRESS,))[0].speaker == "Dirk Kempthorne"
    two = (ADDRESS, "The Honorable Mike Johanns\nSecretary of Agriculture")
    assert read(said, addresses=two)[0].speaker == ""


def test_pronouns_take_up_who_spoke_before() -> None:
    first, second = read('Judge Lake said "the case is closed for good." He added that "no one will appeal it now."')
    assert first.speaker == second.speaker == "Judge Lake"


def test_a_report_is_its_authors() -> None:
    _, row = read(
        "The President’s Council of Advisors urged this in their report to the nation titled “Reviving the Nation’s "
        "Science.” The report states, “The Secretary should see to the charter.”"
    )
    assert row.speaker == "President’s Council of Advisors"
    assert row.source == "the report"


def test_a_colon_leads_into_the_next_paragraph() -> None:
    (row,) = read("The Department of the Interior wrote to us last week:", "“We do not have the staff for this work.”")
    assert (row.speaker, row.speaker_rule) == ("Department of the Interior", "colon lead-in")


@pytest.mark.parametrize(
    "paragraph",
    [
        'Title VI stipulates that "no person shall be excluded from participation in it."',
        'Section 9603 of the Act requires the President to "develop a plan for the economy."',
        'The Quadrennial Defense Review (QDR) is out. The QDR states that "success requires unified statecraft."',
    ],
)
def test_a_law_or_a_document_of_no_one_is_a_source_and_no_speaker(paragraph: str) -> None:
    (row,) = read(paragraph)
    assert row.speaker == ""
    assert row.speaker_span is None
    assert row.source


@pytest.mark.parametrize(
    "paragraph",
    [
        'We believe that "every child deserves a school that is safe."',
        'The measure was meant to "balance the growth in compensation costs."',
        'The Court has never held that it must undo the "compensatory" relief.',
        'The Board is described as responsible for "consistency in all of its cases."',
    ],
)
def test_nobody_is_named_when_nobody_is_said_to_have_said_it(paragraph: str) -> None:
    assert read(paragraph)[0].speaker == ""


def test_words_quoted_again_keep_their_speaker() -> None:
    rows = read('The Agency called the bill "premature" in May.', 'Is it still "premature" in every way?')
    assert [row.speaker for row in rows] == ["Agency", "Agency"]
    assert rows[1].speaker_rule == "quoted before"
