"""The list of published letters that changed, kept by a trigger on the search rows, so that no door can forget it.

Whoever only writes rows anew sets letterbook.rewriting for the transaction: that is no change.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# The row as it was is kept until saved searches were asked, however often the letter changes meanwhile.
CHANGES = """
create function letterbook_letter_change() returns trigger language plpgsql as $$
declare
    before tracker_lettersearch;
begin
    if current_setting('letterbook.rewriting', true) = 'on' then
        return null;
    end if;
    if tg_op = 'INSERT' then
        if new.published then
            insert into tracker_letterchange (letter_id, since, published, signers, facets, flags, cites, vector)
            values (new.letter_id, clock_timestamp(), false, 0, '{}', '{}', '{}', '')
            on conflict (letter_id) do update set since = excluded.since;
        end if;
        return null;
    end if;
    if not (old.published or new.published) then
        return null;
    end if;
    before := old;
    before.version := new.version;
    before.indexed_at := new.indexed_at;
    if before is distinct from new then
        insert into tracker_letterchange (
            letter_id, since, letter_date, published, signers, due_date, facets, flags, cites,
            vector, titled, quoted, asked, signed, addressed, speakers
        ) values (
            old.letter_id, clock_timestamp(), old.letter_date, old.published, old.signers, old.due_date, old.facets,
            old.flags, old.cites, old.vector, old.titled, old.quoted, old.asked, old.signed, old.addressed, old.speakers
        )
        on conflict (letter_id) do update set since = excluded.since;
    end if;
    return null;
end
$$;
create trigger letter_search_change after insert or update on tracker_lettersearch
    for each row execute function letterbook_letter_change();
"""

NO_CHANGES = """
drop trigger letter_search_change on tracker_lettersearch;
drop function letterbook_letter_change();
"""


class Migration(migrations.Migration):

    dependencies = [("tracker", "0011_saved_searches")]

    operations = [
        migrations.CreateModel(
            name='LetterChange',
            fields=[
                ('letter_date', models.DateField(blank=True, null=True)),
                ('published', models.BooleanField(default=False)),
                ('signers', models.PositiveSmallIntegerField(default=0)),
                ('due_date', models.DateField(blank=True, null=True)),
                ('facets', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('flags', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('cites', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
                ('titled', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('quoted', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('asked', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('signed', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('addressed', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('speakers', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='tracker.letter')),
                ('since', models.DateTimeField(help_text='When the letter changed last.')),
            ],
            options={
                'indexes': [models.Index(fields=['since', 'letter'], name='letter_change_since')],
            },
        ),
        migrations.RunSQL(CHANGES, NO_CHANGES),
    ]
