"""Numbers for stems: the same for letter and action, apart for title and abstract, weighty ones in the first tiers."""

from tracker.linking.codes import MOST_CODES, WORTH, code, codes_of_action, rare_codes, tiers_of
from tracker.linking.views import ASKED, LetterView, Passage

ASK = "Publish the plesiosaur safety standards."
LETTER = LetterView(date=None, asks=(Passage(ASK, None, ASKED),), body=Passage(f"{ASK} Safety costs little."))


def test_a_stem_of_the_title_counts_there_alone():
    codes = codes_of_action("Plesiosaur Standards", "Standards for plesiosaurs in water")
    title = {code("plesiosaur", in_title=True), code("standard", in_title=True)}
    assert set(codes) == title | {code("water", in_title=False)}
    assert codes == sorted(codes)
    assert all(0 <= each < 2**31 for each in codes)


def test_no_row_is_too_long_for_its_index():
    words = " ".join(f"w{number}x" for number in range(2000))
    assert len(codes_of_action(words, words + " more")) == MOST_CODES


def test_the_rarer_word_weighs_more_and_a_title_more_than_an_abstract():
    tiers = tiers_of(LETTER)
    assert len(tiers) == len(WORTH)
    tier = {number: place for place, held in enumerate(tiers) for number in held}
    rare, common = code("plesiosaur", in_title=True), code("safet", in_title=True)
    assert tier[rare] < tier[common]
    assert tier[rare] < tier[code("plesiosaur", in_title=False)]


def test_only_rare_stems_are_rare():
    assert code("plesiosaur", in_title=False) in rare_codes(LETTER)
    assert code("safet", in_title=True) not in rare_codes(LETTER)
