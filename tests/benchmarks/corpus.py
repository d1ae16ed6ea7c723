"""A corpus of letters that nobody wrote, for measuring search: seeded, so that two runs make the same letters.

    python -m tests.benchmarks.corpus --letters 100000 --var /tmp/letters

Words follow Zipf's law, a quarter of them from the letter's topic; names, agencies, dates, boilerplate, quotations,
requests, time limits, citations, replies and actions that followed are as frequent as in real letters, about. The rows
go straight into the real tables (COPY, without checking foreign keys row by row), as far as search reads them.
"""

import argparse
import datetime
import functools
import itertools
import json
import os
import random
import time
from collections import defaultdict
from pathlib import Path

import numpy

SEED = 5
NOW = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
BATCH = 20_000

HEAD_WORDS = """
the of to and in that for a is on with we as be by this are have has it our from your not at which will or these
their was an been its more can other all any would also should such than under they including may who about but
department administration agency congress committee letter information security federal public national program
policy states request rule report health american people office act law director secretary administrator government
service data review funding action company companies industry access risk process response support system energy
technology question standards export control market trade workers safety concerns questions documents briefing staff
members communities families veterans rural water housing food drug medical insurance climate emissions pipeline
permits license enforcement compliance oversight investigation guidance comment proposed final regulation docket
notice hearing deadline network broadband spectrum wireless cybersecurity artificial intelligence semiconductor
supply chain foreign adversary china russia iran ukraine taiwan border immigration visa asylum court justice fraud
abuse contract grant budget disaster emergency flood wildfire hurricane airport aviation railroad bridge highway
vehicle battery mineral mining nuclear weapons defense military army navy air force base soldiers hospital nurse
patients opioid fentanyl vaccine school student loan teacher university research science space satellite farm crop
cattle dairy fisheries forest park bank credit consumer fee mortgage tax income pension retirement audit accounting
disclosure shareholder merger competition antitrust platform privacy children advertising
"""
HEAD = HEAD_WORDS.split()

FIRST_WORDS = """
James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica
Thomas Sarah Carlos Karen Daniel Nancy Nydia Matthew Margaret Anthony Sandra Mark Ashley Kim Donald Emily Steven
Donna Paul Michelle Andrew Carol Joshua Amanda Kenneth Melissa Kevin Deborah Brian Stephanie George Rebecca Edward
Sharon Ronald Laura Timothy Cynthia Jason Dorothy Jeffrey Amy Ryan Kathleen Jacob Angela Gary Shirley Nicholas Emma
Eric Brenda Jonathan Pamela Stephen Nicole Larry Anna Justin Samantha Scott Katherine Brandon Christine Benjamin
Debra Samuel Rachel
"""
FIRST = FIRST_WORDS.split()
LAST_BEGIN_WORDS = """
Ash Bar Bech Bren Cald Car Cham Clay Cor Cran Dal Dev Don Dray Ells Fair Far Fen Gar Gil Gran Hal Har Hart Holm Hunt
In Ken Kirk Lang Lind Love Mal Mar Mont Nor Oak Os Pem Per Quin Rad Ran Rock Rus Sand Shel Stan Tal Thorn Tor Und
Van Wad Wal Wen West Whit Wol York
"""
LAST_BEGIN = LAST_BEGIN_WORDS.split()
LAST_END = [
    "bury",
    "by",
    "cott",
    "croft",
    "dale",
    "den",
    "ders",
    "er",
    "field",
    "ford",
    "gate",
    "ham",
    "hofe",
    "ington",
    "kins",
    "ler",
    "ley",
    "lock",
    "low",
    "man",
    "mer",
    "more",
    "nell",
    "ner",
    "ridge",
    "sen",
    "shaw",
    "son",
    "stein",
    "ston",
    "ter",
    "ton",
    "urst",
    "vale",
    "vin",
    "well",
    "wick",
    "wood",
    "worth",
]

PLACES_WORDS = """
Harbor River Mountain Coastal Northern Southern Central Pacific Atlantic Inland Prairie Desert Valley Island
Frontier Capital Union Liberty Federal National Interstate Regional Domestic International Maritime Aviation Nuclear
Veterans Rural Urban Consumer Labor Energy Water Land Forest Health Food Trade Export Industry Standards Weather
Ocean Space Highway Transit Railroad Pipeline Communications Broadcasting Spectrum Patent Census Statistics Housing
Credit Banking Securities Commodity Insurance Pension Education Research Science Arts Heritage Archives Elections
Ethics Disaster
"""
PLACES = PLACES_WORDS.split()
KINDS = ["Administration", "Bureau", "Office", "Service", "Commission", "Agency", "Board", "Institute"]
DEPARTMENTS_WORDS = """
Commerce Agriculture Defense Education Energy Health Homeland Housing Interior Justice Labor State Transportation
Treasury Veterans
"""
DEPARTMENTS = DEPARTMENTS_WORDS.split()
STATES = [
    "AL",
    "AK",
    "AZ",
    "AR",
    "CA",
    "CO",
    "CT",
    "DE",
    "FL",
    "GA",
    "HI",
    "ID",
    "IL",
    "IN",
    "IA",
    "KS",
    "KY",
    "LA",
    "ME",
    "MD",
    "MA",
    "MI",
    "MN",
    "MS",
    "MO",
    "MT",
    "NE",
    "NV",
    "NH",
    "NJ",
    "NM",
    "NY",
    "NC",
    "ND",
    "OH",
    "OK",
    "OR",
    "PA",
    "RI",
    "SC",
    "SD",
    "TN",
    "TX",
    "UT",
    "VT",
    "VA",
    "WA",
    "WV",
    "WI",
    "WY",
]

BOILERPLATE = [
    "We write to express our concern about the decision that your agency announced last month.",
    "As members of the committee with oversight of your department, we have a duty to ask.",
    "Thank you for your attention to this important matter.",
    "We look forward to your prompt response.",
    "This decision would have far-reaching consequences for communities in our states.",
    "The United States must not cede its leadership in standards setting to foreign adversaries.",
    "We urge you to reconsider and to consult with Congress before any final rule is issued.",
    "According to recent press reports, the agency did not follow its own guidance.",
    "The American people deserve transparency and accountability from the Secretary and the department.",
    "If you have any questions, please contact our staff.",
    "It is our understanding that the Department of Commerce has not yet answered.",
    "We respectfully request a briefing for our staff on the national security implications.",
    "U.S. companies that participate in 5G standards bodies face uncertainty under the Entity List.",
    "In light of the COVID-19 public health emergency, timely action is needed.",
    "Export control rules for dual-use technology need clarity.",
]
ASKS = [
    ("question", "How many {0} {1} has the agency {2} since {3}?"),
    ("question", "What steps is the department taking to protect {0} {1} from {2}?"),
    ("question", "Does the agency intend to revise its {0} {1} policy on {2}?"),
    ("documents", "Please provide all documents and communications about {0} {1} and {2}."),
    ("briefing", "Please arrange a staff briefing on {0} {1} {2} no later than the end of the month."),
    ("action", "We urge you to withdraw the {0} {1} proposal on {2}."),
    ("preservation", "Please preserve all records about {0} {1} and {2}."),
]
ACTION_KINDS = ["rule", "proposed_rule", "notice", "notice", "notice", "presidential_document"]


def vocabulary(size: int = 60_000) -> list[str]:
    """Return real words first, then words that could be, the commonest first."""
    rng = random.Random(SEED)
    onsets = [
        "b",
        "bl",
        "br",
        "c",
        "ch",
        "cl",
        "cr",
        "d",
        "dr",
        "f",
        "fl",
        "fr",
        "g",
        "gl",
        "gr",
        "h",
        "j",
        "k",
        "l",
        "m",
        "n",
        "p",
        "pl",
        "pr",
        "qu",
        "r",
        "s",
        "sc",
        "sh",
        "sl",
        "sp",
        "st",
        "str",
        "t",
        "th",
        "tr",
        "v",
        "w",
        "z",
    ]
    vowels = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "io", "oa", "ou"]
    ends = [
        "",
        "n",
        "r",
        "s",
        "t",
        "l",
        "m",
        "nd",
        "nt",
        "st",
        "tion",
        "ment",
        "ing",
        "able",
        "ity",
        "ance",
        "ical",
        "er",
    ]
    words = dict.fromkeys(HEAD)
    while len(words) < size:
        middle = "".join(rng.choice(onsets) + rng.choice(vowels) for _ in range(rng.choice((1, 2, 2, 3))))
        words[middle + rng.choice(ends)] = None
    return list(words)


class Corpus:
    """Makes the rows; `tables` of a batch are lists of tuples in the order of COLUMNS."""

    def __init__(self) -> None:
        self.words = vocabulary()
        weights = [1 / (rank + 2.7) for rank in range(len(self.words))]
        self.cumulative = list(itertools.accumulate(weights))
        rng = random.Random(SEED + 1)
        self.topics = [rng.sample(self.words[70:400], 25) + rng.sample(self.words[400:8000], 35) for _ in range(300)]
        rank_of = {word: rank for rank, word in enumerate(self.words)}
        self.topic_ranks = numpy.array([[rank_of[word] for word in topic] for topic in self.topics])
        self.agencies = self._agencies(rng)
        self.members = self._members(rng)
        self.actions: list[int] = []
        self.ids: defaultdict[str, itertools.count[int]] = defaultdict(lambda: itertools.count(1))

    def _agencies(self, rng: random.Random) -> list[tuple[int, str, str, int | None]]:
        found: list[tuple[int, str, str, int | None]] = [
            (number, f"{name} Department", "", None) for number, name in enumerate(DEPARTMENTS, start=1)
        ]
        names: dict[str, None] = {}
        while len(names) < 400:
            names[f"{rng.choice(PLACES)} {rng.choice(PLACES)} {rng.choice(KINDS)}"] = None
        for name in names:
            parent = rng.choice([None, *range(1, len(DEPARTMENTS) + 1)])
            short = "".join(word[0] for word in name.split())
            found.append((len(found) + 1, name, short, parent))
        return found

    def _members(self, rng: random.Random) -> list[tuple[str, str, str, str, str, str, int]]:
        """Return bioguide, first, last, party, state, chamber, first year; each serves ten years."""
        names: dict[tuple[str, str], None] = {}
        while len(names) < 1200:
            names[rng.choice(FIRST), rng.choice(LAST_BEGIN) + rng.choice(LAST_END)] = None
        return [
            (
                f"{last[0]}{number:06d}",
                first,
                last,
                rng.choice("DDDDDRRRRRI"),
                rng.choice(STATES),
                "senate" if number % 5 == 0 else "house",
                rng.randrange(1998, 2022),
            )
            for number, (first, last) in enumerate(names, start=1)
        ]

    def roster(self) -> dict[str, list[tuple]]:
        """Return agencies, members, terms, committees, seats and actions."""
        rng = random.Random(SEED + 2)
        tables: dict[str, list[tuple]] = defaultdict(list)
        for pk, name, short, parent in self.agencies:
            slug = name.lower().replace(" ", "-") + (f"-{pk}" if pk > len(DEPARTMENTS) else "")
            tables["agency"].append((pk, slug, name, short, None, parent))
        committees = [
            f"{chamber}{a}{b}"
            for chamber in ("HS", "SS")
            for a, b in zip("AABCDEFGHIJKLMNOP", "GPUOLFRAMSWXYQTNZ", strict=True)
        ]
        for code in committees:
            name = (
                f"{'House' if code[0] == 'H' else 'Senate'} Committee on {rng.choice(PLACES)} and {rng.choice(PLACES)}"
            )
            tables["committee"].append((code, name, "house" if code[0] == "H" else "senate", None))
        for bioguide, first, last, party, state, chamber, start in self.members:
            tables["member"].append((bioguide, first, "", last, "", "", f"{first} {last}", last.lower()))
            tables["term"].append(
                (
                    next(self.ids["term"]),
                    bioguide,
                    chamber,
                    state,
                    None,
                    party,
                    datetime.date(start, 1, 3),
                    datetime.date(start + 10, 1, 2),
                )
            )
            for code in rng.sample([each for each in committees if (each[0] == "H") == (chamber == "house")], 2):
                tables["seat"].append((next(self.ids["seat"]), code, bioguide, "", datetime.date(start + 3, 1, 1)))
        for pk in range(1, 30_001):
            day = datetime.date(2001, 1, 1) + datetime.timedelta(days=rng.randrange(9100))
            title = " ".join(rng.choices(self.words, cum_weights=self.cumulative, k=9)).capitalize()
            tables["action"].append(
                (
                    pk,
                    rng.choice(ACTION_KINDS),
                    "Federal Register",
                    f"{day.year}-{pk:05d}",
                    f"{day.year - 1935} FR {pk}",
                    title,
                    "",
                    "",
                    "",
                    "{}",
                    "{}",
                    "{}",
                    None,
                    day,
                    None,
                    None,
                    "",
                    "",
                    "",
                    NOW,
                )
            )
            tables["action_agency"].append((pk, pk, rng.randrange(1, len(self.agencies) + 1)))
        return tables

    def letters(self, first: int, last: int, tables: dict[str, list[tuple]]) -> None:
        """Add the rows of the letters `first` to `last` (a batch has always the same bounds)."""
        draws = numpy.random.default_rng([SEED, first])
        count = last - first + 1
        topics = (300 * draws.random(count) ** 2).astype(int)
        ranks = numpy.searchsorted(self.cumulative, draws.random((count, 230)) * self.cumulative[-1])
        of_topic = draws.random((count, 230)) < 0.24
        drawn = numpy.where(
            of_topic, self.topic_ranks[topics[:, None], (60 * draws.random((count, 230))).astype(int)], ranks
        )
        for place, pk in enumerate(range(first, last + 1)):
            self.letter(pk, int(topics[place]), [self.words[rank] for rank in drawn[place].tolist()], tables)

    def letter(self, pk: int, topic_number: int, drawn: list[str], tables: dict[str, list[tuple]]) -> None:
        """Add the rows of one letter, which depend on its number, its words and the seed alone."""
        rng = random.Random(SEED * 1_000_003 + pk)
        day = datetime.date(2003, 1, 1) + datetime.timedelta(days=int(8450 * rng.random() ** 0.6))
        topic = self.topics[topic_number]
        agency_id, agency_name, _, parent = self.agencies[int(len(self.agencies) * rng.random() ** 2)]
        is_reply = rng.random() < 0.15
        published = rng.random() < 0.95
        serving = [
            self.members[rng.randrange(len(self.members))] for _ in range(min(30, 1 + int(rng.expovariate(0.5))))
        ]
        official = f"{rng.choice(FIRST)} {rng.choice(LAST_BEGIN)}{rng.choice(LAST_END)}"
        post = "Secretary" if parent is None else rng.choice(("Administrator", "Director", "Secretary", "Commissioner"))

        paragraphs = [
            f"{day:%B} {day.day}, {day.year}",
            f"The Honorable {official}\n{post}\n{agency_name}\nWashington, DC 20590",
            f"Dear {post} {official.split()[1]}:",
        ]
        quotations, requests, citations, at = [], [], [], 0
        for number in range(9):
            length = rng.randrange(14, 30)
            words = drawn[at : at + length]
            at += length
            if not words:
                break
            sentence = " ".join(words).capitalize() + "."
            if number in (2, 5) and rng.random() < 0.6:
                quoted = " ".join(words[4:14])
                speaker = rng.choice(
                    (official, agency_name, f"{rng.choice(FIRST)} {rng.choice(LAST_BEGIN)}{rng.choice(LAST_END)}")
                )
                sentence = f"As {speaker} said, “{quoted}” and {' '.join(words[14:])}."
                quotations.append((quoted, speaker))
            if number in (1, 4) and rng.random() < 0.5:
                cited = rng.choice(
                    (
                        f"{day.year - 1935} FR {rng.randrange(1000, 80000)}",
                        f"{rng.randrange(1, 50)} CFR {rng.randrange(1, 900)}.{rng.randrange(1, 60)}",
                    )
                )
                sentence += f" See {cited}."
                citations.append(cited)
            paragraphs.append(f"{rng.choice(BOILERPLATE)} {sentence}" if rng.random() < 0.5 else sentence)
        deadline = day + datetime.timedelta(days=rng.choice((14, 21, 30)))
        if not is_reply:
            for number in range(rng.choice((0, 1, 2, 3, 4))):
                kind, form = rng.choice(ASKS)
                text = form.format(*rng.choices(topic, k=3), day.year - 1)
                requests.append((kind, text))
                paragraphs.append(f"{number + 1}. {text}")
            if requests:
                paragraphs.append(f"Please respond by {deadline:%B} {deadline.day}, {deadline.year}.")
        paragraphs.append("Sincerely,")
        paragraphs += [f"{first} {last}\nMember of Congress" for _, first, last, *_ in serving]
        text, lines = "", []
        for block, paragraph in enumerate(paragraphs):
            lines.append([len(text), len(text) + len(paragraph), 1 + len(text) // 2200, "body", block])
            text += paragraph + "\n"

        title = f"{serving[0][2]} and others to {post} {official.split()[1]} on {' '.join(topic[:3])}"
        direction = "to_congress" if is_reply else "to_agency"
        tables["file"].append((pk, f"{pk:064x}", "", 1000, "", "", NOW, None, None))
        tables["letter"].append(
            (
                pk,
                pk,
                "published" if published else "draft",
                "read",
                "",
                "",
                direction,
                title[:300],
                False,
                day,
                False,
                False,
                "[]",
                NOW,
                NOW,
                NOW if published else None,
                NOW,
            )
        )
        tables["transcript"].append((pk, text, json.dumps(lines)))
        if rng.random() < 0.2:
            tables["page"].append((next(self.ids["page"]), pk, 1, 612.0, 792.0, "ocr", 0.9, "", "[]", ""))

        def row(order: int, words: str) -> tuple:
            return (pk, order, words, None, None, 1, "corpus", 1.0, "extracted", None, None, "{}")

        tables["fact"].append((next(self.ids["fact"]), *row(0, " ".join(topic[:5])), "subject", None))
        tables["recipient"].append(
            (
                next(self.ids["recipient"]),
                *row(0, official),
                official,
                post,
                agency_name,
                "",
                False,
                agency_id,
                None,
                None,
                "resolved",
                "",
                "[]",
            )
        )
        for order, (bioguide, first, last, _, _, _, start) in enumerate(serving):
            term = int(bioguide[1:])
            in_office = start <= day.year < start + 10
            tables["signature"].append(
                (
                    next(self.ids["signature"]),
                    *row(order, f"{first} {last}"),
                    f"{first} {last}",
                    "Member of Congress",
                    "",
                    bioguide,
                    term if in_office else None,
                    None,
                    "resolved",
                    "",
                    "[]",
                )
            )
        for order, (quoted, speaker) in enumerate(quotations):
            tables["quotation"].append(
                (next(self.ids["quotation"]), *row(order, quoted), "quotation", speaker, "", "", "", None)
            )
        deadline_id = None
        if requests:
            deadline_id = next(self.ids["deadline"])
            tables["deadline"].append(
                (deadline_id, *row(0, f"by {deadline:%B} {deadline.day}, {deadline.year}"), deadline, "")
            )
        answered = rng.random() < 0.3
        for order, (kind, words) in enumerate(requests):
            tables["request"].append(
                (
                    next(self.ids["request"]),
                    *row(order, words),
                    kind,
                    str(order + 1),
                    None,
                    deadline_id,
                    "answered" if answered and rng.random() < 0.8 else "open",
                )
            )
        for order, cited in enumerate(citations):
            kind = "federal_register" if " FR " in cited else "cfr"
            tables["citation"].append((next(self.ids["citation"]), *row(order, cited), kind, cited))
        if rng.random() < 0.15:
            action = rng.randrange(1, 30_001)
            tables["action_link"].append(
                (
                    next(self.ids["action_link"]),
                    pk,
                    action,
                    rng.choice(("same_subject", "cites")),
                    rng.choice(("proposed", "confirmed")),
                    9.0,
                    "[]",
                    NOW,
                    None,
                    None,
                    "",
                )
            )
        if is_reply and pk > 10:
            tables["letter_link"].append(
                (
                    next(self.ids["letter_link"]),
                    pk,
                    rng.randrange(max(1, pk - 5000), pk),
                    "replies_to",
                    "confirmed",
                    9.0,
                    "[]",
                    NOW,
                    None,
                    None,
                    "",
                )
            )


ROW = (
    'letter_id, "order", text, start, "end", page, rule, confidence, review_state, reviewed_by_id, reviewed_at, as_read'
)
COLUMNS = {
    "agency": ("tracker_agency", "id, slug, name, short_name, federal_register_id, parent_id"),
    "committee": ("tracker_committee", "code, name, chamber, parent_id"),
    "member": ("tracker_member", "bioguide, first, middle, last, suffix, nickname, official_full, folded_surname"),
    "term": ("tracker_term", 'id, member_id, chamber, state, district, party, start, "end"'),
    "seat": ("tracker_committeeseat", "id, committee_id, member_id, title, as_of"),
    "action": (
        "tracker_agencyaction",
        "id, kind, source, document_number, citation, title, action_text, abstract, text, rins, dockets, cfr_parts,"
        " filed_date, published_date, effective_date, comments_close_date, corrects, html_url, pdf_url, synced_at",
    ),
    "action_agency": ("tracker_agencyaction_agencies", "id, agencyaction_id, agency_id"),
    "file": (
        "tracker_letterfile",
        "id, sha256, file, size, original_name, source_url, received_at, original_id, uploaded_by_id",
    ),
    "letter": (
        "tracker_letter",
        "id, file_id, publication, reading_state, problem, problem_sentence, direction,"
        " title, title_entered, letter_date,"
        " publish_when_read, is_reconstruction, notes, created_at, read_at, published_at, changed_at",
    ),
    "transcript": ("tracker_lettertranscript", "letter_id, text, lines"),
    "page": ("tracker_letterpage", "id, letter_id, number, width, height, engine, confidence, note, words, image"),
    "fact": ("tracker_letterfact", f"id, {ROW}, kind, date"),
    "recipient": (
        "tracker_recipient",
        f"id, {ROW}, name, title, organization, address, acting, agency_id, official_id, member_id, resolution,"
        " resolution_why, candidates",
    ),
    "signature": (
        "tracker_signature",
        f"id, {ROW}, name, title, on_behalf_of, member_id, term_id, agency_id, resolution, resolution_why, candidates",
    ),
    "quotation": ("tracker_quotation", f"id, {ROW}, kind, speaker, speaker_rule, cue, source, nested_in_id"),
    "deadline": ("tracker_deadline", f"id, {ROW}, date, reckoning"),
    "request": ("tracker_informationrequest", f"id, {ROW}, kind, number, parent_id, deadline_id, answer"),
    "citation": ("tracker_citation", f"id, {ROW}, kind, normalized"),
    "action_link": (
        "tracker_actionlink",
        "id, letter_id, action_id, relation, state, score, evidence, proposed_at, decided_by_id, decided_at, reason",
    ),
    "letter_link": (
        "tracker_letterlink",
        "id, letter_id, earlier_id, relation, state, score, evidence, proposed_at, decided_by_id, decided_at, reason",
    ),
}


def fill(letters: int) -> None:
    """Write the roster and `letters` letters into the database, which must be empty."""
    from django.db import connection

    corpus = Corpus()
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica; set synchronous_commit = off")
        _copy(cursor, corpus.roster())
        for first in range(1, letters + 1, BATCH):
            tables: dict[str, list[tuple]] = defaultdict(list)
            last = min(first + BATCH, letters + 1)
            corpus.letters(first, last - 1, tables)
            _copy(cursor, tables)
            print(f"{last - 1:,} letters in {time.monotonic() - began:.0f} s", flush=True)
        cursor.execute("set session_replication_role = default")
        for table, _ in COLUMNS.values():
            cursor.execute(
                f"select pg_get_serial_sequence('{table}', a.attname), a.attname from pg_attribute a"
                f" where a.attrelid = '{table}'::regclass and a.attname = 'id'"
            )
            for sequence, column in cursor.fetchall():
                cursor.execute(f"select setval('{sequence}', (select coalesce(max({column}), 1) from {table}))")
        cursor.execute("analyze")


def _copy(cursor, tables: dict[str, list[tuple]]) -> None:  # type: ignore[no-untyped-def]
    for name, (table, columns) in COLUMNS.items():
        if rows := tables.get(name):
            rest = _rest(table, columns)
            with cursor.copy(f"copy {table} ({', '.join([columns, *rest])}) from stdin") as copy:
                for row in rows:
                    copy.write_row([*row, *rest.values()])


@functools.cache
def _rest(table: str, columns: str) -> dict[str, object]:
    """Return the columns that the corpus says nothing of, with what a new row has in them."""
    from django.apps import apps
    from django.db import connection

    given = {column.strip().strip(chr(34)) for column in columns.split(",")}
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return {
        str(field.column): field.get_db_prep_save(field.get_default(), connection)
        for field in models[table]._meta.concrete_fields
        if field.column not in given and not field.primary_key and not field.generated
    }


def prepare(var: Path) -> object:
    """Start PostgreSQL with its data in `var`, set Django up with it, and bring the tables up to date."""
    import django
    from django.core.management import call_command

    from tracker import embedded

    var.mkdir(parents=True, exist_ok=True)
    server = embedded.start_postgres(var, settings=SERVER)
    os.environ["LETTERBOOK_VAR"] = str(var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    return server


_MEGABYTES = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20

# A quarter of the machine's memory, as PostgreSQL's manual advises; what a crash would lose can be made again.
SERVER = {
    "shared_buffers": f"{_MEGABYTES // 4}MB",
    "effective_cache_size": f"{_MEGABYTES * 3 // 4}MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "fsync": "off",
    "synchronous_commit": "off",
    "random_page_cost": "1.1",
    "autovacuum": "on",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=100_000)
    parser.add_argument("--var", type=Path, required=True, help="Folder for the database; it must be new.")
    arguments = parser.parse_args()
    server = prepare(arguments.var)
    try:
        fill(arguments.letters)
    finally:
        server.stop()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
