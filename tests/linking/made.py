"""Letters and actions made of a few words, from a seed, so that some belong together."""

import datetime

from tests.factories import NOW, make_action, make_letter
from tracker import linking
from tracker.reading.rows import RequestKind

DAY = datetime.date(2025, 3, 3)
WORDS = (
    *("harbor", "lamp", "inspection", "plan", "pilot", "vessel", "standard", "approval", "air", "quality", "program"),
    *("Quillfish", "Zanthor", "Ostrava", "log", "safety", "zone", "kiln", "label", "furnace", "grant", "broadband"),
    *("tariff", "dredge", "ferry", "tunnel", "bridge", "levee", "salmon", "heron", "pesticide", "residue"),
)
LAWS = ("the Harbor Lamps Act", "46 U.S.C. 3306", "Public Law 116-260")


def said(rng, count):
    return " ".join(rng.choices(WORDS, k=count))


def a_letter(agency, text, ask, subject=""):
    letter = make_letter(agencies=[agency], letter_date=DAY)
    for rows in (letter.citations, letter.requests, letter.facts):
        rows.all().delete()
    letter.transcript.text, letter.transcript.lines = text, []
    letter.transcript.save()
    if subject:
        letter.facts.create(kind="subject", text=subject, start=0, end=len(subject))
    letter.requests.create(kind=RequestKind.QUESTION, text=ask, start=text.index(ask), end=len(text))
    linking.propose(letter, now=NOW)
    return letter


def made_letter(rng, agency):
    speaks = rng.choice(("Finish the proposed rule on {}.", "Explain {}?", "Tell us of {}."))
    subject, ask = said(rng, 3), speaks.format(said(rng, rng.randint(2, 5)))
    law = f"under {rng.choice(LAWS)}" if rng.random() < 0.4 else ""
    text = f"{subject}\n\n{said(rng, 60)} {law}. {said(rng, rng.randint(5, 40))}.\n\n{ask}"
    return a_letter(agency, text, ask, subject)


def made_action(rng, agency, number):
    law = f" under {rng.choice(LAWS)}" if rng.random() < 0.4 else ""
    day = DAY + datetime.timedelta(days=rng.randint(-500, 900))
    return make_action(
        title=said(rng, rng.randint(2, 7)),
        abstract=said(rng, rng.randint(5, 40)) + law if rng.random() < 0.6 else "",
        kind=rng.choice(("rule", "proposed_rule", "notice")),
        published_date=day,
        filed_date=day - datetime.timedelta(days=rng.randint(0, 9)) if rng.random() < 0.5 else None,
        agencies=[agency],
        document_number=f"made-{number}",
    )
