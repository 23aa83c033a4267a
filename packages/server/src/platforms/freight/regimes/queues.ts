import type { FreightPreview } from '@opentocc/contract';
import {
  type Direction,
  FIRST_HABITS,
  FIRST_LANES,
  FREIGHT_CLASSES,
  type FreightClass,
  forecastQueue,
  lanesAt,
  openSpans,
  type PortState,
  type QueueForecast,
  type QueueLine,
} from '@opentocc/core/freight';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { groupBy } from '../../../kit/group-by.ts';
import { isRefused, type PreviewedTrip } from './preview.ts';

/** A truck that is to cross a port. */
interface Arrival {
  readonly port: string;
  readonly direction: Direction;
  readonly class: FreightClass;
  readonly at_ms: number;
}

type Side = 'now' | 'draft';
type Hours = FreightPreview['ports'][number]['now'];

/** Days that the twin simulates for a preview: few, since both sides meet the same ones and are compared. */
const RUNS = 3;
const STEPS_OF_HOUR = 4;

/** Crossings that were made, and those that are planned and may be made. */
function arrivalsOf(all: readonly PreviewedTrip[], side: Side): Arrival[] {
  return all
    .filter((one) => !isRefused(one[side]))
    .flatMap(({ trip: { driven, declared, class: vehicle } }) => {
      const planned = declared.crossings.filter(
        ({ direction }) => !driven.crossings.some((made) => made.direction === direction),
      );
      return [...driven.crossings, ...planned].map(({ port, direction, at_ms }) => ({
        ...{ port, direction, at_ms, class: vehicle },
      }));
    });
}

interface Span {
  readonly from_ms: number;
  readonly to_ms: number;
}

/**
 * What reaches each port by the hour on both sides of a preview, and the queue that the twin expects of it: the median of a few
 * simulated days, the same days for both, so that their difference is of the draft and not of chance.
 * @param pause ends a turn of work; called after each simulated day of a line
 */
export async function queuesOf(
  all: readonly PreviewedTrip[],
  states: readonly PortState[],
  span: Span,
  pause: () => Promise<void>,
): Promise<FreightPreview['ports']> {
  const byPort = (side: Side) =>
    groupBy(
      arrivalsOf(all, side).filter(({ at_ms }) => at_ms >= span.from_ms && at_ms < span.to_ms),
      ({ port, direction }) => `${port} ${direction}`,
    );
  const [now, draft] = [byPort('now'), byPort('draft')];
  const keys = [...new Set([...now.keys(), ...draft.keys()])].sort();
  const found: FreightPreview['ports'] = [];
  for (const key of keys) {
    const [port, direction] = key.split(' ') as [string, Direction];
    const hours = (own: readonly Arrival[] | undefined) =>
      hoursOf(own ?? [], { port, direction }, states, span, pause);
    found.push({ port, direction, now: await hours(now.get(key)), draft: await hours(draft.get(key)) });
  }
  return found;
}

async function hoursOf(
  own: readonly Arrival[],
  of: Pick<Arrival, 'port' | 'direction'>,
  states: readonly PortState[],
  { from_ms, to_ms }: Span,
  pause: () => Promise<void>,
): Promise<Hours> {
  const count = Math.ceil((to_ms - from_ms) / HOUR_MS);
  const arrivals = Array<number>(count).fill(0);
  for (const { at_ms } of own) arrivals[Math.floor((at_ms - from_ms) / HOUR_MS)]++;
  const line = lineOf(own, of, states, { from_ms, to_ms });
  const days: QueueForecast[] = [];
  for (let seed = 1; line !== null && seed <= RUNS; seed++) {
    days.push(forecastQueue(line, { from_ms, steps: count * STEPS_OF_HOUR, runs: 1, seed }));
    await pause();
  }
  return arrivals.map((trucks, hour) => {
    const step = hour * STEPS_OF_HOUR + STEPS_OF_HOUR - 1;
    const queue = medianOf(days.map((day) => day.queue[step].mid));
    const wait_s = medianOf(
      days.map((day) => Math.max(0, ...day.classes.map(({ steps }) => finite(steps[step].wait_s.mid)))),
    );
    return {
      ...{ hour_ms: from_ms + hour * HOUR_MS, arrivals: trucks, queue },
      wait_min: wait_s === null ? null : Math.round(wait_s / 60),
    };
  });
}

/** Null where nothing is known of the lanes. */
function lineOf(
  own: readonly Arrival[],
  { port, direction }: Pick<Arrival, 'port' | 'direction'>,
  states: readonly PortState[],
  { from_ms, to_ms }: Span,
): QueueLine | null {
  const lanes = lanesAt(FIRST_LANES, port, direction, from_ms)?.plan;
  if (!lanes) return null;
  const classes = FREIGHT_CLASSES.flatMap((vehicle) => {
    const booked = own.filter((one) => one.class === vehicle).map(({ at_ms }) => at_ms);
    if (booked.length === 0) return [];
    const open = openSpans(states, { port, direction, class: vehicle }, from_ms, to_ms + DAY_MS);
    return [{ class: vehicle, booked, others: [], waiting: [], open }];
  });
  return { lanes, classes, habits: { ...FIRST_HABITS, shows: 1 } };
}

/** A wait whose end is not known is none that could be shown in minutes. */
const finite = (seconds: number): number => (Number.isFinite(seconds) ? seconds : 0);

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
