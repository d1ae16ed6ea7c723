"""The text search configuration, and where the vectors lie.

`letterbook` is PostgreSQL's English with accents folded first, so that Velazquez finds Velázquez. The vectors are kept
out of line: a search that counts reads the narrow rows only.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

CONFIGURATION = """
create text search configuration letterbook (copy = english);
alter text search configuration letterbook
    alter mapping for hword, hword_part, word, asciihword, hword_asciipart, asciiword
    with unaccent, english_stem;
"""

OUT_OF_LINE = """
alter table tracker_lettersearch set (toast_tuple_target = 128);
alter table tracker_lettersearch alter column vector set storage external;
"""

ACTION_TITLES = """
create index action_title_vector on tracker_agencyaction using gin (to_tsvector('letterbook', title));
"""


class Migration(migrations.Migration):
    dependencies = [("tracker", "0001_initial")]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(CONFIGURATION, "drop text search configuration letterbook;"),
        migrations.RunSQL(
            OUT_OF_LINE,
            "alter table tracker_lettersearch reset (toast_tuple_target);"
            "alter table tracker_lettersearch alter column vector set storage extended;",
        ),
        migrations.RunSQL(ACTION_TITLES, "drop index action_title_vector;"),
    ]
