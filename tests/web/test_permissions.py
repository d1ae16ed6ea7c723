"""Who may open what: every address of the site, for each role, with a published letter and with a draft.

An address that is not in the table below fails the test: none is added without somebody deciding who may see it.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from factories import make_action, make_action_link, make_agency, make_letter, make_member, make_saved_search, make_user

from tracker import alerts, search
from tracker.models import Letter, LinkState, Role

pytestmark = pytest.mark.django_db

OPEN, LOGIN, ADMIN = "open", "login", "admin"

# Addresses that show no letter of their own, and who may open them.
PLAIN = {
    "home": OPEN,
    "about": OPEN,
    "letter_list": OPEN,
    "member_list": OPEN,
    "agency_list": OPEN,
    "action_list": OPEN,
    "search": OPEN,
    "search_help": OPEN,
    "search_suggest": OPEN,
    "search_export_csv": OPEN,
    "search_export_jsonl": OPEN,
    "search_export_xlsx": OPEN,
    "cite_bib": OPEN,
    "cite_ris": OPEN,
    "cite_txt": OPEN,
    "api_search": OPEN,
    "search_feed_atom": OPEN,
    "search_feed_json": OPEN,
    "saved_searches": LOGIN,
    "health": OPEN,
    "sources": OPEN,
    "login": OPEN,
    "desk_upload": ADMIN,
    "desk_status": ADMIN,
    "desk_sources": ADMIN,
    "desk_links": ADMIN,
    "desk_actions": ADMIN,
    "desk_action_new": ADMIN,
    "desk_action_import": ADMIN,
    "desk_action_template": ADMIN,
    "desk_alerts": ADMIN,
}
# Those of them that answer a query.
ASKED = {name for name in PLAIN if name.startswith(("search", "cite", "api"))} - {"search_help", "search_suggest"}
# Addresses of one letter: a draft is not found by the public.
OF_A_LETTER = {
    "letter": OPEN,
    "letter_transcript": OPEN,
    "letter_pdf": OPEN,
    "letter_page": OPEN,
    "letter_page_image": OPEN,
    "desk_letter": ADMIN,
}
# Addresses of people, agencies and actions, which show letters: they open for all, without a word of a draft.
OF_OTHERS = {"member", "agency", "action"}
# Addresses that only take forms.
POSTS = {
    "desk_letter_verb": ADMIN,
    "desk_new_row": ADMIN,
    "desk_row_verb": ADMIN,
    "desk_decide_link": ADMIN,
    "desk_sync": ADMIN,
}
# These send everybody somewhere, or act on the session alone.
TESTED_APART = {"desk", "logout", "desk_action"}
# What somebody keeps: theirs alone, or open to whoever has the key in the address.
OF_AN_OWNER = {"saved_search", "save_search", "saved_search_feed", "unsubscribe"}

ROLES = [None, Role.PUBLIC, Role.STAFFER, Role.ADMIN]
SECRET = "Unpublished lamps"


def names(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name


def test_every_address_is_in_the_table():
    known = {*PLAIN, *OF_A_LETTER, *OF_OTHERS, *POSTS, *TESTED_APART, *OF_AN_OWNER}
    assert set(names(get_resolver().url_patterns)) == known


@pytest.fixture(params=ROLES, ids=lambda role: role or "nobody")
def viewer(request, client):
    if request.param is None:
        return None
    client.force_login(make_user(request.param))
    return request.param


def expected(access, viewer):
    """The status for an address: whoever has no login is asked to log in, others are refused what is not theirs."""
    if access == OPEN or viewer == Role.ADMIN or (access == LOGIN and viewer is not None):
        return 200
    return 302 if viewer is None else 403


def sees_drafts(viewer):
    return viewer in (Role.STAFFER, Role.ADMIN)


def make_pair():
    """A published letter, and a draft with the same signer, agency and action."""
    agency, member, action = make_agency("harbor-office", name="Harbor Office"), make_member(), make_action()
    action.agencies.add(agency)
    letters = []
    for published in (True, False):
        title = "Harbor lamps" if published else SECRET
        letter = make_letter(published=published, title=title, agencies=[agency], members=[member])
        make_action_link(letter, action, state=LinkState.CONFIRMED)
        search.index(letter)
        letters.append(letter)
    return letters, agency, member, action


def arguments(name, letter):
    return [letter.pk, 1] if name in ("letter_page", "letter_page_image") else [letter.pk]


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_addresses_without_a_letter(client, viewer, name):
    make_pair()
    answer = client.get(reverse(name), {"q": "lamps"} if name in ASKED else {})
    if name == "login" and viewer is not None:
        assert answer.status_code == 302
        return
    assert answer.status_code == expected(PLAIN[name], viewer)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not sees_drafts(viewer):
        assert SECRET.encode() not in content


@pytest.mark.parametrize("name", sorted(OF_A_LETTER))
def test_addresses_of_a_letter(client, viewer, name):
    (public, draft), *_ = make_pair()
    assert client.get(reverse(name, args=arguments(name, public))).status_code == expected(OF_A_LETTER[name], viewer)
    answer = client.get(reverse(name, args=arguments(name, draft)))
    if OF_A_LETTER[name] == OPEN and not sees_drafts(viewer):
        assert answer.status_code == 404
    else:
        assert answer.status_code == expected(OF_A_LETTER[name], viewer)


def test_addresses_of_others_show_no_draft(client, viewer):
    _, agency, member, action = make_pair()
    for name, key in (("member", member.pk), ("agency", agency.slug), ("action", action.pk)):
        answer = client.get(reverse(name, args=[key]))
        assert answer.status_code == 200
        assert (SECRET in answer.text) == sees_drafts(viewer)


def test_a_draft_is_not_even_counted(client):
    """Every list, and every page of a person, an agency or an action, is the same with the draft as without it."""
    _, agency, member, action = make_pair()
    addresses = [
        reverse(name) for name in ("home", "letter_list", "member_list", "agency_list", "action_list", "sources")
    ]
    asked = ("search", "search_feed_atom", "search_feed_json", "cite_bib", "cite_ris", "cite_txt", "api_search")
    addresses += [f"{reverse(name)}?q=lamps" for name in asked]
    addresses += [reverse("member", args=[member.pk])]
    addresses += [reverse("agency", args=[agency.slug]), reverse("action", args=[action.pk])]
    before = [client.get(address).text for address in addresses]
    assert Letter.objects.filter(title=SECRET).delete()[0]
    for address, text in zip(addresses, before, strict=True):
        assert client.get(address).text == text, address


def test_forms_are_taken_from_admins_only(client, viewer):
    (public, _), *_ = make_pair()
    link = public.action_links.get()
    row = public.quotations.first()
    addresses = {
        "desk_letter_verb": [public.pk],
        "desk_new_row": [public.pk, "citation"],
        "desk_row_verb": [public.pk, "quotation", row.pk],
        "desk_decide_link": ["action", link.pk],
        "desk_sync": [],
    }
    assert set(addresses) == set(POSTS)
    for name, args in addresses.items():
        url = reverse(name, args=args)
        assert client.get(url).status_code == 405
        answer = client.post(url, {"verb": "dismiss", "verdict": "rejected", "was": "confirmed", "reason": "No."})
        if viewer == Role.ADMIN:
            assert answer.status_code in (302, 422)
        else:
            assert answer.status_code == (302 if viewer is None else 403)
            assert viewer is not None or answer.url.startswith("/login/")
    row.refresh_from_db()
    link.refresh_from_db()
    changed = viewer == Role.ADMIN
    assert row.is_dismissed == changed
    assert (link.state == LinkState.REJECTED) == changed


def test_what_somebody_keeps_is_theirs_alone(client, viewer):
    make_pair()
    kept = make_saved_search("lamps OR is:draft")
    own, feed = reverse("saved_search", args=[kept.pk]), reverse("saved_search_feed", args=[kept.feed_token])
    stop = reverse("unsubscribe", args=[alerts.unsubscribe_token(kept)])
    for answer in (client.get(own), client.post(own, {"verb": "delete"})):
        assert answer.status_code == (302 if viewer is None else 404)
        assert viewer is not None or answer.url.startswith("/login/")
    assert client.get(reverse("save_search")).status_code == 405
    saved = client.post(reverse("save_search"), {"q": "lamps"})
    assert saved.status_code == 302
    assert saved.url.startswith("/login/") == (viewer is None)
    for address in (feed, stop):
        answer = client.get(address)
        assert answer.status_code == 200
        assert SECRET not in answer.text
    kept.refresh_from_db()
    assert kept.deleted_at is None
    assert kept.has_alerts


def test_the_desk_sends_each_to_where_they_work(client, viewer):
    answer = client.get(reverse("desk"))
    if viewer is None:
        assert answer.status_code == 302
        assert answer.url.startswith("/login/")
    elif viewer == Role.PUBLIC:
        assert answer.status_code == 403
    elif viewer == Role.STAFFER:
        assert answer.url == reverse("letter_list")
    else:
        assert answer.status_code == 200


def test_a_withdrawn_letter_is_gone_for_the_public(client, viewer):
    letter = make_letter(publication="withdrawn", title=SECRET)
    status = 200 if sees_drafts(viewer) else 404
    for name in ("letter", "letter_transcript", "letter_pdf", "letter_page_image"):
        assert client.get(reverse(name, args=arguments(name, letter))).status_code == status


def test_somebody_who_may_no_longer_work_here_sees_nothing(client):
    user = make_user(Role.ADMIN)
    client.force_login(user)
    draft = make_letter(title=SECRET)
    user.is_active = False
    user.save()
    assert client.get(reverse("letter", args=[draft.pk])).status_code == 404
    assert client.get(reverse("desk_letter", args=[draft.pk])).status_code == 302
