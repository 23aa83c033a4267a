import { HOUR_MS } from '@opentocc/core/time';
import type { SetCookie, Signer, Visit } from '../site/index.ts';

/** From the last page that was looked at. What was being written then is not lost: it is sent after the code was given again. */
const VALID_MS = 2 * HOUR_MS;

/**
 * Which case a browser follows, and which receipt: signed, for a time, so that neither number nor token stand in an address.
 * They end with the browser, and by leaving.
 */
export function createFollowCookies(signer: Signer, now: () => number) {
  return {
    case: createFollowCookie('tocc_case', 'follow', signer, now),
    held: createFollowCookie('tocc_held', 'follow-held', signer, now),
  };
}

export type FollowCookies = ReturnType<typeof createFollowCookies>;

function createFollowCookie(name: string, purpose: string, signer: Signer, now: () => number) {
  return {
    set: async (id: number): Promise<SetCookie> => ({
      name,
      value: await signer.sign(purpose, [id, now() + VALID_MS]),
    }),
    end: { name, value: null } satisfies SetCookie,
    /** Id of what this browser follows. */
    async read({ cookie }: Pick<Visit, 'cookie'>): Promise<number | null> {
      const [id, until_ms] = (await signer.read(purpose, cookie(name) ?? '')) ?? [];
      return id !== undefined && Number(until_ms) > now() ? Number(id) : null;
    },
  };
}
