"""What an ask wants: documents, a briefing, an answer, the keeping of records, or an action."""

import re

from tracker.reading.rows import RequestKind

__all__ = ["kind_of_ask"]

_BRIEFING = re.compile(
    r"\b(?:briefings?|(?:in-person\s)?meeting\swith|meet\swith\s(?:us|me|our)|request(?:ing)?\sa\smeeting|"
    r"staff\sbriefing|brief\s(?:us|me|our|the\scommittee|members))\b",
    re.IGNORECASE,
)
_PRESERVE = re.compile(
    r"\b(?:preserve|preservation|litigation\shold|retain\sall|do\snot\sdestroy)\b.{0,80}", re.IGNORECASE
)
_DOCUMENTS = re.compile(
    r"\b(?:provide|produce|submit|send|supply|furnish|release|present|share|make|request(?:ing)?|like|forward|"
    r"turn\sover|include)\b.{0,60}\b(?:cop(?:y|ies)|documents?|records|reports?|list|communications|correspondence|"
    r"e-?mails|memorand(?:a|um)|transcripts?|legal\sopinions?|detailed\splan|the\sdetails|data|analys[ei]s|floorplan|"
    r"inventory|contracts?|minutes|your\splan)\b",
    re.IGNORECASE,
)
_INFORMATION = re.compile(
    r"\b(?:explain|explanation|describe|description|answers?|questions?|information|inform|clarify|clarification|"
    r"know|knowing|learn|views|whether|inquire|identify|state\swhether|confirm|detail|update|rationale|how|why|what|"
    r"feedback|guidance|plan)\b",
    re.IGNORECASE,
)


# How entries of a list begin that need no verb of asking.
_ENTRY = re.compile(
    r"[^A-Za-z]{0,8}(?:[a-z]\)\s)?(?:(?P<papers>(?:[Aa]ny\sand\s[Aa]ll|[Aa]ll|[Aa]ny|[Aa]|[Tt]he|[Cc]omplete|"
    r"[Uu]nredacted)?\s?(?:complete\s|full\s|unredacted\s){0,2}(?:[Cc]op(?:y|ies)|[Ll]ists?|[Dd]ocuments?|"
    r"[Rr]ecords?|[Cc]ommunications|[Ee]-?mails?|[Cc]orrespondence|[Rr]eports?|[Mm]emoranda)\b)|(?:[Dd]escribe|"
    r"[Ee]xplain|[Ii]dentify|[Ss]tate|[Cc]onfirm|[Dd]etail|[Oo]utline|[Ss]pecify|[Cc]larify)\b)"
)
_THAT_YOU = re.compile(
    r"\b(?:ask|request|urge|urging|asking|requesting)\sthat\syou\s(?:\w+ly\s|please\s){0,2}(?P<verb>[a-z]+)"
)
_ANSWERING = re.compile(
    r"(?:provide|answer|explain|inform|respond|reply|clarify|describe|tell|identify|confirm|advise|submit|send|"
    r"produce|share|give|present|detail|state|furnish|supply|make|turn|preserve|retain)\b"
)


def kind_of_ask(text: str, *, rule: str) -> RequestKind:
    """Return what is asked for: documents, a briefing, an answer, the keeping of records, or an action."""
    main = text[:700]
    if rule == "we ask" and re.search(r"\b(?:urge|encourage|implore|insist)\b", main[:200]):
        return RequestKind.ACTION
    if _PRESERVE.search(main) and re.search(
        r"\b(?:documents|records|evidence|data|communications)\b", main, re.IGNORECASE
    ):
        return RequestKind.PRESERVATION
    if text.rstrip(" \"”’')").endswith("?") and rule in {"question", "item"}:
        return RequestKind.QUESTION
    if rule == "item" and (entry := _ENTRY.match(main)):
        return RequestKind.DOCUMENTS if entry["papers"] else RequestKind.QUESTION
    if (acted := _THAT_YOU.search(main)) and not _ANSWERING.match(acted["verb"]):
        return RequestKind.BRIEFING if _BRIEFING.search(main) else RequestKind.ACTION
    if _BRIEFING.search(main):
        return RequestKind.BRIEFING
    if _DOCUMENTS.search(main):
        return RequestKind.DOCUMENTS
    if "?" in main:
        return RequestKind.QUESTION
    if rule == "recipient should":
        return RequestKind.ACTION
    head = re.search(
        r"\b(?:please|request(?:ing)?|ask(?:ing)?|like|appreciate|seek(?:ing)?|provide|inquire|"
        r"knowing)\b(?P<what>.{0,70})",
        main,
        re.IGNORECASE,
    )
    if head and _INFORMATION.search(head["what"]):
        return RequestKind.QUESTION
    return RequestKind.ACTION
