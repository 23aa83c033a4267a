import { hash01 } from '../random.ts';

/** What goes wrong on purpose, as shares; everything defaults to nothing. */
export interface Defects {
  /** Readings that are sent twice. */
  readonly duplicate?: number;
  /** Readings that are sent after the next one of the same vehicle. */
  readonly out_of_order?: number;
  /** Readings that are far off their place. */
  readonly jump?: number;
  /** Terminals whose clock is eight hours slow: UTC sent as local time. */
  readonly wrong_clock?: number;
  /** Terminals of a source that sends GCJ-02. */
  readonly gcj02?: number;
}

/**
 * The mix of a demonstration: enough to see every reason on the quality page, too little to hurt the picture. The
 * demo registers the terminals of `wrong_clock` and `gcj02` as firms of their own, which make that mistake.
 */
export const DEMO_DEFECTS: Defects = {
  duplicate: 0.002,
  out_of_order: 0.002,
  jump: 0.0005,
  wrong_clock: 0.01,
  gcj02: 0.012,
};

/** A jumped reading is this far off, degrees (about 20 km). */
export const JUMP_DEG = 0.2;
const EIGHT_HOURS_MS = 8 * 3_600_000;

/** Whether a terminal belongs to the share that sends GCJ-02; the same answer every time. */
export function sendsGcj02(v: number, seed: number, { gcj02 = 0 }: Defects): boolean {
  return hash01(seed, v, 31) < gcj02;
}

/** Error of the terminal's clock, ms; the same answer every time. */
export function clockError_ms(v: number, seed: number, { wrong_clock = 0 }: Defects): number {
  return hash01(seed, v, 32) < wrong_clock ? -EIGHT_HOURS_MS : 0;
}
