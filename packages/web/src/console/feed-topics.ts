import type { LiveTopic } from '@opentocc/contract';
import { indicesTopic } from '@opentocc/contract/indices-topic';
import { linksTopic } from '@opentocc/contract/links-topic';
import { vehiclesTopic } from '@opentocc/contract/vehicles-topic';

/** What each topic that the console shows asks for. */
export const TOPIC_PERMISSION: Readonly<Record<LiveTopic, string>> = {
  links: linksTopic.authority,
  vehicles: vehiclesTopic.authority,
  indices: indicesTopic.authority,
};

export const LIVE_TOPICS = Object.keys(TOPIC_PERMISSION) as LiveTopic[];
