/** Workers with their timings, and generations and what happened on a time line. */
import { get } from './api.js';
import { colourOf, h, number, svg, swatch, table, time } from './dom.js';

const Parts = ['data', 'forward', 'backward', 'communication', 'optimizer'];
const ReloadDelay = 1000;
const [Width, RowHeight, Margin] = [960, 26, 8];

export async function workersTab(body, runs) {
  const parts = runs.map(() => h('section'));
  body.append(...parts);

  async function load(index) {
    const { run } = runs[index];
    const [workers, generations, events] = await Promise.all(
      ['workers', 'generations', 'events'].map(what => get(`runs/${run.id}/${what}`)));
    parts[index].replaceChildren(
      runs.length > 1 ? h('h2', {}, run.name) : '',
      h('h2', {}, 'Workers'),
      workers.length === 0 ? h('p', { class: 'quiet' }, 'No generation has formed yet.') : workersOf(run, workers),
      h('h2', {}, 'Generations and events'),
      generations.length === 0 ? '' : timeline(run, generations, events),
      generations.length === 0 ? '' : table(`Generations of ${run.name}`, [
        ['Generation', each => `${each.coordinator}.${each.number}`],
        ['First step', each => String(each.firstStep), 'number'],
        ['Workers', each => String(each.roster.length), 'number'],
        ['By rank', each => each.roster.join(', '), 'text'],
        ['Formed', each => time(each.openedAt)],
      ], generations.reverse()));
  }

  const reload = () => Promise.all(runs.map((_, index) => load(index).catch(() => {})));
  await Promise.all(runs.map((_, index) => load(index)));
  let pending;
  const soon = () => { pending ??= setTimeout(() => { pending = undefined; reload(); }, ReloadDelay); };
  return {
    reload, points: soon, close: () => clearTimeout(pending),
    changed: change => { if (change.what === 'generations' || change.what === 'events') soon(); },
  };
}

function workersOf(run, workers) {
  const longest = Math.max(...workers.map(total), 1e-9);
  return table(`Workers of ${run.name}`, [
    ['Rank', worker => String(worker.rank), 'number'],
    ['Worker', worker => worker.name],
    ...Parts.map((part, index) => [h('span', {}, swatch(index), `${part}, s`), worker => worker.seconds[part] == null ? '' : number(worker.seconds[part]), 'number']),
    ['Share', worker => bar(worker, longest)],
  ], workers);
}

const total = worker => Parts.reduce((sum, part) => sum + (worker.seconds[part] ?? 0), 0);

function bar(worker, longest) {
  const text = Parts.map(part => `${part} ${number(worker.seconds[part] ?? 0)} s`).join(', ');
  return h('div', { class: 'bar', role: 'img', 'aria-label': text, title: text }, Parts.map((part, index) => {
    const piece = h('span');
    piece.style.width = `${100 * (worker.seconds[part] ?? 0) / longest}%`;
    piece.style.background = colourOf(index);
    return piece;
  }));
}

/** Generations as blocks, events as marks below them. */
function timeline(run, generations, events) {
  const starts = generations.map(each => Date.parse(each.openedAt));
  const marks = events.filter(each => !each.kind.startsWith('checkpoint'));
  const last = Math.max(...starts, ...events.map(each => Date.parse(each.at)), run.state === 'running' ? Date.now() : 0);
  const span = Math.max(last - starts[0], 1);
  const at = moment => Margin + (Width - 2 * Margin) * Math.min(Math.max((moment - starts[0]) / span, 0), 1);
  const picture = svg('svg', {
    class: 'timeline', viewBox: `0 0 ${Width} ${3 * RowHeight}`, role: 'img',
    'aria-label': `${generations.length} generations and ${marks.length} events of ${run.name}; the tables have the details`,
  });
  generations.forEach((each, index) => {
    const [from, to] = [at(starts[index]), at(starts[index + 1] ?? last)];
    const title = `generation ${each.number}: ${each.roster.length} workers from step ${each.firstStep}`;
    picture.append(
      svg('rect', { x: from, y: Margin, width: Math.max(to - from - 1, 1), height: RowHeight, fill: colourOf(each.roster.length), rx: 2 },
        svg('title', {}, title)),
      to - from > 60 ? svg('text', { x: from + 4, y: Margin + 17 }, `${each.number}: ${each.roster.length} workers`) : '');
  });
  for (const each of marks) {
    picture.append(svg('circle', {
      cx: at(Date.parse(each.at)), cy: Margin + 2 * RowHeight, r: 5, fill: each.kind === 'worker-lost' ? '#d1495b' : '#3d85c6',
    }, svg('title', {}, `${time(each.at)} ${each.kind}: ${each.text}`)));
  }
  return picture;
}
