"""The words by which a letter says that somebody said something."""

import re

__all__ = [
    "ACCORDING",
    "AFTER",
    "AFTER_SUBJECT",
    "APPOSED",
    "AS_PUT",
    "AS_SET_FORTH",
    "BY",
    "DENIED",
    "GRANTING",
    "HELPED",
    "INTRODUCES",
    "IN_BRACKETS",
    "IS_AGENT",
    "IS_SOMEBODY",
    "LIKES_TO",
    "MENTIONS_ANOTHER",
    "OF_PEOPLE",
    "PARTICIPLE",
    "PASSIVE",
    "PASSIVE_BY",
    "PERSON_NAME",
    "POSSESSED",
    "QUOTED_AS",
    "SPEECH_NOUN",
    "VERB",
    "WEAK",
]

VERB = re.compile(
    r"(?<![\w-])(?:(?<=on\sto\s)(?:observe|note|warn|add|explain|write|declare|claim|suggest|recommend|predict|"
    r"acknowledge|remark|call|describe)|foresee(?:s|n)?|foresaw|remembers?|remembered|sa(?:id|ys|y)|stat(?:ed|es|e)|"
    r"wr(?:ote|ites|itten)|not(?:ed|es)|warn(?:ed|s)|declar(?:ed|es)|claim(?:ed|s)|argu(?:ed|es|e)|assert(?:ed|s)|"
    r"explain(?:ed|s)|conclud(?:ed|es|e)|found|finds|report(?:ed|s)|testif(?:ied|ies)|respond(?:ed|s)|repl(?:ied|"
    r"ies)|t(?:old|ells)|asked|asks|describ(?:ed|es|e)|characteri[sz](?:ed|es)|refer(?:red|s)?(?=\s+to\b)|call(?:ed|"
    r"s)|label(?:l?ed|s)|pledg(?:ed|es)|promis(?:ed|es)|requir(?:ed|es)|provid(?:ed|es)|stipulat(?:ed|es)|"
    r"prohibit(?:ed|s)|direct(?:ed|s)|mandat(?:ed|es)|affirm(?:ed|s)|reaffirm(?:ed|s)|emphasi[sz](?:ed|es)|"
    r"stress(?:ed|es)|acknowledg(?:ed|es)|admit(?:ted|s)|announc(?:ed|es)|confirm(?:ed|s)|urg(?:ed|es)|"
    r"recommend(?:ed|s)|observ(?:ed|es)|point(?:ed|s)(?=\s+out\b)|reiterat(?:ed|es)|propos(?:ed|es)|speculat(?:ed|"
    r"es)|alleg(?:ed|es|e)|mention(?:ed|s)|underlin(?:ed|es)|underscor(?:ed|es)|indicat(?:ed|es)|show(?:ed|s)|"
    r"teaches|instruct(?:ed|s)|insist(?:ed|s)|caution(?:ed|s)|remark(?:ed|s)|add(?:ed|s)|commented|complain(?:ed|s)|"
    r"contend(?:ed|s)|maintain(?:ed|s)|suggest(?:ed|s)|impl(?:ied|ies)|boast(?:ed|s)|vow(?:ed|s)|predict(?:ed|s)|"
    r"determin(?:ed|es)|held|rul(?:ed|es)|agreed|criticiz(?:ed|es)|defin(?:ed|es)|order(?:ed|s)|advis(?:ed|es)|"
    r"estimat(?:ed|es)|reads|wants|reveal(?:ed|s)|highlight(?:ed|s)|identif(?:ied|ies)|represent(?:ed|s)|"
    r"specif(?:ied|ies)|believ(?:ed|es)|agrees|authori[sz](?:ed|es)|prevents?|permits?|includes|establish(?:ed|es)|"
    r"creat(?:ed|es)|obligat(?:ed|es)|encourag(?:ed|es)|continued|committed|opined|tweeted|posted|testify|assur(?:ed|"
    r"es)|reassur(?:ed|es)|inform(?:ed|s)|notif(?:ied|ies)|lament(?:ed|s)|disclos(?:ed|es)|conced(?:ed|es)|"
    r"express(?:ed|es)|echo(?:ed|es)|summari[sz](?:ed|es)|answer(?:ed|s)|den(?:ied|ies)|threaten(?:ed|s)|"
    r"counsel(?:ed|s)|remind(?:ed|s)|signal(?:ed|s)|prais(?:ed|es)|decr(?:ied|ies)|denounc(?:ed|es)|condemn(?:ed|s)|"
    r"dubb(?:ed|s)|term(?:ed|s)|deem(?:ed|s)|expects?|anticipat(?:ed|es)|commits|instructs|allow(?:ed|"
    r"s)(?=\s+that\b)|articulat(?:ed|es)|outlin(?:ed|es)|detail(?:ed|s)|publish(?:ed|es)|puts?(?=\s+it\b)|cit(?:ed|"
    r"es)|concurr(?:ed|s)|question(?:ed|s)|demand(?:ed|s)|request(?:ed|s)|list(?:ed|s)|address(?:ed|"
    r"es)(?=\s+\w+\s+as)|viewed|views|hoped|hopes|tells|feared|fears|understood|understands|recall(?:ed|s)|"
    r"recount(?:ed|s)|relat(?:ed|es)(?=\s+that\b)|swore|joked|quipped|exclaimed|pleaded|theorized|reasoned|surmised|"
    r"countered|retorted|interjected|clarif(?:ied|ies))(?![\w-])"
)
QUOTED_AS = re.compile(r"\b(?P<cue>quot(?:ed|es|ing)\s)(?:an?|the|one|[A-Z])[^.;:]{1,90}?\sas\s$")
OF_PEOPLE = re.compile(
    r"puts?|sa(?:id|ys|y)|t(?:old|ells)|wr(?:ote|ites|itten)|testif(?:ied|ies)|testify|asked|asks|repl(?:ied|ies)|"
    r"remark(?:ed|s)|recall(?:ed|s)|explain(?:ed|s)|complain(?:ed|s)|lament(?:ed|s)|admit(?:ted|s)|insist(?:ed|s)|"
    r"tweeted|exclaimed|pleaded|joked|boast(?:ed|s)"
)
# English makes its words for people who do something with few endings; the words that share them are listed.
IS_AGENT = re.compile(
    r"\b(?!(?:letter|paper|number|order|matter|center|chapter|newsletter|quarter|other|power|factor|sector|error|"
    r"labor|behavior|harbor|water|computer|border|river|winter|summer|offer|answer|cover|register|member|media|"
    r"budget|filter|consumer)s?\b)[a-z]{3,}(?:er|or|ist|ian|ee|man|woman|men|women)s?\b(?=$|\s(?:of|in|at|for|from|"
    r"with|who)\b)"
)
IS_SOMEBODY = re.compile(
    r"(?:an?|one|another|the|two|three|several|many|some|these|those|our|her|his|their|your)\s|[A-Z]", re.IGNORECASE
)
# Verbs of wanting and thinking are cues only where nobody is said to have said it.
WEAK = re.compile(
    r"wants|expects?|hope[ds]|views?|viewed|fears?|feared|understands|understood|believ(?:ed|es)|includes|"
    r"anticipat(?:ed|es)|represent(?:ed|s)|needs|lists|listed|identif(?:ied|ies)|show(?:ed|s)"
)
# What a law does, and what a body does without saying anything.
GRANTING = re.compile(r"(?:provid|authori|prevent|permit|establish|creat|obligat|includ|defin|direct|order)")
PARTICIPLE = re.compile(
    r"(?<![\w-])(?:saying|stating|writing|noting|warning|declaring|claiming|arguing|asserting|explaining|concluding|"
    r"reporting|responding|replying|telling|describing|characterizing|referring(?=\s+to\b)|calling|labeling|pledging|"
    r"promising|emphasizing|stressing|acknowledging|admitting|announcing|confirming|urging|recommending|observing|"
    r"reiterating|alleging|mentioning|indicating|insisting|cautioning|adding|contending|suggesting|implying|finding|"
    r"demanding|requesting|asking|citing)(?![\w-])"
)
ACCORDING = re.compile(
    r"\b[Aa]ccording to\b|\b[Ii]n the (?:words|view|judgment|opinion|estimation|assessment|telling|account) of\b|"
    r"\b[Tt]o quote\b|\b[Qq]uoting\b"
)
SPEECH_NOUN = (
    r"(?:statement|comment|remark|announcement|claim(?=s?\s+that\b)|assertion|conclusion|testimony|view|words?|"
    r"definition|explanation|promise|pledge|commitment|warning|recommendation|finding|argument|allegation|estimate|"
    r"admission|declaration|response|reply|letter|memo|memorandum|report|notice|guidelines|letters|press release|"
    r"website|web site|mission|characterization|description|contention|phrase|telling|account|estimation|tweet|op-ed|"
    r"speech|interview|language|requirement|summary)s?"
)
POSSESSED = re.compile(
    r"(?P<owner>\b[Yy]our|\b[Ii]ts|\b[Tt]heir|\b[Hh]is|\b[Hh]er|[’']s|(?<=[sS])[’'])\s+(?:[\w-]+\s+){0,4}?"
    + SPEECH_NOUN
    + r"\b"
)
BY = re.compile(r"\b" + SPEECH_NOUN + r"\s+(?P<by>by|from|of)\s+(?=[A-Z]|the\s)")
AFTER = re.compile(
    r"\s{0,3}[,—–-]?\s{0,3}(?:(?P<according>according to)|(?P<verb>said|says|wrote|writes|stated|noted|explained|"
    r"warned|added|argued|concluded|testified|declared|observed|replied|asked|recalled|complained)\s+(?=[A-Z]|the\s|"
    r"an?\s|one\s))"
)
AFTER_SUBJECT = re.compile(
    r"(?:\s+(?:has|have|had|also|later|recently|then|once)){0,3}\s+(?P<verb>said|says|wrote|writes|stated|states|"
    r"noted|notes|explained|explains|warned|warns|added|adds|argued|argues|concluded|concludes|testified|declared|"
    r"observed|replied|told|tells|asked|went\son|goes\son|continued|continues|recalled|insisted|remarked|responded|"
    r"cautioned|complained|tweeted|promised|acknowledged|admitted|announced)\b"
)
HELPED = re.compile(r"(?:\s(?:has|have|had|also|later|recently|then|once)){0,3}\s")
INTRODUCES = re.compile(r"(?:\s[\w’'.]+){0,4}(?:[,:]|\sthat|\sas)?\s{0,2}[\"“]")
MENTIONS_ANOTHER = re.compile(r"\b(?:but|while|whereas|however)\b", re.IGNORECASE)
APPOSED = re.compile(
    r",\s(?P<apposed>[^,.;:?!\"“”]{2,90}),(?:\s(?:has|have|had|also|later|recently|then|once)){0,3}\s(?P<verb>said|"
    r"says|wrote|writes|stated|noted|explained|warned|added|argued|concluded|testified|declared|observed|replied|"
    r"told)\b"
)
AS_PUT = re.compile(r"\s{0,3},?\s{0,3}as\s(?=(?:the|one|an?|[A-Z]))")
LIKES_TO = re.compile(r"\s(?:likes?\sto|puts?\sit)\b")
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
DENIED = re.compile(r"\b(?:never|not|neither|nor|cannot)\s+(?:\w+\s+){0,1}$|n[’']t\s+$")
