"""What reading costs, as ratios measured in one run.

    python -m tests.benchmarks.reading [in-process] [sandbox] [growth] [memory] [pictures] [scans]
                                       [--folder PDFS] [--scans-folder PDFS] [--rounds N]

in-process   the whole reading of text PDFs, against pdfminer.high_level.extract_text alone; processor time
sandbox      the same in the sandbox, on letters of three pages; by the clock, for processes share the work
growth       time for each character: 3, 30 and 300 pages, 2,000 and 20,000 scattered boxes
memory       the most memory that the process that reads 300 pages has
pictures     what the pages' pictures cost on top, for each page
scans        the whole reading of scans, against the time in which Tesseract itself runs, with its second
             looks at lines and without; by the clock and processor

Without names all are measured. Both sides read a file in turn, and its ratio is that of the medians over the rounds;
what is printed is the median over the files. --folder and --scans-folder read your own files instead of those made
here. Of a folder of text PDFs, those that have a page without text are left out.
"""

import argparse
import contextlib
import gc
import io
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pypdfium2
from pdfminer.high_level import extract_text

from tests.benchmarks.letters import letter_of, scan_of, small_set
from tests.hostile import scattered_boxes
from tracker import sandbox
from tracker.reading import UnreadableFile, read_letter
from tracker.reading.budget import Budget
from tracker.reading.pictures import write_page_pictures
from tracker.sandbox import warm

_PATIENT = sandbox.Limits(wall_seconds=1800, total_seconds=3600)


def in_process(files: dict[str, bytes], rounds: int) -> None:
    report(
        "whole reading / extract_text, in process",
        ratios(files, rounds, read_letter, lambda pdf: extract_text(io.BytesIO(pdf)), time.process_time),
    )


def in_sandbox(files: dict[str, bytes], rounds: int) -> None:
    three = {name: pdf for name, pdf in files.items() if len(pypdfium2.PdfDocument(pdf)) == 3}
    report(
        "whole reading in the sandbox / extract_text, 3 pages",
        ratios(three, rounds, sandbox.read, lambda pdf: extract_text(io.BytesIO(pdf)), time.perf_counter),
    )


def growth() -> None:
    read_letter(letter_of(1))
    for what, makers in (
        ("pages", {count: letter_of(count) for count in (3, 30, 300)}),
        ("boxes", {count: scattered_boxes(count) for count in (2_000, 20_000)}),
    ):
        for count, pdf in makers.items():
            seconds, reading = timed(lambda pdf=pdf: read_letter(pdf), time.process_time)
            print(f"{count:>6} {what}: {1e6 * seconds / len(reading.transcript.text):6.1f} µs a character")


def memory() -> None:
    sandbox.read(letter_of(300), limits=_PATIENT)
    with warm.child() as child:
        print(f"300 pages: at most {child.peak_kilobytes / 1024:.0f} MB in the process that reads")


def pictures(files: dict[str, bytes]) -> None:
    shares = []
    for pdf in files.values():
        with tempfile.TemporaryDirectory() as folder:
            seconds, _ = timed(lambda pdf=pdf, folder=folder: write_page_pictures(pdf, Path(folder)), time.process_time)
        shares.append(seconds / len(pypdfium2.PdfDocument(pdf)))
    print(f"pictures: {1000 * statistics.median(shares):.0f} ms a page")


def scans(files: dict[str, bytes]) -> None:
    seconds, whole_pages, run = [0.0], [0.0], Budget.run

    def counted(budget: Budget, command: Sequence[str], *given):
        start, before = time.perf_counter(), processor_seconds(resource.RUSAGE_CHILDREN)
        try:
            return run(budget, command, *given)
        finally:
            seconds[0] += time.perf_counter() - start
            if command[command.index("--psm") + 1] == "3":
                whole_pages[0] += processor_seconds(resource.RUSAGE_CHILDREN) - before

    read_letter(letter_of(1))
    Budget.run = counted
    by_clock, by_processor, by_pages = {}, {}, {}
    try:
        for name, pdf in files.items():
            seconds[0] = whole_pages[0] = 0.0
            before = processor_seconds(resource.RUSAGE_CHILDREN)
            own, (whole, _) = time.process_time(), timed(lambda pdf=pdf: read_letter(pdf), time.perf_counter)
            theirs = processor_seconds(resource.RUSAGE_CHILDREN) - before
            by_clock[name] = whole / seconds[0]
            by_processor[name] = (time.process_time() - own + theirs) / theirs
            by_pages[name] = (time.process_time() - own + theirs) / whole_pages[0]
    finally:
        Budget.run = run
    report("whole reading of scans / Tesseract's own time, by the clock", by_clock)
    report("whole reading of scans / Tesseract's own time, by the processor", by_processor)
    report("the same / without Tesseract's second looks at lines, by the processor", by_pages)


def ratios(
    files: dict[str, bytes],
    rounds: int,
    ours: Callable[[bytes], object],
    theirs: Callable[[bytes], object],
    clock: Callable[[], float],
) -> dict[str, float]:
    """Return, for each file, the median time of ours over that of theirs."""
    found = {}
    for side in (ours, theirs):
        side(next(iter(files.values())))  # so that neither pays for imports
    for name, pdf in files.items():
        spent: tuple[list[float], list[float]] = ([], [])
        for turn in range(rounds):
            for which in (0, 1) if turn % 2 else (1, 0):
                gc.collect()
                spent[which].append(timed(lambda which=which, pdf=pdf: (ours, theirs)[which](pdf), clock)[0])
        found[name] = statistics.median(spent[0]) / statistics.median(spent[1])
    return found


def timed(act: Callable[[], object], clock: Callable[[], float]):
    start = clock()
    result = act()
    return clock() - start, result


def processor_seconds(whose: int) -> float:
    usage = resource.getrusage(whose)
    return usage.ru_utime + usage.ru_stime


def report(what: str, found: dict[str, float]) -> None:
    values = sorted(found.values())
    middle = statistics.median(values)
    print(f"{what}: {middle:.2f} (from {values[0]:.2f} to {values[-1]:.2f}, {len(values)} files)")


def in_folder(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.pdf"))}


def with_text(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files that have text on every page: the time of others is OCR's."""
    kept = {}
    for name, pdf in files.items():
        with contextlib.suppress(UnreadableFile):
            if all(page.lines for page in read_letter(pdf, ocr=False).pages):
                kept[name] = pdf
    return kept


def main(arguments: Iterable[str] | None = None) -> None:
    names = ("in-process", "sandbox", "growth", "memory", "pictures", "scans")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--scans-folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(names):
        parser.error(f"not known: {', '.join(sorted(unknown))}")
    wanted = options.names or names
    files = with_text(in_folder(options.folder) if options.folder else small_set())
    if "in-process" in wanted:
        in_process(files, options.rounds)
    if "sandbox" in wanted:
        in_sandbox(files, options.rounds)
    if "growth" in wanted:
        growth()
    if "memory" in wanted:
        memory()
    if "pictures" in wanted:
        pictures(files)
    if "scans" in wanted:
        made = {f"scan {pages}": scan_of(letter_of(pages, seed=pages), seed=pages) for pages in (1, 2, 3)}
        scans(in_folder(options.scans_folder) if options.scans_folder else made)


if __name__ == "__main__":
    main()
