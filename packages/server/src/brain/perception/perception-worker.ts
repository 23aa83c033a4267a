import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '../../kit/errors.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './protocol.ts';
import { recallBlocks } from './recall.ts';
import { PerceptionShard } from './shard.ts';

/** A shard in a thread of its own: requests in, replies out, in order. */
invariant(parentPort, 'the perception worker runs in a worker thread');
const port = parentPort;
const { network, options } = (workerData as { start: WorkerStart }).start;
const shard = new PerceptionShard(network, options);

function answer(request: WorkerRequest): WorkerReply {
  switch (request.type) {
    case 'batch':
      shard.accept(request.batch, request.traits, request.counted);
      return { type: 'taken', fixes: request.batch.length };
    case 'recall':
      recallBlocks(shard, options.shards, request);
      return { type: 'recalled' };
    case 'expectation':
      shard.expect(request.expected);
      return { type: 'taken', fixes: 0 };
    case 'second': {
      const { ticks, looks } = shard.takeQuality();
      return {
        type: 'second',
        positions: shard.takePositions(request.at_ms),
        quality: ticks,
        looks,
        table_bytes: shard.table_bytes,
        passes_too_fast: shard.takeTooFast(),
      };
    }
    case 'window':
      return {
        type: 'window',
        question: request.question,
        sums: shard.readWindow(request.end_ms),
        ended: shard.takeEnded(),
      };
  }
}

port.on('message', (request: WorkerRequest) => port.postMessage(answer(request)));
