"""Full texts: which are wanted, how they are had, and what becomes of those that are long, empty or gone."""

import datetime

import pytest
from misbehaving import client_of, serving, status

from tests.factories import NOW, make_action, make_agency, make_letter
from tracker.models import RunState, SyncProblem, TextFetch
from tracker.sources import texts

pytestmark = pytest.mark.django_db

PAGE = (
    b"<html>\n<head>\n<title>Federal Register</title>\n</head>\n<body><pre>\n"
    b"[[Page 1]]\n\nHarbor lights &amp; buoys &lt;NA&gt;\n<bullet> Two\n</pre></body>\n</html>\n"
)


@pytest.fixture
def upstream():
    with serving() as server:
        yield server


def action_with_text(upstream, content, **fields):
    action = make_action(**fields)
    path = f"/text/{action.pk}.txt"
    if content is not None:
        upstream.texts[path] = content
    action.raw_text_url = upstream.base.replace("/api/v1", path)
    action.save()
    return action


def fetch(upstream, now=NOW, **options):
    with client_of(upstream, attempts=2) as api:
        return texts.fetch_texts(api.caller, clock=lambda: now, **options)


def test_the_words_stand_alone():
    assert texts.plain_text(PAGE) == "[[Page 1]]\n\nHarbor lights & buoys <NA>\n Two"
    assert texts.plain_text(b"<pre>cut sh") == "cut sh"
    assert texts.plain_text(b"no page \xff\x00at all") == "no page \ufffdat all"
    assert texts.plain_text(b"") == ""


def test_texts_near_a_letter_are_wanted(upstream):
    above = make_agency("transport-department")
    office = make_agency("harbor-office", parent=above)
    below, other = make_agency("lamps-bureau", parent=office), make_agency("coast-survey")
    make_letter(letter_date=datetime.date(2025, 3, 3), agencies=[office])
    near = [
        action_with_text(upstream, PAGE, agencies=[agency], published_date=datetime.date(2025, month, 1))
        for month, agency in ((4, office), (5, above), (6, below))
    ]
    action_with_text(upstream, PAGE, agencies=[other])
    action_with_text(upstream, PAGE, agencies=[office], published_date=datetime.date(2025, 3, 2))
    action_with_text(upstream, PAGE, agencies=[office], published_date=datetime.date(2028, 3, 4))
    make_action(agencies=[office])
    action_with_text(upstream, PAGE, agencies=[office], text="It is here.")
    assert texts.wanted(now=NOW) == near
    assert texts.wanted(now=NOW, limit=2) == near[:2]
    run, had = fetch(upstream)
    assert had == [action.pk for action in near]
    assert (run.state, run.added) == (RunState.FINISHED, 3)
    near[0].refresh_from_db()
    assert near[0].text.startswith("[[Page 1]]")
    assert texts.wanted(now=NOW) == []


def test_a_long_text_is_cut_and_says_so(upstream, monkeypatch):
    long = action_with_text(upstream, b"<pre>" + b"lamp " * 10_000)
    monkeypatch.setattr(texts, "KEPT", 1000)
    fetch(upstream, chosen=[long])
    long.refresh_from_db()
    assert (len(long.text), long.text_fetch.is_cut) == (1000, True)
    assert "first 1,000 characters" in long.text_fetch.sentence
    # Of one that is larger than anything that we take, only the beginning is taken at all.
    huge = action_with_text(upstream, b"<pre>" + b"lamp " * 10_000)
    monkeypatch.setattr(texts, "KEPT", 10**6)
    monkeypatch.setattr(texts, "MAX_BYTES", 5000)
    fetch(upstream, chosen=[huge])
    huge.refresh_from_db()
    assert (len(huge.text), huge.text_fetch.is_cut) == (4994, True)


def test_fifty_megabytes_are_not_held(upstream):
    action = action_with_text(upstream, b"<pre>" + b"lamp " * 10_000_000)
    _, had = fetch(upstream, chosen=[action])
    action.refresh_from_db()
    assert had == [action.pk]
    assert len(action.text) <= texts.KEPT


def test_what_is_gone_is_not_asked_for_again(upstream):
    office = make_agency("harbor-office")
    make_letter(letter_date=datetime.date(2025, 3, 3), agencies=[office])
    gone = action_with_text(upstream, None, agencies=[office])
    empty = action_with_text(upstream, b"<pre> </pre>", agencies=[office])
    run, had = fetch(upstream)
    assert (had, run.state) == ([], RunState.FINISHED)
    assert gone.text_fetch.refused
    assert "404" in SyncProblem.objects.get().sentence
    assert TextFetch.objects.get(action=empty).sentence == "The address gave no words."
    assert texts.wanted(now=NOW + datetime.timedelta(days=3)) == []


def test_what_fails_is_tried_on_another_day_but_not_for_ever(upstream):
    office = make_agency("harbor-office")
    make_letter(letter_date=datetime.date(2025, 3, 3), agencies=[office])
    action = action_with_text(upstream, PAGE, agencies=[office])
    now = NOW
    for attempt in range(1, texts.ATTEMPTS + 1):
        assert texts.wanted(now=now) == [action]
        upstream.faults = [status(500)] * 2
        fetch(upstream, now)
        assert TextFetch.objects.get().attempts == attempt
        assert texts.wanted(now=now + datetime.timedelta(hours=1)) == []
        now += datetime.timedelta(days=1)
    assert texts.wanted(now=now) == []
    assert SyncProblem.objects.get().times == texts.ATTEMPTS


def test_when_the_source_is_down_the_rest_waits(upstream):
    actions = [action_with_text(upstream, PAGE) for _ in range(5)]
    upstream.faults = [status(503)] * 100
    run, had = fetch(upstream, chosen=actions)
    assert (had, run.state, run.skipped) == ([], RunState.INCOMPLETE, 3)
    assert "wait for the next sync" in run.sentence
    assert TextFetch.objects.count() == 3
