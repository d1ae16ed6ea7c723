"""What people call the fields and their words, and the nearest right one for what is none."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from tracker.search.language.choices import CHOICES
from tracker.search.language.tree import Choice, Field

__all__ = ["RANGES", "choice", "field_named", "nearest", "nearest_choice", "nearest_field"]

_OTHER_NAMES = {
    Field.FROM: "by signer signers-name signed-by signed author sender member party state chamber committee",
    Field.TO: "agency recipient addressee addressed-to sent-to",
    Field.QUOTED: "quote quotes quotation quoting",
    Field.SPEAKER: "said-by said speakers quoted-speaker",
    Field.ASKS: "ask asked asking request requests",
    Field.CITES: "cite cited citing citation",
    Field.DATE: "dated day year",
    Field.DUE: "deadline due-date dueby due-by",
    Field.STATUS: "state-of answer",
    Field.FOLLOWED_BY: "followed followedby followed_by led-to action",
    Field.SIGNERS: "signatures signer-count cosigners",
    Field.TYPE: "kind",
    Field.TOPIC: "subject about title topics",
    Field.HAS: "have with",
    Field.IS: "are",
}
_NAMES = {name: field for field, names in _OTHER_NAMES.items() for name in names.split()} | {
    field.value: field for field in Field
}

# Fields that other tools have for a range of dates: what is put before the value.
RANGES = {"since": ">=", "until": "<=", "before": "<", "after": ">"}


def field_named(name: str) -> Field | None:
    """Return the field that a name before a colon means; None when it means none."""
    return _NAMES.get(name.lower())


def nearest_field(name: str) -> str:
    """Return the field's own name that a person most likely meant, or "" when nothing is near."""
    return nearest(name.lower(), [*(field.value for field in Field), *RANGES])


def choice(field: Field, written: str) -> Choice | None:
    """Return the option that is meant, by its key or another word for it."""
    key = "-".join(written.lower().replace("_", " ").split())
    for each in CHOICES[field]:
        if key == each.key or key in each.others:
            return Choice(each.key)
    return None


def nearest_choice(field: Field, written: str) -> str:
    """Return the key of the option that a person most likely meant, or ""."""
    words = {word: each.key for each in CHOICES[field] for word in (each.key, *each.others)}
    return words.get(nearest("-".join(written.lower().split()), words), "")


def nearest(written: str, known: Iterable[str]) -> str:
    """Return the known word that is at most a third of its letters away, two letters changing places counting as one.

    "form" -> "from"      "overdu" -> "overdue"      "harbor" -> ""
    """
    found = process.extractOne(written, list(known), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.66)
    return str(found[0]) if found else ""
