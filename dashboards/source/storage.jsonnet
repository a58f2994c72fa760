// Is everything kept? Checkpoints, the database, what waits for it, and reading of data.
local j = import 'jsigan.libsonnet';

j.dashboard(
  'storage',
  'storage and data',
  'Checkpoints, the database, measurements that wait for it, and reading of patches.',
  j.prometheusVariables + j.postgresVariables,
  [
    j.row('Checkpoints', [
      j.stat('Age', 'Time since the last checkpoint was stored: what a loss of all machines would cost.', 's', j.steps('green', [[1800, 'orange'], [7200, 'red']]), [
        j.query('jsigan_checkpoint_age_seconds{%(s)s}', '{{instance}}'),
      ], 6),
      j.stat('Size', 'Networks and optimizers in the last checkpoint.', 'bytes', j.plain, [
        j.query('jsigan_checkpoint_bytes{%(s)s}', '{{instance}}'),
      ], 6),
      j.stat('Failures', 'Checkpoints that the database or the disk did not take.', 'none', j.steps('green', [[1, 'red']]), [
        j.query('sum by (instance) (increase(jsigan_checkpoint_failures_total{%(s)s}[$__range]))', '{{instance}}'),
      ], 6),
      j.stat('Time to store', 'The 95th percentile; training continues for most of it.', 's', j.steps('green', [[30, 'orange']]), [
        j.query('histogram_quantile(0.95, sum by (le) (increase(jsigan_checkpoint_seconds_bucket{%(s)s}[$__range])))', 'p95'),
      ], 6),
    ]),
    j.row('Database', [
      j.timeseries('Available', '1 if the database took the last batch of measurements.', 'none', j.steps('red', [[1, 'green']]), [
        j.query('jsigan_database_available{%(s)s}', '{{instance}}'),
      ], 6),
      j.timeseries('Waiting in memory', 'Batches of measurements in memory that wait for the database.', 'none', j.steps('green', [[100, 'orange']]), [
        j.query('jsigan_database_queued_batches{%(s)s}', '{{instance}}'),
      ], 6),
      j.timeseries('Waiting on disk', 'Batches on disk that wait for the database: it is away, or too slow.', 'none', j.steps('green', [[1, 'orange']]), [
        j.query('jsigan_database_spooled_batches{%(s)s}', '{{instance}}'),
      ], 6),
      j.timeseries('Lost', 'Measurements dropped because neither database nor disk took them.', 'none', j.steps('green', [[1, 'red']]), [
        j.query('sum by (instance) (increase(jsigan_database_lost_rows_total{%(s)s}[$__rate_interval]))', '{{instance}}'),
      ], 6),
      j.table('Newest checkpoints', 'Checkpoints in the database.', 'none', j.plain, [
        j.sql(|||
          SELECT r.name AS run, c.step, c.stage, c.epoch, pg_size_pretty(c.bytes) AS size, c.pinned, c.created_at AS stored
          FROM jsigan.checkpoints c JOIN jsigan.runs r USING (run_id) ORDER BY c.created_at DESC LIMIT 50
        |||),
      ], 12),
      j.table('Writers', 'Processes that send measurements, and when the newest batch came.', 'none', j.plain, [
        j.sql(|||
          SELECT r.name AS run, w.row_count AS rows, w.last_batch AS batches, w.written_at AS written
          FROM jsigan.metric_writers w JOIN jsigan.runs r USING (run_id) ORDER BY w.written_at DESC LIMIT 50
        |||),
      ], 12),
    ]),
    j.row('Data', [
      j.timeseries('Waiting for patches', 'Share of its time that each rank waits for patches.', 'percentunit', j.steps('green', [[0.05, 'orange'], [0.2, 'red']]), [
        j.query('sum by (rank) (rate(jsigan_rank_seconds_total{%(s)s,part="data"}[$__rate_interval]))', 'rank {{rank}}'),
      ], 12),
      j.timeseries('Patches a second', 'Patches read and trained on.', 'ops', j.plain, [
        j.query('sum by (instance) (rate(jsigan_train_patches_total{%(s)s}[$__rate_interval]))', '{{instance}}'),
      ], 12),
    ]),
  ],
  [j.generationAnnotation],
)
