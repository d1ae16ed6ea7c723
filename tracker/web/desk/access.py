"""Who may enter the desk: admins. Others with a login are told so; without one they are asked to log in."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from tracker.models import may_review

__all__ = ["admins_only"]

View = Callable[..., HttpResponseBase]


def admins_only(view: View) -> View:
    """Let only those in who may upload, correct, decide and publish."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_review(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
