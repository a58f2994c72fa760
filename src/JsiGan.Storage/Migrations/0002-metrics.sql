-- Metrics are narrow: a new one is a row of metric_names, not a column.
CREATE TABLE jsigan.metric_names (
    metric_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE);
COMMENT ON TABLE jsigan.metric_names IS 'Names of metrics.';
COMMENT ON COLUMN jsigan.metric_names.metric_id IS 'Identity.';
COMMENT ON COLUMN jsigan.metric_names.name IS 'Such as loss/rec, gradient-norm/generator, time/data (seconds), validation/psnr (decibels).';

CREATE TABLE jsigan.step_metrics (
    run_id bigint NOT NULL,
    metric_id int NOT NULL,
    step bigint NOT NULL,
    worker smallint NOT NULL,
    value double precision NOT NULL) PARTITION BY HASH (run_id);
COMMENT ON TABLE jsigan.step_metrics IS 'One value of one metric of one step and worker. Partitioned by run: a query reads one partition a run.';
COMMENT ON COLUMN jsigan.step_metrics.run_id IS 'The run (no foreign key: its check would cost more than the row).';
COMMENT ON COLUMN jsigan.step_metrics.metric_id IS 'The metric.';
COMMENT ON COLUMN jsigan.step_metrics.step IS 'Updates done, this one included.';
COMMENT ON COLUMN jsigan.step_metrics.worker IS 'Rank in the generation that made the step.';
COMMENT ON COLUMN jsigan.step_metrics.value IS 'The value; seconds, decibels or a plain number.';
CREATE TABLE jsigan.step_metrics_0 PARTITION OF jsigan.step_metrics FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE jsigan.step_metrics_1 PARTITION OF jsigan.step_metrics FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE jsigan.step_metrics_2 PARTITION OF jsigan.step_metrics FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE jsigan.step_metrics_3 PARTITION OF jsigan.step_metrics FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE jsigan.step_metrics_4 PARTITION OF jsigan.step_metrics FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE jsigan.step_metrics_5 PARTITION OF jsigan.step_metrics FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE jsigan.step_metrics_6 PARTITION OF jsigan.step_metrics FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE jsigan.step_metrics_7 PARTITION OF jsigan.step_metrics FOR VALUES WITH (MODULUS 8, REMAINDER 7);
-- A chart asks for one metric of some runs over a range of steps, and gets it from the index alone.
CREATE INDEX step_metrics_by_metric ON jsigan.step_metrics (run_id, metric_id, step) INCLUDE (worker, value);

CREATE TABLE jsigan.epoch_metrics (
    run_id bigint NOT NULL,
    metric_id int NOT NULL,
    stage smallint NOT NULL CHECK (stage IN (1, 2)),
    epoch int NOT NULL CHECK (epoch >= 1),
    step bigint NOT NULL,
    value double precision NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run_id, metric_id, stage, epoch)) PARTITION BY HASH (run_id);
COMMENT ON TABLE jsigan.epoch_metrics IS 'One value of one metric of one epoch: validation.';
COMMENT ON COLUMN jsigan.epoch_metrics.run_id IS 'The run.';
COMMENT ON COLUMN jsigan.epoch_metrics.metric_id IS 'The metric.';
COMMENT ON COLUMN jsigan.epoch_metrics.stage IS '1 or 2.';
COMMENT ON COLUMN jsigan.epoch_metrics.epoch IS 'Epoch within the stage, from 1.';
COMMENT ON COLUMN jsigan.epoch_metrics.step IS 'Updates done at its end.';
COMMENT ON COLUMN jsigan.epoch_metrics.value IS 'The value.';
COMMENT ON COLUMN jsigan.epoch_metrics.at IS 'When it was stored.';
CREATE TABLE jsigan.epoch_metrics_0 PARTITION OF jsigan.epoch_metrics FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE jsigan.epoch_metrics_1 PARTITION OF jsigan.epoch_metrics FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE jsigan.epoch_metrics_2 PARTITION OF jsigan.epoch_metrics FOR VALUES WITH (MODULUS 4, REMAINDER 2);
CREATE TABLE jsigan.epoch_metrics_3 PARTITION OF jsigan.epoch_metrics FOR VALUES WITH (MODULUS 4, REMAINDER 3);
CREATE INDEX epoch_metrics_by_step ON jsigan.epoch_metrics (run_id, metric_id, step) INCLUDE (value);

CREATE TABLE jsigan.metric_writers (
    writer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id bigint NOT NULL REFERENCES jsigan.runs ON DELETE CASCADE,
    last_batch bigint NOT NULL DEFAULT 0,
    row_count bigint NOT NULL DEFAULT 0,
    written_at timestamptz NOT NULL DEFAULT now());
COMMENT ON TABLE jsigan.metric_writers IS 'Each process that sends metrics: a batch and its number arrive in one transaction, so none counts twice.';
COMMENT ON COLUMN jsigan.metric_writers.writer_id IS 'Identity.';
COMMENT ON COLUMN jsigan.metric_writers.run_id IS 'Whose metrics.';
COMMENT ON COLUMN jsigan.metric_writers.last_batch IS 'Number of the newest batch; batches come in order, from 1.';
COMMENT ON COLUMN jsigan.metric_writers.row_count IS 'Rows of all batches.';
COMMENT ON COLUMN jsigan.metric_writers.written_at IS 'When the newest batch came.';
CREATE INDEX metric_writers_by_run ON jsigan.metric_writers (run_id);
