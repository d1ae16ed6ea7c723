"""Looks for files and texts that make the reader fail.

    python tests/fuzz/fuzz_reader.py pdf|text [FOLDER …] [-max_total_time=600] [-dict=tests/fuzz/text.dict]

Needs atheris (`pip install atheris`), which the tests do not. What follows the target's name goes to libFuzzer: folders
of examples, the first of which also receives what it finds, and its options. An input that fails is written to
crash-…; `tests/fuzz/corpus/` keeps those that were mended, and the ordinary tests read them all again.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def main(arguments: list[str]) -> None:
    if len(arguments) < 2 or arguments[1] not in ("pdf", "text"):
        raise SystemExit("Say which target: fuzz_reader.py pdf or fuzz_reader.py text, then libFuzzer's options.")
    try:
        import atheris
    except ImportError as error:
        raise SystemExit("This needs atheris. Run: pip install atheris") from error
    sys.path.insert(0, str(ROOT))
    with atheris.instrument_imports(include=["tracker.reading", "pdfminer"]):
        from tests.fuzz.targets import TARGETS
    atheris.Setup([arguments[0], *arguments[2:]], TARGETS[arguments[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
