import { randomBytes } from 'node:crypto';
import type { DutyReached } from '@opentocc/contract';
import {
  type Browser,
  createAppointer,
  type Identity,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { createWorkingCalendar } from '../../../kit/calendar/index.ts';
import { createLog } from '../../../kit/log.ts';
import { migrations } from './migrations/index.ts';
import type { HandoverItem, Outbox } from './ports.ts';
import { serveBulletins, serveDuty, serveDutyPeople, serveHandovers } from './routes.ts';
import { createDuty, type Duty } from './service.ts';

/** 2026-11-27 08:00 in the city, a Friday. */
export const MORNING = Date.parse('2026-11-27T08:00:00+08:00');
export const HOUR = 3_600_000;
export const at = (hour: number) => MORNING + (hour - 8) * HOUR;
export const span = (from: number, to: number) => ({ from_ms: at(from), to_ms: at(to) });

export interface Officer extends Browser {
  readonly name: string;
  readonly principal: string;
}

export interface TestDuty {
  readonly identity: Identity;
  readonly duty: Duty;
  readonly appoint: (name: string, unit?: string, role?: string) => Promise<Officer>;
  /** What was queued, by key. */
  readonly sent: string[];
  /** What modules hand over; changed by tests. */
  readonly open: HandoverItem[];
  /** When people were reached, as messages say it; changed by tests. */
  readonly reached: DutyReached[];
  /** Set by a test whose modules do not answer. */
  silent: boolean;
}

/** Duty as the product wires it, with a module whose open items tests change. */
export async function startDuty(): Promise<TestDuty> {
  const identity = await startIdentity(
    { policy: { idle_limit_s: 86_400, absolute_limit_s: 7 * 86_400 } },
    MORNING,
  );
  const { db, clock, audit, accounts, http } = identity;
  for (const { up } of Object.values(migrations)) await up(db);
  const sent: string[] = [];
  const outbox: Outbox = {
    async queue(_, { key }) {
      return sent.push(key);
    },
  };
  const duty = createDuty({
    ...{ db, clock, audit, outbox, log: createLog('silent'), random: randomBytes },
    ...{ calendar: createWorkingCalendar(), lastReached: async () => test.reached },
    people: {
      list: () => accounts.peopleWith('duty:serve'),
      unitsAbove: accounts.unitsAbove,
      districtsOf: accounts.districtsOf,
    },
  });
  for (const serve of [serveDuty, serveDutyPeople, serveHandovers, serveBulletins]) serve(duty).mount(http);
  const made = await createAppointer(identity);
  const appoint = async (name: string, unit = 'city', role = 'duty-officer'): Promise<Officer> => {
    const browser = await made(name, unit, role);
    const { principal } = (await browser.ask('GET', '/api/v1/session')).body as { principal: string };
    return Object.assign(browser, { name, principal });
  };
  const test = {
    identity,
    duty,
    appoint,
    sent,
    open: [] as HandoverItem[],
    silent: false,
    reached: [] as DutyReached[],
  };
  duty.handover.add({
    kind: 'situation',
    async list() {
      if (test.silent) throw new Error('no answer');
      return test.open;
    },
  });
  return test;
}

export const item = (key: string, more: Partial<HandoverItem> = {}): HandoverItem => ({
  ...{ key, kind: 'situation', since_ms: MORNING, due_ms: null, opens: '/situations' },
  ...{ title: { zh: `事件 ${key}`, en: `Situation ${key}` }, detail: { zh: '', en: '' } },
  ...more,
});
