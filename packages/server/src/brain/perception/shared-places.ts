const ENTRIES = 1 << 15;
/** Vehicles remembered of a place; with one more it is shared. */
const WIDTH = 4;
const FORGET_MS = 5 * 60_000;
const NOBODY = 0xffffffff;
/** A coarser place may be what several receivers round to, degrees. */
const COARSE_E6 = 100;

/**
 * Notices when many vehicles state the very same place, to a ten-millionth of the Earth's girth: receivers on the road
 * never agree so, defaults and copies do. Knows the vehicles of its shard only; a table of fixed size that forgets,
 * 800 kB, one look a fix. A place on a grid of 1e-4 degrees is not judged, because sources round to it.
 */
export class SharedPlaces {
  readonly #place = new Float64Array(ENTRIES);
  readonly #since_ms = new Float64Array(ENTRIES).fill(Number.NEGATIVE_INFINITY);
  readonly #slots = new Uint32Array(ENTRIES * WIDTH).fill(NOBODY);

  /** @returns whether more than {@link WIDTH} vehicles, this one among them, stated the place in the last minutes. */
  isShared(slot: number, at_ms: number, lon: number, lat: number): boolean {
    const [x, y] = [Math.round(lon * 1e6), Math.round(lat * 1e6)];
    if (x % COARSE_E6 === 0 && y % COARSE_E6 === 0) return false;
    const place = y * 4e8 + x;
    const entry = (Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b)) >>> 17;
    if (this.#place[entry] !== place || at_ms - this.#since_ms[entry] > FORGET_MS) {
      this.#place[entry] = place;
      this.#since_ms[entry] = at_ms;
      this.#slots.fill(NOBODY, entry * WIDTH, (entry + 1) * WIDTH);
    }
    for (let i = entry * WIDTH; i < (entry + 1) * WIDTH; i++) {
      if (this.#slots[i] === slot) return false;
      if (this.#slots[i] !== NOBODY) continue;
      this.#slots[i] = slot;
      return false;
    }
    return true;
  }
}
