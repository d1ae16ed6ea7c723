"""A letter has a sentence on what it is written for. Letters read before are read anew by `manage.py reread`."""

from django.db import migrations, models

KINDS = [
    "date",
    "received",
    "subject",
    "purpose",
    "salutation",
    "closing",
    "letterhead",
    "reference",
    "other_reference",
    "earlier_letter",
    "enclosure",
    "copy",
]


class Migration(migrations.Migration):
    dependencies = [("tracker", "0017_letter_surroundings")]

    operations = [
        migrations.AlterField(
            "letterfact", "kind", models.CharField(choices=[(kind, kind) for kind in KINDS], max_length=16)
        ),
    ]
