"""When a saved search was last made to ask otherwise, and how often an address asks.

Mails that were written before a search's query was changed are not sent any more. Requests are counted in a table that
is not logged: after a crash it is empty, which does no harm.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0017_purpose")]

    operations = [
        migrations.AddField(
            model_name="savedsearch",
            name="query_changed_at",
            field=models.DateTimeField(null=True, blank=True, help_text="When it was last made to ask otherwise."),
        ),
        migrations.AlterField(
            model_name="alertmatch",
            name="known",
            field=models.BooleanField(
                default=False, help_text="It was found before the search was kept, or asked so: never told."
            ),
        ),
        migrations.CreateModel(
            name="Asker",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("since", models.DateTimeField(db_index=True)),
                ("times", models.PositiveIntegerField()),
            ],
        ),
        migrations.RunSQL("alter table tracker_asker set unlogged", "alter table tracker_asker set logged"),
    ]
