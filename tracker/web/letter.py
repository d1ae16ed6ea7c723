"""A letter's page: the sentence, the pages with their marks, what was read, what came before and what followed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Avg, Count, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from tracker.models import (
    ExtractedRow,
    InformationRequest,
    Letter,
    LetterPage,
    Quotation,
    Recipient,
    Signature,
    Viewer,
)
from tracker.reading.layout import Engine
from tracker.reading.rows import FactKind
from tracker.web import references
from tracker.web.citing import Cited, cited
from tracker.web.found import found_words
from tracker.web.letter_facts import facts_of
from tracker.web.letter_text import text_pages
from tracker.web.links import proposals_known, shown_action_links, shown_earlier_links, shown_later_links
from tracker.web.marks import MarkedNote, MarkedRow, marked_pages, notes_of, numbered
from tracker.web.paging import window_start
from tracker.web.searched import how_far
from tracker.web.sentence import lede, plain
from tracker.web.timeline import time_line
from tracker.web.wording import counted, shortened, within_marks

__all__ = ["letter", "letter_page", "letter_transcript", "visible_letter"]

PAGES_AT_ONCE = 12
MOST_SIGNERS = 24
TRANSCRIPT_PAGES_AT_ONCE = 40


@dataclass(frozen=True)
class LetterRows:
    """The rows of a letter as its pages show them, each with its anchor."""

    to: list[MarkedRow]
    signed: list[MarkedRow]
    asks: list[MarkedRow]
    quotes: list[MarkedRow]
    set_off: list[Quotation]  # terms, titles and scare quotes: marked as such, said by nobody
    cites: list[Cited]
    notes: list[MarkedNote]

    @property
    def marked(self) -> list[MarkedRow]:
        return [*self.to, *self.signed, *self.asks, *self.quotes]

    @property
    def all(self) -> list[ExtractedRow]:
        return [marked.row for marked in self.marked]

    @property
    def unresolved_signers(self) -> int:
        return sum(
            isinstance(marked.row, Signature) and marked.row.member_id is None and marked.row.agency_id is None
            for marked in self.signed
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """How much of what was read a person has looked at."""

    rows: int
    by_person: int
    last: object


def visible_letter(viewer: Viewer, pk: int) -> Letter:
    """Return the letter with its file. Raises Http404 when there is none or when it may not be seen."""
    return get_object_or_404(Letter.objects.visible_to(viewer).select_related("file"), pk=pk)


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one letter."""
    viewer = request.user
    item = get_object_or_404(_with_rows(Letter.objects.visible_to(viewer)), pk=pk)
    rows = _rows_of(item)
    total = item.pages.count()
    start = window_start(request, total=total, size=PAGES_AT_ONCE)
    pages = list(item.pages.filter(number__gte=start, number__lt=start + PAGES_AT_ONCE))
    actions = list(shown_action_links().filter(letter=item))
    earlier = list(shown_earlier_links(viewer).filter(letter=item))
    later = list(shown_later_links(viewer).filter(earlier=item))
    coverage = list(item.coverage.prefetch_related("passages"))
    searched = how_far(item)
    facts = facts_of(
        item,
        action_links=actions,
        earlier_links=earlier,
        later_links=later,
        searched_to=searched.to_date if searched else None,
    )
    sentence = lede(facts)
    return render(
        request,
        "letters/detail.html",
        {
            "letter": item,
            "rows": rows,
            "sentence": sentence,
            "purpose": _purpose(item, plain(sentence)),
            "description": plain(sentence),
            "has_contents": bool(item.is_read or pages or rows.all),
            "pages": marked_pages(pages, rows.marked, rows.notes),
            "window": Window(start, min(start + PAGES_AT_ONCE - 1, total), total, PAGES_AT_ONCE),
            "time_line": time_line(
                item,
                action_links=actions,
                earlier_links=earlier,
                later_links=later,
                coverage=coverage,
                today=timezone.localdate(),
                proposals_known=proposals_known(item),
            ),
            "searched": searched,
            "checked": _checked(rows.all),
            "letterhead": _letterhead(item),
            "extraction": item.extractions.order_by("-pk").first(),
            "engines": _engines(item),
            "citation": references.plain(references.reference(item)),
            "cite_forms": _cite_forms(item),
            "canonical": f"{settings.SITE_ORIGIN}{item.get_absolute_url()}",
            "first_signers": f":{MOST_SIGNERS}",
            "further_signers": f"{MOST_SIGNERS}:",
            "signers_folded": max(len(rows.signed) - MOST_SIGNERS, 0),
        },
    )


def letter_transcript(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole text, page by page, with the passages marked."""
    item = get_object_or_404(_with_rows(Letter.objects.visible_to(request.user)).select_related("transcript"), pk=pk)
    total = item.pages.count()
    start = window_start(request, total=total, size=TRANSCRIPT_PAGES_AT_ONCE)
    stop = start + TRANSCRIPT_PAGES_AT_ONCE
    rows = _rows_of(item)
    transcript = getattr(item, "transcript", None)
    found = found_words(request, item)
    spans = found.spans() if found else []
    shown = text_pages(transcript, rows.marked, rows.notes, spans, first=start, stop=stop) if transcript else []
    return render(
        request,
        "letters/transcript.html",
        {
            "letter": item,
            "pages": shown,
            "found": found,
            "notes": dict(item.pages.exclude(note="").values_list("number", "note")),
            "window": Window(start, min(stop - 1, total), total, TRANSCRIPT_PAGES_AT_ONCE),
        },
    )


def letter_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show one page large, with what stands on it."""
    item = get_object_or_404(_with_rows(Letter.objects.visible_to(request.user)), pk=pk)
    page = get_object_or_404(LetterPage, letter=item, number=number)
    rows = _rows_of(item)
    marked = marked_pages([page], rows.marked, rows.notes)[0]
    here = {mark.anchor for mark in marked.marks}
    found = found_words(request, item)
    outlines = found.marks_on(page) if found and page.image else ()
    return render(
        request,
        "letters/page.html",
        {
            "letter": item,
            "marked": replace(marked, marks=(*marked.marks, *outlines)),
            "found": found,
            "found_here": found.here(page, outlines) if found else [],
            "found_outlined": bool(outlines),
            "found_on": found.pages_besides(number) if found else [],
            "here": [row for row in rows.marked if row.anchor in here],
            "notes_here": [note for note in rows.notes if note.anchor in here or note.note.page == number],
            "total": item.pages.count(),
        },
    )


@dataclass(frozen=True, slots=True)
class Window:
    """Which of a letter's pages are shown: `first` to `last` of `total`, `size` at once."""

    first: int
    last: int
    total: int
    size: int

    @property
    def is_part(self) -> bool:
        return self.total > self.size

    @property
    def before(self) -> int | None:
        return self.first - self.size if self.first > 1 else None

    @property
    def after(self) -> int | None:
        return self.last + 1 if self.last < self.total else None

    def shows(self, page: int | None) -> bool:
        return page is not None and self.first <= page <= self.last


def _with_rows(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Fetch with a letter its file and its rows, with whom they name."""
    lookups: list[str | Prefetch[Any]] = [
        "facts",
        "deadlines",
        Prefetch("requests", InformationRequest.objects.select_related("deadline", "parent")),
        "quotations",
        "citations",
        "footnotes",
        Prefetch("recipients", Recipient.objects.select_related("agency", "official", "member")),
        "recipients__member__terms",
        Prefetch("signatures", Signature.objects.select_related("member", "term", "agency")),
    ]
    return letters.select_related("file").prefetch_related(*lookups)


def _rows_of(item: Letter) -> LetterRows:
    spoken = item.spoken_quotations
    return LetterRows(
        to=numbered("to", item.recipients.all()),
        signed=numbered("signed", item.signatures.all()),
        asks=numbered("ask", item.requests.all()),
        quotes=numbered("quote", spoken),
        set_off=[row for row in item.quotations.all() if not row.is_spoken and not row.is_dismissed],
        cites=cited(item.citations.all()),
        notes=notes_of(item.footnotes.all()),
    )


def _cite_forms(item: Letter) -> list[tuple[str, str]]:
    """Return where the letter's citation is had in each form: its label and its address."""
    return [(label, f"{reverse(f'cite_{form}')}?letter={item.pk}") for form, (_, _, label) in references.FORMS.items()]


def _letterhead(item: Letter) -> str:
    """Return the first line of the letterhead, for the over-line: "United States Senate"."""
    text = next((fact.text for fact in item.facts.all() if fact.kind == FactKind.LETTERHEAD), "")
    return shortened(text.strip().split("\n")[0], 60)


def _purpose(item: Letter, said: str) -> ExtractedRow | None:
    """Return the sentence in which the letter says what it is written for, unless what is said above quotes it."""
    kept = (fact for fact in item.facts.all() if fact.kind == FactKind.PURPOSE and not fact.is_dismissed)
    purpose = next(kept, None)
    quoted = [quotation.rstrip(" .…") for quotation in re.findall("“(.+?)”", said)]
    is_said = purpose is not None and any(words in within_marks(" ".join(purpose.text.split())) for words in quoted)
    return None if is_said else purpose


def _engines(item: Letter) -> list[str]:
    """Return who read the pages, in sentences."""
    counts = item.pages.order_by().values("engine").annotate(pages=Count("pk"), sure=Avg("confidence"))
    sentences = []
    for row in sorted(counts, key=lambda row: -row["pages"]):
        pages = counted(row["pages"], "page")
        if row["engine"] == Engine.OCR:
            sure = f", on average {round(100 * row['sure'])}% sure of each word" if row["sure"] is not None else ""
            sentences.append(f"{pages} from the picture, by character recognition{sure}".capitalize())
        else:
            sentences.append(f"{pages} from the file’s own text".capitalize())
    return sentences


def _checked(rows: Sequence[ExtractedRow]) -> Checked:
    looked = [row for row in rows if row.is_by_person]
    return Checked(len(rows), len(looked), max((row.reviewed_at for row in looked if row.reviewed_at), default=None))
