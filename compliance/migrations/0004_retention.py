"""How long evidence is kept, holds, deletions by rule, and checks of what is kept."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from compliance.ledger.write_once import write_once

CLASSES = (
    # Six years from when it was last in effect.
    ("hipaa", 2192, "last_in_effect", "45 CFR 164.316(b)(2)(i)"),
    # Twelve months; three of them at hand, which all that is kept here is.
    ("pci-dss", 366, "collected", "PCI DSS v4.0.1 10.5.1"),
)


def add_classes(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The rules that hold until an organisation sets its own."""
    for name, days, counted_from, source in CLASSES:
        apps.get_model("compliance", "RetentionClass").objects.create(
            name=name, days=days, counted_from=counted_from, source=source
        )


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0003_ledger_signatures'),
    ]

    operations = [
        migrations.CreateModel(
            name='FixityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('complete', 'Complete'), ('incomplete', 'Incomplete'), ('failed', 'Failed')], default='queued', max_length=10)),
                ('requested_by', models.CharField(help_text='Who or what started the run.', max_length=150)),
                ('requested_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('steps_done', models.PositiveIntegerField(default=0)),
                ('steps_total', models.PositiveIntegerField(default=0)),
                ('error', models.TextField(blank=True, default='')),
                ('bytes_read', models.BigIntegerField(default=0)),
                ('disposed', models.PositiveIntegerField(default=0)),
                ('damaged', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='Disposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('blob', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disposals', to='compliance.blob')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disposals', to='compliance.entry')),
            ],
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500)),
                ('placed_by', models.CharField(max_length=150)),
                ('placed_at', models.DateTimeField()),
                ('released_by', models.CharField(blank=True, default='', max_length=150)),
                ('released_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='legal_holds', to='compliance.account')),
            ],
        ),
        migrations.CreateModel(
            name='RetentionClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.SlugField(max_length=40, unique=True)),
                ('days', models.PositiveIntegerField()),
                ('counted_from', models.CharField(choices=[('collected', 'Collected'), ('last_in_effect', 'Last in effect')], max_length=14)),
                ('source', models.CharField(help_text='The clause that asks for it.', max_length=200)),
                ('is_for_all', models.BooleanField(default=True)),
                ('accounts', models.ManyToManyField(blank=True, related_name='retention_classes', to='compliance.account')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('days__gte', 1)), name='retention_of_a_day_at_least')],
            },
        ),
        migrations.RunSQL(*write_once("compliance_disposal")),
        migrations.RunPython(add_classes, migrations.RunPython.noop),
    ]
