/**
 * Candidates of the undecided fixes of many vehicles, as columns: a vehicle is a slot, a slot holds a ring of `window`
 * layers (one for each fix), a layer holds up to `width` candidates. One slot of 30 × 12 is about 9 kB, so 10,000
 * vehicles are 85 MB without one object; a slot moves to another shard as one slice of each column.
 */
export class Trellis {
  /** By candidate: index `(slot × window + layer) × width + candidate`. */
  link: Uint32Array;
  /** Place along the link's chain, m. */
  at_m: Float32Array;
  /** Log-likelihood of the best path to the candidate, less that of the layer's best; -Infinity when none. */
  score: Float32Array;
  x: Float32Array;
  y: Float32Array;
  /** Candidate of the layer before on that path. */
  back: Uint8Array;
  /** By layer: index `slot × window + layer`. */
  count: Uint8Array;
  /** First and last time at this place, UTC ms. */
  at_ms: Float64Array;
  until_ms: Float64Array;
  /** Place as reported, on the plane. */
  fix_x: Float32Array;
  fix_y: Float32Array;
  /** As reported at the last time, km/h; NaN when not stated. */
  speed_kmh: Float32Array;
  /** By slot: ring position of the oldest layer, number of layers, decided candidate of the oldest. */
  oldest: Uint8Array;
  layers: Uint8Array;
  decided: Uint8Array;
  /** How far the vehicle was told to have come: the link, and the place along its chain, m. */
  driven_link: Uint32Array;
  driven_m: Float32Array;
  /** By how much its fixes are off beyond a plain receiver's, in steps of the matcher. */
  error_step: Uint8Array;
  /** Fixes in a row that were left out because they did not fit. */
  skipped: Uint8Array;
  /** 1 while the vehicle's best place is far from its fixes. */
  far: Uint8Array;
  /** How far it has come beside its road while its fixes lay on another, m. */
  doubt_m: Float32Array;
  /** Where and when its present leg began, and whether its last one was driven (1) or it wandered about a place. */
  leg_x: Float32Array;
  leg_y: Float32Array;
  leg_ms: Float64Array;
  drives: Uint8Array;

  constructor(
    readonly window: number,
    readonly width: number,
    private slots = 64,
  ) {
    const layers = slots * window;
    const candidates = layers * width;
    this.link = new Uint32Array(candidates);
    this.at_m = new Float32Array(candidates);
    this.score = new Float32Array(candidates);
    this.x = new Float32Array(candidates);
    this.y = new Float32Array(candidates);
    this.back = new Uint8Array(candidates);
    this.count = new Uint8Array(layers);
    this.at_ms = new Float64Array(layers);
    this.until_ms = new Float64Array(layers);
    this.fix_x = new Float32Array(layers);
    this.fix_y = new Float32Array(layers);
    this.speed_kmh = new Float32Array(layers);
    this.oldest = new Uint8Array(slots);
    this.layers = new Uint8Array(slots);
    this.decided = new Uint8Array(slots);
    this.driven_link = new Uint32Array(slots);
    this.driven_m = new Float32Array(slots);
    this.error_step = new Uint8Array(slots);
    this.skipped = new Uint8Array(slots);
    this.far = new Uint8Array(slots);
    this.doubt_m = new Float32Array(slots);
    this.leg_x = new Float32Array(slots);
    this.leg_y = new Float32Array(slots);
    this.leg_ms = new Float64Array(slots);
    this.drives = new Uint8Array(slots);
  }

  /** Index of the `n`-th layer of a slot, 0 the oldest. */
  layer(slot: number, n: number): number {
    return slot * this.window + ((this.oldest[slot] + n) % this.window);
  }

  /** Index of the newest layer of a slot that has one. */
  newest(slot: number): number {
    return this.layer(slot, this.layers[slot] - 1);
  }

  /** The best candidate of a layer, by its place in it. */
  best(layer: number): number {
    const first = layer * this.width;
    let best = 0;
    for (let j = 1; j < this.count[layer]; j++)
      if (this.score[first + j] > this.score[first + best]) best = j;
    return best;
  }

  /** Makes room for slots up to and with `slot`. */
  reserve(slot: number): void {
    if (slot < this.slots) return;
    while (this.slots <= slot) this.slots *= 2;
    const layers = this.slots * this.window;
    const candidates = layers * this.width;
    this.link = longer(this.link, new Uint32Array(candidates));
    this.at_m = longer(this.at_m, new Float32Array(candidates));
    this.score = longer(this.score, new Float32Array(candidates));
    this.x = longer(this.x, new Float32Array(candidates));
    this.y = longer(this.y, new Float32Array(candidates));
    this.back = longer(this.back, new Uint8Array(candidates));
    this.count = longer(this.count, new Uint8Array(layers));
    this.at_ms = longer(this.at_ms, new Float64Array(layers));
    this.until_ms = longer(this.until_ms, new Float64Array(layers));
    this.fix_x = longer(this.fix_x, new Float32Array(layers));
    this.fix_y = longer(this.fix_y, new Float32Array(layers));
    this.speed_kmh = longer(this.speed_kmh, new Float32Array(layers));
    this.oldest = longer(this.oldest, new Uint8Array(this.slots));
    this.layers = longer(this.layers, new Uint8Array(this.slots));
    this.decided = longer(this.decided, new Uint8Array(this.slots));
    this.driven_link = longer(this.driven_link, new Uint32Array(this.slots));
    this.driven_m = longer(this.driven_m, new Float32Array(this.slots));
    this.error_step = longer(this.error_step, new Uint8Array(this.slots));
    this.skipped = longer(this.skipped, new Uint8Array(this.slots));
    this.far = longer(this.far, new Uint8Array(this.slots));
    this.doubt_m = longer(this.doubt_m, new Float32Array(this.slots));
    this.leg_x = longer(this.leg_x, new Float32Array(this.slots));
    this.leg_y = longer(this.leg_y, new Float32Array(this.slots));
    this.leg_ms = longer(this.leg_ms, new Float64Array(this.slots));
    this.drives = longer(this.drives, new Uint8Array(this.slots));
  }
}

function longer<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
