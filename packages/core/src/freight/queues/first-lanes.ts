import type { Direction } from '../regimes/index.ts';
import type { Words } from '../regimes/words.ts';
import type { ArrivalHabits, LanePlan } from './queue-line.ts';

/** The lanes of a port from a date on. */
export interface PortLanes {
  readonly port: string;
  readonly direction: Direction;
  readonly from_ms: number;
  readonly plan: LanePlan;
  readonly source: Words;
  /** Its source does not confirm it; screens say so. */
  readonly assumed: boolean;
}

const SOURCE: Words = {
  zh: '货车通道数与查验时长无公开数据；按 2020 年每日约 8,200 辆赴港货车、莲塘每日 1,800 至 2,000 辆推算，由口岸确认后更新',
  en: 'Lanes and times of inspection are not published; set from about 8,200 trucks a day into Hong Kong (2020) and 1,800 to 2,000 at Liantang, until the ports confirm them',
};

const BY_DAY = (lanes: number, night: number): readonly number[] =>
  Array.from({ length: 24 }, (_, hour) => (hour >= 7 && hour < 22 ? lanes : night));

const LANES: readonly (readonly [port: string, lanes: number, night: number])[] = [
  ['huanggang', 8, 4],
  ['shenzhen-bay', 6, 3],
  ['liantang', 5, 5],
  ['man-kam-to', 4, 4],
  ['shatoujiao', 2, 2],
];

/** What every installation starts with, until a port says how it is. */
export const FIRST_LANES: readonly PortLanes[] = LANES.flatMap(([port, lanes, night]) =>
  (['in', 'out'] as const).map((direction) => ({
    ...{ port, direction, from_ms: 0, source: SOURCE, assumed: true },
    plan: {
      by_hour: BY_DAY(lanes, night),
      ...{ service_s: 90, service_cv: 0.6, drift_cv: 0.12, free_s: 420, free_cv: 0.4 },
    },
  })),
);

/** How trucks keep to their bookings until that is measured. */
export const FIRST_HABITS: ArrivalHabits = { shows: 0.93, late_mean_min: 4, late_sd_min: 22, others_cv: 0.2 };

/** The lanes of a port that hold at an instant: those that began last. */
export const lanesAt = (
  lanes: readonly PortLanes[],
  port: string,
  direction: Direction,
  at_ms: number,
): PortLanes | undefined =>
  lanes
    .filter((one) => one.port === port && one.direction === direction && one.from_ms <= at_ms)
    .reduce<PortLanes | undefined>(
      (last, one) => (last === undefined || one.from_ms >= last.from_ms ? one : last),
      undefined,
    );
