"""Whose a document is: "HUD's notice", "a study from NYU", "the GAO report", "your letter".

Of "the report" it is looked for in what stands right behind it ("the complaint, filed by the State, alleges"), and
where the letter spoke of it before ("The Board wrote to the railroads. The letter …").
"""

import re

from tracker.reading.addressees import meant_by_you
from tracker.reading.antecedents import taken_up
from tracker.reading.lexicon import DOCUMENT_NOUNS, PRESS_NOUNS, WELL_KNOWN_AUTHORS, words
from tracker.reading.noun_phrases import phrase_after
from tracker.reading.phrase_kinds import Phrase, PhraseKind, bare_name, head_noun, names_people, phrase_kind
from tracker.reading.phrases import named_beside, phrase_before
from tracker.reading.scene import Attribution, Scene, is_date
from tracker.reading.subjects import clause_subject, opening_subject

__all__ = ["maker_beside", "owner_before", "owner_in_phrase", "owner_of"]

_BACK = 700  # characters in which an earlier mention of a document is looked for


def owner_of(phrase: Phrase, scene: Scene) -> Attribution | None:
    """Say whose a document is, by its own words, by what stands beside it, or by where it was named first."""
    text = phrase.text
    made = _MADE_IN_PHRASE.search(text)
    # "Its letter of April 9": a day makes nothing.
    if _POSSESSIVE.match(text) or (made and not is_date(made["owner"])) or _PUBLISHED_IN.search(text):
        return owner_in_phrase(phrase, scene)
    if found := owner_in_phrase(phrase, scene) or maker_beside(phrase, scene):
        return found
    if part := _PART_OF.search(text):
        # "Chapter 4 of |the report|"
        return owner_of(Phrase(phrase.start + part.start("whole"), phrase.end, part["whole"]), scene)
    if re.match(r"[Yy]our\b", text):
        return None
    if re.match(r"(?:[Tt]heir|[Ii]ts|[Hh]is|[Hh]er)\b", text):
        return _whose_it_is(phrase, scene)
    return owner_before(phrase, scene) or _of_the_rule(phrase, scene)


def _of_the_rule(phrase: Phrase, scene: Scene) -> Attribution | None:
    """Return the agency addressed, of what only agencies write and a letter to one calls "the": "the preamble"."""
    if not _OF_A_RULE.search(phrase.text):
        return None
    text = scene.context.masked
    for place, answer in reversed(scene.earlier):
        if place.sentence == scene.passage.previous and answer and answer.speaker and _RULE.search(answer.source):
            return answer
    for start, end in [*scene.passage.past, *([scene.passage.previous] if scene.passage.previous else [])][:2]:
        if issued := _RULES.search(text, start, end):
            # "The Department of Transportation issued its final rule. The preamble explains …"
            return _whose(phrase_before(text, issued.start(), floor=start))
    return Attribution(scene.context.body, "") if scene.context.body else None


_RULE = re.compile(r"\b(?:rule|regulation|proposal|notice)s?\b", re.IGNORECASE)
_RULES = re.compile(
    r"\b(?:issued|published|proposed|finalized|released|adopted|promulgated)\s(?:[\w’'-]+\s){0,5}(?:rule|regulation|proposal|rulemaking)s?\b"
)


_OF_A_RULE = re.compile(
    r"\b(?:preamble|NPRM|(?:[Rr]egulatory\s[Ii]mpact|[Ee]conomic)\s(?:[Aa]nalysis|[Aa]ssessment)|"
    r"[Nn]otice\sof\s[Pp]roposed\s[Rr]ulemaking)$"
)


def _whose_it_is(phrase: Phrase, scene: Scene) -> Attribution | None:
    """Return whom "its" or "her" means before a document."""
    owner = taken_up(phrase.text.split()[0], phrase.start, scene)
    if isinstance(owner, Phrase):
        if phrase_kind(owner.text) == PhraseKind.DOCUMENT:
            return None
        name = bare_name(owner.text)
        return Attribution(scene.context.defined.get(name, name), "", (owner.start, owner.end))
    return owner


_PART_OF = re.compile(
    r"^(?:[Tt]he\s|[Aa]n?\s|[Oo]ne\s)?(?:\w+\s)?(?:[Cc]hapter|[Pp]age|[Pp]aragraph|[Pp]assage|[Pp]art|[Ll]ine|[Ff]ootnote|[Tt]able|[Aa]ppendix)\b[\w\s]{0,12}?\s"
    r"(?:of|in)\s(?P<whole>(?:the|that|this|your|its|their)\s[\w\s’'-]+)$"
)
_POSSESSIVE = re.compile(r"(?:the |The )?(?P<owner>.{1,120}?)(?:[’']s|(?<=[sS])[’'])\s")
_MADE_IN_PHRASE = re.compile(
    r"\b(?:from|by|of)\s+(?:the\s+|(?:its|their|your|his|her)\s(?:own\s)?)?(?P<owner>[A-Z].*)$"
)
# What a body puts out, and not its head: "your website" is the company's.
# What such a paper is of is no maker.
_TITLE_OF = re.compile(
    r"\b(?:Notice|Statement|Letter|Memorandum|Plan|Record|Schedule|Code|Bill|Finding|Certificate|Declaration)\sof\s(?:[A-Z]\w+\s?)+"
)
_STANDS_AT = re.compile(r"\s(?:at|near|outside|above|below|over|inside|behind)\s")
_OF_A_BODY = re.compile(
    r"\b(?:press\sreleases?|news\sreleases?|web\s?sites?|web\s?pages?|home\s?page|annual\sreports?|brochures?|"
    r"advertise?ments?|"
    r"advertisements|ads?|(?:privacy|return|refund)\spolic(?:y|ies)|terms\sof\s(?:service|use)|handbook|manual|"
    r"fact\ssheets?)\b"
)
_OF_ITS = re.compile(
    r"\b(?:to|of|in|on)\s(?:the\s)?(?P<owner>[A-Z].{1,70}?)(?:[’']s|(?<=s)[’'])\s(?:[\w-]+\s){0,4}(?:rule|regulation|proposal|report|guidance|"
    r"order|notice|website|policy|statement|letter|plan|study|testimony|opinion|decision|budget|filing|manual|line|hotline|site|page|docket)s?$"
)
_FROM_PEOPLE = re.compile(
    r"\b(?:from|by)\s+(?P<owner>(?:(?:an?|the|one|some|several|two)\s[a-z]|(?:your|its|their|his|her)\s).*)$"
)
_PUBLISHED_IN = re.compile(
    r"\b(?:article|story|stories|editorial|op-ed|column|interview|series|piece|"
    r"report|study|paper)s?\s(?:\w+\s)?in\s(?:the\s)?(?:journal\s)?(?P<owner>[A-Z].*)$"
)
_BEFORE_NOUN = re.compile(
    r"(?:the|The|a|A|an|An|this|This|that|That)?\s*"
    r"(?:(?:19|20)\d\d\s|(?:recent|undated|confidential|leaked|unsigned|new|draft|internal|final|earlier|later|second|[a-z]+-page)\s){0,2}"
    r"(?P<owner>[A-Z][\w&.’' -]{1,60}?)"
    r"(?:\s\([A-Z][A-Za-z&]{1,9}\))?\s(?=[a-z])"
)
_SHORT_FORM = re.compile(r"\s\([A-Z][A-Za-z&]{1,9}\)\s[a-z]")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,9}")
# A body's name ends with one of these words; what a document is about seldom does.
_A_BODY = re.compile(
    r"\b(?:Air\sForce|Guard|Corps|Patrol|Times|Post|Journal|News|Press|Center|Centre|Institute|Institution|Foundation|University|Commission|"
    r"Committee|Subcommittee|Department|Agency|Administration|Association|Union|Council|Board|Bureau|Service|Academy|"
    r"Academies|Corporation|Company|Inc\.|Group|General|Court|Circuit|Bank|Society|College|Network|Alliance|Coalition|"
    r"Ministry|(?:Accountability|Budget)\sOffice)$"
)


def owner_in_phrase(phrase: Phrase, scene: Scene) -> Attribution | None:
    """Say whose a document is by the words of the phrase alone."""
    text = phrase.text
    if inner := _OF_ITS.search(text):
        # "the preamble to |the Department of Labor|'s 2016 rule"
        span = (phrase.start + inner.start("owner"), phrase.start + inner.end("owner"))
        if _is_somebody(inner["owner"]):
            return Attribution(bare_name(inner["owner"]), "", span)
    if match := _POSSESSIVE.match(text):
        if phrase_kind(match["owner"]) in {PhraseKind.NAME, PhraseKind.ROLE}:
            span = (phrase.start, phrase.start + match.end("owner"))
            return Attribution(bare_name(match["owner"]), "", span)
        # "A memorandum from the Guard's Office of Civil Rights" is no memorandum's.
        if not (_MADE_IN_PHRASE.search(text) or _FROM_PEOPLE.search(text)):
            return None
    if re.match(r"[Yy]our\b", text):
        if scene.context.body and _OF_A_BODY.search(text):
            return Attribution(scene.context.body, "", (phrase.start, phrase.start + 4))
        return _addressee(phrase.start, (phrase.start, phrase.start + 4), scene)
    made = _MADE_IN_PHRASE.search(text)
    if made and made[0].startswith("of ") and _STANDS_AT.search(text[: made.start()]):
        return None  # "The sign at the gate of the arsenal"
    if made and _TITLE_OF.search(text[: made.end("owner")]):
        return None
    if match := made or _PUBLISHED_IN.search(text):
        if not is_date(match["owner"]) and _is_somebody(match["owner"]):
            owner = Phrase(phrase.start + match.start("owner"), phrase.end, match["owner"])
            if named := named_beside(scene.context.masked, owner):
                return Attribution(bare_name(named.text), "", (named.start, named.end))
            return Attribution(bare_name(match["owner"]), "", (phrase.start + match.start("owner"), phrase.end))
        return None
    if (match := _FROM_PEOPLE.search(text)) and _is_somebody(match["owner"]):
        return Attribution(bare_name(match["owner"]), "", (phrase.start + match.start("owner"), phrase.end))
    match = _BEFORE_NOUN.match(text)
    # A name with its own short form behind it is a body's: "a Government Accountability Office (GAO) report".
    if match and (_SHORT_FORM.match(text, match.end("owner")) or _is_author(match["owner"].split(), scene)):
        return Attribution(
            bare_name(match["owner"]), "", (phrase.start + match.start("owner"), phrase.start + match.end("owner"))
        )
    return None


def _is_author(words: list[str], scene: Scene) -> bool:
    """Whether a name right before a document's noun is its author's, and not what it is about."""
    name = " ".join(words)
    if _ACRONYM.fullmatch(name):
        return not _stands_for_a_thing(name, scene)
    return name in WELL_KNOWN_AUTHORS or bool(len(words) > 1 and _A_BODY.search(name))


def _stands_for_a_thing(acronym: str, scene: Scene) -> bool:
    """Whether the letter spells an acronym out in small letters: "employee retention credit (ERC)" writes nothing."""
    at = scene.context.text.find(f"({acronym})")
    spelled = re.search(r"([A-Za-z]+)\s{0,2}$", scene.context.text[max(0, at - 40) : at]) if at > 0 else None
    return spelled is not None and spelled[1][0].islower()


_BESIDE = re.compile(
    r"\s(?:by|from)\s(?=the\s|[A-Z])|,?\s(?:which|that)\s(?:came|comes|arrived|originated)\s(?:\w+\s){0,3}?from\s|(?:\s\([^()]{1,30}\))?(?:,?\s(?:which|that)(?:\swas|\sis|\shas\sbeen)?|"
    r",)?\s(?:[\w’'-]+\s){0,3}?(?:filed|issued|released|published|prepared|written|authored|conducted|sent|put\sout|"
    r"commissioned|signed|led|drafted|drawn\sup|submitted|penned|posted|produced|made|completed|given|delivered|"
    r"entered|recorded|handed\sdown|approved|adopted|kept|maintained|performed|circulated|distributed|mailed|handed\sout|paid\sfor|funded|dated\s[^,.;]{3,20})\s(?:[\w’'-]+\s){0,3}?(?:by|from)\s|"
    r"\sposted\son\sthe\s(?:website|site|page)\sof\s|,?\s(?:recently\s)?(?:published|printed|"
    r"appearing)\s(?:\w+\s){0,4}?in\s(?!the\s(?:Federal|Congressional)\b)(?=the\s|[A-Z])"
)
_RELATIVE = re.compile(
    r",?\s(?:(?:which|that)\s)?(?=(?:the\s|an?\s|your\s|its\s|their\s|his\s|her\s|[A-Z])(?:[^,.;:]|(?<=\bSt)\.){1,60}\s(?:issued|released|published|prepared|wrote|authored|"
    r"conducted|sent|commissioned|signed|drafted|submitted|posted|produced|gave|made|completed|finalized|unveiled|"
    r"circulated|forwarded|distributed|filed|adopted|"
    r"promulgated)\b)"
)
# "The message |that Mr. Roe received from| the Department"
_RECEIVED_FROM = re.compile(
    r",?\s(?:(?:which|that)\s)?[^,;:.\"“”]{2,60}\s(?:received|got|obtained|heard)\s(?:\w+\s\w+\s)?from\s"
)
# "The report on dams |that you sent to| Congress"
_YOU_MADE = re.compile(
    r"(?:\son\s[^,;:.\"“”]{2,60}?)?,?\s(?:which\s|that\s)?(?P<you>you)\s(?:have\s|recently\s|just\s)?(?:issued|released|published|prepared|wrote|"
    r"sent|signed|submitted|posted|gave|made|completed|filed|approved|adopted|provided|delivered)\b"
)
_OVER_SIGNATURE = re.compile(r",?\s(?:over|bearing|with|under)\s(?P<owner>[^,;:]{2,60})[’']s?\s(?:own\s)?signature\b")
# "The mayor |posted| a notice on the door."
_MAKES = re.compile(
    r"(?<=\s)(?:maintains|runs|operates|hosts|publishes|keeps|completed|issued|released|published|wrote|sent|posted|filed|hung|put\sup|penned|circulated)\s(?:(?:the|your|his|her|its)\s[A-Za-z]+\s|us\s|me\s|him\s|her\s|them\s|you\s|[A-Z]\w+\s){0,2}$"
)
_WHOSE = re.compile(r"[\s,]{1,3}whose\s$")


def maker_beside(phrase: Phrase, scene: Scene) -> Attribution | None:
    """Return who made it by what stands right beside: "the letter, signed by X, …", "the version which X issued"."""
    text, limit = scene.context.masked, scene.passage.outer[0]
    if phrase.start >= limit:
        limit = max(scene.passage.sentence[1], phrase.end + 120)
    if whose := _WHOSE.search(text, max(0, phrase.start - 10), phrase.start):
        return _whose(phrase_before(text, whose.start()))
    if beside := _BESIDE.match(text, phrase.end, min(phrase.end + 110, limit)):
        maker = phrase_after(text, beside.end())
        by_somebody = maker and beside[0].endswith(" by ") and re.match(r"(?:the|your|its|their)\s[a-z]+$", maker.text)
        if maker and by_somebody and phrase_kind(maker.text) == PhraseKind.OTHER:
            return Attribution(bare_name(maker.text), "", (maker.start, maker.end))  # "prepared by the garrison"
        return None if _only_printed_it(maker, phrase.text) else _whose(maker, text)
    if relative := _RELATIVE.match(text, phrase.end, limit):
        return _whose(phrase_after(text, relative.end()))
    if received := _RECEIVED_FROM.match(text, phrase.end, min(phrase.end + 120, limit)):
        return _whose(phrase_after(text, received.end()), text)
    if yours := _YOU_MADE.match(text, phrase.end, min(phrase.end + 120, limit)):
        return _addressee(yours.start("you"), yours.span("you"), scene)
    if signed := _OVER_SIGNATURE.match(text, phrase.end, min(phrase.end + 110, limit)):
        return _whose(phrase_before(text, signed.end("owner"), floor=phrase.end))
    if making := _MAKES.search(text, max(0, phrase.start - 30), phrase.start):
        maker = phrase_before(text, making.start())
        if maker and maker.text.lower() == "you":
            return _addressee(maker.start, (maker.start, maker.end), scene)
        return _whose(phrase_before(text, making.start()))
    return None


def _addressee(at: int, span: tuple[int, int], scene: Scene) -> Attribution | None:
    """Return the addressee whom "you" or "your" at `at` means; `span` is where it stands."""
    meant = meant_by_you(scene.context, scene.passage, at)
    return Attribution(meant.name, "", meant.span or span) if meant else None


def _only_printed_it(maker: Phrase | None, sheet: str) -> bool:
    """Whether a newspaper is said to have made what newspapers only publish: "a plan reported by the Post"."""
    if maker is None or head_noun(sheet).lower() in _OF_THE_PRESS:
        return False
    name = bare_name(maker.text)
    return name in WELL_KNOWN_AUTHORS - _NO_PRESS or head_noun(name).lower() in PRESS_NOUNS


_OF_THE_PRESS = words(
    """article articles story stories report reports reporting editorial editorials op-ed op-eds column columns
    interview interviews series piece pieces poll polls survey surveys investigation investigations account
    accounts coverage analysis headline headlines review reviews website websites blog blogs newsletter
    newsletters study studies book books"""
)
_NO_PRESS = words("Gallup Pew RAND Brookings Heritage Cato Harvard Yale")


def _whose(maker: Phrase | None, text: str = "") -> Attribution | None:
    if maker and text:
        maker = named_beside(text, maker) or maker
    if maker is None or is_date(maker.text) or not _is_somebody(maker.text):
        return None
    return Attribution(bare_name(maker.text), "", (maker.start, maker.end))


def _is_somebody(text: str) -> bool:
    """Whether a phrase is a name, or a body or people by a common noun: the Bureau, the warden."""
    kind = phrase_kind(text)
    return (
        kind == PhraseKind.NAME
        or (kind == PhraseKind.ROLE and (" " in text or text[0].isupper()))
        or names_people(text)
    )


_OWNED_BEFORE = re.compile(
    r"(?:(?P<possessive>\b[\w&.]+(?:[’']s|(?<=[sS])[’']))|(?P<acronym>\b[A-Z][A-Z&]{1,9})|(?P<pronoun>\b(?:their|its|"
    r"his|her))|(?P<your>\b[Yy]our))\s+(?:[\w-]+\s+){0,3}$"
)


def owner_before(phrase: Phrase, scene: Scene) -> Attribution | None:
    """Look for whose "the report" is where the letter first spoke of it."""
    last = re.sub(r"^.*\s", "", phrase.text.lower())
    noun = last if last in DOCUMENT_NOUNS else head_noun(phrase.text).lower()
    if made := _maker_before(noun, phrase, scene):
        return made
    floor = max(0, phrase.start - _BACK)
    before = scene.context.masked[floor : phrase.start]
    for match in reversed(list(re.finditer(r"\b" + re.escape(noun[:20]) + r"\b", before, re.IGNORECASE))[-6:]):
        at = floor + match.start()
        offset = max(floor, at - 90)
        tail = _OWNED_BEFORE.search(scene.context.masked[offset:at])
        if not tail:
            continue
        if tail["your"]:
            your = Phrase(
                offset + tail.start("your"),
                at + len(match[0]),
                scene.context.masked[offset + tail.start("your") : at + len(match[0])],
            )
            return owner_in_phrase(your, scene)
        if tail["pronoun"]:
            if whose := _whose(clause_subject(scene.context.masked, offset + tail.start())):
                return whose
            continue
        if tail["acronym"]:
            if _stands_for_a_thing(tail["acronym"], scene):
                continue
            return Attribution(tail["acronym"], "", (offset + tail.start("acronym"), offset + tail.end("acronym")))
        end = offset + tail.end("possessive") - (2 if tail["possessive"].endswith(("'s", "’s")) else 1)
        if whose := _whose(phrase_before(scene.context.masked, end)):
            return whose
    return _who_did_so(noun, phrase, scene)


_SAYS_IN_IT = re.compile(
    r"(?:^|[.!?][\"”]?\s+|\s{2,})(?P<in>In\s(?:an?|its|their|his|her|your|this|that|the)\s(?:[\w-]+\s){0,3})$"
)
_MADE_BY = re.compile(
    r"(?:,[^,;:.]{2,40},)?\s(?:[\w’'-]+\s){0,4}?(?:(?:issued|released|published|prepared|written|authored|conducted|sent|put\sout|"
    r"commissioned)\s)?(?:by|from)\s"
)
_MAKING = re.compile(
    r"\b(?P<verb>issued|issues|released|published|prepared|wrote|authored|sent|put\sout|conducted|produced|completed|"
    r"posted|filed|submitted|announced|unveiled|presented|shared|distributed|circulated|lodged|delivered|adopted|signed|(?:responded|replied|answered|wrote|explained\sitself)\s(?:with|in|by)|mailed)\s(?:[\w’'-]+\s){0,6}$"
)


def _maker_before(noun: str, phrase: Phrase, scene: Scene) -> Attribution | None:
    """Return who made "the release" where it was first spoken of: "a release from HUD", "HUD issued a release"."""
    floor = max(0, phrase.start - _BACK)
    text = scene.context.masked
    for match in reversed(list(re.finditer(rf"\b{re.escape(noun[:20])}s?\b", text[floor : phrase.start], re.I))[-6:]):
        start, end = floor + match.start(), floor + match.end()
        maker: Phrase | None = None
        if says_in := _SAYS_IN_IT.search(text[max(0, start - 60) : start]):
            # "In a statement of May 3, |the Company| announced … The statement said":
            maker = opening_subject(text, max(0, start - 60) + says_in.start("in"), phrase.start)
        elif by := _MADE_BY.match(text, end, min(end + 70, phrase.start)):
            maker = phrase_after(text, by.end())
        elif making := _MAKING.search(text[max(0, start - 80) : start]):
            maker = phrase_before(text, max(0, start - 80) + making.start("verb"))
            if maker and maker.text.lower() in ("he", "she", "it", "they"):
                taken = taken_up(maker.text, maker.start, scene)
                if isinstance(taken, Attribution):
                    return taken
                maker = taken
        elif beside := _BESIDE.match(text, end, min(end + 110, phrase.start)):
            maker = phrase_after(text, beside.end())
        elif relative := _RELATIVE.match(text, end, min(end + 110, phrase.start)):
            maker = phrase_after(text, relative.end())
        if _only_printed_it(maker, noun):
            continue
        if whose := _whose(maker):
            return whose
    return None


_DEEDS = {
    noun: re.compile(rf"(?<![\w-])(?P<verb>{verbs})(?![\w-])(?P<by>(?:\s\w+)?\sby\b)?")
    for nouns, verbs in (
        ("reporting article story account coverage piece", "reported|reports|revealed|disclosed|wrote"),
        ("report", "reported|reports|revealed|disclosed"),
        ("letter correspondence email e-mail memo memorandum op-ed column book", "wrote|written"),
        ("testimony", "testified|appeared before"),
        ("statement statements remarks comments", "spoke|commented|remarked"),
        ("investigation review audit", "investigated|reviewed|audited"),
        ("survey poll", "surveyed|polled"),
        ("revision revisions", "revised|rewrote|amended"),
        ("opinion decision ruling", "ruled|held|decided"),
        ("complaint lawsuit suit petition", "sued|petitioned"),
        ("response reply", "responded|replied"),
        ("announcement", "announced|confirmed"),
        ("notice notification", "notified|warned"),
        ("order", "ordered"),
        ("request", "requested"),
        ("proposal", "proposed"),
        ("warning", "warned"),
        ("objection protest", "objected|protested"),
        ("analysis", "analyzed"),
    )
    for noun in nouns.split()
}
"""What somebody did to make the thing that "the …" takes up: "The Board wrote to them. The letter …"."""


def _who_did_so(noun: str, phrase: Phrase, scene: Scene) -> Attribution | None:
    """Return the subject of the deed that a document takes up, in the two sentences or so before."""
    deed = _DEEDS.get(noun)
    if deed is None or not re.match(r"[Tt]h(?:e|is|at|ose|ese)\b", phrase.text):
        return None
    text = scene.context.masked
    for match in reversed(list(deed.finditer(text, max(0, phrase.start - 320), phrase.start))[-3:]):
        maker = phrase_after(text, match.end()) if match["by"] else phrase_before(text, match.start())
        if maker and maker.text.lower() in ("he", "she", "it", "they"):
            taken = taken_up(maker.text, maker.start, scene)
            if isinstance(taken, Attribution):
                return taken
            maker = taken
        if whose := _whose(maker):
            return whose
    return None
