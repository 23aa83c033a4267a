import { lengthened } from '@opentocc/core/columns';

/** Bits of the status of JT/T 808-2019, table 24. */
const STATUS = {
  ignition: 1 << 0,
  /** 0 empty, 1 half, 3 full. */
  load: 0b11 << 8,
  /** Front, middle and rear door, and the fifth; the driver's own says nothing. */
  doors: (1 << 13) | (1 << 14) | (1 << 15) | (1 << 17),
} as const;

/** Standing is slower than the first, driving faster than the second, km/h. */
const STANDING_KMH = 5;
const DRIVING_KMH = 15;
/** Signs as bits of a byte. */
const IGNITION = 1;
const DOORS = 2;
/** Two signs so near are of one stop, ms. */
const JOIN_MS = 60_000;
/** Stops remembered of each vehicle: fixes are decided two minutes late at most. */
const STOPS = 4;
const NO_LOAD = 0xff;

/**
 * Stops that vehicles state themselves, by the status bits of JT/T 808: ignition off, a passengers' door open, the load
 * of a taxi or coach changed. Such standing is no traffic, wherever it is; vehicles that state nothing are judged by where
 * they stand. A sign that a vehicle shows while it drives is not wired and is ignored thereafter. Four intervals a vehicle,
 * in columns by slot.
 */
export class StopSigns {
  #from_ms = new Float64Array(STOPS * 1024);
  #to_ms = new Float64Array(STOPS * 1024).fill(Number.NEGATIVE_INFINITY);
  #newest = new Uint8Array(1024);
  #load = new Uint8Array(1024).fill(NO_LOAD);
  #false_signs = new Uint8Array(1024);

  /** Takes the next fix of a vehicle. @param speed_kmh NaN when not stated */
  see(slot: number, at_ms: number, speed_kmh: number, status: number): void {
    while (slot >= this.#newest.length) this.#grow();
    const load = (status & STATUS.load) >> 8;
    const changed = this.#load[slot] !== NO_LOAD && this.#load[slot] !== load;
    this.#load[slot] = load;
    const signs =
      ((status & STATUS.ignition) === 0 ? IGNITION : 0) | ((status & STATUS.doors) === 0 ? 0 : DOORS);
    if (speed_kmh > DRIVING_KMH) this.#false_signs[slot] |= signs;
    if (speed_kmh <= STANDING_KMH && (changed || (signs & ~this.#false_signs[slot]) !== 0))
      this.#mark(slot, at_ms);
  }

  /** Whether a vehicle stated a stop between two instants. */
  stopped(slot: number, from_ms: number, to_ms: number): boolean {
    if (slot >= this.#newest.length) return false;
    for (let i = STOPS * slot; i < STOPS * (slot + 1); i++)
      if (this.#from_ms[i] <= to_ms && this.#to_ms[i] >= from_ms) return true;
    return false;
  }

  #mark(slot: number, at_ms: number): void {
    const at = STOPS * slot + this.#newest[slot];
    if (at_ms - this.#to_ms[at] <= JOIN_MS) {
      this.#to_ms[at] = at_ms;
      return;
    }
    this.#newest[slot] = (this.#newest[slot] + 1) % STOPS;
    const next = STOPS * slot + this.#newest[slot];
    this.#from_ms[next] = at_ms;
    this.#to_ms[next] = at_ms;
  }

  #grow(): void {
    const size = this.#newest.length * 2;
    this.#from_ms = lengthened(this.#from_ms, STOPS * size);
    this.#to_ms = lengthened(this.#to_ms, STOPS * size, Number.NEGATIVE_INFINITY);
    this.#newest = lengthened(this.#newest, size);
    this.#load = lengthened(this.#load, size, NO_LOAD);
    this.#false_signs = lengthened(this.#false_signs, size);
  }
}
