"""Where a letter's parts lie, in the forms that offices use and in letters that lack a part."""

import dataclasses

from tracker.reading.layout import Box, Zone
from tracker.reading.segment import segment
from tracker.reading.transcript import Span, Transcript, TranscriptLine

PROSE = (
    "We write to ask that the agency publish the guidance that it promised to small ports last year, and that it "
    "say by what date the inspectors will return to the two terminals that were closed after the storm."
)


def shown(transcript, span):
    return transcript.shown(span) if span else None


def letter(*blocks):
    transcript = Transcript.from_blocks(blocks)
    return transcript, segment(transcript)


def test_cuts_an_ordinary_letter():
    transcript, parts = letter(
        "United States Senate\nWASHINGTON, DC 20510",
        "March 3, 2021",
        "VIA ELECTRONIC MAIL",
        "The Honorable Jane Roe\nSecretary\nDepartment of Ports\nWashington, DC 20001",
        "RE: Guidance for small ports",
        "Dear Secretary Roe:",
        PROSE,
        "Thank you for your attention.",
        "Sincerely,",
        "Ann Poe\nUnited States Senator",
        "Bob Coe\nUnited States Senator",
        "Enclosure",
        "cc: The Honorable Max Moe",
    )
    assert shown(transcript, parts.dateline) == "March 3, 2021"
    assert [shown(transcript, span) for span in parts.letterhead] == ["United States Senate WASHINGTON, DC 20510"]
    assert [shown(transcript, span)[:22] for span in parts.inside_address] == ["The Honorable Jane Roe"]
    assert shown(transcript, parts.subject) == "RE: Guidance for small ports"
    assert shown(transcript, parts.salutation) == "Dear Secretary Roe:"
    assert shown(transcript, parts.body) == f"{PROSE} Thank you for your attention."
    assert shown(transcript, parts.closing) == "Sincerely,"
    assert [shown(transcript, span)[:7] for span in parts.signatures] == ["Ann Poe", "Bob Coe"]
    assert [shown(transcript, span) for span in parts.enclosures] == ["Enclosure"]
    assert [shown(transcript, span) for span in parts.copies] == ["cc: The Honorable Max Moe"]


def test_takes_a_date_that_stands_under_the_address():
    transcript, parts = letter(
        "Congress of the United States",
        "Jane Roe\nChief Executive Officer\nAcme",
        "March 3, 2021",
        "Dear Ms. Roe:",
        PROSE,
    )
    assert shown(transcript, parts.dateline) == "March 3, 2021"
    assert [shown(transcript, span) for span in parts.inside_address] == ["Jane Roe Chief Executive Officer Acme"]


def test_a_greeting_may_run_over_lines_and_share_a_block_with_the_body():
    transcript, parts = letter(
        "March 3, 2021",
        f"Dear Governor Roe, President Poe, Speaker Coe and Commissioner\nMoe:\n{PROSE}",
        "Sincerely,",
        "Ann Foe",
    )
    assert shown(transcript, parts.salutation).endswith("Commissioner Moe:")
    assert shown(transcript, parts.body) == PROSE


def test_reads_what_a_scanner_spoiled():
    transcript, parts = letter(
        "March 3, 2021", "Tbe Honorable Jane Roe\nSecretary", "Dcar Secretaly Roe:", PROSE, "Sincerelv,", "Ann Poe"
    )
    assert shown(transcript, parts.salutation) == "Dcar Secretaly Roe:"
    assert shown(transcript, parts.closing) == "Sincerelv,"


def test_prose_that_resembles_a_closing_does_not_close():
    transcript, parts = letter(
        "Dear Secretary Roe:",
        PROSE,
        "The agency keeps\nrecords.",
        "Best practices,\nthen, matter.",
        "Sincerely,",
        "Ann Poe",
    )
    assert shown(transcript, parts.closing) == "Sincerely,"
    assert shown(transcript, parts.body).endswith("matter.")


def test_a_letter_that_greets_nobody_still_has_its_parts():
    transcript, parts = letter(
        "United States Senate",
        "March 3, 2021",
        "The Honorable Jane Roe\nSecretary",
        PROSE,
        PROSE,
        "Sincerely,",
        "Ann Poe",
    )
    assert parts.salutation is None
    assert [shown(transcript, span) for span in parts.inside_address] == ["The Honorable Jane Roe Secretary"]
    assert shown(transcript, parts.body) == f"{PROSE} {PROSE}"


def test_a_letter_that_does_not_close_still_has_signatures():
    transcript, parts = letter(
        "Dear Secretary Roe:", PROSE, "Ann Poe\nMember of Congress", "Bob Coe\nMember of Congress"
    )
    assert parts.closing is None
    assert shown(transcript, parts.body) == PROSE
    assert len(parts.signatures) == 2


def test_what_is_attached_is_no_part_of_the_letter():
    transcript, parts = letter(
        "Dear Secretary Roe:", PROSE, "Sincerely,", "Ann Poe", "Enclosure", "cc: Max Moe", "Enclosure 1. Table", PROSE
    )
    assert shown(transcript, parts.body) == PROSE
    assert [shown(transcript, span) for span in parts.signatures] == ["Ann Poe"]


def test_a_stamp_of_receipt_is_not_the_date():
    transcript, parts = letter(
        "RECEIVED MAR 0 9 2021", "March 3, 2021", "Dear Secretary Roe:", PROSE, "Sincerely,", "Ann Poe"
    )
    assert shown(transcript, parts.dateline) == "March 3, 2021"


def test_a_date_in_the_letterhead_zone_is_found_and_one_in_the_body_is_not():
    transcript, _ = letter("Dear Secretary Roe:", f"{PROSE} It was so on June 3, 2019.", "Sincerely,", "Ann Poe")
    assert segment(transcript).dateline is None
    head = TranscriptLine(
        Span(len(transcript.text) + 2, len(transcript.text) + 15), 1, Box(0, 0, 9, 9), Zone.LETTERHEAD, 99, 12.0
    )
    dated = Transcript(transcript.text + "\n\nMarch 3, 2021", (*transcript.lines, head), transcript.words)
    assert shown(dated, segment(dated).dateline) == "March 3, 2021"


def test_degrades_on_nothing_and_on_noise():
    for blocks in ((), ("",), ("~ ~ ~",), ("Page 1",), ("March 3, 2021",)):
        transcript = Transcript.from_blocks(blocks)
        parts = segment(transcript)
        assert 0 <= parts.body.start <= parts.body.end <= len(transcript.text)


def test_specks_hide_neither_greeting_nor_closing():
    transcript, parts = letter("March 3, 2021", "‘Dear Secretary Roe:", PROSE, "- Sincerely,", "Ann Poe")
    assert shown(transcript, parts.salutation).endswith("Dear Secretary Roe:")
    assert shown(transcript, parts.closing).endswith("Sincerely,")


def test_a_subject_may_go_on_in_the_next_block():
    transcript = Transcript.from_blocks(
        ["The Honorable Jane Roe", "RE: Guidance for small ports and", "for terminals", "Dear Secretary Roe:", PROSE]
    )
    tight = [
        dataclasses.replace(line, upright=Box(0, 12.0 * i, 99, 12.0 * i + 10))
        for i, line in enumerate(transcript.lines)
    ]
    spaced = [
        dataclasses.replace(
            line, upright=dataclasses.replace(line.upright, y0=line.upright.y0 + 200, y1=line.upright.y1 + 200)
        )
        if i > 2
        else line
        for i, line in enumerate(tight)
    ]
    transcript = dataclasses.replace(transcript, lines=tuple(spaced))
    parts = segment(transcript)
    assert shown(transcript, parts.subject) == "RE: Guidance for small ports and for terminals"
    assert [shown(transcript, span) for span in parts.inside_address] == ["The Honorable Jane Roe"]
