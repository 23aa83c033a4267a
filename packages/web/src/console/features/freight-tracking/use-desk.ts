import type { FollowedTrip, FreightAlarm } from '@opentocc/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { known } from '../../../ui/asked.ts';
import { searchOf } from './address.ts';
import { useAlarms, useTrips } from './queries.ts';

const NO_TRIPS: readonly FollowedTrip[] = [];
const NO_ALARMS: readonly FreightAlarm[] = [];

/** What the desk shows: trips, alarms, and which of them the address chooses. */
export function useDesk() {
  const navigate = useNavigate();
  const { alarm = null, trip = null } = searchOf(useSearch({ strict: false }) as Record<string, unknown>);
  const [trips, alarms] = [useTrips(), useAlarms()];
  const shown = known(alarms) ?? NO_ALARMS;
  const brief = shown.find(({ id }) => id === alarm);
  const chooseAlarm = (id: number, of: string) =>
    void navigate({ to: '/freight/desk', search: { alarm: id, trip: of } });
  return {
    ...{ trips, alarms, shown, alarm, brief, chooseAlarm },
    onMap: known(trips) ?? NO_TRIPS,
    trip: trip ?? brief?.trip ?? null,
    chooseTrip: (of: string) => void navigate({ to: '/freight/desk', search: { trip: of } }),
    /** The alarm that many places further down. */
    step(by: number) {
      const at = shown.findIndex(({ id }) => id === alarm);
      const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))];
      if (next) chooseAlarm(next.id, next.trip);
    },
  };
}

export type FreightDesk = ReturnType<typeof useDesk>;
