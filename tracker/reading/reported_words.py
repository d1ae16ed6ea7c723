"""Whether a word or two in marks are somebody's words, as the sentence tells, though it may not say whose.

    spoken         the words have an "I", a contraction, a verb in its clause, or are a sentence by themselves
    told           "was told that", "the answer was", "in its own words", "ended with the words", "a name for it:"
    called         "the blueprint calls it …", "what its president terms …", "pronounced himself …"
    listed         "meals were listed as …"
    said that      "he added that the record was …": the words are what the reported clause says of its subject
    of a law       "records that are “relevant or material” to", "instructs agencies to prepare for …"
    no term        "second to none", "the club", "unacceptably high": a term is a noun or an adjective
    carried on     joined by "and" to a quotation before them, or to a longer one behind

Words that qualify a noun ("a “temporary” measure") are a clause's least part, and only what stands first here tells
them for somebody's. What the writers say, they say themselves: "we call it …". Every pattern is bounded.
"""

import re

from tracker.reading.speaking_verbs import VERB

__all__ = ["are_no_term", "are_reported", "are_spoken", "is_carried_on"]

_OF_A_SPEAKER = re.compile(
    r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|[Uu]s|[Oo]ur|[Oo]urs)\b|\b(?:I|[Yy]ou|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|"
    r"[Tt]hat|[Tt]here|[Ww]hat)[’'](?:m|re|s|ve|ll|d)\b|"
    r"\b(?:do|does|did|is|are|was|were|wo|would|ca|could|should|have|has|had)n[’']t\b"
)
_PREDICATE = re.compile(
    r"(?:has|have|had|was|were|is|are|will|would|shall|should|must|may|might|can|cannot|could|did|does|"
    r"do)\s(?:not\s)?[a-z]{2,}"
)
_SPEAKER_AFTER = re.compile(
    r"\s(?:(?:he|she|they|it|one|the|an?|his|her|their|our|its|another|said|says|wrote|replied|answered|asked)\b|[A-Z])"
)
_SAYS_AFTER = re.compile(
    r"\s(?:he|she|they|it|one|said|replied|answered|[A-Z][\w.’'-]+|(?:the|an?|his|her|their|our|"
    r"its)\s(?:[\w’'-]+\s){1,3}?(?:said|says|"
    r"wrote|writes|read|reads|replied|answered|told|ran|runs|went|goes|concluded|reported|put|notes|noted))\b"
)
_TOLD = re.compile(
    r"\b(?:(?:was|were|been|being|are|is|am)\s(?:\w+ly\s|only\s|then\s)?(?:told|informed|assured|advised|warned|"
    r"notified|promised|asked\s(?:if|whether)|reminded|instructed|taught)|(?:answer|reply|response|explanation|"
    r"excuse|reason\sgiven|verdict|"
    r"advice|diagnosis|motto|slogan|refrain|order|instruction|conclusion|finding|rating|message|watchword|maxim|"
    r"reason|grade|"
    r"mark|score|standard|test|threshold|criterion|pretext|verb|word)\s?(?:,?\s?[\w’'-]+,?\s){0,6}(?:was|is|came|of|"
    r"read|reads)|"
    r"sp(?:oke|eaks)\s(?:\w+\s){0,2}of)\b[^\"“”.;?!]{0,90}$"
)
_IN_WORDS = re.compile(
    r"\b(?:(?:answer|reply|response|letter|report|memo|memorandum|note|e-?mail|message|notice|entry|statement|order|"
    r"sign|label|stamp|form|page|slide|"
    r"chapter|section|clause|contract|lease|he|she|they|it)\b[^.;?!\"“”]{0,60}?\s(?:was|were|end(?:s|ed)?|clos(?:es|"
    r"ed)|beg[ai]ns?|open(?:s|ed)|conclud(?:es|ed)|consist(?:s|ed)|"
    r"repl(?:ies|ied)|answer(?:s|ed)|wrote|writes|read|reads|b(?:ears?|ore)|carr(?:ies|ied)|contain(?:s|ed)|add(?:s|"
    r"ed)|"
    r"us(?:es|ed)|substitut(?:es|ed)|insert(?:s|ed)|strikes|struck|delet(?:es|ed))\b[^.;?!\"“”]{0,40}\b(?:words?|"
    r"phrase|line|sentence|remark|legend|notation)|"
    r"(?:\b(?:his|her|their|its)|[’']s)\s(?:own\s)?(?:\w+\s)?(?:words?|phrase|term|expression|"
    r"phrasing)(?:\sfor\s(?:it|this|that|them)|\swas|\sis|\swere|\sare)?|"
    r"\b(?:a|the|one|no\sother|another|its|their)\s(?:\w+\s)?(?:name|word|phrase|term|expression|verdict|explanation|"
    r"answer)\sfor\s[^.;?!\"“”]{1,60}?(?:\sis|\swas)?)[:,]?\s{1,2}$"
)
# Who names something names it in words of their own; what "is called" has its name from nobody.
_NAMING = (
    r"(?:calls?|called|terms?|termed|labels?|labell?ed|dubs?|dubbed|brands?|branded|deems?|deemed|styles?|styled|"
    r"pronounces?|pronounced|"
    r"declares?|declared|professes|professed|proclaims?|proclaimed|describes?|described|characterizes?|characterized|"
    r"portrays?|portrayed|dismiss(?:es|ed)|derides?|derided|denounces?|denounced|praises?|praised|hails?|hailed|"
    r"touts?|touted|"
    r"brands|judges|judged|rates|rated|finds|found|considers|considered|thinks|thought|refers?\sto|referred\sto|"
    r"speaks?\sof|spoke\sof|has\scalled|have\scalled|had\scalled)"
)
_CALLED = re.compile(
    rf"(?P<who>[\w’')]+),?\s(?:\w+ly\s|once\s|has\s|have\s|had\s|since\s|later\s|also\s|then\s)*(?P<verb>{_NAMING})\s"
    r"(?P<what>(?:(?!that\b|whether\b|how\b|no\b)[^.,;:?!—–\"“”]{1,60}?\s)??)(?:as\s)?(?:merely\s|simply\s|only\s|"
    r"both\s|not\s|the\s|an?\s|to\sbe\s)*$"
)
_NEEDS_AS = re.compile(r"describ|character|portray|dismiss|derid|denounc|prais|hail|tout|refer|sp[eo]")
# "what the firm terms “…”"; but "a box labeled “Other”" is labeled by nobody.
_NAMED_BY = re.compile(r"\b(?:what|which|that|whom|as)\s[^.;:?!\"“”]{1,60}$", re.IGNORECASE)
_NEEDS_AS_OR_OBJECT = re.compile(r"judg|rate|brand")  # "rated the yard “sound”", but not "the rated “sound” yard"
_NOT_BY_ANYBODY = re.compile(
    r"^(?:is|are|was|were|be|been|being|so|often|commonly|also|sometimes|generally|usually|widely|some|many|we|I|not|to|and|"
    r"what|something|program|plan)$",
    re.IGNORECASE,
)
# "told them to expect …", "because of …", "prefers to speak of …": what somebody bids, pleads or prefers.
_BIDDEN = re.compile(
    r"\b(?:tells|told|asks|asked|instructs|instructed|advises|advised|urges|urged|orders|ordered|warns|warned|"
    r"reminds|reminded|invites|"
    r"invited|encourages|encouraged|directs|directed|promis(?:es|ed)|offers|offered|vow(?:s|ed)|pledg(?:es|"
    r"ed))\s[^.;:?!\"“”]{0,60}\bto\s[a-z]+\s(?:[^.;:?!\"“”]{0,40}\s)?$|"
    r"\b(?:is|are|was|were|been|being)\s(?:\w+ly\s)?(?:told|asked|instructed|advised|urged|ordered|warned|reminded|"
    r"encouraged|directed)\s(?:not\s)?to\s$|"
    r"\b(?:because\sof|owing\sto|due\sto|on\s(?:the\s)?grounds?\s(?:of|that)|citing|pleading|in\sthe\sname\sof|"
    r"by\sreason\sof|attributed\s[^.;:?!\"“”]{0,50}\sto|"
    r"prefers?|preferred|spoke\sof|speaks\sof|talks\sof|talked\sof|promised|promises|pleads|pleaded|cites|"
    r"cited)\s(?:only\s|mere\s|an?\s|the\s)?$"
)
_LISTED = re.compile(
    r"\b(?:is|are|was|were|been|being)\s(?:\w+ly\s)?(?:listed|recorded|logged|entered|marked|coded|noted|reported|"
    r"shown|"
    r"carried|given|quoted|cited|translated|rendered|summarized|paraphrased|remembered|dismissed|rejected|denounced|"
    r"derided|"
    r"praised|hailed|condemned|faulted|criticized|ridiculed|advertised|billed|promoted|marketed|presented|touted|"
    r"announced|"
    r"certified|graded|scored|put\sdown|written\soff|waved\saway)\s(?:there\s|here\s|in\sit\s)?as\s(?:an?\s|the\s|"
    r"being\s)?$|"
    r"\b(?:described|characterized|listed|identified|referred\sto|presented|recorded|reported|cited)\s(?:in|on|at|by|"
    r"there)\s"
    r"[^.;?!\"“”]{1,60}\sas\s(?:an?\s|the\s|being\s)?$|"
    # "a memorandum in which the yard is called a …": a document says so.
    r"\b(?:in|by|on)\swhich\s[^.;:?!\"“”]{1,80}\s(?:is|are|was|were)\s(?:\w+ly\s)?(?:(?:described|characterized|"
    r"referred\sto|identified|listed|portrayed|cited|regarded)\sas|called|termed|dubbed|labell?ed|deemed|"
    r"judged|rated|declared)\s(?:an?\s|the\s|being\s)?$"
)
# "“Pending” was all that it said", "“reckless” (the auditor's word)", "“brisk”; the word is his".
_SAID_BEHIND = re.compile(
    r"[,;]?\s(?:(?:was|is|were|are)\s(?:all\b|how\b|what\b|the\s(?:\w+\s){0,3}(?:words?|answer|reply|response|entry|"
    r"explanation|verdict|message)\b)|"
    r"\(?(?:his|her|its|their|[Tt]he\s[\w-]+[’']s|[A-Z][\w.]+[’']s|in\s(?:his|her|its|"
    r"their)(?:\sown)?)\s(?:own\s)?(?:word|phrase|term|expression|description)s?\b|"
    r"[(—–-]?\s?(?:the|his|her|that)\s(?:words?|phrase|term|expression)\s(?:is|are|was|were)\s(?:his|hers|theirs|"
    r"its\sown|not\sours|[A-Z]|the\s[\w-]+[’']s))"
)
_SAYS_THAT = re.compile(
    r"\b(?P<verb>sa(?:id|ys)|told\s[^.;:?!\"“”]{1,40}|t(?:ells)\s[^.;:?!\"“”]{1,40}|add(?:ed|s)|insist(?:ed|s)|"
    r"remark(?:ed|s)|testif(?:ied|ies)|"
    r"stat(?:ed|es)|wr(?:ote|ites)|claim(?:ed|s)|assert(?:ed|s)|conced(?:ed|es)|admit(?:ted|s)|maintain(?:ed|s)|"
    r"report(?:ed|s)|conclud(?:ed|es)|"
    r"repl(?:ied|ies)|answer(?:ed|s)|argu(?:ed|es)|contend(?:ed|s)|complain(?:ed|s)|warn(?:ed|s)|assur(?:ed|"
    r"es)\s[^.;:?!\"“”]{1,40}|"
    r"(?:hasten(?:ed|s)|went\son|goes\son|felt\sobliged)\sto\s(?:add|say|explain|note)|announc(?:ed|es)|"
    r"acknowledg(?:ed|es)|swore|found|finds|certif(?:y|ies|ied)|attest(?:ed|s)?|affirm(?:ed|s)?|guarantee[ds]?|"
    r"promise[ds]?|pledge[ds]?)\s"
    r"(?:(?:[^.;:?!\"“”]{1,50}\s)?that|(?:to\s)?(?:us|me|them|him|her)\s(?:he|she|it|they)|he|she|it|they|you|"
    r"there|this)\s[^.;?!\"“”]{2,160}$"
)
# What somebody boasts of, warns of or is sorry for bears their name for it, be it a noun's mere adjective.
_VOICED = re.compile(
    r"\b(?P<verb>touts?|touted|touting|boast(?:s|ed|ing)\s(?:of|about)|brag(?:s|ged|ging)\s(?:of|about)|trumpet(?:s|ed)|"
    r"hail(?:s|ed|ing)|extol(?:s|led)|decr(?:y|ies|ied)|denounc(?:es|ed|ing)|deplor(?:es|ed)|bemoan(?:s|ed)|"
    r"lament(?:s|ed)|apologiz(?:es|ed)\sfor|regret(?:s|ted)|complain(?:s|ed|ing)\s(?:of|about)|warn(?:s|ed|ing)\s"
    r"(?:of|about|against)|"
    r"blam(?:es|ed|ing))\s(?:the\s|an?\s|its\s|their\s|his\s|her\s|what\s\w+\scalls?\s)?$"
)
_HELD_THAT = re.compile(
    r"\b(?:grounds?|theory|claim|assertion|assurance|explanation|finding|conclusion|complaint|charge|statement|"
    r"suggestion|argument|"
    r"contention|position|testimony|word|opinion|report|admission|view|belief|excuse)\sthat\s[^.;?!\"“”]{3,160}$"
)
_WRITERS = re.compile(r"\b(?:[Ww]e|I)\s(?:[\w’']+\s){0,3}$")
_SAID_OF_IT = re.compile(
    r"\b(?:is|are|was|were|be|been|being|remain(?:s|ed)?|became|become|becomes|seem(?:s|ed)|kept\s\w+ing|had|has|"
    r"have|would|could|will|"
    r"not|merely|simply|only|just|entirely|wholly|quite|very|far|more|less|now|still|already|both|either|neither|"
    r"as|so|too)\s{1,2}$"
)
_LAW = (
    r"(?:statute|law|Act|rule|rules|section|order|Order|Constitution|regulations?|Code|ordinance|treaty|charter|"
    r"contract|lease|policy|manual|memorandum|"
    r"directive|guidance|court|Court|command|mandate|requirement|provision|prohibition)"
)
_OF_A_LAW = re.compile(
    rf"\b{_LAW}\b[^;?!\"“”]{{0,160}}(?:\b(?:that|which|who)\s(?:are|is|was|were|be)|\b(?:must|shall|should|"
    rf"may)\s(?:only\s)?be|\b(?:must|shall)\s(?:\w+ly\s|only\s|not\s)?[a-z]+|\b(?:instructs|directs|orders|"
    rf"requires|commands|permits|allows|authorizes|obliges|obligates|entitles|tells|bids|forbids|enjoins|speaks|"
    rf"calls)\s[^.;?!\"“”]{{0,50}}\b(?:to\s\w+(?:\sfor)?|for|of))\s{{1,2}}(?:an?\s|the\s)?$"
)
_JOINED = re.compile(
    r"[,;]?\s(?:and|or|nor|but|yet|then|and\sthen|and\salso|or\seven|if\snot|even)(?:\s(?:as|to|was|were|is|are|that|"
    r"the|an?|of|in|by|for|with|not|even|also|"
    r"only|later|once|too|had|has|have|been|be|its|his|her|their|it|they|so)){0,4}\s|,\s(?:(?:as|an?|the|to|of|that|"
    r"for|from|by|in)\s)?|"
    r",?\sand\s(?:[a-z]+ly\s)?[a-z]+(?:s|ed)\s(?:[a-z]+\s){0,3}|"
    # He called the hull "rotten," the crew "green" and its master "lost."
    r",?\s(?:and\s|but\s)?(?:the|its|his|her|their)\s(?:[a-z-]+\s){1,2}"
)
_ONE_PREPOSITION = re.compile(
    r",?\s(?:to|with|for|of|by|from|in|on|as|into|at|through|under|over|than)\s(?:an?\s|the\s|its\s|their\s|our\s)?"
)
_LEADS_ON = re.compile(
    r"[,;]?\s(?:(?:and|or|nor|but|yet)\s)?(?:(?:as|to|was|were|is|are|that|the|an?|of|in|by|for|from|with|not|even|"
    r"also)\s){0,3}"
)


_IN_A_SENTENCE = re.compile(
    r"(?:^|\s)(?:of|to|for|and|or|not|by|in|no|as|on|at|with|if|who|what|than|from|but|nor|is|are|was|were|be|been|"
    r"that|this|too|never|"
    r"ever|yet|only|any|some|every|all|more|less|much|very|so|it|them|him|her|his|their|its|upon|without|until|under|"
    r"over|out)(?:\s|[.,]?$)"
)
_WITH_ARTICLE = re.compile(r"^(?:an?|the|no|some|any|every|more|less|not|too|very|so|all|both|neither)\s")
_WITH_ADVERB = re.compile(r"(?:^|\s)[a-z]{3,}ly\s[a-z]+[.,]?$")
_BEGINS_A_SENTENCE = re.compile(r"^[A-Z][a-z’']*\s(?:[a-z’'-]+\s?){1,4}[.,]$")
# What everybody says is set off as nobody's.
_IDIOMS = frozenset(
    (
        *("above and beyond", "wait and see", "pros and cons", "checks and balances", "tit for tat", "hit and miss"),
        *("business as usual", "pay to play", "cat and mouse", "command and control", "cradle to grave", "rule of law"),
        *("boots on the ground", "out of the box", "rule of thumb", "turning the corner", "turned the corner"),
        *(
            "level playing field",
            "moving the goalposts",
            "kicking the can",
            "off the books",
            "off the shelf",
            "by the book",
        ),
        *(
            "under the radar",
            "on the fence",
            "on the table",
            "in the dark",
            "in the loop",
            "too big to fail",
            "bait and switch",
        ),
        *("one and done", "trial and error", "cut and paste", "carrot and stick", "cost of living", "quality of life"),
        *("hub and spoke", "cap and trade", "catch and release", "stop and frisk", "tried and true", "yes or no"),
        *("the cloud", "the swamp", "the gig economy", "good enough", "fair share"),
    )
)


def are_no_term(words: str) -> bool:
    """Whether two words or three are such as a sentence has, and no noun or adjective that is set off as a term."""
    plain = words.lower().replace("-", " ").strip(" .,;:!?")
    if " " not in words or plain in _IDIOMS:
        return False
    if _BEGINS_A_SENTENCE.match(words):
        return True
    if not words[:1].islower() and not words[:1].isdigit() and words[:1] != "$":
        return False
    return bool(
        _IN_A_SENTENCE.search(words)
        or _WITH_ARTICLE.match(words)
        or _WITH_ADVERB.search(words)
        or re.search(r"\d|%|\$|,\s", words)
    )


def are_spoken(words: str, after: str, *, fills_sentence: bool, opens_sentence: bool) -> bool:
    """Whether words are such as are spoken or written in a sentence, and not set off as a term."""
    if words[-1:] in "!?" and " " in words:
        return True
    if " " in words and _OF_A_SPEAKER.search(words):
        return True
    if fills_sentence and words[:1].isupper() and words[-1:] in ".!?":
        return True
    if opens_sentence and words[:1].isupper() and words[-1:] == "," and _SPEAKER_AFTER.match(after):
        return " " in words or bool(_SAYS_AFTER.match(after))
    return bool(_PREDICATE.match(words))


def are_reported(words: str, clause: str, after: str, *, qualifies: bool) -> bool:
    """Whether the sentence before a word or two reports them as somebody's, or as a document's.

    `clause` is the sentence up to the marks, other quoted words blanked; `qualifies` says that a noun follows,
    which the words qualify.
    """
    if _IN_WORDS.search(clause) or _LISTED.search(clause) or _SAID_BEHIND.match(after):
        return True
    voiced = _VOICED.search(clause)
    if voiced and not _WRITERS.search(clause[: voiced.start()]):
        return True
    if qualifies:
        return False
    if _TOLD.search(clause):
        return True
    bidden = _BIDDEN.search(clause)
    if bidden and " " in words and not _WRITERS.search(clause[: bidden.start()]):
        return True
    called = _CALLED.search(clause)
    if (
        called
        and not _NOT_BY_ANYBODY.match(called["who"])
        and (called["what"] or _NEEDS_AS.match(called["verb"]) or _NAMED_BY.search(clause[: called.end("who")]))
        and not called["what"].startswith("to be")  # "yards considered to be in “good repair”": by nobody
        and not (_NEEDS_AS_OR_OBJECT.match(called["verb"]) and clause[called.end("verb") :].count(" ") < 2)
        and (not _NEEDS_AS.match(called["verb"]) or re.search(r"\bas\s(?:an?\s|the\s|merely\s|simply\s)*$", clause))
    ):
        return True
    says = _SAYS_THAT.search(clause) or _HELD_THAT.search(clause)
    if says and not _WRITERS.search(clause[: says.start()]) and _SAID_OF_IT.search(clause):
        return True
    return bool(_OF_A_LAW.search(clause))


def is_carried_on(between: str | None, leads: str | None) -> bool:
    """Whether words are joined to a quotation: by what lies between them and one before, or a longer one behind."""
    if between is not None and len(between) <= 60:
        if between == " " or _JOINED.fullmatch(between):
            return True
        if between.rstrip()[-1:] == "," and VERB.search(between):
            return True  # "“It is,” he wrote, “a scandal.”"
    if between is not None and _ONE_PREPOSITION.fullmatch(between):
        return True  # It puts "late fees" to "other charges": one clause of whoever it is, with two gaps in the marks.
    return leads is not None and len(leads) <= 30 and (leads == " " or bool(_LEADS_ON.fullmatch(leads)))
