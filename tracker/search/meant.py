"""From whom or what a name means to the letters that are meant: the condition on the search rows.

What the query is shown back as and what it finds are drawn from the same records (tracker.search.values).
"""

from tracker.models import ActionKind, Chamber
from tracker.search.codes import Flag, Kind, code, of_letters, of_member, of_subcommittee
from tracker.search.sql import Sql, any_of, named, phrase
from tracker.search.values import Addressee, Cited, FollowedBy, Meaning, Signer, Spoken

__all__ = ["means"]

_CHAMBERS = {Chamber.SENATE.value: 1, Chamber.HOUSE.value: 2}


def means(meant: Meaning) -> Sql:
    """Return the condition that a letter is meant. A name that nobody knows is sought in the names as written."""
    match meant:
        case Signer():
            return _signed(meant)
        case Addressee():
            return _addressed(meant)
        case Spoken(words=words):
            return named("speakers", words)
        case Cited(normalized=normalized, written=written):
            forms = [each.lower() for each in normalized]
            return Sql("s.cites && %s::text[]", (forms,)) if forms else phrase("vector", written)
        case FollowedBy():
            return any_of(
                _codes("facets", [code(Kind.FOLLOWED, of_letters(ActionKind(kind).value[:5])) for kind in meant.kinds]),
                _codes(
                    "flags",
                    [code(Kind.FOLLOWED_BY_ACTION, pk) for pk in meant.actions]
                    + [code(Kind.FOLLOWED_BY_AGENCY, pk) for pk in meant.agencies],
                ),
            )


def _signed(meant: Signer) -> Sql:
    full = [each for each in meant.committees if of_subcommittee(each) is None]
    # A full committee's code stands for its subcommittees too.
    below = [each for each in meant.committees if each[:4] not in {every[:4] for every in full}]
    codes = [code(Kind.PARTY, of_letters(party)) for party in meant.parties]
    codes += [code(Kind.STATE, of_letters(state)) for state in meant.states]
    codes += [code(Kind.CHAMBER, _CHAMBERS[chamber]) for chamber in meant.chambers]
    codes += [code(Kind.COMMITTEE, of_letters(each[:4])) for each in full]
    codes += [code(Kind.MEMBER, number) for each in meant.members if (number := of_member(each)) is not None]
    flags = [code(Kind.SUBCOMMITTEE, number) for each in below if (number := of_subcommittee(each)) is not None]
    flags += [code(Kind.FROM_AGENCY, pk) for pk in meant.agencies]
    written = None
    if not meant.is_known:
        written = named("signed", meant.name)
    elif meant.members:
        # A name under a letter for which no member was found may be that of one who is meant.
        name = named("signed", meant.name)
        written = Sql(f"(s.flags @> array[%s] and {name.text})", (code(Kind.FLAG, Flag.UNMATCHED_SIGNER), *name.values))
    return any_of(_codes("facets", codes), _codes("flags", flags), written)


def _addressed(meant: Addressee) -> Sql:
    flags = [code(Kind.TO_OFFICIAL, pk) for pk in meant.officials]
    flags += [code(Kind.TO_MEMBER, number) for each in meant.members if (number := of_member(each)) is not None]
    return any_of(
        _codes("facets", [code(Kind.AGENCY, pk) for pk in meant.agencies]),
        _codes("flags", flags),
        None if meant.agencies else named("addressed", meant.name),
    )


def _codes(column: str, codes: list[int]) -> Sql | None:
    return Sql(f"s.{column} && %s::int[]", (codes,)) if codes else None
