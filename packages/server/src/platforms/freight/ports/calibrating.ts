import { calibrateLanes } from '@opentocc/core/freight';
import { DAY_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { lineKey } from './forecasts.ts';
import type { LaneBook } from './lanes.ts';
import { DIRECTIONS_OF_PORTS, type PortLineKey, type PortsNeeds, type VisitRow } from './model.ts';
import type { PortStore } from './store.ts';

/** Days that lanes are calibrated by, and how long a calibration holds before the next. */
const OVER_DAYS = 14;
const AGAIN_MS = DAY_MS;
/** What differs by less is no new version. */
const SAME_SHARE = 0.05;

interface Deps {
  readonly store: PortStore;
  readonly clock: Clock;
  readonly lanes: LaneBook;
  readonly needs: Pick<PortsNeeds, 'ports'>;
}

/**
 * Once a day, what the twin takes a port to do is measured by the trucks that crossed there, and becomes a version of its lanes: how
 * many are staffed stays as it was said, the capacity is assumed until it was measured.
 */
export function createCalibrating({ store, clock, lanes, needs }: Deps) {
  let done_ms = 0;

  async function calibrate(line: PortLineKey, visits: readonly VisitRow[]): Promise<void> {
    const now_ms = clock.now();
    const current = lanes.at(line.port, line.direction, now_ms);
    if (!current) return;
    const crossed = visits.flatMap(({ entered_ms, end_ms, end, excluded }) =>
      end === 'crossed' && end_ms !== null && excluded === null ? [{ entered_ms, crossed_ms: end_ms }] : [],
    );
    const found = calibrateLanes(current.plan, crossed);
    if (found === null || isSame(found.plan, current.plan)) return;
    const { unqueued, saturated_crossed, has_capacity, plan } = found;
    await lanes.add({
      ...{ ...line, from_ms: now_ms, plan, made_by: 'system', made_ms: now_ms },
      assumed: has_capacity ? false : current.assumed,
      reason: 'calibrated',
      source: has_capacity
        ? {
            zh: `按近 ${OVER_DAYS} 天实测：${unqueued} 辆无排队通过，饱和时段过境 ${saturated_crossed} 辆`,
            en: `Measured over ${OVER_DAYS} days: ${unqueued} trucks without a queue, ${saturated_crossed} while lanes were saturated`,
          }
        : {
            zh: `通过用时按近 ${OVER_DAYS} 天 ${unqueued} 辆实测；通道未曾饱和，通行能力仍为设定值`,
            en: `Way through measured over ${OVER_DAYS} days by ${unqueued} trucks; lanes were never saturated, so that their capacity is as it was set`,
          },
    });
  }

  async function calibrateAll(): Promise<void> {
    const now_ms = clock.now();
    const visits = await store.listVisits(null, now_ms - OVER_DAYS * DAY_MS, now_ms);
    const byLine = groupBy(visits, lineKey);
    for (const { code: port } of needs.ports())
      for (const direction of DIRECTIONS_OF_PORTS)
        await calibrate({ port, direction }, byLine.get(lineKey({ port, direction })) ?? []);
    done_ms = now_ms;
  }

  return {
    calibrateAll,
    async calibrateDue(): Promise<void> {
      if (clock.now() >= done_ms + AGAIN_MS) await calibrateAll();
    },
  };
}

type Plan = NonNullable<ReturnType<typeof calibrateLanes>>['plan'];

const isSame = (a: Plan, b: Plan): boolean =>
  (['service_s', 'free_s', 'free_cv'] as const).every(
    (key) => Math.abs(a[key] - b[key]) <= SAME_SHARE * Math.max(a[key], b[key]),
  );
