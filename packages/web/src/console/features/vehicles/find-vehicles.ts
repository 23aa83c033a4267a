import { typedForm } from '@opentocc/contract/typed-form';
import { call, callUntil } from '../../../ui/api.ts';
import { plateOf } from '../../../ui/format.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import type { Found } from '../../feature.ts';
import { hintOf } from './vehicle-hint.ts';

const SHOWN = 8;
/** Fewer letters of a plate are those of half the city. */
const FEWEST_LETTERS = 2;

/** Vehicles by a part of their plate or terminal number. */
export async function findVehicles(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const query = typedForm(text);
  if (query.length < FEWEST_LETTERS) return [];
  const found = await callUntil(signal, 'GET /api/v1/vehicles', { query: { query, limit: SHOWN } });
  return found.map((vehicle) => ({
    key: `vehicle ${vehicle.id}`,
    label: vehicle.plate,
    hint: hintOf(vehicle, platformNow()),
    choice: { kind: 'vehicle', id: vehicle.id },
    at: vehicle.lon === null || vehicle.lat === null ? null : [vehicle.lon, vehicle.lat],
    reveal: (reason) => revealed(vehicle.id, reason),
  }));
}

async function revealed(id: number, reason: string): Promise<string> {
  const { plate } = await call('POST /api/v1/vehicles/:id/plate/reveal', {
    params: { id },
    body: { reason },
  });
  return plateOf(plate);
}
