"""Limits of controls that the organisation sets itself."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0004_retention'),
    ]

    operations = [
        migrations.CreateModel(
            name='OrganisationLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('control', models.CharField(max_length=128)),
                ('framework', models.CharField(blank=True, default='', max_length=64)),
                ('params', models.JSONField()),
                ('reason', models.CharField(max_length=500)),
                ('set_by', models.CharField(max_length=150)),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['control', 'framework', '-id'], name='limit_newest')],
            },
        ),
    ]
