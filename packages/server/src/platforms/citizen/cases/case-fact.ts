import type { AnswerBy, Bilingual, CaseChannel, CaseField, CaseState, CaseType } from '@opentocc/contract';

/** How a clock of a case stands, without why: what figures count. */
export interface ClockFact {
  readonly due_ms: number | null;
  readonly finished_ms: number | null;
  readonly withdrawn: boolean;
}

/** A case as visits, reviews and figures see it: nothing of who asks but a digest by which two are known to be one person. */
export interface CaseFact {
  readonly id: number;
  readonly number: string;
  readonly version: number;
  readonly state: CaseState;
  readonly type: CaseType;
  readonly field: CaseField;
  readonly category: string;
  readonly channel: CaseChannel;
  readonly title: string;
  readonly district: string | null;
  /** Who has to answer or, where it was opened again since, who answered last; null for the hotline itself. */
  readonly unit: string | null;
  readonly received_ms: number;
  /** When it was answered first, whatever became of that answer. */
  readonly first_answered_ms: number | null;
  readonly closed_ms: number | null;
  /** Whether its first answer was given by the hotline itself, without a unit. */
  readonly at_once: boolean;
  readonly dispatches: number;
  readonly returns: number;
  readonly reworks: number;
  readonly round: number;
  readonly merged_into: number | null;
  readonly answer_by: AnswerBy;
  /** Whether there is a number or an address by which who asked can be reached. */
  readonly reachable: boolean;
  /** Digest of the number; null without one. */
  readonly person: string | null;
  /** Account of who took it; empty where it came in by a machine: the site, mail, another hotline. */
  readonly taken_by: string;
  /** Account of who answered first. */
  readonly answered_by: string | null;
}

/** Clocks of the first round: later ones begin with a reopening and are counted as such. */
export interface CaseClockFacts {
  readonly answer: ClockFact | null;
  readonly closing: ClockFact | null;
}

/** What visits, reviews and figures need of the cases. */
export interface CaseFacts {
  /** Closed within [from_ms, to_ms) and not opened again since. */
  closedBetween(from_ms: number, to_ms: number): Promise<CaseFact[]>;
  /** Answered for the first time within [from_ms, to_ms). */
  answeredBetween(from_ms: number, to_ms: number): Promise<CaseFact[]>;
  of(ids: readonly number[]): Promise<CaseFact[]>;
  clocksOf(ids: readonly number[]): Promise<ReadonlyMap<number, CaseClockFacts>>;
  /** Names of units by code. */
  unitNames(): Promise<ReadonlyMap<string, Bilingual>>;
}
