// Is it learning? Losses, both discriminators, norms and validation of a run.
local j = import 'jsigan.libsonnet';

j.dashboard(
  'training',
  'training',
  'Losses, discriminators, norms and validation of the runs that Prometheus scrapes.',
  j.prometheusVariables,
  [
    j.row('Progress', [
      j.stat('Progress', 'Share of the planned steps that this process has done.', 'percentunit', j.plain, [
        j.query('sum by (instance) (jsigan_train_steps_total{%(s)s}) / on (instance) jsigan_train_steps_planned{%(s)s}', '{{instance}}'),
      ]),
      j.stat('Epoch', 'Epoch within its stage, from 1.', 'none', j.plain, [
        j.query('jsigan_train_epoch{%(s)s}', 'stage {{stage}}'),
      ]),
      j.stat('Speed', 'Patches trained on a second, over all workers.', 'ops', j.plain, [
        j.query('sum by (instance) (rate(jsigan_train_patches_total{%(s)s}[$__rate_interval]))', '{{instance}}'),
      ]),
      j.stat('PSNR', 'Held-out crops after the last epoch; three channels, peak 1.', 'dB', j.steps('red', [[25, 'orange'], [30, 'green']]), [
        j.query('jsigan_validation_psnr_decibels{%(s)s}', 'stage {{stage}}'),
      ]),
      j.stat('SSIM', 'Held-out crops at the end of a stage.', 'none', j.steps('red', [[0.9, 'orange'], [0.95, 'green']]), [
        j.query('jsigan_validation_ssim_ratio{%(s)s}', 'stage {{stage}}'),
      ]),
      j.stat('Learning rate', 'Of the last step, every network.', 'sci', j.plain, [
        j.query('jsigan_train_learning_rate{%(s)s}', '{{instance}}'),
      ]),
    ]),
    j.row('Losses', [
      j.logarithmic('Generator', 'Loss terms of the generator before their weights lambda (lambda_d is in dadv and dfm), and their weighted sum g.', 'none', j.plain, [
        j.query('jsigan_train_loss{%(s)s,term!~"d1|d2"}', '{{term}}'),
      ], 12),
      j.timeseries('Discriminators', 'Relativistic hinge loss of D1 (images) and D2 (detail layers): 2 if a discriminator cannot tell real from fake, 0 if it has won.', 'none', j.steps('red', [[0.1, 'green']]), [
        j.query('jsigan_train_loss{%(s)s,term=~"d1|d2"}', '{{term}}'),
      ], 12),
      j.timeseries('Outputs on real and fake', 'Mean output of each discriminator. The distance of a pair is what the relativistic loss sees.', 'none', j.plain, [
        j.query('jsigan_train_logit{%(s)s}', '{{discriminator}} {{images}}'),
      ], 12),
      j.timeseries('Weights of the loss', 'The lambda of each part of the generator\'s loss.', 'none', j.plain, [
        j.query('jsigan_train_loss_weight{%(s)s}', '{{weight}}'),
      ], 12),
    ]),
    j.row('Networks', [
      j.logarithmic('Gradient norm', 'L2 norm of each network\'s gradient.', 'none', j.steps('green', [[1000, 'red']]), [
        j.query('jsigan_train_gradient_norm{%(s)s}', '{{network}}'),
      ]),
      j.timeseries('Weight norm', 'L2 norm of each network\'s weights.', 'none', j.plain, [
        j.query('jsigan_train_weight_norm{%(s)s}', '{{network}}'),
      ]),
      j.logarithmic('Update ratio', 'Norm of an update over that of the weights: about 0.001 is usual; above 0.01 the learning rate is high.', 'percentunit', j.steps('green', [[0.01, 'red']]), [
        j.query('jsigan_train_update_ratio{%(s)s}', '{{network}}'),
      ]),
    ]),
    j.row('Validation', [
      j.timeseries('PSNR', 'Held-out crops after each epoch.', 'dB', j.plain, [
        j.query('jsigan_validation_psnr_decibels{%(s)s}', 'stage {{stage}}'),
      ]),
      j.timeseries('Colour difference', 'Delta E ITP (ITU-R BT.2124) of the held-out crops at the end of a stage; 1 is just noticeable.', 'none', j.plain, [
        j.query('jsigan_validation_delta_e_itp{%(s)s}', 'stage {{stage}}'),
      ]),
      j.logarithmic('Learning rate', 'Of every network.', 'sci', j.plain, [
        j.query('jsigan_train_learning_rate{%(s)s}', '{{instance}}'),
      ]),
    ]),
  ],
  [j.generationAnnotation],
)
