"""What it costs to take a search away: rows a second and the rise of memory, for each form.

    python -m tests.benchmarks.corpus --letters 100000 --var /tmp/letters
    python -m tests.benchmarks.exporting --var /tmp/letters [--query "date:..2100"] [--forms csv jsonl xlsx openpyxl]

Each form is asked for through the site's own view, by a person who sees drafts, in a process of its own; the chunks are
counted and thrown away. The rise is that of the process's peak above what it had after a small export of the same form.
`openpyxl` writes the same cells with openpyxl's write-only mode (pip install openpyxl), for comparison.
"""

import argparse
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

from tests.benchmarks.corpus import prepare

SMALL = "date:2003-02"


def with_openpyxl(file: IO[bytes], about: object, batches: Iterable) -> None:
    """Write what `write_xlsx` writes on its first sheet."""
    import openpyxl

    from tracker.web.export_files import COLUMNS

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Letters")
    sheet.append([column.name for column in COLUMNS])
    for records in batches:
        for record in records:
            sheet.append([column.cell(record) for column in COLUMNS])
    book.save(file)


def take_away(form: str, query: str) -> tuple[int, float, float, float]:
    """Export once; return bytes, seconds to the first chunk, in all, and of the processor in this process."""
    from django.test import RequestFactory

    from tracker.models import Role, User
    from tracker.web import exporting

    if form == "openpyxl":
        exporting.write_xlsx = with_openpyxl
        form = "xlsx"
    request = RequestFactory().get(f"/search/export.{form}", {"q": query})
    request.user = User(role=Role.STAFFER, is_active=True)
    began, worked, first, size = time.perf_counter(), time.process_time(), 0.0, 0
    response = exporting.search_export(request, form)
    assert response.status_code == 200, response.content
    for chunk in response.streaming_content:
        first = first or time.perf_counter() - began
        size += len(chunk)
    response.close()
    return size, first, time.perf_counter() - began, time.process_time() - worked


def measure(form: str, query: str, results: "multiprocessing.Queue[tuple]") -> None:
    from django.db import connections

    connections.close_all()
    take_away(form, SMALL)
    before = _peak()
    results.put((*take_away(form, query), before, _peak() - before))


def _peak() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_a_process(work: Callable[..., None], *arguments: object) -> tuple:
    """Run in a new process: a forked one would begin with its parent's peak."""
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    process = context.Process(target=work, args=(*arguments, results))
    process.start()
    found = results.get()
    process.join()
    return found


def measured(var: str, form: str, query: str, results: "multiprocessing.Queue[tuple]") -> None:
    import django

    os.environ["LETTERBOOK_VAR"] = var
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    measure(form, query, results)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--var", type=Path, required=True, help="The folder that tests.benchmarks.corpus filled.")
    parser.add_argument("--query", default="date:..2100", help="What is exported; by default every letter.")
    parser.add_argument("--forms", nargs="+", default=["csv", "jsonl", "xlsx", "openpyxl"])
    arguments = parser.parse_args()
    server = prepare(arguments.var)
    try:
        from django.core.management import call_command
        from django.utils import timezone

        from tracker.models import Role, User
        from tracker.search import Order, ask, every, snapshot

        call_command("reindex", stdout=open(os.devnull, "w"))  # noqa: SIM115
        viewer = User(role=Role.STAFFER, is_active=True)
        with snapshot(seconds=600):
            letters = len(every(ask(arguments.query, viewer, today=timezone.localdate()), order=Order.NEWEST))
        print(f"{letters:,} letters; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        print("\n| form | letters/s | first byte after | whole | of the processor | size | memory before | its rise |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for form in arguments.forms:
            size, first, whole, worked, before, rise = in_a_process(measured, str(arguments.var), form, arguments.query)
            print(
                f"| {form} | {letters / whole:,.0f} | {first:.2f} s | {whole:.1f} s | {worked:.1f} s"
                f" | {size / 1e6:,.0f} MB | {before:.0f} MB | {rise:.0f} MB |",
                flush=True,
            )
        print(f"\nload {os.getloadavg()[0]:.1f} at the end; temporary files in {tempfile.gettempdir()}")
    finally:
        server.stop()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
