"""The rows by which actions and letters find each other.

intarray weighs the stems; it lies in a schema of its own, off the search path, because its operators on integer arrays
would else take the place of PostgreSQL's own, and no other index would be used. Actions that are there already wait to
be looked at: the sweep sees to it.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

INTARRAY = "create schema if not exists letterbook_ints; create extension if not exists intarray schema letterbook_ints;"
WAITING = "insert into tracker_actionwaiting (action_id, since) select id, now() from tracker_agencyaction;"
# A letter's tiers are read whole or not at all: kept in the row, they need not be fetched and unpacked.
IN_THE_ROW = "alter table tracker_lettertopic set (toast_tuple_target = 8160);"


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0003_signed_apart_from_filed'),
    ]

    operations = [
        migrations.RunSQL(INTARRAY, "drop extension intarray; drop schema letterbook_ints;"),
        migrations.CreateModel(
            name='ActionWaiting',
            fields=[
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='tracker.agencyaction')),
                ('since', models.DateTimeField()),
                ('taken_at', models.DateTimeField(help_text='When a worker began to look; one that is lost is replaced.', null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['since', 'action'], name='action_waiting_since')],
            },
        ),
        migrations.CreateModel(
            name='LetterTopic',
            fields=[
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='topic', serialize=False, to='tracker.letter')),
                ('letter_date', models.DateField(null=True)),
                ('agencies', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, help_text="The correspondents' own keys.", size=None)),
                ('surnames', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, help_text='Of the signers, folded.', size=None)),
                ('identifiers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=220), default=list, help_text='As in docket:BIS-2020-0017.', size=None)),
                ('rare', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, help_text='Its weightiest stems among those that are rare.', size=None)),
                ('tier_1', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('tier_2', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('tier_3', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('tier_4', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('tier_5', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['agencies'], name='letter_topic_agencies'), django.contrib.postgres.indexes.GinIndex(fields=['surnames'], name='letter_topic_surnames'), django.contrib.postgres.indexes.GinIndex(fields=['identifiers'], name='letter_topic_identifiers'), django.contrib.postgres.indexes.GinIndex(fields=['rare'], name='letter_topic_rare'), models.Index(fields=['letter_date'], name='letter_topic_date')],
            },
        ),
        migrations.CreateModel(
            name='ActionMention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(db_index=True, null=True)),
                ('surnames', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('words', models.TextField()),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='tracker.agencyaction')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['surnames'], name='action_mention_surnames')],
            },
        ),
        migrations.CreateModel(
            name='ActionSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_date', models.DateField(null=True)),
                ('stems', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_rows', to='tracker.agencyaction')),
                ('agency', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tracker.agency')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', 'published_date'], include=('action', 'stems'), name='action_search_of_agency'), django.contrib.postgres.indexes.GinIndex(fields=['stems'], name='action_search_stems')],
            },
        ),
        migrations.RunSQL(IN_THE_ROW, migrations.RunSQL.noop),
        migrations.RunSQL(WAITING, migrations.RunSQL.noop),
    ]
