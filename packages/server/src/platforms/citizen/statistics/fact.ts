import type { CaseField, CaseType } from '@opentocc/contract';

/** What figures count of a case, and what it is called. */
export interface FactRow {
  readonly case: number;
  readonly version: number;
  readonly number: string;
  readonly title: string;
  readonly type: CaseType;
  readonly field: CaseField;
  readonly unit: string | null;
  readonly district: string | null;
  /** Account of the agent who took it; empty where nobody did. */
  readonly taken_by: string;
  readonly answered_by: string | null;
  readonly received_ms: number;
  readonly closed_ms: number | null;
  readonly at_once: boolean;
  readonly is_answered: boolean;
  readonly dispatches: number;
  readonly returns: number;
  readonly reworks: number;
  readonly is_open: boolean;
  /** Merged, withdrawn or referred: answered elsewhere or not at all, and counted there or nowhere. */
  readonly is_left_out: boolean;
  readonly answer_due_ms: number | null;
  readonly answer_finished_ms: number | null;
  readonly closing_due_ms: number | null;
  readonly closing_finished_ms: number | null;
}

/** What figures count of a case. */
export type Fact = Omit<FactRow, 'number' | 'title' | 'closed_ms' | 'is_open'>;
