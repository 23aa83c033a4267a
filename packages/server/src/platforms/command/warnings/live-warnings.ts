import { warningsTopic } from '@opentocc/contract';
import { type Area, isWithin } from '../../../kit/area.ts';
import { type ServedTopic, serveTopic } from '../../../kit/live-topic.ts';
import { countsOf } from './book.ts';
import type { WarningChange, WarningDesk } from './desk.ts';

/** Most warnings that a change carries; a listener asks for the list after a flood. */
const MOST = 500;

/** The topic `warnings`: what changed, and how many there are, as an area sees them. */
export function createLiveWarnings(desk: WarningDesk): ServedTopic {
  const { epoch } = desk;
  const countsWithin = (area: Area) =>
    area === null
      ? desk.counts
      : countsOf(desk.book.listOpen().filter(({ place }) => isWithin(area, place.district)));
  const messageOf = ({ previous, sequence, changed, loud }: WarningChange, area: Area) => {
    const within = changed.filter(({ place }) => isWithin(area, place.district));
    const isFlood = within.length > MOST;
    return {
      ...{ type: 'warnings' as const, epoch, sequence, counts: countsWithin(area) },
      // After a flood nothing follows on what the listener has.
      previous: isFlood ? -1 : previous,
      changed: isFlood ? [] : within,
      loud: loud.filter((id) => within.some((one) => one.id === id)),
    };
  };
  return serveTopic(warningsTopic, {
    snapshot: (area) => {
      const { sequence } = desk;
      return messageOf({ previous: sequence, sequence, changed: [], loud: [] }, area);
    },
    changes: {
      subscribe: (listener) =>
        desk.changes.subscribe((change) => listener((area) => messageOf(change, area))),
    },
  });
}
