"""To whom a letter goes: persons and bodies, in the blocks and columns in which offices set them."""

import dataclasses

import pytest

from tracker.reading.layout import Box
from tracker.reading.recipients import find_recipients
from tracker.reading.segment import segment
from tracker.reading.transcript import Transcript

PROSE = (
    "We write to ask that the agency publish the guidance that it promised to small ports last year, and that it "
    "say by what date the inspectors will return to the two terminals that were closed after the storm."
)


def recipients(*blocks, greeting="Dear Friend:"):
    transcript = Transcript.from_blocks(["March 3, 2021", *blocks, greeting, PROSE, "Sincerely,", "Ann Poe"])
    return find_recipients(transcript, segment(transcript))


def fields(*blocks, greeting="Dear Friend:"):
    return [(row.name, row.title, row.organization) for row in recipients(*blocks, greeting=greeting)]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "The Honorable Jane Roe\nSecretary\nU.S. Department of Ports\n1 Quay Street, SW\nWashington, DC 20001",
            ("Jane Roe", "Secretary", "U.S. Department of Ports"),
        ),
        (
            "Honorable Jane Q. Roe\nSecretary of Ports\n1 Quay Street\nRoom 7226",
            ("Jane Q. Roe", "Secretary of Ports", ""),
        ),
        ("Secretary Jane Roe\nU.S. Department of Ports", ("Jane Roe", "Secretary", "U.S. Department of Ports")),
        ("Administrator Roe\nPorts Agency", ("Roe", "Administrator", "Ports Agency")),
        (
            "Jane Roe, M.D.\nActing Commissioner\nPorts Administration",
            ("Jane Roe", "Acting Commissioner", "Ports Administration"),
        ),
        ("Dr. Jane Roe, Ph.D.\nDirector\nPorts Bureau", ("Jane Roe", "Director", "Ports Bureau")),
        ("Jane Roe, Secretary\nDepartment of Ports", ("Jane Roe", "Secretary", "Department of Ports")),
        (
            "Admiral Jane H. Roe, Commandant\nUnited States Coast Guard",
            ("Jane H. Roe", "Commandant", "United States Coast Guard"),
        ),
        (
            "The Honorable Judge Jane Roe\nDirector\nOffice of the Courts",
            ("Jane Roe", "Director", "Office of the Courts"),
        ),
        (
            "The Honorable Jane Roe\nAdministrator, Ports Agency\n1 Quay St",
            ("Jane Roe", "Administrator", "Ports Agency"),
        ),
        (
            "The Honorable Jane Roe\nChairman, Committee on Ports\nU.S. Senate",
            ("Jane Roe", "Chairman", "Committee on Ports"),
        ),
        (
            "Mr. John Roe\nActing Regional Administrator\nWestern Region\nFederal Ports Administration\nP.O. Box 92",
            ("John Roe", "Acting Regional Administrator", "Federal Ports Administration"),
        ),
        ("Jane Roe\nChief Executive Officer\nAcme", ("Jane Roe", "Chief Executive Officer", "Acme")),
        ("Mr. John Roe\nAcme", ("John Roe", "", "Acme")),
        ("The President\nThe White House\nWashington, D.C. 20500", ("", "The President", "The White House")),
        (
            "The Honorable Jane Roe\nChairwoman\nSubcommittee on Small Ports\nHouse Committee on Ports\n"
            "U.S. House of Representatives\nWashington, DC 20515",
            ("Jane Roe", "Chairwoman", "Subcommittee on Small Ports, House Committee on Ports"),
        ),
        (
            "The Honorable Jane Roe\nRanking Member\nSubcommittee on Small Ports\nWashington, DC 20515",
            ("Jane Roe", "Ranking Member", "Subcommittee on Small Ports"),
        ),
        ("“Secretary Jane Roe\nU.S. Department of Ports", ("Jane Roe", "Secretary", "U.S. Department of Ports")),
        ("Members\nJoint Select Committee on Ports", ("", "Members", "Joint Select Committee on Ports")),
        ("Federal Ports Commission\n1 Quay Street\nWashington, DC 20001", ("", "", "Federal Ports Commission")),
        (
            "The Honorable Jane Roe\nDirector, Bureau of Ports\nActing Director, Harbor Agency\n1 Quay Street, SW",
            ("Jane Roe", "Director", "Bureau of Ports"),
        ),
        (
            "The Honorable Jane Roe\nSecretary of War\nThe Pentagon, Room 1A100\nWashington, DC 20301",
            ("Jane Roe", "Secretary of War", "The Pentagon"),
        ),
        (
            "The Honorable Jane Roe\nSecretary of War\nThe Pentagon\nWashington, DC 20301",
            ("Jane Roe", "Secretary of War", "The Pentagon"),
        ),
        (
            "The Honorable Jane Roe, Jr.\nAmbassador\nU.S. Embassy\nTokyo, Japan",
            ("Jane Roe, Jr.", "Ambassador", "U.S. Embassy"),
        ),
        (
            "Tbe Honorable Jane Roe\nSecretaiy\nU.S. Departrnent of Ports",
            ("Jane Roe", "Secretaiy", "U.S. Departrnent of Ports"),
        ),
        (
            "The Honorable Jane Roe\nDirector of the Federal Ports Bureau\nWashington, DC 20001",
            ("Jane Roe", "Director", "Federal Ports Bureau"),
        ),
    ],
)
def test_sorts_the_lines_of_an_address(block, expected):
    assert fields(block) == [expected]


def test_keeps_the_street_apart():
    [row] = recipients(
        "The Honorable Jane Roe\nSecretary\nDepartment of Ports\nRussell 416\n1 Quay Street\nWashington, DC 20001"
    )
    assert row.address == "Russell 416\n1 Quay Street\nWashington, DC 20001"
    assert row.text.startswith("The Honorable Jane Roe\nSecretary")


def test_says_who_only_acts():
    assert [row.acting for row in recipients("Jane Roe\nActing Director\nPorts Bureau")] == [True]
    assert [row.acting for row in recipients("Jane Roe\nDirector\nPorts Bureau")] == [False]


def test_reads_many_blocks_in_their_order():
    woods = ("Oak", "Elm", "Ash", "Fir", "Yew")
    blocks = [f"The Honorable Jane {wood}\nSecretary\nDepartment of {wood}s" for wood in woods]
    assert [row.name for row in recipients(*blocks)] == [f"Jane {wood}" for wood in woods]


def test_parts_persons_that_stand_in_one_block():
    block = (
        "The Honorable Jane Roe\nChairman\nThe Honorable Max Moe\nRanking Member\n"
        "Committee on Ports\nUnited States Senate"
    )
    assert fields(block) == [
        ("Jane Roe", "Chairman", "Committee on Ports"),
        ("Max Moe", "Ranking Member", "Committee on Ports"),
    ]
    plain = "Jane Roe\nCEO\nAcme\n1 Quay Street\nAkron, OH 44301\nMax Moe\nCEO\nZenith\n2 Quay Street\nAkron, OH 44301"
    assert fields(plain) == [("Jane Roe", "CEO", "Acme"), ("Max Moe", "CEO", "Zenith")]
    assert [row[0] for row in fields("The Honorable Jane Roe and the Honorable Max Moe\nUnited States Senate")] == [
        "Jane Roe",
        "Max Moe",
    ]


def test_a_block_that_only_goes_on_is_no_second_addressee():
    assert fields(
        "The Honorable Jane Roe\nSecretary", "Department of Ports\n1 Quay Street", "Washington, DC 20001"
    ) == [("Jane Roe", "Secretary", "Department of Ports")]


def test_joins_a_line_that_the_column_broke():
    assert fields(
        "The Honorable Jane Roe\nUndersecretary for Natural Resources and\nEnvironment\nU.S. Department of Ports"
    ) == [("Jane Roe", "Undersecretary for Natural Resources and Environment", "U.S. Department of Ports")]


def test_joins_a_line_that_had_no_room_beside_another_column():
    transcript = Transcript.from_blocks(
        [
            "March 3, 2021",
            "The Honorable Jane Roe\nChairman, Committee on Homeland\nSecurity",
            "The Honorable Max Moe\nSecretary",
            "Dear Friends:",
            PROSE,
        ]
    )

    def beside(line):
        # The second address stands to the right of the first, just behind its longest line.
        if not transcript.shown(line.span).startswith(("The Honorable Max", "Secretary")):
            return line
        return dataclasses.replace(line, upright=Box(200.0, line.upright.y0 - 36, 330.0, line.upright.y1 - 36))

    moved = dataclasses.replace(transcript, lines=tuple(beside(line) for line in transcript.lines))
    rows = find_recipients(moved, segment(moved))
    assert rows[0].organization == "Committee on Homeland Security"
    assert [row.name for row in rows] == ["Jane Roe", "Max Moe"]


def test_the_greeting_fills_a_missing_title_and_checks_the_surname():
    block = "The Honorable Jane Roe\nDepartment of Ports\nWashington, DC 20528"
    assert fields(block, greeting="Dear Secretary Roe:") == [("Jane Roe", "Secretary", "Department of Ports")]
    [agreed] = recipients(block, greeting="Dear Secretary Roe:")
    [other] = recipients(block, greeting="Dear Secretary Moe:")
    assert other.name == "Jane Roe"
    assert other.confidence < agreed.confidence


def test_a_letter_without_an_address_is_to_whom_it_greets():
    assert fields(greeting="Dear Secretary Roe:") == [("Roe", "Secretary", "")]
    assert recipients(greeting="Dear Secretary Roe:")[0].confidence <= 0.5
    assert fields(greeting="Dear Friend:") == []


def test_how_it_was_sent_is_no_addressee():
    assert fields("VIA ELECTRONIC MAIL", "The Honorable Jane Roe\nSecretary\nDepartment of Ports") == [
        ("Jane Roe", "Secretary", "Department of Ports")
    ]


def test_specks_beside_a_line_are_no_words():
    assert fields("The Honorable Jane Roe\n- Attorney General\n: Department of Ports\nWashington, DC 20528") == [
        ("Jane Roe", "Attorney General", "Department of Ports")
    ]


def test_what_a_scan_left_of_a_name_is_kept_with_little_confidence():
    rows = recipients(
        "The Honorable J^ne Roe\nSecretary", "The Honorable eer Moe\nChair", "The Honorable Max Coe, {ie\nChair"
    )
    assert [(row.name, row.title) for row in rows] == [
        ("J^ne Roe", "Secretary"),
        ("eer Moe", "Chair"),
        ("Max Coe", "Chair"),
    ]
    assert all(row.confidence < 0.6 for row in rows)


def test_columns_that_a_scan_cut_across_are_put_together():
    transcript = Transcript.from_blocks(
        [
            "March 3, 2021",
            "The Honorable Jane Roe",
            "The Honorable Max Moe",
            "Chair\nHouse Committee on Ports",
            "Vice Chair\nSenate Committee on Ships",
            "Dear Friends:",
            PROSE,
        ]
    )
    places = {
        "The Honorable Jane Roe": (72, 60),
        "The Honorable Max Moe": (300, 60),
        "Chair": (72, 72),
        "House Committee on Ports": (72, 84),
        "Vice Chair": (300, 72),
        "Senate Committee on Ships": (300, 84),
    }
    lines = []
    for line in transcript.lines:
        x, y = places.get(transcript.shown(line.span), (line.upright.x0, line.upright.y0 + 200))
        lines.append(dataclasses.replace(line, upright=Box(x, y, x + line.upright.width, y + 10)))
    words = tuple(
        dataclasses.replace(
            word, upright=dataclasses.replace(word.upright, x0=line.upright.x0, x1=line.upright.x0 + word.upright.width)
        )
        for line in lines
        for word in transcript.words_in(line.span)
    )
    moved = Transcript(transcript.text, tuple(lines), words)
    assert [(row.name, row.title, row.organization) for row in find_recipients(moved, segment(moved))] == [
        ("Jane Roe", "Chair", "House Committee on Ports"),
        ("Max Moe", "Vice Chair", "Senate Committee on Ships"),
    ]


def test_what_a_scan_left_of_the_letterhead_is_no_addressee():
    found = recipients(
        "congress or ine vnitea oid",
        "House of Representatives",
        "The Honorable Jane Roe\nSecretary\nDepartment of Ports",
        greeting="Dear Secretary Roe:",
    )
    assert [row.name for row in found] == ["Jane Roe"]


def test_letters_behind_a_ministers_name_and_a_greeting_in_two_parts():
    found = fields(
        "His Excellency John Poe\nAmbassador of Freedonia\nEmbassy of Freedonia\n1 Quay Street\nWashington, DC 20001",
        "The Honourable Jane Roe, P.C., M.P.\nMinister of Ports\nPorts Freedonia\n2 Harbor Drive\nZ City",
        greeting="Your Excellency and Dear Madam Minister:",
    )
    assert [name for name, *_ in found] == ["John Poe", "Jane Roe"]
    assert found[1][1] == "Minister of Ports"
