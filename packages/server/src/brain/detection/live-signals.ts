import { type SignalsMessage, signalsTopic } from '@opentocc/contract';
import { type Area, isWithin } from '../../kit/area.ts';
import { type ServedTopic, serveTopic } from '../../kit/live-topic.ts';
import type { DetectionService } from './service.ts';

/** The topic `signals`: all that are open, then each as it begins, changes or ends. */
export function createLiveSignals({ changes, listOpen }: DetectionService): ServedTopic {
  return serveTopic<SignalsMessage>(signalsTopic, {
    snapshot: (area) => ({ type: 'signals', all: true, signals: listOpen(area) }),
    changes: {
      subscribe: (listener) =>
        changes.subscribe(({ signal }) =>
          listener((area: Area) => one(isWithin(area, signal.place.district) ? [signal] : [])),
        ),
    },
  });
}

const one = (signals: SignalsMessage['signals']): SignalsMessage => ({
  type: 'signals',
  all: false,
  signals,
});
