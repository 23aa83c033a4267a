import type { Bilingual } from '@opentocc/contract';
import type { BaseState, Preparation, Question, RunOutcome } from './model.ts';
import type { PackedArea } from './packed-area.ts';

/** One run of one scenario. */
export interface Run {
  /** Of the scenario. */
  readonly key: string;
  readonly seed: number;
}

/** To prepare the area of a study, or to run one of its scenarios. */
export type WorkerTask =
  | { readonly study: number; readonly state: BaseState; readonly question: Question; readonly run: null }
  | {
      readonly study: number;
      readonly question: Question;
      readonly run: Run;
      /** Comes with the first run of a study that a thread did not prepare itself. */
      readonly prepared: PackedArea | null;
    };

export type WorkerReply =
  | { readonly preparation: Preparation; readonly prepared: PackedArea }
  | { readonly outcome: RunOutcome }
  | { readonly failed: Failure };

/** Why a study cannot be run to its end. */
export interface Failure {
  /** For the log. */
  readonly reason: string;
  /** For who asked, who can ask otherwise; null where that would not help. */
  readonly says: Bilingual | null;
}
