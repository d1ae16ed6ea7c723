"""From the database to what the scoring sees: a letter, and the actions that may belong with it.

Candidates are found by `retrieve`: of what the correspondents' agencies, those below them and those above them
published from two years before the letter to three years after it, the few hundred that are nearest in what they speak
of; and, whenever it was, whatever bears an identifier that the letter gives or speaks of the letter.
"""

import re
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet
from django.db.models.functions import Least, Left

from tracker.linking.index import ABSTRACT_READ
from tracker.linking.retrieve import retrieve
from tracker.linking.terms import terms_of
from tracker.linking.views import ASKED, HEADING, ActionView, CitedIdentifier, LetterView, Passage
from tracker.models import Agency, AgencyAction, Letter, LetterFact
from tracker.reading.dockets import docket_numbers
from tracker.reading.rows import CitationKind, FactKind

__all__ = ["actions_sharing", "between", "candidates_for", "letter_view", "surname", "views_of"]

_READ_ZONES = ("body", "footnote")


def letter_view(letter: Letter) -> LetterView:
    """Return what of a read letter is compared."""
    text = letter.transcript.text
    facts = {fact.kind: fact for fact in reversed(letter.facts.kept())}
    body = _body(letter, text, facts)
    asks = [_passage(row.text, row.start, row.end, text, ASKED) for row in letter.requests.kept()]
    headings = []
    if subject := facts.get(FactKind.SUBJECT):
        headings.append(_passage(subject.text, subject.start, subject.end, text, HEADING))
    if letter.title_entered and letter.title:
        headings.append(Passage(letter.title, None, HEADING))
    agencies = {row.agency_id for row in letter.recipients.kept() if row.agency_id is not None}
    agencies |= {row.agency_id for row in letter.signatures.kept() if row.agency_id is not None}
    below, above = around(agencies)
    return LetterView(
        date=letter.letter_date,
        asks=tuple(asks),
        headings=tuple(headings),
        body=body,
        identifiers=tuple(_identifiers(letter)),
        signer_surnames=tuple(surname(row.name) for row in letter.signatures.kept() if row.name),
        agencies=frozenset(agencies),
        children=frozenset(below),
        parents=frozenset(above),
        office_stems=office_stems(agencies),
        quoted=tuple(_quoted(letter)),
    )


def candidates_for(view: LetterView) -> tuple[ActionView, ...]:
    """Return the candidates. Without a date of its own or a known agency, a letter has only what it identifies."""
    found = retrieve(view)
    return tuple(views_of(AgencyAction.objects.filter(pk__in=list(found.keys)), found.words))


def actions_sharing(series: Iterable[str], *, apart_from: Iterable[int]) -> tuple[ActionView, ...]:
    """Return the actions of any date that bear one of these dockets or RINs."""
    named = sorted(series)
    if not named:
        return ()
    found = AgencyAction.objects.filter(Q(dockets__overlap=named) | Q(rins__overlap=named)).exclude(
        pk__in=list(apart_from)
    )
    return tuple(views_of(found))


def views_of(actions: QuerySet[AgencyAction], texts: dict[int, str] | None = None) -> Iterable[ActionView]:
    """Yield what of these actions is compared; `texts` holds words of some by which they speak of a letter."""
    rows = list(
        actions.annotate(
            beginning=Left("abstract", ABSTRACT_READ), known_since=Least("filed_date", "signed_date")
        ).values_list(
            *("pk", "title", "published_date", "beginning", "action_text", "citation", "document_number"),
            *("end_page", "dockets", "rins", "cfr_parts", "known_since", "corrects", "kind"),
        )
    )
    names = dict(Agency.objects.values_list("pk", "name"))
    through = AgencyAction.agencies.through.objects
    agencies: dict[int, list[int]] = {}
    for action_id, agency_id in through.filter(agencyaction_id__in=[row[0] for row in rows]).values_list(
        "agencyaction_id", "agency_id"
    ):
        agencies.setdefault(action_id, []).append(agency_id)
    for key, title, published, abstract, action_text, citation, number, *further in rows:
        end_page, dockets, rins, parts, filed, corrects, kind = further
        yield ActionView(
            key=key,
            title=title,
            published=published,
            abstract=abstract,
            text=(texts or {}).get(key, ""),
            action_text=action_text,
            citation=citation,
            end_page=end_page,
            document_number=number or "",
            dockets=tuple(dockets),
            rins=tuple(rins),
            cfr_parts=tuple(parts),
            agencies=frozenset(agencies.get(key, ())),
            agency_names=names,
            filed=filed,
            corrects=corrects,
            kind=kind,
        )


def _quoted(letter: Letter) -> Iterable[tuple[int, int]]:
    """Yield where the letter gives somebody else's words; a term or a title in marks is the letter's own."""
    for row in letter.quotations.kept():
        if row.is_spoken and row.start is not None and row.end is not None:
            yield row.start, row.end


def _identifiers(letter: Letter) -> Iterable[CitedIdentifier]:
    for row in letter.citations.kept():
        span = (row.start, row.end) if row.start is not None and row.end is not None else None
        for kind, value in _values(row.kind, row.normalized):
            yield CitedIdentifier(kind=kind, value=value, text=row.text, span=span)


def _values(kind: str, normalized: str) -> Iterable[tuple[str, str]]:
    if kind == CitationKind.FEDERAL_REGISTER:
        if normalized.startswith("FR Doc. "):
            yield "document", normalized.removeprefix("FR Doc. ")
        else:
            yield "citation", normalized
    elif kind == CitationKind.RIN:
        yield "rin", normalized.removeprefix("RIN ").upper()
    elif kind == CitationKind.DOCKET:
        for number in docket_numbers(normalized):
            yield "docket", number
    elif kind == CitationKind.CFR and (match := re.match(r"(\d+) CFR (.+)", normalized)):
        for part in re.findall(r"(?<![\d.])(\d+)(?:\.\d+)?", match[2]):
            yield "cfr_part", f"{match[1]} CFR {part}"


def _passage(words: str, start: int | None, end: int | None, text: str, weight: float) -> Passage:
    if start is None or end is None:
        return Passage(words, None, weight)
    return Passage(text[start:end], start, weight)


def _body(letter: Letter, text: str, facts: Mapping[str, LetterFact]) -> Passage:
    """Return what lies between salutation and closing; without them, all but the furniture."""
    ends = [line[1] for line in letter.transcript.lines if line[3] in _READ_ZONES]
    last = max(ends, default=len(text))
    start, end = between(facts, last) or (0, last)
    return Passage(text[start:end], start)


def between(facts: Mapping[str, LetterFact], last: int) -> tuple[int, int] | None:
    """Return the span from the salutation to the closing, or to `last`; None where there is neither, or nothing between
    them."""
    salutation, closing = facts.get(FactKind.SALUTATION), facts.get(FactKind.CLOSING)
    start = salutation.end if salutation is not None else None
    end = closing.start if closing is not None else None
    span = (start or 0, last if end is None else end)
    return span if (start is not None or end is not None) and span[0] < span[1] else None


def around(agencies: set[int]) -> tuple[set[int], set[int]]:
    """Return the keys of all agencies below these, to any depth, and of all above them."""
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    below: set[int] = set()
    above: set[int] = set()
    for key in parents:
        line = _line(key, parents)
        if any(ancestor in agencies for ancestor in line[1:]):
            below.add(key)
        if key in agencies:
            above.update(line[1:])
    return below - agencies, above - agencies - below


def office_stems(agencies: Iterable[int]) -> frozenset[str]:
    """Return the stems of these agencies' names and short names.

    Not of the offices below them: the National Institute of Standards and Technology must not silence "standards".
    """
    named = Agency.objects.filter(pk__in=list(agencies)).values_list("name", "short_name")
    return frozenset(cut for names in named for name in names for cut in terms_of(name))


def _line(key: int, parents: Mapping[int, int | None]) -> list[int]:
    """Return an agency and what is above it; a ring in the tree ends it."""
    line = [key]
    while (parent := parents.get(line[-1])) is not None and parent not in line:
        line.append(parent)
    return line


def surname(name: str) -> str:
    """Return the last word of a name as written, without what may stand behind it."""
    plain = re.sub(r",?\s+(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D)\.?$", "", name.strip())
    return plain.split()[-1] if plain.split() else name
