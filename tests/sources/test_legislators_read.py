"""Upstream's files of members and committees, read in every form, with malformed rows told and left out."""

import datetime
import gzip
import json
from pathlib import Path

import pytest
import yaml

from tracker.sources.fetch import SourceUnavailable
from tracker.sources.legislators import parse_roster, read_roster

YAML = """
- id: {bioguide: C000127, lis: S275}
  name: {first: Maria, last: Cantwell, official_full: Maria Cantwell}
  bio: {birthday: '1958-10-13'}
  terms:
  - {type: rep, start: '1993-01-05', end: '1995-01-03', state: WA, district: 1, party: Democrat}
  - {type: sen, start: '2001-01-03', end: '2007-01-03', state: WA, class: 1, party: Democrat}
- id: {bioguide: K000383}
  name: {first: Angus, middle: S., last: King, suffix: Jr., nickname: Gus}
  terms:
  - {type: sen, start: 2013-01-03, end: 2019-01-03, state: ME, class: 1, party: Independent}
  - {type: sen, start: '2019-01-03', end: '2018-01-03', state: ME, class: 1, party: Independent}
- id: {thomas: '00001'}
  name: {first: Without, last: Identifier}
  terms: []
- not an entry
"""
COMMITTEES = """
- type: senate
  name: Senate Committee on Finance
  thomas_id: SSFI
  subcommittees:
  - {name: Health Care, thomas_id: '10'}
- {type: joint, name: Joint Economic Committee, thomas_id: JSEC}
- {type: house}
"""
SEATS = """
SSFI:
- {name: Maria Cantwell, rank: 2, bioguide: C000127}
- {name: Nobody, rank: 3}
"""


def test_a_yaml_file_gives_members_with_terms(tmp_path: Path) -> None:
    file = tmp_path / "some-roster.yaml"
    file.write_text(YAML)
    roster = read_roster(file)
    assert list(roster.members) == ["C000127", "K000383"]
    cantwell = roster.members["C000127"]
    assert [(term.chamber, term.state, term.district, term.party) for term in cantwell.terms] == [
        ("house", "WA", 1, "D"),
        ("senate", "WA", None, "D"),
    ]
    assert cantwell.terms[0].start == datetime.date(1993, 1, 5)
    king = roster.members["K000383"]
    assert (king.middle, king.suffix, king.nickname, len(king.terms)) == ("S.", "Jr.", "Gus", 1)
    assert roster.reckoned == set()


def test_what_is_malformed_is_left_out_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "roster.yaml"
    file.write_text(YAML)
    skipped = read_roster(file).skipped
    assert len(skipped) == 3
    assert "ends on 2018-01-03" in skipped[0]
    assert "entry 3" in skipped[1]
    assert "bioguide" in skipped[1]
    assert "entry 4" in skipped[2]


def test_json_is_read_like_yaml(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(YAML)
    (tmp_path / "b.json").write_text(json.dumps(yaml.safe_load(YAML), default=str))
    assert parse_roster(tmp_path / "a.yaml") == parse_roster(tmp_path / "b.json")


def test_a_folder_gives_committees_and_seats_too(tmp_path: Path) -> None:
    (tmp_path / "legislators-current.yaml").write_text(YAML)
    (tmp_path / "committees-current.yaml").write_text(COMMITTEES)
    (tmp_path / "committee-membership-current.yaml").write_text(SEATS)
    (tmp_path / "LICENSE").write_text("CC0")
    roster = read_roster(tmp_path)
    assert [(one.code, one.chamber, one.parent) for one in roster.committees.values()] == [
        ("SSFI", "senate", ""),
        ("SSFI10", "senate", "SSFI"),
        ("JSEC", "", ""),
    ]
    assert list(roster.seats) == [("SSFI", "C000127")]


def test_of_two_forms_of_one_file_the_better_is_read(tmp_path: Path) -> None:
    (tmp_path / "legislators-historical.yaml").write_text(YAML)
    (tmp_path / "legislators-historical.csv").write_text("bioguide_id,last_name\nX000001,Only\n")
    assert "X000001" not in read_roster(tmp_path).members


@pytest.mark.parametrize("content", ["", "[]", "just words", "{", "a: [1", "- 1\n- 2\n", "[[[["])
def test_what_is_no_roster_is_said(tmp_path: Path, content: str) -> None:
    file = tmp_path / "roster.yaml"
    file.write_text(content)
    with pytest.raises(SourceUnavailable, match="holds no members"):
        read_roster(file)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="There is no file"):
        read_roster(tmp_path / "nowhere.yaml")


HISTORICAL = (
    "last_name,first_name,middle_name,suffix,nickname,full_name,birthday,type,state,district,senate_class,party,bioguide_id\n"
    "Tauzin,Wilbert,J.,,Billy,,1943-06-14,rep,LA,3,,Republican,T000058\n"
    "Bordallo,Madeleine,Z.,,,,1933-05-31,rep,GU,0,,Democrat,B001245\n"
    "Ancient,Ebenezer,,,,,1742-03-21,rep,VA,9,,Whig,A999999\n"
    "Broken,Row,,,,,1942-03-21,emperor,VA,9,,Whig,B999999\n"
)
SITTINGS = (
    '"congress","start_date","chamber","state_abbrev","party_code","bioname","bioguide_id"\n'
    '103,1993-01-03,"House","LA",100,"TAUZIN, Wilbert","T000058"\n'
    '104,1995-01-03,"House","LA",200,"TAUZIN, Wilbert","T000058"\n'
    '104,1995-01-03,"Commons","LA",200,"TAUZIN, Wilbert","T000058"\n'
)


def test_past_terms_come_from_the_table_of_congresses(tmp_path: Path) -> None:
    (tmp_path / "legislators-historical.csv").write_text(HISTORICAL)
    (tmp_path / "member-congress.csv.gz").write_bytes(gzip.compress(SITTINGS.encode()))
    roster = read_roster(tmp_path)
    tauzin = roster.members["T000058"]
    assert [(term.party, term.start.year, term.end.year) for term in tauzin.terms] == [
        ("D", 1993, 1995),
        ("R", 1995, 1997),
    ]
    assert [(term.start.year, term.end.year) for term in roster.members["B001245"].terms] == [(2003, 2019)]
    assert roster.members["A999999"].terms == ()
    assert roster.reckoned == {"T000058", "B001245"}
    assert len(roster.skipped) == 2
    assert any("by whole Congresses" in note for note in roster.notes)


def test_stated_terms_are_not_reckoned(tmp_path: Path) -> None:
    (tmp_path / "legislators-current.yaml").write_text(YAML.replace("C000127", "T000058"))
    (tmp_path / "legislators-historical.csv").write_text(HISTORICAL)
    (tmp_path / "member-congress.csv").write_text(SITTINGS)
    roster = read_roster(tmp_path)
    assert roster.members["T000058"].last == "Cantwell"
    assert "T000058" not in roster.reckoned
