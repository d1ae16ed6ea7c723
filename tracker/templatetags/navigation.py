"""The links that every page shares: the main navigation, and pagination that keeps the filters."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# A page below a list belongs to that list's entry in the main navigation.
_SECTIONS = {
    "letter": "letter_list",
    "letter_page": "letter_list",
    "letter_transcript": "letter_list",
    "member": "member_list",
    "agency": "agency_list",
    "action": "action_list",
}


@register.simple_tag(takes_context=True)
def nav_link(context: dict[str, Any], name: str, label: str) -> SafeString:
    """Return a link to the page named `name`, marked as the current page or as the section that the page is in."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    here = match.url_name if match else ""
    if here == name:
        return format_html('<a href="{}" aria-current="page">{}</a>', reverse(name), label)
    if _SECTIONS.get(here or "") == name:
        return format_html('<a href="{}" aria-current="true">{}</a>', reverse(name), label)
    return format_html('<a href="{}">{}</a>', reverse(name), label)


@register.simple_tag(takes_context=True)
def page_address(context: dict[str, Any], number: int, parameter: str = "page") -> str:
    """Return the query string of this list's page `number`, filters kept: `?agency=bis&page=2`."""
    query = context["request"].GET.copy()
    query[parameter] = str(number)
    return f"?{query.urlencode()}"
