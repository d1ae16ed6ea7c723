"""All the numbers by which links are scored: the one table.

Points add up. `bar` is the least for which a link is proposed; below it nothing is shown. An agency and a moment alone
never reach the bar: what an action is about, or an identifier, must speak too. The numbers were set by hand on real
letters and on pairs of proposed and final rules (docs/linking.md); `manage.py fit_weights` refits them once enough
links have been decided. LETTERBOOK_LINK_WEIGHTS names a TOML file that replaces some of the numbers for actions; a file
that cannot be used ends the start with a sentence.
"""

import math
import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

__all__ = ["LETTER_WEIGHTS", "WEIGHTS", "LetterWeights", "UnusableWeights", "Weights", "as_toml", "read_weights"]

_SETTING = "LETTERBOOK_LINK_WEIGHTS"
_MARKED_DOWN = frozenset({"correction", "further_proposal", "routine"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points for an action. A topic unit is a shared term as rare as can be, in the place where it counts most."""

    names_letter: float = 10.0  # the action's text names the letter by its date and its signer
    citation: float = 10.0  # the letter cites the action by its first page or document number
    pin_cite: float = 8.0  # the letter cites a page inside the action; two documents can share a page
    docket: float = 7.0  # the letter names the action's docket
    rin: float = 7.0  # the letter names the action's regulation identifier number
    docket_of_cited: float = 3.5  # shares a docket or RIN with an action that the letter cites
    docket_of_found: float = 4.0  # shares a docket or RIN with an action that is proposed on its own words
    least_topic_in_docket: float = 0.75  # … but only where its own words have this many points
    cfr_part: float = 2.0  # the letter cites a part of the CFR that the action amends
    statute: float = 1.5  # both name a law; the less, the more of the candidates name it
    agency_same: float = 1.5  # it is by an office that the letter went to or came from
    agency_child: float = 1.5  # … or by an office below: departments mostly act through their bureaus
    agency_parent: float = 0.75  # … or by the department above, which acts on much else
    topic_unit: float = 1.25  # for each topic unit
    topic_full: float = 5.0  # up to here each unit counts in full; beyond, less and less
    topic_most: float = 7.5  # what the topic can bring at most
    rare_term: float = 0.5  # for each name or number that both have and hardly any other title has
    rare_most: float = 1.5
    wording_run: float = 0.75  # for each run of three or more words in both
    wording_most: float = 2.25
    next_step: float = 4.0  # the letter speaks of a proposed rule on this, and this is a rule
    next_step_share: float = 0.9  # … but not more than this part of what its topic brings
    further_proposal: float = -2.5  # … and this proposes again, by itself or in a series of its like
    time_most: float = 1.5  # an action soon after the letter; halves with each `time_half_life_months`
    time_half_life_months: float = 9.0
    time_of_proposed: float = 0.35  # the part of it for a letter on a proposed rule, which waits for months or years
    correction: float = -2.0  # it only corrects another document
    routine: float = -3.0  # of a kind made by the hundred, of which the letter does not speak
    anchor: float = 6.75  # the least score of an action that lends its docket to others
    bar: float = 6.25  # the least for which a person is asked
    background_bar: float = 8.0  # the same for what came before the letter
    strong: float = 7.5  # the least that the public is shown before a person has decided
    at_most: int = 12  # proposals kept for one letter


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWeights:
    """Points for an earlier letter that a reply answers or a follow-up recalls."""

    names_date: float = 5.0  # the later letter names the earlier one's date
    names_received: float = 4.0  # it names the day on which the earlier one came
    names_month: float = 2.5  # it names the month alone
    names_nearly: float = 2.0  # the date that it names is off by a few days, a figure or a year
    names_some_letter: float = 1.5  # it speaks of an earlier letter without a date
    number: float = 6.0  # both bear one reference number
    member: float = 2.0  # a member stands in both as correspondent
    every_member: float = 1.0  # more, when all do
    surname: float = 1.5  # a surname does, of people whom nobody could resolve
    strangers: float = -4.0  # both name members, and none stands in both
    agency: float = 2.0
    agency_family: float = 1.0  # two offices of one department
    other_agency: float = -3.0
    official: float = 0.5  # whoever was written to signs the answer, or is named in it
    topic_most: float = 2.5
    topic_full: float = 0.35  # the part of the shorter letter's rare terms that the longer one shares, for all points
    subject_most: float = 2.0  # what it says where it names the letter
    restated: float = 0.5  # for each request that it states again
    restated_most: float = 1.5
    clear_lead: float = 0.75  # by how much one letter must lead another that could be meant as well
    worse_rival: float = -1.0  # for each point by which another letter that could be meant leads
    equal_rival: float = -1.0
    bar: float = 7.0


class UnusableWeights(Exception):
    """A file of weights that cannot be used; the message says why, and what to do."""


def read_weights(path: Path) -> Weights:
    """Return the table with the numbers of a TOML file in place of the stated ones, or raise UnusableWeights."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnusableWeights(
            f"{path} cannot be read ({error.strerror}). Give {_SETTING} another path, or none."
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnusableWeights(
            f"{path} is not TOML: {error}. manage.py fit_weights --out writes such a file."
        ) from error
    stated = {each.name: getattr(Weights(), each.name) for each in fields(Weights)}
    for name, value in given.items():
        if name not in stated:
            raise UnusableWeights(f"{path}: there is no weight {name!r}. The weights are {', '.join(stated)}.")
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise UnusableWeights(f"{path}: {name} must be a number, and is {value!r}.")
        if name in _MARKED_DOWN and value > 0:
            raise UnusableWeights(f"{path}: {name} counts against a link, so it must be 0 or less, and is {value}.")
        if name not in _MARKED_DOWN and value < 0:
            raise UnusableWeights(f"{path}: {name} counts for a link, so it must be 0 or more, and is {value}.")
    if not isinstance(given.get("at_most", 1), int) or given.get("at_most", 1) < 1:
        raise UnusableWeights(f"{path}: at_most must be a whole number from 1, and is {given['at_most']}.")
    weights = replace(Weights(), **given)
    if weights.time_half_life_months == 0:
        raise UnusableWeights(f"{path}: time_half_life_months must be more than 0.")
    if not 0 < weights.bar <= weights.strong:
        raise UnusableWeights(
            f"{path}: bar must be more than 0 and not above strong; they are {weights.bar}, {weights.strong}."
        )
    return weights


def as_toml(weights: Weights) -> str:
    """Return the whole table as read_weights takes it."""
    return "".join(f"{each.name} = {getattr(weights, each.name)}\n" for each in fields(Weights))


def _in_use() -> Weights:
    if not (path := os.environ.get(_SETTING, "").strip()):
        return Weights()
    try:
        return read_weights(Path(path))
    except UnusableWeights as error:
        # The start ends here: links scored by half a table would be stored as if they were meant.
        raise SystemExit(str(error)) from error


WEIGHTS = _in_use()
LETTER_WEIGHTS = LetterWeights()
