"""What happened in accounts, and of which spans of time that is known."""

import django.db.models.deletion
from django.db import migrations, models

from compliance.ledger.write_once import write_once


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0007_organizations'),
    ]

    operations = [
        migrations.CreateModel(
            name='EventWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=32)),
                ('lookup', models.CharField(max_length=128)),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('events', models.PositiveIntegerField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='event_windows', to='compliance.account')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='event_windows', to='compliance.snapshot')),
            ],
            options={
                'indexes': [models.Index(fields=['account', 'region', 'lookup', '-ends_at'], name='event_window_newest')],
                'constraints': [models.UniqueConstraint(fields=('account', 'region', 'lookup', 'begins_at'), name='one_event_window_per_beginning'), models.CheckConstraint(condition=models.Q(('ends_at__gte', models.F('begins_at'))), name='event_window_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=32)),
                ('event_id', models.CharField(max_length=128)),
                ('at', models.DateTimeField()),
                ('name', models.CharField(max_length=256)),
                ('kinds', models.JSONField()),
                ('who', models.TextField()),
                ('source', models.TextField(blank=True, default='')),
                ('resources', models.JSONField(default=list)),
                ('mfa', models.CharField(choices=[('used', 'Used'), ('not_used', 'Not used'), ('unknown', 'Not said')], max_length=8)),
                ('error', models.TextField(blank=True, default='')),
                ('call', models.PositiveIntegerField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occurrences', to='compliance.account')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occurrences', to='compliance.snapshot')),
            ],
            options={
                'indexes': [models.Index(fields=['-at', '-id'], name='occurrence_newest'), models.Index(fields=['account', 'region', '-at'], name='occurrence_by_place')],
                'constraints': [models.UniqueConstraint(fields=('account', 'region', 'event_id'), name='one_occurrence_per_event')],
            },
        ),
        migrations.RunSQL(*write_once("compliance_occurrence")),
        migrations.RunSQL(*write_once("compliance_eventwindow")),
    ]
