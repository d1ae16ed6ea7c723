"""Who signed: names and titles under the closing, and nothing else."""

import dataclasses

from tracker.reading.layout import Box, Zone
from tracker.reading.segment import segment
from tracker.reading.signers import find_signers
from tracker.reading.transcript import Span, Transcript, TranscriptLine

PROSE = (
    "We write to ask that the agency publish the guidance that it promised to small ports last year, and that it "
    "say by what date the inspectors will return to the two terminals that were closed after the storm."
)


def signers(*blocks, closing="Sincerely,"):
    transcript = Transcript.from_blocks(["Dear Secretary Roe:", PROSE, *([closing] if closing else []), *blocks])
    return find_signers(transcript, segment(transcript))


def names(*blocks, **kwargs):
    return [signer.name for signer in signers(*blocks, **kwargs)]


def test_reads_names_with_their_titles():
    rows = signers("Ann Poe\nUnited States Senator", "MAX B. COE, Jr.\nChairman\nCommittee on Ports")
    assert [(row.name, row.title) for row in rows] == [
        ("Ann Poe", "United States Senator"),
        ("MAX B. COE, Jr.", "Chairman, Committee on Ports"),
    ]


def test_reads_a_list_of_names_alone():
    assert names("Ann Poe\nMax Coe\nRaúl M. Ibañez", "Eva de la Rosa", "John D. Rockefeller IV") == [
        "Ann Poe",
        "Max Coe",
        "Raúl M. Ibañez",
        "Eva de la Rosa",
        "John D. Rockefeller IV",
    ]


def test_leaves_off_what_is_no_name():
    rows = signers("Sen. Ann Poe\nUnited States Senator", "Congressman Max Coe", "Eva Foe, M.D.\nMember of Congress")
    assert [row.name for row in rows] == ["Ann Poe", "Max Coe", "Eva Foe"]


def test_a_title_on_the_name_s_line_is_a_title():
    [row] = signers("Ann Poe, Ranking Member")
    assert (row.name, row.title) == ("Ann Poe", "Ranking Member")


def test_a_title_of_many_lines_is_one_signer():
    rows = signers(
        "Ann Poe\nMember of Congress\nChairman, House Agriculture\nCommittee Subcommittee on General\n"
        "Farm Commodities and\nRisk"
    )
    assert [row.name for row in rows] == ["Ann Poe"]
    assert rows[0].text.count("\n") == 5


def test_a_surname_over_a_title_and_a_delegation_sign():
    assert names("Poe\nMember of Congress", "The Ohio Congressional Delegation") == [
        "Poe",
        "The Ohio Congressional Delegation",
    ]


def test_on_whose_behalf():
    [row] = signers("Ann Poe\nChair\nOn behalf of the Ports Caucus")
    assert (row.title, row.on_behalf_of) == ("Chair", "the Ports Caucus")


def test_scraps_of_ink_and_a_typed_signature_are_no_signers():
    assert names("~/ZA— _L\nAnn Poe\nMember of Congress", "/s/ Max Coe", "Max Coe\nMember of Congress") == [
        "Ann Poe",
        "Max Coe",
    ]


def _at(transcript, places):
    """Move lines to (x, y), by their words, so that they stand in columns."""
    lines = []
    for line in transcript.lines:
        x, y = places.get(transcript.shown(line.span), (line.upright.x0, line.upright.y0))
        lines.append(dataclasses.replace(line, upright=Box(x, y, x + line.upright.width, y + 10)))
    return dataclasses.replace(transcript, lines=tuple(lines))


def test_a_name_that_ink_cut_in_two_is_joined():
    transcript = Transcript.from_blocks(
        ["Dear Secretary Roe:", PROSE, "Sincerely,", "Carolyn", "B. Coe", "Member of Congress"]
    )
    places = {"Carolyn": (72, 300), "B. Coe": (134, 300), "Member of Congress": (72, 314)}
    transcript = _at(transcript, places)
    [row] = find_signers(transcript, segment(transcript))
    assert (row.name, row.title) == ("Carolyn B. Coe", "Member of Congress")


def test_a_title_whose_name_ink_made_unreadable_is_nobody_else_s():
    transcript = Transcript.from_blocks(
        ["Dear Secretary Roe:", PROSE, "Sincerely,", "Ann Poe\nUnited States Senator", "Chairman"]
    )
    places = {"Ann Poe": (300, 300), "United States Senator": (300, 314), "Chairman": (72, 314)}
    transcript = _at(transcript, places)
    assert [row.title for row in find_signers(transcript, segment(transcript))] == ["United States Senator"]


def test_what_ink_left_of_a_name_is_kept_with_little_confidence():
    [row] = signers("ndré Coe\nMember of Congress")
    assert row.name == "ndré Coe"
    assert row.confidence <= 0.5


def test_neither_copies_nor_enclosures_nor_a_roster_sign():
    transcript = Transcript.from_blocks(
        ["Dear Secretary Roe:", PROSE, "Sincerely,", "Ann Poe", "cc: Max Coe\nEva Foe", "Enclosure\nJan Moe"]
    )
    start = len(transcript.text) + 2
    roster = TranscriptLine(Span(start, start + 7), 1, Box(0, 0, 9, 9), Zone.MARGIN, 99, 5.0)
    transcript = Transcript(transcript.text + "\n\nSue Loe", (*transcript.lines, roster), transcript.words)
    assert [row.name for row in find_signers(transcript, segment(transcript))] == ["Ann Poe"]


def test_a_letter_that_does_not_close_gives_names_with_less_confidence():
    [row] = signers("Ann Poe\nMember of Congress", closing=None)
    assert row.name == "Ann Poe"
    assert row.confidence < 0.8


def test_the_span_covers_name_and_title():
    transcript = Transcript.from_blocks(["Dear Secretary Roe:", PROSE, "Sincerely,", "Ann Poe\nUnited States Senator"])
    [row] = find_signers(transcript, segment(transcript))
    assert transcript.shown(row.span) == "Ann Poe United States Senator"
