import { Worker } from 'node:worker_threads';
import { programOf } from './program.ts';

const ENTRY = new URL('./worker-entry.mjs', import.meta.url);

/**
 * Starts a TypeScript module as a worker thread.
 * @param module URL of the module. @param start what it finds as `workerData.start`; shared memory stays shared.
 */
export function startWorker(module: URL, start: unknown): Worker {
  return new Worker(ENTRY, { workerData: { module: programOf(module).href, start } });
}
