import { defineMessageTopic } from './live-topic.ts';
import type { Signal } from './signal.ts';

/** Signals that are open: all of them at first, then each as it begins, changes or ends. */
export interface SignalsMessage {
  readonly type: 'signals';
  /** True where these are all that are open. */
  readonly all: boolean;
  readonly signals: readonly Signal[];
}

export const signalsTopic = defineMessageTopic<SignalsMessage>('signals', 'detection:read');
