"""Footnotes, each with where its mark stands in the letter's text."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0013_letter_topic_at_most")]

    operations = [
        migrations.CreateModel(
            name="Footnote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField(default=0)),
                ("mark", models.CharField(help_text="As printed, not raised: a figure or a sign.", max_length=8)),
                ("text", models.TextField(help_text="As written, without its mark.")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("page", models.PositiveIntegerField(help_text="Page on which it begins.")),
                ("mark_start", models.PositiveIntegerField(blank=True, null=True)),
                ("mark_end", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "mark_page",
                    models.PositiveIntegerField(blank=True, help_text="Page on which its mark stands.", null=True),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="footnotes", to="tracker.letter"
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "order"), name="footnote_order_unique"),
                ],
            },
        ),
    ]
