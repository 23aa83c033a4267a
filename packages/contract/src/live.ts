import type { IndicesMessage } from './indices-topic.ts';

/** What the live channel says first. */
export interface HelloMessage {
  readonly type: 'hello';
  readonly network_version: string;
  readonly server_ms: number;
}

/** Text messages of the live channel, beside its binary frames. */
export type LiveMessage = HelloMessage | IndicesMessage;
