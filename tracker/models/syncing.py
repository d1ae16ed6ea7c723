"""The ledger of what was taken from outside: runs, the spans of days in them, problems, and texts that are wanted.

A day counts as had when a window over it is done that asked for everything; `tracker.sources.synced` reckons from that
how far the archive has looked.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from tracker.models.actions import AgencyAction

__all__ = ["Feed", "RunState", "SourceAnswer", "SyncProblem", "SyncRun", "SyncWindow", "TextFetch", "WindowState"]


class Feed(models.TextChoices):
    DOCUMENTS = "documents", "Published documents"
    INSPECTION = "inspection", "Public inspection"
    FILE = "file", "File"
    TEXTS = "texts", "Full texts"


class RunState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    FINISHED = "finished", "Finished"
    INCOMPLETE = "incomplete", "Incomplete"
    BROKEN_OFF = "broken_off", "Broken off"


class WindowState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Counted(models.Model):
    """What was done with the records that came."""

    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class SyncRun(Counted):
    """One time that a source was asked. Runs are kept; what a broken one left undone, the next takes up."""

    feed = models.CharField(max_length=12, choices=Feed.choices)
    name = models.CharField(max_length=600, blank=True, help_text="Of a file: its path or address.")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    agency = models.CharField(max_length=200, blank=True, help_text="Only this agency, by its slug.")
    kinds = ArrayField(models.CharField(max_length=24), default=list, blank=True, help_text="Only these kinds.")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    sentence = models.CharField(max_length=500, blank=True, help_text="What a person should know of how it ended.")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["feed", "-asked_at"], name="sync_run_feed")]

    def __str__(self) -> str:
        return f"{self.get_feed_display()}, asked {self.asked_at:%Y-%m-%d %H:%M}"


class SyncWindow(Counted):
    """A span of publication days, both ends included, that a run asks for: the unit in which it goes on."""

    run = models.ForeignKey(SyncRun, on_delete=models.CASCADE, related_name="windows")
    start = models.DateField()
    end = models.DateField()
    state = models.CharField(max_length=8, choices=WindowState.choices, default=WindowState.WAITING)
    expected = models.PositiveIntegerField(null=True, blank=True, help_text="How many documents the source counts.")
    done_at = models.DateTimeField(null=True, blank=True)
    sentence = models.CharField(max_length=500, blank=True, help_text="Why it failed.")

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="sync_window_forward"),
        ]
        indexes = [models.Index(fields=["state", "start"], name="sync_window_state")]

    def __str__(self) -> str:
        return f"{self.start} to {self.end}: {self.state}"


class SyncProblem(models.Model):
    """Something that went wrong at a source, once however often it is met. Empty `solved_at`: it still stands."""

    feed = models.CharField(max_length=12, choices=Feed.choices)
    key = models.CharField(max_length=200, help_text="What it is about: a document, a window, an agency.")
    sentence = models.CharField(max_length=500)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    solved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-last_seen_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="sync_problem_unique")]

    def __str__(self) -> str:
        return self.sentence


class SourceAnswer(models.Model):
    """What a source said of an answer that was stored whole, so that it need not send it again when nothing changed."""

    address = models.CharField(max_length=64, primary_key=True, help_text="SHA-256 of the address.")
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    count = models.PositiveIntegerField(default=0, help_text="How many documents the source counted.")
    results = models.PositiveIntegerField(default=0, help_text="How many of them the answer held.")
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.address[:12]


class TextFetch(models.Model):
    """An attempt to have an action's full text. With `refused`, it is not tried again."""

    action = models.OneToOneField(AgencyAction, on_delete=models.CASCADE, primary_key=True, related_name="text_fetch")
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField()
    is_cut = models.BooleanField(default=False, help_text="The text is longer than what is kept.")
    refused = models.BooleanField(default=False)
    sentence = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "text fetches"

    def __str__(self) -> str:
        return f"Text of action {self.action_id}"
