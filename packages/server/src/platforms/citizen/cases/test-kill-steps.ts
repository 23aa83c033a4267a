import { testKeys } from '../../../base/keys/test-keys.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Db, openDb } from '../../../kit/db.ts';
import { AppError } from '../../../kit/errors.ts';
import { everywhere } from './reach.ts';
import { openCases, START_MS, taken } from './test-cases.ts';

/** Somebody of the hotline, who may do everything, without a browser. */
const agent: Acting = {
  address: '127.0.0.1',
  session: {
    ...{ principal: 'account:7', account: 'agent', reach: {}, language: 'zh' },
    permissions: ['cases:read', 'cases:take', 'cases:handle', 'cases:supervise'],
  },
} as unknown as Acting;

const NAMES = { zh: '鹏城出租', en: 'Pengcheng taxi' };

/** Cases as a process of its own has them. */
export function openForKill(db: Db) {
  const unit = {
    code: 'taxi',
    parent: 'city',
    kind: 'firm' as const,
    name: NAMES,
    districts: null,
    assumed: false,
  };
  const actor = { principal: 'account:9', name: 'driver', unit: 'taxi', roles: [], units: ['taxi'] };
  const opened = openCases({
    ...{ db, clock: { now: () => START_MS }, audit: { record: async () => undefined } },
    keys: { ...testKeys, blindIndex: async (field, text) => `${field} ${text}` },
    accounts: { answeringUnits: async () => [unit], actorsWith: async () => [actor] },
  });
  return opened.cases;
}
type Open = ReturnType<typeof openForKill>;
type Step = (on: Open, run: string) => Promise<unknown>;

const caseOf = (run: string, n: number) =>
  taken(`${run}:${n}`, {
    ...{ channel: 'web', type: 'complaint', category: 'taxi_service', text: `绕路 ${n}` },
    attachments: [{ name: 'a.pdf', content: Buffer.from(`%PDF-1.7 ${run} ${n}`) }],
  });
export const idOf = async (on: Open, run: string, n: number) => (await on.take(caseOf(run, n))).id;

/** Does something with the first one, as it was when somebody saw it: what came through is refused a second time. */
const seen =
  (version: number, work: (on: Open, id: number, version: number) => Promise<unknown>): Step =>
  async (on, run) =>
    work(on, await idOf(on, run, 1), version);

/** What happens to two cases, each step one that somebody may do again when they got no answer. */
export const STEPS: readonly Step[] = [
  (on, run) => on.take(caseOf(run, 1)),
  (on, run) => on.take(caseOf(run, 2)),
  async (on, run) => {
    const [id, other] = [await idOf(on, run, 1), await idOf(on, run, 2)];
    return on.merges.merge(agent, { id, version: 1, other, other_version: 1, reason: '同一事' });
  },
  seen(2, ({ desk }, id, version) =>
    desk.dispatch(agent, id, { version, unit: 'taxi', note: '', suggested: [] }),
  ),
  seen(3, ({ handling }, id, version) => handling.accept(agent, id, { version })),
  seen(4, ({ handling }, id, version) =>
    handling.request(agent, id, {
      version,
      kind: 'extension',
      reason: '调查',
      length: 86_400_000,
      proposed_unit: null,
    }),
  ),
  seen(5, async ({ supervision, reader }, id, version) => {
    const { request_list } = await reader.get(everywhere, id, null);
    const request = request_list[0].id;
    return supervision.rule(agent, id, { version, request, granted: true, reason: '同意', unit: null });
  }),
  seen(6, ({ desk }, id, version) => desk.answer(agent, id, { version, text: '已处理', close: false })),
  seen(7, ({ desk }, id, version) => desk.rework(agent, id, { version, reason: '不完整' })),
  seen(8, ({ desk }, id, version) => desk.answer(agent, id, { version, text: '已退款', close: true })),
  async (on, run) =>
    on.remarks.remark(await idOf(on, run, 2), on.asSystem('web'), {
      text: '谢谢',
      key: 'remark-of-the-test',
    }),
  seen(10, async ({ remarks, find, asSystem }, id) => {
    // Done already where its answer was lost.
    if ((await find(id))?.round === 1) await remarks.reopen(id, asSystem('web'), '没有解决', 'asker');
  }),
];

/**
 * Does steps from one on. @returns the one at which it stopped, or `to`
 * @param stops what ends a process
 */
export async function stepFrom(
  from: number,
  on: Open,
  run: string,
  stops: (error: unknown) => boolean,
  to: number = STEPS.length,
) {
  for (let i = from; i < to; i++) {
    try {
      await STEPS[i](on, run);
    } catch (error) {
      if (stops(error)) return i;
      // Done already: only the answer was lost.
      if (!(error instanceof AppError && [404, 409].includes(error.status) && i === from)) throw error;
    }
  }
  return to;
}

/** What is known at the end, without the numbers of rows. */
export async function recordOf(on: Open, run: string) {
  const ids = [await idOf(on, run, 1), await idOf(on, run, 2)];
  const all = await Promise.all(ids.map((id) => on.reader.get(everywhere, id, null)));
  return all.map(
    ({ state, version, round, reworks, timeline, clocks, answers, attachments, requests, merged_into }) => ({
      ...{ state, version, round, reworks, requests, merged: merged_into !== null },
      timeline: timeline.map(({ kind, text }) => `${kind} ${text.en.replace(/[\d-]+/g, '#')}`),
      clocks: clocks.map(({ code, reading }) => `${code} ${reading.state} ${reading.due_ms}`),
      answers: answers.map(({ text, refused }) => `${text} ${refused}`),
      files: attachments.map(({ name }) => name),
    }),
  );
}

/** A program that is there to be killed: it ends itself at one of its statements. */
async function killTarget(url: string, run: string, from: number, statement: number): Promise<void> {
  const { default: pg } = await import('pg');
  let count = 0;
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: InstanceType<typeof pg.Client>, ...args: unknown[]) {
    if (++count === statement) process.kill(process.pid, 'SIGKILL');
    return query.apply(this, args);
  } as typeof pg.Client.prototype.query;
  const on = openForKill(openDb(url, 2));
  await on.load();
  for (let i = from; i < STEPS.length; i++) {
    await stepFrom(i, on, run, () => false, i + 1);
    process.stdout.write(`${i}\n`);
  }
  process.exit(0);
}

const [, , program, url, run, from, statement] = process.argv;
// By name: bundled into another one, a program has the path of that one.
if (program === 'kill-cases') await killTarget(url, run, Number(from), Number(statement));
