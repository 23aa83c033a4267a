// First file of every worker thread: registers the tsx loader, which threads of Node 20 do not inherit, then runs the
// TypeScript module named in `workerData.module`. Plain JavaScript because it runs before TypeScript can.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
