/** Elements, and small texts. Text is always set as text: names of runs may look like HTML. */

/** An element with attributes, properties (onclick) and children; null children are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(child => child != null));
  return element;
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A table: columns are [title, cell of a row, class]. */
export function table(caption, columns, rows) {
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', {},
      h('thead', {}, h('tr', {}, columns.map(([title, , kind]) => h('th', { scope: 'col', class: kind }, title)))),
      h('tbody', {}, rows.map(row => h('tr', {}, columns.map(([, cell, kind]) => h('td', { class: kind }, cell(row) ?? '')))))));
}

export const number = value => {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential(3);
  return String(Number(value.toPrecision(5)));
};

export const bytes = count => count < 2 ** 20 ? `${(count / 1024).toFixed(1)} KiB` : `${(count / 2 ** 20).toFixed(1)} MiB`;

export const time = text => new Date(text).toLocaleString();

/** Distinct in hue and readable on both themes. */
const Colours = ['#3d85c6', '#d9772b', '#3f9d5d', '#b5519c', '#8a6fd1', '#b39b1f', '#2ba3a3', '#d1495b', '#7f8c8d', '#6b8e23'];
export const colourOf = index => Colours[index % Colours.length];

export function swatch(index) {
  const square = h('span', { class: 'swatch', 'aria-hidden': 'true' });
  square.style.background = colourOf(index);
  return square;
}
