"""What agencies did, the links to letters, and the press."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tracker import linking
from tracker.admin.access import LookUpAdmin, ReviewerAdmin, TabularInline
from tracker.models import ActionLink, AgencyAction, Coverage, CoveragePassage, LetterLink, LinkSearch
from tracker.tasks import look_forward


@admin.register(AgencyAction)
class AgencyActionAdmin(ReviewerAdmin):
    list_display = ("title", "kind", "citation", "document_number", "published_date", "source")
    list_filter = ("kind", "source")
    search_fields = ("title", "citation", "document_number", "dockets", "rins")
    date_hierarchy = "published_date"
    autocomplete_fields = ("agencies",)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the agencies too, and have letters looked through for what was entered."""
        super().save_related(request, form, formsets, change)
        linking.index_actions([form.instance.pk], now=timezone.now())
        look_forward.delay_on_commit()


class LinkAdmin(LookUpAdmin):
    list_filter = ("state", "relation")
    raw_id_fields = ("letter",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[ActionLink]":
        return super().get_queryset(request).select_related("letter", "decided_by")  # type: ignore[return-value]


@admin.register(ActionLink)
class ActionLinkAdmin(LinkAdmin):
    list_display = ("letter", "relation", "action", "score", "state", "decided_by", "decided_at")
    list_select_related = ("letter", "action", "decided_by")
    search_fields = ("letter__title", "action__title", "action__citation", "reason")


@admin.register(LetterLink)
class LetterLinkAdmin(LinkAdmin):
    list_display = ("letter", "relation", "earlier", "score", "state", "decided_by", "decided_at")
    list_select_related = ("letter", "earlier", "decided_by")
    search_fields = ("letter__title", "earlier__title", "reason")


@admin.register(LinkSearch)
class LinkSearchAdmin(LookUpAdmin):
    list_display = ("letter", "searched_at", "best_score")
    list_select_related = ("letter",)


class CoveragePassageInline(TabularInline):
    model = CoveragePassage
    extra = 1


@admin.register(Coverage)
class CoverageAdmin(ReviewerAdmin):
    list_display = ("title", "publication", "letter", "published_date", "published_text")
    list_select_related = ("letter",)
    search_fields = ("title", "publication", "url", "letter__title")
    raw_id_fields = ("letter",)
    inlines = (CoveragePassageInline,)
