import type { Datum, RejectReason } from '@opentocc/contract';

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
export interface QualityTick {
  readonly source: number;
  readonly accepted: number;
  readonly rejected: Readonly<Partial<Record<RejectReason, number>>>;
  /** Arrival minus fix time of some of them, s. */
  readonly delay_s: readonly number[];
}
