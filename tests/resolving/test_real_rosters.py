"""The full roster and list of agencies, and names from real letters, where a copy of that data is at hand."""

import datetime
import json
import os
import time
from pathlib import Path

import pytest

from tracker.reading.rows import Fact, FactKind, Reading, Recipient, Signer
from tracker.reading.transcript import Span, Transcript
from tracker.resolving import MemoryRegistry, resolve
from tracker.resolving.members import resolve_member
from tracker.sources.files import registry_from_files

REAL = Path(os.environ.get("LETTERBOOK_REAL_DATA") or Path(__file__).parents[3] / "shared")
ROSTER, AGENCIES = REAL / "data" / "legislators", REAL / "data" / "federal_register" / "agencies.json"
LETTERS = REAL / "letters" / "dev"

pytestmark = [
    pytest.mark.skipif(not ROSTER.is_dir(), reason="The full roster is not at hand (LETTERBOOK_REAL_DATA)."),
    pytest.mark.xdist_group("real rosters"),
]
SPAN = Span(0, 1)


@pytest.fixture(scope="module")
def registry() -> MemoryRegistry:
    return registry_from_files(roster=ROSTER, agencies=AGENCIES)


@pytest.mark.parametrize("date", ["2004-05-01", "2013-02-01", "2018-05-01", "2024-12-01", "2025-08-01", "2026-05-01"])
def test_a_whole_congress_serves_on_any_day(registry: MemoryRegistry, date: str) -> None:
    """Reckoned terms overlap where a seat changed hands, so a Congress may come out a little too large, never small."""
    on = datetime.date.fromisoformat(date)
    serving = registry.members_serving(on)
    senators = {m.bioguide for m in serving if any(t.chamber == "senate" and t.start <= on <= t.end for t in m.terms)}
    assert 99 <= len(senators) <= 106
    assert 530 <= len(serving) <= 565


def test_every_member_is_found_by_the_name_that_upstream_prints(registry: MemoryRegistry) -> None:
    on = datetime.date(2019, 5, 1)
    wrong, missed = [], []
    for member in registry.members_serving(on):
        found = resolve_member(f"{member.first} {member.last}", on, registry)
        if found.key != member.bioguide:
            (wrong if found.key else missed).append((member.first, member.last, found.why))
    assert wrong == []
    assert len(missed) <= 3, missed


def test_a_letter_with_a_hundred_signers_takes_milliseconds(registry: MemoryRegistry) -> None:
    on = datetime.date(2021, 8, 17)
    names = [f"{member.first} {member.last}" for member in registry.members_serving(on)][:100]
    resolve_member(names[0], on, registry)
    began = time.perf_counter()
    for name in names:
        resolve_member(name, on, registry)
    assert time.perf_counter() - began < 1.0


@pytest.mark.skipif(not LETTERS.is_dir(), reason="The annotated letters are not at hand (LETTERBOOK_REAL_DATA).")
def test_names_of_real_letters_resolve(registry: MemoryRegistry) -> None:
    """Of the annotated signers and agencies, 97 and 95 % are found, and next to none is wrong."""
    names = {agency.slug: agency.name for agency in registry.agencies()}
    right = wrong = wanted = agencies_right = agencies_wrong = agencies_wanted = 0
    for file in sorted(LETTERS.glob("*.json")):
        gold = json.loads(file.read_text())["gold"]
        resolved = resolve(_as_read(gold), registry)
        for signer, found in zip(gold["signers"], resolved.signer_members, strict=True):
            wanted += bool(signer["bioguide"])
            right += bool(found.key) and found.key == signer["bioguide"]
            wrong += bool(found.key) and found.key != signer["bioguide"]
        for recipient, found in zip(gold["recipients"], resolved.recipient_agencies, strict=True):
            agencies_wanted += bool(recipient["agency"])
            agencies_right += bool(found.key) and names[found.key] == recipient["agency"]
            agencies_wrong += bool(found.key) and names[found.key] != recipient["agency"]
    assert right / wanted >= 0.97
    assert wrong / max(right + wrong, 1) <= 0.005
    assert agencies_right / agencies_wanted >= 0.95
    assert agencies_wrong / max(agencies_right + agencies_wrong, 1) <= 0.02


def _as_read(gold: dict) -> Reading:
    date = datetime.date.fromisoformat(gold["date"])
    return Reading(
        reader_version="gold",
        pages=(),
        transcript=Transcript.from_blocks(["x"]),
        facts=(Fact(kind=FactKind.DATE, text=gold["date"], span=SPAN, rule="gold", date=date),),
        recipients=tuple(
            Recipient(
                text="",
                span=SPAN,
                rule="gold",
                name=one["name"] or "",
                title=one["title"] or "",
                organization=one["organization"] or "",
            )
            for one in gold["recipients"]
        ),
        signers=tuple(Signer(text="", span=SPAN, rule="gold", name=one["name"]) for one in gold["signers"]),
    )
