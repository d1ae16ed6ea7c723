"""What agencies did, and how letters and actions are linked: with reasons, never with a word for cause."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from tracker.models.agencies import Agency
from tracker.models.letters import Letter

__all__ = [
    "ActionEvent",
    "ActionEventKind",
    "ActionKind",
    "ActionLink",
    "ActionVersion",
    "AgencyAction",
    "Coverage",
    "CoveragePassage",
    "LetterLink",
    "LetterRelation",
    "LinkSearch",
    "LinkState",
    "Relation",
]


class ActionKind(models.TextChoices):
    RULE = "rule", "Rule"
    PROPOSED_RULE = "proposed_rule", "Proposed rule"
    NOTICE = "notice", "Notice"
    PRESIDENTIAL_DOCUMENT = "presidential_document", "Presidential document"
    ENTITY_LISTING = "entity_listing", "Entity listing"
    PRESS_RELEASE = "press_release", "Press release"
    TESTIMONY = "testimony", "Testimony"
    GUIDANCE = "guidance", "Guidance"
    COURT_FILING = "court_filing", "Court filing"
    ENFORCEMENT = "enforcement", "Enforcement"
    OTHER = "other", "Other"


class ActionManager(models.Manager["AgencyAction"]):
    """Leaves out what was withdrawn, so that no page shows it and no search finds it."""

    def get_queryset(self) -> models.QuerySet["AgencyAction"]:
        return super().get_queryset().filter(withdrawn_at__isnull=True)


class AgencyAction(models.Model):
    """A rule, proposed rule, notice, order or announcement, with where it can be read."""

    kind = models.CharField(max_length=24, choices=ActionKind.choices)
    source = models.CharField(max_length=40, default="Federal Register", help_text="Where this record comes from.")
    document_number = models.CharField(max_length=40, null=True, blank=True, unique=True)
    citation = models.CharField(max_length=40, blank=True, db_index=True, help_text="As in 85 FR 36719.")
    end_page = models.PositiveIntegerField(
        null=True, blank=True, help_text="The last page; the citation has the first."
    )
    subtype = models.CharField(max_length=60, blank=True, help_text="Of a presidential document: Executive Order.")
    order_number = models.CharField(max_length=20, blank=True, help_text="Of a presidential document: 14028.")
    title = models.TextField()
    action_text = models.CharField(max_length=300, blank=True, help_text="The agency's own words: Interim final rule.")
    abstract = models.TextField(blank=True)
    text = models.TextField(blank=True, help_text="Full text, where it was had.")
    rins = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    dockets = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    cfr_parts = ArrayField(models.CharField(max_length=40), default=list, blank=True, help_text="As in 15 CFR 744.")
    signed_date = models.DateField(null=True, blank=True, help_text="When a presidential document was signed.")
    filed_date = models.DateField(null=True, blank=True, help_text="When it was put up for public inspection.")
    published_date = models.DateField(null=True, blank=True, db_index=True)
    effective_date = models.DateField(null=True, blank=True)
    comments_close_date = models.DateField(null=True, blank=True)
    corrects = models.CharField(
        max_length=40, blank=True, db_index=True, help_text="Document number of what it corrects."
    )
    corrected_by = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, help_text="Document numbers of its corrections."
    )
    awaits_publication = models.BooleanField(
        default=False, help_text="It was on public inspection, and has not been seen in print."
    )
    agencies = models.ManyToManyField(Agency, related_name="actions", blank=True)
    html_url = models.URLField(max_length=600, blank=True)
    pdf_url = models.URLField(max_length=600, blank=True)
    raw_text_url = models.URLField(max_length=600, blank=True, help_text="Where the full text can be had.")
    synced_at = models.DateTimeField(help_text="When this record was last taken from its source.")
    own_key = models.CharField(
        max_length=600,
        null=True,
        blank=True,
        unique=True,
        help_text="For what was entered by hand or from a table: its key there, or else its address.",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="Shown and linked no more since then.")

    everything = models.Manager["AgencyAction"]()
    objects = ActionManager()

    class Meta:
        ordering = ["-published_date", "-pk"]
        default_manager_name = "objects"
        indexes = [
            models.Index(fields=["kind", "-published_date"], name="action_kind_published"),
            models.Index(
                models.F("published_date").desc(nulls_last=True), models.F("id").desc(), name="action_newest_first"
            ),
            GinIndex(fields=["rins"], name="action_rins"),
            GinIndex(fields=["dockets"], name="action_dockets"),
            GinIndex(fields=["cfr_parts"], name="action_cfr_parts"),
        ]

    def __str__(self) -> str:
        return self.title[:120]

    def get_absolute_url(self) -> str:
        return reverse("action", args=[self.pk])

    @property
    def kind_label(self) -> str:
        """What it is in a reader's words: “Interim final rule”, “Proclamation”, “Correction of a notice”."""
        label = str(self.get_kind_display())
        if self.kind == ActionKind.RULE and "interim" in self.action_text.lower():
            label = "Interim final rule"
        elif self.kind == ActionKind.PRESIDENTIAL_DOCUMENT and self.subtype:
            label = self.subtype
        return f"Correction of {_article(label)} {label.lower()}" if self.corrects else label

    @property
    def pages(self) -> str:
        """The pages that it takes, as they are cited: “85 FR 36719–36720”."""
        first = self.citation.rsplit(" ", 1)[-1]
        if not first.isdigit() or not self.end_page or self.end_page <= int(first):
            return self.citation
        return f"{self.citation}–{self.end_page}"

    def original(self) -> "AgencyAction":
        """Return what this action corrects, through corrections of corrections to the first; itself if nothing."""
        action, seen = self, {self.document_number}
        while action.corrects and action.corrects not in seen:
            seen.add(action.corrects)
            earlier = AgencyAction.objects.filter(document_number=action.corrects).first()
            if earlier is None:
                break
            action = earlier
        return action


def _article(label: str) -> str:
    return "an" if label[:1].lower() in "aeio" else "a"


class ActionVersion(models.Model):
    """What a record said before its source said something else. `before` has only the fields that changed."""

    action = models.ForeignKey(AgencyAction, on_delete=models.CASCADE, related_name="versions")
    seen_at = models.DateTimeField(help_text="When the change was seen; it held until then.")
    source = models.CharField(max_length=40, help_text="Who said something else.")
    before = models.JSONField(help_text="Field: what it was. Dates as 2020-06-18, agencies by their slugs.")

    class Meta:
        ordering = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return f"Action {self.action_id} before {self.seen_at:%Y-%m-%d}"


class ActionEventKind(models.TextChoices):
    ENTERED = "entered", "Entered"
    CORRECTED = "corrected", "Corrected"
    WITHDRAWN = "withdrawn", "Withdrawn"
    RESTORED = "restored", "Restored"


class ActionEvent(models.Model):
    """Who entered or changed an action by hand or from a table, and when. Rows are only added."""

    action = models.ForeignKey(AgencyAction, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=ActionEventKind.choices)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    message = models.CharField(max_length=500, blank=True, help_text="Why, or from which file.")
    before = models.JSONField(default=dict, blank=True, help_text="The values that were replaced, by field.")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class Relation(models.TextChoices):
    ANSWERS = "answers", "Answers the letter"
    CITES = "cites", "Cites the letter"
    CITED = "cited", "Cited by the letter"
    SAME_DOCKET = "same_docket", "Same docket"
    SAME_SUBJECT = "same_subject", "Same subject"
    BACKGROUND = "background", "Background"


class LinkState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    UNDECIDED = "undecided", "Left open"  # a person looked, and said why it cannot be decided yet
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Rejected"


class Decided(models.Model):
    """What a proposal and a person's decision about it share."""

    state = models.CharField(max_length=10, choices=LinkState.choices, default=LinkState.PROPOSED)
    score = models.FloatField(default=0)
    evidence = models.JSONField(
        default=list,
        blank=True,
        help_text="Items: kind, points, sentence, letter_span, letter_words, other_field, other_words.",
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was accepted, rejected or left open.")

    class Meta:
        abstract = True


class ActionLink(Decided):
    """A letter and an agency action. `relation` says how they belong together, `evidence` why."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="action_links")
    action = models.ForeignKey(AgencyAction, on_delete=models.CASCADE, related_name="letter_links")
    relation = models.CharField(max_length=14, choices=Relation.choices)

    class Meta:
        ordering = ["-score"]
        indexes = [models.Index(fields=["state", "-score", "-id"], name="action_link_queue")]
        constraints = [models.UniqueConstraint(fields=["letter", "action"], name="action_link_unique")]

    def __str__(self) -> str:
        return f"Letter {self.letter_id} – action {self.action_id}: {self.relation}"


class LetterRelation(models.TextChoices):
    REPLIES_TO = "replies_to", "Replies to"
    FOLLOWS_UP = "follows_up", "Follows up"


class LetterLink(Decided):
    """A letter and the earlier one that it answers or follows up. A reply may answer several."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="earlier_links")
    earlier = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="later_links")
    relation = models.CharField(max_length=10, choices=LetterRelation.choices)

    class Meta:
        ordering = ["-score"]
        indexes = [models.Index(fields=["state", "-score", "-id"], name="letter_link_queue")]
        constraints = [
            models.UniqueConstraint(fields=["letter", "earlier"], name="letter_link_unique"),
            models.CheckConstraint(condition=~models.Q(letter=models.F("earlier")), name="letter_link_not_itself"),
        ]

    def __str__(self) -> str:
        return f"Letter {self.letter_id} {self.relation} letter {self.earlier_id}"

    @property
    def is_confirmed_reply(self) -> bool:
        """Whether a person confirmed that the letter answers the earlier one."""
        return self.relation == LetterRelation.REPLIES_TO and self.state == LinkState.CONFIRMED


class LinkSearch(models.Model):
    """When a letter was last searched wholly. How far, `tracker.linking.searched` reckons when it is asked."""

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, primary_key=True, related_name="link_search")
    searched_at = models.DateTimeField()
    best_score = models.FloatField(default=0)

    def __str__(self) -> str:
        return f"Searched for letter {self.letter_id} on {self.searched_at:%Y-%m-%d}"


class Coverage(models.Model):
    """A press article that quotes a letter."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="coverage")
    publication = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=1000, blank=True)
    published_date = models.DateField(null=True, blank=True)
    published_text = models.CharField(max_length=40, blank=True, help_text="When only this is known: May 2020.")

    class Meta:
        ordering = ["published_date", "pk"]
        verbose_name_plural = "coverage"

    def __str__(self) -> str:
        return f"{self.publication}: {self.title}"


class CoveragePassage(models.Model):
    """A passage that an article quotes, aligned to where it stands in the letter (empty when it is not there)."""

    coverage = models.ForeignKey(Coverage, on_delete=models.CASCADE, related_name="passages")
    text = models.TextField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
