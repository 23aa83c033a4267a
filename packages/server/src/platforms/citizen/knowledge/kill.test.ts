import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import { Killed } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { endsTheSame } from '../../../adapters/postgres/test-kills.ts';
import { migrations as attachmentMigrations, createAttachments } from '../../../base/attachments/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { AppError } from '../../../kit/errors.ts';
import { Library } from './library.ts';
import { migrations } from './migrations/index.ts';
import { createKnowledge } from './service.ts';
import { createKnowledgeStore } from './store.ts';
import { article } from './test-knowledge.ts';

const NOW_MS = Date.parse('2026-11-28T09:00:00+08:00');
const supervisor = {
  address: '127.0.0.1',
  session: {
    ...{ principal: 'account:7', account: 'supervisor', display_name: '主管', language: 'zh' },
    permissions: ['knowledge:read', 'knowledge:write', 'knowledge:publish'],
    reach: {},
  },
} as unknown as Acting;

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, attachmentMigrations, migrations);
}, 60_000);
afterAll(() => database.stop());

/** The knowledge base as a process of its own has it. */
function openKnowledge(db: Db) {
  const clock = { now: () => NOW_MS };
  return createKnowledge({
    ...{ store: createKnowledgeStore(db), library: new Library(clock), clock },
    attachments: createAttachments({ db, images: createImageCleaner() }),
    audit: { record: async () => undefined },
    ...{ writers: async () => [{ principal: 'account:9', name: '小陈' }], closedCase: async () => null },
  });
}
type Open = ReturnType<typeof openKnowledge>;

const QUESTION = (run: string) => `轮椅怎么乘坐${run}`;
const draftOf = (run: string) => ({
  ...article(`轮椅乘车 ${run}`, '请在站台联系工作人员，由其协助上下车。'),
  key: `kill-${run}`,
});
/** Whoever tries again has the article before them as they saw it. */
const idOf = async (on: Open, run: string) => (await on.write(supervisor, draftOf(run))).id;
const gapOf = async (on: Open, run: string) =>
  (await on.gaps.list(false)).find(({ text }) => text === QUESTION(run))?.id ?? 0;

/** A question that nothing answers, an article for it with a file, its publication and its next versions. */
const stepsOf = (run: string): readonly ((on: Open) => Promise<unknown>)[] => [
  async (on) => {
    // A search notes what it did not find and is sent once: whoever types again asks again.
    if ((await gapOf(on, run)) === 0) await on.gaps.note(QUESTION(run), 'search');
  },
  (on) => on.write(supervisor, draftOf(run)),
  async (on) =>
    on.attach(supervisor, await idOf(on, run), {
      ...{ file: '轮椅.pdf', content_base64: Buffer.from(`%PDF-1.7 ${run}`).toString('base64'), note: '' },
    }),
  async (on) => on.act(supervisor, await idOf(on, run), { act: 'publish', version: 1, note: '' }),
  async (on) =>
    on.gaps.decide(supervisor, await gapOf(on, run), { to: 'answered', article: await idOf(on, run) }),
  async (on) => {
    const { key: _, ...content } = draftOf(run);
    return on.edit(supervisor, await idOf(on, run), {
      ...content,
      body: '提前一小时预约。',
      version: 2,
      note: '改',
    });
  },
  async (on) => on.use('account:9', await idOf(on, run), `use-${run}`, QUESTION(run)),
  async (on) =>
    on.act(supervisor, await idOf(on, run), { act: 'hand_over', to: 'account:9', version: 3, note: '' }),
];

async function walk(db: Db, run: string, from: number): Promise<number> {
  const on = openKnowledge(db);
  const steps = stepsOf(run);
  let i = from;
  try {
    await on.load();
    for (; i < steps.length; i++)
      await steps[i](on).catch((error: unknown) => {
        // Done already: only the answer was lost.
        if (!(error instanceof AppError && error.status === 409 && i === from)) throw error;
      });
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return i;
}

async function recordOf(run: string) {
  const { rows } = await sql<Record<string, unknown>>`
    SELECT a.state, a.version, a.owner, a.body,
      (SELECT string_agg(act, ' ' ORDER BY version) FROM knowledge_version v WHERE v.article = a.id) AS acts,
      (SELECT string_agg(name, ' ') FROM knowledge_attachment f WHERE f.article = a.id) AS files,
      (SELECT count(*) FROM knowledge_use u WHERE u.article = a.id) AS uses,
      (SELECT string_agg(g.state || ' ' || g.searches, ',') FROM knowledge_gap g WHERE g.article = a.id) AS gaps
    FROM knowledge_article a WHERE a.key = ${`kill-${run}`}`.execute(database.db);
  const shelf = openKnowledge(database.db);
  await shelf.load();
  const found = shelf.library
    .search(QUESTION(run), 50)
    .hits.some(({ article: hit }) => hit.title.endsWith(` ${run}`));
  return { rows, found };
}

test('a process that ends between any two statements loses and doubles no article, version, file, use or gap', async () => {
  const { rows, found } = await endsTheSame({ database, moments: 40, walk, recordOf });
  expect(rows).toEqual([
    {
      ...{ state: 'published', version: 4, owner: 'account:9', body: '提前一小时预约。' },
      ...{ acts: 'written published changed handed_over', files: '轮椅.pdf', uses: 1, gaps: 'answered 1' },
    },
  ]);
  expect(found).toBe(true);
}, 300_000);
