"""What its owner does with a saved search: keep, change, pause, delete, put back; and unsubscribe, without a login."""

import datetime
import logging

from django.core import signing
from django.db import DatabaseError, transaction
from django.utils import timezone

from tracker.alerts.errors import InvalidSearch
from tracker.alerts.locks import hold_off_matching
from tracker.models import AlertMail, AlertMatch, Cadence, LetterChange, MailState, SavedSearch, User
from tracker.models.alerts import new_feed_token
from tracker.search import Order, ask

__all__ = [
    "DELETED_FOR",
    "MOST_KEPT",
    "change",
    "delete",
    "forget_deleted",
    "keep",
    "kept_as",
    "of_unsubscribe_token",
    "one_line",
    "pause",
    "put_back",
    "renew_feed",
    "resume",
    "send_again",
    "unsubscribe",
    "unsubscribe_token",
]

logger = logging.getLogger(__name__)

# More searches than this nobody can look after.
MOST_KEPT = 200

# For so long a deleted search can be put back.
DELETED_FOR = datetime.timedelta(days=30)

_SALT = "tracker.alerts.unsubscribe"


def keep(
    query: str, *, by: User, now: datetime.datetime, name: str = "", order: str = "", cadence: str = Cadence.OFF
) -> SavedSearch:
    """Keep a search. Letters that it finds today are not told; those that are new or changed from now on are.

    Raises InvalidSearch.
    """
    query = _askable(query, by=by, now=now)
    if SavedSearch.objects.kept().filter(owner=by).count() >= MOST_KEPT:
        raise InvalidSearch(f"You keep {MOST_KEPT} searches already. Delete one that you no longer need.")
    with transaction.atomic():
        hold_off_matching()
        search = SavedSearch.objects.create(
            owner=by,
            name=_fitting(name) or _fitting(query),
            query=query,
            order=order if order in Order.__members__.values() else Order.RELEVANCE,
            cadence=_cadence(cadence, by),
            created_at=now,
            seen_on=timezone.localdate(now),
        )
        _begin(search, now)
    return search


def kept_as(query: str, *, by: User) -> SavedSearch | None:
    """Return the search in which somebody keeps this query; None when they don't."""
    return SavedSearch.objects.kept().filter(owner=by, query=one_line(query)).first()


def change(
    search: SavedSearch, *, name: str, cadence: str, now: datetime.datetime, query: str | None = None
) -> SavedSearch:
    """Give it another name, cadence or query (None: as it was). Raises InvalidSearch.

    What another query finds today is known, as when a search is kept; what waited to be told and is found still, is
    told. A search that was named by its query is named by the new one. Its feed keeps its address.
    """
    name = _fitting(name)
    if not name:
        raise InvalidSearch("Give the search a name.", field="name")
    with transaction.atomic():
        hold_off_matching()
        search = _locked(search)
        before, had_alerts = search.query, search.has_alerts
        if query is not None and one_line(query) != before:
            search.query = _askable(query, by=search.owner, now=now, but=search)
            search.query_changed_at = now
            name = _fitting(search.query) if name == _fitting(before) else name
        search.name = name
        search.cadence = _cadence(cadence, search.owner) if cadence != search.cadence else cadence
        search.problem = ""
        search.save(update_fields=["name", "query", "query_changed_at", "cadence", "problem"])
        if search.query != before:
            _ask_otherwise(search, before, now, had_alerts=had_alerts)
        if search.has_alerts and not had_alerts:
            _begin(search, now)
    return search


def pause(search: SavedSearch, *, now: datetime.datetime) -> None:
    """Hold its mails back. What comes meanwhile is told when it goes on."""
    SavedSearch.objects.filter(pk=search.pk, paused_at=None).update(paused_at=now)


def resume(search: SavedSearch) -> None:
    SavedSearch.objects.filter(pk=search.pk).update(paused_at=None)


def delete(search: SavedSearch, *, now: datetime.datetime) -> None:
    """Delete it; for DELETED_FOR it can be put back. Its feed and its mails end at once."""
    SavedSearch.objects.filter(pk=search.pk, deleted_at=None).update(deleted_at=now)


def put_back(search: SavedSearch, *, now: datetime.datetime) -> None:
    """Take a deletion back. What came meanwhile is not told."""
    with transaction.atomic():
        hold_off_matching()
        search = _locked(search)
        if search.deleted_at is not None:
            SavedSearch.objects.filter(pk=search.pk).update(deleted_at=None)
            _begin(search, now)


def forget_deleted(*, now: datetime.datetime) -> int:
    """Remove for good what was deleted long ago, and return how many searches. The mails stay in the audit."""
    long_ago = SavedSearch.objects.filter(deleted_at__lt=now - DELETED_FOR)
    forgotten = long_ago.count()
    long_ago.delete()
    return forgotten


def renew_feed(search: SavedSearch) -> SavedSearch:
    """Give its private feed another address; the old one ends at once."""
    search.feed_token = new_feed_token()
    search.save(update_fields=["feed_token"])
    return search


def send_again(mail: AlertMail, *, now: datetime.datetime) -> bool:
    """Try a mail again that was given up, and return whether it was."""
    given_up = AlertMail.objects.filter(pk=mail.pk, state=MailState.GIVEN_UP)
    again = {"state": MailState.RETRYING, "attempts": 0, "next_try_at": now, "claimed_at": None}
    return bool(given_up.update(**again))


def unsubscribe_token(search: SavedSearch) -> str:
    """Return what ends its mails without a login; it opens nothing else."""
    return signing.Signer(salt=_SALT).sign(str(search.pk))


def of_unsubscribe_token(token: str) -> SavedSearch | None:
    """Return the search whose mails the token ends; None when it is none of ours, or the search is no more."""
    try:
        pk = int(signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return SavedSearch.objects.kept().filter(pk=pk).first()


def unsubscribe(search: SavedSearch) -> None:
    """End its mails. Harmless when they have ended."""
    SavedSearch.objects.filter(pk=search.pk).update(cadence=Cadence.OFF)


def _begin(search: SavedSearch, now: datetime.datetime) -> None:
    """Count as known what the search finds of the letters that changed just now, and whatever waits to be told.

    Call it while matching is held off.
    """
    today = timezone.localdate(now)
    SavedSearch.objects.filter(pk=search.pk).update(seen_on=today, problem="")
    search.matches.to_tell().update(known=True)
    changed = list(LetterChange.objects.values_list("letter_id", flat=True))
    found = ask(search.query, search.owner, today=today).among(changed)
    AlertMatch.objects.add([search.pk], found, at=now, known=True)


def _ask_otherwise(search: SavedSearch, before: str, now: datetime.datetime, *, had_alerts: bool) -> None:
    """Begin anew with another query. Call it while matching is held off.

    1. Letters that the new query does not find are forgotten, told or not: should it find one some day, that is news.
    2. What the old query was still to be asked about, it is asked about now: what it owes and the new one finds, is
       told.
    3. Whatever else the new one finds among the letters that changed just now is known.
    """
    today = timezone.localdate(now)
    new = ask(search.query, search.owner, today=today)
    matched = set(search.matches.values_list("letter_id", flat=True))
    search.matches.filter(letter__in=matched - new.among(matched)).delete()
    if not had_alerts:
        return
    changed = list(LetterChange.objects.values_list("letter_id", flat=True))
    owed = _owed(search, before, changed, today)
    found = new.among({*changed, *owed})
    AlertMatch.objects.add([search.pk], found & owed, at=now)
    AlertMatch.objects.add([search.pk], found - owed, at=now, known=True)
    SavedSearch.objects.filter(pk=search.pk).update(seen_on=today)


def _owed(search: SavedSearch, query: str, changed: list[int], today: datetime.date) -> set[int]:
    """Return what this query of the search would be matched with next. One that cannot be asked may be changed too."""
    try:
        with transaction.atomic():
            question = ask(query, search.owner, today=today)
            owed = question.among(changed) - question.found_before(changed)
            if search.seen_on < today:
                owed |= question.found_since(ask(query, search.owner, today=search.seen_on))
            return owed
    except DatabaseError:
        logger.exception("Saved search %s could not be asked before it was changed.", search.pk)
        return set()


def _askable(query: str, *, by: User, now: datetime.datetime, but: SavedSearch | None = None) -> str:
    """Return the query as it is kept. Raises InvalidSearch, also when it is kept already, `but` in this search."""
    query = one_line(query)
    longest = SavedSearch._meta.get_field("query").max_length or 0
    if len(query) > longest:
        raise InvalidSearch(f"A search that is kept may have {longest} characters at most.", field="query")
    if ask(query, by, today=timezone.localdate(now)).query.node is None:
        raise InvalidSearch("Ask for something first: this search says nothing.", field="query")
    same = kept_as(query, by=by)
    if same is not None and same != but:
        raise InvalidSearch(f"You keep this search already, as “{same.name}”.", field="query")
    return query


def _locked(search: SavedSearch) -> SavedSearch:
    return SavedSearch.objects.select_for_update(of=("self",)).select_related("owner").get(pk=search.pk)


def _cadence(cadence: str, owner: User) -> str:
    if cadence not in Cadence.values:
        raise InvalidSearch("Choose how often you want to be told.", field="cadence")
    if cadence != Cadence.OFF and not owner.email:
        raise InvalidSearch(
            "Your account has no e-mail address. Ask an admin to enter one, or use the search’s feed.", field="cadence"
        )
    return cadence


def one_line(text: str) -> str:
    """Return the text on one line, without characters that only steer a display or a header."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _fitting(name: str) -> str:
    return one_line(name)[: SavedSearch._meta.get_field("name").max_length].strip()
