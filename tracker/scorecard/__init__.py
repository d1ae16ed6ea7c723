"""How well the reader reads: its readings of a gold set, compared with what people wrote down. Pure.

read_gold(folder)      the gold letters
run_of(name, letters)  figures, what was left open, the hardest letters
card_form(runs)        all of it as JSON; markdown(card) as a table
"""

from tracker.scorecard.card import LetterRead, Run, card_form, run_of
from tracker.scorecard.gold import GoldLetter, GoldProblem, read_gold
from tracker.scorecard.markdown import markdown

__all__ = ["GoldLetter", "GoldProblem", "LetterRead", "Run", "card_form", "markdown", "read_gold", "run_of"]
