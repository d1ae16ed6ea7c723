"""To whom the letter goes: one recipient a person, or a body without a person.

An inside address is read line by line: name, title, organisation, street. A person begins where an honorific stands,
where a block begins that is no continuation, or after a ZIP code. Words that only a body's part gives ("Office of the
Director") yield to the body's own line. What the address leaves out, the greeting may say ("Dear Secretary Roe:"); a
surname that the greeting names and the address does not (or the other way round) lowers the confidence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker.reading.address_lines import AddressLine, address_lines, before_title
from tracker.reading.misreadings import folded
from tracker.reading.names import PrintedName, is_name, read_name
from tracker.reading.offices import (
    LineKind,
    is_acting,
    is_part_of_a_body,
    kind_of,
    split_title,
    split_title_of,
)
from tracker.reading.parts import Parts
from tracker.reading.rows import Recipient
from tracker.reading.salutation import greeted, is_greeted
from tracker.reading.transcript import Span, Transcript

__all__ = ["find_recipients"]


@dataclass(slots=True)
class _Addressee:
    entries: list[AddressLine] = field(default_factory=list)
    name: PrintedName | None = None
    title: str = ""
    organizations: list[str] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return Span(self.entries[0].span.start, self.entries[-1].span.end)


def find_recipients(transcript: Transcript, parts: Parts) -> tuple[Recipient, ...]:
    """Return the addressees in the order of the page.

    1. Lines that the column's width broke are joined. 2. The lines are dealt out to persons. 3. Each person's lines are
    sorted into name, title, organisation and address. 4. The greeting fills gaps and checks surnames.
    """
    greeting = transcript.shown(parts.salutation) if parts.salutation else ""
    entries = address_lines(transcript, parts.inside_address, greeting=greeting)
    people = [_sorted(group) for group in _dealt(entries)]
    _share_bodies(people)
    if not people:
        return _from_greeting(greeting, parts.salutation)
    recipients = [
        _recipient(transcript, person) for person in people if person.name or person.title or person.organizations
    ]
    if any(recipient.name for recipient in recipients):
        recipients = [recipient for recipient in recipients if not _is_letterhead(recipient)]
    return tuple(_checked(recipient, greeting, recipients) for recipient in recipients)


_COMMITTEE = re.compile(r"(?:the )?(?:[\w.]+ ){0,4}committee\b", re.IGNORECASE)
_OWN_HOUSE = re.compile(
    r"(?:the )?(?:congress of the )?(?:u\.?\s?s\.?|united states)?\s?(?:house of representatives|senate|congress)?",
    re.IGNORECASE,
)


def _is_letterhead(recipient: Recipient) -> bool:
    """Return whether a body without a person, beside persons, is what a scan left of the letterhead.

    It is the house that the letter comes from, or words none of which begins as a name does.
    """
    if recipient.name or recipient.title:
        return False
    body = recipient.organization.strip()
    return bool(_OWN_HOUSE.fullmatch(body)) or not any(word[:1].isupper() for word in body.split())


def _dealt(entries: Sequence[AddressLine]) -> list[list[AddressLine]]:
    """Deal the lines out to persons."""
    groups: list[list[AddressLine]] = []
    for index, entry in enumerate(entries):
        following = entries[index + 1] if index + 1 < len(entries) else None
        if not groups or _begins(entry, following, groups[-1]):
            groups.append([entry])
        else:
            groups[-1].append(entry)
    return groups


def _begins(entry: AddressLine, following: AddressLine | None, group: Sequence[AddressLine]) -> bool:
    """Return whether `entry` opens the next addressee after `group`."""
    kinds = {other.kind for other in group}
    named = any(other.name for other in group[:1])
    closed = bool(group) and _ends_address(group[-1].text)
    if entry.kind in (LineKind.ADDRESS, LineKind.DELIVERY):
        return False
    if _waits_for_a_name(group) and entry.name and not entry.first and not _is_title_line(entry):
        # "Director" over "Jane Roe"; a title under the name as well is the name's own.
        return following is not None and following.kind == LineKind.TITLE
    if entry.name and (entry.name.honorific or entry.name.title) and not _is_title_line(entry):
        return not (re.match(r"^(?:attn|attention|c/o|through)\b", group[-1].text, re.IGNORECASE) and len(group) == 1)
    if closed:
        return True
    plain_name = entry.name is not None and entry.kind == LineKind.OTHER
    if plain_name and named and following is not None and following.kind == LineKind.TITLE and not entry.first:
        return LineKind.TITLE in kinds and len(group) > 2
    if not entry.first:
        return False
    if entry.kind == LineKind.TITLE and named and LineKind.TITLE not in kinds:
        return False
    if entry.kind in (LineKind.ORGANIZATION, LineKind.OTHER) and not plain_name:
        # A block that goes on where the last stopped: a body for a person who has none, or a street's odd first line.
        return LineKind.ORGANIZATION in kinds or LineKind.ADDRESS in kinds or not named
    return True


def _waits_for_a_name(group: Sequence[AddressLine]) -> bool:
    """Return whether an addressee is a title alone so far; presidents are addressed by their office only."""
    [first, *rest] = group
    bare = first.kind == LineKind.TITLE and (first.name is None or _is_title_line(first))
    if re.fullmatch(r"the (?:vice )?president", first.text, re.IGNORECASE):
        return not rest
    return bare and not rest and not re.match(r"^(?:the\s|members?\b)", first.text, re.IGNORECASE)


def _is_title_line(entry: AddressLine) -> bool:
    return (
        entry.kind == LineKind.TITLE
        and entry.name is not None
        and not entry.name.honorific
        and len(entry.name.name.split()) < 2
    )


def _ends_address(text: str) -> bool:
    return (
        bool(re.search(r"\b\d{5}(?:[-–]\d{4})?\s*$|\b[A-Z]{2}\.?\s*$|D\.\s?C\.\s*$", text))
        and kind_of(text) == LineKind.ADDRESS
    )


def _sorted(group: Sequence[AddressLine]) -> _Addressee:
    """Sort a person's lines into name, title, organisation and address."""
    person = _Addressee(entries=list(group))
    rest = list(group)
    if len(rest) > 1 and _waits_for_a_name(rest[:1]) and rest[1].name and not _is_title_line(rest[1]):
        rest[:2] = [rest[1], rest[0]]
    opening = rest[0]
    if opening.name and (
        opening.kind != LineKind.TITLE or opening.name.title or opening.name.honorific or "," in opening.text
    ):
        person.name = opening.name
        person.title = opening.name.title
        behind = opening.text[len(before_title(opening.text)) :].strip(" ,-–—()")
        if behind:
            _take(person, behind)
        rest = rest[1:]
    for position, entry in enumerate(rest):
        later = [other.kind for other in rest[position + 1 :]]
        _take_line(person, entry, later)
    _settle(person)
    return person


def _take_line(person: _Addressee, entry: AddressLine, later: Sequence[LineKind]) -> None:
    if entry.kind in (LineKind.DELIVERY, LineKind.ADDRESS) or person.address:
        person.address.append(entry.text)
        if entry.kind == LineKind.ORGANIZATION and not person.organizations:
            person.organizations.append(entry.text)
    elif entry.kind == LineKind.OTHER:
        if LineKind.TITLE in later and not person.title:
            person.title = entry.text
        else:
            person.unsaid.append(entry.text)
    else:
        _take(person, entry.text)


def _take(person: _Addressee, text: str) -> None:
    """Take a title or an organisation, or a line that gives both."""
    if kind_of(text) == LineKind.TITLE:
        title, body = split_title(text)
        if body and person.title and person.organizations:
            # A second post, in another body: "Director, Bureau of Ports" over "Acting Director, Harbor Agency".
            person.organizations.append(text.strip(" ,"))
            return
        if person.title and folded(person.title) in folded(title):
            person.title = title
        elif person.title and not (person.name and person.name.title == person.title):
            person.title = f"{person.title}, {title}" if _adds(person.title, title) else person.title
        else:
            person.title = title
        if body:
            person.organizations.append(body)
    else:
        person.organizations.append(text.strip(" ,"))


def _adds(title: str, more: str) -> bool:
    return not person_is_same(title, more) and not re.match(r"^member\b", more, re.IGNORECASE)


def person_is_same(one: str, other: str) -> bool:
    """Return whether two titles say the same."""
    return folded(one) in folded(other) or folded(other) in folded(one)


def _take_attention(person: _Addressee) -> None:
    """Take the person for whose attention a letter to a body is meant ("ATTN: Jane Roe, General Counsel")."""
    for line in person.address if not person.name and not person.title else ():
        marked = re.match(r"^(?:attn|attention)\b[\s.:]*(?:of\s+)?", line, re.IGNORECASE)
        name = read_name(before_title(line[marked.end() :])) if marked else None
        if marked and name:
            title = line[marked.end() + len(before_title(line[marked.end() :])) :].strip(" ,-–—()")
            person.name, person.title = name, title or name.title
            person.address.remove(line)
            return


def _settle(person: _Addressee) -> None:
    """Choose the organisation, and give lines of unknown kind the place that is still empty."""
    _take_attention(person)
    own = [body for body in person.organizations if not is_part_of_a_body(body)]
    if person.unsaid and not own:
        # "Meta" or "Hamas": nothing in the words says that it is a body, but its place does.
        at = person.unsaid.pop(0 if person.title or not person.name or len(person.unsaid) == 1 else -1)
        if person.unsaid and not person.title:
            person.title = person.unsaid.pop(0)
        person.organizations.insert(0, at)
        own = [at]
    if len(own) > 1 and re.match(r"subcommittee\b", own[0], re.IGNORECASE) and _COMMITTEE.match(own[1]):
        # A subcommittee is one of its committee's: there are several "on Health".
        joined = f"{own[0]}, {own[1]}"
        person.organizations = [joined, *(body for body in person.organizations if body not in own[:2])]
    elif own:
        person.organizations = [*own, *(body for body in person.organizations if body not in own)]
    elif not person.organizations and person.title:
        person.title, body = split_title_of(person.title)
        if body:
            person.organizations.append(body)
    if not person.organizations and person.name:
        house = next(
            (
                house[0]
                for line in person.address
                if (house := re.match(r"the (?:pentagon|capitol|vatican|kremlin)(?=,|$)", line, re.IGNORECASE))
            ),
            "",
        )
        if house:
            # A house that stands for its body, where no line names the body.
            person.organizations.append(house)
    person.address = [*person.organizations[1:], *person.unsaid, *person.address]


def _share_bodies(people: Sequence[_Addressee]) -> None:
    """Give persons listed one under the other in one block the body and street that stand under the last."""
    for index in range(len(people) - 2, -1, -1):
        person, below = people[index], people[index + 1]
        if person.name and not person.organizations and not person.address and not below.entries[0].first:
            person.organizations = list(below.organizations[:1])
            person.address = list(below.address)


def _recipient(transcript: Transcript, person: _Addressee) -> Recipient:
    name = person.name
    if name and name.title and not is_name(name.name) and len(name.name.split()) < 2:
        sure = 0.85
    else:
        sure = (0.97 if name.honorific else 0.93) * name.confidence if name else 0.93
    organization = person.organizations[0] if person.organizations else ""
    return Recipient(
        text="\n".join(entry.text for entry in person.entries),
        span=person.span,
        rule="inside address" if name else "body without a person",
        name=name.name if name else "",
        # "The President" over a name is that person's title, and bears no article.
        title=re.sub(r"^[Tt]he\s", "", person.title) if name else person.title,
        organization=organization,
        address="\n".join(line for line in person.address if line != organization),
        acting=is_acting(person.title),
        confidence=round((sure if person.title or organization else 0.7) * transcript.confidence(person.span), 3),
    )


def _checked(recipient: Recipient, greeting: str, everyone: Sequence[Recipient]) -> Recipient:
    """Compare a recipient with the greeting: fill a missing title, lower the confidence of a surname that differs."""
    people = greeted(greeting) if recipient.name and greeting else None
    if not people:
        return recipient
    mine = next((one for one in people if is_greeted(recipient.name, one)), None)
    if mine is None:
        personal = any(one.name for one in people)
        named = any(is_greeted(other.name, one) for other in everyone for one in people if other.name)
        return replace(recipient, confidence=round(recipient.confidence * (0.8 if personal and not named else 0.95), 3))
    title = _office_in(mine.title)
    if title and not recipient.title:
        return replace(recipient, title=title, acting=is_acting(title), rule="inside address and greeting")
    return recipient


def _office_in(title: str) -> str:
    """Return the title of a greeting without "Mr." or "Dr.", or "" when that is all it is."""
    name = read_name(f"{title} Nemo")
    return name.title if name else ""


def _from_greeting(greeting: str, span: Span | None) -> tuple[Recipient, ...]:
    """Return whom a greeting names, for a letter without an address. A surname alone is little to go by."""
    if not span:
        return ()
    return tuple(
        Recipient(
            text=greeting,
            span=span,
            rule="greeting alone",
            name=one.name,
            title=_office_in(one.title),
            acting=is_acting(one.title),
            confidence=0.5,
        )
        for one in greeted(greeting) or ()
        if one.name and one.title
    )
