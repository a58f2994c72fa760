/** Pixel values: codes of the crops, and the light behind 10-bit limited-range BT.2020 PQ. */

/** The electro-optical transfer function of SMPTE ST 2084: signal in [0, 1] to nits. */
export function pq(signal) {
  const [m1, m2, c1, c2, c3] = [2610 / 16384, 2523 / 4096 * 128, 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32];
  const power = Math.min(Math.max(signal, 0), 1) ** (1 / m2);
  return 10000 * (Math.max(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1);
}

/** Nits of R, G and B, and the luminance, of Y'CbCr codes (ITU-R BT.2020 matrix and range). */
export function light([luma, cb, cr]) {
  const [y, b, r] = [(luma - 64) / 876, (cb - 512) / 896, (cr - 512) / 896];
  const red = y + 1.4746 * r;
  const blue = y + 1.8814 * b;
  const green = (y - 0.2627 * red - 0.0593 * blue) / 0.678;
  const nits = [red, green, blue].map(pq);
  return { nits, luminance: 0.2627 * nits[0] + 0.678 * nits[1] + 0.0593 * nits[2] };
}

/** The codes of a crop: planar, [3, height, width]. */
export class Codes {
  constructor(buffer, width, height) {
    [this.codes, this.width, this.height] = [new Uint16Array(buffer), width, height];
  }

  at(x, y) {
    return [0, 1, 2].map(plane => this.codes[(plane * this.height + y) * this.width + x]);
  }
}
