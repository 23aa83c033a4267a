import { RejectReason } from '@opentocc/contract';
import { lengthened } from '@opentocc/core/columns';
import { classOf, DELAY_BOUNDS_S, emptyClasses, type Keyed, offer, TIMELY_S } from '@opentocc/core/quality';
import { type FixBatch, isPlaced } from '@opentocc/core/telemetry';
import type { FixSample, RejectedFix } from '../../base/quality/index.ts';
import type { QualityTick } from './model.ts';

const REASONS = RejectReason.options;
const NOT_STATED = 0xffff;
/** A vehicle is looked at more closely once in this time. */
const LOOK_EVERY_MS = 60_000;
/** Vehicles looked at between two reads: bounds what the main thread has to look into. */
const MOST_LOOKS = 250;
/** Rejected fixes sampled of a source and reason between two reads: the fairest of them, and the newest. */
const SAMPLES = 2;

/** A fix after the pipeline: where its vehicle's state is, and the figure that decided. */
interface Judged {
  readonly slot: number;
  readonly figure: number;
}

interface Verdict {
  readonly reason: RejectReason;
  readonly figure: number;
}

/** Reasons that rest on a figure: seconds late, km/h between two fixes, metres that should have been driven. */
const FIGURED: ReadonlySet<RejectReason> = new Set<RejectReason>([
  'stale_clock',
  'future_clock',
  'impossible_speed',
  'contradicts_speed',
  'frozen',
]);

/** A rejected fix that is made into an object only when it is asked for: most are followed by a newer one. */
interface Newest {
  batch: FixBatch;
  row: number;
  figure: number;
  key: number;
}

interface Tally {
  accepted: number;
  on_time: number;
  readonly rejected: Uint32Array;
  readonly delays: number[];
  readonly samples: Map<RejectReason, RejectedFix[]>;
  readonly newest: Map<RejectReason, Newest>;
}

/**
 * Counts what becomes of the fixes of a shard, by source and reason, and picks those that are looked into: every
 * vehicle once a minute, and a uniform sample of what was rejected. Counting is exact; only examples are sampled.
 */
export class QualityTally {
  readonly #sources = new Map<number, Tally>();
  #looks: FixSample[] = [];
  #look_ms = new Float64Array(1024);
  #random = 0x2545f491;

  /** Takes a fix as it was sent and what became of it; null when it was used. */
  count(batch: FixBatch, row: number, fix: Judged, reason: RejectReason | null): void {
    const tally = this.#tallyOf(batch.source[row]);
    const delay_s = (batch.received_ms[row] - batch.at_ms[row]) / 1000;
    if (reason !== 'future_clock') tally.delays[classOf(DELAY_BOUNDS_S, delay_s)]++;
    if (reason === null) {
      tally.accepted++;
      if (delay_s <= TIMELY_S) tally.on_time++;
    } else this.#reject(tally, batch, row, { reason, figure: fix.figure });
    this.#look(batch, row, fix.slot);
  }

  /** What was counted since the last call. */
  take(): { ticks: QualityTick[]; looks: FixSample[] } {
    const ticks = [...this.#sources].map(([source, tally]) => ({
      source,
      accepted: tally.accepted,
      on_time: tally.on_time,
      rejected: Object.fromEntries(
        REASONS.map((reason, i) => [reason, tally.rejected[i]] as const).filter(([, n]) => n > 0),
      ),
      delays: tally.delays,
      samples: [...tally.samples.values()].flat(),
      newest: Array.from(tally.newest, ([reason, { batch, row, figure, key }]) =>
        rejectedOf(batch, row, { reason, figure }, key),
      ),
    }));
    const looks = this.#looks;
    this.#sources.clear();
    this.#looks = [];
    return { ticks, looks };
  }

  #reject(tally: Tally, batch: FixBatch, row: number, verdict: Verdict): void {
    const { reason, figure } = verdict;
    tally.rejected[REASONS.indexOf(reason)]++;
    const key = this.#next();
    const newest = tally.newest.get(reason);
    if (newest) {
      newest.batch = batch;
      newest.row = row;
      newest.figure = figure;
      newest.key = key;
    } else tally.newest.set(reason, { batch, row, figure, key });
    const sample = tally.samples.get(reason) ?? [];
    tally.samples.set(reason, sample);
    if (sample.length === SAMPLES && key >= sample[SAMPLES - 1].key) return;
    offer<RejectedFix & Keyed>(sample, rejectedOf(batch, row, verdict, key), SAMPLES);
  }

  #look(batch: FixBatch, row: number, slot: number): void {
    const at_ms = batch.received_ms[row];
    while (slot >= this.#look_ms.length) this.#grow();
    if (at_ms < this.#look_ms[slot] || this.#looks.length === MOST_LOOKS) return;
    this.#look_ms[slot] = at_ms + LOOK_EVERY_MS;
    this.#looks.push(lookOf(batch, row));
  }

  #tallyOf(source: number): Tally {
    let tally = this.#sources.get(source);
    if (!tally) {
      tally = {
        accepted: 0,
        on_time: 0,
        rejected: new Uint32Array(REASONS.length),
        delays: emptyClasses(DELAY_BOUNDS_S),
        samples: new Map(),
        newest: new Map(),
      };
      this.#sources.set(source, tally);
    }
    return tally;
  }

  /** xorshift32: fair enough for keys, and the same in every run. */
  #next(): number {
    let x = this.#random;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#random = x;
    return (x >>> 0) / 2 ** 32;
  }

  #grow(): void {
    this.#look_ms = lengthened(this.#look_ms, this.#look_ms.length * 2);
  }
}

function rejectedOf(batch: FixBatch, row: number, { reason, figure }: Verdict, key: number): RejectedFix {
  return { ...sampleOf(batch, row), reason, figure: figureOf(reason, figure), key };
}

function figureOf(reason: RejectReason, figure: number): number | null {
  return FIGURED.has(reason) && Number.isFinite(figure) ? figure : null;
}

/** A fix to be looked into; its clock can be judged without a place. */
function lookOf(batch: FixBatch, row: number): FixSample {
  const sample = sampleOf(batch, row);
  const placed = isPlaced(batch.status[row], sample.lon, sample.lat);
  return placed ? sample : { ...sample, lon: Number.NaN, lat: Number.NaN };
}

function sampleOf(batch: FixBatch, row: number): FixSample {
  const speed = batch.speed_dkmh[row];
  const course = batch.direction_deg[row];
  return {
    vehicle: batch.vehicle[row],
    source: batch.source[row],
    at_ms: batch.at_ms[row],
    received_ms: batch.received_ms[row],
    lon: batch.lon[row],
    lat: batch.lat[row],
    speed_kmh: speed === NOT_STATED ? null : speed / 10,
    course_deg: course === NOT_STATED ? null : course,
  };
}
