"""The facets of a letter in four bytes each, to be counted without taking arrays apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0009_name_trigrams")]

    operations = [
        migrations.AddField(
            model_name="lettersearch",
            name="packed",
            field=models.BinaryField(default=bytes, help_text="The facets once more, four bytes each, to be counted."),
        ),
        migrations.RunSQL(
            "alter table tracker_lettersearch alter column packed set storage main",
            "alter table tracker_lettersearch alter column packed set storage extended",
        ),
    ]
