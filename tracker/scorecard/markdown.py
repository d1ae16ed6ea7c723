"""The scorecard as Markdown, to be pasted into docs/accuracy.md."""

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["markdown"]


def markdown(card: Mapping[str, Any]) -> str:
    """Return a table of figures with one group of columns a run, then what each run left open.

    `card` is what `card_form` returns.
    """
    runs = card["runs"]
    parts = [_figures(runs)]
    for run in runs:
        if run["abstained"]:
            parts.append(_abstained(run))
        parts += [f"- {row['letter']} ({run['name']}): {row['sentence']}" for row in run["problems"]]
    return "\n\n".join(parts) + "\n"


def _figures(runs: Sequence[Mapping[str, Any]]) -> str:
    head = ["field"]
    for run in runs:
        head += [f"{run['name']}: P", "R", "F1", "95 % of F1", "found / wanted"]
    rows = [head, ["---", *["---:"] * (len(head) - 1)]]
    for field in dict.fromkeys(field for run in runs for field in run["fields"]):
        row = [field]
        for run in runs:
            figure = run["fields"].get(field)
            row += _cells(figure) if figure else [""] * 5
        rows.append(row)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(figure: Mapping[str, float]) -> list[str]:
    shares = [f"{figure[name]:.3f}" for name in ("precision", "recall", "f1")]
    return [*shares, f"{figure['low']:.3f}–{figure['high']:.3f}", f"{figure['found']:.0f} / {figure['wanted']:.0f}"]


def _abstained(run: Mapping[str, Any]) -> str:
    rows = [f"| left open ({run['name']}) | how many | the commonest reasons |", "| --- | ---: | --- |"]
    for one in run["abstained"]:
        reasons = "; ".join(f"{_cell(row['why'])} ({row['count']})" for row in one["reasons"][:2])
        of = f" of {one['of']}" if one["of"] else ""
        rows.append(f"| {one['kind']} | {one['count']}{of} | {reasons} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
