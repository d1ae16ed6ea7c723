"""How a letter is cited: plain, as Bluebook has letters (rule 17), for BibTeX, and for reference managers (RIS).

docs/exports.md says it to those who use it; change both together.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from tracker.models import Letter, Member
from tracker.web.letter_facts import addressees_of
from tracker.web.sentence import Addressee

__all__ = ["FORMS", "Person", "Reference", "bibtex", "for_references", "plain", "reference", "ris"]

# More authors than this are "and others" in BibTeX, whose older styles print all that they are given.
_MOST_AUTHORS = 20

# Bluebook, table T12.
_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec."
_OFFICES = {"senate": "U.S. Senator", "house": "U.S. Representative"}


@dataclass(frozen=True, slots=True)
class Person:
    """A signer. `last` and `first` are "" for a name that is matched to no member: it is then kept as one."""

    name: str
    last: str = ""
    first: str = ""
    suffix: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is said of a letter wherever it is cited. `key` never changes, as the letter's number does not."""

    number: int
    title: str
    date: datetime.date | None
    authors: tuple[Person, ...]
    recipients: tuple[str, ...]
    address: str
    sha256: str
    is_reconstruction: bool
    is_published: bool

    @property
    def key(self) -> str:
        return f"letterbook{self.number}"

    @property
    def notes(self) -> list[str]:
        """What the forms have no field for."""
        made = ["Reconstruction for demonstration, not the original document."] if self.is_reconstruction else []
        hidden = [] if self.is_published else ["Not public."]
        return [f"Letterbook, letter {self.number}. SHA-256 {self.sha256}.", *made, *hidden]


def for_references(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Fetch with the letters all that references say."""
    return letters.select_related("file").prefetch_related(
        "signatures__member",
        "signatures__term",
        "signatures__agency",
        "recipients__agency",
        "recipients__member__terms",
    )


def reference(letter: Letter) -> Reference:
    """Return what is cited of a letter. Uses what `for_references` fetched."""
    authors = []
    for row in letter.signatures.all():
        if row.is_dismissed:
            continue
        office = _OFFICES.get(row.term.chamber, "") if row.term else _one_line(row.title)
        if row.member:
            authors.append(_member(row.member, office))
        else:
            authors.append(Person(_one_line(row.name or row.text.split("\n")[0]), office=office))
    return Reference(
        number=letter.pk,
        title=_one_line(letter.title),
        date=letter.letter_date,
        authors=tuple(each for each in authors if each.name),
        recipients=tuple(words for each in addressees_of(letter) if (words := _recipient(each))),
        address=f"{settings.SITE_ORIGIN}{letter.get_absolute_url()}",
        sha256=letter.file.sha256,
        is_reconstruction=letter.is_reconstruction,
        is_published=letter.is_published,
    )


def _member(member: Member, office: str) -> Person:
    first = " ".join(part for part in (member.first, member.middle) if part)
    return Person(member.full_name, member.last, first, member.suffix, office)


def _recipient(addressee: Addressee) -> str:
    house = addressee.organization or addressee.agency
    office = _OFFICES.get(addressee.chamber, addressee.title)
    return ", ".join(_one_line(part) for part in (addressee.name, office, house) if part)


def _one_line(text: str) -> str:
    """Return the text in one line, without what no reference manager can read."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


def plain(item: Reference) -> str:
    """Return the citation as a sentence, with "et al." for more than two.

    Letter from James M. Inhofe, U.S. Senator, et al., to Wilbur L. Ross, Jr., Secretary, Department of Commerce, et
    al., “Six senators to …” (Apr. 14, 2020), https://…/letters/1/ (Letterbook, letter 1, SHA-256 0123456789abcdef).
    """
    who = _few([", ".join(part for part in (each.name, each.office) if part) for each in item.authors])
    whom = _few(list(item.recipients))
    comma = "," if whom and "," in who else ""
    head = "Letter" + (f" from {who}{comma}" if who else "") + (f" to {whom}" if whom else "")
    title = f", “{item.title}”" if item.title else ""
    when = f"{_MONTHS.split()[item.date.month - 1]} {item.date.day}, {item.date.year}" if item.date else "undated"
    made = "reconstruction for demonstration, " if item.is_reconstruction else ""
    hidden = "" if item.is_published else "not public, "
    return (
        f"{head}{title} ({when}), {item.address} "
        f"({made}{hidden}Letterbook, letter {item.number}, SHA-256 {item.sha256[:16]})."
    )


def _few(names: list[str]) -> str:
    if len(names) > 2:
        return f"{names[0]}, et al." if "," in names[0] else f"{names[0]} et al."
    joint = ", & " if any("," in name for name in names) else " & "
    return joint.join(names)


# What TeX takes for a command. Braces are spelt out, because BibTeX counts them wherever they stand.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def _tex(text: str) -> str:
    return text.translate(_TEX)


def bibtex(item: Reference) -> str:
    """Return a BibTeX entry. The title keeps its capitals; other than TeX's own signs, all is UTF-8."""
    authors = [_bibtex_name(each) for each in item.authors[:_MOST_AUTHORS]]
    if len(item.authors) > _MOST_AUTHORS:
        authors.append("others")
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{_tex(item.title or f'Letter {item.number}')}}}",
        "howpublished": "Letter" + (f" to {_tex('; '.join(item.recipients))}" if item.recipients else ""),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if item.date:
        lines += [f"  year = {{{item.date.year}}}", f"  month = {item.date:%b}".lower(), f"  day = {{{item.date.day}}}"]
    lines += [f"  note = {{{_tex(' '.join(item.notes))}}}", f"  url = {{{item.address}}}"]
    return f"@misc{{{item.key},\n" + ",\n".join(lines) + "\n}\n"


def _bibtex_name(person: Person) -> str:
    """Return "Last, Jr, First"; a name that is not taken apart stands in braces, so that BibTeX doesn't either."""
    if not person.last:
        return f"{{{_tex(person.name)}}}"
    # A surname of several words is one.
    last = f"{{{_tex(person.last)}}}" if " " in person.last else _tex(person.last)
    return ", ".join(part for part in (last, _tex(person.suffix), _tex(person.first)) if part)


def ris(item: Reference) -> str:
    """Return a RIS record: two letters, two spaces, a hyphen, a space, and a value in one line each."""
    rows = [("TY", "PCOMM"), ("ID", item.key)]
    rows += [("AU", _ris_name(each)) for each in item.authors]
    rows += [("A2", each) for each in item.recipients]
    rows.append(("TI", item.title or f"Letter {item.number}"))
    if item.date:
        rows += [("PY", f"{item.date.year:04d}"), ("DA", f"{item.date:%Y/%m/%d/}")]
    rows += [("M3", "Letter"), ("N1", " ".join(item.notes)), ("DP", "Letterbook"), ("UR", item.address), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows)


def _ris_name(person: Person) -> str:
    """Return "Last, First, Suffix"; an asterisk, which RIS forbids in names, becomes a space."""
    parts = (person.last, person.first, person.suffix) if person.last else (person.name,)
    return _one_line(", ".join(part for part in parts if part).replace("*", " "))


def _all_plain(items: Iterable[Reference]) -> str:
    return "\n\n".join(plain(item) for item in items) + "\n"


def _all_bibtex(items: Iterable[Reference]) -> str:
    return "\n".join(bibtex(item) for item in items)


def _all_ris(items: Iterable[Reference]) -> str:
    return "\r\n".join(ris(item) for item in items)


# By the end of the file's name: how many are written, as what, and what a person calls it.
FORMS = {
    "bib": (_all_bibtex, "application/x-bibtex; charset=utf-8", "BibTeX"),
    "ris": (_all_ris, "application/x-research-info-systems; charset=utf-8", "RIS"),
    "txt": (_all_plain, "text/plain; charset=utf-8", "plain text"),
}
