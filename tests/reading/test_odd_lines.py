"""Lines and marks that no letter should have, each of which once made the reader fail or take far too long."""

import sys

import pytest

from tests.fuzz.targets import pages_of_text
from tracker.reading import sentences
from tracker.reading.compose import compose
from tracker.reading.marks import pairs_in
from tracker.reading.names import is_name, read_name
from tracker.reading.offices import holds_together
from tracker.reading.reader import read_pages


@pytest.mark.parametrize(("line", "following"), [("U.S. Senator", "\ufffd"), ("\ufffd", "Environment"), ("日本", "of")])
def test_a_line_without_a_letter_holds_nothing_together(line, following):
    assert holds_together(line, following) is False


def test_a_line_under_the_signature_may_be_signs_alone():
    text = "Dear Secretary Roe:\n\nWe ask for the report.\n\nSincerely,\n\nAnn Poe\nUnited States Senator\n\ufffd\n"
    assert [signer.name for signer in read_pages(pages_of_text(text)).signers] == ["Ann Poe"]


def test_what_is_longer_than_any_name_is_none():
    name = "Ada" + " Longworth" * 3
    assert is_name(name)
    assert read_name(name)
    longer = "Ada" + f" {'Longworth' * 12}" * 3
    assert not is_name(longer)
    assert read_name(longer) is None


def test_marks_open_within_one_another_to_a_bounded_depth():
    def steps(times):
        count = 0

        def one_more(frame, event, argument):
            nonlocal count
            count += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(one_more)
        try:
            pairs_in(["'" * times])
        finally:
            sys.setprofile(before)
        return count

    assert steps(2_000) < 2.5 * steps(1_000)


def test_pages_are_measured_in_one_pass():
    class Counted(tuple):
        passes = 0

        def __iter__(self):
            Counted.passes += 1
            return super().__iter__()

    def passes(pages):
        lines = compose(pages_of_text("\f\n".join(["We write about the ferries of our islands."] * pages))).lines
        Counted.passes = 0
        measure = sentences._Measure.of(Counted(lines))
        assert len(measure.left) == pages
        return Counted.passes

    assert passes(12) == passes(3)


def test_a_zero_for_an_initial_is_the_letter():
    found = read_name("Doris 0. Example")
    assert found is not None
    assert found.name == "Doris O. Example"
    assert read_name("Section 0.5 of it") is None


@pytest.mark.parametrize("scanned", ["Je", "Jt.", "lr.", "Jr", "Ir."])
def test_a_suffix_that_a_scan_spoilt_is_known(scanned):
    found = read_name(f"The Honorable Anthony O. Example, {scanned}")
    assert found
    assert found.name == "Anthony O. Example, Jr."


def test_a_surname_behind_a_comma_is_no_suffix():
    found = read_name("The Honorable Anthony Example, Jones")
    assert found is None or not found.name.endswith("Jr.")
