"""The fields that take one of a few words, the words, and what each means.

The meanings are what search must do and what the help page says: one list for both.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.search.language.tree import Field

__all__ = ["CHOICES", "Option", "option"]


@dataclass(frozen=True, slots=True)
class Option:
    """A word that a field takes. `words` completes a chip ("that …"), `meaning` is the rule, `others` mean the same."""

    key: str
    words: str
    meaning: str
    others: tuple[str, ...] = ()


_STATUS = (
    Option(
        "unanswered",
        "not answered",
        "A letter to an agency with no reply that a person confirmed.",
        ("open", "no-reply", "pending", "waiting"),
    ),
    Option(
        "overdue",
        "overdue",
        "Unanswered, and the day by which something still open was wanted is past.",
        ("late", "past-due"),
    ),
    Option(
        "answered",
        "answered",
        "A letter to an agency with a reply that a person confirmed, unless it is answered in part.",
        ("replied", "closed"),
    ),
    Option(
        "partly",
        "answered in part",
        "A letter to an agency with a reply that a person confirmed, of whose requests some are marked answered in "
        "part, or some answered and others open or refused.",
        ("partial", "partially", "part"),
    ),
)

_TYPE = (
    Option("letter", "a letter to an agency", "Congress writes to an agency.", ("to-agency", "letters")),
    Option("reply", "a reply", "An agency writes to Congress.", ("response", "to-congress", "replies", "answer")),
    Option(
        "follow-up",
        "a follow-up",
        "Takes up an earlier letter in the archive, as a person confirmed.",
        ("followup", "follow-ups"),
    ),
    Option("other", "of another kind", "Neither from Congress to an agency nor the other way."),
)

_HAS = (
    Option("reply", "a reply", "A reply in the archive that a person confirmed.", ("response", "answer", "replies")),
    Option(
        "action",
        "an agency action that followed",
        "An agency action published on or after its day, which a person linked to it.",
        ("actions", "followed"),
    ),
    Option(
        "follow-up", "a follow-up", "A later letter that takes it up, as a person confirmed.", ("followup", "later")
    ),
    Option(
        "quotation",
        "a quotation",
        "Quotes somebody's words (terms, titles and scare quotes do not count).",
        ("quotations", "quote", "quotes"),
    ),
    Option("request", "a request", "Asks for something.", ("requests", "ask", "asks")),
    Option("question", "a question", "Asks a question.", ("questions",)),
    Option("documents", "a request for documents", "Asks for documents.", ("document", "records", "document-request")),
    Option("briefing", "a request for a briefing", "Asks for a briefing.", ("briefings",)),
    Option("preservation", "a request to keep records", "Asks that records be kept.", ("hold",)),
    Option("deadline", "a deadline", "Sets a time limit.", ("deadlines", "due", "due-date")),
    Option("citation", "a citation", "Cites a law, rule, docket, bill or case.", ("citations", "cites")),
    Option("press", "press coverage", "An article that quotes it is recorded.", ("coverage", "news", "article")),
    Option(
        "scan",
        "a scanned page",
        "A page whose words were read from its picture (OCR).",
        ("scans", "scanned", "ocr"),
    ),
)

_IS = (
    Option("reply", "a reply", "The same as type:reply.", ("response",)),
    Option("follow-up", "a follow-up", "The same as type:follow-up.", ("followup",)),
    Option("joint", "signed by more than one", "Two signers or more.", ("multiple",)),
    Option("bipartisan", "bipartisan", "Signed by a Democrat and a Republican.", ("cross-party",)),
    Option("bicameral", "bicameral", "Signed by a senator and a representative.", ()),
    Option(
        "reconstruction",
        "a reconstruction",
        "Set by this project for demonstration; not an original document.",
        ("sample", "demo"),
    ),
    Option(
        "draft", "not published", "Not published, or withdrawn; only those with a login find any.", ("unpublished",)
    ),
    Option("published", "published", "Public.", ("public",)),
)

CHOICES: Mapping[Field, tuple[Option, ...]] = {
    Field.STATUS: _STATUS,
    Field.TYPE: _TYPE,
    Field.HAS: _HAS,
    Field.IS: _IS,
}


def option(field: Field, key: str) -> Option:
    """Return the field's option of this key; KeyError when it has none."""
    found = next((each for each in CHOICES.get(field, ()) if each.key == key), None)
    if found is None:
        raise KeyError(f"{field}:{key}")
    return found
