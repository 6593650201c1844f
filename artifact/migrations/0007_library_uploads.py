from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("artifact", "0006_customer_agreements_only_end"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportversion",
            name="is_to_be_published",
            field=models.BooleanField(default=False),
        ),
        # Versions of before are found by their series' words.
        migrations.RunSQL(
            """
            UPDATE artifact_reportversion AS version
            SET search = setweight(to_tsvector('english', replace(report.title, '/', ' ')), 'A')
                || setweight(to_tsvector('english', concat_ws(' ', report.series, report.category,
                    report.company, report.product, replace(report.framework, '_', ' '))), 'B')
                || setweight(to_tsvector('english', report.description), 'C')
            FROM artifact_report AS report
            WHERE report.id = version.report_id AND version.search IS NULL
            """,
            migrations.RunSQL.noop,
        ),
    ]
