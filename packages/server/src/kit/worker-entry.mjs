// First file of every worker thread: runs the module named in `workerData.module`. Where that is TypeScript, it registers the
// tsx loader first, which threads of Node 20 do not inherit. Plain JavaScript because it runs before TypeScript can.
import { workerData } from 'node:worker_threads';

if (workerData.module.endsWith('.ts')) (await import('tsx/esm/api')).register();
await import(workerData.module);
