"""Which member of Congress a name means, as of the letter's date.

A wrong member costs more than a gap: a name is resolved only when the best candidate is good by itself and better than
the next by a margin. Everything else stays ambiguous, with its candidates, or unmatched, with the reason.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from tracker.resolving.blurred import cut_off, most_alike
from tracker.resolving.likeness import fit, forms_of, surname_tails
from tracker.resolving.names import folded, parsed
from tracker.resolving.nicknames import are_one_name
from tracker.resolving.records import Candidate, MemberRecord, Registry, Resolution, ResolutionState, TermRecord
from tracker.resolving.states import state_named_in

__all__ = ["Hints", "holds_no_seat", "resolve_member", "term_on"]

_GOOD, _MARGIN = 0.8, 0.1
_SHOWN = 5
_LISTED_FROM = 0.6
# Which part of a torn name may be misread, and by how many letters the next member must be farther: where that much is
# lost, the margin grows with it.
_TORN, _TORN_IF_LIKELY, _TORN_IN_CONGRESS = 0.14, 0.2, 0.25
_TORN_MARGIN, _TORN_MARGIN_SHARE = 1.4, 0.6
_WRONG_CHAMBER, _WRONG_STATE = 0.3, 0.35
_UNLIKELY_CHAMBER = 0.15

# The words under a signature that say the writer sits in Congress, and those that say that he does not. "Chairman",
# "Ranking Member" and the like say nothing either way.
_SENATE = re.compile(r"(?<!state )\bsenat(?:or|e)\b", re.I)
_HOUSE = re.compile(
    r"\bmembers? of congress\b|\bcongress(?:man|woman|member)\b|(?<!white )(?<!state )\bhouse\b"
    r"|\bresident commissioner\b|\b(?:u\.?\s?s\.?|united states) representative\b|^representative\b",
    re.I,
)
_SURELY_NO_SEAT = re.compile(r"\bstate (?:senator|representative|delegate|senate|house)\b|\bchief of staff\b", re.I)
_NO_SEAT = re.compile(
    r"\b(?:governor|mayor|attorney general|inspector general|secretary|administrator|(?<!resident )commissioner"
    r"|director|assembly(?:man|woman|member)|president(?! pro temp)|ceo|chief executive|professor|ambassador"
    r"|counsel|treasurer)\b",
    re.I,
)


# "Chairman, Subcommittee on … the District of Columbia": what a committee is about is nobody's state.
_BODY = re.compile(r"\b(?:Sub)?committee\b|\bCaucus\b|\bCommission\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hints:
    """What else is known of the person: `chamber` ("senate", "house" or "") and `state` (two letters or "").

    A title says them for certain (`firm`); a letterhead or the other signers only make them likely.
    """

    chamber: str = ""
    state: str = ""
    firm: bool = True

    @classmethod
    def from_title(cls, title: str, name: str = "") -> "Hints":
        """Return what a printed title says: "United States Senator, Oregon" -> senate, OR."""
        senate, house = bool(_SENATE.search(title)), bool(_HOUSE.search(title))
        chamber = "senate" if senate and not house else "house" if house and not senate else ""
        return cls(chamber, state_named_in(_BODY.split(title, maxsplit=1)[0]) or state_named_in(name, codes_only=True))


def holds_no_seat(title: str) -> bool:
    """Tell whether a printed title is one that no member of Congress signs with ("Governor", "Inspector General")."""
    if _SURELY_NO_SEAT.search(title):
        return True
    return bool(_NO_SEAT.search(title)) and not (_SENATE.search(title) or _HOUSE.search(title))


def term_on(member: MemberRecord, date: datetime.date, chamber: str = "") -> TermRecord | None:
    """Return the member's term that runs on `date`, the later one where two meet."""
    running = [term for term in member.terms if term.start <= date <= term.end and chamber in ("", term.chamber)]
    return max(running, key=lambda term: term.start) if running else None


def resolve_member(
    name: str,
    date: datetime.date | None,
    registry: Registry,
    *,
    title: str = "",
    likely: Hints | None = None,
) -> Resolution:
    """Return whom `name` means among the members who served on `date`.

    `title` is what is printed under the name. `likely` is what the letterhead or the other signers suggest; it parts
    namesakes, but resolves nobody by itself. With no date only a name that one member alone ever bore is resolved.
    """
    found = _resolved(name, date, registry, title, likely)
    if found.state != ResolutionState.RESOLVED or date is None:
        return found
    member = next(one for one in registry.members_serving(date) if one.bioguide == found.key)
    whole = _is_a_form(name, member) and not found.rule.startswith("name cut off")
    return found if whole else replace(found, name=_mended(name, member))


def _resolved(
    name: str, date: datetime.date | None, registry: Registry, title: str, likely: Hints | None
) -> Resolution:
    person = parsed(name)
    if not person.words:
        return Resolution(state=ResolutionState.UNMATCHED, rule="no name", why="There is no name to look up.")
    if holds_no_seat(title):
        return Resolution(
            state=ResolutionState.UNMATCHED,
            rule="title outside Congress",
            why=f"“{title}” is no title of a member of Congress.",
        )
    firm = Hints.from_title(title, name)
    if date is None:
        bearers = [member for tail in surname_tails(person) for member in registry.members_with_surname(" ".join(tail))]
        # Members of whom not even the years are known sat before 1919, and signed no letter that is read here.
        found = _scored(name, _distinct(one for one in bearers if one.terms), None, firm, None)
        return _decided(found, None, "unique name, no date", least=0.95)

    serving = registry.members_serving(date)
    tails = set(surname_tails(person))
    same = [member for member in serving if not tails.isdisjoint(forms_of(member).surnames)]
    found = _scored(name, same, date, firm, likely)
    if not found or found[0].score < _GOOD:
        found = _scored(name, serving, date, firm, likely, misread=True)
        if found and found[0].score >= _GOOD:
            return _decided(found, date, "misread name, by margin")
        torn = _torn(name, date, registry, firm, likely)
        if torn.state == ResolutionState.RESOLVED or not found or found[0].score < _LISTED_FROM:
            return torn if torn.candidates else _unmatched(name, date, registry)
    if found and found[0].score >= _LISTED_FROM:
        rule = "name on the date" if len(person.words) > 1 else "surname on the date"
        return _decided(found, date, rule)
    return _unmatched(name, date, registry)


def _distinct(members: Iterable[MemberRecord]) -> list[MemberRecord]:
    return list({member.bioguide: member for member in members}.values())


def _scored(
    name: str,
    members: Sequence[MemberRecord],
    date: datetime.date | None,
    firm: Hints,
    likely: Hints | None,
    *,
    misread: bool = False,
) -> list[Candidate]:
    """Return the members whom the name fits at all, best first."""
    person = parsed(name)
    found: list[Candidate] = []
    suffixes: dict[str, str] = {}
    for member in members:
        forms = forms_of(member)
        score, why = fit(person, forms, misread=misread)
        if score < 0.4:
            continue
        terms = [term for term in member.terms if date is None or term.start <= date <= term.end]
        chambers, states = {term.chamber for term in terms}, {term.state for term in terms}
        for hints in (firm, likely or Hints()):
            if hints.chamber and chambers and hints.chamber not in chambers:
                score -= _WRONG_CHAMBER if hints.firm else _UNLIKELY_CHAMBER
                why += f", but sits in the {'House' if 'house' in chambers else 'Senate'}"
            if hints.state and states and hints.state not in states:
                score -= _WRONG_STATE if hints.firm else _UNLIKELY_CHAMBER
                why += ", but from another state"
        suffixes[member.bioguide] = forms.suffix
        found.append(
            Candidate(key=member.bioguide, label=_label(member, date), score=round(max(score, 0.0), 3), why=why)
        )
    found.sort(key=lambda candidate: (-candidate.score, candidate.key))
    named = len(person.words) > 1 and len(person.words[0]) > 1
    if named and len(found) > 1 and found[0].score - found[1].score < _MARGIN:
        # Father and son in one Congress are told apart by the suffix, so its absence counts too.
        first, second = found[0], found[1]
        if suffixes[first.key] == person.suffix != suffixes[second.key] and first.why == second.why:
            found[1] = Candidate(
                key=second.key,
                label=second.label,
                score=round(first.score - _MARGIN, 3),
                why=f"{second.why}, other suffix",
            )
            found.sort(key=lambda candidate: (-candidate.score, candidate.key))
    return found


def _decided(found: list[Candidate], date: datetime.date | None, rule: str, *, least: float = _GOOD) -> Resolution:
    shown = tuple(replace(one, score=min(one.score, 1.0)) for one in found if one.score >= 0.5)[:_SHOWN]
    if not found:
        return Resolution(state=ResolutionState.UNMATCHED, rule=rule, why="No member bears this name.")
    best, next_score = found[0], found[1].score if len(found) > 1 else 0.0
    when = f"serving on {date:%Y-%m-%d}" if date else "of any time"
    if best.score >= least and best.score - next_score >= _MARGIN - 1e-9:
        return Resolution(
            state=ResolutionState.RESOLVED,
            key=best.key,
            rule=rule,
            why=f"{best.label}: {best.why}; nobody else {when} fits as well.",
            candidates=shown,
        )
    if len(shown) > 1 and shown[0].score - shown[1].score < _MARGIN:
        why = f"{len(shown)} members {when} may be meant."
    else:
        why = f"The name fits {best.label} only loosely: {best.why}."
    return Resolution(state=ResolutionState.AMBIGUOUS, rule=rule, why=why, candidates=shown)


def _torn(name: str, date: datetime.date, registry: Registry, firm: Hints, likely: Hints | None) -> Resolution:
    """Resolve a name that is like one member's as a whole, and far from all others'.

    Less likeness is asked where the words under the name say that its bearer sits in Congress, or where the letterhead
    and the other signers make it likely.
    """
    able = [
        member
        for member in registry.members_serving(date)
        if any(
            term.start <= date <= term.end and firm.chamber in ("", term.chamber) and firm.state in ("", term.state)
            for term in member.terms
        )
    ]

    def is_surname(word: str) -> bool:
        return bool(registry.members_with_surname(word))

    chamber = firm.chamber or (likely.chamber if likely else "")
    seated = [member for member in able if term_on(member, date, chamber)] if chamber else []
    begun = cut_off(name, seated, is_surname=is_surname)
    if len(begun) == 1:
        label = _label(begun[0], date)
        one = Candidate(key=begun[0].bioguide, label=label, score=_GOOD, why="the name begins so")
        why = f"“{name}” is how the name of {label} begins, and nobody else’s serving on {date:%Y-%m-%d}."
        rule = "name cut off, by its beginning"
        return Resolution(state=ResolutionState.RESOLVED, key=one.key, rule=rule, why=why, candidates=(one,))
    near = most_alike(name, able, is_surname=is_surname)
    found = [
        Candidate(
            key=one.member.bioguide,
            label=_label(one.member, date),
            score=round(one.likeness, 3),
            why="the whole name is like it",
        )
        for one in near[:_SHOWN]
    ]
    rule = "torn name, by likeness and margin"
    most = _TORN_IN_CONGRESS if firm.chamber else _TORN_IF_LIKELY if likely and likely.chamber else _TORN
    margin = near[1].cost - near[0].cost if len(near) > 1 else float("inf")
    if near and near[0].share <= most and margin >= max(_TORN_MARGIN, _TORN_MARGIN_SHARE * near[0].cost):
        why = f"“{name}” is like {found[0].label}, and like nobody else serving on {date:%Y-%m-%d}."
        return Resolution(state=ResolutionState.RESOLVED, key=found[0].key, rule=rule, why=why, candidates=tuple(found))
    why = f"Nobody of this name served in Congress on {date:%Y-%m-%d}; the candidates’ names are only like it."
    return Resolution(state=ResolutionState.UNMATCHED, rule=rule, why=why, candidates=tuple(found))


def _unmatched(name: str, date: datetime.date, registry: Registry) -> Resolution:
    """Say why nobody was found, and name those of this name who served at another time."""
    person = parsed(name)
    others = _distinct(
        member for tail in surname_tails(person) for member in registry.members_with_surname(" ".join(tail))
    )
    others = [member for member in others if term_on(member, date) is None]
    found = [
        Candidate(key=one.key, label=one.label, score=round(one.score / 2, 3), why=f"{one.why}, but not serving then")
        for one in _scored(name, others, None, Hints(), None)
        if one.score >= 0.9
    ][:_SHOWN]
    why = f"Nobody of this name served in Congress on {date:%Y-%m-%d}."
    return Resolution(state=ResolutionState.UNMATCHED, rule="nobody on the date", why=why, candidates=tuple(found))


def _is_a_form(name: str, member: MemberRecord) -> bool:
    """Tell whether every word of a printed name is one of the member's own, so that nothing in it is misread."""
    forms = forms_of(member)
    calls = {word for call in forms.calls for word in call} | set(forms.middles)
    surnames = {word for surname in forms.surnames for word in surname}
    person = parsed(name)
    return all(
        len(word) == 1
        or word in calls | surnames
        or any(are_one_name(word, call) or (len(word) > 2 and call.startswith(word)) for call in calls)
        for word in (*person.words, *person.nicknames)
    )


def _full_name(member: MemberRecord) -> str:
    return member.official_full or " ".join(part for part in (member.first, member.last, member.suffix) if part)


def _mended(name: str, member: MemberRecord) -> str:
    """Return a misread name as it must have been printed: "Hank Johnsofi Jr." -> "Hank Johnson Jr.".

    A first name that is the member's stays as printed ("Mike" for Michael); else it is the one that is most like what
    was read. An initial and a suffix stay where they were printed.
    """
    person = parsed(name)
    read = person.words[0]
    before = member.official_full.split()[:1] if " " in member.official_full else []
    calls = [call for call in (member.first, member.nickname, *before) if len(call.strip(".")) > 1] or [member.first]
    # Ink between two names joins them: "Ed’Markey".
    printed = re.split(r"(?<=\w)[’'‘`.,](?=[A-Z])", name.strip())[0].split()[0].strip(" ,.")
    if any(are_one_name(folded(printed), folded(call).split()[0]) for call in calls):
        calls = [printed.title()]
    call = max(calls, key=lambda one: OSA.normalized_similarity(read, folded(one).split()[0]))
    initials = {word for word in person.words[1:-1] if len(word) == 1}
    middle = member.middle[:1] + "." if member.middle and folded(member.middle)[:1] in initials else ""
    suffix = member.suffix if person.suffix else ""
    return " ".join(part for part in (call, middle, member.last, suffix) if part)


def _label(member: MemberRecord, date: datetime.date | None) -> str:
    name = _full_name(member)
    term = term_on(member, date) if date else (member.terms[-1] if member.terms else None)
    return f"{name} ({term.party}–{term.state})" if term else name
