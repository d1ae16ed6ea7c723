"""Actions that no register publishes: their list, and the form by which a person enters, corrects or withdraws one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from tracker import tasks
from tracker.archive import other_actions
from tracker.archive.errors import ArchiveError, InvalidChange
from tracker.models import ActionEvent, ActionKind, Agency, AgencyAction
from tracker.reading.dockets import docket_numbers
from tracker.sources.action_table import checked_address
from tracker.web.desk.access import admins_only
from tracker.web.desk.forms import AgencyField
from tracker.web.paging import known_filters, paged

__all__ = ["FIELD_WORDS", "desk_action", "desk_actions", "new_action"]

PAGE = 25
_OWN_KINDS = [
    ActionKind.ENTITY_LISTING,
    ActionKind.PRESS_RELEASE,
    ActionKind.TESTIMONY,
    ActionKind.GUIDANCE,
    ActionKind.COURT_FILING,
    ActionKind.ENFORCEMENT,
    ActionKind.OTHER,
    ActionKind.RULE,
    ActionKind.PROPOSED_RULE,
    ActionKind.NOTICE,
    ActionKind.PRESIDENTIAL_DOCUMENT,
]

# What people call the fields of an action that are called otherwise in the form.
FIELD_WORDS = {"published_date": "date", "html_url": "source address", "abstract": "summary", "rins": "RINs"}


class AgenciesField(forms.CharField):
    """Agencies, one a line, each by any name that is known. Cleans to a list."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[Agency]:
        one, found = AgencyField(), []
        for name in super().clean(value).splitlines():
            if name.strip() and (agency := one.clean(name)) and agency not in found:
                found.append(agency)
        if not found:
            raise ValidationError("Name at least one agency.")
        return found


class ActionForm(forms.Form):
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in _OWN_KINDS])
    title = forms.CharField(max_length=1000)
    date = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    agencies = AgenciesField(
        widget=forms.Textarea(attrs={"rows": 2}), help_text="One a line, by the Federal Register's name."
    )
    address = forms.CharField(
        label="Source address",
        max_length=600,
        widget=forms.URLInput(attrs={"placeholder": "https://…", "autocomplete": "off"}),
        help_text="Where the action can be read. No two actions share one.",
    )
    summary = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    text = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="What it says, as far as it is at hand. It is searched for letters that it names.",
    )
    citation = forms.CharField(required=False, max_length=40, help_text="As in 85 FR 36719 or No. 20-cv-123.")
    dockets = forms.CharField(required=False, max_length=300, help_text="Set apart by semicolons.")
    rins = forms.CharField(
        label="RINs",
        required=False,
        max_length=120,
        help_text="Regulation identifier numbers, set apart by semicolons.",
    )

    def clean_address(self) -> str:
        try:
            return checked_address(self.cleaned_data["address"])
        except ValueError as error:
            raise ValidationError(f"This {error}") from error

    @property
    def values(self) -> dict[str, Any]:
        """The fields of AgencyAction, but for its agencies."""
        given = self.cleaned_data
        return {
            "kind": given["kind"],
            "title": " ".join(given["title"].split()),
            "published_date": given["date"],
            "html_url": given["address"],
            "abstract": given["summary"],
            "text": given["text"],
            "citation": given["citation"],
            "dockets": list(docket_numbers(given["dockets"])),
            "rins": [rin.strip().upper()[:20] for rin in given["rins"].split(";") if rin.strip()],
        }


@admins_only
def desk_actions(request: HttpRequest) -> HttpResponseBase:
    """List what was entered here, newest first."""
    notes = known_filters(request, [])
    own = AgencyAction.everything.filter(own_key__isnull=False).defer("text", "abstract").prefetch_related("agencies")
    listed = paged(request, own.order_by("-published_date", "-pk"), size=PAGE)
    return render(request, "desk/actions.html", {"listed": listed, "notes": notes + listed.notes})


@admins_only
def new_action(request: HttpRequest) -> HttpResponseBase:
    """Enter an action."""
    form = ActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action = other_actions.enter(
                form.values, form.cleaned_data["agencies"], by=request.user, now=timezone.now()
            )
        except InvalidChange as error:
            form.add_error("address", error.sentence)
        else:
            tasks.look_forward.delay_on_commit()
            messages.success(request, "Entered. Letters are looked through for it now.")
            return redirect("desk_action", pk=action.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/action.html", {"form": form, "agencies": _agency_names()}, status=status)


@admins_only
def desk_action(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show an action that was entered here with its log, and correct, withdraw or restore it."""
    action = get_object_or_404(AgencyAction.everything.filter(own_key__isnull=False), pk=pk)
    form = ActionForm(initial=_initial(action))
    status = 200
    if request.method == "POST":
        who: dict[str, Any] = {"by": request.user, "now": timezone.now()}
        reason = request.POST.get("reason", "").strip()
        try:
            match request.POST.get("verb"):
                case "correct":
                    form = ActionForm(request.POST)
                    if form.is_valid():
                        agencies = form.cleaned_data["agencies"]
                        changed = other_actions.correct(action, form.values, agencies, reason=reason, **who)
                        messages.success(request, "Corrected." if changed else "Nothing was changed.")
                    else:
                        status = 422
                case "withdraw":
                    other_actions.withdraw(action, reason=reason, **who)
                    messages.success(request, "Withdrawn: no page shows it any longer.")
                case "restore":
                    other_actions.restore(action, **who)
                    messages.success(request, "Restored: it is shown again.")
                case _:
                    messages.error(request, "Nothing was done: choose what to do with the action.")
        except InvalidChange as error:
            status = 422
            if error.field == "html_url":
                form.add_error("address", error.sentence)
            else:
                messages.error(request, error.sentence)
        except ArchiveError as error:
            messages.error(request, error.sentence)
        if status == 200:
            tasks.look_forward.delay_on_commit()
            return redirect("desk_action", pk=pk)
    context = {
        "action": action,
        "form": form,
        "agencies": _agency_names(),
        "events": [(event, _replaced(event)) for event in action.events.select_related("actor")],
    }
    return render(request, "desk/action.html", context, status=status)


def _replaced(event: ActionEvent) -> list[tuple[str, Any]]:
    """Return the values that were replaced, by the words that people have for the fields."""
    return [(FIELD_WORDS.get(name, name), value) for name, value in event.before.items() if name != "own_key"]


def _initial(action: AgencyAction) -> dict[str, Any]:
    return {
        "kind": action.kind,
        "title": action.title,
        "date": action.published_date,
        "agencies": "\n".join(agency.name for agency in action.agencies.all()),
        "address": action.html_url,
        "summary": action.abstract,
        "text": action.text,
        "citation": action.citation,
        "dockets": "; ".join(action.dockets),
        "rins": "; ".join(action.rins),
    }


def _agency_names() -> list[str]:
    return list(Agency.objects.values_list("name", flat=True))
