/**
 * Candidates of the undecided fixes of many vehicles, as columns: a vehicle is a slot, a slot holds a ring of `window`
 * layers (one for each fix), a layer holds up to `width` candidates, the best first. A layer of 12 is 130 bytes, so 10,000
 * vehicles with 60 undecided fixes are 78 MB without one object.
 */
export class Trellis {
  /** By candidate: index `(slot × window + layer) × width + candidate`. */
  link: Uint32Array;
  /** Place along the link's chain, m. */
  at_m: Float32Array;
  /** Candidate of the layer before on the best path to it. */
  back: Uint8Array;
  /** 1 where no way was driven from there: the path breaks off and begins again. */
  broken: Uint8Array;
  /** By layer: index `slot × window + layer`. */
  count: Uint8Array;
  /** 0 when the ways to it were looked for without turning round in the middle of a chain. */
  may_turn: Uint8Array;
  /** First and last time at this place, UTC ms. */
  at_ms: Float64Array;
  until_ms: Float64Array;
  /** As reported at the last time, km/h; NaN when not stated. */
  speed_kmh: Float32Array;
  /**
   * By candidate of the newest layer, index `slot × width + candidate`: log-likelihood of the best path to it, less that of
   * the best; -Infinity when none.
   */
  score: Float32Array;
  /** By slot, of the newest layer: the best place on the plane and its link, and where the vehicle said it was. */
  place_x: Float32Array;
  place_y: Float32Array;
  place_link: Uint32Array;
  fix_x: Float32Array;
  fix_y: Float32Array;
  /** By slot: ring position of the oldest layer, number of layers. */
  oldest: Uint8Array;
  layers: Uint8Array;
  /** Number of layers from which on it is looked again whether paths agree. */
  look_at: Uint16Array;
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
    const now = slots * width;
    this.link = new Uint32Array(candidates);
    this.at_m = new Float32Array(candidates);
    this.back = new Uint8Array(candidates);
    this.broken = new Uint8Array(candidates);
    this.count = new Uint8Array(layers);
    this.may_turn = new Uint8Array(layers);
    this.at_ms = new Float64Array(layers);
    this.until_ms = new Float64Array(layers);
    this.speed_kmh = new Float32Array(layers);
    this.score = new Float32Array(now);
    this.place_x = new Float32Array(slots);
    this.place_y = new Float32Array(slots);
    this.place_link = new Uint32Array(slots);
    this.fix_x = new Float32Array(slots);
    this.fix_y = new Float32Array(slots);
    this.oldest = new Uint8Array(slots);
    this.layers = new Uint8Array(slots);
    this.look_at = new Uint16Array(slots);
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

  /** Makes room for slots up to and with `slot`. */
  reserve(slot: number): void {
    if (slot < this.slots) return;
    while (this.slots <= slot) this.slots *= 2;
    const { slots, window, width } = this;
    const layers = slots * window;
    const candidates = layers * width;
    const now = slots * width;
    this.link = longer(this.link, new Uint32Array(candidates));
    this.at_m = longer(this.at_m, new Float32Array(candidates));
    this.back = longer(this.back, new Uint8Array(candidates));
    this.broken = longer(this.broken, new Uint8Array(candidates));
    this.count = longer(this.count, new Uint8Array(layers));
    this.may_turn = longer(this.may_turn, new Uint8Array(layers));
    this.at_ms = longer(this.at_ms, new Float64Array(layers));
    this.until_ms = longer(this.until_ms, new Float64Array(layers));
    this.speed_kmh = longer(this.speed_kmh, new Float32Array(layers));
    this.score = longer(this.score, new Float32Array(now));
    this.place_x = longer(this.place_x, new Float32Array(slots));
    this.place_y = longer(this.place_y, new Float32Array(slots));
    this.place_link = longer(this.place_link, new Uint32Array(slots));
    this.fix_x = longer(this.fix_x, new Float32Array(slots));
    this.fix_y = longer(this.fix_y, new Float32Array(slots));
    this.oldest = longer(this.oldest, new Uint8Array(slots));
    this.layers = longer(this.layers, new Uint8Array(slots));
    this.look_at = longer(this.look_at, new Uint16Array(slots));
    this.driven_link = longer(this.driven_link, new Uint32Array(slots));
    this.driven_m = longer(this.driven_m, new Float32Array(slots));
    this.error_step = longer(this.error_step, new Uint8Array(slots));
    this.skipped = longer(this.skipped, new Uint8Array(slots));
    this.far = longer(this.far, new Uint8Array(slots));
    this.doubt_m = longer(this.doubt_m, new Float32Array(slots));
    this.leg_x = longer(this.leg_x, new Float32Array(slots));
    this.leg_y = longer(this.leg_y, new Float32Array(slots));
    this.leg_ms = longer(this.leg_ms, new Float64Array(slots));
    this.drives = longer(this.drives, new Uint8Array(slots));
  }
}

function longer<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
