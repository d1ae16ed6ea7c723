"""The scorecard as one page that stands by itself: styles and typefaces are inside, and it needs no script."""

import base64
import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from tracker.scorecard.boxes import FIELD as BOXES

__all__ = ["page"]

STATIC = Path(settings.BASE_DIR) / "static"
_STYLES = ("tokens.css", "base.css", "scorecard.css")
_MOST_FAULTS = 14
# Facts that are neither parts nor other views of one another: those that the opening sentence counts.
_COUNTED = ("date", "recipient name", "signer", "quotation, exact span", "request", "deadline", "citation")
_LABELS = {"text": "text PDFs", "scans": "scans"}
# The colour that the site gives to what a field is about, and what the field means, in a few words.
_FIELDS = {
    "date": ("plain", "the date that the letter bears"),
    "recipient name": ("who", "whom it is to"),
    "recipient, all fields": ("who", "name, title and organization"),
    "agency": ("who", "as the Federal Register names it"),
    "signer": ("sign", "who signed, by name"),
    "signer's Bioguide ID": ("sign", "who that is, as of the letter’s date"),
    "marked span, any type": ("quote", "the words between marks, or set off"),
    "marked span's type": ("quote", "quotation, term, title or words set off"),
    "quotation, exact span": ("quote", "somebody’s words, from first to last"),
    "quotation, characters": ("quote", "how much of somebody’s words"),
    "speaker, given the span": ("quote", "who is said to have said it"),
    "request": ("ask", "what is asked for"),
    "numbered request": ("ask", "entries of lists"),
    "deadline": ("ask", "by when, as a date"),
    "citation": ("plain", "laws, rules, dockets, cases"),
    BOXES: ("quote", "where on the page it stands"),
}


def page(card: Mapping[str, Any]) -> str:
    """Return the page for `card`, which is what `card_form` returns."""
    context = {
        "card": card,
        "made": datetime.date.fromisoformat(card["made"]),
        "css": mark_safe(_styles()),
        "runs": [_run(run) for run in card["runs"]],
        "fields": _fields(card["runs"]),
    }
    return render_to_string("scorecard/page.html", context)


def _styles() -> str:
    """Return the site's styles with the typefaces that they name written into them."""
    css = "\n".join((STATIC / "css" / name).read_text(encoding="utf-8") for name in _STYLES)

    def inlined(match: re.Match[str]) -> str:
        font = base64.b64encode((STATIC / "css" / match[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{font}")'

    return re.sub(r'url\("(\.\./fonts/[^"]+)"\)', inlined, css)


def _run(run: Mapping[str, Any]) -> dict[str, Any]:
    counted = [run["fields"][field] for field in _COUNTED if field in run["fields"]]
    hits, found, wanted = (sum(figure[name] for figure in counted) for name in ("hits", "found", "wanted"))
    return {
        **run,
        "label": _LABELS.get(run["name"], run["name"]),
        # Rounded down: 99.6 is not all.
        "found_share": int(100 * hits / wanted) if wanted else 100,
        "right_share": int(100 * hits / found) if found else 100,
        "hardest": [_hard(letter) for letter in run["hardest"]],
    }


def _hard(letter: Mapping[str, Any]) -> dict[str, Any]:
    faults = [{**fault, "colour": _about(fault["field"])[0]} for fault in letter["faults"]]
    return {**letter, "shown": faults[:_MOST_FAULTS], "more": max(len(faults) - _MOST_FAULTS, 0)}


def _about(field: str) -> tuple[str, str]:
    return _FIELDS.get(field, ("plain", ""))


def _fields(runs: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    names = dict.fromkeys(field for run in runs for field in run["fields"])
    return [
        {
            "name": name,
            "colour": _about(name)[0],
            "meaning": _about(name)[1],
            "rows": [_row(run["name"], run["fields"][name]) for run in runs if name in run["fields"]],
        }
        for name in names
    ]


def _row(run: str, figure: Mapping[str, float]) -> dict[str, Any]:
    shares = {name: f"{figure[name]:.3f}" for name in ("precision", "recall", "f1", "low", "high")}
    # The scale is 100 units long and begins at 4, so that a dot at either end is whole.
    places = {"x": "f1", "x_low": "low", "x_high": "high"}
    return {
        "run": run,
        **shares,
        **{place: f"{4 + 100 * figure[name]:.1f}" for place, name in places.items()},
        **{name: round(figure[name]) for name in ("hits", "found", "wanted")},
    }
