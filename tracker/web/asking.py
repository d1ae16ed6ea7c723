"""The addresses of searches, and of the places in letters where a search's words stand."""

from urllib.parse import quote, urlencode

from django.urls import reverse

from tracker.search import Order

__all__ = ["found_address", "known_order", "search_address"]


def search_address(text: str, order: Order, **more: str) -> str:
    """Return the query string that asks this: `?q=lamps&order=oldest`; relevance, the usual order, is left out."""
    asked = {"q": text} | ({"order": order.value} if order is not Order.RELEVANCE else {}) | more
    return "?" + urlencode(asked, quote_via=quote)


def found_address(pk: int, page: int, text: str, start: int) -> str:
    """Return the address of a letter's page with the words of a query outlined, at those that begin at `start`."""
    return f"{reverse('letter_page', args=[pk, page])}?{urlencode({'q': text}, quote_via=quote)}#mark-hit-{start}"


def known_order(asked: str) -> Order | None:
    """Return the order of this name; None when there is none."""
    return next((order for order in Order if order == asked), None)
