-- What the user asked for, in place of the command line that said it.
ALTER TABLE jsigan.runs ADD COLUMN options jsonb NOT NULL DEFAULT '{}';
ALTER TABLE jsigan.runs DROP COLUMN arguments;
COMMENT ON COLUMN jsigan.runs.options IS 'Options that started it, without the database, whose connection string may hold a password.';
