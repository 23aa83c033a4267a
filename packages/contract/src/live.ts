import type { CallsMessage } from './calls-topic.ts';
import type { CasesMessage } from './cases-topic.ts';
import type { FreightMessage } from './freight-tracking-topic.ts';
import type { IndicesMessage } from './indices-topic.ts';
import type { MessagesMessage } from './messages-topic.ts';
import type { SignalsMessage } from './signals-topic.ts';
import type { SituationsMessage } from './situations-topic.ts';
import type { WarningsMessage } from './warnings-topic.ts';

/** What the live channel says first. */
export interface HelloMessage {
  readonly type: 'hello';
  readonly network_version: string;
  readonly server_ms: number;
}

/** Text messages of the live channel, beside its binary frames. */
export type LiveMessage =
  | HelloMessage
  | CallsMessage
  | CasesMessage
  | FreightMessage
  | IndicesMessage
  | MessagesMessage
  | SignalsMessage
  | SituationsMessage
  | WarningsMessage;
