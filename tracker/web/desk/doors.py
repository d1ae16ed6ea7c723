"""The desk's POST addresses: each calls one verb of the archive, and leads back to the letter."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tracker import tasks
from tracker.archive import links, publish, review
from tracker.archive.errors import ArchiveError
from tracker.models import ActionLink, Letter, LetterLink, LinkState
from tracker.web.desk.access import admins_only
from tracker.web.desk.deciding import remember
from tracker.web.desk.forms import ROW_KINDS, form_for
from tracker.web.desk.review import show_review

__all__ = ["decide_link", "letter_verb", "new_row", "row_verb"]

_LINKS: dict[str, type[ActionLink] | type[LetterLink]] = {"action": ActionLink, "letter": LetterLink}


def _back(request: HttpRequest, letter_id: int, anchor: str = "") -> HttpResponseBase:
    """Lead back to where the form stood: an address of our own in `next`, else the letter."""
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        wanted = reverse("desk_letter", args=[letter_id])
    return redirect(wanted + (f"#{anchor}" if anchor else ""))


def _tried(request: HttpRequest, verb: Callable[[], object]) -> bool:
    """Call the verb; what it refuses becomes a message."""
    try:
        verb()
    except ArchiveError as error:
        messages.error(request, error.sentence)
        return False
    return True


@require_POST
@admins_only
def row_verb(request: HttpRequest, pk: int, kind: str, row_id: int) -> HttpResponseBase:
    """Confirm, correct, dismiss or restore a row."""
    letter = get_object_or_404(Letter.objects.visible_to(request.user), pk=pk)
    row = get_object_or_404(ROW_KINDS[kind][0], pk=row_id, letter=letter)
    who: dict[str, Any] = {"by": request.user, "now": timezone.now()}
    match request.POST.get("verb"):
        case "confirm":
            _tried(request, lambda: review.confirm_row(row, **who))
        case "dismiss":
            _tried(request, lambda: review.dismiss_row(row, **who))
        case "restore":
            _tried(request, lambda: review.restore_row(row, **who))
        case "correct":
            form = form_for(kind, row, request.POST)
            if not form.is_valid():
                return show_review(request, pk, bad=(kind, row_id, form), status=422)
            # The form has put the new values into its instance; the verb wants the row as it is stored.
            stored = ROW_KINDS[kind][0].objects.get(pk=row_id)
            if form.changes:
                who["learn_alias"] = form.learn_alias
                _tried(request, lambda: review.correct_row(stored, form.changes, **who))
            else:
                _tried(request, lambda: review.confirm_row(stored, **who))
        case _:
            messages.error(request, "Nothing was done: choose what to do with the row.")
    return _back(request, pk, f"row-{kind}-{row_id}")


@require_POST
@admins_only
def new_row(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Enter a row that the machine did not find."""
    letter = get_object_or_404(Letter.objects.visible_to(request.user), pk=pk)
    form = form_for(kind, None, request.POST)
    if not form.is_valid():
        return show_review(request, pk, bad=(kind, None, form), status=422)
    fields = {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
    model = ROW_KINDS[kind][0]
    _tried(request, lambda: review.enter_row(letter, model, fields, by=request.user, now=timezone.now()))
    return _back(request, pk, f"section-{kind}")


@require_POST
@admins_only
def decide_link(request: HttpRequest, which: str, link_id: int) -> HttpResponseBase:
    """Accept, reject, leave open or reopen a proposed link, with a reason."""
    visible = Letter.objects.visible_to(request.user)
    link: Any = get_object_or_404(_LINKS[which], pk=link_id, letter__in=visible)
    given = {name: request.POST.get(name, "").strip() for name in ("verdict", "reason", "relation", "was")}
    shown = request.POST.get("stay", "")
    if given["verdict"] not in LinkState.values or given["was"] not in ("", *LinkState.values):
        messages.error(request, "Nothing was decided: accept the link, reject it or leave it open.")
        return _stay(request, link.letter_id, given)
    before = _LINKS[which](pk=link.pk, state=link.state, reason=link.reason, relation=link.relation)
    done = _tried(
        request,
        lambda: links.decide_link(
            link,
            state=given["verdict"],
            reason=given["reason"],
            relation=given["relation"],
            was=given["was"],
            by=request.user,
            now=timezone.now(),
        ),
    )
    if not done:
        return _stay(request, link.letter_id, given)
    if shown:
        # The queue itself says what was decided, and offers to take it back.
        remember(request, before)
    else:
        said = {"confirmed": "accepted", "rejected": "rejected", "undecided": "left open", "proposed": "open again"}
        messages.success(request, f"The link is {said[given['verdict']]}.")
    return _back(request, link.letter_id, "" if request.POST.get("next") else "links")


def _stay(request: HttpRequest, letter_id: int, given: dict[str, str]) -> HttpResponseBase:
    """Lead back to the link that was shown, with what was written; nothing that a person typed is lost."""
    shown = request.POST.get("stay", "")
    if not url_has_allowed_host_and_scheme(shown, allowed_hosts={request.get_host()}):
        return _back(request, letter_id, "" if request.POST.get("next") else "links")
    kept = urlencode({"reason": given["reason"][:500], "as": given["relation"]})
    return redirect(f"{shown}{'&' if '?' in shown else '?'}{kept}")


@require_POST
@admins_only
def letter_verb(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Publish, withdraw, read again, set the title, or confirm all rows of a kind."""
    letter = get_object_or_404(Letter.objects.visible_to(request.user), pk=pk)
    who: dict[str, Any] = {"by": request.user, "now": timezone.now()}
    match request.POST.get("verb"):
        case "publish":
            if _tried(request, lambda: publish.publish(letter, **who)):
                messages.success(request, "Published: everybody can read it now.")
        case "withdraw":
            reason = request.POST.get("reason", "").strip()
            if _tried(request, lambda: publish.withdraw(letter, reason=reason, **who)):
                messages.success(request, "Withdrawn: the public no longer sees it.")
        case "reread":
            if _tried(request, lambda: review.reread(letter, **who)):
                tasks.process_letter.delay_on_commit(letter_id=letter.pk)
                messages.success(request, "It will be read again. What people decided stays.")
        case "confirm_all" if request.POST.get("kind") in ROW_KINDS:
            kind = request.POST["kind"]
            _tried(request, lambda: review.confirm_rows(letter, ROW_KINDS[kind][0], **who))
            return _back(request, pk, f"section-{kind}")
        case "title":
            title = request.POST.get("title", "").strip()
            if _tried(request, lambda: review.set_title(letter, title, **who)):
                messages.success(request, "The title is set.")
        case _:
            messages.error(request, "Nothing was done: choose what to do with the letter.")
    return _back(request, pk)
