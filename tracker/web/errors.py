"""What a person sees when a page is not there, not theirs, or broken. No page tells whether a draft exists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

__all__ = ["csrf_failed", "locked_out"]


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was sent from a page too old, or from elsewhere (settings.CSRF_FAILURE_VIEW)."""
    return render(
        request,
        "403.html",
        {
            "heading": "That form could not be accepted",
            "sentence": "Its page is too old, or cookies are blocked. Go back, load the page again, and repeat it.",
        },
        status=403,
    )


def locked_out(request: HttpRequest, response: object = None, credentials: object = None) -> HttpResponse:
    """Answer a login after too many wrong passwords (settings.AXES_LOCKOUT_CALLABLE)."""
    return render(
        request,
        "403.html",
        {
            "heading": "Too many wrong passwords",
            "sentence": "Logging in from here under this name is closed for a quarter of an hour. Then try again.",
        },
        status=429,
    )
