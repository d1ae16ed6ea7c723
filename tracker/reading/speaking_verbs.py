"""The verbs by which somebody says something: finite, infinitive, participles, and those of documents."""

import re

__all__ = [
    "AFTER_SUBJECT",
    "DOCUMENT_ACTS",
    "GRANTING",
    "INFINITIVE",
    "IS_QUOTED",
    "OF_PEOPLE",
    "PARTICIPLE",
    "PLAIN_VERB",
    "VERB",
    "WEAK",
]

VERB = re.compile(
    r"(?<![\w-])(?:(?:(?<=on\sto\s)|(?<=continues\sto\s)|(?<=continued\sto\s)|(?<=continue\sto\s)|(?<=came\sto\s)|"
    r"(?<=come\sto\s)|(?<=like\sto\s)|(?<=likes\sto\s)|(?<=liked\sto\s)|(?<=far\sas\sto\s))(?:insist|assert|argue|maintain|observe|note|warn|add|explain|write|declare|claim|suggest|"
    r"recommend|predict|acknowledge|remark|call|describe)|foresee(?:s|n)?|foresaw|remembers?|remembered|sa(?:id|ys|y)|"
    r"stat(?:ed|es|e)|wr(?:ote|ites|itten)|not(?:ed|es)|warn(?:ed|s)|declar(?:ed|es)|claim(?:ed|s)|argu(?:ed|es|e)|"
    r"assert(?:ed|s)|explain(?:ed|s)|conclud(?:ed|es|e)|found|finds|report(?:ed|s)|testif(?:ied|ies)|respond(?:ed|s)|"
    r"repl(?:ied|ies)|t(?:old|ells)|asked|asks|describ(?:ed|es|e)|characteri[sz](?:ed|es)|refer(?:red|s)?(?=\s+(?:(?:instead|also|again|only|simply|merely|repeatedly|vaguely|twice|once)\s)?to\b)|"
    r"call(?:ed|s)|label(?:l?ed|s)|pledg(?:ed|es)|promis(?:ed|es)|requir(?:ed|es)|provid(?:ed|es)|stipulat(?:ed|es)|"
    r"prohibit(?:ed|s)|direct(?:ed|s)|mandat(?:ed|es)|affirm(?:ed|s)|reaffirm(?:ed|s)|emphasi[sz](?:ed|es)|"
    r"stress(?:ed|es)|acknowledg(?:ed|es)|admit(?:ted|s)|announc(?:ed|es)|confirm(?:ed|s)|urg(?:ed|es)|recommend(?:ed|"
    r"s)|observ(?:ed|es)|point(?:ed|s)(?=\s+out\b)|reiterat(?:ed|es)|propos(?:ed|es)|speculat(?:ed|es)|alleg(?:ed|es|"
    r"e)|mention(?:ed|s)|underlin(?:ed|es)|underscor(?:ed|es)|indicat(?:ed|es)|show(?:ed|s|n)|teaches|instruct(?:ed|s)|"
    r"insist(?:ed|s)|caution(?:ed|s)|remark(?:ed|s)|add(?:ed|s)|commented|complain(?:ed|s)|contend(?:ed|s)|"
    r"maintain(?:ed|s)|suggest(?:ed|s)|impl(?:ied|ies)|boast(?:ed|s)|vow(?:ed|s)|predict(?:ed|s)|determin(?:ed|es)|"
    r"held(?!\s(?:there|at|by|for|without|under|accountable|liable|back|up|an?\s(?:hearing|meeting|briefing|vote|rally)|"
    r"in\s(?:custody|contempt|place|reserve|abeyance|trust|detention|prison|jail))\b)|rul(?:ed|es)|agreed|criticiz(?:ed|es)|defin(?:ed|es)|order(?:ed|s)|advis(?:ed|es)|estimat(?:ed|es)|reads|"
    r"wants|reveal(?:ed|s)|highlight(?:ed|s)|identif(?:ied|ies)|represent(?:ed|s)|specif(?:ied|ies)|believ(?:ed|es)|"
    r"agrees|authori[sz](?:ed|es)|prevents?|permits?|includes|establish(?:ed|es)|creat(?:ed|es)|obligat(?:ed|es)|"
    r"encourag(?:ed|es)|continued(?!\sto\b)|committed|opined|tweeted|posted|testify|assur(?:ed|es)|reassur(?:ed|es)|inform(?:ed|"
    r"s)|notif(?:ied|ies)|lament(?:ed|s)|disclos(?:ed|es)|conced(?:ed|es)|express(?:ed|es)|echo(?:ed|es)|"
    r"summari[sz](?:ed|es)|answer(?:ed|s)|den(?:ied|ies)|threaten(?:ed|s)|counsel(?:ed|s)|remind(?:ed|s)|signal(?:ed|"
    r"s)|prais(?:ed|es)|decr(?:ied|ies)|denounc(?:ed|es)|condemn(?:ed|s)|dubb(?:ed|s)|term(?:ed|s)|deem(?:ed|s)|"
    r"expects?|anticipat(?:ed|es)|commits|instructs|allow(?:ed|s)(?=\s+that\b)|articulat(?:ed|es)|outlin(?:ed|es)|"
    r"detail(?:ed|s)|publish(?:ed|es)(?!\s(?:in|on|by|at)\b)|puts?(?=\s+it\b)|cit(?:ed|es)|concurr(?:ed|s)|"
    r"question(?:ed|s)|demand(?:ed|s)|request(?:ed|s)|list(?:ed|s)|address(?:ed|es)(?=\s+\w+\s+as)|viewed|views|hoped|"
    r"hopes|tells|feared|fears|understood|understands|recall(?:ed|s)|recount(?:ed|s)|relat(?:ed|es)(?=\s+that\b)|"
    r"swore|joked|quipped|exclaimed|pleaded|theorized|reasoned|surmised|countered|retorted|interjected|t(?:ook|"
    r"akes?|aken)(?=\sthe\s(?:position|view|stance)\b)|clarif(?:ied|"
    r"ies)|attribut(?:ed|es)|blam(?:ed|es)|fault(?:ed|s)|tout(?:ed|s)|rais(?:ed|es)(?=\s(?:\w+\s){0,2}(?:concern|"
    r"question|doubt|objection|alarm)s?\b)|object(?:ed|s)(?=\s+(?:that|to)\b)|ma(?:de|"
    r"kes?)(?=\s(?:it\s)?(?:\w+\s)?(?:clear|plain|known)\b)|hail(?:ed|s)|derid(?:ed|es)|laud(?:ed|s)|slamm(?:ed)|brand(?:ed|"
    r"s)|accus(?:ed|es)(?=\s[^.;:\"“”]{1,60}\sof\b)|justif(?:ied|ies)|portray(?:ed|s)|depict(?:ed|s)|classif(?:ied|"
    r"ies)|liken(?:ed|s)|compar(?:ed|es)|intend(?:ed|s)|consider(?:ed|s)|promot(?:ed|es)(?=\s[^.;:\"“”]{1,60}\sas\b)|"
    r"(?:(?:market|defend|dismiss|bill|cast|reject|present|regard|rank|treat)(?:ed|es|s)?|(?:advertis|fram|prais|"
    r"rat)(?:ed|es)|sold)(?=\s(?:[^.;:\"“”]{1,60}\s)?as\b)|confess(?:ed|es)|profess(?:ed|es)|aver(?:red|s)|attest(?:ed|s)|"
    r"ventur(?:ed|es)|mused|marvel(?:ed|s)|scoff(?:ed|s)|gushed|crowed|bragg(?:ed)|brags|jested|mock(?:ed|s)|sneered|"
    r"(?:shot|fired|hit|pushed)\sback|protest(?:ed|s)|bemoan(?:ed|s)|deplor(?:ed|es)|rail(?:ed|s)(?=\s(?:at|against|"
    r"that)\b)|"
    r"fumed|castigat(?:ed|es)|chastis(?:ed|es)|chid(?:ed|es)|rebuk(?:ed|es)|reproach(?:ed|es)|reprov(?:ed|es)|"
    r"reprimand(?:ed|s)|scold(?:ed|s)|admonish(?:ed|es)|berat(?:ed|es)|upbraid(?:ed|s)|excoriat(?:ed|es)|"
    r"lambast(?:ed|es)|"
    r"assail(?:ed|s)|applaud(?:ed|s)|commend(?:ed|s)|extol(?:led|s)|herald(?:ed|s)|trumpet(?:ed|s)|proclaim(?:ed|s)|"
    r"pronounc(?:ed|es)|posit(?:ed|s)(?=\sthat\b)|postulat(?:ed|es)|hypothesi[sz](?:ed|es)|reckon(?:ed|s)|"
    r"forecasts?(?=\s(?:that|an?|the)\b)|project(?:ed|s)(?=\s(?:that|an?)\b)|foretold|alert(?:ed|s)|exhort(?:ed|s)|"
    r"implor(?:ed|es)|begg?(?:ed|s)(?=\s(?!the\squestion)\w)|appeal(?:ed|s)(?=\s(?:to|for)\b)|submit(?:ted|"
    r"s)(?=\s(?:to\s\w+\s)?"
    r"that\b)|decid(?:ed|es)(?=\sthat\b)|decreed|recorded(?=\s(?:that\b|how\b|the\s\w+\sof\b|[\"“]|$))|thank(?:ed|s)(?=\s[^.;:\"“”]{1,40}\sfor\b)|apologi[sz](?:ed|es)(?=\s(?:[^.;:\"“”]{1,40}\s)?(?:for|to)\b)|"
    r"(?:plac(?:ed|es)|puts?|la(?:id|ys))(?=\s(?:the\s)?blame\b)|recit(?:ed|es)|restat(?:ed|"
    r"es)|repeat(?:ed|s)|relay(?:ed|s)|convey(?:ed|s)|confid(?:ed|es)|divulg(?:ed|es)|let\s(?:slip|it\sbe\sknown)|"
    r"appris(?:ed|es)|e-?mailed|texted|blogged|penned|scrawled|scribbled|editoriali[sz](?:ed|es)|equat(?:ed|es)|"
    r"nicknam(?:ed|es)|mischaracteri[sz](?:ed|es)|ascrib(?:ed|es)|expound(?:ed|s)|elaborat(?:ed|es)|"
    r"(?:scor|rat|rank|grad)(?:ed|es|s)(?=\s(?:[\w’'-]+\s){0,6}as\b)|grant(?:ed|s)(?=\sthat\b)|holds(?=,|\sthat\b|\s[\"“])|point(?:ed|s)(?=\s(?:in\s(?:part|turn)\s|only\s|again\s)?to\b)|(?:gone|went|goes)\son\srecord|(?:goes|went)\son(?=[,:]|\s[\"“])|"
    r"sp(?:oke|eaks|oken)(?=\sof\b)|muttered|murmured|whispered|shouted|cried(?=\s(?:out|that)\b|[,:])|sighed|grumbled|"
    r"groused|griped|volunteer(?:ed|s)(?=\sthat\b|[,:])|offered(?=\sthat\b|[,:])|ha(?:s|d|"
    r"ve)(?=\sit\b[\s,]{0,2}(?:as\b|"
    r"that\b|[\"“]|:|$))|reads(?=\s(?:it|this|that)\b)|put(?=\s(?:it|the\s\w+)\b)|hint(?:ed|s)(?=\sthat\b)|"
    r"inveigh(?:ed|s)|quot(?:ed|es)(?=\s[^.;:]{1,60}\sas\b)|dissent(?:ed|s)|memoriali[sz](?:ed|es)|hypothesi[sz]ed|"
    r"regret(?:ted|s)|calculat(?:ed|es)|quantif(?:ied|ies)|recogni[sz](?:ed|es)|judg(?:ed|es)(?=\s[^.;:\"“”]{1,60}\sto\sbe\b|\s(?:it|that|this|them)\b)|printed(?=\s(?:on|in|across)\s[^.;:\"“”]{2,60}\s(?:that\b|[\"“]|$)|\sthat\b)|puts?(?=\s(?:the|its|their|that|this|it)\b[^.;:\"“”]{0,40}\sat\s[\"“]?)|credit(?:ed|s)(?=\s[^.;:\"“”]{1,60}\s(?:with|for)\b)|(?:vacat|revers|invalidat|enjoin|overturn)(?:ed|s)(?=\s[^.;:\"“”]{1,80}\s(?:because|on\sthe\sgrounds?\sthat|finding)\b)|beg(?:an|ins)(?=,?\s{0,2}(?:[\"“:]|$))|certif(?:ied|ies)|verif(?:ied|ies)|documented|records(?=\s(?:that|on|in|how)\b)|discover(?:ed|s)|uncover(?:ed|s)|"
    r"demonstrat(?:ed|es)|illustrat(?:ed|es)|envision(?:ed|s)|contemplat(?:ed|es)|sets?\sforth|spell(?:ed|s)\sout|"
    r"la(?:id|ys)\sout|coined|refut(?:ed|es)|disputed|corroborat(?:ed|es)|chronicled|"
    r"(?:g(?:ave|ives)|offer(?:ed|s)|advanc(?:ed|es))(?=\s(?:for\s[^.;:\"“”]{1,60}\s|in\s\w+\s)?(?:was|is)\s(?:that\b|[\"“]))|"
    r"guaranteed|guarantees|advertis(?:ed|es)(?=\s(?:that\b|[\"“]|$))|titl(?:ed|es)(?=\s(?:it|the)\b)|cheered|ridicul(?:ed|es)|"
    r"belittl(?:ed|es)|disparag(?:ed|es)|minimi[sz](?:ed|es)(?=\s[^.;:]{1,60}\sas\b)|scorn(?:ed|s)|bristl(?:ed|es)|"
    r"balked|winced|chuckled|laughed(?=\sthat\b)|meant(?=\sby\b)|swear(?:s)?|deposed(?=\sthat\b)|s(?:ees|aw)(?=\sin\s(?:the|this|"
    r"that|it|these|them)\b)|stood\sby(?=\s(?:its|his|her|their)\b))"
    r"(?![\w-])"
)
# "felt bound to add", "took care to say", "did not hesitate to call": what somebody did is say it.
INFINITIVE = re.compile(
    r"\b(?:(?:is|was|were|are|been|being|felt|feels?|seemed?|seems)\s(?:\w+ly\s)?(?:moved|compelled|forced|obliged|"
    r"obligated|"
    r"constrained|quick|careful|eager|bound|driven|prompted|provoked|pleased|proud|sorry|happy|heard|known|wont|"
    r"inclined|content|right|correct|wise|wrong|"
    r"reduced|led|at\spains|(?:kind|candid|honest|good|frank|bold)\senough|tempted|fond|reported|said|believed|"
    r"alleged)|"
    r"(?:took|takes)\s(?:care|pains|to\s(?:Twitter|Facebook|television|the\s\w+)(?:\s\w+){0,2}|the\s(?:trouble|time|occasion|opportunity|step))|(?:saw|sees)\sfit|had(?!\sth)|"
    r"(?:did|does|do)\snot\shesitate|hasten(?:ed|s)|rushed|stopped|paused|rose|stood\sup|(?:wrote|writes|called|"
    r"spoke)(?:\s\w+)"
    r"{0,3}|went\sout\sof\s(?:his|her|its|their)\sway|chose|managed|liked|began|begins|used)\s(?:to\s(?:have\s)?|of\s)"
    r"(?:\w+ly\s)?(?P<verb>sa(?:y|id|ying)|t(?:ell|old)|respond(?:ed)?|admit(?:ted)?|concede[d]?|acknowledge[d]?|"
    r"note[d]?|observe[d]?|"
    r"add(?:ed)?|point\sout|pointed\sout|write|written|remark(?:ed)?|call(?:ed)?|describe[d]?|warn(?:ed)?|remind|"
    r"ask(?:ed)?|announce|"
    r"declare[d]?|insist(?:ed)?|deny|explain(?:ed)?|stress|emphasi[sz]e|complain(?:ed)?|confess|reply|replied|"
    r"recall|report|find|"
    r"inform|assure[d]?|boast(?:ed)?|lament|caution|predict(?:ed)?|conclude|promise[d]?|urge|express|"
    r"characteri[sz]e|dismiss|praise|"
    r"thank|testify|put\sit|claim(?:ed)?|argue|suggest(?:ed)?|propose|recommend|label|brand|compare|liken|quote|"
    r"state[d]?)\b"
)
# "is quoted in the Courier as having said"
IS_QUOTED = re.compile(
    r"\b(?:is|was|are|were|has\sbeen|have\sbeen)\s(?:\w+ly\s|widely\s)?(?:quoted|cited)(?:\s(?:in|by|on)\s[^.;:,\"“”]{2,40})?"
    r"\sas\s(?:having\s)?(?:sa(?:id|ying)|stat(?:ed|ing)|writ(?:ten|ing)|told|telling|warn(?:ed|ing)|call(?:ed|ing)|describ(?:ed|ing))\b"
)
# The plain form is a cue behind those who say it: "officials warn that", "as you note"; else it may be a noun, or a
# wish.
PLAIN_VERB = re.compile(
    r"(?<![\w-])(?:announce|disclose|reveal|state|note|warn|claim|report|acknowledge|admit|insist|complain|explain|contend|maintain|suggest|"
    r"recommend|predict|write|tell|call|describe|agree|assert|estimate|emphasize|stress|observe|caution|find|urge|"
    r"request|demand|declare|propose|characterize|consider|fear|believe|refer(?=\sto\b)|point(?=\sout\b)|promise|"
    r"pledge|commit|assure|admonish|ask|reference|mention|cite|indicate|identify|concede|confess|swear|object|protest|"
    r"lament|deplore|recall|respond|reply|remark|affirm|attest|foresee|accuse|blame|criticize|denounce|decry|hail|"
    r"praise|"
    r"liken|dub|label|brand|dismiss|speculate|stipulate|testify|opine|boast|vow|advise|inform|remind|speak(?=\sof\b)|"
    r"conclude|argue)(?![\w-])"
)
OF_PEOPLE = re.compile(
    r"puts?|sa(?:id|ys|y)|t(?:old|ells)|wr(?:ote|ites|itten)|testif(?:ied|ies)|testify|asked|asks|repl(?:ied|ies)|"
    r"remark(?:ed|s)|recall(?:ed|s)|explain(?:ed|s)|complain(?:ed|s)|lament(?:ed|s)|admit(?:ted|s)|insist(?:ed|s)|"
    r"tweeted|exclaimed|pleaded|joked|boast(?:ed|s)|point(?:ed|s)"
)
# Verbs of wanting and thinking are cues only where nobody is said to have said it.
WEAK = re.compile(
    r"wants|expects?|hope[ds]|views?|viewed|fears?|feared|understands|understood|believ(?:ed|es)|includes|"
    r"anticipat(?:ed|es)|represent(?:ed|s)|needs|lists|listed|identif(?:ied|ies)|show(?:ed|s|n)|consider(?:ed|s)?|"
    r"intend(?:ed|s)|treat(?:ed|s)?|regard(?:ed|s)|believe|fear|classif(?:ied|ies)|compar(?:ed|es)"
)
# What a law does, and what a body does without saying anything.
GRANTING = re.compile(r"(?:provid|authori|prevent|permit|establish|creat|obligat|includ|defin|direct|order|intend)")
PARTICIPLE = re.compile(
    r"(?<![\w-])(?:saying|guaranteeing|stating|writing|noting|warning|declaring|claiming|arguing|asserting|explaining|"
    r"concluding|reporting|responding|replying|telling|describing|characterizing|referring(?=\s+to\b)|calling|"
    r"labeling|pledging|promising|emphasizing|stressing|acknowledging|admitting|announcing|confirming|urging|"
    r"recommending|observing|reiterating|alleging|mentioning|indicating|insisting|cautioning|adding|contending|"
    r"suggesting|implying|finding|demanding|requesting|asking|citing|blaming|touting|dismissing|justifying|"
    r"denouncing|conceding|boasting|holding|ruling|opining|vowing|testifying|remarking|informing|assuring|"
    r"advising|instructing|directing|ordering|tweeting|confessing|complaining|lamenting|protesting|swearing|"
    r"wondering|predicting|recalling|quipping|joking|marveling|dubbing|terming|affirming|reaffirming|"
    r"proclaiming|pronouncing|maintaining|speculating|estimating|disclosing|revealing|reminding|exhorting|"
    r"imploring|begging|pleading|signaling|elaborating|clarifying|underscoring|highlighting|objecting|attesting|"
    r"posting|(?:chiding|chastising|rebuking|scolding|likening|comparing|branding|deriding|praising|hailing|"
    r"lauding|applauding|accusing|faulting|criticizing|condemning|deploring|decrying)(?=\s[^.;:\"“”]{1,60}\s(?:as|"
    r"for|of|to)\b))(?![\w-])"
)
DOCUMENT_ACTS = re.compile(
    r"(?<![\w-])(?:exclude[sd]?|limit(?:s|ed)?|cover(?:s|ed)?|allow(?:s|ed)?|permit(?:s|ted)?|bar(?:s|red)?|"
    r"forbid(?:s)?|forbade|prohibit|require|appl(?:y|ies|ied)|ma(?:de|kes?)|treat(?:s|ed)?|remove[sd]?|set(?:s)?|"
    r"contain(?:s|ed)?|include[sd]?|offer(?:s|ed)?|give[sn]?|gave|paint(?:s|ed)?|speaks?|spoke|list(?:s|ed)?|"
    r"name[sd]?|discuss(?:es|ed)?|address(?:es|ed)?|document(?:s|ed)?|use[sd]?|frame[sd]?|rate[sd]?|rank(?:s|ed)?|"
    r"la(?:ys|id)|begin[s]?|began|open(?:s|ed)|close[sd]|end(?:s|ed)|goes\son|went\son|continue[sd]?|add|state|"
    r"provide|call|define|direct|instruct|warn|promise|restrict(?:s|ed)?|demand|carrie[sd]|bear[s]?|bore|end(?:s|ed)|"
    r"replace[sd]?|reserve[sd]?|extend(?:s|ed)?|exempt(?:s|ed)?|entitle[sd]?|grant(?:s|ed)?|impose[sd]?|omit(?:s|ted)?|assume[sd]?|"
    r"invite[sd]?|seek[s]?|sought|capture[sd]?|echo|was\stitled|read)(?![\w-])"
)
AFTER_SUBJECT = re.compile(
    r"(?:\s+(?:has|have|had|also|later|recently|then|once|(?:is|was)\s(?:reported|said|alleged)\sto\shave|(?:is|was)\squoted\sas\shaving)){0,3}"
    r"\s+(?P<verb>said|says|wrote|writes|stated|states|"
    r"noted|notes|explained|explains|warned|warns|added|adds|argued|argues|concluded|concludes|testified|declared|"
    r"observed|replied|told|tells|asked|went\son|goes\son|continued|continues|recalled|insisted|remarked|responded|"
    r"cautioned|complained|tweeted|promised|acknowledged|admitted|announced|began|begins?|opens?|opened|ran|reads?|conceded|confessed|lamented|predicted)\b"
)
