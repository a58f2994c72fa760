-- Two roles without login, to be granted to logins: CREATE USER grafana PASSWORD '...' IN ROLE jsigan_reader.
-- Roles belong to the whole server: another database of it may have made them, at this very moment too. Without the right to make roles
-- (a managed database), an administrator makes them and this file's grants are his.
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['jsigan_writer', 'jsigan_reader'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                  WHEN insufficient_privilege THEN RAISE NOTICE 'role % is missing and cannot be made', role;
        END;
    END LOOP;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'jsigan_writer') THEN
        GRANT USAGE ON SCHEMA jsigan TO jsigan_writer;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jsigan TO jsigan_writer;
        REVOKE INSERT, UPDATE, DELETE ON jsigan.migrations FROM jsigan_writer;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA jsigan TO jsigan_writer;
        ALTER DEFAULT PRIVILEGES IN SCHEMA jsigan GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO jsigan_writer;
        ALTER DEFAULT PRIVILEGES IN SCHEMA jsigan GRANT USAGE ON SEQUENCES TO jsigan_writer;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'jsigan_reader') THEN
        GRANT USAGE ON SCHEMA jsigan TO jsigan_reader;
        GRANT SELECT ON ALL TABLES IN SCHEMA jsigan TO jsigan_reader;
        REVOKE SELECT ON jsigan.chunks FROM jsigan_reader;
        ALTER DEFAULT PRIVILEGES IN SCHEMA jsigan GRANT SELECT ON TABLES TO jsigan_reader;
    END IF;
END
$$;
