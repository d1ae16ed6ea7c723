"""Members of Congress and their committees."""

from django.contrib import admin

from tracker.admin.access import LookUpAdmin, LookUpInline
from tracker.models import Committee, CommitteeSeat, Member, Term


class TermInline(LookUpInline):
    model = Term


class CommitteeSeatInline(LookUpInline):
    model = CommitteeSeat


@admin.register(Member)
class MemberAdmin(LookUpAdmin):
    """Changed by `manage.py import_legislators` alone: the next import would overwrite what is typed here."""

    list_display = ("bioguide", "full_name", "last", "first")
    search_fields = ("bioguide", "last", "first", "official_full", "nickname")
    inlines = (TermInline, CommitteeSeatInline)


@admin.register(Committee)
class CommitteeAdmin(LookUpAdmin):
    list_display = ("name", "code", "chamber", "parent")
    list_select_related = ("parent",)
    list_filter = ("chamber",)
    search_fields = ("name", "code")
