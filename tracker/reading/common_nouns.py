"""Who "the agency", "the insurer" or "the Director" is: the name that a common noun takes up.

    the Director        who bears that title before a name: "Director Bancroft"
    the court           a court by name: "the D.C. Circuit"
    the department      a body whose name ends so, or may be called so: "the Commerce Department", "DOE"
    the insurer         a firm: what the sentence before is about, or the one firm that it names

The nearest sentence is looked at first. What fits nothing, or two, stays as the letter says it.
"""

import re

from tracker.reading.lexicon import (
    BODY_NOUNS,
    DETERMINERS,
    FIRST_NAMES,
    PLACES,
    PRESS_NOUNS,
    ROLE_NOUNS,
    STOP_WORDS,
    WELL_KNOWN_AUTHORS,
    words,
)
from tracker.reading.people import is_office, is_person, is_titled
from tracker.reading.phrase_kinds import Phrase, PhraseKind, bare_name, head_noun, names_people, phrase_kind
from tracker.reading.scene import Scene, is_date
from tracker.reading.subjects import opening_subject

__all__ = ["is_such_a_body", "whom_noun_means"]

_SENTENCES = 4
_LONGEST = 600  # Characters of a sentence.

# The commander, the Director: one who bears this title before a name.
_TITLES = words(
    """director secretary commissioner administrator commander chairman chairwoman chair governor mayor judge justice
    senator president superintendent sheriff general admiral colonel captain ambassador minister chancellor professor
    postmaster chief congressman congresswoman representative sergeant lieutenant major"""
)
_COURTS = words("court judge judges panel")
FIRMS = words(
    """company firm corporation group insurer carrier railroad airline bank lender servicer retailer manufacturer
    contractor vendor supplier distributor utility operator developer publisher broadcaster chain conglomerate startup
    drugmaker automaker bidder subcontractor landlord employer producer exporter importer processor wholesaler platform
    business hospital university college nonprofit charity foundation association organization union coalition"""
)
# "According to this individual": the one person with whom the sentence before opens.
_ONE_PERSON = words("individual person man woman employee witness official source gentleman lady")
_QUANTITIES = words(
    "more fewer less half several some many most all both none few others another each every nearly only"
)
_PRESS = words("newspaper paper magazine outlet journal")
_REPORTED = re.compile(
    r"\s(?:first\s|has\s|also\s)?(?:reported|disclosed|published|wrote|described|revealed|ran|quoted|broke)\b"
)
_FREELY_NAMED = words("company firm corporation group organization association union")
_KINDS_OF_BODY = {
    body: words(kinds)
    for bodies, kinds in (
        (
            "department administration service bureau office corps authority command guard protection enforcement "
            "reclamation affairs centers institutes",
            "agency bureau department",
        ),
        ("association council union coalition federation society alliance institute foundation", "group organization"),
        ("company corporation inc llc co corp ltd bank group airline carrier", "company firm corporation group"),
        ("commission board", "commission board agency"),
    )
    for body in bodies.split()
}
"""By the word that ends a body's name, the common nouns that take it up."""


def whom_noun_means(phrase: Phrase, scene: Scene, *, sentences: int = _SENTENCES) -> Phrase | None:
    """Return the name that `phrase` ("the insurer") takes up in so many sentences before it, or None."""
    match = _TAKES_UP.fullmatch(phrase.text)
    noun = (match["noun"] or match["title"]).lower() if match else ""
    if not noun:
        return None
    if known := _called_so(noun, phrase, scene):
        return known
    if noun not in _TITLES | _COURTS | FIRMS | BODY_NOUNS | _PRESS | _ONE_PERSON:
        return None
    if phrase.text.split()[-1][:1].isupper() and noun not in _TITLES:
        return None  # "the Department" is a name by itself in the letter.
    text, passage = scene.context.masked, scene.passage
    bounds = [passage.sentence, *passage.past, *passage.above]
    if passage.lead_in and passage.lead_in[0] <= phrase.start < passage.lead_in[1]:
        bounds = [passage.lead_in, *([passage.previous] if passage.previous else [])]
    elif passage.previous and passage.previous not in bounds:
        bounds.append(passage.previous)
    for start, end in bounds[: sentences + 1]:
        start, end = max(start, end - _LONGEST), min(end, phrase.start)
        if start >= end:
            continue
        found = _in_sentence(noun, start, end, text)
        if len({bare_name(each.text) for each in found}) == 1:
            return found[0]
        if found:
            return None
    return None


def _called_so(noun: str, phrase: Phrase, scene: Scene) -> Phrase | None:
    """Return the name that stood beside the noun: "The insurer, |Liberty Crest|, refused", "|Warden Prentiss|"."""
    if phrase.text.split()[-1][:1].isupper():
        return None
    text, floor = scene.context.masked, max(0, phrase.start - _FURTHEST)
    found: list[Phrase] = []
    for at in _places(noun, text, floor, phrase.start):
        led = _ARTICLE.search(text, max(floor, at - 60), at)
        behind = _NAME_BEHIND.match(text, at + len(noun), phrase.start) if led else None
        ahead = _NAME_AHEAD.search(text, max(floor, at - 120), at) if _CLOSED.match(text, at + len(noun)) else None
        if match := behind or ahead:
            found.append(Phrase(*match.span("name"), match["name"]))
    for at in _places(noun.capitalize(), text, floor, phrase.start):
        if titled := _TITLED_SO.match(text, at + len(noun), phrase.start):
            found.append(Phrase(at, titled.end(), text[at : titled.end()]))
    found = [each for each in found if each.text not in PLACES and not is_date(each.text)]
    if not found or len({each.text.split()[-1] for each in found}) > 1:
        return None
    return max(found, key=lambda each: each.start)


def _places(word: str, text: str, start: int, end: int) -> list[int]:
    """Return where `word` stands as a word by itself, at most eight places."""
    places: list[int] = []
    at = text.rfind(word, start, end)
    while at >= 0 and len(places) < 8:
        apart = not text[at - 1 : at].isalnum() and not text[at + len(word) : at + len(word) + 1].isalnum()
        places += [at] * apart
        at = text.rfind(word, start, at)
    return places


_FURTHEST = 1_500  # Characters in which a noun is looked for beside a name.
_OF_CAPITALS = (
    r"(?P<name>(?:(?:Dr|Mr|Ms|Mrs)\.\s)?[A-Z][\w’'-]*\w(?:\s(?:&\s|of\s(?:the\s)?|and\s)?[A-Z](?:\.|[\w.’'-]*\w)){0,5})"
)
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Yy]our|[Oo]ur)\s(?:[\w-]+\s){0,3}$")
_NAME_BEHIND = re.compile(rf"(?:,\s|\s(?:named|called)\s){_OF_CAPITALS}(?=[,;.:]|\s(?:of|in|at)\s|$)")
_NAME_AHEAD = re.compile(rf"(?<![\w’'.]\s){_OF_CAPITALS},\s(?:the|an?|its|their|his|her)\s(?:[\w-]+\s){{0,3}}$")
_CLOSED = re.compile(r"[,;.:]|\s(?:of|for|at|in|that|which|who)\s")
_TITLED_SO = re.compile(r"(?:\s[A-Z][\w’'-]*\w){1,3}(?<![’']s)")
_TAKES_UP = re.compile(r"(?:[Tt]h(?:e|at|is)\s)(?:[a-z-]+\s)?(?P<noun>[A-Za-z]+)|(?P<title>[A-Z][a-z]+)")


def _in_sentence(noun: str, start: int, end: int, text: str) -> list[Phrase]:
    if noun in _TITLES:
        titled = re.compile(rf"\b{noun.capitalize()}\s(?:[A-Z][\w.’'-]+\s?){{1,3}}")
        found = [
            Phrase(match.start(), match.start() + len(match[0].rstrip()), match[0].rstrip())
            for match in titled.finditer(text, start, end)
        ]
        return [Phrase(each.start, each.end, re.sub(r"[’']s$", "", each.text)) for each in found]
    if noun in _ONE_PERSON:
        about = opening_subject(text, start, end)
        return [about] if about and about.end <= end and is_person(about.text) else []
    names = [Phrase(*match.span(), match[0]) for match in _NAME.finditer(text, start, end)]
    names = [
        Phrase(each.start, each.end, re.sub(r"^(?:The|In|On|At|When|But|And|After|Last)\s", "", each.text))
        for each in names
    ]
    if noun in _PRESS:
        teller = opening_subject(text, start, end)
        if teller and phrase_kind(teller.text) == PhraseKind.NAME and _REPORTED.match(text, teller.end, end):
            return [teller]
        return [
            each for each in names if head_noun(each.text).lower() in PRESS_NOUNS or each.text in WELL_KNOWN_AUTHORS
        ]
    if noun in _COURTS:
        return [each for each in names if re.search(r"\b(?:Court|Circuit)$", each.text)]
    if noun not in FIRMS:
        return [
            each for each in names if is_such_a_body(f"the {noun}", each.text) and each.text.split()[-1][:1].isupper()
        ]
    subject = opening_subject(text, start, end)
    if subject and not is_titled(subject.text):
        named = _NAME.match(text, subject.start + 4 * subject.text.startswith("The "), end)
        known = named and named[0].lower() not in STOP_WORDS | DETERMINERS | {"such", "all", "no", "most"}
        subject = Phrase(named.start(), named.end(), named[0]) if named and known else None
    if subject and subject.text.lower() in _QUANTITIES | ROLE_NOUNS:
        subject = None  # "More than half of them"
    if subject and subject.end <= end and re.search(r"[A-Z][\w&.’-]*$", subject.text) and _may_be_firm(subject):
        return [subject]
    # "Roe Rail and Poe Rail" are two.
    parted = [part for each in names for part in _halves(each)]
    return [each for each in parted if _FIRM.search(each.text) and _may_be_firm(each)]


def _halves(name: Phrase) -> list[Phrase]:
    """Return the two firms that a name joins by "and", or the name."""
    left, joint, right = name.text.partition(" and ")
    if not joint or not (_FIRM.search(left) and _FIRM.search(right)):
        return [name]
    return [Phrase(name.start, name.start + len(left), left), Phrase(name.end - len(right), name.end, right)]


def _may_be_firm(phrase: Phrase) -> bool:
    name = bare_name(phrase.text)
    if name in PLACES or (" " not in name and names_people(name.lower())):
        return False  # "Borrowers"
    if phrase_kind(name) != PhraseKind.NAME or is_titled(name) or _PUBLIC.search(name):
        return False
    return head_noun(name).lower() not in PRESS_NOUNS and (_FIRM.search(name) is not None or not _first_and_last(name))


def _first_and_last(name: str) -> bool:
    """Whether a name looks like a person's: with an initial or a suffix, or two words that no firm's name needs."""
    return bool(re.search(r"\b[A-Z]\.\s|,?\s(?:Jr|Sr|III|II)\b", name)) or (
        name.split()[0] in FIRST_NAMES and is_person(name)
    )


_PUBLIC = re.compile(
    r"\b(?:Department|Agency|Administration|Commission|Bureau|Service|Office|Board|Corps|Congress|Senate|House|"
    r"Committee|Subcommittee|Court|Circuit|State|States|County|City|Administration|Treasury|Pentagon|Government|Army|"
    r"Navy|Federal|National|GAO|Inspector|Act)\b"
)
_FIRM = re.compile(
    r"\b(?:Inc|LLC|Corp|Corporation|Company|Co|Ltd|Group|Holdings|Bank|Bancorp|Trust|Financial|Capital|Credit|Insurance|"
    r"Mutual|Airlines|Airways|Air|Aviation|Aerospace|Rail|Railroad|Railway|Lines|Freight|Shipping|Logistics|Motors|Energy|"
    r"Electric|Power|Gas|Oil|Petroleum|Water|Mining|Steel|Chemical|Health|Healthcare|Hospital|Pharmaceuticals|Pharma|"
    r"Laboratories|Labs|Systems|Technologies|Technology|Networks|Communications|Wireless|Mobile|Media|Entertainment|"
    r"Foods|Farms|Mills|Brands|Stores|Industries|Partners|Solutions|Services|University|College|Association|Union|"
    r"Foundation|Alliance|Coalition|Federation|Institute|Society)\b\.?$"
)
_NAME = re.compile(
    r"(?<![\w’'])(?:(?:[A-Z]\.){2,3}\s)?[A-Z][\w&.’-]*[\w&](?:\s(?:(?:of|for|on)\s(?:the\s)?|and\s(?=[A-Z])|&\s)?[A-Z][\w&’-]*\w){0,6}|"
    r"(?<![\w’'])[A-Z][A-Z&]{1,8}\b"
)


def is_such_a_body(role: str, name: str) -> bool:
    """Whether "the agency", "the court" can take up a name: no person's, and no name of another kind of body."""
    noun, head = role.split()[-1], head_noun(name).lower()
    if is_office(name) and noun in {"agency", "office"}:
        return True
    if is_person(name) or head in PRESS_NOUNS - {"register"}:
        return False
    if head not in BODY_NOUNS and head not in _KINDS_OF_BODY:
        # "ATF" may be the agency; "Reuters" is neither the agency nor the company of which it writes.
        if name in WELL_KNOWN_AUTHORS and noun in {"company", "firm", "corporation"}:
            return False
        return noun in _FREELY_NAMED or bool(re.fullmatch(r"[A-Z][A-Z&]{1,7}", name.split()[0]))
    return noun == head or noun in _KINDS_OF_BODY.get(head, ())
