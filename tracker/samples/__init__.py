"""Six sample letters that the project set itself, the records they name, and the facts that a check must find.

`letters/*.toml` are the sources, `typeset.py` sets them into `*.pdf`. Each page says that it is a reconstruction.
Beside them lie, in their upstreams' own forms, the members (legislators.yaml), agencies (agencies.json), officials
(officials.csv) and Federal Register documents (federal_register.json) that the letters touch, noise included, and
coverage.json and facts.json in this project's.
"""

from pathlib import Path

__all__ = ["MARK", "SAMPLES", "sample_pdfs"]

MARK = "Reconstruction for demonstration – not the original document"
SAMPLES = Path(__file__).resolve().parent


def sample_pdfs() -> list[Path]:
    """Return the paths of the sample letters' PDFs, oldest letter first (their names begin with the date)."""
    return sorted(SAMPLES.glob("*.pdf"))
