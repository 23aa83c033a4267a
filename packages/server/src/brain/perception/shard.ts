import type { RejectReason } from '@opentocc/contract';
import { lengthened } from '@opentocc/core/columns';
import { type MatcherOptions, type ReachLists, type TravelSink, UserMatcher } from '@opentocc/core/matching';
import { NONE_U32, type RoadNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import {
  type EndedPasses,
  type LinkExpectation,
  type LinkPass,
  TravelAccumulator,
  type TravelSums,
} from '@opentocc/core/traffic';
import { DEFAULT_FIX_LIMITS, type FixLimits } from './limits.ts';
import { type PerceivedPositions, PLAIN_SOURCE, type SourceTraits, type TraitsOfSources } from './model.ts';
import { type Fix, judge, type PipelineContext } from './pipeline.ts';
import { QualityTally } from './quality-tally.ts';
import { SharedPlaces } from './shared-places.ts';
import { StopSigns } from './stop-signs.ts';
import { fastestOf_kmh, userOf } from './vehicle-classes.ts';
import { VehicleStates } from './vehicle-states.ts';

export interface ShardOptions {
  /** How many shards the vehicles are spread over: vehicle id modulo this is the shard, id divided by it the slot. */
  readonly shards: number;
  readonly limits?: Partial<FixLimits>;
  readonly matcher?: Partial<MatcherOptions>;
  /** Precomputed routes of cars, in shared memory; others are made on demand. */
  readonly lists?: ReachLists;
  /** Number of the class by vehicle id, see `VehicleClasses`; unknown without it, and where it ends. */
  readonly classes?: Uint8Array;
  /** Hears what becomes of each fix and pass, to explain it; costs time, so only where that is asked for. */
  readonly witness?: ShardWitness;
}

/** Hears what a shard makes of its fixes. */
export interface ShardWitness {
  /** A fix was judged. @param fix reused for the next one */
  fix(fix: Readonly<Fix>, reason: RejectReason | null): void;
  /** It is decided that a vehicle was at a place of a link at an instant. */
  place(slot: number, link: number, along_m: number, at_ms: number): void;
  pass(pass: LinkPass): void;
}

const NOT_STATED = 0xffff;

/** Minutes of a window of link states. */
export const WINDOW_MINUTES = 5;
/** A vehicle that fell silent is decided after this. */
const SILENT_MS = 120_000;

/**
 * Perception of a share of the vehicles: pipeline, matching and travel sums, in one thread and without a lock. The state
 * of a vehicle lives in the columns of its shard, at its slot; a shard receives batches in order and is read once a second
 * and once a minute. It knows no thread: tests, replays and benchmarks run it in place.
 */
export class PerceptionShard {
  readonly #context: PipelineContext;
  readonly #matcher: UserMatcher;
  readonly #classes: Uint8Array | undefined;
  readonly #travel: TravelAccumulator;
  readonly #stops = new StopSigns();
  readonly #shards: number;
  readonly #witness: ShardWitness | undefined;
  #traits: TraitsOfSources = {};
  readonly #fix: Fix = {
    slot: 0,
    source: 0,
    at_ms: 0,
    received_ms: 0,
    lon: 0,
    lat: 0,
    speed_kmh: 0,
    course_deg: 0,
    status: 0,
    stated_m: 0,
    figure: Number.NaN,
  };
  /** Slots that reported since the last read, each once. */
  readonly #moved: number[] = [];
  #is_moved = new Uint8Array(1024);
  #vehicle = new Uint32Array(1024);
  #lon = new Float64Array(1024);
  #lat = new Float64Array(1024);
  #speed_kmh = new Float32Array(1024);
  #course_deg = new Float32Array(1024);
  #fix_ms = new Float64Array(1024);
  #came_ms = new Float64Array(1024);
  /** Number of the class by slot, as the matching threads last received it. */
  #class = new Uint8Array(1024);
  readonly #quality = new QualityTally();

  constructor(network: RoadNetwork, options: ShardOptions) {
    const { shards, limits, matcher, lists, classes, witness } = options;
    this.#classes = classes;
    this.#shards = shards;
    this.#witness = witness;
    this.#context = {
      limits: { ...DEFAULT_FIX_LIMITS, ...limits },
      vehicles: new VehicleStates(),
      places: new SharedPlaces(),
      bbox: network.meta.bbox,
      datumOf: (source) => this.#traitsOf(source).datum,
    };
    this.#travel = new TravelAccumulator(network, {
      statedStop: (slot, from_ms, to_ms) => this.#stops.stopped(slot, from_ms, to_ms),
      fastestOf_kmh: (slot) => fastestOf_kmh(this.#class[slot] ?? 0),
      onPass: witness && ((pass) => witness.pass(pass)),
    });
    const sink = witness ? witnessed(this.#travel, witness) : this.#travel;
    this.#matcher = new UserMatcher(network, sink, matcher, lists);
  }

  /**
   * Takes the fixes of its vehicles; those of other shards must not be among them.
   * @param traits of the sources that are not plain.
   * @param counted false for fixes whose quality was counted before a restart.
   */
  accept(batch: FixBatch, traits: TraitsOfSources = {}, counted = true): void {
    this.#traits = traits;
    for (let row = 0; row < batch.length; row++) {
      const fix = this.#read(batch, row);
      const reason = judge(fix, this.#context) ?? this.#match(fix, batch.vehicle[row]);
      this.#witness?.fix(fix, reason);
      if (counted) this.#quality.count(batch, row, fix, reason);
    }
  }

  /** Where the vehicles are that reported since the last call. */
  takePositions(at_ms: number): PerceivedPositions {
    const slots = this.#moved;
    const positions: PerceivedPositions = {
      at_ms,
      vehicle: new Uint32Array(slots.length),
      lon: new Float64Array(slots.length),
      lat: new Float64Array(slots.length),
      speed_kmh: new Float32Array(slots.length),
      course_deg: new Float32Array(slots.length),
      link: new Uint32Array(slots.length),
      fix_ms: new Float64Array(slots.length),
      came_ms: new Float64Array(slots.length),
    };
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i];
      const is_placed = this.#matcher.isPlaced(slot);
      positions.vehicle[i] = this.#vehicle[slot];
      positions.lon[i] = is_placed ? this.#matcher.lonOf(slot) : this.#lon[slot];
      positions.lat[i] = is_placed ? this.#matcher.latOf(slot) : this.#lat[slot];
      positions.speed_kmh[i] = this.#speed_kmh[slot];
      positions.course_deg[i] = this.#course_deg[slot];
      positions.link[i] = is_placed ? this.#matcher.linkOf(slot) : NONE_U32;
      positions.fix_ms[i] = this.#fix_ms[slot];
      positions.came_ms[i] = this.#came_ms[slot];
      this.#is_moved[slot] = 0;
    }
    slots.length = 0;
    return positions;
  }

  /** What was accepted and rejected since the last call, and fixes to be looked into. */
  takeQuality() {
    return this.#quality.take();
  }

  /** Travel of the window that ends at a whole minute. */
  readWindow(end_ms: number): TravelSums {
    for (let slot = 0; slot < this.#vehicle.length; slot++) this.#matcher.expire(slot, end_ms - SILENT_MS);
    return this.#travel.read(end_ms, WINDOW_MINUTES);
  }

  /** Passes that ended since the last call. */
  takeEnded(): EndedPasses {
    return this.#travel.takeEnded();
  }

  /** Takes what traffic does now, to learn how each vehicle drives beside it. */
  expect(expected: LinkExpectation): void {
    this.#travel.expect(expected);
  }

  /** Passes that have not ended, with what they have come to. */
  passesUnderWay(): Iterable<LinkPass> {
    return this.#travel.underWay();
  }

  /** Passes that were left out since the last call because no vehicle drives so fast. */
  takeTooFast(): number {
    const passes = this.#travel.too_fast;
    this.#travel.too_fast = 0;
    return passes;
  }

  /** Bytes of the matcher's routing lists. */
  get table_bytes(): number {
    return this.#matcher.table_bytes;
  }

  #traitsOf(source: number): SourceTraits {
    return this.#traits[source] ?? PLAIN_SOURCE;
  }

  #match(fix: Fix, vehicle: number): RejectReason | null {
    const { slot, at_ms, speed_kmh, status } = fix;
    const { error_m } = this.#traitsOf(fix.source);
    this.#stops.see(slot, at_ms, speed_kmh, status);
    this.#classify(slot, vehicle);
    const outcome = this.#matcher.push(slot, fix, error_m);
    this.#place(fix, vehicle);
    return outcome === 'unmatched' ? 'unmatched' : null;
  }

  /** Tells matching what a vehicle is when that changes. */
  #classify(slot: number, vehicle: number): void {
    while (slot >= this.#vehicle.length) this.#grow();
    const number = this.#classes?.[vehicle] ?? 0;
    if (number === this.#class[slot]) return;
    this.#class[slot] = number;
    this.#matcher.use(slot, userOf(number));
  }

  #read(batch: FixBatch, row: number): Fix {
    const fix = this.#fix;
    fix.slot = Math.floor(batch.vehicle[row] / this.#shards);
    fix.source = batch.source[row];
    fix.at_ms = batch.at_ms[row];
    fix.received_ms = batch.received_ms[row];
    fix.lon = batch.lon[row];
    fix.lat = batch.lat[row];
    fix.speed_kmh = batch.speed_dkmh[row] === NOT_STATED ? Number.NaN : batch.speed_dkmh[row] / 10;
    fix.course_deg = batch.direction_deg[row] === NOT_STATED ? Number.NaN : batch.direction_deg[row];
    fix.status = batch.status[row];
    return fix;
  }

  #place({ slot, at_ms, received_ms, lon, lat, speed_kmh, course_deg }: Fix, vehicle: number): void {
    this.#fix_ms[slot] = Math.min(at_ms, received_ms);
    this.#came_ms[slot] = received_ms;
    this.#vehicle[slot] = vehicle;
    this.#lon[slot] = lon;
    this.#lat[slot] = lat;
    this.#speed_kmh[slot] = speed_kmh;
    if (!Number.isNaN(course_deg)) this.#course_deg[slot] = course_deg;
    if (this.#is_moved[slot] === 1) return;
    this.#is_moved[slot] = 1;
    this.#moved.push(slot);
  }

  #grow(): void {
    const size = this.#vehicle.length * 2;
    this.#class = lengthened(this.#class, size);
    this.#is_moved = lengthened(this.#is_moved, size);
    this.#vehicle = lengthened(this.#vehicle, size);
    this.#lon = lengthened(this.#lon, size);
    this.#lat = lengthened(this.#lat, size);
    this.#speed_kmh = lengthened(this.#speed_kmh, size);
    this.#course_deg = lengthened(this.#course_deg, size);
    this.#fix_ms = lengthened(this.#fix_ms, size);
    this.#came_ms = lengthened(this.#came_ms, size);
  }
}

/** Travel that a witness observes too: the end of each step is where the vehicle was at its fix. */
function witnessed(travel: TravelAccumulator, witness: ShardWitness): TravelSink {
  return {
    travel(slot, link, from_m, to_m, enter_ms, exit_ms) {
      witness.place(slot, link, from_m, enter_ms);
      witness.place(slot, link, to_m, exit_ms);
      travel.travel(slot, link, from_m, to_m, enter_ms, exit_ms);
    },
    stand(slot, link, at_m, from_ms, to_ms) {
      witness.place(slot, link, at_m, from_ms);
      witness.place(slot, link, at_m, to_ms);
      travel.stand(slot, link, at_m, from_ms, to_ms);
    },
    interrupt: (slot) => travel.interrupt(slot),
  };
}
