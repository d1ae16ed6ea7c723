"""Members of Congress and their committees, dated, so that a name is resolved as of the letter's date."""

import datetime

from django.db import models

__all__ = ["Chamber", "Committee", "CommitteeSeat", "Member", "Term"]


class Chamber(models.TextChoices):
    SENATE = "senate", "Senate"
    HOUSE = "house", "House of Representatives"


class Member(models.Model):
    """A member of Congress, past or present, keyed by Bioguide ID."""

    bioguide = models.CharField(max_length=7, primary_key=True)
    first = models.CharField(max_length=80)
    middle = models.CharField(max_length=80, blank=True)
    last = models.CharField(max_length=80)
    suffix = models.CharField(max_length=20, blank=True)
    nickname = models.CharField(max_length=80, blank=True)
    official_full = models.CharField(max_length=160, blank=True)
    folded_surname = models.CharField(max_length=80, db_index=True, help_text="Lower case, without accents or marks.")

    class Meta:
        ordering = ["last", "first"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        built = " ".join(part for part in (self.first, self.middle, self.last) if part)
        return self.official_full or (f"{built}, {self.suffix}" if self.suffix else built)

    def term_on(self, date: datetime.date) -> "Term | None":
        """Return the term that runs on `date`, or None. Uses prefetched terms when there are any."""
        return next((term for term in self.terms.all() if term.start <= date <= term.end), None)


class Term(models.Model):
    """A term of office; `end` is its last day."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="terms")
    chamber = models.CharField(max_length=6, choices=Chamber.choices)
    state = models.CharField(max_length=2)
    district = models.PositiveSmallIntegerField(null=True, blank=True)
    party = models.CharField(max_length=2)
    start = models.DateField()
    end = models.DateField()

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["member", "chamber", "start"], name="term_unique"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="term_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.chamber} {self.state} {self.start}–{self.end}"

    @property
    def label(self) -> str:
        """The way the archive writes it: "R–OK"."""
        return f"{self.party}–{self.state}"


class Committee(models.Model):
    """A committee, keyed by upstream's THOMAS ID."""

    code = models.CharField(max_length=8, primary_key=True)
    name = models.CharField(max_length=200)
    chamber = models.CharField(max_length=6, choices=Chamber.choices, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="subcommittees")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CommitteeSeat(models.Model):
    """A seat on a committee as upstream listed it on `as_of`."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="seats")
    title = models.CharField(max_length=80, blank=True)
    as_of = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "member", "as_of"], name="committee_seat_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.committee_id}"
