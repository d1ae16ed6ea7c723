"""Whether a time limit in a sentence that asks is one for the recipient, or of what the sentence speaks of.

    of somebody else     "a rule with a duty on the owner to report within five days"
    told, or asked about "Tell me how many can be flying by July 1"; "Do you expect to finish before June?"
    of a thing           "Reverse your decision to close it by June 1"
    a standard           "See that every patient is seen within 30 days"
    a bar                "Take no step before June 1": nothing is due by then

Every pattern is bounded and looks at one sentence.
"""

import datetime
import re

from tracker.reading.deadlines import TimeLimit

__all__ = ["is_for_recipient"]


def is_for_recipient(limit: TimeLimit, words: str, date: datetime.date | None) -> bool:
    """Whether `limit` bounds what `words`, a sentence, asks of the recipient; `date` is the letter's own."""
    before, after = words[: limit.start], words[limit.end :]
    asks = _IN_A_QUESTION.match(after) is not None  # whatever an item says behind its question
    if limit.text.lower() in {"today", "tomorrow"} and after.strip(' .!”"'):
        # "I write today to ask": only at the sentence's end is it when something is due, or set off within what is
        # asked for: "to close, today, every one of them".
        return after.startswith(",") and bool(_TO_DO.search(before))
    if limit.text.lower() == "today" and re.search(r"\b(?:write|writing|how\s(?:many|much|often))\b", before):
        return False  # "how many are in operation today"
    if _HOLD_UNTIL.search(before + limit.text.split()[0]) or _OF_THE_THING.search(before):
        return False
    if limit.rule.startswith("stretch") and "letter" not in limit.text and _SERVICE.search(before):
        return False
    if (_EXPECTED if asks else _TOLD_OF).search(before):
        return False
    if (duty := _DUTY.search(before)) and not re.search(r"\byou\b|\b[Ww]e\b", duty[0]):
        return False
    return limit.date is None or date is None or limit.date >= date


_IN_A_QUESTION = re.compile(r"[^.?!;]*\?")
# "Tell me how many can be flying by July 1", "explain why it was not done within ten days": the day belongs to what is
# told.
_TOLD_OF = re.compile(
    r"\b(?:how(?:\s(?:many|much))?|whether|what|which|when)\s[^,;]{0,120}\b(?:can|will|would|could|"
    r"to)\s(?:\w+ly\s)?(?:be|have|fly|finish|complete|meet|reach|do\sso|end|"
    r"expire|close)\b[^,;]{0,60}$|"
    r"\bwhat\s[^,;]{1,40}\b(?:did|done)\s[^,;]{0,40}$|"
    r"\bwhy\s[^;,]{0,120}\b(?:did|has|have|had|was|were|failed|does|do)\b[^;,]{0,80}$"
)
_TO_DO = re.compile(
    r"\b(?:you|must|should|please)\b[^.;?!]{0,200}\b(?:to|must|should|please)\s[a-z]+\b[^.;?!]{0,80},\s$"
)
# "Take no step before June 1", "extend the time until June 1", but "you have until June 1".
_HOLD_UNTIL = re.compile(
    r"\b(?:no|not|nothing|never|neither|refrain|delay|postpone|defer|withhold|pause|hold\soff)\b[^.;,]{0,160}\b(?:before|prior|until|"
    r"till|in)$|(?<!\b[Hh]ave\s)(?<!\b[Hh]as\s)(?<!\b[Ww]ait\s)\b(?:until|till)$",
    re.IGNORECASE,
)
# "Reverse your decision to close it by June 1", "every permit that will expire by June 1", "permits issued by June 1":
# the day belongs to the decision or the permit, and not to what is asked.
_OF_THE_THING = re.compile(
    r"\b(?:decisions?|promises?|pledges?|intention|intent|proposals?|failure|goal|target|(?:reconsider|abandon|drop|withdraw|oppose|"
    r"reverse|rescind|halt|stop|cancel|suspend|shelve)\s(?:the|this|your|its|any|these)\s(?:\w+\s)?plans?)\s(?:to|of|for)\s"
    r"[^,;]{0,90}$|\b(?:that|which|who)\s(?:will|would|may|is|are)\s[^,;]{0,80}$|"
    r"\b\w+s\s(?:\w+ly\s)?(?<!\bis\s)(?<!\bwas\s)(?<!\bhas\s)(?:issued|created|dated|filed|written|sent|received|signed|awarded|"
    r"approved|granted|exchanged|expiring|ending)\s$"
)
# What everybody is to be served within is a standard: "ensure that patients are seen within 30 days".
_SERVICE = re.compile(
    r"\b(?:each|every|any|no|all|veterans|families|claims|applications?|patients|applicants|calls|workers|residents|victims|"
    r"claimants|beneficiaries|requests|cases|complaints|customers|passengers|owners|borrowers|taxpayers)\b"
    r"(?![^.;]*\b(?:documents?|records|answers?|responses?|materials?|questions?|briefings?|information)\b)"
    r"[^.;,]{0,60}\b(?:is|are|be|been|receives?|gets?)\s[^.;,]{0,60}$"
)
# "Do you expect to finish before June?": the day is what is asked about.
_EXPECTED = re.compile(
    r"\b(?:expect|plan|intend|anticipate|hope|aim|propose|on\strack|on\sschedule|scheduled|able)s?\b[^.;?]{0,120}$"
)
# "A duty on the operator to report within five days" is somebody else's.
_DUTY = re.compile(
    # "Flight and duty time" is nobody's duty. A service that is guaranteed within two days is no answer due by then.
    r"\b(?:(?:duty|obligation|requirement)(?=\s(?:for|of|on|to|upon)\b)|obliged?s?|requir(?:es?|ed|ing)|mandat(?:es?|ed|ing))\b"
    r"[^.;]{0,80}\bto\s[^.;]{0,40}$|\bguarantee(?:s|d|ing)?\s(?!us\b)[^.;]{0,60}$"
)
