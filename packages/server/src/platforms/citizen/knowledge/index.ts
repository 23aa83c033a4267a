import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { cases } from '../cases/index.ts';
import { createClosedCases } from './closed-cases.ts';
import { createCourseStore } from './course-store.ts';
import { knowledgeErrors } from './errors.ts';
import { Library } from './library.ts';
import { migrations } from './migrations/index.ts';
import { createKnowledgeObligations } from './obligations.ts';
import { serveKnowledge } from './routes.ts';
import { createKnowledge, type Knowledge } from './service.ts';
import { inSlices } from './slices.ts';
import { createStaleWarner } from './stale.ts';
import { createKnowledgeStore } from './store.ts';
import { createTraining } from './training.ts';

const STALE_MS = 3_600_000;
/** How soon an article that was published or changed is looked at for those that are like it. */
const RELATE_MS = 1_000;

/** What modules beside this one may use of it: the site shows public articles, the agent's desk suggests. */
export interface KnowledgeModule extends Module {
  readonly knowledge: Pick<Knowledge, 'searchPublic' | 'listPublic' | 'findPublic' | 'library'>;
}

export const knowledge: PlatformModule<KnowledgeModule> = {
  name: 'knowledge',
  migrations,
  errors: knowledgeErrors,
  compose({ db, clock, log }, { audit, accounts, attachments, messages }, _brain, find) {
    const store = createKnowledgeStore(db);
    const library = new Library(clock);
    const service = createKnowledge({
      ...{ store, library, attachments, clock, audit },
      writers: () => accounts.holdersOf('knowledge:write'),
      closedCase: createClosedCases(find(cases).cases),
    });
    const training = createTraining({
      ...{ courses: createCourseStore(db), clock, article: library.find },
      learners: () => accounts.holdersOf('knowledge:learn'),
    });
    return {
      name: 'knowledge',
      knowledge: service,
      routes: [serveKnowledge({ knowledge: service, training, audit })],
      obligations: createKnowledgeObligations({ library, training, clock }),
      jobs: [
        {
          name: 'warn of stale articles',
          every_ms: STALE_MS,
          run: createStaleWarner({ library, store, messages, clock }),
        },
        {
          name: 'look for articles that are alike',
          every_ms: RELATE_MS,
          run: () => inSlices(library.relate),
        },
      ],
      start: service.load,
      demo: async () => (await import('./demo.ts')).createKnowledgeDemo(log),
    };
  },
};
