from django.db import migrations

from compliance.ledger.write_once import write_once

TABLES = (
    "artifact_frozenpopulation",
    "artifact_sample",
    "artifact_requestevent",
    "artifact_attachment",
    "artifact_comment",
    "artifact_conclusion",
)
REQUESTS = "artifact_auditrequest"


class Migration(migrations.Migration):
    """Of the auditor's work only a request's own row changes; none of it is ever deleted."""

    dependencies = [("artifact", "0012_audit_work")]
    operations = [
        *(migrations.RunSQL(*write_once(table)) for table in TABLES),
        migrations.RunSQL(
            f"""
            CREATE TRIGGER {REQUESTS}_stays BEFORE DELETE ON {REQUESTS}
              FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER {REQUESTS}_is_not_emptied BEFORE TRUNCATE ON {REQUESTS}
              FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """,
            f"""
            DROP TRIGGER {REQUESTS}_stays ON {REQUESTS};
            DROP TRIGGER {REQUESTS}_is_not_emptied ON {REQUESTS};
            """,
        ),
    ]
