"""The words by which a letter says that somebody said something."""

import re

__all__ = [
    "ACCORDING",
    "AFTER",
    "AFTER_SUBJECT",
    "AGENTLESS",
    "AGREEMENT",
    "APPOSED",
    "ASKED_OF",
    "AS_PUT",
    "AS_SET_FORTH",
    "A_NOUN",
    "BY",
    "DENIED",
    "DENIED_SUBJECT",
    "DOCUMENT_ACTS",
    "GRANTING",
    "HELD_NOUN",
    "HELPED",
    "INTRODUCES",
    "IN_BRACKETS",
    "IS_SOMEBODY",
    "LEADS_IN",
    "LIKES_TO",
    "MANY",
    "MENTIONS_ANOTHER",
    "NOBODY",
    "OBJECT",
    "OF_PEOPLE",
    "PARTICIPLE",
    "PASSIVE",
    "PASSIVE_BY",
    "PERSON_NAME",
    "PLAIN_VERB",
    "PLURAL_BEFORE",
    "POSSESSED",
    "QUOTED_AS",
    "RECEIVED",
    "SAYS_OTHERWISE",
    "SPEECH_NOUN",
    "SUBORDINATE",
    "VERB",
    "WEAK",
]

VERB = re.compile(
    r"(?<![\w-])(?:(?:(?<=on\sto\s)|(?<=continues\sto\s)|(?<=continued\sto\s)|(?<=continue\sto\s)|"
    r"(?<=far\sas\sto\s))(?:insist|assert|argue|maintain|observe|note|warn|add|explain|write|declare|claim|suggest|"
    r"recommend|predict|acknowledge|remark|call|describe)|foresee(?:s|n)?|foresaw|remembers?|remembered|sa(?:id|ys|y)|"
    r"stat(?:ed|es|e)|wr(?:ote|ites|itten)|not(?:ed|es)|warn(?:ed|s)|declar(?:ed|es)|claim(?:ed|s)|argu(?:ed|es|e)|"
    r"assert(?:ed|s)|explain(?:ed|s)|conclud(?:ed|es|e)|found|finds|report(?:ed|s)|testif(?:ied|ies)|respond(?:ed|s)|"
    r"repl(?:ied|ies)|t(?:old|ells)|asked|asks|describ(?:ed|es|e)|characteri[sz](?:ed|es)|refer(?:red|s)?(?=\s+to\b)|"
    r"call(?:ed|s)|label(?:l?ed|s)|pledg(?:ed|es)|promis(?:ed|es)|requir(?:ed|es)|provid(?:ed|es)|stipulat(?:ed|es)|"
    r"prohibit(?:ed|s)|direct(?:ed|s)|mandat(?:ed|es)|affirm(?:ed|s)|reaffirm(?:ed|s)|emphasi[sz](?:ed|es)|"
    r"stress(?:ed|es)|acknowledg(?:ed|es)|admit(?:ted|s)|announc(?:ed|es)|confirm(?:ed|s)|urg(?:ed|es)|recommend(?:ed|"
    r"s)|observ(?:ed|es)|point(?:ed|s)(?=\s+out\b)|reiterat(?:ed|es)|propos(?:ed|es)|speculat(?:ed|es)|alleg(?:ed|es|"
    r"e)|mention(?:ed|s)|underlin(?:ed|es)|underscor(?:ed|es)|indicat(?:ed|es)|show(?:ed|s)|teaches|instruct(?:ed|s)|"
    r"insist(?:ed|s)|caution(?:ed|s)|remark(?:ed|s)|add(?:ed|s)|commented|complain(?:ed|s)|contend(?:ed|s)|"
    r"maintain(?:ed|s)|suggest(?:ed|s)|impl(?:ied|ies)|boast(?:ed|s)|vow(?:ed|s)|predict(?:ed|s)|determin(?:ed|es)|"
    r"held|rul(?:ed|es)|agreed|criticiz(?:ed|es)|defin(?:ed|es)|order(?:ed|s)|advis(?:ed|es)|estimat(?:ed|es)|reads|"
    r"wants|reveal(?:ed|s)|highlight(?:ed|s)|identif(?:ied|ies)|represent(?:ed|s)|specif(?:ied|ies)|believ(?:ed|es)|"
    r"agrees|authori[sz](?:ed|es)|prevents?|permits?|includes|establish(?:ed|es)|creat(?:ed|es)|obligat(?:ed|es)|"
    r"encourag(?:ed|es)|continued|committed|opined|tweeted|posted|testify|assur(?:ed|es)|reassur(?:ed|es)|inform(?:ed|"
    r"s)|notif(?:ied|ies)|lament(?:ed|s)|disclos(?:ed|es)|conced(?:ed|es)|express(?:ed|es)|echo(?:ed|es)|"
    r"summari[sz](?:ed|es)|answer(?:ed|s)|den(?:ied|ies)|threaten(?:ed|s)|counsel(?:ed|s)|remind(?:ed|s)|signal(?:ed|"
    r"s)|prais(?:ed|es)|decr(?:ied|ies)|denounc(?:ed|es)|condemn(?:ed|s)|dubb(?:ed|s)|term(?:ed|s)|deem(?:ed|s)|"
    r"expects?|anticipat(?:ed|es)|commits|instructs|allow(?:ed|s)(?=\s+that\b)|articulat(?:ed|es)|outlin(?:ed|es)|"
    r"detail(?:ed|s)|publish(?:ed|es)(?!\s(?:in|on|by|at)\b)|puts?(?=\s+it\b)|cit(?:ed|es)|concurr(?:ed|s)|"
    r"question(?:ed|s)|demand(?:ed|s)|request(?:ed|s)|list(?:ed|s)|address(?:ed|es)(?=\s+\w+\s+as)|viewed|views|hoped|"
    r"hopes|tells|feared|fears|understood|understands|recall(?:ed|s)|recount(?:ed|s)|relat(?:ed|es)(?=\s+that\b)|"
    r"swore|joked|quipped|exclaimed|pleaded|theorized|reasoned|surmised|countered|retorted|interjected|t(?:ook|akes?|aken)(?=\sthe\s(?:position|view|stance)\b)|clarif(?:ied|"
    r"ies)|attribut(?:ed|es)|blam(?:ed|es)|fault(?:ed|s)|tout(?:ed|s)|rais(?:ed|es)(?=\s(?:\w+\s){0,2}(?:concern|"
    r"question|doubt|objection|alarm)s?\b)|object(?:ed|s)(?=\s+(?:that|to)\b)|ma(?:de|"
    r"kes?)(?=\s(?:it\s)?(?:\w+\s)?(?:clear|plain)\b)|hail(?:ed|s)|derid(?:ed|es)|laud(?:ed|s)|slamm(?:ed)|brand(?:ed|"
    r"s)|accus(?:ed|es)(?=\s[^.;:\"“”]{1,60}\sof\b)|justif(?:ied|ies)|portray(?:ed|s)|depict(?:ed|s)|classif(?:ied|"
    r"ies)|liken(?:ed|s)|compar(?:ed|es)|intend(?:ed|s)|consider(?:ed|s)|promot(?:ed|es)(?=\s[^.;:\"“”]{1,60}\sas\b)|"
    r"(?:(?:market|defend|dismiss|bill|cast|reject|present|regard|rank|treat)(?:ed|es|s)?|(?:advertis|fram|prais|"
    r"rat)(?:ed|es)|sold)(?=\s[^.;:\"“”]{1,60}\sas\b))(?![\w-])"
)
# The plain form is a cue behind those who say it: "officials warn that", "as you note"; else it may be a noun, or a
# wish.
PLAIN_VERB = re.compile(
    r"(?<![\w-])(?:note|warn|claim|report|acknowledge|admit|insist|complain|explain|contend|maintain|suggest|"
    r"recommend|predict|write|tell|call|describe|agree|assert|estimate|emphasize|stress|observe|caution|find|urge|"
    r"request|demand|declare|propose|characterize|consider|fear|believe|refer(?=\sto\b)|point(?=\sout\b)|promise|"
    r"pledge|commit|assure|admonish|ask|reference|mention|cite|indicate|identify)(?![\w-])"
)
PLURAL_BEFORE = re.compile(
    r"(?:\b[Yy]ou|\b[Tt]hey|\b[Pp]eople|\b(?:wo)?men|\bstaff|"
    r"(?<!\bthi)(?<!\bit)(?<!\bhi)(?<!['’s])(?<!\bu)s)(?:,\s(?:too|in\sturn),)?(?:\s(?:also|now|still|often|have|do|"
    r"did|both|all|themselves|yourself|\w+ly)){0,2}\s$"
)
# "The three states have sued": right behind a number or "other" it is a noun.
A_NOUN = re.compile(
    r"(?i)(?:\b(?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w*ty|\w+-\w+|\d+|other|several|many|all|both|"
    r"member|our|the|their|its|his|her|your|such|any|no|these|those|some|most|red|blue|border|western|southern|"
    r"coastal)\s)$"
)
QUOTED_AS = re.compile(r"\b(?P<cue>quot(?:ed|es|ing)\s)(?:an?|the|one|[A-Z])[^.;:]{1,90}?\sas\s$")
OF_PEOPLE = re.compile(
    r"puts?|sa(?:id|ys|y)|t(?:old|ells)|wr(?:ote|ites|itten)|testif(?:ied|ies)|testify|asked|asks|repl(?:ied|ies)|"
    r"remark(?:ed|s)|recall(?:ed|s)|explain(?:ed|s)|complain(?:ed|s)|lament(?:ed|s)|admit(?:ted|s)|insist(?:ed|s)|"
    r"tweeted|exclaimed|pleaded|joked|boast(?:ed|s)"
)
IS_SOMEBODY = re.compile(
    r"(?:an?|one|another|the|two|three|several|many|some|these|those|our|her|his|their|your)\s|[A-Z]", re.IGNORECASE
)
# Verbs of wanting and thinking are cues only where nobody is said to have said it.
WEAK = re.compile(
    r"wants|expects?|hope[ds]|views?|viewed|fears?|feared|understands|understood|believ(?:ed|es)|includes|"
    r"anticipat(?:ed|es)|represent(?:ed|s)|needs|lists|listed|identif(?:ied|ies)|show(?:ed|s)|consider(?:ed|s)?|"
    r"intend(?:ed|s)|treat(?:ed|s)?|believe|fear|classif(?:ied|ies)|compar(?:ed|es)"
)
# What a law does, and what a body does without saying anything.
GRANTING = re.compile(r"(?:provid|authori|prevent|permit|establish|creat|obligat|includ|defin|direct|order|intend)")
PARTICIPLE = re.compile(
    r"(?<![\w-])(?:saying|stating|writing|noting|warning|declaring|claiming|arguing|asserting|explaining|concluding|"
    r"reporting|responding|replying|telling|describing|characterizing|referring(?=\s+to\b)|calling|labeling|pledging|"
    r"promising|emphasizing|stressing|acknowledging|admitting|announcing|confirming|urging|recommending|observing|"
    r"reiterating|alleging|mentioning|indicating|insisting|cautioning|adding|contending|suggesting|implying|finding|"
    r"demanding|requesting|asking|citing|blaming|touting|dismissing|justifying|denouncing|conceding|boasting|holding|"
    r"ruling|opining|vowing|testifying|remarking|informing|assuring|advising|instructing|directing|ordering|tweeting|"
    r"posting)(?![\w-])"
)
ACCORDING = re.compile(
    r"\b[Aa]ccording to\b|\b[Ii]n the (?:words|view|judgment|opinion|estimation|assessment|telling|account) of\b|"
    r"\b[Tt]o (?:quote|borrow (?:a|the) (?:phrase|line|words?) (?:from|of))\b|\b[Qq]uoting\b|"
    r"\b[Pp]er (?=(?:the )?[A-Z])|\b[Bb]y (?:the )?(?:admission|account) of\b"
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
    "speech interview language requirement summary assurance excuse answer boast"
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
POSSESSED = re.compile(
    r"(?P<owner>\b[Yy]our|\b[Ii]ts|\b[Tt]heir|\b[Hh]is|\b[Hh]er|[’']s|(?<=[sS])[’'])\s+(?:[\w-]+\s+){0,4}?"
    + SPEECH_NOUN
    + r"\b"
)
BY = re.compile(r"\b(?:claim|" + "|".join(_SAID.split()) + r")s?\s+(?P<by>by|from|of)\s+(?=[A-Z]|the\s)")
AFTER = re.compile(
    r"\s{0,3}[,—–-]?\s{0,3}(?:(?P<according>according to|per(?=\s(?:the\s)?[A-Z])|in the (?:words|view|opinion|"
    r"judgment|assessment|telling|estimation) of)|(?P<verb>said|says|wrote|writes|states|stated|noted|notes|explained|"
    r"explains|warned|warns|added|adds|argued|argues|concluded|concludes|testified|testifies|declared|declares|"
    r"observed|observes|replied|replies|asked|asks|recalled|recalls|complained|complains|claimed|claims|insisted|"
    r"insists|remarked|responded|conceded|admitted|acknowledged|announced|tweeted|lamented|predicted|cautioned|"
    r"reported|reports|quipped|reads)\s+(?=[A-Z]|the\s|an?\s|one\s))"
)
AFTER_SUBJECT = re.compile(
    r"(?:\s+(?:has|have|had|also|later|recently|then|once)){0,3}\s+(?P<verb>said|says|wrote|writes|stated|states|"
    r"noted|notes|explained|explains|warned|warns|added|adds|argued|argues|concluded|concludes|testified|declared|"
    r"observed|replied|told|tells|asked|went\son|goes\son|continued|continues|recalled|insisted|remarked|responded|"
    r"cautioned|complained|tweeted|promised|acknowledged|admitted|announced)\b"
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
    r"told)\b"
)
AS_PUT = re.compile(r"\s{0,3},?\s{0,3}as\s(?=(?:the|one|an?|[A-Z]))")
LIKES_TO = re.compile(r"\s(?:likes?\sto|puts?\sit|(?:is|was)\s(?:so\s)?fond\sof\ssaying)\b")
AS_SET_FORTH = re.compile(
    r"\s[^.;:,]{0,30}?\b(?:as\s(?:set\sforth|defined|stated|provided|described|required|used)\s(?:in|by|under)|"
    r"within\sthe\smeaning\sof|under|in)\s(?=(?:the|section|Section|\d|[A-Z]))"
)
PERSON_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s){1,4}[A-Z][\w.’'-]+")
IN_BRACKETS = re.compile(r"[\s.,;]{0,3}\(\s{0,2}(?P<name>[A-Z][\w&.’' -]{1,50})\)")
PASSIVE = re.compile(r"\b(?:is|was|are|were|been|be|being)\s+(?:\w+ly\s+|also\s+|often\s+){0,2}$")
PASSIVE_BY = re.compile(
    r"(?:\b[Aa]s\s(?:\w+ly\s|further\s){0,2}|\b(?:was|were|is|are|been|being)\s(?:\w+ly\s){0,2})(?:noted|stated|said|"
    r"told|informed|assured|advised|warned|reported|described|explained|written|observed|pointed\sout|mentioned|put|"
    r"characterized|called|acknowledged|cited|quoted|highlighted|outlined|summarized|labeled|recommended|confirmed|"
    r"articulated)\s(?:\w+\s){0,3}by\b|"
    # "the concern expressed by the Sierra Club that …"
    r"\b(?:expressed|raised|voiced|said|articulated|made|offered|issued|written|released|published|authored|prepared|"
    r"advanced|shared|uttered|drafted|given|espoused|echoed)\s(?:\w+ly\s|\w+\s(?:year|month|week)\s)?by\b"
)
# "has never held" says what was not said.
DENIED = re.compile(
    r"\b(?:declin|refus|fail|neglect)\w*\sto\s+$|\b(?:never|not|neither|nor|cannot)\s+(?:\w+\s+){0,1}$|n[’']t\s+$"
)

NOBODY = re.compile(r"(?:Nothing|nothing|Nobody|nobody|No one|no one|None|none)\b")
# What stands right behind a verb's preposition is no subject: "the handbook that the Bureau gives to its inspectors
# says".
OBJECT = re.compile(
    r"\b(?:gives?|gave|given|sends?|sent|shows?|shown|hands?|handed|offers?|offered|lent|leaves?|left)\s(?:to|for|with)\s$"
)
DENIED_SUBJECT = re.compile(r"\b(?:[Nn]either|[Nn]or|[Nn]o\sone\sat|[Nn]obody\sat)\s$")
# A sentence that ends with a colon, and says of somebody that they spoke plainly.
LEADS_IN = re.compile(
    r"\b(?:(?:is|was|are|were|(?:has|have|had)\sbeen)\s(?:\w+ly\s|very\s|quite\s|even\smore\s|as\s|"
    r"more\s){0,2}(?:clear|blunt|explicit|unequivocal|plain|unambiguous|direct|emphatic|candid|frank|straightforward|"
    r"specific|succinct|categorical|damning|forthright|definitive)|could\s(?:not|hardly|scarcely)\s(?:be|"
    r"have\sbeen)\s(?:\w+er|more\s\w+|any\s\w+)|leaves?\s(?:no|little)\s\w+|puts?\s(?:it|the\s\w+|this|that)|"
    r"had\s(?:this|the\sfollowing)\sto\ssay|ma(?:de|kes?)\s(?:this|that|its|the)\s(?:\w+\s){1,3}(?:clear|plain)|spoke|"
    r"speaks|(?:gave|gives|offer(?:ed|s)|issued|sent|released|posted|shared|provided|provides|used|uses)\s(?:(?:us|"
    r"me)\s)?(?:(?:the|this|a|an|its|their|his|her)\s)(?:\w+\s){0,4}(?:statement|answer|response|reply|explanation|"
    r"warning|account|reason|language|message|assessment|summary|description|guidance|definition|example|comment|"
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
RECEIVED = re.compile(r"\b(?:receiv\w+|got|gets?|saw|seen|read|found|obtained|reviewed)\s(?:\w+ly\s)?$")
DOCUMENT_ACTS = re.compile(
    r"(?<![\w-])(?:exclude[sd]?|limit(?:s|ed)?|cover(?:s|ed)?|allow(?:s|ed)?|permit(?:s|ted)?|bar(?:s|red)?|"
    r"forbid(?:s)?|forbade|prohibit|require|appl(?:y|ies|ied)|ma(?:de|kes?)|treat(?:s|ed)?|remove[sd]?|set(?:s)?|"
    r"contain(?:s|ed)?|include[sd]?|offer(?:s|ed)?|give[sn]?|gave|paint(?:s|ed)?|speaks?|spoke|list(?:s|ed)?|"
    r"name[sd]?|discuss(?:es|ed)?|address(?:es|ed)?|document(?:s|ed)?|use[sd]?|frame[sd]?|rate[sd]?|rank(?:s|ed)?|"
    r"la(?:ys|id)|begin[s]?|began|open(?:s|ed)|close[sd]|end(?:s|ed)|goes\son|went\son|continue[sd]?|add|state|"
    r"provide|call|define|direct|instruct|warn|promise|restrict(?:s|ed)?|demand|carrie[sd]|bear[s]?|bore|end(?:s|ed)|"
    r"replace[sd]?|extend(?:s|ed)?|exempt(?:s|ed)?|entitle[sd]?|grant(?:s|ed)?|impose[sd]?|omit(?:s|ted)?|assume[sd]?|"
    r"invite[sd]?|seek[s]?|sought|capture[sd]?|echo|was\stitled|read)(?![\w-])"
)
