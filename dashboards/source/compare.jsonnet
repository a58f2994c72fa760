// Several runs side by side, from PostgreSQL: also those that Prometheus never saw.
local j = import 'jsigan.libsonnet';

local runs = j.choice('runs', 'Runs', "SELECT name AS __text, run_id AS __value FROM jsigan.runs ORDER BY created_at DESC LIMIT 1000")
             { current: { text: 'All', value: '$__all' }, includeAll: true };

local chart(metrics) = j.sql("SELECT step, series, value FROM jsigan.chart(ARRAY[$runs]::bigint[], ARRAY[%s])"
                             % std.join(', ', ["'%s'" % metric for metric in metrics]));

local validation(metrics) = j.sql(|||
  SELECT m.step, r.name || ' ' || n.name AS series, m.value
  FROM jsigan.runs r JOIN jsigan.epoch_metrics m USING (run_id) JOIN jsigan.metric_names n USING (metric_id)
  WHERE r.run_id IN ($runs) AND n.name IN (%s)
  ORDER BY 1
||| % std.join(', ', ["'%s'" % metric for metric in metrics]));

j.dashboard(
  'compare',
  'compare runs',
  'Losses, norms and validation of several runs in the database, over their steps.',
  j.postgresVariables + [runs],
  [
    j.row('Runs', [
      j.table('Runs', 'State, progress and best validation of each run.', 'none', j.plain, [
        j.sql(|||
          SELECT r.name AS run, r.recipe_name AS recipe, r.state, r.step, r.total_steps AS steps,
            (SELECT max(m.value) FROM jsigan.epoch_metrics m JOIN jsigan.metric_names n USING (metric_id)
             WHERE m.run_id = r.run_id AND n.name = 'validation/psnr') AS "best PSNR (dB)",
            r.created_at AS began, r.reason
          FROM jsigan.runs r WHERE r.run_id IN ($runs) ORDER BY r.created_at DESC
        |||),
      ]),
    ]),
    j.row('Validation', [
      j.overSteps('PSNR', 'Held-out crops after each epoch.', 'dB', j.plain, [validation(['validation/psnr'])], 24),
    ]),
    j.row('Losses', [
      j.overSteps('Reconstruction', 'L2 distance of prediction and truth, before its weight.', 'none', j.plain, [chart(['loss/rec'])]),
      j.overSteps('Adversarial', 'The generator\'s loss against both discriminators, before their weights; stage 2 alone.', 'none', j.plain, [
        chart(['loss/adv', 'loss/dadv']),
      ]),
      j.overSteps('Feature matching', 'Distance of the discriminators\' features, before its weight; stage 2 alone.', 'none', j.plain, [
        chart(['loss/fm', 'loss/dfm']),
      ]),
      j.overSteps('Discriminators', 'Loss of D1 and D2; stage 2 alone.', 'none', j.plain, [chart(['loss/d1', 'loss/d2'])]),
    ]),
    j.row('Networks', [
      j.overSteps('Gradient norm', 'L2 norm of the generator\'s gradient.', 'none', j.plain, [chart(['gradient-norm/generator'])]),
      j.overSteps('Update ratio', 'Norm of the generator\'s update over that of its weights.', 'percentunit', j.plain, [
        chart(['update-ratio/generator']),
      ]),
    ]),
  ],
)
