import type { Bilingual } from '@opentocc/contract';
import type { FiledTruck, FilingDoor } from '../filing/index.ts';
import type { TripsDoor } from '../trips/index.ts';
import type { BookedTrips, TruckRegister } from './model.ts';

/** Trips as gates look at them: by every plate that a camera may see. */
export const bookedTripsOf = (trips: Pick<TripsDoor, 'bookedAt' | 'permitTrust' | 'uses'>): BookedTrips => ({
  bookedAt: async (site, from_ms, to_ms) =>
    trips.bookedAt(site, from_ms, to_ms).map(({ trip, from_ms, to_ms }) => ({
      ...{ trip: trip.id, permit: trip.permit, from_ms, to_ms, note: trip.firm },
      plates: trip.plate_abroad === null ? [trip.plate] : [trip.plate, trip.plate_abroad],
    })),
  trust: () => trips.permitTrust(),
  uses: trips.uses,
});

const STANDINGS: Readonly<Record<Exclude<FiledTruck['state'], 'in_order'>, Bilingual>> = {
  not_approved: { zh: '备案未通过', en: 'not approved' },
  suspended: { zh: '备案已暂停', en: 'suspended' },
  expired: { zh: '证件已过期', en: 'papers expired' },
  removed: { zh: '已移出名单', en: 'removed from the list' },
};

/** What filing holds against a truck; one that it does not know is judged by booking and list alone. */
export const truckRegisterOf = (register: Pick<FilingDoor, 'truckByPlate'>): TruckRegister => ({
  heldBack(plate) {
    const truck = register.truckByPlate(plate);
    if (!truck || truck.state === 'in_order') return null;
    const { zh, en } = STANDINGS[truck.state];
    return truck.reason === ''
      ? { zh, en }
      : { zh: `${zh}（${truck.reason}）`, en: `${en} (${truck.reason})` };
  },
});
