"""What a letter's words can count at most, and what else can speak for an action; how far was looked, once.

Rows of letters from before hold none of it. They go, and are written anew when the next action looks forward. How far
was looked is reckoned when a page asks, so a search stores it no more.
"""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0012_letter_changes")]

    operations = [
        migrations.AddField(
            model_name="lettertopic",
            name="worths",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SmallIntegerField(),
                default=list,
                help_text="What each counts at most, in the tiers’ order; hundredths.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="lettertopic",
            name="names",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), default=list, help_text="Its stems that are names and rare.", size=None
            ),
        ),
        migrations.AddField(
            model_name="lettertopic",
            name="statutes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=200),
                default=list,
                help_text="The laws that it names.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="lettertopic",
            name="speaks_of_proposal",
            field=models.BooleanField(default=False, help_text="Whether an ask speaks of a proposed rule."),
        ),
        migrations.RemoveField("linksearch", "from_date"),
        migrations.RemoveField("linksearch", "to_date"),
        migrations.RemoveField("linksearch", "actions_considered"),
        migrations.RemoveField("linksearch", "agencies_considered"),
        migrations.RunSQL("delete from tracker_lettertopic", migrations.RunSQL.noop),
    ]
