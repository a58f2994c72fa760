-- Sweeps: what was asked for, and the scheduler's whole state, which changes in one transaction with its trials.
CREATE TABLE jsigan.sweeps (
    sweep_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    definition text NOT NULL,
    state jsonb NOT NULL,
    ended text CHECK (ended IN ('completed', 'cancelled', 'failing')),
    scheduler bigint NOT NULL DEFAULT 0,
    folder text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
COMMENT ON TABLE jsigan.sweeps IS 'Sweeps over the options of a recipe.';
COMMENT ON COLUMN jsigan.sweeps.sweep_id IS 'Identity.';
COMMENT ON COLUMN jsigan.sweeps.name IS 'Its name, which jsigan.trials.sweep refers to.';
COMMENT ON COLUMN jsigan.sweeps.definition IS 'The sweep''s file, YAML.';
COMMENT ON COLUMN jsigan.sweeps.state IS 'The scheduler''s state, JSON.';
COMMENT ON COLUMN jsigan.sweeps.ended IS 'Why it is over; null while it is not.';
COMMENT ON COLUMN jsigan.sweeps.scheduler IS 'Fencing token: grows with every scheduler; writes with a smaller one are refused.';
COMMENT ON COLUMN jsigan.sweeps.folder IS 'Folder of its runs on the machine that began it.';
COMMENT ON COLUMN jsigan.sweeps.created_at IS 'When it began.';
COMMENT ON COLUMN jsigan.sweeps.updated_at IS 'When this row last changed.';

-- Sweeps of earlier versions had no row of their own.
ALTER TABLE jsigan.trials ADD COLUMN objectives jsonb NOT NULL DEFAULT '{}';
ALTER TABLE jsigan.trials ADD COLUMN reason text NOT NULL DEFAULT '';
ALTER TABLE jsigan.trials ADD COLUMN epochs int NOT NULL DEFAULT 0;
COMMENT ON COLUMN jsigan.trials.objectives IS 'Objectives to values after the last epoch that all its runs have measured.';
COMMENT ON COLUMN jsigan.trials.reason IS 'Why it failed.';
COMMENT ON COLUMN jsigan.trials.epochs IS 'Epochs that all its runs have measured.';

CREATE TABLE jsigan.stages (
    stage_sha256 text PRIMARY KEY,
    checkpoint_id bigint NOT NULL REFERENCES jsigan.checkpoints ON DELETE CASCADE);
COMMENT ON TABLE jsigan.stages IS 'Complete first stages, from which trials begin their second.';
COMMENT ON COLUMN jsigan.stages.stage_sha256 IS 'SHA-256 of everything that the stage reads, lower-case hexadecimal.';
COMMENT ON COLUMN jsigan.stages.checkpoint_id IS 'The checkpoint at its end, which is pinned.';
CREATE INDEX stages_by_checkpoint ON jsigan.stages (checkpoint_id);
