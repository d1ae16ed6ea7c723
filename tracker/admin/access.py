"""Who may do what in Django's admin: the role decides, as everywhere; `is_staff` only opens the door."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from tracker.models import may_review

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[models.Model]
    TabularInline = admin.TabularInline[models.Model, models.Model]
else:
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline

__all__ = ["LookUpAdmin", "LookUpInline", "ReviewerAdmin"]


class _ByRole:
    """Admins may do everything, staffers and others nothing."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_review(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_review(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_review(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_review(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_review(request.user)


class _ToLookUp(_ByRole):
    """What only the archive's verbs may change."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReviewerAdmin(_ByRole, ModelAdmin):
    """Records that admins may add, change and delete here."""

    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


class LookUpAdmin(_ToLookUp, ModelAdmin):
    """Records that can be looked up here, and are changed elsewhere."""

    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    # A count of all rows, next to that of the hits, would cost a scan of the table on every page.
    show_full_result_count = False


class LookUpInline(_ToLookUp, TabularInline):
    extra = 0
    can_delete = False
    show_change_link = True
