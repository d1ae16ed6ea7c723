"""Posts whose title alone says which agency: "Attorney General" is Justice, "Postmaster General" the Postal Service.

Titles that name their agency outright ("Administrator of the Environmental Protection Agency") need no entry; these are
the ones that do not. Patterns are matched in the folded title; the first that fits counts, so the special stand first.
"""

import re

from tracker.resolving.names import folded

__all__ = ["agency_of_post", "department_in_title", "is_head_of_post", "is_public_post"]

_EOP, _STATE, _JUSTICE = "executive-office-of-the-president", "state-department", "justice-department"

_POSTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), slug)
    for pattern, slug in (
        (r"secretary of commerce for industry and security", "industry-and-security-bureau"),
        (r"secretary of commerce for export administration", "industry-and-security-bureau"),
        (r"secretary of commerce for intellectual property", "patent-and-trademark-office"),
        (r"secretary of commerce for oceans and atmosphere", "national-oceanic-and-atmospheric-administration"),
        (r"secretary of commerce for standards", "national-institute-of-standards-and-technology"),
        (r"secretary of commerce for international trade", "international-trade-administration"),
        (
            r"secretary of commerce for communications and information",
            "national-telecommunications-and-information-administration",
        ),
        (r"^(?:acting )?assistant attorney general antitrust division", "antitrust-division"),
        (r"\battorney general\b", _JUSTICE),
        (r"\bsolicitor general of the united states\b|^solicitor general$", _JUSTICE),
        (r"^(?:us|united states) attorney\b", _JUSTICE),
        (r"\bpostmaster general\b", "postal-service"),
        (r"\bcomptroller general\b", "government-accountability-office"),
        (r"\bcomptroller of the currency\b", "comptroller-of-the-currency"),
        (r"\bsurgeon general\b", "health-and-human-services-department"),
        (r"\barchivist of the united states\b", "national-archives-and-records-administration"),
        (r"\blibrarian of congress\b", "library-of-congress"),
        (r"\bregister of copyrights\b", "copyright-office-library-of-congress"),
        (r"\bcommissioner of (?:the )?food and drugs?\b", "food-and-drug-administration"),
        (r"\bcommissioner of (?:the )?internal revenue\b", "internal-revenue-service"),
        (r"\bcommissioner of social security\b", "social-security-administration"),
        (r"\bcommissioner of customs\b", "u-s-customs-and-border-protection"),
        (r"\bcommissioner of (?:the )?(?:bureau of )?reclamation\b", "reclamation-bureau"),
        (r"\bcommissioner of labor statistics\b", "labor-statistics-bureau"),
        (r"\bnational taxpayer advocate\b", "internal-revenue-service"),
        (r"\bdirector of the census\b|\bcensus director\b", "census-bureau"),
        (r"\bdirector of national intelligence\b", "national-intelligence-office-of-the-national-director"),
        (r"\bdirector of central intelligence\b", "central-intelligence-agency"),
        (r"\bchief of engineers\b", "engineers-corps"),
        (r"\bchief of naval operations\b", "navy-department"),
        (r"\bcommandant of the marine corps\b", "navy-department"),
        (r"\bchief of staff of the air force\b|\bair force chief of staff\b", "air-force-department"),
        (r"\bchief of staff of the army\b|\barmy chief of staff\b", "army-department"),
        (r"\bjoint chiefs\b", "defense-department"),
        (r"\btreasurer of the united states\b", "treasury-department"),
        (r"^(?:the )?(?:us|united states) trade representative\b", "trade-representative-office-of-united-states"),
        (r"\b(?:representative|ambassador) (?:of the united states )?to the united nations\b", _STATE),
        (r"\b(?:us|united states|american) (?:ambassador|consul)\b|\bambassador of the united states\b", _STATE),
        (r"\bvice president of the (?:united states|us)\b|^(?:the )?vice president$", _EOP),
        (r"\bpresident of the (?:united states|us)\b|^the president$|\bto the president$", _EOP),
        (r"\bwhite house\b|\bassistant to the president\b|\bchief of staff to the president\b", _EOP),
        (r"\bnational security advis[eo]r\b|\bfirst lady\b", _EOP),
    )
)
_SECRETARY = re.compile(r"\b(?:under |deputy |assistant )*(?:under)?secretary of (?:the )?(.+)$")
_HEAD = re.compile(
    r"^(?:the |acting |interim |us |united states )*(?:secretary|administrator|director|commissioner|chair\w*"
    r"|attorney general|postmaster general|trade representative|president|comptroller general|ambassador"
    r"|inspector general)\b"
)
_PRIVATE = re.compile(
    r"\b(?:ceo|chief executive|president and|chairman of the board|founder|owner|publisher|editor|mayor|governor"
    r"|professor|senator|speaker|leader|whip|dean|bishop|chancellor)\b"
)


def agency_of_post(title: str) -> str:
    """Return the slug of the agency that a post belongs to by its title alone, or ""."""
    text = folded(title)
    return next((slug for pattern, slug in _POSTS if pattern.search(text)), "")


def department_in_title(title: str) -> list[str]:
    """Return names under which the department of a secretary's title may be known, the longest first.

    "Under Secretary of State for Political Affairs" -> department of state for political affairs, … department of state
    """
    found = _SECRETARY.search(folded(title))
    words = found.group(1).split() if found else []
    return [f"department of {' '.join(words[:count])}" for count in range(min(len(words), 6), 0, -1)]


def is_head_of_post(title: str) -> bool:
    """Tell whether a title is that of an agency's head, not of a deputy or an office below."""
    return bool(_HEAD.search(folded(title)))


def is_public_post(title: str) -> bool:
    """Tell whether a title may be an agency official's at all: a company's president or a governor is none."""
    return not _PRIVATE.search(folded(title))
