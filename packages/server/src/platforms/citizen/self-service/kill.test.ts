import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import { Killed } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { endsTheSame } from '../../../adapters/postgres/test-kills.ts';
import { createAttachments } from '../../../base/attachments/index.ts';
import { testKeys } from '../../../base/keys/test-keys.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { AppError } from '../../../kit/errors.ts';
import { createHttp } from '../../../kit/http.ts';
import { createLog } from '../../../kit/log.ts';
import { createCitizenSide } from '../cases/citizen-side.ts';
import { createCaseStore } from '../cases/store.ts';
import { migrationsOfCases, START_MS } from '../cases/test-cases.ts';
import { openForKill } from '../cases/test-kill-steps.ts';
import { casesPort } from '../intake/cases-port.ts';
import { createGate } from '../intake/gate.ts';
import { createHeldDesk } from '../intake/held.ts';
import { migrations } from '../intake/migrations/index.ts';
import { createSenders } from '../intake/senders.ts';
import { createSiteForms } from '../intake/site-forms.ts';
import { createIntakeStore } from '../intake/store.ts';
import { createSite } from '../site/service.ts';
import { Visitor } from '../site/test-site.ts';
import { casesOnSite } from './index.ts';

const supervisor = {
  address: '127.0.0.1',
  session: {
    ...{ principal: 'account:7', account: 'supervisor', reach: {}, language: 'zh' },
    permissions: ['cases:read', 'cases:take', 'cases:handle', 'cases:supervise', 'intake:handle'],
  },
} as unknown as Acting;
const keys = {
  ...testKeys,
  blindIndex: async (field: string, text: string) =>
    createHash('sha256').update(`${field} ${text}`).digest('base64url'),
};

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, ...migrationsOfCases, migrations);
}, 60_000);
afterAll(() => database.stop());

/** The site as a process of its own has it: what it counts and holds in memory is gone with the one before. */
async function openSite(db: Db) {
  const cases = openForKill(db);
  await cases.load();
  const clock = { now: () => START_MS };
  const attachments = createAttachments({ db, images: createImageCleaner() });
  const [store, port, senders] = [createIntakeStore(db), casesPort(cases), createSenders(keys)];
  const gate = createGate({ store, cases: port, attachments, senders, clock });
  const forms = createSiteForms({ gate, store, cases: port, keys });
  const held = createHeldDesk({ store, cases: port, attachments, senders, clock });
  const desk = createCitizenSide({ cases, store: createCaseStore(db), attachments, keys, clock });
  const log = createLog('silent');
  const site = createSite({
    ...{
      clock,
      log,
      city: { zh: '深圳', en: 'Shenzhen' },
      secure: false,
      attachments,
      digest: keys.blindIndex,
    },
    assets: { style: null, script: null },
  });
  site.pages.add(...casesOnSite(desk, forms, site.signer, clock.now));
  const http = await createHttp({ log, authenticate: async () => null, body_limit: 65_536 });
  site.served.mount(http);
  return { cases, held, store, http };
}
type Open = Awaited<ReturnType<typeof openSite>>;

/** A browser outlives the processes of the platform: its cookies, and the page that it has open. */
interface OpenBrowser {
  cookies: Map<string, string>;
  page: { readonly text: string } | null;
}
const browsers = new Map<string, OpenBrowser>();

const pdf = (text: string) => ({ name: `${text}.pdf`, content: Buffer.from(`%PDF-1.7 ${text}`) });
const PHONE = (run: string) =>
  `1380000${String(1000 + Number.parseInt(run.replace(/\D/g, '') || '999', 10))}`;

/** Opens a page once and sends its form, the same one again after a process ended. */
async function send(
  on: Open,
  browser: OpenBrowser,
  path: string,
  form: string,
  values: Readonly<Record<string, string>>,
  files: Parameters<Visitor['send']>[2] = [],
): Promise<void> {
  const visitor = new Visitor(on.http, '10.9.0.1');
  for (const [name, value] of browser.cookies) visitor.cookies.set(name, value);
  const shown = browser.page ?? lives(await visitor.get(path));
  browser.page = shown;
  browser.cookies = visitor.cookies;
  const nth = [...shown.text.matchAll(/<form method="post" action="([^"]+)"/g)].findIndex(([, to]) =>
    to.endsWith(form),
  );
  expect(lives(await visitor.send(shown, values, files, nth)).status).toBe(303);
  browser.page = null;
}

/** What a browser sees of a process that has ended is no answer. */
function lives<T extends { readonly status: number }>(answer: T): T {
  if (answer.status >= 500) throw new Killed();
  return answer;
}

const asked = (run: string, n: number) => ({
  ...{ type: 'complaint', text: `第 ${n} 次说司机绕路 ${run}`, answer_by: 'sms', phone: PHONE(run) },
});

/** A case with a file, a remark with another one, an answer, its reopening; then a flood, and what a person says of it. */
const stepsOf = (run: string): readonly ((on: Open, browser: OpenBrowser) => Promise<unknown>)[] => [
  (on, browser) => send(on, browser, '/service/ask', '/ask', asked(run, 1), [pdf('现场')]),
  (on, browser) => send(on, browser, '/service/case', '/remark', { remark: '补一张车票' }, [pdf('车票')]),
  async ({ cases }) => {
    const [row] = await casesOf(run);
    await cases.desk.answer(supervisor, row.id, { version: row.version, text: '已退款', close: true });
  },
  (on, browser) => send(on, browser, '/service/case', '/reopen', { reason: '钱还没有退' }),
  ...[2, 3, 4].map(
    (n) => (on: Open, browser: OpenBrowser) =>
      send(on, browser, '/service/ask', '/ask', asked(run, n), [pdf(`再来 ${n}`)]),
  ),
  async ({ held }) => {
    const [one] = (await held.list('held', 50)).items.filter(({ text }) => text.endsWith(` ${run}`));
    if (one) await held.release(supervisor, one.id, '另一件事');
  },
];

async function casesOf(run: string) {
  const { rows } = await sql<{ id: number; version: number }>`
    SELECT id, version FROM cases_case WHERE text LIKE ${`% ${run}`} ORDER BY id`.execute(database.db);
  return rows;
}

async function walk(db: Db, run: string, from: number): Promise<number> {
  const browser = browsers.get(run) ?? { cookies: new Map(), page: null };
  browsers.set(run, browser);
  const steps = stepsOf(run);
  let i = from;
  try {
    for (; i < steps.length; i++) {
      // One for each step, since a process that lives on would ask the fourth form of a number for the challenge.
      const on = await openSite(db);
      await steps[i](on, browser).catch((error: unknown) => {
        // Done already: only the answer was lost.
        if (!(error instanceof AppError && error.status === 409 && i === from)) throw error;
      });
      await on.http.close();
    }
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return i;
}

async function recordOf(run: string) {
  const mine = `% ${run}`;
  const { rows } = await sql<Record<string, unknown>>`
    SELECT (SELECT string_agg(state || ' ' || round, ', ' ORDER BY id) FROM cases_case WHERE text LIKE ${mine}) AS cases,
      (SELECT string_agg(a.name, ' ' ORDER BY a.id) FROM cases_attachment a JOIN cases_case c ON c.id = a.case
        WHERE c.text LIKE ${mine}) AS files,
      (SELECT string_agg(e.kind, ' ' ORDER BY e.id) FROM cases_entry e JOIN cases_case c ON c.id = e.case
        WHERE c.text LIKE ${mine} AND e.kind IN ('received', 'remark', 'reopened')) AS entries,
      (SELECT string_agg(h.state || ' ' || h.files, ', ') FROM intake_held h JOIN cases_case c ON c.number = h.case_number
        WHERE c.text LIKE ${mine}) AS held`.execute(database.db);
  return rows[0];
}

test('a form of the site sent to a process that ends between any two statements, and sent again, is one, with its files', async () => {
  const record = await endsTheSame({ database, moments: 40, walk, recordOf });
  expect(record).toEqual({
    cases: 'received 2, received 1, received 1, received 1',
    files: '现场.pdf 车票.pdf 再来 2.pdf 再来 3.pdf 再来 4.pdf',
    entries: 'received remark reopened received received received',
    held: 'released 1',
  });
}, 300_000);
