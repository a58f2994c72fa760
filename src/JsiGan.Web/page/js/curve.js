/** The points of one metric of one run: columns of steps, means, minima and maxima. */

/** More points than this came live: the server's summary of them is read instead. */
const MostPoints = 1500;

export class Curve {
  constructor({ step = [], mean = [], least = [], most = [] } = {}) {
    this.step = step.slice();
    [this.mean, this.least, this.most] = [mean, least, most].map(values => values.map(Number));
  }

  get isFull() { return this.step.length > MostPoints; }

  /** Adds a point, or replaces the last one of the same step; older steps are known already. */
  add(step, value) {
    const last = this.step.at(-1);
    if (last !== undefined && step < last) return;
    if (step === last) this.#drop();
    this.step.push(step);
    for (const column of [this.mean, this.least, this.most]) column.push(Number(value));
  }

  #drop() {
    for (const column of [this.step, this.mean, this.least, this.most]) column.pop();
  }
}

/**
 * An exponential moving average without the bias towards 0 at its start, as TensorBoard has it; NaN is left out.
 * @param {number} weight 0 (none) to below 1.
 */
export function smooth(values, weight) {
  if (weight === 0) return values;
  let [sum, share] = [0, 0];
  return values.map(value => {
    if (!Number.isFinite(value)) return value;
    [sum, share] = [sum * weight + value * (1 - weight), share * weight + (1 - weight)];
    return sum / share;
  });
}
