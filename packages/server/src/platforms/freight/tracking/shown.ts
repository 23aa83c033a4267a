import type { FollowedTrip, FreightAlarm } from '@opentocc/contract';
import type { AlarmRow } from './model.ts';
import { MEANS_ORDER } from './rules.ts';
import type { Tracked } from './trip-book.ts';

export function shownAlarm(row: AlarmRow): FreightAlarm {
  const { facts: _, fixes, look_ms, close_by_ms, asked, owner_principal, stage, taken_ms, ...shown } = row;
  return { ...shown, due_ms: row.state === 'closed' ? null : (look_ms ?? close_by_ms) };
}

/** Made for each trip that moves, and so one literal. @param alarms of the trip that are not closed */
export function shownTrip({ facts, plan, state }: Tracked, alarms: Iterable<AlarmRow>): FollowedTrip {
  const { last } = state;
  return {
    trip: facts.id,
    plate: facts.plate,
    truck: facts.truck,
    driver: facts.drivers[0] ?? '',
    firm: facts.firm,
    class: plan.class,
    direction: plan.direction,
    stage: state.stage,
    lon: last?.lon ?? null,
    lat: last?.lat ?? null,
    speed_kmh: last?.speed_kmh ?? null,
    at_ms: last?.at_ms ?? null,
    alarms: [...alarms]
      .sort((a, b) => MEANS_ORDER.indexOf(b.means) - MEANS_ORDER.indexOf(a.means) || a.id - b.id)
      .map(({ id, kind, means }) => ({ id, kind, means })),
  };
}
