"""What a query finds: letters with the words in their place, and the people, agencies and actions of that name."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import reduce

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVectorExact,
    SearchVectorField,
)
from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.expressions import RawSQL

from tracker.models import (
    Agency,
    AgencyAction,
    AgencyName,
    Citation,
    Letter,
    LetterSearch,
    LetterTranscript,
    Member,
    Quotation,
    Recipient,
    Signature,
    Viewer,
)
from tracker.resolving.names import folded
from tracker.search.document import CONFIG, normalized
from tracker.search.query import Field, Filter, Query, parse

__all__ = ["PAGE_SIZE", "SearchHit", "SearchResults", "Snippet", "search"]

PAGE_SIZE = 20

# Weights of the zones D (body), C (requests), B (quotations), A (title, subject, names).
_WEIGHTS = [0.2, 0.5, 0.5, 1.0]
_ZONES = {Field.QUOTED: "b", Field.ASKS: "c"}

# Marks that stand in no text: they come back from PostgreSQL around each hit.
_START, _STOP, _CUT = "\x02", "\x03", "\x04"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of the letter around some hits: segments of text, each hit or not, and the page (None if unknown)."""

    segments: tuple[tuple[str, bool], ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class SearchHit:
    letter: Letter
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`total` is exact. `notes` are sentences for the person who searched."""

    query: Query
    page: int
    pages: int
    total: int
    results: list[SearchHit] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    people: list[Member] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)
    actions: list[AgencyAction] = field(default_factory=list)


def search(text: str, viewer: Viewer, *, page: int = 1) -> SearchResults:
    """Return the letters that `viewer` may see and the query finds, best first, `PAGE_SIZE` a page."""
    query = parse(text)
    if query.is_empty:
        return SearchResults(query, 1, 0, 0, notes=query.notes)
    words = SearchQuery(normalized(query.words), search_type="websearch", config=CONFIG) if query.words else None
    notes = list(query.notes)
    if words is not None and not _says_something(query.words):
        notes.append("The words of this query are too common to search for. Add a rarer one.")
        words = None
        if not query.filters:
            return SearchResults(query, 1, 0, 0, notes=tuple(notes))

    rows = LetterSearch.objects.filter(letter__in=Letter.objects.visible_to(viewer))
    if words is not None:
        rows = rows.filter(vector=words)
    for asked in query.filters:
        condition, note = _condition(asked)
        notes += [note] if note else []
        rows = rows.exclude(condition) if asked.negated else rows.filter(condition)
    total = rows.count()
    pages = -(-total // PAGE_SIZE)
    page = max(1, min(page, pages))
    if words is not None:
        rows = rows.annotate(rank=SearchRank(F("vector"), words, weights=_WEIGHTS, normalization=Value(1)))
        rows = rows.order_by("-rank", F("letter_date").desc(nulls_last=True), "-pk")
    else:
        rows = rows.order_by(F("letter_date").desc(nulls_last=True), "-pk")
    start = (page - 1) * PAGE_SIZE
    ids = list(rows.values_list("pk", flat=True)[start : start + PAGE_SIZE])
    shown = _words_to_show(query)
    snippets = _snippets(ids, shown) if shown else {}
    letters = Letter.objects.visible_to(viewer).for_list().in_bulk(ids)
    hits = [SearchHit(letters[pk], snippets.get(pk, ())) for pk in ids if pk in letters]
    return SearchResults(
        query,
        page,
        pages,
        total,
        hits,
        tuple(notes),
        people=_people(query.words, viewer) if page == 1 else [],
        agencies=_agencies(query.words) if page == 1 else [],
        actions=_actions(query.words) if page == 1 else [],
    )


def _says_something(words: str) -> bool:
    """Return whether anything is left of the words once stop words are taken out."""
    with connection.cursor() as cursor:
        cursor.execute("select numnode(websearch_to_tsquery(%s::regconfig, %s))", [CONFIG, normalized(words)])
        return bool(cursor.fetchone()[0])


def _condition(asked: Filter) -> tuple[Q, str]:
    """Return the condition on LetterSearch for one filter, and a note when its value is known to nobody."""
    value, letter = asked.value, OuterRef("letter_id")
    match asked.field:
        case Field.DATE:
            condition = Q(letter_date__isnull=False)
            if asked.since:
                condition &= Q(letter_date__gte=asked.since)
            if asked.until:
                condition &= Q(letter_date__lte=asked.until)
            return condition, ""
        case Field.QUOTED | Field.ASKS:
            phrase = SearchQuery(normalized(value), search_type="phrase", config=CONFIG)
            zone = Func(
                F("vector"),
                template=f"ts_filter(%(expressions)s, '{{{_ZONES[asked.field]}}}')",
                output_field=SearchVectorField(),
            )
            # The plain match is answered by the index; the zone is then looked at in the few rows that are left.
            return Q(vector=phrase) & Q(SearchVectorExact(zone, phrase)), ""
        case Field.FROM:
            named = (
                Q(name__icontains=value) | Q(member__folded_surname=folded(value)) | Q(member__bioguide__iexact=value)
            )
            parts = value.split()
            if len(parts) > 1:
                named |= Q(member__first__iexact=parts[0], member__folded_surname=folded(parts[-1]))
            if re.fullmatch(r"[A-Za-z]{2}", value):
                named |= Q(term__state__iexact=value)
            return Q(Exists(Signature.objects.kept().filter(named, letter=letter))), ""
        case Field.TO:
            agencies = _agencies(value)
            family = {pk for agency in agencies for pk in agency.family_ids()}
            named = Q(agency__in=family) | Q(name__icontains=value) | Q(organization__icontains=value)
            note = "" if agencies else f"No agency is known as “{value}”; recipients' names were searched for it."
            return Q(Exists(Recipient.objects.kept().filter(named, letter=letter))), note
        case Field.SPEAKER:
            return Q(Exists(Quotation.objects.kept().filter(speaker__icontains=value, letter=letter))), ""
        case Field.CITES:
            named = Q(normalized__iexact=value) | Q(text__icontains=value)
            return Q(Exists(Citation.objects.kept().filter(named, letter=letter))), ""


def _words_to_show(query: Query) -> str:
    """Return the words to mark in the text: the query's own, and those asked of quotations and requests."""
    zoned = [f'"{asked.value}"' for asked in query.filters if asked.field in _ZONES and not asked.negated]
    return " or ".join(part for part in [query.words, *zoned] if part)


def _snippets(ids: list[int], words: str) -> dict[int, tuple[Snippet, ...]]:
    """Return up to three snippets for each letter, cut by PostgreSQL around the hits, with their pages."""
    query = SearchQuery(words, search_type="websearch", config=CONFIG)
    headline = SearchHeadline(
        "text",
        query,
        config=CONFIG,
        start_sel=_START,
        stop_sel=_STOP,
        max_fragments=3,
        max_words=28,
        min_words=12,
        fragment_delimiter=_CUT,
    )
    rows = LetterTranscript.objects.filter(pk__in=ids).annotate(headline=headline)
    found: dict[int, tuple[Snippet, ...]] = {}
    for row in rows:
        snippets = []
        for fragment in row.headline.split(_CUT):
            if _START in fragment:
                snippets.append(Snippet(_segments(fragment), _page_of(row, fragment)))
        found[row.pk] = tuple(snippets)
    return found


def _segments(fragment: str) -> tuple[tuple[str, bool], ...]:
    """Return the fragment as (text, is a hit), line ends folded.

    >>> _segments("the \\x02Entity\\x03 List")
    (('the ', False), ('Entity', True), (' List', False))
    """
    parts = re.split(f"({_START}[^{_STOP}]*{_STOP})", re.sub(r"\s+", " ", fragment))
    return tuple((part.strip(_START + _STOP), part.startswith(_START)) for part in parts if part)


def _page_of(transcript: LetterTranscript, fragment: str) -> int | None:
    """Return the page on which the fragment's first hit stands."""
    before = fragment.index(_START)
    start = transcript.text.find(fragment.replace(_START, "").replace(_STOP, ""))
    if start < 0:
        return None
    lines = transcript.lines
    index = bisect_right([line[0] for line in lines], start + before) - 1
    return int(lines[index][2]) if index >= 0 else None


def _people(words: str, viewer: Viewer) -> list[Member]:
    """Return up to five members, with a letter that the viewer may see, of whose name the query gives the surname."""
    plain = [folded(word) for word in re.findall(r"[^\W\d_][\w'’-]+", words)]
    if not plain or len(plain) > 4:
        return []
    signed = Signature.objects.kept().filter(member=OuterRef("pk"), letter__in=Letter.objects.visible_to(viewer))
    members = Member.objects.filter(Exists(signed), folded_surname__in=[*plain, " ".join(plain), " ".join(plain[1:])])
    ranked = sorted(members[:50], key=lambda member: -sum(word in folded(member.full_name).split() for word in plain))
    return ranked[:5]


def _agencies(words: str) -> list[Agency]:
    """Return up to five agencies of this name, short name or slug; else three whose name has all the words."""
    name = folded(words)
    if not name:
        return []
    known = AgencyName.objects.filter(folded=name).values("agency")
    exact = Agency.objects.filter(
        Q(pk__in=known) | Q(short_name__iexact=words) | Q(slug=words.lower()) | Q(name__iexact=words)
    )
    found = list(exact[:5])
    if found:
        return found
    parts = [Q(name__icontains=part) for part in name.split()]
    return (
        list(Agency.objects.filter(reduce(Q.__and__, parts)).order_by("parent_id", "name")[:3])
        if len(parts) <= 6
        else []
    )


def _actions(words: str) -> list[AgencyAction]:
    """Return up to five actions with this citation, number, RIN or docket; else three whose titles have the words."""
    mark = words.strip('"').strip()
    same = Q(citation__iexact=mark) | Q(document_number=mark) | Q(rins__contains=[mark]) | Q(dockets__contains=[mark])
    found = list(AgencyAction.objects.filter(same)[:5])
    if found:
        return found
    matches = RawSQL(
        "to_tsvector('letterbook', tracker_agencyaction.title) @@ websearch_to_tsquery('letterbook', %s)", [words]
    )
    return list(AgencyAction.objects.annotate(found=matches).filter(found=True)[:3])
