"""The set phrases that part a letter: how it greets, closes, names its subject, its enclosures and its copies.

A misread phrase ("Sincerelv,") is believed where the line also stands as such a phrase does: short, capitalised, with
the mark that ends it.
"""

import re

from tracker.reading.misreadings import folded, meant, phrase_list

__all__ = [
    "closes",
    "greets",
    "is_letterhead",
    "is_reference",
    "opens_copies",
    "opens_enclosures",
    "opens_from",
    "opens_subject",
    "says_received",
]

_CLOSINGS = phrase_list(
    "sincerely|sincerely yours|yours sincerely|most sincerely|very sincerely|sincerely and respectfully|"
    "respectfully|respectfully yours|respectfully submitted|very respectfully|most respectfully|"
    "yours respectfully|truly yours|yours truly|very truly yours|yours very truly|regards|best regards|"
    "kind regards|kindest regards|warm regards|warmest regards|with regards|with best regards|with warm regards|"
    "with kind regards|best wishes|with best wishes|all the best|cordially|cordially yours|faithfully|"
    "yours faithfully|gratefully|with gratitude|with respect|with appreciation|with thanks|many thanks|"
    "thank you|thanks|in solidarity|in service|yours in service|at your service|in unity|for the people|"
    "god bless|semper fidelis|in friendship|in partnership|in good health|fraternally|best"
)
_CLOSING_WORD = re.compile(
    r"\b(?:sincerely|respectfully|regards|cordially|faithfully|truly|yours|gratefully|wishes)\b", re.IGNORECASE
)
_GREETING = re.compile(
    r"^(?:to whom(?:soever)? it may concern|gentlemen|ladies and gentlemen|sirs?|madam|greetings|colleagues?|"
    r"members of the [a-z ]+|your (?:excellenc(?:y|ies)|honor|eminence|holiness|majesty|royal highness|highness)|"
    r"(?:mr|madame?)\.?\s+(?:(?:vice )?president|chair(?:man|woman)?|secretary|speaker|attorney general|"
    r"administrator|director|commissioner|ambassador))(?:,?\s+and\s+(?:my\s+)?dear\s[^:,;]{2,60})?\s*[:,;]",
    re.IGNORECASE,
)
_TO_ALL = re.compile(
    r"^to (?:the|all) (?:\w+ ){0,3}(?:members|commission(?:ers)?|committee|boards?|directors|governors|trustees|"
    r"leaders|leadership|secretar(?:y|ies)|administrators?|senators|senate|house|congress|president|people|"
    r"citizens)\b[^:]*:$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?:re|subject|subj|in re|regarding|reference)\s*[:;]|^(?:RE|SUBJECT|SUBJ)\s*[.\-–—]\s", re.IGNORECASE
)
_FROM = re.compile(r"^(?:FROM|From|THROUGH|THRU|Through)\s*:")
_ENCLOSURE = re.compile(
    r"^(?:enclosures?|enclosed|encls?|enc|attachments?|attached|appendix|exhibit|annex)\b[.:;(\s\d]*", re.IGNORECASE
)
_COPY = re.compile(
    r"^(?:b?cc|c\.c|cc’d|copy to|copies to|with copies to|c)\s?\.?\s?[:;]|^cc\s|^copies?\s+to\b", re.IGNORECASE
)
_LETTERHEAD = re.compile(
    r"^(?:congress of the united states|united states (?:senate|house of representatives|congress)|"
    r"u\.?s\.? (?:senate|house.*)|house of representatives|washington,?\s+d\.?\s?c\.?\s+205\d\d(?:-\d+)?|"
    r"(?:sub)?committees? on .*|(?:one hundred|1\d\d(?:st|nd|rd|th)).*congress|office of .*|.*caucus|"
    r"permanent select committee .*)$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"^(?:docket|control|case|file|ref(?:erence)?|our ref|your ref|log|in reply refer to|omb|rin|tracking|"
    r"correspondence)\b.*[:#\d]",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r"\b(?:received|rec['’]?d|recv)\b", re.IGNORECASE)


# "Secretary Roe:", "Acting Commissioner Roe:", "Mr. President and Administrator Roe:"
_TITLED_GREETING = re.compile(
    r"^(?:(?:Acting|Deputy|Vice|Under|Assistant|Ranking|General|Lieutenant|Major|Attorney|Postmaster|Inspector|"
    r"Majority|Minority|Madam|Madame|Mr\.|Associate|Principal)\s){0,3}(?:Mr|Ms|Mrs|Dr|Messrs|Secretar(?:y|ies)|"
    r"Administrators?|Commissioners?|Chair(?:man|woman|person|men|s)?|Directors?|General|Admiral|Governors?|"
    r"President|Ambassadors?|Senators?|Representatives?|Congress(?:man|woman)|Speaker|Leader|Comptroller|Commandant|"
    r"Colonel|Chief|Superintendent|Judge|Justice|Mayor|Member)\.?\s(?!of\b|for\b)[A-Z](?:[\w.’'-]*,?\s?(?:and\s|"
    r"&\s)?){1,14}[:,]$"
)


def greets_by_title(text: str) -> bool:
    """Return whether a line greets without "Dear". Only its place tells it from a line of an address."""
    return len(text) < 140 and not re.search(r"\d", text) and _TITLED_GREETING.match(text) is not None


def greets(text: str) -> bool:
    """Return whether a line opens the greeting."""
    if re.match(r"^(?:my\s+)?dear\b", text, re.IGNORECASE) or _GREETING.match(text) or _TO_ALL.match(text):
        return True
    first, _, rest = text.partition(" ")
    return bool(
        rest and len(text) < 120 and text[-1:] in ":,;" and first[:1].isupper() and meant(first, ("dear",)) is not None
    )


def closes(text: str) -> float:
    """Return how surely a line is a closing: 1.0 for a phrase of the list, 0.5–0.8 where names must follow."""
    text = text.strip()
    if not text or len(text.split()) > 6 or not text[0].isupper():
        return 0.0
    plain = re.sub(r"[^a-z0-9|' ]+", "", folded(text)).strip()
    if plain in _CLOSINGS:
        ended = text.endswith((",", ";", ":"))
        return 1.0 if ended or (len(plain) > 8 and not text.endswith(".")) else 0.5
    found = meant(plain, _CLOSINGS)
    if found and len(plain) > 6 and not text.endswith((":", "?")):
        return 0.8 if text.endswith((",", ";")) else 0.5
    return 0.5 if text.endswith(",") and _CLOSING_WORD.search(text) else 0.0


def opens_subject(text: str) -> bool:
    """Return whether a line opens the subject ("RE: …")."""
    return bool(_SUBJECT.match(text))


def opens_enclosures(text: str) -> bool:
    """Return whether a line opens the list of enclosures."""
    return bool(_ENCLOSURE.match(text))


def opens_copies(text: str) -> bool:
    """Return whether a line opens the list of those who get a copy ("cc: …")."""
    return bool(_COPY.match(text))


def opens_from(text: str) -> bool:
    """Return whether a line opens the writer's part of a memorandum's head ("FROM: …")."""
    return bool(_FROM.match(text))


def is_letterhead(text: str) -> bool:
    """Return whether a line is one that only a congressional letterhead has."""
    return bool(_LETTERHEAD.match(text))


def is_reference(text: str) -> bool:
    """Return whether a line gives a reference or control number."""
    return bool(_REFERENCE.match(text))


def says_received(text: str) -> bool:
    """Return whether words are those of a stamp of receipt."""
    return bool(_RECEIVED.search(text))
