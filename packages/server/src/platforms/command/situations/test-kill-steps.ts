import type { Situation } from '@opentocc/contract';
import { networkFor } from '@opentocc/core/network';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import { createAttachments } from '../../../base/attachments/index.ts';
import { testKeys } from '../../../base/keys/test-keys.ts';
import type { Acting } from '../../../kit/acting.ts';
import { createWorkingCalendar } from '../../../kit/calendar/index.ts';
import { type Db, openDb } from '../../../kit/db.ts';
import { AppError } from '../../../kit/errors.ts';
import { SituationBoard } from './board.ts';
import { createCallers } from './callers.ts';
import type { TakenReport } from './model.ts';
import { RuleBook } from './rule-book.ts';
import { createRuleStore } from './rule-store.ts';
import { createSituations } from './service.ts';
import { createSituationStore } from './store.ts';
import { CITY, middleOf } from './test-situations.ts';

export const NOW_MS = Date.parse('2026-11-27T09:00:00+08:00');

/** An officer without a browser. */
const officer: Acting = {
  address: '127.0.0.1',
  session: { principal: 'account:7', account: 'officer', permissions: ['situations:handle'], reach: {} },
} as unknown as Acting;

/** Situations as a process of its own has them. */
export function openSituations(db: Db) {
  const fail = (error: unknown) => {
    throw error;
  };
  const audit = { record: async () => undefined };
  const clock = { now: () => NOW_MS };
  return createSituations({
    ruleBook: new RuleBook({ store: createRuleStore(db), clock, audit }),
    ...{ store: createSituationStore(db), board: new SituationBoard(fail), callers: createCallers(testKeys) },
    attachments: createAttachments({ db, images: createImageCleaner() }),
    network: networkFor(CITY.network, 'car'),
    ...{ calendar: createWorkingCalendar(), clock, onError: fail },
    ...{ audit, handlers: async () => [] },
  });
}
type Open = ReturnType<typeof openSituations>;

const reportOf = (key: string, text: string): TakenReport => ({
  ...{ key, origin: 'signal', kind: 'accident', text, link: null, at_ms: NOW_MS, severity: 'medium' },
  ...{ lon: middleOf('BC')[0], lat: middleOf('BC')[1], probability: 'certain', lanes: null, header: 'real' },
  ...{ attributes: {}, caller: { name: '王小明', phone: '13812345678' } },
});

type Step = (on: Open, run: string) => Promise<unknown>;
const first = (on: Open, run: string) => on.take(reportOf(`${run}:1`, '追尾'));
const second = (on: Open, run: string) => on.take(reportOf(`${run}:2`, '堵住了'));

/** Does something with the first one, as it was when an officer saw it: what came through is refused a second time. */
const seen =
  (version: number, work: (on: Open, id: number, version: number) => Promise<unknown>): Step =>
  async (on, run) => {
    const id = (await on.findByKey(`${run}:1`))!;
    return work(on, id, version);
  };
const move = (version: number, to: 'verified' | 'responding' | 'cleared'): Step =>
  seen(version, ({ desk }, id) => desk.move(officer, null, id, { version, to, reason: '' }));

/** What happens to two reports, each step one that an officer may do again when it got no answer. */
export const STEPS: readonly Step[] = [
  first,
  second,
  seen(1, ({ desk }, id, version) => desk.own(officer, null, id, { version, to: 'me' })),
  move(2, 'verified'),
  async (on, run) => {
    const [id, other] = [await on.findByKey(`${run}:1`), await on.findByKey(`${run}:2`)];
    const merging = { id: id!, version: 3, other: other!, other_version: 1, reason: '同一起' };
    return on.merges.merge(officer, null, merging);
  },
  seen(4, ({ desk }, id, version) =>
    desk.correct(officer, null, id, { version, level: 'extreme', cause: '追尾' }),
  ),
  seen(5, ({ filings }, id, version) =>
    filings.file(officer, null, id, { version, kind: 'first', to: '市交通运输局', text: '首报' }),
  ),
  move(6, 'responding'),
  seen(7, ({ desk }, id) => desk.note(officer, null, id, '拖车已到', 'note-of-the-test')),
  move(8, 'cleared'),
];

/**
 * Does all steps from one on. @returns the one at which it stopped, or how many there are
 * @param stops what ends a process
 */
export async function stepFrom(from: number, on: Open, run: string, stops: (error: unknown) => boolean) {
  for (let i = from; i < STEPS.length; i++) {
    try {
      await STEPS[i](on, run);
    } catch (error) {
      if (stops(error)) return i;
      // Done already: only the answer was lost.
      if (!(error instanceof AppError && error.status === 409 && i === from)) throw error;
    }
  }
  return STEPS.length;
}

/** Ends a run: what is looked back on is proposed to be nothing any more. */
export async function review(on: Open, run: string): Promise<void> {
  const id = (await on.findByKey(`${run}:1`))!;
  await on.desk.move(officer, null, id, { version: 9, to: 'reviewed', reason: '' });
}

/** What is known at the end, without the numbers of rows. */
export async function recordOf(on: Open, run: string) {
  const id = (await on.findByKey(`${run}:1`))!;
  const one: Situation = await on.reader.get(null, id);
  const gone: Situation = await on.reader.get(null, one.merged[0]);
  return [one, gone].map(({ state, version, timeline, clocks, report_list, owner, level, proposals }) => ({
    ...{ state, version, owner, level, proposals },
    timeline: timeline.map(({ kind, text }) => `${kind} ${text.en.replace(/\d+/g, '#')}`),
    clocks: clocks.map(({ code, reading }) => `${code} ${reading.state} ${reading.due_ms}`),
    reports: report_list.map(({ text, caller }) => `${text} ${caller?.phone}`),
  }));
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
  const on = openSituations(openDb(url, 2));
  for (let i = from; i < STEPS.length; i++) {
    await stepFrom(i, on, run, () => false);
    process.stdout.write(`${i}\n`);
  }
  process.exit(0);
}

const [, script, url, run, from, statement] = process.argv;
if (script === import.meta.filename) await killTarget(url, run, Number(from), Number(statement));
