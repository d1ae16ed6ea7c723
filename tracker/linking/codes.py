"""What letters and actions are about, as numbers that the database can weigh. Pure.

Each stem is one number for titles and one for abstracts. A letter's numbers lie in tiers of about equal weight: what a
shared word would count in the scoring (its place in the letter, its rarity, its place in the action). An action's
numbers in a letter's tiers, each times the tier's worth, are about the topic units that the scoring will find.
"""

import zlib
from collections.abc import Iterable, Mapping

from tracker.linking.rarity import Rarity
from tracker.linking.subject import IN_ABSTRACT, IN_TITLE, LEAST_SHARE, terms_of_letter
from tracker.linking.terms import terms_of
from tracker.linking.views import LetterView

__all__ = ["LEAST_OF_TIER", "WORTH", "code", "codes_of_action", "in_tiers", "rare_codes", "tiers_of", "units_of"]

# What a number in each tier counts; one lies in the tier whose worth is nearest.
WORTH = (1.4, 0.9, 0.6, 0.4, 0.22)
LEAST_OF_TIER = (1.12, 0.74, 0.49, 0.3, LEAST_SHARE)
# An index row holds about 600 numbers; no title and beginning of an abstract has so many.
MOST_CODES = 500
# A stem is rare that stands in fewer than one title in 2,500.
RARE = 0.66
MOST_RARE = 40


def code(stem: str, *, in_title: bool) -> int:
    """Return the number of a stem. Two stems may share one; what is found by it is then scored, and falls away."""
    return (zlib.crc32(stem.encode()) & 0x3FFFFFFF) << 1 | in_title


def codes_of_action(title: str, abstract: str) -> list[int]:
    """Return the numbers of an action, sorted; a stem of the title does not count again in the abstract."""
    in_title = terms_of(title)
    found = [code(stem, in_title=True) for stem in sorted(in_title)][:MOST_CODES]
    further = sorted(terms_of(abstract) - in_title)[: MOST_CODES - len(found)]
    return sorted({*found, *(code(stem, in_title=False) for stem in further)})


def tiers_of(letter: LetterView) -> tuple[list[int], ...]:
    """Return a letter's numbers by tier, the weightiest first; what the scoring would not count is left out."""
    rarity = Rarity(())
    return in_tiers(units_of(letter, {stem: rarity[stem] for stem in terms_of_letter(letter)}))


def units_of(letter: LetterView, rarity: Mapping[str, float], *, in_title: float = IN_TITLE) -> dict[int, float]:
    """Return what each of a letter's numbers counts, in topic units; `in_title` is what one counts for a title."""
    units: dict[int, float] = {}
    for stem, known in terms_of_letter(letter).items():
        for number, place in ((code(stem, in_title=True), in_title), (code(stem, in_title=False), IN_ABSTRACT)):
            counts = known.weight * rarity[stem] * place
            if counts >= LEAST_SHARE:
                units[number] = max(counts, units.get(number, 0.0))
    return units


def in_tiers(units: Mapping[int, float]) -> tuple[list[int], ...]:
    """Return the numbers by tier, each tier in order."""
    tiers: tuple[list[int], ...] = tuple([] for _ in WORTH)
    for number in sorted(units):
        place = next(place for place, least in enumerate(LEAST_OF_TIER) if units[number] >= least)
        tiers[place].append(number)
    return tiers


def rare_codes(letter: LetterView) -> list[int]:
    """Return the numbers, in titles and in abstracts, of the letter's weightiest stems among those that are rare."""
    rarity = Rarity(())
    rare = [(known.weight, stem) for stem, known in terms_of_letter(letter).items() if rarity[stem] >= RARE]
    chosen: Iterable[str] = (stem for _, stem in sorted(rare, reverse=True)[:MOST_RARE])
    return [code(stem, in_title=in_title) for stem in chosen for in_title in (True, False)]
