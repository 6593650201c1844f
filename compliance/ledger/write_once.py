"""Database triggers that refuse to change or delete rows, whoever asks."""

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are written once; % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def write_once(table: str) -> tuple[str, str]:
    """SQL that makes a table's rows unchangeable, and SQL that takes it back."""
    forward = f"""
    CREATE TRIGGER {table}_is_written_once BEFORE UPDATE OR DELETE ON {table}
      FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    """
    reverse = f"""
    DROP TRIGGER {table}_is_written_once ON {table};
    DROP TRIGGER {table}_is_not_emptied ON {table};
    """
    return forward, reverse
