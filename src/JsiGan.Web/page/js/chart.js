/** One metric of some runs, drawn by uPlot: the mean as a line, minimum and maximum as a band. */
import { colourOf, h, number } from './dom.js';
import { Curve, smooth } from './curve.js';

const PlotHeight = 216;
const ZoomStep = 1.5;
const PanShare = 0.2;

export class Chart {
  #runs; #settings; #onRange; #plot; #shown = []; #drawing = false; #waiting = false; #resized;

  /**
   * @param {{id: number, name: string}[]} runs In the order of their colours.
   * @param {{smoothing: number, logarithmic: boolean}} settings Shared by all charts.
   * @param {(range: [number, number] | null) => void} onRange Called when the user zooms; null for everything.
   */
  constructor(metric, runs, settings, onRange) {
    [this.metric, this.#runs, this.#settings, this.#onRange] = [metric, runs, settings, onRange];
    this.curves = new Map();
    this.place = h('div', { class: 'plot', tabindex: 0, role: 'application', 'aria-label': `Chart of ${metric}; + and - zoom, arrows move, 0 resets`,
      onkeydown: event => this.#key(event) });
    this.value = h('output', { 'data-metric': metric });
    this.element = h('figure', { class: 'chart', 'data-metric': metric },
      h('figcaption', {}, h('span', {}, metric), this.value), this.place);
    this.#resized = new ResizeObserver(() => this.#plot?.setSize(this.#size()));
    this.#resized.observe(this.place);
  }

  /** Replaces all points. */
  set(series) {
    this.curves = new Map(series.map(each => [each.run, new Curve(each)]));
    this.draw();
  }

  add(run, step, value) {
    if (!this.curves.has(run)) this.curves.set(run, new Curve());
    this.curves.get(run).add(step, value);
    this.draw();
  }

  get isFull() { return [...this.curves.values()].some(curve => curve.isFull); }

  /** Draws in the next frame, however often it is called until then. A chart out of sight waits. */
  draw() {
    this.#waiting = true;
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      if (this.#waiting) this.#paint();
      this.#waiting = false;
    });
  }

  /** Makes the plot anew, for another scale or theme. */
  rebuild() {
    this.#plot?.destroy();
    this.#plot = undefined;
    this.draw();
  }

  close() {
    this.#resized.disconnect();
    this.#plot?.destroy();
  }

  #paint() {
    const shown = this.#runs.map((run, index) => ({ ...run, index, curve: this.curves.get(run.id) })).filter(each => each.curve?.step.length);
    this.#shown = shown;
    this.#describe();
    if (shown.length === 0) return;
    const columns = shown.map(({ curve }) => [
      curve.step, gaps(smooth(curve.mean, this.#settings.smoothing)), gaps(curve.least), gaps(curve.most)]);
    const data = uPlot.join(columns);
    const key = shown.map(each => each.id).join();
    if (this.#plot && this.#plot.key === key) {
      this.#plot.setData(data);
      return;
    }
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#options(shown), data, this.place);
    this.#plot.key = key;
  }

  #options(shown) {
    const style = getComputedStyle(document.documentElement);
    const ink = resolve(style.getPropertyValue('--quiet'));
    const grid = { stroke: resolve(style.getPropertyValue('--line')), width: 1 };
    const axis = { stroke: ink, grid, ticks: grid, font: '11px system-ui' };
    return {
      ...this.#size(),
      legend: { show: false },
      cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 5 } },
      scales: { x: { time: false }, y: { distr: this.#settings.logarithmic ? 3 : 1 } },
      axes: [
        { ...axis, values: (_, ticks) => ticks.map(short) },
        { ...axis, size: 62, values: (_, ticks) => ticks.map(tick => tick == null ? '' : number(tick)) },
      ],
      series: [{}, ...shown.flatMap(({ index }) => [
        { stroke: colourOf(index), width: 1.5, spanGaps: false, points: { show: false } },
        { stroke: 'transparent', points: { show: false } },
        { stroke: 'transparent', points: { show: false } },
      ])],
      bands: shown.map(({ index }, place) => ({ series: [3 * place + 3, 3 * place + 2], fill: `${colourOf(index)}33` })),
      hooks: {
        setSelect: [plot => this.#select(plot)],
        setCursor: [plot => this.#describe(plot.cursor.idx, plot.data)],
        ready: [plot => plot.over.addEventListener('dblclick', () => this.#onRange(null))],
      },
    };
  }

  #size() { return { width: Math.max(this.place.clientWidth, 50), height: PlotHeight }; }

  #select(plot) {
    if (plot.select.width < 2) return;
    const range = [plot.select.left, plot.select.left + plot.select.width].map(pixel => Math.round(plot.posToVal(pixel, 'x')));
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.#onRange(range);
  }

  #key(event) {
    if (!this.#plot) return;
    const { min, max } = this.#plot.scales.x;
    const [middle, half] = [(min + max) / 2, (max - min) / 2];
    const move = by => [middle - half + by * half, middle + half + by * half];
    const ranges = {
      '+': () => [middle - half / ZoomStep, middle + half / ZoomStep], '-': () => [middle - half * ZoomStep, middle + half * ZoomStep],
      ArrowLeft: () => move(-PanShare), ArrowRight: () => move(PanShare), 0: () => null, Escape: () => null,
    };
    if (!ranges[event.key]) return;
    event.preventDefault();
    const range = ranges[event.key]();
    this.#onRange(range && [Math.max(0, Math.round(range[0])), Math.max(1, Math.round(range[1]))]);
  }

  /** The value under the cursor, or else the newest. */
  #describe(index, data) {
    const shown = this.#shown;
    if (index == null || !data) {
      const each = shown[0];
      const value = each && each.curve.mean.at(-1);
      this.value.textContent = each ? `step ${each.curve.step.at(-1)}: ${number(value)}` : 'no values yet';
      return;
    }
    this.value.textContent = `step ${data[0][index]}: ` + shown.map((_, place) => data[3 * place + 1][index])
      .map(value => value == null ? '-' : number(value)).join(' | ');
  }
}

const gaps = values => values.map(value => Number.isFinite(value) ? value : null);

const short = value => value >= 1e6 ? `${value / 1e6}M` : value >= 1e4 ? `${value / 1e3}k` : String(value);

const resolved = new Map();
window.addEventListener('themechange', () => resolved.clear());

/** The colour that light-dark() stands for now: a canvas does not know the function. Remembered, as each answer lays out the page. */
function resolve(colour) {
  if (resolved.has(colour)) return resolved.get(colour);
  const probe = document.body.appendChild(h('span'));
  probe.style.color = colour;
  resolved.set(colour, getComputedStyle(probe).color);
  probe.remove();
  return resolved.get(colour);
}
