"""Measure what the candidate step loses: real rules, real letters, the scoring over all against over the candidates.

    python -m tests.benchmarks.recall RULES.tsv.gz AGENCIES.json LETTERS_FOLDER

LETTERS_FOLDER holds letters as JSON, each with what people wrote down of it under `gold`.
"""

import argparse
import datetime
import json
import os
import tempfile
import time
from pathlib import Path

__all__ = ["main"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rules", type=Path)
    parser.add_argument("agencies", type=Path)
    parser.add_argument("letters", type=Path)
    parser.add_argument("--var", type=Path, help="A folder that keeps the database for a second run.")
    options = parser.parse_args()
    var = options.var or Path(tempfile.mkdtemp(prefix="letterbook-bench-"))
    from tracker import embedded

    os.environ["LETTERBOOK_VAR"] = str(var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    server = embedded.start_postgres(var)
    try:
        import django

        django.setup()
        _run(options)
    finally:
        server.stop()


def _run(options: argparse.Namespace) -> None:
    from django.core.management import call_command

    from tracker.models import AgencyAction
    from tracker.sources.federal_register import documents_in
    from tracker.sources.federal_register_store import store_documents

    call_command("migrate", verbosity=0)
    if not AgencyAction.objects.exists():
        call_command("import_agencies", str(options.agencies), verbosity=0)
        begun = time.perf_counter()
        stored = store_documents(documents_in(options.rules), now=datetime.datetime.now(datetime.UTC))
        print(f"{stored.added:,} actions imported in {time.perf_counter() - begun:.1f} s", flush=True)
    _compare(options.letters)


def _compare(folder: Path) -> None:
    from tracker.linking.candidates import rank
    from tracker.linking.gather import views_of
    from tracker.linking.retrieve import retrieve, window
    from tracker.linking.weights import WEIGHTS
    from tracker.models import AgencyAction

    tops = kept_tops = above = kept_above = letters = 0
    spent: list[float] = []
    of_all: list[float] = []
    for path in sorted(folder.glob("*.json")):
        view = _view(json.loads(path.read_text(encoding="utf-8")))
        if view is None:
            continue
        letters += 1
        begun = time.perf_counter()
        kept = set(retrieve(view).keys)
        spent.append((time.perf_counter() - begun) * 1000)
        family = view.agencies | view.children | view.parents
        whole = AgencyAction.objects.filter(published_date__range=window(view.date), agencies__in=family).distinct()
        begun = time.perf_counter()
        actions = tuple(views_of(whole))
        of_all.append((time.perf_counter() - begun) * 1000)
        scored = rank(view, actions)
        followed = [each for each in scored if each.followed and any(item.kind == "topic" for item in each.evidence)]
        tops += len(followed[:5])
        kept_tops += sum(each.key in kept for each in followed[:5])
        over = [each for each in followed[: WEIGHTS.at_most] if each.score >= WEIGHTS.bar]
        above += len(over)
        kept_above += sum(each.key in kept for each in over)
        missed = [f"{rank_of} ({each.score})" for rank_of, each in enumerate(followed[:5], 1) if each.key not in kept]
        if missed:
            print(f"{path.stem}: of {len(scored):,}, missed rank {', '.join(missed)}", flush=True)
    spent.sort()
    of_all.sort()
    print(
        f"{letters} letters; candidates in {spent[letters // 2]:.0f} ms, p95 {spent[int(letters * 0.95)]:.0f}; "
        f"all of the family fetched in {of_all[letters // 2]:.0f} ms, p95 {of_all[int(letters * 0.95)]:.0f}"
    )
    print(f"of the scoring's first five: {kept_tops} of {tops} are candidates")
    print(f"of what stands above the bar: {kept_above} of {above}")


def _view(held: dict):
    from tracker.linking.gather import around, office_stems
    from tracker.linking.views import ASKED, HEADING, LetterView, Passage
    from tracker.models import Agency

    gold, letter = held["gold"], held["letter"]
    names = {each["agency"] for each in gold["recipients"] if each.get("agency")}
    agencies = set(Agency.objects.filter(name__in=names).values_list("pk", flat=True))
    if not agencies or not gold["date"]:
        return None
    body = "\n\n".join(part if isinstance(part, str) else part.get("text", "") for part in letter["paragraphs"])
    below, above = around(agencies)
    return LetterView(
        date=datetime.date.fromisoformat(gold["date"]),
        asks=tuple(Passage(each["text"], None, ASKED) for each in gold["requests"]),
        headings=(Passage(letter["subject"], None, HEADING),) if letter.get("subject") else (),
        body=Passage(body),
        agencies=frozenset(agencies),
        children=frozenset(below),
        parents=frozenset(above),
        office_stems=office_stems(agencies),
    )


if __name__ == "__main__":
    main()
