"""The wordings by which letters ask in their own voice: "we urge", "you are requested", "the Committee asks".

    I, we            "We urge you to …", "I am writing to request …", "we would appreciate …", "we need to know …"
    third person     "The Committee requests …", "The undersigned ask …", "The purpose of this letter is to request …"
    passive          "You are hereby requested to …", "It would be helpful if …", "Your assistance is requested"

What was asked in the past ("we requested") or politely of no one ("we look forward to working with you") is no ask.
Every pattern is bounded and looks at one sentence.
"""

import re

__all__ = ["we_ask"]

_VERBS = (
    r"urge|request|ask|implore|encourage|insist|demand|recommend|suggest|beseech|invite|entreat|expect|seek|press|"
    r"advise|call\s(?:up)?on|call\sfor|appeal\sto|inquire|petition|propose|challenge\syou|beg|plead\swith|reiterate|"
    r"renew|repeat|direct"
)
# What may stand between "we" and the verb.
_BETWEEN = (
    r"(?:,?\s(?:\w+ly|write|writing|am|are|today|to|you|again|also|once|more|would|do|must|therefore|thereby|thus|"
    r"further|hereby|now|jointly|in|the|strongest|possible|terms|like|join|together|want|wish|need|have|here|both|"
    r"all|as|well|and|undersigned|can|cannot|but|only|most|members|first|second|third|lastly|finally|accordingly|"
    r"furthermore|additionally|"
    r"instead|,)){0,9}?"
)
# "We ask these questions in good faith": what is asked stands elsewhere.
_NOT_ASKED = re.compile(
    r"\s(?:these\squestions|this|these\sthings|it)\s(?:in\sgood\sfaith|because|not\b|only\b|lightly|out\sof)"
)
# What is asked of soldiers and taxpayers is no ask of the recipient.
_OF_CITIZENS = re.compile(
    r"\s(?:(?:a\sgreat\sdeal|much|so\smuch|too\smuch|a\slot|everything)\sof\b|(?:our|these|those|the|of\sour)\s(?:\w+\s)?"
    r"(?:soldiers|troops|men|women|veterans|families|service\s?members|workers|farmers|taxpayers|citizens|nurses|teachers|"
    r"officers|seniors|constituents|young\speople|communities)\b)"
)
_INDICATIVE = re.compile(r"\sthat\s(?!you\b)[^,;]{1,50}?\s(?:is|are|was|were|has|have|had)\b")
_WE_ASK = re.compile(
    rf"(?<![\w’'])(?:[Ww]e|I)\b(?:[’'](?:d|ll|m|"
    rf"re)\b)?(?P<between>{_BETWEEN}),?\s(?P<verb>{_VERBS})\b(?P<after>.{{0,60}})"
)
_JOINED = re.compile(
    r"(?<![\w’'])(?:[Ww]e|I)\b[^?!;]{1,260}?(?:\band|,|[-–—])\s?(?:to\s)?(?:\w+ly\s|once\sagain,?\s|also\s|"
    r"therefore\s|again,?\s|would\s|further\s|hereby\s){0,3}(?:[-–—][^.?!;–—-]{1,60}[-–—]\s)?(?P<verb>urge|request|"
    r"ask|encourage|invite|implore|call\s(?:up)?on|demand|insist|recommend|beseech|"
    r"strongly\ssupport)\s(?:again\s)?(?:(?:you|your|the|that|once|for|its|their|this|these|any|all|an?|to|what|"
    r"whether|how|why|if|about|approval|support|help)\b|[A-Z])"
)
# What the letter's own committee or signers ask in the third person, and what it says of itself.
_OF_US = re.compile(
    r"(?<![\w’'])(?:(?:[Tt]he|[Oo]ur|[Tt]his)\s(?:[A-Z]\w+\s)?(?:[Cc]ommittees?|[Ss]ubcommittees?|[Cc]aucus|"
    r"[Dd]elegation|undersigned(?:\s[A-Za-z]+){0,3}|[Oo]ffices?)|[Tt]he\s(?:Select|Special|"
    r"Oversight)\sCommittee(?:\son\s[A-Z]\w+)?)\s(?:\w+ly\s|also\s|further\s|therefore\s|hereby\s|thus\s|"
    r"again\s){0,2}(?:requests?|asks?|urges?|expects?|directs?|demands?|calls?\s(?:up)?on|seeks?|invites?|"
    r"encourages?|would\s(?:like|appreciate|welcome|value|ask)|recommends?|insists?|needs?|requires?|wishes|wants|"
    r"awaits|"
    r"looks\s(?:for|to))\s(?:that|you|your|the|an?|all|any|to|on|copies|"
    r"information|answers|documents|clarification|further|additional|by|in|each|every|for|written|full|responses|"
    r"records)\b"
)
# "The Committee renews its request …", "… and asks that", "The Committee is writing to request …"
_US_ALSO = re.compile(
    r"(?<![\w’'])(?:[Tt]he|[Oo]ur|[Tt]his)\s(?:(?:[A-Z]\w+|undersigned)\s)?(?:[Cc]ommittees?|[Ss]ubcommittees?|[Cc]aucus|"
    r"[Dd]elegation|[Mm]embers|[Oo]ffices?)\s(?:(?:\w+ly\s|also\s|again\s|now\s|hereby\s|therefore\s){0,2}(?:(?:renew|"
    r"reiterate|repeat)s?\s(?:its|their|this|that|the)\s[^.?!;]{0,40}?(?:request|demand|call|question|invitation)s?\b|"
    r"will\s(?:need|require|expect)\s(?:the|these|your|an?|all|answers|copies|documents)\b|"
    r"(?:is|are)\s(?:\w+ly\s|also\s|therefore\s)?(?:requesting|asking|seeking|demanding|writing\sto\s(?:\w+ly\s)?"
    r"(?:request|ask|seek|demand|urge|inquire|learn))\b|writes?\sto\s(?:\w+ly\s)?(?:request|ask|seek|demand|urge|"
    r"inquire|learn)\b)|[^.?!;]{1,240}?(?:\band|,)\s(?:\w+ly\s|again\s|also\s|therefore\s|hereby\s|to\s(?:that|this)\send,?\s){0,3}(?:requests|asks|"
    r"urges|demands|directs(?=\s(?:that\s)?you\b)|invites|calls\s(?:up)?on)\s(?:that|you|your|the|a|an|all|any|copies)\b)"
)
_OF_THE_LETTER = re.compile(
    r"(?:\b(?:purpose|point|reason|intent|aim|object)\s(?:of|for|in)\s(?:this|my|our)\s(?:\w+\s)?(?:letter|"
    r"correspondence|writing|inquiry)\sis\sto\s(?:\w+ly\s)?|\b[Tt]his\s(?:letter\s)?(?:is|serves\sas|constitutes|"
    r"represents|will\sserve\sas)\s(?:\w+\s){0,3}?)(?:request|ask|urge|inquire|seek|demand|invit|call|encourage|"
    r"implore)|\b[Tt]his\sletter\s(?:\w+ly\s|also\s|therefore\s)?(?:requests|asks|renews|urges|demands)\b|\b(?:[Mm]y|[Oo]ur)\s(?!earlier|previous|prior|first|last|original|initial|"
    r"recent|past)(?:\w+\s){0,2}(?:request|question|ask|demand|appeal|plea|recommendation|"
    r"suggestion|proposal|"
    r"advice)s?\s(?:to\syou\s)?(?:is|"
    # "Please consider this letter a formal request for …"
    r"are)\b|\b(?:[Cc]onsider|[Tt]reat|[Aa]ccept|[Uu]nderstand|[Rr]egard|[Tt]ake)\sthis\s(?:letter\s)?(?:as\s|to\sbe\s)?"
    r"(?:an?|my|our)\s(?:\w+\s){0,3}(?:request|demand|petition|inquiry)\b"
)
# "You are hereby requested to …", "It is requested that …", "Your assistance is requested".
_PASSIVE = re.compile(
    r"(?<!\b[Ii]f\s)(?<!\b[Ww]hen\s)(?<!\b[Ww]here\s)\b(?:(?:[Yy]ou|[Yy]our\s(?:[\w’'-]+\s){1,7}?)\s?(?:is|are)\s(?:\w+ly\s|"
    r"also\s|hereby\s|therefore\s|again\s|further\s){0,3}(?:requested|asked|urged|directed|called\s(?:up)?on|invited|"
    # "Help goes where it is needed" asks nothing: what "it" is, only "that" can say.
    r"encouraged|sought|needed)\b|[Ii]t\sis\s(?:\w+ly\s|also\s|hereby\s|therefore\s|further\s){0,2}(?:requested|asked|"
    r"urged)\sthat\b)"
)
_WOULD_BE = re.compile(
    r"\b[Ii]t\swould\s(?:\w+ly\s|also\s)?(?:mean\s(?:a\sgreat\sdeal|much|a\slot)[^.?!;]{0,60}?\sif\b|be\s(?:\w+ly\s|"
    r"very\s|most\s|of\sgreat\s|also\s)?(?:helpful|useful|timely|wise|prudent|fitting|best|right|well|desirable|"
    r"preferable|kind|appreciated|"
    r"beneficial|valuable|assistance|instructive|advisable|appropriate)(?:,[^,.;]{1,40},)?\s(?:also\s|"
    r"too,?\s)?(?:to\sus\s)?(?:if|for|to\s(?:know|have|learn|receive|see|understand))\b)|\b(?:response|reply|"
    r"answers?|responses|cooperation|assistance|briefing|update|explanation|clarification|"
    r"information|attention|consideration|help|support)\b[^.?!;]{0,120}\swould\s(?:\w+\s){0,2}be\s(?:\w+\s){0,2}(?:appreciated|welcome|welcomed|helpful)\b"
)
_INTERESTED = re.compile(
    r"\b(?:[Ww]e|I)(?:\s(?:am|are|remain|would\sbe)|[’'](?:m|re|"
    r"d\sbe))\s[^.?!;]{0,20}?\b(?:interested|curious|eager|anxious|keen)(?:,[^,.;]{1,30},)?\s(?:in\s(?:knowing|"
    r"learning|hearing|seeing|"
    r"understanding|receiving)|to\s(?:know|learn|hear\s(?!from)|see|understand|be\stold))\b"
)
# "You will produce to the Subcommittee …", "We make a different request: …", "No record is to be altered …"
_ORDERED = re.compile(
    r"(?:(?:^|[,;:]\s)\W{0,3}(?:\w+,\s)?[Yy]ou\s(?:will|shall|are\sto)\s(?:please\s|also\s)?(?:produce|provide|"
    r"preserve|submit|furnish|deliver|retain|answer|respond|explain|identify|appear|make)\b|\b(?:[Ww]e|I)\s(?:make|"
    r"put\sto\syou|repeat)\s(?:\w+\s){1,3}?(?:request|question|demand|suggestion)s?\s?(?:of\syou|to\syou)?:|"
    r"\b(?:[Nn]o|[Aa]ny|[Aa]ll)\s[^.?!;]{1,70}\s(?:is|are)\s(?:not\s)?to\sbe\s(?:\w+ly\s)?(?:altered|destroyed|"
    r"preserved|retained|deleted|kept)\b)"
    r"|\b[Yy]ou\shave\s(?:until|till|\w+\s(?:\(\d+\)\s)?(?:business\s|working\s)?(?:days|weeks))\b|"
    r"\b(?:[Ww]e|I)\s(?:can|will|shall)\swait\s(?:until|till)\b"
)
_NEED = re.compile(
    r"\b(?:[Ww]e|I)\s(?:\w+ly\s|also\s|still\s|must\s){0,2}(?:need|require|want|deserve|await|"
    r"must\shave)\s(?:to\s(?:know|understand|hear|see)\b|(?:\w+\s){0,3}?(?:answers?|information|clarification|"
    r"explanation|accounting|assurances?|clarity|responses?|documents)\b|your\s(?:\w+\s)?(?:help|support|assistance|"
    r"leadership|commitment|immediate|prompt|urgent)\b)"
)
_REQUESTING = re.compile(
    r"\b(?:[Ww]e|I)(?:\s|[’'])(?:am|m|are|re)\s(?:\w+\s){0,3}?(?:requesting|urging|asking|calling|seeking|"
    r"encouraging|demanding|imploring|writing\sto\sinsist)\b"
)
_WRITE = r"\b(?:[Ww]e|I)(?:\s(?:write|am\swriting|are\swriting)|[’'](?:m|re)\swriting)\b"
# "We write to express our alarm …, and to request documents"; to learn something is asked only right after "write".
_WRITE_TO = re.compile(
    rf"{_WRITE}(?:\s(?:today|now|again|further|once\smore|to\syou|you))*\s(?:to|in\sorder\sto)\s(?:\w+ly\s)?(?:learn|"
    r"find\sout|understand|ascertain|obtain|know)\s(?:the|what|why|how|whether|when|where|which|who|if|more|of|about|your|"
    rf"information|answers|an?)\b|{_WRITE}[^.?!;]{{1,500}}\band\s(?:also\s)?to\s(?:\w+ly\s)?(?:ask|request|urge|inquire|"
    r"seek|demand|encourage|call\s(?:up)?on|invite|implore|press\s(?:you\s)?for)\b"
)
_SEEKING = re.compile(
    r"\b(?:[Ww]e|I)(?:\s(?:write|am\swriting|are\swriting)|[’'](?:m|re)\swriting)\b(?:.{1,90}\b(?:seeking|requesting|"
    r"urging|asking)\b|[^.?!;]{1,140}\bto\s(?:\w+ly\s)?(?:ask|request|urge|inquire|seek|demand|encourage|"
    r"call\s(?:up)?on|invite|implore|insist)\b)"
)
_WOULD_LIKE = re.compile(
    r"\b(?:[Ww]e|I)(?:\s(?:also|further|still|simply|therefore|then))?(?:[’']d|\swould|\sshould(?=\slike)|\swant|"
    r"\swish)\s?(?:also\s|"
    r"further\s){0,2}(?:(?:like|want|wish|need)\s)?(?:(?:to\s)(?:ask|request|know|see|hear|have\s(?:your|the|an?|it|them|copies|answers)|learn|understand|receive|"
    r"inquire|invite|urge|encourage|meet|discuss|schedule|arrange|speak\swith|sit\sdown\swith|"
    r"be\s(?:informed|told|kept|advised|assured|given|shown|furnished|sent|briefed))\b|(?:for\s(?=you|your|the))?"
    r"(?:you(?!\sto\sknow\b)|your|an?|the|any|answers|our\s(?:staffs?|offices?|members|counsel|teams?|committees?|"
    r"subcommittee)|information|some|more|further)\s.{0,40}\b(?:to|answers?|information|explanation|reports?|responses?|briefing|"
    r"update|copy|copies|list|meeting|details|documents|assurances?|clarification|accounting|analysis)\b|answers\b|"
    r"be\sinterested\s(?:in\s(?:knowing|learning|hearing|seeing)|to\s(?:know|learn|hear)))"
)
_APPRECIATE = re.compile(
    r"\b(?:[Ww]e|I)(?:[’']d|\swould|\swill|\sshould|\sshall)\s(?:\w+\s){0,2}?(?:appreciate|"
    r"be\s(?:\w+\s)?grateful\s(?:for|if|"
    r"to\s(?:have|receive|know|learn|hear))|welcome)\s(?!the\sopportunity\sto\s(?:meet|work|thank)|working)"
)
_APPRECIATE_RESPONSE = re.compile(
    r"\b(?:[Ww]e|I)\s(?:\w+\s){0,2}?(?:appreciate|request|await|expect|anticipate)\s(?:receiving\s)?(?:your|a|"
    r"an)\s(?:\w+\s){0,3}(?:response|reply|answers?)\b"
)

_WOULD = r"(?:[’']d|[’']ll|\swould|\sshould|\sshall|\swill)"
_GLAD = (
    r"(?:honou?red|pleased|delighted|glad|happy|happier|grateful|obliged|thankful|indebted|gratified|appreciative|"
    r"eager|"
    r"keen|anxious|relieved|reassured|encouraged|heartened|helped|assisted)"
)
# "We should be obliged for your view", "I'd be glad to learn whether …", but not "We would be happy to discuss it".
_HONORED = re.compile(
    rf"\b(?:[Ww]e|I|[Cc]ommittee|[Ss]ubcommittee|undersigned){_WOULD}\s(?:\w+\s){{0,3}}?be\s(?:\w+\s){{0,2}}?{_GLAD}\s"
    r"(?:(?:as\swell|also|too|indeed|therefore|in\sparticular)\s)?(?:to\s(?:also\s)?(?:have|know|learn|receive|see|"
    r"understand|obtain|get|read|be\s(?:told|given|shown|informed|advised|assured|furnished))\b|"
    r"if|for|by\s(?:your|a|an|the)|should\s(?:you|your|the|it|he|she)|of\s(?:your|a|an|any|the))\b(?!\syour\stime)"
)
_VALUE = re.compile(
    rf"\b(?:[Ww]e|I){_WOULD}\s(?:\w+ly\s|also\s|much\s|very\s)*(?:value|prize|find\sit\s(?:\w+\s)?(?:helpful|useful|"
    r"instructive|valuable)|thank\syou\s(?:to|for\s(?:your\s(?!time|attention|consideration)|an?\s)|if)|"
    r"be\sbetter\sable)\b"
)
_IT_HELPS = re.compile(
    r"\b(?:[Ii]t|[Tt]his|[Tt]hat)\swould\s(?:\w+ly\s|also\s|much\s){0,2}(?:help|assist|aid|oblige|reassure|please|"
    r"benefit|"
    r"serve|inform|comfort)\s(?:us|me|the\s[A-Z]?\w+|our\s\w+|Members|Congress)\s(?:\w+ly\s|also\s)?(?:if|"
    r"to\s(?:know|have|"
    r"learn|see|understand|receive|hear|be\s(?:told|given)))\b"
)
# "A classified briefing for our staff would be of great use", "Written answers would help us".
_WOULD_HELP = re.compile(
    r"\b(?:responses?|reply|answers?|briefings?|meeting|explanation|clarification|update|cop(?:y|ies)|list|accounting|"
    r"information|assurances?|timeline|report|views?|commitment|word|estimate|analysis|cooperation|assistance)\b"
    r"[^.?!;]{0,120}\swould\s(?:\w+\s){0,2}(?:be\s(?:\w+\s){0,2}(?:appreciated|welcomed?|helpful|useful|valuable|"
    r"invaluable|instructive|timely|in\sorder|of\s(?:\w+\s){0,2}(?:use|help|assistance|value|interest|service|"
    r"benefit))|"
    r"(?:help|assist|aid|inform|oblige|reassure)\s(?:us|me|the\s[A-Z]\w+|our\b))",
    re.IGNORECASE,
)
# "We look for a reply by …", "Answers are due …", "Your response is requested no later than …".
_IS_DUE = re.compile(
    r"\b(?:responses?|reply|replies|answers?|documents|records|briefings?|meeting|cop(?:y|ies)|hearing|extension|"
    r"materials|production|information|compliance)\b"
    r"(?:\s[^.?!;]{1,60})?\s(?:is|are|will\sbe|would\sbe|should\sbe|must\sbe)\s(?:\w+ly\s|also\s|hereby\s|"
    r"therefore\s){0,2}(?:requested|expected|due|"
    r"needed|desired|sought|wanted|awaited|asked|called\sfor)\b(?!\s(?:under|of\sall|from\sall))",
    re.IGNORECASE,
)
_MAY_FOLLOW = re.compile(
    r"\b(?:responses?|reply|replies|answers?|documents|records|materials|production)\b[^.?!;]{0,40}\s(?:may|can|"
    r"should|must|"
    r"might)\s(?:then\s|also\s)?(?:follow|come|wait|arrive|reach\sus)\b[^.?!;]{0,40}\b(?:by|later\sthan|before|"
    r"within)\b",
    re.IGNORECASE,
)
_LOOK_FOR = re.compile(
    r"\b(?:[Ww]e|I)(?:[’']ll|\sshall|\swill|\swould)?\s(?:look\s(?:to\syou\s)?for|ask\sof\syou|hope\s(?:for|"
    r"to\s(?:have|receive|see|"
    r"hear))|count\son|rely\s(?:up)?on)\s(?:(?:it|them|these)\sby\b|(?:your|an?|the|full|prompt|written|"
    r"complete)\s(?:[\w-]+\s){0,3}?"
    r"(?:responses?|reply|replies|answers?|briefing|explanation|accounting|report|documents|plan|commitment|"
    r"assurances?)\b)"
)
# "To both of you we put these questions": put, not asked long ago.
_WE_PUT = re.compile(
    r"\b(?:[Ww]e|I)\s(?:now\s|also\s|therefore\s|further\s|still\s|here\s)*(?:put|pose|raise|submit|direct|"
    r"address|offer)\s"
    r"(?:to\syou\s|before\syou\s|for\syou\s)?(?:the\sfollowing|these|several|a\sfew|a\snumber\sof|some|two|three|"
    r"four|five|six|"
    r"seven|eight|further|additional|specific|certain|one|another|other|more)\s(?:[\w-]+,?\s){0,3}?"
    r"(?:questions?|requests?|inquiries|recommendations?|suggestions?|proposals?|demands?)\b"
)
# "It is our request that", "To this we add a plea", "We join Senator Hale in urging"
_OUR_REQUEST = re.compile(
    r"\b[Ii]t\sis\s(?:my|our)\s(?:\w+\s){0,2}?(?:request|recommendation|suggestion|plea)\sthat\b|"
    r"\b(?:[Ww]e|I)\s(?:\w+\s){0,2}?(?:add|make|have|repeat|renew|press|offer|join\s(?:in|"
    r"with\s[^.?!;]{1,60}\sin))\s(?:to\s(?:this|that|these)\s)?"
    r"(?:a|an|one|our|this|that|their|the|another|but\sone)\s(?:[\w-]+\s){0,2}?(?:request|plea|appeal|recommendation|"
    r"suggestion)\b|"
    r"\b(?:[Ww]e|I)\s(?:\w+\s)?join\s[^.?!;]{1,120}\sin\s(?:asking|urging|requesting|calling|seeking|demanding)\b"
)
# "It falls to you to", "Perhaps you could explain", "You may wish to begin by", "You will, we trust, see to it"
_UP_TO_YOU = re.compile(
    r"\b(?:[Ii]t|[Tt]hat|[Tt]his)\s(?:now\s)?(?:falls|is\sup|is\sleft|remains|is|lies|rests)\s(?:to|with|for|on|"
    r"upon)\syou\s(?:\w+\s)?to\b|"
    r"\b[Pp]erhaps\s(?:you|your\s\w+|the\s[A-Z]\w+)\s(?:can|could|would|will|might)\b|"
    r"\b(?:we|I)\swonder\s(?:if|whether)\s(?:you|your\s\w+)\s(?:would|could|might)\b|"
    r"\b[Yy]ou\s(?:may|might)\s(?:wish|want|care)\sto\s(?!know\b|be\saware)|\b[Yy]ou\s(?:might|"
    r"could)\s(?:usefully\s)?(?:begin|start)\s(?:by|with)\b|"
    r"\b[Yy]ou\swill,?\s(?:we|I)\s(?:hope|trust|expect|ask),|\bin\sthe\shope\s(?:that\syou|of\syour)\b"
)
# "I support the application and hope that you will give it full consideration."
_AND_HOPE = re.compile(
    r"\b(?:[Ww]e|I)\b[^.?!;]{1,240}?\band\s(?:\w+ly\s)?(?:hope|trust)\s(?:that\s)?you(?:r\s\w+)?\s(?:will|would|can|could)\b"
)
# "We shall expect your answer", "We want the rule withdrawn"
_WE_SHALL = re.compile(
    r"\b(?:[Ww]e|I)(?:[’']ll|\sshall|\swill|\swould)\s(?:therefore\s|then\s|also\s|further\s|"
    r"still\s)?(?:expect|need|require|want|await)\s"
    r"(?:you|your|an?|the|answers?|to\s(?:have|receive|see|hear|know)|full|written|copies|documents)\b|"
    r"\b(?:[Ww]e|I)\s(?:\w+ly\s)?want\s(?:the|this|that|it|them|these|those|our|your|every|"
    r"all)\b[^.?!;]{1,60}\s(?:\w{2,}ed|withdrawn|done|made|"
    r"undone|stopped|kept|paid|told|sent|built|given|put\sright)\b"
)
# Each with the words one of which it needs, so that most sentences are not searched.
_FURTHER = (
    (_OUR_REQUEST, ("request", "plea", "appeal", "recommend", "suggest", " join")),
    (_UP_TO_YOU, (" you", "Perhaps", "perhaps", "You ", " hope")),
    (_AND_HOPE, (" hope ", " trust ")),
    (_WE_SHALL, (" want", " shall ", " will ", " should ", " would ", "ll ")),
    (_HONORED, (" be ",)),
    (_VALUE, ("value", "prize", "find it", "thank you", "better able")),
    (_IT_HELPS, (" would ",)),
    (_WOULD_HELP, (" would ",)),
    (
        _IS_DUE,
        (" due", "requested", "expected", "needed", "desired", "sought", "wanted", "awaited", "asked", "called for"),
    ),
    (_MAY_FOLLOW, ("follow", " come", " wait", "arrive", "reach")),
    (_LOOK_FOR, (" look", " ask of", " hope", " count on", " rely")),
    (_WE_PUT, ("question", "request", "inquir", "recommend", "suggest", "propos", "demand")),
)


def we_ask(text: str) -> bool:
    """Whether a sentence asks in the voice of those who sign it."""
    for match in _WE_ASK.finditer(text):
        between, verb, after = match["between"].lower(), match["verb"].lower(), match["after"]
        if re.search(r"\b(?:not|have)\b", between) and "have to" not in between:
            continue
        if verb in {"reiterate", "renew", "repeat"} and not re.search(r"\b(?:request|call|ask|demand|question)", after):
            continue
        if verb == "expect" and not re.match(
            r"\s(?:that|you|your|the|a|answers|responses|full|written|prompt|to\s(?:see|receive|hear|have|get|learn|know|be\s(?:told|given|shown)))\b",
            after,
        ):
            continue
        if verb in {"seek", "propose", "suggest", "advise", "press"} and not re.match(
            r"\s(?:\w+ly\s)?(?:that|you|your|answers?|information|clar|an?\s|the\s|further|more|to\sunderstand|"
            r"re\w+ing)",
            after,
        ):
            continue
        if verb == "expect" and re.search(r"\bwhat\s$", text[max(0, match.start() - 5) : match.start()]):
            continue  # "to set out what we expect to see"
        if "cannot" in between and not re.search(r"\bbut\b", between) and "enough" not in after:
            continue  # "we cannot recommend it", but "we cannot urge you strongly enough"
        if verb == "beg" and not re.match(r"\s(?:you|that|the|your)\b", after):
            continue
        if re.search(r"\b[Aa]s\s$", text[max(0, match.start() - 3) : match.start()]):
            continue  # "as we expect you know"
        if verb == "direct" and not re.match(r"\s(?:that\s)?(?:you\b(?!r)|the\s[A-Z]|your\s(?!attention))", after):
            continue
        if verb == "ask" and (_NOT_ASKED.match(after) or _OF_CITIZENS.match(after)):
            continue
        if re.search(r"\b(?:[Ww]hen(?:ever)?|[Ii]f)\s$", text[max(0, match.start() - 10) : match.start()]):
            continue  # "When we ask men and women to serve, …"
        if verb == "expect" and re.match(r"\sthat\s(?:our|these|those|such|it|they|this)\b", after):
            continue
        if verb in {"suggest", "propose", "recommend"} and _INDICATIVE.match(after):
            continue  # "I would suggest that the opposite is true"
        if verb == "inquire" and not re.match(r"\s(?:about|as|into|whether|how)", after):
            continue
        return True
    return bool(
        _JOINED.search(text)
        or (_REQUESTING.search(text) and not re.search(r"\bnot\s(?:\w+\s)?(?:requesting|urging|asking|seeking)", text))
        or _SEEKING.search(text)
        or (" to " in text and _WRITE_TO.search(text))
        or _OF_US.search(text)
        or _US_ALSO.search(text)
        or _OF_THE_LETTER.search(text)
        or _PASSIVE.search(text)
        or _WOULD_BE.search(text)
        or _NEED.search(text)
        or _INTERESTED.search(text)
        or _ORDERED.search(text)
        or any(pattern.search(text) for pattern, needed in _FURTHER if any(word in text for word in needed))
        or _WOULD_LIKE.search(text)
        or _APPRECIATE.search(text)
        or (_APPRECIATE_RESPONSE.search(text) and re.search(r"\bby\b|\bwithin\b|later\sthan|before\b|promptly", text))
    )
