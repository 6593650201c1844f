"""Organisations whose accounts are followed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0006_snapshot_counts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organization_id', models.CharField(blank=True, default='', max_length=34)),
                ('management_account_id', models.CharField(blank=True, default='', max_length=12)),
                ('role_name', models.CharField(max_length=64)),
                ('external_id', models.CharField(max_length=1224)),
                ('regions', models.JSONField(blank=True, default=list)),
                ('cron', models.CharField(blank=True, default='', max_length=100)),
                ('connects_new', models.BooleanField(default=False)),
                ('read_at', models.DateTimeField(null=True)),
                ('error', models.TextField(blank=True, default='')),
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='organization', to='compliance.account')),
            ],
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account_id', models.CharField(max_length=12)),
                ('name', models.CharField(blank=True, default='', max_length=100)),
                ('state', models.CharField(max_length=32)),
                ('first_seen_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='compliance.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'account_id'), name='one_member_per_organization')],
            },
        ),
    ]
