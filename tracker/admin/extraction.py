"""The ledger of reading."""

from django.contrib import admin

from tracker.admin.access import LookUpAdmin
from tracker.models import Extraction


@admin.register(Extraction)
class ExtractionAdmin(LookUpAdmin):
    list_display = ("letter", "outcome", "attempt", "queued_at", "started_at", "heartbeat_at", "finished_at", "worker")
    list_select_related = ("letter",)
    list_filter = ("outcome", "reader_version")
    search_fields = ("letter__title", "letter__file__original_name", "worker", "problem_sentence")
    date_hierarchy = "queued_at"
