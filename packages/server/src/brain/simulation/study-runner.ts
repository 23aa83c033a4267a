import { invariant } from '../../kit/errors.ts';
import type { Logger } from '../../kit/log.ts';
import type { BaseState, Preparation, Question, RunOutcome } from './model.ts';
import type { Run, WorkerReply, WorkerTask } from './protocol.ts';
import { type Queued, StudyQueue } from './study-queue.ts';

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
  | { readonly type: 'failed'; readonly reason: string };

/** A thread that simulates. */
export interface SimulationThread {
  postMessage(task: WorkerTask): void;
  onMessage(hear: (reply: WorkerReply) => void): void;
  onError(hear: (error: unknown) => void): void;
  terminate(): Promise<unknown>;
}

interface Deps {
  readonly threads: number;
  readonly log: Logger;
  startThread(): SimulationThread;
}

interface Current {
  readonly job: StudyJob;
  /** Undefined until an area is prepared. */
  runs: Run[] | undefined;
  /** Runs that are under way or to come. */
  left: number;
}

/**
 * Runs studies on a few threads, one study after the other, each on all threads, so that the first answer comes soonest.
 * Threads start with the first study; one that fails takes its study with it and is replaced.
 */
export class StudyRunner {
  readonly #deps: Deps;
  readonly #queue = new StudyQueue<StudyJob>();
  /** Threads, and the study whose task each works on; null while it is idle. */
  readonly #threads: { thread: SimulationThread; busy: number | null }[] = [];
  #current: Current | null = null;
  #isClosed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get waiting(): number {
    return this.#queue.length;
  }

  submit(job: StudyJob): void {
    this.#queue.add(job);
    this.#goOn();
  }

  /** How many studies run before this one; 0 for the one that runs. */
  ahead(study: number): number {
    if (this.#current?.job.study === study) return 0;
    return this.#queue.ahead(study) + (this.#current ? 1 : 0);
  }

  /** Gives a study up; what of it is under way ends unheard. */
  cancel(study: number): void {
    if (this.#queue.remove(study) || this.#current?.job.study !== study) return;
    this.#current = null;
    this.#goOn();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#current = null;
    await Promise.all(this.#threads.splice(0).map(({ thread }) => thread.terminate()));
  }

  /** Takes the next study when none runs, and gives every idle thread work. */
  #goOn(): void {
    if (this.#isClosed) return;
    if (!this.#current) {
      const job = this.#queue.next();
      if (!job) return;
      this.#current = { job, runs: undefined, left: 0 };
      job.hear({ type: 'started' });
    }
    while (this.#threads.length < this.#deps.threads) this.#addThread();
    for (let i = 0; i < this.#threads.length; i++) if (this.#threads[i].busy === null) this.#feed(i);
  }

  /** Until an area is prepared every thread prepares it: it is the same on all, and each needs it. */
  #feed(place: number): void {
    const { job, runs } = this.#current ?? {};
    if (!job) return;
    const run = runs === undefined ? null : runs.shift();
    if (run === undefined) return;
    const { study, state, question } = job;
    this.#threads[place].busy = study;
    this.#threads[place].thread.postMessage({ study, state, question, run });
  }

  #addThread(): void {
    const thread = this.#deps.startThread();
    const own = { thread, busy: null as number | null };
    this.#threads.push(own);
    thread.onMessage((reply) => {
      const study = own.busy;
      own.busy = null;
      if (study !== null && study === this.#current?.job.study) this.#hear(this.#current, reply);
      this.#goOn();
    });
    thread.onError((error) => {
      const place = this.#threads.indexOf(own);
      if (place >= 0) this.#threads.splice(place, 1);
      if (!this.#isClosed) this.#deps.log.error({ err: error }, 'a thread that simulates ended');
      if (own.busy !== null && own.busy === this.#current?.job.study)
        this.#end({ type: 'failed', reason: String(error) });
    });
  }

  #hear(current: Current, reply: WorkerReply): void {
    if ('failed' in reply) this.#end({ type: 'failed', reason: reply.failed });
    else if ('preparation' in reply) this.#hearPrepared(current, reply.preparation);
    else {
      current.left--;
      current.job.hear({ type: 'outcome', outcome: reply.outcome });
      if (current.left === 0) this.#end({ type: 'done' });
    }
  }

  #hearPrepared(current: Current, preparation: Preparation): void {
    if (current.runs !== undefined) return;
    current.runs = runsOf(preparation, current.job.question);
    current.left = current.runs.length;
    current.job.hear({ type: 'prepared', preparation, runs: current.left });
  }

  #end(event: StudyEvent): void {
    invariant(this.#current, 'a study runs that ends');
    const { job } = this.#current;
    this.#current = null;
    job.hear(event);
    this.#goOn();
  }
}

/** All scenarios with the first seed come before any with the second: the first picture is of all. */
function runsOf({ kinds }: Preparation, { seeds }: Question): Run[] {
  return Array.from({ length: seeds }, (_, i) => kinds.map((kind) => ({ kind, seed: i + 1 }))).flat();
}
