"""What was read from letters. Rows are corrected at the desk, beside the page that they were read from."""

from typing import ClassVar

from django.contrib import admin

from tracker.admin.access import LookUpAdmin
from tracker.models import Citation, Deadline, InformationRequest, LetterFact, Quotation, Recipient, Signature


class RowAdmin(LookUpAdmin):
    list_select_related: ClassVar[tuple[str, ...]] = ("letter",)
    list_filter: ClassVar[tuple[str, ...]] = ("review_state",)
    search_fields: ClassVar[tuple[str, ...]] = ("text", "letter__title")


@admin.register(LetterFact)
class LetterFactAdmin(RowAdmin):
    list_display = ("letter", "kind", "text", "date", "rule", "review_state")
    list_filter = ("kind", "review_state")


@admin.register(Recipient)
class RecipientAdmin(RowAdmin):
    list_display = ("letter", "name", "title", "organization", "agency", "resolution", "review_state")
    list_select_related = ("letter", "agency")
    list_filter = ("resolution", "review_state", "acting")
    search_fields = ("name", "title", "organization", "agency__name", "letter__title")


@admin.register(Signature)
class SignatureAdmin(RowAdmin):
    list_display = ("letter", "name", "title", "member", "resolution", "review_state")
    list_select_related = ("letter", "member")
    list_filter = ("resolution", "review_state")
    search_fields = ("name", "member__last", "member__bioguide", "letter__title")


@admin.register(Quotation)
class QuotationAdmin(RowAdmin):
    list_display = ("letter", "kind", "text", "speaker", "speaker_rule", "review_state")
    list_filter = ("kind", "speaker_rule", "review_state")
    search_fields = ("text", "speaker", "letter__title")


@admin.register(Deadline)
class DeadlineAdmin(RowAdmin):
    list_display = ("letter", "text", "date", "reckoning", "review_state")
    date_hierarchy = "date"


@admin.register(InformationRequest)
class InformationRequestAdmin(RowAdmin):
    list_display = ("letter", "number", "kind", "text", "answer", "review_state")
    list_filter = ("kind", "answer", "review_state")


@admin.register(Citation)
class CitationAdmin(RowAdmin):
    list_display = ("letter", "kind", "normalized", "text", "review_state")
    list_filter = ("kind", "review_state")
    search_fields = ("normalized", "text", "letter__title")
