"""Who works here."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin

from tracker.admin.access import ReviewerAdmin
from tracker.models import User


@admin.register(User)
class UserAdmin(ReviewerAdmin, DjangoUserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "role", "email", "first_name", "last_name", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("username", "email", "first_name", "last_name")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("What they may do", {"fields": ("role", "is_active", "is_staff")}),
        ("Who they are", {"fields": ("first_name", "last_name", "email")}),
        ("When", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "usable_password", "password1", "password2", "role")}),
    )
    readonly_fields = ("last_login", "date_joined")
