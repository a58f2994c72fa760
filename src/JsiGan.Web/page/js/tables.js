/** Tabs that are tables or texts of each run. */
import { get } from './api.js';
import { bytes, h, number, table, time } from './dom.js';

/** A tab that draws each run anew when one of some kinds of change happens. */
function listTab(kinds, draw) {
  return async (body, runs) => {
    const parts = runs.map(() => h('section'));
    body.append(...parts);
    const load = async index => {
      const { run } = runs[index];
      const shown = await draw(run, runs[index]).catch(fault => h('p', { class: 'fault' }, fault.message));
      parts[index].replaceChildren(runs.length > 1 ? h('h2', {}, run.name) : '', shown);
    };
    const reload = () => Promise.all(runs.map((_, index) => load(index)));
    await reload();
    return {
      reload,
      changed: change => {
        const index = runs.findIndex(each => each.run.id === change.run);
        if (index >= 0 && kinds.includes(change.what)) load(index);
      },
    };
  };
}

const empty = text => h('p', { class: 'quiet' }, text);

export const eventsTab = listTab(['events'], async run => {
  const events = await get(`runs/${run.id}/events`);
  return events.length === 0 ? empty('Nothing has happened yet.') : table(`Events of ${run.name}`, [
    ['Time', event => time(event.at)],
    ['Kind', event => event.kind],
    ['Step', event => event.step == null ? '' : String(event.step), 'number'],
    ['What happened', event => event.text, 'text'],
  ], events.reverse());
});

export const checkpointsTab = listTab(['checkpoints'], async run => {
  const checkpoints = await get(`runs/${run.id}/checkpoints`);
  return checkpoints.length === 0 ? empty('No checkpoint has been stored yet.') : table(`Checkpoints of ${run.name}`, [
    ['Checkpoint', each => String(each.id), 'number'],
    ['Step', each => String(each.step), 'number'],
    ['Stage', each => String(each.stage), 'number'],
    ['Epoch', each => String(each.epoch), 'number'],
    ['PSNR, dB', each => each.psnr == null ? '' : number(Number(each.psnr)), 'number'],
    ['Size', each => bytes(each.bytes), 'number'],
    ['Pinned', each => each.pinned ? 'yes' : ''],
    ['Stored', each => time(each.createdAt)],
  ], checkpoints);
});

export const logTab = listTab(['events'], async run => {
  const { text } = await get(`runs/${run.id}/log`);
  const shown = h('pre', { tabindex: 0, 'aria-label': `Log of ${run.name}` }, text || 'The log is empty.');
  requestAnimationFrame(() => { shown.scrollTop = shown.scrollHeight; });
  return shown;
});

export const recipeTab = listTab([], async (run, each) => h('pre', { tabindex: 0, 'aria-label': `Recipe of ${run.name}` }, each.recipe));
