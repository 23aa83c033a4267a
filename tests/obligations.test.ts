import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WaitingObligation as Obligation } from '../packages/contract/src/index.ts';
import type { Browser } from '../packages/server/src/base/accounts/test-identity.ts';
import { createQualityStore } from '../packages/server/src/base/quality/index.ts';
import { TestTerminal } from '../packages/server/src/base/sources/test-terminal.ts';
import { appointPeople, FUTIAN, NANSHAN, type People, type Product, startProduct } from './whole-product.ts';

/** What waits for whom, in the whole product. */
const NOW_MS = Date.UTC(2026, 0, 5, 1);
let product: Product;
let people: People;
let steward: Browser;
let stewardOfFutian: Browser;
let applicant: Browser;

beforeAll(async () => {
  product = await startProduct({}, { now: () => NOW_MS });
  people = await appointPeople(product);
  steward = await people.appoint('steward', 'data-steward');
  stewardOfFutian = await people.appoint('steward.futian', 'data-steward', FUTIAN);
  applicant = await people.appoint('futian', 'department-user', FUTIAN);
}, 60_000);
afterAll(() => product.stop());

async function waitingFor(browser: Browser): Promise<Obligation[]> {
  const { status, body } = await browser.ask('GET', '/api/v1/obligations');
  expect(status).toBe(200);
  return body as unknown as Obligation[];
}
const keysOf = async (browser: Browser) => (await waitingFor(browser)).map(({ key }) => key);

describe('for a person', () => {
  test('a new password waits until there is one, and nothing else meanwhile', async () => {
    const { id, one_time_password } = await people.add('newcomer');
    const newcomer = product.browser();
    await newcomer.ask('POST', '/api/v1/session', { account: 'newcomer', password: one_time_password });
    expect(await waitingFor(newcomer)).toEqual([
      {
        key: `accounts/password/${id}`,
        module: 'accounts',
        title: { zh: '修改密码', en: 'Change your password' },
        why: { zh: '现用的是一次性密码', en: 'You signed in with a one-time password' },
        owner: { kind: 'person', principal: `account:${id}` },
        count: 1,
        since_ms: NOW_MS,
        due_ms: NOW_MS + 72 * HOUR_MS,
        opens: '/profile',
        noted_ms: null,
      },
    ]);
    await newcomer.ask('POST', '/api/v1/session/password', {
      current: one_time_password,
      next: 'Quiet-Harbour-71-tide',
    });
    expect(await waitingFor(newcomer)).toEqual([]);
  });

  test('nothing is returned to who is not signed in', async () => {
    expect((await product.browser().ask('GET', '/api/v1/obligations')).status).toBe(401);
  });
});

test('an application waits for who decides on it, then its key for who applied', async () => {
  const { body } = await applicant.ask('POST', '/api/v1/sharing/applications', {
    item: 'indices',
    unit: FUTIAN,
    purpose: '辖区信号优化研究',
  });
  const key = `sharing/application/${body.id}`;
  expect(await waitingFor(steward)).toMatchObject([
    {
      key,
      title: { zh: '审批共享申请：交通指数' },
      why: { en: 'futian applied: 辖区信号优化研究' },
      owner: { kind: 'unit', unit: 'city', permission: 'sharing:approve' },
      since_ms: NOW_MS,
      due_ms: NOW_MS + 14 * DAY_MS,
      opens: '/admin/sharing',
    },
  ]);
  for (const other of [applicant, stewardOfFutian, people.system, people.security])
    expect(await keysOf(other)).not.toContain(key);

  await steward.ask('POST', `/api/v1/sharing/applications/${body.id}/approval`, { expires_days: 30 });
  expect(await keysOf(steward)).not.toContain(key);
  expect(await waitingFor(applicant)).toMatchObject([
    { key, title: { en: 'Collect the key that you applied for' }, due_ms: NOW_MS + 30 * DAY_MS },
  ]);
  await applicant.ask('POST', `/api/v1/sharing/applications/${body.id}/key`);
  expect(await waitingFor(applicant)).toEqual([]);
});

test('terminals that ask to be let in wait together, for who may decide in the whole city', async () => {
  const terminals = await Promise.all(
    ['13900000001', '13900000002'].map((phone) => TestTerminal.open(product.gateway_port, phone)),
  );
  await Promise.all(terminals.map((terminal, i) => terminal.register(`粤B1234${i}`)));
  const pending = (list: readonly Obligation[]) => list.filter(({ key }) => key === 'sources/pending');
  expect(pending(await waitingFor(steward))).toMatchObject([
    { count: 2, since_ms: NOW_MS, due_ms: NOW_MS + DAY_MS, opens: '/sources' },
  ]);
  expect(pending(await waitingFor(people.system))).toHaveLength(1);
  for (const other of [stewardOfFutian, applicant, people.security, people.auditor])
    expect(pending(await waitingFor(other))).toEqual([]);

  await steward.ask('POST', '/api/v1/terminals/refusals', { phones: ['13900000001'] });
  expect(pending(await waitingFor(steward))).toMatchObject([{ count: 1 }]);
  for (const terminal of terminals) terminal.socket.destroy();
});

test('a finding waits for as long as it stands open, by how grave it is', async () => {
  const { findings } = createQualityStore(product.db);
  const finding = await findings.add({
    source: 0,
    kind: 'spoof',
    variant: '',
    severity: 'major',
    certainty: 'sure',
    since_ms: NOW_MS - DAY_MS,
    last_seen_ms: NOW_MS,
    closed_ms: null,
    title: { zh: '位置是编造的', en: 'Positions are made up' },
    advice: { zh: '请核查终端', en: 'Check the terminals' },
    concerned: 'source_owner',
    evidence: [],
    vehicles: 1,
    vehicles_judged: 1,
    examples: [],
    reason: null,
  });
  const key = `quality/finding/${finding.id}`;
  expect((await waitingFor(steward)).filter((one) => one.key === key)).toMatchObject([
    {
      title: { zh: '未知来源：位置是编造的', en: 'Unknown senders: Positions are made up' },
      why: { en: 'Check the terminals' },
      since_ms: NOW_MS - DAY_MS,
      due_ms: NOW_MS + 6 * DAY_MS,
    },
  ]);
  expect(await keysOf(stewardOfFutian)).not.toContain(key);
  await findings.save({ ...finding, closed_ms: NOW_MS });
  expect(await keysOf(steward)).not.toContain(key);
});

test('what lies in one sub-centre does not wait for another', async () => {
  const other = await people.appoint('steward.nanshan', 'data-steward', NANSHAN);
  expect(await waitingFor(other)).toEqual([]);
});

test('what somebody marks as known is marked at every desk of theirs and at no other', async () => {
  const { body } = await applicant.ask('POST', '/api/v1/sharing/applications', {
    item: 'indices',
    unit: FUTIAN,
    purpose: '夜间路况研究',
  });
  const key = `sharing/application/${body.id}`;
  const path = `/api/v1/obligations/${encodeURIComponent(key)}/note`;
  const second = await people.appoint('steward.second', 'data-steward');
  const noted = async (browser: Browser) =>
    (await waitingFor(browser)).find((one) => one.key === key)?.noted_ms;
  expect((await steward.ask('PUT', path)).status).toBe(204);
  expect(await noted(steward)).toBe(NOW_MS);
  expect(await noted(second)).toBeNull();
  // What does not wait for somebody cannot be marked by them.
  expect((await applicant.ask('PUT', path)).status).toBe(404);
  await steward.ask('DELETE', path);
  expect(await noted(steward)).toBeNull();
});
