-- What the page of a run reads: pictures of the validation, charts of long runs, and a notice of every change.
CREATE TABLE jsigan.images (
    run_id bigint NOT NULL REFERENCES jsigan.runs ON DELETE CASCADE,
    crop smallint NOT NULL CHECK (crop >= 1),
    kind text NOT NULL CHECK (kind IN ('input', 'truth', 'prediction')),
    step bigint NOT NULL CHECK (step >= 0),
    stage smallint NOT NULL CHECK (stage BETWEEN 0 AND 2),
    epoch int NOT NULL CHECK (epoch >= 0),
    width int NOT NULL CHECK (width > 0),
    height int NOT NULL CHECK (height > 0),
    codes bytea NOT NULL,
    PRIMARY KEY (run_id, crop, kind, step));
-- The codes are compressed already.
ALTER TABLE jsigan.images ALTER COLUMN codes SET STORAGE EXTERNAL;
COMMENT ON TABLE jsigan.images IS 'Validation crops: SDR input and HDR truth once a run (step 0), the prediction at the end of each epoch.';
COMMENT ON COLUMN jsigan.images.run_id IS 'The run.';
COMMENT ON COLUMN jsigan.images.crop IS 'Counts the crops of the run from 1.';
COMMENT ON COLUMN jsigan.images.kind IS 'input (8-bit limited-range BT.709), truth or prediction (10-bit limited-range BT.2020 PQ).';
COMMENT ON COLUMN jsigan.images.step IS 'Updates done when it was predicted; 0 for input and truth.';
COMMENT ON COLUMN jsigan.images.stage IS '1 or 2; 0 for input and truth.';
COMMENT ON COLUMN jsigan.images.epoch IS 'Epoch within the stage, from 1; 0 for input and truth.';
COMMENT ON COLUMN jsigan.images.width IS 'Pixels per row.';
COMMENT ON COLUMN jsigan.images.height IS 'Rows.';
COMMENT ON COLUMN jsigan.images.codes IS 'Y''CbCr codes [3, height, width], uint16 little-endian, compressed by zlib.';
CREATE INDEX images_by_step ON jsigan.images (run_id, step);

-- A chart of a million steps reads a row for each 64 of them.
CREATE TABLE jsigan.step_metric_ranges (
    run_id bigint NOT NULL,
    metric_id int NOT NULL,
    range bigint NOT NULL,
    count bigint NOT NULL,
    sum double precision NOT NULL,
    least double precision NOT NULL,
    most double precision NOT NULL,
    PRIMARY KEY (run_id, metric_id, range));
COMMENT ON TABLE jsigan.step_metric_ranges IS 'step_metrics of all workers, summed up over 64 steps: the complete ranges before step_metric_progress.next_step.';
COMMENT ON COLUMN jsigan.step_metric_ranges.run_id IS 'The run.';
COMMENT ON COLUMN jsigan.step_metric_ranges.metric_id IS 'The metric.';
COMMENT ON COLUMN jsigan.step_metric_ranges.range IS 'Steps [64 * range, 64 * range + 64).';
COMMENT ON COLUMN jsigan.step_metric_ranges.count IS 'Values in the range.';
COMMENT ON COLUMN jsigan.step_metric_ranges.sum IS 'Their sum.';
COMMENT ON COLUMN jsigan.step_metric_ranges.least IS 'The smallest.';
COMMENT ON COLUMN jsigan.step_metric_ranges.most IS 'The greatest; NaN if one is NaN.';

CREATE TABLE jsigan.step_metric_progress (
    run_id bigint PRIMARY KEY REFERENCES jsigan.runs ON DELETE CASCADE,
    next_step bigint NOT NULL);
COMMENT ON TABLE jsigan.step_metric_progress IS 'How far step_metric_ranges has come.';
COMMENT ON COLUMN jsigan.step_metric_progress.run_id IS 'The run.';
COMMENT ON COLUMN jsigan.step_metric_progress.next_step IS 'First step that is in no range yet, a multiple of 64.';

-- Called after rows of steps from oldest on were stored: sums up the complete ranges before a step, those that were changed again. The caller
-- leaves out the newest steps, which some workers have not reported yet.
CREATE FUNCTION jsigan.sum_up_steps(run bigint, oldest bigint, before bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first_step bigint;
    end_step bigint := before / 64 * 64;
BEGIN
    INSERT INTO jsigan.step_metric_progress VALUES (run, 0) ON CONFLICT DO NOTHING;
    SELECT next_step INTO first_step FROM jsigan.step_metric_progress WHERE run_id = run FOR UPDATE;
    IF oldest < first_step THEN
        end_step := greatest(first_step, end_step);
        first_step := oldest / 64 * 64;
        DELETE FROM jsigan.step_metric_ranges WHERE run_id = run AND range >= first_step / 64;
    END IF;
    IF end_step <= first_step THEN
        RETURN;
    END IF;
    INSERT INTO jsigan.step_metric_ranges
        SELECT run, n.metric_id, s.range, s.count, s.sum, s.least, s.most
        FROM jsigan.metric_names n CROSS JOIN LATERAL (
            SELECT step / 64 AS range, count(*) AS count, sum(value) AS sum, min(value) AS least, max(value) AS most
            FROM jsigan.step_metrics
            WHERE run_id = run AND metric_id = n.metric_id AND step >= first_step AND step < end_step
            GROUP BY step / 64) s;
    UPDATE jsigan.step_metric_progress SET next_step = end_step WHERE run_id = run;
END
$$;
COMMENT ON FUNCTION jsigan.sum_up_steps IS 'Fills step_metric_ranges with the complete ranges of a run before a step.';

-- Curves of a dashboard: about 500 points a run and metric, each the mean of some steps; of long runs from the ranges.
CREATE FUNCTION jsigan.chart(runs bigint[], metrics text[])
RETURNS TABLE (step bigint, series text, value double precision) LANGUAGE sql STABLE AS $$
    WITH chosen AS (
        SELECT r.run_id, r.name || ' ' || n.name AS series, n.metric_id, coalesce(p.next_step, 0) AS summed,
            CASE WHEN r.total_steps < 6400 THEN greatest(1, r.total_steps / 500) ELSE greatest(1, r.total_steps / 32000) * 64 END AS width
        FROM jsigan.runs r CROSS JOIN jsigan.metric_names n LEFT JOIN jsigan.step_metric_progress p USING (run_id)
        WHERE r.run_id = ANY (runs) AND n.name = ANY (metrics)),
    pieces AS (
        SELECT c.series, m.range * 64 / c.width * c.width AS step, m.sum, m.count
        FROM chosen c JOIN jsigan.step_metric_ranges m USING (run_id, metric_id) WHERE c.width >= 64
        UNION ALL
        SELECT c.series, m.step / c.width * c.width, m.value, 1
        FROM chosen c CROSS JOIN LATERAL (
            SELECT s.step, s.value FROM jsigan.step_metrics s WHERE s.run_id = c.run_id AND s.metric_id = c.metric_id
                AND s.step >= CASE WHEN c.width >= 64 THEN c.summed ELSE 0 END) m)
    SELECT step, series, sum(sum) / sum(count) FROM pieces GROUP BY 1, 2 ORDER BY 1
$$;
COMMENT ON FUNCTION jsigan.chart IS 'Curves of some metrics of some runs, for dashboards.';

-- Pages wait for these: "RUN KIND", sent when the change is committed.
CREATE FUNCTION jsigan.announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('jsigan_changes', NEW.run_id || ' ' || TG_ARGV[0]);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION jsigan.announce_change IS 'Notifies the channel jsigan_changes of a changed run.';
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON jsigan.runs FOR EACH ROW EXECUTE FUNCTION jsigan.announce_change('run');
CREATE TRIGGER announce AFTER UPDATE ON jsigan.metric_writers FOR EACH ROW EXECUTE FUNCTION jsigan.announce_change('metrics');
CREATE TRIGGER announce AFTER INSERT ON jsigan.events FOR EACH ROW EXECUTE FUNCTION jsigan.announce_change('events');
CREATE TRIGGER announce AFTER INSERT ON jsigan.generations FOR EACH ROW EXECUTE FUNCTION jsigan.announce_change('generations');
CREATE TRIGGER announce AFTER INSERT OR UPDATE ON jsigan.checkpoints FOR EACH ROW EXECUTE FUNCTION jsigan.announce_change('checkpoints');
CREATE TRIGGER announce AFTER INSERT ON jsigan.images FOR EACH ROW EXECUTE FUNCTION jsigan.announce_change('images');
