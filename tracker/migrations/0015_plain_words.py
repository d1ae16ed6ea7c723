"""Marks are taken away in one place, and texts wait until their words are counted.

`letterbook_plain` takes quotation marks, dots and signs away itself, and actions' titles are read through it too.

Where the server's locale is C, PostgreSQL's parser takes for a letter whatever is not ASCII: a word beside a curly
mark was then another word.
"""

import django.db.models.deletion
from django.db import migrations, models

MARKS = "“”„‟‘’‚‛«»‹›…•·§¶†‡°′″"

PLAIN = r"""
create or replace function letterbook_plain(words text) returns text language sql immutable parallel safe strict as $$
    select regexp_replace(
        regexp_replace(
            translate(
                case when words ~ '[A-Z]\.\s?[A-Z]\.'
                    then regexp_replace(words, '\m([A-Z])\.\s?(?=[A-Z]\.)', '\1', 'g') else words end,
                '%s', '%s'),
            '[-–—‐‑/]', ' ', 'g'),
        '\mUS\M', 'USA', 'g')
$$;
""" % (MARKS, " " * len(MARKS))

BEFORE = r"""
create or replace function letterbook_plain(words text) returns text language sql immutable parallel safe strict as $$
    select regexp_replace(
        regexp_replace(
            case when words ~ '[A-Z]\.\s?[A-Z]\.' then regexp_replace(words, '\m([A-Z])\.\s?(?=[A-Z]\.)', '\1', 'g')
            else words end,
            '[-–—‐‑/]', ' ', 'g'),
        '\mUS\M', 'USA', 'g')
$$;
"""

TITLES = """
drop index action_title_vector;
create index action_title_vector on tracker_agencyaction using gin (to_tsvector('letterbook', letterbook_plain(title)));
"""

TITLES_BEFORE = """
drop index action_title_vector;
create index action_title_vector on tracker_agencyaction using gin (to_tsvector('letterbook', title));
"""


class Migration(migrations.Migration):
    dependencies = [("tracker", "0014_footnotes")]

    operations = [
        migrations.RunSQL(PLAIN, BEFORE),
        migrations.RunSQL(TITLES, TITLES_BEFORE),
        migrations.AlterField(
            "searchword",
            "seen",
            models.PositiveIntegerField(default=1, help_text="In how many letters, as far as they are counted."),
        ),
        migrations.CreateModel(
            "UncountedText",
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
            ],
        ),
    ]
