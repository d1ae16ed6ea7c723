"""From a letter's stored rows to the facts that its sentence is made of. Uses what is prefetched; asks for nothing."""

import datetime
from collections.abc import Sequence

from tracker.models import ActionLink, Agency, AgencyAction, Letter, LetterLink, LetterRelation, LinkState, Relation
from tracker.web.sentence import Addressee, Ask, Earlier, Followed, LetterFacts, Writer

__all__ = ["action_noun", "addressees_of", "agency_in_short", "facts_of", "followed_by", "writers_of"]


def agency_in_short(agency: Agency | None) -> str:
    """Return the name as running text has it: "Commerce" for the Federal Register's "Commerce Department"."""
    if agency is None:
        return ""
    return agency.name.removesuffix(" Department").removeprefix("Department of ")


def writers_of(letter: Letter) -> tuple[Writer, ...]:
    """Return the signers that no person dismissed, each with chamber and party as of the letter's date."""
    return tuple(
        Writer(
            name=row.member.full_name if row.member else row.name or row.text.split("\n")[0],
            chamber=row.term.chamber if row.term else "",
            party=row.term.party if row.term else "",
            agency=agency_in_short(row.agency),
            title=row.title,
        )
        for row in letter.signatures.all()
        if not row.is_dismissed
    )


def addressees_of(letter: Letter) -> tuple[Addressee, ...]:
    """Return the recipients that no person dismissed."""
    found = []
    for row in letter.recipients.all():
        if row.is_dismissed:
            continue
        term = row.member.term_on(letter.letter_date) if row.member and letter.letter_date else None
        found.append(
            Addressee(
                name=row.member.full_name if row.member else row.name,
                title=row.title,
                agency=agency_in_short(row.agency),
                chamber=term.chamber if term else "",
                organization=row.organization,
            )
        )
    return tuple(found)


def action_noun(action: AgencyAction) -> str:
    """Return what an action is, in lower case: the agency's own words up to the first mark, else its kind.

    >>> action_noun(AgencyAction(action_text="Interim final rule; request for comments.", kind="rule"))
    'interim final rule'
    """
    own = action.action_text.split(";")[0].split(",")[0].strip(" .")
    noun = own if own and len(own) <= 40 else action.kind_label
    return noun[:1].lower() + noun[1:]


def _agency_that_acted(action: AgencyAction, addressed: set[int]) -> str:
    agencies = list(action.agencies.all())
    named = [agency for agency in agencies if agency.pk in addressed] or agencies
    return agency_in_short(named[0]) if named else ""


def followed_by(
    letter: Letter, action_links: Sequence[ActionLink], later_links: Sequence[LetterLink]
) -> tuple[Followed, ...]:
    """Return what is dated on or after the letter's date, strongest first; background is never among it."""
    if letter.letter_date is None:
        return ()
    addressed = {row.agency_id for row in letter.recipients.all() if row.agency_id and not row.is_dismissed}
    found: list[Followed] = []
    for link in later_links:
        later = link.letter
        if later.letter_date is None or later.letter_date < letter.letter_date:
            continue
        writers = writers_of(later)
        found.append(
            Followed(
                what="reply" if link.relation == LetterRelation.REPLIES_TO else "follow_up",
                date=later.letter_date,
                agency=next((writer.agency for writer in writers if writer.agency), ""),
                confirmed=link.state == LinkState.CONFIRMED,
            )
        )
    for action_link in sorted(action_links, key=lambda link: -link.score):
        action = action_link.action
        is_before = action.published_date is None or action.published_date < letter.letter_date
        if is_before or action_link.relation in (Relation.BACKGROUND, Relation.CITED):
            continue
        assert action.published_date is not None
        found.append(
            Followed(
                what="action",
                date=action.published_date,
                agency=_agency_that_acted(action, addressed),
                noun=action_noun(action),
                relation=action_link.relation,
                confirmed=action_link.state == LinkState.CONFIRMED,
            )
        )
    return tuple(found)


def facts_of(
    letter: Letter,
    *,
    action_links: Sequence[ActionLink],
    earlier_links: Sequence[LetterLink],
    later_links: Sequence[LetterLink],
    searched_to: datetime.date | None,
) -> LetterFacts:
    """Return the facts of one letter. The links are those that the viewer may see."""
    asked = [row for row in letter.requests.all() if not row.is_dismissed]
    own = [row.deadline.date if row.deadline and not row.deadline.is_dismissed else None for row in asked]
    # A day that no single request points to holds for the letter as a whole.
    days = [day for day in own if day] or [
        row.date for row in letter.deadlines.all() if row.date and not row.is_dismissed
    ]
    return LetterFacts(
        writers=writers_of(letter),
        addressees=addressees_of(letter),
        asks=tuple(
            Ask(kind=row.kind, text=row.text)
            for row in letter.requests.all()
            if not row.is_dismissed and row.parent_id is None
        ),
        date=letter.letter_date,
        deadline=min(days, default=None),
        deadline_is_for_all=len(set(own)) <= 1,
        earlier=_earlier(earlier_links),
        followed=followed_by(letter, action_links, later_links),
        searched_to=searched_to,
    )


def _earlier(links: Sequence[LetterLink]) -> Earlier | None:
    """Return the letter that this one goes back to: a confirmed one before a proposed, a reply's before another's."""
    found = [
        Earlier(
            date=link.earlier.letter_date,
            is_reply=link.relation == LetterRelation.REPLIES_TO,
            confirmed=link.state == LinkState.CONFIRMED,
        )
        for link in links
        if link.earlier.letter_date
    ]
    return max(found, key=lambda item: (item.confirmed, item.is_reply, item.date), default=None)
