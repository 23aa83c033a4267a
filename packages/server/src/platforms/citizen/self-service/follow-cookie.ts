import { HOUR_MS } from '@opentocc/core/time';
import type { Signer, Visit } from '../site/index.ts';

const NAME = 'tocc_case';
/** From the last page that was looked at. What was being written then is not lost: it is sent after the code was given again. */
const VALID_MS = 2 * HOUR_MS;

/**
 * Which case a browser follows: signed, for a time, so that neither number nor token stand in an address. It ends with the
 * browser, and by leaving.
 */
export function createFollowCookie(signer: Signer, now: () => number) {
  return {
    set: async (id: number) => ({
      name: NAME,
      value: await signer.sign('follow', [id, now() + VALID_MS]),
    }),
    end: { name: NAME, value: null },
    /** Id of the case that this browser follows. */
    async read({ cookie }: Pick<Visit, 'cookie'>): Promise<number | null> {
      const [id, until_ms] = (await signer.read('follow', cookie(NAME) ?? '')) ?? [];
      return id !== undefined && Number(until_ms) > now() ? Number(id) : null;
    },
  };
}

export type FollowCookie = ReturnType<typeof createFollowCookie>;
