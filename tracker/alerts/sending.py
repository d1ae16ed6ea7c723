"""Sending a mail: claimed by a conditional UPDATE, tried until it is sent or given up, under one Message-ID.

A worker that dies while it sends leaves its claim; the mail is then sent once more, and a mail program that has the
first knows the second by its Message-ID.
"""

import datetime
import logging
import smtplib
from collections.abc import Callable

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from tracker.alerts.locks import hold_off_matching
from tracker.alerts.timing import next_try
from tracker.alerts.writing import write
from tracker.models import AlertMail, Letter, MailState, Publication, SavedSearch

__all__ = ["LEASE", "send"]

logger = logging.getLogger(__name__)

# After so long without an end, somebody else sends it.
LEASE = datetime.timedelta(minutes=10)

_WITHDRAWN = "Every letter that it told of was withdrawn before it could be sent."


def send(mail_id: int, *, clock: Callable[[], datetime.datetime], through: BaseEmailBackend) -> AlertMail | None:
    """Try to send a mail that is due, and return it as it then stands; None when somebody else has it.

    Letters that were withdrawn since it was written are left out.
    """
    now = clock()
    due = AlertMail.objects.due(now=now, lease=LEASE).filter(pk=mail_id)
    if not due.update(claimed_at=now, attempts=F("attempts") + 1):
        return None
    mail = AlertMail.objects.select_related("search__owner").get(pk=mail_id)
    search, why_not = mail.search, _why_not(mail, mail.search)
    if search is None or why_not:
        return _ended(mail, MailState.DROPPED, error=why_not)
    letters = _that_may_be_told(mail, search)
    if not letters:
        return _ended(mail, MailState.DROPPED, error=_WITHDRAWN)
    mail.to = search.owner.email
    try:
        message = write(mail, search, letters, now=now)
        through.send_messages([message])
    except Exception as error:
        if not isinstance(error, OSError | smtplib.SMTPException):
            logger.exception("Mail %s could not be written.", mail.pk)
        return _failed(mail, error, clock())
    return _ended(
        mail,
        MailState.SENT,
        letters=letters,
        to=mail.to,
        subject=message.subject,
        text=message.body,
        sent_at=clock(),
    )


def _why_not(mail: AlertMail, search: SavedSearch | None) -> str:
    """Return why its owner no longer wants or may have the mail, in a sentence; nothing when they do."""
    if search is None or search.deleted_at is not None:
        return "The search was deleted before it could be sent."
    if not search.owner.is_active:
        return "The account was closed before it could be sent."
    if not search.owner.email:
        return "The account had no e-mail address any more."
    if not search.has_alerts:
        return "Alerts were turned off before it could be sent."
    if search.query_changed_at is not None and mail.created_at < search.query_changed_at:
        return "The search was made to ask otherwise before it could be sent. What it still finds is told anew."
    if search.is_paused:
        return "The search was paused before it could be sent. Its letters are told when it goes on."
    return ""


def _that_may_be_told(mail: AlertMail, search: SavedSearch) -> list[int]:
    """Return the mail's letters that are still public. The others are matched anew when they come back."""
    with transaction.atomic():
        hold_off_matching()
        public = Letter.objects.visible_to(search.owner).filter(publication=Publication.PUBLISHED, pk__in=mail.letters)
        kept = set(public.values_list("pk", flat=True))
        if gone := set(mail.letters) - kept:
            mail.matches.filter(letter__in=gone).delete()
    return [pk for pk in mail.letters if pk in kept]


def _failed(mail: AlertMail, error: Exception, now: datetime.datetime) -> AlertMail:
    again = next_try(mail.attempts, now=now)
    changes = {"state": MailState.RETRYING, "next_try_at": again} if again else {"state": MailState.GIVEN_UP}
    logger.warning("Mail %s was not sent (try %s): %s", mail.pk, mail.attempts, error)
    return _update(mail, error=_in_words(error), to=mail.to, claimed_at=None, **changes)


def _ended(mail: AlertMail, state: MailState, *, error: str = "", **fields: object) -> AlertMail:
    with transaction.atomic():
        ended = _update(mail, state=state, error=error, claimed_at=None, **fields)
        if state == MailState.DROPPED:
            # What it would have told of waits again.
            mail.matches.update(mail=None)
    return ended


def _update(mail: AlertMail, **fields: object) -> AlertMail:
    """Write down how the try ended, unless somebody else has taken the mail over meanwhile."""
    held = AlertMail.objects.filter(pk=mail.pk, claimed_at=mail.claimed_at, attempts=mail.attempts)
    held.update(**fields)
    mail.refresh_from_db()
    return mail


def _in_words(error: Exception) -> str:
    """Return what went wrong as a person can act on it, with what the mail server said."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            said = "; ".join(_said(code, text) for code, text in refused.values())
            return f"The mail server does not accept the address: {said}"[:400]
        case smtplib.SMTPAuthenticationError():
            return "The mail server does not accept this site’s name and password."
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=text):
            return f"The mail server refused it: {_said(code, text)}"[:400]
        case OSError() | smtplib.SMTPException():
            return f"The mail server could not be reached: {error}"[:400]
    return "Something went wrong while it was written. The error is in the log."


def _said(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    return f"{code} {' '.join(words.split())}"
