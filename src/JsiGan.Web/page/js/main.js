/** The router: #/ the runs, #/sweeps, #/runs/1,2/TAB one run or several. */
import { h } from './dom.js';

const content = document.getElementById('content');
let close = () => {};

async function route() {
  close();
  close = () => {};
  const [place, which, tab] = location.hash.replace(/^#\/?/, '').split('/');
  content.replaceChildren();
  try {
    if (place === 'runs' && which) close = await (await import('./run.js')).showRun(content, which.split(',').map(Number), tab || 'charts');
    else if (place === 'sweeps') close = await (await import('./sweeps.js')).showSweeps(content);
    else close = await (await import('./runs.js')).showRuns(content);
  } catch (fault) {
    content.replaceChildren(h('h1', {}, 'Not shown'), h('p', { class: 'fault', role: 'alert' }, fault.message));
  }
}

const Themes = ['system', 'light', 'dark'];
const theme = document.getElementById('theme');

function applyTheme(name) {
  if (name === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  theme.textContent = `Theme: ${name}`;
  localStorage.setItem('theme', name);
  window.dispatchEvent(new Event('themechange'));
}

theme.addEventListener('click', () =>
  applyTheme(Themes[(Themes.indexOf(localStorage.getItem('theme') ?? 'system') + 1) % Themes.length]));
applyTheme(Themes.includes(localStorage.getItem('theme')) ? localStorage.getItem('theme') : 'system');
document.querySelector('.skip').addEventListener('click', event => { event.preventDefault(); content.focus(); });
window.addEventListener('hashchange', route);
route();
