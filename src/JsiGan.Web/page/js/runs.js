/** The list of all runs. */
import { Feed, get } from './api.js';
import { h, number, table, time } from './dom.js';

const ReloadDelay = 500;

export async function showRuns(content) {
  const chosen = new Set();
  const compare = h('button', { type: 'button', disabled: true, onclick: () => { location.hash = `#/runs/${[...chosen].join(',')}`; } });
  const filter = h('input', { type: 'search', oninput: () => draw() });
  const list = h('div');
  let runs = [];
  content.append(
    h('h1', {}, 'Runs'),
    h('div', { class: 'controls' }, h('label', {}, 'Filter', filter), compare),
    list);

  function count() {
    compare.disabled = chosen.size < 1;
    compare.textContent = chosen.size < 2 ? 'Compare' : `Compare ${chosen.size} runs`;
  }

  function choose(run) {
    return h('input', {
      type: 'checkbox', checked: chosen.has(run.id), 'aria-label': `Compare ${run.name}`,
      onchange: event => { if (event.target.checked) chosen.add(run.id); else chosen.delete(run.id); count(); },
    });
  }

  function draw() {
    const wanted = filter.value.toLowerCase();
    const shown = runs.filter(run => `${run.id} ${run.name} ${run.recipe} ${run.state}`.toLowerCase().includes(wanted));
    list.replaceChildren(shown.length === 0
      ? h('p', { class: 'quiet' }, runs.length === 0 ? 'The database has no runs: jsigan train starts one.' : 'No run matches the filter.')
      : table('Runs', [
        ['Compare', choose],
        ['Run', run => h('a', { href: `#/runs/${run.id}` }, run.name)],
        ['Recipe', run => run.recipe],
        ['State', run => run.state],
        ['Steps', run => `${run.step} of ${run.totalSteps}`, 'number'],
        ['Best PSNR, dB', run => run.psnr == null ? '' : number(Number(run.psnr)), 'number'],
        ['Started', run => time(run.createdAt)],
      ], shown));
    count();
  }

  async function load() {
    runs = await get('runs');
    draw();
  }

  let pending;
  const feed = new Feed([], {
    ready: () => load().catch(() => {}),
    changed: ({ what }) => {
      if (what !== 'run' && what !== 'generations') return;
      clearTimeout(pending);
      pending = setTimeout(() => load().catch(() => {}), ReloadDelay);
    },
  });
  await load();
  return () => { clearTimeout(pending); feed.close(); };
}
