"""When a saved search was last made to ask otherwise: mails that were written before it are not sent any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0014_footnotes")]

    operations = [
        migrations.AddField(
            model_name="savedsearch",
            name="query_changed_at",
            field=models.DateTimeField(
                null=True, blank=True, help_text="When it was last made to ask otherwise."
            ),
        ),
        migrations.AlterField(
            model_name="alertmatch",
            name="known",
            field=models.BooleanField(
                default=False, help_text="It was found before the search was kept, or asked so: never told."
            ),
        ),
    ]
