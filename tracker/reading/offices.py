"""What kind of line stands in an address or under a signature: a title, an organisation, a street.

A title's last noun is an office that a person holds ("Acting Regional Administrator"); an organisation's is a body
("Federal Aviation Administration"). Only the words before the first comma or "of" decide, since a title names a body
("Director of the Office of …") and a body's name may hold a title ("Office of the Director").
"""

import re
from enum import StrEnum
from functools import lru_cache

from tracker.reading.misreadings import folded, meant, word_list
from tracker.reading.names import STATES, is_name

__all__ = [
    "LineKind",
    "ends_title",
    "holds_together",
    "is_acting",
    "is_congress",
    "is_member_title",
    "is_office_word",
    "is_part_of_a_body",
    "is_state_body",
    "kind_of",
    "split_title",
    "split_title_of",
    "starts_anew",
]


class LineKind(StrEnum):
    """What a line of an address or a signature gives."""

    TITLE = "title"
    ORGANIZATION = "organization"
    ADDRESS = "address"
    DELIVERY = "delivery"  # how the letter was sent, or for whose attention
    OTHER = "other"


_OFFICES = word_list(
    "secretary undersecretary secretary-general secretary-designate administrator director commissioner chair "
    "chairman chairwoman chairperson chairmen co-chair co-chairman co-chairwoman cochair cochairman vice-chair vice- "
    "chairman president ceo cfo coo cto officer commandant ambassador governor mayor speaker leader member members "
    "senator senators representative representatives congressman congresswoman congressmen congressmember delegate "
    "commissioner counsel counselor archivist librarian architect superintendent judge justice treasurer executive "
    "manager sergeant clerk adviser advisor coordinator founder co-founder partner principal attorney solicitor "
    "comptroller controller commander chief envoy minister premier chancellor engineer inspector registrar provost "
    "dean trustee trustees owner publisher editor liaison whip parliamentarian chaplain archbishop bishop head "
    "surgeon commissioners directors administrators secretaries governors charge chargé marshal examiner auditor "
    "supervisor ombudsman advocate prosecutor assistant analyst specialist physician designee broadcaster"
)
# Words that are surnames of members too: inside what can be a name, they are one.
_SURNAMES_TOO = word_list(
    "bishop dean justice marshal head partner principal clerk owner steel bar staff press court chief judge engineer "
    "auditor"
)
# "General" is an office behind these words and a rank or a company's name otherwise.
_GENERALS = word_list("attorney inspector postmaster comptroller surgeon solicitor adjutant consul director")
_BODIES = word_list(
    "department departments agency administration commission bureau office offices service services committee "
    "subcommittee council board corporation corp company companies co inc incorporated llc llp ltd plc lp "
    "embassy consulate senate house congress institute institutes university college school schools center "
    "centers centre authority foundation association federation union bank system systems court courts nations "
    "forces army navy force command corps guard library museum endowment conference group partners airlines "
    "airways reserve division caucus mission society alliance coalition trust fund league network industries "
    "laboratory laboratories hospital survey prisons government legislature assembly parliament ministry "
    "organization organisation academy academies exchange railroad railway technologies communications "
    "pharmaceuticals holdings entertainment media platforms brands international enterprises motors healthcare "
    "cooperative delegation secretariat directorate treasury archives cemetery press labs industry works "
    "broadcasting energy insurance financial bancorp stores foods pharmacy therapeutics sciences biosciences "
    "solutions software electric utilities gas petroleum oil steel branch staff region district bar team "
    "task-force taskforce interpol nato unicef fbi epa fda faa fcc ftc sec irs usda hhs dhs doj dod doe doi dol "
    "dot hud va mint institution panel enforcement protection nasa noaa fema fbi cia nsa cdc nih cms omb gao gsa "
    "sba ssa opm nrc ferc fdic fhfa cfpb cftc usps uspto uscis ice cbp tsa"
)
_NOUNS = _OFFICES | _BODIES
_BODY_OF = re.compile(
    r"^(?:the\s+)?(?:\w+[’']?s?\s+){0,2}(?:state|commonwealth|city|county|town|government|kingdom|republic|nation|port|"
    r"university|bank|board|house)\s+of\b|^(?:the\s+)?(?:house|senate)$"
    r"|^(?:the\s+)?white house\b|^u\.?s\.? mission\b",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:street|st|avenue|ave|boulevard|blvd|drive|dr|road|rd|lane|ln|parkway|pkwy|highway|hwy|plaza|circle|square|"
    r"court|place|pl|way|terrace|mall|turnpike|broadway|route|loop|center|row|concourse)\b\.?(?:[\s,]|$)",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"^(?:room|rm\.?|suite|ste\.?|mail\s?stop|mailstop|m[sc]\s?-?\d|apo|fpo|p\.?\s?o\.?\s?box|post office box|bldg\.?|"
    r"hob|shob|rhob|lhob|chob|hsob|rsob|dsob)\b"
    r"|^(?:floor|unit|stop|box|building|mail\s?code)\s+(?:no\.?\s*|\#\s*)?(?:[A-Za-z]{0,2}-?\d|[A-Z]\b)"
    r"|\b(?:building|bldg\.?|hob|pentagon|capitol|floor|annex|towers?|complex)\.?,?"
    r"(?:\s+(?:room|rm\.?|suite)?\s*[\w-]*\d[\w-]*)?$"
    r"|\b(?:suite|room|p\.?\s?o\.?\s?box|mail\s?stop|ste\.?|rm\.?)\s+#?[\w-]*\d",
    re.IGNORECASE,
)
_ZIP = re.compile(r"\b[A-Z][A-Za-z]\.?\s?[A-Z]?\.?,?\s+\d{5}(?:[-–]\d{4})?\s*$|\b\d{5}[-–]\d{4}\s*$")
_CITY = re.compile(
    r"^[A-Z][A-Za-z.' -]{1,30},\s*(?:[A-Z]{2}|D\.\s?C\.|[A-Z][a-z]+\.?(?:\s[A-Z][a-z]+)?)\.?(?:\s+\d{5}.*)?$"
)
_NUMBERED = re.compile(r"^(?:\d+[A-Z]?|[A-Z]?-?\d+|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\s+\S")
_DELIVERY = re.compile(
    r"^(?:\(?(?:sent\s+|submitted\s+|delivered\s+|transmitted\s+|original\s+)?(?:via|by)\b|"
    r"(?:sent|submitted|delivered|transmitted|filed)\s+(?:electronically|online)|electronically\s+(?:sent|submitted|"
    r"delivered|transmitted|filed)|hand[\s-]deliver|attn\b|attention\b|c/o\b|for\s+immediate|"
    r"(?:personal|private)\s+(?:and|&)\s+confidential|confidential|privileged|overnight\s+(?:mail|delivery)|federal\s+express$|fedex$|"
    r"u\.?s\.?\s+mail$|\S+@\S+|e-?mail\b|tel(?:ephone)?\b|phone\b|fax\b|facsimile\b|https?:|www\.|electronic\s+mail|"
    r"first[\s-]class\s+mail|certified\s+mail|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4})",
    re.IGNORECASE,
)
_FOR_ANOTHER = re.compile(
    r"\b(?:performing|exercising)\s+(?:\w+\s+){0,4}(?:duties|functions|responsibilities|authority|authorities|powers)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:region|division|branch|directorate|headquarters|unit|section|field office|staff)\b(?!\s+of\s+the\s+u)"
    r"|^office\s+of\s+(?:the\s+)?(?:acting\s+)?(?:under\s?|deputy\s+|assistant\s+)?(?:secretary|administrator|director|"
    r"commissioner|chair\w*|president|attorney\s+general|general\s+counsel|chief|congressional|legislative)",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"(?:\b(?:of|the|and|for|on|in|to|at|with|or|by|under|de)|[&,/-])$", re.IGNORECASE)
# A title or a body doesn't end with these, so the next line goes on: "Department of Housing and Urban".
_UNFINISHED = word_list(
    "acting deputy assistant associate vice ranking majority minority homeland human urban foreign federal financial "
    "natural armed united national postmaster regional executive operating u.s consumer international internal open "
    "trade principal senior governmental nuclear public social small indian veterans medicare environmental"
)
# A line that begins with these begins anew.
_STARTERS = word_list(
    "the u.s u.s. united department office bureau committee subcommittee administrator secretary director commissioner "
    "chair chairman chairwoman president attn"
)
# The noun of a body's name, which alone on a line is the end of the name above: "Centers for Medicare & Medicaid".
_BODY_NOUNS = word_list(
    "services service administration commission agency bureau department office committee subcommittee council board "
    "corporation system association authority affairs institute"
)
_OPEN_START = re.compile(r"^(?:of|and|for|on|in|to|the|or|&|with|at)\b(?!\s+honorable)|^&|^\(", re.IGNORECASE)
_CONGRESS = re.compile(
    r"\b(?:(?:u\.?\s?s\.?|united states)\s+(?:senate|house|congress)|house of representatives|member of congress|"
    r"senate|congress|(?:u\.?\s?s\.?|united states)\s+(?:senator|representative)(?!.*trade))\b"
    r"|\b(?:house|senate|joint|select|standing)\s+(?:\w+\s+){0,3}(?:committee|subcommittee)\b|\b(?:sub)?committee on\b",
    re.IGNORECASE,
)
# A state's own senate: the state's name stands before it, or the words of a state's legislature.
_STATE_BODY = re.compile(
    rf"\b(?:{'|'.join(sorted(STATES))})\s+(?:state\s+)?(?:senate|house|congress|legislat)|\bstate\s+(?:of|senate|house)\b|"
    r"\bgeneral\s+assembly\b",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"\b(?:senator|congress(?:man|woman|member)|members? of congress|representative|ranking\s+(?:minority\s+)?member|"
    r"delegate|resident commissioner)\b|^sen\.?$|^rep\.?$|^member\b|"
    r"\b(?:majority|minority|republican|democratic)\s+(?:leader|whip)\b|speaker\b|"
    r"united states senate|house of representatives",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)  # a line is asked for by several rules
def kind_of(line: str) -> LineKind:
    """Return what `line` gives. OTHER when its words don't tell ("Meta", "Western Hemisphere Affairs")."""
    text = line.strip(" ,;")
    if _DELIVERY.match(text):
        return LineKind.DELIVERY
    if _FOR_ANOTHER.search(text):
        # "Senior Official Performing the Duties of the Director of the Bureau of …" has a title, though no office.
        return LineKind.TITLE
    if _BODY_OF.match(text):
        return LineKind.ORGANIZATION
    named = _by_last_noun(text)
    if named == LineKind.TITLE and not re.search(r"\d|\bb(?:uilding|ldg)\b", text, re.IGNORECASE):
        # "Architect of the Capitol" is no house.
        return named
    return LineKind.ADDRESS if _is_address(text) else named


def split_title(line: str) -> tuple[str, str]:
    """Return (title, organisation) of a title line that names both: "Administrator, Environmental Protection Agency".

    The organisation is "" when the line gives a title alone ("Vice President, Public Policy").
    """
    for mark in re.finditer(r",\s*|\s+[-–—]\s+", line):
        left, right = line[: mark.start()].strip(), line[mark.end() :].strip()
        if right and kind_of(left) == LineKind.TITLE and kind_of(right) == LineKind.ORGANIZATION:
            return left, right
    return line.strip(" ,"), ""


def split_title_of(line: str) -> tuple[str, str]:
    """Return (title, organisation) of "Director of the Federal Bureau of Investigation"; organisation "" otherwise.

    Only a body that is an agency by its own name is cut off: "Secretary of the Navy" and "Chairman of the Board" stay.
    """
    match = re.match(r"^(?P<title>[^,]{3,60}?)\s+of\s+(?:the\s+)?(?P<body>[A-Z].*)$", line)
    if match and kind_of(match["title"]) == LineKind.TITLE:
        body = match["body"]
        words = [word.strip(".,'").lower() for word in body.split()]
        agency = {"department", "agency", "administration", "commission", "bureau", "service", "centers", "institutes"}
        if len(words) > 1 and agency & set(words) and kind_of(body) == LineKind.ORGANIZATION:
            return match["title"].strip(), body
    return line, ""


def holds_together(line: str, following: str) -> bool:
    """Return whether `following` goes on where `line` was broken: "Secretary for Resources and" / "Environment"."""
    line, following = line.strip(), following.strip()
    if not line or not following:
        return False
    if _OPEN_END.search(line):
        # A comma alone may end a title that a body follows on its own line; both readings join well.
        return not (line.endswith(",") and kind_of(following) in (LineKind.ADDRESS, LineKind.DELIVERY))
    before, after = folded(line).split(), folded(following).split()
    if not before or not after:
        return False  # A line of signs that no letter of any alphabet stands behind.
    last, first = before[-1].strip(".,"), after[0].strip(",")
    if (
        last in _UNFINISHED
        and first not in _STARTERS
        # "Group Chief Executive" is a title by itself; only "Officer" would go on with it.
        and (not ends_title(line) or is_office_word(first))
        and kind_of(following) not in (LineKind.ADDRESS, LineKind.DELIVERY)
    ):
        return " " in line
    if " " in line and folded(following).strip(".,") in _BODY_NOUNS and not is_name(line):
        return kind_of(line) in (LineKind.ORGANIZATION, LineKind.OTHER)
    return (
        bool(_OPEN_START.match(following))
        and "&" not in following.split()[0]
        and not re.match(r"^the\s+(?:honorable|white house|pentagon|capitol)", following, re.IGNORECASE)
    )


def ends_title(line: str) -> bool:
    """Return whether a line is a title that its last noun completes: "Chief Executive Officer", "Deputy Director"."""
    words = folded(line).split()
    return len(words) > 1 and words[-1].strip(".,;") in _OFFICES and kind_of(line) == LineKind.TITLE


def is_office_word(word: str) -> bool:
    """Return whether a word is an office that a person holds, in the singular or the plural ("Secretaries")."""
    plain = folded(word).strip(".,")
    return bool({plain, plain.removesuffix("s"), re.sub(r"ies$", "y", plain), re.sub(r"men$", "man", plain)} & _OFFICES)


def starts_anew(line: str) -> bool:
    """Return whether a line's first word opens a title or a body ("Committee on …"), so that it is no line's rest."""
    words = folded(line).split()
    return bool(words) and words[0].strip(",") in _STARTERS


def is_acting(title: str) -> bool:
    """Return whether the title is held for the time being."""
    return bool(re.search(r"\b(?:acting|interim)\b", title, re.IGNORECASE) or _FOR_ANOTHER.search(title))


def is_congress(text: str) -> bool:
    """Return whether an organisation, a title or a letterhead is of the United States Congress."""
    return bool(_CONGRESS.search(text)) and not _STATE_BODY.search(text)


def is_state_body(text: str) -> bool:
    """Return whether an organisation is a state's legislature ("Florida Senate")."""
    return bool(_STATE_BODY.search(text))


def is_member_title(title: str) -> bool:
    """Return whether a title is one that members of Congress alone hold."""
    return bool(_MEMBER.search(title)) and not re.search(
        r"trade representative|special representative", title, re.IGNORECASE
    )


def is_part_of_a_body(organization: str) -> bool:
    """Return whether this names a part that is known by the body it belongs to ("Office of the Director")."""
    return bool(_PART.search(organization.strip()))


def _is_address(text: str) -> bool:
    if _ROOM.search(text) or _ZIP.search(text):
        return True
    if _NUMBERED.match(text) and (_STREET.search(text) or re.match(r"^\d", text)):
        return True
    if re.search(r"\b[A-Z][a-z]+\s+\d{2,4}$|^[A-Z]{1,2}-?\d{2,4}\b|^\d{2,4}\s", text):
        return True
    if re.search(r"\b[NS]\.?[EW]\.?$", text) and _STREET.search(text):
        return True
    # "Jane Roe, Jr." and "Jane Roe, Secretary" have a city's shape too.
    sides = text.split(",", 1)
    return (
        bool(_CITY.match(text)) and all(_by_last_noun(side) == LineKind.OTHER for side in sides) and not is_name(text)
    )


def _by_last_noun(text: str) -> LineKind:
    head = re.split(r",|\s+(?:of|for|to|on|at|in|from)\s|\s[-–—]\s|\(", text, maxsplit=1)[0]
    kind = LineKind.OTHER
    before = ""
    for word in re.findall(r"[^\s/]+", head):
        plain = folded(word).strip(".,;:'\"")
        # A company may be written as one word with its ending: "Amazon.com, Inc."
        if plain in _SURNAMES_TOO and is_name(text):
            continue
        if plain in _OFFICES or (plain == "general" and before in _GENERALS):
            kind = LineKind.TITLE
        elif plain in _BODIES:
            kind = LineKind.ORGANIZATION
        elif len(plain) > 6 and kind == LineKind.OTHER and not is_name(text):
            near = meant(plain, _NOUNS)
            if near and near[1] >= 0.9:
                kind = LineKind.TITLE if near[0] in _OFFICES else LineKind.ORGANIZATION
        before = plain
    last = folded(text).split()[-1:]
    if kind == LineKind.OTHER and last and last[0] in _BODIES and not is_name(text):
        # "Alcohol, Tobacco, Firearms and Explosives Bureau"
        return LineKind.ORGANIZATION
    if kind == LineKind.OTHER and re.search(r",?\s(?:inc|llc|llp|ltd|corp|co|plc|lp|n\.?a)\.?$", text, re.IGNORECASE):
        return LineKind.ORGANIZATION
    return kind
