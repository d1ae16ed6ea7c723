"""How far was looked for what followed a letter, as its pages say it: to the day up to which the sources were had."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tracker import linking
from tracker.models import Agency, Letter
from tracker.sources.synced import synced_to

__all__ = ["HowFar", "how_far"]


@dataclass(frozen=True, slots=True)
class HowFar:
    """`to_date` is None where no day is known up to which everything was had; then the day of the search is said."""

    on: date
    to_date: date | None
    actions: int
    agencies: int
    none_above: bool


def how_far(letter: Letter) -> HowFar | None:
    """Return it, or None when nobody has looked yet."""
    found = linking.searched(letter)
    if found is None:
        return None
    to_date = None
    if found.until is not None:
        written_to = Agency.objects.filter(recipients__in=letter.recipients.kept()).distinct()
        reached = synced_to(written_to, since=letter.letter_date)
        if reached is not None and letter.letter_date is not None and reached >= letter.letter_date:
            to_date = min(reached, found.until)
    on = timezone.localdate(found.searched_at)
    return HowFar(on, to_date, found.actions, found.agencies, found.none_above)
