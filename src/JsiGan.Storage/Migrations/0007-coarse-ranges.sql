-- A chart of a million steps reads a row for each 1,024 of them: those for each 64 are too many for the first paint of a page.
ALTER TABLE jsigan.step_metric_ranges ADD COLUMN width int NOT NULL DEFAULT 64 CHECK (width IN (64, 1024));
ALTER TABLE jsigan.step_metric_ranges ALTER COLUMN width DROP DEFAULT;
ALTER TABLE jsigan.step_metric_ranges DROP CONSTRAINT step_metric_ranges_pkey;
ALTER TABLE jsigan.step_metric_ranges ADD PRIMARY KEY (run_id, metric_id, width, range);
COMMENT ON TABLE jsigan.step_metric_ranges IS 'step_metrics of all workers, summed up over 64 and over 1,024 steps: the complete ranges before step_metric_progress.next_step.';
COMMENT ON COLUMN jsigan.step_metric_ranges.width IS 'Steps of the range: 64 or 1024.';
COMMENT ON COLUMN jsigan.step_metric_ranges.range IS 'Steps [width * range, width * range + width).';

INSERT INTO jsigan.step_metric_ranges (run_id, metric_id, width, range, count, sum, least, most)
    SELECT run_id, metric_id, 1024, range / 16, sum(count), sum(sum), min(least), max(most)
    FROM jsigan.step_metric_ranges JOIN jsigan.step_metric_progress USING (run_id)
    WHERE range < next_step / 1024 * 16
    GROUP BY run_id, metric_id, range / 16;

CREATE OR REPLACE FUNCTION jsigan.sum_up_steps(run bigint, oldest bigint, before bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first_step bigint;
    end_step bigint := before / 64 * 64;
BEGIN
    INSERT INTO jsigan.step_metric_progress VALUES (run, 0) ON CONFLICT DO NOTHING;
    SELECT next_step INTO first_step FROM jsigan.step_metric_progress WHERE run_id = run FOR UPDATE;
    IF oldest < first_step THEN
        end_step := greatest(first_step, end_step);
        first_step := oldest / 64 * 64;
        DELETE FROM jsigan.step_metric_ranges WHERE run_id = run AND range >= first_step / width;
    END IF;
    IF end_step <= first_step THEN
        RETURN;
    END IF;
    INSERT INTO jsigan.step_metric_ranges (run_id, metric_id, width, range, count, sum, least, most)
        SELECT run, n.metric_id, 64, s.range, s.count, s.sum, s.least, s.most
        FROM jsigan.metric_names n CROSS JOIN LATERAL (
            SELECT step / 64 AS range, count(*) AS count, sum(value) AS sum, min(value) AS least, max(value) AS most
            FROM jsigan.step_metrics
            WHERE run_id = run AND metric_id = n.metric_id AND step >= first_step AND step < end_step
            GROUP BY step / 64) s;
    INSERT INTO jsigan.step_metric_ranges (run_id, metric_id, width, range, count, sum, least, most)
        SELECT run, n.metric_id, 1024, s.range, s.count, s.sum, s.least, s.most
        FROM jsigan.metric_names n CROSS JOIN LATERAL (
            SELECT range / 16 AS range, sum(count) AS count, sum(sum) AS sum, min(least) AS least, max(most) AS most
            FROM jsigan.step_metric_ranges
            WHERE run_id = run AND metric_id = n.metric_id AND width = 64
                AND range >= first_step / 1024 * 16 AND range < end_step / 1024 * 16
            GROUP BY range / 16) s;
    UPDATE jsigan.step_metric_progress SET next_step = end_step WHERE run_id = run;
END
$$;

-- As before; of a million steps from the coarse ranges.
CREATE OR REPLACE FUNCTION jsigan.chart(runs bigint[], metrics text[])
RETURNS TABLE (step bigint, series text, value double precision) LANGUAGE sql STABLE AS $$
    WITH chosen AS (
        SELECT r.run_id, r.name || ' ' || n.name AS series, n.metric_id, coalesce(p.next_step, 0) AS summed,
            CASE WHEN r.total_steps < 6400 THEN greatest(1, r.total_steps / 500)
                WHEN r.total_steps < 512000 THEN greatest(1, r.total_steps / 32000) * 64
                ELSE r.total_steps / 512000 * 1024 END AS points,
            CASE WHEN r.total_steps < 6400 THEN NULL WHEN r.total_steps < 512000 THEN 64 ELSE 1024 END AS width
        FROM jsigan.runs r CROSS JOIN jsigan.metric_names n LEFT JOIN jsigan.step_metric_progress p USING (run_id)
        WHERE r.run_id = ANY (runs) AND n.name = ANY (metrics)),
    pieces AS (
        SELECT c.series, m.range * m.width / c.points * c.points AS step, m.sum, m.count
        FROM chosen c JOIN jsigan.step_metric_ranges m USING (run_id, metric_id, width)
        UNION ALL
        SELECT c.series, m.range * 64 / c.points * c.points, m.sum, m.count
        FROM chosen c JOIN jsigan.step_metric_ranges m USING (run_id, metric_id)
        WHERE c.width = 1024 AND m.width = 64 AND m.range >= c.summed / 1024 * 16
        UNION ALL
        SELECT c.series, m.step / c.points * c.points, m.value, 1
        FROM chosen c CROSS JOIN LATERAL (
            SELECT s.step, s.value FROM jsigan.step_metrics s WHERE s.run_id = c.run_id AND s.metric_id = c.metric_id
                AND s.step >= CASE WHEN c.width IS NULL THEN 0 ELSE c.summed END) m)
    SELECT step, series, sum(sum) / sum(count) FROM pieces GROUP BY 1, 2 ORDER BY 1
$$;
