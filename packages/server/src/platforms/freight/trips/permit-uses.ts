import type { RegimeBook } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { PermitPass, PermitUses, UseRefusal } from './door.ts';
import { isInForce } from './permits.ts';
import type { TripRegimes } from './ports.ts';
import { useRefusal } from './use-rules.ts';
import { type IssuedPermit, usesOf } from './use-store.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

type Where = Pick<PermitPass, 'place' | 'passage' | 'at_ms'>;

/** The one register of uses: whoever lets a truck through counts here, in the transaction in which that is written. */
export function createPermitUses({
  regimes,
  clock,
}: {
  readonly regimes: TripRegimes;
  readonly clock: Clock;
}): PermitUses {
  /** @returns the permit, and why it does not open the place; held until the transaction ends */
  async function look(tx: Db, pass: PermitPass) {
    const queries = usesOf(tx);
    const [found] = await queries.listIssued([pass.permit]);
    if (!found) return { found, uses: [], refusal: refused('unreadable') };
    await queries.hold(found.trip);
    const uses = await queries.listUses([found.trip]);
    return { found, uses, refusal: refusalOf(found, uses, pass) };
  }

  function refusalOf(
    found: IssuedPermit,
    uses: Parameters<typeof useRefusal>[1],
    pass: Where,
  ): UseRefusal | null {
    return (
      useRefusal(found.declared_trip, uses, pass) ??
      (pass.passage === 'in' ? endedRefusal(found, regimes.book(), pass.at_ms) : null)
    );
  }

  async function count(tx: Db, pass: PermitPass) {
    const { found, uses, refusal } = await look(tx, pass);
    if (found && refusal === null) {
      const { permit, place, passage, at_ms, by, plate } = pass;
      const nth = uses.filter((one) => one.place === place && one.passage === passage).length + 1;
      await usesOf(tx).addUse({ permit, place, passage, nth, at_ms, by, plate });
    }
    return { found, refusal };
  }

  return {
    async refusals(db, permits, where) {
      const queries = usesOf(db);
      const issued = await queries.listIssued(permits);
      const uses = await queries.listUses(issued.map(({ trip }) => trip));
      return new Map(
        issued.flatMap((one) => {
          const own = uses.filter(({ trip }) => trip === one.trip);
          const refusal = refusalOf(one, own, where);
          return refusal ? [[one.number, refusal] as const] : [];
        }),
      );
    },
    count: async (tx, pass) => (await count(tx, pass)).refusal,
    async settle(tx, pass) {
      const { found, refusal } = await count(tx, pass);
      if (!found || refusal === null) return refusal;
      await usesOf(tx).addDouble({ ...pass, ...refusal, found_ms: clock.now(), told_ms: null });
      return refusal;
    },
    takeDoubles: (tx, limit) => usesOf(tx).takeUntold(clock.now(), limit),
  };
}

/** Of one that was revoked, or whose time or regimes are over. */
function endedRefusal(
  { content, revoked_ms, cause }: IssuedPermit,
  book: RegimeBook,
  at_ms: number,
): UseRefusal | null {
  if (revoked_ms !== null && revoked_ms <= at_ms) {
    const { code, text } = refused('revoked');
    return { code, text: cause ?? text };
  }
  const isOver = at_ms >= content.to_ms || !content.regimes.every((regime) => isInForce(book, regime, at_ms));
  return isOver ? refused('over') : null;
}

const refused = (code: UseRefusal['code']): UseRefusal => ({ code, text: VERDICT_WORDS[code] });
