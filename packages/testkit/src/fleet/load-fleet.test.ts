import { afterEach, beforeEach, expect, test } from 'vitest';
import { textNetwork } from '../text-network.ts';
import { fixMark, fleetRoster, LoadFleet } from './index.ts';
import { TestPlatform } from './test-platform.ts';

const VEHICLES = 20;
const { network } = textNetwork(`
  A-----B-----C
  |     |     |
  D-----E-----F`);
const roster = fleetRoster(VEHICLES, 1);
let platform: TestPlatform;
let fleet: LoadFleet;

beforeEach(async () => {
  platform = new TestPlatform();
  const port = await platform.listen();
  fleet = new LoadFleet({ network, host: '127.0.0.1', port, roster, seed: 1, step_ms: 200 });
});
afterEach(() => {
  fleet.close();
  platform.close();
});

async function load(ms: number): Promise<void> {
  await fleet.open();
  await fleet.drive(Date.now() + ms);
  await fleet.awaitAnswers(5000);
}

test('each terminal reports several times a second, and what was acknowledged is known by number and mark', async () => {
  await load(1000);
  const { sent, acknowledged, unasked, lost, online } = fleet.counts;
  expect([acknowledged, unasked, lost, online]).toEqual([sent, 0, 0, VEHICLES]);
  expect(sent).toBe(platform.positions.length);
  expect(sent).toBeGreaterThanOrEqual(4 * VEHICLES);
  for (const [v, { phone }] of roster.entries()) {
    const received = platform.positions.filter((position) => position.phone === phone);
    const marks = received.map(({ at_ms, lon_e6, lat_e6 }) => fixMark(at_ms / 1000, lon_e6, lat_e6));
    expect(fleet.acknowledged.count[v]).toBe(received.length);
    expect(fleet.acknowledged.marks[v]).toBe(marks.reduce((sum, mark) => (sum + mark) >>> 0, 0));
  }
});

test('an answer that comes twice is reported and counts once', async () => {
  platform.answers = 2;
  await load(400);
  await expect.poll(() => fleet.counts.unasked).toBe(fleet.counts.sent);
  expect(fleet.counts.acknowledged).toBe(fleet.counts.sent);
});

test('what was sent and not answered stays unanswered, and lost connections are counted', async () => {
  platform.cutAfter = VEHICLES;
  await load(400).catch(() => undefined);
  const { sent, acknowledged, lost } = fleet.counts;
  expect(lost).toBe(VEHICLES);
  expect(sent).toBeGreaterThanOrEqual(VEHICLES);
  expect(acknowledged).toBeLessThan(sent);
}, 15_000);
