"""What a person says of a proposed link: it belongs, it does not, it is left open, or the question is opened again.

Decisions are conditional UPDATEs: of two people who decide at once, the second changes nothing and is told what the
first one said. Each decision stands in the log of every letter that shows the link.
"""

import datetime
from collections.abc import Collection
from typing import TypeVar

from django.db import transaction

from tracker import search
from tracker.archive.errors import ChangedMeanwhile, InvalidChange
from tracker.archive.rows import storable
from tracker.models import (
    ActionLink,
    EventKind,
    Letter,
    LetterEvent,
    LetterLink,
    LetterRelation,
    LinkState,
    Relation,
    User,
    Viewer,
)

__all__ = ["decide_link"]

Link = TypeVar("Link", ActionLink, LetterLink)

_EVENTS = {
    LinkState.CONFIRMED: EventKind.LINK_CONFIRMED,
    LinkState.REJECTED: EventKind.LINK_REJECTED,
    LinkState.UNDECIDED: EventKind.LINK_UNDECIDED,
    LinkState.PROPOSED: EventKind.LINK_REOPENED,
}
_OPEN = (LinkState.PROPOSED, LinkState.UNDECIDED)
# To accept needs none: the evidence is the reason, and the public page shows it. The others leave no trace there, so
# whoever comes next must find one here.
_NEEDS_REASON = {
    LinkState.REJECTED: "Say why it does not belong to the letter.",
    LinkState.UNDECIDED: "Say what is still to be found out.",
}
_SAID = {LinkState.CONFIRMED: "accepted", LinkState.REJECTED: "rejected", LinkState.UNDECIDED: "left open"}


def decide_link(
    link: Link,
    *,
    state: LinkState | str,
    reason: str,
    by: Viewer,
    now: datetime.datetime,
    relation: str = "",
    was: LinkState | str = "",
) -> Link:
    """Accept, reject or leave open a proposed link, or open the question again. All but to accept takes a reason.

    `relation` is how the two belong together when it is another than proposed. `was` is the state in which the person
    saw the link; without it, only what is still open can be decided. Raises InvalidChange for a value that cannot be,
    ChangedMeanwhile when somebody, or a new search, was faster.
    """
    state = LinkState(state)
    reason = " ".join(storable(reason).split())
    if len(reason) > 500:
        raise InvalidChange("The reason may have 500 characters at most.", field="reason")
    if not reason and state in _NEEDS_REASON:
        raise InvalidChange(_NEEDS_REASON[state], field="reason")
    known = Relation if isinstance(link, ActionLink) else LetterRelation
    if relation and relation not in known.values:
        raise InvalidChange(f"“{relation[:40]}” is no way in which these two can belong together.", field="relation")
    is_open = state == LinkState.PROPOSED
    values: dict[str, object] = {
        "state": state,
        "reason": "" if is_open else reason,
        "decided_by": by if isinstance(by, User) and not is_open else None,
        "decided_at": None if is_open else now,
    }
    if relation:
        values["relation"] = relation
    with transaction.atomic():
        # Both letters show the link; they are locked in the order of their numbers, so that nobody waits in a circle.
        shown_by = {link.letter_id, link.earlier_id} if isinstance(link, LetterLink) else {link.letter_id}
        letters = list(Letter.objects.select_for_update().filter(pk__in=shown_by).order_by("pk"))
        same = type(link)._default_manager.filter(pk=link.pk, state__in=_expected(state, was))
        if not same.update(**values):
            raise ChangedMeanwhile(_what_happened(link))
        link.refresh_from_db()
        for letter in letters:
            LetterEvent.log(letter, _EVENTS[state], at=now, actor=by, message=_told(link, letter, reason))
        Letter.objects.filter(pk__in=shown_by).update(changed_at=now)
        search.index_many(sorted(shown_by))
    return link


def _expected(state: LinkState, was: LinkState | str) -> Collection[str]:
    """Return the states of which one must be stored still for the decision to stand."""
    if was:
        return (LinkState(was),)
    return LinkState.values if state == LinkState.PROPOSED else _OPEN


def _what_happened(link: ActionLink | LetterLink) -> str:
    stored = type(link)._default_manager.select_related("decided_by").filter(pk=link.pk).first()
    if stored is None:
        return "This proposal was withdrawn in the meantime: a new search no longer finds it. Nothing was changed."
    if stored.state == LinkState.PROPOSED:
        return "This was opened again in the meantime. Nothing was changed; look at it again."
    by = f" by {stored.decided_by}" if stored.decided_by else ""
    reason = f": “{stored.reason}”" if stored.reason else ""
    return f"This was {_SAID[LinkState(stored.state)]} in the meantime{by}{reason}. Nothing was changed."


def _told(link: ActionLink | LetterLink, letter: Letter, reason: str) -> str:
    """Return the log's words: to what the letter is linked, how, and why."""
    if isinstance(link, ActionLink):
        other = link.action.citation or link.action.document_number or f"“{link.action.title[:80]}”"
    elif link.letter_id == letter.pk:
        other = f"letter {link.earlier_id}"
    else:
        other = f"letter {link.letter_id}"
    return f"{other} ({link.get_relation_display().lower()})" + (f": {reason}" if reason else "")
