"""Whether the entries of a list ask, as the words that lead into it and the entries themselves tell.

    an ask leads in         "Please answer the following:"; also when it names what follows and is not the last sentence
    asks are announced      "We have several questions:", "Will you commit to:", "The report should address:", or
                            "Requests" as a heading
    left open by another    "The bill would:" - its entries complete what is said of somebody else, and ask nothing
    the entries themselves  most of them are questions or commands: then "4. Copies of …" between them is wanted too

Every pattern is bounded and looks at one paragraph.
"""

import re
from collections.abc import Sequence

from tracker.reading.commands import begins_with_command

__all__ = ["announces_asks", "ask_for_themselves", "heads_asks", "is_left_open", "names_what_follows", "only_announces"]

_ASKED = (
    r"(?:questions?|requests?|inquir(?:y|ies)|queries|recommendations?|suggestions?|proposals?|demands?|asks|"
    r"petitions?|"
    r"(?:information|documents?|document|materials|records|items)\s(?:requests?|requested))"
)
_NAMED = (
    r"(?:the\sfollowing|these|those\sbelow|some|several|a\sfew|a\snumber\sof|certain|specific|"
    r"two|three|four|five|six|seven|eight|nine|ten|many|further|additional|other|more|our|my|questions|requests)"
)
_THINGS = (
    r"(?:information|documents?|records|materials|papers|steps?|actions?|measures|matters?|points?|things?|answers)"
)
_US = (
    r"(?:[Ww]e|I|[Tt]he\s(?:\w+\s)?(?:[Cc]ommittees?|[Ss]ubcommittees?|undersigned)|"
    r"[Oo]ur\s(?:staffs?|offices?)|[Mm]embers)"
)
# Each pattern is of a sentence without its colon.
_LEADS = tuple(
    re.compile(pattern)
    for pattern in (
        # "We have several questions", "To the Administrator, then, these questions"
        r"\b(?:[Ww]e|I)\s(?:[\w’'-]+\s){0,3}?(?:have|put|pose|raise|submit|set\s(?:out|forth|down)|offer|list|direct|"
        r"address|make|present|propose|suggest|leave\syou\swith|attach|enclose|add|close\swith|end\swith|commend)\s"
        rf"(?:(?:to|before|with|for|toward)\s(?:[\w’'-]+\s){{1,4}}?)?(?:{_NAMED}\s)?(?:[\w’'-]+,?\s){{0,3}}?"
        rf"(?:{_ASKED}|{_THINGS})\b[^.?!;]{{0,90}}$",
        rf"^(?:[Tt]o|[Ff]or)\s[^.?!;]{{2,60}},\s(?:then,\s)?{_NAMED}\s(?:[\w’'-]+\s)?{_ASKED}$",
        # "Our requests are these", "Here are our questions", "The records that we seek are"
        rf"\b(?:[Oo]ur|[Mm]y|[Tt]he|[Tt]hese|[Tt]hey|[Tt]hose|[Aa]mong)\s(?:[\w’'-]+\s){{0,4}}?{_ASKED}\s"
        r"(?:[^.?!;:]{0,60}\s)?(?:are|is|follows?|include)\b[^.?!;:]{0,40}$",
        rf"^(?:[Hh]ere|[Tt]hese),?\s(?:then,?\s)?(?:are|is)\s(?:[\w’'-]+\s){{1,4}}?(?:{_ASKED}|"
        rf"{_THINGS})\b[^.?!;]{{0,90}}$",
        rf"\b(?:[Ww]hat|{_THINGS}|{_ASKED})\s(?:(?:that|which|of\swhich)\s)?(?:we|I|"
        rf"the\s[Cc]ommittee)\s[^.?!;:]{{0,50}}"
        r"\b(?:ask|seek|request|need|require|want|know|put|have|propose|recommend|urge)\b[^.?!;:]{0,50}\s(?:is|"
        r"are)\b[^.?!;:]{0,30}$",
        rf"\b{_THINGS}\sto\sbe\s(?:produced|provided|furnished|answered|taken|addressed|delivered)\s(?:is|"
        rf"are)\b[^.?!;:]{{0,20}}$",
        r"\b(?:[Tt]his|[Tt]he|[Oo]ur)\srequest\s(?:\w+ly\s|also\s)?(?:covers|extends\sto|includes|is\sfor|reaches)$",
        rf"\b{_ASKED}\s(?:therefore\s|thus\s|then\s|still\s|also\s)?(?:follow|remain|arise|present\sthemselves|"
        rf"suggest\sthemselves|"
        r"need\sanswers?|call\sfor\sanswers?)\b[^.?!;:]{0,40}$",
        # "Three things would help us", "We still do not know"
        r"\b(?:two|three|four|five|six|seven|several|some|a\sfew|these|the\sfollowing)\s(?:[\w-]+\s){0,2}?(?:things|"
        r"matters|points|steps|measures|"
        r"items|assurances|changes|reforms|remedies|documents|records)\b[^.?!;:]{0,60}\b(?:would|want|need|"
        r"require|call\sfor|deserve|wanted|needed|"
        r"should|must|ought|in\sorder)\b[^.?!;:]{0,60}$",
        rf"\b(?:{_US}|[Nn]obody|[Nn]o\sone)\s(?:still\s|yet\s)?(?:do(?:es)?\snot|cannot|can)\s(?:yet\s|"
        rf"now\s)?(?:know|learn|say|tell(?:\sus)?|find)"
        r"\b[^.?!;:]{0,50}$",
        # "Will you commit to", "Could the Agency tell us", "May we have, by June 1"
        r"(?:^|,\s|;\s)(?:and\s|so\s|then\s)?(?:[Ww]ould|[Ww]ill|[Cc]an|[Cc]ould|[Mm]ay|[Mm]ight|[Dd]o|[Dd]oes|"
        r"[Dd]id|[Aa]re|[Hh]as)\s"
        r"(?:you|we|I|your|the\s[A-Z]\w+|the\sagency)\b[^.?!;]{0,160}$",
        # "The Committee must know", "We wish to be told", "Our staff will need, by March 1", "We expect"
        rf"\b{_US}\s(?:[\w’']+\s){{0,3}}?(?:must|needs?\sto|should\slike\sto|would\slike\sto|wish(?:es)?\sto|"
        rf"wants?\sto|would|"
        r"ha(?:ve|s)\sto|(?:is|are)\sentitled\sto)\s(?:therefore\s|first\s|also\s)?(?:know|learn|have|be\stold|"
        r"be\sshown|be\sgiven|see)"
        r"\b[^.?!;:]{0,60}$",
        rf"\b(?:{_US}|it)\smust\s(?:know|have|be\stold|learn)\b[^.?!;:]{{0,60}}$",
        rf"\b{_US}\s(?:[\w’'-]+\s){{0,4}}?(?:expect|need|require|demand|request|seek|want|ask|urge|recommend|suggest|"
        rf"propose|direct)s?"
        r"(?:\s(?:of|from)\syou|\sthat|\sfor|\syour\s[^.?!;:]{1,60}|\s(?:the\sfollowing|these)[^.?!;:]{0,60}|"
        r",[^.;?!:]{1,40})?$",
        rf"\b{_US}\s(?:should|would|am|are|is)\s(?:like\s(?!to\b)|value\s|welcome\s|owed\s)[^.?!;:]{{0,120}}$",
        rf"\b{_US}\s(?:[\w’'-]+\s){{0,2}}?looks?\sto\s[^.?!;:]{{1,60}}\s(?:for|to)$",
        # "The Agency owes the public answers to these questions", "Answers to the following would help us"
        r"\b(?:[Aa]nswers?|[Rr]esponses?|[Vv]iews|[Cc]omments?|"
        r"[Aa]ssurances?)\s(?:[^.?!;:]{0,60}\s)?(?:the\sfollowing|these|those\sbelow)\b"
        r"[^.?!;:]{0,80}$",
        # "Your answer should state", "The report should address", "It should", "You could begin by"
        r"\b(?:[Yy]our|[Tt]he|[Aa]ny|[Ss]uch|[Tt]hat|[Tt]his|[Ii]ts)\s(?:\w+\s)?(?:answers?|reply|response|report|"
        r"review|plan|briefing|study|"
        r"audit|investigation|examination|account|letter|submission|production)\s(?:should|must|"
        r"ought\sto)\b[^.?!;:]{0,60}$",
        r"^(?:[Ii]t|[Tt]hey)\s(?:should|must|ought\sto)\b[^.?!;:]{0,40}$",
        r"\b[Yy]ou\s(?:could|can|might|may|are\sto|should|must|ought\sto)\b[^.?!;:]{0,80}$",
        r"\bthat\s[^.?!;:]{1,60}\sought(?:\sto)?$",
        r"\b(?:[Oo]ur|[Mm]y)\s(?:\w+\s)?(?:request|hope|suggestion|recommendation|"
        r"proposal)\s(?:is\s)?that\b[^.?!;:]{0,60}$",
        r"^[Ll]et\s(?!us\s|me\s)[^.?!;:]{2,50}$",
        r"^(?:[Pp]lease|[Kk]indly)\b[^.?!;:]{0,60}$",
    )
)
_VERB_LAST = re.compile(
    r"(?:^|,\s)(?:please\s)?(?P<verb>[A-Za-z]+)(?:\s(?:us|me|to\sus|the\sfollowing|these\sthings|these))?$"
)
# What somebody else asked, or was asked before, is no ask of this letter.
_OF_OTHERS = re.compile(
    r"\b(?:asked|posed|raised|submitted|made|recommended|(?:has|have|us)\stold|told\s(?:us|me|the)|was|were|had|"
    r"last\s(?:year|month)|earlier|previously|already|"
    r"gave|given)\b"
)
_SAID_BY_OTHERS = re.compile(
    r"\b(?:recommend|propos|suggest|urg|ask|request|direct|requir|call|find|conclud|order|instruct)(?:s|es|ed)\b|"
    r"\bfound\b"
)
_FIRST_OR_SECOND = re.compile(r"\b(?:[Ww]e|I|[Oo]ur|[Mm]y|[Yy]ou|[Yy]our|[Uu]s)\b")
_LEFT_OPEN = re.compile(
    r"\b(?:would|will|shall|should|must|may|can|could|might|to|that|which|who|by|not|did|does|do|is|are|was|were|has|"
    r"have|had|if|be|of|for|on|in|as|with|from|because|when|includ(?:e|es|ed|ing))\s?[:—–-]{0,2}\s*$"
)
_HEADING = re.compile(
    r"\W{0,3}(?:[\w’'-]+\s){0,4}?(?:[Qq]uestions?|[Rr]equests?|[Ii]nquiries|[Aa]sks|(?:[Ww]hat|[Ii]nformation|"
    r"[Dd]ocuments)\s(?:[Ww]e\s(?:[Aa]re\s)?(?:[Aa]sk|[Rr]equest|[Ss]eek|[Ww]ant|[Nn]eed)(?:ing)?|[Rr]equested|"
    r"[Ss]ought))\b(?:\s(?:[Ff]or|[Tt]o|[Oo]f|[Cc]oncerning|[Oo]n|[Rr]egarding|[Aa]bout)\s.{1,60}|\s[Yy]ou)?\W{0,3}",
)
_FOLLOWS = re.compile(r"\b(?:following|below|these|enumerated|numbered|listed|that\sfollow|set\sout\shere)\b")


# A first word in the form of a verb, with what only follows a verb: "Lay before us the …", "Square that with …".
_BARE_VERB = re.compile(
    r"\W{0,3}(?!(?:[Ff]or|[Ii]n|[Ww]ith|[Oo]f|[Aa]ll|[Bb]y|[Oo]n|[Aa]t|[Ff]rom|[Uu]nder|[Aa]s|[Ii]f|[Ww]hen|[Ww]hile|"
    r"[Aa]fter|[Bb]efore|[Bb]oth|"
    r"[Ee]ven|[Tt]hat|[Oo]ver|[Aa]nd|[Bb]ut|[Uu]pon|[Uu]ntil|[Tt]o|[Hh]ow|[Ww]hat|[Ww]hy|"
    r"[Nn]ot)\b)[A-Za-z]{2,12}(?<!s)(?<!ed)(?<!ing)(?<!ly)"
    r"\s(?:before\sus|to\sus|us|the|these|those|each|every|your|its|that|it|them|how|why|whether)\b"
)


def announces_asks(lead: str) -> bool:
    """Whether a sentence that leads into a list says that the signers' own questions or requests follow."""
    if lead.rstrip()[-1:] not in ":—–-" and not _FOLLOWS.search(lead):
        return False
    text = lead.strip().rstrip(":—–-. ")[-400:]
    if _OF_OTHERS.search(text):
        return False
    if any(pattern.search(text) for pattern in _LEADS):
        return True
    last = _VERB_LAST.search(text)
    return last is not None and begins_with_command(f"{last['verb']} the")


# "We also have the following questions", "Several questions remain": the questions ask, but this clause does not.
_HAS_QUESTIONS = re.compile(
    r"^(?:[^.?!;]{1,80},\s)?(?:[Ww]e|I)\s(?:[\w’'-]+\s){0,2}?have\s[^.?!;]{0,60}?\bquestions\b[^.?!;]{0,90}$|"
    r"^(?:[Oo]ur|[Mm]y|[Tt]he|[Tt]hese|[Hh]ere|[Ss]everal|[Ss]ome|[Aa]\s(?:few|number\sof)|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Oo]ther)"
    r"\b[^.?!;:]{0,40}?(?:\b(?:are|is)\b[^.?!;:]{0,20}?)?\bquestions\s?(?:(?:therefore\s|still\s|thus\s|also\s)?(?:are|"
    r"follow|arise|remain|include|present\sthemselves)\b[^.?!;:]{0,40})?$"
)


def only_announces(lead: str) -> bool:
    """Whether a sentence that leads into questions asks for nothing itself: "We have the following questions:"."""
    return bool(_HAS_QUESTIONS.search(lead.strip().rstrip(":—–-. ")[-400:]))


def heads_asks(heading: str) -> bool:
    """Whether a heading over a list names what is asked: "Requests", "Questions for the Commissioner"."""
    return bool(_HEADING.fullmatch(heading.strip())) and not re.search(r"\b(?:was|were|is|has|had)\b", heading)


def names_what_follows(ask: str) -> bool:
    """Whether an ask speaks of what follows it, so that a list behind its next sentence is still what it asks for."""
    return bool(_FOLLOWS.search(ask))


def is_left_open(lead: str) -> bool:
    """Whether a lead-in is a clause that the entries complete: "The bill would:", "It directs the agency to:"."""
    return bool(_LEFT_OPEN.search(lead[-60:]))


def ask_for_themselves(entries: Sequence[str], lead: str) -> bool:
    """Whether most of a list's entries ask by themselves, as questions or as commands to the recipient.

    Commands alone tell only under a lead-in that speaks of the signers or to the recipient: what an auditor
    recommended begins with a verb as well.
    """
    questions = sum(entry.rstrip(" \"”’').;").endswith("?") for entry in entries)
    commands = sum(begins_with_command(entry) or bool(_BARE_VERB.match(entry)) for entry in entries)
    if questions and 2 * (questions + commands) > len(entries):
        return True
    of_us = bool(_FIRST_OR_SECOND.search(lead)) and not _SAID_BY_OTHERS.search(lead)
    return of_us and len(entries) > 1 and 2 * commands > len(entries)
