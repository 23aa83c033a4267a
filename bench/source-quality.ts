import { existsSync } from 'node:fs';
import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import {
  countDatums,
  type DatumTally,
  ELSEWHERE_BIT,
  emptyDatumTally,
  judgeDatum,
  ON_ROAD_M,
  probeDatums,
  RoadProbe,
} from '@opentocc/core/quality';
import { MINUTE_MS } from '@opentocc/core/time';
import { gcj02Of, simulateFleet } from '@opentocc/testkit/fleet';
import { TerminalEvidence } from '../packages/server/src/base/quality/terminal-evidence.ts';
import { type Bench, cpuSeconds, quantile } from './harness.ts';
import { listTracks, readTrack } from './tracks/kubicka.ts';

const DEFAULT_DIR = '../shared/data/mapmatch-kubicka/Datasets';
const FROM_MS = Date.parse('2026-11-23T09:00:00+08:00');
const SEEDS = 60;
const TERMINALS = 50_000;
/** Fixes of a recorded track that are asked, and the fix before that gives the course, at 1 Hz. */
const EVERY = 30;
const COURSE_OVER = 3;
const MOVING_M = 8;

/**
 * How well fixes reveal a wrong datum, how many right sources are accused, and what the look costs. Arguments: folder of
 * recorded tracks.
 */
export const run: Bench = async ([dir = DEFAULT_DIR], report) => {
  accuse(report);
  judgeAll(report);
  if (existsSync(dir)) rideTracks(dir, report);
  else process.stdout.write(`no tracks in ${dir}: skipped\n`);
};

type Report = Parameters<Bench>[1];
type Send = (lon: number, lat: number) => readonly [number, number];

function accuse(report: Report): void {
  const network = buildNetwork(generateDemoCity());
  const probe = new RoadProbe(network);
  const totals = { right: 0, accused: 0, looks: 0, cpu_s: 0, wrong: 0, named: 0, needed: [] as number[] };
  for (let seed = 0; seed < SEEDS; seed++) {
    const span = { from_ms: FROM_MS, to_ms: FROM_MS + 20 * MINUTE_MS, interval_s: 30 };
    for (const batch of simulateFleet({ network, seed, vehicles: 40, ...span }).batches)
      for (let row = 0; row < batch.length; row++) {
        if (batch.speed_dkmh[row] < 100) continue;
        const right = tallyOf(seed, batch.vehicle[row], 'right');
        const wrong = tallyOf(seed, batch.vehicle[row], 'wrong');
        const look = (tally: DatumTally, send: Send) => {
          const [lon, lat] = send(batch.lon[row], batch.lat[row]);
          countDatums(tally, probeDatums(probe, lon, lat, batch.direction_deg[row], totals.looks++));
        };
        const before_s = cpuSeconds();
        look(right, (lon, lat) => [lon, lat]);
        totals.cpu_s += cpuSeconds() - before_s;
        totals.right++;
        if (judgeDatum(right, 'WGS-84').kind === 'other') totals.accused++;
        const was = judgeDatum(wrong, 'WGS-84').kind;
        look(wrong, gcj02Of);
        const is = judgeDatum(wrong, 'WGS-84');
        if (was !== 'other' && is.kind === 'other' && is.datum === 'GCJ-02')
          totals.needed.push(wrong.samples);
      }
    totals.wrong += [...tallies.values()].filter(({ samples }) => samples >= 24).length / 2;
    totals.named += [...tallies].filter(
      ([key, tally]) =>
        key.endsWith('wrong') && tally.samples >= 24 && judgeDatum(tally, 'WGS-84').kind === 'other',
    ).length;
    tallies.clear();
  }
  const note = `demo city, ${SEEDS} seeds of 40 vehicles for 20 min`;
  report({ figure: 'looks at right vehicles', value: totals.right, unit: '', note });
  report({ figure: 'of them after which a vehicle was accused', value: totals.accused, unit: '', note });
  report({
    figure: 'GCJ-02 vehicles named within 24 looks',
    value: (100 * totals.named) / totals.wrong,
    unit: '%',
    note,
  });
  report({
    figure: 'looks until a GCJ-02 vehicle is named, median',
    value: quantile(totals.needed, 0.5),
    unit: '',
    note,
  });
  report({
    figure: 'looks until a GCJ-02 vehicle is named, 95 %',
    value: quantile(totals.needed, 0.95),
    unit: '',
    note,
  });
  report({
    figure: 'one look at a place',
    value: (1e6 * totals.cpu_s) / totals.right,
    unit: 'µs CPU',
    note: 'four places each',
  });
}

const tallies = new Map<string, DatumTally>();
function tallyOf(seed: number, vehicle: number, which: string): DatumTally {
  const key = `${seed}/${vehicle}/${which}`;
  const tally = tallies.get(key) ?? emptyDatumTally();
  tallies.set(key, tally);
  return tally;
}

/** The work of each minute: all clocks and all places. */
function judgeAll(report: Report): void {
  const evidence = new TerminalEvidence();
  for (let minute = 0; minute < 24; minute++)
    for (let vehicle = 1; vehicle <= TERMINALS; vehicle++) {
      const received_ms = FROM_MS + minute * MINUTE_MS;
      const place = { lon: 114 + minute / 100, lat: 22.5, speed_kmh: 30, course_deg: 0 };
      const fix = { vehicle, source: vehicle % 20, at_ms: received_ms - 1000, received_ms, ...place };
      if (evidence.look(fix)) evidence.place(fix, (vehicle + minute) % 3 === 0 ? ELSEWHERE_BIT : 1);
    }
  const costs_s = Array.from({ length: 5 }, () => {
    const before_s = cpuSeconds();
    evidence.clocks(60);
    evidence.datums(() => 'WGS-84');
    return cpuSeconds() - before_s;
  });
  const note = `${TERMINALS} terminals, once a minute`;
  report({
    figure: 'judging all clocks and datums',
    value: 1000 * quantile(costs_s, 0.5),
    unit: 'ms CPU',
    note,
  });
}

/** Recorded drives on real roads: how often fixes lie on roads that lead their way, and places elsewhere do. */
function rideTracks(dir: string, report: Report): void {
  const [on, elsewhere]: [number[], number[]] = [[], []];
  for (const name of listTracks(dir)) {
    const { network, lon, lat } = readTrack(dir, name);
    const probe = new RoadProbe(network);
    const { lon_m, lat_m } = probe.plane;
    let [asked, hits, chance] = [0, 0, 0];
    for (let i = EVERY; i < lon.length; i += EVERY) {
      const dx = (lon[i] - lon[i - COURSE_OVER]) * lon_m;
      const dy = (lat[i] - lat[i - COURSE_OVER]) * lat_m;
      if (Math.hypot(dx, dy) < MOVING_M) continue;
      const course_deg = ((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360;
      asked++;
      if (probe.distance_m(lon[i], lat[i], course_deg) <= ON_ROAD_M) hits++;
      if (probeDatums(probe, lon[i], lat[i], course_deg, i) & ELSEWHERE_BIT) chance++;
    }
    if (asked < 10) continue;
    on.push((100 * hits) / asked);
    elsewhere.push((100 * chance) / asked);
  }
  const note = `${on.length} recorded drives, OpenStreetMap`;
  report({
    figure: `fixes within ${ON_ROAD_M} m of a road that leads their way, median`,
    value: quantile(on, 0.5),
    unit: '%',
    note,
  });
  report({ figure: 'the same, worst drive', value: Math.min(...on), unit: '%', note });
  report({
    figure: 'drives above the 70 % that a datum needs',
    value: on.filter((share) => share >= 70).length,
    unit: '',
    note,
  });
  report({
    figure: 'places elsewhere on such a road, median',
    value: quantile(elsewhere, 0.5),
    unit: '%',
    note,
  });
}
