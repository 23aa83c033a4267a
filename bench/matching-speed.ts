import { existsSync } from 'node:fs';
import { generateDemoCity } from '@opentocc/core/demo-city';
import { Matcher, type TravelSink } from '@opentocc/core/matching';
import { buildNetwork } from '@opentocc/core/network';
import { simulateFleet } from '@opentocc/testkit/fleet';
import { type Bench, cpuSeconds } from './harness.ts';
import { listTracks, readTrack } from './tracks/kubicka.ts';

const INTERVALS_S = [1, 15, 30];
const DEFAULT_DIR = '../shared/data/mapmatch-kubicka/Datasets';
const FROM_MS = Date.parse('2026-11-23T08:00:00+08:00');
const MINUTE_MS = 60_000;
/** Each track is driven by this many vehicles, so that the clock's grain does not matter. */
const COPIES = 4;

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
  readonly driven_m: number;
}

/**
 * Fixes matched per CPU-second, streaming, one thread, full output: the recorded tracks of ARGS' folder and the demo
 * city. `cold` is the first pass, which makes the routing lists; `warm` drives the same with the lists standing, as peers
 * with tables made beforehand are measured.
 */
export const run: Bench = async ([dir = DEFAULT_DIR], report) => {
  for (const interval_s of INTERVALS_S) {
    if (existsSync(dir)) tellTracks(dir, interval_s, report);
    else process.stdout.write(`no tracks in ${dir}: skipped\n`);
    tellCity(interval_s, report);
  }
};

function tellTracks(dir: string, interval_s: number, report: Parameters<Bench>[1]): void {
  const totals = { cold: { points: 0, cpu_s: 0 }, warm: { points: 0, cpu_s: 0 } };
  for (const name of listTracks(dir)) {
    const track = readTrack(dir, name);
    const rows = [...track.at_ms.keys()];
    let last_ms = Number.NEGATIVE_INFINITY;
    const kept = rows.filter((row) => {
      if (track.at_ms[row] - last_ms < interval_s * 1000) return false;
      last_ms = track.at_ms[row];
      return true;
    });
    const fixes = columns(kept.length, (i) => ({ ...at(track, kept[i]), slot: 0 }));
    const matcher = new Matcher(track.network, new Odometer());
    add(totals.cold, drive(matcher, fixes, 0));
    for (let copy = 1; copy <= COPIES; copy++) add(totals.warm, drive(matcher, fixes, copy));
  }
  for (const [state, { points, cpu_s }] of Object.entries(totals))
    report({
      figure: `recorded tracks, every ${interval_s} s, ${state}`,
      value: points / cpu_s,
      unit: 'points/CPU-s',
      note: `${points} points`,
    });
}

function tellCity(interval_s: number, report: Parameters<Bench>[1]): void {
  const network = buildNetwork(generateDemoCity());
  const to_ms = FROM_MS + Math.max(2, interval_s / 2) * MINUTE_MS;
  const fleet = simulateFleet({ network, seed: 1, vehicles: 1000, from_ms: FROM_MS, to_ms, interval_s });
  const batches = [...fleet.batches];
  const odometer = new Odometer();
  const matcher = new Matcher(network, odometer);
  for (const state of ['cold', 'warm'] as const) {
    const offset = state === 'cold' ? 0 : 1001;
    let [points, cpu_s] = [0, 0];
    for (const { length, vehicle, at_ms, lon, lat, speed_dkmh, direction_deg } of batches) {
      const fixes = columns(length, (i) => ({
        slot: vehicle[i],
        at_ms: at_ms[i],
        lon: lon[i],
        lat: lat[i],
        speed_kmh: speed_dkmh[i] / 10,
        course_deg: direction_deg[i],
      }));
      const one = drive(matcher, fixes, offset);
      points += one.points;
      cpu_s += one.cpu_s;
    }
    const note = `${points} points with speed and course, ${(odometer.driven_m / 1000).toFixed(0)} km`;
    report({
      figure: `demo city, every ${interval_s} s, ${state}`,
      value: points / cpu_s,
      unit: 'points/CPU-s',
      note,
    });
  }
  const table = { figure: `demo city, every ${interval_s} s, routing lists`, unit: 'MB' };
  report({ ...table, value: matcher.table_bytes / 1e6, note: `${network.link_count} links` });
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

function drive(matcher: Matcher, fixes: Fixes, offset: number): Omit<Run, 'driven_m'> {
  const { slot, at_ms, lon, lat, speed_kmh, course_deg } = fixes;
  const before_s = cpuSeconds();
  for (let i = 0; i < slot.length; i++)
    matcher.push(slot[i] + offset, at_ms[i], lon[i], lat[i], speed_kmh[i], course_deg[i]);
  return { points: slot.length, cpu_s: cpuSeconds() - before_s };
}

function add(total: { points: number; cpu_s: number }, { points, cpu_s }: Omit<Run, 'driven_m'>): void {
  total.points += points;
  total.cpu_s += cpu_s;
}
