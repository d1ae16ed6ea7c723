"""Who writes to whom: Congress to an agency, an agency to Congress, or neither."""

import re
from collections.abc import Sequence

from tracker.reading.offices import is_congress, is_member_title, is_state_body
from tracker.reading.parts import Parts
from tracker.reading.rows import Direction, Recipient, Signer
from tracker.reading.transcript import Transcript

__all__ = ["direction_of"]

# The Senate and the House have post codes of their own, and no agency has: a scanned letterhead often keeps no more.
_POST_OF_CONGRESS = re.compile(r"\b205(?:10|15)\b")


def direction_of(
    transcript: Transcript, parts: Parts, recipients: Sequence[Recipient], signers: Sequence[Signer]
) -> Direction:
    """Return the letter's direction.

    The signers' titles say who writes, and where they say nothing the letterhead does; titles and bodies of the inside
    address say to whom. A letter from members to members, or between agencies, is OTHER.
    """
    to_congress = [_is_of_congress(recipient) for recipient in recipients]
    reaches_congress = bool(to_congress) and sum(to_congress) * 2 > len(to_congress)
    if _from_congress(transcript, parts, signers, reaches_congress):
        return Direction.OTHER if reaches_congress else Direction.TO_AGENCY
    return Direction.TO_CONGRESS if reaches_congress else Direction.OTHER


def _is_of_congress(recipient: Recipient) -> bool:
    if is_state_body(recipient.organization):
        return False
    lines = (recipient.organization, *recipient.address.split("\n"))
    return any(is_congress(line) for line in lines) or is_member_title(recipient.title)


def _from_congress(transcript: Transcript, parts: Parts, signers: Sequence[Signer], reaches_congress: bool) -> bool:
    titles = [signer.title for signer in signers if signer.title]
    members = [is_member_title(title) or is_congress(title) for title in titles]
    if members and sum(members) * 2 >= len(members):
        return True
    head = [transcript.shown(span) for span in parts.letterhead]
    if any(is_congress(line) or _POST_OF_CONGRESS.search(line) for line in head):
        return True
    # Titles that no member holds, or an agency's letterhead, speak against Congress; silence speaks for it, unless
    # the letter goes there.
    return not titles and not head and not reaches_congress
