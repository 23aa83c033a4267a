import type { BaseState, Preparation, Question, RunOutcome, ScenarioKind } from './model.ts';

/** One run of one scenario. */
export interface Run {
  readonly kind: ScenarioKind;
  readonly seed: number;
}

export interface WorkerTask {
  readonly study: number;
  readonly state: BaseState;
  readonly question: Question;
  /** Null to prepare the area alone. */
  readonly run: Run | null;
}

export type WorkerReply =
  | { readonly preparation: Preparation }
  | { readonly outcome: RunOutcome }
  | { readonly failed: string };
