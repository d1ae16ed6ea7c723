"""Agencies, the names that letters give them, and who headed them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from tracker.admin.access import ReviewerAdmin, TabularInline
from tracker.models import Agency, AgencyName, Official
from tracker.resolving.names import folded


class AgencyNameForm(forms.ModelForm):  # type: ignore[type-arg]
    """The folded form of a name is reckoned, not typed."""

    class Meta:
        model = AgencyName
        fields = ("agency", "name")

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        key = folded(name)
        if not key:
            raise ValidationError("A name has letters.")
        taken = AgencyName.objects.filter(folded=key).exclude(pk=self.instance.pk).select_related("agency").first()
        if taken is not None:
            raise ValidationError(f"This is already a name of {taken.agency.name}.")
        return name

    def save(self, commit: bool = True) -> Any:
        self.instance.folded = folded(self.cleaned_data["name"])
        return super().save(commit)


class AgencyNameInline(TabularInline):
    model = AgencyName
    form = AgencyNameForm
    fields = ("name",)
    extra = 1


class OfficialInline(TabularInline):
    model = Official
    extra = 0


@admin.register(Agency)
class AgencyAdmin(ReviewerAdmin):
    list_display = ("name", "short_name", "parent", "slug")
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "slug", "names__name")
    autocomplete_fields = ("parent",)
    inlines = (AgencyNameInline, OfficialInline)


@admin.register(AgencyName)
class AgencyNameAdmin(ReviewerAdmin):
    form = AgencyNameForm
    list_display = ("name", "agency", "folded")
    list_select_related = ("agency",)
    search_fields = ("name", "folded", "agency__name")
    autocomplete_fields = ("agency",)


@admin.register(Official)
class OfficialAdmin(ReviewerAdmin):
    list_display = ("name", "title", "agency", "start", "end", "acting")
    list_select_related = ("agency",)
    list_filter = ("acting",)
    search_fields = ("name", "title", "agency__name")
    autocomplete_fields = ("agency",)
