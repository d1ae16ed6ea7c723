"""Whether a sentence asks the recipient for something, and by which rule.

    we ask            in the signers' own voice: see `wording.py`
    please            "Please provide …", but not "please do not hesitate"
    question          a sentence that ends with a question mark, unless it asks only "us"
    recipient should  "FSIS should provide …": only of the recipient, or a body that is the recipient's own
    we hope           "I hope you will …", "we are confident the agency can …": of the recipient alone
    need you to       "We need you to …", "we trust you to …"
    command           an imperative, and what was asked for ("The review should also …"): see `commands.py`

What was asked in the past ("we requested"), of others ("I will urge the Committees") or politely of no one ("we look
forward to working with you") is no ask. Every pattern is bounded and looks at one sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.reading.commands import is_command, says_what_was_asked_for
from tracker.reading.deadlines import find_limits
from tracker.reading.wording import we_ask

__all__ = ["Ask", "answers_itself", "ask_in", "is_about_response", "recipient_pattern"]


@dataclass(frozen=True, slots=True)
class Ask:
    rule: str
    confidence: float


_LEAST = 6  # Characters of the shortest ask, so that a stray mark is none.

_HOPE = re.compile(
    r"\b(?:[Ww]e|I)\s(?:\w+ly\s|would\s|do\s|also\s|thus\s){0,3}(?:hope|"
    r"trust)\s(?:that\s)?(?P<who>[^,;]{1,60}?)\s(?:will|would|can|could|may|might|take|consider|act|work|agree\sto)\b"
)
_MY_HOPE = re.compile(
    r"\b(?:(?:[Ii]t\sis|[Ww]ith)\s(?:my|our)|(?:[Mm]y|[Oo]ur))\s(?:\w+\s){0,2}?(?:hope|expectation|belief|desire|wish|"
    r"request|recommendation)\s(?:is\s)?that\s(?P<who>[^,;]{1,60}?)\s(?:will|would|can|could|may|might|should|must)\b"
)
_CONFIDENT = re.compile(r"\b(?:am|are)\s(?:\w+\s)?confident\s(?:that\s)?(?P<who>[^,;]{1,60}?)\s(?:can|will|could)\b")
# "We do not expect you to answer that today" asks nothing.
_NEED_YOU = re.compile(
    r"(?:(?<!not\s)(?<!n[’']t\s)\b(?:needs?|wants?|calls?\son|calling\son|looks?\sto|counting\son|trust|expect|"
    r"require)\s|"
    r"\b(?:[Ww]e|I)\s(?:\w+ly\s|also\s|must\s|therefore\s|do\s){0,2}(?:call\supon|count\son|rely\s(?:up)?on|depend\son|"
    r"look\sto|would\shave)\s)(?:both\sof\s|each\sof\s|all\sof\s)?you(?:\sboth|\sall)?\s(?:to\b(?!\s(?:know|understand)\s(?:that|how|we)\b)|and\syour\s\w+\sto\b)"
)
_PLEASE = re.compile(
    r"(?:^|,\s|;\s)[Kk]indly\s[a-z]|(?<![\w-])[Pp]lease\ssee\s(?:that|to)\b|"
    r"(?<![\w-])[Pp]lease(?:,\s[^,.;]{1,40},)?\s(?!do\snot\shesitate|don[’']t\shesitate|feel\sfree|"
    r"find\b(?!\s(?:out|a\s(?:way|means|solution))\b)|"
    r"accept\b(?!\s(?:this\sletter\sas|our|my)\s(?:[\w’-]+\s){0,3}(?:request|petition|appeal)\b)|know\b|"
    r"be\s(?:advised|aware|assured)|note\b(?!\s(?:in\syour|whether|which|any)\b)|permit|allow\sme|"
    r"direct\s(?:any|your|the|all)\s(?:\w+\s)?(?:questions?|inquir(?:y|ies)|answers?|responses?|repl(?:y|ies))|"
    r"see\b|refer\sto|rest\sassured|join\sme|visit|forgive|bear\swith|understand)"
)
# "Please let us know if you have any questions" offers help; "please let us know if the rule will be kept" asks.
_LET_US_KNOW_IF = re.compile(
    r"[Pp]lease\slet\s(?:me|us|my|our)\b[^.?!;]{0,40}?\b(?:if|should)\s(?:(?:we|I|my|our|any|further|additional)\b|"
    r"there\s(?:is|are)\sany(?:thing)?\s(?:\w+\s){0,2}?(?:questions?|we|I|my|our|else)\b|"
    r"you\s(?:should\s)?(?:(?:would|wish|want)\b|have\s(?:\w+\s){0,3}?(?:questions?|concerns|comments|trouble|"
    r"difficult\w*)\b|(?:need|require)\s(?:anything|(?:any\s)?(?:further|more|additional|other)?\s?"
    r"(?:information|assistance|help|details?))\b))"
)
# To get in touch is asked for its purpose: "Please have your staff contact us to arrange a briefing", or by a day. A
# telephone number for questions, or for a briefing that was asked for before ("To schedule it, please call"), is none.
_GET_IN_TOUCH = re.compile(
    r"(?<![\w-])[Pp]lease\s(?:\w+ly\s)?(?:(?:have|ask|direct|instruct|tell|get)\s(?:your|a\smember|someone|somebody|the|"
    r"an)\b[^.?!;,]{0,60}?\s(?:to\s)?)?(?:contact\b|call\b(?!\s(?:a\shalt|off|for|on|upon)\b)|telephone\b|e-?mail\s|"
    r"reach\sout\b|(?:get|be)\sin\s(?:touch|contact)\b|coordinate\swith\b)(?P<rest>[^?!;]{0,200})"
)
_TO_ARRANGE = re.compile(
    r"\bto\s(?:\w+ly\s)?(?:arrange|schedule|set\s(?:up|a\s|the\s)|fix|organize|plan|discuss|provide|confirm|deliver|"
    r"coordinate|begin|make\sarrangements)\b|\bwith\s(?:dates|times|a\s(?:date|time)|your\savailability)\b"
)
_FOR_QUESTIONS = re.compile(
    r"\b(?:questions?|concerns|inquir(?:y|ies))\b|\b(?:[Ii]f|[Ss]hould)\s(?:you|your\s\w+|we|I|my|our|there|any)\b|"
    r"\bhesitate\b|\bfeel\sfree\b|\bat\s(?:any|your)\s(?:time|convenience)\b",
)
_WE_WANT = re.compile(
    r"\b(?:[Ww]e|I)\s(?:\w+ly\s|also\s|do\s|still\s){0,2}(?:expect|want|need|trust|look\sto|rely\s(?:up)?on|"
    r"count\s(?:up)?on|depend\son|"
    r"call\supon)\s(?:the\s)?$"
)
# What the signers grant, the law requires or others say: the duty is not laid on the recipient by this letter. A clause
# that "and" or "but" sets beside it is the signers' own again: "We agree with him, and you should act."
_RECOGNIZES = re.compile(
    r"\b(?:recogni[sz]e|understand|acknowledge|know|appreciate|agree|realize|(?:law|statute|Act|Constitution|[Ss]ection(?:\s[\w().-]{1,20})?|"
    r"rules?|regulations?)\s(?:states|says|requires|provides|directs|mandates)|required|[Aa]ccording\sto)\b"
    r"(?:(?!,\s(?:and|but|so|yet|which\sis\swhy)\s).){0,60}$|"
    r"\b(?:recogni[sz]e|understand|acknowledge|know|appreciate|realize)\sthat\b[^.;?!]{0,200}\sand\sthat\s(?:the\s)?$"
)
# "How the agency should answer is not for us to say."
_IN_QUESTION = re.compile(r"\b(?:[Ii]f|[Ww]hether|[Hh]ow|[Ww]hy|what|before|when)\s(?:the\s)?$")
# "The union says that the agency should …": a third person's words, or what the signers themselves said long ago.
_SAID = re.compile(
    r"\b(?:says|said|finds|found|holds|held|conclude[sd]|argue[sd]|recommend(?:s|ed)|suggest(?:s|ed)|urge[sd]|"
    r"testified|told\s\w+|wrote|writes|report(?:s|ed)|propose[sd]|insist(?:s|ed)|warn(?:s|ed)|advise[sd]|"
    r"direct(?:s|ed)|believe[sd]|thinks|thought|claim(?:s|ed)|state[sd]|order(?:s|ed)|agreed)\s(?:that\s)?(?:the\s)?$"
)
_BY_LAW = re.compile(
    r"(?:^|[.;]\s)\s?(?:[Uu]nder|[Pp]ursuant\sto|[Bb]y|[Aa]s\srequired\sby)\s(?:\w+\s){0,4}?(?:law|statute|Act|"
    r"section|[Tt]itle|regulations?|rules?|order)\b.{0,60}$"
)
_PERFECT = (
    r"have\s(?!an?\b|the\b|to\b|access|no\b|any\b|in\s|such|adequate|sufficient|full|more|your\b|his\b|her\b|their\b|"
    r"its\b|our\b|staff|someone)(?:\w+ly\s|been\s|better\s)?\w+"
)
# "should they occur" is a condition, and asks nothing.
_SHOULD = (
    r"(?:should|must|needs?\sto|ought\sto|would\sdo\swell\sto|had\sbetter)"
    r"(?!\s(?:you|they|he|she|it|we|there|this|these|the|any)\b)"
    # "You should know that it is the only one" tells, and asks nothing.
    r"(?!\s(?:also\s|surely\s|already\s)?(?:know\b|understand\b|realize\b|remember\b|recall\b|recogni[sz]e\sthat\b|feel\b|"
    r"be\s(?:\w+ly\s)?(?:aware|proud|ashamed|embarrassed|commended|applauded|congratulated|praised|thanked|troubled|concerned|"
    r"alarmed|pleased|grateful|as\s\w+\sby)\b))"
)


# "The agency's staff", "FAA officials", "the Department's general counsel" are the recipient too; its inspector general
# is nobody's to command.
_OFFICIALS = (
    r"(?:(?:[’']s?)?\s(?:officials|leadership|leaders|staff|headquarters|management)|[’']s?\s(?:[\w-]+\s){0,2}(?:offices?|"
    r"counsel|directors?|officials|leaders|staff|managers|regions?|bureaus))?"
)
# "The Department is urged to …"; what it "is required" to do, a law says.
_IS_URGED = re.compile(
    rf"{_OFFICIALS}\s(?:is|are)\s(?:\w+ly\s|therefore\s|also\s|again\s){{0,2}}(?:(?:urged|requested|asked|invited|"
    r"encouraged|called\s(?:up)?on)|hereby\s(?:directed|instructed))\sto\b"
)
# "It would be wise for the Department to …", "it would be in the public interest if the Department were to …".
_BETTER = re.compile(
    r"\bwould\s(?:\w+\s){0,2}?be\s(?:\w+\s){0,2}?(?:wise|wiser|prudent|better|best|appropriate|fitting|right|helpful|"
    r"sensible|preferable|in\s(?:the|our|everyone[’']s)\s(?:[\w’-]+\s){0,3}?interests?(?:\sof\s[^,.;?!]{1,90})?)\s"
    r"(?:for|if)\s(?:the\s)?$"
)
# "If the Department will not do so, it should at least …", "It can act, and it should": the pronoun is the recipient,
# named in the clause before. What it then "must" do may be what a law says, unless it is the least that is asked.
_IT_THEN = re.compile(
    rf"{_OFFICIALS}\s[^.;?!]{{1,160}},\s(?:then\s|and\s|so\s|but\s)?(?:it|they)\s(?:\w+ly\s|also\s|still\s|at\sleast\s|"
    rf"at\sa\sminimum\s){{0,2}}(?:(?:should|ought\sto|had\sbetter)\b(?!\s(?:not\s)?{_PERFECT})|"
    r"must\s(?:at\sleast|at\sa\sminimum|first|now|then)\b)"
)
_CONDITION = re.compile(
    r"^\W{0,3}(?:(?:But|And|Yet|So),?\s)?(?:(?:[Ii]f|[Uu]nless|[Ss]hould|[Uu]ntil|[Bb]efore|[Oo]nce|[Ww]here|[Ww]hen|"
    r"[Bb]ecause|[Ss]ince|[Ww]hile|[Aa]lthough|[Rr]ather\sthan)\s)?(?:the\s)?$"
)


def ask_in(sentence: str, *, recipient: re.Pattern[str], after_ask: bool = False) -> Ask | None:
    """Return by which rule `sentence` (quoted words blanked) asks for something, or None.

    `recipient` matches the recipient and the recipient's own bodies (see `recipient_pattern`); `after_ask` says that
    the sentence before is an ask.
    """
    text = sentence[:2000]
    if len(text.strip()) < _LEAST:
        return None
    if re.fullmatch(r"\W*[\"“][^\"”]{1,200}[\"”]\W*", text):
        return None  # All of it is somebody else's words.
    if text.rstrip(" \"”’')").endswith("?"):
        if _MAY_WE.match(text):
            return Ask("question", 0.9)
        only_us = re.search(r"\b(?:we|us|our)\b", text) and not re.search(r"\byou|\byour", text)
        return None if only_us or _is_rhetorical(text, after_ask=after_ask) else Ask("question", 0.9)
    if we_ask(text) and not _asks_another(text, recipient):
        return Ask("we ask", 0.9)
    if _says_please(text):
        return Ask("please", 0.9)
    if _hopes(text, recipient):
        return Ask("we hope", 0.7)
    if _NEED_YOU.search(text):
        return Ask("need you to", 0.7)
    if _recipient_should(text, recipient):
        return Ask("recipient should", 0.75)
    if is_command(text, after_ask=after_ask):
        return Ask("command", 0.8)
    if says_what_was_asked_for(text, after_ask=after_ask):
        return Ask("what was asked for", 0.75)
    return None


# "We are also asking the Inspector General to …": no ask of the recipient, unless that is who is written to.
_ANOTHER = re.compile(
    r"\b(?:ask|urg|request|call|direct)(?:e|ing)?\s(?:on\s|upon\s)?(?P<who>(?:the|our)\s(?:[\w’]+\s)?(?:Inspector\sGeneral|"
    r"Comptroller\sGeneral|Government\sAccountability\sOffice|colleagues|leaders|appropriators|Chair(?:man|woman)?)|GAO|Congress|"
    r"the\s(?:House|Senate|Congress|President|GAO|courts?))\s(?:to|for)\b"
)


def _asks_another(text: str, recipient: re.Pattern[str]) -> bool:
    match = _ANOTHER.search(text)
    if match is None or recipient.search(match["who"]):
        return False
    return not we_ask(text[: match.start()] + text[match.end() :])


def _says_please(text: str) -> bool:
    touch = _GET_IN_TOUCH.search(text)
    if touch is None:
        return bool(_PLEASE.search(text)) and not _LET_US_KNOW_IF.search(text)
    if _PLEASE.search(text[: touch.start()]):
        return True
    if _FOR_QUESTIONS.search(text):
        return False
    return bool(_TO_ARRANGE.search(touch["rest"]) or find_limits(touch["rest"], None))


_MAY_WE = re.compile(r"\W*(?:[Mm]ay|[Mm]ight)\s(?:we|I)\s(?:please\s)?(?:have|see|expect|ask|suggest)\b")
# Questions that no one could answer, or that have their answer in them.
_RHETORICAL = re.compile(
    r"\W*(?:(?:And|But|So|Yet|Then),?\s)?(?:[Ii]s\s(?:this|that)\s(?:really\s)?(?:the|how|what)\b|"
    r"[Ii]s\s(?:it|this|that)\s(?:any\swonder|too\smuch)\b|[Ss]o\swhat\b|"
    r"[Ww]ho\s(?:cares|knows|among\sus|(?:would|could|can)\s(?:have\s(?:thought|guessed|imagined|believed)|disagree|doubt|"
    r"object|deny))\b|[Ww]hy\s(?:does|do|should)\s(?:this|that|it|(?:all|any)\s(?:of\s)?this|these\s\w+)\smatter\b|"
    r"[Hh]ow\s(?:many\smore|much\smore|much\slonger|long)\s[^?]{0,60}\b(?:must|have\sto|die|suffer)\b|[Hh]ow\scan\s(?:anyone|"
    r"anybody|one)\b|[Ww]hat\s(?:good|use)\s(?:is|are|was|would)\b|[Ww]hat\s(?:kind|sort)\sof\s(?:a\s)?(?:nation|country|"
    r"government|message|signal|person|people|society)\b|[Ww]hat\s(?:message|signal|lesson)\s(?:does|do|will|would)\b|"
    r"(?:[Ww]hat\s)?[Aa]re\s(?:\w+\s){1,3}(?:supposed|expected|meant)\sto\s(?:think|believe|wait|do|accept|feel|tell|hope)\b|"
    r"[Aa]re\swe\sto\b|[Nn]eed\s(?:we|I|more\sbe)\b|[Dd]oes\sanyone\b)"
)
# "Why punish the widows?" is answered by nobody.
_WHY_BOTHER = re.compile(
    r"(?:^|[-–—,;:]\s?|\s)[Ww]hy\s(?!(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must|"
    r"may|might|shall)\b)"
    r"[a-z]+\s(?:the|these|those|an?|our|their|its|it|them|any|such)\b[^?]*\?"
)
_HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|am|be|been|do|does|did|has|have|had|will|would|can|could|should|shall|may|might|must|"
    r"done)\b|[’'](?:s|re|ve|d|ll)\b|n[’']t\b|^\W*(?:[Ww]ho|[Ww]hat|[Ww]hich)\s[a-z]+s?\s\w",
)


def _is_rhetorical(text: str, *, after_ask: bool) -> bool:
    """Whether a question is put to nobody: "So what?", or a scrap ("At what cost?") that no ask before it explains."""
    if _RHETORICAL.match(text):
        return True
    if _WHY_BOTHER.search(text) and not re.search(r"\byou|\bnot\b", text):
        return True
    scrap = len(text.split()) <= 5 and not re.search(r"\b(?:you|your|please|not|if\sso)\b", text, re.IGNORECASE)
    return scrap and not after_ask and not _HAS_VERB.search(text)


_ANSWER = re.compile(
    r"\s*\W{0,2}(?:Because\b|The\s(?:short\s|simple\s)?answer(?:,|\sis\b|\slies\b)|(?:Yes|No|Hardly|Simple|Never|None)[.,:;–—-]|"
    r"Not\s(?:at\sall|so|likely|really)\b|Simply\sput\b|It\s(?:is|was)\s(?:simple|plain|because)\b)"
)


def answers_itself(following: str) -> bool:
    """Whether the words behind a question answer it ("Because …", "The answer is …"): then nobody else is asked."""
    return bool(_ANSWER.match(following[:40]))


def _hopes(text: str, recipient: re.Pattern[str]) -> bool:
    match = _HOPE.search(text) or _MY_HOPE.search(text) or _CONFIDENT.search(text)
    if not match or re.match(r"your\s(?:testimony|commitment|answers?)\b|we\b|this\b|these\b|our\b", match["who"]):
        return False
    return bool(re.match(r"(?:that\s)?you\b", match["who"]) or recipient.match(match["who"]))


def _recipient_should(text: str, recipient: re.Pattern[str]) -> bool:
    for match in recipient.finditer(text):
        before, after = text[max(0, match.start() - 240) : match.start()], text[match.end() : match.end() + 80]
        if before.endswith("of ") and match[0].isalpha() and not match[0].isupper():
            continue  # "The Chamber of Commerce should …"
        if match.start() < 30 and _CONDITION.match(before) and _IT_THEN.match(text, match.end(), match.end() + 240):
            return True
        if _BETTER.search(before) and re.match(r"\s(?:to|were|was|would)\s", after):
            return True
        if _RECOGNIZES.search(before) or _SAID.search(before) or _IN_QUESTION.search(before):
            continue
        if re.match(
            rf"{_OFFICIALS}(?:,[^,]{{1,60}},|\s(?:that|which|who)\s[^,;:.?!]{{1,50}})?\s(?:\w+ly\s|still\s|also\s|now\s|itself\s|"
            rf"(?:can|could|may),?\sand\s){{0,2}}{_SHOULD}\b",
            after,
        ):
            if re.match(rf".{{0,40}}\b(?:should|must|ought\sto)\s(?:not\s|never\s)?{_PERFECT}", after):
                continue  # What should have been done is over.
            if re.match(r".{0,30}\s(?:must|needs?)\b", after) and (
                _BY_LAW.search(before) or re.match(r".{0,30}\smust,\s(?:by|under|pursuant\sto)\b", after)
            ):
                continue
            return True
        if re.search(r"(?:^|[.;]\s)\W{0,2}Let\s(?:the\s)?$", before):
            return True
        if _IS_URGED.match(after):
            return True
        if _WE_WANT.search(before) and re.match(r"\sto\s(?!know\b|understand\b)[a-z]", after):
            return True
        if re.search(
            r"\b(?:imperative|critical|important|essential|vital|crucial|incumbent|necessary|urgent|"
            r"[Ii]t\sis\s(?:\w+\s){0,2}time|[Nn]ow\sis\sthe\stime|[Tt]he\stime\shas\scome)\s(?:that|for|upon|on)\s(?:the\s)?$",
            before,
        ) and not re.match(r"\s(?:has|is|was|are|does|knows?|understands?|realizes?|recogni[sz]es?)\b", after):
            return True
        # "Under no circumstance should your Department spend …", but not "Should you have questions".
        inverted = re.search(
            r"(?:\bno|\b[Nn]ever|\b[Nn]or|\b[Oo]nly|\b[Nn]ot)\b[^.?!;,]{0,60}\s(?:should|must)\s$", before
        )
        if inverted and re.match(r"\s(?!have\b|need\b)[a-z]+\s", after):
            return True
        if re.search(
            r"\b(?:should|must|ought\sto)\s(?:not\s|never\s)?(?:be|have\s\w+)\s(?:[\w’-]+\s){1,9}by\s(?:the\s)?$",
            before,
        ) and not ("must" in before and _BY_LAW_FIRST.match(before)):
            return True
    return False


_BY_LAW_FIRST = re.compile(
    r"\W*(?:[Bb]y|[Uu]nder|[Pp]ursuant\sto)\s(?:\w+\s){0,3}?(?:law|statute|Act|section|rules?)\b"
)


_RESPONSE = re.compile(
    r"\b(?:your|a|the|an?\s\w+|written|prompt|timely|full|complete)\s(?:\w+\s){0,2}(?:response|reply|answers?|"
    r"responses)\b|\b(?:respond|reply|hear(?:ing)?\sfrom\syou|looks?\sforward\sto\sreceiving|set\s(?:a|the|our)\sdeadline|answers?\sto|responses?\sto|response\sto\sthis|written\s"
    r"answers|(?:responses?|answers|replies)\s(?:by|is|are|will|should|must|may|can|would|due)|our\sdeadline|is\s(?:the|our)\sdeadline|production|submission|"
    r"compliance\swith\s(?:this|the|these|our))\b|\b(?:the|these|those|requested|your|"
    r"all|such)\s(?:requested\s|responsive\s)?(?:documents|records|materials|answers|replies)\b",
    re.IGNORECASE,
)


def is_about_response(text: str) -> bool:
    """Whether a sentence speaks of the answer as a whole, so that its time limit holds for all that is asked."""
    return bool(_RESPONSE.search(text))


_GENERIC = (
    r"[Yy]ou|[Yy]our\s(?:[\w’'-]+\s){0,2}?(?:[Aa]dministration|[Dd]epartment|[Aa]gency|[Oo]ffice|staff|[Cc]ommission|"
    r"[Cc]ommittee|[Bb]ureau|company|companies|team|[Bb]oard|organization|government|[Ss]ervice|counsel|directors?|officials|deputies|managers|regulators|designee)|"
    r"[Tt]he\s(?:[Dd]epartments|[Aa]gencies|[Cc]ompanies|Department|Agency|agency|Administration|Commission|Bureau|"
    r"Service|Board|Corps|Office|Director|Secretary|Administrator|Commissioner|Postmaster\sGeneral|Attorney\sGeneral|"
    r"company|Company)"
)
_MOST_NAMES = 40


def recipient_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for "you", for bodies called by a common noun, and for `names`, the recipient's own."""
    fitting = {name for name in names if 2 < len(name) <= 90 or name.isupper()}
    own = sorted(fitting, key=lambda name: (-len(name), name))[:_MOST_NAMES]
    spelled = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in own)
    first = rf"(?:[Tt]he\s)?(?:{spelled})|" if spelled else ""
    return re.compile(rf"(?<![\w’'-])(?:{first}{_GENERIC})(?![\w-])")
