"""Whether a sentence tells the recipient to do something: its verb stands first, and nobody is its subject.

    verb and object     "Provide copies of …"; not "Release of the report", which is a heading
    any verb and "the"  "Number each answer …", but not what is asked of every reader: "Consider the facts"
    enumerated          "Second, consult with us before …"
    conditioned         "If it does not, lift it."
    right after an ask  any verb of asking's common stock: "Put the safety of our students first."
    what was asked for  "The review should also examine …", "Documents should be delivered …"

Every pattern is bounded and looks at one sentence.
"""

import re

from tracker.reading.lexicon import words

__all__ = ["BASE_VERBS", "begins_with_command", "is_command", "says_what_was_asked_for"]

BASE_VERBS = words(
    """abandon abide accelerate accept account act add address adopt advance advise affirm allocate allow
    answer append apply appoint approve arrange ask assess assign assist assure attach attest audit authorize
    avoid award ban bar be begin break brief bring calculate cancel canvass cap cease certify change check
    clarify close collect commence commission commit compare compel compensate complete comply conduct confer
    confirm consider consult continue convene convey cooperate coordinate correct count create cut deal declare
    deduct defer define delay delegate delete deliver demand demonstrate deny deploy describe designate detail
    determine develop direct disapprove disburse disclose discontinue discuss dismiss dispatch disregard distinguish
    divest do drive drop embrace empower enable enact enclose encourage end endeavor endorse enforce engage enlarge
    enlist enroll ensure entrust equip establish estimate evaluate examine exclude exempt exercise expand
    expedite expend explain explore express expunge extend facilitate file fill finalize find finish fix follow
    forbid force forgo forward freeze fulfill fund furnish get give grant guarantee halt have help hire hold
    honor identify implement impose impress improve include incorporate increase indicate inform initiate
    insist inspect install instruct intervene invest investigate invite invoke issue itemize join justify keep label
    lead lease leave lend let level license lift limit list listen locate look lower mail maintain make mark
    match measure meet mitigate mobilize modernize modify monitor move name negotiate nominate notify number
    obtain offer open oppose order organize outline oversee pass pause pay permit persuade petition pick place
    pledge post postpone preclude prepare present preserve preside press prevent prioritize proceed produce
    prohibit promise promote propose prosecute protect prove provide publish pull purge pursue put quantify
    raise ration reaffirm reassess reassign rebuild recall recognize recommend reconcile reconsider reconvene recover
    rectify recuse redact redirect redouble reduce reevaluate refer reform refrain refund refuse register
    regulate rehire reimburse reinstate reiterate reject relax relay release relieve relocate remain remedy
    remind remit remove render renew reopen repair repay repeal replace replenish reply report request require
    reschedule rescind research reserve resettle resist resolve respect respond restate restore restrict
    resubmit resume retain retract retrain return reverse revert review revise revisit revoke rewrite rule
    sanction save say schedule screen seal search secure seek seize sell send serve set settle share shorten show
    shut sign simplify solicit speak specify speed spell sponsor stand standardize start state stay stop
    streamline strengthen submit subpoena substantiate sue summarize supervise supplement supply support
    suspend tabulate tailor take target teach tell terminate test tighten trace track train transfer translate
    transmit treat trim turn update uphold use vacate validate verify veto visit vote waive warn weigh withdraw
    withhold work write"""
)
"""Verbs in the form in which a command begins, and the adverbs that may stand before one."""

_OF_EVERY_READER = words(
    """add ask assume be begin bring call compare consider count do drive find follow get give have help hold imagine
    keep leave let list listen look make mark meet move name note place put read recall remember rule say see set show
    speak stand start take think turn visit work"""
)
"""Verbs with which prose bids any reader think: "Consider the facts", "Take the case of Mr. Hale"."""

# With an object these are commands wherever they stand; "Release of the report" and "Support for it" are none.
_PLAIN_COMMAND = re.compile(
    r"\W{0,3}(?:(?:Instead|Finally|Also|First|Second|Third|Lastly|Further|Additionally|In\saddition|"
    r"Specifically),\s)?(?:[Kk]indly\s[a-z]+|[Dd]o\s(?:so|this|it)\s(?:by|before|within|now|at\sonce|promptly|no)\b|[Bb]e\s(?:so\s(?:good|kind)\sas|good\senough|kind\senough)\sto\s|"
    r"[Ss]top\s\w+ing\b|[Hh]ave\sthe\s(?:goodness|kindness|courtesy)\sto\s|(?:[Dd]o\s)?"
    # "Let us look at the record" bids any reader; to let the signers know, have or see something is asked.
    r"[Ll]et\s(?:us|me)\s(?:\w+ly\s|please\s|also\s)?(?:know|have|hear\sfrom|learn|receive|meet|be\s(?:told|given|shown|"
    r"sent)|see\s(?:the|your|a|an|it|them|what\syou))\b|(?:[Dd]o\s)?(?:[Tt]ell|[Kk]eep|[Ii]nform|[Aa]dvise|"
    r"[Ss]how|[Gg]ive|[Ss]end|[Jj]oin|"
    r"[Hh]elp)\s(?:us|me)\b(?!\s(?:be\sclear|not|begin|say|explain|start|remember|turn|emphasize|repeat|assure|add|"
    r"first|state|close|also))|(?:[Pp]rovide|[Ee]xplain|[Dd]escribe|[Ii]dentify|[Ll]ist|[Dd]etail|[Pp]roduce|"
    r"[Ss]ubmit|[Cc]onfirm|[Cc]larify|[Pp]reserve|[Ss]pecify|[Dd]isclose|[Rr]escind|[Ww]ithdraw|[Rr]everse|"
    r"[Rr]einstate|[Rr]eject|[Ss]top|[Rr]estore|[Rr]elease|[Hh]alt|[Cc]ease|[Pp]ublish|[Oo]utline|[Ee]nsure|"
    r"[Aa]nswer|[Ss]uspend|[Ee]xtend|[Pp]rotect|[Rr]espond\sto|[Ss]tand\swith|[Ww]ork\swith|[Ii]nclude)\s(?:the|this|"
    r"that(?!\sto\s)|these|those|your|our|an?|all|any|each|every|copies|how|why|what|whether|when|where|who|which|us|it|them|"
    r"their|its|documents|information|in\sdetail)\b)"
)
_ENUMERATED = re.compile(
    r"\W{0,3}(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ff]inally|[Ll]astly|[Ll]ast|[Nn]ext|[Tt]hen|"
    r"[Ii]nstead|[Aa]bove\sall|[Aa]gain|[Aa]lso)(?:ly)?,\s(?:please\s)?(?:[a-z]+ly\s)?(?P<verb>[a-z]+)\b"
)
_CONDITIONED = re.compile(
    r"\W{0,3}(?:[Ii]f|[Ww]here|[Ww]hen|[Uu]nless|[Tt]o\s[a-z]+|[Aa]s\s(?:soon|you|part)|[Ii]n\s(?:your|so|that|the|"
    r"light)|[Bb]efore|[Bb]y|[Ff]or\s(?:each|every|any)|[Rr]ather\sthan|[Ww]ithin|[Ff]ailing|[Pp]ending|[Aa]bsent|"
    r"[Bb]arring|[Ss]hort\sof|[Aa]t\sa\sminimum|[Ii]n\sthe\s(?:meantime|interim)|[Mm]eanwhile|[Ii]nstead\sof|"
    r"[Ww]hatever|[Oo]nce|[Uu]ntil|[Ss]hould\s(?:you|it|the|that)|[Aa]fter|[Uu]pon|[Aa]s\s(?:to|for)|"
    r"[Ww]ith\s(?:respect|regard)\sto|[Cc]oncerning|"
    r"[Ff]or\s(?:that|our|your|the)|[Ww]hichever|[Hh]owever|[Aa]t\sthat|"
    r"[Ii]n\s(?:responding|answering|replying|preparing|producing|making|conducting|carrying|complying))\b[^.?!;]{3,160}?,\s(?:then\s|please\s|"
    r"and\s)?(?:[a-z]+ly\s)?(?P<verb>[a-z]+)(?:[.]|\s(?:us|me|the|it|"
    r"them|this|that|these|those|your|a|an|all|any|each|every|copies|how|why|what|whether|when|where|who|which|for|"
    r"to|with|on|its|their|no|not|and|so|in|by|from|only|both|documents|records|information)\b)"
)
_ADVERB = (
    r"\W{0,3}(?:(?:[Pp]romptly|[Ii]mmediately|[Ss]imply|[Tt]herefore,?|[Aa]nd|[Aa]lso|[Ff]ully|[Ff]ormally|[Pp]ublicly|"
    r"[Jj]ointly|[Ff]urther,?|[Aa]t\sa\sminimum,)\s){0,2}"
)
_OPENING_WORD = re.compile(rf"{_ADVERB}(?P<verb>[A-Z]?[a-z]+)(?:,\s[^.?!;]{{1,80}},)?\s(?:[a-z\d“\"(]|[A-Z]{2})")
_OPENING_VERB = re.compile(
    rf"{_ADVERB}(?P<verb>[A-Z][a-z]+)\s(?:the|this|these|those|your|our|each|every|all|any|both|us|it|them|its|their)\b"
)
# "Cut the staff and you cut the service": what comes of something, and no command.
_AND_THEN = re.compile(r"\b(?:and|or)\s(?:you|they|we|it|he|she|the\s\w+)\s(?:will|would|may|can|get|lose|cut|have)\b")
# What is wanted of the thing that was asked for: "The review should also examine whether …".
_OF_THE_ANSWER = re.compile(
    r"\b(?:[Tt]h(?:is|e|ese|ose)|[Yy]our|[Aa]ny|[Ss]uch|[Ii]ts)\s(?:\w+\s){0,2}?(?:reports?|reviews?|response|reply|"
    r"answers?|briefing|plan|investigation|audit|study|analysis|list|accounting|assessment|evaluation|inquiry|"
    r"explanation|timeline|documents?|records|materials|information)\b[^.?!;]{0,60}?\s(?:should|must|needs?\sto|"
    r"ought\sto)\s(?:\w+ly\s|also\s|at\sa\sminimum,?\s|not\s|please\s){0,2}(?!have\b)[a-z]+"
)
# "Your answers should …", "Documents are to be sent to …"; what "may" be sent so is leave, and asks nothing more.
_DELIVER = re.compile(
    r"\b[Yy]our\s(?:reply|response|answers?|submission)\b[^.?!;]{0,120}\s(?:should|must)\s(?:reach|arrive|"
    r"be\s(?:received|complete|signed|in\swriting|made|as\s)|include|address|cover|state|explain|specify|identify|describe)"
    r"\b|\b(?:[Dd]ocuments?|[Rr]ecords|[Rr]esponses?|[Mm]aterials?|[Ii]nformation|"
    r"[Aa]nswers|[Rr]eply|[Pp]roduction|[Tt]hey|[Tt]hese|[Cc]opies|[Ll]ogs?)\b[^.?!;]{0,80}\s(?:should|must|"
    r"shall|are\sto|is\sto)\s(?:please\s)?be\s(?:\w+ly\s)?(?:delivered|sent|submitted|produced|provided|"
    r"transmitted|"
    r"directed|addressed|returned|forwarded|made\savailable|furnished|preserved|retained|kept)\b"
)
_IT_SHOULD = re.compile(
    r"\W{0,3}(?:[Ii]t|[Tt]hey)\s(?:should|must|ought\sto)\s(?:also|further|then|not|in\sparticular,?)\s[a-z]+"
)


def is_command(text: str, *, after_ask: bool) -> bool:
    """Whether a sentence is an imperative: its verb stands first, after "Second," or after a condition."""
    if _PLAIN_COMMAND.match(text) or re.match(
        r"\W{0,3}(?:Don[’']t|Do\snot)\s(?!hesitate|forget|worry|mistake|misunderstand|be\s|get\s(?:us|me)\b|take\s(?:my|our)\sword)",
        text,
    ):
        return True
    if re.search(r"\bhesitate\b", text):
        return False
    for pattern in (_ENUMERATED, _CONDITIONED):
        if (match := pattern.match(text)) and match["verb"] in BASE_VERBS:
            return True
    if after_ask:
        return begins_with_command(text)
    match = _OPENING_VERB.match(text)
    return bool(
        match
        and match["verb"].lower() in BASE_VERBS - _OF_EVERY_READER
        and text.rstrip(" \"”’')")[-1:] == "."
        and not _AND_THEN.search(text)
    )


def begins_with_command(text: str) -> bool:
    """Whether the first word of a sentence, or of a list's entry, is a verb in the form in which a command begins."""
    match = _OPENING_WORD.match(text)
    return match is not None and match["verb"].lower() in BASE_VERBS and match["verb"].lower() != "be"


def says_what_was_asked_for(text: str, *, after_ask: bool) -> bool:
    """Whether a sentence goes on about what an ask before it wants: what a report should cover, where it should go."""
    if _DELIVER.search(text):
        return True
    return after_ask and bool(_OF_THE_ANSWER.search(text) or _IT_SHOULD.match(text))
