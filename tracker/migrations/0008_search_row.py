"""The narrow row by which a letter is found, its one index, and the words that letters use.

The arrays stay in the row, and the vectors outside of it: a search that filters and counts never fetches them.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

VECTORS = ("vector", "titled", "quoted", "asked", "signed", "addressed", "speakers")

# What differs by habit only is made one, in the letters and in the queries alike: dots of abbreviations (U.S., F.C.C.),
# hyphens, dashes and slashes. "US" would be a stop word, so it is written USA.
PLAIN = r"""
create function letterbook_plain(words text) returns text language sql immutable parallel safe strict as $$
    select regexp_replace(
        regexp_replace(
            case when words ~ '[A-Z]\.\s?[A-Z]\.' then regexp_replace(words, '\m([A-Z])\.\s?(?=[A-Z]\.)', '\1', 'g')
            else words end,
            '[-–—‐‑/]', ' ', 'g'),
        '\mUS\M', 'USA', 'g')
$$;
"""

LETTERS = """
create function letterbook_letters(letters text) returns int language sql immutable parallel safe strict as $$
    select coalesce(sum((ascii(letter) - 64 & 31) << (5 * (least(length(letters), 5) - place::int))), 0)::int
    from regexp_split_to_table(upper(left(letters, 5)), '') with ordinality as each (letter, place)
    where letter <> ''
$$;
"""

# What a scan makes of a word, and the word itself, have the same shape: "govemment" and "government", "c1ean" and "clean".
SHAPE = """
create function letterbook_shape(word text) returns text language sql immutable parallel safe strict as $$
    select translate(replace(replace(replace(word, 'rn', 'm'), 'vv', 'w'), 'cl', 'd'), '1i|0586', 'lllosbg')
$$;
"""

# Whatever changes a letter's publication, the row that decides what the public finds changes with it.
VISIBILITY = """
create function letterbook_publication() returns trigger language plpgsql as $$
begin
    update tracker_lettersearch set published = (new.publication = 'published') where letter_id = new.id;
    return null;
end
$$;
create trigger letter_search_publication after update of publication on tracker_letter
    for each row when (old.publication is distinct from new.publication) execute function letterbook_publication();
"""

STORAGE = """
alter table tracker_lettersearch set (toast_tuple_target = 128);
""" + "".join(
    [f"alter table tracker_lettersearch alter column {name} set storage external;\n" for name in VECTORS]
    + [f"alter table tracker_lettersearch alter column {name} set storage main;\n" for name in ("facets", "flags", "cites")]
)


def array(of):
    return django.contrib.postgres.fields.ArrayField(base_field=of, default=list)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0007_other_actions")]

    operations = [
        migrations.RunSQL(PLAIN, "drop function letterbook_plain(text);"),
        migrations.RunSQL(LETTERS, "drop function letterbook_letters(text);"),
        migrations.RunSQL(SHAPE, "drop function letterbook_shape(text);"),
        migrations.RemoveIndex(model_name="lettersearch", name="letter_search_vector"),
        migrations.AddField("lettersearch", "published", models.BooleanField(default=False)),
        migrations.AddField("lettersearch", "signers", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("lettersearch", "due_date", models.DateField(blank=True, null=True)),
        migrations.AddField("lettersearch", "facets", array(models.IntegerField())),
        migrations.AddField("lettersearch", "flags", array(models.IntegerField())),
        migrations.AddField("lettersearch", "cites", array(models.TextField())),
        *[
            migrations.AddField("lettersearch", name, django.contrib.postgres.search.SearchVectorField(null=True))
            for name in VECTORS[1:]
        ],
        migrations.AddField(
            "lettersearch",
            "version",
            models.PositiveSmallIntegerField(default=0, help_text="Of what writes these rows; older ones are written anew."),
        ),
        migrations.AddField("lettersearch", "indexed_at", models.DateTimeField(null=True)),
        migrations.RunSQL(
            STORAGE,
            "".join(f"alter table tracker_lettersearch alter column {name} set storage external;" for name in VECTORS),
        ),
        migrations.AddIndex(
            "lettersearch",
            django.contrib.postgres.indexes.GinIndex(
                fields=[*VECTORS, "cites", "facets", "flags"],
                name="letter_search_all",
            ),
        ),
        migrations.AddIndex(
            "lettersearch",
            models.Index(
                models.F("letter_date").desc(nulls_last=True), models.F("letter_id").desc(), name="letter_search_date"
            ),
        ),
        migrations.AddIndex(
            "lettersearch",
            models.Index(
                models.F("due_date"), condition=models.Q(due_date__isnull=False), name="letter_search_due"
            ),
        ),
        migrations.RunSQL(
            VISIBILITY,
            "drop trigger letter_search_publication on tracker_letter; drop function letterbook_publication();",
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("seen", models.PositiveIntegerField(default=1)),
                ("shape", models.CharField(db_index=True, max_length=40)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="search_word_trigram", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
    ]
