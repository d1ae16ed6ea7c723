"""The statement that writes search rows: the same for one letter and for a thousand.

Everything is drawn from the letters' rows as they stand, and rows that people dismissed are left out. Parameters:
`ids`, `most` (characters of a text), `version`. See `tracker.search.codes` for what the numbers mean.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.search import SearchVectorField

from tracker.models import (
    ActionKind,
    Chamber,
    Direction,
    LetterRelation,
    LetterSearch,
    LinkState,
    Publication,
    Relation,
    ReviewState,
)
from tracker.reading.rows import FactKind, QuotationKind, RequestKind
from tracker.search.codes import BITS, STATUSES, Flag, Kind

__all__ = ["COLUMNS", "WRITE_ROWS"]

_KEPT = f"review_state <> '{ReviewState.DISMISSED.value}' and letter_id = any(%(ids)s)"
# What was there before the letter did not follow it. Only what a person confirmed is found, as pages show it.
_BEFORE = f"'{Relation.BACKGROUND.value}', '{Relation.CITED.value}'"
_SPOKEN = f"kind in ('{QuotationKind.QUOTATION.value}', '{QuotationKind.BLOCK.value}')"
_PUBLISHED = f"publication = '{Publication.PUBLISHED.value}'"
_REQUEST_FLAGS = {
    RequestKind.QUESTION: Flag.QUESTION,
    RequestKind.DOCUMENTS: Flag.DOCUMENTS,
    RequestKind.BRIEFING: Flag.BRIEFING,
    RequestKind.PRESERVATION: Flag.PRESERVATION,
}
_DIRECTION_FLAGS = {
    Direction.TO_AGENCY: Flag.TO_AGENCY,
    Direction.TO_CONGRESS: Flag.TO_CONGRESS,
    Direction.OTHER: Flag.OTHER,
}

# The same numbers as of_member and of_subcommittee in tracker.search.codes.
_BIOGUIDE = "(ascii({0}) - 65) * 1000000 + substr({0}, 2)::int"
_MONTH = "coalesce(extract(year from letter_date) * 12 + extract(month from letter_date) - 1, 0)"
_SUBCOMMITTEE = (
    "(position(left(committee_id, 1) in 'HJS') << 22) | (letterbook_letters(substr(committee_id, 2, 3)) << 7)"
    " | right(committee_id, 2)::int"
)


def _code(kind: Kind, value: str) -> str:
    return f"({kind << BITS} | ({value})::int)"


def _flag(flag: int) -> str:
    return str(Kind.FLAG << BITS | flag)


def _either(column: str, flags: Mapping[Any, Flag]) -> str:
    """Return a CASE from a column's values to codes of flags."""
    whens = " ".join(f"when '{value.value}' then {_flag(flag)}" for value, flag in flags.items())
    return f"case {column} {whens} end"


# What a letter's status is, given `replied` and how its requests were answered.
_STATUS = """case when not {replied} then {unanswered}
    when coalesce(asks.partly, false) or (coalesce(asks.answered, false) and coalesce(asks.open, false)) then {partly}
    else {answered} end"""


def _status(kind: Kind, replied: str) -> str:
    numbers = {status: kind << BITS | number for number, status in enumerate(STATUSES, start=1)}
    return _STATUS.format(replied=replied, **numbers)


_EMPTY = "''::tsvector"

_READ = f"""
with recursive above (id, at) as (
    select id, id from tracker_agency
    union
    select above.id, agency.parent_id from above join tracker_agency agency on agency.id = above.at
    where agency.parent_id is not null
),
letters as (select * from tracker_letter where id = any(%(ids)s)),
called as (
    select above.id, string_agg(concat_ws(' ', a.short_name, case when a.name ~ 'Department$' then a.name end, (
        select string_agg(n.name, ' ') from tracker_agencyname n
        where n.agency_id = a.id and n.name ~ '^[[:alpha:]]+$' and n.name <> upper(n.name)
    )), E'\\n') as words
    from above join tracker_agency a on a.id = above.at
    where above.id in (
        select agency_id from tracker_recipient where letter_id = any(%(ids)s)
        union select agency_id from tracker_signature where letter_id = any(%(ids)s))
    group by above.id
),
subjects as (
    select letter_id, string_agg(text, E'\\n') as words from tracker_letterfact
    where {_KEPT} and kind in ('{FactKind.SUBJECT.value}', '{FactKind.PURPOSE.value}') group by letter_id
),
signatures as (
    select s.letter_id, s.name, s.agency_id, m.bioguide, t.party, t.state, t.chamber, s.member_id, t.start, t."end",
        concat_ws(' ', s.name, m.official_full, m.nickname, m.first, m.last, a.name, called.words) as names
    from tracker_signature s
    left join tracker_member m on m.bioguide = s.member_id
    left join tracker_term t on t.id = s.term_id
    left join tracker_agency a on a.id = s.agency_id
    left join called on called.id = s.agency_id
    where s.{_KEPT}
),
signed as (
    select letter_id, string_agg(names, E'\\n') as words, least(count(*), 32767) as signers,
        bool_or(party = 'D') and bool_or(party = 'R') as bipartisan,
        count(distinct chamber) > 1 as bicameral
    from signatures group by letter_id
),
seats as (
    select distinct letter_id, committee_id from signatures
    join tracker_committeeseat seat on seat.member_id = signatures.member_id
        and seat.as_of between signatures.start and signatures."end"
),
recipients as (
    select r.letter_id, r.agency_id, r.official_id, r.member_id,
        concat_ws(' ', r.name, r.title, r.organization, a.name, called.words) as names
    from tracker_recipient r left join tracker_agency a on a.id = r.agency_id
    left join called on called.id = r.agency_id where r.{_KEPT}
),
addressed as (select letter_id, string_agg(names, E'\\n') as words from recipients group by letter_id),
quotations as (
    select letter_id, string_agg(text, E'\\n') as words, string_agg(nullif(speaker, ''), E'\\n') as speakers
    from tracker_quotation where {_KEPT} and {_SPOKEN} group by letter_id
),
asks as (
    select letter_id, string_agg(text, E'\\n') as words, bool_or(answer in ('open', 'refused')) as open,
        bool_or(answer = 'partly') as partly, bool_or(answer = 'answered') as answered,
        bool_or(answer in ('open', 'partly')) as waiting
    from tracker_informationrequest where {_KEPT} group by letter_id
),
due as (
    select d.letter_id, min(d.date) as date from tracker_deadline d join asks on asks.letter_id = d.letter_id
    where d.review_state <> '{ReviewState.DISMISSED.value}' and d.letter_id = any(%(ids)s) and asks.waiting and (
        not exists (select from tracker_informationrequest r where r.deadline_id = d.id)
        or exists (
            select from tracker_informationrequest r
            where r.deadline_id = d.id and r.answer in ('open', 'partly')
                and r.review_state <> '{ReviewState.DISMISSED.value}'))
    group by d.letter_id
),
replies as (
    select l.earlier_id as letter_id, true as replied, bool_or(r.{_PUBLISHED}) as publicly
    from tracker_letterlink l join tracker_letter r on r.id = l.letter_id
    where l.earlier_id = any(%(ids)s) and l.relation = '{LetterRelation.REPLIES_TO.value}'
        and l.state = '{LinkState.CONFIRMED.value}'
    group by l.earlier_id
),
followed as (
    select k.letter_id, a.id, a.kind from tracker_actionlink k join tracker_agencyaction a on a.id = k.action_id
    join letters on letters.id = k.letter_id
    where k.state = '{LinkState.CONFIRMED.value}' and k.relation not in ({_BEFORE}) and a.withdrawn_at is null
        and a.published_date >= letters.letter_date
),
cited as (
    select letter_id, array_agg(distinct form) as forms
    from tracker_citation, lateral (
        select lower(normalized) as form
        union select regexp_replace(lower(normalized), ' \\(\\d+(st|nd|rd|th)\\)$', '')
        union select (regexp_match(lower(normalized), '^(\\d+ (?:cfr|usc|u\\.s\\.c\\.) (?:part )?\\w+)'))[1]
    ) as each
    where {_KEPT} and form <> '' group by letter_id
),
facet (letter_id, code) as (
    select id, {_code(Kind.YEAR, "coalesce(extract(year from letter_date), 0)")} from letters
    union select letter_id, {_code(Kind.AGENCY, "above.at")} from recipients join above on above.id = agency_id
    union select letter_id,
        {_code(Kind.MEMBER, _BIOGUIDE.format("bioguide"))}
        from signatures where bioguide ~ '^[A-Z]\\d{{6}}$'
    union select letter_id, {_code(Kind.PARTY, "letterbook_letters(party)")} from signatures where party <> ''
    union select letter_id, {_code(Kind.STATE, "letterbook_letters(state)")} from signatures where state <> ''
    union select letter_id,
        {_code(Kind.CHAMBER, f"case chamber when '{Chamber.SENATE.value}' then 1 else 2 end")}
        from signatures where chamber is not null
    union select letter_id, {_code(Kind.COMMITTEE, "letterbook_letters(left(committee_id, 4))")}
        from seats
    union select letter_id, {_code(Kind.FOLLOWED, "letterbook_letters(kind)")} from followed
    union select l.id, {_status(Kind.STATUS, "coalesce(replies.publicly, false)")}
        from letters l left join replies on replies.letter_id = l.id left join asks on asks.letter_id = l.id
        where l.direction = '{Direction.TO_AGENCY.value}'
    union select l.id, {_status(Kind.STATUS_WITH_DRAFTS, "coalesce(replies.replied, false)")}
        from letters l left join replies on replies.letter_id = l.id left join asks on asks.letter_id = l.id
        where l.direction = '{Direction.TO_AGENCY.value}'
),
facets as (
    select letter_id, array_agg(code order by code) as codes, string_agg(int4send(code), '') as packed
    from facet group by letter_id
),
flag (letter_id, code) as (
    select id, {_either("direction", _DIRECTION_FLAGS)} from letters
    union select id, {_code(Kind.MONTH, _MONTH)} from letters
    union select id, {_flag(Flag.RECONSTRUCTION)} from letters where is_reconstruction
    union select letter_id, {_flag(Flag.QUOTATION)} from quotations
    union select letter_id, {_flag(Flag.REQUEST)} from asks
    union select letter_id, {_either("kind", _REQUEST_FLAGS)} from tracker_informationrequest where {_KEPT}
    union select letter_id, {_flag(Flag.DEADLINE)} from tracker_deadline where {_KEPT}
    union select letter_id, {_flag(Flag.CITATION)} from tracker_citation where {_KEPT}
    union select letter_id, {_flag(Flag.PRESS)} from tracker_coverage where letter_id = any(%(ids)s)
    union select letter_id, {_flag(Flag.SCAN)} from tracker_letterpage where letter_id = any(%(ids)s) and engine = 'ocr'
    union select letter_id, {_flag(Flag.JOINT)} from signed where signers > 1
    union select letter_id, {_flag(Flag.BIPARTISAN)} from signed where bipartisan
    union select letter_id, {_flag(Flag.BICAMERAL)} from signed where bicameral
    union select letter_id, {_flag(Flag.ACTION)} from followed
    union select letter_id, {_flag(Flag.REPLIED_TO)} from replies where publicly
    union select letter_id, {_flag(Flag.REPLIED_TO + Flag.WITH_DRAFTS)} from replies
    union select k.earlier_id, flag from tracker_letterlink k join tracker_letter o on o.id = k.letter_id,
        lateral (values ({_flag(Flag.TAKEN_UP)}, o.{_PUBLISHED}), ({_flag(Flag.TAKEN_UP + Flag.WITH_DRAFTS)}, true))
            as twin (flag, holds)
        where k.earlier_id = any(%(ids)s) and holds and k.relation = '{LetterRelation.FOLLOWS_UP.value}'
            and k.state = '{LinkState.CONFIRMED.value}'
    union select k.letter_id, flag from tracker_letterlink k join tracker_letter o on o.id = k.earlier_id,
        lateral (values ({_flag(Flag.TAKES_UP)}, o.{_PUBLISHED}), ({_flag(Flag.TAKES_UP + Flag.WITH_DRAFTS)}, true))
            as twin (flag, holds)
        where k.letter_id = any(%(ids)s) and holds and k.relation = '{LetterRelation.FOLLOWS_UP.value}'
            and k.state = '{LinkState.CONFIRMED.value}'
    union select letter_id, {_code(Kind.FOLLOWED_BY_ACTION, "id")} from followed
    union select letter_id, {_code(Kind.FOLLOWED_BY_AGENCY, "above.at")} from followed
        join tracker_agencyaction_agencies given on given.agencyaction_id = followed.id
        join above on above.id = given.agency_id
    union select letter_id, {_code(Kind.FROM_AGENCY, "above.at")} from signatures join above on above.id = agency_id
    union select letter_id, {_code(Kind.SUBCOMMITTEE, _SUBCOMMITTEE)}
        from seats where committee_id ~ '^[HJS][A-Z]{{3}}\\d\\d$' and committee_id !~ '00$'
    union select letter_id, {_code(Kind.TO_OFFICIAL, "official_id")} from recipients where official_id is not null
    union select letter_id, {_code(Kind.TO_MEMBER, _BIOGUIDE.format("member_id"))}
        from recipients where member_id ~ '^[A-Z]\\d{{6}}$'
    union select letter_id, {_flag(Flag.UNMATCHED_SIGNER)}
        from signatures where member_id is null and agency_id is null and name <> ''
),
flags as (
    select letter_id, array_agg(code order by code) as codes from flag where code is not null group by letter_id
),
vectors as (
    select l.id,
        to_tsvector('letterbook', letterbook_plain(concat_ws(' ', l.title, subjects.words))) as titled,
        to_tsvector('letterbook', letterbook_plain(quotations.words)) as quoted,
        to_tsvector('letterbook', letterbook_plain(asks.words)) as asked,
        to_tsvector('letterbook', letterbook_plain(signed.words)) as signed,
        to_tsvector('letterbook', letterbook_plain(addressed.words)) as addressed,
        to_tsvector('letterbook', letterbook_plain(quotations.speakers)) as speakers,
        coalesce(to_tsvector('letterbook', letterbook_plain(left(t.text, %(most)s))), {_EMPTY}) as text,
        coalesce(length(t.text) <= %(most)s, true) as complete,
        coalesce(signed.signers, 0) as signers
    from letters l
    left join subjects on subjects.letter_id = l.id
    left join signed on signed.letter_id = l.id
    left join addressed on addressed.letter_id = l.id
    left join quotations on quotations.letter_id = l.id
    left join asks on asks.letter_id = l.id
    left join tracker_lettertranscript t on t.letter_id = l.id
    offset 0
)
"""

# Quotations and requests stand in the text: their words are given their weight there, and put beside it only where the
# text has them not (it was too long, or reads otherwise).
_SAID = f"(coalesce(v.quoted, {_EMPTY}) || coalesce(v.asked, {_EMPTY}))"
_VECTOR = (
    f"setweight(v.titled, 'A') || setweight(coalesce(v.signed, {_EMPTY}) || coalesce(v.addressed, {_EMPTY}), 'B')"
    f" || setweight(ts_delete({_SAID}, tsvector_to_array(v.text)), 'C')"
    f" || setweight(v.text, 'C', tsvector_to_array({_SAID}))"
)

COLUMNS = {
    "letter_id": "l.id",
    "letter_date": "l.letter_date",
    "published": f"l.{_PUBLISHED}",
    "signers": "v.signers",
    "due_date": "due.date",
    "facets": "facets.codes",
    "packed": "facets.packed",
    "flags": "coalesce(flags.codes, '{}')",
    "cites": "coalesce(cited.forms, '{}')",
    "vector": _VECTOR,
    "titled": "v.titled",
    "quoted": "v.quoted",
    "asked": "v.asked",
    "signed": "v.signed",
    "addressed": "v.addressed",
    "speakers": "v.speakers",
    "complete": "v.complete",
    "version": "%(version)s",
    "indexed_at": "clock_timestamp()",
}

_VECTORS = {field.name for field in LetterSearch._meta.fields if isinstance(field, SearchVectorField)}


def _set(column: str) -> str:
    """Return what a column is set to: a vector that is the same stays where it lies, out of line."""
    if column not in _VECTORS:
        return f"{column} = excluded.{column}"
    before = f"tracker_lettersearch.{column}"
    return f"{column} = case when {before} = excluded.{column} then {before} else excluded.{column} end"


# Rows of a batch are written in the order of their dates, so that those of one time lie side by side.
WRITE_ROWS = f"""{_READ}
insert into tracker_lettersearch ({", ".join(COLUMNS)})
select {", ".join(COLUMNS.values())}
from letters l
join vectors v on v.id = l.id
join facets on facets.letter_id = l.id
left join flags on flags.letter_id = l.id
left join cited on cited.letter_id = l.id
left join due on due.letter_id = l.id
order by l.letter_date nulls first, l.id
on conflict (letter_id) do update set {", ".join(_set(name) for name in [*COLUMNS][1:])}
"""

# ActionKind's names must differ within what `letterbook_letters` keeps of them.
assert len({kind.value[:5] for kind in ActionKind}) == len(ActionKind)
