from django.db import migrations

TABLE = "artifact_customeragreement"


class Migration(migrations.Migration):
    """An executed agreement may end, once; nothing else of it changes, and none is deleted."""

    dependencies = [("artifact", "0003_aws_protocol")]
    operations = [
        migrations.RunSQL(
            f"""
            CREATE FUNCTION customer_agreement_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF OLD.state = 'ACTIVE' AND NEW.state <> 'ACTIVE' THEN
                OLD.state := NEW.state;
                OLD.effective_end := NEW.effective_end;
                OLD.termination_id := NEW.termination_id;
              END IF;
              IF OLD IS DISTINCT FROM NEW THEN
                RAISE EXCEPTION 'rows of % are written once, and may end; % is refused',
                  TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER {TABLE}_only_ends BEFORE UPDATE ON {TABLE}
              FOR EACH ROW EXECUTE FUNCTION customer_agreement_only_ends();
            CREATE TRIGGER {TABLE}_stays BEFORE DELETE ON {TABLE}
              FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER {TABLE}_is_not_emptied BEFORE TRUNCATE ON {TABLE}
              FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """,
            f"""
            DROP TRIGGER {TABLE}_only_ends ON {TABLE};
            DROP TRIGGER {TABLE}_stays ON {TABLE};
            DROP TRIGGER {TABLE}_is_not_emptied ON {TABLE};
            DROP FUNCTION customer_agreement_only_ends();
            """,
        ),
    ]
