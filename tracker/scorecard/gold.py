"""A gold set: letters whose facts people wrote down, one file a letter.

NAME.json or NAME.toml, with a table `gold`: date, recipients, signers, quotations, requests, deadlines, citations, in
the form of `reading_form`. The letter's PDF is NAME.pdf, in whatever folder. A file with `skip` set is left out.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["GoldLetter", "GoldProblem", "read_gold"]

_LISTS = ("recipients", "signers", "quotations", "requests", "deadlines", "citations")
# What the comparison reads of each row without asking whether it is there.
_NEEDED = {"quotations": ("text", "type"), "requests": ("text",), "citations": ("text", "kind")}


class GoldProblem(Exception):
    """A gold set that cannot be used. `str(error)` is a sentence for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLetter:
    """One letter's gold. `source` is the whole file, from which a letter of this project's own can be set."""

    name: str
    gold: Mapping[str, Any]
    source: Mapping[str, Any]


def read_gold(folder: Path) -> list[GoldLetter]:
    """Return the gold letters in `folder`, by name. Raises GoldProblem with a sentence."""
    if not folder.is_dir():
        raise GoldProblem(f"There is no folder {folder}. Name one with a file NAME.json or NAME.toml for each letter.")
    letters: dict[str, GoldLetter] = {}
    for path in sorted([*folder.glob("*.json"), *folder.glob("*.toml")]):
        source = _parsed(path)
        if source.get("skip") or "gold" not in source:
            continue
        name = str(source.get("id") or path.stem)
        if name in letters:
            raise GoldProblem(f"{path.name} is the second letter named {name} in {folder}. Rename one of them.")
        letters[name] = GoldLetter(name=name, gold=_checked(path, source["gold"]), source=source)
    if not letters:
        raise GoldProblem(
            f"No file in {folder} has gold. Each letter needs a NAME.json or NAME.toml with a table “gold”."
        )
    return [letters[name] for name in sorted(letters)]


def _parsed(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        source = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise GoldProblem(f"{path} could not be read as gold: {error}.") from error
    return source if isinstance(source, dict) else {}


def _checked(path: Path, gold: Any) -> Mapping[str, Any]:
    """Return `gold` when it has the form that the comparison needs."""
    if not isinstance(gold, dict):
        raise GoldProblem(f"“gold” in {path} is no table.")
    for name in _LISTS:
        rows = gold.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise GoldProblem(f"“gold.{name}” in {path} is no list of rows.")
        for row in rows:
            if missing := [key for key in _NEEDED.get(name, ()) if not isinstance(row.get(key), str)]:
                raise GoldProblem(f"A row of “gold.{name}” in {path} has no {' and no '.join(missing)}.")
    date = gold.get("date")
    # TOML has dates of its own.
    return {**gold, "date": date if date is None else str(date)}
