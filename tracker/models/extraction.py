"""The ledger of reading: one row a run. It, not the broker, says what is due."""

from django.db import models

from tracker.models.letters import Letter

__all__ = ["Extraction", "Outcome"]


class Outcome(models.TextChoices):
    WAITING = "waiting", "Waiting for a worker"
    RUNNING = "running", "Running"
    READ = "read", "Read"
    UNREADABLE = "unreadable", "Could not be read"
    FAILED = "failed", "Failed"


class Extraction(models.Model):
    """One run over one file. At most one row a letter is open (waiting or running).

    A worker claims a row by a conditional UPDATE that also raises `attempt`; it may record only while the row still
    bears its attempt. While it works it moves `heartbeat_at`. A running row whose heartbeat is old is claimable again.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="extractions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    attempt = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=120, blank=True, help_text="Host and process that claimed it.")
    reader_version = models.CharField(max_length=40, blank=True)
    queued_at = models.DateTimeField()
    rung_at = models.DateTimeField(help_text="When the broker was last told of it.")
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=20, blank=True)
    problem_sentence = models.CharField(max_length=400, blank=True)
    stats = models.JSONField(default=dict, blank=True, help_text="Seconds for each step, pages, peak memory.")

    class Meta:
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter"], condition=models.Q(outcome__in=["waiting", "running"]), name="extraction_one_open"
            ),
        ]
        indexes = [
            models.Index(
                fields=["outcome", "heartbeat_at"],
                condition=models.Q(outcome__in=["waiting", "running"]),
                name="extraction_open",
            ),
        ]

    def __str__(self) -> str:
        return f"Extraction {self.pk} of letter {self.letter_id}: {self.outcome}"
