// Sweeps over recipe keys, from PostgreSQL: which trials ran, and what they reached.
local j = import 'jsigan.libsonnet';

local sweeps = j.choice('sweep', 'Sweep', 'SELECT sweep FROM jsigan.trials GROUP BY sweep ORDER BY max(created_at) DESC')
               { multi: false, includeAll: false };

j.dashboard(
  'sweeps',
  'sweeps',
  'Trials of a sweep: parameters, state and objective.',
  j.postgresVariables + [sweeps],
  [
    j.row('Sweep', [
      j.stat('Trials', 'Trials by state.', 'none', j.plain, [
        j.sql("SELECT state, count(*) AS trials FROM jsigan.trials WHERE sweep = '$sweep' GROUP BY state ORDER BY state"),
      ], 12) { options+: { reduceOptions+: { values: true } } },
      j.stat('Best objective', 'The best objective of all trials that have one.', 'none', j.plain, [
        j.sql("SELECT max(objective) AS best FROM jsigan.trials WHERE sweep = '$sweep'"),
      ], 12),
      j.table('Trials', 'Each trial with its parameters; the best first.', 'none', j.plain, [
        j.sql(|||
          SELECT t.number AS trial, t.state, t.objective, t.parameters, r.name AS run, r.step, r.total_steps AS steps
          FROM jsigan.trials t LEFT JOIN jsigan.runs r USING (run_id)
          WHERE t.sweep = '$sweep' ORDER BY t.objective DESC NULLS LAST, t.number
        |||),
      ]),
    ]),
  ],
)
