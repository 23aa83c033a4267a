import { setTimeout as sleep } from 'node:timers/promises';
import type { FixBatch } from '@opentocc/core/telemetry';
import type { LinkStates } from '@opentocc/core/traffic';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { encodeFixes, encodeLinkStates } from './batch-codec.ts';
import type { Shelf } from './compaction.ts';
import type { DatasetCode } from './dataset.ts';
import { historyErrors } from './errors.ts';
import { createGroupWriter } from './group-writer.ts';
import type { NewBlock } from './log-store.ts';
import { believedSpan } from './model.ts';

const LANES = 6;
const GROUP = 8;
/** Windows of link states that wait while the database is away: two hours. */
const WINDOWS_WAIT = 120;
const RETRY_MS = 5_000;

export interface LogWritersDeps {
  readonly shelves: Readonly<Record<DatasetCode, Pick<Shelf, 'log'>>>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Puts fixes and link states into the durable log. */
export function createLogWriters({ shelves, clock, log }: LogWritersDeps) {
  const writeFixes = writerOf(shelves.fixes, log);
  const writeStates = writerOf(shelves.link_states, log);
  let waitingWindows = 0;
  let stopped = false;

  /** True when the block is durable; the failure is in the log. */
  async function isWritten(block: NewBlock): Promise<boolean> {
    try {
      await writeStates(block);
      return true;
    } catch {
      return false; // logged by the writer, tried again by the caller
    }
  }

  return {
    /** Keeps fixes. @throws AppError when they are not durable; nothing of the batch is certain then, send it again. */
    async append(batch: FixBatch): Promise<void> {
      if (batch.length === 0) return;
      const logged_ms = clock.now();
      const { min_ms, max_ms } = believedSpan(batch, logged_ms);
      await writeFixes({ logged_ms, min_ms, max_ms, rows: batch.length, payload: encodeFixes(batch) });
    },

    /**
     * Keeps the links of a window that have samples; resolves when they are durable. While the database is away a
     * window waits and is tried again, so a listener need not care; beyond two hours of them the newest is dropped,
     * with an error in the log.
     */
    async appendLinkStates(states: LinkStates): Promise<void> {
      const { bytes, rows } = encodeLinkStates(states);
      if (rows === 0) return;
      const at_ms = states.window_end_ms;
      const block = { logged_ms: clock.now(), min_ms: at_ms, max_ms: at_ms, rows, payload: bytes };
      if (waitingWindows >= WINDOWS_WAIT)
        return log.error({ at_ms, rows }, 'link states dropped: database away');
      waitingWindows++;
      while (!stopped && !(await isWritten(block))) await sleep(RETRY_MS, undefined, { ref: false });
      waitingWindows--;
    },
    /** Windows that wait for the database are tried no more. */
    stop(): void {
      stopped = true;
    },
  };
}

/** Writes blocks of one log in groups; a failure is reported to the caller and logged. */
function writerOf({ log: store }: Pick<Shelf, 'log'>, log: Logger) {
  const write = createGroupWriter<NewBlock>({
    write: (blocks) => store.insert(blocks),
    lanes: LANES,
    group: GROUP,
  });
  return async (block: NewBlock): Promise<void> => {
    try {
      await write(block);
    } catch (error) {
      log.error({ err: error, rows: block.rows }, 'telemetry log: write failed, nothing acknowledged');
      throw historyErrors.log_unavailable({
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  };
}
