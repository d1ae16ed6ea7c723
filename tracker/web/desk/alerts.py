"""The desk's page of alerts: each mail, to whom, of how many letters, how often it was tried, and what went wrong."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from tracker.models import AlertMail, MailState
from tracker.web.desk.access import admins_only
from tracker.web.paging import known_filters, paged
from tracker.web.wording import counted

__all__ = ["desk_alerts", "undelivered"]

PAGE = 50


@admins_only
def desk_alerts(request: HttpRequest) -> HttpResponseBase:
    """Show the mails, newest first, in one state or all."""
    mails = AlertMail.objects.select_related("owner")
    notes = known_filters(request, ["state"])
    state = request.GET.get("state", "")
    if state in MailState.values:
        mails = mails.filter(state=state)
    elif state:
        notes.append(f"“{state[:40]}” is no state of a mail, so all are shown.")
        state = ""
    listed = paged(request, mails, size=PAGE)
    context = {
        "listed": listed,
        "notes": notes + listed.notes,
        "states": MailState.choices,
        "state": state,
        "undelivered": undelivered(),
        "sends_mail": bool(settings.EMAIL_URL),
    }
    return render(request, "desk/alerts.html", context)


def undelivered() -> str:
    """Return a sentence when mails were given up; nothing when none were."""
    number = AlertMail.objects.filter(state=MailState.GIVEN_UP).count()
    if not number:
        return ""
    said = counted(number, "alert")
    return f"{said[:1].upper()}{said[1:]} could not be delivered."
