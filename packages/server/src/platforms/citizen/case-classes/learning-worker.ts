import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '../../../kit/errors.ts';
import { learn } from './learn.ts';
import type { ClassExample, LearnStart } from './model.ts';
import { packModel } from './packed-model.ts';
import type { FromLearning, ToLearning } from './protocol.ts';

/** Learns in a thread of its own: pages of examples in, then what was learned out. */
invariant(parentPort, 'training runs in a worker thread');
const port = parentPort;
const { start } = workerData as { start: LearnStart };
const examples: ClassExample[] = [];

port.on('message', async (message: ToLearning) => {
  try {
    port.postMessage(await answer(message));
  } catch (error) {
    port.postMessage({ failed: String(error) } satisfies FromLearning);
  }
});

async function answer(message: ToLearning): Promise<FromLearning> {
  if (!('finish' in message)) return { taken: examples.push(...message.examples) };
  const { model, ...learned } = learn(examples, start);
  return { learned: { ...learned, model: model && (await packModel(model)) } };
}
