import type { Obligation, Session } from '@opentocc/contract';
import type { Sources } from './service.ts';

/** Within how long people decide on a terminal. Assumed (2026-11-27): a vehicle without data for a day is noticed. */
const DECIDE_WITHIN_MS = 24 * 3_600_000;

/** Terminals that wait for a decision: those not let in yet, and those that report another plate or device. */
export function createSourceObligations(sources: Pick<Sources, 'listPending' | 'listMismatches'>) {
  return async ({ permissions }: Session): Promise<Obligation[]> => {
    if (!permissions.includes('sources:read')) return [];
    const [waiting, differing] = [sources.listPending(), sources.listMismatches()];
    return [
      ...together('pending', waiting, {
        title: { zh: '审批待接入终端', en: 'Decide on terminals that wait' },
        why: {
          zh: `${waiting.length} 台终端请求接入，尚未登记`,
          en: `${waiting.length} terminals that are not registered ask to be let in`,
        },
      }),
      ...together('mismatches', differing, {
        title: { zh: '核对登记不符的终端', en: 'Settle terminals that do not match the registry' },
        why: {
          zh: `${differing.length} 台终端所报车牌或设备与登记不符`,
          en: `${differing.length} terminals report another plate or device than the registry`,
        },
      }),
    ];
  };
}

/** One obligation for all of a list, as old as the one that waits longest. */
function together(
  what: string,
  terminals: readonly { readonly first_seen_ms: number }[],
  words: Pick<Obligation, 'title' | 'why'>,
): Obligation[] {
  if (terminals.length === 0) return [];
  const since_ms = terminals.reduce(
    (first, one) => Math.min(first, one.first_seen_ms),
    Number.MAX_SAFE_INTEGER,
  );
  return [
    {
      ...words,
      key: `sources/${what}`,
      module: 'sources',
      owner: { kind: 'unit', unit: null, permission: 'sources:approve' },
      count: terminals.length,
      since_ms,
      due_ms: since_ms + DECIDE_WITHIN_MS,
      opens: '/sources',
    },
  ];
}
