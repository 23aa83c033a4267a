import type { Article, KnowledgeHits, NewArticle } from '@opentocc/contract';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import {
  type Browser,
  createAppointer,
  identityMigrations,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { migrations as attachmentMigrations, createAttachments } from '../../../base/attachments/index.ts';
import type { NewMessage } from '../../../base/messages/index.ts';
import { migrate } from '../../../kit/db.ts';
import type { ClosedCase } from './case-draft.ts';
import { createCourseStore } from './course-store.ts';
import { Library } from './library.ts';
import { migrations } from './migrations/index.ts';
import { createKnowledgeObligations } from './obligations.ts';
import { serveKnowledge } from './routes.ts';
import { createKnowledge } from './service.ts';
import { createStaleWarner } from './stale.ts';
import { createKnowledgeStore } from './store.ts';
import { createTraining } from './training.ts';

export const PATH = '/api/v1/knowledge';
/** Saturday, 28 November 2026, 09:00. */
const START_MS = Date.parse('2026-11-28T09:00:00+08:00');

/** The knowledge base over HTTP, with people of the hotline, on a clock that tests turn. */
export async function startKnowledge() {
  const identity = await startIdentity({}, START_MS);
  const { db, audit, http, accounts } = identity;
  const clock = { now_ms: START_MS, now: () => clock.now_ms };
  await migrate(db, identityMigrations, attachmentMigrations, migrations);
  const store = createKnowledgeStore(db);
  const closed = new Map<number, ClosedCase>();
  const sent: NewMessage[] = [];
  /** As a process of its own has it. */
  const open = () => {
    const library = new Library(clock);
    const attachments = createAttachments({ db, images: createImageCleaner() });
    const writers = () => accounts.holdersOf('knowledge:write');
    const closedCase = async (_: unknown, id: number) => closed.get(id) ?? null;
    return createKnowledge({ store, library, attachments, clock, audit, writers, closedCase });
  };
  const knowledge = open();
  const { library } = knowledge;
  const training = createTraining({
    ...{ courses: createCourseStore(db), clock, article: library.find },
    learners: () => accounts.holdersOf('knowledge:learn'),
  });
  serveKnowledge({ knowledge, training, audit }).mount(http);
  const messages = {
    async queue(_: unknown, message: NewMessage) {
      if (!sent.some(({ key }) => key === message.key)) sent.push(message);
      return sent.length;
    },
  };
  const appoint = await createAppointer(identity);
  const supervisor = await appoint('supervisor', 'city', 'hotline-supervisor');
  const agent = await appoint('agent', 'city', 'hotline-agent');
  return {
    ...{ identity, clock, knowledge, training, closed, sent, open, appoint, supervisor, agent },
    warn: createStaleWarner({ library, store, messages, clock }),
    obligations: createKnowledgeObligations({ library, training, clock }),
  };
}

export type TestKnowledge = Awaited<ReturnType<typeof startKnowledge>>;

let number = 0;

export const article = (title: string, body: string, more: Partial<NewArticle> = {}): NewArticle => ({
  ...{ key: `test-article-${++number}`, title, body, source: '公交服务规范', audience: 'agent' },
  ...{ title_en: '', body_en: '' },
  ...{ valid_from: '2026-11-01', valid_to: null, review_on: '2027-05-01' },
  ...more,
});

export async function write(by: Browser, title: string, body: string, more: Partial<NewArticle> = {}) {
  const { status, body: made } = await by.ask('POST', `${PATH}/articles`, article(title, body, more));
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(made)}`);
  return made as unknown as Article;
}

export const act = (by: Browser, { id, version }: Pick<Article, 'id' | 'version'>, what: object) =>
  by.ask('POST', `${PATH}/articles/${id}/acts`, { version, ...what });

/** Writes an article and publishes it. */
export async function publish(by: Browser, title: string, body: string, more: Partial<NewArticle> = {}) {
  const made = await write(by, title, body, more);
  const { status, body: published } = await act(by, made, { act: 'publish' });
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(published)}`);
  return published as unknown as Article;
}

export const search = async (by: Browser, text: string) =>
  (await by.ask('POST', `${PATH}/searches`, { text })).body as unknown as KnowledgeHits;
