"""How letters belong with agency actions and with each other: proposed with reasons, decided by people.

`candidates` and `pairs` score, `evidence` says why, `weights` holds the numbers; all pure. `index` writes the rows by
which actions and letters find each other, `retrieve` finds what is worth scoring for a letter and `forward` the letters
that a new action may belong with; `gather` fetches, `propose` stores, `coverage` aligns what the press quotes.
"""

from tracker.linking.coverage import load_coverage
from tracker.linking.forward import letters_to_search_again
from tracker.linking.gather import views_of
from tracker.linking.index import index_actions
from tracker.linking.locks import wait_for_proposals
from tracker.linking.propose import Proposed, index_letter, propose, propose_actions
from tracker.linking.searched import Searched, searched

__all__ = [
    "Proposed",
    "Searched",
    "index_actions",
    "index_letter",
    "letters_to_search_again",
    "load_coverage",
    "propose",
    "propose_actions",
    "searched",
    "views_of",
    "wait_for_proposals",
]
