import { parentPort, workerData } from 'node:worker_threads';
import { decodeFixes } from '../../base/history/index.ts';
import { invariant } from '../../kit/errors.ts';
import { gatherEvidence } from './evidence.ts';
import type { EvidenceDeps, EvidenceQuestion, EvidenceReply } from './evidence-service.ts';

/** Replays pieces of the durable log in a thread of its own: blocks in, what they show of a link out. */
invariant(parentPort, 'the evidence worker runs in a worker thread');
const port = parentPort;
const { network, lists } = (workerData as { start: Pick<EvidenceDeps, 'network' | 'lists'> }).start;

port.on('message', ({ request, blocks }: EvidenceQuestion) => {
  try {
    const found = gatherEvidence(network, blocks.map(decodeFixes), request, lists);
    port.postMessage({ found } satisfies EvidenceReply);
  } catch (error) {
    port.postMessage({ failed: String(error) } satisfies EvidenceReply);
  }
});
