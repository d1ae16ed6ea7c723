"""The ledger of syncs."""

from django.contrib import admin

from tracker.admin.access import LookUpAdmin, LookUpInline
from tracker.models import ActionVersion, SyncProblem, SyncRun, SyncWindow, TextFetch


class SyncWindowInline(LookUpInline):
    model = SyncWindow
    show_change_link = False


@admin.register(SyncRun)
class SyncRunAdmin(LookUpAdmin):
    list_display = ("asked_at", "feed", "state", "since", "until", "added", "changed", "unchanged", "skipped")
    list_filter = ("feed", "state")
    search_fields = ("name", "sentence")
    list_select_related = ("asked_by",)
    date_hierarchy = "asked_at"
    inlines = (SyncWindowInline,)


@admin.register(SyncProblem)
class SyncProblemAdmin(LookUpAdmin):
    list_display = ("sentence", "feed", "times", "first_seen_at", "last_seen_at", "solved_at")
    list_filter = ("feed",)
    search_fields = ("key", "sentence")


@admin.register(ActionVersion)
class ActionVersionAdmin(LookUpAdmin):
    list_display = ("action", "seen_at", "source")
    list_select_related = ("action",)
    search_fields = ("action__document_number", "action__citation")


@admin.register(TextFetch)
class TextFetchAdmin(LookUpAdmin):
    list_display = ("action", "tried_at", "attempts", "refused", "is_cut", "sentence")
    list_select_related = ("action",)
    list_filter = ("refused", "is_cut")
