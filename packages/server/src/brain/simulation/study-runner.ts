import { invariant } from '../../kit/errors.ts';
import type { Logger } from '../../kit/log.ts';
import { after } from '../../kit/unattended.ts';
import { simulationErrors } from './errors.ts';
import { failureOf } from './failure.ts';
import type { Preparation, Question } from './model.ts';
import type { PackedArea } from './packed-area.ts';
import type { Run, WorkerReply } from './protocol.ts';
import type { SimulationThread, StudyEvent, StudyJob } from './study-job.ts';
import { StudyQueue } from './study-queue.ts';

interface Deps {
  readonly threads: number;
  readonly log: Logger;
  startThread(): SimulationThread;
}

interface Current {
  readonly job: StudyJob;
  /** Undefined until the area is prepared. */
  prepared: PackedArea | undefined;
  /** Runs that no thread has taken yet. */
  runs: Run[];
  /** Runs that are under way or to come. */
  left: number;
  readonly deadline: NodeJS.Timeout;
}

/** A study that is not over by then never will be, and would hold up all others. Assumed, 2026-11-27: ten times the slowest seen. */
const MOST_MS = 15 * 60_000;

interface Place {
  readonly thread: SimulationThread;
  /** The study that it works on; null while it is idle. */
  busy: number | null;
  /** The study whose area it has. */
  has: number | null;
}

/**
 * Runs studies on a few threads, one study after the other, each on all threads, so that the first answer comes soonest.
 * One thread that fails takes its study with it and is replaced.
 */
export class StudyRunner {
  readonly #deps: Deps;
  readonly #queue = new StudyQueue<StudyJob>();
  readonly #threads: Place[] = [];
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
    this.#letGo();
    this.#goOn();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#letGo();
    await Promise.all(this.#threads.splice(0).map(({ thread }) => thread.terminate()));
  }

  /** Takes the next study when none runs, and gives every idle thread work. */
  #goOn(): void {
    if (this.#isClosed) return;
    if (!this.#current) {
      const job = this.#queue.next();
      if (!job) return;
      const deadline = after(MOST_MS, this.#deps.log, 'a study takes too long', () => this.#expire());
      this.#current = { job, prepared: undefined, runs: [], left: 0, deadline };
      job.hear({ type: 'started' });
    }
    this.start();
    for (const place of this.#threads) if (place.busy === null) this.#feed(place);
  }

  /** One thread prepares the area; the others have it from that one, since it costs less to move than to make. */
  #feed(place: Place): void {
    if (!this.#current) return;
    const { job, prepared, runs } = this.#current;
    const { study, state, question } = job;
    if (!prepared) {
      if (this.#threads.some(({ busy }) => busy === study)) return;
      place.thread.postMessage({ study, state, question, run: null });
    } else {
      const run = runs.shift();
      if (!run) return;
      place.thread.postMessage({ study, question, run, prepared: place.has === study ? null : prepared });
    }
    place.busy = study;
    place.has = study;
  }

  /** Starts the threads before the first study, which would wait for them. */
  start(): void {
    while (this.#threads.length < this.#deps.threads) this.#addThread();
  }

  #addThread(): void {
    const thread = this.#deps.startThread();
    const own: Place = { thread, busy: null, has: null };
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
        this.#end({ type: 'failed', ...failureOf(error) });
      // Its study may have been given up: the one that runs now waited for this thread.
      else this.#goOn();
    });
  }

  /** Threads that are busy may never answer again: they are replaced. */
  #expire(): void {
    const stuck = this.#threads.filter(({ busy }) => busy !== null);
    for (const own of stuck) {
      this.#threads.splice(this.#threads.indexOf(own), 1);
      own.thread.terminate().catch((err: unknown) => this.#deps.log.error({ err }, 'a thread did not end'));
    }
    this.#end({ type: 'failed', ...failureOf(simulationErrors.too_long({ minutes: MOST_MS / 60_000 })) });
  }

  #hear(current: Current, reply: WorkerReply): void {
    if ('failed' in reply) this.#end({ type: 'failed', ...reply.failed });
    else if ('preparation' in reply) this.#hearPrepared(current, reply.preparation, reply.prepared);
    else {
      current.left--;
      current.job.hear({ type: 'outcome', outcome: reply.outcome });
      if (current.left === 0) this.#end({ type: 'done' });
    }
  }

  #hearPrepared(current: Current, preparation: Preparation, prepared: PackedArea): void {
    current.prepared = prepared;
    current.runs = runsOf(preparation, current.job.question);
    current.left = current.runs.length;
    current.job.hear({ type: 'prepared', preparation, runs: current.left });
  }

  #end(event: StudyEvent): void {
    invariant(this.#current, 'a study runs that ends');
    const { job } = this.#current;
    this.#letGo();
    job.hear(event);
    this.#goOn();
  }

  #letGo(): void {
    clearTimeout(this.#current?.deadline);
    this.#current = null;
  }
}

/** All scenarios with the first seed come before any with the second: the first picture is of all. */
function runsOf({ scenarios }: Preparation, { seeds }: Question): Run[] {
  return Array.from({ length: seeds }, (_, i) => scenarios.map(({ key }) => ({ key, seed: i + 1 }))).flat();
}
