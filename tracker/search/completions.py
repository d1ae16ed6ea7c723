"""What may be meant by what stands before the caret: fields, and each field's values, as they would be typed.

Of what letters say (signers, speakers, citations, titles) only that is offered which stands in a letter that the viewer
may see; agencies, states, parties and the words of the fields are known to all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from tracker.models import (
    Agency,
    AgencyName,
    Citation,
    Committee,
    Letter,
    Member,
    Official,
    Quotation,
    Recipient,
    Viewer,
    may_see_drafts,
)
from tracker.resolving.names import folded
from tracker.resolving.states import STATE_NAMES
from tracker.search.language import CHOICES, MOST_CHARACTERS, Field
from tracker.search.language.naming import field_named
from tracker.search.language.tokens import is_one_word
from tracker.search.nearest import signing_members

__all__ = ["Completion", "Completions", "complete"]

MOST = 8

# So many rows are looked through for the values that stand in them.
_LOOKED_THROUGH = 300

_VALUE = re.compile(r'(?:^|[\s(-])([A-Za-z][A-Za-z_-]{0,19}):("[^"]*|[^\s"()]*)$')
_IN_GROUP = re.compile(r'(?:^|[\s(-])([A-Za-z][A-Za-z_-]{0,19}):\((?:[^()]*[\s(])?-?("[^"()]*|[^\s"()]*)$')
_WORD = re.compile(r"(?:^|[\s(])-?([^\W\d_][\w’'-]{0,30})$")
_REST = re.compile(r'[^\s()"]*"?')

_FIELD_SAYS = {
    Field.FROM: "who signed: member, party, state, chamber, committee",
    Field.TO: "agency with its parts, or official",
    Field.QUOTED: "words inside a quotation",
    Field.SPEAKER: "whose words are quoted",
    Field.ASKS: "words inside a request",
    Field.CITES: "law, rule, docket or bill",
    Field.DATE: "date of the letter: 2019..2020-06",
    Field.DUE: "time limit: <2024-05",
    Field.STATUS: "unanswered, overdue, answered, partly",
    Field.FOLLOWED_BY: "action, agency or kind of action that followed",
    Field.SIGNERS: "how many signed: >20",
    Field.TYPE: "letter, reply, follow-up",
    Field.TOPIC: "words in the title, subject or purpose",
    Field.HAS: "reply, quotation, request, deadline …",
    Field.IS: "joint, bipartisan, bicameral …",
}
_PARTIES = (("republican", "party"), ("democrat", "party"), ("independent", "party"))
_CHAMBERS = (("senate", "chamber"), ("house", "chamber"))
_KINDS = (
    ("rule", "any final or interim final rule"),
    ("proposed rule", "kind of action"),
    ("notice", "kind of action"),
    ("presidential document", "kind of action"),
    ("any", "any action"),
)
_DATES = (
    ("this-year", ""),
    ("last-year", ""),
    ("90-days-ago..today", "the last 90 days"),
    ("2019..2020-06", "from 2019 to June 2020"),
    (">=2020", "2020 or later"),
)
_DUE = (
    ("<today", "past"),
    ("today..in-30-days", "in the next 30 days"),
    ("this-month", ""),
    ("2024-05", "in May 2024"),
)
_SIGNERS = (("1", "one"), (">1", "more than one"), ("2..5", "two to five"), (">20", "more than 20"))


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` is put in the place of what stands there; `label` names it, `detail` says what it is."""

    text: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Completions:
    """`start` and `end` are the characters of the query for which each item stands in."""

    start: int
    end: int
    items: tuple[Completion, ...] = ()


def complete(text: str, at: int, viewer: Viewer) -> Completions:
    """Return what can be put at the caret, which stands before character `at`; at most `MOST` items."""
    text = text[:MOST_CHARACTERS]
    at = min(max(at, 0), len(text))
    before = text[:at]
    rest = _REST.match(text, at)
    end = rest.end() if rest else at
    if match := _VALUE.search(before) or _IN_GROUP.search(before):
        field = field_named(match[1])
        if field is None:
            return Completions(at, at)
        typed = match[2].lstrip('"')
        found = _values(field, typed, viewer)
        items = (Completion(_quoted(value), value, detail) for value, detail in found)
        return Completions(match.start(2), end, tuple(islice(items, MOST)))
    if match := _WORD.search(before):
        return Completions(match.start(1), end, tuple(islice(_anything(match[1], viewer), MOST)))
    return Completions(at, at)


def _quoted(value: str) -> str:
    return value if is_one_word(value) or value[:1] in "<>" or ".." in value else f'"{value}"'


def _anything(word: str, viewer: Viewer) -> Iterator[Completion]:
    """Give the fields that begin so; then, of three letters or more, the signers and agencies."""
    lowered = word.lower()
    for field in Field:
        if field.value.startswith(lowered):
            yield Completion(f"{field}:", f"{field}:", _FIELD_SAYS[field])
    if len(word) > 2:
        for value, detail in islice(_members(word, viewer), 3):
            yield Completion(f"from:{_quoted(value)}", value, f"signed by, {detail}")
        for value, detail in islice(_agencies(word), 3):
            yield Completion(f"to:{_quoted(value)}", value, f"to, {detail}")


def _values(field: Field, typed: str, viewer: Viewer) -> Iterable[tuple[str, str]]:
    match field:
        case Field.FROM:
            return _signers(typed, viewer)
        case Field.TO:
            return _recipients(typed, viewer)
        case Field.SPEAKER:
            return _speakers(typed, viewer)
        case Field.CITES:
            return _citations(typed, viewer)
        case Field.TOPIC:
            return _topics(typed, viewer)
        case Field.FOLLOWED_BY:
            return [*_beginning(_KINDS, typed), *islice(_agencies(typed), MOST)]
        case Field.DATE:
            return _beginning(_DATES, typed)
        case Field.DUE:
            return _beginning(_DUE, typed)
        case Field.SIGNERS:
            return _beginning(_SIGNERS, typed)
        case Field.STATUS | Field.TYPE | Field.HAS | Field.IS:
            return _options(field, typed, viewer)
        case _:
            # Words inside quotations and requests are the asker's own.
            return []


def _beginning(known: Iterable[tuple[str, str]], typed: str) -> list[tuple[str, str]]:
    begin = typed.lower()
    return [(value, detail) for value, detail in known if value.startswith(begin)]


def _options(field: Field, typed: str, viewer: Viewer) -> Iterator[tuple[str, str]]:
    begin = typed.lower().replace(" ", "-")
    # Those whose own word begins so stand before those that are also called so.
    for each in sorted(CHOICES[field], key=lambda each: not each.key.startswith(begin)):
        if (field, each.key) == (Field.IS, "draft") and not may_see_drafts(viewer):
            continue
        if any(word.startswith(begin) for word in (each.key, *each.others)):
            yield each.key, each.meaning


def _signers(typed: str, viewer: Viewer) -> Iterator[tuple[str, str]]:
    yield from islice(_members(typed, viewer), 5)
    begin = folded(typed)
    if not begin:
        yield from (*_CHAMBERS, *_PARTIES)
        return
    yield from _beginning((*_CHAMBERS, *_PARTIES), begin)
    if len(typed) == 2 and typed.upper() in STATE_NAMES:
        yield typed.upper(), STATE_NAMES[typed.upper()]
    yield from ((name, "state") for name in STATE_NAMES.values() if folded(name).startswith(begin))
    if len(begin) > 2:
        for committee in Committee.objects.filter(parent__isnull=True, name__icontains=begin)[:3]:
            yield committee.name, "committee"


def _members(typed: str, viewer: Viewer) -> Iterator[tuple[str, str]]:
    """Give the members who signed a letter that the viewer may see, and whose surname or first name begins so."""
    words = folded(typed).split()
    if not words:
        return
    surname = Q(folded_surname__startswith=words[-1]) | Q(folded_surname__contains=f" {words[-1]}")
    if len(words) > 1:
        first = Q(first__istartswith=words[0]) | Q(nickname__istartswith=words[0])
        named = (surname & first) | Q(folded_surname__startswith=" ".join(words))
    else:
        named = surname | Q(first__istartswith=words[0]) | Q(nickname__istartswith=words[0])
    found = signing_members(viewer).filter(named).order_by("folded_surname", "pk").prefetch_related("terms")[:MOST]
    # Those of the surname first.
    for member in sorted(found, key=lambda member: not member.folded_surname.startswith(words[-1])):
        yield member.full_name, _seat(member)


def _seat(member: Member) -> str:
    terms = list(member.terms.all())
    return f"{terms[-1].get_chamber_display()}, {terms[-1].label}" if terms else "member"


def _recipients(typed: str, viewer: Viewer) -> Iterator[tuple[str, str]]:
    yield from islice(_agencies(typed), 6)
    begin = folded(typed)
    if len(begin) > 1:
        sent = Recipient.objects.kept().filter(official=OuterRef("pk"), letter__in=Letter.objects.visible_to(viewer))
        officials = Official.objects.filter(Exists(sent), name__icontains=begin.split()[-1]).order_by("name", "-start")
        yield from {official.name: official.title for official in officials[:20]}.items()


def _agencies(typed: str) -> Iterator[tuple[str, str]]:
    """Give the agencies one of whose names begins so; then those that have such a word. Departments stand first."""
    begin = folded(typed)
    if not begin:
        return
    known = AgencyName.objects.filter(folded__startswith=begin).values("agency")
    lowered = Agency.objects.annotate(lowered=Lower("name"))
    starts = Q(pk__in=known) | Q(lowered__startswith=begin) | Q(short_name__istartswith=typed)
    found = lowered.filter(starts | Q(lowered__contains=f" {begin}")).select_related("parent")[:60]
    for agency in sorted(found, key=lambda each: (not folded(each.name).startswith(begin), each.parent_id or 0)):
        detail = f"agency, part of {agency.parent.name}" if agency.parent else "agency"
        yield agency.name, f"{agency.short_name}, {detail}" if agency.short_name else detail


def _speakers(typed: str, viewer: Viewer) -> Iterator[tuple[str, str]]:
    begin = " ".join(typed.lower().split())
    if len(begin) < 2:
        return
    said = Quotation.objects.kept().annotate(lowered=Lower("speaker")).filter(lowered__contains=begin)
    seen = said.filter(letter__in=Letter.objects.visible_to(viewer)).values_list("speaker", flat=True)
    yield from _counted(seen[:_LOOKED_THROUGH], "quoted")


def _citations(typed: str, viewer: Viewer) -> Iterator[tuple[str, str]]:
    begin = " ".join(typed.split())
    if not begin:
        return
    same = Q(normalized__startswith=begin) | Q(normalized__startswith=begin.upper())
    cited = Citation.objects.kept().filter(same, letter__in=Letter.objects.visible_to(viewer))
    yield from _counted(cited.values_list("normalized", flat=True)[:_LOOKED_THROUGH], "cited")


def _topics(typed: str, viewer: Viewer) -> Iterator[tuple[str, str]]:
    """Give the words of titles that begin so."""
    begin = typed.lower()
    if len(begin) < 2 or not begin.isalnum():
        return
    titled = Letter.objects.visible_to(viewer).annotate(lowered=Lower("title")).filter(lowered__contains=begin)
    words = (
        word
        for title in titled.values_list("lowered", flat=True)[:_LOOKED_THROUGH]
        for word in set(re.findall(r"\w+", title))
        if word.startswith(begin)
    )
    yield from _counted(words, "in a title")


def _counted(values: Iterable[str], detail: str) -> Iterator[tuple[str, str]]:
    """Give the values with the most frequent first."""
    for value, _ in Counter(value for value in values if '"' not in value).most_common(MOST):
        yield value, detail
