"""Saved searches and the audit of their mails. The keys of private feeds are shown to nobody but their owners."""

from django.contrib import admin

from tracker.admin.access import LookUpAdmin
from tracker.models import AlertMail, SavedSearch


@admin.register(SavedSearch)
class SavedSearchAdmin(LookUpAdmin):
    list_display = ("name", "owner", "query", "cadence", "created_at", "last_alert_at", "deleted_at")
    list_select_related = ("owner",)
    list_filter = ("cadence",)
    search_fields = ("name", "query", "owner__username")
    exclude = ("feed_token",)


@admin.register(AlertMail)
class AlertMailAdmin(LookUpAdmin):
    list_display = ("created_at", "to", "name", "state", "attempts", "sent_at", "next_try_at", "error")
    list_filter = ("state",)
    search_fields = ("to", "name", "owner__username", "message_id", "error")
    date_hierarchy = "created_at"
