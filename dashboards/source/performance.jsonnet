// Where does the time go? Parts of a step, waiting, bandwidth, devices.
local j = import 'jsigan.libsonnet';

local rankSelector = '{%(s)s,rank=~"$rank"}';
local perStep(part) =
  'sum by (rank) (rate(jsigan_rank_seconds_total{%%(s)s,rank=~"$rank",part="%s"}[$__rate_interval]))' % part;

j.dashboard(
  'performance',
  'performance',
  'Speed, the parts of a step, waiting ranks, all-reduce bandwidth and devices.',
  j.prometheusVariables + [j.rankVariable],
  [
    j.row('Speed', [
      j.timeseries('Patches a second', 'Patches trained on, over all workers.', 'ops', j.plain, [
        j.query('sum by (instance) (rate(jsigan_train_patches_total{%(s)s}[$__rate_interval]))', '{{instance}}'),
      ]),
      j.stacked('Parts of a step', 'Mean time of a step of rank 0 by part. Communication is what computing did not hide.', 's', j.plain, [
        j.query('sum by (part) (rate(jsigan_train_step_seconds_sum{%(s)s}[$__rate_interval])) / sum by (part) (rate(jsigan_train_step_seconds_count{%(s)s}[$__rate_interval]))', '{{part}}'),
      ]),
      j.timeseries('Slow steps', 'The 95th percentile of each part of rank 0\'s steps.', 's', j.plain, [
        j.query('histogram_quantile(0.95, sum by (le, part) (rate(jsigan_train_step_seconds_bucket{%(s)s}[$__rate_interval])))', '{{part}}'),
      ]),
    ]),
    j.row('Ranks', [
      j.timeseries('Waiting', 'Share of its time that each rank waits for the others. The rank that waits least is the slowest.', 'percentunit', j.steps('green', [[0.2, 'orange'], [0.5, 'red']]), [
        j.query(perStep('communication'), 'rank {{rank}}'),
      ]),
      j.timeseries('Straggler', 'Share of a step for which the slowest rank keeps the average rank waiting.', 'percentunit', j.steps('green', [[0.15, 'orange'], [0.3, 'red']]), [
        j.query('jsigan_train_straggler_ratio{%(s)s}', '{{instance}}'),
      ]),
      j.timeseries('Slowest rank', 'Which rank was slowest at the last step: one that stays is a slow machine.', 'none', j.plain, [
        j.query('jsigan_train_straggler_rank{%(s)s}', '{{instance}}'),
      ]),
      j.timeseries('Data', 'Share of its time that each rank waits for patches: above 5%, reading is too slow.', 'percentunit', j.steps('green', [[0.05, 'orange'], [0.2, 'red']]), [
        j.query(perStep('data'), 'rank {{rank}}'),
      ]),
      j.stacked('Time of all ranks', 'Seconds a second, summed over the chosen ranks, by part.', 's', j.plain, [
        j.query('sum by (part) (rate(jsigan_rank_seconds_total%s[$__rate_interval]))' % rankSelector, '{{part}}'),
      ], 16),
    ]),
    j.row('All-reduce', [
      j.timeseries('Traffic', 'Bytes that each rank all-reduces a second.', 'Bps', j.plain, [
        j.query('sum by (rank) (rate(jsigan_rank_allreduced_bytes_total%s[$__rate_interval]))' % rankSelector, 'rank {{rank}}'),
      ], 12),
      j.timeseries('Bandwidth', 'Bytes over the time in which all-reduces ran.', 'Bps', j.plain, [
        j.query('sum by (rank) (rate(jsigan_rank_allreduced_bytes_total%s[$__rate_interval])) / sum by (rank) (rate(jsigan_rank_allreduce_seconds_total%s[$__rate_interval]) > 0)' % [rankSelector, rankSelector], 'rank {{rank}}'),
      ], 12),
    ]),
    j.row('Processes', [
      j.timeseries('Memory', 'Resident memory of each process.', 'bytes', j.plain, [
        j.query('process_working_set_bytes{%(s)s}', '{{instance}}'),
      ]),
      j.timeseries('CPU', 'Cores in use by each process.', 'none', j.plain, [
        j.query('sum by (instance) (rate(process_cpu_seconds_total{%(s)s}[$__rate_interval]))', '{{instance}}'),
      ]),
      j.timeseries('Threads', 'Threads of each process; a number that only grows is a leak.', 'none', j.steps('green', [[500, 'red']]), [
        j.query('process_num_threads{%(s)s}', '{{instance}}'),
      ]),
    ]),
  ],
  [j.generationAnnotation],
)
