"""How far the points of an action that is scored alone are from those that a whole search would give it that day.

    DJANGO_SETTINGS_MODULE=tracker.settings python -m tests.benchmarks.alone LETTERS_FOLDER RULES.tsv.gz AGENCIES.json
        [--days 180]

LETTERS_FOLDER holds letters as JSON, each with what people wrote down of it under `gold`. For each, the rules of its
agencies come in one after the other, by their titles, through 36 months. Each is scored alone, by what was counted at
most `--days` before, and, where that gives 4.5 points or more, also among the candidates of its day: the 400 that are
nearest by the letter's tiers. Points that a docket lends are left out, for such letters are searched wholly.
"""

import argparse
import datetime
import heapq
import json
from collections.abc import Sequence
from pathlib import Path

import django

django.setup()

from tests.benchmarks.linking import read_documents  # noqa: E402
from tests.benchmarks.linking_letters import Agencies, Table, letter_of  # noqa: E402
from tracker.linking.candidates import rank_among  # noqa: E402
from tracker.linking.codes import WORTH, codes_of_action, tiers_of  # noqa: E402
from tracker.linking.retrieve import BEST, YEARS_BEFORE  # noqa: E402
from tracker.linking.views import ActionView, LetterView  # noqa: E402
from tracker.linking.weights import WEIGHTS  # noqa: E402

LEAST = 4.5
_LENT = ("docket_of_found", "docket_of_cited")


def compared(letter: LetterView, table: Table, renewed: datetime.timedelta) -> list[tuple[float, float]]:
    """Return the points alone and the points among all of each action after the letter that is worth a comparison."""
    assert letter.date is not None
    archive, family = table.archive, letter.agencies | letter.children | letter.parents
    first = archive.window(letter.date - datetime.timedelta(days=365 * YEARS_BEFORE)).start
    nearby = (table.action(archive.documents[place]) for place in range(first, archive.window(letter.date).stop))
    worths = {number: worth for tier, worth in zip(tiers_of(letter), WORTH, strict=True) for number in tier}
    ours = [action for action in nearby if action.agencies & family]
    weights = {each.key: sum(worths.get(code, 0.0) for code in codes_of_action(each.title, "")) for each in ours}
    actions = sorted((each for each in ours if weights[each.key]), key=lambda each: (_day(each), each.key))

    def nearest(some: Sequence[ActionView]) -> list[ActionView]:
        return heapq.nlargest(BEST, some, key=lambda action: (weights[action.key], -action.key))

    counted_on = letter.date
    among = rank_among(letter, nearest([each for each in actions if _day(each) <= letter.date])).among
    found = []
    for place, action in enumerate(actions):
        if _day(action) <= letter.date:
            continue
        if _day(action) - counted_on > renewed:
            counted_on, among = _day(action), rank_among(letter, nearest(actions[:place])).among
        alone = rank_among(letter, [action], among=among).scored[0].score
        if alone < LEAST:
            continue
        for each in rank_among(letter, nearest(actions[: place + 1])).scored:
            if each.key == action.key:
                found.append((alone, sum(item.points for item in each.evidence if item.kind not in _LENT)))
    return found


def _day(action: ActionView) -> datetime.date:
    return action.published or datetime.date.min


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("letters", "rules", "agencies"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--days", type=int, default=180, help="after so many days the counts are renewed")
    given = parser.parse_args()
    agencies = Agencies(given.agencies)
    table = Table(read_documents(given.rules), agencies)
    pairs: list[tuple[float, float]] = []
    letters = 0
    for path in sorted(given.letters.glob("*.json")):
        if view := letter_of(json.loads(path.read_text(encoding="utf-8")), agencies):
            letters += 1
            pairs += compared(view, table, datetime.timedelta(days=given.days))
    more = sorted(wholly - alone for alone, wholly in pairs)
    passed = [pair for pair in pairs if pair[0] < WEIGHTS.bar <= pair[1]]
    print(f"{letters} letters, {len(pairs)} actions with {LEAST} points or more alone; counts of {given.days} days")
    print(f"a whole search gives from {more[0]:+.2f} to {more[-1]:+.2f} points more", end="; ")
    print(f"5 in 100 {more[len(more) // 20]:+.2f} or less, 5 in 100 {more[-1 - len(more) // 20]:+.2f} or more")
    lowest = f", the lowest at {min(passed)[0]:.2f}" if passed else ""
    print(f"below the bar alone and above it among all: {len(passed)}{lowest}")


if __name__ == "__main__":
    main()
