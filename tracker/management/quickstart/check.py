"""Compares what is stored and shown of the sample letters with the facts that are known of them.

Each difference is one sentence; none is a good answer. What a person has corrected since is compared as well: the
check says what the archive tells now.
"""

import html
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import httpx

from tracker import samples
from tracker.management.quickstart import sample_decisions
from tracker.models import ActionLink, Letter, LetterRelation, LinkState, Publication, ReadingState, Relation

__all__ = ["stored_differences", "web_differences"]

# The letter whose page, picture and links the web server must show.
STANDING_EXAMPLE = "2020-04-14-5g-standards.pdf"
_BEFORE = (Relation.BACKGROUND, Relation.CITED)


def stored_differences(letters: Sequence[Letter]) -> list[str]:
    """Return what the archive tells otherwise than samples/facts.json."""
    known = _json("facts.json")["letters"]
    by_name = {letter.file.original_name: letter for letter in letters}
    found = [f"{name} is not in the archive." for name in known if name not in by_name]
    for name, facts in known.items():
        if letter := by_name.get(name):
            found += [f"{name}: {sentence}" for sentence in _of_letter(letter, facts)]
    for name, decisions in sample_decisions.known().items():
        if letter := by_name.get(name):
            found += [f"{name}: {sentence}" for sentence in _undecided(letter, decisions)]
    for article in _json("coverage.json"):
        if letter := by_name.get(article["file"]):
            found += [f"{article['file']}: {sentence}" for sentence in _of_article(letter, article)]
    return found


def _json(name: str) -> Any:
    return json.loads((samples.SAMPLES / name).read_text(encoding="utf-8"))


def _of_letter(letter: Letter, facts: dict[str, Any]) -> list[str]:
    if letter.reading_state != ReadingState.READ:
        return [f"it was not read, but is in state “{letter.get_reading_state_display()}”: {letter.problem_sentence}"]
    told: list[tuple[str, object, object]] = [
        ("publication", letter.publication, Publication.PUBLISHED.value),
        ("mark as a reconstruction", letter.is_reconstruction, True),
        ("date", str(letter.letter_date), facts["date"]),
        ("direction", letter.direction, facts["direction"]),
        ("recipients", _people(letter.recipients.kept().select_related("agency")), _known_people(facts["recipients"])),
        ("signers", _people(letter.signatures.kept().select_related("agency")), _known_people(facts["signers"])),
        (
            "quotations",
            [(_plain(row.text), row.speaker) for row in letter.spoken_quotations],
            [(_plain(row["text"]), row["speaker"]) for row in facts["quotations"]],
        ),
        ("number of requests", letter.requests.kept().count(), facts["requests"]),
        ("deadlines", sorted(str(row.date) for row in letter.deadlines.kept()), sorted(facts["deadlines"])),
    ]
    if facts.get("scan"):
        told.append(("engine that read it", {page.engine for page in letter.pages.all()}, {"ocr"}))
    found = [f"{what}: {stored!r} instead of {wanted!r}." for what, stored, wanted in told if stored != wanted]
    return (
        found + _without_place(letter) + _citations(letter, facts) + _actions(letter, facts) + _earlier(letter, facts)
    )


def _people(rows: Iterable[Any]) -> list[tuple[str, str]]:
    return [(row.name, row.member_id or (row.agency.slug if row.agency else "unmatched")) for row in rows]


def _known_people(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(row["name"], row.get("bioguide") or row["agency"]) for row in rows]


def _plain(text: str) -> str:
    """Without the marks and line ends that a passage may or may not be stored with."""
    return " ".join(text.split()).strip("“”‘’\"' ")


def _without_place(letter: Letter) -> list[str]:
    """Every quotation, recipient and signature must have boxes that lie on its page."""
    pages = list(letter.pages.all())
    rows = [*letter.spoken_quotations, *letter.recipients.kept(), *letter.signatures.kept()]
    found = []
    for row in rows:
        boxes = [(page, box) for page in pages for box in page.boxes(row.start, row.end)]
        if not boxes:
            found.append(f"“{row.text[:40]}” has no box on any page.")
        elif any(box.x0 < 0 or box.y0 < 0 or box.x1 > page.width or box.y1 > page.height for page, box in boxes):
            found.append(f"“{row.text[:40]}” has a box that lies outside its page.")
    return found


def _citations(letter: Letter, facts: dict[str, Any]) -> list[str]:
    stored = set(letter.citations.kept().values_list("normalized", flat=True))
    return [f"the citation {wanted} was not found." for wanted in facts.get("citations", []) if wanted not in stored]


def _actions(letter: Letter, facts: dict[str, Any]) -> list[str]:
    links = list(letter.action_links.exclude(state=LinkState.REJECTED).select_related("action").order_by("-score"))
    followed = [link for link in links if link.relation not in _BEFORE]
    before = {link.action.citation for link in links if link.relation in _BEFORE}
    found = []
    if first := facts.get("first_proposed"):
        stands = followed[0].action.citation if followed else "nothing"
        if stands != first:
            found.append(f"first among what followed stands {stands} instead of {first}.")
        elif not _has_evidence(followed[0]):
            found.append(f"the link to {first} names no evidence with words on both sides.")
    for wanted in facts.get("before_it", []):
        if wanted not in before:
            found.append(f"{wanted} does not stand among what came before.")
    docket = {link.action.citation for link in followed}
    for wanted in facts.get("same_docket_later", []):
        if wanted not in docket:
            found.append(f"{wanted}, of the same docket, is not linked.")
    for noise in facts.get("below_the_bar", []):
        if noise in docket:
            found.append(f"{noise} is proposed, though it has nothing to do with the letter.")
    return found


def _undecided(letter: Letter, decisions: dict[str, dict[str, str]]) -> list[str]:
    """The links that the samples' reviewer accepted must be there for the public."""
    confirmed = {
        *letter.action_links.filter(state=LinkState.CONFIRMED).values_list("action__citation", flat=True),
        *letter.earlier_links.filter(state=LinkState.CONFIRMED).values_list("earlier__file__original_name", flat=True),
    }
    wanted = [*decisions.get("actions", {}), *decisions.get("letters", {})]
    return [f"the link to {other} is not confirmed." for other in wanted if other not in confirmed]


def _has_evidence(link: ActionLink) -> bool:
    return any(item.get("letter_words") and item.get("other_words") for item in link.evidence)


def _earlier(letter: Letter, facts: dict[str, Any]) -> list[str]:
    found = []
    for key, relation in (("replies_to", LetterRelation.REPLIES_TO), ("follows_up", LetterRelation.FOLLOWS_UP)):
        links = letter.earlier_links.filter(relation=relation).exclude(state=LinkState.REJECTED)
        stored = sorted(links.values_list("earlier__file__original_name", flat=True))
        if stored != sorted(facts.get(key, [])):
            found.append(f"{relation.label.lower()}: {stored!r} instead of {sorted(facts.get(key, []))!r}.")
    return found


def _of_article(letter: Letter, article: dict[str, Any]) -> list[str]:
    stored = letter.coverage.filter(publication=article["publication"]).first()
    if stored is None:
        return [f"the article of {article['publication']} that quotes it is not stored."]
    aligned = stored.passages.filter(start__isnull=False).count()
    wanted = len(article["passages"])
    return [] if aligned == wanted else [f"{aligned} of {wanted} passages that {stored.publication} quotes were found."]


def web_differences(letters: Sequence[Letter], origin: str) -> list[str]:
    """Ask the web server for the pages that a reader comes to first, and return what is wrong with them."""
    letter = next((letter for letter in letters if letter.file.original_name == STANDING_EXAMPLE), None)
    if letter is None:
        return []
    page = letter.get_absolute_url()
    wanted = [
        ("/", "text/html", letter.title),
        (page, "text/html", "85 FR 36719"),
        (page, "text/html", "Committee on Foreign Investment in the United States"),
        (f"{page}pages/1.webp", "image/webp", ""),
        (f"{page}letter.pdf", "application/pdf", ""),
    ]
    found = []
    with httpx.Client(base_url=origin, timeout=20.0, trust_env=False) as client:
        for path, kind, words in wanted:
            try:
                response = client.get(path)
            except httpx.HTTPError as error:
                found.append(f"{origin}{path} did not answer ({error}).")
                continue
            if response.status_code != 200 or not response.headers.get("content-type", "").startswith(kind):
                sort = response.headers.get("content-type", "nothing")
                found.append(f"{origin}{path} answered {response.status_code} with {sort} instead of 200 with {kind}.")
            elif words and words not in _words_of(response.text):
                found.append(f"{origin}{path} does not say “{words}”.")
    return found


def _words_of(page: str) -> str:
    """A page's text, near enough to look for words in: no tags, entities resolved, white space as single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())
