import type { Datum } from '@opentocc/contract';
import type { SourceTick } from '../../base/quality/index.ts';

/** Datum by source id, of the sources that do not send WGS-84. */
export type Datums = Readonly<Record<number, Datum>>;

/** Where the vehicles are that reported in the last second. */
export interface PerceivedPositions {
  readonly at_ms: number;
  readonly vehicle: Uint32Array;
  /** Degrees WGS-84, on the link where the vehicle was matched. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly speed_kmh: Float32Array;
  readonly course_deg: Float32Array;
  /** Link, or 0xffffffff when not matched. */
  readonly link: Uint32Array;
}

/** What became of one source's fixes since the last tick. */
export type QualityTick = SourceTick;
