/** One run, or several side by side: the head, and the tab below it. */
import { Feed, get } from './api.js';
import { h, swatch } from './dom.js';

// Each is loaded when it is shown.
const Tabs = {
  charts: ['Charts', async () => (await import('./charts.js')).chartsTab],
  images: ['Images', async () => (await import('./images.js')).imagesTab],
  workers: ['Workers', async () => (await import('./workers.js')).workersTab],
  events: ['Events', async () => (await import('./tables.js')).eventsTab],
  checkpoints: ['Checkpoints', async () => (await import('./tables.js')).checkpointsTab],
  log: ['Log', async () => (await import('./tables.js')).logTab],
  recipe: ['Recipe', async () => (await import('./tables.js')).recipeTab],
};

export async function showRun(content, ids, tabName) {
  if (ids.some(id => !Number.isSafeInteger(id) || id < 1)) throw new Error('A run is named by its number.');
  const [, loadTab] = Tabs[tabName] ?? Tabs.charts;
  // All at once: the first paint waits for the slowest, not for their sum.
  const [makeTab, ...runs] = await Promise.all([loadTab(), ...ids.map(id => get(`runs/${id}`))]);
  document.title = `${runs.map(each => each.run.name).join(', ')} - JsiGanCluster`;
  const heads = runs.map((each, index) => head(each.run, index));
  const body = h('div');
  content.append(
    h('h1', {}, runs.length === 1 ? runs[0].run.name : `${runs.length} runs`),
    h('ul', { class: 'legend' }, heads.map(each => each.element)),
    h('nav', { class: 'tabs', 'aria-label': 'Parts of the run' }, Object.entries(Tabs).map(([name, [title]]) =>
      h('a', { href: `#/runs/${ids.join(',')}/${name}`, 'aria-current': name === tabName ? 'page' : null }, title))),
    body);
  const tab = await makeTab(body, runs);
  let first = true;
  const feed = new Feed(ids, {
    // The tab has just read everything.
    ready: () => { if (!first) reload(); first = false; },
    points: data => { heads[ids.indexOf(data.run)].advance(data.values); tab.points?.(data); },
    changed: change => { if (change.what === 'run') refresh(); tab.changed?.(change); },
  });

  function reload() {
    refresh();
    tab.reload?.();
  }

  async function refresh() {
    const fresh = await Promise.all(ids.map(id => get(`runs/${id}`).catch(() => null)));
    fresh.forEach((each, index) => { if (each) heads[index].show(each.run); });
  }

  return () => { feed.close(); tab.close?.(); document.title = 'JsiGanCluster'; };
}

function head(run, index) {
  const text = h('span');
  let shown = run;
  const show = fresh => {
    shown = fresh;
    const reason = fresh.reason && fresh.state !== 'running' ? ` (${fresh.reason})` : '';
    text.textContent = `${fresh.name}: ${fresh.state}${reason}, step ${fresh.step} of ${fresh.totalSteps}`;
  };
  show(run);
  return {
    element: h('li', { 'data-run': run.id }, swatch(index), text),
    show,
    advance: values => show({ ...shown, step: Math.max(shown.step, ...values.map(value => value[1])) }),
  };
}
