import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '../../kit/errors.ts';
import { DaysEstimation } from './estimate-days.ts';
import type { EstimationStart, FromEstimation, ToEstimation } from './protocol.ts';

/** Estimates typical days in a thread of its own: days in, one after the other, then the estimate out. */
invariant(parentPort, 'estimation runs in a worker thread');
const port = parentPort;
const { start } = workerData as { start: EstimationStart };
const estimation = new DaysEstimation(start);

port.on('message', (message: ToEstimation) => {
  try {
    port.postMessage(answer(message));
  } catch (error) {
    port.postMessage({ failed: String(error) } satisfies FromEstimation);
  }
});

function answer(message: ToEstimation): FromEstimation {
  if ('finish' in message) return { estimated: estimation.finish() };
  estimation.take(message.day, message.quarters);
  return { taken: message.day };
}
