"""Searches that people keep, the letters that were matched for them, and the mails that told of these."""

import django.contrib.postgres.fields
import django.db.models.deletion
import tracker.models.alerts
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0010_facets_packed"),
    ]

    operations = [
        migrations.CreateModel(
            name="AlertMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("to", models.CharField(blank=True, max_length=254)),
                ("message_id", models.CharField(help_text="The same at every try.", max_length=200, unique=True)),
                (
                    "letters",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        help_text="Numbers of the letters that it tells of.",
                        size=None,
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=250)),
                ("text", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be sent"),
                            ("retrying", "Failed, will be tried again"),
                            ("sent", "Sent"),
                            ("given_up", "Given up"),
                            ("dropped", "Not sent any more"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, help_text="What went wrong at the last try.", max_length=400)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("query", models.CharField(max_length=500)),
                ("order", models.CharField(help_text="In which its results are shown.", max_length=12)),
                (
                    "cadence",
                    models.CharField(
                        choices=[("off", "Off"), ("at_once", "At once"), ("daily", "Daily"), ("weekly", "Weekly")],
                        default="off",
                        max_length=8,
                    ),
                ),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "feed_token",
                    models.CharField(default=tracker.models.alerts.new_feed_token, max_length=43, unique=True),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "seen_on",
                    models.DateField(
                        help_text="The day as of which letters were last matched: some fall due as days pass."
                    ),
                ),
                (
                    "last_alert_at",
                    models.DateTimeField(blank=True, help_text="When a mail was last written for it.", null=True),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True, help_text="Why letters may be missing from its alerts.", max_length=300
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AlertMatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matched_at", models.DateTimeField()),
                (
                    "known",
                    models.BooleanField(
                        default=False, help_text="It was found before the search was kept: never told."
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tracker.letter"
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="tracker.alertmail",
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matches",
                        to="tracker.savedsearch",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="alertmail",
            name="search",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="mails", to="tracker.savedsearch"
            ),
        ),
        migrations.AddIndex(
            model_name="savedsearch",
            index=models.Index(condition=models.Q(("deleted_at", None)), fields=["owner"], name="saved_search_kept"),
        ),
        migrations.AddConstraint(
            model_name="savedsearch",
            constraint=models.CheckConstraint(
                condition=models.Q(("cadence__in", ["off", "at_once", "daily", "weekly"])),
                name="saved_search_cadence_known",
            ),
        ),
        migrations.AddIndex(
            model_name="alertmatch",
            index=models.Index(
                condition=models.Q(("known", False), ("mail", None)),
                fields=["search", "matched_at"],
                name="alert_match_to_tell",
            ),
        ),
        migrations.AddConstraint(
            model_name="alertmatch",
            constraint=models.UniqueConstraint(fields=("search", "letter"), name="alert_match_once"),
        ),
        migrations.AddIndex(
            model_name="alertmail",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "retrying"])),
                fields=["next_try_at"],
                name="alert_mail_open",
            ),
        ),
        migrations.AddIndex(
            model_name="alertmail",
            index=models.Index(fields=["-created_at", "-id"], name="alert_mail_newest"),
        ),
        migrations.AddConstraint(
            model_name="alertmail",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "retrying", "sent", "given_up", "dropped"])),
                name="alert_mail_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alertmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", False), _connector="OR"
                ),
                name="alert_mail_sent_has_time",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("publication", "published")),
                fields=["-published_at", "-id"],
                name="letter_newest_published",
            ),
        ),
    ]
