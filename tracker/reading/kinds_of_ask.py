"""What an ask wants: documents, a briefing, an answer, the keeping of records, or an action.

It is told by the act that is asked for, the verb behind "please", "ask that you" or "urge you to", and by what that
verb is to give. A verb of giving gives papers or information, whichever is named first; a verb of answering gives an
answer; any other is an action. Where the ask names a thing alone ("we request copies of …"), the thing tells.

    "Please provide a list of the plants"         documents: "provide", and a list comes first
    "Please provide the reasons for the list"     an answer: "provide", and reasons come first
    "We ask that you list the plant as a hazard"  an action
    "All drafts of the rule;"                     an entry of a list: papers, unless it is a number, a name or a reason

A sentence that only leads into a list ("please provide the following") takes its kind from the entries, and things
listed under an action ("examine how the rule affects:") belong to it.
"""

import re
from collections.abc import Sequence

from tracker.reading.commands import BASE_VERBS
from tracker.reading.lexicon import words
from tracker.reading.rows import RequestKind

__all__ = ["kind_of_ask", "kind_of_entries", "leaves_kind_open"]

_KEPT = r"(?:documents?|records?|evidence|data|communications|e-?mails?|materials?|files|information|logs)"
# To keep papers is asked; papers about what somebody preserved are papers.
_PRESERVE = re.compile(
    rf"\b(?:(?:preserve|preserving|preservation\sof|retain(?:ing)?\s(?:all|any|every)|not\s(?:to\s)?(?:destroy|delete|alter|"
    rf"discard))\b[^.?!;]{{0,70}}?\b{_KEPT}|{_KEPT}\b[^.?!;]{{0,140}}?\b(?:be|is|are)\s(?:not\s)?(?:to\sbe\s)?(?:\w+ly\s)?"
    r"(?:preserved|retained|altered|destroyed|deleted)|litigation\shold|(?:document\s)?preservation\s(?:notice|request|letter))\b",
    re.IGNORECASE,
)
_BRIEFED = re.compile(
    r"\bbrief(?:ed)?\s(?:us|me|ours?|the|my|your|[A-Z]\w+|committee|members|staff|on|about)\b|\b(?:to|staff|officials|be)\s"
    r"(?:\w+ly\s)?brief(?:ed)?\b|(?<!that\s)(?<!this\s)(?<!at\sthe\s)(?<!during\sthe\s)(?<!before\sthe\s)(?<!our\s)"
    r"\bbriefings?\b|\bmeet(?:ings?)?\swith\s(?:you|us|me|my|our|members|the\s"
    r"(?:[Cc]ommittee|[Dd]elegation))\b|\b(?:an?|in-person|virtual|such\sa)\s(?:\w+\s)?meeting\b|"
    r"\btranscribed\sinterviews?\b",
    re.IGNORECASE,
)
_PAPER = (
    r"(?:cop(?:y|ies)|documents?|documentation|records?|reports?|(?<!check)lists?|communications|correspondence|e-?mails|"
    r"memorand(?:a|um)|memos?|transcripts?|minutes|opinions?|data(?:sets?|bases?)?|analys[ei]s|stud(?:y|ies)|drafts?|logs?|"
    r"files?|contracts?|agreements?|invoices|inventory|breakdown|spreadsheets?|recordings?|photographs?|"
    r"materials?|evidence|annex(?:es)?|protocols?|specifications|complaints|manuals?|guidance|policies|handbooks?|"
    r"instructions?|notices|versions|scores|estimates?|assessments?|evaluations?|models|forecasts|"
    r"floor\s?plans?|(?:detailed|written|your|its)\splans?|notes|text\smessages|permits|charts?|tables?|maps|certifications?|"
    r"letters|texts?|budgets?|papers|presentations?|slides|details)"
)
_TOLD = (
    r"(?:explanation|description|answers?|questions?|information|clarification|views|whether|rationale|justification|"
    r"reasons?|how|why|what|which|when|where|who|whose|whom|numbers?|amounts?|names?|status|updates?|feedback|basis|"
    r"accounting|summary|clarity|timeline|confirmation|date)"
)
_PAPERS, _INFORMATION = re.compile(rf"\b{_PAPER}\b(?!-)", re.IGNORECASE), re.compile(rf"\b{_TOLD}\b", re.IGNORECASE)
# "Submit your responses by …" tells when to send, not what to answer.
_THE_REPLY = re.compile(
    r"\b(?:responses?|reply|replies|(?<=your\s)(?:\w+\s)?answers)\b(?!\sto\s(?:each|all|the|these|those|this|my|our|a)\b[^.?!;]{0,40}\b(?:following|"
    r"questions?|inquir(?:y|ies)|points|issues|concerns|below)\b)",
    re.IGNORECASE,
)
_ANSWERING = words(
    """explain describe answer inform clarify tell identify confirm advise state specify detail outline list indicate
    quantify itemize elaborate disclose account"""
)
_REPLYING = words("respond reply")
_GIVING = words(
    """provide produce submit send supply furnish release share forward transmit deliver present give make turn include
    attach enclose let have hand providing producing sending submitting sharing"""
)
_VERBS = BASE_VERBS | _ANSWERING | _REPLYING | _GIVING | {"brief"}
_OPENING = words("release turn disclose")
# With a briefing behind them these arrange one; "rescind the order and brief us" is an action first.
_ARRANGING = words(
    """brief be meet arrange schedule hold set make have contact call reach direct designate send ask offer coordinate
    convene appear instruct sit work allow ensure"""
)
_PLEASE = re.compile(
    r"\b(?:[Pp]lease|[Kk]indly)(?:,[^,.;]{1,60},)?\s(?:(?:also|\w+ly|in\s\w+)\s){0,2}(?:take\s(?:all\s)?(?:\w+\s)?steps\sto\s)?"
    r"(?P<verb>[a-z]+)\b"
)
_ASKING = (
    r"(?:ask|request|urg|encourag|implor|insist|demand|recommend|suggest|propos|call\s(?:up)?on|want|need|expect|like|direct|"
    r"invit|beseech|entreat|have)(?:e|es|s|ing|ed)?"
)
# "ask that you …", "urge the agency, as its rules allow, to …", "would be grateful if you would …": who is to do it
# stands between. "We request a meeting with you to …" asks for a thing.
_ASKED_TO = re.compile(
    rf"\b{_ASKING}(?:,[^,]{{1,60}},)?\sthat\s|"
    rf"\b{_ASKING}\s(?:(?:both|all)\sof\s)?(?:you(?:r\s(?:\w+\s){{0,2}}\w+)?|(?:the\s)?[A-Z][\w’&.-]*(?:\s(?:\(?[A-Z][\w’&.()-]*|"
    r"of|for|and|on|the|&)){0,9}|the\sagency)(?:,[^,]{1,80},)?(?:\s(?:both|all|personally|again|once\smore|instead))?\sto\s|"
    r"\b(?:appreciate\s(?:it\s)?|grateful\s|helpful\s|obliged\s|pleased\s)if\b[^.?!;]{1,120}?\s(?:would|could|can|will)\s|"
    r"\b(?:hope|trust|expectation|confident)\b[^.?!;]{1,90}?\s(?:would|could|can|will)\s|"
    r"\b(?:ask|request|wish|like)\sto\sbe\s(?=brief)"
)
_WANTED = re.compile(
    r"\b(?:request(?:s|ing)?|ask(?:s|ing)?(?:\sfor)?|like|appreciate|seek(?:s|ing)?|inquire|demand(?:s|ing)?|"
    r"grateful(?:\sfor)?|need|want|welcome|see|await|expect)\b(?P<what>.{0,140})"
)
_URGED = re.compile(r"\b(?:[Ww]e|I)\b[^.?!;]{0,60}\b(?:urge|encourage|implore|beseech|call\s(?:up)?on|insist)\b")
_TO_KNOW = re.compile(r"\b(?:to\slearn|to\sfind\sout|to\sunderstand|know(?:ing)?|learning|inquire)\b")
# "We would like to know …", "we ask on whose behalf …"
_KNOWING = re.compile(
    r"(?:\sto)?\s(?:know|learn|understand|hear|be\s(?:told|informed))\b|\s(?:\w+\s)?wh(?:at|y|en|ere|om?|ose|ich)\b"
)
_RESPONSE_TO = re.compile(r"\bresponses?\sto\b")
# What is asked for may be an act by name: "your help", "an extension of the comment period".
_ACTS = re.compile(
    r"\b(?:action|intervention|help|assistance|support|consideration|approval|extension|attention|commitment|"
    r"investigation|review|hearing|withdrawal|audit|inquiry)\b",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\b(?:the\sfollowing|these|below)\b", re.IGNORECASE)

# How an entry begins that names what is wanted: "(2) For each district, the number of …".
_MARKER = re.compile(r"[^A-Za-z]{0,8}(?:[A-Za-z]{1,4}[.)]\s|(?:Question|Request)\s(?:No\.\s)?\d{1,3}[.:]?\s)?")
_COUNTED = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Aa]ny|[Aa]ll)\s)?(?:(?:total|current|exact|full|specific|average|annual|legal|factual)\s){0,2}"
    r"(?:numbers?|amounts?|names?|status|dates?|costs?|percentage|shares?|reasons?|extent|identit(?:y|ies)|basis|rationale|"
    r"justification|explanation|description|steps|timeline|criteria|titles?|locations?|how|why|whether|what|which|when|"
    r"where|who)\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"(?:[Aa]ll|[Aa]ny|[Ee]very|[Ee]ach|[Cc]omplete|[Uu]nredacted)\b")
_HEAD = 90  # Characters within which an entry names the thing that it is.


def kind_of_ask(text: str, *, rule: str, of_action: bool = False) -> RequestKind:
    """Return what is asked for: documents, a briefing, an answer, the keeping of records, or an action.

    `of_action` says that the text is an entry under a sentence that asks for an action.
    """
    main = _asking_sentence(text[:1200]) if rule == "item" else text[:900]
    if _PRESERVE.search(main):
        return RequestKind.PRESERVATION
    if main.rstrip(" \"”’')").endswith("?") and rule in {"question", "item"}:
        return RequestKind.QUESTION
    verb, rest = _asked_act(main, rule)
    if verb:
        return _kind_of_act(verb, rest, rule)
    if rule == "item":
        return RequestKind.ACTION if of_action else _kind_of_entry(main)
    if _URGED.search(main):
        return RequestKind.ACTION
    if _TO_KNOW.search(main):
        return RequestKind.QUESTION
    wanted = _WANTED.search(main)
    return _kind_of_thing(wanted["what"] if wanted else main)


def kind_of_entries(entries: Sequence[RequestKind]) -> RequestKind:
    """Return the kind of a sentence that says only to provide what follows: that of most of the entries."""
    papers = sum(entry == RequestKind.DOCUMENTS for entry in entries)
    return RequestKind.DOCUMENTS if 2 * papers > len(entries) else RequestKind.QUESTION


def leaves_kind_open(lead: str) -> bool:
    """Whether a sentence that leads into a list says only to provide what follows, and not what that is."""
    verb, rest = _asked_act(lead[:900], "")
    named = re.search(rf"\b(?:following|these)\s(?:\w+\s){{0,2}}?{_PAPER}\b", rest)
    return verb in _GIVING and bool(_FOLLOWING.search(rest)) and (not named or "information" in rest)


def _asking_sentence(text: str) -> str:
    """Return the sentence of an entry that asks; what stands before it only leads up to it."""
    pieces = re.split(r"(?<=[.?!])[\"”’)]?\s+(?=[A-Z])", text)
    for piece in pieces:
        if "?" in piece or _PLEASE.search(piece):
            return piece
    return text


_FOR_EACH = re.compile(
    r"(?:[Ff]or|[Ww]ith\srespect\sto|[Aa]s\sto)\s(?:each|every|any|the)\b[^.;?]{1,110}?,\s(?:the\s)?"
)
_FIRST_WORD = re.compile(
    r"[^A-Za-z]{0,8}(?:[A-Za-z]{1,4}[.)]\s|(?:Question|Request)\s(?:No\.\s)?\d{1,3}[.:]?\s)?(?:\w+,\s)?"
    r"(?:(?:[Ff]or|[Ww]ith\srespect\sto|[Aa]s\sto)\s(?:each|every|any)\b[^.;?]{1,110}?,\s)?(?P<verb>[A-Za-z]+)\b"
)
# "Reports of …", "Contact between …": the word is a noun here.
_NOUN_OF = re.compile(r"\s(?:of|for|from|between|and|or|relating|concerning|regarding|made|sent)\b")
_SHOULD = re.compile(r"\b(?:should|must|ought\sto|needs?\sto|to)\s(?:(?:\w+ly|also|not|then)\s)*(?P<verb>[a-z]+)\b")


def _asked_act(main: str, rule: str) -> tuple[str, str]:
    """Return the verb of what is asked, and the words from it on; ("", "") where the ask names a thing."""
    if please := _PLEASE.search(main):
        return please["verb"], main[please.start("verb") :]
    if rule in {"item", "command"}:
        first = _FIRST_WORD.match(main)
        if first and first["verb"].lower() in _VERBS and not _NOUN_OF.match(main, first.end()):
            return first["verb"].lower(), main[first.start("verb") :]
        if rule == "command" and (then := re.search(r",\s(?:please\s)?([a-z]+)\b", main)) and then[1] in _VERBS:
            return then[1], main[then.start(1) :]
    if rule in {"recipient should", "what was asked for"} and (told := _SHOULD.search(main)):
        return told["verb"], main[told.start("verb") :]
    if asked := _ASKED_TO.search(main):
        for word in re.finditer(r"(?<![\w’-])[a-z]+(?![\w’-])", main[asked.end() : asked.end() + 110]):
            if word[0] in _VERBS:
                return word[0], main[asked.end() + word.start() :]
        return "act", main[asked.end() :]
    return "", ""


def _kind_of_act(verb: str, rest: str, rule: str) -> RequestKind:
    if verb in _ARRANGING | _GIVING and _gives_briefing(rest[:220]) and (verb != "hold" or "brief" in rest):
        return RequestKind.BRIEFING
    if verb in _REPLYING:
        return RequestKind.ACTION if not re.match(r"\w+(?:\s\w+){0,3}\sto\b", rest) else RequestKind.QUESTION
    if verb in _ANSWERING:
        return RequestKind.QUESTION
    if verb not in _GIVING:
        return RequestKind.ACTION
    if re.match(r"(?:let|keep)\s(?:us|me|my|our)\b[^.?!;]{0,20}\b(?:know|informed)\b", rest):
        return RequestKind.QUESTION
    if verb in _OPENING and not re.match(rf"\w+\s(?:[\w’-]+\s){{0,5}}?{_PAPER}\b(?!-)", rest):
        return RequestKind.ACTION  # "release those who are ill"
    if verb == "make" and "available" not in rest:
        return RequestKind.ACTION
    if verb in {"have", "let", "turn"} and not re.match(r"(?:let\s(?:us|me)\shave|turn\sover)\b", rest):
        return RequestKind.ACTION
    return _kind_of_thing(rest, only_papers=rule == "recipient should")


def _gives_briefing(what: str) -> bool:
    """Whether a briefing or a meeting is named, and no papers before it."""
    briefed, papers = _BRIEFED.search(what), _PAPERS.search(what)
    return briefed is not None and (papers is None or briefed.start() < papers.start())


def _kind_of_thing(what: str, *, only_papers: bool = False) -> RequestKind:
    """Return the kind of what is wanted, by the first thing that is named: papers, an act, or something to be told."""
    what = what[:160]
    if not only_papers and _gives_briefing(what[:120]):
        return RequestKind.BRIEFING
    if _KNOWING.match(what):
        return RequestKind.QUESTION
    acts = [match for match in (_THE_REPLY.search(what), _ACTS.search(what)) if match]
    papers, told = _PAPERS.search(what), _INFORMATION.search(what)
    first = min((match.start() for match in (papers, told, *acts) if match), default=-1)
    if papers and papers.start() == first:
        return RequestKind.DOCUMENTS
    if only_papers or any(match.start() == first for match in acts):
        return RequestKind.ACTION
    return RequestKind.QUESTION if told or _RESPONSE_TO.search(what) else RequestKind.ACTION


def _kind_of_entry(main: str) -> RequestKind:
    """Return the kind of a list's entry that is a thing: papers, or a number, a name, a reason to be told."""
    start = _MARKER.match(main)
    words_of_it = main[start.end() if start else 0 :]
    if each := _FOR_EACH.match(words_of_it):
        words_of_it = words_of_it[each.end() :]
    if re.match(r"\W{0,6}\$\d", main):
        return RequestKind.ACTION  # what an appropriation is asked to be
    if _COUNTED.match(words_of_it):
        return RequestKind.QUESTION
    if _BRIEFED.search(words_of_it[:60]):
        return RequestKind.BRIEFING
    if _ALL.match(words_of_it) or _PAPERS.search(words_of_it[:_HEAD]):
        return RequestKind.DOCUMENTS
    return RequestKind.QUESTION
