import type { LiveTopic } from '@opentocc/contract';

/** What each topic of the live channel asks for, as the server declares it. */
export const TOPIC_PERMISSION: Readonly<Record<LiveTopic, string>> = {
  links: 'map:read',
  vehicles: 'vehicles:read',
  indices: 'indices:read',
};

export const LIVE_TOPICS = Object.keys(TOPIC_PERMISSION) as LiveTopic[];
