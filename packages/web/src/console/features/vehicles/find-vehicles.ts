import { typedForm } from '@opentocc/contract/typed-form';
import { callUntil } from '../../../ui/api.ts';
import type { Found } from '../../feature.ts';

const SHOWN = 8;
/** Fewer letters of a plate are those of half the city. */
const FEWEST_LETTERS = 2;

/** Vehicles by a part of their plate or terminal number. */
export async function findVehicles(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const query = typedForm(text);
  if (query.length < FEWEST_LETTERS) return [];
  const found = await callUntil(signal, 'GET /api/v1/vehicles', { query: { query, limit: SHOWN } });
  return found.map(({ id, plate, online, lon, lat }) => ({
    key: `vehicle ${id}`,
    label: plate,
    hint: online ? { zh: '车辆，在线', en: 'Vehicle, online' } : { zh: '车辆，离线', en: 'Vehicle, offline' },
    choice: { kind: 'vehicle', id },
    at: lon === null || lat === null ? null : [lon, lat],
  }));
}
