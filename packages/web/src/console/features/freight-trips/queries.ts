import type { BorderDirection, FreightClass, TripState } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** First part of the keys of all that is asked of trips. */
export const TRIPS = 'freight-trips';
const LIVE_MS = 5_000;
const ON_FILE_MS = 60_000;

export const useTrips = (state: TripState | undefined) =>
  useQuery({
    queryKey: [TRIPS, 'list', state],
    queryFn: () =>
      call('GET /api/v1/freight/trips', { query: { limit: 200, ...(state === undefined ? {} : { state }) } }),
    refetchInterval: LIVE_MS,
  });

export const usePermit = (id: string) =>
  useQuery({
    queryKey: [TRIPS, 'permit', id],
    queryFn: () => call('GET /api/v1/freight/trips/:id/permit', { params: { id } }),
  });

/** What slots are asked for. */
export interface SlotChoice {
  readonly port: string;
  readonly direction: BorderDirection;
  readonly class: FreightClass;
  readonly at_ms: number;
}

export const useSlots = (choice: SlotChoice) =>
  useQuery({
    queryKey: [TRIPS, 'slots', choice],
    queryFn: () => call('GET /api/v1/freight/slots', { query: choice }),
    refetchInterval: LIVE_MS,
  });

export const useCapacities = () =>
  useQuery({
    queryKey: [TRIPS, 'capacities'],
    queryFn: () => call('GET /api/v1/freight/slot-capacities'),
  });

export const useSlotFirms = (from_ms: number, to_ms: number) =>
  useQuery({
    queryKey: [TRIPS, 'firms', from_ms, to_ms],
    queryFn: () => call('GET /api/v1/freight/slot-firms', { query: { from_ms, to_ms } }),
    refetchInterval: LIVE_MS,
  });

/** Trucks, drivers, places and routes of which a firm chooses; what is not in order is not offered. */
export const useOnFile = () =>
  useQuery({
    queryKey: [TRIPS, 'on-file'],
    queryFn: async () => {
      const of = (kind: 'truck' | 'driver') =>
        call('GET /api/v1/freight/filing/entries', { query: { kind, standing: 'in_order', limit: 500 } });
      const [trucks, drivers, places, routes] = await Promise.all([
        ...([of('truck'), of('driver')] as const),
        ...([call('GET /api/v1/freight/filing/places'), call('GET /api/v1/freight/filing/routes')] as const),
      ]);
      return { trucks: trucks.entries, drivers: drivers.entries, places, routes };
    },
    staleTime: ON_FILE_MS,
  });
export type OnFile = NonNullable<ReturnType<typeof useOnFile>['data']>;
