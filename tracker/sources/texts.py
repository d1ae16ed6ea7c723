"""The full texts of actions that lie near a letter: fetched a few at a time, none of them larger than can be read.

Wanted are the texts of what the correspondents' agencies, those below them and the one above, published from a letter's
date to three years after it; the newest letters first. The Federal Register gives a text as a page of HTML with one
`<pre>`; what is kept is what stands in it.
"""

import datetime
import html
import re
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, Q, QuerySet

from tracker.linking.index import index_actions
from tracker.models import Agency, AgencyAction, Feed, Letter, RunState, SyncRun, TextFetch
from tracker.sources import problems
from tracker.sources.fetch import SourceUnavailable
from tracker.sources.polite import Caller, Refused
from tracker.sources.sync import Clock

__all__ = ["fetch_texts", "plain_text", "wanted"]

AT_ONCE = 200
# The longest rules have some five million characters; the first two are more than anybody compares a letter with.
KEPT = 2_000_000
MAX_BYTES = 8 * 1024 * 1024
DAYS_AFTER = 3 * 365
ATTEMPTS = 5
AGAIN_AFTER = datetime.timedelta(hours=20)
_FAILURES_IN_A_ROW = 3
_PRE = re.compile(r"<pre>(.*?)(?:</pre>|\Z)", re.DOTALL | re.IGNORECASE)
_TAGS = re.compile(r"</?(?:html|head|title|body|pre|sup|sub|bullet|a|span|br|p|div)\b[^<>]{0,300}>", re.IGNORECASE)


def plain_text(content: bytes) -> str:
    """Return the words of a text as the Federal Register serves it."""
    text = content.decode("utf-8", errors="replace").replace("\x00", "")
    found = _PRE.search(text)
    return html.unescape(_TAGS.sub("", found[1] if found else text)).strip()


def wanted(*, now: datetime.datetime, limit: int = AT_ONCE) -> list[AgencyAction]:
    """Return the actions whose text is to be fetched next, at most `limit`."""
    found: dict[int, AgencyAction] = {}
    for near in _near_letters():
        for action in near.filter(_missing(now)).only("pk", "raw_text_url")[: limit - len(found)]:
            found[action.pk] = action
        if len(found) >= limit:
            break
    return list(found.values())


def fetch_texts(
    caller: Caller, *, clock: Clock, limit: int = AT_ONCE, chosen: list[AgencyAction] | None = None
) -> tuple[SyncRun, list[int]]:
    """Fetch the texts that are wanted, or those of `chosen`, and return the run and the actions that have theirs now.

    After three failures in a row the source counts as down, and the rest waits for the next time.
    """
    began = clock()
    run = SyncRun.objects.create(
        feed=Feed.TEXTS, state=RunState.RUNNING, asked_at=began, started_at=began, heartbeat_at=began
    )
    had: list[int] = []
    failures = 0
    for action in chosen if chosen is not None else wanted(now=began, limit=limit):
        key = f"text {action.pk}"
        try:
            answer = caller.get(action.raw_text_url, limit=MAX_BYTES, may_cut=True)
        except SourceUnavailable as error:
            refused = isinstance(error, Refused)
            failures = 0 if refused else failures + 1
            _note_attempt(action, now=clock(), refused=refused, sentence=str(error))
            problems.note(Feed.TEXTS, {key: f"The text of action {action.pk} was not had. {error}"}, now=clock())
            run.skipped += 1
            if failures >= _FAILURES_IN_A_ROW:
                run.sentence = f"{error} The texts that are left wait for the next sync."[:500]
                break
            continue
        failures = 0
        text = plain_text(answer.content)
        is_cut = answer.is_cut or len(text) > KEPT
        sentence = f"The text is longer than is kept: its first {KEPT:,} characters are." if is_cut else ""
        if not text:
            sentence = "The address gave no words."
        with transaction.atomic():
            if AgencyAction.objects.filter(pk=action.pk, text="").update(text=text[:KEPT]) and text:
                index_actions([action.pk], now=clock())
        _note_attempt(action, now=clock(), refused=not text, sentence=sentence, is_cut=is_cut)
        problems.solve(Feed.TEXTS, key, now=clock())
        if text:
            had.append(action.pk)
        SyncRun.objects.filter(pk=run.pk).update(heartbeat_at=clock())
    run.added, run.state = len(had), RunState.INCOMPLETE if run.sentence else RunState.FINISHED
    run.heartbeat_at = run.finished_at = clock()
    run.save()
    return run, had


def _near_letters() -> Iterator[QuerySet[AgencyAction]]:
    """Yield, for each letter with a date and an agency, what lies near it; the newest letters first."""
    families: dict[int, set[int]] = {}
    letters = Letter.objects.filter(letter_date__isnull=False).order_by("-letter_date", "-pk")
    for letter in letters.only("pk", "letter_date").iterator(chunk_size=500):
        agencies = {row.agency_id for row in letter.recipients.kept() if row.agency_id is not None}
        agencies |= {row.agency_id for row in letter.signatures.kept() if row.agency_id is not None}
        if not agencies or letter.letter_date is None:
            continue
        family: set[int] = set()
        for pk in agencies:
            if pk not in families:
                agency = Agency.objects.get(pk=pk)
                families[pk] = {*agency.family_ids(), *([agency.parent_id] if agency.parent_id else [])}
            family |= families[pk]
        until = letter.letter_date + datetime.timedelta(days=DAYS_AFTER)
        through = AgencyAction.agencies.through.objects.filter(agency_id__in=family).values("agencyaction_id")
        yield AgencyAction.objects.filter(published_date__range=(letter.letter_date, until), pk__in=through).order_by(
            "published_date", "pk"
        )


def _missing(now: datetime.datetime) -> Q:
    untried = Q(text_fetch__isnull=True)
    again = Q(text_fetch__refused=False, text_fetch__attempts__lt=ATTEMPTS, text_fetch__tried_at__lt=now - AGAIN_AFTER)
    return Q(text="", raw_text_url__gt="") & (untried | again)


def _note_attempt(
    action: AgencyAction, *, now: datetime.datetime, refused: bool, sentence: str, is_cut: bool = False
) -> None:
    fetch, is_new = TextFetch.objects.get_or_create(action=action, defaults={"tried_at": now, "attempts": 1})
    TextFetch.objects.filter(pk=fetch.pk).update(
        attempts=1 if is_new else F("attempts") + 1,
        tried_at=now,
        refused=refused,
        sentence=sentence[:300],
        is_cut=is_cut,
    )
