"""The desk's page of sources: each run with what it did, the problems that stand, and a button that starts a sync."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker import tasks
from tracker.archive import syncing
from tracker.models import RunState, SyncProblem, SyncRun, User, WindowState
from tracker.sources.sync import last_full_day
from tracker.web.desk.access import admins_only
from tracker.web.paging import known_filters, paged
from tracker.web.sources import source_facts

__all__ = ["desk_sources", "desk_sync"]

PAGE = 20


@admins_only
def desk_sources(request: HttpRequest) -> HttpResponseBase:
    """Show the runs, newest first, and what stands in the way."""
    runs = (
        SyncRun.objects.select_related("asked_by")
        .annotate(
            all_windows=Count("windows"),
            done_windows=Count("windows", filter=Q(windows__state=WindowState.DONE)),
        )
        .order_by("-asked_at", "-pk")
    )
    listed = paged(request, runs, size=PAGE)
    context = {
        "notes": known_filters(request, []) + listed.notes,
        "listed": listed,
        "current": syncing.waiting_run(),
    }
    return render(request, "desk/sources.html", context | source_facts(SyncProblem.objects.filter(solved_at=None)))


@require_POST
@admins_only
def desk_sync(request: HttpRequest) -> HttpResponseBase:
    """Ask for a sync now, unless one waits or runs."""
    current = syncing.waiting_run()
    now = timezone.now()
    if current is not None and current.state == RunState.RUNNING:
        messages.info(request, "A sync is running already. Look again when it has ended.")
        return redirect("desk_sources")
    run = syncing.ask_for_sync(
        now=now,
        until=last_full_day(timezone.localtime(now)),
        by=request.user if isinstance(request.user, User) else None,
    )
    tasks.sync_federal_register.delay_on_commit(run_id=run.pk)
    messages.success(request, "The sync is asked for. It begins as soon as a worker is free.")
    return redirect("desk_sources")
