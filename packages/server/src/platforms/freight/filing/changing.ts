import type { Bilingual, FilingAct } from '@opentocc/contract';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { filingErrors } from './errors.ts';
import { type Author, type EntryRow, stateAfter, type Transition } from './model.ts';
import { type Firms, reaches } from './reach.ts';
import type { FilingRegister } from './register.ts';
import type { FilingQueries, FilingStore } from './store.ts';
import { STATE_WORDS } from './words.ts';

export interface ChangingDeps {
  readonly store: FilingStore;
  readonly register: FilingRegister;
  readonly clock: Clock;
  readonly audit: AuditSink;
}

export interface Seen {
  readonly id: string;
  /** The version that was seen; null where it does not matter. */
  readonly version: number | null;
  readonly firms: Firms;
}

/** What becomes of an entry. */
export interface Change {
  readonly act: FilingAct;
  readonly reason?: string;
  readonly set: Partial<EntryRow>;
  /** What is written with it, or not at all. */
  within?(queries: FilingQueries): Promise<void>;
}

/** The one way in which an entry is changed: its row held, the version compared; row and event written in one transaction. */
export function createChanging({ store, register, clock, audit }: ChangingDeps) {
  async function change(
    by: Author,
    { id, version, firms }: Seen,
    work: (row: EntryRow, queries: FilingQueries) => Change | Promise<Change>,
  ): Promise<{ before: EntryRow; after: EntryRow }> {
    const changed = await store
      .transaction(async (tx) => {
        const queries = store.of(tx);
        const row = checked(await queries.hold(id), id, version, firms);
        const { act, reason = '', set, within } = await work(row, queries);
        const after: EntryRow = { ...row, ...set, version: row.version + 1 };
        await queries.save(after);
        const content = set.content ?? set.amendment?.content ?? null;
        await queries.addEvents([{ entry: id, version: after.version, ...by, act, reason, content }]);
        await within?.(queries);
        return { before: row, after };
      })
      .catch(refuseHeld);
    register.put(changed.after);
    return changed;
  }

  return {
    change,
    authorOf: ({ session }: Acting): Author => ({
      ...{ principal: session.principal, actor: session.account, at_ms: clock.now() },
    }),
    record({ session, address }: Acting, action: string, id: string, detail: Record<string, Json> = {}) {
      const { principal, account: actor } = session;
      const target = `filing:${id}`;
      return audit.record({
        principal,
        actor,
        address,
        action: `filing.${action}`,
        target,
        result: 'done',
        detail,
      });
    },
  };
}

export type Changing = ReturnType<typeof createChanging>;

/** @throws AppError when it is unknown or out of reach, a port, or was changed meanwhile */
function checked(row: EntryRow | undefined, id: string, version: number | null, firms: Firms): EntryRow {
  // Somebody else's is as unknown as what does not exist: codes are short enough to be tried.
  if (!row || !reaches(firms, row)) throw filingErrors.unknown({ id });
  if (row.content.kind === 'place' && row.content.place === 'port') throw filingErrors.port();
  if (version !== null && row.version !== version)
    throw filingErrors.changed({ id, now: row.version, seen: version });
  return row;
}

const ACT_WORDS: Readonly<Record<Transition, Bilingual>> = {
  submitted: { zh: '提交', en: 'handed in' },
  withdrawn: { zh: '撤回', en: 'taken back' },
  approved: { zh: '通过', en: 'approved' },
  returned: { zh: '退回', en: 'sent back' },
  suspended: { zh: '暂停', en: 'suspended' },
  reinstated: { zh: '恢复', en: 'reinstated' },
  removed: { zh: '移出', en: 'removed' },
  appeal_granted: { zh: '恢复', en: 'reinstated' },
};

/** The state that an act leads to. @throws AppError when it cannot be done in the state that it is in */
export function nextState({ id, state }: EntryRow, act: Transition): EntryRow['state'] {
  const next = stateAfter(act, state);
  if (next === undefined) throw filingErrors.state({ id, state: STATE_WORDS[state], act: ACT_WORDS[act] });
  return next;
}

/** Two approvals of one plate at the same instant: the index of the database lets one through. */
export function refuseHeld(error: unknown): never {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  if (code === '23505' && String(constraint).startsWith('filing_entry_')) throw filingErrors.held();
  throw error;
}
