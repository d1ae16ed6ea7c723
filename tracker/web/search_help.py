"""The page that explains the query language: every field, what it takes, and examples that run."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.search.language import CHOICES, Field, Option

__all__ = ["EXAMPLES", "SECTIONS", "Entry", "Section", "search_help"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be asked: what it takes, and examples, each of which finds something in the sample letters."""

    name: str
    says: str
    examples: tuple[str, ...]
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    says: str
    entries: tuple[Entry, ...]


_WORDS = Section(
    "words",
    "Words",
    "All words must be in the letter. Endings do not matter, nor do capitals and accents. When few letters have all of "
    "them, those with most of them follow, apart. In a question (“who wrote about …?”) words of asking are left out.",
    (
        Entry("words", "Letters with all the words.", ("huawei standards", "5G standards")),
        Entry('"…"', "The words in this order, next to one another.", ('"national security"',)),
        Entry(
            "OR", "Either one; it joins only what stands right beside it.", ("denali OR visas", "5G OR visa standards")
        ),
        Entry("- or NOT", "Without it.", ("inspector -standards", "NOT visas")),
        Entry("( )", "A group, to join or deny as one.", ("(denali commission) OR visas", "-(visas OR 5G)")),
        Entry("…*", "Words that begin so: two letters or more.", ("recommend*",)),
        Entry(
            "NEAR/5",
            "Both within so many words (1 to 30; 10 when none is given), in either order.",
            ("security NEAR/5 national", '"national security" NEAR consequences'),
        ),
    ),
)

_PEOPLE = Section(
    "people",
    "Who, and to whom",
    "Names are understood as people write them; put more than one word in quotation marks or a group.",
    (
        Entry(
            "from:",
            "Who signed: a member by surname, full name, nickname or Bioguide ID; a party, a state, a chamber, a "
            "committee; or an agency, for its replies.",
            ('from:"Chuck Grassley"', "from:(inhofe OR coburn)", "from:TX", "from:republican", "from:senate"),
        ),
        Entry(
            "to:",
            "Whom it is to: an agency with all its parts, an official, or a member.",
            ("to:commerce", 'to:"Denali Commission"', "to:commerce to:defense"),
        ),
        Entry("signers:", "How many signed.", ("signers:>2", "signers:2..5", "signers:1")),
    ),
)

_PARTS = Section(
    "parts",
    "Inside the letter",
    "Words, phrases, NEAR and groups as above, but only in one part of the letter.",
    (
        Entry("quoted:", "In what the letter quotes.", ('quoted:"negative national security"', "quoted:(china 5G)")),
        Entry("speaker:", "Whose words are quoted.", ('speaker:"Committee on Foreign Investment"',)),
        Entry("asks:", "In what the letter asks for.", ("asks:recommendations",)),
        Entry(
            "topic:", "In its title or subject, or the sentence that says what it is written for.", ("topic:standards",)
        ),
        Entry(
            "cites:",
            "What it cites, written in any usual way: a page of the Federal Register, a part of the CFR, a law, a "
            "bill, a docket.",
            ('cites:"84 FR 22961"', 'cites:"84 Fed. Reg. 22,961"'),
        ),
    ),
)

_DATES = Section(
    "dates",
    "When",
    "A year, a month (2020-04, April 2020), a day (2020-04-14, 4/14/2020), or from one to another. Also today, "
    "90-days-ago, in-2-weeks, last-year, this-month.",
    (
        Entry(
            "date:",
            "The date that the letter bears. since: and before: are other ways to say it.",
            ("date:2020", "date:2014..2015-06", 'date:"April 2020"', "date:<2012", "since:2020", "date:2010..today"),
        ),
        Entry(
            "due:", "The earliest day by which something was wanted that is still open.", ("due:2015-03", "due:<today")
        ),
    ),
)


def _chosen(field: Field, says: str, *examples: str) -> Entry:
    return Entry(f"{field}:", says, examples, CHOICES[field])


_AFTER = Section(
    "after",
    "What came of it, and what it is",
    "These fields take one of a few words.",
    (
        _chosen(
            Field.STATUS,
            "Whether it was answered.",
            "status:unanswered",
            "status:overdue",
            "status:(overdue OR partly)",
        ),
        Entry(
            "followed-by:",
            "What the agency did afterwards: a kind of action (rule, proposed rule, notice), an agency, or one action "
            "by its citation, document number, RIN or docket.",
            ("followed-by:rule", 'followed-by:"85 FR 36719"', "followed-by:commerce"),
        ),
        _chosen(Field.TYPE, "What sort of letter it is.", "type:reply", "-type:reply"),
        _chosen(Field.HAS, "What it has.", "has:quotation", "has:deadline -has:quotation", "has:scan"),
        _chosen(Field.IS, "What holds of it.", "is:joint", "is:reconstruction"),
    ),
)

SECTIONS = (_WORDS, _PEOPLE, _PARTS, _DATES, _AFTER)
EXAMPLES = tuple(example for section in SECTIONS for entry in section.entries for example in entry.examples)


def search_help(request: HttpRequest) -> HttpResponse:
    """Show how to ask, with examples that are links."""
    return render(request, "search/help.html", {"sections": SECTIONS})
