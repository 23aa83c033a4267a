import type { Bilingual, Vehicle } from '@opentocc/contract';
import { typedForm } from '@opentocc/contract/typed-form';
import { callUntil } from '../../../ui/api.ts';
import { ageOf } from '../../../ui/format.ts';
import { en } from '../../../ui/i18n/en.ts';
import { zh } from '../../../ui/i18n/zh.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import type { Found } from '../../feature.ts';

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
    hint: hintOf(vehicle),
    choice: { kind: 'vehicle', id: vehicle.id },
    at: vehicle.lon === null || vehicle.lat === null ? null : [vehicle.lon, vehicle.lat],
  }));
}

/** Masked plates are often the same: kind and time of the last message distinguish them. */
function hintOf({ class: kind, online, last_fix_ms }: Vehicle): Bilingual {
  const age = last_fix_ms === null ? '' : ` · ${ageOf(platformNow() - last_fix_ms)}`;
  return {
    zh: `${zh.vehicle_class[kind]} · ${online ? '在线' : '离线'}${age}`,
    en: `${en.vehicle_class[kind]} · ${online ? 'online' : 'offline'}${age}`,
  };
}
