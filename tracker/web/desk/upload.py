"""Many files at once: each goes through the same verb, and each gets its own line of what became of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from tracker import tasks
from tracker.archive.errors import ArchiveError
from tracker.archive.receive import checked_size, checked_source_url, receive, tidy_name
from tracker.models import Letter, ReadingState
from tracker.web.desk.access import admins_only

__all__ = ["status", "upload"]

MOST_WATCHED = 500


class _ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class _ManyFiles(forms.FileField):
    """A file field that takes one file or many, and cleans to a list."""

    widget = _ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        files = data if isinstance(data, list | tuple) else [data]
        if not files or not files[0]:
            raise forms.ValidationError("Choose at least one PDF.")
        return list(files)


class UploadForm(forms.Form):
    pdfs = _ManyFiles(label="PDF files")
    source_url = forms.CharField(
        label="Where they were published",
        required=False,
        max_length=1000,
        widget=forms.URLInput(attrs={"placeholder": "https://…", "autocomplete": "off"}),
    )
    publish = forms.BooleanField(label="Publish each as soon as it is read", required=False)

    def clean_source_url(self) -> str:
        try:
            return checked_source_url(self.cleaned_data["source_url"])
        except ArchiveError as error:
            raise forms.ValidationError(error.sentence) from error


@admins_only
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take files in (POST), then show what became of each; or show the form."""
    if request.method != "POST":
        return render(request, "desk/upload.html", {"form": UploadForm()})
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "desk/upload.html", {"form": form}, status=422)
    wish = {"source_url": form.cleaned_data["source_url"], "publish_when_read": form.cleaned_data["publish"]}
    letters = [_take(file, request, **wish) for file in form.cleaned_data["pdfs"]]
    ids = ",".join(str(letter.pk) for letter in letters if letter)
    # A page that is left and come back to must not send the files again.
    return redirect(f"{reverse('desk_status')}?ids={ids}" if ids else "desk_upload")


def _take(file: "UploadedFile[Any]", request: HttpRequest, **wish: Any) -> Letter | None:
    """Receive one file and return its letter; what is refused gets a message, and does not stop the others."""
    name = tidy_name(file.name or "")
    try:
        checked_size(file.size or 0)
        received = receive(file.read(), name=name, by=request.user, now=timezone.now(), **wish)
    except ArchiveError as error:
        messages.error(request, f"{name}: {error.sentence}")
        return None
    if not received.created:
        messages.info(request, f"{name}: {received.message}")
    if received.to_read:
        tasks.process_letter.delay_on_commit(letter_id=received.letter.pk)
    return received.letter


@admins_only
def status(request: HttpRequest) -> HttpResponseBase:
    """Say how far each letter of `?ids=1,2,3` is: as JSON for the page that watches, or as a page."""
    parts = request.GET.get("ids", "").split(",")[:MOST_WATCHED]
    asked = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 12]
    letters = Letter.objects.visible_to(request.user).filter(pk__in=asked).select_related("file").order_by("pk")
    if request.GET.get("as") != "json":
        unfinished = any(letter.reading_state in (ReadingState.WAITING, ReadingState.READING) for letter in letters)
        context = {"letters": letters, "ids": ",".join(map(str, asked)), "unfinished": unfinished}
        return render(request, "desk/received.html", context)
    found = [
        {
            "id": letter.pk,
            "state": letter.reading_state,
            "label": letter.get_reading_state_display(),
            "title": letter.title,
            "sentence": letter.problem_sentence,
        }
        for letter in letters
    ]
    return JsonResponse({"letters": found})
