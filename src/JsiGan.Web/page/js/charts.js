/** The curves of all metrics: live, zoomed together, smoothed, on a logarithmic scale. */
import { get } from './api.js';
import { h } from './dom.js';
import { Chart } from './chart.js';

const Order = ['validation', 'loss', 'logit', 'gradient-norm', 'weight-norm', 'update-ratio', 'learning-rate', 'time'];

export async function chartsTab(body, runs) {
  const settings = { smoothing: 0, logarithmic: false };
  const ids = runs.map(each => each.run.id);
  const names = runs.map(each => ({ id: each.run.id, name: each.run.name }));
  const grid = h('div', { class: 'charts' });
  const empty = h('p', { class: 'quiet' }, 'Nothing has been measured yet.');
  const charts = new Map();
  const visible = new Set();
  let range = null;

  const smoothing = h('input', { type: 'range', min: 0, max: 0.99, step: 0.01, value: 0, oninput: event => {
    settings.smoothing = Number(event.target.value);
    for (const chart of charts.values()) chart.draw();
  } });
  const logarithmic = h('input', { type: 'checkbox', onchange: event => {
    settings.logarithmic = event.target.checked;
    for (const chart of charts.values()) chart.rebuild();
  } });
  const reset = h('button', { type: 'button', disabled: true, onclick: () => zoom(null) }, 'Show all steps');
  body.append(
    h('div', { class: 'controls' },
      h('label', {}, 'Smoothing', smoothing), h('label', {}, logarithmic, 'Logarithmic'), reset,
      h('span', { class: 'quiet' }, 'Drag over a chart to zoom, double-click to reset.')),
    empty, grid);

  // Only what is on the screen is read.
  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (entry.isIntersecting) visible.add(entry.target.dataset.metric);
      else visible.delete(entry.target.dataset.metric);
    }
    read([...visible].filter(metric => !charts.get(metric).isRead));
  }, { rootMargin: '200px' });

  function require(metrics) {
    const added = metrics.filter(metric => !charts.has(metric));
    if (added.length === 0) return;
    for (const metric of added) charts.set(metric, new Chart(metric, names, settings, zoom));
    const sorted = [...charts.keys()].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
    grid.replaceChildren(...sorted.map(metric => charts.get(metric).element));
    for (const metric of added) seen.observe(charts.get(metric).element);
    empty.hidden = true;
  }

  async function read(metrics) {
    if (metrics.length === 0) return;
    for (const metric of metrics) charts.get(metric).isRead = true;
    const limits = range ? `&first=${range[0]}&last=${range[1]}` : '';
    try {
      const answer = await get(`series?runs=${ids.join(',')}&metrics=${metrics.map(encodeURIComponent).join(',')}${limits}`);
      for (const series of answer) charts.get(series.metric).set(series.runs);
      // `jsigan bench web` measures the first paint by it.
      requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('charts')));
    } catch {
      // Read again when the server is back.
      for (const metric of metrics) charts.get(metric).isRead = false;
    }
  }

  function zoom(to) {
    range = to;
    reset.disabled = range === null;
    reload();
  }

  function reload() {
    for (const chart of charts.values()) chart.isRead = false;
    read([...visible]);
  }

  async function refresh() {
    const fresh = await Promise.all(ids.map(id => get(`runs/${id}`)));
    require(fresh.flatMap(each => each.metrics));
    reload();
  }

  function points({ run, values }) {
    require([...new Set(values.map(([metric]) => metric))]);
    if (range) return;
    for (const [metric, step, value] of values) {
      const chart = charts.get(metric);
      if (chart.isRead) chart.add(run, step, value);
    }
    read([...visible].filter(metric => charts.get(metric).isFull));
  }

  const themed = () => { for (const chart of charts.values()) chart.rebuild(); };
  window.addEventListener('themechange', themed);
  require([...new Set(runs.flatMap(each => each.metrics))]);
  return {
    points,
    reload: () => refresh().catch(() => {}),
    // A generation may train again what was measured before.
    changed: change => { if (change.what === 'generations') refresh().catch(() => {}); },
    close: () => {
      seen.disconnect();
      window.removeEventListener('themechange', themed);
      for (const chart of charts.values()) chart.close();
    },
  };
}

function rank(metric) {
  const place = Order.indexOf(metric.split('/')[0]);
  return place < 0 ? Order.length : place;
}
