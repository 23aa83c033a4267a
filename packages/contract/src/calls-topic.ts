import type { Agent, CallBrief } from './call-parts.ts';
import { defineMessageTopic } from './live-topic.ts';

/** What changed of the calls that ring or are spoken, and of the agents; `whole` is all of them, as a listener is sent first. */
export interface CallsMessage {
  readonly type: 'calls';
  readonly whole: boolean;
  readonly changed: readonly CallBrief[];
  /** Numbers of calls that have ended. */
  readonly gone: readonly number[];
  readonly agents: readonly Agent[];
}

export const callsTopic = defineMessageTopic<CallsMessage>('calls', 'calls:take', { area: 'everything' });
