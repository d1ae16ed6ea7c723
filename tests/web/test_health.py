"""Whether this process can serve."""

from unittest.mock import patch

from django.db import OperationalError, connection


def test_well_when_the_database_answers(client, db):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_unwell_when_it_does_not(client, db):
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert b"gone" not in answer.content


def test_asked_without_tls_by_what_stands_in_front(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/letters/").status_code == 301
    assert client.get("/healthz").status_code == 200
