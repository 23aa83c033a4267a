import type { LiveTopicEntry } from '@opentocc/contract';
import type { Area } from './area.ts';
import type { Topic } from './topic.ts';

export type LiveData = Uint8Array<ArrayBuffer> | string;

/** A topic of the live channel with what feeds it, given by the module that owns it. */
export interface ServedTopic extends Pick<LiveTopicEntry, 'name' | 'authority' | 'area'> {
  /** How things stand, as an area sees it: what a listener is sent first. */
  snapshot(area: Area): LiveData;
  /** What changed since, as an area sees it. */
  readonly changes: Pick<Topic<(area: Area) => LiveData>, 'subscribe'>;
}

/** What a topic says to an area: now, and whenever it changes. */
export interface TopicFeed<Payload> {
  snapshot(area: Area): Payload;
  readonly changes: Pick<Topic<(area: Area) => Payload>, 'subscribe'>;
}

/** Ties a topic of the contract to what feeds it. */
export function serveTopic<Payload>(
  { name, authority, area: reach, encode }: LiveTopicEntry<Payload>,
  { snapshot, changes }: TopicFeed<Payload>,
): ServedTopic {
  return {
    name,
    authority,
    area: reach,
    snapshot: (area) => encode(snapshot(area)),
    changes: {
      subscribe: (listener) => changes.subscribe((within) => listener((area) => encode(within(area)))),
    },
  };
}
