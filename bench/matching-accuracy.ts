import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFAULT_MATCHER_OPTIONS } from '@opentocc/core/matching';
import type { Bench } from './harness.ts';
import { CAUSES, explain } from './tracks/explain.ts';
import { holdOut, mismatch } from './tracks/folds.ts';
import { type KubickaTrack, listTracks, readTrack } from './tracks/kubicka.ts';
import { matchTrack, type TrackResult } from './tracks/match-track.ts';

const INTERVALS_S = [1, 5, 15, 30, 60];
const NOISES_M = [0, 10, 30];
/** In batch every path stays open until the track ends or a gap breaks it. */
const MODES = { streaming: {}, batch: { window: 255, max_delay_ms: Number.POSITIVE_INFINITY } } as const;
/** A track counts as whole when less than this of it is wrong: the ends of a drive are seldom at a junction. */
const WHOLE = 0.01;
/** Options among which `--folds` chooses: those whose right value is least certain. */
const VARIANTS = ['broken=-30', 'broken=-20', 'broken=-40', 'broken=-1000'];
const OPTIONS = {
  folds: { type: 'string' },
  tracks: { type: 'boolean' },
  even: { type: 'boolean' },
  odd: { type: 'boolean' },
  streaming: { type: 'boolean' },
  every: { type: 'string' },
  noise: { type: 'string' },
  with: { type: 'string', multiple: true },
} as const;
const DEFAULT_DIR = '../shared/data/mapmatch-kubicka/Datasets';

/**
 * Route mismatch fraction by sampling interval and added noise, streaming and batch. ARGS: folder of tracks; `--tracks`
 * names those that stay wrong, and why; `--even` or `--odd` takes half of them: options were tuned on the even ones; `--streaming`
 * leaves batch out; `--folds 5` sets options on four fifths of the tracks and reports the mismatch of the fifth
 * held out; `--every 15` and `--noise 10` take one interval and noise; `--with implausible=-35` tries another option of the
 * matcher.
 */
export const run: Bench = async (args, report) => {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const [dir = DEFAULT_DIR] = positionals;
  if (!existsSync(dir)) {
    process.stdout.write(`no tracks in ${dir}: skipped\n`);
    return;
  }
  if (values.tracks)
    for (const [cause, words] of Object.entries(CAUSES)) process.stdout.write(`  ${cause}: ${words}\n`);
  const tried = Object.fromEntries((values.with ?? []).map(optionOf));
  const half = values.even ? 0 : values.odd ? 1 : undefined;
  const names = listTracks(dir).filter((_, i) => half === undefined || i % 2 === half);
  const tracks = names.map((name) => readTrack(dir, name));
  if (values.folds) {
    const settings = (values.noise ? [Number(values.noise)] : NOISES_M).flatMap((noise_m) =>
      (values.every ? [Number(values.every)] : INTERVALS_S).map((interval_s) => ({ interval_s, noise_m })),
    );
    return tellFolds(tracks, settings, Number(values.folds), report);
  }
  for (const [mode, own] of Object.entries(MODES).slice(0, values.streaming ? 1 : undefined))
    for (const noise_m of values.noise ? [Number(values.noise)] : NOISES_M)
      for (const interval_s of values.every ? [Number(values.every)] : INTERVALS_S) {
        const options = { ...own, ...tried };
        const results = tracks.map((track) => matchTrack(track, { interval_s, noise_m, options }));
        tell(results, `${mode}, every ${interval_s} s, +${noise_m} m`, report);
        if (values.tracks) tellTracks(tracks, results);
      }
};

/** One variant for all settings, as the platform has; streaming. */
function tellFolds(
  tracks: readonly KubickaTrack[],
  settings: readonly { interval_s: number; noise_m: number }[],
  folds: number,
  report: Parameters<Bench>[1],
): void {
  // By variant, setting, and track.
  const scores = VARIANTS.map((variant) =>
    settings.map((setting) =>
      tracks.map((track) => {
        const options = Object.fromEntries([optionOf(variant)]);
        const { undirected_m, true_m } = matchTrack(track, { ...setting, options });
        return { wrong_m: undirected_m, true_m };
      }),
    ),
  );
  const overall = scores.map((ofSetting) =>
    tracks.map((_, track) => ({
      wrong_m: ofSetting.reduce((sum, ofTrack) => sum + ofTrack[track].wrong_m, 0),
      true_m: ofSetting.reduce((sum, ofTrack) => sum + ofTrack[track].true_m, 0),
    })),
  );
  const held_out = holdOut(overall, folds);
  for (const { fold, tracks: rows, variant } of held_out)
    process.stdout.write(
      `  fold ${fold}: ${VARIANTS[variant]} is best without ${rows.map((row) => Number(tracks[row].name)).join(', ')}\n`,
    );
  settings.forEach(({ interval_s, noise_m }, setting) => {
    const held = held_out.flatMap(({ tracks: rows, variant }) =>
      rows.map((row) => scores[variant][setting][row]),
    );
    const figure = `streaming, every ${interval_s} s, +${noise_m} m: mismatch undirected, held out`;
    report({
      figure,
      value: 100 * mismatch(held),
      unit: '%',
      note: `${folds} folds, ${tracks.length} tracks`,
    });
  });
}

function optionOf(text: string): [string, number] {
  const [key, value] = text.split('=');
  if (!(key in DEFAULT_MATCHER_OPTIONS) || Number.isNaN(Number(value)))
    throw new Error(
      `--with ${text}: expected one of ${Object.keys(DEFAULT_MATCHER_OPTIONS).join(', ')} and a number`,
    );
  return [key, Number(value)];
}

function tell(results: readonly TrackResult[], setting: string, report: Parameters<Bench>[1]): void {
  const sum = (of: (result: TrackResult) => number) => results.reduce((total, one) => total + of(one), 0);
  const percent = (of: (result: TrackResult) => number, all: number) => (100 * sum(of)) / all;
  const true_m = sum((one) => one.true_m);
  const points = sum((one) => one.points);
  const empty = results.filter((one) => one.missed_m === one.true_m).length;
  const note = `${results.length} tracks, ${empty} empty`;
  const line = (figure: string, value: number, unit: string) =>
    report({ figure: `${setting}: ${figure}`, value, unit, note });
  line(
    'mismatch undirected',
    percent((one) => one.undirected_m, true_m),
    '%',
  );
  line(
    'mismatch directed',
    percent((one) => one.directed_m, true_m),
    '%',
  );
  line(
    'fixes on a true link at once',
    percent((one) => one.right, points),
    '%',
  );
  line(
    'tracks whole',
    percent((one) => Number(isWhole(one)), results.length),
    '%',
  );
  line('points', points / sum((one) => one.cpu_s), '1/CPU-s');
}

function isWhole({ directed_m, true_m }: TrackResult): boolean {
  return directed_m < WHOLE * true_m;
}

function tellTracks(tracks: readonly KubickaTrack[], results: readonly TrackResult[]): void {
  for (const [i, result] of results.entries()) {
    if (isWhole(result)) continue;
    const { directed_m, true_m, missed_m, added_m, breaks } = result;
    const share = ((100 * directed_m) / true_m).toFixed(1);
    const causes = Object.entries(explain(tracks[i], result.driven))
      .filter(([, metres]) => metres > 0)
      .map(([cause, metres]) => `${cause} ${metres.toFixed(0)} m`)
      .join(', ');
    process.stdout.write(
      `  ${tracks[i].name}: ${share} % of ${(true_m / 1000).toFixed(1)} km, missed ${missed_m.toFixed(0)} m, added ${added_m.toFixed(0)} m, ${breaks} breaks: ${causes}\n`,
    );
  }
}
