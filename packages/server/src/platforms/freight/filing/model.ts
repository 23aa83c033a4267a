import type {
  FiledKind,
  FilingAct,
  FilingContent,
  FilingPhoto,
  FilingStanding,
  FilingState,
} from '@opentocc/contract';
import { cityDay } from '../../../kit/clock.ts';

/** An entry as it is stored; personal data in its content is masked. */
export interface EntryRow {
  readonly id: string;
  readonly version: number;
  readonly kind: FiledKind;
  readonly firm: string | null;
  readonly title: string;
  readonly state: FilingState;
  readonly reason: string;
  readonly content: FilingContent;
  /** Version in which its personal data was written; null where it has none. */
  readonly person: number | null;
  readonly amendment: Amendment | null;
  readonly until: string | null;
  readonly plate: string | null;
  readonly plate_abroad: string | null;
  readonly terminal: string | null;
  readonly licence_index: string | null;
  readonly place: Circle | null;
  readonly suspended_until_ms: number | null;
  /** Principal who suspended or removed it: somebody else decides an appeal. */
  readonly sanctioned_by: string | null;
  readonly filed_ms: number;
  readonly filed_by: string;
  readonly submitted_ms: number | null;
  readonly decided_ms: number | null;
  readonly decided_by: string | null;
  readonly appeal_due_ms: number | null;
}

/** A change of what is approved, beside it until it is decided. */
export interface Amendment {
  readonly state: 'submitted' | 'returned';
  readonly content: FilingContent;
  readonly person: number | null;
  readonly licence_index: string | null;
  readonly reason: string;
}

export interface Circle {
  readonly lon: number;
  readonly lat: number;
  readonly radius_m: number;
}

export interface EventRow {
  readonly id: number;
  readonly entry: string;
  readonly version: number;
  readonly at_ms: number;
  readonly principal: string;
  readonly actor: string;
  readonly act: FilingAct;
  readonly reason: string;
  readonly content: FilingContent | null;
}

export interface AppealRow {
  readonly id: number;
  readonly entry: string;
  readonly against: 'suspended' | 'removed';
  readonly sanctioned_by: string;
  readonly text: string;
  readonly at_ms: number;
  readonly principal: string;
  readonly actor: string;
  readonly due_ms: number;
  readonly granted: boolean | null;
  readonly decided_ms: number | null;
  readonly decided_by: string | null;
  readonly reason: string;
}

export interface PhotoRow extends Omit<FilingPhoto, 'by'> {
  readonly entry: string;
  readonly hash: string;
  readonly actor: string;
}

/** Who writes. */
export interface Author {
  readonly principal: string;
  readonly actor: string;
  readonly at_ms: number;
}

/** What may be done to an entry in each state, and the state that follows. */
export const TRANSITIONS = {
  submitted: { draft: 'submitted', returned: 'submitted' },
  withdrawn: { submitted: 'draft' },
  approved: { submitted: 'approved' },
  returned: { submitted: 'returned' },
  suspended: { approved: 'suspended' },
  reinstated: { suspended: 'approved' },
  removed: { approved: 'removed', suspended: 'removed', draft: 'removed', returned: 'removed' },
  appeal_granted: { suspended: 'approved', removed: 'approved' },
} as const satisfies Partial<Record<FilingAct, Partial<Record<FilingState, FilingState>>>>;
export type Transition = keyof typeof TRANSITIONS;

/** The state that an act leads to; undefined where it cannot be done. */
export const stateAfter = (act: Transition, state: FilingState): FilingState | undefined =>
  (TRANSITIONS[act] as Partial<Record<FilingState, FilingState>>)[state];

/** What is on the list: it holds its plate, its terminal, its driver. */
export const isListed = ({ state }: Pick<EntryRow, 'state'>): boolean =>
  state === 'approved' || state === 'suspended';

/** What an entry is worth at an instant: state and documents together. A document holds until the end of its last day. */
export function standingOf(
  { state, until, suspended_until_ms }: Pick<EntryRow, 'state' | 'until' | 'suspended_until_ms'>,
  now_ms: number,
): FilingStanding {
  if (state === 'removed') return 'removed';
  const isSuspended = state === 'suspended' && (suspended_until_ms === null || suspended_until_ms > now_ms);
  if (isSuspended) return 'suspended';
  if (state !== 'approved' && state !== 'suspended') return 'not_approved';
  return until !== null && until < cityDay(now_ms) ? 'expired' : 'in_order';
}
