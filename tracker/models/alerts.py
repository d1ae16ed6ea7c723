"""Searches that people keep, the letters that were matched for them, and the mails that told of these.

A letter is matched once for each search: one row, which says whether it was known when the search was kept, waits to be
told, or is in a mail. A mail is a row before it is sent and stays one afterwards, so that what was sent can be shown.
"""

import datetime
import secrets
from collections.abc import Collection

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.urls import reverse

from tracker.models.letters import Letter

__all__ = ["AlertMail", "AlertMatch", "Cadence", "MailState", "SavedSearch", "new_feed_token"]


def new_feed_token() -> str:
    """Return what nobody guesses: the key of a private feed."""
    return secrets.token_urlsafe(32)


class Cadence(models.TextChoices):
    OFF = "off", "Off"
    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Daily"
    WEEKLY = "weekly", "Weekly"


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def kept(self) -> "SavedSearchQuerySet":
        """Leave out what its owner deleted, which stays for a while and can be put back."""
        return self.filter(deleted_at=None)

    def alerting(self) -> "SavedSearchQuerySet":
        """Keep those for which letters are matched: a pause holds back mails, and nothing is missed by it."""
        return self.kept().filter(owner__is_active=True).exclude(cadence=Cadence.OFF)


class SavedSearch(models.Model):
    """A query that somebody keeps, as they typed it, and how often they want to be told what is new."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=120)
    query = models.CharField(max_length=500)
    order = models.CharField(max_length=12, help_text="In which its results are shown.")
    cadence = models.CharField(max_length=8, choices=Cadence.choices, default=Cadence.OFF)
    paused_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    feed_token = models.CharField(max_length=43, unique=True, default=new_feed_token)
    created_at = models.DateTimeField()
    query_changed_at = models.DateTimeField(null=True, blank=True, help_text="When it was last made to ask otherwise.")
    seen_on = models.DateField(help_text="The day as of which letters were last matched: some fall due as days pass.")
    last_alert_at = models.DateTimeField(null=True, blank=True, help_text="When a mail was last written for it.")
    problem = models.CharField(max_length=300, blank=True, help_text="Why letters may be missing from its alerts.")

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["owner"], condition=models.Q(deleted_at=None), name="saved_search_kept")]
        constraints = [
            models.CheckConstraint(condition=models.Q(cadence__in=Cadence.values), name="saved_search_cadence_known")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved_search", args=[self.pk])

    @property
    def is_named_by_query(self) -> bool:
        """Whether nobody gave it a name: it bears its query, or the beginning of a long one."""
        return self.query.startswith(self.name)

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def has_alerts(self) -> bool:
        return self.cadence != Cadence.OFF


class MailState(models.TextChoices):
    WAITING = "waiting", "Waiting to be sent"
    RETRYING = "retrying", "Failed, will be tried again"
    SENT = "sent", "Sent"
    GIVEN_UP = "given_up", "Given up"
    DROPPED = "dropped", "Not sent any more"


class AlertMailQuerySet(models.QuerySet["AlertMail"]):
    def open(self) -> "AlertMailQuerySet":
        return self.filter(state__in=[MailState.WAITING, MailState.RETRYING])

    def due(self, *, now: datetime.datetime, lease: datetime.timedelta) -> "AlertMailQuerySet":
        """Keep what is to be sent now; what a lost worker had taken is due again when its lease has run out."""
        free = models.Q(claimed_at=None) | models.Q(claimed_at__lt=now - lease)
        return self.open().filter(free, next_try_at__lte=now)


class AlertMail(models.Model):
    """One mail about one saved search: to whom, of which letters, how often it was tried and how it ended.

    It keeps the name of its search and outlives it. `text` is what was sent last.
    """

    search = models.ForeignKey(SavedSearch, null=True, on_delete=models.SET_NULL, related_name="mails")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120)
    to = models.CharField(max_length=254, blank=True)
    message_id = models.CharField(max_length=200, unique=True, help_text="The same at every try.")
    letters = ArrayField(models.BigIntegerField(), default=list, help_text="Numbers of the letters that it tells of.")
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=400, blank=True, help_text="What went wrong at the last try.")

    objects = AlertMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(state__in=[MailState.WAITING, MailState.RETRYING]),
                name="alert_mail_open",
            ),
            models.Index(fields=["-created_at", "-id"], name="alert_mail_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=MailState.values), name="alert_mail_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False), name="alert_mail_sent_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.created_at:%Y-%m-%d %H:%M}"


class AlertMatchQuerySet(models.QuerySet["AlertMatch"]):
    def to_tell(self) -> "AlertMatchQuerySet":
        """Keep what no mail tells of yet."""
        return self.filter(mail=None, known=False)

    def add(
        self, searches: Collection[int], letters: Collection[int], *, at: datetime.datetime, known: bool = False
    ) -> None:
        """Match each of these letters with each of these searches, where it has not been matched before."""
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into tracker_alertmatch (search_id, letter_id, matched_at, known)"
                " select search, letter, %s, %s"
                " from unnest(%s::bigint[]) as search, unnest(%s::bigint[]) as letter on conflict do nothing",
                [at, known, sorted(searches), sorted(letters)],
            )


class AlertMatch(models.Model):
    """A letter that a saved search found when the letter was new or changed."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="matches", db_index=False)
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="+")
    matched_at = models.DateTimeField()
    known = models.BooleanField(
        default=False, help_text="It was found before the search was kept, or asked so: never told."
    )
    mail = models.ForeignKey(AlertMail, null=True, on_delete=models.PROTECT, related_name="matches")

    objects = AlertMatchQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "letter"], name="alert_match_once")]
        indexes = [
            models.Index(
                fields=["search", "matched_at"],
                condition=models.Q(mail=None, known=False),
                name="alert_match_to_tell",
            )
        ]

    def __str__(self) -> str:
        return f"Letter {self.letter_id} for saved search {self.search_id}"
