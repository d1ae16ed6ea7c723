"""Letters, their files, and the log. A file is added here through the same verb as at the desk."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from tracker import tasks
from tracker.admin.access import LookUpAdmin, LookUpInline
from tracker.archive.errors import Refused
from tracker.archive.receive import Received, checked_size, checked_source_url, receive
from tracker.models import Footnote, Letter, LetterEvent, LetterFile, LetterPage, may_review


class LetterEventInline(LookUpInline):
    model = LetterEvent
    fields = ("at", "kind", "actor", "message")
    readonly_fields = fields


@admin.register(Letter)
class LetterAdmin(LookUpAdmin):
    list_display = ("pk", "title", "letter_date", "publication", "reading_state", "problem_sentence", "at_the_desk")
    list_display_links = ("pk", "title")
    list_filter = ("publication", "reading_state", "direction", "is_reconstruction")
    search_fields = ("title", "file__original_name", "file__sha256")
    date_hierarchy = "letter_date"
    readonly_fields = ("at_the_desk",)
    inlines = (LetterEventInline,)

    @admin.display(description="At the desk")
    def at_the_desk(self, letter: Letter) -> str:
        return format_html('<a href="{}">Review</a>', reverse("desk_letter", args=[letter.pk]))

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Letter]":
        return super().get_queryset(request).select_related("file")  # type: ignore[return-value]


class ReceiveForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the archive needs to take a file in; its size and its address are checked as the verb does."""

    upload = forms.FileField(label="PDF", allow_empty_file=True, max_length=1000)
    source_url = forms.CharField(required=False, label="Source", help_text="Where the file was published: https://…")
    publish_when_read = forms.BooleanField(required=False, label="Publish as soon as it is read")

    class Meta:
        model = LetterFile
        fields = ("source_url",)

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        try:
            checked_size(upload.size)
        except Refused as error:
            raise ValidationError(error.sentence) from error
        return upload

    def clean_source_url(self) -> str:
        try:
            return checked_source_url(self.cleaned_data["source_url"] or "")
        except Refused as error:
            raise ValidationError(error.sentence) from error


@admin.register(LetterFile)
class LetterFileAdmin(LookUpAdmin):
    list_display = ("original_name", "size", "received_at", "uploaded_by", "letter", "short_hash")
    list_select_related = ("letter", "uploaded_by")
    search_fields = ("original_name", "sha256", "source_url")
    date_hierarchy = "received_at"

    @admin.display(description="SHA-256", ordering="sha256")
    def short_hash(self, file: LetterFile) -> str:
        return file.sha256[:12]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_review(request.user)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = ReceiveForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None:
            return super().get_fieldsets(request, obj)
        most = f"At most {settings.MAX_FILE_BYTES // (1024 * 1024)} MB."
        return ((None, {"fields": ("upload", "source_url", "publish_when_read"), "description": most}),)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Receive the file, in place of saving what the form made."""
        upload = form.cleaned_data["upload"]
        received: Received = receive(
            upload.read(),
            name=upload.name,
            by=request.user,
            now=timezone.now(),
            source_url=form.cleaned_data["source_url"],
            publish_when_read=form.cleaned_data["publish_when_read"],
        )
        if received.to_read:
            tasks.process_letter.delay_on_commit(letter_id=received.letter.pk)
        level = messages.SUCCESS if received.created and received.to_read else messages.WARNING
        messages.add_message(request, level, received.message)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A file has nothing beside it to save."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The letter's own log says who uploaded it."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Lead back to the list; the message names the letter."""
        if "_addanother" in request.POST:
            return HttpResponseRedirect(request.path)
        return HttpResponseRedirect(reverse("admin:tracker_letterfile_changelist"))


@admin.register(LetterPage)
class LetterPageAdmin(LookUpAdmin):
    list_display = ("letter", "number", "engine", "confidence", "note")
    list_select_related = ("letter",)
    list_filter = ("engine",)
    search_fields = ("letter__title", "note")
    exclude = ("words",)


@admin.register(Footnote)
class FootnoteAdmin(LookUpAdmin):
    list_display = ("letter", "mark", "text", "page")
    list_select_related = ("letter",)
    search_fields = ("letter__title", "text")


@admin.register(LetterEvent)
class LetterEventAdmin(LookUpAdmin):
    list_display = ("at", "letter", "kind", "actor", "message")
    list_select_related = ("letter", "actor")
    list_filter = ("kind",)
    search_fields = ("letter__title", "message", "actor__username")
    date_hierarchy = "at"
