import { existsSync } from 'node:fs';
import { Matcher, type MatcherOptions } from '@opentocc/core/matching';
import { type Bench, cpuSeconds } from './harness.ts';
import { type KubickaTrack, listTracks, readTrack } from './tracks/kubicka.ts';
import { mismatchOf } from './tracks/route-mismatch.ts';

const INTERVALS_S = [1, 5, 15, 30, 60];
const NOISES_M = [0, 10, 30];
/** A track counts as whole when less than this of it is wrong. */
const WHOLE = 0.01;
const DEFAULT_DIR = '../shared/data/mapmatch-kubicka/Datasets';

interface Setting {
  readonly interval_s: number;
  readonly noise_m: number;
  readonly options: Partial<MatcherOptions>;
}

interface Outcome {
  readonly undirected: number;
  readonly directed: number;
  readonly true_m: number;
  readonly points: number;
  readonly empty: boolean;
  readonly cpu_s: number;
}

/** Route mismatch fraction of the streaming matcher, by sampling interval and added noise. ARGS: folder of tracks. */
export const run: Bench = async ([dir = DEFAULT_DIR, only], report) => {
  if (!existsSync(dir)) {
    process.stdout.write(`no tracks in ${dir}: skipped\n`);
    return;
  }
  const tracks = listTracks(dir).map((name) => readTrack(dir, name));
  for (const noise_m of NOISES_M)
    for (const interval_s of INTERVALS_S) {
      const outcomes = tracks.map((track) => matchTrack(track, { interval_s, noise_m, options: {} }));
      tell(outcomes, `every ${interval_s} s, ${noise_m} m noise`, report);
      if (only === '--tracks') tellTracks(tracks, outcomes);
    }
};

function tell(outcomes: readonly Outcome[], setting: string, report: Parameters<Bench>[1]): void {
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, one) => total + of(one), 0);
  const true_m = sum((one) => one.true_m);
  const wholes = outcomes.filter(({ undirected, true_m }) => undirected < WHOLE * true_m).length;
  const note = `${outcomes.length} tracks, streaming`;
  const line = (figure: string, value: number, unit: string) =>
    report({ figure: `${setting}: ${figure}`, value, unit, note });
  line('route mismatch undirected', (100 * sum((one) => one.undirected)) / true_m, '%');
  line('route mismatch directed', (100 * sum((one) => one.directed)) / true_m, '%');
  line('tracks whole', wholes, 'tracks');
  line('tracks empty', outcomes.filter(({ empty }) => empty).length, 'tracks');
  line('points', sum((one) => one.points) / sum((one) => one.cpu_s), '1/CPU-s');
}

function tellTracks(tracks: readonly KubickaTrack[], outcomes: readonly Outcome[]): void {
  for (const [i, { undirected, directed, true_m }] of outcomes.entries())
    if (undirected > WHOLE * true_m)
      process.stdout.write(
        `  ${tracks[i].name}: ${((100 * undirected) / true_m).toFixed(1)} % / ${((100 * directed) / true_m).toFixed(1)} % of ${(true_m / 1000).toFixed(1)} km\n`,
      );
}

function matchTrack(track: KubickaTrack, { interval_s, noise_m, options }: Setting): Outcome {
  const matched: number[] = [];
  const sink = {
    travel: (_slot: number, link: number): void => {
      if (matched.at(-1) !== link) matched.push(link);
    },
    stand: (): void => undefined,
    interrupt: (): void => undefined,
  };
  const matcher = new Matcher(track.network, sink, {
    ...options,
    sigma_m: Math.hypot(options.sigma_m ?? 8, noise_m),
    radius_m: 60 + 3 * noise_m,
    max_gap_ms: 600_000,
  });
  const random = gaussian(7);
  const before_s = cpuSeconds();
  let points = 0;
  let last_ms = -Infinity;
  for (let i = 0; i < track.at_ms.length; i++) {
    if (track.at_ms[i] - last_ms < interval_s * 1000) continue;
    last_ms = track.at_ms[i];
    points++;
    const lon = track.lon[i] + (noise_m * random()) / matcher.plane.lon_m;
    const lat = track.lat[i] + (noise_m * random()) / matcher.plane.lat_m;
    matcher.push(0, last_ms, lon, lat, Number.NaN, Number.NaN);
  }
  matcher.finish(0);
  const cpu_s = cpuSeconds() - before_s;
  const wrong_m = (directed: boolean) => {
    const { missed_m, added_m } = mismatchOf(track.network, track.route, matched, directed);
    return missed_m + added_m;
  };
  const { true_m } = mismatchOf(track.network, track.route, [], true);
  return {
    undirected: wrong_m(false),
    directed: wrong_m(true),
    true_m,
    points,
    empty: matched.length === 0,
    cpu_s,
  };
}

/** Normal deviates (Box–Muller) of a small seeded generator (mulberry32). */
function gaussian(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
