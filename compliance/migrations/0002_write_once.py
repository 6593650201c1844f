"""Evidence and the ledger are written once: the database itself refuses anything else."""

from django.db import migrations

from compliance.ledger.write_once import FUNCTION, write_once

TABLES = (
    "compliance_blob",
    "compliance_snapshot",
    "compliance_entry",
    "compliance_leaf",
    "compliance_treenode",
    "compliance_checkpoint",
    "compliance_controlset",
    "compliance_evaluation",
)


class Migration(migrations.Migration):
    dependencies = [("compliance", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION refuse_change()"),
        *(migrations.RunSQL(*write_once(table)) for table in TABLES),
        # A finding may be closed, once; nothing else of it changes, and none is deleted.
        migrations.RunSQL(
            """
            CREATE FUNCTION finding_only_closes() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL THEN
                OLD.closed_at := NEW.closed_at;
                IF OLD IS NOT DISTINCT FROM NEW THEN
                  RETURN NEW;
                END IF;
              END IF;
              RAISE EXCEPTION 'a finding is only ever closed, once'
                USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            CREATE TRIGGER compliance_finding_only_closes BEFORE UPDATE ON compliance_finding
              FOR EACH ROW EXECUTE FUNCTION finding_only_closes();
            CREATE TRIGGER compliance_finding_stays BEFORE DELETE ON compliance_finding
              FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER compliance_finding_is_not_emptied BEFORE TRUNCATE ON compliance_finding
              FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """,
            """
            DROP TRIGGER compliance_finding_only_closes ON compliance_finding;
            DROP TRIGGER compliance_finding_stays ON compliance_finding;
            DROP TRIGGER compliance_finding_is_not_emptied ON compliance_finding;
            DROP FUNCTION finding_only_closes();
            """,
        ),
    ]
