import type { BaseState, Preparation, Question, RunOutcome } from './model.ts';
import type { Failure, WorkerReply, WorkerTask } from './protocol.ts';
import type { Queued } from './study-queue.ts';

/** A study to be run. */
export interface StudyJob extends Queued {
  readonly state: BaseState;
  readonly question: Question;
  /** Hears what becomes of it; nothing more after its end. */
  hear(event: StudyEvent): void;
}

export type StudyEvent =
  | { readonly type: 'started' }
  | { readonly type: 'prepared'; readonly preparation: Preparation; readonly runs: number }
  | { readonly type: 'outcome'; readonly outcome: RunOutcome }
  | { readonly type: 'done' }
  | ({ readonly type: 'failed' } & Failure);

/** A thread that simulates. */
export interface SimulationThread {
  postMessage(task: WorkerTask): void;
  onMessage(hear: (reply: WorkerReply) => void): void;
  onError(hear: (error: unknown) => void): void;
  terminate(): Promise<unknown>;
}
