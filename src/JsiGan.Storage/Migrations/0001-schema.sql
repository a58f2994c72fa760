-- Who trains what. One row a run; its coordinator's state is here, so that another coordinator can go on.
CREATE TABLE jsigan.runs (
    run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    recipe_name text NOT NULL,
    recipe text NOT NULL,
    recipe_sha256 text NOT NULL,
    total_steps bigint NOT NULL CHECK (total_steps >= 0),
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'stopped', 'finished', 'failed')),
    reason text NOT NULL DEFAULT '',
    coordinator bigint NOT NULL DEFAULT 0,
    step bigint NOT NULL DEFAULT 0,
    folder text NOT NULL DEFAULT '',
    working_folder text NOT NULL DEFAULT '',
    arguments text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
COMMENT ON TABLE jsigan.runs IS 'Training runs.';
COMMENT ON COLUMN jsigan.runs.run_id IS 'Identity.';
COMMENT ON COLUMN jsigan.runs.name IS 'What users call it.';
COMMENT ON COLUMN jsigan.runs.recipe_name IS 'Name of its recipe.';
COMMENT ON COLUMN jsigan.runs.recipe IS 'The whole recipe, canonical YAML.';
COMMENT ON COLUMN jsigan.runs.recipe_sha256 IS 'SHA-256 of the canonical recipe, lower-case hexadecimal.';
COMMENT ON COLUMN jsigan.runs.total_steps IS 'Updates of the whole run.';
COMMENT ON COLUMN jsigan.runs.state IS 'running, stopped (can go on), finished, or failed.';
COMMENT ON COLUMN jsigan.runs.reason IS 'Why it is in that state, for people.';
COMMENT ON COLUMN jsigan.runs.coordinator IS 'Fencing token: grows with every coordinator; writes with a smaller one are refused.';
COMMENT ON COLUMN jsigan.runs.step IS 'Updates done as far as the database knows.';
COMMENT ON COLUMN jsigan.runs.folder IS 'Folder of the run on the machine that started it.';
COMMENT ON COLUMN jsigan.runs.working_folder IS 'Folder that the command line was typed in.';
COMMENT ON COLUMN jsigan.runs.arguments IS 'Command line that started it, without the database, which may hold a password.';
COMMENT ON COLUMN jsigan.runs.created_at IS 'When it began.';
COMMENT ON COLUMN jsigan.runs.updated_at IS 'When this row last changed.';
CREATE INDEX runs_by_age ON jsigan.runs (created_at DESC);

CREATE TABLE jsigan.trials (
    trial_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sweep text NOT NULL,
    number int NOT NULL,
    run_id bigint REFERENCES jsigan.runs ON DELETE SET NULL,
    parameters jsonb NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'pruned', 'finished', 'failed')),
    objective double precision,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (sweep, number));
COMMENT ON TABLE jsigan.trials IS 'Trials of sweeps: one choice of parameters each.';
COMMENT ON COLUMN jsigan.trials.trial_id IS 'Identity.';
COMMENT ON COLUMN jsigan.trials.sweep IS 'Name of the sweep.';
COMMENT ON COLUMN jsigan.trials.number IS 'Counts the trials of the sweep.';
COMMENT ON COLUMN jsigan.trials.run_id IS 'The run that carries it out; null before it starts.';
COMMENT ON COLUMN jsigan.trials.parameters IS 'Recipe keys to values.';
COMMENT ON COLUMN jsigan.trials.state IS 'waiting, running, pruned, finished, or failed.';
COMMENT ON COLUMN jsigan.trials.objective IS 'What the sweep optimises; null before it is known.';
COMMENT ON COLUMN jsigan.trials.created_at IS 'When it was planned.';
CREATE INDEX trials_by_run ON jsigan.trials (run_id);

CREATE TABLE jsigan.generations (
    run_id bigint NOT NULL REFERENCES jsigan.runs ON DELETE CASCADE,
    coordinator bigint NOT NULL,
    number bigint NOT NULL,
    first_step bigint NOT NULL CHECK (first_step >= 0),
    first_phase smallint NOT NULL CHECK (first_phase IN (0, 1)),
    roster text[] NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run_id, coordinator, number));
COMMENT ON TABLE jsigan.generations IS 'Every list of workers that trained together, also those whose updates were lost.';
COMMENT ON COLUMN jsigan.generations.run_id IS 'The run.';
COMMENT ON COLUMN jsigan.generations.coordinator IS 'Fencing token of the coordinator that formed it.';
COMMENT ON COLUMN jsigan.generations.number IS 'Counts the generations of the run.';
COMMENT ON COLUMN jsigan.generations.first_step IS 'Complete steps when it began.';
COMMENT ON COLUMN jsigan.generations.first_phase IS 'Updates done of the step that was not complete: 0, or 1 after the discriminators''.';
COMMENT ON COLUMN jsigan.generations.roster IS 'Workers by rank.';
COMMENT ON COLUMN jsigan.generations.opened_at IS 'When it was formed.';

-- The history of the weights that exist: what was lost with its only holder is cut off again.
CREATE TABLE jsigan.sample_ledger (
    run_id bigint NOT NULL,
    coordinator bigint NOT NULL,
    generation bigint NOT NULL,
    first_step bigint NOT NULL,
    first_phase smallint NOT NULL,
    PRIMARY KEY (run_id, coordinator, generation),
    FOREIGN KEY (run_id, coordinator, generation) REFERENCES jsigan.generations ON DELETE CASCADE);
COMMENT ON TABLE jsigan.sample_ledger IS 'Which generation trained on which steps, without gap or overlap: see the view sample_ranges.';
COMMENT ON COLUMN jsigan.sample_ledger.run_id IS 'The run.';
COMMENT ON COLUMN jsigan.sample_ledger.coordinator IS 'Fencing token of the generation''s coordinator.';
COMMENT ON COLUMN jsigan.sample_ledger.generation IS 'Number of the generation.';
COMMENT ON COLUMN jsigan.sample_ledger.first_step IS 'Its first step.';
COMMENT ON COLUMN jsigan.sample_ledger.first_phase IS '0, or 1 when it began after the discriminators'' update of that step.';

CREATE VIEW jsigan.sample_ranges AS
    SELECT run_id, coordinator, generation, first_step, end_step FROM (
        SELECT l.run_id, l.coordinator, l.generation, l.first_step,
            coalesce(lead(l.first_step) OVER (PARTITION BY l.run_id ORDER BY l.coordinator, l.generation), r.step) AS end_step
        FROM jsigan.sample_ledger l JOIN jsigan.runs r USING (run_id)) ranges
    WHERE end_step > first_step;
COMMENT ON VIEW jsigan.sample_ranges IS 'The ledger as ranges of steps: step s takes samples [s * batch, (s + 1) * batch) of the seeded order.';
COMMENT ON COLUMN jsigan.sample_ranges.run_id IS 'The run.';
COMMENT ON COLUMN jsigan.sample_ranges.coordinator IS 'Fencing token of the generation''s coordinator.';
COMMENT ON COLUMN jsigan.sample_ranges.generation IS 'Number of the generation.';
COMMENT ON COLUMN jsigan.sample_ranges.first_step IS 'First step.';
COMMENT ON COLUMN jsigan.sample_ranges.end_step IS 'Step after the last one; for the open range the steps done so far.';

CREATE TABLE jsigan.events (
    event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id bigint NOT NULL REFERENCES jsigan.runs ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT now(),
    kind text NOT NULL,
    step bigint,
    text text NOT NULL);
COMMENT ON TABLE jsigan.events IS 'What happened to a run, for annotations on charts.';
COMMENT ON COLUMN jsigan.events.event_id IS 'Identity.';
COMMENT ON COLUMN jsigan.events.run_id IS 'The run.';
COMMENT ON COLUMN jsigan.events.at IS 'When.';
COMMENT ON COLUMN jsigan.events.kind IS 'started, resumed, generation, stage, checkpoint, stopped, finished, failed, ...';
COMMENT ON COLUMN jsigan.events.step IS 'Updates done by then; null where that says nothing.';
COMMENT ON COLUMN jsigan.events.text IS 'One sentence.';
CREATE INDEX events_by_run ON jsigan.events (run_id, at);
