"""The letter beside what was read from it: pages on one side, rows on the other."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from tracker.models import ActionLink, Agency, ExtractedRow, Letter, LetterLink, LetterPage
from tracker.web.desk.access import admins_only
from tracker.web.desk.forms import ROW_KINDS, RowForm, form_for
from tracker.web.marks import KINDS, MarkedRow, marked_pages
from tracker.web.paging import window_start
from tracker.web.searched import how_far

__all__ = ["review"]

PAGES_SHOWN = 10

# The kinds of row that are outlined on the pages, by the colour they have there.
_MARKED = {"recipient": "to", "signature": "signed", "request": "ask", "quotation": "quote"}


@dataclass(frozen=True)
class Entry:
    """One row at the desk. It has its form for correcting it only while it is corrected: 250 forms are a heavy page."""

    kind: str
    number: int
    row: ExtractedRow
    form: RowForm | None = None

    @property
    def key(self) -> str:
        """Its name in addresses: "signature-12"."""
        return f"{self.kind}-{self.row.pk}"

    @property
    def anchor(self) -> str:
        return f"{_MARKED.get(self.kind, self.kind)}-{self.number}"


@dataclass(frozen=True)
class Section:
    kind: str
    heading: str
    role: str
    entries: list[Entry]
    new: RowForm

    @property
    def to_check(self) -> int:
        """How many of its rows no person has spoken for."""
        return sum(not entry.row.is_by_person for entry in self.entries)


@admins_only
def review(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the review page of a letter, with the form of the row of `?edit=`; with `?only=row` nothing but that row."""
    if request.GET.get("only") == "row":
        return _one_row(request, pk)
    return show_review(request, pk)


def _one_row(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one row with its form, to be put into the page that is open."""
    letter = get_object_or_404(Letter.objects.visible_to(request.user), pk=pk)
    editing = request.GET.get("edit", "")
    kind = editing.partition("-")[0]
    section = _section(letter, kind, None, editing) if kind in ROW_KINDS else None
    entry = next((entry for entry in section.entries if entry.form), None) if section else None
    if entry is None:
        raise Http404
    context = {"letter": letter, "entry": entry, "page_first": request.GET.get("from", "1")}
    return render(request, "desk/_row.html", context)


def show_review(
    request: HttpRequest, pk: int, *, bad: tuple[str, int | None, RowForm] | None = None, status: int = 200
) -> HttpResponseBase:
    """Show it; `bad` is a form that was sent and refused, with its kind and row (None: a new one)."""
    letters = Letter.objects.visible_to(request.user).select_related("file__uploaded_by")
    pages = Prefetch("pages", LetterPage.objects.order_by("number"))
    letter = get_object_or_404(letters.prefetch_related(pages, "extractions", "events__actor"), pk=pk)
    editing = request.GET.get("edit", "")
    sections = [_section(letter, kind, bad, editing) for kind in ROW_KINDS]
    entries = [entry for section in sections for entry in section.entries]
    marked = [
        MarkedRow(_MARKED[entry.kind], entry.number, entry.row)
        for entry in entries
        if entry.kind in _MARKED and not entry.row.is_dismissed
    ]
    all_pages = list(letter.pages.all())
    first = window_start(request, total=len(all_pages), size=PAGES_SHOWN)
    context = {
        "letter": letter,
        "searched": how_far(letter),
        "sections": sections,
        "marked_pages": marked_pages(all_pages[first - 1 : first - 1 + PAGES_SHOWN], marked),
        "page_total": len(all_pages),
        "page_first": first,
        "page_next": first + PAGES_SHOWN if first + PAGES_SHOWN <= len(all_pages) else None,
        "page_before": first - PAGES_SHOWN if first > PAGES_SHOWN else None,
        "action_links": ActionLink.objects.filter(letter=letter).select_related("action", "letter", "decided_by"),
        "letter_links": LetterLink.objects.filter(letter=letter).select_related("letter", "earlier", "decided_by"),
        "agencies": Agency.objects.values_list("name", flat=True),
        "to_check": sum(section.to_check for section in sections),
        "bad": bad is not None,
    }
    return render(request, "desk/letter.html", context, status=status)


def _section(letter: Letter, kind: str, bad: tuple[str, int | None, RowForm] | None, editing: str) -> Section:
    model, _, heading = ROW_KINDS[kind]
    related = ("reviewed_by", "agency", "member") if kind in ("recipient", "signature") else ("reviewed_by",)
    rows = model.objects.filter(letter=letter).select_related(*related)
    role = KINDS[_MARKED[kind]][0] if kind in _MARKED else ""
    sent = {bad[1]: bad[2]} if bad and bad[0] == kind else {}
    numbered = _numbers(list(rows))
    entries = []
    for number, row in numbered:
        form = sent.get(row.pk)
        if form is None and editing == f"{kind}-{row.pk}" and not row.is_dismissed:
            form = form_for(kind, row)
        entries.append(Entry(kind, number, row, form))
    return Section(kind, heading, role, entries, sent.get(None) or form_for(kind))


def _numbers(rows: list[ExtractedRow]) -> list[tuple[int, ExtractedRow]]:
    """Number the rows from 1, as the public page does: those that a person dismissed come after all others."""
    kept = [row for row in rows if not row.is_dismissed]
    return list(enumerate([*kept, *(row for row in rows if row.is_dismissed)], 1))
