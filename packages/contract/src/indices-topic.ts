import type { IndexValue } from './indices.ts';
import { defineMessageTopic } from './live-topic.ts';

/** The city and district indices after each window. */
export interface IndicesMessage {
  readonly type: 'indices';
  readonly values: readonly IndexValue[];
}

export const indicesTopic = defineMessageTopic<IndicesMessage>('indices', 'indices:read');
