import type {
  Detector,
  DetectorCount,
  DetectorOutcome,
  LinkDetail,
  LinkEvidence,
  SourceHealth,
  SourceSecret,
} from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Browser } from '../packages/server/src/base/accounts/test-identity.ts';
import { appointPeople, type Product, startProduct } from './whole-product.ts';

/** One detector from its registration over HTTP, by its reports over MQTT, to the speed and the flow of its link. */
const start_ms = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
let now_ms = start_ms;
let product: Product;
let steward: Browser;
let officer: Browser;

beforeAll(async () => {
  product = await startProduct({}, { now: () => now_ms });
  const people = await appointPeople(product);
  steward = await people.appoint('steward', 'data-steward');
  officer = await people.appoint('officer', 'operator');
}, 60_000);
afterAll(() => product.stop());

async function ask<T>(by: Browser, method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  const answer = await by.ask(method, `/api/v1${path}`, body);
  expect([answer.status, answer.text]).toEqual([expect.toSatisfy((code: number) => code < 300), answer.text]);
  return answer.body as T;
}

/** The link once the window that ends `minute` min after the start is published. */
const seeWindow = (minute: number): Promise<LinkDetail> =>
  vi.waitFor(
    async () => {
      const found = await ask<LinkDetail>(officer, 'GET', '/links/0');
      expect(found.now?.window_end_ms).toBe(start_ms + minute * MINUTE_MS);
      return found;
    },
    { timeout: 20_000, interval: 200 },
  );

const SPEED_KMH = 24;
const VEHICLES = 12;

test('a detector that its owner registers is measured flow and speed of its link a minute later', {
  timeout: 60_000,
}, async () => {
  const name = { zh: '交警线圈', en: 'Police loops' };
  const draft = { code: 'police', name, owner: '交警', protocol: 'MQTT', report_interval_s: 60 };
  const { id: source } = await ask<SourceHealth>(steward, 'POST', '/sources', draft);
  const list = Buffer.from('编号,路段,距起点,车道数,周期\nL1,0,150,1,60\nL2,9999,0,1,60\n');
  const upload = { file: 'loops.csv', content_base64: list.toString('base64'), source };
  const outcome = await ask<DetectorOutcome>(steward, 'POST', '/detectors/import', upload);
  expect(outcome).toMatchObject({ added: 1, bad_rows: 1, problems: [{ row: 3, code: 'no_link' }] });
  const { user, secret, topic } = await ask<SourceSecret>(steward, 'POST', `/sources/${source}/secret`, {});

  const { port } = product.detectors.access();
  const collector = await connectAsync(`mqtt://127.0.0.1:${port}`, {
    ...{ protocolVersion: 5, username: user, password: secret, reconnectPeriod: 0 },
  });
  for (let minute = 1; minute <= 5; minute++) {
    now_ms = start_ms + minute * MINUTE_MS;
    const report = {
      ...{ version: 1, detector: 'L1', begin: now_ms - MINUTE_MS, period_s: 60 },
      ...{ vehicles: VEHICLES + (minute % 2), speed_kmh: SPEED_KMH, mean: 'space' },
    };
    await collector.publishAsync(topic, JSON.stringify(report), { qos: 1 });
  }
  await collector.endAsync();
  // The platform notices that a minute is over at most a second later; it is asked for the window of the next.
  await seeWindow(1);
  now_ms = start_ms + 6 * MINUTE_MS;
  const link = await seeWindow(6);
  expect(link.now!.flow_vph).toBeCloseTo(12.5 * 60, 3);
  expect(link.now!.speed_kmh).toBeGreaterThan(0.8 * SPEED_KMH);
  expect(link.now!.speed_kmh).toBeLessThan(1.25 * SPEED_KMH);
  expect(link.now).toMatchObject({ samples: 0, estimated: false });
  // Its neighbour has no detector: nothing is said to be measured there.
  expect((await ask<LinkDetail>(officer, 'GET', '/links/2')).now?.flow_vph ?? null).toBeNull();

  const evidence = await ask<LinkEvidence>(officer, 'GET', '/links/0/evidence');
  expect(evidence.detectors).toMatchObject([
    { code: 'L1', vehicles: 50, speed_kmh: expect.closeTo(SPEED_KMH, 6) },
  ]);
  const [weightiest] = evidence.parts;
  expect(weightiest.kind).toBe('detectors');
  expect(weightiest.weight).toBeGreaterThan(0.5);

  const [detector] = await ask<Detector[]>(officer, 'GET', '/detectors');
  expect(detector).toMatchObject({ code: 'L1', state: 'ok', link: 0 });
  const span = `from_ms=${start_ms - 10 * MINUTE_MS}&to_ms=${now_ms}`;
  const counts = await ask<DetectorCount[]>(officer, 'GET', `/detectors/${detector.id}/counts?${span}`);
  expect(counts.reduce((sum, { vehicles }) => sum + vehicles, 0)).toBe(63);
  const sources = await ask<SourceHealth[]>(officer, 'GET', '/sources');
  expect(sources.find(({ id }) => id === source)).toMatchObject({
    ...{ protocol: 'MQTT', terminals: 1, online: 1, accepted: 4, rejected: {} },
  });
});
