import { defineMessageTopic } from './live-topic.ts';
import type { Warning, WarningCounts } from './warnings.ts';

/** What changed among the warnings. A listener that misses a sequence asks for the list. */
export interface WarningsMessage {
  readonly type: 'warnings';
  readonly epoch: number;
  /** Of the change before, and of this one. */
  readonly previous: number;
  readonly sequence: number;
  readonly counts: WarningCounts;
  /** As they are now; empty in a snapshot. */
  readonly changed: readonly Warning[];
  /** Red and orange ones that just began to ask for somebody. */
  readonly loud: readonly number[];
}

export const warningsTopic = defineMessageTopic<WarningsMessage>('warnings', 'warnings:read');
