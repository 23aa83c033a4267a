import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityMigrations, signInFirstTime } from '../../../base/accounts/test-identity.ts';
import { migrations as messageMigrations } from '../../../base/messages/index.ts';
import { startMessages } from '../../../base/messages/test-messages.ts';
import { migrate } from '../../../kit/db.ts';
import { migrations } from './migrations/index.ts';
import { lead, type OpenPlans, openPlans, phaseWith, planWith, startPlan, taskFor } from './test-plans.ts';

const CHANNELS = ['screen', 'email', 'sms', 'webhook'] as const;

let all: Awaited<ReturnType<typeof startMessages>>;
let plans: OpenPlans;
let endpoint: number;
let reader: string;

beforeAll(async () => {
  all = await startMessages();
  const { identity, db, messages } = all;
  await migrate(db, { ...identityMigrations, ...messageMigrations, ...migrations });
  const system = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
  const { body } = await system.ask('POST', '/api/v1/accounts', {
    ...{ name: 'moon', display_name: '月', unit: 'city' },
    ...{ phone: '13800001234', email: 'moon@tocc.test' },
  });
  reader = `account:${(body.account as { id: number }).id}`;
  const made = await system.ask('POST', '/api/v1/message-endpoints', {
    ...{ name: '交警', url: 'https://police.test/hook' },
  });
  endpoint = (made.body.endpoint as { id: number }).id;
  const moon = { principal: reader, name: 'moon', unit: 'city', roles: ['duty-officer'], units: null };
  plans = openPlans(db, messages, [moon]);
});
afterAll(() => all.identity.stop());

/** A plan that sends a task, and a message by every channel. */
const loud = () => {
  const phase = phaseWith('a', [taskFor('go', 'city-centre')], [lead(null, { kind: 'tasks_done' })]);
  const messages = CHANNELS.map((channel) => ({
    ...{ key: channel, channel, to: channel === 'webhook' ? String(endpoint) : 'city-centre' },
    subject: { zh: '停运', en: 'Stop' },
    text: { zh: '请停运', en: 'Stop now' },
  }));
  return planWith([{ ...phase, messages }]);
};

async function taken(drill: boolean) {
  all.outside.taken.length = 0;
  const run = await startPlan(plans, loud(), { drill });
  await all.deliver();
  all.clock.now_ms += 3_600_000;
  await all.deliver();
  const inbox = await all.messages.service.inbox(reader);
  const onScreen = inbox.filter(({ about }) => about.id === `plan-run:${run.id}`);
  return { outside: all.outside.taken.map(({ channel }) => channel).sort(), screen: onScreen.length };
}

test('a drill reaches nobody by any channel that a real run of the same plan goes out by', async () => {
  expect(await taken(false)).toEqual({ outside: ['email', 'sms', 'webhook'], screen: 2 });
  expect(await taken(true)).toEqual({ outside: [], screen: 0 });
});
