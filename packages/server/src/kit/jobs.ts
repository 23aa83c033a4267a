import type { Logger } from './log.ts';
import { every } from './unattended.ts';

/** Work done now and then. */
export interface Job {
  readonly name: string;
  readonly every_ms: number;
  run(): Promise<unknown>;
}

/**
 * Runs each job at its interval, never twice at once; one that fails is in the log and comes again.
 * @returns a function that ends them and resolves when none is under way.
 */
export function startJobs(jobs: readonly Job[], log: Logger): () => Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  const runOnce = async ({ name, run }: Job): Promise<void> => {
    try {
      await run();
    } catch (err) {
      log.error({ err, job: name }, 'a job failed; it runs again at its next time');
    } finally {
      underWay.delete(name);
    }
  };
  const timers = jobs.map((job) =>
    every(job.every_ms, log, job.name, () => {
      if (!underWay.has(job.name)) underWay.set(job.name, runOnce(job));
    }),
  );
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(underWay.values());
  };
}
