import type { RoadNetwork } from '@opentocc/core/network';
import { createRandom, type Random } from '../random.ts';
import { clockError_ms, type Defects, JUMP_DEG, sendsGcj02 } from './defects.ts';
import { gcj02Of } from './gcj02.ts';
import type { Motion } from './motion.ts';
import { type Reading, Receivers } from './receiver.ts';

export interface ReporterOptions {
  readonly network: RoadNetwork;
  readonly seed: number;
  /** Deviation of the position on each axis, m; default 5. */
  readonly noise_m?: number;
  readonly defects?: Defects;
}

/** Takes what a terminal sends; the reading is valid during the call. */
export type Emit = (v: number, reading: Reading) => void;

/** Turns true places into what terminals send, with the defects that were asked for. */
export class Reporter {
  readonly #motion: Motion;
  readonly #receivers: Receivers;
  readonly #defects: Defects;
  readonly #seed: number;
  readonly #random: Random;
  /** Readings held back until the next one of the same vehicle. */
  readonly #late = new Map<number, Reading>();

  constructor(motion: Motion, { network, noise_m = 5, defects = {}, seed }: ReporterOptions) {
    this.#motion = motion;
    this.#receivers = new Receivers(network, motion, noise_m, seed);
    this.#defects = defects;
    this.#seed = seed;
    this.#random = createRandom(seed + 9);
  }

  /** Reads the receiver of `v` and emits none, one or two readings. */
  report(v: number, emit: Emit): void {
    if (this.#motion.isPlaced?.(v) === false) return;
    const { duplicate = 0, out_of_order = 0, jump = 0 } = this.#defects;
    const reading = this.#receivers.read(v);
    this.#distort(v, reading);
    const late = this.#late.get(v);
    if (!late && this.#random.next() < out_of_order) {
      this.#late.set(v, { ...reading });
      return;
    }
    if (this.#random.next() < jump) reading.lon += JUMP_DEG;
    emit(v, reading);
    if (this.#random.next() < duplicate) emit(v, reading);
    if (!late) return;
    emit(v, late);
    this.#late.delete(v);
  }

  #distort(v: number, reading: Reading): void {
    reading.at_ms += clockError_ms(v, this.#seed, this.#defects);
    if (!sendsGcj02(v, this.#seed, this.#defects)) return;
    [reading.lon, reading.lat] = gcj02Of(reading.lon, reading.lat);
  }
}
