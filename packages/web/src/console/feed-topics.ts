import type { LiveTopic } from '@opentocc/contract';
import { callsTopic } from '@opentocc/contract/calls-topic';
import { casesTopic } from '@opentocc/contract/cases-topic';
import { freightTopic } from '@opentocc/contract/freight-tracking-topic';
import { indicesTopic } from '@opentocc/contract/indices-topic';
import { linksTopic } from '@opentocc/contract/links-topic';
import { messagesTopic } from '@opentocc/contract/messages-topic';
import { signalsTopic } from '@opentocc/contract/signals-topic';
import { situationsTopic } from '@opentocc/contract/situations-topic';
import { vehiclesTopic } from '@opentocc/contract/vehicles-topic';
import { warningsTopic } from '@opentocc/contract/warnings-topic';

/** What each topic that the console shows asks for. */
export const TOPIC_PERMISSION: Readonly<Record<LiveTopic, string>> = {
  links: linksTopic.authority,
  vehicles: vehiclesTopic.authority,
  indices: indicesTopic.authority,
  situations: situationsTopic.authority,
  messages: messagesTopic.authority,
  signals: signalsTopic.authority,
  warnings: warningsTopic.authority,
  cases: casesTopic.authority,
  calls: callsTopic.authority,
  freight: freightTopic.authority,
};

/** What moves without a pause: a channel without any of it would look broken, and is not opened for messages alone. */
const MOVING: readonly LiveTopic[] = ['links', 'vehicles', 'indices'];

/** Topics that somebody may hear on one channel. */
export function topicsFor(permissions: readonly string[]): LiveTopic[] {
  const heard = (Object.keys(TOPIC_PERMISSION) as LiveTopic[]).filter((topic) =>
    permissions.includes(TOPIC_PERMISSION[topic]),
  );
  return heard.some((topic) => MOVING.includes(topic)) ? heard : [];
}
