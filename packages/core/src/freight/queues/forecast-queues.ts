import type { ClassForecast, ForecastOptions, QueueForecast, QueueLine, Range } from './queue-line.ts';
import { STEP_MS } from './queue-line.ts';
import { type LineRun, runLine } from './run-line.ts';

/** Eight of ten outcomes lie between these. */
const [LOW, MID, HIGH] = [0.1, 0.5, 0.9];
const RUNS = 200;

/**
 * The twin of a queue before a port: how many trucks will wait, and how long, by class and quarter of an hour, with the
 * interval that eight of ten days keep to.
 *
 * Method: simulation of the lanes truck by truck (a G/G/c(t) queue with closures), repeated over seeded days that differ in
 * who comes, when, and how fast the lanes are. O(runs × trucks × lanes): 200 days of 2,000 trucks before 10 lanes take about
 * a second, so a caller with several lines asks for one after the other. The same seed meets two drafts with the same days,
 * so that their difference is of the drafts and not of chance.
 *
 * Rejected: the fluid queue of cumulative curves (Newell 1982), a hundred times as fast, which has no queue before
 * saturation and no interval; stationary formulas (Allen–Cunneen), which do not hold where demand and lanes change within
 * the hour, as at an opening; a regression on past waits, which knows nothing of a closure that never was.
 */
export function forecastQueue(line: QueueLine, options: ForecastOptions): QueueForecast {
  const { runs = RUNS } = options;
  const days = Array.from({ length: runs }, (_, run) => runLine(line, options, run));
  return {
    classes: line.classes.map((one, i) => ({
      class: one.class,
      steps: stepsOf(
        days.map((day) => day[i]),
        options,
      ),
    })),
    queue: Array.from({ length: options.steps }, (_, step) =>
      rangeOf(days.map((day) => day.reduce((all, { queue }) => all + queue[step], 0))),
    ),
  };
}

/** Several lines, one after the other. */
export const forecastQueues = (lines: readonly QueueLine[], options: ForecastOptions): QueueForecast[] =>
  lines.map((line) => forecastQueue(line, options));

const stepsOf = (
  runs: readonly LineRun[],
  { from_ms, steps }: Pick<ForecastOptions, 'from_ms' | 'steps'>,
): ClassForecast['steps'] =>
  Array.from({ length: steps }, (_, step) => ({
    from_ms: from_ms + step * STEP_MS,
    queue: rangeOf(runs.map(({ queue }) => queue[step])),
    wait_s: rangeOf(runs.map(({ wait_s }) => wait_s[step])),
  }));

/** @param values at least one; infinite ones are the longest */
function rangeOf(values: number[]): Range {
  const sorted = Float64Array.from(values).sort();
  return { low: quantileOf(sorted, LOW), mid: quantileOf(sorted, MID), high: quantileOf(sorted, HIGH) };
}

const quantileOf = (sorted: Float64Array, p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))];
