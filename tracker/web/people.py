"""Members of Congress: who signed letters here, and the letters of each."""

from itertools import groupby

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tracker.models import Letter, Member, Recipient, ReviewState, Signature, Viewer
from tracker.web.paging import known_filters, paged
from tracker.web.register import RegisterRow, for_register, register

__all__ = ["member", "member_list", "members_with_letters"]

PAGE_SIZE = 120
LETTERS_PAGE_SIZE = 25


def members_with_letters(viewer: Viewer) -> QuerySet[Member]:
    """Return the members who signed a letter that the viewer may see, each with `letters`, how many."""
    signed = Q(signatures__letter__in=Letter.objects.visible_to(viewer)) & ~Q(
        signatures__review_state=ReviewState.DISMISSED
    )
    return (
        Member.objects.filter(signed)
        .annotate(letters=Count("signatures__letter", filter=signed, distinct=True))
        .order_by("folded_surname", "first", "pk")
    )


def member_list(request: HttpRequest) -> HttpResponse:
    """Show the members who signed letters, by surname."""
    members = members_with_letters(request.user).prefetch_related("terms")
    notes = known_filters(request, ["letter"])
    initial = request.GET.get("letter", "").strip().lower()
    if initial:
        if len(initial) == 1 and initial.isalpha():
            members = members.filter(folded_surname__startswith=initial)
        else:
            notes.append(f"“{initial[:40]}” is not one letter of the alphabet, so everyone is shown.")
            initial = ""
    found = paged(request, members, size=PAGE_SIZE)
    initials = sorted(
        {name[:1].upper() for name in members_with_letters(request.user).values_list("folded_surname", flat=True)}
    )
    people = [
        (letter, list(group))
        for letter, group in groupby(found.page.object_list, key=lambda person: person.folded_surname[:1].upper())
    ]
    return render(
        request,
        "people/list.html",
        {
            "found": found,
            "people": people,
            "initials": initials,
            "initial": initial.upper(),
            "notes": notes + found.notes,
        },
    )


def member(request: HttpRequest, bioguide: str) -> HttpResponse:
    """Show one member: their terms, and the letters that they signed or were sent, by year."""
    person = get_object_or_404(Member.objects.prefetch_related("terms"), pk=bioguide)
    viewer = request.user
    visible = Letter.objects.visible_to(viewer)
    signed = visible.filter(pk__in=Signature.objects.kept().filter(member=person).values("letter"))
    received = visible.filter(pk__in=Recipient.objects.kept().filter(member=person).values("letter"))
    ordered = signed.order_by(F("letter_date").desc(nulls_last=True), "-pk")
    found = paged(request, for_register(ordered, viewer), size=LETTERS_PAGE_SIZE)
    terms = list(person.terms.all())
    return render(
        request,
        "people/detail.html",
        {
            "person": person,
            "terms": terms,
            "last_term": max(terms, key=lambda term: term.end, default=None),
            "found": found,
            "years": _by_year(register(found.page.object_list)),
            "received": register(for_register(received.order_by("-letter_date", "-pk"), viewer)[:LETTERS_PAGE_SIZE]),
            "notes": found.notes + known_filters(request, []),
        },
    )


def _by_year(rows: list[RegisterRow]) -> list[tuple[int | None, list[RegisterRow]]]:
    """Group rows that are in order of date by the year of the letter; None for letters without a date."""
    dated = groupby(rows, key=lambda row: row.letter.letter_date.year if row.letter.letter_date else None)
    return [(year, list(group)) for year, group in dated]
