"""The words by which a letter says that somebody said something."""

import re

__all__ = [
    "ACCORDING",
    "AFTER",
    "AGENTLESS",
    "AGREEMENT",
    "APPOSED",
    "ASKED_OF",
    "AS_PUT",
    "AS_SET_FORTH",
    "A_CERTAIN",
    "A_NOUN",
    "A_THING",
    "BY",
    "CLOSED_BEHIND",
    "CLOSED_CLAUSE",
    "CLOSES",
    "CLOSES_CONDITION",
    "CONDITION",
    "DASHED",
    "DENIED",
    "DENIED_SUBJECT",
    "GAP",
    "GERUND",
    "GIVES_REASONS",
    "HAS_SAYING",
    "HELD_NOUN",
    "HELPED",
    "INSERTED_CLAUSE",
    "INTRODUCES",
    "INVERTED",
    "IN_BRACKETS",
    "IN_WORDS_OF",
    "IS_HOW",
    "IS_SOMEBODY",
    "LEADS_IN",
    "LEADS_TO",
    "LED_BESIDE",
    "LIKES_TO",
    "MAKES_IT",
    "MANY",
    "MENTIONS_ANOTHER",
    "NAME_APPOSED",
    "NEXT_OF_SEVERAL",
    "NOBODY",
    "NO_SUBJECT",
    "OBJECT",
    "OF_US",
    "OPENS_CLAUSE",
    "PASSIVE",
    "PASSIVE_BY",
    "PASSIVE_VERB",
    "PERSON_NAME",
    "PLURAL_BEFORE",
    "POSSESSED",
    "QUOTED_AS",
    "QUOTED_AS_FOLLOWS",
    "RECEIVED",
    "SAYS_IT_IN",
    "SAYS_OTHERWISE",
    "SEVERAL",
    "SHEETS",
    "SPEECH_NOUN",
    "SUBORDINATE",
    "TELLS_OF_ITSELF",
    "THAT_SOMEBODY_VOICED",
    "THAT_THEY_GAVE",
    "TO_SAY",
    "TO_SOMEBODY",
    "UNDER_A_RULE",
    "UNNAMED",
    "USES_THE_WORDS",
    "WAS_TOLD",
    "WITH_THE_WORDS",
    "WOULD_SAY",
]
PLURAL_BEFORE = re.compile(
    r"(?:\b[Yy]ou|\b[Tt]hey|\b[Pp]eople|\b(?:wo)?men|\bstaff|"
    r"(?<!\bthi)(?<!\bit)(?<!\bhi)(?<!['’s])(?<!\bu)s)(?:,\s[^,.;:\"“”]{2,60},)?(?:\s(?:also|now|still|often|have|do|"
    r"did|both|all|themselves|yourself|\w+ly)){0,2}\s$"
)
# "The three states have sued": right behind a number or "other" it is a noun.
A_NOUN = re.compile(
    r"(?i)(?:\b(?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w*ty|\w+-\w+|\d+|other|several|many|all|both|"
    r"member|our|the|their|its|his|her|your|such|any|no|these|those|some|most|red|blue|border|western|southern|"
    r"coastal)\s)$"
)
QUOTED_AS = re.compile(r"\b(?P<cue>quot(?:ed|es|ing)\s)(?:an?|the|one|you|him|her|[A-Z])[^.;:]{0,90}?\sas\s$")
IS_SOMEBODY = re.compile(
    r"(?:an?|one|another|the|two|three|several|many|some|these|those|our|her|his|their|your)\s|[A-Z]", re.IGNORECASE
)
ACCORDING = re.compile(
    r"\b[Aa]ccording to\b|\b[Ii]n the (?:words|language|terms|phrase|"
    r"view|judgment|opinion|estimation|assessment|telling|account) of\b|"
    r"\b[Pp]ursuant to (?=[^,.;:\"“”]{2,60}[’']s?\s)|"
    r"\b[Tt]o (?:quote|borrow (?:a|the) (?:phrase|line|words?) (?:from|of))\b|\b[Qq]uoting\b|"
    r"\b(?:[Hh]ear|[Hh]eard|[Ll]earn(?:ed|t)|word|[Uu]nderstand|[Gg]ather(?:ed)?) from "
    r"(?=(?:[^.;:\"“”]|(?<=\b(?:Dr|Mr|Ms|St))\.|(?<=\b[A-Z])\.){2,120}\bthat\b)|"
    r"\b(?:[Ll]isten to|[Tt]his,? from|(?:[Tt]his|[Tt]hese|[Tt]he following)(?: words?)?,? (?:comes?|came) from|"
    r"[Ii]n th(?:is|at|e) \w+ (?:of|from|by)|"
    r"(?:answer|reply|response|word|message|letter|notice|e-?mail) (?:came|arrived) (?:back )?from|"
    r"(?:answer|reply|response|explanation|word) (?:that )?(?:we|I) (?:got|received|had|were given) (?:back )?from) "
    r"(?=[^.;:\"“”]{2,80}:\s{0,3}[\"“]?$)|"
    r"\b[Ii]f (?=[^,.;:\"“”]{2,60} (?:is|are) (?:to be (?:believed|credited)|right|correct)\b)|"
    r"\b[Tt]o hear (?=[^,.;:\"“”]{2,60} tell it\b)|"
    r"\b[Rr]ead in (?=(?:the )?[A-Z][^.;:\"“”]{2,60}\bthat\b)|"
    r"\b[Pp]er (?=(?:the |an? )?(?:[A-Z]|guidance|memo|instructions|directive|policy))|"
    r"\b[Bb]y (?:the )?(?:admission|account) of\b"
)
# "Like you, we believe …", "we agree with Chairman Roe that …": the words are those of whom the writers agree with.
AGREEMENT = re.compile(
    r"\b[Ll]ike (?=[^,]{2,60}, (?:we|I)\b)|\b(?:agree|agreed|concur|concurred|disagree|"
    r"disagreed) with (?=[^,.;:\"“”]{2,80} (?:that|when (?:he|she|they|it|you) (?:said|say|says|wrote|write|writes|"
    r"stated?))\b)"
)
_SAID = (
    "statement comment remark announcement claim(?=s?\\s+that\\b) assertion conclusion testimony view words? "
    "definition explanation promise pledge commitment warning recommendation finding argument allegation estimate "
    "admission declaration response reply letter memo memorandum report notice guidelines letters press\\srelease "
    "website web\\ssite mission characterization description contention phrase telling account estimation tweet op-ed "
    "speech interview language requirement summary assurance excuse answer boast expression formulation verdict retort "
    "quip plea lament diagnosis forecast projection prognosis confession concession acknowledgment insistence "
    "advice caution instruction directive message"
)
# What a body has or holds; the words may also be those of whoever says that it does.
_HELD = (
    "position belief stance goal aim intention intent rationale justification reasoning determination opinion motto "
    "slogan admonition objection prediction concern complaint brief filing advisory guidance handbook manual faq "
    "assessment analysis critique accusation denial pronouncement observation reminder guarantee slide presentation "
    "advertisement vow suggestion proposal post email e-mail"
)
HELD_NOUN = re.compile(r"\b(?:" + "|".join(_HELD.split()) + r")s?$")
SPEECH_NOUN = "(?:" + "|".join((*_SAID.split(), *_HELD.split())) + ")s?"
# What is read, and not what it says: letters were "late".
SHEETS = re.compile(
    r"\b(?:letter|report|memo|memorandum|notice|guideline|release|website|site|speech|interview|brief|filing|handbook|"
    r"manual|post|e-?mail|presentation)s?$"
)
# "Had this to say" is a lead-in: nobody called "this" says it.
TO_SAY = re.compile(r"\b(?:this|that|these\swords|the\sfollowing|something|much|more|little|nothing|one\sthing)\sto\s$")
POSSESSED = re.compile(
    r"(?P<owner>\b[Yy]our|\b[Ii]ts|\b[Tt]heir|\b[Hh]is|\b[Hh]er|[’']s|(?<=[sS])[’'])\s+(?:(?!that\b|who\b|which\b)[\w-]+\s+){0,4}?"
    + SPEECH_NOUN
    + r"\b"
)
BY = re.compile(
    r"\b(?i:position|stance|claim|concern|complaint|fear|recollection|objection|worry|belief|plea|"
    + "|".join(_SAID.split())
    + r")s?\s+(?P<by>by|from|of)\s+(?=[A-Z]|the\s|an?\s|one\s|two\s|several\s|some\s|many\s|[a-z-]+s\s(?:that|who)\b)"
)
# "the assurances that Mr. Roe, its president, gave to investigators that …" · "the answer you gave Mr. Poe that …"
THAT_THEY_GAVE = re.compile(
    r"\b(?P<noun>assurances?|promises?|statements?|testimony|answers?|explanations?|warnings?|pledges?|commitments?|accounts?|"
    r"guarantees?|excuses?|claims?|argument|representations?)\s(?:that\s|which\s)?(?P<who>(?:[A-Z]|you\b|your\s|the\s|its\s|his\s|her\s|an?\s)"
    r"[^;:\"“”]{0,160}?)\b(?:gave|made|offered|provided|issued|advanced)\b(?=[^;:\"“”]{0,140}\bthat\b)"
)
AFTER = re.compile(
    r"\s{0,3}[,:;—–-]?\s{0,3}(?:(?:so|thus)\s)?(?:(?P<according>according to|per(?=\s(?:the\s)?[A-Z])|"
    r"in the (?:words|view|opinion|"
    r"judgment|assessment|telling|estimation) of)|(?P<verb>said|says|wrote|writes|states|stated|noted|notes|explained|"
    r"explains|warned|warns|added|adds|argued|argues|concluded|concludes|testified|testifies|declared|declares|"
    r"observed|observes|replied|replies|asked|asks|recalled|recalls|complained|complains|claimed|claims|insisted|"
    r"insists|remarked|responded|conceded|admitted|acknowledged|announced|tweeted|lamented|predicted|cautioned|"
    r"reported|reports|quipped|reads|read|began|begins|ran|runs)\s+(?=[A-Z]|the\s|an?\s|one\s))"
)
# "…," in his telling · "…," to use the Colonel's phrase
IN_WORDS_OF = re.compile(
    r"\s{0,3},?\s(?:in|to\s(?:use|borrow|quote)|by)\s(?=(?:[A-Z]|the\s|his\s|her\s|its\s|their\s|your\s))"
)
# "…" is how he describes it · "…" was the Board's answer
IS_HOW = re.compile(
    r"\s{1,3}(?:is|was|were|came|went|ran)\s(?P<how>(?:how|what|the\sway|as\smuch\sas|all(?:\sthat)?)\s)?"
)
# What may stand behind ", he found" at the end of a sentence: no object.
CLOSES = re.compile(
    r"[.,;:?!]|$|\s(?:in|on|at|to|when|last|after|before|during|as|while|yesterday|earlier|later|recently|again|this\s"
    r"(?:week|month|year|spring|summer|fall|winter))\b|\s{2,}"
)
HELPED = re.compile(r"(?:\s(?:has|have|had|also|later|recently|then|once)){0,3}\s")
# "…," the firm's engineer told us that …: the clause behind the passage says something else.
SAYS_OTHERWISE = re.compile(
    r"(?:\s[\w’'.-]+){0,5}\s(?:that|whether|how)\s(?!(?:day|same|morning|afternoon|evening|night|week|month|year|time|"
    r"spring|summer|fall|winter|hearing)\b)"
)
SUBORDINATE = re.compile(
    r"(?:But\s|And\s|Yet\s)?(?:Although|Though|While|Whereas|Even\sthough|Even\sas|When|After|Because|Since)\s"
)
INTRODUCES = re.compile(r"(?:\s[\w’'.]+){0,4}(?:[,:]|\sthat|\sas)?\s{0,2}[\"“]")
MENTIONS_ANOTHER = re.compile(r"\b(?:but|while|whereas|however)\b", re.IGNORECASE)
APPOSED = re.compile(
    r",\s(?P<apposed>[^,.;:?!\"“”]{2,90}),(?:\s(?:has|have|had|also|later|recently|then|once)){0,3}\s(?P<verb>said|"
    r"says|wrote|writes|stated|noted|explained|warned|added|argued|concluded|testified|declared|observed|replied|"
    r"told|began|begins|insisted|recalled|asked|remarked|responded|complained|announced|continued|conceded|cautioned)\b"
)
# The "mistrust and anger" that one official described to us
THAT_SOMEBODY_VOICED = re.compile(
    r"(?:\s(?:has|have|had|once|so|also|then|\w+ly)){0,3}\s(?:described|voiced|promised|expressed|cited|mentioned|announced|"
    r"claimed|touted|reported|identified|outlined|raised|noted|pledged|envisioned|asserted|alleged|laid\sout|called\sfor|"
    r"spoke\sof|spoken\sof|referred\sto|warned\s(?:us\s)?(?:of|about)|complained\sof|told\s\w+\s(?:of|about))\b"
)
AS_PUT = re.compile(
    r"\s{0,3},?\s{0,3}as\s(?=the\b|one\b|an?\b|[A-Z]|(?:[a-z]+\s){1,2}(?:call|came|like|put|describe|have)\b|(?:former|then|acting|retired|senior|\w+\s(?:director|engineer|officer|manager|inspector|analyst|driver|farmer|nurse|teacher))\s(?:[a-z]+\s){0,2}[A-Z])"
)
LIKES_TO = re.compile(r"\s(?:likes?\sto|puts?\sit|(?:is|was)\s(?:so\s)?fond\sof\ssaying)\b")
AS_SET_FORTH = re.compile(
    r"\s(?!(?:and|but|or|nor|which|that)\b)[^.;:,]{0,30}?\b(?:as\s(?:set\sforth|defined|stated|provided|described|required|used)\s(?:in|by|under)|"
    r"within\sthe\smeaning\sof|under|in)\s(?=(?:the|section|Section|\d|[A-Z]))"
)
PERSON_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s){1,4}[A-Z][\w.’'-]+")
IN_BRACKETS = re.compile(r"[\s.,;]{0,3}\(\s{0,2}(?P<name>[A-Z][\w&.’' -]{1,50})\)")
PASSIVE = re.compile(
    r"\b(?:is|was|are|were|been|be|being)\s+(?:(?:\w+ly|also|often|once|then|first|later|always|again)\s+){0,2}$"
)
PASSIVE_BY = re.compile(
    r"(?:\b[Aa]s\s(?:\w+ly\s|further\s){0,2}|\b(?:was|were|is|are|been|being)\s(?:\w+ly\s|then\s|also\s|later\s|first\s|even\s){0,2})(?:noted|attributed|ascribed|likened|compared|stated|said|"
    r"told|informed|assured|advised|warned|reported|described|explained|written|observed|pointed\sout|mentioned|put|"
    r"characterized|called|acknowledged|cited|quoted|highlighted|outlined|summarized|labeled|recommended|confirmed|"
    r"articulated)\s(?:\w+\s){0,3}by\b|"
    # "turned down by the Board as |"
    r"\b(?:\w+ed|sent|written|taken|put|turned)\s(?:back\s|aside\s|down\s|away\s|off\s|out\s)?by\s"
    r"(?=[^,.;:]{2,60}\s(?:for|as|because\sof|on\sthe\sgrounds?\sthat)\s{0,3}[\"“]?$)|"
    # "had been rated in 2005 by the Department as |"
    r"\b(?:rated|graded|ranked|classified|listed|designated|scored)\s(?:\w+\s){0,3}by\s(?=[^,;:]{2,90}\sas\b)|"
    # "was told, by a clerk who would not give a name, that …"
    r"\b(?:told|informed|advised|assured|warned),\sby\s|"
    # "It was reported in the Times that …"
    r"\b(?:[Ii]t\s(?:was|is|has\sbeen)|[Aa]s)\s(?:first\s|recently\s|\w+ly\s)?(?:reported|revealed|disclosed)\s(?:last\s\w+\s|recently\s)?"
    r"in\s(?=(?:the\s)?[A-Z])|"
    # "was found by the Commission to be |"
    r"\b(?:found|held|judged|deemed|considered|shown|ruled|determined|estimated|believed|said)\sby\s"
    r"(?=[^,;:]{2,90}\sto\s(?:be|have)\b)|"
    # "the concern expressed by the Sierra Club that …"
    r"\b(?:expressed|reached|drawn|raised|voiced|said|articulated|made|offered|issued|written|released|published|authored|prepared|"
    r"advanced|shared|uttered|drafted|given|espoused|echoed|called|described|dubbed|termed|labeled|praised|hailed|"
    r"dismissed|denounced|characterized|condemned|likened)\s(?:\w+ly\s|\w+\s(?:year|month|week)\s)?by\b"
)
# "He was told, he says, that …": who says so repeats what somebody else told.
WAS_TOLD = re.compile(
    r"\b(?:was|were|is|are|been|being)\s(?:\w+ly\s)?(?:told|informed|advised|assured|warned|notified|promised|instructed),"
    r"\s[\w.’' ]{2,40}$"
)
# "When the Service proposes a change, it must …": the clause says when, and nothing of what is said.
# "until the President certifies that": it is not said yet.
CONDITION = re.compile(r"\b(?:when|whenever|if|once|where|(?P<not_yet>unless|until))\s(?:the\s|an?\s)?$", re.IGNORECASE)
CLOSES_CONDITION = re.compile(r",\s(?:then\s)?(?:it|they|he|she|the|an?|you|we|[A-Z])\b")
# "has never held" says what was not said.
DENIED = re.compile(
    r"\b(?:declin|refus|fail|neglect)\w*\sto\s+$|\b(?:never|not|neither|nor|cannot)\s+(?:\w+\s+){0,1}$|n[’']t\s+$"
)

NOBODY = re.compile(
    r"(?:rumou?rs?|legend|tradition|nothing|nobody|no one|none|everybody|everyone|anybody|anyone|somebody|someone)\b",
    re.IGNORECASE,
)
# What stands right behind a verb's preposition is no subject: "the handbook that the Bureau gives to its inspectors
# says".
OBJECT = re.compile(
    r"\b(?:gives?|gave|given|sends?|sent|shows?|shown|hands?|handed|offers?|offered|lent|leaves?|left)\s(?:to|for|"
    r"with)\s$"
)
DENIED_SUBJECT = re.compile(
    r"\b(?:[Ww]ho\s(?:else\s)?(?:at|in|within)|[Nn]either|[Nn]or|[Nn]o\sone\sat|[Nn]obody\sat)\s$"
)
# A sentence that ends with a colon, and says of somebody that they spoke plainly.
LEADS_IN = re.compile(
    r"\b(?:(?:is|was|are|were|(?:has|have|had)\sbeen)\s(?:\w+ly\s|very\s|quite\s|even\smore\s|as\s|"
    r"more\s|no\sless\s|just\sas\s|equally\s){0,2}(?:clear|blunt|explicit|unequivocal|plain|unambiguous|direct|emphatic|candid|frank|straightforward|"
    r"specific|succinct|categorical|damning|forthright|definitive|brief|terse|curt|short|simple|pointed|stark|unsparing|scathing|stern|eloquent|kinder|harsher|instructive|revealing)|could\s(?:not|hardly|scarcely)\s(?:be|"
    r"have\sbeen)\s(?:\w+er|more\s\w+|any\s\w+)|leaves?\s(?:no|little)\s\w+|puts?\s(?:it|the\s\w+|this|that)|left\s(?:this|the\sfollowing|a)\s(?:voicemail|message|note)|"
    r"had\s(?:this|the\sfollowing)\sto\ssay|got\sit\s(?:\w+\s)?right|(?:said|put)\sit\sbest|(?:did|does|do)\snot\smince\s(?:(?:its|his|her|their)\s)?words|"
    r"minced\sno\swords|ha(?:s|d|ve)\s(?:an?|another|its|their|his|her)\s(?:\w+\s){0,2}(?:word|name|phrase|term|answer|"
    r"explanation|description)s?\sfor|"
    r"pull(?:ed|s)\sno\spunches|(?:was|were|is|are)\sof\s(?:the\ssame|like|one|another|a\sdifferent)\smind|ma(?:de|"
    r"kes?)\s(?:this|that|its|the)\s(?:\w+\s){1,3}(?:clear|plain)|spoke|"
    r"speaks|(?:gave|gives|offer(?:ed|s)|issued|sent|released|posted|shared|provided|provides|used|uses)\s(?:(?:us|"
    r"me)\s)?(?:(?:the|this|a|an|its|their|his|her)\s)(?:\w+\s){0,4}(?:statement|answer|response|reply|explanation|"
    r"warning|account|reason|language|message|assessment|summary|description|guidance|definition|example|comment|remark|observation|verdict|view|version|defense|rationale|promise|lament|"
    r"excuse|justification)s?|sum(?:s|med)\s(?:it\s|this\s)?up|went\s(?:further|on)|goes\s(?:further|on))\b"
)
# Somebody speaks of X, though the sentence does not say who: the source is where the sentence before says it is.
AGENTLESS = re.compile(
    r"\b(?:is|are|was|were)\s(?:\w+ly\s|also\s|there\s|further\s){0,2}(?:described|referred\sto|called|"
    r"characteri[sz]ed|identified|depicted|portrayed|said\sto\sbe|faulted|cited|praised|"
    r"criticized)\b(?!\s(?:\w+\s)?by\b)"
)
# A document has no way to act but by its words: the guidance excludes, the manual made, the policy would allow.
MANY = re.compile(r"(?:[\w-]+\s){0,3}?[a-z]+s\s(?:of|in|at|from)\s")
ASKED_OF = re.compile(r"\b(?:[Dd]id|[Dd]oes|[Dd]o)\s$")
RECEIVED = re.compile(
    r"\b(?:receiv\w+|got|gets?|saw|seen|read|found|obtained|reviewed)\s(?:\w+ly\s|(?:by|in|on|at)\s\w+\s(?:\d+\s)?)?$"
)
# Said the mayor: "…" · Thus, says the Board, "…"
OPENS_CLAUSE = re.compile(r"(?:[,;—–]|\b(?:[Ss]o|[Tt]hus|[Tt]hen|[Aa]nd|[Hh]ence|[Bb]ut))\s{1,3}$")
NO_SUBJECT = re.compile(
    r"(?:us|me|him|her|them|having|being|this|that|these|those|its|his|there|here|what)$", re.IGNORECASE
)
INVERTED = re.compile(
    r"(?<![\w-])(?:Said|Says|Wrote|Writes|Added|Adds|Asked|Asks|Replied|Explained|Explains|Recalled|Recalls|Noted|"
    r"Notes|"
    r"Warned|Warns|Concluded|Concludes|Declared|Observed|Observes|Reported|Reports|Testified|Lamented|Argued|Put)(?=\s)"
)
OF_US = re.compile(r"(?:one|two|three|some|many|several|most|a\snumber|both)\sof\sus", re.IGNORECASE)
# To Maria Lopez, the program was "the difference between a roof and none."
TO_SOMEBODY = re.compile(
    r"\b(?:To|For)\s(?=(?P<pronoun>her|him)?)(?=[A-Z]|one\s|an?\s|the\s|her,|him,)(?=[^,.;:\"“”]{2,90},\s)"
)
CLOSED_BEHIND = re.compile(r"(?:,?\s(?:in|on|of|for|at|to|who|the|from)\s[^.;:\"“”]{0,90})?\s?[,:]\s*")
# "In the Board's telling", "a finding": no participle.
GERUND = re.compile(r"(?:[’']s?|\b(?:the|an?|his|her|its|their|your|our|this|that|own|such))\s$")
# "issued a directive that cadets …", "made the point that …"
SAYS_IT_IN = re.compile(
    r"(?<![\w-])(?:sen(?:t|ds)|wr(?:ote|ites)|ma(?:de|kes)|g(?:ave|ives)|put\sout|c(?:ame|omes)\sto|dr(?:ew|aws)|"
    r"issues|publishes|"
    r"(?!received|obtained|reviewed|rejected|ignored|denied|disputed|challenged|questioned|dismissed|accepted|"
    r"considered|discussed|"
    r"followed|violated|opposed|supported|needed|wanted|cited|quoted|required|contested|heeded|doubted|feared|"
    r"noted)[a-z]{3,}ed)\s"
    r"(?P<what>(?:(?:an?|the|this|its|their|his|her)\s)?(?:\w+\s){0,3}?(?:directive|order|ruling|statement|memo|"
    r"memorandum|letter|notice|report|"
    r"opinion|press\srelease|release|bulletin|advisory|warning|promise|pledge|assurances?|commitment|claim|argument|"
    r"point|case|"
    r"observation|finding|conclusion|declaration|announcement|decree|view|opinion|concern|hope|judgment|guidance|"
    r"instructions?|"
    r"complaint|objection|allegation|charge|certificate|affidavit|petition|resolution|prediction|recommendation|e-?mail|tweet|"
    r"word))\s(?:[^,.;:\"“”]{0,50}?\s)?(?:that|saying)\s"
)
A_CERTAIN = re.compile(r"[A-Z\d§]|\b(?:the|this|that|its|their|your|our|an?|these|those|federal|state)\s")
LEADS_TO = re.compile(
    r"\b(?:to|from|by|with|is|was|in|(?:e-?mail|letter|note|memo|message|words|testimony|statement|report|diary)s?\sof)\s$"
)
# "from an e-mail of your deputy, |Neil Roe|: …"
LED_BESIDE = re.compile(
    r"\b(?:from|by|(?:e-?mail|letter|note|memo|message|words|testimony|statement|report|diary)s?\sof)\s"
    r"(?:your|the|its|his|her|their|an?)\s[a-z][a-z\s-]{2,40},\s$"
)
# Under the Department's rules, carriers must return them "…"
UNDER_A_RULE = re.compile(
    r"\b(?:[Uu]nder|[Pp]ursuant\sto)\s(?=[^,;:\"“”]{3,90},\s[^;:\"“”]{2,80}\s(?:must|may|shall|should|can|are\sto|is\sto|cannot)\b)"
)
# "the Board had two grounds: the first was …" "The second was …"
GIVES_REASONS = re.compile(
    r"\b(?:g(?:ave|ives)|cite[sd]?|offer(?:ed|s)|list(?:ed|s)|name[sd]?|identif(?:ied|ies)|advance[sd]?|raise[sd]?|"
    r"ha[sd]|posed?|asked)\s"
    r"(?:us\s)?(?:two|three|four|five|six|seven|several|a\snumber\sof|many|some|these|the\sfollowing|its|"
    r"\d+)\s(?:\w+\s)?"
    r"(?:reasons|grounds|explanations|examples|objections|factors|causes|conditions|excuses|arguments|questions|"
    r"findings|concerns)\b"
)
NEXT_OF_SEVERAL = re.compile(
    r"\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Tt]welve|[Tt]wenty|[Dd]ozens|"
    r"[Hh]undreds|"
    r"[Ss]everal|[Ss]ome|[Mm]any|[Tt]he|[Oo]ur|[Tt]hese|\d+)(?:\s[a-z-]+){1,3}"
)
# Looked for at each word, as one may begin within another: "to the surprise of |the career attorneys|".
SEVERAL = re.compile(
    r"\b(?=(?P<words>(?:(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|(?:dozens|hundreds)\sof|several|"
    r"some|many|the|our|these)|\d+)\s(?:[a-z-]+\s){0,2}[a-z-]+\b))",
    re.IGNORECASE,
)
GAP = re.compile(r"\s{0,2}[;,]\s(?:and\s|but\s)?(?=[A-Z]|the\s|an?\s)")
# "…" —Jane Roe, Director
DASHED = re.compile(
    r"\s{0,3}[—–-]{1,2}\s{0,2}(?P<name>(?:[A-Z][\w.’'-]*\s){1,4}[A-Z][\w’'-]+)(?=,|\s?\(|\.?\s*$|\.?\s{2})"
)
# "will tell you that", "would have us believe that", "the pier, he would have it, is …"
WOULD_SAY = re.compile(
    r"\b(?:will|would|(?<!who\s)did,?)\s(?:however,\s|\w+ly\s|also\s|later\s|then\s)?(?P<verb>tell|say|argue|insist|announce|warn|acknowledge|promise|claim|answer|object|note|add|admit|"
    r"have\s(?:us|you|one|it|the\s\w+)(?:\sbelieve)?|remind|point\sout|respond|reply|concede|acknowledge|write|call|describe)\b"
)
# "The Sun has the harbor master saying …"
HAS_SAYING = re.compile(r"\b(?P<cue>ha(?:s|d|ve)\s)(?:an?\s|the\s|one\s|[A-Z])[^.;:,]{1,60}\s$")
# Mr. Roe's reply? "…"
TELLS_OF_ITSELF = re.compile(r"[\s(]*(?:And\s|But\s)?[^.,;:!?]{2,60}\?\s*")
A_THING = re.compile(r"(?:[Tt]he|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir)\s[a-z]")
MAKES_IT = re.compile(
    r"\b(?:sent|sends|wrote|writes|issue[sd]?|release[sd]?|publish(?:ed|es)|post(?:ed|s)|circulate[sd]?|file[sd]?|signed|made|gave|"
    r"sen[dt]|put\sout|deliver(?:ed|s)|submit(?:ted|s)|prepared|drafted|produced|penned|hung|ran|carried|carries|contain(?:ed|s)|include[sd]?|bears|bore|joined|led|wrote\sus|responded\swith|replied\swith|answered\swith)\s"
    r"(?:\w+\s){0,3}$"
)
INSERTED_CLAUSE = re.compile(r",\swho(?:\s(?:has|have|had|\w+ly|also|then)){0,3}\s$")
CLOSED_CLAUSE = re.compile(r",\s(?:that|to\sthe\seffect\sthat|as)\s")
UNNAMED = re.compile(
    r"(?:one|another|others|some|many|several|most)(?:\sof\s(?:them|these|those))?|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|half|dozens|hundreds)\sof\s(?:them|these|those)",
    re.IGNORECASE,
)
NAME_APPOSED = re.compile(r",\s(?P<name>(?:[A-Z][\w.’'-]*\s){1,4}[A-Z][\w’'-]+),")
# "signed it with the remark that …"
WITH_THE_WORDS = re.compile(
    r"\bwith\s(?:the|this|an?|these)\s(?:\w+\s)?(?:observation|explanation|remark|comment|note|warning|claim|words|"
    r"excuse|"
    r"assurance|statement|caveat|complaint|argument|instruction|reply|answer|response|plea|promise|message|assertion|"
    r"question|admonition|advice|admission|conclusion|reminder)s?(?=[\s,:]{1,2}(?:that\b|[\"“]|$)|[,:]?\s*$)"
)
# "has put in their place the words …"
USES_THE_WORDS = re.compile(
    r"\b(?:use[sd]?|using|employ(?:s|ed)?|chose|chooses?|chosen|insert(?:s|ed)|add(?:s|ed)|substitut(?:es|ed)|"
    r"prefer(?:s|red)|"
    r"adopt(?:s|ed)|coin(?:s|ed)|repeat(?:s|ed)|invok(?:es|ed)|borrow(?:s|ed)|favor(?:s|ed)|deploy(?:s|ed)|put\sin)\s"
    r"(?:[\w-]+\s){0,5}the\s(?:\w+\s)?(?:words|phrase|expression|language|formula|formulation|adjective|term|"
    r"sentence)\s*$"
)
PASSIVE_VERB = re.compile(r"\b(?:is|was|are|were|been|being)\s(?:\w+ly\s)?\w+(?:ed|en|wn|ld|pt|de|nt)\b")
QUOTED_AS_FOLLOWS = re.compile(
    r"\b(?P<cue>quot(?:ed|es|ing)\s)(?:an?|the|one|you\b|[A-Z])[^.;:]{0,120}?(?:,\s)?(?:as\sfollows|"
    r"to\sthe\s(?:same\s)?"
    r"effect|in\s(?:these|the\sfollowing)\swords|thus)\b"
)
