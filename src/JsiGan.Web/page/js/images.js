/** Validation crops of the runs: two pictures under a slider, and one step slider that moves all runs. */
import { get } from './api.js';
import { h, swatch } from './dom.js';
import { Pair } from './pair.js';

const Kinds = { input: 'SDR input', prediction: 'prediction', truth: 'HDR truth' };
const Views = { screen: 'tone-mapped', pq: 'HDR (PQ)', nits: 'nits', difference: 'difference x8' };
const ReloadDelay = 300;

export async function imagesTab(body, runs) {
  const choice = { crop: 1, left: 'input', right: 'prediction', view: 'screen', zoom: 4 };
  const pairs = runs.map((each, index) => new Pair(each.run.name, runs.length > 1 ? swatch(index) : null));
  const empty = h('p', { class: 'quiet' }, 'No images yet: the first come with the validation at the end of the first epoch.');
  const crop = select('Crop', { 1: '1' }, 'crop', Number);
  const position = h('input', { type: 'range', min: 0, max: 0, value: 0, step: 1, 'aria-label': 'Step', oninput: () => { follow = atEnd(); draw(); } });
  const step = h('output', { id: 'step' });
  const shown = h('div', {},
    h('div', { class: 'controls' },
      crop, select('Left', Kinds, 'left'), select('Right', Kinds, 'right'), select('As', Views, 'view'),
      select('Zoom', { 1: '1x', 2: '2x', 4: '4x', 8: '8x' }, 'zoom', Number)),
    h('div', { class: 'controls' }, h('label', {}, 'Step', position), step),
    h('div', { class: 'pairs' }, pairs.map(pair => pair.element)));
  let lists = runs.map(() => []);
  let steps = [];
  let follow = true;
  body.append(empty, shown);

  function select(title, values, key, parse = String) {
    const box = h('select', { onchange: event => { choice[key] = parse(event.target.value); draw(); } },
      Object.entries(values).map(([value, text]) => h('option', { value, selected: value === String(choice[key]) }, text)));
    return h('label', { 'data-choice': key }, title, box);
  }

  const atEnd = () => Number(position.value) === steps.length - 1;

  async function load() {
    lists = await Promise.all(runs.map(each => get(`runs/${each.run.id}/images`)));
    const all = lists.flat();
    [empty.hidden, shown.hidden] = [all.length > 0, all.length === 0];
    steps = [...new Set(all.filter(image => image.kind === 'prediction').map(image => image.step))].sort((a, b) => a - b);
    position.max = Math.max(steps.length - 1, 0);
    if (follow) position.value = position.max;
    const box = crop.querySelector('select');
    const crops = [...new Set(all.map(image => image.crop))].sort((a, b) => a - b);
    if (box.options.length !== crops.length) box.replaceChildren(...crops.map(each => h('option', { value: each, selected: each === choice.crop }, String(each))));
    draw();
  }

  function draw() {
    const asked = steps[Number(position.value)];
    pairs.forEach((pair, index) => {
      const own = lists[index].filter(image => image.crop === choice.crop);
      const truth = own.find(image => image.kind === 'truth');
      // The newest prediction up to the step: runs validate at steps of their own.
      const newest = own.filter(image => image.kind === 'prediction' && image.step <= asked).at(-1);
      const sides = [choice.left, choice.right].map(kind => kind === 'prediction' ? newest : own.find(image => image.kind === kind));
      pair.element.hidden = !truth || sides.includes(undefined);
      if (pair.element.hidden) return;
      pair.show(sides.map(image => side(runs[index].run.id, image)), [truth.width, truth.height], choice.zoom);
      if (index === 0 || step.textContent === '') step.textContent = describe(newest ?? sides[0]);
    });
  }

  function side(run, image) {
    const path = `api/runs/${run}/images/${image.crop}/${image.kind}`;
    return { image, title: Kinds[image.kind], picture: `${path}.png?step=${image.step}&view=${choice.view}`, codes: `${path}.bin?step=${image.step}` };
  }

  await load();
  let pending;
  return {
    reload: () => load().catch(() => {}),
    changed: change => {
      if (change.what !== 'images') return;
      pending ??= setTimeout(() => { pending = undefined; load().catch(() => {}); }, ReloadDelay);
    },
    close: () => clearTimeout(pending),
  };
}

const describe = image => image.stage === 0 ? 'before training' : `step ${image.step}, stage ${image.stage}, epoch ${image.epoch}`;
