"""The decisions that come with the samples: which of the proposed links a person of the project has accepted, and why.

They are made with the verb that the desk uses, in the name of an account that cannot log in, and only once: whatever
somebody decides otherwise afterwards stays.
"""

import datetime
import json
from typing import Any

from tracker import samples
from tracker.archive.errors import ChangedMeanwhile
from tracker.archive.links import decide_link
from tracker.management.quickstart import sample_letters
from tracker.models import Letter, LetterEvent, LinkState, Role, User

__all__ = ["REVIEWER", "decide", "known"]

REVIEWER = "sample-reviewer"


def known() -> dict[str, dict[str, dict[str, str]]]:
    """Return the decisions: by the letter's file, then "actions" or "letters", the reason by what it is linked to."""
    found: dict[str, dict[str, dict[str, str]]] = json.loads(
        (samples.SAMPLES / "decisions.json").read_text(encoding="utf-8")
    )
    return found


def decide(now: datetime.datetime) -> int:
    """Accept the links that the samples' own facts bear out, and return how many; 0 when that was done before."""
    reviewer = _reviewer()
    letters = {letter.file.original_name: letter for letter in sample_letters.letters()}
    if LetterEvent.objects.filter(letter__in=letters.values(), actor=reviewer).exists():
        return 0
    count = 0
    for name, decisions in known().items():
        if letter := letters.get(name):
            count += sum(_accept(link, reason, reviewer, now) for link, reason in _links(letter, decisions))
    return count


def _reviewer() -> User:
    """Return the account in whose name the samples were decided. It has no password and no rights."""
    user, created = User.objects.get_or_create(
        username=REVIEWER,
        defaults={"first_name": "Sample", "last_name": "Reviewer", "role": Role.PUBLIC, "is_active": False},
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def _links(letter: Letter, decisions: dict[str, dict[str, str]]) -> list[tuple[Any, str]]:
    """Return the proposed links of the letter of which a decision is known, each with its reason."""
    actions, letters = decisions.get("actions", {}), decisions.get("letters", {})
    to_actions = letter.action_links.filter(state=LinkState.PROPOSED, action__citation__in=actions)
    to_letters = letter.earlier_links.filter(state=LinkState.PROPOSED, earlier__file__original_name__in=letters)
    return [
        *((link, actions[link.action.citation]) for link in to_actions.select_related("action")),
        *((link, letters[link.earlier.file.original_name]) for link in to_letters.select_related("earlier__file")),
    ]


def _accept(link: Any, reason: str, reviewer: User, now: datetime.datetime) -> bool:
    try:
        decide_link(link, state=LinkState.CONFIRMED, reason=reason, by=reviewer, now=now, was=LinkState.PROPOSED)
    except ChangedMeanwhile:
        # Somebody was at the desk already: theirs is the word that counts.
        return False
    return True
