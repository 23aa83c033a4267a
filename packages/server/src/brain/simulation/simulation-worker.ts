import { parentPort, workerData } from 'node:worker_threads';
import type { RoadNetwork } from '@opentocc/core/network';
import { invariant } from '../../kit/errors.ts';
import { failureOf } from './failure.ts';
import { packArea, unpackArea } from './packed-area.ts';
import { describe, prepare } from './prepare.ts';
import type { PreparedArea } from './prepared-area.ts';
import type { WorkerReply, WorkerTask } from './protocol.ts';
import { runScenario } from './run-scenario.ts';

/** Prepares areas and runs scenarios in a thread of its own: a task in, its outcome out, one at a time. */
invariant(parentPort, 'the simulation runs in a worker thread');
const port = parentPort;
const { start } = workerData as { start: { network: RoadNetwork } };

/** The area of the study that was worked on last. */
let current: { readonly study: number; readonly prepared: PreparedArea } | undefined;

port.on('message', (task: WorkerTask) => {
  try {
    port.postMessage(work(task) satisfies WorkerReply);
  } catch (error) {
    port.postMessage({ failed: failureOf(error) } satisfies WorkerReply);
  }
});

function work(task: WorkerTask): WorkerReply {
  const { study, question } = task;
  if (task.run === null) {
    const prepared = prepare(start.network, task.state, question);
    current = { study, prepared };
    return { preparation: describe(prepared), prepared: packArea(prepared) };
  }
  if (task.prepared) current = { study, prepared: unpackArea(task.prepared) };
  invariant(current?.study === study, 'a thread runs what it has prepared or was given');
  return { outcome: runScenario(current.prepared, question, task.run.key, task.run.seed) };
}
