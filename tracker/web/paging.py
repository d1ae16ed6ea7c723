"""Lists in pages: a true count, and a sentence instead of a shrug when an address asks for what is not there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

__all__ = ["PagedList", "known_filters", "paged", "window_start"]


@dataclass
class PagedList:
    """One page of a list; `numbers` are the page numbers to offer, None standing for a gap."""

    page: Page[Any]
    notes: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def numbers(self) -> list[int | None]:
        around = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)
        return [number if isinstance(number, int) else None for number in around]


def paged(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], *, size: int) -> PagedList:
    """Return the page that `?page=` asks for; for one that is not there the nearest, with a sentence."""
    paginator = Paginator(rows, size)
    asked = request.GET.get("page", "1")
    if asked.isascii() and asked.isdigit():
        number = min(max(int(asked[:9]), 1), paginator.num_pages)
        found = PagedList(paginator.page(number))
        if str(number) != asked.lstrip("0"):
            found.notes.append(f"There is no page {asked[:20]} here; this is page {number} of {paginator.num_pages}.")
        return found
    return PagedList(paginator.page(1), [f"“{asked[:40]}” is no page number; this is page 1."])


def known_filters(request: HttpRequest, known: Iterable[str]) -> list[str]:
    """Return a sentence for each filter in the address that this page does not know."""
    allowed = {*known, "page"}
    return [
        f"This page has no filter “{name[:40]}”, so it was not applied."
        for name, value in request.GET.items()
        if name not in allowed and value
    ]


def window_start(request: HttpRequest, *, total: int, size: int, parameter: str = "from") -> int:
    """Return the first page number of the window that contains `?from=`; 1 when it asks for nothing sensible."""
    asked = request.GET.get(parameter, "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    number = min(max(number, 1), max(total, 1))
    return (number - 1) // size * size + 1
