import { defineMessageTopic } from './live-topic.ts';

/** That something changed among the messages of the screens: who listens asks for their own. Nothing of a message is in it. */
export interface MessagesMessage {
  readonly type: 'messages';
  /** Number of the newest message to a screen; 0 before the first. */
  readonly newest: number;
}

export const messagesTopic = defineMessageTopic<MessagesMessage>('messages', 'messages:inbox');
