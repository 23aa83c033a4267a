import { type SparseColumns, timesColumns } from './sparse-columns.ts';

/** Observations of unknowns that lie within bounds, and what is held of them beforehand. */
export interface RobustProblem {
  /** Row i says what observation i sees of each unknown. */
  readonly seen: SparseColumns;
  readonly observed: Float64Array;
  /** Standard deviation of each observation, above 0. */
  readonly observed_sd: Float64Array;
  /** 1 where an observation is a lower bound: seeing more of it costs nothing. */
  readonly is_least?: Uint8Array;
  readonly prior: Float64Array;
  /** Standard deviation of the prior of each unknown, above 0; Infinity where nothing is held of it. */
  readonly prior_sd: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** Errors of more standard deviations than this count by their size and not by its square; Infinity for plain least squares. */
  readonly huber_sd?: number;
}

export interface RobustSolution {
  readonly x: Float64Array;
  /** What the solution says of each observation, less what was observed. */
  readonly error: Float64Array;
  /** Weight that each observation has in the end, 0–1. */
  readonly weight: Float64Array;
  readonly sweeps: number;
}

/** Of Huber (1964): 95 % of the precision of least squares where errors are normal. */
export const HUBER_SD = 1.345;
const MOST_SWEEPS = 2000;
/** A sweep that moves no unknown by more than this share of its range of doubt ends the search. */
const ENOUGH = 1e-8;
const MOST_POLISHES = 20;
const MOST_HALVINGS = 60;

/**
 * Least squares with bounds, a prior and Huber's (1964) weights, by cyclic coordinate descent on the columns: each unknown is set to
 * its best value within its bounds while the others rest, and weights follow after each sweep (IRLS). The sum is convex, so that
 * there is one least value. Where most errors are outliers reweighting creeps, so that a few sweeps end it in which each unknown
 * is set where Huber's own slope changes its sign; from the start those would be caught at kinks. A sweep costs one look at each entry; gradient projection needed a step length for columns whose
 * sizes differ a thousandfold, as those of origins do.
 */
export function solveRobust(problem: RobustProblem): RobustSolution {
  const { prior, least, most } = problem;
  const x = prior.map((value, j) => Math.min(most[j], Math.max(least[j], value)));
  const error = timesColumns(problem.seen, x);
  for (let i = 0; i < error.length; i++) error[i] -= problem.observed[i];
  const weight = new Float64Array(error.length);
  let sweeps = 0;
  let moved = Infinity;
  while (moved > ENOUGH && sweeps < MOST_SWEEPS) {
    weigh(problem, error, weight);
    moved = sweep(problem, x, error, weight);
    sweeps++;
  }
  for (let polish = 0; polish < MOST_POLISHES && polished(problem, x, error) > ENOUGH; polish++) sweeps++;
  weigh(problem, error, weight);
  return { x, error, weight, sweeps };
}

function weigh(
  { observed_sd, is_least, huber_sd = HUBER_SD }: RobustProblem,
  error: Float64Array,
  into: Float64Array,
) {
  for (let i = 0; i < error.length; i++) {
    const off_sd = Math.abs(error[i]) / observed_sd[i];
    const isMet = is_least?.[i] === 1 && error[i] > 0;
    into[i] = isMet ? 0 : off_sd > huber_sd ? huber_sd / off_sd : 1;
  }
}

/** Sets each unknown in its turn. @returns the largest step, in standard deviations where the prior has one */
function sweep(problem: RobustProblem, x: Float64Array, error: Float64Array, weight: Float64Array): number {
  const { seen, observed_sd, prior, prior_sd, least, most } = problem;
  const { offset, row, value } = seen;
  let moved = 0;
  for (let j = 0; j < x.length; j++) {
    let curve = 1 / prior_sd[j] ** 2;
    let slope = (x[j] - prior[j]) * curve;
    for (let at = offset[j]; at < offset[j + 1]; at++) {
      const i = row[at];
      const pull = (weight[i] * value[at]) / observed_sd[i] ** 2;
      slope += pull * error[i];
      curve += pull * value[at];
    }
    if (curve === 0) continue;
    const next = Math.min(most[j], Math.max(least[j], x[j] - slope / curve));
    const step = next - x[j];
    if (step === 0) continue;
    x[j] = next;
    for (let at = offset[j]; at < offset[j + 1]; at++) error[row[at]] += value[at] * step;
    moved = Math.max(moved, Math.abs(step) * Math.sqrt(curve));
  }
  return moved;
}

/** Sets each unknown where the slope of the sum changes its sign. @returns the largest step */
function polished(problem: RobustProblem, x: Float64Array, error: Float64Array): number {
  const { offset, row, value } = problem.seen;
  let moved = 0;
  for (let j = 0; j < x.length; j++) {
    const step = stepToFlat(problem, j, x[j], error);
    if (step === 0) continue;
    x[j] += step;
    for (let at = offset[j]; at < offset[j + 1]; at++) error[row[at]] += value[at] * step;
    moved = Math.max(moved, Math.abs(step));
  }
  return moved;
}

/** How far one unknown goes until the sum is flat, or to its bound: by doubling, then by halves. */
function stepToFlat(problem: RobustProblem, j: number, from: number, error: Float64Array): number {
  const slope = (step: number) => slopeAt(problem, j, from, error, step);
  const first = slope(0);
  if (first === 0) return 0;
  const rises = first < 0;
  const end = (rises ? problem.most[j] : problem.least[j]) - from;
  const isBefore = (step: number) => slope(step) < 0 === rises;
  let [near, far] = [0, Math.sign(end) * Math.min(1e-6, Math.abs(end))];
  for (let n = 0; n < MOST_HALVINGS && isBefore(far); n++) {
    if (far === end) return end;
    near = far;
    far = Math.sign(end) * Math.min(2 * Math.abs(far), Math.abs(end));
  }
  for (let n = 0; n < MOST_HALVINGS; n++) {
    const middle = (near + far) / 2;
    if (isBefore(middle)) near = middle;
    else far = middle;
  }
  return near;
}

function slopeAt(problem: RobustProblem, j: number, from: number, error: Float64Array, step: number): number {
  const { seen, observed_sd, is_least, prior, prior_sd, huber_sd = HUBER_SD } = problem;
  let slope = (from + step - prior[j]) / prior_sd[j] ** 2;
  for (let at = seen.offset[j]; at < seen.offset[j + 1]; at++) {
    const i = seen.row[at];
    const off_sd = (error[i] + seen.value[at] * step) / observed_sd[i];
    if (is_least?.[i] === 1 && off_sd > 0) continue;
    slope += (seen.value[at] / observed_sd[i]) * Math.min(huber_sd, Math.max(-huber_sd, off_sd));
  }
  return slope;
}
