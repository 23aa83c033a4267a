import { BIN_S, type LinkBin } from './link-bins.ts';

/** Bins of a whole day. */
export const DAY_BINS = 86_400 / BIN_S;
/** Speeds are stored in steps, km/h; the least is that of who stands. */
const STEP_KMH = 0.5;
const LEAST_KMH = 3;
/** Of one vehicle at free speed: what one who met a red light says of a link counts for less than what ten say. */
const PRIOR = 0.5;

/** What happened on a day of the world, bin by bin and link by link. */
export interface DayRecord {
  /** 04:00 in Asia/Shanghai, UTC ms. */
  readonly start_ms: number;
  readonly link_count: number;
  /** Vehicles that each simulated one stands for. */
  readonly weight: number;
  /** Bins that are known, from the first on; {@link DAY_BINS} of a whole day. */
  bin_count: number;
  /** Bins before it were not simulated: the day began later. */
  first_bin: number;
  /** Mean speed of who left the link, 0.5 km/h. */
  readonly speed: Uint8Array;
  /** Simulated vehicles that entered it. */
  readonly entered: Uint16Array;
}

export function emptyRecord(start_ms: number, link_count: number, weight: number): DayRecord {
  const cells = DAY_BINS * link_count;
  return {
    start_ms,
    link_count,
    weight,
    bin_count: 0,
    first_bin: 0,
    speed: new Uint8Array(cells),
    entered: new Uint16Array(cells),
  };
}

export interface LinkTimes {
  readonly link_length_m: Float32Array;
  /** Time without other traffic, in the weather of the bin and past its incidents, s. */
  readonly free_s: Float32Array;
}

/** Adds a bin behind the others. Who stands on a link that nobody leaves is as slow as the bin is long. */
export function recordBin(record: DayRecord, bin: number, seen: LinkBin, times: LinkTimes): void {
  const at = bin * record.link_count;
  record.entered.set(seen.entered, at);
  for (let link = 0; link < record.link_count; link++) {
    const free_s = times.free_s[link];
    const left = seen.left[link];
    const isStuck = left === 0 && seen.standing[link] > 0 && seen.entered[link] === 0;
    const time_s = isStuck
      ? Math.max(BIN_S, free_s)
      : (seen.travel_s[link] + PRIOR * free_s) / (left + PRIOR);
    const speed_kmh = (3.6 * times.link_length_m[link]) / time_s;
    record.speed[at + link] = Math.min(255, Math.max(LEAST_KMH, speed_kmh) / STEP_KMH);
  }
  record.bin_count = bin + 1;
}

/** Bin of an instant. @throws RangeError when the record does not hold it */
export function binOf(record: DayRecord, at_ms: number): number {
  const bin = Math.floor((at_ms - record.start_ms) / (BIN_S * 1000));
  if (bin < record.first_bin || bin >= record.bin_count)
    throw new RangeError(`the record of the day does not hold ${new Date(at_ms).toISOString()}`);
  return bin;
}

export function recordedSpeed_kmh(record: DayRecord, link: number, bin: number): number {
  return record.speed[bin * record.link_count + link] * STEP_KMH;
}

/** Vehicles that entered a link in a bin. @throws RangeError of a record that was read without its passages */
export function recordedVehicles(
  { entered, link_count, weight }: DayRecord,
  link: number,
  bin: number,
): number {
  if (entered.length === 0) throw new RangeError('the record was read without its passages');
  return entered[bin * link_count + link] * weight;
}
