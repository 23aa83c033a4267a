import type { Logger } from './log.ts';

/** A part and how it is closed. */
export type Closing = readonly [part: string, close: () => unknown];

/**
 * Closes parts one after the other. One that fails is logged and does not prevent the next ones from closing: what they
 * hold must become durable, and the process must end in order.
 */
export async function closeInOrder(log: Pick<Logger, 'error'>, parts: readonly Closing[]): Promise<void> {
  for (const [part, close] of parts) {
    try {
      await close();
    } catch (err) {
      log.error({ err, part }, 'a part could not be closed in order; the others are');
    }
  }
}
