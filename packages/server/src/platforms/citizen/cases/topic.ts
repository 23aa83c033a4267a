import type { CasesMessage } from '@opentocc/contract';
import { casesTopic } from '@opentocc/contract/cases-topic';
import { type ServedTopic, serveTopic } from '../../../kit/live-topic.ts';
import type { Topic } from '../../../kit/topic.ts';
import type { CaseChange } from './hearing.ts';

/** Which cases changed; what became of them each asks for by themselves, as far as they reach. */
export const serveCaseSigns = (changes: Pick<Topic<CaseChange>, 'subscribe'>): ServedTopic =>
  serveTopic(casesTopic, {
    snapshot: (): CasesMessage => ({ type: 'cases', changed: [] }),
    changes: {
      subscribe: (listener) =>
        changes.subscribe(({ case: { id } }) => listener(() => ({ type: 'cases', changed: [id] }))),
    },
  });
