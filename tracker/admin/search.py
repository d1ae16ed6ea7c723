"""The rows by which letters are found."""

from django.contrib import admin

from tracker.admin.access import LookUpAdmin
from tracker.models import LetterSearch


@admin.register(LetterSearch)
class LetterSearchAdmin(LookUpAdmin):
    list_display = ("letter", "letter_date")
    list_select_related = ("letter",)
    search_fields = ("letter__title",)
    exclude = ("vector", "titled", "quoted", "asked", "signed", "addressed", "speakers")
