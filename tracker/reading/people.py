"""Whether a name is one person's or a body's, as far as its words tell: "Ms. Roe" and "Jane Roe", "Roe Power".

A title, a post before a name, or a first name that is in use makes a person; a word that stands in the names of bodies
and firms, and in nobody's own, makes none.
"""

import re

from tracker.reading.lexicon import BODY_NOUNS, DOCUMENT_NOUNS, FIRST_NAMES, PLACES, PRESS_NOUNS, ROLE_NOUNS
from tracker.reading.phrase_kinds import bare_name, head_noun, names_people

__all__ = ["are_people", "is_office", "is_person", "is_titled"]


def is_person(text: str) -> bool:
    """Whether a name or a role is one person's, as far as its words tell: "Ms. Roe", "Jane Roe", "its chief clerk"."""
    name = re.sub(r"\s\([^()]{1,12}\)$", "", bare_name(text))  # Albert Moss (Ret.)
    name = re.sub(r"^(?:[a-z-]+\s){1,3}(?=[A-Z][\w’'-]+\s[A-Z])", "", name)  # contracting officer Brent Roe
    name = _BODY_BEFORE_TITLE.sub("", name)  # Congressional Budget Office Director Douglas Roe
    # Former Medicare actuary Dean Roe, Federal Public Defender Deirdre Roe
    posts = (post for post in _POST_BEFORE_NAME.finditer(name) if _is_post(post["post"]))
    name = name[post.end() :] if (post := next(posts, None)) else name
    if _SERVICE.search(name):
        return False
    if re.match(r"[Tt]he\s(?!Honorable)[A-Z]", text) and not _TITLED.match(name) and _FULL_NAME.fullmatch(name):
        return head_noun(name).lower() in ROLE_NOUNS - BODY_NOUNS  # "The Baltimore Sun" has an article, as nobody has.
    name = re.sub(r"^(?:Acting\s|former\s|then-)?[A-Z]{2,6}\s(?=[A-Z][a-z])", "", name)  # FSA Administrator Jim Roe
    if _TITLED.match(name):
        return True
    first, last = name.split()[0], name.split()[-1]
    as_body = _INCORPORATED.search(name) or _OF_NO_PERSON.search(last)
    if first in FIRST_NAMES and _FULL_NAME.fullmatch(name) and not as_body:
        return True  # Whatever the surname says: Philip Anders, Henry Mills
    if _FROM_A_PLACE.match(text):
        return True
    head = head_noun(name)
    low = head.lower()
    if _OF_NO_PERSON.search(_PLACED.split(name, 1)[0]) or name in PLACES:
        return False
    if low in BODY_NOUNS or low in DOCUMENT_NOUNS or (head[0].isupper() and low in PRESS_NOUNS):
        return False
    if low in ROLE_NOUNS or names_people(low):
        return not low.endswith("s") or low in {"boss", "actress", "hostess"}
    if _ONE_OF.match(text):
        return True
    return bool(_FULL_NAME.fullmatch(name))


_SERVICE = re.compile(r"\b(?:Coast|National|Air|Honor)\sGuard$|\b(?:Border|Highway|State)\sPatrol$")


def is_titled(text: str) -> bool:
    """Whether a name has a person's title before it: "Ms. Roe", "Under Secretary Roe"."""
    return _TITLED.match(text) is not None


def is_office(text: str) -> bool:
    """Whether a name is an office's, spoken of as its holder or as a body: the Inspector General and its report."""
    return _OFFICE.search(text) is not None


_OFFICE = re.compile(
    r"\b(?:Inspector\sGeneral|Comptroller(?:\sGeneral|\sof\sthe\sCurrency)?|Special\sCounsel|Taxpayer\sAdvocate|Ombudsman)$"
)


def _is_post(word: str) -> bool:
    low = word.lower()
    one = not low.endswith("s") and low not in BODY_NOUNS
    return one and (low in ROLE_NOUNS or (names_people(low) and word not in FIRST_NAMES))


_TITLED = re.compile(
    r"(?:Mr|Ms|Mrs|Dr|Lt|Col|Gen|Sgt|Maj|Capt|Adm|Cpl|Pvt|Spc|Rev|Prof|Sen|Rep|Gov|Judge|Justice|Senator|Secretary|General|Admiral|"
    r"Captain|Colonel|Director|President|Chairman|"
    r"Chairwoman|Chair|Administrator|Commissioner|Governor|Mayor|Representative|Congressman|Congresswoman|Professor|"
    r"Ambassador|Superintendent|Sheriff|Warden|Chief|Sergeant|Lieutenant|Major|Pastor|Reverend|Father|Sister|Bishop|Rabbi|Chairperson|"
    r"(?:Deputy|Assistant|Acting|Under|Associate|Vice|Rear)\s(?:Deputy\s|Assistant\s)?(?:Secretary|Director|"
    r"Administrator|Commissioner|Attorney|Admiral|President|Chair))\.?\s(?!of\b|for\b)[A-Z]|the\sPresident$|President$"
)
# Words that stand in the names of bodies, firms and stations, and in nobody's own.
_OF_NO_PERSON = re.compile(
    r"\b(?:National|American|Federal|Public|International|United|Global|Central|Northern|Southern|Eastern|Western|"
    r"Regional|Radio|Television|Health|Healthcare|Energy|Rail|Airlines|Airways|Aviation|Systems|Technologies|Industries|"
    r"Holdings|Partners|Pharmaceuticals|Pharma|Logistics|Communications|Wireless|Electric|Insurance|Mutual|Financial|"
    r"Capital|Credit|Services|Solutions|Networks|Entertainment|Brands|Stores|Foods|Farms|Motors|Steel|Chemical|"
    r"Shipping|Lines|Freight|Aerospace|Laboratories|Labs|Resources|Petroleum|Mining|Broadcasting|Gas|Oil|Utilities|"
    r"Power|Pipeline|Bancorp|Telecom|Dynamics|Analytics|Forensics|Poultry|Brothers|Airport|Harbor|Plains|Medicines|Generic|"
    r"Independent|Community|Commerce|Free|State|City|County|River|Valley|Lake|Lakes)\b"
    r"(?!\s(?:Secretary|Director|Commissioner|Administrator|President|Officer))"
)
_BODY_BEFORE_TITLE = re.compile(
    r"^(?:[A-Z][\w&.’'-]*\s){1,6}?(?=(?:Director|Secretary|Administrator|Commissioner|Chairman|Chairwoman|Chair|President|Judge|"
    r"Justice|General)\s[A-Z][a-z]+\s[A-Z])"
)
_POST_BEFORE_NAME = re.compile(r"\b(?P<post>[A-Za-z]+)\s(?=[A-Z][a-z]+\s(?:[A-Z]\.\s)?[A-Z])")
# A dairy farmer |in| Roe County
_PLACED = re.compile(r"\s(?:of|in|at|from|for|near|with|on)\s")
# A carrier from Minot: of two words that name things too, a person's is the one with a home.
_FROM_A_PLACE = re.compile(r"(?:[Oo]ne|[Aa]n?)\s(?:[a-z-]+\s){0,2}[a-z]+(?:er|or|ist|ian|man|ant|ent)\sfrom\s[A-Z]")
_ONE_OF = re.compile(r"[Oo]ne\sof\s(?!us\b)")
_FULL_NAME = re.compile(
    r"(?:[A-Z][a-zéíóáñüç’'-]+[A-Za-z]*|[A-Z]\.)(?:\s(?:[A-Z][\w’'-]+|[A-Z]\.|de|la|van|von|Jr\.)){1,4}"
)
# A person's name ends so as rarely as a firm's or a school's begins without it: Roe Bank, Johns Hopkins University
_INCORPORATED = re.compile(
    r"\b(?:Inc|LLC|Corp|Corporation|Company|Co|Ltd|Bank|Airlines|University|College|School|Hospital|Foundation|Industries|"
    r"Holdings|Group|Institute|Center|Trust|Pharmaceuticals|Partners|Fund|Society|Church|Library|Museum|Act|"
    r"Administration|Airport|Commission|Board|Department|Project)\b\.?$"
)


_BY_NAME = re.compile(r"[A-Z][\w’'-]+\s(?:[A-Z][\w’'-]+\s){0,4}(?:(?:of|for)\s(?:the\s)?)?[A-Z]")


def are_people(text: str) -> bool:
    """Whether a phrase is about several people: "the inspectors", and no body that is written so."""
    if _BY_NAME.match(bare_name(text)):
        return False  # the Independent Community Bankers of America
    low = head_noun(bare_name(text)).lower()
    return low.endswith("s") and low not in BODY_NOUNS and (low in ROLE_NOUNS or names_people(low))
