from django.db import migrations

TABLE = "artifact_numberedevidence"


class Migration(migrations.Migration):
    """Of numbered evidence only the auditors' own references change, and none is deleted."""

    dependencies = [("artifact", "0010_evidence_numbers")]
    operations = [
        migrations.RunSQL(
            f"""
            CREATE FUNCTION evidence_number_stays() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              OLD."references" := NEW."references";
              IF OLD IS DISTINCT FROM NEW THEN
                RAISE EXCEPTION 'rows of % are written once, but for references; % is refused',
                  TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER {TABLE}_only_refers BEFORE UPDATE ON {TABLE}
              FOR EACH ROW EXECUTE FUNCTION evidence_number_stays();
            CREATE TRIGGER {TABLE}_stays BEFORE DELETE ON {TABLE}
              FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER {TABLE}_is_not_emptied BEFORE TRUNCATE ON {TABLE}
              FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """,
            f"""
            DROP TRIGGER {TABLE}_only_refers ON {TABLE};
            DROP TRIGGER {TABLE}_stays ON {TABLE};
            DROP TRIGGER {TABLE}_is_not_emptied ON {TABLE};
            DROP FUNCTION evidence_number_stays();
            """,
        ),
    ]
