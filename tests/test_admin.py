"""Django's admin: every list and every record opens for admins, for nobody else, and files come in by the verb."""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories
from tests.factories import pdf_bytes
from tracker import tasks
from tracker.models import AgencyName, EventKind, Letter, LetterFile

pytestmark = pytest.mark.django_db
OURS = [model for model in admin.site._registry if model._meta.app_label == "tracker"]
ADD = "admin:tracker_letterfile_add"


@pytest.fixture(autouse=True)
def rung(monkeypatch):
    calls = []
    monkeypatch.setattr(tasks.process_letter, "delay_on_commit", lambda *, letter_id: calls.append(letter_id))
    return calls


@pytest.fixture
def everything():
    """One record, at least, of most models."""
    agency, member = factories.make_agency(aliases=["HSA"]), factories.make_member()
    factories.make_official(agency)
    letter = factories.make_letter(members=[member], agencies=[agency])
    factories.make_action_link(letter, factories.make_action(agencies=[agency]))
    factories.make_letter_link(letter, factories.make_letter())
    letter.coverage.create(publication="The Gazette", title="Lamps")


def login(client, role="admin", **fields):
    user = factories.make_user(role, **fields)
    client.force_login(user)
    return user


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_and_record_opens(client, everything, model):
    login(client)
    name = f"admin:tracker_{model._meta.model_name}"
    listed = client.get(
        reverse(f"{name}_changelist"), {"q": "lamps"} if admin.site._registry[model].search_fields else {}
    )
    assert listed.status_code == 200
    assert client.get(reverse(f"{name}_changelist")).status_code == 200
    for record in model._default_manager.all()[:1]:
        assert client.get(reverse(f"{name}_change", args=[record.pk])).status_code == 200


@pytest.mark.parametrize("role", ["public", "staffer"])
@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_nobody_else_gets_in(client, role, model):
    # Not even with Django's own flags: the role decides.
    login(client, role, is_staff=True, is_superuser=True)
    assert client.get(reverse(f"admin:tracker_{model._meta.model_name}_changelist")).status_code == 403


@pytest.mark.parametrize("name", ["letter", "signature", "actionlink", "letterevent", "extraction", "member"])
def test_what_the_verbs_rule_cannot_be_changed_here(client, everything, name):
    login(client)
    model = next(model for model in OURS if model._meta.model_name == name)
    record = model._default_manager.first()
    assert client.post(reverse(f"admin:tracker_{name}_change", args=[record.pk]), {}).status_code == 403
    assert client.get(reverse(f"admin:tracker_{name}_add")).status_code == 403
    assert client.post(reverse(f"admin:tracker_{name}_delete", args=[record.pk]), {"post": "yes"}).status_code == 403


def send(client, content, name="letter.pdf", **fields):
    upload = SimpleUploadedFile(name, content, "application/pdf")
    return client.post(reverse(ADD), {"upload": upload, "source_url": "", **fields}, follow=True)


def test_a_file_comes_in_by_the_verb(client, rung):
    user, content = login(client), pdf_bytes()
    assert client.get(reverse(ADD)).status_code == 200
    page = send(client, content, source_url="https://example.gov/a.pdf", publish_when_read="on")
    letter = Letter.objects.get()
    assert f"Received as letter {letter.pk}." in page.content.decode()
    assert (letter.file.uploaded_by, letter.file.source_url) == (user, "https://example.gov/a.pdf")
    assert letter.publish_when_read
    assert rung == [letter.pk]
    assert "already here" in send(client, content).content.decode()
    assert Letter.objects.count() == 1
    assert letter.events.filter(kind=EventKind.SEEN_AGAIN, actor=user).exists()


def test_what_is_refused_says_why(client, settings):
    login(client)
    settings.MAX_FILE_BYTES = 100
    assert "at most 100 bytes" in send(client, b"x" * 101).content.decode()
    assert "whole web address" in send(client, pdf_bytes(), source_url="ftp://example.gov/a").content.decode()
    assert not LetterFile.objects.exists()
    assert "This file has no pages" in send(client, b"").content.decode()
    assert Letter.objects.get().problem == "empty"


def test_a_name_of_an_agency_is_folded_and_nobody_elses(client):
    login(client)
    agency, other = factories.make_agency(), factories.make_agency(aliases=["Coast Survey"])
    address = reverse("admin:tracker_agencyname_add")
    client.post(address, {"agency": agency.pk, "name": "Dep’t of Harbors & Lights"})
    assert AgencyName.objects.get(agency=agency).folded == "dept of harbors and lights"
    page = client.post(address, {"agency": agency.pk, "name": "COAST survey"})
    assert f"already a name of {other.name}" in page.content.decode()
