"""How real letters are linked: what they cite, what followed, and what stands above `strong` with none known.

    DJANGO_SETTINGS_MODULE=tracker.settings python -m tests.benchmarks.linking_letters
        LETTERS_FOLDER RULES.tsv.gz AGENCIES.json KNOWN.tsv
        [--heads HEADS.csv] [--readings READINGS.jsonl] [--list bar|strong]

LETTERS_FOLDER holds letters as JSON, each with what people wrote down of it under `gold`. KNOWN.tsv names, for some
letters, the documents that they cite or that followed. A letter of KNOWN.tsv that is not in the folder is stood in for
by what the table says that it cites or asks; it is marked as a summary. HEADS.csv tells who headed which department
when (position, appointee, start_date, end_date), for recipients that the table names by surname alone. READINGS.jsonl
is what `manage.py read_letter --json` says of PDFs: where one bears the date of a letter that the folder has not, what
was read of it takes the summary's place. Only titles of rules and proposed rules are at hand, so a notice cannot be
found.

Candidates are the documents of the correspondents' agencies, what is below and above them, from 36 months before to 36
months after the letter, and whatever bears an identifier that the letter gives. A cited document must be the first
among what came before the letter; one that followed, among the first five of what came after. It reports and never
asserts.
"""

import argparse
import csv
import datetime
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import django

django.setup()

from tests.benchmarks.linking import WINDOW, Archive, Document, read_documents  # noqa: E402
from tracker.linking.candidates import rank  # noqa: E402
from tracker.linking.terms import terms_of  # noqa: E402
from tracker.linking.views import (  # noqa: E402
    ASKED,
    HEADING,
    ActionView,
    CitedIdentifier,
    LetterView,
    Passage,
    Scored,
)
from tracker.linking.weights import WEIGHTS  # noqa: E402
from tracker.reading.dockets import case_numbers  # noqa: E402

_NUMBER = re.compile(r"\b(?:(?:19|20)\d{2}-\d{4,5}|[CERXZ]\d-\d{4,5}|\d{2}-\d{4,5})\b")
_DOCKET = re.compile(r"\b[A-Z]{2,}(?:-[A-Z0-9]+){0,3}-\d{4}-[A-Z]?-?\d{4}\b")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Known:
    """A line of the table of known links."""

    letter: str
    date: datetime.date
    to: str
    said: str
    numbers: tuple[str, ...]
    dockets: frozenset[str]


class Agencies:
    """The Federal Register's agencies: by name, by short name, and what is above and below each."""

    def __init__(self, path: Path) -> None:
        rows = json.loads(path.read_text(encoding="utf-8"))
        self.names = {row["id"]: row["name"] for row in rows}
        self.shorts = {row["id"]: row["short_name"] or "" for row in rows}
        self.by_name = {row["name"]: row["id"] for row in rows}
        self.by_short = {row["short_name"]: row["id"] for row in rows if row["short_name"]}
        self._above = {row["id"]: row["parent_id"] for row in rows}

    def of_table(self, name: str) -> int:
        """Return the agency that a table of rules calls so; one that nobody knows has a number of its own."""
        return self.by_short.get(name) or -sum(ord(letter) * 31**place for place, letter in enumerate(name))

    def below(self, keys: frozenset[int]) -> frozenset[int]:
        found, fresh = set(keys), set(keys)
        while fresh:
            fresh = {key for key, above in self._above.items() if above in fresh} - found
            found |= fresh
        return frozenset(found - keys)

    def above(self, keys: frozenset[int]) -> frozenset[int]:
        return frozenset(above for key in keys if (above := self._above.get(key))) - keys

    def in_words(self, words: str) -> frozenset[int]:
        """Return the agencies whose short names stand in these words."""
        return frozenset(self.by_short[word] for word in re.findall(r"\b[A-Z]{3,}\b", words) if word in self.by_short)


class Heads:
    """Who headed which department, and from when to when."""

    def __init__(self, path: Path, agencies: Agencies) -> None:
        self._held: dict[str, list[tuple[datetime.date, datetime.date, int]]] = {}
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                name = re.sub(r"^(?:Secretary of )?(.+)$", r"\1 Department", row["position"])
                if (key := agencies.by_name.get(name)) is not None:
                    days = (_day(row["start_date"]), _day(row["end_date"]) or datetime.date.max)
                    if days[0]:
                        self._held.setdefault(row["appointee"].split()[-1], []).append((days[0], days[1], key))

    def in_words(self, words: str, day: datetime.date) -> frozenset[int]:
        """Return the departments that people of these surnames headed on a day."""
        named = (each for word in re.findall(r"[A-Z]\w+", words) for each in self._held.get(word, ()))
        return frozenset(key for start, end, key in named if start <= day <= end)


def _day(printed: str) -> datetime.date | None:
    """Return the day of "2/28/17"; none for a head still in office."""
    if not (found := re.fullmatch(r"(\d+)/(\d+)/(\d\d)", printed)):
        return None
    month, day, year = map(int, found.groups())
    return datetime.date(year + (2000 if year < 50 else 1900), month, day)


def read_known(path: Path) -> list[Known]:
    """Return the table's lines; "same" is the letter of the line above."""
    found: list[Known] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t"):
            if len(row) < 7 or not (date := _DATE.match(row[1])):
                continue
            same = row[0] == "same" and found
            found.append(
                Known(
                    letter=found[-1].letter if same else row[0],
                    date=datetime.date.fromisoformat(date[0]),
                    to=row[3] or (found[-1].to if same else ""),
                    said=row[4],
                    numbers=tuple(dict.fromkeys(_NUMBER.findall(_DOCKET.sub(" ", row[5])))),
                    dockets=frozenset(_DOCKET.findall(row[5])),
                )
            )
    return found


def identifiers_in(text: str) -> tuple[CitedIdentifier, ...]:
    named = (*_DOCKET.findall(text), *case_numbers(text))
    dockets = [CitedIdentifier(kind="docket", value=each, text=each) for each in named]
    numbers = [CitedIdentifier(kind="document", value=each, text=each) for each in _NUMBER.findall(text)]
    return tuple(dict.fromkeys((*dockets, *numbers)))


def letter_of(held: dict, agencies: Agencies) -> LetterView | None:
    """Return a letter of the folder, or None for one without a date or a recipient's agency."""
    gold, letter = held["gold"], held["letter"]
    ours = frozenset(agencies.by_name[name] for each in gold["recipients"] if (name := each.get("agency"))
                     and name in agencies.by_name)  # fmt: skip
    if not ours or not gold["date"]:
        return None
    body = "\n\n".join(part if isinstance(part, str) else part.get("text", "") for part in letter["paragraphs"])
    subject = letter.get("subject") or ""
    return LetterView(
        date=datetime.date.fromisoformat(gold["date"]),
        asks=tuple(Passage(each["text"], None, ASKED) for each in gold["requests"]),
        headings=(Passage(subject, None, HEADING),) if subject else (),
        body=Passage(body),
        identifiers=identifiers_in(f"{subject}\n{body}"),
        agencies=ours,
        children=agencies.below(ours),
        parents=agencies.above(ours),
        office_stems=_office_stems(ours, agencies),
    )


def summary_of(lines: Sequence[Known], agencies: Agencies, heads: Heads | None) -> LetterView:
    """Return what stands in for a letter whose text is not at hand."""
    said = ". ".join(line.said for line in lines)
    ours = agencies.in_words(lines[0].to)
    if not ours and heads is not None:
        ours = heads.in_words(lines[0].to, lines[0].date)
    return LetterView(
        date=lines[0].date,
        asks=tuple(Passage(line.said, None, ASKED) for line in lines),
        body=Passage(said),
        identifiers=identifiers_in(said),
        agencies=ours,
        children=agencies.below(ours),
        parents=agencies.above(ours),
        office_stems=_office_stems(ours, agencies),
    )


def reading_of(form: dict, agencies: Agencies) -> LetterView | None:
    """Return a letter as it was read: its asks, subject and quotations. Other text a reading does not give."""
    said = [each["text"] for each in (*form["requests"], *form["quotations"])]
    return letter_of({"gold": form, "letter": {"subject": form["subject"], "paragraphs": said}}, agencies)


def _office_stems(ours: frozenset[int], agencies: Agencies) -> frozenset[str]:
    return frozenset(
        stem for key in ours for name in (agencies.names[key], agencies.shorts[key]) for stem in terms_of(name)
    )


def _dockets(document: Document) -> tuple[str, ...]:
    """Return the document's docket and the cases of acquisition in its title, as an import takes them."""
    return tuple(filter(None, (document.docket, *case_numbers(document.title))))


class Table:
    """The documents as actions, with their numbers and dockets."""

    def __init__(self, documents: Sequence[Document], agencies: Agencies) -> None:
        self.archive = Archive(documents)
        self.by_key = {each.key: each for each in documents}
        self._agency = {name: agencies.of_table(name) for name in {each.agency for each in documents}}
        self.dockets = {each.key: _dockets(each) for each in documents}

    def action(self, document: Document) -> ActionView:
        return ActionView(
            key=document.key,
            kind=document.kind,
            title=document.title,
            published=document.day,
            agencies=frozenset({self._agency[document.agency]}),
            agency_names={self._agency[document.agency]: document.agency},
            document_number=document.number,
            dockets=self.dockets[document.key],
            stems=document.stems,
        )

    def ranked(self, letter: LetterView) -> list[Scored]:
        assert letter.date is not None
        family = letter.agencies | letter.children | letter.parents
        given = {each.value for each in letter.identifiers}
        nearby = (
            self.archive.documents[place]
            for place in range(self.archive.window(letter.date - WINDOW).start, self.archive.window(letter.date).stop)
        )
        actions = [
            self.action(each)
            for each in nearby
            if not family
            or self._agency[each.agency] in family
            or each.number in given
            or not given.isdisjoint(self.dockets[each.key])
        ]
        return rank(letter, actions)


def report(
    folder: Path,
    rules: Path,
    agencies_file: Path,
    known_file: Path,
    heads_file: Path | None,
    readings_file: Path | None,
    listed: str,
) -> None:
    agencies = Agencies(agencies_file)
    heads = Heads(heads_file, agencies) if heads_file else None
    table = Table(read_documents(rules), agencies)
    lines: dict[str, list[Known]] = {}
    for line in read_known(known_file):
        lines.setdefault(line.letter, []).append(line)
    letters: dict[str, LetterView] = {}
    for path in sorted(folder.glob("*.json")):
        if view := letter_of(json.loads(path.read_text(encoding="utf-8")), agencies):
            letters[path.stem] = view
    of_folder = len(letters)
    read = (
        [json.loads(line) for line in readings_file.read_text(encoding="utf-8").splitlines()] if readings_file else []
    )
    of_day = {view.date: view for form in read if form.get("date") and (view := reading_of(form, agencies))}
    letters |= {name: of_day[day] for name in lines.keys() - letters.keys() if (day := lines[name][0].date) in of_day}
    summaries = {name: summary_of(theirs, agencies, heads) for name, theirs in lines.items() if name not in letters}
    print(
        f"{of_folder} letters of the folder; of the table {len(letters) - of_folder} more as read,"
        f" {len(summaries)} as summaries."
    )

    cited: list[bool] = []
    followed: list[bool] = []
    clean: list[bool] = []
    strong = bar = 0
    for name, view in (letters | summaries).items():
        ranked = table.ranked(view)
        after = [each for each in ranked if each.followed]
        before = [each for each in ranked if not each.followed]
        if name in lines:
            mark = " (summary)" if name in summaries else ""
            given = {each.value for each in view.identifiers}
            wanted = {number for line in lines[name] for number in line.numbers}
            places = [place for place, each in enumerate(after, 1) if table.by_key[each.key].number in wanted]
            for place, each in enumerate(before, 1):
                document = table.by_key[each.key]
                if document.number in wanted and given & {document.number, *table.dockets[document.key]}:
                    cited.append(place == 1)
                    print(f"{name}{mark}: cites {document.number}, place {place} of what came before")
            if places:
                followed.append(min(places) <= 5)
                print(f"{name}{mark}: what followed stands at {', '.join(map(str, places))}")
            known = {table.by_key[each.key].number for each in ranked} & wanted
            if missing := sorted(wanted - known):
                print(f"{name}{mark}: not among the candidates: {', '.join(missing)}")
            continue
        above = [each for each in after if each.score >= WEIGHTS.strong]
        clean.append(not above)
        strong += len(above)
        shown = [each for each in after if each.score >= WEIGHTS.bar][: WEIGHTS.at_most]
        bar += len(shown)
        for each in shown if listed == "bar" else above:
            document = table.by_key[each.key]
            reasons = ", ".join(f"{item.kind} {item.points:+}" for item in each.evidence)
            words = next((item.sentence for item in each.evidence if item.kind == "topic"), "")
            print(f"{name}: {each.score} {document.day} {document.title[:110]}\n    {reasons}\n    {words}")
    print(f"cited by identifier, first of what came before: {_share(cited)}")
    print(f"followed, in the first five of what came after: {_share(followed)}")
    print(f"letters without a known link, nothing strong:   {_share(clean)}")
    print(f"links of these letters: {strong} strong, {bar} above the bar")


def _share(found: Sequence[bool]) -> str:
    return f"{sum(found)} of {len(found)}" + (f" ({sum(found) / len(found):.2f})" if found else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("letters", "rules", "agencies", "known"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--heads", type=Path, help="a table of who headed which department when")
    parser.add_argument("--readings", type=Path, help="what was read of letters that the folder has not")
    parser.add_argument("--list", choices=("bar", "strong"), default="strong", help="which links to print")
    given = parser.parse_args()
    report(given.letters, given.rules, given.agencies, given.known, given.heads, given.readings, given.list)


if __name__ == "__main__":
    main()
