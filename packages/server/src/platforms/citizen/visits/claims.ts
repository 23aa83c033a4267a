import { MINUTE_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { FREE, type VisitedCases, type VisitRow } from './model.ts';
import type { VisitStore } from './store.ts';

/** How long a visit is an agent's before another one may call. */
const CLAIM_MS = 20 * MINUTE_MS;

export interface ClaimsDeps {
  readonly store: VisitStore;
  readonly clock: Clock;
  readonly cases: Pick<VisitedCases, 'facts'>;
}

/** Gives agents the visits that they are to call, one at a time. */
export function createClaims({ store, clock, cases }: ClaimsDeps) {
  /** The one that the agent has, or the next one that nobody has; null where none waits. */
  async function claim(acting: Acting): Promise<number | null> {
    const { principal } = acting.session;
    for (;;) {
      const found = await store.transaction(async (tx) => {
        const queries = store.of(tx);
        const now_ms = clock.now();
        await queries.endClaims(now_ms);
        const mine = await queries.claimedBy(principal, now_ms);
        const row = mine ?? (await queries.holdNext(now_ms));
        if (!row) return null;
        if (mine) return mine;
        const claimed_until_ms = now_ms + CLAIM_MS;
        await queries.save({ ...row, claimed_by: principal, claimed_until_ms });
        return row;
      });
      if (!found || !(await dropIfOpen(found))) return found?.id ?? null;
    }
  }

  /** A case that was opened again meanwhile is not asked about: what is asked about is not done. @returns whether it was */
  async function dropIfOpen({ id, case: of }: VisitRow): Promise<boolean> {
    const [fact] = await cases.facts.of([of]);
    if (fact && (fact.state === 'closed' || fact.state === 'archived')) return false;
    await store.transaction(async (tx) => {
      const row = await store.of(tx).hold(id);
      if (row?.state === 'waiting') await store.of(tx).save({ ...row, ...FREE, state: 'dropped' });
    });
    return true;
  }

  return { claim };
}
