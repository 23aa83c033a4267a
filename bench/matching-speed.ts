import { existsSync } from 'node:fs';
import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildReachLists, DEFAULT_MATCHER_OPTIONS, Matcher, type TravelSink } from '@opentocc/core/matching';
import { buildNetwork, type RoadNetwork } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import { simulateFleet } from '@opentocc/testkit/fleet';
import { importNetwork } from '../packages/server/src/brain/network/index.ts';
import { type Bench, cpuSeconds } from './harness.ts';
import { type KubickaTrack, listTracks, readTrack } from './tracks/kubicka.ts';

const INTERVALS_S = [1, 15, 30];
const DEFAULT_DIR = '../shared/data/mapmatch-kubicka/Datasets';
const FROM_MS = Date.parse('2026-11-23T08:00:00+08:00');
/** Each track is driven by this many vehicles, so that the clock's grain does not matter. */
const COPIES = 12;

const PORTO = '../shared/data/osm-porto/porto_portugal.osm.pbf';
/** As the platform makes them. */
const LISTS = { bound_m: 1200, u_turn_m: DEFAULT_MATCHER_OPTIONS.u_turn_m, budget_bytes: 700e6 };
const BYTES_A_PLACE = 8;
const NOTHING: Run = { points: 0, cpu_s: 0 };

/** Takes all that is decided, as the travel sums do, and adds it up. */
class Odometer implements TravelSink {
  driven_m = 0;

  travel(_slot: number, _link: number, from_m: number, to_m: number): void {
    this.driven_m += to_m - from_m;
  }

  stand(): void {
    // Standing drives nothing.
  }

  interrupt(): void {
    // A break drives nothing.
  }
}

/** Fixes as columns. */
interface Fixes {
  readonly slot: Uint32Array;
  readonly at_ms: Float64Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly speed_kmh: Float32Array;
  readonly course_deg: Float32Array;
}

interface Run {
  readonly points: number;
  readonly cpu_s: number;
}

type Report = Parameters<Bench>[1];

/**
 * Fixes matched per CPU-second, streaming, one thread, full output: the recorded tracks of ARGS' folder, the demo city
 * and Porto. `on demand` is the first drive, which makes its routing lists on the way; `lists` is the first drive with
 * those precomputed, as the platform does; `warm` drives the same again, as peers with complete tables are measured.
 */
export const run: Bench = async ([dir = DEFAULT_DIR], report) => {
  if (existsSync(dir)) tellTracks(dir, report);
  else process.stdout.write(`no tracks in ${dir}: skipped\n`);
  tellCity('demo city', buildNetwork(generateDemoCity()), report);
  if (!existsSync(PORTO)) process.stdout.write(`no ${PORTO}: skipped\n`);
  else tellCity('Porto', await importNetwork(PORTO, { districts: [] }), report);
};

function tellTracks(dir: string, report: Report): void {
  const totals = INTERVALS_S.map(() => ({ 'on demand': NOTHING, lists: NOTHING, warm: NOTHING }));
  let [links, made_s, bytes] = [0, 0, 0];
  for (const name of listTracks(dir)) {
    const track = readTrack(dir, name);
    const before_s = cpuSeconds();
    const lists = buildReachLists(track.network, LISTS);
    made_s += cpuSeconds() - before_s;
    links += track.network.link_count;
    bytes += lists.chain.length * BYTES_A_PLACE;
    INTERVALS_S.forEach((interval_s, i) => {
      const fixes = thinned(track, interval_s);
      const total = totals[i];
      total['on demand'] = sum(
        total['on demand'],
        drive(new Matcher(track.network, new Odometer()), fixes, 0),
      );
      const matcher = new Matcher(track.network, new Odometer(), {}, lists);
      total.lists = sum(total.lists, drive(matcher, fixes, 0));
      for (let copy = 1; copy <= COPIES; copy++) total.warm = sum(total.warm, drive(matcher, fixes, copy));
    });
  }
  tellLists('recorded tracks', links, made_s, bytes, report);
  totals.forEach((total, i) => {
    for (const [state, { points, cpu_s }] of Object.entries(total))
      report({
        figure: `recorded tracks, every ${INTERVALS_S[i]} s, ${state}`,
        value: points / cpu_s,
        unit: 'points/CPU-s',
        note: `${points} points`,
      });
  });
}

function thinned(track: KubickaTrack, interval_s: number): Fixes {
  let last_ms = Number.NEGATIVE_INFINITY;
  const sampled = [...track.at_ms.keys()].filter((row) => {
    if (track.at_ms[row] - last_ms < interval_s * 1000) return false;
    last_ms = track.at_ms[row];
    return true;
  });
  return columns(sampled.length, (i) => ({ ...at(track, sampled[i]), slot: 0 }));
}

function tellCity(city: string, network: RoadNetwork, report: Report): void {
  const before_s = cpuSeconds();
  const lists = buildReachLists(network, LISTS);
  const made_s = cpuSeconds() - before_s;
  tellLists(city, network.link_count, made_s, lists.chain.length * BYTES_A_PLACE, report);
  for (const interval_s of INTERVALS_S) {
    const to_ms = FROM_MS + Math.max(2, interval_s / 2) * MINUTE_MS;
    const fleet = simulateFleet({ network, seed: 1, vehicles: 1000, from_ms: FROM_MS, to_ms, interval_s });
    const batches = [...fleet.batches].map((batch) =>
      columns(batch.length, (i) => ({
        slot: batch.vehicle[i],
        at_ms: batch.at_ms[i],
        lon: batch.lon[i],
        lat: batch.lat[i],
        speed_kmh: batch.speed_dkmh[i] / 10,
        course_deg: batch.direction_deg[i],
      })),
    );
    const odometer = new Odometer();
    const matcher = new Matcher(network, odometer, {}, lists);
    for (const state of ['lists', 'warm'] as const) {
      const offset = state === 'lists' ? 0 : 1001;
      const { points, cpu_s } = batches.map((fixes) => drive(matcher, fixes, offset)).reduce(sum, NOTHING);
      report({
        figure: `${city}, every ${interval_s} s, ${state}`,
        value: points / cpu_s,
        unit: 'points/CPU-s',
        note: `${points} points with speed and course, ${(odometer.driven_m / 1000).toFixed(0)} km`,
      });
    }
  }
}

function tellLists(where: string, links: number, made_s: number, bytes: number, report: Report): void {
  const note = `${links} links, reaching ${LISTS.bound_m} m`;
  report({ figure: `${where}: routing lists`, value: bytes / 1e6, unit: 'MB', note });
  report({ figure: `${where}: making them`, value: made_s, unit: 'CPU-s', note });
  report({
    figure: `${where}: making them, for 100,000 links`,
    value: (made_s / links) * 1e5,
    unit: 'CPU-s',
  });
}

function at({ at_ms, lon, lat }: ReturnType<typeof readTrack>, row: number) {
  return { at_ms: at_ms[row], lon: lon[row], lat: lat[row], speed_kmh: Number.NaN, course_deg: Number.NaN };
}

function columns(length: number, row: (i: number) => Readonly<Record<keyof Fixes, number>>): Fixes {
  const fixes = {
    slot: new Uint32Array(length),
    at_ms: new Float64Array(length),
    lon: new Float64Array(length),
    lat: new Float64Array(length),
    speed_kmh: new Float32Array(length),
    course_deg: new Float32Array(length),
  };
  for (let i = 0; i < length; i++) {
    const one = row(i);
    fixes.slot[i] = one.slot;
    fixes.at_ms[i] = one.at_ms;
    fixes.lon[i] = one.lon;
    fixes.lat[i] = one.lat;
    fixes.speed_kmh[i] = one.speed_kmh;
    fixes.course_deg[i] = one.course_deg;
  }
  return fixes;
}

function drive(matcher: Matcher, fixes: Fixes, offset: number): Run {
  const { slot, at_ms, lon, lat, speed_kmh, course_deg } = fixes;
  const before_s = cpuSeconds();
  for (let i = 0; i < slot.length; i++)
    matcher.push(slot[i] + offset, {
      at_ms: at_ms[i],
      lon: lon[i],
      lat: lat[i],
      speed_kmh: speed_kmh[i],
      course_deg: course_deg[i],
    });
  return { points: slot.length, cpu_s: cpuSeconds() - before_s };
}

function sum(a: Run, b: Run): Run {
  return { points: a.points + b.points, cpu_s: a.cpu_s + b.cpu_s };
}
