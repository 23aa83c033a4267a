import { setImmediate as breathe } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { MINUTE_MS } from '@opentocc/core/time';
import { after, type ErrorLog, guarded } from '../../../kit/unattended.ts';
import { startWorker } from '../../../kit/worker.ts';
import type { CaseExample, ExampleStore } from '../cases/index.ts';
import type { ClassExample, LearnStart } from './model.ts';
import type { FromLearning, PackedLearned, ToLearning } from './protocol.ts';

/** The thread in which a model is trained. */
export interface LearningThread {
  postMessage(message: ToLearning): void;
  onMessage(hear: (reply: FromLearning) => void): void;
  onError(hear: (error: Error) => void): void;
  terminate(): Promise<unknown>;
}

export interface TrainingDeps {
  readonly log: ErrorLog;
  readonly examples: Pick<ExampleStore, 'list'>;
  readonly startThread?: (start: LearnStart, log: ErrorLog) => LearningThread;
}

/** Examples that are read and handed over at once: half a megabyte. */
const PAGE = 1_000;
/** A training that is not over by then is given up. Assumed, 2026-11-28: some ten times what the most cases take. */
const MOST_MS = 30 * MINUTE_MS;

/** Somebody, or the end of the platform, gave it up. */
export class TrainingEnded extends Error {}

/** One training in a thread of its own, fed page by page; ends once, with what was learned or an error. */
export class Training {
  readonly #deps: TrainingDeps;
  readonly #start: LearnStart;
  readonly #thread: LearningThread;
  #ended: Error | undefined;
  #give: ((reason: Error) => void) | undefined;
  #hear: ((reply: FromLearning) => void) | undefined;

  constructor(deps: TrainingDeps, start: LearnStart) {
    this.#deps = deps;
    this.#start = start;
    this.#thread = (deps.startThread ?? threadOf)(start, deps.log);
    this.#thread.onMessage((reply) => this.#hear?.(reply));
    this.#thread.onError((error) => this.#end(error));
  }

  /** @throws Error when it fails, or {@link TrainingEnded} when it was ended */
  async run(): Promise<PackedLearned> {
    const deadline = after(MOST_MS, this.#deps.log, 'a training takes too long', () =>
      this.#end(new Error(`not over after ${MOST_MS / MINUTE_MS} min`)),
    );
    try {
      await this.#feed();
      const reply = await this.#ask({ finish: true });
      if (!('learned' in reply)) throw new Error('a training ended without what it learned');
      return reply.learned;
    } finally {
      clearTimeout(deadline);
      await this.#thread.terminate();
    }
  }

  /** Gives it up: what waits for it fails at once. */
  end(reason: string): void {
    this.#end(new TrainingEnded(reason));
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    this.#give?.(this.#ended);
  }

  /** The newest closed cases, a page at a time. */
  async #feed(): Promise<void> {
    const { rules, day } = this.#start;
    let last: CaseExample | null = null;
    let letters = 0;
    for (let read = 0; read < rules.most_cases && letters < rules.most_letters_in_all; ) {
      const most = Math.min(PAGE, rules.most_cases - read);
      const page: readonly CaseExample[] = await this.#deps.examples.list(last, most, rules.most_letters);
      read += page.length;
      const within = page.filter(({ text }) => {
        letters += text.length;
        return letters <= rules.most_letters_in_all;
      });
      await this.#ask({ examples: within.flatMap((one) => exampleOf(one, day.today.get(one.category))) });
      if (page.length < most) return;
      last = page[page.length - 1];
      await breathe();
    }
  }

  #ask(message: ToLearning): Promise<FromLearning> {
    return new Promise((resolve, reject) => {
      this.#give = reject;
      if (this.#ended) return reject(this.#ended);
      this.#hear = (reply) => {
        if ('failed' in reply) reject(new Error(reply.failed));
        else resolve(reply);
      };
      this.#thread.postMessage(message);
    });
  }
}

/** None of a category that was split or ended: nobody knows where it would be filed today. */
function exampleOf(
  { id: _, closed_ms: __, category: ___, ...rest }: CaseExample,
  category: string | undefined,
): ClassExample[] {
  return category === undefined ? [] : [{ ...rest, category }];
}

function threadOf(start: LearnStart, log: ErrorLog): LearningThread {
  const worker: Worker = startWorker(new URL('./learning-worker.ts', import.meta.url), start);
  worker.unref();
  return {
    postMessage: (message) => worker.postMessage(message),
    onMessage: (hear) => void worker.on('message', guarded(log, 'a training answers', hear)),
    onError: (hear) => void worker.on('error', guarded(log, 'a training fails', hear)),
    terminate: () => worker.terminate(),
  };
}
