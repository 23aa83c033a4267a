import type { CallExemption } from '@opentocc/contract';
import { networkFor } from '@opentocc/core/network';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { createCityLife } from '@opentocc/testkit/city-life';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import type { DemoCity, DemoOfficer } from '../../../kit/demo.ts';
import { CITY } from '../../command/situations/test-situations.ts';
import { START_MS, startCalls, type TestCalls } from '../calls/test-calls.ts';
import { approveExemptions, createOverloadDeclarer } from './demo-exemptions.ts';

const network = networkFor(CITY.network, 'car');
const city = { network, life: createCityLife(network, 1), seed: 1, shift_ms: 0 } as DemoCity;

let on: TestCalls;
let supervisor: Browser;
let deputy: Browser;

beforeAll(async () => {
  on = await startCalls();
  supervisor = await on.appoint('demo-supervisor', 'city', 'hotline-supervisor');
  deputy = await on.appoint('demo-deputy', 'city', 'hotline-supervisor');
}, 60_000);
afterAll(() => on.identity.stop());

/** At a desk, over HTTP alone. */
const officer = (browser: Browser): DemoOfficer => ({
  call: async <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => {
    const answer = await browser.ask(method, `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}`);
    return answer.body as T;
  },
  signOut: async () => undefined,
});
const listed = async () =>
  (await supervisor.ask('GET', '/api/v1/calls/exemptions?from=2026-11-26&to=2026-11-27'))
    .body as unknown as CallExemption[];

test('the supervisor declares one hour of yesterday, once, and the deputy approves it after half an hour', async () => {
  const declare = createOverloadDeclarer(city);
  for (let i = 0; i < 2; i++) await declare(officer(supervisor), on.clock.now_ms);
  const [one, ...others] = await listed();
  expect(others).toEqual([]);
  expect(one).toMatchObject({ kind: 'overload', state: 'declared', declared_by: 'demo-supervisor' });
  expect(one.to_ms - one.from_ms).toBe(HOUR_MS);
  expect(one.to_ms).toBeLessThan(START_MS);
  await approveExemptions(officer(deputy), on.clock.now_ms);
  expect((await listed())[0].state).toBe('declared');
  // By the time of who sits there: the sessions of the test would not last so long.
  await approveExemptions(officer(deputy), on.clock.now_ms + 31 * MINUTE_MS);
  expect((await listed())[0]).toMatchObject({ state: 'approved', decisions: [{ by: 'demo-deputy' }] });
});
