import type {
  AnswerBy,
  CaseCard,
  CaseChannel,
  CaseEntryKind,
  CaseField,
  CaseLink,
  CasePlace,
  CaseState,
  CaseSupervision,
  CaseType,
  MeantParty,
  NewAsker,
  OutsideCase,
} from '@opentocc/contract';

/** A case as it comes in, by whichever way: the one shape that every way in fills. */
export interface TakenCase {
  readonly channel: CaseChannel;
  /** What it is called outside ("mail:<message id>", "12345:SZ2026…"): the same channel and key is the same case. */
  readonly key: string;
  /** What is left out is what the text speaks for. */
  readonly type?: CaseType;
  readonly category?: string;
  readonly title?: string;
  readonly text: string;
  readonly asker: NewAsker;
  readonly place?: CasePlace;
  readonly meant?: MeantParty | null;
  readonly links?: readonly CaseLink[];
  /** When it came in, where that was earlier than now: a letter, a mail, a transfer. */
  readonly received_ms?: number;
  /** Looked at and cleaned, and stored in the transaction of the case, or with it not at all. */
  readonly attachments?: readonly TakenFile[];
  /** The number and due time that another hotline gave it. */
  readonly outside?: { readonly system: string; readonly number: string; readonly due_ms: number | null };
  /** The call that it came by. */
  readonly call?: string | null;
}

export interface TakenFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly note?: string;
}

/** What became of a case that was taken. */
export interface Taken {
  readonly id: number;
  readonly number: string;
  /** False where the same channel and key had made it before: nothing was written. */
  readonly is_new: boolean;
}

/** A case as it stands; what led there is the timeline. */
export interface CaseFactsRow {
  readonly number: string;
  readonly state: CaseState;
  readonly type: CaseType;
  readonly field: CaseField;
  readonly category: string;
  readonly channel: CaseChannel;
  readonly key: string;
  readonly title: string;
  /** As it may be read; of who asks for secrecy without names and numbers. */
  readonly text: string;
  readonly place: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly district: string | null;
  readonly meant: MeantParty | null;
  readonly outside: OutsideCase | null;
  readonly call: string | null;
  readonly secret: boolean;
  readonly answer_by: AnswerBy;
  readonly received_ms: number;
  readonly unit: string | null;
  readonly dispatched_ms: number | null;
  readonly accepted_ms: number | null;
  readonly answered_ms: number | null;
  readonly closed_ms: number | null;
  readonly at_once: boolean;
  readonly supervision: CaseSupervision;
  readonly card: CaseCard;
  readonly round: number;
  readonly dispatches: number;
  readonly reworks: number;
  readonly returns: number;
  readonly requests: number;
  readonly referred_to: string | null;
  readonly merged_into: number | null;
  readonly cluster: number | null;
  /** What is due next of its clocks, as of the last change: it does not depend on the time of the reader. */
  readonly clock: string | null;
  readonly due_ms: number | null;
  readonly soon_ms: number | null;
}

export interface CaseRow extends CaseFactsRow {
  readonly id: number;
  readonly version: number;
}

/** A new row of the timeline. */
export interface NewEntry {
  readonly kind: CaseEntryKind;
  readonly zh: string;
  readonly en: string;
  readonly detail?: Record<string, unknown>;
}

/** Who writes a row. */
export interface Author {
  readonly principal: string;
  readonly actor: string;
  readonly at_ms: number;
}

export const OPEN_STATES: readonly CaseState[] = ['received', 'dispatched', 'answered'];
export const isOpen = ({ state, merged_into }: Pick<CaseRow, 'state' | 'merged_into'>): boolean =>
  merged_into === null && OPEN_STATES.includes(state);

/** What may be done with a case in a state; who may do it is a question of rights. */
const ACTS = {
  received: ['answer', 'dispatch', 'refer', 'withdraw'],
  dispatched: ['accept', 'answer', 'dispatch', 'refer', 'withdraw', 'request', 'supervise'],
  answered: ['close', 'rework'],
  closed: ['reopen', 'archive'],
  archived: ['reopen'],
  referred: ['reopen'],
  withdrawn: ['reopen'],
} as const satisfies Record<CaseState, readonly string[]>;
export type CaseAct = (typeof ACTS)[CaseState][number];

export function actsOf({ state, merged_into }: Pick<CaseRow, 'state' | 'merged_into'>): readonly CaseAct[] {
  return merged_into === null ? ACTS[state] : [];
}
