"""Letters of fiction, with distractors of the same day, people and agency: which are found to belong together."""

from tests.linking.pairs_of_fiction import found_pairs, wanted_pairs


def test_few_are_missed_and_fewer_are_wrong():
    found, wanted = found_pairs(), wanted_pairs()
    assert len(wanted) >= 40
    right = found & wanted
    assert len(right) >= 0.95 * len(wanted), wanted - found
    assert len(right) >= 0.95 * len(found), found - wanted
