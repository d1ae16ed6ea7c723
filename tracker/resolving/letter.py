"""All the names of one letter, resolved together: those that are certain help with those that are not."""

import datetime

from tracker.reading.rows import Direction, Reading, Recipient, Signer
from tracker.resolving.agencies import AgencyIndex, is_of_congress, official_on, officials_named, resolve_agency
from tracker.resolving.members import resolve_member
from tracker.resolving.posts import is_head_of_post
from tracker.resolving.records import OfficialRecord, Registry, Resolution, ResolutionState, Resolved
from tracker.resolving.signers import letterhead_of, resolve_signers

__all__ = ["resolve"]

_NOT_ASKED = Resolution(state=ResolutionState.UNMATCHED, rule="not asked", why="Not looked up for a row of this kind.")


def resolve(reading: Reading, registry: Registry) -> Resolved:
    """Return what the recipients and signers of `reading` mean, as of its date.

    To an agency, recipients are looked up as agencies and officials (and as members where they sit in Congress) and
    signers as members; to Congress, it is the other way round. `notes` are sentences for a person.
    """
    date = reading.date
    index = AgencyIndex.of(registry)
    officials = tuple(registry.officials())
    to_congress = reading.direction == Direction.TO_CONGRESS
    notes: list[str] = []
    if date is None and (reading.signers or reading.recipients):
        notes.append("The letter's date was not found, so only names that one member alone ever bore were resolved.")

    agencies, posts = [], []
    for recipient in reading.recipients:
        agency, official, note = _recipient_agency(recipient, date, index, officials)
        agencies.append(agency)
        posts.append(official)
        notes += [note] if note else []
    if to_congress:
        signers = [_NOT_ASKED for _ in reading.signers]
        signer_agencies = [_signer_agency(signer, reading, date, index, officials) for signer in reading.signers]
    else:
        signers = resolve_signers(reading, registry)
        signer_agencies = [
            _signer_agency(signer, reading, date, index, officials)
            if reading.direction == Direction.OTHER and found.state == ResolutionState.UNMATCHED
            else _NOT_ASKED
            for signer, found in zip(reading.signers, signers, strict=True)
        ]
    return Resolved(
        recipient_agencies=tuple(agencies),
        recipient_officials=tuple(posts),
        recipient_members=tuple(
            _recipient_member(recipient, agency, date, registry, to_congress=to_congress)
            for recipient, agency in zip(reading.recipients, agencies, strict=True)
        ),
        signer_members=tuple(signers),
        signer_agencies=tuple(signer_agencies),
        notes=tuple(dict.fromkeys(notes)),
    )


def _recipient_agency(
    recipient: Recipient, date: datetime.date | None, index: AgencyIndex, officials: tuple[OfficialRecord, ...]
) -> tuple[Resolution, OfficialRecord | None, str]:
    """Return the agency, the post holder where known, and a note where the name and the post disagree on the date."""
    found = resolve_agency(
        index,
        organization=recipient.organization,
        title=recipient.title,
        name=recipient.name,
        address=recipient.address,
        date=date,
        officials=officials,
    )
    if found.state != ResolutionState.RESOLVED or not recipient.name:
        return found, None, ""
    official = official_on(recipient.name, found.key, date, officials)
    if official or date is None or not is_head_of_post(recipient.title):
        return found, official, ""
    ever = [one for one in officials_named(recipient.name, officials) if one.agency == found.key]
    if not ever or not all(one.start and one.end for one in ever):
        return found, None, ""
    held = ", ".join(f"{one.start} to {one.end}" for one in ever)
    note = f"{recipient.name} is addressed at {index.label(found.key)} on {date}, but held a post there {held}."
    return found, None, f"{note} Look at the letter’s date."


def _recipient_member(
    recipient: Recipient, agency: Resolution, date: datetime.date | None, registry: Registry, *, to_congress: bool
) -> Resolution:
    place = f"{recipient.title} {recipient.organization}".strip()
    of_congress = is_of_congress(recipient.organization, recipient.title)
    if not recipient.name or agency.state == ResolutionState.RESOLVED or not (to_congress or of_congress):
        return _NOT_ASKED
    return resolve_member(recipient.name, date, registry, title=place)


def _signer_agency(
    signer: Signer,
    reading: Reading,
    date: datetime.date | None,
    index: AgencyIndex,
    officials: tuple[OfficialRecord, ...],
) -> Resolution:
    """Return the agency for which a signer writes: by the words under the name, else by the letterhead."""
    found = resolve_agency(index, title=signer.title, name=signer.name, date=date, officials=officials)
    letterhead = letterhead_of(reading)
    if found.state == ResolutionState.RESOLVED or not letterhead:
        return found
    return resolve_agency(index, organization=letterhead, title=signer.title)
