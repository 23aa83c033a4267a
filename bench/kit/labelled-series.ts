import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, quantile } from '../harness.ts';

/** Where the labelled series lie when no folder is named. */
const DATA = join(import.meta.dirname, '../../../shared/data/incidents');
/** Days of each series by which the usual is learnt before anything is judged. */
const LEARN_DAYS = 3;
/** Observations of the same hour of the day that the usual is the median of, at least. */
const LEAST = 4;
/** A sign is a deviation of this number of spreads (1.48 × median of the absolute deviations); this evidence in a row begins an alarm. */
const SIGN = 3;
const EVIDENCE = 6;
/** An alarm after the last sign holds so long, and one begins no later than this before a window to count for it. */
const HOLD_MS = 2 * 3_600_000;

interface Point {
  readonly at_ms: number;
  readonly value: number;
}

/**
 * Series with windows in which an anomaly lies (`windows.json`: file → [from, to]), one detector each: the value against the
 * median of its own hour of the day of the days before, and the cumulative sum of what it is off beyond {@link SIGN} spreads.
 */
export function seriesFigures(folder = DATA): Figure[] {
  const file = join(folder, 'windows.json');
  if (!existsSync(file))
    return [{ figure: 'labelled series: skipped, no windows.json', value: 0, unit: '', note: folder }];
  const windows = JSON.parse(readFileSync(file, 'utf8')) as Record<string, [string, string][]>;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv') && windows[name])
    .flatMap((name) => figuresOfSeries(name, readSeries(join(folder, name)), windows[name]));
}

function figuresOfSeries(
  name: string,
  points: readonly Point[],
  spans: readonly [string, string][],
): Figure[] {
  const alarms = alarmsOf(points);
  const of = spans.map(([from, to]) => [timeOf(from), timeOf(to)] as const);
  const first = of.map(([from, to]) => alarms.find((at_ms) => at_ms >= from && at_ms <= to));
  const found = first.filter((at_ms) => at_ms !== undefined);
  const wrong = alarms.filter((at_ms) => !of.some(([from, to]) => at_ms >= from && at_ms <= to));
  const days = (points[points.length - 1].at_ms - points[0].at_ms) / 86_400_000 - LEARN_DAYS;
  const delays = first.flatMap((at_ms, i) => (at_ms === undefined ? [] : [(at_ms - of[i][0]) / 60_000]));
  return [
    { figure: `${name}: windows found`, value: found.length, unit: `of ${of.length}` },
    { figure: `${name}: after the begin of the window, median`, value: quantile(delays, 0.5), unit: 'min' },
    { figure: `${name}: alarms outside`, value: wrong.length / days, unit: '1/day' },
  ];
}

function alarmsOf(points: readonly Point[]): number[] {
  const begin_ms = points[0].at_ms + LEARN_DAYS * 86_400_000;
  const by_hour = Array.from({ length: 24 }, (): number[] => []);
  const alarms: number[] = [];
  const sums = [0, 0];
  let held_ms = Number.NEGATIVE_INFINITY;
  for (const { at_ms, value } of points) {
    const hour = new Date(at_ms).getUTCHours();
    const off = deviation(by_hour[hour], value);
    for (const [k, side] of [-1, 1].entries())
      sums[k] = Math.max(0, sums[k] + Math.min(EVIDENCE, side * off - SIGN));
    by_hour[hour].push(value);
    if (at_ms < begin_ms || Math.max(...sums) < EVIDENCE) continue;
    if (at_ms > held_ms) alarms.push(at_ms);
    held_ms = at_ms + HOLD_MS;
    sums.fill(0);
  }
  return alarms;
}

/** Spreads by which a value is off the median of others; 0 with too few of them. */
function deviation(others: readonly number[], value: number): number {
  if (others.length < LEAST) return 0;
  const middle = quantile(others, 0.5);
  const spread =
    1.48 *
    quantile(
      others.map((one) => Math.abs(one - middle)),
      0.5,
    );
  return (value - middle) / Math.max(spread, 0.03 * Math.abs(middle), 1e-6);
}

function readSeries(file: string): Point[] {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [at, value] = line.split(',');
    return { at_ms: timeOf(at), value: Number(value) };
  });
}

const timeOf = (text: string): number => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);
