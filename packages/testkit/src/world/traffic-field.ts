import type { RoadNetwork } from '@opentocc/core/network';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import type { CityLife, Incident } from '../city-life/index.ts';
import { binOf, type DayRecord, recordedSpeed_kmh, recordedVehicles } from './day-record.ts';
import { DayRun } from './day-run.ts';
import { BIN_S } from './link-bins.ts';
import { assumedFree_s } from './typical-traffic.ts';
import { layOutWorld } from './world-city.ts';

/** The true traffic of the demo city, as its simulated days have it. */
export interface TrafficField {
  /**
   * Mean speed of travel over a link that is entered at `at_ms`, waits at its signal included, km/h.
   * @throws RangeError for an instant that is not known
   */
  linkSpeed_kmh(link: number, at_ms: number): number;
  /** The same for all links. */
  fillSpeeds(at_ms: number, into: Float32Array): void;
  /** Speed without other traffic, waits at signals included, km/h. */
  readonly free_kmh: Float32Array;
  /** Incidents that hold at `at_ms`. */
  incidentsAt(at_ms: number): readonly Incident[];
}

/** The traffic of simulated days, with how many drove. */
export interface RecordedTraffic extends TrafficField {
  /**
   * Vehicles that entered a link in the five minutes that hold `at_ms`.
   * @throws RangeError for an instant that is not known, or where passages were not read
   */
  vehicles(link: number, at_ms: number): number;
}

export interface TrafficFieldOptions {
  readonly seed: number;
  /** What happens in the city; default its everyday life of the same seed. */
  readonly life?: CityLife;
  /** Simulated trips of a weekday; default {@link FIELD_TRIPS}. */
  readonly trips?: number;
  /** Begins the days that hold it an hour and a quarter before it, not at 04:00: the live city must not wait for the rest. */
  readonly live_from_ms?: number;
}

/** Coarse, for tests and for whoever simulates a day only to drive in it. */
const FIELD_TRIPS = 60_000;
const FOUR_MS = 4 * HOUR_MS;
const SHANGHAI_MS = 8 * HOUR_MS;
const WARM_UP_MS = 1.25 * HOUR_MS;
/** Days that are held, each of 16 MB for the demo city. */
const HELD = 10;

/** 04:00 in Asia/Shanghai of the world's day that holds an instant, UTC ms. */
export const worldDayStart = (at_ms: number): number =>
  Math.floor((at_ms + SHANGHAI_MS - FOUR_MS) / DAY_MS) * DAY_MS + FOUR_MS - SHANGHAI_MS;

/**
 * The traffic of the city, simulated as far as it is asked for. The first question of a day costs as much as the day until then:
 * for the demo city about 2 CPU-s to lay it out, and half a CPU-s for each hour.
 */
export function createTrafficField(network: RoadNetwork, options: TrafficFieldOptions): RecordedTraffic {
  const city = layOutWorld({ network, trips: FIELD_TRIPS, ...options });
  const from_ms = options.live_from_ms;
  const whole = new Map<number, DayRecord>();
  let run: DayRun | undefined;
  return fieldOver(city, (at_ms) => {
    const start_ms = worldDayStart(at_ms);
    const known = whole.get(start_ms);
    if (known) return known;
    if (run?.start_ms !== start_ms) run = new DayRun(city, { start_ms, from_s: beginOf(start_ms, from_ms) });
    while (run.now_s * 1000 <= at_ms - start_ms) run.advance();
    const { record } = run;
    if (!run.isOver) return record;
    if (whole.size >= HELD) whole.delete([...whole.keys()][0]);
    whole.set(start_ms, record);
    run = undefined;
    return record;
  });
}

/** Where the day begins that is being driven when the city is started, s; undefined of all others. */
function beginOf(start_ms: number, from_ms: number | undefined): number | undefined {
  if (from_ms === undefined || worldDayStart(from_ms) !== start_ms) return undefined;
  return Math.floor((from_ms - WARM_UP_MS - start_ms) / (BIN_S * 1000)) * BIN_S;
}

/** The traffic of days that were recorded. @param recordAt of the day that holds an instant */
export function fieldOver(
  city: { readonly network: RoadNetwork; readonly life: CityLife },
  recordAt: (at_ms: number) => DayRecord,
): RecordedTraffic {
  const { link_length_m } = city.network;
  return {
    free_kmh: assumedFree_s(city.network).map((free_s, link) => (3.6 * link_length_m[link]) / free_s),
    linkSpeed_kmh(link, at_ms) {
      const record = recordAt(at_ms);
      return recordedSpeed_kmh(record, link, binOf(record, at_ms));
    },
    fillSpeeds(at_ms, into) {
      const record = recordAt(at_ms);
      const bin = binOf(record, at_ms);
      for (let link = 0; link < into.length; link++) into[link] = recordedSpeed_kmh(record, link, bin);
    },
    vehicles(link, at_ms) {
      const record = recordAt(at_ms);
      return recordedVehicles(record, link, binOf(record, at_ms));
    },
    incidentsAt: city.life.incidentsAt,
  };
}
