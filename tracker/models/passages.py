"""What was read from a letter, row by row, each with its words, its place, and what a person said of it."""

from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Upper

from tracker.models.agencies import Agency, Official
from tracker.models.letters import Letter
from tracker.models.people import Member, Term
from tracker.reading import rows
from tracker.resolving import records

__all__ = [
    "Answer",
    "Citation",
    "Deadline",
    "ExtractedRow",
    "InformationRequest",
    "LetterFact",
    "Quotation",
    "Recipient",
    "Resolution",
    "ReviewState",
    "Signature",
    "plain_text",
]


class ReviewState(models.TextChoices):
    EXTRACTED = "extracted", "Read by machine"
    CONFIRMED = "confirmed", "Confirmed"
    CORRECTED = "corrected", "Corrected"
    ENTERED = "entered", "Entered by hand"
    DISMISSED = "dismissed", "Dismissed"


class Resolution(models.TextChoices):
    RESOLVED = records.ResolutionState.RESOLVED.value, "Resolved"
    AMBIGUOUS = records.ResolutionState.AMBIGUOUS.value, "Ambiguous"
    UNMATCHED = records.ResolutionState.UNMATCHED.value, "Unmatched"


Row = TypeVar("Row", bound="ExtractedRow")


class RowQuerySet(models.QuerySet[Row]):
    def kept(self) -> "RowQuerySet[Row]":
        """Leave out what a person dismissed."""
        return self.exclude(review_state=ReviewState.DISMISSED)

    def by_person(self) -> "RowQuerySet[Row]":
        """Keep the rows that a person has confirmed, corrected, entered or dismissed."""
        return self.exclude(review_state=ReviewState.EXTRACTED)


class ExtractedRow(models.Model):
    """What all rows share. `start` and `end` are offsets into the letter's transcript; empty for what was entered."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="%(class)s_rows")
    order = models.PositiveIntegerField(default=0)
    text = models.TextField(help_text="As written.")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True, help_text="Page on which it begins.")
    rule = models.CharField(max_length=80, blank=True, help_text="The rule that found it.")
    confidence = models.FloatField(default=1.0)
    review_state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.EXTRACTED)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    as_read = models.JSONField(
        default=dict, blank=True, help_text="What the machine had read, where a person corrected it."
    )

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_by_person(self) -> bool:
        return self.review_state != ReviewState.EXTRACTED

    @property
    def is_dismissed(self) -> bool:
        return self.review_state == ReviewState.DISMISSED


def plain_text() -> Func:
    """Return the expression for a row's words with capitals and figures alone, as reading.letter_numbers has them."""
    return Func(
        Upper("text"),
        Value("[^A-Z0-9]"),
        Value(""),
        Value("g"),
        function="regexp_replace",
        output_field=models.TextField(),
    )


class LetterFact(ExtractedRow):
    """A single fact about the letter: its date, subject, salutation, a stamp, a mention of an earlier letter."""

    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in rows.FactKind])
    date = models.DateField(null=True, blank=True)

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="facts")

    class Meta(ExtractedRow.Meta):
        indexes = [
            # By these two a letter that comes in finds the later ones that name its date, or bear its number.
            models.Index(fields=["date"], condition=models.Q(kind="earlier_letter"), name="fact_earlier_letter_date"),
            models.Index(
                plain_text(),
                condition=models.Q(kind__in=["reference", "other_reference"]),
                name="fact_reference_number",
            ),
        ]


class Recipient(ExtractedRow):
    """One addressee."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="recipients")
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    organization = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=400, blank=True)
    acting = models.BooleanField(default=False)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.SET_NULL, related_name="recipients")
    official = models.ForeignKey(Official, null=True, blank=True, on_delete=models.SET_NULL, related_name="recipients")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="received")
    resolution = models.CharField(max_length=10, choices=Resolution.choices, default=Resolution.UNMATCHED)
    resolution_why = models.CharField(max_length=300, blank=True)
    candidates = models.JSONField(default=list, blank=True)


class Signature(ExtractedRow):
    """One signature."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="signatures")
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="signatures")
    term = models.ForeignKey(Term, null=True, blank=True, on_delete=models.SET_NULL, related_name="signatures")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.SET_NULL, related_name="signatures")
    resolution = models.CharField(max_length=10, choices=Resolution.choices, default=Resolution.UNMATCHED)
    resolution_why = models.CharField(max_length=300, blank=True)
    candidates = models.JSONField(default=list, blank=True)


class Quotation(ExtractedRow):
    """A passage that the letter quotes, and who is said to have said it."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="quotations")
    kind = models.CharField(
        max_length=16, choices=[(kind.value, kind.value.replace("_", " ")) for kind in rows.QuotationKind]
    )
    speaker = models.CharField(max_length=300, blank=True)
    speaker_rule = models.CharField(max_length=80, blank=True)
    cue = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=400, blank=True)
    nested_in = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="nested")

    @property
    def is_spoken(self) -> bool:
        """Whether it gives somebody's words, and is not a defined term, a title or a scare quote."""
        return self.kind in (rows.QuotationKind.QUOTATION, rows.QuotationKind.BLOCK)


class Deadline(ExtractedRow):
    """A time limit as written, and as a date."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="deadlines")
    date = models.DateField(null=True, blank=True, db_index=True)
    reckoning = models.CharField(max_length=200, blank=True)


class Answer(models.TextChoices):
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    PARTLY = "partly", "Answered in part"
    REFUSED = "refused", "Refused"


class InformationRequest(ExtractedRow):
    """One ask, with its own deadline and its own answer."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in rows.RequestKind])
    number = models.CharField(max_length=12, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts")
    deadline = models.ForeignKey(Deadline, null=True, blank=True, on_delete=models.SET_NULL, related_name="requests")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)

    @property
    def is_open(self) -> bool:
        return self.answer in (Answer.OPEN, Answer.PARTLY)


class Citation(ExtractedRow):
    """A law, rule, docket, bill or case that the letter cites."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="citations")
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.value.replace("_", " ")) for kind in rows.CitationKind]
    )
    normalized = models.CharField(max_length=200, db_index=True)
