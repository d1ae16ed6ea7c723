"""Indexes by which the nearest name is found, and what the search box offers: names, speakers and titles."""

from django.db import migrations

INDEXES = """
create index member_surname_trigrams on tracker_member using gin (folded_surname gin_trgm_ops);
create index agency_name_trigrams on tracker_agency using gin (lower(name) gin_trgm_ops);
create index agency_alias_trigrams on tracker_agencyname using gin (folded gin_trgm_ops);
create index quotation_speaker_trigrams on tracker_quotation using gin (lower(speaker) gin_trgm_ops);
create index letter_title_trigrams on tracker_letter using gin (lower(title) gin_trgm_ops);
"""

NO_INDEXES = """
drop index member_surname_trigrams;
drop index agency_name_trigrams;
drop index agency_alias_trigrams;
drop index quotation_speaker_trigrams;
drop index letter_title_trigrams;
"""


class Migration(migrations.Migration):
    dependencies = [("tracker", "0008_search_row")]

    operations = [migrations.RunSQL(INDEXES, NO_INDEXES)]
