/** Sweeps: their trials, parameters and objectives. */
import { get } from './api.js';
import { h, number, table } from './dom.js';

export async function showSweeps(content) {
  const trials = await get('sweeps');
  content.append(h('h1', {}, 'Sweeps'));
  if (trials.length === 0) content.append(h('p', { class: 'quiet' }, 'The database has no sweeps.'));
  for (const sweep of new Set(trials.map(trial => trial.sweep))) {
    const own = trials.filter(trial => trial.sweep === sweep).sort((a, b) => a.number - b.number);
    const runs = own.filter(trial => trial.run != null).map(trial => trial.run);
    content.append(h('h2', {}, sweep),
      runs.length > 0 ? h('p', {}, h('a', { href: `#/runs/${runs.slice(0, 50).join(',')}` }, 'Compare its runs')) : null,
      table(`Trials of ${sweep}`, [
        ['Trial', trial => String(trial.number), 'number'],
        ['State', trial => trial.state],
        ['Objective', trial => trial.objective == null ? '' : number(Number(trial.objective)), 'number'],
        ['Run', trial => trial.run == null ? '' : h('a', { href: `#/runs/${trial.run}` }, String(trial.run))],
        ['Parameters', trial => Object.entries(JSON.parse(trial.parameters)).map(([key, value]) => `${key}=${value}`).join(', '), 'text'],
      ], own));
  }
  return () => {};
}
