"""Whether a sentence asks the recipient for something, by which rule, and for what.

    we ask            I/we and an asking verb: "We urge you to …", "I am writing to request …", "we would appreciate …"
    please            "Please provide …", but not "please do not hesitate"
    question          a sentence that ends with a question mark, unless it asks only "us"
    recipient should  "FSIS should provide …": only of the recipient, or a body that is the recipient's own
    command           an imperative right after another ask

What was asked in the past ("we requested"), of others ("I will urge the Committees") or politely of no one ("we look
forward to working with you") is no ask. Every pattern is bounded and looks at one sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.reading.rows import RequestKind

__all__ = ["Ask", "ask_in", "is_about_response", "kind_of_ask", "recipient_pattern"]


@dataclass(frozen=True, slots=True)
class Ask:
    rule: str
    confidence: float


_LEAST = 6  # Characters of the shortest ask, so that a stray mark is none.

_VERBS = (
    r"urge|request|ask|implore|encourage|insist|demand|recommend|suggest|beseech|invite|entreat|expect|seek|press|advise|"
    r"call\s(?:up)?on|call\sfor|appeal\sto|inquire|petition|propose|challenge\syou|reiterate|renew|repeat"
)
# What may stand between "we" and the verb.
_BETWEEN = (
    r"(?:,?\s(?:\w+ly|write|writing|am|are|today|to|you|again|also|once|more|would|do|must|therefore|thereby|thus|further|hereby|"
    r"now|jointly|in|the|strongest|possible|terms|like|join|together|want|wish|need|have|here|both|all|as|well|and|"
    r"undersigned|members|first|second|third|lastly|finally|accordingly|furthermore|additionally|instead|,)){0,9}?"
)
_WE_ASK = re.compile(rf"(?<![\w’'])(?:[Ww]e|I)\b(?P<between>{_BETWEEN}),?\s(?P<verb>{_VERBS})\b(?P<after>.{{0,60}})")
_JOINED = re.compile(
    r"(?<![\w’'])(?:[Ww]e|I)\b[^.?!;]{1,260}?(?:\band|,|[-–—])\s?(?:\w+ly\s|once\sagain,?\s|also\s|therefore\s|again,?\s){0,3}"
    r"(?:[-–—][^.?!;–—-]{1,60}[-–—]\s)?(?P<verb>urge|request|ask|encourage|invite|implore|call\son)\s"
    r"(?:again\s)?(?:you\b|your\b|the\b|that\b|once\b|for\b|EPA|DOJ)"
)
_REQUESTING = re.compile(
    r"\b(?:[Ww]e|I)(?:\s|[’'])(?:am|m|are|re)\s(?:\w+\s){0,3}?"
    r"(?:requesting|urging|asking|calling|seeking|encouraging|demanding|imploring|writing\sto\sinsist)\b"
)
_SEEKING = re.compile(
    r"\b(?:[Ww]e|I)\s(?:write|am\swriting|are\swriting)\b.{1,90}\b(?:seeking|requesting|urging|asking)\b"
)
_WOULD_LIKE = re.compile(
    r"\b(?:[Ww]e|I)(?:[’']d|\swould|\swant|\swish)\s?(?:also\s|further\s){0,2}(?:(?:like|want|wish|need)\s)?(?:"
    r"(?:to\s)(?:ask|request|know|see|hear|learn|understand|receive|inquire|invite|urge|encourage)\b|"
    r"(?:you|your|an?|the|any|answers|information|some|more|further)\s.{0,40}\b(?:to|answers?|information|explanation|reports?|"
    r"responses?|briefing|update|copy|copies|list|meeting|details|documents|assurances?|clarification|accounting|analysis)\b|"
    r"answers\b|be\sinterested\s(?:in\s(?:knowing|learning|hearing|seeing)|to\s(?:know|learn|hear)))"
)
_APPRECIATE = re.compile(
    r"\b(?:[Ww]e|I)(?:[’']d|\swould|\swill)\s(?:\w+\s){0,2}?(?:appreciate|be\s(?:\w+\s)?grateful\s(?:for|if)|welcome)\s"
    r"(?!the\sopportunity\sto\s(?:meet|work|thank)|working)"
)
_APPRECIATE_RESPONSE = re.compile(
    r"\b(?:[Ww]e|I)\s(?:\w+\s){0,2}?(?:appreciate|request|await|expect|anticipate)\s(?:receiving\s)?(?:your|a|an)\s(?:\w+\s){0,3}"
    r"(?:response|reply|answers?)\b"
)
_HOPE = re.compile(
    r"\b(?:[Ww]e|I)\s(?:\w+ly\s|would\s|do\s|also\s|thus\s){0,3}(?:hope|trust)\s(?:that\s)?(?P<who>[^,;]{1,60}?)\s"
    r"(?:will|would|can|could|may|might|take|consider|act|work|agree\sto)\b"
)
_CONFIDENT = re.compile(r"\b(?:am|are)\s(?:\w+\s)?confident\s(?:that\s)?(?P<who>[^,;]{1,60}?)\s(?:can|will|could)\b")
_NEED_YOU = re.compile(r"\b(?:need|needs|want|wants|call\son|calling\son|look\sto|counting\son)\syou\sto\b")
_PLEASE = re.compile(
    r"(?<![\w-])[Pp]lease\s(?!do\snot\shesitate|don[’']t\shesitate|feel\sfree|contact|find\b|accept|know\b|be\s(?:advised|aware|"
    r"assured)|note\b|permit|allow\sme|call\b|direct\sany|see\b|rest\sassured|let\s(?:me|us|our)\b.{0,40}\bif\b|join\sme|"
    r"reach\sout|have\s(?:your|a\smember)|visit|accept|forgive|bear\swith|understand)"
)
_RECOGNIZES = re.compile(
    r"\b(?:recogni[sz]e|understand|acknowledge|know|appreciate|agree|realize|(?:law|statute|Act|Constitution|section|rules?|"
    r"regulations?)\s(?:states|says|requires|provides|directs|mandates)|required|according\sto)\b.{0,60}$"
)
_SHOULD = r"(?:should|must|needs?\sto|ought\sto)"
_COMMANDS = (
    r"(?:Do\snot|Don[’']t|Put|Release|Rescind|Withdraw|Stop|End|Restore|Provide|Explain|Describe|Identify|List|Include|Detail|"
    r"Ensure|Take|Act|Direct|Establish|Endorse|Reverse|Reinstate|Extend|Halt|Suspend|Cease|Issue|Publish|Submit|Respond|"
    r"Confirm|Clarify|Produce|Preserve|Outline|State|Specify|Disclose|Support|Reject|Oppose|Approve|Begin|Commit)"
)
_COMMAND = re.compile(rf"\W{{0,3}}(?:Instead,\s|Finally,\s|Also,\s|And\s)?{_COMMANDS}\s[a-z]")


def ask_in(sentence: str, *, recipient: re.Pattern[str], after_ask: bool = False) -> Ask | None:
    """Return by which rule `sentence` (quoted words blanked) asks for something, or None.

    `recipient` matches the recipient and the recipient's own bodies (see `recipient_pattern`); `after_ask` says that
    the sentence before is an ask.
    """
    text = sentence[:2000]
    if len(text.strip()) < _LEAST:
        return None
    if text.rstrip(" \"”’')").endswith("?"):
        only_us = re.search(r"\b(?:we|us|our)\b", text) and not re.search(r"\byou|\byour", text)
        return None if only_us or _is_rhetorical(text) else Ask("question", 0.9)
    if _we_ask(text):
        return Ask("we ask", 0.9)
    if _PLEASE.search(text):
        return Ask("please", 0.9)
    if _hopes(text, recipient):
        return Ask("we hope", 0.7)
    if _NEED_YOU.search(text):
        return Ask("need you to", 0.7)
    if _recipient_should(text, recipient):
        return Ask("recipient should", 0.75)
    if _COMMAND.match(text) and (
        after_ask or re.match(r"\W{0,3}(?:Don[’']t|Do\snot)\s(?!hesitate|forget|worry)", text)
    ):
        return Ask("command", 0.8)
    return None


def _is_rhetorical(text: str) -> bool:
    return bool(
        re.match(r"\s*(?:Is (?:this|that) (?:really )?(?:the|how|what)\b|Who (?:cares|knows)\b|[Ss]o what\b)", text)
    )


def _we_ask(text: str) -> bool:
    for match in _WE_ASK.finditer(text):
        between, verb, after = match["between"].lower(), match["verb"].lower(), match["after"]
        if re.search(r"\b(?:not|have)\b", between) and "have to" not in between:
            continue
        if verb in {"reiterate", "renew", "repeat"} and not re.search(r"\b(?:request|call|ask|demand|question)", after):
            continue
        if verb == "expect" and not re.match(r"\s(?:that|you|your|the|a|to\s(?:see|receive|hear))\b", after):
            continue
        if verb in {"seek", "propose", "suggest", "advise", "press"} and not re.match(
            r"\s(?:\w+ly\s)?(?:that|you|your|answers?|information|clar|an?\s|the\s|further|more|to\sunderstand|re\w+ing)",
            after,
        ):
            continue
        if verb == "inquire" and not re.match(r"\s(?:about|as|into|whether|how)", after):
            continue
        return True
    return bool(
        _JOINED.search(text)
        or (_REQUESTING.search(text) and not re.search(r"\bnot\s(?:\w+\s)?(?:requesting|urging|asking|seeking)", text))
        or _SEEKING.search(text)
        or _WOULD_LIKE.search(text)
        or _APPRECIATE.search(text)
        or (_APPRECIATE_RESPONSE.search(text) and re.search(r"\bby\b|\bwithin\b|later\sthan|before\b|promptly", text))
    )


def _hopes(text: str, recipient: re.Pattern[str]) -> bool:
    match = _HOPE.search(text) or _CONFIDENT.search(text)
    if not match or re.match(r"your\s(?:testimony|commitment|answers?)\b|we\b|this\b|these\b|our\b", match["who"]):
        return False
    return bool(re.match(r"(?:that\s)?you\b", match["who"]) or recipient.match(match["who"]))


def _recipient_should(text: str, recipient: re.Pattern[str]) -> bool:
    for match in recipient.finditer(text):
        before, after = text[max(0, match.start() - 100) : match.start()], text[match.end() : match.end() + 80]
        if _RECOGNIZES.search(before) or re.search(r"\b(?:if|whether|how|why|what|before|when)\s$", before):
            continue
        if re.match(rf"(?:,[^,]{{1,60}},)?\s(?:\w+ly\s|still\s|also\s|now\s|itself\s){{0,2}}{_SHOULD}\b", after):
            if re.match(r".{0,40}\b(?:should|must)\s(?:not\s)?have\s\w+(?:ed|en)\b", after):
                continue
            return True
        if re.search(
            r"\b(?:imperative|critical|essential|vital|crucial|incumbent|necessary|urgent|[Ii]t\sis\s(?:\w+\s)?time)\s(?:that|for|upon|on)\s"
            r"(?:the\s)?$",
            before,
        ):
            return True
        # "Under no circumstance should your Department spend …", but not "Should you have questions".
        if re.search(r"[a-z,]\s(?:should|must)\s$", before) and re.match(r"\s(?!have\b|need\b)[a-z]+\s", after):
            return True
        if re.search(r"\bshould\sbe\s(?:\w+\s){1,8}by\s(?:the\s)?$", before):
            return True
    return False


_RESPONSE = re.compile(
    r"\b(?:your|a|the|an?\s\w+|written|prompt|timely|full|complete)\s(?:\w+\s){0,2}(?:response|reply|answers?|responses)\b|"
    r"\b(?:respond|reply|hear(?:ing)?\sfrom\syou|answers?\sto|responses?\sto|response\sto\sthis)\b",
    re.IGNORECASE,
)


def is_about_response(text: str) -> bool:
    """Whether a sentence speaks of the answer as a whole, so that its time limit holds for all that is asked."""
    return bool(_RESPONSE.search(text))


_BRIEFING = re.compile(
    r"\b(?:briefings?|(?:in-person\s)?meeting\swith|meet\swith\s(?:us|me|our)|request(?:ing)?\sa\smeeting|staff\sbriefing|"
    r"brief\s(?:us|me|our|the\scommittee|members))\b",
    re.IGNORECASE,
)
_PRESERVE = re.compile(
    r"\b(?:preserve|preservation|litigation\shold|retain\sall|do\snot\sdestroy)\b.{0,80}", re.IGNORECASE
)
_DOCUMENTS = re.compile(
    r"\b(?:provide|produce|submit|send|supply|furnish|release|present|share|make|request(?:ing)?|like|forward|turn\sover|include)\b"
    r".{0,60}\b(?:cop(?:y|ies)|documents?|records|reports?|list|communications|correspondence|e-?mails|memorand(?:a|um)|"
    r"transcripts?|legal\sopinions?|detailed\splan|the\sdetails|data|analys[ei]s|floorplan|inventory|contracts?|minutes|your\splan)\b",
    re.IGNORECASE,
)
_INFORMATION = re.compile(
    r"\b(?:explain|explanation|describe|description|answers?|questions?|information|inform|clarify|clarification|know|"
    r"knowing|learn|views|whether|inquire|identify|state\swhether|confirm|detail|update|rationale|how|why|what|feedback|guidance|plan)\b",
    re.IGNORECASE,
)


# How entries of a list begin that need no verb of asking.
_ENTRY = re.compile(
    r"[^A-Za-z]{0,8}(?:[a-z]\)\s)?(?:(?P<papers>(?:[Aa]ny\sand\s[Aa]ll|[Aa]ll|[Aa]ny|[Aa]|[Tt]he|[Cc]omplete|[Uu]nredacted)?\s?"
    r"(?:complete\s|full\s|unredacted\s){0,2}(?:[Cc]op(?:y|ies)|[Ll]ists?|[Dd]ocuments?|[Rr]ecords?|[Cc]ommunications|"
    r"[Ee]-?mails?|[Cc]orrespondence|[Rr]eports?|[Mm]emoranda)\b)|"
    r"(?:[Dd]escribe|[Ee]xplain|[Ii]dentify|[Ss]tate|[Cc]onfirm|[Dd]etail|[Oo]utline|[Ss]pecify|[Cc]larify)\b)"
)
_THAT_YOU = re.compile(
    r"\b(?:ask|request|urge|urging|asking|requesting)\sthat\syou\s(?:\w+ly\s|please\s){0,2}(?P<verb>[a-z]+)"
)
_ANSWERING = re.compile(
    r"(?:provide|answer|explain|inform|respond|reply|clarify|describe|tell|identify|confirm|advise|submit|send|produce|"
    r"share|give|present|detail|state|furnish|supply|make|turn|preserve|retain)\b"
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
        r"\b(?:please|request(?:ing)?|ask(?:ing)?|like|appreciate|seek(?:ing)?|provide|inquire|knowing)\b(?P<what>.{0,70})",
        main,
        re.IGNORECASE,
    )
    if head and _INFORMATION.search(head["what"]):
        return RequestKind.QUESTION
    return RequestKind.ACTION


_GENERIC = (
    r"you|your\s(?:[\w’'-]+\s){0,2}?(?:[Aa]dministration|[Dd]epartment|[Aa]gency|[Oo]ffice|staff|[Cc]ommission|[Cc]ommittee|"
    r"[Bb]ureau|company|companies|team|[Bb]oard|organization|government|[Ss]ervice)|"
    r"[Tt]he\s(?:Department|Agency|agency|Administration|Commission|Bureau|Service|Board|Corps|Office|Director|Secretary|"
    r"Administrator|Commissioner|Postmaster\sGeneral|Attorney\sGeneral|company|Company)"
)
_MOST_NAMES = 40


def recipient_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for "you", for bodies called by a common noun, and for `names`, the recipient's own."""
    fitting = {name for name in names if 2 < len(name) <= 90}
    own = sorted(fitting, key=lambda name: (-len(name), name))[:_MOST_NAMES]
    spelled = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in own)
    first = rf"(?:[Tt]he\s)?(?:{spelled})|" if spelled else ""
    return re.compile(rf"(?<![\w’'-])(?:{first}{_GENERIC})(?![\w-])")
