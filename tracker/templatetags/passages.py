"""What a letter's templates need to say of a row in words: the rule that found a speaker, the kind of an ask."""

from collections.abc import Sequence

from django import template

from tracker.models import ExtractedRow, Quotation
from tracker.reading.rows import QuotationKind, RequestKind
from tracker.web import wording
from tracker.web.timeline import Reason
from tracker.web.wording import counted, shortened

register = template.Library()

_RULES = {
    "carried on": "carried on from the passage before",
    "quoted before": "as where the letter quotes the same words before",
    "by elimination": "likely, as nobody else is spoken of there",
}
_ASKS = {
    RequestKind.QUESTION.value: "Question",
    RequestKind.DOCUMENTS.value: "Documents",
    RequestKind.ACTION.value: "Action",
    RequestKind.BRIEFING.value: "Briefing",
    RequestKind.PRESERVATION.value: "Preservation of records",
}
_QUOTED = {
    QuotationKind.DEFINED_TERM.value: "defined term",
    QuotationKind.TITLE.value: "title",
    QuotationKind.SCARE.value: "words set off",
}


@register.filter
def rule_in_words(quotation: Quotation) -> str:
    """Return how the speaker was found, for a reader: "carried on from the passage before", or the words of the cue."""
    rule = quotation.speaker_rule
    if rule in _RULES:
        return _RULES[rule]
    if quotation.cue:
        return f"from the words “{shortened(quotation.cue, 80)}”"
    return rule


@register.filter
def within_marks(text: str) -> str:
    """Return words that stand between double marks in the template, with single ones inside."""
    return wording.within_marks(text)


@register.filter
def ask_kind(kind: str) -> str:
    return _ASKS.get(kind, kind)


@register.filter
def quoted_kind(kind: str) -> str:
    return _QUOTED.get(kind, kind.replace("_", " "))


@register.filter
def counted_as(number: int, nouns: str) -> str:
    """Return the number with its noun: `3|counted_as:"reply,replies"` is "three replies"."""
    one, _, many = nouns.partition(",")
    return counted(int(number), one, many)


@register.filter
def cut_at_word(text: object, length: int) -> str:
    """Return the text, cut at a word when it is longer than `length` characters."""
    return shortened(str(text), int(length))


@register.filter
def with_both_texts(reasons: Sequence[Reason]) -> list[Reason]:
    """Keep the reasons that have words on both sides, each pair of words once."""
    pairs = {(reason.letter_words, reason.other_words): reason for reason in reasons}
    return [reason for (ours, theirs), reason in pairs.items() if ours and theirs]


@register.filter
def is_plain_title(title: str) -> bool:
    """Whether a signer's title only says again that they are a member."""
    plain = {"united states senator", "u.s. senator", "senator", "member of congress", "u.s. representative", ""}
    return title.strip().rstrip(".").lower() in plain


@register.filter
def checked_words(row: ExtractedRow) -> str:
    """Return "checked by a person" with the date, or "" for what only a machine has read."""
    if not row.is_by_person:
        return ""
    verb = {"confirmed": "Confirmed", "corrected": "Corrected", "entered": "Entered"}.get(row.review_state, "Checked")
    return f"{verb} by a person" + (
        f", {row.reviewed_at:%b} {row.reviewed_at.day}, {row.reviewed_at.year}" if row.reviewed_at else ""
    )
