"""Letters, people and agencies for tests, each made by a plain function that says what differs from the usual.

`make_letter()` gives a draft that has been read: a file in the storage, a page with words and a picture, and rows that
stand where their words stand. `make_letter(published=True)` gives the public one.
"""

import datetime
import hashlib
import io
import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from tracker import search
from tracker.alerts import keep
from tracker.archive import publish, review
from tracker.archive.record import record
from tracker.linking import index_actions
from tracker.models import (
    ActionKind,
    ActionLink,
    Agency,
    AgencyAction,
    AgencyName,
    Cadence,
    Chamber,
    EventKind,
    Extraction,
    Feed,
    Letter,
    LetterEvent,
    LetterFile,
    LetterLink,
    LetterRelation,
    LetterTopic,
    LinkSearch,
    LinkState,
    Member,
    Official,
    Outcome,
    Publication,
    Relation,
    Role,
    RunState,
    SavedSearch,
    SyncRun,
    SyncWindow,
    Term,
    User,
    WindowState,
)
from tracker.reading import rows
from tracker.reading.layout import Line, Page, Word
from tracker.reading.transcript import Span, Transcript
from tracker.resolving.names import folded
from tracker.resolving.records import Resolution, ResolutionState, Resolved

NOW = datetime.datetime(2026, 3, 2, 15, 30, tzinfo=datetime.UTC)
PASSWORD = "correct horse battery staple"

BLOCKS = (
    "March 3, 2025",
    "The Honorable Ada Marsh\nAdministrator\nHarbor Safety Administration\nWashington, DC 20590",
    "Dear Administrator Marsh:",
    "We write about the new rule on harbor lights. As the Coast Survey has said, the old lamps “fail on one night in\n"
    "nine,” and pilots have told us that they “steer by memory.” The rule, 90 FR 1234, does not say who pays.",
    "1. How many lamps failed in the past year?\n2. Please send us the inspection logs by April 1, 2025.",
    "Sincerely,",
    "Jane Q. Rivers\nUnited States Senator",
    "Tom Hale\nUnited States Senator",
)

_numbers = itertools.count(1)


def pdf_bytes(mark: str = "") -> bytes:
    """Return bytes that begin as a PDF does and are like no others; no reader could read them."""
    return f"%PDF-1.7\n% {mark or next(_numbers)}\n%%EOF\n".encode()


def picture_bytes(width: int = 61, height: int = 79) -> bytes:
    """Return a small white WebP."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(stream, "WEBP")
    return stream.getvalue()


def make_user(role: str = Role.ADMIN, *, username: str = "", **fields: Any) -> User:
    """Return a person with a login; the password is PASSWORD. Admins may enter Django's own admin, as superusers."""
    is_admin = role == Role.ADMIN
    fields = {"is_staff": is_admin, "is_superuser": is_admin} | fields
    return User.objects.create_user(
        username or f"{role}-{next(_numbers)}", password=fields.pop("password", PASSWORD), role=role, **fields
    )


def make_member(
    bioguide: str = "",
    *,
    first: str = "Jane",
    last: str = "Rivers",
    state: str = "OR",
    party: str = "D",
    chamber: str = Chamber.SENATE,
    start: datetime.date = datetime.date(2019, 1, 3),
    end: datetime.date = datetime.date(2031, 1, 3),
    **fields: Any,
) -> Member:
    """Return a member of Congress with one term."""
    bioguide = bioguide or f"{last[:1].upper()}{next(_numbers):06d}"
    member = Member.objects.create(bioguide=bioguide, first=first, last=last, folded_surname=folded(last), **fields)
    Term.objects.create(member=member, chamber=chamber, state=state, party=party, start=start, end=end)
    return member


def make_agency(
    slug: str = "", *, name: str = "", parent: Agency | None = None, aliases: Sequence[str] = (), **fields: Any
) -> Agency:
    """Return an agency, with the further names under which letters address it."""
    name = name or (slug.replace("-", " ").title() if slug else f"Harbor Safety Administration {next(_numbers)}")
    agency = Agency.objects.create(slug=slug or name.lower().replace(" ", "-"), name=name, parent=parent, **fields)
    for alias in aliases:
        AgencyName.objects.create(agency=agency, name=alias, folded=folded(alias))
    return agency


def make_official(agency: Agency, *, name: str = "Ada Marsh", title: str = "Administrator", **fields: Any) -> Official:
    return Official.objects.create(agency=agency, name=name, title=title, **fields)


def make_action(
    *,
    title: str = "Harbor Lights; Final Rule",
    kind: str = ActionKind.RULE,
    published_date: datetime.date | None = datetime.date(2025, 6, 18),
    agencies: Sequence[Agency] = (),
    document_number: str = "",
    **fields: Any,
) -> AgencyAction:
    """Return an agency's action, as imported from the Federal Register."""
    action = AgencyAction.objects.create(
        title=title,
        kind=kind,
        published_date=published_date,
        document_number=document_number or f"2025-{next(_numbers):05d}",
        **({"synced_at": NOW} | fields),
    )
    action.agencies.set(agencies)
    index_actions([action.pk], now=NOW)
    return action


def make_action_link(
    letter: Letter, action: AgencyAction, *, state: str = LinkState.PROPOSED, **fields: Any
) -> ActionLink:
    evidence = [
        {
            "kind": "agency",
            "points": 2.0,
            "sentence": "The letter is addressed to the agency that issued it.",
            "letter_span": None,
            "letter_words": "",
            "other_field": "agencies",
            "other_words": "",
        }
    ]
    fields = {"relation": Relation.SAME_SUBJECT, "score": 9.5, "evidence": evidence, "proposed_at": NOW} | fields
    return ActionLink.objects.create(letter=letter, action=action, state=state, **fields)


def make_letter_link(
    letter: Letter, earlier: Letter, *, relation: str = LetterRelation.REPLIES_TO, **fields: Any
) -> LetterLink:
    fields = {"score": 9.0, "evidence": [], "proposed_at": NOW, "state": LinkState.PROPOSED} | fields
    return LetterLink.objects.create(letter=letter, earlier=earlier, relation=relation, **fields)


def make_saved_search(
    query: str = "lamps", *, owner: User | None = None, cadence: str = Cadence.AT_ONCE, **fields: Any
) -> SavedSearch:
    """Return a search that a staffer with an address keeps since NOW."""
    owner = owner or make_user(Role.STAFFER, email="jo@example.org")
    return keep(query, by=owner, cadence=cadence, **({"now": NOW} | fields))


def publish_letter(title: str = "Two senators on lamps", **fields: Any) -> Letter:
    """Return a letter that is found and public, and so on the list of changes."""
    letter = make_letter(title=title, **fields)
    search.index(letter)
    return publish.publish(letter, by=None, now=NOW)


def retitle(letter: Letter, title: str) -> Letter:
    return review.set_title(letter, title, by=make_user(), now=NOW)


def make_search(letter: Letter, *, agencies: Sequence[Agency] = (), synced_to: datetime.date | None = None) -> None:
    """Say that the letter was searched among what these agencies did, and up to when the source was had."""
    LinkSearch.objects.create(letter=letter, searched_at=NOW)
    LetterTopic.objects.create(
        letter=letter, letter_date=letter.letter_date, agencies=[agency.pk for agency in agencies]
    )
    if synced_to is not None:
        run = SyncRun.objects.create(feed=Feed.DOCUMENTS, state=RunState.FINISHED, asked_at=NOW)
        SyncWindow.objects.create(run=run, start=datetime.date(2024, 1, 1), end=synced_to, state=WindowState.DONE)


def make_transcript(blocks: Sequence[str] = BLOCKS) -> Transcript:
    return Transcript.from_blocks(blocks)


def span_of(transcript: Transcript, words: str, *, nth: int = 0) -> Span:
    """Return where `words` stand in the text. Raises ValueError when they don't."""
    start = -1
    for _ in range(nth + 1):
        start = transcript.text.index(words, start + 1)
    return Span(start, start + len(words))


def make_page(transcript: Transcript, *, number: int = 1) -> Page:
    """Return the page on which the words of a transcript of plain text stand."""
    lines = tuple(
        Line(
            tuple(
                Word(transcript.text[word.span.start : word.span.end], word.box, 12.0)
                for word in transcript.words_in(line.span)
            ),
            line.upright,
            line.zone,
            line.block,
        )
        for line in transcript.lines
        if line.page == number
    )
    lowest = max((line.box.y1 for line in lines), default=0.0)
    widest = max((line.box.x1 for line in lines), default=0.0)
    return Page(number, max(612.0, widest), max(792.0, lowest), lines)


def make_reading(blocks: Sequence[str] = BLOCKS, **fields: Any) -> rows.Reading:
    """Return a reading of BLOCKS with a row of each kind; with other `blocks`, only the rows that `fields` give."""
    transcript = make_transcript(blocks)
    if blocks is BLOCKS:
        fields = _rows_of_blocks(transcript) | fields
    fields = {"reader_version": "test", "pages": (make_page(transcript),), "transcript": transcript} | fields
    return rows.Reading(**fields)


def _rows_of_blocks(transcript: Transcript) -> dict[str, Any]:
    def found(words: str) -> dict[str, Any]:
        return {"text": words, "span": span_of(transcript, words), "rule": "test"}

    signers = [(BLOCKS[6], "Jane Q. Rivers"), (BLOCKS[7], "Tom Hale")]
    quoted = [("fail on one night in\nnine,", "Coast Survey"), ("steer by memory.", "pilots")]
    return {
        "facts": (
            rows.Fact(kind=rows.FactKind.DATE, date=datetime.date(2025, 3, 3), **found("March 3, 2025")),
            rows.Fact(kind=rows.FactKind.SALUTATION, **found("Dear Administrator Marsh:")),
        ),
        "recipients": (
            rows.Recipient(
                name="Ada Marsh",
                title="Administrator",
                organization="Harbor Safety Administration",
                address="Washington, DC 20590",
                **found(BLOCKS[1]),
            ),
        ),
        "signers": tuple(
            rows.Signer(name=name, title="United States Senator", **found(block)) for block, name in signers
        ),
        "quotations": tuple(
            rows.Quotation(
                kind=rows.QuotationKind.QUOTATION, speaker=speaker, speaker_rule="cue and subject", **found(words)
            )
            for words, speaker in quoted
        ),
        "requests": (
            rows.InformationRequest(
                kind=rows.RequestKind.QUESTION, number="1", **found("How many lamps failed in the past year?")
            ),
            rows.InformationRequest(
                kind=rows.RequestKind.DOCUMENTS,
                number="2",
                deadline=0,
                **found("Please send us the inspection logs by April 1, 2025."),
            ),
        ),
        "deadlines": (rows.Deadline(date=datetime.date(2025, 4, 1), **found("by April 1, 2025")),),
        "citations": (
            rows.Citation(kind=rows.CitationKind.FEDERAL_REGISTER, normalized="90 FR 1234", **found("90 FR 1234")),
        ),
    }


def make_resolved(reading: rows.Reading, **fields: Any) -> Resolved:
    """Return what nobody could resolve, but for what `fields` say."""
    nobody = Resolution(state=ResolutionState.UNMATCHED, why="Nobody of this name is known.")
    to, by = len(reading.recipients), len(reading.signers)
    return Resolved(
        **(
            {
                "recipient_agencies": (nobody,) * to,
                "recipient_officials": (None,) * to,
                "recipient_members": (nobody,) * to,
                "signer_members": (nobody,) * by,
                "signer_agencies": (nobody,) * by,
            }
            | fields
        )
    )


def make_waiting_letter(content: bytes | None = None, *, name: str = "letter.pdf", **fields: Any) -> Letter:
    """Return a letter as it is just after it was received: a file, no words, a run that waits."""
    content = pdf_bytes() if content is None else content
    file = LetterFile(
        sha256=hashlib.sha256(content).hexdigest(), size=len(content), original_name=name, received_at=NOW
    )
    file.file.save("", ContentFile(content), save=True)
    letter = Letter.objects.create(file=file, **({"created_at": NOW, "changed_at": NOW} | fields))
    Extraction.objects.create(letter=letter, queued_at=NOW, rung_at=NOW)
    LetterEvent.log(letter, EventKind.RECEIVED, at=NOW)
    return letter


def make_letter(
    *,
    published: bool = False,
    reading: rows.Reading | None = None,
    blocks: Sequence[str] = BLOCKS,
    members: Sequence[Member] = (),
    agencies: Sequence[Agency] = (),
    with_images: bool = True,
    **fields: Any,
) -> Letter:
    """Return a letter that has been read: transcript, pages, rows.

    `members` are whom the signers are, in their order, and `agencies` what the recipients are. Other keywords are
    fields of the letter (`title`, `letter_date`, `direction`, …). Nothing is put into the search index: call
    `tracker.search.index(letter)` where a test searches.
    """
    reading = reading or make_reading(blocks)
    if "letter_date" in fields:
        reading = _dated(reading, fields["letter_date"])
    letter = make_waiting_letter(**{name: value for name, value in fields.items() if name in _OF_THE_FILE})
    record(letter, reading, _resolved_to(reading, members, agencies), extracted_at=NOW)
    fields = {"title": "Two senators to the Harbor Safety Administration"} | fields
    for name, value in fields.items():
        if name not in _OF_THE_FILE:
            setattr(letter, name, value)
    letter.save()
    for signature in letter.signatures.filter(member__isnull=False) if letter.letter_date else ():
        signature.term = signature.member.term_on(letter.letter_date)
        signature.save(update_fields=["term"])
    letter.extractions.update(outcome=Outcome.READ, attempt=1, started_at=NOW, heartbeat_at=NOW, finished_at=NOW)
    if with_images:
        for page in letter.pages.all():
            name = f"pages/{letter.file.sha256}/{page.number}.webp"
            page.image = default_storage.save(name, ContentFile(picture_bytes()))
            page.save(update_fields=["image"])
    if published:
        letter.publication, letter.published_at = Publication.PUBLISHED, letter.published_at or NOW
        letter.save(update_fields=["publication", "published_at"])
    return letter


# The keywords of make_letter that say how the file came.
_OF_THE_FILE = frozenset({"content", "name"})


def _dated(reading: rows.Reading, date: datetime.date | None) -> rows.Reading:
    facts = tuple(replace(fact, date=date) if fact.kind == rows.FactKind.DATE else fact for fact in reading.facts)
    return replace(reading, facts=facts)


def _resolved_to(reading: rows.Reading, members: Sequence[Member], agencies: Sequence[Agency]) -> Resolved:
    nobody = make_resolved(reading)
    return replace(
        nobody,
        recipient_agencies=_found([agency.slug for agency in agencies], nobody.recipient_agencies),
        signer_members=_found([member.pk for member in members], nobody.signer_members),
    )


def _found(keys: Sequence[str], nobody: tuple[Resolution, ...]) -> tuple[Resolution, ...]:
    known = tuple(Resolution(state=ResolutionState.RESOLVED, key=key, why="The test says so.") for key in keys)
    return (known + nobody[len(known) :])[: len(nobody)]
