"""Saved searches and their alerts: keeping them, matching letters that changed, and telling of these by mail.

    change of a letter ── trigger ──> LetterChange ── match ──> AlertMatch ── compose ──> AlertMail ── send ──> sent
                                                                   (one a search and letter)   (tried until it is)

Each arrow is a transaction that can be repeated; docs/saved-searches.md says what follows from it.
"""

from tracker.alerts.composing import compose
from tracker.alerts.errors import InvalidSearch
from tracker.alerts.keeping import (
    MOST_KEPT,
    change,
    delete,
    keep,
    kept_as,
    of_unsubscribe_token,
    one_line,
    pause,
    put_back,
    renew_feed,
    resume,
    send_again,
    unsubscribe,
    unsubscribe_token,
)
from tracker.alerts.matching import match
from tracker.alerts.sending import send
from tracker.alerts.telling import tell, waiting

__all__ = [
    "MOST_KEPT",
    "InvalidSearch",
    "change",
    "compose",
    "delete",
    "keep",
    "kept_as",
    "match",
    "of_unsubscribe_token",
    "one_line",
    "pause",
    "put_back",
    "renew_feed",
    "resume",
    "send",
    "send_again",
    "tell",
    "unsubscribe",
    "unsubscribe_token",
    "waiting",
]
