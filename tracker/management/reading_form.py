"""A reading and its resolution as one JSON object, the form in which readings are exchanged and scored.

Boxes are derived from spans here: [page, x0, y0, x1, y1], points from the page's top left corner, pages from 1. Pure:
it takes no database and no file.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tracker.reading.rows import Citation, FactKind, Reading
from tracker.reading.transcript import Span, Transcript
from tracker.resolving.records import AgencyRecord, Resolution, Resolved

__all__ = ["problem_form", "reading_form", "reading_table"]


def reading_form(
    file: str, reading: Reading, resolved: Resolved | None, agencies: Mapping[str, AgencyRecord]
) -> dict[str, Any]:
    """Return the object for one letter. `agencies` maps slugs to records; None for `resolved` leaves names
    unresolved."""
    text = reading.transcript
    return {
        "file": file,
        "pages": len(reading.pages),
        "reader_version": reading.reader_version,
        "direction": reading.direction.value,
        "date": reading.date.isoformat() if reading.date else None,
        "subject": _fact(reading, FactKind.SUBJECT),
        "salutation": _fact(reading, FactKind.SALUTATION),
        "recipients": _recipients(reading, resolved, agencies),
        "signers": _signers(reading, resolved),
        "quotations": [
            {
                "text": row.text,
                "type": row.kind.value,
                "speaker": row.speaker or None,
                "speaker_rule": row.speaker_rule or None,
                "cue": row.cue or None,
                "source": row.source or None,
                "nested_in": row.nested_in,
                "rule": row.rule,
                "boxes": _boxes(text, row.span),
            }
            for row in reading.quotations
        ],
        "requests": [
            {
                "text": row.text,
                "kind": row.kind.value,
                "number": row.number or None,
                "parent": row.parent,
                "deadline": _date_of(reading, row.deadline),
                "rule": row.rule,
                "boxes": _boxes(text, row.span),
            }
            for row in reading.requests
        ],
        "deadlines": [
            {
                "text": row.text,
                "date": row.date.isoformat() if row.date else None,
                "reckoning": row.reckoning,
                "boxes": _boxes(text, row.span),
            }
            for row in reading.deadlines
        ],
        "citations": [
            {
                "text": text.shown(span),
                "kind": rows[0].kind.value,
                "normalized": "; ".join(row.normalized for row in rows),
                "boxes": _boxes(text, span),
            }
            for rows in _listed(reading)
            for span in (Span(rows[0].span.start, rows[-1].span.end),)
        ],
        "notes": [*reading.notes, *(resolved.notes if resolved else ())],
    }


def problem_form(file: str, code: str, sentence: str) -> dict[str, Any]:
    """Return the object for a file that could not be read: which, the problem's code, and a sentence for a person."""
    return {"file": file, "problem": code, "sentence": sentence}


def _listed(reading: Reading) -> list[list[Citation]]:
    """Return the citations, those together that one list names: "15 CFR Parts 730, 744 and 772" is cited once.

    In the archive each part stays a row of its own, since each can be read, and linked to, by itself.
    """
    found: list[list[Citation]] = []
    for row in reading.citations:
        last = found[-1][-1] if found else None
        between = reading.transcript.text[last.span.end : row.span.start] if last else ""
        goes_on = last is not None and last.kind == row.kind and row.text[:1].isdigit()
        # The rest of a list bears no title of its own ("45 CFR 160" does).
        bare = not re.search(r"[A-Z]{2}|[A-Z]\.|Stat|Fed", row.text)
        if goes_on and bare and re.fullmatch(r",?\s(?:and\s|or\s|&\s)?(?:§§?\s?)?", between):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _recipients(
    reading: Reading, resolved: Resolved | None, agencies: Mapping[str, AgencyRecord]
) -> list[dict[str, Any]]:
    return [
        {
            "name": row.name or None,
            "title": row.title or None,
            "organization": row.organization or None,
            "agency": _agency(resolved.recipient_agencies if resolved else (), index, agencies),
            "bioguide": _key(resolved.recipient_members if resolved else (), index),
            "boxes": _boxes(reading.transcript, row.span),
        }
        for index, row in enumerate(reading.recipients)
    ]


def _signers(reading: Reading, resolved: Resolved | None) -> list[dict[str, Any]]:
    return [
        {
            "name": _best_known(row.name, resolved.signer_members if resolved else (), index),
            "as_written": row.name,
            "title": row.title or None,
            "bioguide": _key(resolved.signer_members if resolved else (), index),
            "boxes": _boxes(reading.transcript, row.span),
        }
        for index, row in enumerate(reading.signers)
    ]


def _fact(reading: Reading, kind: FactKind) -> str | None:
    fact = reading.fact(kind)
    return fact.text if fact else None


def _key(resolutions: Sequence[Resolution], index: int) -> str | None:
    return resolutions[index].key or None if index < len(resolutions) else None


def _best_known(written: str, resolutions: Sequence[Resolution], index: int) -> str:
    """Return the member's own name where a scan's reading of it was resolved, else the name as written."""
    return (resolutions[index].name if index < len(resolutions) else "") or written


def _agency(resolutions: Sequence[Resolution], index: int, agencies: Mapping[str, AgencyRecord]) -> str | None:
    key = _key(resolutions, index)
    return agencies[key].name if key and key in agencies else key


def _date_of(reading: Reading, deadline: int | None) -> str | None:
    date = reading.deadlines[deadline].date if deadline is not None else None
    return date.isoformat() if date else None


def _boxes(transcript: Transcript, span: Span) -> list[list[float]]:
    return [
        [place.page, *(round(value, 1) for value in (place.box.x0, place.box.y0, place.box.x1, place.box.y1))]
        for place in transcript.boxes(span)
    ]


def reading_table(form: Mapping[str, Any]) -> str:
    """Return a form as a short table for a person at a terminal."""
    if "problem" in form:
        return f"{form['file']}\n  {form['problem']}: {form['sentence']}\n"
    rows = [
        ("pages", str(form["pages"])),
        ("date", form["date"] or "—"),
        ("to", "; ".join(_who(row, "agency") for row in form["recipients"]) or "—"),
        ("signed", "; ".join(_who(row, "bioguide") for row in form["signers"]) or "—"),
    ]
    for row in form["quotations"]:
        speaker = f" — {row['speaker']}" if row["speaker"] else ""
        rows.append((row["type"].replace("_", " "), f"“{_short(row['text'])}”{speaker}"))
    for row in form["requests"]:
        due = f" (by {row['deadline']})" if row["deadline"] else ""
        rows.append((row["kind"], f"{_short(row['text'])}{due}"))
    rows += [("cites", row["normalized"]) for row in form["citations"]]
    rows += [("note", note) for note in form["notes"]]
    return "\n".join([form["file"], *(f"  {name:16}{value}" for name, value in rows), ""])


def _who(row: Mapping[str, Any], key: str) -> str:
    name = row["name"] or row["title"] or row.get("organization") or "?"
    return f"{name} [{row[key]}]" if row.get(key) else name


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:88].rstrip() + " …"
