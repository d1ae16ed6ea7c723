
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0004_action_search'),
    ]

    operations = [
        migrations.AlterField(
            model_name='actionlink',
            name='reason',
            field=models.CharField(blank=True, help_text='Why it was accepted, rejected or left open.', max_length=500),
        ),
        migrations.AlterField(
            model_name='actionlink',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('undecided', 'Left open'), ('confirmed', 'Confirmed'), ('rejected', 'Rejected')], default='proposed', max_length=10),
        ),
        migrations.AlterField(
            model_name='letterevent',
            name='kind',
            field=models.CharField(choices=[('received', 'Received'), ('seen_again', 'Uploaded again'), ('read', 'Read'), ('unreadable', 'Could not be read'), ('reread_asked', 'Asked to be read again'), ('row_confirmed', 'Confirmed'), ('row_corrected', 'Corrected'), ('row_dismissed', 'Dismissed'), ('row_restored', 'Restored'), ('row_entered', 'Entered by hand'), ('title_set', 'Title written'), ('link_confirmed', 'Link accepted'), ('link_rejected', 'Link rejected'), ('link_undecided', 'Link looked at, left open'), ('link_reopened', 'Link open again'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], max_length=16),
        ),
        migrations.AlterField(
            model_name='letterlink',
            name='reason',
            field=models.CharField(blank=True, help_text='Why it was accepted, rejected or left open.', max_length=500),
        ),
        migrations.AlterField(
            model_name='letterlink',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('undecided', 'Left open'), ('confirmed', 'Confirmed'), ('rejected', 'Rejected')], default='proposed', max_length=10),
        ),
        migrations.AddIndex(
            model_name='actionlink',
            index=models.Index(fields=['state', '-score', '-id'], name='action_link_queue'),
        ),
        migrations.AddIndex(
            model_name='letterlink',
            index=models.Index(fields=['state', '-score', '-id'], name='letter_link_queue'),
        ),
    ]
