"""A letter, the file it came in, its pages, and the log of what was done with it."""

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from tracker.models.accounts import Viewer, may_see_drafts
from tracker.models.boxes import boxes_of_words
from tracker.reading.layout import Box
from tracker.reading.rows import Direction as ReadingDirection

if TYPE_CHECKING:
    from tracker.models.passages import InformationRequest, Quotation

__all__ = [
    "Direction",
    "EventKind",
    "Footnote",
    "Letter",
    "LetterEvent",
    "LetterFile",
    "LetterPage",
    "LetterQuerySet",
    "LetterTranscript",
    "Publication",
    "ReadingState",
    "stored_file_path",
]


class Direction(models.TextChoices):
    TO_AGENCY = ReadingDirection.TO_AGENCY.value, "Congress to agency"
    TO_CONGRESS = ReadingDirection.TO_CONGRESS.value, "Agency to Congress"
    OTHER = ReadingDirection.OTHER.value, "Other"


class Publication(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ReadingState(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    READ = "read", "Read"
    NEEDS_PERSON = "needs_person", "Needs a person"


def stored_file_path(instance: "LetterFile", _filename: str) -> str:
    """Return the path under which a file's bytes are kept: by SHA-256, two levels deep."""
    return f"originals/{instance.sha256[:2]}/{instance.sha256}.pdf"


class LetterFile(models.Model):
    """The bytes as they came, under their SHA-256; never changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to=stored_file_path, max_length=200)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    original_name = models.CharField(max_length=255, blank=True)
    source_url = models.URLField(max_length=1000, blank=True, help_text="Where the file was published.")
    received_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    original = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="copies",
        help_text="For a redacted or re-scanned copy: the file it was made from.",
    )

    def __str__(self) -> str:
        return self.original_name or self.sha256[:12]


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, viewer: Viewer) -> "LetterQuerySet":
        """Keep what this viewer may see: the one visibility predicate behind every page, count and file."""
        if may_see_drafts(viewer):
            return self
        return self.filter(publication=Publication.PUBLISHED)

    def for_list(self) -> "LetterQuerySet":
        """Fetch, in a fixed number of queries, what a list row shows."""
        return self.prefetch_related("recipients__agency", "signatures__member", "signatures__term")


class Letter(models.Model):
    """One piece of correspondence, in either direction. Its number (the primary key) is permanent."""

    file = models.OneToOneField(LetterFile, on_delete=models.PROTECT, related_name="letter")
    publication = models.CharField(max_length=10, choices=Publication.choices, default=Publication.DRAFT)
    reading_state = models.CharField(max_length=12, choices=ReadingState.choices, default=ReadingState.WAITING)
    problem = models.CharField(max_length=20, blank=True, help_text="Code of what keeps it from being read.")
    problem_sentence = models.CharField(max_length=400, blank=True, help_text="What a person can do about it.")

    direction = models.CharField(max_length=12, choices=Direction.choices, default=Direction.TO_AGENCY)
    title = models.CharField(max_length=300, blank=True, help_text="The heading under which the letter is listed.")
    title_entered = models.BooleanField(default=False, help_text="A person wrote the title; reading keeps it.")
    letter_date = models.DateField(null=True, blank=True, help_text="The date that the letter bears.")
    publish_when_read = models.BooleanField(
        default=False, help_text="Publish this letter as soon as it is read, without waiting for a person."
    )
    is_reconstruction = models.BooleanField(
        default=False, help_text="Set by this project from public facts, for demonstration; not the original document."
    )
    notes = models.JSONField(default=list, blank=True, help_text="What the reader was unsure of, in sentences.")

    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(help_text="When anything that a reader sees last changed.")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-letter_date", "-pk"]
        indexes = [
            models.Index(fields=["publication", "-letter_date"], name="letter_published_date"),
            models.Index(fields=["reading_state"], name="letter_reading_state"),
            models.Index(fields=["letter_date"], name="letter_date"),
            models.Index(
                fields=["-published_at", "-id"],
                condition=models.Q(publication="published"),
                name="letter_newest_published",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(publication="published") | models.Q(published_at__isnull=False),
                name="letter_published_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Letter {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.publication == Publication.PUBLISHED

    @property
    def is_read(self) -> bool:
        return self.reading_state == ReadingState.READ

    @property
    def spoken_quotations(self) -> "list[Quotation]":
        """The passages that give somebody's words, without those that a person dismissed. Uses what is prefetched."""
        return [row for row in self.quotations.all() if row.is_spoken and not row.is_dismissed]

    @property
    def open_requests(self) -> "list[InformationRequest]":
        """The asks to which no answer is known, without those that a person dismissed. Uses what is prefetched."""
        return [row for row in self.requests.all() if row.is_open and not row.is_dismissed]

    @property
    def next_deadline(self) -> datetime.date | None:
        """The earliest date by which something still open was asked for, past or to come; None when there is none.

        A time limit that no ask points to ("Please respond by May 1") holds for the letter as a whole, as long as
        anything that it asks is open.
        """
        asked = self.open_requests
        if not asked:
            return None
        own = {row.deadline_id for row in self.requests.all() if row.deadline_id}
        wanted = {row.deadline_id for row in asked}
        dates = [
            row.date
            for row in self.deadlines.all()
            if row.date and not row.is_dismissed and (row.pk in wanted or row.pk not in own)
        ]
        return min(dates, default=None)

    @property
    def is_replied_to(self) -> bool:
        """Whether a person confirmed that a letter, published or not, answers this one. Uses what is prefetched."""
        return any(link.is_confirmed_reply for link in self.later_links.all())

    def is_overdue_on(self, date: datetime.date) -> bool:
        """Return whether, on `date`, something was asked for by an earlier day, and no confirmed reply answers it.

        `status:overdue` means the same, except that a reply that is a draft answers nothing for the public.
        """
        deadline = self.next_deadline
        return deadline is not None and deadline < date and not self.is_replied_to

    @property
    def is_overdue(self) -> bool:
        """Whether something was asked for by a day before today, and no confirmed reply answers it."""
        return self.is_overdue_on(timezone.localdate())


class LetterTranscript(models.Model):
    """The letter as one string (tracker.reading.transcript), kept apart so that lists never fetch it.

    `lines` is a list of [start, end, page, zone, block].
    """

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, primary_key=True, related_name="transcript")
    text = models.TextField()
    lines = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"Transcript of letter {self.letter_id}"


class LetterPage(models.Model):
    """A page: its size in points, its picture, and its words with their boxes.

    `words` is a list of [start, end, x0, y0, x1, y1, confidence]: offsets into the transcript's text, points from the
    page's top left corner.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(help_text="From 1.")
    width = models.FloatField(help_text="Points.")
    height = models.FloatField(help_text="Points.")
    engine = models.CharField(max_length=12, help_text="Who read it: text layer or ocr.")
    confidence = models.FloatField(help_text="Mean confidence of its words, 0 to 1.")
    note = models.CharField(max_length=300, blank=True)
    words = models.JSONField(default=list)
    image = models.FileField(max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="letter_page_unique")]

    def __str__(self) -> str:
        return f"Letter {self.letter_id}, page {self.number}"

    def boxes(self, start: int | None, end: int | None) -> list[Box]:
        """Return one box for each line of this page that the transcript's characters `start` to `end` touch.

        An empty list when none stands on this page, or when the row has no place (entered by hand).
        """
        if start is None or end is None:
            return []
        return boxes_of_words(self.words, start, end)


class Footnote(models.Model):
    """A note at the foot of a page, as the last reading found it.

    `start` and `end` are offsets of its words, without the mark before them, into the letter's transcript; `mark_start`
    and `mark_end` are where the mark stands in the letter's text, empty when it was not found there.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="footnotes")
    order = models.PositiveIntegerField(default=0)
    mark = models.CharField(max_length=8, help_text="As printed, not raised: a figure or a sign.")
    text = models.TextField(help_text="As written, without its mark.")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    page = models.PositiveIntegerField(help_text="Page on which it begins.")
    mark_start = models.PositiveIntegerField(null=True, blank=True)
    mark_end = models.PositiveIntegerField(null=True, blank=True)
    mark_page = models.PositiveIntegerField(null=True, blank=True, help_text="Page on which its mark stands.")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["letter", "order"], name="footnote_order_unique")]

    def __str__(self) -> str:
        return f"{self.mark} {self.text[:60]}"


class EventKind(models.TextChoices):
    RECEIVED = "received", "Received"
    SEEN_AGAIN = "seen_again", "Uploaded again"
    READ = "read", "Read"
    UNREADABLE = "unreadable", "Could not be read"
    REREAD_ASKED = "reread_asked", "Asked to be read again"
    ROW_CONFIRMED = "row_confirmed", "Confirmed"
    ROW_CORRECTED = "row_corrected", "Corrected"
    ROW_DISMISSED = "row_dismissed", "Dismissed"
    ROW_RESTORED = "row_restored", "Restored"
    ROW_ENTERED = "row_entered", "Entered by hand"
    TITLE_SET = "title_set", "Title written"
    LINK_CONFIRMED = "link_confirmed", "Link accepted"
    LINK_REJECTED = "link_rejected", "Link rejected"
    LINK_UNDECIDED = "link_undecided", "Link looked at, left open"
    LINK_REOPENED = "link_reopened", "Link open again"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class LetterEvent(models.Model):
    """Who did what to a letter, and when. Rows are only added."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=16, choices=EventKind.choices)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"

    @classmethod
    def log(
        cls, letter: Letter, kind: EventKind, *, at: datetime.datetime, actor: Viewer | None = None, message: str = ""
    ) -> "LetterEvent":
        """Add a row to the log. An anonymous actor is stored as none."""
        person = actor if actor is not None and actor.is_authenticated else None
        return cls.objects.create(letter=letter, kind=kind, at=at, actor=person, message=message[:500])
