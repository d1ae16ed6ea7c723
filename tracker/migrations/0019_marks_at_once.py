"""`letterbook_plain` looks for marks and dashes in one pass: a table of characters takes longer than all of the rest.

What it returns is the same, so what is indexed by it stays as it is.
"""

import importlib

from django.db import migrations

_BEFORE = importlib.import_module("tracker.migrations.0015_plain_words")

PLAIN = r"""
create or replace function letterbook_plain(words text) returns text language sql immutable parallel safe strict as $$
    select regexp_replace(
        regexp_replace(
            case when words ~ '[A-Z]\.\s?[A-Z]\.'
                then regexp_replace(words, '\m([A-Z])\.\s?(?=[A-Z]\.)', '\1', 'g') else words end,
            '[-–—‐‑/%s]', ' ', 'g'),
        '\mUS\M', 'USA', 'g')
$$;
""" % _BEFORE.MARKS


class Migration(migrations.Migration):
    dependencies = [("tracker", "0018_query_changed_and_askers")]

    operations = [migrations.RunSQL(PLAIN, _BEFORE.PLAIN)]
