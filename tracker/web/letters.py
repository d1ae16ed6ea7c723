"""The list of letters, by year, agency and direction."""

import datetime

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.models import Agency, Direction, Letter, Recipient, Signature, Viewer
from tracker.web.paging import known_filters, paged
from tracker.web.register import for_register, register

__all__ = ["letter_list", "letters_of_agencies"]

PAGE_SIZE = 25


def letters_of_agencies(letters: QuerySet[Letter], agency_ids: list[int]) -> QuerySet[Letter]:
    """Keep the letters to or from these agencies."""
    to = Recipient.objects.kept().filter(letter=OuterRef("pk"), agency__in=agency_ids)
    by = Signature.objects.kept().filter(letter=OuterRef("pk"), agency__in=agency_ids)
    return letters.filter(Exists(to) | Exists(by))


def letter_list(request: HttpRequest) -> HttpResponse:
    """Show the letters that the viewer may see, newest first, filtered by what the address asks for."""
    viewer = request.user
    visible = Letter.objects.visible_to(viewer)
    letters, notes, year, agency = _filtered(request, visible)
    notes += known_filters(request, ["year", "agency", "direction"])
    ordered = letters.order_by(F("letter_date").desc(nulls_last=True), "-pk")
    found = paged(request, for_register(ordered, viewer), size=PAGE_SIZE)
    return render(
        request,
        "letters/list.html",
        {
            "found": found,
            "rows": register(found.page.object_list),
            "notes": notes + found.notes,
            "years": _years(visible, year),
            "agencies": _agencies(viewer, agency),
            "directions": Direction.choices,
            "chosen": {name: request.GET.get(name, "") for name in ("year", "agency", "direction")},
            "is_filtered": any(request.GET.get(name) for name in ("year", "agency", "direction")),
        },
    )


def _filtered(
    request: HttpRequest, letters: QuerySet[Letter]
) -> tuple[QuerySet[Letter], list[str], int | None, Agency | None]:
    """Return the letters that are kept, what to say of unknown values, and the year and agency that were asked for."""
    notes, year, agency = [], None, None
    written, slug, direction = (request.GET.get(name, "").strip() for name in ("year", "agency", "direction"))
    if written:
        if written.isascii() and written.isdigit() and datetime.MINYEAR <= int(written[:5]) <= datetime.MAXYEAR:
            year = int(written)
            letters = letters.filter(letter_date__year=year)
        else:
            notes.append(f"“{written[:40]}” is no year, so letters of all years are shown.")
    if slug:
        agency = Agency.objects.filter(slug=slug).first() if "\0" not in slug else None
        if agency:
            letters = letters_of_agencies(letters, agency.family_ids())
        else:
            notes.append(f"No agency is known as “{slug[:60]}”, so letters to all agencies are shown.")
    if direction:
        if direction in Direction.values:
            letters = letters.filter(direction=direction)
        else:
            notes.append(f"“{direction[:40]}” is no direction, so letters in both directions are shown.")
    return letters, notes, year, agency


def _years(letters: QuerySet[Letter], chosen: int | None) -> list[int]:
    """Return the years that letters bear, newest first, and the chosen one, though none may bear it."""
    dated = letters.filter(letter_date__isnull=False).order_by().annotate(year=ExtractYear("letter_date"))
    years = {*dated.values_list("year", flat=True).distinct(), *([chosen] if chosen else [])}
    return sorted(years, reverse=True)


def _agencies(viewer: Viewer, chosen: Agency | None) -> list[Agency]:
    """Return the agencies that a letter is to or from, those that they are parts of, and the chosen one."""
    letters = Letter.objects.visible_to(viewer)
    to = Recipient.objects.kept().filter(letter__in=letters).values("agency")
    by = Signature.objects.kept().filter(letter__in=letters).values("agency")
    named = Agency.objects.filter(pk__in=to) | Agency.objects.filter(pk__in=by)
    listed = list((named | Agency.objects.filter(children__in=named)).distinct().order_by("name")[:400])
    if chosen and chosen not in listed:
        # By its address, as it was asked for: that it has a name may be known from drafts alone.
        listed.insert(0, Agency(slug=chosen.slug, name=chosen.slug.replace("-", " ")))
    return listed
