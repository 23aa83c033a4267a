import { createHash } from 'node:crypto';
import type { Clock } from '../../../kit/clock.ts';
import { tripErrors } from './errors.ts';
import type { TripRow } from './model.ts';
import type { TripRoll } from './roll.ts';
import type { TripStore } from './store.ts';

const TOKEN_BYTES = 15;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export interface LinksDeps {
  readonly store: Pick<TripStore, 'putLink' | 'findLink'>;
  readonly roll: TripRoll;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly addressOf: (token: string) => string;
}

/**
 * The link by which a driver without an account opens the page of a permit: one for each trip, a new one ends the one before,
 * and all end with the permit. Only its hash is stored. It may be opened again, since a driver shows the page at every gate.
 */
export function createLinks({ store, roll, clock, random, addressOf }: LinksDeps) {
  return {
    async make({ id, permit, drivers }: TripRow): Promise<{ url: string; expires_ms: number }> {
      const row = permit === null ? undefined : roll.findPermit(permit);
      if (!row || row.revoked_ms !== null) throw tripErrors.no_permit({ id, state: '' });
      const token = Buffer.from(random(TOKEN_BYTES)).toString('base64url');
      const { to_ms: expires_ms } = row;
      await store.putLink({
        ...{ trip: id, hash: hashOf(token), driver: drivers[0], made_ms: clock.now(), expires_ms },
      });
      return { url: addressOf(token), expires_ms };
    },
    /** @throws AppError for a link that is not known or over: one answer for both */
    async tripOf(token: string): Promise<TripRow> {
      const link = /^[\w-]{20}$/.test(token) ? await store.findLink(hashOf(token)) : undefined;
      const row = link && link.expires_ms > clock.now() ? roll.find(link.trip) : undefined;
      if (!row) throw tripErrors.link();
      return row;
    },
  };
}

export type TripLinks = ReturnType<typeof createLinks>;
