"""What a letter's last search counted, so that a new action can be scored alone. Written by the next search."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0015_plain_words")]

    operations = [
        migrations.CreateModel(
            name="LetterSurroundings",
            fields=[
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="tracker.letter",
                    ),
                ),
                ("counted", models.JSONField(help_text="As tracker.linking.surroundings keeps it.")),
                ("counted_at", models.DateTimeField()),
            ],
        ),
    ]
