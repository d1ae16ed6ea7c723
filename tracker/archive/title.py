"""The heading under which a letter is listed: its subject line, or else who writes to whom.

Six senators to the Secretaries of Commerce, Energy, Defense and State
Representative Ana Lopez to the Environmental Protection Agency
Commerce Department to Senator James M. Inhofe
"""

import re
from collections.abc import Iterable, Sequence

from tracker.models import Chamber, Direction, Letter, LetterFact, Recipient, Signature
from tracker.reading.rows import FactKind

__all__ = ["title_for"]

_MOST = 200  # characters; a longer subject is cut at a word
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NOUNS = {
    Chamber.SENATE: ("Senator", "senators"),
    Chamber.HOUSE: ("Representative", "representatives"),
    None: ("", "members of Congress"),
}
# "Secretary of Commerce", "Acting Secretary, U.S. Department of the Treasury", "Commerce Department": what it is of,
# with the article that it is always named with.
_SECRETARY = re.compile(r"^(?:the\s+)?(?:acting\s+)?secretary(?:\s+of\s+(?P<of>[\w\s,&-]+?))?$", re.IGNORECASE)
_DEPARTMENT = re.compile(
    r"^(?:the\s+)?(?:U\.?\s?S\.?\s+|United States\s+)?(?:Department of (?P<of>[\w\s&-]+)"
    r"|(?P<before>[\w\s&-]+?) Department)$",
    re.IGNORECASE,
)

_UNITED_STATES = re.compile(r"^(?:the\s+)?(?:U\.?\s?S\.?|United States)\s+(?=Department\b)", re.IGNORECASE)
_LONGEST_BODY = 70
_LONGEST_ACRONYM = 6
# Words for what an institution is; a name that has none ("Meta", "Amtrak") goes without an article.
_INSTITUTION = re.compile(
    r"\b(?:administration|agency|assembly|authority|bank|board|bureau|cabinet|center|centers|coast guard|commission|"
    r"committee|corporation|corps|council|court|courts|department|division|embassy|force|foundation|guard|house|"
    r"institute|institutes|institution|library|mint|navy|army|office|offices|organization|reserve|senate|service|"
    r"services|survey|system|task force|university)\b",
    re.IGNORECASE,
)


def title_for(
    letter: Letter, facts: Iterable[LetterFact], recipients: Sequence[Recipient], signatures: Sequence[Signature]
) -> str:
    """Return the title that the rows give; "" when they tell neither a subject nor anybody.

    Rows that a person dismissed must not be among them.
    """
    for fact in facts:
        if fact.kind == FactKind.SUBJECT:
            subject = re.sub(r"^\s*(?:re|subject|subj|in re)\s*[:.]\s*", "", fact.text, flags=re.IGNORECASE)
            subject = " ".join(subject.split()).strip(" .")
            if subject:
                return _clipped(subject)
    writers = _writers(letter, signatures)
    addressees = _addressees(recipients)
    if writers and addressees:
        title = f"{writers} to {addressees}"
    elif addressees:
        title = f"Letter to {addressees}"
    elif writers:
        title = f"Letter from {writers[0].lower() + writers[1:] if writers.split()[0].lower() in _NUMBERS else writers}"
    else:
        title = ""
    return _clipped(title)


def _clipped(text: str) -> str:
    return text if len(text) <= _MOST else text[: _MOST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _writers(letter: Letter, signatures: Sequence[Signature]) -> str:
    if not signatures:
        return ""
    bodies = {signature.on_behalf_of for signature in signatures}
    if len(bodies) == 1 and "" not in bodies:
        return bodies.pop()
    if all(signature.member_id is None for signature in signatures) and letter.direction == Direction.TO_CONGRESS:
        agencies = list(dict.fromkeys(str(row.agency) for row in signatures if row.agency_id))
        return _listed(agencies) or _listed([row.name or row.title for row in signatures if row.name or row.title])
    return _members([(row.name, row.title, _chamber(row, letter)) for row in signatures])


def _chamber(row: Signature, letter: Letter) -> str | None:
    """The chamber of whoever signed: of the term, or else as the printed title says it."""
    if row.term is not None:
        return row.term.chamber
    return _chamber_of_title(row.title)


def _chamber_of_title(title: str) -> str | None:
    if re.search(r"\bsenat", title, re.IGNORECASE):
        return Chamber.SENATE
    if re.search(r"\b(?:representative|congress(?:man|woman)|member of congress)\b", title, re.IGNORECASE):
        return Chamber.HOUSE
    return None


def _members(people: Sequence[tuple[str, str, str | None]]) -> str:
    """Name one or two people, count more: "Senator Jane Rivers", "Two senators", "26 members of Congress"."""
    chambers = {chamber for _, _, chamber in people}
    chamber = chambers.pop() if len(chambers) == 1 else None
    one, many = _NOUNS[Chamber(chamber) if chamber else None]
    if len(people) == 1:
        name = people[0][0] or people[0][1]
        return f"{one} {name}".strip()
    count = _NUMBERS[len(people)].capitalize() if len(people) < len(_NUMBERS) else str(len(people))
    return f"{count} {many}"


def _addressees(recipients: Sequence[Recipient]) -> str:
    if not recipients:
        return ""
    if all(row.member_id for row in recipients):
        named = _members([(row.name, row.title, _chamber_of_title(row.title)) for row in recipients])
        return named if len(recipients) == 1 else named[0].lower() + named[1:]
    departments = [_department_of_secretary(row) for row in recipients]
    if all(departments):
        office = "Secretary" if len(departments) == 1 else "Secretaries"
        return f"the {office} of {_listed([name for name in departments if name])}"
    bodies = list(dict.fromkeys(filter(None, (_body(row) for row in recipients))))
    if len(bodies) > 4:
        return f"{_NUMBERS[len(bodies)] if len(bodies) < len(_NUMBERS) else len(bodies)} agencies"
    return _listed(bodies)


def _department_of_secretary(row: Recipient) -> str:
    """The short name of a secretary's department ("Commerce"); "" for anybody else."""
    office = _SECRETARY.match(row.title.split("\n")[0].strip(" ,"))
    if office is None:
        return ""
    if office["of"]:
        return " ".join(office["of"].split())
    for name in (row.organization, row.agency.name if row.agency else ""):
        department = _DEPARTMENT.match(name.strip(" ,"))
        if department:
            return " ".join((department["of"] or department["before"]).split())
    return ""


def _body(row: Recipient) -> str:
    """The body as the letter calls it, unless a person chose another; else the agency's name; else the person's."""
    written = _UNITED_STATES.sub("", " ".join(row.organization.split()).strip(" ,.;"))
    is_name = 0 < len(written) <= _LONGEST_BODY and not (written.isupper() and len(written) > _LONGEST_ACRONYM)
    chosen = row.agency is not None and "agency_id" in row.as_read
    if row.agency is not None and (chosen or not is_name):
        return _with_article(row.agency.name)
    if written:
        return _with_article(written)
    return row.name or " ".join(row.title.split())


def _with_article(body: str) -> str:
    """Put "the" before the name of an institution, and not before that of a firm or a place ("Meta", "Congress")."""
    if body.lower().startswith("the "):
        return f"the {body[4:]}"
    return f"the {body}" if _INSTITUTION.search(body) else body


def _listed(names: Sequence[str]) -> str:
    """Join as prose does: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
