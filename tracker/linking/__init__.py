"""How letters belong with agency actions and with each other: proposed with reasons, decided by people.

`candidates` and `pairs` score, `evidence` says why, `weights` holds the numbers; all pure. `gather` fetches, `propose`
stores, `coverage` aligns what the press quotes.
"""

from tracker.linking.coverage import load_coverage
from tracker.linking.propose import Proposed, letters_to_search_again, propose

__all__ = ["Proposed", "letters_to_search_again", "load_coverage", "propose"]
