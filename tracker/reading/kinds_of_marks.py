"""What the words in quotation marks are: somebody's words, a term, a name, or a word or two that are only set off.

    title           after "titled", after a word for a work or a programme, or in capitals as titles are
    defined term    in brackets with little else: (the "Act"); after "also known as", "hereinafter", "definition of"
    quotation       a cue names who or what says it; or the words are a sentence's, as nobody sets them off: they have a
                    verb, an "I", an exclamation mark; or they stand where reported words stand; or they are many
    scare           a word or two that nobody is said to have said

What comes first decides. All patterns are bounded.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reading.lexicon import words as listed
from tracker.reading.reported_words import are_no_term, are_reported, are_spoken, is_carried_on
from tracker.reading.rows import QuotationKind
from tracker.reading.speaking_verbs import PARTICIPLE

__all__ = ["TAKEN_UP", "Marked", "kind_of", "plain_words"]

TAKEN_UP = "taken up from a quotation"
"""The rule by which words are those of an earlier quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Words in marks, and the sentence around them, in which other quoted words are blanked.

    `said` says that a cue names a speaker, a source or a verb of saying, and `near` that it stands near enough for a
    word or two; `taken_up` that an earlier quotation has these words in it; `between` is what lies between the words
    and a quotation before them in the same sentence, None where there is none; `leads` is what lies between them and a
    longer quotation behind them.
    """

    words: str
    before: str
    clause: str
    after: str
    nested: bool = False
    fills_sentence: bool = False
    opens_sentence: bool = False
    said: bool = False
    near: bool = False
    speaker: bool = False
    taken_up: bool = False
    between: str | None = None
    leads: str | None = None


_DEFINING_BEFORE = re.compile(
    r"(?:\(\s?(?:[\w’'/-]+,?\s+){0,7}|\([^()]{0,80}[\"”],?\s(?:or|and)\s(?:collectively,?\s)?(?:the\s|an?\s)?|"
    r"\b(?:would |to |that )?(?:re)?defin(?:e|es|ed|ing)(?: the (?:term|phrase|word)s?| an?)? |\b(?:also |formerly |"
    r"commonly |otherwise |better )?known (?:(?:to|in|inside|among|by|within|throughout) (?:[\w’]+ ){1,5}|"
    r"collectively |together )?as (?:the |an? )?|\b(?:which|that|what) (?:is|are|was|were) (?:now )?(?:called|termed|"
    r"known as|referred to as|dubbed) (?:the |an? )?|(?:\b(?:is|are|was|were)|,) (?:commonly|often|sometimes|also|"
    r"usually|generally|popularly|widely) (?:called|termed|dubbed) (?:an? |the )?|\b(?:practice|process|technique|"
    r"method|scheme|tactic|phenomenon|condition|procedure|something|anything|device|chemical|drug|substance|"
    r"document|form|test|system|tool|fee|charge|arrangement|doctrine|loophole)s? "
    r"(?:called|termed|dubbed|styled) (?:an? |the )?|"
    r"\b(?:collectively|together) as (?:the |an? )?|\bdefinition of (?:an? |the )?|"
    r"\bherein(?:after)?(?: referred to as| called)?,? (?:the |an? )?|\bhereafter(?: referred to as)?,? (?:the |an? )?|"
    r"\bdefined as (?:an? |the )?|\bfor (?:short|brevity),? (?:the |an? )?|\b(?:abbreviated|shortened) (?:as|"
    r"to) )$",
    re.IGNORECASE,
)
_WORKS = (
    r"(?:article|book|report|film|movie|documentary|hearing|op-ed|episode|memo|memorandum|study|paper|editorial|"
    r"headline|brochure|pamphlet|booklet|leaflet|document|legislation|bill|series|initiative|song|hymn|poem|essay|"
    r"treatise|survey|"
    r"chapter|presentation|slide|deck|column|podcast|speech|lecture|press\srelease|fact\ssheet|guide|manual|handbook|"
    r"issue\sbrief|white\spaper|program|programme|project|campaign|operation|exhibit|exhibition|conference|workshop|"
    r"summit|seminar|webinar|course|video|advertisement|ad|poster|page|web\s?(?:page|site)|portal|database|dashboard|blog|blog\spost|post|section|"
    r"entry|letter|notice|rule|order|statement|testimony|review|audit|assessment|analysis|strategy|plan|roadmap)"
)
_TITLED_BEFORE = re.compile(rf"(?:\bunder the title|\b{_WORKS}s?),?:?\s{{0,3}}(?:the\s)?$", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:en|re|sub|un)?titled,?:?\s{0,3}(?:the\s|as\s|simply\s)?$|\b(?:entitled|titled)\s(?:it|them|his|her|its|"
    r"their)\s[^.\"“”]{0,40}$|"
    r"\b(?:whose|its|his|her|their|the)\s(?:\w+\s)?title[,\s][^.\"“”]{0,40}\b(?:is|was|being)\s$",
    re.IGNORECASE,
)
_WORK_AFTER = re.compile(
    r"\s{1,3}(?:[a-z-]+\s){0,1}(?:reports?|letters?|article|hearing|memo|memorandum|initiative|campaign|series|"
    r"document|brochure|op-ed|rule|guidance|executive order|study|paper|database|dated|program(?:me)?s?|project|fund|"
    r"podcast|column|presentation|slides?|exhibit|exhibition|workshop|conference|summit|award|handbook|manual|guide)\b",
    re.IGNORECASE,
)
_DEFINED_AFTER = re.compile(
    r"\s{0,2}(?:shall\s|as used (?:here|in this letter),?\s|for (?:the )?purposes of this (?:letter|"
    r"request),?\s)?(?:means?|includes?|as (?:that term is )?defined|refers? to|is defined|are defined|shall mean)\b"
)
# "what the Act calls a “major source”", "the statutory term “take”", "which we shall call the “Fund”"
_TERM_BEFORE = re.compile(
    r"\b(?:statute|law|Act|rule|regulations?|Code|Constitution|treaty|contract|lease|agreement|"
    r"section\s[\d.()a-z]+)\s(?:itself\s)?"
    r"(?:calls|terms|styles|designates|names|denominates)\s(?:[^.;\"“”]{1,40}\s)??(?:an?\s|the\s)?$|"
    r"\b(?:statutory|legal|regulatory|technical|defined)\s(?:term|phrase|expression)s?,?\s(?:of\s)?$|"
    r"\b(?:we|I|We)\s(?:(?:shall|will|here|hereafter)\s)?refer\sto\s[^.;\"“”]{1,60}\sas\s(?:an?\s|the\s)?$|"
    r"\b(?:we|I)\s(?:shall|will|here|hereafter)\s(?:call|term|refer\sto)\s(?:[^.;\"“”]{1,40}\s)??(?:as\s)?(?:an?\s|"
    r"the\s)?$"
)
_TERM_AFTER = re.compile(
    r",?\s(?:for\sshort\b|(?:a|the|is\sa|being\sa)\s(?:statutory\s|legal\s|defined\s)?term\s(?:of\sart|(?:that|"
    r"which)\sthe\s(?:Act|statute|law|rule|"
    r"regulations?|Code|contract)|defined))"
)
# "an article in the Tribune, “Mill to close; town asks why”"
_PIECE_BEFORE = re.compile(
    r"\b(?:articles?|editorial|op-ed|book|essay|story|song|film|pamphlet|brochure|podcast|blog\spost)\b[^.;:?!\"“”]{0,60},\s{1,2}$",
    re.IGNORECASE,
)
# Capitals or not, what a sign reads and what somebody shouts is no title.
_SAYS_BEFORE = re.compile(
    r"\b(?:reads?|reading|says|said|saying|wrote|writes|states|stated|stating|proclaims|proclaimed|shouts|shouted|"
    r"chants|chanted|"
    r"spells|spelled|replied|answered|the\swords|instruction|inscription|order|warning|slogan|motto),?:?\s{1,2}$"
)
_SAID_AFTER = re.compile(
    r"\s(?:[\w.’'-]+\s){0,4}?(?:said|says|wrote|writes|replied|answered|read|reads|told|asked|explained|added|"
    r"insisted|shouted|ran)\b"
)
_HEADED_BEFORE = re.compile(
    r"\b(?:(?:under|with|bearing|beneath) the (?:headline|(?:sub)?headings?|title|subject|caption|name)|"
    r"(?:bears?|bore|carr(?:y|ies|ied)|had|has|ran under|runs under|given) (?:the|a) (?:headline|(?:sub)?heading|"
    r"title|caption|"
    r"subject)|subject line(?: of| was| reads| read)?|re line|captioned|headlined|slides? (?:en)?titled|"
    r"folder (?:called|"
    r"named|titled)|file named|(?:headline|(?:sub)?heading|caption|subject line)\b[^.\"“”]{0,60}?\b(?:was|is|reads?|"
    r"ran))"
    r"[,:]?\s{1,3}$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"\b(?:calls?|called|named|dubbed|nicknamed|christened|operation|codenamed|styled|bears? the name|bore the name|"
    r"(?:program(?:me)?|offer|plan|initiative|campaign|operation|project|policy|series|exercise|software|system|fund|"
    r"scheme|strategy|event|rally|mission|tool|app)\s(?:that\s(?:is|was)\s)?(?:known|marketed|advertised|branded|"
    r"billed)"
    r"(?:\sto\s\w+)?\sas)\s{1,3}(?:it\s|the\s|a\s|its\s|their\s){0,2}$",
    re.IGNORECASE,
)
_SO_CALLED = re.compile(
    r"(?:\bso[- ]called|\bterms?|\bphrases?|\bwords?|\bconsidered(?: to be)?(?: in)?)\s{1,3}(?:an? |the )?$",
    re.IGNORECASE,
)
# "a new category of claimants, called “Recovery Expected”": a class is no work, however its name is written.
_CLASS_BEFORE = re.compile(
    r"\b(?:categor(?:y|ies)|class(?:es)?|tiers?|types?|kinds?|groups?|designations?|status(?:es)?|classifications?|labels?)"
    r"\b[^.;:?!()\"“”]{0,50},?\s(?:which\s(?:it|they|we)\s)?(?:calls?|called|termed|known\sas|dubbed|labell?ed|"
    r"named|designated|styled)\s(?:as\s)?(?:the\s|an?\s)?$"
)
# "What is the agency's definition of “prompt care”?", where the agency has spoken of prompt care.
_WHOSE_DEFINITION = re.compile(r"\b(?:definition\sof|defin(?:e|es|ed|ing))\s(?:the\s(?:terms?|phrases?|words?)\s)?$")
# "Joint Harbor Agreements, or “JHAs,” …"
_OTHERWISE = re.compile(r"\w,\sor\s(?:the\s)?$")
_ACRONYM = re.compile(r"[A-Z][A-Z&-]{1,9}s?[,.]?")
_A_LAW = re.compile(r"\b(?:Act|Law|Bill|Amendment|Resolution)(?:\sof\s\d{4})?[,.]?$")  # "known as the “Safe Roads Act”"
_REDEFINED = re.compile(r"\bredefin(?:e|es|ed|ing)\s(?:the\s(?:term|word)\s|an?\s)?$")
# "in capital letters, “STOP.”"
_IN_LETTERS = re.compile(
    r"\b(?:capital|block|bold|bright|red|white|black|large|big|small|tall|printed)\sletters,?:?\s{1,2}$"
)
# What stands right behind a verb of saying is said, though the one who says it be a sign: "The sign says “Closed.”"
_RIGHT_BEHIND_SAYING = re.compile(
    r"\b(?P<verb>says|said|saying|reads|reading|replied|answered|shouted|chanted|exclaimed),?:?\s{1,2}$"
)
_TAKEN_FOR = re.compile(r"\s(?:to|as|into|out|for|instead)\b")
# "Describe the “system” that you spoke of": a word by itself is common, unless it is pointed at.
_POINTS_BACK = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Yy]our|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Ss]uch)\s{1,2}$"
)
# One word that names a thing is a term, whoever uses it; one that describes it ("are “premature”") is what they say.
_NAMED_SO = re.compile(
    r"\b(?:an?|the|its|their|new|become|becomes|became|marked|stamped|"
    r"(?:what|which)\s(?:[\w’']+\s){1,4}(?:calls?|called|terms?|termed|labels?|dubs?))\s{1,2}$"
)
_FUNCTION_WORDS = listed(
    """a an the of for to in on and or by with from at as is its their into through vs but nor yet so if than over under
    about between during within without up down off out upon toward against after before since while per via are be"""
)
_FEW_WORDS = 3
_SOME_WORDS = 5
_MOST_OF_A_TERM = 8
# "The terms were quite random: “election fraud,” …" · "questioning “climate policy” warrants an inquiry"
_NAMES_TERMS = re.compile(
    r"\b(?:terms|words|phrases|hashtags|labels|keywords|buzzwords)\b[^.;\"“”]{0,60}(?:[:—–]|\s-)\s{0,2}$"
)
_OBJECT_OF = re.compile(r"\b(?P<verb>[a-z]{2,}ing)\s{1,3}$")
# Somebody stands before it, and no verb of saying: "promised our veterans “free” access".
_NOUN_BEFORE = re.compile(r"\b(?:our|the|their|its|these|those|all|my|his|her|some|many)\s[a-z]+s\s{1,3}$")
# A "temporary" measure, its "high risk" list: the words stand where an adjective stands. What follows a reported
# passage is a preposition, a conjunction or another noun's article instead, and nothing stands before it but the verb;
# or a participle that tells more of the passage: a "slow, costly process" carried on in a cellar.
_QUALIFIES = re.compile(
    r"\s(?!(?:to|of|in|on|at|by|for|from|with|and|or|but|as|is|are|was|were|has|have|had|that|which|who|when|while|if|"
    r"because|since|after|before|during|about|under|over|between|without|within|would|will|should|could|may|might|"
    r"than|then|not|a|an|the|its|their|his|her|our|this|these|those|any|all|no|so|until|unless|although|though|nor|"
    r"where|upon|against|through|near|across|along|around|inside|outside|behind|above|below|among|amid|despite|except|"
    r"throughout|per|via|aboard|toward|towards|he|she|it|they|we|i|you|can|cannot|must|did|does|do)\b)"
    r"(?![a-z]{3,}ed\s(?:in|on|at|by|to|for|from|with|out|under|into|as|through)\b)[a-z]"
)
_DETERMINED = re.compile(
    r"\b(?:an?|the|its|their|your|our|his|her|this|these|those|any|such|no|some|more|most|so|few|many|all|in|of|for|"
    r"with|as|\d+|two|three|four|five|six|seven|eight|nine|ten|dozen|several)\s{1,3}$|[’']s?\s{1,3}$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:an?|the|its|their|your|our|his|her|this|these|those)\s{1,3}$", re.IGNORECASE)
# "an article by Jane Roe in the Times, “…”"
_WORK_FAR_BEFORE = re.compile(rf"\b{_WORKS}s?\s[^.;:?!\"“”]{{1,60}},\s{{1,2}}$", re.IGNORECASE)
# "Section 5, “Definitions,” …", "on ABC's “This Week”"
_PART_BEFORE = re.compile(
    r"\b(?:section|part|chapter|title|appendix|table|figure|slide|page|item|line|box|exhibit|attachment|tab|volume|"
    r"annex|schedule)"
    r"\s[\dA-Z][\w.()-]*,?\s(?:on\s)?$",
    re.IGNORECASE,
)
_AIRED_ON = re.compile(r"\b(?:on|in|from)\s(?:[A-Z][\w.&]*[’']s\s)?$")
_ENDS_A_NAME = listed(
    """Act Bill Program Plan Initiative Project Report Resolution Rule Strategy Agenda Campaign Award Guide Handbook
    Manual Memo Memorandum Fund Amendment Proclamation Guidelines Guidance Principles Framework Roadmap Survey Study"""
)


def kind_of(marked: Marked, scares: set[str], defined: set[str]) -> tuple[QuotationKind, str]:
    """Return what the words are, and the rule that tells; `scares` and `defined` are the terms of the letter so far."""
    words, before, after = marked.words, marked.before, marked.after
    tokens = re.findall(r"[\w$#][\w’'.&/-]*", words)
    few = len(tokens) <= _FEW_WORDS
    qualifies = _qualifies(marked)
    plain = plain_words(words)
    capitals = _is_title_case(tokens)
    if named := _named(marked, tokens, capitals=capitals):
        return named
    if plain in scares:
        return QuotationKind.SCARE, "set off before"
    asked = marked.taken_up and _WHOSE_DEFINITION.search(before)
    if not asked and (term := _term(marked, tokens, capitals=capitals)):
        return term
    if plain in defined:
        return QuotationKind.SCARE, "defined before"
    if capitals and len(tokens) > 1 and (_NAMED_BEFORE.search(before) or tokens[0] in {"Operation", "Project"}):
        return QuotationKind.TITLE, "after a word for a name"
    says = bool(_SAYS_BEFORE.search(before) or _IN_LETTERS.search(before)) or (
        marked.opens_sentence and words[-1:] == "," and bool(_SAID_AFTER.match(after))
    )
    if capitals and not says and _names_a_work(tokens, before, after):
        return QuotationKind.TITLE, "capitals throughout"
    if few and not marked.nested and before.rstrip()[-1:] == "(" and after.lstrip(".,")[:1] == ")":
        return QuotationKind.SCARE, "alone in brackets"
    if few and re.search(r"\bso[- ]called\s{1,3}$", before):
        return QuotationKind.SCARE, "so called"
    if marked.taken_up and (len(tokens) > 1 or _POINTS_BACK.search(before)):
        return QuotationKind.QUOTATION, TAKEN_UP
    if are_spoken(words, after, fills_sentence=marked.fills_sentence, opens_sentence=marked.opens_sentence):
        return QuotationKind.QUOTATION, "spoken words"
    if _RIGHT_BEHIND_SAYING.search(before) and not _TAKEN_FOR.match(after):
        return QuotationKind.QUOTATION, "right behind a verb of saying"
    named_so = len(tokens) == 1 and not qualifies and _NAMED_SO.search(before)
    if few and not named_so and are_reported(words, marked.clause, after, qualifies=qualifies):
        return QuotationKind.QUOTATION, "reported"
    said_to_be_so = re.search(r"\bso[- ]called\s", before)
    if few and not said_to_be_so and not qualifies and are_no_term(words):
        return QuotationKind.QUOTATION, "words of a sentence"
    if few and _SO_CALLED.search(before):
        return QuotationKind.SCARE, "so called"
    if few and _NAMES_TERMS.search(before):
        return QuotationKind.SCARE, "one of some terms"
    if few and (verb := _OBJECT_OF.search(before)) and not PARTICIPLE.match(verb["verb"]):
        return QuotationKind.SCARE, "object of another verb"
    if marked.nested and not capitals:
        return QuotationKind.QUOTATION, "quoted in a quotation"
    if set_off := _set_off(marked, tokens):
        return QuotationKind.SCARE, set_off
    if is_carried_on(marked.between, marked.leads):
        return QuotationKind.QUOTATION, "joined to a quotation"
    if marked.said and (not few or marked.near):
        return QuotationKind.QUOTATION, "has a speaker" if marked.speaker else "has a source"
    if not marked.said and words.islower() and _DETERMINED.search(before):
        most = _FEW_WORDS + bool(_ARTICLE.search(before))
        most = _SOME_WORDS if qualifies else most
        if len(tokens) <= most and not are_reported(words, marked.clause, after, qualifies=False):
            return QuotationKind.SCARE, "a noun set off, said by no one"
    if few and not _is_utterance(words, before):
        return QuotationKind.SCARE, "a word or two, said by no one"
    return QuotationKind.QUOTATION, "more than a few words"


def plain_words(words: str) -> str:
    """Return words so that a term is the same wherever it is set off: "Crowd-out," and "crowd out"."""
    return words.lower().replace("-", " ").strip(" .,;:")


def _named(marked: Marked, tokens: Sequence[str], *, capitals: bool) -> tuple[QuotationKind, str] | None:
    if _TITLED.search(marked.before) and (marked.words[:1].isupper() or marked.words[:1].isdigit()):
        return QuotationKind.TITLE, "titled"
    lettered = _IN_LETTERS.search(marked.before)
    if not lettered and _TITLED_BEFORE.search(marked.before) and (capitals or _is_headline(tokens)):
        return QuotationKind.TITLE, "after a word for a work"
    if _WORK_FAR_BEFORE.search(marked.before) and _is_headline(tokens):
        return QuotationKind.TITLE, "after a word for a work"
    if re.search(r"\w: [A-Z]", marked.words) and _is_headline(tokens) and not marked.fills_sentence:
        return QuotationKind.TITLE, "a title and what comes after its colon"
    if _PIECE_BEFORE.search(marked.before) and marked.words[:1].isupper() and marked.words[-1:] not in ".!?":
        return QuotationKind.TITLE, "after a word for a work"
    if _CLASS_BEFORE.search(marked.before):
        return QuotationKind.DEFINED_TERM, "after a word for a class"
    if _TERM_AFTER.match(marked.after) or (_TERM_BEFORE.search(marked.before) and len(tokens) <= _MOST_OF_A_TERM):
        return QuotationKind.DEFINED_TERM, "called a term"
    if _DEFINED_AFTER.match(marked.after):
        return QuotationKind.DEFINED_TERM, "said to mean something"
    if _HEADED_BEFORE.search(marked.before):
        return QuotationKind.TITLE, "after a word for a heading"
    return None


def _term(marked: Marked, tokens: Sequence[str], *, capitals: bool) -> tuple[QuotationKind, str] | None:
    before, after = marked.before, marked.after
    if _OTHERWISE.search(before) and _ACRONYM.fullmatch(marked.words):
        return QuotationKind.DEFINED_TERM, "an acronym of what stands before"
    if not _DEFINING_BEFORE.search(before) or len(tokens) > _MOST_OF_A_TERM:
        return None
    if len(tokens) == 1 and _REDEFINED.search(before):
        return None  # A word by itself is everybody's word, and no term of the rule that would change it.
    bracket = before.rstrip()[before.rfind("(") :] if "(" in before else ""
    closes = after.lstrip(".,”\"’' ")[:1] == ")" or re.match(r"[\s,.”\"’']{0,3}(?:or|and)\b", after)
    if not bracket or ")" in bracket:
        if capitals and len(tokens) > 1 and (_NAMED_BEFORE.search(before) or _A_LAW.search(marked.words)):
            return QuotationKind.TITLE, "after a word for a name"
        return QuotationKind.DEFINED_TERM, "after defining words"
    return (QuotationKind.DEFINED_TERM, "in brackets") if closes else None


def _qualifies(marked: Marked) -> bool:
    """Whether a noun follows that the words stand before as an adjective does; a stop within the marks parts them."""
    return marked.words[-1:] not in ",.;:?!" and bool(_QUALIFIES.match(marked.after))


def _set_off(marked: Marked, tokens: Sequence[str]) -> str:
    """Return by which rule the words only qualify a noun, or ""."""
    few, words, before = len(tokens) <= _FEW_WORDS, marked.words, marked.before
    if ", " in words and marked.near:
        return ""  # What is set off is one word or one term, not two with a comma between them.
    if few and words[:1].islower() and _qualifies(marked) and _DETERMINED.search(before):
        return "qualifies a noun"
    one = len(tokens) == 1 and bool(re.fullmatch(r"[a-z]+(?<!ed)(?<!s)", words))
    return "qualifies a noun" if one and _qualifies(marked) and _NOUN_BEFORE.search(before) else ""


def _is_utterance(words: str, before: str) -> bool:
    """Whether a few words are a whole reported sentence: children were told that "Daddy's coming home." """
    return words[:1].isupper() and words[-1:] in ".!?" and bool(re.search(r"(?:\bthat,?|[,:])\s{0,2}[\"“]?$", before))


def _is_title_case(tokens: Sequence[str]) -> bool:
    weighty = [token for token in tokens if token.lower() not in _FUNCTION_WORDS]
    return bool(weighty) and all(token[0].isupper() or token[0].isdigit() for token in weighty)


def _is_headline(tokens: Sequence[str]) -> bool:
    """Whether words of some length are set nearly as titles are: "Contract Management: DHS Made Progress, but …"."""
    weighty = [token for token in tokens if token.lower() not in _FUNCTION_WORDS]
    capitals = sum(token[0].isupper() or token[0].isdigit() for token in weighty)
    return len(tokens) >= _SOME_WORDS and tokens[0][0].isupper() and 4 * capitals >= 3 * len(weighty)


def _names_a_work(tokens: Sequence[str], before: str, after: str) -> bool:
    """Whether capitalised words are a work's name: many, or joined as titles are, or said to be one beside them."""
    if len(tokens) >= 4 or _WORK_AFTER.match(after):
        return True
    if _PART_BEFORE.search(before):
        return True
    if len(tokens) == 1:
        return False
    if tokens[-1].rstrip(".,") in _ENDS_A_NAME or (_AIRED_ON.search(before) and not all(map(str.isupper, tokens))):
        return True
    if any(token.lower() in _FUNCTION_WORDS for token in tokens[1:]) and tokens[0].lower() not in _FUNCTION_WORDS:
        return True
    return bool(re.search(r"[’']s\s{1,2}$", before))
