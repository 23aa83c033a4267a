import { defineMessageTopic } from './live-topic.ts';
import type { SituationBrief } from './situation-parts.ts';

/** What changed of the open situations; `whole` is all of them, as a listener is sent first. */
export interface SituationsMessage {
  readonly type: 'situations';
  readonly whole: boolean;
  readonly changed: readonly SituationBrief[];
  /** Not open any more, or merged. */
  readonly gone: readonly number[];
}

export const situationsTopic = defineMessageTopic<SituationsMessage>('situations', 'situations:read');
