"""What of a letter is searched, and with what weight."""

import re

from django.contrib.postgres.search import SearchVector
from django.db import OperationalError, transaction
from django.db.models import Value

from tracker.models import Letter, LetterFact, LetterSearch, LetterTranscript
from tracker.reading.rows import FactKind

__all__ = ["CONFIG", "index", "normalized"]

# PostgreSQL's text search configuration, made by migration 0002.
CONFIG = "letterbook"

# A vector may have 1 MiB (PostgreSQL, "Limitations" of text search). Ordinary prose of 300 pages stays far below.
_MOST_CHARACTERS = 2_000_000

# PostgreSQL's error code for it.
_PROGRAM_LIMIT_EXCEEDED = "54000"


def normalized(text: str) -> str:
    """Return `text` with the United States' abbreviation made a word.

    The parser takes "U.S." for a host name, and "us" is a stop word; written USA, all forms meet.

    >>> normalized("U.S. companies and the US")
    'USA companies and the USA'
    """
    return re.sub(r"\bU\.\s?S\.(?:\s?A\.)?(?!C)|\bUS\b", "USA", text)


def index(letter: Letter) -> LetterSearch:
    """Write the letter's search row from its rows as they stand; call it in the transaction that changed them."""
    subject = LetterFact.objects.filter(letter=letter, kind=FactKind.SUBJECT).first()
    names = [letter.title, subject.text if subject else ""]
    for signature in letter.signatures.kept().select_related("member"):
        names += [signature.name, signature.member.full_name if signature.member else ""]
    for recipient in letter.recipients.kept().select_related("agency"):
        agency = recipient.agency
        names += [recipient.name, recipient.title, recipient.organization]
        names += [agency.name, agency.short_name] if agency else []
    quoted = [quotation.text for quotation in letter.quotations.kept() if quotation.is_spoken]
    asked = [request.text for request in letter.requests.kept()]
    transcript = LetterTranscript.objects.filter(letter=letter).first()
    text = transcript.text if transcript else ""

    length = min(len(text), _MOST_CHARACTERS)
    while True:
        zones = zip(("\n".join(names), "\n".join(quoted), "\n".join(asked), text[:length]), "ABCD", strict=True)
        vectors = [SearchVector(Value(normalized(words)), weight=weight, config=CONFIG) for words, weight in zones]
        try:
            with transaction.atomic():
                row, _ = LetterSearch.objects.update_or_create(
                    letter=letter,
                    defaults={
                        "letter_date": letter.letter_date,
                        "vector": vectors[0] + vectors[1] + vectors[2] + vectors[3],
                        "complete": length == len(text),
                    },
                )
        except OperationalError as error:
            # Too long for a vector: index as much as fits, and say so in the row.
            if length == 0 or getattr(error.__cause__, "sqlstate", "") != _PROGRAM_LIMIT_EXCEEDED:
                raise
            length //= 2
        else:
            return row
