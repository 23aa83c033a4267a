import { type IndexValue, indicesTopic } from '@opentocc/contract';
import type { Area } from '../../kit/area.ts';
import { type ServedTopic, serveTopic } from '../../kit/live-topic.ts';
import type { Topic } from '../../kit/topic.ts';

export interface LiveIndicesDeps {
  readonly updated: Pick<Topic<readonly IndexValue[]>, 'subscribe'>;
  /** What {@link updated} said last. */
  readonly live: () => readonly IndexValue[];
}

/** The topic `indices`: city, class and district values after each window. */
export function createLiveIndices({ updated, live }: LiveIndicesDeps): ServedTopic {
  const within = (values: readonly IndexValue[], area: Area) => ({
    type: 'indices' as const,
    values: indicesWithin(values, area),
  });
  return serveTopic(indicesTopic, {
    snapshot: (area) => within(live(), area),
    changes: {
      subscribe: (listener) => updated.subscribe((values) => listener((area) => within(values, area))),
    },
  });
}

/** Values of districts within an area; those of the whole city and its classes are open. */
function indicesWithin(values: readonly IndexValue[], area: Area): readonly IndexValue[] {
  return values.filter(({ scope, key }) => area === null || scope !== 'district' || area.includes(key));
}
