import type { Language } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import { AppError } from '../../../kit/errors.ts';
import { type Change, type Changing, nextState } from './changing.ts';
import { type Checking, faultsOf } from './checking.ts';
import { columnsOf } from './entries.ts';
import { filingErrors } from './errors.ts';
import type { Author, EntryRow } from './model.ts';
import type { Firms } from './reach.ts';
import type { FilingRegister } from './register.ts';

export interface DecisionsDeps {
  readonly changing: Changing;
  readonly checking: Checking;
  readonly register: FilingRegister;
}

/** A sanction that follows from something else than an officer's page: a trip, a missed stop. */
export interface Suspension {
  readonly of: 'truck' | 'driver' | 'firm';
  readonly id: string;
  readonly reason: string;
  readonly by: Acting | Author;
  readonly until_ms: number | null;
}

export interface Sanction {
  readonly id: string;
  readonly version: number | null;
  readonly act: 'suspend' | 'reinstate' | 'remove';
  readonly reason: string;
  readonly until_ms: number | null;
}

export interface Decision {
  readonly id: string;
  readonly version: number;
  readonly approved: boolean;
  readonly reason: string;
}

/** What officers do: approve, send back, suspend, reinstate, remove. */
export function createDecisions({ changing, checking, register }: DecisionsDeps) {
  async function sanction(by: Author, firms: Firms, { id, version, act, reason, until_ms }: Sanction) {
    return changing.change(by, { id, version, firms }, (row) => {
      if (act === 'suspend' && until_ms !== null && until_ms <= by.at_ms) throw filingErrors.until();
      const done = ({ suspend: 'suspended', reinstate: 'reinstated', remove: 'removed' } as const)[act];
      const state = nextState(row, done);
      const sanctioned_by = act === 'reinstate' ? null : by.principal;
      const set = {
        ...{ state, reason: act === 'reinstate' ? '' : reason, sanctioned_by, ...decided(by) },
        suspended_until_ms: act === 'suspend' ? until_ms : null,
        // What is not on the list any more has nothing to amend.
        ...(act === 'remove' && { amendment: null }),
      };
      return { act: done, reason, set };
    });
  }

  function requireFaultless(row: EntryRow): void {
    const faults = faultsOf(checking.checkRow(row, true));
    if (faults) throw filingErrors.faults_now({ faults });
  }

  const decide = (by: Author, firms: Firms, { id, version, approved, reason }: Decision) =>
    changing.change(by, { id, version, firms }, async (row, queries) => {
      if (!approved && reason.length < 2) throw filingErrors.reason();
      const decide = row.amendment?.state === 'submitted' ? ofAmendment : ofEntry;
      const change = decide(row, by, approved, reason);
      // Who sends back what is their own takes nothing on the list.
      if (approved && (await queries.hasWritten(id, by.principal))) throw filingErrors.own_filing({ id });
      if (approved) requireFaultless(row);
      return change;
    });

  return {
    sanction,
    decide,
    /** Each by itself: what has faults, or was changed meanwhile, stays as it is, and it is said why. */
    async approveAll(by: Author, entries: readonly Pick<Decision, 'id' | 'version'>[], language: Language) {
      const approved: string[] = [];
      const refused: { id: string; reason: string }[] = [];
      for (const { id, version } of entries)
        try {
          await decide(by, null, { id, version, approved: true, reason: '' });
          approved.push(id);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          refused.push({ id, reason: error.in(language) });
        }
      return { approved, refused };
    },
    /** One that is suspended already stays as it is. @throws AppError when there is none, or it is not on the list */
    async suspend({ of, id, reason, by, until_ms }: Suspension): Promise<void> {
      const row = register.find(id);
      if (row?.kind !== of) throw filingErrors.unknown({ id });
      if (row.state === 'suspended') return;
      const author = 'session' in by ? changing.authorOf(by) : by;
      await sanction(author, null, { id, version: null, act: 'suspend', reason, until_ms });
      if ('session' in by) await changing.record(by, 'suspend', id, { reason, until_ms });
    },
    /** From the list, for good unless an appeal succeeds. @throws AppError when there is none, or it is not on the list */
    async remove({ of, id, reason, by }: Omit<Suspension, 'until_ms' | 'by'> & { readonly by: Author }) {
      const row = register.find(id);
      if (row?.kind !== of) throw filingErrors.unknown({ id });
      if (row.state === 'removed') return;
      await sanction(by, null, { id, version: null, act: 'remove', reason, until_ms: null });
    },
  };
}

export type Decisions = ReturnType<typeof createDecisions>;

const decided = ({ at_ms, actor }: Author) => ({ decided_ms: at_ms, decided_by: actor });

function ofEntry(row: EntryRow, by: Author, approved: boolean, reason: string): Change {
  const state = nextState(row, approved ? 'approved' : 'returned');
  const act = approved ? 'approved' : 'returned';
  return { act, reason, set: { state, reason: approved ? '' : reason, ...decided(by) } };
}

function ofAmendment(row: EntryRow, by: Author, approved: boolean, reason: string): Change {
  const amendment = row.amendment!;
  if (!approved)
    return {
      act: 'amendment_returned',
      reason,
      set: { amendment: { ...amendment, state: 'returned', reason }, ...decided(by) },
    };
  const { content, person, licence_index } = amendment;
  return {
    act: 'amendment_approved',
    reason,
    set: { content, person, licence_index, amendment: null, ...columnsOf(content), ...decided(by) },
  };
}
