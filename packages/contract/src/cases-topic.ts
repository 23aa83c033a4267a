import { defineMessageTopic } from './live-topic.ts';

/** Which cases changed: a sign to ask again, which says nothing of what is in them. */
export interface CasesMessage {
  readonly type: 'cases';
  readonly changed: readonly number[];
}

export const casesTopic = defineMessageTopic<CasesMessage>('cases', 'cases:read');
