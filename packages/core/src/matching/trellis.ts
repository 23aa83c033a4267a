import { lengthened, lengthFor } from '../columns/index.ts';

/**
 * Candidates of the undecided fixes of many vehicles, as columns: a vehicle is a slot, a slot holds a ring of `window`
 * layers (one for each fix), a layer holds up to `width` candidates, the best first. A layer of 12 is 130 bytes, so 10,000
 * vehicles with 60 undecided fixes are 78 MB without one object.
 */
export class Trellis {
  /** By candidate: index `(slot × window + layer) × width + candidate`. */
  link: Uint32Array<ArrayBuffer>;
  /** Place along the link's chain, m. */
  at_m: Float32Array<ArrayBuffer>;
  /** Candidate of the layer before on the best path to it. */
  back: Uint8Array<ArrayBuffer>;
  /** 1 where no way was driven from there: the path breaks off and begins again. */
  broken: Uint8Array<ArrayBuffer>;
  /** By layer: index `slot × window + layer`. */
  count: Uint8Array<ArrayBuffer>;
  /** 0 when the ways to it were looked for without turning round in the middle of a chain. */
  may_turn: Uint8Array<ArrayBuffer>;
  /** First and last time at this place, UTC ms. */
  at_ms: Float64Array<ArrayBuffer>;
  until_ms: Float64Array<ArrayBuffer>;
  /** As reported at the last time, km/h; NaN when not stated. */
  speed_kmh: Float32Array<ArrayBuffer>;
  /**
   * By candidate of the newest layer, index `slot × width + candidate`: log-likelihood of the best path to it, less that of
   * the best; -Infinity when none.
   */
  score: Float32Array<ArrayBuffer>;
  /** By slot, of the newest layer: the best place on the plane and its link, and where the vehicle said it was. */
  place_x: Float32Array<ArrayBuffer>;
  place_y: Float32Array<ArrayBuffer>;
  place_link: Uint32Array<ArrayBuffer>;
  fix_x: Float32Array<ArrayBuffer>;
  fix_y: Float32Array<ArrayBuffer>;
  /** By slot: ring position of the oldest layer, number of layers. */
  oldest: Uint8Array<ArrayBuffer>;
  layers: Uint8Array<ArrayBuffer>;
  /** Number of layers from which on it is looked again whether paths agree. */
  look_at: Uint16Array<ArrayBuffer>;
  /** How far the emitted travel of the vehicle goes: the link, and the place along its chain, m. */
  driven_link: Uint32Array<ArrayBuffer>;
  driven_m: Float32Array<ArrayBuffer>;
  /** By how much its fixes are off beyond a plain receiver's, in steps of the matcher. */
  error_step: Uint8Array<ArrayBuffer>;
  /** Fixes in a row that were left out because they did not fit. */
  skipped: Uint8Array<ArrayBuffer>;
  /** 1 while the vehicle's best place is far from its fixes. */
  far: Uint8Array<ArrayBuffer>;
  /** How far it has come beside its road while its fixes lay on another, m. */
  doubt_m: Float32Array<ArrayBuffer>;
  /** Where and when its present leg began, and whether its last one was driven (1) or it wandered about a place. */
  leg_x: Float32Array<ArrayBuffer>;
  leg_y: Float32Array<ArrayBuffer>;
  leg_ms: Float64Array<ArrayBuffer>;
  drives: Uint8Array<ArrayBuffer>;

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
    this.slots = lengthFor(slot, this.slots);
    const { slots, window, width } = this;
    const layers = slots * window;
    const candidates = layers * width;
    const now = slots * width;
    this.link = lengthened(this.link, candidates);
    this.at_m = lengthened(this.at_m, candidates);
    this.back = lengthened(this.back, candidates);
    this.broken = lengthened(this.broken, candidates);
    this.count = lengthened(this.count, layers);
    this.may_turn = lengthened(this.may_turn, layers);
    this.at_ms = lengthened(this.at_ms, layers);
    this.until_ms = lengthened(this.until_ms, layers);
    this.speed_kmh = lengthened(this.speed_kmh, layers);
    this.score = lengthened(this.score, now);
    this.place_x = lengthened(this.place_x, slots);
    this.place_y = lengthened(this.place_y, slots);
    this.place_link = lengthened(this.place_link, slots);
    this.fix_x = lengthened(this.fix_x, slots);
    this.fix_y = lengthened(this.fix_y, slots);
    this.oldest = lengthened(this.oldest, slots);
    this.layers = lengthened(this.layers, slots);
    this.look_at = lengthened(this.look_at, slots);
    this.driven_link = lengthened(this.driven_link, slots);
    this.driven_m = lengthened(this.driven_m, slots);
    this.error_step = lengthened(this.error_step, slots);
    this.skipped = lengthened(this.skipped, slots);
    this.far = lengthened(this.far, slots);
    this.doubt_m = lengthened(this.doubt_m, slots);
    this.leg_x = lengthened(this.leg_x, slots);
    this.leg_y = lengthened(this.leg_y, slots);
    this.leg_ms = lengthened(this.leg_ms, slots);
    this.drives = lengthened(this.drives, slots);
  }
}
