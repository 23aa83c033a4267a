import type {
  AttemptOutcome,
  Bilingual,
  CaseField,
  CaseType,
  RectificationState,
  VisitAnswers,
  VisitRule,
  VisitState,
  VisitWay,
} from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { Db } from '../../../kit/db.ts';
import type { CaseFacts } from '../cases/index.ts';

/** Who writes a row. */
export interface Author {
  readonly principal: string;
  readonly actor: string;
  readonly at_ms: number;
}

export const SYSTEM = { principal: 'system', actor: 'system' };
/** Who asked, as the record names them. */
export const CITIZEN = { principal: 'anonymous', actor: 'citizen' };

export const authorOf = ({ session }: Acting, at_ms: number): Author => ({
  ...{ principal: session.principal, actor: session.account, at_ms },
});

export interface DrawRow {
  readonly id: number;
  /** Cases closed within [from_ms, to_ms), whole days of the city. */
  readonly from_ms: number;
  readonly to_ms: number;
  readonly share: number;
  readonly list_hash: string;
  readonly commitment: string;
  /** Sealed from the commitment on. */
  readonly seed_sealed: string;
  readonly seed: string | null;
  readonly witness: string | null;
  readonly committed_ms: number;
  readonly committed_by: string;
  readonly revealed_ms: number | null;
  readonly revealed_by: string | null;
}

export interface DrawCaseRow {
  readonly draw: number;
  readonly case: number;
  readonly number: string;
  readonly type: CaseType;
  readonly unit: string | null;
  readonly rule: string | null;
}

/** A visit as it stands. What is of the case is as it was when the list was fixed. */
export interface VisitRow extends AnswerColumns {
  readonly id: number;
  readonly version: number;
  readonly draw: number;
  readonly case: number;
  readonly number: string;
  readonly title: string;
  readonly type: CaseType;
  readonly field: CaseField;
  readonly unit: string | null;
  readonly at_once: boolean;
  readonly closed_ms: number;
  /** Digest of the number; null without one. */
  readonly person: string | null;
  readonly asks_satisfaction: boolean;
  readonly satisfied_from: number;
  readonly attempts_most: number;
  readonly between_min: number;
  readonly link_days: number;
  readonly state: VisitState;
  readonly attempts: number;
  readonly next_ms: number | null;
  readonly claimed_by: string | null;
  readonly claimed_until_ms: number | null;
  /** `due`: the case is still to be opened again. */
  readonly reopening: 'none' | 'due' | 'done';
}

/** A visit that was answered, as figures see it. */
export type AnsweredVisit = Pick<
  VisitRow,
  'id' | 'case' | 'type' | 'field' | 'unit' | 'at_once' | 'state' | 'asks_satisfaction' | 'satisfied_from'
> &
  Pick<AnswerColumns, 'answered_ms' | 'satisfied'>;

/** What a visit says, as results add it up. */
export type SaidVisit = Pick<
  VisitRow,
  'type' | 'unit' | 'state' | 'answered' | 'handled' | 'asks_satisfaction' | 'satisfied' | 'satisfied_from'
>;

interface AnswerColumns {
  readonly answered: boolean | null;
  readonly handled: VisitAnswers['handled'] | null;
  readonly satisfied: number | null;
  readonly comment: string;
  readonly answered_ms: number | null;
  readonly answered_by: string | null;
  readonly way: VisitWay | null;
}

/** How a stratum of a draw stands: null for a case that a rule left out. */
export interface StratumCount {
  readonly draw: number;
  readonly type: DrawCaseRow['type'];
  readonly unit: string | null;
  readonly rule: string | null;
  readonly cases: number;
}

export interface AttemptRow extends Author {
  readonly visit: number;
  readonly way: VisitWay;
  readonly outcome: AttemptOutcome;
  readonly note: string;
}

export interface TokenRow {
  /** SHA-256 of the token, hex: the token itself is in the message and nowhere else. */
  readonly hash: string;
  readonly visit: number;
  readonly sent_ms: number;
  readonly expires_ms: number;
  readonly used_ms: number | null;
}

export interface RectificationRow {
  readonly id: number;
  readonly version: number;
  readonly visit: number;
  readonly case: number;
  readonly state: RectificationState;
  readonly unit: string | null;
  readonly owner: string | null;
  readonly began_ms: number;
  readonly due_ms: number | null;
  readonly done: string | null;
  readonly closed_ms: number | null;
}

/** A rectification as figures see it. */
export type BegunRectification = Pick<RectificationRow, 'case' | 'unit' | 'began_ms' | 'state'>;

export interface RectificationEntry extends Author {
  readonly rectification: number;
  readonly kind: 'began' | 'owned' | 'done' | 'back' | 'closed' | 'note';
  readonly text: string;
}

export type RuleRow = Omit<VisitRule, 'made_by' | 'made_ms'> & {
  readonly made_by: string;
  readonly made_ms: number;
};

/** What visits need of the cases. */
export interface VisitedCases {
  readonly facts: CaseFacts;
  /** Opens a case again; a case that is open already, or merged away, stays as it is. */
  reopen(id: number, reason: string): Promise<void>;
  /** A line on the timeline of the case, in the transaction of what it tells of. */
  note(tx: Db, id: number, text: Bilingual): Promise<void>;
  /** Whom to call, once it is on record who asked and why. */
  reveal(
    acting: Acting,
    id: number,
    reason: string,
  ): Promise<{ name: string; phone: string | null; email: string | null }>;
  /** Leaves a message for who asked, by the way on which they can be reached; false where there is none. */
  tell(
    tx: Db,
    id: number,
    key: string,
    message: { readonly subject: Bilingual; readonly text: Bilingual },
  ): Promise<boolean>;
}

/** Whether an answer speaks of somebody who is not content: it was not answered, not handled, or the mark is too low. */
export function isBad(
  { answered, handled, satisfied }: Pick<VisitAnswers, 'answered' | 'handled' | 'satisfied'>,
  { asks_satisfaction, satisfied_from }: Pick<VisitRow, 'asks_satisfaction' | 'satisfied_from'>,
): boolean {
  const isLow = asks_satisfaction && satisfied !== null && satisfied < satisfied_from;
  return !answered || isLow || (asks_satisfaction && handled === 'no');
}

/** Of nobody. */
export const FREE = { claimed_by: null, claimed_until_ms: null };
