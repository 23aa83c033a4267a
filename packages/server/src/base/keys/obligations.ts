import type { Obligation } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import type { KeyService } from './service.ts';

/** A key is to be rotated once a year. Assumed (2026-11-27): GB/T 39786-2021 asks for rotation and names no figure. */
export const ROTATE_AFTER_DAYS = 365;
/** So long before it is due it is said. */
const SAID_DAYS_BEFORE = 30;

/** Keys that have grown old, for who rotates them. */
export function createKeyObligations(service: Pick<KeyService, 'describe'>, clock: Clock) {
  return async (): Promise<Obligation[]> => {
    const { keys } = await service.describe();
    return keys
      .filter(({ state, rotates }) => state === 'active' && rotates)
      .map(({ id, name, created_ms }): Obligation => {
        const due_ms = created_ms + ROTATE_AFTER_DAYS * DAY_MS;
        return {
          key: `keys/rotation/${id}`,
          module: 'keys',
          title: { zh: `轮换密钥：${name.zh}`, en: `Rotate a key: ${name.en}` },
          why: {
            zh: `密钥使用满 ${ROTATE_AFTER_DAYS} 天须轮换`,
            en: `A key is rotated after ${ROTATE_AFTER_DAYS} days`,
          },
          owner: { kind: 'unit', unit: null, permission: 'keys:manage' },
          count: 1,
          since_ms: due_ms - SAID_DAYS_BEFORE * DAY_MS,
          due_ms,
          opens: '/admin/keys',
        };
      })
      .filter(({ since_ms }) => since_ms <= clock.now());
  };
}
