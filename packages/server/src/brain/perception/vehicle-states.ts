import { lengthened } from '@opentocc/core/columns';

const SLOTS = 1024;

/** What is remembered of a fix. */
interface Believed {
  readonly slot: number;
  readonly at_ms: number;
  readonly received_ms: number;
  readonly lon: number;
  readonly lat: number;
  readonly speed_kmh: number;
  readonly stated_m: number;
}

/** The last accepted fix of each vehicle of a shard, by slot, and how often it has jumped since. */
export class VehicleStates {
  #at_ms = new Float64Array(SLOTS).fill(Number.NEGATIVE_INFINITY);
  #received_ms = new Float64Array(SLOTS);
  #lon = new Float64Array(SLOTS);
  #lat = new Float64Array(SLOTS);
  /** NaN when it was not stated. */
  #speed_kmh = new Float32Array(SLOTS);
  #jumps = new Uint8Array(SLOTS);
  /** What the speeds stated since the first fix at the last place come to, m. */
  #stated_m = new Float32Array(SLOTS);

  /** UTC ms; -Infinity when the vehicle has not been seen. */
  lastAt_ms(slot: number): number {
    return slot < this.#at_ms.length ? this.#at_ms[slot] : Number.NEGATIVE_INFINITY;
  }

  /** When it came, UTC ms. */
  lastReceived_ms(slot: number): number {
    return this.#received_ms[slot];
  }

  lastLon(slot: number): number {
    return this.#lon[slot];
  }

  lastLat(slot: number): number {
    return this.#lat[slot];
  }

  /** As stated, km/h; NaN when it was not. */
  lastSpeed_kmh(slot: number): number {
    return this.#speed_kmh[slot];
  }

  /** How far a vehicle should have come by its own speed since its first fix at the last place, m. */
  stated_m(slot: number): number {
    return this.#stated_m[slot];
  }

  remember({ slot, at_ms, received_ms, lon, lat, speed_kmh, stated_m }: Believed): void {
    while (slot >= this.#at_ms.length) this.#grow();
    this.#stated_m[slot] = stated_m;
    this.#speed_kmh[slot] = speed_kmh;
    this.#at_ms[slot] = at_ms;
    this.#received_ms[slot] = received_ms;
    this.#lon[slot] = lon;
    this.#lat[slot] = lat;
  }

  /** Counts a jump. @returns how many came in a row. */
  jumped(slot: number): number {
    this.#jumps[slot] = Math.min(255, this.#jumps[slot] + 1);
    return this.#jumps[slot];
  }

  landed(slot: number): void {
    this.#jumps[slot] = 0;
  }

  #grow(): void {
    const size = this.#at_ms.length * 2;
    this.#at_ms = lengthened(this.#at_ms, size, Number.NEGATIVE_INFINITY);
    this.#lon = lengthened(this.#lon, size);
    this.#lat = lengthened(this.#lat, size);
    this.#jumps = lengthened(this.#jumps, size);
    this.#speed_kmh = lengthened(this.#speed_kmh, size);
    this.#received_ms = lengthened(this.#received_ms, size);
    this.#stated_m = lengthened(this.#stated_m, size);
  }
}
