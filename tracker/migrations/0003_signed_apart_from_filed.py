"""What was kept as the filing date of presidential documents was the day of their signing."""

from django.db import migrations

FORWARD = """
    UPDATE tracker_agencyaction SET signed_date = filed_date, filed_date = NULL
    WHERE kind = 'presidential_document' AND signed_date IS NULL AND filed_date IS NOT NULL
"""
BACK = """
    UPDATE tracker_agencyaction SET filed_date = signed_date
    WHERE kind = 'presidential_document' AND signed_date IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("tracker", "0003_federal_register_sync")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
