"""Keys that sign the ledger's checkpoints, the signed ones, and where they are kept."""

import django.db.models.deletion
from django.db import migrations, models

from compliance.ledger.write_once import write_once

TABLES = ("compliance_ledgerkey", "compliance_signedcheckpoint", "compliance_anchorage")


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0002_write_once'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignedCheckpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField()),
                ('at', models.DateTimeField()),
                ('checkpoint', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='compliance.checkpoint')),
            ],
        ),
        migrations.CreateModel(
            name='LedgerKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('public_key', models.BinaryField(max_length=32)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='announced_key', to='compliance.entry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name', 'public_key'), name='one_row_a_ledger_key')],
            },
        ),
        migrations.CreateModel(
            name='Anchorage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('anchor', models.CharField(max_length=32)),
                ('location', models.CharField(max_length=500)),
                ('receipt', models.BinaryField()),
                ('at', models.DateTimeField()),
                ('signed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchorages', to='compliance.signedcheckpoint')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('signed', 'anchor'), name='anchored_once_by_each')],
            },
        ),
        *(migrations.RunSQL(*write_once(table)) for table in TABLES),
    ]
