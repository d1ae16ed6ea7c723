"""Storing what a reading found, without touching what a person said.

1. The transcript, the pages and the footnotes are replaced.
2. Rows of persons stay, and are anchored in the new transcript by their words.
3. The reader's rows are brought in line with the reading: kept where nothing changed (with their numbers), changed,
   added or removed; what duplicates a person's row is not added.
4. The letter's own fields are drawn from the rows.

To record the same reading twice changes nothing.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from tracker.archive.anchoring import FoldedText
from tracker.archive.merging import taken_places
from tracker.archive.pictures import Picture
from tracker.archive.rows import ROW_MODELS, Wanted, fitted, storable, wanted_rows
from tracker.archive.title import title_for
from tracker.models import (
    ActionLink,
    CoveragePassage,
    ExtractedRow,
    Footnote,
    Letter,
    LetterFact,
    LetterLink,
    LetterPage,
    LetterTranscript,
    LinkState,
    ReadingState,
    ReviewState,
    Signature,
    Term,
    UncountedText,
)
from tracker.reading.rows import FactKind, Reading
from tracker.reading.transcript import Span, Transcript
from tracker.resolving.records import Resolved

__all__ = ["persons_date", "record", "record_pictures", "refresh"]


def record(
    letter: Letter,
    reading: Reading,
    resolved: Resolved,
    *,
    extracted_at: datetime.datetime,
    pictures: Mapping[int, Picture] | None = None,
) -> None:
    """Bring the letter's rows in line with a reading. `pictures` are the stored ones, by the page's number.

    `letter` is locked until the transaction's end, and holds the stored values afterwards.
    """
    with transaction.atomic():
        Letter.objects.select_for_update().get(pk=letter.pk)
        old = LetterTranscript.objects.filter(letter=letter).values_list("text", flat=True).first()
        text = storable(reading.transcript.text)
        _store_transcript(letter, reading.transcript, text)
        _store_pages(letter, reading, pictures or {})
        _store_footnotes(letter, reading)
        new_text = FoldedText(text)
        wanted = wanted_rows(reading, resolved)
        stored: dict[type[ExtractedRow], list[ExtractedRow]] = {}
        for model in ROW_MODELS:
            rows = list(model._default_manager.filter(letter=letter))
            persons = [row for row in rows if row.is_by_person]
            if text != old:
                _anchor(persons, FoldedText(old or ""), new_text, reading.transcript)
            machines = [row for row in rows if not row.is_by_person]
            stored[model] = _store_rows(model, letter, machines, persons, wanted[model])
            _store_links(model, stored, wanted[model])
        if old not in (None, text):
            _anchor_evidence(letter, new_text, reading.transcript)
        letter.direction = reading.direction.value
        letter.notes = [storable(note) for note in (*reading.notes, *resolved.notes)]
        letter.reading_state = ReadingState.READ
        letter.problem = letter.problem_sentence = ""
        letter.read_at = extracted_at
        letter.save(update_fields=["direction", "notes", "reading_state", "problem", "problem_sentence", "read_at"])
        refresh(letter, now=extracted_at)


def record_pictures(letter: Letter, pictures: Mapping[int, Picture]) -> None:
    """Keep the pages of a letter in which no words were read, as pictures. Pages that are there already stay."""
    note = "No words were read on this page."
    pages = [
        LetterPage(
            letter=letter,
            number=number,
            width=picture.width,
            height=picture.height,
            engine="",
            confidence=0.0,
            note=note,
            image=picture.name,
        )
        for number, picture in pictures.items()
    ]
    LetterPage.objects.bulk_create(pages, ignore_conflicts=True)


def refresh(letter: Letter, *, now: datetime.datetime) -> None:
    """Draw the letter's date and title, and the signers' terms of office, from the rows as they stand."""
    facts = list(letter.facts.kept())
    dates = [fact for fact in facts if fact.kind == FactKind.DATE]
    # A person's word counts before the machine's.
    date = next((fact.date for fact in sorted(dates, key=lambda fact: not fact.is_by_person)), None)
    signatures = list(letter.signatures.select_related("agency", "member").prefetch_related("member__terms"))
    changed = []
    for signature in signatures:
        term: Term | None = signature.member.term_on(date) if signature.member and date else None
        if signature.term_id != (term.pk if term else None):
            changed.append(signature)
        signature.term = term
    Signature.objects.bulk_update(changed, ["term"])

    letter.refresh_from_db(fields=["title", "title_entered", "direction"])
    letter.letter_date = date
    if not letter.title_entered:
        recipients = list(letter.recipients.kept().select_related("agency", "member"))
        title = title_for(letter, facts, recipients, [row for row in signatures if not row.is_dismissed])
        letter.title = fitted(Letter, {"title": title})["title"]
    letter.changed_at = now
    letter.save(update_fields=["letter_date", "title", "changed_at"])


def persons_date(letter: Letter) -> datetime.date | None:
    """Return the date that a person says the letter bears, or None when no person has spoken of it."""
    fact = letter.facts.kept().by_person().filter(kind=FactKind.DATE, date__isnull=False).first()
    return fact.date if isinstance(fact, LetterFact) else None


def _store_transcript(letter: Letter, transcript: Transcript, text: str) -> None:
    lines = [[line.span.start, line.span.end, line.page, line.zone.value, line.block] for line in transcript.lines]
    row, is_new = LetterTranscript.objects.update_or_create(letter=letter, defaults={"text": text, "lines": lines})
    letter.transcript = row
    if is_new:
        UncountedText.objects.get_or_create(letter=letter)


def _store_pages(letter: Letter, reading: Reading, pictures: Mapping[int, Picture]) -> None:
    words: dict[int, list[list[float]]] = defaultdict(list)
    for word in reading.transcript.words:
        box = [round(edge, 2) for edge in (word.box.x0, word.box.y0, word.box.x1, word.box.y1)]
        words[word.page].append([word.span.start, word.span.end, *box, round(word.confidence, 3)])
    pages = [
        LetterPage(
            letter=letter,
            number=page.number,
            words=words[page.number],
            image=pictures[page.number].name if page.number in pictures else "",
            **fitted(
                LetterPage,
                {
                    "width": page.width,
                    "height": page.height,
                    "engine": page.engine.value,
                    "confidence": page.confidence,
                    "note": page.note,
                },
            ),
        )
        for page in reading.pages
    ]
    fields = ["width", "height", "engine", "confidence", "note", "words"]
    LetterPage.objects.bulk_create(
        pages,
        update_conflicts=True,
        unique_fields=["letter", "number"],
        # A reading without pictures keeps those that are there.
        update_fields=[*fields, "image"] if pictures else fields,
    )
    letter.pages.filter(number__gt=len(pages)).delete()


def _store_footnotes(letter: Letter, reading: Reading) -> None:
    wanted = []
    for order, note in enumerate(reading.footnotes):
        fields: dict[str, Any] = {"order": order, "mark": note.mark, "text": note.text}
        fields |= zip(("start", "end", "page"), _place(note.span, reading.transcript), strict=True)
        fields |= zip(("mark_start", "mark_end", "mark_page"), _place(note.mark_span, reading.transcript), strict=True)
        wanted.append(fitted(Footnote, fields))
    stored = letter.footnotes.values(*(wanted[0] if wanted else ("order",)))
    if list(stored) != wanted:
        letter.footnotes.all().delete()
        Footnote.objects.bulk_create(Footnote(letter=letter, **fields) for fields in wanted)


def _anchor(rows: Iterable[ExtractedRow], old: FoldedText, new: FoldedText, transcript: Transcript) -> None:
    """Move persons' rows to where their words stand now; a row whose words are gone has no place."""
    changed = []
    for row in rows:
        if row.start is not None and row.end is not None and old.text:
            span = new.find_again(Span(row.start, row.end), old)
        else:
            span = new.find(row.as_read.get("text") or row.text)
        place = _place(span, transcript)
        if place != (row.start, row.end, row.page):
            row.start, row.end, row.page = place
            changed.append(row)
    if changed:
        type(changed[0])._default_manager.bulk_update(changed, ["start", "end", "page"])


def _place(span: Span | None, transcript: Transcript) -> tuple[int | None, int | None, int | None]:
    return (span.start, span.end, transcript.page_of(span)) if span else (None, None, None)


def _store_rows(
    model: type[ExtractedRow],
    letter: Letter,
    machines: Sequence[ExtractedRow],
    persons: Sequence[ExtractedRow],
    wanted: Sequence[Wanted],
) -> list[ExtractedRow]:
    """Bring the reader's rows of one model in line, and return the row that stands for each of `wanted`."""
    taken = taken_places(persons, wanted)
    before: dict[tuple[Any, ...], list[ExtractedRow]] = defaultdict(list)
    for row in machines:
        before[_identity(vars(row))].append(row)
    stored: list[ExtractedRow] = []
    added, changed = [], []
    for index, want in enumerate(wanted):
        if index in taken:
            stored.append(taken[index])
            continue
        same = before[_identity(want.fields)]
        row = same.pop(0) if same else model(letter=letter)
        if row.pk is None:
            added.append(row)
        elif any(getattr(row, name) != value for name, value in want.fields.items()):
            changed.append(row)
        for name, value in want.fields.items():
            setattr(row, name, value)
        stored.append(row)
    gone = [row.pk for rows in before.values() for row in rows]
    if gone:
        model._default_manager.filter(pk__in=gone, review_state=ReviewState.EXTRACTED).delete()
        _forget(persons, set(gone))

    moved = _put_in_order(stored, persons)
    names = {"order", *(wanted[0].fields if wanted else ())}
    rows_to_save = {row.pk: row for row in (*changed, *moved) if row.pk is not None}
    model._default_manager.bulk_create(added)
    model._default_manager.bulk_update([row for row in rows_to_save.values() if not row.is_by_person], sorted(names))
    model._default_manager.bulk_update([row for row in rows_to_save.values() if row.is_by_person], ["order"])
    return stored


def _identity(fields: Mapping[str, Any]) -> tuple[Any, ...]:
    """By what a row of the reader is known again from one reading to the next: its kind and its place."""
    return fields.get("kind", ""), fields["start"], fields["end"]


def _forget(persons: Iterable[ExtractedRow], gone: set[int]) -> None:
    """Note on persons' rows, already fetched, that the rows they pointed to were removed (the database knows)."""
    for row in persons:
        for name in ("nested_in", "parent"):
            if getattr(row, f"{name}_id", None) in gone:
                setattr(row, name, None)


def _put_in_order(stored: Sequence[ExtractedRow], persons: Sequence[ExtractedRow]) -> list[ExtractedRow]:
    """Number the rows in the reading's order, and return those whose number changed.

    A person's row that the reading does not have goes before the first row that stands after it; one without a place
    goes last.
    """
    rows = list({id(row): row for row in stored}.values())
    placed = {id(row) for row in rows}
    for person in persons:
        if id(person) in placed:
            continue
        at = len(rows)
        if person.start is not None:
            start = person.start
            after = (i for i, row in enumerate(rows) if row.start is not None and row.start > start)
            at = next(after, len(rows))
        rows.insert(at, person)
    moved = []
    for order, row in enumerate(rows):
        if row.order != order:
            row.order = order
            moved.append(row)
    return moved


def _store_links(
    model: type[ExtractedRow], stored: Mapping[type[ExtractedRow], Sequence[ExtractedRow]], wanted: Sequence[Wanted]
) -> None:
    """Point rows to the rows that they are part of. Where a person decided, only a lost pointer is set again."""
    changed: dict[str, list[ExtractedRow]] = defaultdict(list)
    for row, want in zip(stored[model], wanted, strict=True):
        for name, (target_model, index) in want.links.items():
            target = stored[target_model][index] if index is not None else None
            while target is not None and target.is_dismissed:
                target = getattr(target, name, None) if target_model is model else None
            now = getattr(row, f"{name}_id")
            if row.is_by_person and (now is not None or row.review_state != ReviewState.CONFIRMED):
                continue
            if target is not row and now != (target.pk if target else None):
                setattr(row, name, target)
                changed[name].append(row)
    for name, rows in changed.items():
        model._default_manager.bulk_update(rows, [name])


def _anchor_evidence(letter: Letter, text: FoldedText, transcript: Transcript) -> None:
    """Anchor what press articles quote, and the evidence of links that a person decided."""
    passages = list(CoveragePassage.objects.filter(coverage__letter=letter))
    for passage in passages:
        passage.start, passage.end, passage.page = _place(text.find(passage.text, near=passage.start), transcript)
    CoveragePassage.objects.bulk_update(passages, ["start", "end", "page"])
    action_links = list(ActionLink.objects.filter(letter=letter).exclude(state=LinkState.PROPOSED))
    letter_links = list(LetterLink.objects.filter(letter=letter).exclude(state=LinkState.PROPOSED))
    for link in (*action_links, *letter_links):
        for item in link.evidence:
            if item.get("letter_span") and item.get("letter_words"):
                span = text.find(item["letter_words"], near=item["letter_span"][0])
                item["letter_span"] = [span.start, span.end] if span else None
    later_links = list(LetterLink.objects.filter(earlier=letter).exclude(state=LinkState.PROPOSED))
    for link in later_links:
        for item in link.evidence:
            if item.get("other_span") and item.get("other_words"):
                span = text.find(item["other_words"], near=item["other_span"][0])
                item["other_span"] = [span.start, span.end] if span else None
    letter_links += later_links
    ActionLink.objects.bulk_update(action_links, ["evidence"])
    LetterLink.objects.bulk_update(letter_links, ["evidence"])
