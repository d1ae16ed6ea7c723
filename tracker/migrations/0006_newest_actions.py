from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0006_link_decisions'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='agencyaction',
            index=models.Index(models.OrderBy(models.F('published_date'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), name='action_newest_first'),
        ),
    ]
