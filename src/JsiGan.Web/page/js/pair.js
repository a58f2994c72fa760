/** Two pictures of one crop under a slider, with the values of the pixel below the pointer. */
import { h } from './dom.js';
import { Codes, light } from './pixels.js';

const cache = new Map();
const CacheSize = 64;

async function codesOf(image, path) {
  if (!cache.has(path)) {
    if (cache.size >= CacheSize) cache.delete(cache.keys().next().value);
    cache.set(path, fetch(path).then(answer => answer.arrayBuffer()).then(buffer => new Codes(buffer, image.width, image.height)));
  }
  return cache.get(path);
}

export class Pair {
  #sides = []; #size = [1, 1]; #pixel = [0, 0]; #name;

  constructor(name, swatch) {
    this.#name = name;
    this.images = [h('img', { alt: '' }), h('img', { alt: '' })];
    this.divider = h('div', { class: 'divider' });
    this.stack = h('div', { class: 'stack', tabindex: 0, role: 'application', 'aria-label': `Pixels of ${name}; arrows move the pointer`,
      onpointermove: event => this.#point(event), onkeydown: event => this.#key(event) }, this.images, this.divider);
    this.slider = h('input', { type: 'range', min: 0, max: 100, value: 50, step: 0.5, 'aria-label': `Divider of ${name}`,
      oninput: () => this.#split() });
    this.caption = h('span');
    this.pixel = h('output', { class: 'pixel' }, 'Point at a pixel for its values.');
    this.element = h('figure', { class: 'pair' }, h('figcaption', {}, swatch, this.caption),
      h('div', { class: 'window', tabindex: 0, role: 'region', 'aria-label': `Picture of ${name}` }, this.stack), this.slider, this.pixel);
  }

  /**
   * @param sides Left and right: {image, title, picture, codes}, addresses of the PNG and of the codes.
   * @param {number} zoom Screen pixels of a pixel.
   */
  show(sides, [width, height], zoom) {
    this.#sides = sides;
    this.#size = [width, height];
    this.stack.style.width = `${width * zoom}px`;
    this.stack.style.height = `${height * zoom}px`;
    this.slider.style.width = `${width * zoom}px`;
    sides.forEach((side, index) => {
      if (this.images[index].getAttribute('src') !== side.picture) this.images[index].src = side.picture;
      this.images[index].alt = `${side.title} of ${this.#name}`;
    });
    this.caption.textContent = `${this.#name}: ${sides[0].title} | ${sides[1].title}`;
    this.#split();
  }

  #split() {
    this.images[1].style.clipPath = `inset(0 0 0 ${this.slider.value}%)`;
    this.divider.style.left = `${this.slider.value}%`;
  }

  #point(event) {
    const box = this.stack.getBoundingClientRect();
    this.#read([(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
      .map((share, axis) => Math.floor(share * this.#size[axis])));
  }

  #key(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (!moves[event.key]) return;
    event.preventDefault();
    this.#read(this.#pixel.map((value, axis) => value + moves[event.key][axis]));
  }

  async #read(place) {
    this.#pixel = place.map((value, axis) => Math.min(Math.max(value, 0), this.#size[axis] - 1));
    const [x, y] = this.#pixel;
    const lines = await Promise.all(this.#sides.map(async side => `${side.title}: ${await describe(side, x, y, this.#size[0])}`));
    this.pixel.textContent = `x ${x}, y ${y}\n${lines.join('\n')}`;
  }
}

async function describe({ image, codes }, x, y, width) {
  const scale = width / image.width;
  const code = (await codesOf(image, codes)).at(Math.floor(x / scale), Math.floor(y / scale));
  if (image.kind === 'input') return `Y' ${code[0]}, Cb ${code[1]}, Cr ${code[2]} (8 bits)`;
  const { nits, luminance } = light(code);
  return `Y' ${code[0]}, Cb ${code[1]}, Cr ${code[2]}; ${luminance.toPrecision(4)} nits, R G B ${nits.map(each => each.toPrecision(3)).join(' ')}`;
}
