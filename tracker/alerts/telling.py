"""The round: match what changed, write the mails that are due, send them. Each step can be repeated at any time."""

import datetime
import logging
from collections.abc import Callable

from django.core import mail as django_mail

from tracker.alerts.composing import compose, due_searches
from tracker.alerts.keeping import forget_deleted
from tracker.alerts.matching import is_waiting, match, note_problem
from tracker.alerts.sending import LEASE, send
from tracker.models import AlertMail, MailState
from tracker.models.alerts import AlertMailQuerySet

__all__ = ["tell", "waiting"]

logger = logging.getLogger(__name__)

# What is left after so many is for the next round, and for other workers.
_MAILS = 100


def waiting(*, now: datetime.datetime) -> bool:
    """Return whether there is anything to match, to write or to send."""
    return is_waiting(now=now) or _due_mails(now).exists() or bool(due_searches(now=now))


def tell(*, clock: Callable[[], datetime.datetime]) -> int:
    """Go one round, and return how many mails were sent. Harmless to call at any time, and twice at once."""
    while match(now=clock()):
        pass
    for search_id in due_searches(now=clock()):
        try:
            compose(search_id, now=clock())
        except Exception:
            # One that breaks must not hold the others up.
            logger.exception("No mail could be written for saved search %s.", search_id)
            note_problem([search_id], now=clock())
    due = list(_due_mails(clock()).order_by("next_try_at", "pk").values_list("pk", flat=True)[:_MAILS])
    through = django_mail.get_connection()
    tried = [send(mail_id, clock=clock, through=through) for mail_id in due]
    forget_deleted(now=clock())
    return sum(mail is not None and mail.state == MailState.SENT for mail in tried)


def _due_mails(now: datetime.datetime) -> AlertMailQuerySet:
    return AlertMail.objects.due(now=now, lease=LEASE)
