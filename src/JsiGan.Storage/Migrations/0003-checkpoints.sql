-- A checkpoint is files, a file is chunks, a chunk is stored once however many checkpoints hold it.
CREATE TABLE jsigan.chunks (
    sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32),
    data bytea NOT NULL);
-- Weights do not compress: keep PostgreSQL from trying.
ALTER TABLE jsigan.chunks ALTER COLUMN data SET STORAGE EXTERNAL;
COMMENT ON TABLE jsigan.chunks IS 'Pieces of checkpoints, named by their content.';
COMMENT ON COLUMN jsigan.chunks.sha256 IS 'SHA-256 of the data.';
COMMENT ON COLUMN jsigan.chunks.data IS 'At most 1 MiB.';

CREATE TABLE jsigan.checkpoints (
    checkpoint_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id bigint NOT NULL REFERENCES jsigan.runs ON DELETE CASCADE,
    step bigint NOT NULL CHECK (step >= 0),
    phase smallint NOT NULL DEFAULT 0 CHECK (phase IN (0, 1)),
    stage smallint NOT NULL CHECK (stage IN (1, 2)),
    epoch int NOT NULL,
    architecture text NOT NULL,
    scores jsonb NOT NULL DEFAULT '{}',
    metadata jsonb NOT NULL DEFAULT '{}',
    bytes bigint NOT NULL,
    pinned boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (run_id, step, phase));
COMMENT ON TABLE jsigan.checkpoints IS 'Checkpoints that are whole: a row appears in the same transaction as all its chunks.';
COMMENT ON COLUMN jsigan.checkpoints.checkpoint_id IS 'Identity.';
COMMENT ON COLUMN jsigan.checkpoints.run_id IS 'The run.';
COMMENT ON COLUMN jsigan.checkpoints.step IS 'Complete steps.';
COMMENT ON COLUMN jsigan.checkpoints.phase IS 'Updates done of the step that is not complete.';
COMMENT ON COLUMN jsigan.checkpoints.stage IS '1 (generator alone) or 2 (with both discriminators).';
COMMENT ON COLUMN jsigan.checkpoints.epoch IS 'Epoch within the stage, from 1.';
COMMENT ON COLUMN jsigan.checkpoints.architecture IS 'What the networks are: a checkpoint of another architecture is refused.';
COMMENT ON COLUMN jsigan.checkpoints.scores IS 'Metric to value, such as psnr: what "best" is decided by.';
COMMENT ON COLUMN jsigan.checkpoints.metadata IS 'What else is known, for people.';
COMMENT ON COLUMN jsigan.checkpoints.bytes IS 'Sum of its files.';
COMMENT ON COLUMN jsigan.checkpoints.pinned IS 'Never removed by retention.';
COMMENT ON COLUMN jsigan.checkpoints.created_at IS 'When it became visible.';

CREATE TABLE jsigan.checkpoint_files (
    checkpoint_id bigint NOT NULL REFERENCES jsigan.checkpoints ON DELETE CASCADE,
    file smallint NOT NULL,
    name text NOT NULL CHECK (name <> '' AND name NOT LIKE '%/%'),
    bytes bigint NOT NULL,
    PRIMARY KEY (checkpoint_id, file),
    UNIQUE (checkpoint_id, name));
COMMENT ON TABLE jsigan.checkpoint_files IS 'The files of a checkpoint, one safetensors file a network or optimizer, and the state.';
COMMENT ON COLUMN jsigan.checkpoint_files.checkpoint_id IS 'The checkpoint.';
COMMENT ON COLUMN jsigan.checkpoint_files.file IS 'Counts its files from 0.';
COMMENT ON COLUMN jsigan.checkpoint_files.name IS 'Such as generator.safetensors.';
COMMENT ON COLUMN jsigan.checkpoint_files.bytes IS 'Length.';

CREATE TABLE jsigan.checkpoint_chunks (
    checkpoint_id bigint NOT NULL,
    file smallint NOT NULL,
    chunk int NOT NULL,
    sha256 bytea NOT NULL REFERENCES jsigan.chunks,
    PRIMARY KEY (checkpoint_id, file, chunk),
    FOREIGN KEY (checkpoint_id, file) REFERENCES jsigan.checkpoint_files ON DELETE CASCADE);
COMMENT ON TABLE jsigan.checkpoint_chunks IS 'The manifest: which chunks make a file. Its foreign key keeps a chunk in use from being removed.';
COMMENT ON COLUMN jsigan.checkpoint_chunks.checkpoint_id IS 'The checkpoint.';
COMMENT ON COLUMN jsigan.checkpoint_chunks.file IS 'The file.';
COMMENT ON COLUMN jsigan.checkpoint_chunks.chunk IS 'Counts the chunks of the file from 0.';
COMMENT ON COLUMN jsigan.checkpoint_chunks.sha256 IS 'The chunk.';
CREATE INDEX checkpoint_chunks_by_hash ON jsigan.checkpoint_chunks (sha256);
