"""Whom a pronoun takes up: "he", "she", "it" and "they", and "his", "her", "its" and "their".

They take up somebody who agrees with them: "he" a man or a man's post, "it" a body or a document. The nearest is looked
for first, in the order in which writers keep a thread:

    1. the clause on which the pronoun's own hangs     The Company has said that it found "…"
    2. who was asked, in the same sentence             When Senator Roe asked Mr. Poe why, he said "…"
    3. who spoke before in the sentence, then the subject of the sentence, then that of its clauses
    4. the same in the sentence before: who was asked, who spoke, the subject, who did it ("was asked by a nurse")
    5. further back, as long as each sentence between keeps the thread with the same pronoun

Whom nobody agrees with stays open.
"""

import re
from enum import Enum

from tracker.reading.lexicon import BODY_NOUNS, DETERMINERS, DOCUMENT_NOUNS, ROLE_NOUNS
from tracker.reading.noun_phrases import phrase_after
from tracker.reading.people import are_people, is_office, is_person, is_titled
from tracker.reading.phrase_kinds import Phrase, PhraseKind, bare_name, head_noun, names_people, phrase_kind
from tracker.reading.phrases import body_beside, by_name, named_beside, phrase_before
from tracker.reading.scene import Attribution, Scene, is_date
from tracker.reading.subjects import clause_subject, first_subject, opening_subject, subjects_in

__all__ = ["agrees", "taken_up", "who_was_asked"]


class _Gender(Enum):
    HE = "he"
    SHE = "she"
    IT = "it"
    THEY = "they"


_PRONOUNS = {
    "he": _Gender.HE,
    "his": _Gender.HE,
    "she": _Gender.SHE,
    "her": _Gender.SHE,
    "it": _Gender.IT,
    "its": _Gender.IT,
    "they": _Gender.THEY,
    "their": _Gender.THEY,
}
_SAME = {
    _Gender.HE: re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE),
    _Gender.SHE: re.compile(r"\b(?:she|hers?|herself)\b", re.IGNORECASE),
    _Gender.IT: re.compile(r"\b(?:its?|itself)\b", re.IGNORECASE),
    _Gender.THEY: re.compile(r"\b(?:they|theirs?|them|themselves)\b", re.IGNORECASE),
}


def taken_up(pronoun: str, at: int, scene: Scene) -> Phrase | Attribution | None:
    """Return the phrase that the pronoun at `at` takes up, or what was found before of whom it takes up."""
    found = _taken_up(pronoun, at, scene)
    if not isinstance(found, Phrase):
        return found
    text = scene.context.text if scene.passage.depth else scene.context.masked
    return body_beside(text, found) or _name_ahead(found, text) or found


def _name_ahead(found: Phrase, text: str) -> Phrase | None:
    """Return the person beside whose name it is said what they are: "For |Lloyd Banning| of Kenosha, a driver, …"."""
    kind = phrase_kind(found.text)
    people = kind == PhraseKind.ROLE or (kind != PhraseKind.DOCUMENT and names_people(found.text))
    if not people or not re.match(r"(?:an?|the|one\sof)\s[a-z]", found.text):
        return None
    ahead = _NAME_AHEAD.search(text, max(0, found.start - 90), found.start)
    return Phrase(*ahead.span("name"), ahead["name"]) if ahead and is_person(ahead["name"]) else None


_NAME_AHEAD = re.compile(
    r"(?P<name>(?:(?!For\s|To\s|And\s|But\s|When\s|In\s)[A-Z][\w.’'-]*\s){1,3}[A-Z][\w’'-]+)"
    r"(?:\s(?:of|from|in)\s[A-Z]\w+(?:,\s[A-Z]\w+)?)?,\s$"
)


def _taken_up(pronoun: str, at: int, scene: Scene) -> Phrase | Attribution | None:
    gender = _PRONOUNS.get(pronoun.lower())
    if gender is None:
        return None
    text = scene.context.text if scene.passage.depth else scene.context.masked
    scopes = _scopes(at, scene)
    if scopes and _INSERTED.match(text, at - 2, at + 60):
        scopes = scopes[1:]  # "Boats, they predicted, …": what stands before it is what they say.
    if scopes and (whom := _who_was_asked(gender, *scopes[0], text)):
        return whom
    if scopes and (near := _subject_in_clause(text, at, scopes[0][0])):
        # "Ohio Rail withdrew, citing what it called …": no person is "it", whatever the name looks like.
        a_body = gender == _Gender.IT and not is_titled(near.text) and _NAMED_SO.fullmatch(bare_name(near.text))
        if a_body or _fits(gender, near, text):
            return near
    if len(scopes) > 1 and gender == _Gender.IT and _LAW_SAYS.match(text, at):
        law = opening_subject(text, *scopes[1])
        if passed := _PASSED.search(text, *scopes[1]):
            law = phrase_after(text, passed.end())  # "Congress passed |the Clean Water Act|. It declares …"
        if law and phrase_kind(law.text) == PhraseKind.LAW:
            return law  # "The Act is clear. It states: …"
    goes_on = _GOES_ON.match(text, at) is not None
    for number, (start, end) in enumerate(scopes):
        if number and _CITES.match(text, start, end):
            continue  # A citation that stands as a sentence of its own breaks no thread.
        if found := _in_sentence(gender, start, end, scene, text, own=number == 0, goes_on=goes_on):
            return found
        threaded = not number or _SAME[gender].search(text, start, end) or _ASKS.search(text, start, end)
        # "Nobody has applied.": a short sentence in which no other person comes up breaks no person's thread.
        people = gender in (_Gender.HE, _Gender.SHE)
        passed_over = number <= (_PASSED_OVER if people else 1) and end - start <= (_SHORT if people else _SHORTEST)
        if not threaded and not passed_over:
            return None
    return None


def _scopes(at: int, scene: Scene) -> list[tuple[int, int]]:
    """Return the stretches to be looked through: the pronoun's sentence up to it, then the sentences before."""
    passage = scene.passage
    bounds = [passage.sentence, *passage.past, *passage.above]
    if passage.lead_in and passage.lead_in[0] <= at < passage.lead_in[1]:
        bounds = [passage.lead_in, *passage.past]
    while bounds and not bounds[0][0] <= at < bounds[0][1]:
        bounds = bounds[1:]
    if not bounds:
        return []
    return [(max(start, end - _LONGEST), end) for start, end in [(bounds[0][0], at), *bounds[1:]]]


_CITES = re.compile(
    r"\s*\(?(?:[Ss]ee,?\s(?:also\s|e\.g\.,?\s)?|Id\.,?\s)?(?:\d+\s(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R|F\.|Fed|FR|Stat)|Pub)\b"
)
_PASSED = re.compile(r"\b(?:passed|enacted|adopted|signed|approved)\s(?=the\s[A-Z])")
_LAW_SAYS = re.compile(
    r"[Ii]t\s(?:also\s|then\s|further\s)?(?:states|declares|directs|protects|commands|guarantees|provides|requires|reads|prohibits|defines|forbids|says|mandates)\b"
)
_INSERTED = re.compile(
    r",\s(?:he|she|it|they)\s(?:\w+ly\s|has\s|have\s|had\s|also\s|then\s)?(?:\w+(?:ed|s|aid|ote|old)|found|held|thought|felt|saw)(?:\sout)?,"
)
_SHORT, _SHORTEST, _PASSED_OVER = 170, 40, 2
_LONGEST = 600  # Characters of a sentence that are looked through.


def _in_sentence(
    gender: _Gender, start: int, end: int, scene: Scene, text: str, *, own: bool, goes_on: bool
) -> Phrase | Attribution | None:
    if not own and (whom := _who_was_asked(gender, start, end, text)):
        return whom
    asks = _ASKS.search(text, start, end)
    asks = None if asks and _PASSIVE_TOO.search(text, start, asks.start()) else asks
    speaks = scene.around.speaker if scene.around else ""  # In a quotation "he" is somebody else than its "I".
    for passage, answer in reversed(scene.earlier):
        inside = start <= passage.outer[0] and passage.outer[1] <= end
        if inside and not own and gender == _Gender.IT and answer and answer.speaker and _SHEET.search(answer.source):
            return answer  # "Your letter says "…" It goes on to say": the letter does.
        if inside and answer and _SAME[gender].match(answer.speaker):
            continue
        if inside and answer and answer.speaker and answer.speaker != speaks and _agrees(gender, answer.speaker):
            return answer
    if not own and (opens := opening_subject(text, start, end)) and _SAME[gender].fullmatch(opens.text):
        return None  # The sentence keeps the thread itself: its other people are others.
    if own and (inserted := _before_insertion(text, start, end)) and _fits(gender, inserted, text):
        return inserted
    if own and gender in (_Gender.IT, _Gender.THEY) and (possessor := _possessor(text, start, end)):
        return possessor
    if not own and (whom := _of_that_sex(gender, start, end, text)):
        opens = opening_subject(text, start, end)
        beside = opens and text[opens.end : whom.start] == ", " and _fits(gender, opens, text)
        return opens if beside else whom  # "|Holly Roe|, the wife of an officer, has seen it."
    if asks and goes_on and not own and _ASKS_NOBODY.match(asks[0]):
        # "|Captain Roe| asked how he was to live. "…," he told us": nobody is asked who would answer.
        asker = by_name(text, opening_subject(text, start, end))
        if asker and asker.end <= asks.start() and _fits(gender, asker, text):
            return asker
    if (asks and not _WE_ASK.search(text, max(start, asks.start() - 20), asks.start())) or (
        own and _ASKED_BY.search(text, start, end)
    ):
        return None  # Who asks does not answer, and whom the question is about does not either.
    # What stands behind a colon is a sentence of its own.
    colon = text.rfind(":", start, end - 1)
    if not own and colon > start and (subject := opening_subject(text, colon + 1, end)):
        subject = named_beside(text, subject) or subject
        if _fits(gender, subject, text):
            return subject
    subject = opening_subject(text, start, end)
    subject = (named_beside(text, subject) or subject) if subject else None
    if subject and subject.end <= end and _fits(gender, subject, text):
        return subject
    if gender in (_Gender.HE, _Gender.SHE) and (whose := _whose_words(gender, text, start, end)):
        return whose
    if gender in (_Gender.HE, _Gender.SHE) and (named := _only_person(gender, start, end, text)):
        return named
    for subject in subjects_in(text, start, end):
        if _fits(gender, subject, text):
            return subject
    for agent in reversed(list(_AGENT.finditer(text, start, end))):
        doer = by_name(text, phrase_after(text, agent.end()))
        if doer and gender in (_Gender.HE, _Gender.SHE) and _fits(gender, doer, text):
            return doer
    if (
        gender in (_Gender.HE, _Gender.SHE)
        and _OURS.match(text, start, end)
        and not _SAME[gender].search(text, start, end)
    ):
        found = (phrase_after(text, match.start()) for match in _SOMEONE.finditer(text, start, end))
        people = [each for each in found if each and each.end <= end and is_person(each.text)]
        if len(people) == 1 and _agrees(gender, people[0].text):
            return people[0]
    if gender == _Gender.IT:
        bodies = [match for match in _BODY_NAMED.finditer(text, start, end) if match["head"].lower() in BODY_NOUNS]
        if len({match[0] for match in bodies}) == 1:
            return Phrase(*bodies[0].span(), bodies[0][0])
    if gender == _Gender.IT and not own:
        things = [*_OF_THEIRS.finditer(text, start, end), *_THING.finditer(text, start, end)]
        if things:
            return Phrase(*things[-1].span(), things[-1][0])
    return None


_SHEET = re.compile(r"\b(?:" + "|".join(sorted(DOCUMENT_NOUNS)) + r")\b", re.IGNORECASE)


def _who_was_asked(gender: _Gender, start: int, end: int, text: str) -> Phrase | None:
    if passive := _WAS_ASKED.search(text, start, end):
        # "An officer on the post |was asked| how long it takes."
        whom = by_name(text, phrase_before(text, passive.start(), floor=start) or opening_subject(text, start, end))
        if whom and whom.end <= passive.start() and _fits(gender, whom, text):
            return whom
    asked = _ASKED_WHOM.search(text, start, end)
    whom = by_name(text, phrase_after(text, asked.end()) if asked else None)
    return whom if whom and whom.end <= end and _fits(gender, whom, text) else None


def who_was_asked(text: str, start: int, end: int) -> Phrase | None:
    """Return who is asked in a sentence, whoever they are: "We asked |the Bureau| why." """
    if passive := _WAS_ASKED.search(text, start, end):
        whom = phrase_before(text, passive.start(), floor=start)
        return whom if whom and (phrase_kind(whom.text) in _SOMEBODY or names_people(whom.text)) else None
    asked = _ASKED_WHOM.search(text, start, end)
    whom = phrase_after(text, asked.end()) if asked else None
    somebody = whom and (phrase_kind(whom.text) in _SOMEBODY or names_people(whom.text))
    return whom if whom and somebody and whom.end <= end else None


# Who is asked answers: "When Senator Roe put it to Mr. Poe, he said …".
_ASKED_WHOM = re.compile(
    r"\b(?:asked|pressed|questioned|challenged|confronted|quizzed|interviewed|deposed|spoke\s(?:with|to)|met\swith|"
    r"heard\sfrom|asked\s(?:[\w-]+\s){1,3}questions?\sof|(?:put|posed)\s(?:the|that|this|a|his|her|our|"
    r"their)\s(?:\w+\s)?(?:question|matter|point)s?\sto|put\s(?:it|this|that)\sto)\s"
    r"(?=[A-Z]|the\s|an?\s|one\s)(?!about\b)"
)
# Of things, "it" also takes up what the sentence before brought in: "The mayor posted a notice. It reads …".
_THING = re.compile(
    r"\b(?:[Aa]n?|[Tt]h(?:e|is|at))\s(?:[a-z-]+\s){0,2}?"
    rf"(?P<noun>{'|'.join(sorted(DOCUMENT_NOUNS | BODY_NOUNS))})\b(?=\s(?!of\b)|[.,;])"
)


# "We were glad to see |your agency's new pledge|. It says …"
_OF_THEIRS = re.compile(
    r"\b(?:[Yy]our(?:\s\w+[’']s)?|(?:[Tt]he\s)?[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,4}[’']s)\s(?:[\w-]+\s){0,3}?"
    rf"(?P<noun>{'|'.join(sorted(DOCUMENT_NOUNS))})(?=[\s.,;])(?!\s(?:of|[a-z]+\s(?:was|is|says))\b)"
)


def _only_person(gender: _Gender, start: int, end: int, text: str) -> Phrase | None:
    """Return the one person whom a sentence names, wherever it does: Among them is |Rita Roe|, a baker."""
    names = [match for match in _NAMED.finditer(text, start, end) if is_person(match[0]) and not is_date(match[0])]
    fitting = [
        match
        for match in names
        if _agrees(gender, match[0]) and (is_titled(match[0]) or not _PLACED.search(text, start, match.start()))
    ]
    if len({match[0] for match in fitting}) != 1:
        return None
    return Phrase(*fitting[0].span(), fitting[0][0])


_NAMED = re.compile(
    r"(?<![\w’'-])(?!(?:Consider|Take|Meet|Recall|Remember|Ask|Hear|Imagine|Picture|Compare|Note|When|In|On|At|But|"
    r"And)\s)(?:[A-Z][\w.’'-]*[\w.]\s){1,7}[A-Z][\w’'-]*\w(?![’'\w])"
)
_PLACED = re.compile(
    r"\b(?:in|at|near|for|on|the|(?<!\bcase\s)(?<!\bstory\s)(?<!\bexperience\s)(?<!\bplight\s)(?<!\bexample\s)"
    r"(?<!\bwords\s)(?<!\btestimony\s)(?<!\bfamily\s)(?<!\bordeal\s)of)\s$"
)
# "We called |the alderman|. The street, he said, …"
_OURS = re.compile(r"\s{0,3}(?:[\w\s]{1,30},\s)?(?:Consider|Take|Hear|Meet|Listen|We|I|Our\s\w+|My\s\w+|we)\s")
_SOMEONE = re.compile(
    r"\b(?:[Aa]n?|[Tt]h(?:e|is|at)|[Oo]ne|[Oo]ur|[Hh]is|[Hh]er|[Ii]ts|"
    r"[Tt]heir)\s(?:[a-z-]+\s){0,2}?[a-z-]+\b(?=[\s.,;])"
)
_ASKS = re.compile(
    r"\b(?:asked|inquired|wondered(?:\saloud)?)\s(?:whether|if|how|why|what|when|who)\b|"
    r"\b(?:asked|pressed|questioned|challenged|confronted)\s(?:him|her|it|them)\b"
)
# "he |was called| twice and asked whether": he is asked.
_PASSIVE_TOO = re.compile(r"\b(?:was|were|been)\s(?:\w+ly\s)?\w+(?:ed|en|ld)\b[^,;:.]{0,30}\sand\s$")
_WAS_ASKED = re.compile(r"\b(?:was|were|been)\s(?:\w+ly\s|then\s)?asked\b")
_WE_ASK = re.compile(r"\b(?:[Ww]e|I|[Oo]ur\sstaffs?)\s(?:have\s|had\s|then\s)?$")
# Who says more is no other: he told us, she added
_GOES_ON = re.compile(r"(?:[Hh]e|[Ss]he)\s(?:then\s|also\s)?(?:told|added|continued|went\son|asked)\b")
_ASKS_NOBODY = re.compile(r"(?:asked|wondered(?:\saloud)?|inquired)\s(?:whether|if|how|why|what|when|who)$")
_ASKED_BY = re.compile(r"\b(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]hallenged|[Cc]onfronted)\sby\b")
_BODY_NAMED = re.compile(
    r"(?:(?:[A-Z][\w&’'-]+\s){1,8}|(?=[A-Z][a-z]+\s(?:of|for|on)\s))(?P<head>[A-Z][a-z]+)"
    r"(?:\s(?:of|for|on)\s(?:the\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})?(?![\w’'])"
)
_AGENT = re.compile(r"\b(?:by|from|with)\s(?=an?\s|the\s|one\s|[A-Z])")


def _possessor(text: str, start: int, end: int) -> Phrase | None:
    """Return whose the sentence's subject is: "|Harborgram|'s terms bar such boats; its papers call them …"."""
    match = _POSSESSOR.match(text, start, end)
    who = Phrase(*match.span("who"), match["who"]) if match else None
    return who if who and _fits(_Gender.IT, who, text) else None


_POSSESSOR = re.compile(r"\s*(?P<who>(?:The\s)?(?:[A-Z][\w&.-]*\s?){1,6})[’']s\s(?:\w+\s){1,3}[^,;.]{2,80}[;,]\s")


def _whose_words(gender: _Gender, text: str, start: int, end: int) -> Phrase | None:
    """Return whose words a sentence is about: "|The supervisor|’s message suggests the contrary. He stated in it"."""
    match = _WHOSE_WORDS.match(text, start, end)
    who = Phrase(*match.span("who"), match["who"]) if match else None
    return who if who and _fits(gender, who, text) else None


_WHOSE_WORDS = re.compile(
    r"\s*(?P<who>(?:[Tt]he\s[a-z][a-z\s]{2,40}?|(?:[A-Z][\w.’'-]*\s){0,4}?[A-Z][\w-]+))[’']s\s(?:\w+\s){0,3}?(?:"
    + "|".join(sorted(DOCUMENT_NOUNS))
    + r")\b"
)


def _of_that_sex(gender: _Gender, start: int, end: int, text: str) -> Phrase | None:
    """Return the one whom a sentence calls a man or a woman: a surprise to |the wife of a roofer| who is held."""
    words = {_Gender.HE: _HIS_KIND, _Gender.SHE: _HER_KIND}.get(gender)
    found = list(words.finditer(text, start, end)) if words else []
    whom = phrase_after(text, found[0].start()) if len(found) == 1 else None
    return whom if whom and whom.end <= end and _fits(gender, whom, text) else None


_HIS_KIND = re.compile(r"\b(?:the|an?|one)\s(?:\w+\s){0,2}?(?:father|man|husband|son|brother|widower|uncle)\b")
_HER_KIND = re.compile(r"\b(?:the|an?|one)\s(?:\w+\s){0,2}?(?:mother|woman|wife|daughter|sister|widow|aunt)\b")


def _before_insertion(text: str, start: int, end: int) -> Phrase | None:
    """Return the subject into whose clause an insertion breaks: "The union, by what it calls …"."""
    subject = opening_subject(text, start, end)
    if subject is None or not re.match(r",\s(?:on|in|by|after|with|through|having|\w+ing)\s", text[subject.end : end]):
        return None
    return None if "," in text[subject.end + 1 : end] else subject


def _subject_in_clause(text: str, at: int, sentence: int) -> Phrase | None:
    """Return the subject of the clause on which the pronoun's own hangs: "The Company has said that it found …"."""
    start = max(sentence, at - 200)
    if _ASKS.search(text, start, at) or _ASKED_BY.search(text, start, at):
        return None  # Who asks does not answer.
    if asked := _INVERTED.match(text, sentence, at):
        near = phrase_after(text, asked.end())
        if near and near.end < at and phrase_kind(near.text) in _SOMEBODY:
            return near
    hinge, opened = _HINGE.search(text[start:at]), _OPENED.match(text[start:at])
    if opened and hinge and hinge[0].startswith(","):
        # "When the clerk of a court was asked, she …": the clause that opens the sentence has the subject.
        near = opening_subject(text, start + opened.end(), at) or clause_subject(
            text, start + hinge.start(), floor=start
        )
    elif hinge:
        near = clause_subject(text, start + hinge.start(), floor=start)
    elif opened:
        near = opening_subject(text, start + opened.end(), at) or first_subject(text, start + opened.end(), at)
    else:
        return None
    if near is None or near.start < start or phrase_kind(near.text) not in _SOMEBODY:
        return None
    return near


_NAMED_SO = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z]{2,}){1,4}")
_SOMEBODY = frozenset((PhraseKind.NAME, PhraseKind.ROLE))
_HINGE = re.compile(
    r"(?:\bthat|\bas|\bwhat|\bwhich|\bwhom|\bwhere|\bwhen|\bwhile|\bafter|\bbefore|\bbecause|\bsince|,)\s{1,3}$"
)
_OPENED = re.compile(
    r"(?:(?:And|But|Yet|So|Then)\s)?(?:[Ww]hen|[Aa]fter|[Ww]hile|[Oo]nce|[Aa]lthough|[Bb]efore|[Ss]ince|[Bb]ecause)\s"
)
# A question has its subject behind the auxiliary: "What did the Department mean when it said …".
_INVERTED = re.compile(
    r"(?:\d{1,2}[.)]\s{1,3}|[a-z][.)]\s{1,3}|•\s{0,3})?(?:And\s|But\s)?(?:(?:What|Why|How|When|Where|On\swhat\sbasis|"
    r"To\swhat\sextent|In\swhat\sways?)\s(?:\w+\s){0,2}?)?(?i:did|does|do|has|have|had|is|are|was|were|will|can|"
    r"could|would|should)\s(?=the\s|[A-Z])"
)


def _fits(gender: _Gender, phrase: Phrase, text: str) -> bool:
    """Whether a pronoun can take up a phrase: a name, somebody by a common noun, or for "it" a document."""
    kind = phrase_kind(phrase.text)
    # A law by itself says what it says; "the Board's own rule" has an owner, as a document has.
    if kind == PhraseKind.DOCUMENT or (kind == PhraseKind.LAW and _OWNED.search(phrase.text)):
        many = head_noun(phrase.text).endswith("s") and gender == _Gender.THEY
        return (gender == _Gender.IT or many) and not is_date(phrase.text)
    people = names_people(phrase.text) or (is_person(phrase.text) and not _ONE_OF_THEM.match(phrase.text))
    if kind not in _SOMEBODY and not (kind == PhraseKind.OTHER and people):
        return False
    if _is_bare(phrase.text):
        return False
    if _SAME[gender].match(phrase.text):
        return False  # "his provider" is not he.
    if is_date(phrase.text) or _NO_NAME.match(phrase.text):
        return False
    if _MARK.search(phrase.text) or _MARK.search(text[max(0, phrase.start - 1) : phrase.start]):
        return False  # Quoted words call somebody so.
    return _agrees(gender, phrase.text)


def _is_bare(text: str) -> bool:
    """Whether no article stands where a subject would have one: "We take |heed of the view|"."""
    first, *rest = text.split()
    known = first in DETERMINERS | ROLE_NOUNS | _QUALIFYING or first.endswith("s") or names_people(first)
    return bool(rest) and first.islower() and not known


_ONE_OF_THEM = re.compile(r"[Oo]ne\sof\s(?:them|these|those)\b")
_OWNED = re.compile(r"(?:[’']s|s[’'])\s(?:own\s)?[a-z]")
_QUALIFYING = frozenset(
    ("former", "senior", "local", "federal", "state", "outside", "independent", "top", "two", "three")
)
_MARK = re.compile(r"[\"“”‘]|[’'](?!\w)(?<!s[’'])|(?<!\w)[’']")
_NO_NAME = re.compile(
    r"(?:There|Here|This|That|These|Those|What|Such|It|Others?|Each|Both|None|Neither|Nothing|Some|Many|All|Most|"
    r"More|In|On|At|One)$|(?:We|[Oo]ne\sof\sus|[Ss]ome\sof\sus|[Oo]ur\s(?:staffs?|offices?|colleagues?)|"
    r"[Mm]y\s(?:staff|office))\b"
)


def agrees(pronoun: str, name: str) -> bool:
    """Whether a pronoun can take up a name: "he" a person, "it" a body."""
    gender = _PRONOUNS.get(pronoun.lower())
    return gender is None or _agrees(gender, name)


def _agrees(gender: _Gender, name: str) -> bool:
    person = is_person(name)
    if gender == _Gender.HE:
        return person and not _WOMAN.search(name)
    if gender == _Gender.SHE:
        return person and not _MAN.search(name)
    if gender == _Gender.IT:
        return is_office(name) or (not person and not are_people(name))
    return not _IS_ONE.match(name)


_MAN = re.compile(r"\bMr\.?\s|\b(?:[Cc]hairman|[Cc]ongressman|father|man|boy|husband|son|brother|widower|uncle)\b")
_WOMAN = re.compile(
    r"\b(?:Ms|Mrs|Miss)\.?\s|\b(?:[Cc]hairwoman|[Cc]ongresswoman|mother|woman|girl|wife|daughter|sister|widow|aunt)\b"
)
_IS_ONE = re.compile(r"(?:Mr|Ms|Mrs|Dr)\.?\s")
