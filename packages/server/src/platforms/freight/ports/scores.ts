import type { PortForecastScore, ScoredPortHour } from '@opentocc/contract';
import type { MeasuredWait } from '@opentocc/core/freight';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { lineKey } from './forecasts.ts';
import {
  FORECAST_HOURS,
  type ForecastRow,
  type KnownPort,
  PARKED_MS,
  type PortLineKey,
  type ScoredWait,
  type ScoreRow,
  type VisitRow,
} from './model.ts';
import type { PortStore } from './store.ts';
import { sampleOf, waitOf } from './waits.ts';

/** An hour is scored once those who came in it had time to cross. */
const AFTER_MS = 3 * HOUR_MS;
/** With fewer that crossed nothing is said of an hour. */
const LEAST_CROSSED = 3;
/** How far back is scored what was not, as after an outage. */
const BACK_MS = 7 * DAY_MS;

interface Deps {
  readonly store: PortStore;
  readonly clock: Clock;
  readonly ports: () => readonly KnownPort[];
}

/** The forecasts of each hour against what was measured of those who came in it. */
export function createScores({ store, clock, ports }: Deps) {
  async function scoreHour(hour_ms: number): Promise<void> {
    const [forecasts, visits] = await Promise.all([
      store.listForecasts(hour_ms - (FORECAST_HOURS - 1) * HOUR_MS, hour_ms + 1),
      store.listVisits(null, hour_ms, hour_ms + HOUR_MS),
    ]);
    const byLine = groupBy(visits, lineKey);
    const rows = forecasts.flatMap((forecast): ScoreRow[] => {
      const hour = forecast.hours.find(({ from_ms }) => from_ms === hour_ms);
      if (!hour) return [];
      const own = byLine.get(lineKey(forecast)) ?? [];
      const wait = waitOf(own, clock.now());
      const within = withinOf(own, hour.wait_s, clock.now());
      return [
        {
          ...{ forecast: forecast.id, hour_ms, horizon_h: horizonOf(forecast, hour_ms) },
          ...{ measured: wait !== null && wait.crossed >= LEAST_CROSSED ? { ...wait, within } : null },
          scored_ms: clock.now(),
        },
      ];
    });
    await store.addScores(rows);
  }

  /** Scores of a time, each with the forecast that it is of. */
  async function scored(days: number) {
    const to_ms = clock.now();
    const from_ms = to_ms - days * DAY_MS;
    const [scores, forecasts] = await Promise.all([
      store.listScores(from_ms, to_ms),
      store.listForecasts(from_ms - FORECAST_HOURS * HOUR_MS, to_ms),
    ]);
    const byId = new Map(forecasts.map((one) => [one.id, one]));
    return scores.flatMap((score) => {
      const forecast = byId.get(score.forecast);
      const range = forecast?.hours.find(({ from_ms: at_ms }) => at_ms === score.hour_ms)?.wait_s;
      return forecast && range ? [{ score, forecast, range }] : [];
    });
  }

  return {
    async scoreDue(): Promise<void> {
      const now_ms = clock.now();
      const last_ms = (await store.lastScored_ms()) ?? 0;
      const until_ms = now_ms - AFTER_MS - HOUR_MS;
      const from_ms = Math.max(last_ms + HOUR_MS, Math.ceil((now_ms - BACK_MS) / HOUR_MS) * HOUR_MS);
      for (let hour_ms = from_ms; hour_ms <= until_ms; hour_ms += HOUR_MS) await scoreHour(hour_ms);
    },
    async summary(days: number): Promise<PortForecastScore[]> {
      const all = (await scored(days)).filter(({ score }) => score.measured?.mid_s != null);
      const groups = groupBy(all, ({ score, forecast }) => `${lineKey(forecast)} ${score.horizon_h}`);
      return [...groups.values()]
        .map((group) => summaryOf(group, ports()))
        .sort(
          (a, b) =>
            a.port.localeCompare(b.port) ||
            a.direction.localeCompare(b.direction) ||
            a.horizon_h - b.horizon_h,
        );
    },
    async hours(line: PortLineKey, horizon_h: number, days: number): Promise<ScoredPortHour[]> {
      return (await scored(days))
        .filter(({ score, forecast }) => score.horizon_h === horizon_h && lineKey(forecast) === lineKey(line))
        .map(({ score, forecast, range }) => ({
          ...{ from_ms: score.hour_ms, made_ms: forecast.made_ms, horizon_h },
          ...{ forecast_s: range, measured: score.measured },
        }));
    },
  };
}

export type Scores = ReturnType<typeof createScores>;

const horizonOf = ({ made_ms }: ForecastRow, hour_ms: number): number =>
  Math.round((hour_ms - made_ms) / HOUR_MS) + 1;

/** Trucks that crossed and waited within a range. */
function withinOf(visits: readonly VisitRow[], range: Scored['range'] | null, now_ms: number): number {
  if (range === null) return 0;
  const waits = visits.flatMap((visit) => sampleOf(visit, now_ms) ?? []);
  return waits.filter(({ wait_s, crossed }) => crossed && wait_s >= range.low && wait_s <= range.high).length;
}

interface Scored {
  readonly score: ScoreRow;
  readonly forecast: ForecastRow;
  readonly range: { readonly low: number; readonly mid: number; readonly high: number };
}

function summaryOf(group: readonly Scored[], ports: readonly KnownPort[]): PortForecastScore {
  const [{ forecast, score }] = group;
  const middle = ({ measured }: { measured: MeasuredWait | null }) => measured?.mid_s ?? PARKED_MS / 1000;
  const mean = (values: readonly number[]) => values.reduce((all, one) => all + one, 0) / values.length;
  const sum = (of: (one: ScoredWait) => number) =>
    group.reduce((all, { score: one }) => all + (one.measured ? of(one.measured) : 0), 0);
  const standing = group.flatMap((one) =>
    one.forecast.standing_s === null ? [] : [Math.abs(one.forecast.standing_s - middle(one.score))],
  );
  return {
    ...{ port: forecast.port, direction: forecast.direction, horizon_h: score.horizon_h },
    name: ports.find(({ code }) => code === forecast.port)?.name ?? { zh: forecast.port, en: forecast.port },
    hours: group.length,
    trucks: sum(({ crossed }) => crossed),
    within: sum((one) => one.within),
    error_s: mean(group.map(({ score: one, range }) => Math.abs(range.mid - middle(one)))),
    persistence_error_s: standing.length > 0 ? mean(standing) : null,
  };
}
