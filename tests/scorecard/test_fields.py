"""What is counted, field by field, and what a fault shows."""

import copy

from tracker.scorecard.fields import CHARACTERS, compare

GOLD = {
    "date": "2021-06-08",
    "recipients": [
        {
            "name": "Ada Roe",
            "title": "Secretary",
            "organization": "U.S. Department of Energy",
            "agency": "Energy Department",
        }
    ],
    "signers": [{"name": "Ann Poe", "bioguide": "P000001"}, {"name": "Ben Doe", "bioguide": "D000001"}],
    "quotations": [
        {"text": "We did not know.", "type": "quotation", "speaker": "the Department"},
        {"text": "Act", "type": "defined_term"},
    ],
    "requests": [{"text": "1. What did you know?", "number": "1"}, {"text": "Please preserve all records."}],
    "deadlines": [{"text": "by July 1, 2021", "date": "2021-07-01"}],
    "citations": [{"text": "85 Fed. Reg. 36719", "kind": "federal_register", "normalized": "85 FR 36719"}],
}


def counts(field, **changes):
    reading = {**copy.deepcopy(GOLD), **changes}
    row = compare(reading, GOLD)[field]
    return row.hits, row.found, row.wanted


def test_a_reading_that_is_the_gold_has_every_hit_and_no_fault():
    compared = compare(copy.deepcopy(GOLD), GOLD)
    assert len(compared) == 15
    for field, row in compared.items():
        assert row.hits == row.found == row.wanted > 0, field
        assert row.faults == ()
        assert row.missing == 0


def test_what_was_not_read_is_all_missed():
    for problem in (None, {"file": "a.pdf", "problem": "damaged"}):
        compared = compare(problem, GOLD)
        for field, row in compared.items():
            assert (row.hits, row.found) == (0, 0), field
        assert compared["signer"].wanted == 2
        assert [fault.wanted for fault in compared["signer"].faults] == ["Ann Poe", "Ben Doe"]


def test_dates_and_deadlines_are_the_same_or_not():
    assert counts("date", date="2021-06-09") == (0, 1, 1)
    assert counts("date", date=None) == (0, 0, 1)
    twice = [
        {"text": "by July 1", "date": "2021-07-01"},
        {"text": "July 1", "date": "2021-07-01"},
        {"text": "soon", "date": None},
    ]
    assert counts("deadline", deadlines=twice) == (1, 1, 1)


def test_a_recipient_is_whole_with_title_and_organization():
    half = [
        {
            "name": "Ada Roe",
            "title": "Under Secretary",
            "organization": "U.S. Department of Energy",
            "agency": "Department of Energy",
        }
    ]
    assert counts("recipient name", recipients=half) == (1, 1, 1)
    assert counts("recipient, all fields", recipients=half) == (0, 1, 1)
    assert counts("agency", recipients=half) == (1, 1, 1)


def test_bioguide_ids_count_only_where_the_gold_knows_all():
    wrong = [{"name": "Ann Poe", "bioguide": "P000002"}, {"name": "Ben Doe", "bioguide": None}]
    assert counts("signer", signers=wrong) == (2, 2, 2)
    assert counts("signer's Bioguide ID", signers=wrong) == (0, 1, 2)
    partly = {**GOLD, "signers": [{"name": "Ann Poe", "bioguide": "P000001"}, {"name": "Zed Loe"}]}
    assert "signer's Bioguide ID" not in compare(GOLD, partly)


def test_a_spans_type_counts_only_where_the_span_is_right():
    rows = [{"text": "We did not know", "type": "scare"}, {"text": "the Act", "type": "title"}]
    assert counts("marked span, any type", quotations=rows) == (1, 2, 2)
    assert counts("marked span's type", quotations=rows) == (0, 1, 1)
    assert counts("quotation, exact span", quotations=rows) == (0, 0, 1)
    assert counts("speaker, given the span", quotations=rows) == (0, 0, 0)


def test_characters_of_a_quotation_that_was_cut_short():
    hits, found, wanted = counts(CHARACTERS, quotations=[{"text": "We did not", "type": "quotation"}])
    assert (found, wanted) == (10, 15)
    assert hits == 10


def test_a_speaker_left_open_costs_recall_and_a_wrong_one_both():
    open_, wrong = ([{**GOLD["quotations"][0], "speaker": speaker}] for speaker in (None, "Zed Loe"))
    assert counts("speaker, given the span", quotations=open_) == (0, 0, 1)
    assert counts("speaker, given the span", quotations=wrong) == (0, 1, 1)


def test_requests_and_citations():
    rows = [{"text": "1. What did you know", "number": "1"}, {"text": "We thank you."}]
    assert counts("request", requests=rows) == (1, 2, 2)
    assert counts("numbered request", requests=rows) == (1, 1, 1)
    other_kind = [{"text": "85 Fed. Reg. 36719", "kind": "usc", "normalized": "85 FR 36719"}]
    assert counts("citation", citations=other_kind) == (0, 1, 1)
    other_words = [{"text": "85 F.R. 36719", "kind": "federal_register", "normalized": "85 FR 36719"}]
    assert counts("citation", citations=other_words) == (1, 1, 1)


def test_a_fault_lays_what_was_found_beside_what_it_most_likely_is():
    rows = [{"text": "Please preserve all of the records that you may still have there."}, {"text": "We thank you."}]
    faults = compare({**GOLD, "requests": rows}, GOLD)["request"].faults
    assert [(fault.found, fault.wanted) for fault in faults] == [
        ("", "1. What did you know?"),
        ("Please preserve all of the records that you may still have there.", "Please preserve all records."),
        ("We thank you.", ""),
    ]
