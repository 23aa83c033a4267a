import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PortForecastStep } from '@opentocc/contract';
import {
  type ClassArrivals,
  FIRST_HABITS,
  FREIGHT_CLASSES,
  type FreightClass,
  forecastQueue,
  openSpans,
  type PortVisit,
  type QueueForecast,
  type QueueLine,
  type Range,
  STEP_MS,
} from '@opentocc/core/freight';
import { DAY_MS, dayNumber, dayStart_ms, HOUR_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import { ArrivalProfile, PROFILE_DAYS } from './arrivals.ts';
import type { Following } from './following.ts';
import type { LaneBook } from './lanes.ts';
import {
  DIRECTIONS_OF_PORTS,
  FORECAST_HOURS,
  FORECAST_STEPS,
  type ForecastHour,
  type ForecastRow,
  type PortLineKey,
  type PortsNeeds,
} from './model.ts';
import type { PortStore } from './store.ts';

export interface LineForecast {
  readonly made_ms: number;
  readonly steps: readonly PortForecastStep[];
}

interface Deps {
  readonly store: PortStore;
  readonly clock: Clock;
  readonly needs: PortsNeeds;
  readonly following: Pick<Following, 'open'>;
  readonly lanes: Pick<LaneBook, 'at'>;
  /** The measured wait of a line now, s. */
  readonly standing: (line: PortLineKey) => Promise<number | null>;
}

/** Openings are looked for so far beyond the forecast. */
const OPENINGS_MS = 2 * DAY_MS;

export const lineKey = ({ port, direction }: PortLineKey): string => `${port} ${direction}`;

/**
 * The next eight hours of every line by the twin, made again each quarter of an hour: who waits, who has booked, and who is
 * expected besides, before the lanes that are staffed and the openings that are announced. Those of whole hours are stored, and
 * are what is scored afterwards.
 */
export function createForecasts({ store, clock, needs, following, lanes, standing }: Deps) {
  let current: ReadonlyMap<string, LineForecast> = new Map();
  let profile: { readonly day: number; readonly of: ArrivalProfile } | null = null;
  let made_ms = 0;

  async function profileOf(now_ms: number): Promise<ArrivalProfile> {
    const day = dayNumber(now_ms);
    if (profile?.day === day) return profile.of;
    const to_ms = dayStart_ms(day);
    const counts = await store.countArrivals(to_ms - PROFILE_DAYS * DAY_MS, to_ms);
    const first_ms = counts.reduce((first, { hour }) => Math.min(first, hour * HOUR_MS), to_ms);
    profile = { day, of: new ArrivalProfile(counts, dayStart_ms(dayNumber(first_ms)), to_ms) };
    return profile.of;
  }

  function lineOf(key: PortLineKey, from_ms: number, arrivals: ArrivalProfile): QueueLine | null {
    const plan = lanes.at(key.port, key.direction, from_ms)?.plan;
    if (!plan) return null;
    const to_ms = from_ms + FORECAST_STEPS * STEP_MS;
    const booked = needs.booked(key.port, from_ms, to_ms).filter((one) => one.direction === key.direction);
    const open = following.open().filter((one) => one.port === key.port && one.direction === key.direction);
    const classes = FREIGHT_CLASSES.map((of) => ({
      ...classArrivals(of, { key, from_ms, booked, open, arrivals }),
      open: openSpans(needs.states(), { ...key, class: of }, from_ms, to_ms + OPENINGS_MS),
    }));
    return { lanes: plan, habits: FIRST_HABITS, classes };
  }

  async function make(): Promise<void> {
    const from_ms = Math.floor(clock.now() / STEP_MS) * STEP_MS;
    const arrivals = await profileOf(from_ms);
    const forecasts = new Map<string, LineForecast>();
    const rows: Omit<ForecastRow, 'id'>[] = [];
    for (const { code: port } of needs.ports())
      for (const direction of DIRECTIONS_OF_PORTS) {
        const line = lineOf({ port, direction }, from_ms, arrivals);
        if (!line) continue;
        const seed = from_ms / STEP_MS;
        const forecast = forecastQueue(line, { from_ms, steps: FORECAST_STEPS, seed });
        const steps = stepsOf(forecast, line, from_ms);
        forecasts.set(lineKey({ port, direction }), { made_ms: from_ms, steps });
        rows.push({
          ...{ port, direction, made_ms: from_ms, lanes: line.lanes, hours: hoursOf(steps) },
          standing_s: await standing({ port, direction }),
        });
        // One line takes some tens of milliseconds: others have their turn in between.
        await nextTurn();
      }
    if (from_ms % HOUR_MS === 0) await store.addForecasts(rows);
    current = forecasts;
    made_ms = from_ms;
  }

  return {
    make,
    /** Once in a quarter of an hour. */
    async makeDue(): Promise<void> {
      if (clock.now() >= made_ms + STEP_MS) await make();
    },
    of: (line: PortLineKey): LineForecast | null => current.get(lineKey(line)) ?? null,
  };
}

export type Forecasts = ReturnType<typeof createForecasts>;

interface Around {
  readonly key: PortLineKey;
  readonly from_ms: number;
  readonly booked: readonly { readonly class: FreightClass; readonly at_ms: number }[];
  readonly open: readonly PortVisit[];
  readonly arrivals: ArrivalProfile;
}

/** Who comes: what is usual at that hour, of which those who booked are a part. */
function classArrivals(
  of: FreightClass,
  { key, from_ms, booked, open, arrivals }: Around,
): Omit<ClassArrivals, 'open'> {
  const own = booked.filter((one) => one.class === of).map(({ at_ms }) => at_ms);
  const others = Array.from({ length: FORECAST_STEPS }, (_, step) => {
    const at_ms = from_ms + step * STEP_MS;
    const hour_ms = Math.floor(at_ms / HOUR_MS) * HOUR_MS;
    const inHour = own.filter((one) => one >= hour_ms && one < hour_ms + HOUR_MS).length;
    return Math.max(0, arrivals.perHour(key, of, at_ms) - inHour * FIRST_HABITS.shows) / 4;
  });
  const waiting = open.filter((one) => one.class === of).map(({ entered_ms }) => entered_ms);
  return { class: of, booked: own, others, waiting: waiting.sort((a, b) => a - b) };
}

/** All classes together: of the wait the class that most trucks are of, which is what a driver meets. */
function stepsOf(forecast: QueueForecast, line: QueueLine, from_ms: number): PortForecastStep[] {
  return Array.from({ length: FORECAST_STEPS }, (_, step) => {
    const at_ms = from_ms + step * STEP_MS;
    const within = (one: number) => one >= at_ms && one < at_ms + STEP_MS;
    const most = busiest(line.classes);
    return {
      from_ms: at_ms,
      queue: { ...forecast.queue[step] },
      wait_s: finite(forecast.classes[most].steps[step].wait_s),
      booked: line.classes.reduce((all, { booked }) => all + booked.filter(within).length, 0),
      others: line.classes.reduce((all, { others }) => all + others[step], 0),
    };
  });
}

function busiest(classes: readonly ClassArrivals[]): number {
  const trucks = ({ booked, others, waiting }: ClassArrivals) =>
    booked.length + waiting.length + others.reduce((all, one) => all + one, 0);
  return classes.reduce((best, one, i) => (trucks(one) > trucks(classes[best]) ? i : best), 0);
}

const finite = (range: Range): Range | null => (Number.isFinite(range.high) ? { ...range } : null);

/** Hours from quarters: the queue at their end, the wait as the mean over them. */
function hoursOf(steps: readonly PortForecastStep[]): ForecastHour[] {
  return Array.from({ length: FORECAST_HOURS }, (_, hour) => {
    const quarters = steps.slice(hour * 4, hour * 4 + 4);
    const waits = quarters.flatMap(({ wait_s }) => wait_s ?? []);
    const mean = (of: keyof Range) => waits.reduce((all, one) => all + one[of], 0) / waits.length;
    return {
      from_ms: quarters[0].from_ms,
      arrivals: quarters.reduce((all, { booked, others }) => all + booked + others, 0),
      queue: quarters[3].queue,
      wait_s:
        waits.length < quarters.length ? null : { low: mean('low'), mid: mean('mid'), high: mean('high') },
    };
  });
}
