"""Nothing unpublished anywhere: no page, count, link, picture or file of a draft reaches the public."""

import factories
import pytest
from django.test import Client

from tracker.models import ActionWaiting, LetterRelation, LinkState, Publication, Role
from tracker.search import index

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar"


@pytest.fixture
def draft():
    """A draft whose every trace bears the word SECRET, tied to a published letter and to an action."""
    agency = factories.make_agency("zanzibar-office", name=f"{SECRET} Office")
    member = factories.make_member("Z000001", last=SECRET)
    letter = factories.make_letter(title=f"The {SECRET} letter", members=[member], agencies=[agency])
    index(letter)
    action = factories.make_action(title="Harbor lights")
    factories.make_action_link(letter, action, state=LinkState.CONFIRMED)
    public = factories.make_letter(title="A public letter", published=True)
    for earlier, later in [(public, letter), (letter, public)]:
        relation = LetterRelation.FOLLOWS_UP
        factories.make_letter_link(later, earlier, relation=relation, state=LinkState.CONFIRMED)
    return letter, action, public


def everywhere(letter, action, public) -> list[str]:
    return [
        "/",
        "/about/",
        "/letters/",
        "/letters/?agency=zanzibar-office",
        f"/letters/{public.pk}/",
        f"/letters/{public.pk}/transcript/",
        "/people/",
        "/agencies/",
        "/actions/",
        "/actions/?letters=yes",
        f"/actions/{action.pk}/",
        "/search/?q=lamps",
    ]


def own_addresses(letter) -> list[str]:
    base = f"/letters/{letter.pk}/"
    return [base, f"{base}transcript/", f"{base}pages/1/", f"{base}pages/1.webp", f"{base}letter.pdf"]


def test_the_public_finds_no_trace(client: Client, draft):
    letter, action, public = draft
    for address in everywhere(letter, action, public):
        text = client.get(address).content.decode()
        assert SECRET not in text, address
        assert f"/letters/{letter.pk}/" not in text, address


@pytest.mark.parametrize("publication", [Publication.DRAFT, Publication.WITHDRAWN])
def test_the_public_gets_nothing_at_its_own_addresses(client: Client, draft, publication: str):
    letter = draft[0]
    letter.publication = publication
    letter.save(update_fields=["publication"])
    for address in own_addresses(letter):
        assert client.get(address).status_code == 404, address


def test_counts_leave_drafts_out(client: Client, draft):
    _, action, _ = draft
    assert "1 letter</p>" in client.get("/letters/").content.decode().replace(", newest first", "")
    assert client.get("/actions/?letters=yes").context["found"].total == 0
    assert client.get("/people/Z000001/").context["found"].total == 0
    assert client.get("/agencies/zanzibar-office/").context["found"].total == 0
    assert client.get("/").context["numbers"].letters == 1
    assert client.get("/").context["numbers"].followed == 0
    assert client.get(f"/actions/{action.pk}/").context["before"] == []


@pytest.mark.parametrize("role", [Role.STAFFER, Role.ADMIN])
def test_those_with_the_right_see_drafts_and_are_told(client: Client, draft, role: str):
    letter, _, _ = draft
    client.force_login(factories.make_user(role))
    for address in own_addresses(letter):
        assert client.get(address).status_code == 200, address
    assert "Only people with a login see this page" in client.get(f"/letters/{letter.pk}/").content.decode()
    assert "Draft, not public" in client.get("/letters/").content.decode()


def test_an_account_without_a_role_sees_no_drafts(client: Client, draft):
    client.force_login(factories.make_user(Role.PUBLIC))
    assert [client.get(address).status_code for address in own_addresses(draft[0])] == [404] * 5


def test_files_of_drafts_are_kept_by_no_shared_cache(client: Client, draft):
    letter, _, public = draft
    for address in own_addresses(public)[3:]:
        assert client.get(address)["Cache-Control"] == "public, no-cache"
    client.force_login(factories.make_user(Role.ADMIN))
    for address in own_addresses(letter)[3:]:
        assert client.get(address)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("state", [LinkState.PROPOSED, LinkState.UNDECIDED, LinkState.REJECTED])
def test_what_no_person_accepted_is_nowhere(client: Client, state: str):
    """The public's pages are the same with such links as without them: no name, no count, no word of a proposal.

    All that differs is that a letter's page no longer claims that nothing scored above the bar.
    """
    none_above, none_confirmed = ", none of which scored above the bar", "; none is confirmed to have followed"
    agency = factories.make_agency("harbor-office")
    letter = factories.make_letter(published=True, title="A letter on lamps", agencies=[agency])
    reply = factories.make_letter(published=True, title="Another letter on lamps")
    action = factories.make_action(title="A rule on lamps", agencies=[agency], dockets=["HSA-2025-1"])
    ActionWaiting.objects.all().delete()
    factories.make_search(letter, agencies=[agency])
    for each in (letter, reply):
        index(each)
    addresses = ["/", "/letters/", "/agencies/harbor-office/", "/actions/", "/actions/?letters=yes", "/search/?q=lamps"]
    addresses += [f"/letters/{letter.pk}/", f"/letters/{reply.pk}/", f"/actions/{action.pk}/"]
    before = [client.get(address).text for address in addresses]
    factories.make_action_link(letter, action, state=state, score=40)
    factories.make_letter_link(reply, letter, state=state, score=40)
    for address, text in zip(addresses, before, strict=True):
        now = client.get(address).text
        assert now == text.replace(none_above, none_confirmed), address
        assert "roposed by machine" not in now


def test_strong_proposals_are_shown_where_that_is_set(client: Client, settings):
    settings.SHOW_PROPOSALS = True
    letter = factories.make_letter(published=True)
    action = factories.make_action(title="A rule on lamps")
    factories.make_action_link(letter, action)
    addresses = ["/", "/letters/", f"/letters/{letter.pk}/", f"/actions/{action.pk}/"]
    assert all("roposed" in client.get(address).text for address in addresses)


@pytest.mark.parametrize("state", [LinkState.UNDECIDED, LinkState.REJECTED])
def test_what_a_person_did_not_accept_is_no_proposal_either(client: Client, settings, state: str):
    settings.SHOW_PROPOSALS = True
    letter = factories.make_letter(published=True)
    action = factories.make_action(title="A rule on lamps")
    factories.make_action_link(letter, action, state=state)
    assert "A rule on lamps" not in client.get(f"/letters/{letter.pk}/").text


def test_rejected_links_are_shown_nowhere(client: Client):
    letter = factories.make_letter(published=True)
    action = factories.make_action(title="A rule on lamps")
    factories.make_action_link(letter, action, state=LinkState.REJECTED)
    assert "A rule on lamps" not in client.get(f"/letters/{letter.pk}/").content.decode()
    assert client.get(f"/actions/{action.pk}/").context["before"] == []
