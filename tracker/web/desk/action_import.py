"""A table of actions at the desk: uploaded, shown row by row with what would become of it, and then stored.

Between the two steps the file lies in the storage under its hash, for a day at most. What is stored is planned anew
from it, so that what changed meanwhile is seen.
"""

import datetime
import hashlib
import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from tracker import tasks
from tracker.archive import other_actions
from tracker.archive.receive import tidy_name
from tracker.sources.action_table import MOST_BYTES, TEMPLATE, read_table
from tracker.web.desk.access import admins_only
from tracker.web.desk.actions import FIELD_WORDS

__all__ = ["action_import", "action_template"]

MOST_ROWS, SHOWN = 10_000, 100
_PLACE, _KEPT = "tables", datetime.timedelta(days=1)


class TableForm(forms.Form):
    table = forms.FileField(label="CSV file", error_messages={"required": "Choose a CSV file."})

    def clean_table(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["table"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB; split it.")
        return file


@admins_only
def action_template(request: HttpRequest) -> HttpResponseBase:
    """Send the table to fill in, with the mark by which Excel knows UTF-8."""
    answer = HttpResponse("\ufeff" + TEMPLATE, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="actions.csv"'
    return answer


@admins_only
def action_import(request: HttpRequest) -> HttpResponseBase:
    """Show the form; show what a file would do; or store what was shown."""
    if request.method != "POST":
        return render(request, "desk/action_import.html", {"form": TableForm()})
    if request.POST.get("hash"):
        return _store(request)
    form = TableForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["table"]
        content = file.read()
        table = read_table(content, most=MOST_ROWS)
        if not table.problem:
            key = hashlib.sha256(content).hexdigest()
            _sweep(timezone.now())
            if not default_storage.exists(f"{_PLACE}/{key}.csv"):
                default_storage.save(f"{_PLACE}/{key}.csv", ContentFile(content))
            plan = other_actions.plan(table)
            changed = [(row, [FIELD_WORDS.get(name, name) for name in names]) for row, names in plan.changed[:SHOWN]]
            name = tidy_name(file.name or "")
            context = {"plan": plan, "changed": changed, "hash": key, "name": name, "shown": SHOWN}
            return render(request, "desk/action_import.html", context)
        form.add_error("table", table.problem)
    return render(request, "desk/action_import.html", {"form": form}, status=422)


def _store(request: HttpRequest) -> HttpResponseBase:
    key, name = request.POST.get("hash", ""), tidy_name(request.POST.get("name", ""))
    path = f"{_PLACE}/{key}.csv"
    if not re.fullmatch(r"[0-9a-f]{64}", key) or not default_storage.exists(path):
        messages.error(request, "The file is not here any longer. Upload it again.")
        return redirect("desk_action_import")
    with default_storage.open(path) as file:
        table = read_table(file.read(), most=MOST_ROWS)
    done, keys = other_actions.store(table, by=request.user, now=timezone.now(), name=name)
    default_storage.delete(path)
    if keys:
        tasks.look_forward.delay_on_commit()
    messages.success(
        request,
        f"Stored {len(done.new)} new and {len(done.changed)} changed actions; {len(done.unchanged)} were here already, "
        f"{len(done.wrong)} rows were left out.",
    )
    return redirect("desk_actions")


def _sweep(now: datetime.datetime) -> None:
    """Delete the files that nobody came back for."""
    if not default_storage.exists(_PLACE):
        return
    for name in default_storage.listdir(_PLACE)[1]:
        if default_storage.get_modified_time(f"{_PLACE}/{name}") < now - _KEPT:
            default_storage.delete(f"{_PLACE}/{name}")
