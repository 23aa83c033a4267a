import { setImmediate as nextTurn } from 'node:timers/promises';
import { type PortVisitEvent, PortVisits } from '@opentocc/core/freight';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import type { FreightLife } from '@opentocc/testkit/freight';
import { type DemoPast, pastDays } from '../../../kit/demo.ts';
import { createCalibrating } from './calibrating.ts';
import { areaOf, endedOf } from './following.ts';
import { createForecasts, lineKey } from './forecasts.ts';
import type { LaneBook } from './lanes.ts';
import type { PortLineKey, PortsNeeds, VisitRow } from './model.ts';
import { createScores } from './scores.ts';
import type { PortStore } from './store.ts';
import { LONGEST_RECENT_MS, waitNow } from './waits.ts';

export interface PortsPastDeps {
  readonly store: PortStore;
  readonly needs: PortsNeeds;
  readonly lanes: LaneBook;
}

/** Days of visits, and of forecasts that were made of them, which rest on two days at least. */
interface PastDays {
  readonly visits: number;
  readonly forecasts: number;
}
const daysOf = (past: DemoPast): PastDays => ({
  visits: pastDays(past),
  forecasts: Math.min(3, pastDays(past) - 2),
});

/** A week of trucks before the ports of the demo city, and what was forecast of its last days, by the services on their clock. */
export async function makePortsPast(
  { store, needs, lanes }: PortsPastDeps,
  life: FreightLife,
  past: DemoPast,
  days = daysOf(past),
): Promise<void> {
  const { now_ms, signal } = past;
  const from_ms = Math.floor((now_ms - days.visits * DAY_MS) / HOUR_MS) * HOUR_MS;
  // Forecasts were made already where a past was: once is enough.
  if ((await store.listForecasts(from_ms, now_ms - HOUR_MS)).length > 0) return;
  const rows = (await visitsOf(life, needs, from_ms, now_ms, signal)).filter(
    ({ entered_ms }) => entered_ms >= from_ms,
  );
  if (signal.aborted) return;
  await store.addVisits(rows);
  const clock = { now_ms: now_ms - days.forecasts * DAY_MS, now: () => clock.now_ms };
  await createCalibrating({ store, clock, lanes, needs }).calibrateAll();
  const openAt = (at_ms: number) =>
    rows.filter((row) => row.entered_ms <= at_ms && (row.end_ms ?? 0) > at_ms);
  const forecasts = createForecasts({
    ...{ store, clock, needs, lanes },
    following: { open: () => openAt(clock.now_ms) },
    standing: async (line) => standingOf(rows, openAt(clock.now_ms), line, clock.now_ms),
  });
  const begin_ms = Math.ceil(clock.now_ms / HOUR_MS) * HOUR_MS;
  for (let at_ms = begin_ms; at_ms < now_ms - HOUR_MS && !signal.aborted; at_ms += HOUR_MS) {
    clock.now_ms = at_ms;
    await forecasts.make();
  }
  clock.now_ms = now_ms;
  if (!signal.aborted) await createScores({ store, clock, ports: needs.ports }).scoreDue();
}

/** How each trip of the week went through the areas of the ports; those that are still there are left to the live city. */
async function visitsOf(
  life: FreightLife,
  needs: PortsNeeds,
  from_ms: number,
  to_ms: number,
  signal: AbortSignal,
): Promise<Omit<VisitRow, 'id'>[]> {
  const rows: Omit<VisitRow, 'id'>[] = [];
  for (const trip of life.tripsBetween(from_ms, to_ms)) {
    if (signal.aborted) return rows;
    const truck = needs.truckByPlate(trip.truck.plate)?.id ?? `demo-truck-${trip.truck.terminal}`;
    for (const event of follow(life, needs, trip, truck)) {
      if (event.kind !== 'ended' || event.at_ms >= to_ms) continue;
      rows.push({ ...event.visit, ...ended(event, needs) });
    }
    await nextTurn();
  }
  return rows;
}

type Trip = ReturnType<FreightLife['tripsBetween']>[number];
type Ended = Extract<PortVisitEvent, { kind: 'ended' }>;

const ended = (event: Ended, needs: PortsNeeds) =>
  ({
    end: event.end,
    end_ms: event.at_ms,
    seen: event.seen,
    excluded: null,
    ...endedOf(event, needs),
  }) as const;

function follow(life: FreightLife, needs: PortsNeeds, trip: Trip, truck: string): PortVisitEvent[] {
  const visits = new PortVisits(needs.ports().map(areaOf));
  const { fixes, sightings } = life.drive(trip);
  const seen = sightings.filter(({ by }) => by === 'port').sort((a, b) => a.heard_ms - b.heard_ms);
  const events: PortVisitEvent[] = [];
  let next = 0;
  const hear = (until_ms: number) => {
    for (; next < seen.length && seen[next].heard_ms <= until_ms; next++) {
      const { place, direction, at_ms } = seen[next];
      if (direction) events.push(...visits.takeCrossing(truck, place, direction, at_ms));
    }
  };
  for (const { at_ms, lon, lat, speed_kmh } of fixes) {
    hear(at_ms);
    events.push(...visits.tick(at_ms));
    events.push(...visits.takeFix({ truck, class: trip.truck.class, at_ms, lon, lat, speed_kmh }));
  }
  hear(Number.POSITIVE_INFINITY);
  events.push(...visits.tick(Number.POSITIVE_INFINITY));
  return events;
}

function standingOf(
  rows: readonly Omit<VisitRow, 'id'>[],
  open: readonly Omit<VisitRow, 'id'>[],
  line: PortLineKey,
  at_ms: number,
): number | null {
  const own = (row: Omit<VisitRow, 'id'>) => lineKey(row) === lineKey(line);
  const over = rows.filter(
    (row) =>
      own(row) && row.end_ms !== null && row.end_ms <= at_ms && row.entered_ms > at_ms - LONGEST_RECENT_MS,
  );
  return (
    waitNow(
      over.map((row) => ({ ...row, id: 0 })),
      open.filter(own),
      at_ms,
    )?.mid_s ?? null
  );
}
