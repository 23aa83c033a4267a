import { parentPort, workerData } from 'node:worker_threads';
import { decodeFixes } from '../../base/history/index.ts';
import { invariant } from '../../kit/errors.ts';
import { type EvidenceStart, gatherEvidence } from './evidence.ts';
import type { EvidenceQuestion, EvidenceReply } from './evidence-service.ts';

/** Replays pieces of the durable log in a thread of its own: blocks in, what they show of a link out. */
invariant(parentPort, 'the evidence worker runs in a worker thread');
const port = parentPort;
const { start } = workerData as { start: EvidenceStart };

port.on('message', ({ request, blocks }: EvidenceQuestion) => {
  try {
    const found = gatherEvidence(start, blocks.map(decodeFixes), request);
    port.postMessage({ found } satisfies EvidenceReply);
  } catch (error) {
    port.postMessage({ failed: String(error) } satisfies EvidenceReply);
  }
});
