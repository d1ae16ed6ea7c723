"""Whether a sentence tells the recipient to do something: its verb stands first, and nobody is its subject.

    verb and object     "Provide copies of …"; not "Release of the report", which is a heading
    enumerated          "Second, consult with us before …"
    conditioned         "If it does not, lift it."
    right after an ask  any verb of asking's common stock: "Put the safety of our students first."
    what was asked for  "The review should also examine …", "Documents should be delivered …"

Every pattern is bounded and looks at one sentence.
"""

import re

from tracker.reading.lexicon import words

__all__ = ["is_command", "says_what_was_asked_for"]

_BASE_VERBS = words(
    """abandon abide accelerate accept account act add address adopt advance advise affirm allocate allow answer apply
    appoint approve arrange assess assign assist assure audit authorize avoid award ban be begin bring cancel
    certify cease change check clarify close collect commence commit compel complete comply conduct confer
    confirm consider consult continue convene cooperate coordinate correct create cut deal defer delay delegate
    deliver demand demonstrate deny deploy describe designate detail determine develop direct disclose discuss
    do drop drive embrace enact encourage end endorse enforce engage enlist ensure establish evaluate examine
    exempt exercise expand expedite explain explore extend facilitate fill finalize find finish fix follow force
    freeze fulfill fully fund get give grant guarantee halt have help hire hold honor identify immediately
    implement impose improve include incorporate increase indicate inform initiate insist inspect instruct
    intervene invest investigate invite issue join keep lead leave let level lift limit list listen locate look
    lower maintain make meet modernize modify monitor move name negotiate notify obtain offer open oppose order
    oversee pass pause pay permit pick place pledge post prepare present preserve press prevent prioritize
    proceed produce promise promote promptly propose protect prove provide publish pull pursue put raise
    reaffirm reassess recall recognize recommend reconsider reduce reevaluate refrain refuse reinstate reject
    release remain remove reopen renew repeal replace report require rescind resist resolve respect respond
    restore resume retain return reverse review revise revisit revoke rule save schedule secure seek send serve
    set share show sign simplify speak speed spell stand start state stay stop strengthen submit supply support
    suspend take tell terminate track treat turn uphold use visit waive withdraw withhold work write"""
)
"""Verbs in the form in which a command begins, and the adverbs that may stand before one."""

# With an object these are commands wherever they stand; "Release of the report" and "Support for it" are none.
_PLAIN_COMMAND = re.compile(
    r"\W{0,3}(?:(?:Instead|Finally|Also|First|Second|Third|Lastly|Further|Additionally|In\saddition|"
    r"Specifically),\s)?(?:[Kk]indly\s[a-z]+|(?:[Tt]ell|[Ll]et|[Ii]nform|[Aa]dvise|[Ss]how|[Gg]ive|[Ss]end|[Jj]oin|"
    r"[Hh]elp)\s(?:us|me)\b(?!\s(?:be\sclear|not|begin|say|explain|start|remember|turn|emphasize|repeat|assure|add|"
    r"first|state|close|also))|(?:[Pp]rovide|[Ee]xplain|[Dd]escribe|[Ii]dentify|[Ll]ist|[Dd]etail|[Pp]roduce|"
    r"[Ss]ubmit|[Cc]onfirm|[Cc]larify|[Pp]reserve|[Ss]pecify|[Dd]isclose|[Rr]escind|[Ww]ithdraw|[Rr]everse|"
    r"[Rr]einstate|[Rr]eject|[Ss]top|[Rr]estore|[Rr]elease|[Hh]alt|[Cc]ease|[Pp]ublish|[Oo]utline|[Ee]nsure|"
    r"[Aa]nswer|[Ss]uspend|[Ee]xtend|[Pp]rotect|[Rr]espond\sto|[Ss]tand\swith|[Ww]ork\swith|[Ii]nclude)\s(?:the|this|"
    r"that|these|those|your|our|an?|all|any|each|every|copies|how|why|what|whether|when|where|who|which|us|it|them|"
    r"their|its|documents|information|in\sdetail)\b)"
)
_ENUMERATED = re.compile(
    r"\W{0,3}(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ff]inally|[Ll]astly|[Ll]ast|[Nn]ext|[Tt]hen|"
    r"[Ii]nstead|[Aa]bove\sall|[Aa]gain|[Aa]lso)(?:ly)?,\s(?P<verb>[a-z]+)\b"
)
_CONDITIONED = re.compile(
    r"\W{0,3}(?:[Ii]f|[Ww]here|[Ww]hen|[Uu]nless|[Tt]o\s[a-z]+|[Aa]s\s(?:soon|you|part)|[Ii]n\s(?:your|so|that|the|"
    r"light)|[Bb]efore|[Bb]y|[Ff]or\s(?:each|every|any)|[Rr]ather\sthan|[Ww]ithin|[Ff]ailing|[Pp]ending|[Aa]bsent|"
    r"[Bb]arring|[Ss]hort\sof|[Aa]t\sa\sminimum|[Ii]n\sthe\s(?:meantime|interim)|[Mm]eanwhile|[Ii]nstead\sof|"
    r"[Ww]hatever|[Oo]nce|[Uu]ntil)\b[^.?!;]{3,160}?,\s(?:then\s|please\s|and\s)?(?P<verb>[a-z]+)\s(?:us|me|the|it|"
    r"them|this|that|these|those|your|a|an|all|any|each|every|copies|how|why|what|whether|when|where|who|which|for|"
    r"to|with|on|its|their|no|and)\b"
)
_OPENING_WORD = re.compile(
    r"\W{0,3}(?:[Pp]romptly\s|[Ii]mmediately\s|[Ss]imply\s|[Tt]herefore,?\s|[Aa]nd\s|"
    r"[Aa]t\sa\sminimum,\s)?(?P<verb>[A-Z]?[a-z]+)\s[a-z]"
)
# What is wanted of the thing that was asked for: "The review should also examine whether …".
_OF_THE_ANSWER = re.compile(
    r"\b(?:[Tt]h(?:is|e|ese|ose)|[Yy]our|[Aa]ny|[Ss]uch|[Ii]ts)\s(?:\w+\s){0,2}?(?:reports?|reviews?|response|reply|"
    r"answers?|briefing|plan|investigation|audit|study|analysis|list|accounting|assessment|evaluation|inquiry|"
    r"explanation|timeline|documents?|records|materials|information)\b[^.?!;]{0,60}?\s(?:should|must|needs?\sto|"
    r"ought\sto)\s(?:\w+ly\s|also\s|at\sa\sminimum,?\s|not\s|please\s){0,2}(?!have\b)[a-z]+"
)
_DELIVER = re.compile(
    r"\b[Yy]our\s(?:reply|response|answers?|submission)\b[^.?!;]{0,120}\s(?:should|must)\s(?:reach|arrive|"
    r"be\sreceived|include|address|cover)\b|\b(?:[Dd]ocuments?|[Rr]ecords|[Rr]esponses?|[Mm]aterials?|[Ii]nformation|"
    r"[Aa]nswers|[Rr]eply|[Pp]roduction|[Tt]hey|[Tt]hese|[Cc]opies|[Ll]ogs?)\b[^.?!;]{0,80}\s(?:should|must|may|"
    r"shall|are\sto|is\sto)\s(?:please\s)?be\s(?:\w+ly\s)?(?:delivered|sent|submitted|produced|provided|transmitted|"
    r"directed|addressed|returned|forwarded|made\savailable|furnished)\b"
)
_IT_SHOULD = re.compile(
    r"\W{0,3}(?:[Ii]t|[Tt]hey)\s(?:should|must|ought\sto)\s(?:also|further|then|not|in\sparticular,?)\s[a-z]+"
)


def is_command(text: str, *, after_ask: bool) -> bool:
    """Whether a sentence is an imperative: its verb stands first, after "Second," or after a condition."""
    if _PLAIN_COMMAND.match(text) or re.match(r"\W{0,3}(?:Don[’']t|Do\snot)\s(?!hesitate|forget|worry)", text):
        return True
    for pattern in (_ENUMERATED, _CONDITIONED):
        if (match := pattern.match(text)) and match["verb"] in _BASE_VERBS:
            return True
    if after_ask and (match := _OPENING_WORD.match(text)):
        return match["verb"].lower() in _BASE_VERBS and match["verb"].lower() not in {"be", "fully"}
    return False


def says_what_was_asked_for(text: str, *, after_ask: bool) -> bool:
    """Whether a sentence goes on about what an ask before it wants: what a report should cover, where it should go."""
    if _DELIVER.search(text):
        return True
    return after_ask and bool(_OF_THE_ANSWER.search(text) or _IT_SHOULD.match(text))
