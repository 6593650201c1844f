"""What a reading saw and was refused, in numbers, beside its evidence."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0005_organisation_limits'),
    ]

    operations = [
        migrations.AddField(
            model_name='snapshot',
            name='counts',
            field=models.JSONField(default=dict),
        ),
    ]
