// Who trains, and what happened to them? Members, generations, losses of workers, recoveries.
local j = import 'jsigan.libsonnet';

j.dashboard(
  'cluster',
  'cluster',
  'Members, generations, lost workers and recoveries of the runs that Prometheus scrapes.',
  j.prometheusVariables + j.postgresVariables,
  [
    j.row('Now', [
      j.stat('Workers', 'Workers of the generation that trains.', 'none', j.steps('red', [[1, 'green']]), [
        j.query('jsigan_run_workers{%(s)s}', '{{instance}}'),
      ], 6),
      j.stat('Generation', 'Grows by one whenever a worker joins or is lost.', 'none', j.plain, [
        j.query('jsigan_run_generation{%(s)s}', '{{instance}}'),
      ], 6),
      j.stat('Lost workers', 'Lost since the process started, whatever the cause.', 'none', j.steps('green', [[1, 'orange'], [10, 'red']]), [
        j.query('sum by (instance) (increase(jsigan_run_workers_lost_total{%(s)s}[$__range]))', '{{instance}}'),
      ], 6),
      j.stat('Slowest recovery', 'The 99th percentile of the time from an interruption until all workers trained again.', 's', j.steps('green', [[10, 'orange'], [60, 'red']]), [
        j.query('histogram_quantile(0.99, sum by (le) (increase(jsigan_run_recovery_seconds_bucket{%(s)s}[$__range])))', 'p99'),
      ], 6),
    ]),
    j.row('History', [
      j.timeseries('Workers', 'Each step down is a lost worker, each step up one that joined.', 'none', j.plain, [
        j.query('jsigan_run_workers{%(s)s}', '{{instance}}'),
      ], 12)
      { fieldConfig+: { defaults+: { custom+: { lineInterpolation: 'stepAfter' } } } },
      j.timeseries('Lost workers by cause', 'Workers lost within each interval.', 'none', j.steps('green', [[1, 'orange']]), [
        j.query('sum by (cause) (increase(jsigan_run_workers_lost_total{%(s)s}[$__rate_interval]))', '{{cause}}'),
      ], 12)
      { fieldConfig+: { defaults+: { custom+: { drawStyle: 'bars', fillOpacity: 80 } } } },
      j.timeseries('Recovery time by cause', 'Mean time from an interruption until all workers trained again.', 's', j.steps('green', [[10, 'orange'], [60, 'red']]), [
        j.query('sum by (cause) (rate(jsigan_run_recovery_seconds_sum{%(s)s}[$__rate_interval])) / sum by (cause) (rate(jsigan_run_recovery_seconds_count{%(s)s}[$__rate_interval]) > 0)', '{{cause}}'),
      ], 12),
      j.timeseries('Generation', 'Number of the generation that trains.', 'none', j.plain, [
        j.query('jsigan_run_generation{%(s)s}', '{{instance}}'),
      ], 12)
      { fieldConfig+: { defaults+: { custom+: { lineInterpolation: 'stepAfter' } } } },
    ]),
    j.row('Events', [
      j.table('Events', 'What happened to the runs in the database, the newest first.', 'none', j.plain, [
        j.sql(|||
          SELECT e.at AS "when", r.name AS run, e.step, e.kind, e.text
          FROM jsigan.events e JOIN jsigan.runs r USING (run_id) ORDER BY e.at DESC LIMIT 200
        |||),
      ]),
    ]),
    j.row('Actors', [
      j.timeseries('Coordinator\'s mailbox', 'Messages that wait for the coordinator: more than a few mean that it is overloaded.', 'none', j.steps('green', [[100, 'orange'], [1000, 'red']]), [
        j.query('jsigan_coordinator_mailbox_messages{%(s)s}', '{{instance}}'),
      ], 12),
      j.timeseries('Dead letters', 'Messages a second to actors that no longer exist; a few after a loss are normal.', 'cps', j.steps('green', [[10, 'orange']]), [
        j.query('sum by (instance) (rate(jsigan_actor_dead_letters_total{%(s)s}[$__rate_interval]))', '{{instance}}'),
      ], 12),
    ]),
  ],
  [j.generationAnnotation],
)
