import type { Span } from '../regimes/index.ts';
import { drawArrivals } from './arrivals.ts';
import { Draws } from './draws.ts';
import { Lanes } from './lanes.ts';
import { type ForecastOptions, type QueueLine, STEP_MS } from './queue-line.ts';

/** One truck of a simulated day, or a probe: it waits like a truck, and occupies nothing. */
interface Comer {
  readonly at_ms: number;
  /** Step of a probe; −1 for a truck. */
  readonly probe: number;
}

interface ClassLine {
  readonly comers: readonly Comer[];
  readonly open: readonly Span[];
  /** The first who has not begun. */
  head: number;
  /** Before this none of the class may begin. */
  not_before_ms: number;
}

/** What one simulated day comes to, for each class. */
export interface LineRun {
  /** Trucks that wait at the end of each step. */
  readonly queue: Float64Array;
  /** Of a probe that comes within each step, s. */
  readonly wait_s: Float64Array;
}

/** When a class may begin at or after an instant; infinite where no opening is known. */
export function nextOpen(open: readonly Span[], at_ms: number): number {
  for (const { from_ms, to_ms } of open) if (at_ms < to_ms) return Math.max(at_ms, from_ms);
  return Number.POSITIVE_INFINITY;
}

/**
 * One simulated day of a line, truck by truck: first come, first served over all classes that may cross, on lanes that are
 * staffed by the hour. A class whose port closes waits for its next opening and holds nobody else up. A truck that is in a
 * lane is finished. A probe in each step meets the line as a truck would that comes then, which gives a wait also for steps
 * in which nobody does. O(trucks × lanes).
 */
export function runLine(line: QueueLine, options: ForecastOptions, run: number): readonly LineRun[] {
  const { from_ms, steps, seed } = options;
  const { lanes: plan } = line;
  const classes = line.classes.map((_, i) => classLine(line, i, options, run));
  const result: LineRun[] = line.classes.map(() => ({
    queue: new Float64Array(steps + 1),
    wait_s: new Float64Array(steps).fill(Number.POSITIVE_INFINITY),
  }));
  const day = new Draws(seed, run, 0);
  const beside = new Draws(seed, run, 1000);
  const service_ms = plan.service_s * 1000 * day.around1(plan.drift_cv);
  const lanes = new Lanes(plan.by_hour, from_ms);
  for (let of = nextClass(classes); of >= 0; of = nextClass(classes)) {
    const current = classes[of];
    const { at_ms, probe } = current.comers[current.head];
    const eligible_ms = eligible(current);
    const { lane, at_ms: begin_ms } = lanes.first(eligible_ms);
    const open_ms = nextOpen(current.open, begin_ms);
    if (open_ms > begin_ms && open_ms < Number.POSITIVE_INFINITY) {
      current.not_before_ms = open_ms;
      continue;
    }
    current.head++;
    const { queue, wait_s } = result[of];
    if (probe < 0) {
      countWaiting(queue, from_ms, at_ms, open_ms);
      if (open_ms < Number.POSITIVE_INFINITY)
        lanes.occupy(lane, open_ms + service_ms * day.around1(plan.service_cv));
    } else wait_s[probe] = (open_ms - at_ms + service_ms) / 1000 + plan.free_s * beside.around1(plan.free_cv);
  }
  for (const { queue } of result) for (let i = 1; i < queue.length; i++) queue[i] += queue[i - 1];
  return result;
}

function classLine(
  line: QueueLine,
  i: number,
  { from_ms, steps, seed }: ForecastOptions,
  run: number,
): ClassLine {
  const draws = new Draws(seed, run, 1 + i);
  const trucks: Comer[] = Array.from(drawArrivals(line.classes[i], line.habits, from_ms, draws), (at_ms) => ({
    ...{ at_ms, probe: -1 },
  }));
  const probes: Comer[] = Array.from({ length: steps }, (_, probe) => ({
    at_ms: from_ms + (probe + draws.uniform()) * STEP_MS,
    probe,
  }));
  const comers = [...trucks, ...probes].sort((a, b) => a.at_ms - b.at_ms);
  return { comers, open: line.classes[i].open, head: 0, not_before_ms: from_ms };
}

const eligible = ({ comers, head, not_before_ms, open }: ClassLine): number =>
  nextOpen(open, Math.max(comers[head].at_ms, not_before_ms));

/** The class whose turn it is: who may begin first, and among those who came first. −1 once all have begun. */
function nextClass(classes: readonly ClassLine[]): number {
  let [best, first_ms, came_ms] = [-1, 0, 0];
  for (const [i, one] of classes.entries()) {
    if (one.head >= one.comers.length) continue;
    const at_ms = eligible(one);
    const { at_ms: came } = one.comers[one.head];
    if (best >= 0 && (at_ms > first_ms || (at_ms === first_ms && came >= came_ms))) continue;
    [best, first_ms, came_ms] = [i, at_ms, came];
  }
  return best;
}

/** Adds a truck to the ends of all steps at which it waits; the steps are summed up afterwards. */
function countWaiting(queue: Float64Array, from_ms: number, came_ms: number, begin_ms: number): void {
  const last = queue.length - 1;
  const stepOf = (at_ms: number) => Math.min(last, Math.max(0, Math.floor((at_ms - from_ms) / STEP_MS)));
  const [from, to] = [stepOf(came_ms), stepOf(begin_ms)];
  if (from === to) return;
  queue[from]++;
  queue[to]--;
}
