"""Failures first: an index in that order."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("compliance", "0008_occurrences"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                models.Case(
                    models.When(status="fail", then=0),
                    models.When(status="not_determined", then=1),
                    models.When(status="pass", then=2),
                    default=3,
                    output_field=models.SmallIntegerField(),
                ),
                models.F("account"),
                models.F("region"),
                models.F("control"),
                condition=models.Q(("closed_at", None)),
                name="finding_worst_first",
            ),
        ),
    ]
