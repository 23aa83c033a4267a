import type { FollowedTrip, FreightAlarm } from './freight-tracking-parts.ts';
import { defineMessageTopic } from './live-topic.ts';

/** What changed of trips under way and of alarms that are not closed; `whole` is all of them, as a listener is sent first. */
export interface FreightMessage {
  readonly type: 'freight';
  readonly whole: boolean;
  readonly trips: readonly FollowedTrip[];
  /** Codes of trips that are over. */
  readonly over: readonly string[];
  readonly alarms: readonly FreightAlarm[];
  /** Numbers of alarms that were closed. */
  readonly closed: readonly number[];
}

export const freightTopic = defineMessageTopic<FreightMessage>('freight', 'tracking:watch', {
  area: 'everything',
});
