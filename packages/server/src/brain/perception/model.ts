import type { Datum } from '@opentocc/contract';
import type { EndedPasses } from '@opentocc/core/traffic';
import type { SourceTick } from '../../base/quality/index.ts';

/** What must be known of a source to read its positions. */
export interface SourceTraits {
  readonly datum: Datum;
  /** By how much its positions are off beyond a plain receiver's: standard deviation on each axis, m. */
  readonly error_m: number;
}

/** By source id; sources that are not named are plain. */
export type TraitsOfSources = Readonly<Record<number, SourceTraits>>;

export const PLAIN_SOURCE: SourceTraits = { datum: 'WGS-84', error_m: 0 };

/** Where the vehicles are that reported in the last second. */
export interface PerceivedPositions {
  readonly at_ms: number;
  readonly vehicle: Uint32Array;
  /** Degrees WGS-84, on the link where the vehicle was matched. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** NaN where the terminal does not state it. */
  readonly speed_kmh: Float32Array;
  readonly course_deg: Float32Array;
  /** Link, or 0xffffffff when not matched. */
  readonly link: Uint32Array;
  /** Time of its last fix, as stated but not after it came, and when that came, UTC ms: after a restart both are old. */
  readonly fix_ms: Float64Array;
  readonly came_ms: Float64Array;
}

/** What became of one source's fixes since the last tick. */
export type QualityTick = SourceTick;

/** What passes alone say of a window, without what others say of a link; columns by link. */
export interface PassedWindow {
  /** UTC ms. */
  readonly end_ms: number;
  /** NaN without passes. */
  readonly speed_kmh: Float32Array;
  readonly samples: Uint16Array;
  /** Driven by all of them, m. */
  readonly distance_m: Float32Array;
  /** Passes that ended since the window before, each reported once. */
  readonly fresh: EndedPasses;
}
