"""Which agency a letter addresses: by the organization, the post, or the person who held a post on the date.

Of several agencies that an address names the most specific one counts: "Federal Aviation Administration, U.S.
Department of Transportation" is the FAA. States, cities, other countries, companies and Congress itself have
departments and commissions of the same names; an address that speaks of one of them resolves to no agency.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from tracker.resolving import posts
from tracker.resolving.agency_names import SET_ASIDE
from tracker.resolving.likeness import fit, forms_of
from tracker.resolving.names import folded, ocr_folded, parsed
from tracker.resolving.records import (
    AgencyRecord,
    Candidate,
    MemberRecord,
    OfficialRecord,
    Registry,
    Resolution,
    ResolutionState,
)
from tracker.resolving.states import STATE_NAMES, state_named_in
from tracker.resolving.well_known_agencies import WITHIN

__all__ = ["AgencyIndex", "is_of_congress", "official_on", "officials_named", "resolve_agency"]

_LONGEST_NAME = 14
_SHORTEST_MISREAD = 12
_LIKENESS_OF_MISREAD = 0.9
_EARLY_OR_LATE = datetime.timedelta(days=45)

_CONGRESS = re.compile(
    r"\bsenate\b|\bhouse of representatives\b|\b(?:senate|house|joint)\b.*\bcommittee\b"
    r"|\b(?:sub)?committee on\b(?! foreign investment)|\bmembers? of congress\b"
    r"|^(?:u\.?\s?s\.?|united states) congress$"
    r"|\bspeaker of the house\b|\b(?:majority|minority|republican|democratic) (?:leader|whip)\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:state|commonwealth|city|county|town|village|borough|province|kingdom|republic|government|territory) of\b"
    r"(?! (?:the )?(?:united states|columbia))|\bministry\b|\bgovernor\b|\bmayor\b|\blegislature\b|\bgeneral assembly\b"
    r"|\bembassy of (?!the united states)|(?<!to the )\bunited nations\b|\beuropean union\b|\buniversity\b"
    r"|\bfederal reserve bank\b|\b(?:inc|llc|ltd)\b"
)
# "Florida Department of Education", but not "Utah State Office, Bureau of Land Management".
_STATE_BODY = re.compile(
    r"\b(?:"
    + "|".join(name.casefold() if name != "Washington" else "washington state" for name in STATE_NAMES.values())
    + r")(?: states?)? (?:department|dept|division|office of|board|commission|agency|attorney general"
    r"|secretary of state|senate|house|bureau)\b"
)
_OUTSIDE_WASHINGTON = re.compile(r"\b(?!DC|VA|MD)(?:" + "|".join(STATE_NAMES) + r")\.?,? +\d{5}\b")
# Posts that every state has too; an address in a state then means the state's.
_STATE_POST = re.compile(r"^(?:attorney general|secretary of state|president)$")
# "New York City Department of Transportation", "Canadian Department of Agriculture": a name is not the federal one when
# such a word stands right before it.
_NOT_BEFORE = frozenset(
    {name.casefold().split()[-1] for name in STATE_NAMES.values()}
    | {"state", "city", "county", "university", "canadian", "mexican", "philippine", "british", "irish", "israeli"}
    | {"australian", "japanese", "chinese", "russian", "european", "former"}
)
_ABBREVIATIONS = {"dept": "department", "departments": "department", "ofc": "office", "admin": "administration"}


@dataclass(frozen=True)
class AgencyIndex:
    """A registry's agencies, ready to be looked up: by slug, by folded name, by name as OCR may see it."""

    by_slug: Mapping[str, AgencyRecord]
    by_name: Mapping[str, str]
    by_blurred_name: Mapping[str, str]

    @classmethod
    def of(cls, registry: Registry) -> "AgencyIndex":
        by_name = {folded(agency.name): agency.slug for agency in registry.agencies() if agency.slug not in SET_ASIDE}
        by_name |= dict(registry.agency_aliases())
        blurred = {ocr_folded(name): slug for name, slug in by_name.items() if len(name) >= _SHORTEST_MISREAD}
        return cls({agency.slug: agency for agency in registry.agencies()}, by_name, blurred)

    def is_within(self, slug: str, other: str) -> bool:
        """Tell whether `slug` is a part of `other`, at any depth."""
        seen = {slug}
        level = [slug]
        while level:
            above = [parent for one in level for parent in self._parents(one) if parent not in seen]
            if other in above:
                return True
            seen.update(above)
            level = above
        return False

    def _parents(self, slug: str) -> list[str]:
        record = self.by_slug.get(slug)
        return [parent for parent in (record.parent if record else "", WITHIN.get(slug, "")) if parent]

    def label(self, slug: str) -> str:
        record = self.by_slug.get(slug)
        return record.name if record else slug


@dataclass(frozen=True, slots=True)
class _Hit:
    """An agency's name found in words `start` up to `end` of an address."""

    slug: str
    start: int
    end: int
    name: str


def is_of_congress(organization: str, title: str) -> bool:
    """Tell whether an address is one within Congress: a chamber, a committee, a leader."""
    return bool(_CONGRESS.search(organization) or _CONGRESS.search(title))


def resolve_agency(
    index: AgencyIndex,
    *,
    organization: str = "",
    title: str = "",
    name: str = "",
    address: str = "",
    date: datetime.date | None = None,
    officials: tuple[OfficialRecord, ...] = (),
) -> Resolution:
    """Return the agency that an addressee belongs to.

    `officials` are the registry's; they decide only where neither organization nor title says it, and only for a post
    held on `date`. Unmatched where the addressee is of Congress, a state, another country or a company.
    """
    whole = _words(organization)
    if _is_state_post(organization, title, address):
        return _none("outside", "The post is one of a state.")
    exact = index.by_name.get(" ".join(whole)) or index.by_name.get(" ".join(_without_country(whole)))
    in_organization = [_Hit(exact, 0, len(whole), organization)] if exact else []
    elsewhere = False
    if not exact:
        if is_of_congress(organization, title):
            return _none("of Congress", "The addressee sits in or serves Congress, which is no agency.")
        elsewhere = _is_elsewhere(organization) or _is_elsewhere(title)
        in_organization = _hits(organization, index, skip_state_bodies=True)
        if not in_organization and not elsewhere:
            in_organization = _misread_hits(organization, index)
    if elsewhere:
        return _none("outside", "The addressee belongs to a state, another country, a university or a company.")

    # A lone line under a name may be the title or the body; where it was taken for a body it may still be a title.
    in_title = _title_hits(title, index)
    if not in_title and not in_organization:
        in_title = _title_hits(organization, index) or _title_hits(f"{title} of the {organization}", index)
    best = _most_specific(in_organization, index)
    if best:
        inner = [hit for hit in in_title if any(index.is_within(hit.slug, one.slug) for one in best)]
        parts = [hit for hit in _line_hits(address, index) if any(index.is_within(hit.slug, one.slug) for one in best)]
        rule = "organization"
        if inner:
            best, rule = _most_specific(inner, index), "title within the organization"
        elif parts:
            best, rule = _most_specific(parts, index), "part of the organization in the address"
        return _chosen(best, index, rule)
    if in_title and posts.is_public_post(f"{title} {organization}"):
        return _chosen(_most_specific(in_title, index), index, "title")
    if posts.is_public_post(title) and (found := _by_name(name, title, date, officials, index)):
        return found
    if re.search(r"\b1600 pennsylvania ave", folded(address)) and "executive-office-of-the-president" in index.by_slug:
        return _chosen([_Hit("executive-office-of-the-president", 0, 0, address)], index, "address")
    what = organization or title or name
    return _none("unknown", f"“{what}” is no agency in the list." if what else "The address names no body.")


def _none(rule: str, why: str) -> Resolution:
    return Resolution(state=ResolutionState.UNMATCHED, rule=rule, why=why)


def _chosen(hits: list[_Hit], index: AgencyIndex, rule: str) -> Resolution:
    slugs = list(dict.fromkeys(hit.slug for hit in hits))
    candidates = tuple(
        Candidate(key=slug, label=index.label(slug), score=round(1 / len(slugs), 2), why=f"named in the {rule}")
        for slug in slugs
    )
    if len(slugs) > 1:
        named = " and ".join(index.label(slug) for slug in slugs[:3])
        why = f"The address names {named}, of which neither is part of the other."
        return Resolution(state=ResolutionState.AMBIGUOUS, rule=rule, why=why, candidates=candidates)
    why = f"“{hits[0].name.strip()}” is {index.label(slugs[0])}."
    return Resolution(state=ResolutionState.RESOLVED, key=slugs[0], rule=rule, why=why, candidates=candidates)


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_ABBREVIATIONS.get(word, word) for word in folded(text).split())


def _without_country(words: tuple[str, ...]) -> tuple[str, ...]:
    while words and words[0] in ("the", "us"):
        words = words[1:]
    return words[2:] if words[:2] == ("united", "states") else words


def _is_elsewhere(text: str) -> bool:
    words = " ".join(_words(text))
    return bool(_ELSEWHERE.search(words) or _STATE_BODY.search(words))


def _is_state_post(organization: str, title: str, address: str) -> bool:
    in_a_state = state_named_in(organization) or _OUTSIDE_WASHINGTON.search(address)
    return bool(in_a_state and _STATE_POST.search(folded(title)))


def _hits(text: str, index: AgencyIndex, *, skip_state_bodies: bool) -> list[_Hit]:
    """Return the agencies whose names stand in `text`, none inside a longer one.

    Names of one word count only in capitals ("EPA"), and not where all is set in capitals.
    """
    words = _words(text)
    capitals = {word for word in re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\b", text) if len(word) > 2}
    shouted = not re.search(r"[a-z]", text)
    found: list[_Hit] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length])
            slug = index.by_name.get(name)
            if not slug:
                continue
            if length == 1 and not (
                len(words) == 1 or (not shouted and any(folded(word) == name for word in capitals))
            ):
                continue
            if skip_state_bodies and at and words[at - 1] in _NOT_BEFORE:
                at += length - 1
                break
            found.append(_Hit(slug, at, at + length, name))
            at += length - 1
            break
        at += 1
    return found


def _line_hits(address: str, index: AgencyIndex) -> list[_Hit]:
    """Return the agencies that a whole line of an address names: "Wage and Hour Division" above its department."""
    hits = []
    for line in address.split("\n"):
        words = _words(line)
        slug = index.by_name.get(" ".join(words)) or index.by_name.get(" ".join(_without_country(words)))
        hits += [_Hit(slug, 0, len(words), line)] if slug else []
    return hits


def _misread_hits(text: str, index: AgencyIndex) -> list[_Hit]:
    """Return the agency whose name a piece of `text` is but for misread letters."""
    for piece in re.split(r"[,;\n]", text):
        words = _without_country(_words(piece))
        name = ocr_folded(" ".join(words))
        if len(name) < _SHORTEST_MISREAD or words[0] in _NOT_BEFORE:
            continue
        found = process.extractOne(
            name,
            index.by_blurred_name.keys(),
            scorer=OSA.normalized_similarity,
            score_cutoff=_LIKENESS_OF_MISREAD,
        )
        if found:
            return [_Hit(index.by_blurred_name[found[0]], 0, len(words), piece)]
    return []


def _title_hits(title: str, index: AgencyIndex) -> list[_Hit]:
    post = posts.agency_of_post(title)
    if post and post in index.by_slug:
        return [_Hit(post, 0, 0, title)]
    for name in posts.department_in_title(title):
        if name in index.by_name:
            return [_Hit(index.by_name[name], 0, 0, title), *_hits(title, index, skip_state_bodies=True)]
    return _hits(title, index, skip_state_bodies=True)


def _most_specific(hits: list[_Hit], index: AgencyIndex) -> list[_Hit]:
    """Leave out every agency of which another that was named is a part."""
    return [
        hit
        for hit in hits
        if not any(other.slug != hit.slug and index.is_within(other.slug, hit.slug) for other in hits)
    ]


def _by_name(
    name: str, title: str, date: datetime.date | None, officials: tuple[OfficialRecord, ...], index: AgencyIndex
) -> Resolution | None:
    if date is None or len(parsed(name).words) < 2:
        return None
    held = [official for official in officials_named(name, officials) if _held_on(official, date)]
    slugs = {official.agency for official in held}
    if len(slugs) != 1 or (title and not posts.is_head_of_post(title)):
        return None
    official = held[0]
    why = f"{official.name} was {official.title} on {date:%Y-%m-%d}."
    candidate = Candidate(key=official.agency, label=index.label(official.agency), score=0.9, why=why)
    return Resolution(
        state=ResolutionState.RESOLVED,
        key=official.agency,
        rule="post held on the date",
        why=why,
        candidates=(candidate,),
    )


def officials_named(name: str, officials: tuple[OfficialRecord, ...]) -> list[OfficialRecord]:
    """Return the officials whose name `name` is, in any of the forms in which a person's name is printed."""
    person = parsed(name)
    if not person.words:
        return []
    found = []
    for official in officials:
        known = parsed(official.name)
        if not known.words or (known.words[-1] != person.words[-1] and len(known.words) > 1):
            continue
        record = MemberRecord(
            bioguide="",
            first=known.words[0] if len(known.words) > 1 else "",
            middle=" ".join(known.words[1:-1]),
            last=known.words[-1],
            nickname=known.nicknames[0] if known.nicknames else "",
        )
        if fit(person, forms_of(record))[0] >= (0.85 if len(person.words) > 1 else 0.8):
            found.append(official)
    return found


def official_on(
    name: str, agency: str, date: datetime.date | None, officials: tuple[OfficialRecord, ...]
) -> OfficialRecord | None:
    """Return the official of `agency` whom `name` means and who held the post on `date`, or None."""
    if date is None or not agency:
        return None
    held = [one for one in officials_named(name, officials) if one.agency == agency and _held_on(one, date)]
    held.sort(key=lambda one: (one.acting, -(one.start or datetime.date.min).toordinal()))
    return held[0] if held else None


def _held_on(official: OfficialRecord, date: datetime.date) -> bool:
    early = official.start is None or official.start - _EARLY_OR_LATE <= date
    return early and (official.end is None or date <= official.end + _EARLY_OR_LATE)
